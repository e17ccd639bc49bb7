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
			if n := c.Float("nulp"); worstUlp(x, y) > n {
				failAssertion(fmt.Sprintf("X and Y are not equal to %s ULP (max is %s)", general(n), general(worstUlp(x, y))))
			}
			return nil
		}),
		fun("assert_array_max_ulp(a, b, maxulp=1, dtype=None)", "Asserts that numbers differ by few floats.", func(c *call) object.Value {
			a, b := c.operand("a"), c.operand("b")
			if worst := worstUlp(a, b); worst > c.Float("maxulp") {
				failAssertion(fmt.Sprintf("Arrays are not almost equal up to %s ULP (max difference is %s ULP)", general(c.Float("maxulp")), general(worst)))
			}
			return binding.FromArray(op1(ufAbsolute, op2(ufSubtract, a, b)))
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

// worstUlp is the largest number of floats between elements.
func worstUlp(x, y *tensor.Array) float64 {
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
	worst := 0.0
	for i := range p.Size() {
		worst = max(worst, math.Abs(float64(place(p.Float(i))-place(q.Float(i)))))
	}
	return worst
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
