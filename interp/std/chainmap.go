package std

import (
	"strings"

	"kerash/interp/object"
)

// chainMap looks keys up in several mappings, the first one first; changes go
// to the first.
type chainMap struct{ maps *object.List }

var chainMapClass = &object.Class{Name: "ChainMap", Module: "collections", Doc: "Several mappings as one.", Generic: true, Signature: "ChainMap(*maps)", Unhashable: true}

// PyClass is ChainMap.
func (*chainMap) PyClass() *object.Class { return chainMapClass }

func chainOf(v object.Value) *chainMap {
	c, ok := object.NativeOf(v).(*chainMap)
	if !ok {
		object.Throw(object.TypeErrorf("a ChainMap is required, not '%s'", object.TypeName(v)))
	}
	return c
}

func newChainMap(maps []object.Value) *chainMap {
	if len(maps) == 0 {
		maps = []object.Value{object.NewDict()}
	}
	return &chainMap{object.NewList(maps...)}
}

// find gives the value of a key in the first mapping that has it.
func (c *chainMap) find(th *object.Thread, key object.Value) (v object.Value, ok bool, err error) {
	for _, m := range c.maps.Elems {
		if ok, err = object.Contains(th, m, key); err != nil {
			return nil, false, err
		}
		if ok {
			v, err = object.Index(th, m, key)
			return v, true, err
		}
	}
	return nil, false, nil
}

// merged is all of it as one dict, the keys of the last mapping first.
func (c *chainMap) merged(th *object.Thread) (*object.Dict, error) {
	d := object.NewDict()
	for i := len(c.maps.Elems) - 1; i >= 0; i-- {
		if err := object.DictUpdate(th, d, c.maps.Elems[i]); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func init() {
	c := chainMapClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return newChainMap(args.Pos), nil
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		v, ok, err := chainOf(self).find(th, key)
		if err == nil && !ok {
			err = object.KeyErrorOf(key)
		}
		return v, err
	}
	c.SetIndex = func(th *object.Thread, self, key, v object.Value) error {
		return object.SetIndex(th, chainOf(self).maps.Elems[0], key, v)
	}
	c.DelIndex = func(th *object.Thread, self, key object.Value) error {
		err := object.DelIndex(th, chainOf(self).maps.Elems[0], key)
		if !object.IsError(err, object.KeyError) {
			return err
		}
		text, err := object.Repr(th, key)
		if err != nil {
			return err
		}
		return object.KeyErrorOf("Key not found in the first mapping: " + text)
	}
	c.Contains = func(th *object.Thread, self, key object.Value) (bool, error) {
		_, ok, err := chainOf(self).find(th, key)
		return ok, err
	}
	c.Len = func(th *object.Thread, self object.Value) (int, error) {
		d, err := chainOf(self).merged(th)
		if err != nil {
			return 0, err
		}
		return d.Len(), nil
	}
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		d, err := chainOf(self).merged(th)
		if err != nil {
			return nil, err
		}
		return object.Iter(th, d)
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		var parts []string
		for _, m := range chainOf(self).maps.Elems {
			s, err := object.Repr(th, m)
			if err != nil {
				return "", err
			}
			parts = append(parts, s)
		}
		return "ChainMap(" + strings.Join(parts, ", ") + ")", nil
	}
	c.Members = chainMapMembers
}

func chainMapMembers() []object.Member {
	view := func(name, doc string) object.Member {
		return object.Method(name+"(self)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d, err := chainOf(a.Self()).merged(th)
			if err != nil {
				return nil, err
			}
			return object.CallMethodOf(th, d, name, object.Args{})
		})
	}
	return []object.Member{
		object.Getter("maps", "the mappings", func(th *object.Thread, self object.Value) (object.Value, error) { return chainOf(self).maps, nil }),
		object.Getter("parents", "all but the first mapping", func(th *object.Thread, self object.Value) (object.Value, error) {
			return newChainMap(append([]object.Value(nil), chainOf(self).maps.Elems[1:]...)), nil
		}),
		object.Method("new_child(self, m=None, **kwargs)", "The same with one more mapping in front.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			m := a.Value("m")
			if m == nil {
				d := object.NewDict()
				for _, k := range a.Kwargs("kwargs") {
					d.SetStr(k.Name, k.Value)
				}
				m = d
			}
			return newChainMap(append([]object.Value{m}, chainOf(a.Self()).maps.Elems...)), nil
		}),
		object.Method("get(self, key, default=None)", "The value of a key, or default.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, ok, err := chainOf(a.Self()).find(th, a.Value("key"))
			if !ok {
				v = a.Value("default")
			}
			return v, err
		}),
		view("keys", "The keys."), view("values", "The values."), view("items", "Keys with their values."),
	}
}
