package keras

import (
	"kerash/interp/object"
)

// opsSignal are the Fourier transforms of keras.ops, which take and give complex
// numbers as a pair of tensors, and the frames of signals.
func opsSignal() []object.Member {
	return []object.Member{
		composed("fft(x)", "The Fourier transform along the last axis, of real and imaginary parts.", func(tf caller, a *object.Bound) object.Value {
			return partsOf(tf, tf("signal.fft", complexPair(tf, a)))
		}),
		composed("fft2(x)", "The Fourier transform along the last two axes, of real and imaginary parts.", func(tf caller, a *object.Bound) object.Value {
			return partsOf(tf, tf("signal.fft2d", complexPair(tf, a)))
		}),
		composed("rfft(x, fft_length=None)", "The Fourier transform of real numbers along the last axis.", func(tf caller, a *object.Bound) object.Value {
			return partsOf(tf, tf("signal.rfft", a.At(0), lengthOf(a)))
		}),
		composed("irfft(x, fft_length=None)", "The real numbers of which real and imaginary parts are the transform.", func(tf caller, a *object.Bound) object.Value {
			return tf("signal.irfft", complexPair(tf, a), lengthOf(a))
		}),
		alias("extract_sequences(x, sequence_length, sequence_stride)", "The windows of the last axis that begin at every stride.", "signal.frame"),
		composed("stft(x, sequence_length, sequence_stride, fft_length, window='hann', center=True)", "The Fourier transforms of windows of the last axis.", shortTime),
	}
}

// complexPair is the argument x, a pair of real and imaginary parts, as complex
// numbers.
func complexPair(tf caller, a *object.Bound) object.Value {
	parts, err := object.ToSlice(a.Thread(), a.At(0))
	if _, isPair := object.NativeOf(a.At(0)).(*object.Tuple); err != nil || len(parts) != 2 || !isPair && !isList(a.At(0)) {
		object.Throw(object.ValueErrorf("Input `x` should be a tuple of two tensors - real and imaginary.Received: x=%s", object.Must(object.Str(a.Thread(), a.At(0)))))
	}
	return tf("complex", tf("convert_to_tensor", parts[0]), tf("convert_to_tensor", parts[1]))
}

func isList(v object.Value) bool {
	_, ok := object.NativeOf(v).(*object.List)
	return ok
}

// partsOf are the real and the imaginary parts.
func partsOf(tf caller, z object.Value) object.Value {
	return object.NewTuple(tf("math.real", z), tf("math.imag", z))
}

// lengthOf is fft_length as TensorFlow takes it.
func lengthOf(a *object.Bound) object.Value {
	if n := a.Value("fft_length"); n != nil {
		return object.NewList(n)
	}
	return nil
}

// shortTime is stft: windows of sequence_length in the middle of fft_length places.
func shortTime(tf caller, a *object.Bound) object.Value {
	length, size := a.Int("sequence_length"), a.Int("fft_length")
	if size < length {
		object.Throw(object.ValueErrorf("`fft_length` must equal or larger than `sequence_length`. Received: sequence_length=%d, fft_length=%d", length, size))
	}
	x := tf("convert_to_tensor", a.At(0))
	if a.Bool("center") {
		pads := make([]object.Value, rankOf(a, x))
		for i := range pads {
			pads[i] = object.NewList(0, 0)
		}
		pads[len(pads)-1] = object.NewList(size/2, size/2)
		x = tf("pad", x, object.NewList(pads...), "REFLECT")
	}
	frames := tf("signal.frame", x, size, a.Value("sequence_stride"))
	if window := a.Value("window"); window != nil {
		if name, ok := window.(string); ok {
			if name != "hann" && name != "hamming" {
				object.Throw(object.ValueErrorf("If a string is passed to `window`, it must be one of `\"hann\"`, `\"hamming\"`. Received: window=%s", name))
			}
			window = tf("signal."+name+"_window", length)
		}
		left := (size - length) / 2
		frames = tf("multiply", frames, tf("pad", window, object.NewList(object.NewList(left, size-length-left))))
	}
	return partsOf(tf, tf("signal.rfft", frames))
}
