package binding

import (
	"kerash/interp/object"
	"kerash/tensor"
)

// PrintOptions is the thread's options for printing arrays:
// np.set_printoptions changes them, tensors and variables print with them too.
func PrintOptions(th *object.Thread) *tensor.PrintOptions {
	return object.Get(th, tensor.DefaultPrintOptions)
}
