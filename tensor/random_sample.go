package tensor

// sampling is how an op draws from distributions whose parameters are tensors.
type sampling struct {
	dtype  DType
	shape  func(params []int) []int // of the samples
	draw   func(params *Array) *Array
	stream *Philox
}

// opSample draws from the distributions of its input.
var opSample = &Op{
	Name:     "Sample",
	Stateful: true,
	Infer: func(c *Call) []Spec {
		a := c.Attr.(*sampling)
		return []Spec{{a.dtype, a.shape(c.In[0].Shape)}}
	},
	Eval: func(c *Call, in, out []*Array) { out[0].CopyFrom(c.Attr.(*sampling).draw(in[0])) },
}

// Categorical draws n classes for each row of logits.
func (s *Scope) Categorical(logits *Tensor, n int, dt DType, stream *Philox) *Tensor {
	if logits.Rank() != 2 {
		throwRun("Multinomial", "logits should be a matrix, got shape %s", shapeBrackets(logits.Shape()))
	}
	if n < 0 {
		throwRun("Multinomial", "num_samples should be nonnegative, got %d", n)
	}
	classes := logits.Dim(1)
	if classes == 0 {
		throwRun("Multinomial", "num_classes should be positive, got %d", classes)
	}
	return s.Apply1(opSample, &sampling{
		dtype: dt, stream: stream,
		shape: func(params []int) []int { return []int{params[0], n} },
		draw: func(params *Array) *Array {
			rows, classes := rowsOf(params)
			drawn := stream.Take(2*rows*((n+3)/4*4)).FillCategorical(params.Floats(), classes, n)
			return intArray(dt, drawn...).Reshape([]int{rows, n})
		},
	}, logits)
}

// Gamma draws numbers of a shape from Gamma distributions of rate 1, for each
// alpha.
func (s *Scope) Gamma(alpha *Tensor, shape []int, dt DType, stream *Philox) *Tensor {
	return s.sampleEach(alpha, shape, dt, stream, (*Philox).FillGamma)
}

// Poisson draws numbers of a shape from Poisson distributions, for each rate.
func (s *Scope) Poisson(rates *Tensor, shape []int, dt DType, stream *Philox) *Tensor {
	return s.sampleEach(rates, shape, dt, stream, (*Philox).FillPoisson)
}

// sampleEach draws numbers of a shape for each parameter: the axes of the
// parameters are the last ones.
func (s *Scope) sampleEach(params *Tensor, shape []int, dt DType, stream *Philox, fill func(p *Philox, params []float64, n int) []float64) *Tensor {
	n := NumElements(shape)
	full := func(params []int) []int { return append(append([]int{}, shape...), params...) }
	return s.Apply1(opSample, &sampling{
		dtype: dt, stream: stream, shape: full,
		draw: func(params *Array) *Array {
			data := fill(stream.Take(n*params.Size()), params.Floats(), n)
			return FromSlice(data, full(params.Shape())...).Cast(dt)
		},
	}, params)
}
