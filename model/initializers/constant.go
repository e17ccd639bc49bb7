package initializers

import (
	"kerash/model"
	"kerash/tensor"
)

// Zeros makes zeros.
type Zeros struct{}

// ZerosClass declares Zeros.
var ZerosClass = declare(&model.Class{
	Name: "Zeros", Doc: "Initializer that makes zeros.",
	Example: ">>> keras.initializers.Zeros()((1, 2)).numpy()\narray([[0., 0.]], dtype=float32)",
	New:     func() any { return new(Zeros) },
}, "zeros", "zero")

// Initial implements [model.Initializer].
func (z *Zeros) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	requireNumeric(dt)
	return filled(dt, shape, 0)
}

// Ones makes ones.
type Ones struct{}

// OnesClass declares Ones.
var OnesClass = declare(&model.Class{
	Name: "Ones", Doc: "Initializer that makes ones.",
	Example: ">>> keras.initializers.Ones()((1, 2)).numpy()\narray([[1., 1.]], dtype=float32)",
	New:     func() any { return new(Ones) },
}, "ones", "one")

// Initial implements [model.Initializer].
func (o *Ones) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	requireNumeric(dt)
	return filled(dt, shape, 1)
}

// Constant makes a weight of one value, or of an array of values.
type Constant struct {
	Value any `arg:"value" default:"0" doc:"a number, or an array with as many elements as the weight"`
}

// ConstantClass declares Constant.
var ConstantClass = declare(&model.Class{
	Name: "Constant", Doc: "Initializer that makes constants.",
	Example: ">>> keras.initializers.Constant(3.0)((2,)).numpy()\narray([3., 3.], dtype=float32)",
	New:     func() any { return new(Constant) },
}, "constant")

// Initial implements [model.Initializer].
func (k *Constant) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	if v, ok := model.AsFloat(k.Value); ok {
		return filled(dt, shape, v)
	}
	a := model.AsTensor(k.Value, dt).Array().Cast(dt)
	if n := tensor.NumElements(shape); a.Size() != n {
		tensor.Throwf("TypeError", "Eager execution of tf.constant with unsupported shape. Tensor %v (converted from %s) has %d elements, but got `shape` %s with %d elements).", a, model.Describe(k.Value), a.Size(), tensor.ShapeString(shape), n)
	}
	return a.Clone().Reshape(append([]int{}, shape...))
}

// Identity makes the identity matrix.
type Identity struct {
	Gain model.Number `arg:"gain" default:"1.0" doc:"factor of the matrix"`
}

// IdentityClass declares Identity.
var IdentityClass = declare(&model.Class{
	Name: "Identity", Doc: "Initializer that makes the identity matrix, for weights of rank 2.",
	Example: ">>> keras.initializers.Identity(gain=2.0)((2, 2)).numpy()\narray([[2., 0.],\n       [0., 2.]], dtype=float32)",
	New:     func() any { return new(Identity) },
}, "identity")

// Initial implements [model.Initializer].
func (i *Identity) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	requireFloat(dt)
	if len(shape) != 2 {
		tensor.Throwf("ValueError", "Identity matrix initializer can only be used for 2D matrices. Received: shape=%s of rank %d.", tensor.ShapeString(shape), len(shape))
	}
	values := make([]float64, shape[0]*shape[1])
	for k := 0; k < min(shape[0], shape[1]); k++ {
		values[k*shape[1]+k] = i.Gain.Float()
	}
	return tensor.FromSlice(values, shape[0], shape[1]).Cast(dt)
}
