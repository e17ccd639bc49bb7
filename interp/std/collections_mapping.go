package std

import (
	"kerash/interp/object"
)

// mappingView is what keys(), values() and items() of a mapping give.
type mappingView struct {
	m    object.Value
	kind string
}

var mappingViewClass = &object.Class{Name: "MappingView", Module: "collections.abc", Doc: "The keys, values or items of a mapping.", Final: true}

// PyClass is MappingView.
func (*mappingView) PyClass() *object.Class { return mappingViewClass }

// item is what the view shows of a key.
func (v *mappingView) item(th *object.Thread, key object.Value) (object.Value, error) {
	if v.kind == "KeysView" {
		return key, nil
	}
	x, err := object.Index(th, v.m, key)
	if v.kind == "ItemsView" {
		x = object.NewTuple(key, x)
	}
	return x, err
}

type viewIterator struct {
	v    *mappingView
	keys object.Iterator
}

// Next gives what the view shows of the next key.
func (it *viewIterator) Next(th *object.Thread) (object.Value, bool, error) {
	k, ok, err := it.keys.Next(th)
	if !ok || err != nil {
		return nil, false, err
	}
	x, err := it.v.item(th, k)
	return x, err == nil, err
}

func mappingMixin() []object.Member {
	view := func(name, kind, doc string) object.Member {
		return object.Method(name+"(self)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &mappingView{a.Self(), kind}, nil
		})
	}
	return []object.Member{
		view("keys", "KeysView", "The keys."), view("values", "ValuesView", "The values."), view("items", "ItemsView", "Keys with their values."),
		object.Method("get(self, key, default=None)", "The value of a key, or default.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, err := object.Index(th, a.Self(), a.At(1))
			if object.IsError(err, object.KeyError) {
				return a.At(2), nil
			}
			return v, err
		}),
		object.Method("__contains__(self, key)", "Whether the key is there.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			_, err := object.Index(th, a.Self(), a.At(1))
			if object.IsError(err, object.KeyError) {
				return false, nil
			}
			return true, err
		}),
		object.Method("__eq__(self, other)", "Whether the items are equal.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			other := a.At(1)
			if _, isDict := object.NativeOf(other).(*object.Dict); !isDict {
				if !object.TypeOf(other).Mappable() {
					return object.NotImplemented, nil
				}
			}
			x, err := dictOfMapping(th, a.Self())
			if err != nil {
				return nil, err
			}
			y, err := dictOfMapping(th, other)
			if err != nil {
				return nil, err
			}
			return object.Equal(th, x, y)
		}),
		object.Const("__hash__", nil),
	}
}

// dictOfMapping is a dict of the items of any mapping.
func dictOfMapping(th *object.Thread, m object.Value) (*object.Dict, error) {
	if d, ok := object.NativeOf(m).(*object.Dict); ok {
		return d, nil
	}
	d := object.NewDict()
	keys, err := object.ToSlice(th, m)
	for _, k := range keys {
		v, err := object.Index(th, m, k)
		if err != nil {
			return nil, err
		}
		if err := d.Set(th, k, v); err != nil {
			return nil, err
		}
	}
	return d, err
}

func mutableMappingMixin() []object.Member {
	return []object.Member{
		object.Method("pop(self, key, default=<none>)", "Removes a key and gives its value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, err := object.Index(th, a.Self(), a.At(1))
			if object.IsError(err, object.KeyError) && a.Given("default") {
				return a.At(2), nil
			}
			if err != nil {
				return nil, err
			}
			return v, object.DelIndex(th, a.Self(), a.At(1))
		}),
		object.Method("popitem(self)", "Removes the first key and gives it with its value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			it, err := object.Iter(th, a.Self())
			if err != nil {
				return nil, err
			}
			k, ok, err := it.Next(th)
			if err != nil {
				return nil, err
			}
			if !ok {
				return nil, object.NewError(object.KeyError, "")
			}
			v, err := object.Index(th, a.Self(), k)
			if err != nil {
				return nil, err
			}
			return object.NewTuple(k, v), object.DelIndex(th, a.Self(), k)
		}),
		clearBy("popitem", "Removes all keys.", object.KeyError),
		object.Method("update(self, other=(), /, **kwds)", "Sets keys to the values that another mapping or pairs give.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d := object.NewDict()
			if other := a.At(1); object.TypeOf(other).Mappable() {
				m, err := dictOfMapping(th, other)
				if err != nil {
					return nil, err
				}
				d = m.Copy()
			} else if err := object.DictUpdate(th, d, other); err != nil {
				return nil, err
			}
			for _, k := range a.Kwargs("kwds") {
				d.SetStr(k.Name, k.Value)
			}
			for it := d.Entries(); it.Next(); {
				if err := object.SetIndex(th, a.Self(), it.Key(), it.Value()); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}),
		object.Method("setdefault(self, key, default=None)", "The value of a key, which is set when it has none.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, err := object.Index(th, a.Self(), a.At(1))
			if object.IsError(err, object.KeyError) {
				return a.At(2), object.SetIndex(th, a.Self(), a.At(1), a.At(2))
			}
			return v, err
		}),
	}
}

func init() {
	c := mappingViewClass
	c.Len = func(th *object.Thread, self object.Value) (int, error) { return object.Len(th, self.(*mappingView).m) }
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		v := self.(*mappingView)
		keys, err := object.Iter(th, v.m)
		return &viewIterator{v, keys}, err
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		v := self.(*mappingView)
		s, err := object.Repr(th, v.m)
		return v.kind + "(" + s + ")", err
	}
	c.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, y, err := twoSets(th, a, b)
		if err != nil {
			return nil, err
		}
		return object.BinaryOp(th, op, x, y)
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, y, err := twoSets(th, a, b)
		if err != nil {
			return nil, err
		}
		return object.Compare(th, op, x, y)
	}
}

// twoSets are two collections as sets.
func twoSets(th *object.Thread, a, b object.Value) (x, y *object.Set, err error) {
	if x, err = object.SetOf(th, a); err == nil {
		y, err = object.SetOf(th, b)
	}
	return x, y, err
}
