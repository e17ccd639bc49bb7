package tf

import (
	"math"
	"math/bits"

	"kerash/interp/object"
	"kerash/tensor"
)

// frameDecls cut signals into frames, transform these and put them together
// again.
func frameDecls() []decl {
	return []decl{
		{names: "signal.frame", sig: "frame(signal, frame_length, frame_step, pad_end=False, pad_value=0, axis=-1, name=None)", doc: "Windows of frame_length along an axis, frame_step apart.", fn: func(c *call) object.Value {
			x := c.tensor("signal")
			pad := 0.0
			if c.Bool("pad_end") {
				pad = valueOf(c.tensorAs("pad_value", x.DType()))
			}
			return framed(c, x, c.int("axis"), pad)
		}},
		{names: "signal.overlap_and_add", sig: "overlap_and_add(signal, frame_step, name=None)", doc: "The signal whose frames are given: where they overlap they are added.", fn: func(c *call) object.Value {
			x := c.tensor("signal")
			if x.Rank() < 2 {
				object.Throw(object.ValueErrorf("Shape %s must have rank at least 2", tensor.ShapeString(x.Shape())))
			}
			if step := c.tensor("frame_step"); !step.DType().IsInteger() {
				object.Throw(object.ValueErrorf("frame_step must be an integer. Got <dtype: '%s'>", step.DType()))
			}
			return c.s.OverlapAdd(x, c.int("frame_step"))
		}},
		{names: "signal.stft", sig: "stft(signals, frame_length, frame_step, fft_length=None, window_fn=<hann_window>, pad_end=False, name=None)", doc: "The Fourier transforms of windowed frames.", fn: shortTime},
		{names: "signal.inverse_stft", sig: "inverse_stft(stfts, frame_length, frame_step, fft_length=None, window_fn=<hann_window>, name=None)", doc: "The signal of the Fourier transforms of its frames.", fn: inverseShortTime},
		{names: "signal.inverse_stft_window_fn", sig: "inverse_stft_window_fn(frame_step, forward_window_fn=<hann_window>, name=None)", doc: "The window function with which inverse_stft restores a signal that stft windowed.", plain: true, fn: inverseWindow},
		{names: "signal.mdct", sig: "mdct(signals, frame_length, window_fn=<vorbis_window>, pad_end=False, norm=None, name=None)", doc: "The modified discrete cosine transform: frames that overlap by half.", fn: modifiedCosine},
		{names: "signal.inverse_mdct", sig: "inverse_mdct(mdcts, window_fn=<vorbis_window>, norm=None, name=None)", doc: "The inverse of mdct.", fn: inverseModifiedCosine},
	}
}

// framed cuts an axis into frames.
func framed(c *call, x *tensor.Tensor, axis int, pad float64) *tensor.Tensor {
	if x.Rank() == 0 {
		object.Throw(object.ValueErrorf("Shape %s must have rank at least 1", tensor.ShapeString(x.Shape())))
	}
	if axis < -x.Rank() || axis >= x.Rank() {
		object.Throw(object.Errorf(object.IndexError, "list index out of range"))
	}
	return c.s.Frame(x, c.int("frame_length"), c.int("frame_step"), axis, c.Bool("pad_end"), pad)
}

// fftLength is the argument fft_length, by default the power of two that holds
// a frame.
func fftLength(c *call, frame int) int {
	if c.Has("fft_length") {
		return c.int("fft_length")
	}
	return 1 << bits.Len(uint(max(frame, 1)-1))
}

func shortTime(c *call) object.Value {
	x, n := c.float("signals"), c.int("frame_length")
	frames := framed(c, x, -1, 0)
	if w := callWindow(c, "window_fn", hannWindow, n, frames.DType()); w != nil {
		frames = c.s.Mul(frames, w)
	}
	if dt := frames.DType(); dt != tensor.Float32 && dt != tensor.Float64 {
		object.Throw(object.ValueErrorf("RFFT requires tf.float32 or tf.float64 inputs, got: %s", object.Must(object.Str(c.th, frames))))
	}
	return c.s.RFFT(frames, 1, []int{fftLength(c, n)})
}

func inverseShortTime(c *call) object.Value {
	x, n := complexSignal(c, "stfts", "IRFFT"), c.int("frame_length")
	frames := c.s.ResizeLast(c.s.IRFFT(x, 1, []int{fftLength(c, n)}), n)
	if w := callWindow(c, "window_fn", hannWindow, n, frames.DType()); w != nil {
		frames = c.s.Mul(frames, w)
	}
	return c.s.OverlapAdd(frames, c.int("frame_step"))
}

// inverseWindow makes the function that divides a window by the sum of the
// squares of all windows that overlap.
func inverseWindow(c *call) object.Value {
	step := c.int("frame_step")
	return object.Func("inverse_stft_window_fn_inner(frame_length, dtype)", "A window for inverse_stft.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		inner := &call{Bound: a, th: th, s: c.s}
		n, dt := inner.int("frame_length"), inner.dtype("dtype", tensor.Float32)
		s, w := c.s, callWindow(c, "forward_window_fn", hannWindow, n, dt)
		overlaps := -(-n / step)
		if n%step != 0 {
			overlaps++
		}
		squares := s.Reshape(s.ResizeLast(s.Square(w), overlaps*step), []int{overlaps, step})
		sums := s.Reshape(s.Tile(s.Sum(squares, []int{0}, true), []int{overlaps, 1}), []int{overlaps * step})
		return s.Div(w, s.ResizeLast(sums, n)), nil
	})
}

func modifiedCosine(c *call) object.Value {
	x, n := c.float("signals"), c.int("frame_length")
	if n%4 != 0 {
		object.Throw(object.ValueErrorf("The frame length must be a multiple of 4."))
	}
	s := c.s
	frames := s.Frame(x, n, n/2, -1, c.Bool("pad_end"), 0)
	dt := frames.DType()
	if w := callWindow(c, "window_fn", vorbisWindow, n, dt); w != nil {
		frames = s.Mul(frames, w)
	} else {
		frames = s.Mul(frames, tensor.Full(dt, math.Sqrt2/2))
	}
	part := s.Split(frames, 4, -1)
	turn := func(x *tensor.Tensor) *tensor.Tensor { return s.Reverse(x, []int{-1}) }
	folded := s.Concat([]*tensor.Tensor{s.Sub(s.Neg(turn(part[2])), part[3]), s.Sub(part[0], turn(part[1]))}, -1)
	return s.DCT(folded, 4, c.Has("norm"))
}

func inverseModifiedCosine(c *call) object.Value {
	s, x := c.s, c.float("mdcts")
	half, dt := x.Dim(-1), x.DType()
	y := s.DCT(x, 4, c.Has("norm"))
	if !c.Has("norm") {
		y = s.Mul(y, tensor.Full(dt, 0.5/float64(half)))
	}
	part := s.Split(y, 2, -1)
	turn := func(x *tensor.Tensor) *tensor.Tensor { return s.Neg(s.Reverse(x, []int{-1})) }
	frames := s.Concat([]*tensor.Tensor{part[1], turn(part[1]), turn(part[0]), s.Neg(part[0])}, -1)
	if w := callWindow(c, "window_fn", vorbisWindow, 2*half, dt); w != nil {
		frames = s.Mul(frames, w)
	} else {
		frames = s.Mul(frames, tensor.Full(dt, math.Sqrt2/2))
	}
	return s.OverlapAdd(frames, half)
}
