package tensor

import (
	"slices"

	"kerash/tensor/internal/kernel"
)

// reshapeAttr is the new shape of a Reshape; one axis may be -1.
type reshapeAttr struct{ shape []int }

var opReshape *Op

func init() {
	opReshape = &Op{
		Name:  "Reshape",
		Alias: true,
		Infer: func(c *Call) []Spec {
			return c.result(Spec{c.In[0].DType, inferReshape(c.In[0].Shape, c.Attr.(*reshapeAttr).shape)})
		},
		Eval: func(c *Call, in, out []*Array) { out[0].CopyFrom(in[0].Reshape(out[0].shape)) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.ReshapeLike(gout[0], in[0])}
		},
		Hint: func(c *Call, in []*Tensor) []int { return in[0].Hint() },
	}
}

// inferReshape resolves the -1 of a wanted shape against the shape of what is
// reshaped; with unknown axes the -1 stays.
func inferReshape(from, want []int) []int {
	known, total := true, 1
	for _, d := range from {
		if d < 0 {
			known = false
		} else {
			total *= d
		}
	}
	out := append([]int{}, want...)
	free, rest := -1, 1
	for i, d := range want {
		if d == -1 {
			if free >= 0 && known {
				Throwf("InvalidArgumentError", "{{function_node __wrapped__Reshape_device_/job:localhost/replica:0/task:0/device:CPU:0}} Only one input size may be -1, not both %d and %d [Op:Reshape]", free, i)
			}
			free = i
		} else if d < -1 {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__Reshape_device_/job:localhost/replica:0/task:0/device:CPU:0}} Size %d must be non-negative, not %d [Op:Reshape]", i, d)
		} else {
			rest *= d
		}
	}
	if !known {
		return out
	}
	if free >= 0 && rest > 0 && total%rest == 0 {
		out[free] = total / rest
		return out
	}
	if free >= 0 && rest > 0 {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__Reshape_device_/job:localhost/replica:0/task:0/device:CPU:0}} Input to reshape is a tensor with %d values, but the requested shape requires a multiple of %d [Op:Reshape]", total, rest)
	}
	if free >= 0 { // next to axes of length zero it takes what is left of the others
		out[free] = emptyAxis(from, want)
		rest = 0
	}
	if total != rest {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__Reshape_device_/job:localhost/replica:0/task:0/device:CPU:0}} Input to reshape is a tensor with %d values, but the requested shape has %d [Op:Reshape]", total, rest)
	}
	return out
}

// emptyAxis is the length of the axis given as -1 when the others have a zero
// among them: the quotient of the lengths that are not zero.
func emptyAxis(from, want []int) int {
	n := 1
	for _, d := range from {
		n *= max(d, 1)
	}
	for _, d := range want {
		n /= max(d, 1)
	}
	return n
}

// Reshape is x with the same elements in row-major order under another shape,
// in which one axis may be -1.
func (s *Scope) Reshape(x *Tensor, shape []int) *Tensor {
	if i := slices.Index(shape, -1); i >= 0 && !IsStatic(x.Shape()) {
		s.needLengths("a reshape", shape[i+1:]...)
	}
	return s.Apply1(opReshape, &reshapeAttr{append([]int{}, shape...)}, x)
}

// ReshapeLike is x under the shape of like.
func (s *Scope) ReshapeLike(x, like *Tensor) *Tensor {
	if SameShape(x.Shape(), like.Shape()) {
		return x
	}
	return s.Reshape(x, like.Shape())
}

// OnesLike is a tensor of ones with x's dtype and shape.
func (s *Scope) OnesLike(x *Tensor) *Tensor { return s.fillLike(x, 1) }

// ZerosLike is a tensor of zeros with x's dtype and shape.
func (s *Scope) ZerosLike(x *Tensor) *Tensor { return s.fillLike(x, 0) }

// opFillLike is a constant in the shape of a symbolic tensor.
var opFillLike = &Op{
	Name:  "FillLike",
	Infer: func(c *Call) []Spec { return c.result(c.In[0]) },
	Eval:  func(c *Call, in, out []*Array) { out[0].Fill(c.Attr.(float64)) },
}

func (s *Scope) fillLike(x *Tensor, v float64) *Tensor {
	if !IsStatic(x.Shape()) {
		return s.Apply1(opFillLike, v, x)
	}
	return Full(x.DType(), v, x.Shape()...)
}

// Full makes a tensor with every element v.
func Full(dt DType, v float64, shape ...int) *Tensor {
	if v == 0 {
		return FromArray(NewArray(dt, shape...))
	}
	t := newTensor(Spec{dt, shape})
	t.arr.Fill(v)
	return t
}

// Fill sets every element of a contiguous array, converted as by [Array.Cast].
func (a *Array) Fill(v float64) {
	n := a.Size()
	switch d := a.buf.(type) {
	case []float32:
		one := [1]float32{float32(v)}
		RoundHalf(a.dtype, one[:])
		kernel.Fill(d[a.offset:a.offset+n], one[0])
	case []float64:
		fillRun(d[a.offset:a.offset+n], v)
	case []complex64:
		fillRun(d[a.offset:a.offset+n], complex(float32(v), 0))
	case []complex128:
		fillRun(d[a.offset:a.offset+n], complex(v, 0))
	case []bool:
		fillRun(d[a.offset:a.offset+n], v != 0)
	case []string:
		if v != 0 {
			Throwf("UnimplementedError", "Cast double to string is not supported")
		}
		clear(d[a.offset : a.offset+n])
	case []int32:
		fillRun(d[a.offset:a.offset+n], int32(int64(v)))
	case []int64:
		fillRun(d[a.offset:a.offset+n], int64(v))
	case []uint8:
		fillRun(d[a.offset:a.offset+n], uint8(int64(v)))
	case []int8:
		fillRun(d[a.offset:a.offset+n], int8(int64(v)))
	case []int16:
		fillRun(d[a.offset:a.offset+n], int16(int64(v)))
	case []uint16:
		fillRun(d[a.offset:a.offset+n], uint16(int64(v)))
	case []uint32:
		fillRun(d[a.offset:a.offset+n], uint32(int64(v)))
	case []uint64:
		fillRun(d[a.offset:a.offset+n], uint64(int64(v)))
	}
}

func fillRun[T comparable](d []T, v T) {
	for i := range d {
		d[i] = v
	}
}

// IsStatic reports whether all axes of a shape are known.
func IsStatic(shape []int) bool {
	for _, d := range shape {
		if d < 0 {
			return false
		}
	}
	return true
}
