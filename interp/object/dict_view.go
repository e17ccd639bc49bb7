package object

import "slices"

// DictView is what keys(), values() and items() of a dict give: it shows the
// dict as it is at each time.
type DictView struct {
	d    *Dict
	part dictPart
}

var (
	dictKeysClass   = &Class{Name: "dict_keys", Final: true}
	dictValuesClass = &Class{Name: "dict_values", Final: true}
	dictItemsClass  = &Class{Name: "dict_items", Final: true}
)

// PyClass is dict_keys, dict_values or dict_items.
func (v *DictView) PyClass() *Class {
	switch v.part {
	case dictValues:
		return dictValuesClass
	case dictItems:
		return dictItemsClass
	}
	return dictKeysClass
}

func (v *DictView) elems() []Value {
	out := make([]Value, 0, v.d.live)
	for it := v.d.Entries(); it.Next(); {
		switch v.part {
		case dictKeys:
			out = append(out, it.Key())
		case dictValues:
			out = append(out, it.Value())
		default:
			out = append(out, NewTuple(it.Key(), it.Value()))
		}
	}
	return out
}

func init() {
	for _, c := range []*Class{dictKeysClass, dictValuesClass, dictItemsClass} {
		c.Len = func(th *Thread, self Value) (int, error) { return self.(*DictView).d.live, nil }
		c.Iter = func(th *Thread, self Value) (Iterator, error) {
			v := self.(*DictView)
			return &dictIter{d: v.d, size: v.d.live, part: v.part}, nil
		}
		c.Repr = func(th *Thread, self Value) (string, error) {
			v := self.(*DictView)
			return reprElems(th, v, c.Name+"([", v.elems(), "])", "...")
		}
		c.Contains = viewContains
		c.Members = viewMembers
	}
	for _, c := range []*Class{dictKeysClass, dictItemsClass} {
		c.Compare = compareViews
		c.Binary = viewBinary
		c.Unhashable = true
	}
}

func viewContains(th *Thread, self, x Value) (bool, error) {
	v := self.(*DictView)
	switch v.part {
	case dictKeys:
		_, ok, err := v.d.Get(th, x)
		return ok, err
	case dictValues:
		return containsElem(th, v.elems(), x)
	}
	pair, ok := x.(*Tuple)
	if !ok || len(pair.Elems) != 2 {
		return false, nil
	}
	val, ok, err := v.d.Get(th, pair.Elems[0])
	if err != nil || !ok {
		return false, err
	}
	return same(th, val, pair.Elems[1])
}

// asSet gives the set that a view or a set is for operators.
func asSet(th *Thread, v Value) (*Set, bool, error) {
	switch v := NativeOf(v).(type) {
	case *Set:
		return v, true, nil
	case *DictView:
		if v.part == dictValues {
			return nil, false, nil
		}
		s := NewSet()
		for _, e := range v.elems() {
			if err := s.Add(th, e); err != nil {
				return nil, true, err
			}
		}
		return s, true, nil
	}
	return nil, false, nil
}

func compareViews(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok, err := asSet(th, a)
	if err != nil || !ok {
		return NotImplemented, err
	}
	y, ok, err := asSet(th, b)
	if err != nil || !ok {
		return NotImplemented, err
	}
	return orderSets(th, op, x, y)
}

// viewBinary has the set operators of views, which take any iterable.
func viewBinary(th *Thread, op Op, a, b Value) (Value, error) {
	switch op {
	case BitAnd, BitOr, BitXor, Sub:
	default:
		return NotImplemented, nil
	}
	if view, ok := a.(*DictView); ok && op == BitAnd {
		return commonElements(th, view, b)
	}
	sides := [2]*Set{}
	for i, v := range []Value{a, b} {
		s, ok, err := asSet(th, v)
		if !ok && err == nil {
			if !IsIterable(v) {
				return nil, TypeErrorf("'%s' object is not iterable", TypeName(v))
			}
			s, err = SetOf(th, v)
		}
		if err != nil {
			return nil, err
		}
		sides[i] = s
	}
	r, err := setBinary(th, op, sides[0], sides[1])
	if s, ok := r.(*Set); ok {
		s.Frozen = false
	}
	return r, err
}

// commonElements is view & other: only the elements of the other side need be
// hashable.
func commonElements(th *Thread, view *DictView, other Value) (Value, error) {
	out := NewSet()
	if !IsIterable(other) {
		return nil, TypeErrorf("'%s' object is not iterable", TypeName(other))
	}
	return out, ForEach(th, other, func(v Value) error {
		found, err := viewContains(th, view, v)
		if err != nil || !found {
			return err
		}
		return out.Add(th, v)
	})
}

func viewMembers() []Member {
	return []Member{
		Method("__reversed__(self, /)", "An iterator from the end.", func(th *Thread, a *Bound) (Value, error) {
			return reversedView(a.Self().(*DictView)), nil
		}),
		Method("isdisjoint(self, other, /)", "Whether no value is in both.", func(th *Thread, a *Bound) (Value, error) {
			disjoint := true
			err := ForEach(th, a.At(1), func(x Value) error {
				in, err := viewContains(th, a.Self(), x)
				disjoint = disjoint && !in
				return err
			})
			return disjoint, err
		}),
	}
}

func reversedView(v *DictView) Iterator {
	elems := v.elems()
	slices.Reverse(elems)
	return &reverseIter{dictReverseIteratorClass[v.part], IterSlice(elems)}
}

func dictViewMembers() []Member {
	view := func(name, doc string, part dictPart) Member {
		return dictMethod(name+"(self, /)", doc, func(th *Thread, d *Dict, a *Bound) (Value, error) {
			return &DictView{d, part}, nil
		})
	}
	return []Member{
		view("keys", "A view of the keys.", dictKeys),
		view("values", "A view of the values.", dictValues),
		view("items", "A view of the keys with their values.", dictItems),
	}
}
