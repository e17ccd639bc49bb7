package std

import "kerash/interp/object"

func copyModule() *object.Module {
	return &object.Module{Name: "copy", Doc: "Copies of values.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("copy(x)", "A copy that shares the parts.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return shallowCopy(th, a.At(0)) }),
			object.Fun("deepcopy(x, memo=None)", "A copy with copies of the parts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				c := &copier{th: th, memo: map[object.Value]object.Value{}, dict: object.NewDict()}
				if d, ok := a.At(1).(*object.Dict); ok {
					c.dict = d
				}
				return c.copy(a.At(0))
			}),
			object.Const("Error", copyError),
		}
	}}
}

var copyError = object.NewExceptionClass("copy", "Error", object.ExceptionClass, "A value cannot be copied.")

// copyByMethod asks an object's own method for the copy.
func copyByMethod(th *object.Thread, v object.Value, name string, args ...object.Value) (object.Value, bool, error) {
	fn, ok, err := object.FindAttr(th, v, name)
	if object.IsError(err, object.AttributeError) {
		err = nil // as a class with hints for the attributes that it lacks says it
		ok = false
	}
	if err != nil || !ok {
		return nil, false, err
	}
	r, err := object.CallFn(th, fn, args...)
	return r, true, err
}

func shallowCopy(th *object.Thread, v object.Value) (object.Value, error) {
	switch x := v.(type) {
	case *object.List:
		return object.NewList(append([]object.Value(nil), x.Elems...)...), nil
	case *object.Dict:
		return x.Copy(), nil
	case *object.Set:
		return x.Copy(), nil
	}
	if isAtom(v) {
		return v, nil
	}
	if r, ok, err := copyByMethod(th, v, "__copy__"); ok || err != nil {
		return r, err
	}
	if inst, ok := v.(*object.Instance); ok {
		return copyInstance(inst, func(v object.Value) (object.Value, error) { return v, nil })
	}
	if r, ok, err := copyByMethod(th, v, "copy"); ok || err != nil {
		return r, err
	}
	return v, nil
}

// isAtom reports whether a value is its own copy.
func isAtom(v object.Value) bool {
	switch v.(type) {
	case nil, bool, int, float64, string, object.Bytes, *object.Range, *object.Slice, *object.Class, *object.Module, *object.Builtin,
		*object.BoundMethod, *object.Tuple:
		return true
	}
	return object.TypeOf(v) == object.FunctionClass
}

// copyInstance copies an object with what f makes of its attributes.
func copyInstance(inst *object.Instance, f func(object.Value) (object.Value, error)) (object.Value, error) {
	c := &object.Instance{Class: inst.Class}
	return c, fillInstance(c, inst, f)
}

func fillInstance(c, inst *object.Instance, f func(object.Value) (object.Value, error)) error {
	if inst.Native != nil {
		native, err := f(inst.Native)
		if err != nil {
			return err
		}
		// Even a shallow copy has a container of its own.
		switch x := native.(type) {
		case *object.List:
			if native == inst.Native {
				native = object.NewList(append([]object.Value(nil), x.Elems...)...)
			}
		case *object.Dict:
			if native == inst.Native {
				native = x.Copy()
			}
		case *object.Set:
			if native == inst.Native {
				native = x.Copy()
			}
		}
		c.Native = native
	}
	for i := range inst.Attrs.Len() {
		name, v := inst.Attrs.At(i)
		v, err := f(v)
		if err != nil {
			return err
		}
		c.Attrs.Set(name, v)
	}
	return nil
}

// copier copies deeply; memo has what it has copied, so that shared and cyclic
// parts stay so.
type copier struct {
	th   *object.Thread
	memo map[object.Value]object.Value
	dict *object.Dict
	// depth is how deep the copied part is nested.
	depth int
}

func (c *copier) copy(v object.Value) (object.Value, error) {
	if t, ok := v.(*object.Tuple); ok {
		return c.tuple(t)
	}
	if isAtom(v) {
		return v, nil
	}
	if r, ok := c.memo[v]; ok {
		return r, nil
	}
	if c.depth++; c.depth > object.MaxDepth {
		return nil, object.NewError(object.RecursionError, "maximum recursion depth exceeded")
	}
	defer func() { c.depth-- }()
	switch x := v.(type) {
	case *object.List:
		l := object.NewList()
		c.memo[v] = l
		for _, e := range x.Elems {
			r, err := c.copy(e)
			if err != nil {
				return nil, err
			}
			l.Elems = append(l.Elems, r)
		}
		return l, nil
	case *object.Dict:
		return c.dictionary(v, x)
	case *object.Set:
		return x.Copy(), nil
	}
	if r, ok, err := copyByMethod(c.th, v, "__deepcopy__", c.dict); ok || err != nil {
		c.memo[v] = r
		return r, err
	}
	if inst, ok := v.(*object.Instance); ok {
		n := &object.Instance{Class: inst.Class}
		c.memo[v] = n
		return n, fillInstance(n, inst, c.copy)
	}
	r, ok, err := copyByMethod(c.th, v, "copy")
	if !ok && err == nil {
		r = v
	}
	c.memo[v] = r
	return r, err
}

// tuple copies the elements; a tuple none of whose elements changed is itself.
func (c *copier) tuple(t *object.Tuple) (object.Value, error) {
	out := &object.Tuple{Elems: make([]object.Value, len(t.Elems))}
	changed := false
	for i, e := range t.Elems {
		r, err := c.copy(e)
		if err != nil {
			return nil, err
		}
		out.Elems[i] = r
		changed = changed || !object.Is(r, e)
	}
	if !changed {
		return t, nil
	}
	return out, nil
}

func (c *copier) dictionary(v object.Value, d *object.Dict) (object.Value, error) {
	out := object.NewDict()
	c.memo[v] = out
	for it := d.Entries(); it.Next(); {
		k, err := c.copy(it.Key())
		if err != nil {
			return nil, err
		}
		x, err := c.copy(it.Value())
		if err != nil {
			return nil, err
		}
		if err := out.Set(c.th, k, x); err != nil {
			return nil, err
		}
	}
	return out, nil
}
