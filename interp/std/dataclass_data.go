package std

import "kerash/interp/object"

// plainData turns dataclasses, also inside containers, into dicts or tuples.
func plainData(th *object.Thread, v object.Value, tuples bool) (object.Value, error) {
	each := func(elems []object.Value) ([]object.Value, error) {
		out := make([]object.Value, len(elems))
		for i, e := range elems {
			var err error
			if out[i], err = plainData(th, e, tuples); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	switch x := v.(type) {
	case *object.List:
		out, err := each(x.Elems)
		return object.NewList(out...), err
	case *object.Tuple:
		out, err := each(x.Elems)
		return object.NewTuple(out...), err
	case *object.Dict:
		vals, err := each(x.Values())
		if err != nil {
			return nil, err
		}
		d := object.NewDict()
		for i, k := range x.Keys() {
			if err := d.Set(th, k, vals[i]); err != nil {
				return nil, err
			}
		}
		return d, nil
	case *object.Instance:
		list, err := fieldsOf(x, "")
		if err != nil {
			break
		}
		d, t := object.NewDict(), &object.Tuple{}
		for _, f := range list {
			fv, err := object.GetAttr(th, x, f.name)
			if err != nil {
				return nil, err
			}
			if fv, err = plainData(th, fv, tuples); err != nil {
				return nil, err
			}
			d.SetStr(f.name, fv)
			t.Elems = append(t.Elems, fv)
		}
		if tuples {
			return t, nil
		}
		return d, nil
	}
	return v, nil
}

func replaceFields(th *object.Thread, a *object.Bound) (object.Value, error) {
	list, err := fieldsOf(a.At(0), "replace() should be called on dataclass instances")
	if err != nil {
		return nil, err
	}
	changes := a.Kwargs("changes")
	args := object.Args{Kw: changes}
	for _, f := range list {
		if _, ok := args.Lookup(f.name); ok || !f.init {
			continue
		}
		v, err := object.GetAttr(th, a.At(0), f.name)
		if err != nil {
			return nil, err
		}
		args.Kw = append(args.Kw, object.Kwarg{Name: f.name, Value: v})
	}
	return object.Call(th, object.TypeOf(a.At(0)), args)
}

func classRepr(c *object.Class) string { return "<class '" + c.FullName() + "'>" }
