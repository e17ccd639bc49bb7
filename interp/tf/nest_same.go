package tf

import (
	"fmt"

	"kerash/interp/object"
)

// difference is how two structures do not nest alike; kinds marks one of
// another kind of sequence, which is a TypeError.
type difference struct {
	text  string
	kinds bool
}

// sameStructure throws unless two structures nest alike.
func sameStructure(th *object.Thread, a, b object.Value) { sameNest(th, a, b, true) }

// sameNest is [sameStructure]; without types, any sequences go together.
func sameNest(th *object.Thread, a, b object.Value, types bool) {
	if d := differ(th, a, b, types); d != nil {
		d.throw(th, a, b)
	}
}

// throw is TensorFlow's error: the structures, the difference, and the
// structures again with dots for their leaves.
func (d *difference) throw(th *object.Thread, a, b object.Value) {
	dots := func(v object.Value) string {
		return object.Must(object.Str(th, mapStructure(th, v, func(object.Value) object.Value { return dot{} })))
	}
	text := fmt.Sprintf("The two structures don't have the same nested structure.\n\nFirst structure: %s\n\nSecond structure: %s\n\nMore specifically: %s\nEntire first structure:\n%s\nEntire second structure:\n%s",
		typedText(th, a), typedText(th, b), d.text, dots(a), dots(b))
	if d.kinds {
		object.Throw(object.TypeErrorf("%s", text))
	}
	object.Throw(object.ValueErrorf("%s", text))
}

// dot stands for a leaf.
type dot struct{}

var dotClass = &object.Class{Name: "_DotString", Module: "tensorflow.python.util.nest_util", Final: true,
	Repr: func(*object.Thread, object.Value) (string, error) { return ".", nil }}

// PyClass is the class of such dots.
func (dot) PyClass() *object.Class { return dotClass }

// typedText is a value with the name of its type.
func typedText(th *object.Thread, v object.Value) string {
	return "type=" + object.TypeOf(v).Name + " str=" + object.Must(object.Str(th, v))
}

// entries are the parts of a structure, and of a dict its keys in order.
func entries(th *object.Thread, v object.Value) (parts []object.Value, keys *object.List, nested bool) {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		return x.Elems, nil, true
	case *object.Tuple:
		return x.Elems, nil, true
	case *object.Dict:
		keys = object.NewList(sortedKeys(th, x)...)
		for _, k := range keys.Elems {
			e, _, err := x.Get(th, k)
			if err != nil {
				object.Throw(err)
			}
			parts = append(parts, e)
		}
		return parts, keys, true
	}
	return nil, nil, false
}

// differ finds the first difference of two structures, nil when there is none.
func differ(th *object.Thread, a, b object.Value, types bool) *difference {
	xs, keysA, nestedA := entries(th, a)
	ys, keysB, nestedB := entries(th, b)
	switch {
	case nestedA != nestedB:
		seq, leaf := a, b
		if nestedB {
			seq, leaf = b, a
		}
		return &difference{text: fmt.Sprintf(`Substructure "%s" is a sequence, while substructure "%s" is not`, typedText(th, seq), typedText(th, leaf))}
	case !nestedA:
		return nil
	}
	if ca, cb := object.TypeOf(a), object.TypeOf(b); types && ca != cb && (keysA == nil || keysB == nil) {
		return &difference{fmt.Sprintf("The two namedtuples don't have the same sequence type. First structure %s has type %s, while second structure %s has type %s",
			typedText(th, a), ca.Name, typedText(th, b), cb.Name), true}
	}
	if types && keysA != nil {
		if same, err := object.Equal(th, keysA, keysB); err != nil || !same {
			return &difference{text: fmt.Sprintf("The two dictionaries don't have the same set of keys. First structure has keys %s, while second structure has keys %s", typedText(th, keysA), typedText(th, keysB))}
		}
	}
	for i := range min(len(xs), len(ys)) {
		if d := differ(th, xs[i], ys[i], types); d != nil {
			return d
		}
	}
	if len(xs) != len(ys) {
		return &difference{text: fmt.Sprintf("The two structures don't have the same number of elements. First structure: %s. Second structure: %s", typedText(th, a), typedText(th, b))}
	}
	return nil
}
