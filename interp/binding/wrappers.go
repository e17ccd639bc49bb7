package binding

import (
	"kerash/interp/object"
)

// ListWrapperClass is the class of lists in attributes of layers and of other
// objects that TensorFlow tracks: it wraps them to notice what is appended, and
// the repr shows it.
var ListWrapperClass = &object.Class{
	Name: "ListWrapper", Module: "tensorflow.python.trackable.data_structures", Base: object.ListClass,
	Doc: "A list in an attribute of a layer.",
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		s, err := object.Repr(th, object.NativeOf(self))
		return "ListWrapper(" + s + ")", err
	},
}

func init() {
	ListWrapperClass.Members = func() []object.Member {
		return []object.Member{
			growing("append(self, value)", "Adds a value at the end."),
			growing("extend(self, values)", "Adds values at the end."),
			growing("insert(self, index, obj)", "Adds a value in front of another."),
		}
	}
}

// growing declares a method of lists that adds to them: what was added may be
// what a checkpoint is waiting for.
func growing(sig, doc string) object.Member {
	name := object.ParseSignature(sig).Name
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		args := object.Args{}
		for i := 1; i < len(a.Sig.Params); i++ {
			args.Pos = append(args.Pos, Wrap(a.At(i)))
		}
		v, err := object.CallMethodOf(th, a.Native(), name, args)
		if err == nil {
			err = Catch(State(th).VariablesMade)
		}
		return v, err
	})
}

// DictWrapperClass is the same for dicts, which print as what they wrap.
var DictWrapperClass = &object.Class{
	Name: "_DictWrapper", Module: "tensorflow.python.trackable.data_structures", Base: object.DictClass,
	Doc: "A dict in an attribute of a layer.",
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		s, err := object.Repr(th, object.NativeOf(self))
		return "DictWrapper(" + s + ")", err
	},
	Str: func(th *object.Thread, self object.Value) (string, error) {
		return object.Str(th, object.NativeOf(self))
	},
}

// Wrap wraps a list or dict that is assigned to an attribute, and those in it.
func Wrap(v object.Value) object.Value {
	switch x := v.(type) {
	case *object.List:
		for i, e := range x.Elems {
			x.Elems[i] = Wrap(e)
		}
		return &object.Instance{Class: ListWrapperClass, Native: x}
	case *object.Tuple:
		out := object.NewTuple(make([]object.Value, len(x.Elems))...)
		for i, e := range x.Elems {
			out.Elems[i] = Wrap(e)
		}
		return out
	case *object.Dict:
		for it := x.Entries(); it.Next(); {
			if w := Wrap(it.Value()); w != it.Value() {
				object.Must(0, x.Set(nil, it.Key(), w))
			}
		}
		return &object.Instance{Class: DictWrapperClass, Native: x}
	}
	return v
}
