package tf

import (
	"regexp"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// opSuffix is how the runtime ends the message of an op that failed. The name
// is left out when TensorFlow's generated code has to convert lists or texts.
var opSuffix = regexp.MustCompile(`(?s)^(.* \[Op:\w+\])( name: \S*)?$`)

// nameOp runs f, a function whose arguments are those of an op, and gives what
// it throws the ending that it has in TensorFlow.
func nameOp(args object.Args, f func() object.Value) object.Value {
	return endErrors(func() bool { return listIn(args) }, f)
}

// endErrors is nameOp for an op of which slow tells whether Python has to
// convert its inputs.
func endErrors(slow func() bool, f func() object.Value) object.Value {
	var out object.Value
	err := binding.Catch(func() { out = f() })
	if err == nil {
		return out
	}
	if r := object.AsRaised(err); r != nil {
		if e, ok := r.Exc.Native.(*tensor.Error); ok {
			err = ended(e, slow())
		}
	}
	binding.Throw(err)
	return nil
}

// ended is an error with the ending that it has for an op whose inputs Python
// had to convert or not.
func ended(e *tensor.Error, slow bool) error {
	m := opSuffix.FindStringSubmatch(e.Msg)
	if m == nil {
		return e
	}
	named := *e
	switch {
	case slow:
		named.Msg = m[1]
	case m[2] == "":
		named.Msg = m[1] + " name: "
	}
	return &named
}

// listIn reports whether a list, tuple or text stands where an op takes a tensor: as
// an argument or, where an op takes several tensors, in a list of tensors.
func listIn(args object.Args) bool {
	for i, v := range args.Pos {
		switch v.(type) {
		case string, binding.Bytes:
			if i == 0 {
				return true
			}
		}
		if isList(v) {
			return true
		}
	}
	for _, k := range args.Kw {
		if isList(k.Value) {
			return true
		}
	}
	return false
}

func isList(v object.Value) bool {
	var elems []object.Value
	switch l := object.NativeOf(v).(type) {
	case *object.List:
		elems = l.Elems
	case *object.Tuple:
		elems = l.Elems
	}
	for _, e := range elems {
		if !binding.IsTensor(e) {
			return true
		}
	}
	return false
}
