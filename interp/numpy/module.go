package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// Version is the release of NumPy that the module follows.
const Version = "1.26.4"

// Modules makes the module numpy for a session.
func Modules() []*object.Module {
	return []*object.Module{{Name: "numpy", Doc: "NumPy's arrays and functions, run by kerash.", Members: members}}
}

func members() []object.Member {
	out := []object.Member{
		object.Const("ndarray", ArrayClass), object.Const("dtype", binding.NumpyDTypeClass),
		object.Const("pi", math.Pi), object.Const("e", math.E), object.Const("inf", math.Inf(1)), object.Const("Inf", math.Inf(1)),
		object.Const("nan", math.NaN()), object.Const("NaN", math.NaN()), object.Const("newaxis", nil), object.Const("euler_gamma", 0.5772156649015329),
		object.Const("AxisError", AxisError), object.Const("__version__", Version),
		object.Const("generic", binding.Generic), object.Const("number", binding.NumberClass), object.Const("integer", binding.IntegerClass),
		object.Const("signedinteger", binding.SignedInteger), object.Const("unsignedinteger", binding.UnsignedInteger),
		object.Const("floating", binding.Floating), object.Const("inexact", binding.Inexact),
	}
	for dt := tensor.Bool; dt <= tensor.String; dt++ {
		if dt != tensor.BFloat16 {
			c := binding.ScalarClass(dt)
			out = append(out, object.Const(c.Name, c))
		}
	}
	for alias, dt := range map[string]tensor.DType{
		"half": tensor.Float16, "single": tensor.Float32, "double": tensor.Float64, "float_": tensor.Float64, "int_": tensor.Int64,
		"intp": tensor.Int64, "intc": tensor.Int32, "byte": tensor.Int8, "ubyte": tensor.Uint8, "short": tensor.Int16, "ushort": tensor.Uint16,
		"uint": tensor.Uint64, "longlong": tensor.Int64,
	} {
		out = append(out, object.Const(alias, binding.ScalarClass(dt)))
	}
	for _, part := range [...]func() []object.Member{createFuncs, ufuncs, reduceFuncs, shapeFuncs} {
		out = append(out, part()...)
	}
	return out
}
