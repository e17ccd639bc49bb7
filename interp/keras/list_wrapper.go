package keras

import (
	"kerash/interp/object"
)

// listWrapperClass is the class of lists in attributes of layers: TensorFlow
// wraps them to notice what is appended, and the repr shows it.
var listWrapperClass = &object.Class{
	Name: "ListWrapper", Module: "tensorflow.python.trackable.data_structures", Base: object.ListClass,
	Doc: "A list in an attribute of a layer.",
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		s, err := object.Repr(th, object.NativeOf(self))
		return "ListWrapper(" + s + ")", err
	},
}

// wrapLists wraps a list that is assigned to an attribute, and the lists in it.
func wrapLists(v object.Value) object.Value {
	switch x := v.(type) {
	case *object.List:
		for i, e := range x.Elems {
			x.Elems[i] = wrapLists(e)
		}
		return &object.Instance{Class: listWrapperClass, Native: x}
	case *object.Tuple:
		out := object.NewTuple(make([]object.Value, len(x.Elems))...)
		for i, e := range x.Elems {
			out.Elems[i] = wrapLists(e)
		}
		return out
	case *object.Dict:
		for it := x.Entries(); it.Next(); {
			if w := wrapLists(it.Value()); w != it.Value() {
				object.Must(0, x.Set(nil, it.Key(), w))
			}
		}
	}
	return v
}
