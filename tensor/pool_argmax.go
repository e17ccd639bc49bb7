package tensor

// argPoolAttr is the attribute of MaxPoolWithArgmax.
type argPoolAttr struct {
	poolAttr
	batch bool // positions count from the start of the batch
}

// opMaxPoolArg gives the largest element of each window and its position in
// the flattened image.
var opMaxPoolArg *Op

func init() {
	opMaxPoolArg = &Op{
		Name: "MaxPoolWithArgmax",
		Infer: func(c *Call) []Spec {
			a, x := c.Attr.(*argPoolAttr), c.In[0]
			shape := append([]int{}, x.Shape...)
			for i := range a.size {
				shape[1+i], _ = a.window(i, x.Shape[1+i], a.size[i])
			}
			return []Spec{{x.DType, shape}, {Int64, shape}}
		},
		Eval: func(c *Call, in, out []*Array) {
			a, x := c.Attr.(*argPoolAttr), in[0]
			p := a.conv3(x.shape)
			image := NumElements(x.shape[1:])
			where := Data[int64](out[1])
			for i := range where {
				where[i] = -1
			}
			forWindows(&p, func(n, o, i, tap int) {
				for ch := range p.InC {
					from, to := i*p.InC+ch, o*p.InC+ch
					if where[to] >= 0 && x.Float(from) <= out[0].Float(to) {
						continue
					}
					copyRun(out[0], to, x, from, 1)
					where[to] = int64(from)
				}
			})
			if !a.batch && image > 0 {
				for i := range where {
					where[i] %= int64(image)
				}
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			if gout[0] == nil {
				return nil
			}
			x, places := in[0], out[1]
			if !c.Attr.(*argPoolAttr).batch {
				image := float64(NumElements(x.Shape()[1:]))
				first := s.Mul(Range(Int64, 0, float64(x.Dim(0)), 1), Full(Int64, image))
				places = s.Add(places, s.perRow(first, places))
			}
			return s.final("MaxPoolGradWithArgmax", func(in []*Tensor) []*Tensor {
				flat := s.Reshape(in[0], []int{-1})
				g := s.Apply1(opGatherGrad, &gatherAttr{0, 0, false}, s.Reshape(in[1], []int{-1}), s.Reshape(places, []int{-1}), flat)
				return []*Tensor{s.ReshapeLike(g, x)}
			}, x, gout[0])
		},
	}
}

// MaxPoolWithArgmax is [Scope.MaxPool] with the position of each largest
// element in its flattened image or, on request, in the flattened batch.
func (s *Scope) MaxPoolWithArgmax(x *Tensor, size []int, spec ConvSpec, batch bool) (y, argmax *Tensor) {
	s.checkTypes("MaxPoolWithArgmax", x)
	if x.Rank() != 4 || len(size) != 2 || min(size[0], size[1]) < 1 {
		throwRun("MaxPoolWithArgmax", "tensor_in must be 4-dimensional")
	}
	spec.check("MaxPoolWithArgmax", 2)
	out := s.Apply(opMaxPoolArg, &argPoolAttr{poolAttr{ConvSpec: spec, size: append([]int{}, size...)}, batch}, x)
	return out[0], out[1]
}
