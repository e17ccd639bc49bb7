package binding

import (
	"errors"

	"kerash/interp/object"
	"kerash/tensor"
)

// DataError is the error of TensorFlow's runtime for an exception of user code
// that gives a dataset its elements, of n parts; other errors stay.
func DataError(th *object.Thread, err error, n int) error {
	var r *object.Raised
	if !errors.As(err, &r) || r.Exc.Internal || r.Exc.Native != nil || r.Exc.Class.IsSubclass(object.StopIteration) {
		return err
	}
	text := object.Must(object.Str(th, r.Exc))
	if text != "" {
		text = ": " + text
	}
	return tensor.PyFuncError(r.Exc.Class.Name, r.Exc.Class.Name+text, n)
}
