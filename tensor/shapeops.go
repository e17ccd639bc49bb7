package tensor

import "kerash/tensor/internal/kernel"

// shapeAttr is a wanted shape.
type shapeAttr struct{ shape []int }

var opShapeOf, opSize, opBroadcastTo, opBroadcastLike, opReshapeTo *Op

func init() {
	opShapeOf = shapeOfOp()
	opSize = sizeOp()
	opBroadcastTo = broadcastToOp()
	opBroadcastLike = broadcastLikeOp()
	opReshapeTo = reshapeToOp()
}

func shapeOfOp() *Op {
	return &Op{
		Name:  "Shape",
		Infer: func(c *Call) []Spec { return []Spec{{c.Attr.(DType), []int{len(c.In[0].Shape)}}} },
		Eval:  func(c *Call, in, out []*Array) { castInto(out[0], intArray(Int64, in[0].shape...)) },
		Hint:  func(c *Call, in []*Tensor) []int { return in[0].Shape() },
	}
}

func sizeOp() *Op {
	return &Op{
		Name:  "Size",
		Infer: func(c *Call) []Spec { return []Spec{{c.Attr.(DType), []int{}}} },
		Eval:  func(c *Call, in, out []*Array) { out[0].Fill(float64(in[0].Size())) },
		Hint: func(c *Call, in []*Tensor) []int {
			if !IsStatic(in[0].Shape()) {
				return []int{-1}
			}
			return []int{NumElements(in[0].Shape())}
		},
	}
}

func broadcastToOp() *Op {
	return &Op{
		Name:        "BroadcastTo",
		Elementwise: true,
		Infer:       inferBroadcastTo,
		Eval:        func(c *Call, in, out []*Array) { broadcastInto(out[0], in[0]) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.UnbroadcastLike(gout[0], in[0])}
		},
	}
}

// broadcastInto repeats the elements of src to fill dst; both are contiguous and
// their shapes fit.
func broadcastInto(dst, src *Array) {
	w, ok := walkOf(src.shape, dst.shape, dst.shape)
	if _, f32 := dst.buf.([]float32); !ok || !f32 || dst.Size() == 0 {
		dst.CopyFrom(src.BroadcastTo(dst.shape))
		return
	}
	d, x, n := dst.F32(), src.F32(), w.n[0]
	w.rows(func(i, _, k int) {
		if w.sa[0] == 0 {
			kernel.Fill(d[k:k+n], x[i])
		} else {
			copy(d[k:k+n], x[i:])
		}
	})
}

func broadcastLikeOp() *Op {
	return &Op{
		Name: "BroadcastLike",
		Infer: func(c *Call) []Spec {
			shape, ok := BroadcastShapes(c.In[0].Shape, c.In[1].Shape)
			if !ok || len(shape) != len(c.In[1].Shape) {
				throwBroadcastTo(c.In[0].Shape, c.In[1].Shape)
			}
			return []Spec{{c.In[0].DType, shape}}
		},
		Eval: func(c *Call, in, out []*Array) { broadcastInto(out[0], in[0]) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.UnbroadcastLike(gout[0], in[0]), nil}
		},
	}
}

// reshapeToOp takes the shape as a tensor; the attribute is what is known of
// it when it is symbolic.
func reshapeToOp() *Op {
	return &Op{
		Name:  "Reshape",
		Infer: func(c *Call) []Spec { return []Spec{{c.In[0].DType, c.Attr.(*shapeAttr).shape}} },
		Dynamic: func(c *Call, in []*Array) []*Array {
			return []*Array{in[0].Reshape(inferReshape(in[0].shape, in[1].Ints()))}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.ReshapeLike(gout[0], in[0]), nil}
		},
	}
}

func throwBroadcastTo(from, to []int) {
	if len(from) > len(to) {
		throwList("BroadcastTo", "Rank of input (%d) must be no greater than rank of output shape (%d).", len(from), len(to))
	}
	throwList("BroadcastTo", "Incompatible shapes: %s vs. %s", shapeBrackets(from), shapeBrackets(to))
}

func inferBroadcastTo(c *Call) []Spec {
	from, to := c.In[0].Shape, c.Attr.(*shapeAttr).shape
	d := len(to) - len(from)
	fits := d >= 0
	out := append([]int{}, to...)
	for i := 0; fits && i < len(from); i++ {
		switch {
		case to[d+i] == -1:
			out[d+i] = from[i]
		case from[i] != 1 && from[i] != -1:
			fits = from[i] == to[d+i]
		}
	}
	if !fits {
		throwBroadcastTo(from, to)
	}
	return []Spec{{c.In[0].DType, out}}
}

func intArray(dt DType, v ...int) *Array {
	d := make([]int64, len(v))
	for i, n := range v {
		d[i] = int64(n)
	}
	return FromSlice(d).Cast(dt)
}

// IntTensor makes a tensor of one axis from ints.
func IntTensor(dt DType, v ...int) *Tensor { return FromArray(intArray(dt, v...)) }

// ShapeOf is the shape of x as an integer tensor: a constant when all of it is
// known (tf.shape).
func (s *Scope) ShapeOf(x *Tensor, dt DType) *Tensor {
	if IsStatic(x.Shape()) {
		return IntTensor(dt, x.Shape()...)
	}
	return s.Apply1(opShapeOf, dt, x)
}

// SizeOf is the number of elements of x (tf.size).
func (s *Scope) SizeOf(x *Tensor, dt DType) *Tensor {
	if IsStatic(x.Shape()) {
		return Full(dt, float64(NumElements(x.Shape())))
	}
	return s.Apply1(opSize, dt, x)
}

// BroadcastTo repeats x along axes of length one and new leading axes until it
// has a shape; -1 keeps an axis.
func (s *Scope) BroadcastTo(x *Tensor, shape []int) *Tensor {
	if SameShape(x.Shape(), shape) && IsStatic(shape) {
		return x
	}
	return s.Apply1(opBroadcastTo, &shapeAttr{append([]int{}, shape...)}, x)
}

// BroadcastLike repeats x until it has the shape of like.
func (s *Scope) BroadcastLike(x, like *Tensor) *Tensor {
	if IsStatic(like.Shape()) {
		return s.BroadcastTo(x, like.Shape())
	}
	return s.Apply1(opBroadcastLike, nil, x, like)
}

// ReshapeTo is [Scope.Reshape] with the shape as a tensor, which may be
// symbolic.
func (s *Scope) ReshapeTo(x, shape *Tensor) *Tensor {
	if !shape.IsSymbolic() {
		return s.Reshape(x, shape.arr.Ints())
	}
	known, ok := ConstantShape(shape)
	if !ok {
		Throw(&Untraceable{Op: "Reshape"})
	}
	return s.Apply1(opReshapeTo, &shapeAttr{inferUnknown(x.Shape(), known)}, x, shape)
}

// inferUnknown resolves the one unknown axis of a shape when the size is known.
func inferUnknown(from, want []int) []int {
	free, rest := 0, 1
	for _, d := range want {
		if d < 0 {
			free++
		} else {
			rest *= d
		}
	}
	if free == 1 && IsStatic(from) && rest > 0 {
		return inferReshape(from, want)
	}
	return want
}

// ConstantShape is the elements of a shape tensor as far as they are known,
// -1 elsewhere; ok is false when not even their number is known.
func ConstantShape(t *Tensor) (shape []int, ok bool) {
	if !t.IsSymbolic() {
		return t.arr.Ints(), true
	}
	if h := t.Hint(); h != nil {
		return h, true
	}
	if t.Rank() != 1 || t.Dim(0) < 0 {
		return nil, false
	}
	shape = make([]int, t.Dim(0))
	for i := range shape {
		shape[i] = -1
	}
	return shape, true
}
