package tensor

import (
	"gonum.org/v1/gonum/dsp/fourier"
)

// fourierAttr is the attribute of the Fourier transforms.
type fourierAttr struct {
	axes    []int // ascending, not negative
	inverse bool
	last    int // length of the last axis of an inverse real transform
}

var opFFT, opRFFT, opIRFFT *Op

func init() {
	opFFT = &Op{
		Name: "FFT",
		Infer: func(c *Call) []Spec {
			return c.result(c.In[0])
		},
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*fourierAttr)
			out[0].CopyFrom(in[0])
			for _, ax := range a.axes {
				transform(out[0], ax, a.inverse)
			}
		},
		// The transform is linear; its adjoint is the other direction.
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := c.Attr.(*fourierAttr)
			n := s.transformed(in[0], a.axes)
			back := s.Apply1(opFFT, &fourierAttr{axes: a.axes, inverse: !a.inverse}, gout[0])
			if a.inverse {
				return []*Tensor{s.Div(back, n)}
			}
			return []*Tensor{s.Mul(back, n)}
		},
	}
	opRFFT = &Op{
		Name: "RFFT",
		Infer: func(c *Call) []Spec {
			shape := append([]int{}, c.In[0].Shape...)
			shape[len(shape)-1] = halfLength(shape[len(shape)-1])
			return c.result(Spec{c.In[0].DType.Complex(), shape})
		},
		Eval: evalRFFT,
		Grad: gradRFFT,
	}
	opIRFFT = &Op{
		Name: "IRFFT",
		Infer: func(c *Call) []Spec {
			shape := append([]int{}, c.In[0].Shape...)
			shape[len(shape)-1] = c.Attr.(*fourierAttr).last
			return c.result(Spec{c.In[0].DType.Real(), shape})
		},
		Eval: evalIRFFT,
		Grad: gradIRFFT,
	}
}

// halfLength is how many coefficients of n real samples are not the conjugates
// of others.
func halfLength(n int) int {
	if n <= 0 {
		return n
	}
	return n/2 + 1
}

// transform replaces the lines of a contiguous complex array along an axis by
// their Fourier transforms, or their inverse ones.
func transform(y *Array, axis int, inverse bool) {
	switch y.buf.(type) {
	case []complex64:
		transformLines(Data[complex64](y), y.shape, axis, inverse)
	case []complex128:
		transformLines(Data[complex128](y), y.shape, axis, inverse)
	}
}

// transformLines computes in complex128.
func transformLines[T ComplexFloat](d []T, shape []int, axis int, inverse bool) {
	n := shape[axis]
	if n < 2 || len(d) == 0 {
		return
	}
	fft := fourier.NewCmplxFFT(n)
	line, result := make([]complex128, n), make([]complex128, n)
	runLines(shape, &cumAttr{axis: axis}, func(at, n, step int) {
		for i := range line {
			line[i] = complex128(d[at+i*step])
		}
		if inverse {
			fft.Sequence(result, line)
			for i, v := range result {
				d[at+i*step] = T(complex(real(v)/float64(n), imag(v)/float64(n)))
			}
			return
		}
		fft.Coefficients(result, line)
		for i, v := range result {
			d[at+i*step] = T(v)
		}
	})
}

// transformed is the number of elements along axes, as a scalar of x's dtype.
func (s *Scope) transformed(x *Tensor, axes []int) *Tensor {
	return s.reducedCount(x, &reduceAttr{axes: axes})
}

// evalRFFT transforms as complex numbers and keeps the first half of the last
// axis: the rest are conjugates.
func evalRFFT(c *Call, in, out []*Array) {
	axes := c.Attr.(*fourierAttr).axes
	if out[0].Size() == 0 {
		return
	}
	full := in[0].Cast(Complex128)
	last := len(full.shape) - 1
	transform(full, last, false)
	half := window(full, make([]int, last+1), out[0].shape).Clone()
	for _, ax := range axes[:len(axes)-1] {
		transform(half, ax, false)
	}
	castInto(out[0], half)
}

// gradRFFT: every coefficient depends on all samples, and the mirrored half
// that was left out has no gradient of its own.
func gradRFFT(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	a := c.Attr.(*fourierAttr)
	last := in[0].Dim(-1)
	if last < 0 {
		Throw(&Untraceable{Op: "the gradient of RFFT"})
	}
	full := s.resizeLast(gout[0], last)
	back := s.Real(s.Apply1(opFFT, &fourierAttr{axes: a.axes, inverse: true}, full))
	return []*Tensor{s.Mul(back, s.transformed(in[0], a.axes))}
}

// evalIRFFT transforms the other axes, completes the last one by conjugates and
// transforms it. The imaginary parts of its ends do not count.
func evalIRFFT(c *Call, in, out []*Array) {
	a := c.Attr.(*fourierAttr)
	if out[0].Size() == 0 {
		return
	}
	half := in[0].Cast(Complex128)
	if half == in[0] {
		half = half.Clone()
	}
	for _, ax := range a.axes[:len(a.axes)-1] {
		transform(half, ax, true)
	}
	n, m := a.last, half.shape[len(half.shape)-1]
	d := Data[complex128](half)
	fft := fourier.NewFFT(n)
	line, y := make([]complex128, n/2+1), make([]float64, n)
	for row := range out[0].Size() / n {
		copy(line, d[row*m:(row+1)*m])
		fft.Sequence(y, line)
		for i, v := range y {
			out[0].setFloat(row*n+i, v/float64(n))
		}
	}
}

// gradIRFFT: the coefficients between the ends count twice, for their mirror
// image.
func gradIRFFT(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	a := c.Attr.(*fourierAttr)
	weights := NewArray(gout[0].DType(), halfLength(a.last))
	weights.Fill(2)
	if a.last > 0 {
		weights.setFloat(0, 1)
	}
	if a.last > 0 && a.last%2 == 0 {
		weights.setFloat(a.last/2, 1)
	}
	back := s.Apply1(opRFFT, &fourierAttr{axes: a.axes}, gout[0])
	scale := s.Div(FromArray(weights), s.transformed(gout[0], a.axes))
	return []*Tensor{s.Mul(back, s.Cast(scale, back.DType()))}
}

// resizeLast cuts the last axis to length n or fills it up with zeros.
func (s *Scope) resizeLast(x *Tensor, n int) *Tensor { return s.resizeAxis(x, x.Rank()-1, n) }

func (s *Scope) resizeAxis(x *Tensor, axis, n int) *Tensor {
	have := x.Shape()[axis]
	switch {
	case have == n:
		return x
	case have < 0:
		Throw(&Untraceable{Op: "a Fourier transform"})
	case have < n:
		pads := make([][2]int, x.Rank())
		pads[axis][1] = n - have
		return s.Pad(x, pads, "CONSTANT", 0)
	}
	index := make([]Slice, axis+1)
	for i := range axis {
		index[i] = Span(NoIndex, NoIndex)
	}
	index[axis] = Span(0, n)
	return s.StridedSlice(x, index)
}

// lastAxes are the last n axes of x; op names the transform in the message
// when it has not so many.
func lastAxes(op string, x *Tensor, n int) []int {
	if n < 0 {
		throwRun(op, "there are no %d axes", n)
	}
	if x.Rank() < n {
		throwRun(op, "Input must have rank of at least %d but got: %s", n, shapeBrackets(x.Shape()))
	}
	axes := make([]int, n)
	for i := range axes {
		axes[i] = x.Rank() - n + i
	}
	return axes
}

// fourierName is the op of TensorFlow's for a number of dimensions: FFT2D.
func fourierName(name string, dims int) string {
	if dims < 1 || dims > 3 {
		Throwf("ValueError", "a Fourier transform has 1 to 3 dimensions, not %d", dims)
	}
	return name + [...]string{"", "", "2D", "3D"}[dims]
}

// checkLengths checks the lengths given for the axes of a transform.
func checkLengths(op string, lengths []int, dims int) {
	if lengths != nil && len(lengths) != dims {
		throwOp(op, op, "fft_length must have shape [%d]", dims)
	}
	for i, n := range lengths {
		if n < 0 {
			throwOp(op, op, "fft_length[%d] must >= 0, but got: %d", i, n)
		}
	}
}

// FFT is the Fourier transform over the last dims axes of complex tensors, one
// to three; the inverse one divides by the number of elements.
func (s *Scope) FFT(x *Tensor, dims int, inverse bool) *Tensor {
	name := fourierName("FFT", dims)
	if inverse {
		name = "I" + name
	}
	s.checkTypes(name, x)
	return s.FFTAxes(x, lastAxes(name, x, dims), inverse)
}

// FFTAxes is [Scope.FFT] over any axes.
func (s *Scope) FFTAxes(x *Tensor, axes []int, inverse bool) *Tensor {
	return s.Apply1(opFFT, &fourierAttr{axes: Axes(axes, x.Rank()), inverse: inverse}, x)
}

// RFFT is the Fourier transform over the last axes of real tensors, of which
// the last axis keeps its first half, the end included. lengths are those
// axes' lengths, to which x is cut or filled up; nil for x's own.
func (s *Scope) RFFT(x *Tensor, dims int, lengths []int) *Tensor {
	name := fourierName("RFFT", dims)
	axes := lastAxes(name, x, dims)
	checkLengths(name, lengths, dims)
	for i, n := range lengths {
		x = s.resizeAxis(x, axes[i], n)
	}
	return s.Apply1(opRFFT, &fourierAttr{axes: axes}, x)
}

// IRFFT is the inverse of [Scope.RFFT]; without lengths the last axis gets an
// even one.
func (s *Scope) IRFFT(x *Tensor, dims int, lengths []int) *Tensor {
	name := fourierName("IRFFT", dims)
	axes := lastAxes(name, x, dims)
	checkLengths(name, lengths, dims)
	return s.inverseReal(x, axes, lengths)
}

// inverseReal is the inverse real transform over the last axes.
func (s *Scope) inverseReal(x *Tensor, axes, lengths []int) *Tensor {
	dims := len(axes)
	if lengths == nil {
		for _, ax := range axes {
			lengths = append(lengths, x.Shape()[ax])
		}
		if n := &lengths[dims-1]; *n >= 0 {
			*n = max(0, 2*(*n-1))
		}
	}
	for i, n := range lengths[:dims-1] {
		x = s.resizeAxis(x, axes[i], n)
	}
	last := lengths[dims-1]
	if last < 0 {
		Throw(&Untraceable{Op: "a Fourier transform"})
	}
	x = s.resizeLast(x, halfLength(last))
	return s.Apply1(opIRFFT, &fourierAttr{axes: axes, last: last}, x)
}
