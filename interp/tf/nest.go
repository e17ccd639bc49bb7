package tf

import (
	"sort"

	"kerash/interp/object"
)

// isNested reports whether v is a structure in the sense of tf.nest: a list,
// tuple or dict.
func isNested(v object.Value) bool {
	switch object.NativeOf(v).(type) {
	case *object.List, *object.Tuple, *object.Dict:
		return true
	}
	return false
}

// sortedKeys is the keys of a dict in the order in which tf.nest walks.
func sortedKeys(th *object.Thread, d *object.Dict) []object.Value {
	keys := append([]object.Value{}, d.Keys()...)
	sort.SliceStable(keys, func(i, j int) bool {
		less, err := object.Compare(th, object.Lt, keys[i], keys[j])
		if err != nil {
			object.Throw(object.TypeErrorf("nest only supports dicts with sortable keys."))
		}
		yes, _ := less.(bool)
		return yes
	})
	return keys
}

// flatten is the leaves of a structure, dicts in the order of their keys.
func flatten(th *object.Thread, v object.Value) []object.Value {
	var out []object.Value
	walk(th, v, func(leaf object.Value) { out = append(out, leaf) })
	return out
}

func walk(th *object.Thread, v object.Value, f func(leaf object.Value)) {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		for _, e := range x.Elems {
			walk(th, e, f)
		}
	case *object.Tuple:
		for _, e := range x.Elems {
			walk(th, e, f)
		}
	case *object.Dict:
		for _, k := range sortedKeys(th, x) {
			e, _, err := x.Get(th, k)
			if err != nil {
				object.Throw(err)
			}
			walk(th, e, f)
		}
	default:
		f(v)
	}
}

// mapStructure is a structure like v, whose leaves f gives.
func mapStructure(th *object.Thread, v object.Value, f func(leaf object.Value) object.Value) object.Value {
	all := func(vs []object.Value) []object.Value {
		out := make([]object.Value, len(vs))
		for i, e := range vs {
			out[i] = mapStructure(th, e, f)
		}
		return out
	}
	var native object.Value
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		native = &object.List{Elems: all(x.Elems)}
	case *object.Tuple:
		native = &object.Tuple{Elems: all(x.Elems)}
	case *object.Dict:
		mapped := map[object.Value]object.Value{}
		for _, k := range sortedKeys(th, x) {
			e, _, err := x.Get(th, k)
			if err != nil {
				object.Throw(err)
			}
			mapped[k] = mapStructure(th, e, f)
		}
		d := object.NewDict()
		for _, k := range x.Keys() {
			if err := d.Set(th, k, mapped[k]); err != nil {
				object.Throw(err)
			}
		}
		native = d
	default:
		return f(v)
	}
	if inst, ok := v.(*object.Instance); ok {
		return &object.Instance{Class: inst.Class, Native: native}
	}
	return native
}

// pack puts leaves into the places of a structure's leaves.
func pack(th *object.Thread, structure object.Value, leaves []object.Value) object.Value {
	i := 0
	return mapStructure(th, structure, func(object.Value) object.Value {
		i++
		return leaves[i-1]
	})
}

// sameStructure throws unless two structures nest alike.
func sameStructure(th *object.Thread, a, b object.Value) {
	if !alike(th, a, b) {
		throwStructures(th, a, b)
	}
}

func throwStructures(th *object.Thread, a, b object.Value) {
	object.Throw(object.ValueErrorf("The two structures don't have the same nested structure.\n\nFirst structure: type=%s str=%s\n\nSecond structure: type=%s str=%s",
		object.TypeName(a), object.Must(object.Str(th, a)), object.TypeName(b), object.Must(object.Str(th, b))))
}

func alike(th *object.Thread, a, b object.Value) bool {
	elems := func(v object.Value) ([]object.Value, []object.Value, bool) {
		switch x := object.NativeOf(v).(type) {
		case *object.List:
			return x.Elems, nil, true
		case *object.Tuple:
			return x.Elems, nil, true
		case *object.Dict:
			keys := sortedKeys(th, x)
			var vals []object.Value
			for _, k := range keys {
				e, _, _ := x.Get(th, k)
				vals = append(vals, e)
			}
			return vals, keys, true
		}
		return nil, nil, false
	}
	xs, xk, nestedA := elems(a)
	ys, yk, nestedB := elems(b)
	if nestedA != nestedB || len(xs) != len(ys) || (xk == nil) != (yk == nil) {
		return false
	}
	for i := range xk {
		if eq, err := object.Equal(th, xk[i], yk[i]); !eq || err != nil {
			return false
		}
	}
	for i := range xs {
		if !alike(th, xs[i], ys[i]) {
			return false
		}
	}
	return true
}

// nestDecls are the functions of tf.nest.
func nestDecls() []decl {
	return []decl{
		{names: "nest.flatten", sig: "flatten(structure, expand_composites=False)", doc: "The leaves of a nested structure as a list.", raw: true, plain: true, fn: func(c *call) object.Value {
			return object.NewList(flatten(c.th, c.Value("structure"))...)
		}},
		{names: "nest.map_structure", sig: "map_structure(func, *structure, **kwargs)", doc: "A structure of what func makes of the leaves of one or several structures.", raw: true, plain: true, fn: mapStructures},
		{names: "nest.pack_sequence_as", sig: "pack_sequence_as(structure, flat_sequence, expand_composites=False)", doc: "A structure with the given leaves.", raw: true, plain: true, fn: func(c *call) object.Value {
			leaves := c.Elems("flat_sequence")
			if n := len(flatten(c.th, c.Value("structure"))); n != len(leaves) {
				object.Throw(object.ValueErrorf("Could not pack sequence. Structure had %d atoms, but flat_sequence had %d items.  Structure: %s, flat_sequence: %s.", n, len(leaves),
					object.Must(object.Str(c.th, c.Value("structure"))), object.Must(object.Str(c.th, c.Value("flat_sequence")))))
			}
			return pack(c.th, c.Value("structure"), leaves)
		}},
		{names: "nest.is_nested", sig: "is_nested(structure)", doc: "Whether a value is a list, tuple or dict.", raw: true, plain: true, fn: func(c *call) object.Value {
			return isNested(c.Value("structure"))
		}},
		{names: "nest.assert_same_structure", sig: "assert_same_structure(nest1, nest2, check_types=True, expand_composites=False)", doc: "Raises ValueError unless two structures nest alike.", raw: true, plain: true, fn: func(c *call) object.Value {
			sameStructure(c.th, c.Value("nest1"), c.Value("nest2"))
			return nil
		}},
	}
}

func mapStructures(c *call) object.Value {
	structures := c.Rest("structure")
	if len(structures) == 0 {
		object.Throw(object.ValueErrorf("Must provide at least one structure"))
	}
	var columns [][]object.Value
	for _, s := range structures {
		sameStructure(c.th, structures[0], s)
		columns = append(columns, flatten(c.th, s))
	}
	leaves := make([]object.Value, len(columns[0]))
	for i := range leaves {
		args := make([]object.Value, len(columns))
		for j := range columns {
			args[j] = columns[j][i]
		}
		leaves[i] = object.Must(object.CallFn(c.th, c.Value("func"), args...))
	}
	return pack(c.th, structures[0], leaves)
}
