package tf

import (
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// windowDecls are the window functions of tf.signal.
func windowDecls() []decl {
	const cosine, beta = "(window_length, periodic=True, dtype=tf.float32, name=None)", "(window_length, beta=12.0, dtype=tf.float32, name=None)"
	window := func(name, params, doc string, f func(c *call, n int, dt tensor.DType) *tensor.Tensor) decl {
		return decl{names: "signal." + name, sig: name + params, doc: doc, fn: func(c *call) object.Value {
			dt := c.dtype("dtype", tensor.Float32)
			floatWindow(dt)
			n := c.int("window_length")
			if n == 1 && name != "vorbis_window" {
				return tensor.Full(dt, 1, 1)
			}
			return f(c, n, dt)
		}}
	}
	return []decl{
		window("hann_window", cosine, "The Hann window: one arch of a cosine, raised.", func(c *call, n int, dt tensor.DType) *tensor.Tensor {
			return raisedCosine(c.s, n, c.Bool("periodic"), dt, 0.5, 0.5)
		}),
		window("hamming_window", cosine, "The Hamming window: an arch of a cosine that does not reach 0.", func(c *call, n int, dt tensor.DType) *tensor.Tensor {
			return raisedCosine(c.s, n, c.Bool("periodic"), dt, 0.54, 0.46)
		}),
		window("kaiser_window", beta, "The Kaiser window; beta trades the width of the peak for the height of the others.", func(c *call, n int, dt tensor.DType) *tensor.Tensor {
			return kaiserWindow(c.s, n, c.number("beta"), dt)
		}),
		window("kaiser_bessel_derived_window", beta, "The Kaiser window added up, whose halves overlap to 1.", kaiserBesselDerived),
		window("vorbis_window", "(window_length, dtype=tf.float32, name=None)", "The window of the Vorbis codec, whose halves overlap to 1.", func(c *call, n int, dt tensor.DType) *tensor.Tensor {
			return vorbisWindow(c.s, n, dt)
		}),
	}
}

// floatWindow refuses windows of other types than floats.
func floatWindow(dt tensor.DType) {
	if !dt.IsFloat() {
		object.Throw(object.ValueErrorf("dtype must be a floating point type. Found %s", "<dtype: '"+dt.String()+"'>"))
	}
}

// raisedCosine is a - b·cos over one period, or, for odd lengths and when it is
// not periodic, over a period that ends at the last element.
func raisedCosine(s *tensor.Scope, n int, periodic bool, dt tensor.DType, a, b float64) *tensor.Tensor {
	if n == 1 {
		return tensor.Full(dt, 1, 1)
	}
	period := n - 1
	if n%2 == 0 && periodic {
		period = n
	}
	arg := s.Div(s.Mul(tensor.Full(dt, 2*math.Pi), tensor.Range(dt, 0, float64(n), 1)), tensor.Full(dt, float64(period)))
	return s.Sub(tensor.Full(dt, a), s.Mul(tensor.Full(dt, b), s.Cos(arg)))
}

func kaiserWindow(s *tensor.Scope, n int, beta float64, dt tensor.DType) *tensor.Tensor {
	if n == 1 {
		return tensor.Full(dt, 1, 1)
	}
	half := float64(n-1) / 2
	at := s.Div(tensor.Range(dt, -half, half+0.1, 1), tensor.Full(dt, half))
	root := s.Sqrt(s.Relu(s.Sub(tensor.Full(dt, 1), s.Square(at))))
	scale := tensor.Full(dt, beta)
	return s.Div(s.BesselI0(s.Mul(scale, root)), s.BesselI0(scale))
}

func kaiserBesselDerived(c *call, n int, dt tensor.DType) *tensor.Tensor {
	s, half := c.s, n/2
	sum := s.CumSum(kaiserWindow(s, half+1, c.number("beta"), dt), 0, false, false)
	first := s.StridedSlice(sum, []tensor.Slice{tensor.Span(0, half)})
	rise := s.Sqrt(s.Div(first, s.StridedSlice(sum, []tensor.Slice{tensor.At(-1)})))
	return s.Concat([]*tensor.Tensor{rise, s.Reverse(rise, []int{0})}, 0)
}

func hannWindow(s *tensor.Scope, n int, dt tensor.DType) *tensor.Tensor {
	return raisedCosine(s, n, true, dt, 0.5, 0.5)
}

func vorbisWindow(s *tensor.Scope, n int, dt tensor.DType) *tensor.Tensor {
	at := s.Add(tensor.Range(dt, 0, float64(n), 1), tensor.Full(dt, 0.5))
	inner := s.Sin(s.Mul(s.Div(tensor.Full(dt, math.Pi), tensor.Full(dt, float64(n))), at))
	return s.Sin(s.Mul(tensor.Full(dt, math.Pi/2), s.Pow(inner, tensor.Full(dt, 2))))
}
