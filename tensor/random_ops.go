package tensor

// randomAttr is what a random op draws from and how much: an axis of -1 has
// the length of the input's.
type randomAttr struct {
	stream *Philox
	dist   Distribution
	dims   []int
}

// opRandomLike draws anew each time it runs; of its input only the dtype and
// the shape count.
var opRandomLike = &Op{
	Name:     "RandomLike",
	Stateful: true,
	Infer: func(c *Call) []Spec {
		a, x := c.Attr.(*randomAttr), c.In[0]
		shape := append([]int{}, a.dims...)
		for i, d := range shape {
			if d < 0 {
				shape[i] = x.Shape[i]
			}
		}
		return []Spec{{x.DType, shape}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*randomAttr)
		a.stream.Take(out[0].Size()).FillArray(a.dist, out[0])
	},
}

// RandomLike draws random numbers of x's dtype from a stream, which moves on.
// An axis of dims that is -1 has the length of x's; nil dims stand for x's
// shape.
func (s *Scope) RandomLike(x *Tensor, dist Distribution, stream *Philox, dims []int) *Tensor {
	if dims == nil {
		dims = make([]int, x.Rank())
		for i := range dims {
			dims[i] = -1
		}
	}
	return s.Apply1(opRandomLike, &randomAttr{stream, dist, append([]int{}, dims...)}, x)
}
