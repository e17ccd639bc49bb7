package tensor

// randomAttr is the attribute of the ops that draw random numbers. The stream
// moves on with every use, in a plan with every step.
type randomAttr struct {
	dist   Distribution
	dtype  DType
	shape  []int // -1: as the same axis of the input
	lo, hi int64
	stream *Philox
}

// fullShape is the shape to draw, with what the input decides filled in.
func (a *randomAttr) fullShape(in []Spec) []int {
	if IsStatic(a.shape) {
		return a.shape
	}
	shape := append([]int{}, a.shape...)
	for i, d := range shape {
		if d < 0 {
			shape[i] = in[0].Shape[i]
		}
	}
	return shape
}

// opRandom fills with numbers of a distribution or, when its attribute has
// hi > lo, with integers. An input only lends its shape.
var opRandom = &Op{
	Name:     "Random",
	Stateful: true,
	Infer: func(c *Call) []Spec {
		a := c.Attr.(*randomAttr)
		return []Spec{{a.dtype, a.fullShape(c.In)}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*randomAttr)
		p := a.stream.Take(out[0].Size())
		if a.hi > a.lo {
			p.fillInts(a.lo, a.hi, out[0])
		} else {
			p.FillArray(a.dist, out[0])
		}
	},
}

// checkDrawn throws unless every axis that is to come from like is one of its.
func checkDrawn(shape []int, like *Tensor) {
	for i, d := range shape {
		if d < -1 || d == -1 && (like == nil || i >= like.Rank()) {
			throwList("RandomUniform", "Dimension %d must be >= 0", d)
		}
	}
}

func (s *Scope) random(a *randomAttr, like *Tensor) *Tensor {
	checkDrawn(a.shape, like)
	if !a.dtype.IsFloat() && a.hi <= a.lo {
		Throwf("InvalidArgumentError", "Value for attr 'dtype' of %s is not in the list of allowed values: half, bfloat16, float, double", a.dtype.RuntimeName())
	}
	if IsStatic(a.shape) || like == nil {
		return s.Apply1(opRandom, a)
	}
	return s.Apply1(opRandom, a, like)
}

// Random draws numbers of a distribution from a stream; see
// [Generator.OpStream].
func (s *Scope) Random(dist Distribution, dt DType, shape []int, stream *Philox) *Tensor {
	return s.random(&randomAttr{dist: dist, dtype: dt, shape: append([]int{}, shape...), stream: stream}, nil)
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
	return s.random(&randomAttr{dist: dist, dtype: x.DType(), shape: append([]int{}, dims...), stream: stream}, x)
}

// RandomInts draws integers in [lo, hi).
func (s *Scope) RandomInts(dt DType, lo, hi int64, shape []int, stream *Philox) *Tensor {
	if lo >= hi {
		throwRun("RandomUniformInt", "Need minval < maxval, got %d >= %d", lo, hi)
	}
	return s.random(&randomAttr{dtype: dt, shape: append([]int{}, shape...), lo: lo, hi: hi, stream: stream}, nil)
}

// dropoutAttr is the attribute of a DropoutMask.
type dropoutAttr struct {
	randomAttr
	rate float64
}

// opDropoutMask is 0 with probability rate and 1/(1-rate) otherwise.
var opDropoutMask = &Op{
	Name:     "DropoutMask",
	Stateful: true,
	Infer: func(c *Call) []Spec {
		a := c.Attr.(*dropoutAttr)
		return []Spec{{a.dtype, a.fullShape(c.In)}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*dropoutAttr)
		a.stream.Take(out[0].Size()).FillArray(Uniform, out[0])
		switch d := out[0].buf.(type) {
		case []float32:
			thresholdMask(d[out[0].offset:out[0].offset+out[0].Size()], float32(a.rate), float32(1/(1-a.rate)))
			RoundHalf(a.dtype, out[0].F32())
		case []float64:
			thresholdMask(Data[float64](out[0]), a.rate, 1/(1-a.rate))
		}
	},
}

func thresholdMask[T Float](d []T, rate, scale T) {
	for i, v := range d {
		if v >= rate {
			d[i] = scale
		} else {
			d[i] = 0
		}
	}
}

// opMasked is x·mask, and 0 (never -0 or NaN) where the mask is 0.
var opMasked *Op

func init() {
	opMasked = binary("Masked", binaryFuncs{k: noKernel,
		f64: func(x, m float64) float64 {
			if m == 0 {
				return 0
			}
			return x * m
		},
		f32: func(x, m float32) float32 {
			if m == 0 {
				return 0
			}
			return x * m
		},
	}, func(s *Scope, x, m, y, g *Tensor) (*Tensor, *Tensor) {
		return s.Apply1(opMasked, nil, g, m), s.Mul(g, x)
	})
}

// Dropout sets elements of x to 0 with probability rate and scales the others
// so that the sum stays. noise, when not nil, is the shape of the mask, which
// is broadcast over x; -1 in it takes the axis of x.
func (s *Scope) Dropout(x *Tensor, rate float64, noise []int, stream *Philox) *Tensor {
	if !(rate >= 0 && rate < 1) {
		Throwf("ValueError", "`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate=%v", rate)
	}
	if !x.DType().IsFloat() {
		Throwf("ValueError", "`x.dtype` must be a floating point tensor as `x` will be scaled. Received: x_dtype=<dtype: '%s'>", x.DType())
	}
	if rate == 0 {
		return x
	}
	if noise == nil {
		noise = x.Shape()
	}
	checkDrawn(noise, x)
	a := &dropoutAttr{randomAttr{dtype: x.DType(), shape: append([]int{}, noise...), stream: stream}, rate}
	var mask *Tensor
	if IsStatic(noise) {
		mask = s.Apply1(opDropoutMask, a)
	} else {
		mask = s.Apply1(opDropoutMask, a, x)
	}
	return s.Apply1(opMasked, nil, x, mask)
}
