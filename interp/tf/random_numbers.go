package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// numbers is how a family of random functions draws: by the names of its ops
// and from a stream that it opens when the arguments are converted. The
// families are tf.random.normal and its like, the stateless ones, and the
// methods of a Generator.
type numbers struct {
	normal, truncated, uniform, ints, bits string
	shapeAttr                              string          // what the ops call the dtype of shapes
	begin                                  func()          // called when the arguments are converted
	check                                  func(op string) // whether the algorithm is one that can draw
	stream                                 func(op string, dt tensor.DType, dims *tensor.Tensor) *tensor.Philox
	ready                                  bool // the stream is this op's alone: it is not moved on
}

// shape checks the dtypes and the shape that op gets, in the order that it does.
func (n numbers) shape(c *call, op string, dt tensor.DType, dims *tensor.Tensor) []int {
	if n.begin != nil {
		n.begin()
	}
	c.s.CheckAttr(op, n.shapeAttr, dims.DType())
	c.s.CheckAttr(op, "dtype", dt)
	if n.check != nil {
		n.check(op)
	}
	return c.checkDims(op, n.shapeAttr, dims)
}

// dimsOf is the shape argument as an op gets it.
func (c *call) dimsOf() *tensor.Tensor {
	v := c.Value("shape")
	switch l := v.(type) {
	case *binding.TensorShape:
		v = binding.ShapeTuple(l.Dims)
		if len(l.Dims) == 0 {
			return tensor.IntTensor(tensor.Int32)
		}
	case *object.List:
		if len(l.Elems) == 0 {
			return tensor.IntTensor(tensor.Int32)
		}
	case *object.Tuple:
		if len(l.Elems) == 0 {
			return tensor.IntTensor(tensor.Int32)
		}
	}
	return binding.ToTensor(c.th, v, tensor.Invalid)
}

// int32Dims is the shape argument of the ops that take int32 only.
func (c *call) int32Dims() *tensor.Tensor {
	if t, ok := c.Value("shape").(*tensor.Tensor); ok && t.DType() != tensor.Int32 {
		object.Throw(object.ValueErrorf("shape: Tensor conversion requested dtype int32 for Tensor with dtype %s: %s", t.DType(), object.Must(object.Repr(c.th, t))))
	}
	dims := c.dimsOf()
	if dims.DType() != tensor.Int32 {
		dims = c.tensorAs("shape", tensor.Int32)
	}
	return dims
}

// checkDims throws as op does for a shape that is none; attr is what the op
// calls the shape's dtype. Symbolic shapes pass.
func (c *call) checkDims(op, attr string, dims *tensor.Tensor) []int {
	c.s.CheckAttr(op, attr, dims.DType())
	if dims.Rank() != 1 {
		tensor.ThrowRun(op, "shape must be a vector of {int32,int64}, got shape %s", brackets(dims.Shape()))
	}
	if dims.IsSymbolic() {
		return nil
	}
	shape := dims.Array().Ints()
	for _, d := range shape {
		if d < 0 {
			tensor.ThrowRun(op, "Dimension %d must be >= 0", d)
		}
	}
	return shape
}

// scaled is numbers of a distribution times stddev plus mean.
func (c *call) scaled(n numbers, dist tensor.Distribution) *tensor.Tensor {
	op := n.normal
	if dist == tensor.TruncatedNormal {
		op = n.truncated
	}
	dt := c.dtype("dtype", tensor.Float32)
	dims := c.dimsOf()
	mean, stddev := c.tensorAs("mean", dt), c.tensorAs("stddev", dt)
	x := c.drawn(n, op, dist, dt, dims)
	return c.s.Add(c.s.Mul(x, stddev), mean)
}

// drawn is numbers of the distribution that op draws from.
func (c *call) drawn(n numbers, op string, dist tensor.Distribution, dt tensor.DType, dims *tensor.Tensor) *tensor.Tensor {
	shape := n.shape(c, op, dt, dims)
	stream := n.stream(op, dt, dims)
	switch {
	case n.ready:
		return tensor.FromArray(stream.Fill(dist, dt, shape...))
	case !dims.IsSymbolic():
		return c.s.Random(dist, dt, shape, stream)
	}
	if h := dims.Hint(); h != nil && tensor.IsStatic(h) {
		return c.s.Random(dist, dt, h, stream)
	}
	return c.s.RandomLike(c.s.BroadcastDims(tensor.Full(dt, 0), dims), dist, stream, nil)
}

// uniformOf is numbers of a uniform distribution on [minval, maxval).
func (c *call) uniformOf(n numbers, dt tensor.DType) *tensor.Tensor {
	dims := c.dimsOf()
	lo, hi := c.tensorAs("minval", dt), tensor.Full(dt, 1)
	if c.Has("maxval") {
		hi = c.tensorAs("maxval", dt)
	}
	if dt.IsInteger() {
		shape := n.shape(c, n.ints, dt, dims)
		a, b := lo.Array().Int(0), hi.Array().Int(0)
		if a >= b {
			tensor.ThrowRun(n.ints, "Need minval < maxval, got %d >= %d", a, b)
		}
		stream := n.stream(n.ints, dt, dims)
		if n.ready {
			return tensor.FromArray(stream.FillInts(dt, a, b, shape...))
		}
		return c.s.RandomInts(dt, a, b, shape, stream)
	}
	x := c.drawn(n, n.uniform, tensor.Uniform, dt, dims)
	if isNumber(lo, 0) && isNumber(hi, 1) {
		return x
	}
	return c.s.Add(c.s.Mul(x, c.s.Sub(hi, lo)), lo)
}

// fullInts is integers in which every bit is random.
func (c *call) fullInts(n numbers, dt tensor.DType, dims *tensor.Tensor) *tensor.Tensor {
	shape := n.shape(c, n.bits, dt, dims)
	return tensor.FromArray(n.stream(n.bits, dt, dims).FillBits(dt, shape...))
}

// needUniform throws for a dtype of which no uniform numbers are drawn.
func needUniform(dt tensor.DType, integers string, ok bool) {
	if !dt.IsFloat() && !ok {
		object.Throw(object.ValueErrorf("Argument `dtype` got invalid value <dtype: '%s'>. Accepted dtypes are (tf.float16, tf.bfloat16, tf.float32, tf.float64, %s).", dt, integers))
	}
}

func isNumber(t *tensor.Tensor, v float64) bool {
	return !t.IsSymbolic() && t.Rank() == 0 && t.Array().Float(0) == v
}

// needInexact throws as np.finfo does for a dtype that NumPy has no such
// numbers of.
func needInexact(dt tensor.DType) {
	switch {
	case dt == tensor.BFloat16:
		object.Throw(object.ValueErrorf("data type <class 'ml_dtypes.bfloat16'> not inexact"))
	case !dt.IsFloat() && !dt.IsComplex():
		object.Throw(object.ValueErrorf("data type <class 'numpy.%s'> not inexact", numpyName(dt)))
	}
}

// numpyName is what NumPy calls the type of an element.
func numpyName(dt tensor.DType) string {
	switch dt {
	case tensor.Bool:
		return "bool_"
	case tensor.String:
		return "object_"
	}
	return dt.String()
}
