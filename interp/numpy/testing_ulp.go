package numpy

import (
	"fmt"
	"math"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// ulpFuncs are the assertions that count the floats between two numbers, and
// those about texts.
func ulpFuncs() []object.Member {
	return []object.Member{
		fun("assert_array_almost_equal_nulp(x, y, nulp=1)", "Asserts that numbers differ by few floats.", func(c *call) object.Value {
			x, y := c.operand("x"), c.operand("y")
			if n := c.Float("nulp"); largest(ulps(x, y)) > n {
				failAssertion(fmt.Sprintf("X and Y are not equal to %s ULP (max is %s)", general(n), general(largest(ulps(x, y)))))
			}
			return nil
		}),
		fun("assert_array_max_ulp(a, b, maxulp=1, dtype=None)", "Asserts that numbers differ by few floats.", func(c *call) object.Value {
			a, b := c.operand("a"), c.operand("b")
			apart := ulps(a, b)
			if worst := largest(apart); worst > c.Float("maxulp") {
				failAssertion(fmt.Sprintf("Arrays are not almost equal up to %s ULP (max difference is %s ULP)", general(c.Float("maxulp")), general(worst)))
			}
			return binding.FromArray(apart)
		}),
		fun("assert_string_equal(actual, desired)", "Asserts that two texts are the same.", func(c *call) object.Value {
			a, b := c.Str("actual"), c.Str("desired")
			if a == b {
				return nil
			}
			failAssertion("Differences in strings:\n" + lineDifferences(a, b))
			return nil
		}),
	}
}

// general writes a number as %g does.
func general(v float64) string { return object.Must(object.FormatFloat(v, "g")) }

// largest is the largest element, 0 when there is none.
func largest(a *tensor.Array) float64 {
	worst := 0.0
	for i := range a.Size() {
		worst = max(worst, a.Float(i))
	}
	return worst
}

// ulps is the number of floats between elements, in the dtype of the numbers,
// with the axis of length 1 that numpy puts before theirs.
func ulps(x, y *tensor.Array) *tensor.Array {
	narrow := x.DType() == tensor.Float32 && y.DType() == tensor.Float32
	place := func(v float64) int64 {
		if narrow {
			if i := int32(math.Float32bits(float32(v))); i < 0 {
				return int64(math.MinInt32) - int64(i)
			} else {
				return int64(i)
			}
		}
		if i := int64(math.Float64bits(v)); i < 0 {
			return math.MinInt64 - i
		} else {
			return i
		}
	}
	shape := broadcastAll(x, y)
	p, q := x.BroadcastTo(shape), y.BroadcastTo(shape)
	apart := make([]float64, p.Size())
	for i := range apart {
		apart[i] = math.Abs(float64(place(p.Float(i)) - place(q.Float(i))))
	}
	out := tensor.FromSlice(apart, append([]int{1}, shape...)...)
	if narrow {
		return out.Cast(tensor.Float32)
	}
	return out
}

// lineDifferences is the lines that differ, as a difference of texts.
func lineDifferences(a, b string) string {
	var out strings.Builder
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(x), len(y)) {
		switch {
		case i < len(x) && i < len(y) && x[i] == y[i]:
			continue
		case i < len(x) && i < len(y):
			out.WriteString("- " + x[i] + "+ " + y[i])
		case i < len(x):
			out.WriteString("- " + x[i])
		default:
			out.WriteString("+ " + y[i])
		}
	}
	return out.String()
}
