package tensor

// opBroadcastDims repeats its first input to the shape that its second one
// gives; the attribute is what is known of the shape.
var opBroadcastDims = &Op{
	Name:  "BroadcastTo",
	Infer: func(c *Call) []Spec { return []Spec{{c.In[0].DType, c.Attr.(*shapeAttr).shape}} },
	Dynamic: func(c *Call, in []*Array) []*Array {
		return []*Array{in[0].BroadcastTo(in[1].Ints()).Clone()}
	},
	Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return []*Tensor{s.UnbroadcastLike(gout[0], in[0]), nil}
	},
}

// BroadcastDims is [Scope.BroadcastTo] with the shape as a tensor, which may be
// symbolic.
func (s *Scope) BroadcastDims(x, shape *Tensor) *Tensor {
	if !shape.IsSymbolic() {
		return s.BroadcastTo(x, shape.arr.Ints())
	}
	known, ok := ConstantShape(shape)
	if !ok {
		Throw(&Untraceable{Op: "BroadcastTo"})
	}
	return s.Apply1(opBroadcastDims, &shapeAttr{known}, x, shape)
}
