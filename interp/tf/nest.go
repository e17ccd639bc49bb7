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
			object.Throw(err)
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

// Flatten is the leaves of a structure, dicts in the order of their keys.
func Flatten(th *object.Thread, v object.Value) []object.Value { return flatten(th, v) }

// MapStructure is a structure like v, whose leaves f gives.
func MapStructure(th *object.Thread, v object.Value, f func(leaf object.Value) object.Value) object.Value {
	return mapStructure(th, v, f)
}

// PackSequenceAs puts leaves into the places of a structure's leaves.
func PackSequenceAs(th *object.Thread, structure object.Value, leaves []object.Value) object.Value {
	return pack(th, structure, leaves)
}

// SortedKeys is the keys of a dict in the order in which tf.nest walks.
func SortedKeys(th *object.Thread, d *object.Dict) []object.Value { return sortedKeys(th, d) }

// nestDecls are the functions of tf.nest.
func nestDecls() []decl {
	return []decl{
		{names: "nest.flatten", sig: "flatten(structure, expand_composites=False)", doc: "The leaves of a nested structure as a list.", raw: true, plain: true, fn: func(c *call) object.Value {
			return object.NewList(flatten(c.th, c.Value("structure"))...)
		}},
		{names: "nest.map_structure", sig: "map_structure(func, *structure, **kwargs)", doc: "A structure of what func makes of the leaves of one or several structures.", raw: true, plain: true, fn: mapStructures},
		{names: "nest.pack_sequence_as", sig: "pack_sequence_as(structure, flat_sequence, expand_composites=False)", doc: "A structure with the given leaves.", raw: true, plain: true, fn: func(c *call) object.Value {
			flat := c.Value("flat_sequence")
			if !isNested(flat) {
				object.Throw(object.TypeErrorf("Attempted to pack value:\n  %s\ninto a structure, but found incompatible type `%s` instead.", object.Must(object.Str(c.th, flat)), object.Must(object.Repr(c.th, object.TypeOf(flat)))))
			}
			leaves := c.Elems("flat_sequence")
			if s := c.Value("structure"); !isNested(s) && len(leaves) != 1 {
				object.Throw(object.ValueErrorf("The target structure is of type `%s`\n  %s\nHowever the input is a sequence (%s) of length %d.\n  %s\nnest cannot guarantee that it is safe to map one to the other.", object.Must(object.Repr(c.th, object.TypeOf(s))),
					object.Must(object.Str(c.th, s)), object.Must(object.Repr(c.th, object.TypeOf(flat))), len(leaves), object.Must(object.Str(c.th, flat))))
			}
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
			sameNest(c.th, c.Value("nest1"), c.Value("nest2"), c.Bool("check_types"))
			return nil
		}},
	}
}

func mapStructures(c *call) object.Value {
	if f := c.Value("func"); !object.IsCallable(f) {
		object.Throw(object.TypeErrorf("func must be callable, got: %s", object.Must(object.Str(c.th, f))))
	}
	structures, types := c.Rest("structure"), true
	for _, k := range c.Kwargs("kwargs") {
		switch k.Name {
		case "check_types":
			types = object.Must(object.Truth(c.th, k.Value))
		case "expand_composites":
		default:
			object.Throw(object.ValueErrorf("Only valid keyword arguments are `check_types` and `expand_composites`, not: `%s`", k.Name))
		}
	}
	if len(structures) == 0 {
		object.Throw(object.ValueErrorf("Must provide at least one structure"))
	}
	var columns [][]object.Value
	for _, s := range structures {
		sameNest(c.th, structures[0], s, types)
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
