package numpy

import (
	"math"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// fftModule is numpy.fft.
func fftModule() *object.Module {
	return &object.Module{Name: "numpy.fft", Doc: "Fourier transforms.", Members: fftMembers}
}

// fourierKind is one of the transforms: of complex numbers, of real ones to
// half of the coefficients, and back.
type fourierKind uint8

const (
	fourierComplex fourierKind = iota
	fourierReal
	fourierBack
)

func fftMembers() []object.Member {
	one := func(name, doc string, kind fourierKind, inverse bool) object.Member {
		return fun(name+"(a, n=None, axis=-1, norm=None)", doc, func(c *call) object.Value {
			a := c.operand("a")
			if a.Rank() == 0 {
				throwIndex("tuple index out of range")
			}
			var lengths []int
			if c.Has("n") {
				lengths = []int{c.Int("n")}
			}
			return fourier(c, a, kind, inverse, []int{normalAxis(c.Int("axis"), a.Rank())}, lengths)
		})
	}
	several := func(name, axes, doc string, kind fourierKind, inverse bool) object.Member {
		return fun(name+"(a, s=None, axes="+axes+", norm=None)", doc, func(c *call) object.Value {
			a := c.operand("a")
			var lengths, over []int
			if c.Has("s") {
				lengths = object.Must(object.AsInts(c.th, c.Value("s")))
			}
			switch {
			case c.Has("axes"):
				over = object.Must(object.AsInts(c.th, c.Value("axes")))
			default:
				n := a.Rank()
				if lengths != nil {
					n = min(n, len(lengths))
				}
				for i := range n {
					over = append(over, a.Rank()-n+i)
				}
			}
			if lengths != nil && len(lengths) != len(over) {
				throwValue("Shape and axes have different lengths.")
			}
			for i, ax := range over {
				over[i] = normalAxis(ax, a.Rank())
			}
			return fourier(c, a, kind, inverse, over, lengths)
		})
	}
	shift := func(name, doc string, sign int) object.Member {
		return fun(name+"(x, axes=None)", doc, func(c *call) object.Value {
			x := c.operand("x")
			axes := c.axes("axes", x.Rank())
			shifts := make([]int, len(axes))
			for i, ax := range axes {
				shifts[i] = x.Shape()[ax] / 2 * sign
			}
			return (&tensor.Scope{AnyDType: true}).Roll(tensor.FromArray(x.Contiguous()), shifts, axes).Array()
		})
	}
	return []object.Member{
		one("fft", "The Fourier transform along an axis.", fourierComplex, false),
		one("ifft", "The inverse Fourier transform along an axis.", fourierComplex, true),
		one("rfft", "The Fourier transform of real numbers: the first half of its coefficients.", fourierReal, false),
		one("irfft", "The inverse of rfft.", fourierBack, true),
		fun("hfft(a, n=None, axis=-1, norm=None)", "The transform of a signal that is its own mirrored conjugate.", hermitian),
		fun("ihfft(a, n=None, axis=-1, norm=None)", "The inverse of hfft.", inverseHermitian),
		several("fft2", "(-2, -1)", "The Fourier transform over two axes.", fourierComplex, false),
		several("ifft2", "(-2, -1)", "The inverse Fourier transform over two axes.", fourierComplex, true),
		several("rfft2", "(-2, -1)", "The Fourier transform of real numbers over two axes.", fourierReal, false),
		several("irfft2", "(-2, -1)", "The inverse of rfft2.", fourierBack, true),
		several("fftn", "None", "The Fourier transform over axes.", fourierComplex, false),
		several("ifftn", "None", "The inverse Fourier transform over axes.", fourierComplex, true),
		several("rfftn", "None", "The Fourier transform of real numbers over axes.", fourierReal, false),
		several("irfftn", "None", "The inverse of rfftn.", fourierBack, true),
		fun("fftfreq(n, d=1.0)", "The frequencies of the coefficients of fft, for samples at a distance d.", func(c *call) object.Value {
			n, d := c.Int("n"), c.Float("d")
			out := tensor.NewArray(tensor.Float64, n)
			for i := range n {
				k := i
				if i > (n-1)/2 {
					k = i - n
				}
				tensor.Data[float64](out)[i] = float64(k) * (1 / (float64(n) * d))
			}
			return out
		}),
		fun("rfftfreq(n, d=1.0)", "The frequencies of the coefficients of rfft.", func(c *call) object.Value {
			n, d := c.Int("n"), c.Float("d")
			return op2(ufMultiply, arange(tensor.Int64, 0, 1, n/2+1), tensor.Scalar(1/(float64(n)*d)))
		}),
		shift("fftshift", "Moves the zero frequency to the middle.", 1),
		shift("ifftshift", "Undoes fftshift.", -1),
	}
}

// fourier transforms over axes, in float64 as NumPy does, and scales as the
// argument norm says.
func fourier(c *call, a *tensor.Array, kind fourierKind, inverse bool, axes, lengths []int) object.Value {
	for _, n := range lengths {
		if n < 1 {
			throwValue("Invalid number of FFT data points (%d) specified.", n)
		}
	}
	dt := tensor.Complex128
	if kind == fourierReal {
		if a.DType().IsComplex() {
			throwType("ufunc 'rfft' did not contain a loop with signature matching types")
		}
		dt = tensor.Float64
	}
	from, to := append([]int{}, axes...), make([]int, len(axes))
	for i := range to {
		to[i] = a.Rank() - len(axes) + i
	}
	s := &tensor.Scope{AnyDType: true}
	x := tensor.FromArray(moveAxes(castTo(a, dt), from, to).Contiguous())
	var y *tensor.Tensor
	switch kind {
	case fourierReal:
		y = s.RFFTLast(x, len(axes), lengths)
	case fourierBack:
		y = s.IRFFTLast(x, len(axes), lengths)
	default:
		y = s.FFTLast(x, len(axes), lengths, inverse)
	}
	out := y.Array()
	// The longer side has as many elements as the transform.
	n := 1
	for i := range axes {
		switch {
		case lengths != nil:
			n *= lengths[i]
		case kind == fourierBack:
			n *= y.Dim(i - len(axes))
		default:
			n *= x.Dim(i - len(axes))
		}
	}
	if f := fourierScale(c, n, inverse); f != 1 {
		out = op2(ufMultiply, out, tensor.Scalar(f))
	}
	return moveAxes(out, to, from).Contiguous()
}

// fourierScale is what a transform of n elements is to be multiplied with
// beside the division of inverse ones.
func fourierScale(c *call, n int, inverse bool) float64 {
	norm := c.StrOr("norm", "backward")
	switch {
	case norm == "backward":
		return 1
	case norm == "ortho" && inverse:
		return math.Sqrt(float64(n))
	case norm == "ortho":
		return 1 / math.Sqrt(float64(n))
	case norm == "forward" && inverse:
		return float64(n)
	case norm == "forward":
		return 1 / float64(n)
	}
	gap := ""
	if inverse || strings.Contains(c.Sig.Name, "hfft") { // NumPy words the two directions apart
		gap = " "
	}
	throwValue(`Invalid norm value %s; should be "backward",%s"ortho" or "forward".`, norm, gap)
	return 0
}

// hermitian is irfft of the conjugates, without its division.
func hermitian(c *call) object.Value {
	a := conjugated(castTo(c.operand("a"), tensor.Complex128))
	ax := normalAxis(c.Int("axis"), a.Rank())
	n := c.IntOr("n", 2*(a.Shape()[ax]-1))
	x := toArray(c.th, fourier(c, a, fourierBack, false, []int{ax}, []int{n}))
	return binding.FromArray(op2(ufMultiply, x, tensor.Scalar(float64(n))))
}

// inverseHermitian is the conjugates of rfft, divided by the length.
func inverseHermitian(c *call) object.Value {
	a := c.operand("a")
	ax := normalAxis(c.Int("axis"), a.Rank())
	n := c.IntOr("n", a.Shape()[ax])
	x := toArray(c.th, fourier(c, a, fourierReal, true, []int{ax}, []int{n}))
	return binding.FromArray(op2(ufDivide, conjugated(x), tensor.Scalar(float64(n))))
}
