package tensor

import "math"

// ResizeLast cuts the last axis to length n or fills it up with zeros.
func (s *Scope) ResizeLast(x *Tensor, n int) *Tensor {
	needRank("Pad", x, 1, anyRank)
	if n < 0 {
		throwRun("Pad", "the length of an axis must not be negative, got %d", n)
	}
	return s.resizeAxis(x, x.Rank()-1, n)
}

// FFTLast is [Scope.FFT] over the last dims axes, however many, cut or filled
// up to lengths unless these are nil.
func (s *Scope) FFTLast(x *Tensor, dims int, lengths []int, inverse bool) *Tensor {
	axes := lastAxes("FFTND", x, dims)
	checkLengths("FFTND", lengths, dims)
	for i, n := range lengths {
		x = s.resizeAxis(x, axes[i], n)
	}
	if dims == 0 {
		return x
	}
	return s.FFTAxes(x, axes, inverse)
}

// RFFTLast is [Scope.RFFT] for any number of axes.
func (s *Scope) RFFTLast(x *Tensor, dims int, lengths []int) *Tensor {
	axes := lastAxes("RFFTND", x, dims)
	checkLengths("RFFTND", lengths, dims)
	if dims <= 0 {
		throwRun("RFFTND", "there is no axis to transform")
	}
	for i, n := range lengths {
		x = s.resizeAxis(x, axes[i], n)
	}
	return s.Apply1(opRFFT, &fourierAttr{axes: axes}, x)
}

// IRFFTLast is [Scope.IRFFT] for any number of axes.
func (s *Scope) IRFFTLast(x *Tensor, dims int, lengths []int) *Tensor {
	axes := lastAxes("IRFFTND", x, dims)
	checkLengths("IRFFTND", lengths, dims)
	if dims <= 0 {
		throwRun("IRFFTND", "there is no axis to transform")
	}
	return s.inverseReal(x, axes, lengths)
}

// Frame cuts windows of a length out of an axis, step apart: the axis becomes
// two, the windows and their elements. padEnd keeps windows that reach beyond
// the end, which pad fills.
func (s *Scope) Frame(x *Tensor, length, step, axis int, padEnd bool, pad float64) *Tensor {
	needRank("Frame", x, 1, anyRank)
	if step == 0 || length < 0 || axis < -x.Rank() || axis >= x.Rank() {
		throwRun("Frame", "cannot cut axis %d of shape %s into frames of %d every %d", axis, shapeBrackets(x.Shape()), length, step)
	}
	axis = normalAxis(axis, x.Rank())
	n := x.Shape()[axis]
	if n < 0 {
		Throw(&Untraceable{Op: "tf.signal.frame"})
	}
	count := 0
	switch {
	case padEnd && step > 0:
		count = (n + step - 1) / step
		if more := length + step*(count-1) - n; count > 0 && more > 0 {
			pads := make([][2]int, x.Rank())
			pads[axis][1] = more
			x = s.Pad(x, pads, "CONSTANT", pad)
		}
	case n >= length && step > 0:
		count = 1 + (n-length)/step
	}
	at := make([]int, 0, count*length)
	for i := range count {
		for j := range length {
			at = append(at, i*step+j)
		}
	}
	return s.Gather(s.Identity(x), s.Reshape(IntTensor(Int32, at...), []int{count, length}), axis, 0)
}

// OverlapAdd is the signal whose frames, step apart, are the rows of the last
// two axes: where they overlap they are added.
func (s *Scope) OverlapAdd(x *Tensor, step int) *Tensor {
	s.checkTypes("UnsortedSegmentSum", x)
	needRank("OverlapAndAdd", x, 2, anyRank)
	frames, length := x.Dim(-2), x.Dim(-1)
	if frames < 0 || length < 0 {
		Throw(&Untraceable{Op: "tf.signal.overlap_and_add"})
	}
	if step < 0 {
		throwRun("OverlapAndAdd", "frame_step must not be negative, got %d", step)
	}
	batch := append([]int{}, x.Shape()[:x.Rank()-2]...)
	at := make([]int, 0, frames*length)
	for i := range frames {
		for j := range length {
			at = append(at, i*step+j)
		}
	}
	n := 0
	if frames > 0 {
		n = length + step*(frames-1)
	}
	flat := s.Transpose(s.Reshape(x, []int{batchSize(batch), frames * length}), []int{1, 0})
	sum := s.UnsortedSegmentSum(flat, IntTensor(Int32, at...), n)
	return s.Reshape(s.Transpose(sum, []int{1, 0}), append(batch, n))
}

// batchSize is the product of leading axes, -1 when it is not known.
func batchSize(shape []int) int {
	if !IsStatic(shape) {
		return -1
	}
	return NumElements(shape)
}

// DCT is the discrete cosine transform of a type from 1 to 4 over the last
// axis; ortho scales it to be orthonormal, but for type 1.
func (s *Scope) DCT(x *Tensor, kind int, ortho bool) *Tensor {
	needRank("DCT", x, 1, anyRank)
	n, dt := x.Dim(-1), x.DType()
	s.checkTypes("RFFT", x)
	if n < 0 {
		Throw(&Untraceable{Op: "tf.signal.dct"})
	}
	if n == 0 || kind == 1 && n == 1 {
		throwRun("DCT", "a cosine transform of %d elements is not defined", n)
	}
	root := math.Sqrt(float64(n))
	switch kind {
	case 1:
		middle := s.StridedSlice(x, []Slice{{Ellipsis: true}, Span(1, n-1)})
		mirrored := s.Concat([]*Tensor{x, s.Reverse(middle, []int{-1})}, -1)
		return s.Real(s.RFFT(mirrored, 1, nil))
	case 2:
		half := s.ResizeLast(s.RFFT(x, 1, []int{2 * n}), n)
		y := s.Real(s.Mul(half, s.quarterTurns(dt, n, -1)))
		if ortho {
			y = s.Mul(y, s.firstAndRest(dt, n, 0.5/root, 0.5/root*math.Sqrt2))
		}
		return y
	case 3:
		if ortho {
			x = s.Mul(x, s.firstAndRest(dt, n, root, root*math.Sqrt(0.5)))
		} else {
			x = s.Mul(x, Full(dt, float64(n)))
		}
		turned := s.Mul(s.Complex(x, s.ZerosLike(x)), s.quarterTurns(dt, n, 1))
		return s.ResizeLast(s.IRFFT(turned, 1, []int{2 * n}), n)
	case 4:
		twice := s.DCT(s.ResizeLast(x, 2*n), 2, false)
		y := s.StridedSlice(twice, []Slice{{Ellipsis: true}, {Start: 1, Stop: NoIndex, Step: 2}})
		if ortho {
			y = s.Mul(y, Full(dt, math.Sqrt(0.5)/root))
		}
		return y
	}
	throwRun("DCT", "there is no cosine transform of type %d", kind)
	return nil
}

// quarterTurns is 2·exp(sign·i·π·k/2n) for k below n.
func (s *Scope) quarterTurns(dt DType, n int, sign float64) *Tensor {
	a := NewArray(dt.Complex(), n)
	for k := range n {
		sin, cos := math.Sincos(math.Pi * float64(k) / float64(2*n))
		a.setComplex(k, complex(2*cos, sign*2*sin))
	}
	return FromArray(a)
}

// firstAndRest is n numbers, all but the first of them equal.
func (s *Scope) firstAndRest(dt DType, n int, first, rest float64) *Tensor {
	t := Full(dt, rest, n)
	t.arr.setFloat(0, first)
	return t
}
