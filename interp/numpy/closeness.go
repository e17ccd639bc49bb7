package numpy

import (
	"math"
	"math/cmplx"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// isClose tells where |a - b| <= atol + rtol*|b|; infinities are close when
// they are equal.
func isClose(a, b *tensor.Array, rtol, atol float64, equalNan bool) *tensor.Array {
	shape := broadcastAll(a, b)
	if a.DType().IsComplex() || b.DType().IsComplex() {
		return isCloseComplex(a, b, shape, rtol, atol, equalNan)
	}
	x, y := castTo(a, tensor.Float64), castTo(b, tensor.Float64)
	out := tensor.NewArray(tensor.Bool, append([]int{}, shape...)...)
	map2(out, x, y, func(p, q float64) bool {
		switch {
		case p != p || q != q:
			return equalNan && p != p && q != q
		case math.IsInf(p, 0) || math.IsInf(q, 0):
			return p == q
		}
		return math.Abs(p-q) <= atol+rtol*math.Abs(q)
	})
	return out
}

// isCloseComplex is isClose by the distance of complex numbers.
func isCloseComplex(a, b *tensor.Array, shape []int, rtol, atol float64, equalNan bool) *tensor.Array {
	out := tensor.NewArray(tensor.Bool, append([]int{}, shape...)...)
	map2(out, castTo(a, tensor.Complex128), castTo(b, tensor.Complex128), func(p, q complex128) bool {
		switch {
		case cmplx.IsNaN(p) || cmplx.IsNaN(q):
			return equalNan && cmplx.IsNaN(p) && cmplx.IsNaN(q)
		case cmplx.IsInf(p) || cmplx.IsInf(q):
			return p == q
		}
		return cmplx.Abs(p-q) <= atol+rtol*cmplx.Abs(q)
	})
	return out
}

// equalArrays reports whether two arrays have one shape and equal elements.
func equalArrays(a, b *tensor.Array, equalNan bool) bool {
	if !tensor.SameShape(a.Shape(), b.Shape()) {
		return false
	}
	eq := op2(comparisons[object.Eq], a, b)
	if equalNan && a.DType().Real().IsFloat() && b.DType().Real().IsFloat() {
		eq = op2(ufLogOr, eq, op2(ufLogAnd, op1(ufIsNan, a), op1(ufIsNan, b)))
	}
	return allTrue(eq)
}

func closenessFuncs() []object.Member {
	near := "(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)"
	pair := func(c *call) (a, b *tensor.Array, ok bool) {
		err := binding.Catch(func() { a, b = c.operandAt(0), c.operandAt(1) })
		return a, b, err == nil
	}
	return []object.Member{
		fun("isclose"+near, "Which elements are nearly equal.", func(c *call) object.Value {
			return binding.FromArray(isClose(c.operand("a"), c.operand("b"), c.Float("rtol"), c.Float("atol"), c.Bool("equal_nan")))
		}),
		fun("allclose"+near, "Whether all elements are nearly equal.", func(c *call) object.Value {
			return allTrue(isClose(c.operand("a"), c.operand("b"), c.Float("rtol"), c.Float("atol"), c.Bool("equal_nan")))
		}),
		fun("array_equal(a1, a2, equal_nan=False)", "Whether two arrays have one shape and equal elements.", func(c *call) object.Value {
			a, b, ok := pair(c)
			return ok && equalArrays(a, b, c.Bool("equal_nan"))
		}),
		fun("array_equiv(a1, a2)", "Whether two arrays are equal when broadcast.", func(c *call) object.Value {
			a, b, ok := pair(c)
			if !ok {
				return false
			}
			_, fits := tensor.BroadcastShapes(a.Shape(), b.Shape())
			return fits && allTrue(op2(comparisons[object.Eq], a, b))
		}),
		fun("nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None)", "The array with numbers in the place of nan and infinities.", func(c *call) object.Value {
			x := c.first()
			if !x.DType().IsFloat() {
				return binding.FromArray(x)
			}
			_, top, _ := binding.Limits(x.DType())
			most := object.Must(object.AsFloat(c.th, top))
			nan, hi, lo := c.Float("nan"), c.FloatOr("posinf", most), c.FloatOr("neginf", -most)
			out := like(x, x.Shape())
			apply1(out, x, func(v float64) float64 {
				switch {
				case v != v:
					return nan
				case math.IsInf(v, 1):
					return hi
				case math.IsInf(v, -1):
					return lo
				}
				return v
			}, nil)
			return binding.FromArray(out)
		}),
		fun("isneginf(x, out=None)", "Which elements are -inf.", func(c *call) object.Value {
			return binding.FromArray(op1(test("isneginf", "", func(v float64) bool { return math.IsInf(v, -1) }), c.first()))
		}),
		fun("isposinf(x, out=None)", "Which elements are inf.", func(c *call) object.Value {
			return binding.FromArray(op1(test("isposinf", "", func(v float64) bool { return math.IsInf(v, 1) }), c.first()))
		}),
		fun("isscalar(element)", "Whether a value is a number or a text.", func(c *call) object.Value {
			switch c.At(0).(type) {
			case int, float64, complex128, bool, string, object.Bytes, *binding.Scalar:
				return true
			}
			return false
		}),
	}
}
