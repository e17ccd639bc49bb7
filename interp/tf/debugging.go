package tf

import (
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// debuggingDecls are the assertions.
func debuggingDecls() []decl {
	decls := []decl{
		compared("debugging.assert_equal assert_equal", "assert_equal_v2", "==", (*tensor.Scope).Equal),
		compared("debugging.assert_none_equal", "assert_none_equal_v2", "!=", (*tensor.Scope).NotEqual),
		compared("debugging.assert_less assert_less", "assert_less_v2", "<", (*tensor.Scope).Less),
		compared("debugging.assert_less_equal", "assert_less_equal_v2", "<=", (*tensor.Scope).LessEqual),
		compared("debugging.assert_greater assert_greater", "assert_greater_v2", ">", (*tensor.Scope).Greater),
		compared("debugging.assert_greater_equal", "assert_greater_equal_v2", ">=", (*tensor.Scope).GreaterEqual),
		signed("debugging.assert_positive", "assert_positive_v2", "> 0", (*tensor.Scope).Less, func(v float64) bool { return v > 0 }),
		signed("debugging.assert_negative", "assert_negative_v2", "< 0", (*tensor.Scope).Less, func(v float64) bool { return v < 0 }),
		signed("debugging.assert_non_positive", "assert_non_positive_v2", "<= 0", (*tensor.Scope).LessEqual, func(v float64) bool { return v <= 0 }),
		signed("debugging.assert_non_negative", "assert_non_negative_v2", ">= 0", (*tensor.Scope).LessEqual, func(v float64) bool { return v >= 0 }),
		{names: "debugging.assert_near", sig: "assert_near_v2(x, y, rtol=None, atol=None, message=None, summarize=None, name=None)", doc: "Raises InvalidArgumentError unless two tensors are nearly equal.", plain: true, fn: assertNear},
		{names: "debugging.Assert Assert", sig: "Assert(condition, data, summarize=None, name=None)", doc: "Raises InvalidArgumentError with some data unless a condition is true.", plain: true, fn: assert},
		{names: "debugging.check_numerics", sig: "check_numerics(tensor, message, name=None)", doc: "The tensor; raises InvalidArgumentError when it has NaN or Inf.", raw: true, fn: func(c *call) object.Value {
			return c.s.CheckNumerics(c.tensor("tensor"), c.Str("message"))
		}},
		{names: "debugging.assert_all_finite", sig: "assert_all_finite(x, message, name=None)", doc: "The tensor; raises InvalidArgumentError when it has NaN or Inf.", fn: func(c *call) object.Value {
			return c.s.CheckNumerics(c.tensor("x"), c.Str("message"))
		}},
		{names: "debugging.is_numeric_tensor", sig: "is_numeric_tensor(tensor)", doc: "Whether a value is a tensor of numbers.", raw: true, plain: true, fn: func(c *call) object.Value {
			t, ok := object.NativeOf(c.Value("tensor")).(*tensor.Tensor)
			return ok && t.DType() != tensor.Bool && t.DType() != tensor.String
		}},
	}
	for _, name := range []string{"enable_check_numerics", "disable_check_numerics", "set_log_device_placement", "enable_traceback_filtering", "disable_traceback_filtering"} {
		decls = append(decls, decl{names: "debugging." + name, sig: name + "(*args, **kwargs)", doc: "Accepted; it changes nothing.", plain: true, fn: func(c *call) object.Value { return nil }})
	}
	return append(decls, shapeAssertions()...)
}

// holds runs a check of values now or, in a function that is recorded, each
// time that it runs. A symbolic Keras tensor is not checked.
func holds(s *tensor.Scope, check func(in []*tensor.Array), ts ...*tensor.Tensor) {
	for _, t := range ts {
		if binding.IsKeras(t) {
			return
		}
	}
	s.Update(opAssert, check, []*tensor.Variable{}, ts...)
}

// opAssert throws unless its attribute is content with the inputs.
var opAssert = &tensor.Op{
	Name: "Assert",
	Eval: func(c *tensor.Call, in, out []*tensor.Array) { c.Attr.(func(in []*tensor.Array))(in) },
}

func compared(names, fn, sign string, f binaryFn) decl {
	return decl{names: names, sig: fn + "(x, y, message=None, summarize=None, name=None)", doc: "Raises InvalidArgumentError unless x " + sign + " y everywhere.", plain: true, fn: func(c *call) object.Value {
		x, y := c.tensor("x"), c.tensor("y")
		message, summarize := c.StrOr("message", ""), c.IntOr("summarize", 3)
		if summarize < 0 {
			summarize = 1 << 40
		}
		if x.DType() != y.DType() || sign != "==" && sign != "!=" {
			f(c.s, x, y) // complains of dtypes and shapes that it does not compare
		}
		holds(c.s, func(in []*tensor.Array) { compareArrays(in[0], in[1], sign, message, summarize) }, x, y)
		return nil
	}}
}

// compareArrays throws TensorFlow's report of where x and y differ.
func compareArrays(x, y *tensor.Array, sign, message string, summarize int) {
	shape, fits := tensor.BroadcastShapes(x.Shape(), y.Shape())
	var bad []int
	if fits {
		bx, by := x.BroadcastTo(shape), y.BroadcastTo(shape)
		for i := range bx.Size() {
			if !related(bx, by, i, sign) {
				bad = append(bad, i)
			}
		}
		if len(bad) == 0 {
			return
		}
	} else if sign == "!=" {
		return
	}
	var b strings.Builder
	if message != "" {
		b.WriteString(message + "\n")
	}
	fmt.Fprintf(&b, "Condition x %s y did not hold.\n", sign)
	if fits && len(shape) > 0 && tensor.SameShape(x.Shape(), y.Shape()) {
		n := min(summarize, len(bad))
		fmt.Fprintf(&b, "Indices of first %d different values:\n%s\nCorresponding x values:\n%s\nCorresponding y values:\n%s\n", n, positions(bad[:n], shape), picked(x, bad[:n]), picked(y, bad[:n]))
	}
	nx, ny := min(summarize, x.Size()), min(summarize, y.Size())
	fmt.Fprintf(&b, "First %d elements of x:\n%s\nFirst %d elements of y:\n%s", nx, first(x, nx), ny, first(y, ny))
	tensor.Throwf("InvalidArgumentError", "%s", b.String())
}

func related(x, y *tensor.Array, i int, sign string) bool {
	if x.DType() == tensor.String {
		return (x.Str(i) == y.Str(i)) == (sign == "==")
	}
	a, b := x.Float(i), y.Float(i)
	switch sign {
	case "==":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	}
	return a >= b
}

func positions(at, shape []int) *tensor.Array {
	out := tensor.NewArray(tensor.Int64, len(at), len(shape))
	data := tensor.Data[int64](out)
	for r, i := range at {
		for ax := len(shape) - 1; ax >= 0; ax-- {
			data[r*len(shape)+ax] = int64(i % shape[ax])
			i /= shape[ax]
		}
	}
	return out
}

func picked(a *tensor.Array, at []int) *tensor.Array {
	out := tensor.NewArray(a.DType(), len(at))
	for k, i := range at {
		out.View([]int{}, []int{}, k).CopyFrom(a.View([]int{}, []int{}, a.Position(i)))
	}
	return asBytes(out)
}

func first(a *tensor.Array, n int) *tensor.Array {
	at := make([]int, n)
	for i := range at {
		at[i] = i
	}
	return picked(a, at)
}

func asBytes(a *tensor.Array) *tensor.Array {
	if a.DType() == tensor.String {
		return a.AsBytes()
	}
	return a
}

// signed declares an assertion about the signs of numbers, which TensorFlow
// compares with 0 by f.
func signed(names, fn, cond string, f binaryFn, ok func(v float64) bool) decl {
	return decl{names: names, sig: fn + "(x, message=None, summarize=None, name=None)", doc: "Raises InvalidArgumentError unless x " + cond + " everywhere.", plain: true, fn: func(c *call) object.Value {
		x, message := c.tensor("x"), c.StrOr("message", "")
		f(c.s, binding.ToTensor(c.th, 0, x.DType()), x) // complains of dtypes that have no order
		holds(c.s, func(in []*tensor.Array) {
			a := in[0]
			good := true
			for i := range a.Size() {
				good = good && ok(a.Float(i))
			}
			if good {
				return
			}
			if message != "" {
				message += ".  "
			}
			line := "\n"
			if cond == "<= 0" {
				line = ""
			}
			tensor.Throwf("InvalidArgumentError", "%s\nCondition x %s did not hold element-wise:%sx (shape=%s dtype=%s) = \n%s", message, cond, line, tensor.ShapeString(a.Shape()), a.DType(), someElements(a))
		}, x)
		return nil
	}}
}

func assertNear(c *call) object.Value {
	x, y := c.pair("x", "y")
	eps := 10 * epsilon(x.DType())
	rtol, atol := eps, eps
	if c.Has("rtol") {
		rtol = c.number("rtol")
	}
	if c.Has("atol") {
		atol = c.number("atol")
	}
	message := c.StrOr("message", "")
	holds(c.s, func(in []*tensor.Array) {
		shape, ok := tensor.BroadcastShapes(in[0].Shape(), in[1].Shape())
		if ok {
			a, b := in[0].BroadcastTo(shape), in[1].BroadcastTo(shape)
			for i := range a.Size() {
				d := a.Float(i) - b.Float(i)
				if d < 0 {
					d = -d
				}
				lim := b.Float(i)
				if lim < 0 {
					lim = -lim
				}
				ok = ok && d <= atol+rtol*lim
			}
		}
		if ok {
			return
		}
		tol := func(v float64) string { return tensor.Full(x.DType(), v).Text(nil) }
		tensor.Throwf("InvalidArgumentError", "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: b'%s'\nb'x and y not equal to tolerance rtol = %s, atol = %s'\nb'x (shape=%s dtype=%s) = '\n%s\nb'y (shape=%s dtype=%s) = '\n%s",
			message, tol(rtol), tol(atol), tensor.ShapeString(in[0].Shape()), in[0].DType(), dataText(in[0], 3), tensor.ShapeString(in[1].Shape()), in[1].DType(), dataText(in[1], 3))
	}, x, y)
	return nil
}

// epsilon is the distance from 1 to the next number of a dtype.
func epsilon(dt tensor.DType) float64 {
	switch dt {
	case tensor.Float64:
		return 0x1p-52
	case tensor.Float16:
		return 0x1p-10
	case tensor.BFloat16:
		return 0x1p-7
	}
	return 0x1p-23
}

// dataText is a tensor in the message of tf.debugging.Assert.
func dataText(a *tensor.Array, summarize int) string {
	var parts []string
	for i := range a.Size() {
		if summarize >= 0 && i >= summarize {
			parts = append(parts, "...")
			break
		}
		if a.DType() == tensor.String {
			parts = append(parts, tensor.BytesRepr(a.Str(i)))
		} else {
			parts = append(parts, a.ScalarString(i))
		}
	}
	return strings.Join(parts, ", ")
}

func assert(c *call) object.Value {
	assertThat(c.th, c.Value("condition"), c.Elems("data"), c.IntOr("summarize", 3))
	return nil
}

// assertThat refuses a condition that does not hold, with some data.
func assertThat(th *object.Thread, cond object.Value, data []object.Value, summarize int) {
	text := object.Must(object.Str(th, cond))
	ts := []*tensor.Tensor{binding.ToTensor(th, cond, tensor.Invalid)}
	for _, v := range data {
		ts = append(ts, binding.ToTensor(th, v, tensor.Invalid))
	}
	holds(binding.Scope(th), func(in []*tensor.Array) {
		if yes, err := arrayTruth(in[0]); err != nil {
			binding.Throw(err)
		} else if yes {
			return
		}
		var parts []string
		for _, a := range in[1:] {
			parts = append(parts, dataText(a, summarize))
		}
		tensor.Throwf("InvalidArgumentError", "Expected '%s' to be true. Summarized data: %s", text, strings.Join(parts, "\n"))
	}, ts...)
}
