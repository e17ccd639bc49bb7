package tf

import (
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// complexDecls are the functions that make complex numbers and take them apart.
func complexDecls() []decl {
	return []decl{
		{names: "complex dtypes.complex", sig: "complex(real, imag, name=None)", doc: "Complex numbers of their real and imaginary parts.", elementwise: true, fn: complexOf},
		unary("math.real", "real(input, name=None)", "The real part; of real numbers, these.", func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
			if dt := x.DType(); dt == tensor.String || dt == tensor.Bool {
				object.Throw(object.TypeErrorf("input must be a numeric tensor, but got tensor with dtype <dtype: '%s'>", dt))
			}
			return s.Real(x)
		}),
		unary("math.imag", "imag(input, name=None)", "The imaginary part: zeros for real numbers.", (*tensor.Scope).Imag),
		unary("math.conj", "conj(x, name=None)", "The number with the other sign of the imaginary part.", func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
			needNumeric(x)
			return s.Conj(x)
		}),
		unary("math.angle", "angle(input, name=None)", "The angle of complex numbers in radians.", angle),
	}
}

// complexOf is tf.complex, which takes floats of one type.
func complexOf(c *call) object.Value {
	re, im := c.tensor("real"), c.tensor("imag")
	if re.DType() != im.DType() || re.DType() != tensor.Float32 && re.DType() != tensor.Float64 {
		object.Throw(object.TypeErrorf("The `real` and `imag` components have incorrect types: %s %s. They must be consistent, and one of [tf.float32, tf.float64]", re.DType(), im.DType()))
	}
	return c.s.Complex(re, im)
}

// needNumeric throws for what has no conjugate.
func needNumeric(x *tensor.Tensor) {
	if dt := x.DType(); dt == tensor.String || dt == tensor.Bool {
		object.Throw(object.TypeErrorf("Expected numeric or variant tensor, got dtype tf.%s.", dt))
	}
}

// angle of real numbers is 0 or, of negative ones, π.
func angle(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	dt := x.DType()
	switch {
	case dt.IsComplex():
		return s.Angle(x)
	case !dt.IsFloat():
		needConstant(x, "0", false)
		noConstant("3.141592653589793", dt)
	}
	return s.Select(s.Less(x, tensor.Full(dt, 0)), s.Mul(s.OnesLike(x), tensor.Full(dt, math.Pi)), s.ZerosLike(x))
}

// adjointIf is x conjugated when its adjoint is asked for: the product
// transposes it itself.
func (c *call) adjointIf(x *tensor.Tensor, name string) *tensor.Tensor {
	if c.Bool(name) {
		return c.s.Conj(x)
	}
	return x
}
