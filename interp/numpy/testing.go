package numpy

import (
	"fmt"
	"math"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

func testingModule() *object.Module {
	return &object.Module{Name: "numpy.testing", Doc: "Assertions about arrays.", Members: testingFuncs}
}

// errorMessage is the text of a failed assertion, in NumPy's layout.
func errorMessage(th *object.Thread, header, detail string, verbose bool, names [2]string, vals [2]object.Value, precision int) string {
	msg := "\n" + header
	if detail != "" {
		if !strings.Contains(detail, "\n") && len(detail) < 79-len(header) {
			msg += " " + detail
		} else {
			msg += "\n" + detail
		}
	}
	if !verbose {
		return msg
	}
	for i, v := range vals {
		text := ""
		if a, ok := v.(*tensor.Array); ok {
			o := *binding.PrintOptions(th)
			o.Precision = precision
			text = o.Repr(a)
		} else {
			text = object.Must(object.Repr(th, v))
		}
		if strings.Count(text, "\n") > 3 {
			text = strings.Join(strings.Split(text, "\n")[:3], "\n") + "..."
		}
		msg += "\n " + names[i] + ": " + text
	}
	return msg
}

func failAssertion(msg string) { object.Throw(object.NewError(object.AssertionError, msg)) }

// arrayCompare asserts that close holds for all elements of two arrays.
func arrayCompare(c *call, x, y *tensor.Array, header string, equalNan bool, precision int, holds func(x, y *tensor.Array) *tensor.Array) {
	errMsg := ""
	if c.Sig.Index("err_msg") >= 0 {
		errMsg = object.Must(object.Str(c.th, c.Value("err_msg")))
	}
	verbose := c.Sig.Index("verbose") < 0 || c.Bool("verbose")
	fail := func(detail string) {
		failAssertion(errorMessage(c.th, header, detail, verbose, [2]string{"x", "y"}, [2]object.Value{x, y}, precision))
	}
	if x.Rank() > 0 && y.Rank() > 0 && !tensor.SameShape(x.Shape(), y.Shape()) {
		fail(errMsg + fmt.Sprintf("\n(shapes %s, %s mismatch)", tensor.ShapeString(x.Shape()), tensor.ShapeString(y.Shape())))
	}
	shape := broadcastAll(x, y)
	keep := filled(tensor.Bool, 1, shape)
	if x.DType().IsFloat() || y.DType().IsFloat() {
		for _, flag := range []struct {
			name string
			u    *ufunc
			on   bool
		}{
			{"nan", ufIsNan, equalNan},
			{"+inf", test("isposinf", "", func(v float64) bool { return math.IsInf(v, 1) }), true},
			{"-inf", test("isneginf", "", func(v float64) bool { return math.IsInf(v, -1) }), true},
		} {
			if !flag.on {
				continue
			}
			fx, fy := op1(flag.u, x), op1(flag.u, y)
			if !allTrue(op2(comparisons[object.Eq], fx, fy)) {
				fail(errMsg + "\nx and y " + flag.name + " location mismatch:")
			}
			keep = op2(ufLogAnd, keep, op1(logicalNot, op2(ufLogOr, fx, fy)))
		}
	}
	bx := gatherMask(x.BroadcastTo(shape), keep)
	by := gatherMask(y.BroadcastTo(shape), keep)
	ok := holds(bx, by)
	if allTrue(ok) {
		return
	}
	n, total := int(sum(op1(logicalNot, ok), &reduction{axes: allAxes(ok)}).Int(0)), tensor.NumElements(shape)
	detail := errMsg + fmt.Sprintf("\nMismatched elements: %d / %d (%s%%)", n, total, object.Must(object.FormatFloat(100*float64(n)/float64(total), ".3g")))
	if bx.DType() != tensor.String && by.DType() != tensor.String {
		detail += differences(c, bx, by)
	}
	fail(detail)
}

func gatherMask(a, mask *tensor.Array) *tensor.Array {
	from := []int{}
	m := mask.Contiguous()
	for i, v := range tensor.Data[bool](m) {
		if v {
			from = append(from, a.Position(i))
		}
	}
	return a.TakePositions(from, []int{len(from)})
}

// differences is the two lines about the largest differences.
func differences(c *call, x, y *tensor.Array) string {
	if x.DType() == tensor.Bool && y.DType() == tensor.Bool {
		return ""
	}
	d := op1(ufAbsolute, op2(ufSubtract, x, y))
	if x.DType().IsUnsigned() && y.DType().IsUnsigned() {
		d = op2(ufMinimum, op2(ufSubtract, x, y), op2(ufSubtract, y, x))
	}
	all := &reduction{axes: []int{0}}
	rel := tensor.Scalar(math.Inf(1))
	nonzero := truths(y)
	if anyTrue(nonzero) {
		rel = ufMaximum.reduce(op2(ufDivide, gatherMask(d, nonzero), op1(ufAbsolute, gatherMask(y, nonzero))), all)
	}
	text := func(a *tensor.Array) string { return binding.PrintOptions(c.th).ArrayString(a, " ", "", "") }
	return "\nMax absolute difference: " + text(ufMaximum.reduce(d, all)) + "\nMax relative difference: " + text(rel)
}

func testingFuncs() []object.Member {
	pair := func(c *call) (x, y *tensor.Array) { return c.operandAt(0), c.operandAt(1) }
	equal := func(c *call) object.Value {
		x, y := pair(c)
		arrayCompare(c, x, y, "Arrays are not equal", true, 6, func(a, b *tensor.Array) *tensor.Array { return op2(comparisons[object.Eq], a, b) })
		return nil
	}
	return append([]object.Member{
		fun("assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True)", "Asserts that arrays are nearly equal.", func(c *call) object.Value {
			x, y := pair(c)
			header := "Not equal to tolerance rtol=" + shortG(c, "rtol") + ", atol=" + shortG(c, "atol")
			rtol, atol := c.Float("rtol"), c.Float("atol")
			arrayCompare(c, x, y, header, c.Bool("equal_nan"), 6, func(a, b *tensor.Array) *tensor.Array { return isClose(a, b, rtol, atol, true) })
			return nil
		}),
		fun("assert_array_equal(x, y, err_msg='', verbose=True, *, strict=False)", "Asserts that arrays are equal.", equal),
		fun("assert_array_almost_equal(x, y, decimal=6, err_msg='', verbose=True)", "Asserts that arrays are equal up to decimals.", almostEqualArrays),
		fun("assert_almost_equal(actual, desired, decimal=7, err_msg='', verbose=True)", "Asserts that numbers are equal up to decimals.", almostEqual),
		fun("assert_array_less(x, y, err_msg='', verbose=True)", "Asserts that all elements are less.", func(c *call) object.Value {
			x, y := pair(c)
			arrayCompare(c, x, y, "Arrays are not less-ordered", false, 6, func(a, b *tensor.Array) *tensor.Array { return op2(comparisons[object.Lt], a, b) })
			return nil
		}),
		fun("assert_equal(actual, desired, err_msg='', verbose=True)", "Asserts that values are equal.", func(c *call) object.Value {
			assertEqual(c, c.At(0), c.At(1), object.Must(object.Str(c.th, c.Value("err_msg"))))
			return nil
		}),
		fun("assert_(val, msg='')", "Asserts that a value is true.", func(c *call) object.Value {
			if !c.Bool("val") {
				failAssertion(object.Must(object.Str(c.th, c.Value("msg"))))
			}
			return nil
		}),
		fun("assert_approx_equal(actual, desired, significant=7, err_msg='', verbose=True)", "Asserts that numbers are equal up to significant digits.", func(c *call) object.Value {
			a, d := c.Float("actual"), c.Float("desired")
			if a == d {
				return nil
			}
			scale := math.Pow(10, math.Floor(math.Log10(0.5*(math.Abs(a)+math.Abs(d)))))
			if math.Abs(a/scale-d/scale) >= math.Pow(10, -float64(c.Int("significant")-1)) {
				header := fmt.Sprintf("Items are not equal to %d significant digits:", c.Int("significant"))
				failAssertion(errorMessage(c.th, header, c.Str("err_msg"), c.Bool("verbose"), [2]string{"ACTUAL", "DESIRED"}, [2]object.Value{c.At(0), c.At(1)}, 8))
			}
			return nil
		}),
		fun("assert_raises(exception_class, callable=None, *args, **kwargs)", "Asserts that a call, or the block of a with statement, raises.", func(c *call) object.Value {
			cls := c.Value("exception_class")
			if !c.Has("callable") {
				return &raisesContext{cls: cls}
			}
			_, err := object.Call(c.th, c.Value("callable"), object.Args{Pos: c.Rest("args"), Kw: c.Kwargs("kwargs")})
			(&raisesContext{cls: cls, fn: c.Value("callable")}).check(err)
			return nil
		}),
	}, ulpFuncs()...)
}

func shortG(c *call, name string) string {
	return object.Must(object.Format(c.th, c.Value(name), "g"))
}

func almostEqualArrays(c *call) object.Value {
	x, y := c.operandAt(0), c.operandAt(1)
	n := c.Int("decimal")
	header := fmt.Sprintf("Arrays are not almost equal to %d decimals", n)
	arrayCompare(c, x, y, header, true, n, func(a, b *tensor.Array) *tensor.Array {
		d := op1(ufAbsolute, op2(ufSubtract, castTo(a, tensor.Float64), castTo(b, tensor.Float64)))
		return op2(comparisons[object.Lt], d, tensor.Scalar(1.5*math.Pow(10, -float64(n))))
	})
	return nil
}

func almostEqual(c *call) object.Value {
	for i := range 2 {
		switch c.At(i).(type) {
		case *tensor.Array, *object.List, *object.Tuple:
			return almostEqualArrays(c)
		}
	}
	n := c.Int("decimal")
	a, d := c.operandAt(0).Float(0), c.operandAt(1).Float(0)
	ok := math.Abs(d-a) < 1.5*math.Pow(10, -float64(n)) || a == d || a != a && d != d
	if !ok {
		header := fmt.Sprintf("Arrays are not almost equal to %d decimals", n)
		failAssertion(errorMessage(c.th, header, c.Str("err_msg"), c.Bool("verbose"), [2]string{"ACTUAL", "DESIRED"}, [2]object.Value{c.At(0), c.At(1)}, 8))
	}
	return nil
}

func assertEqual(c *call, actual, desired object.Value, errMsg string) {
	fail := func() {
		failAssertion(errorMessage(c.th, "Items are not equal:", errMsg, c.Bool("verbose"), [2]string{"ACTUAL", "DESIRED"}, [2]object.Value{actual, desired}, 8))
	}
	switch d := desired.(type) {
	case *object.Dict:
		a, ok := actual.(*object.Dict)
		if !ok {
			failAssertion(object.Must(object.Repr(c.th, object.TypeOf(actual))))
		}
		assertEqual(c, a.Len(), d.Len(), errMsg)
		for it := d.Entries(); it.Next(); {
			v, ok, err := a.Get(c.th, it.Key())
			if err != nil {
				object.Throw(err)
			}
			if !ok {
				failAssertion(object.Must(object.Repr(c.th, it.Key())))
			}
			assertEqual(c, v, it.Value(), "key="+object.Must(object.Repr(c.th, it.Key()))+"\n"+errMsg)
		}
		return
	case *object.List, *object.Tuple:
		switch actual.(type) {
		case *object.List, *object.Tuple:
			a, b := object.Must(object.ToSlice(c.th, actual)), object.Must(object.ToSlice(c.th, d))
			assertEqual(c, len(a), len(b), errMsg)
			for i := range b {
				assertEqual(c, a[i], b[i], fmt.Sprintf("item=%d\n%s", i, errMsg))
			}
			return
		}
	}
	if isArray(actual) || isArray(desired) {
		arrayCompare(c, toArray(c.th, actual), toArray(c.th, desired), "Arrays are not equal", true, 6, func(a, b *tensor.Array) *tensor.Array {
			return op2(comparisons[object.Eq], a, b)
		})
		return
	}
	if bothNan(actual, desired) {
		return
	}
	if !object.Must(object.Equal(c.th, desired, actual)) {
		fail()
	}
}

func bothNan(a, b object.Value) bool {
	isNan := func(v object.Value) bool {
		switch v := v.(type) {
		case float64:
			return v != v
		case *binding.Scalar:
			return v.Array.DType().IsFloat() && v.Float() != v.Float()
		}
		return false
	}
	return isNan(a) && isNan(b)
}

// raisesContext is the context of assert_raises.
type raisesContext struct {
	cls object.Value
	// fn is the function that was called, nil for a with statement.
	fn  object.Value
	exc *object.Exception
}

var raisesClass = &object.Class{Name: "_AssertRaisesContext", Module: "unittest.case", Final: true}

// PyClass is the class of such contexts.
func (*raisesContext) PyClass() *object.Class { return raisesClass }

func (r *raisesContext) matches(e *object.Exception) bool {
	switch cls := r.cls.(type) {
	case *object.Class:
		return e.Class.IsSubclass(cls)
	case *object.Tuple:
		for _, c := range cls.Elems {
			if k, ok := c.(*object.Class); ok && e.Class.IsSubclass(k) {
				return true
			}
		}
	}
	return false
}

// check throws unless err is what was expected.
func (r *raisesContext) check(err error) {
	if err == nil {
		name, _ := object.FuncName(r.cls)
		msg := name + " not raised"
		if r.fn != nil {
			fn, _ := object.FuncName(r.fn)
			msg += " by " + fn
		}
		failAssertion(msg)
	}
	if raised := object.AsRaised(err); !r.matches(raised.Exc) {
		object.Throw(err)
	}
}

func init() {
	raisesClass.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	raisesClass.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		r := self.(*raisesContext)
		if exc == nil {
			r.check(nil)
		}
		r.exc = exc
		return r.matches(exc), nil
	}
	raisesClass.Members = func() []object.Member {
		return []object.Member{object.Getter("exception", "the exception that was raised", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*raisesContext).exc, nil
		})}
	}
}
