package numpy

import (
	"math"
	"sort"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// diff is the differences of neighbours along an axis.
func diff(a *tensor.Array, axis int) *tensor.Array {
	n := a.Shape()[axis]
	if n == 0 {
		return a
	}
	u := ufSubtract
	if a.DType() == tensor.Bool {
		u = comparisons[object.Ne]
	}
	return op2(u, sliceAxis(a, axis, 1, n), sliceAxis(a, axis, 0, n-1))
}

func diffCall(c *call) object.Value {
	a := c.first()
	n := c.Int("n")
	if n < 0 {
		throwValue("order must be non-negative but got %d", n)
	}
	if a.Rank() == 0 {
		throwValue("diff requires input that is at least one dimensional")
	}
	ax := normalAxis(c.Int("axis"), a.Rank())
	edge := func(name string) *tensor.Array {
		if !c.Given(name) {
			return nil
		}
		e := c.operand(name)
		if e.Rank() == 0 {
			shape := append([]int{}, a.Shape()...)
			shape[ax] = 1
			e = e.BroadcastTo(shape)
		}
		return e
	}
	parts := []*tensor.Array{a}
	if e := edge("prepend"); e != nil {
		parts = append([]*tensor.Array{e}, parts...)
	}
	if e := edge("append"); e != nil {
		parts = append(parts, e)
	}
	if len(parts) > 1 {
		a = concatenate(parts, ax)
	}
	for range n {
		a = diff(a, ax)
	}
	return a
}

// gradientAlong is the slope by central differences; dx has one distance, or
// the coordinates.
func gradientAlong(f, dx *tensor.Array, axis, edgeOrder int) *tensor.Array {
	n := f.Shape()[axis]
	if n < edgeOrder+1 {
		throwValue("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
	}
	f = floats(f)
	x := make([]float64, n)
	for i := range x {
		if dx.Size() == 1 {
			x[i] = float64(i) * dx.Float(0)
		} else {
			x[i] = dx.Float(i)
		}
	}
	even := dx.Size() == 1
	src := moveLast(f, axis).Contiguous()
	out := tensor.NewArray(tensor.Float64, src.Shape()...)
	d := tensor.Data[float64](out)
	for start := 0; start < len(d); start += n {
		v := func(i int) float64 { return src.Float(start + i) }
		for i := 1; i < n-1; i++ {
			if even {
				d[start+i] = (v(i+1) - v(i-1)) / (2 * dx.Float(0))
				continue
			}
			h, g := x[i]-x[i-1], x[i+1]-x[i]
			d[start+i] = -g/(h*(h+g))*v(i-1) + (g-h)/(h*g)*v(i) + h/(g*(h+g))*v(i+1)
		}
		if edgeOrder == 1 {
			d[start] = (v(1) - v(0)) / (x[1] - x[0])
			d[start+n-1] = (v(n-1) - v(n-2)) / (x[n-1] - x[n-2])
			continue
		}
		h, g := x[1]-x[0], x[2]-x[1]
		d[start] = -(2*h+g)/(h*(h+g))*v(0) + (h+g)/(h*g)*v(1) - h/(g*(h+g))*v(2)
		h, g = x[n-2]-x[n-3], x[n-1]-x[n-2]
		d[start+n-1] = g/(h*(h+g))*v(n-3) - (g+h)/(h*g)*v(n-2) + (2*g+h)/(g*(h+g))*v(n-1)
	}
	return castTo(moveBack(out, axis), f.DType())
}

func gradient(c *call) object.Value {
	f := c.operand("f")
	axes := c.axes("axis", f.Rank())
	spacing := c.Rest("varargs")
	if len(spacing) > 1 && len(spacing) != len(axes) {
		throwType("invalid number of arguments")
	}
	var all []object.Value
	for i, ax := range axes {
		dx := tensor.Scalar(1.0)
		switch {
		case len(spacing) == 1:
			dx = toArray(c.th, spacing[0])
		case len(spacing) > 1:
			dx = toArray(c.th, spacing[i])
		}
		if dx.Rank() > 0 && dx.Size() != f.Shape()[ax] {
			throwValue("when 1d, distances must match the length of the corresponding dimension")
		}
		all = append(all, byParts(f, func(f *tensor.Array) *tensor.Array { return gradientAlong(f, dx, ax, c.Int("edge_order")) }))
	}
	if len(all) == 1 {
		return all[0]
	}
	return object.NewList(all...)
}

// interpolate goes straight from point to point.
func interpolate(c *call) object.Value {
	x, xp, fp := c.operand("x"), c.operand("xp").Floats(), c.operand("fp").Floats()
	if len(xp) == 0 {
		throwValue("array of sample points is empty")
	}
	if len(xp) != len(fp) {
		throwValue("fp and xp are not of the same length.")
	}
	if c.Has("period") {
		xp, fp = periodic(xp, fp, math.Abs(c.Float("period")))
	}
	left, right := c.FloatOr("left", fp[0]), c.FloatOr("right", fp[len(fp)-1])
	out := tensor.NewArray(tensor.Float64, append([]int{}, x.Shape()...)...)
	d := tensor.Data[float64](out)
	n := len(xp)
	for i := range d {
		v := x.Float(i)
		if c.Has("period") {
			v = remainder(v, math.Abs(c.Float("period")))
		}
		switch k := sort.Search(n, func(j int) bool { return xp[j] > v }); {
		case v != v:
			d[i] = v
		case v < xp[0]:
			d[i] = left
		case v > xp[n-1]:
			d[i] = right
		case k == n:
			d[i] = fp[n-1]
		default:
			slope := (fp[k] - fp[k-1]) / (xp[k] - xp[k-1])
			d[i] = slope*(v-xp[k-1]) + fp[k-1]
		}
	}
	return binding.FromArray(out)
}

// periodic repeats the outermost points on the other side.
func periodic(xp, fp []float64, period float64) ([]float64, []float64) {
	idx := make([]int, len(xp))
	for i := range xp {
		xp[i] = remainder(xp[i], period)
		idx[i] = i
	}
	sort.SliceStable(idx, func(i, j int) bool { return xp[idx[i]] < xp[idx[j]] })
	n := len(idx)
	x, f := []float64{xp[idx[n-1]] - period}, []float64{fp[idx[n-1]]}
	for _, i := range idx {
		x, f = append(x, xp[i]), append(f, fp[i])
	}
	return append(x, xp[idx[0]]+period), append(f, fp[idx[0]])
}

// rowOf is a number as an array of one.
func rowOf(a *tensor.Array) *tensor.Array {
	if a.Rank() == 0 {
		return ravel(a, "C")
	}
	return a
}

// convolve slides v, turned round, over a.
func convolve(a, v *tensor.Array, mode string) *tensor.Array {
	oneRow(a)
	oneRow(v)
	n, m := a.Size(), v.Size()
	if m > n {
		a, v, n, m = v, a, m, n
	}
	dt := resultType(a, v)
	var full *tensor.Array
	if dt.IsComplex() {
		full = slide[complex128](castTo(a, tensor.Complex128), castTo(v, tensor.Complex128))
	} else {
		full = slide[float64](castTo(a, tensor.Float64), castTo(v, tensor.Float64))
	}
	switch mode {
	case "full":
	case "same":
		full = sliceAxis(full, 0, (m-1)/2, (m-1)/2+n)
	case "valid":
		full = sliceAxis(full, 0, m-1, n)
	default:
		throwValue("mode must be one of 'valid', 'same', or 'full' (got '%s')", mode)
	}
	return castTo(full, dt)
}

// slide is the sums of products of all pairs of elements, by the sum of their
// indices.
func slide[T float64 | complex128](a, v *tensor.Array) *tensor.Array {
	x, y := tensor.Data[T](a.Contiguous()), tensor.Data[T](v.Contiguous())
	full := make([]T, len(x)+len(y)-1)
	for i, p := range x {
		for j, q := range y {
			full[i+j] += p * q
		}
	}
	return tensor.FromSlice(full, len(full))
}

func trapezoid(c *call) object.Value {
	y := c.operand("y")
	ax := normalAxis(c.Int("axis"), y.Rank())
	n := y.Shape()[ax]
	width := c.operand("dx")
	if c.Has("x") {
		x := c.operand("x")
		if x.Rank() == 1 {
			width = onAxis(diff(x, 0), ax, y.Rank())
		} else {
			width = diff(x, ax)
		}
	}
	pairs := op2(ufAdd, sliceAxis(y, ax, 1, n), sliceAxis(y, ax, 0, n-1))
	area := op2(ufDivide, op2(ufMultiply, pairs, width), tensor.Scalar(2.0))
	return binding.FromArray(sum(area, &reduction{axes: []int{ax}}))
}

func calculusFuncs() []object.Member {
	trapz := "(y, x=None, dx=1.0, axis=-1)"
	return []object.Member{
		fun("diff(a, n=1, axis=-1, prepend=<no value>, append=<no value>)", "The differences of neighbours.", diffCall),
		fun("ediff1d(ary, to_end=None, to_begin=None)", "The differences of neighbours in one row.", func(c *call) object.Value {
			var parts []*tensor.Array
			if c.Has("to_begin") {
				parts = append(parts, ravel(c.operand("to_begin"), "C"))
			}
			parts = append(parts, diff(ravel(c.operand("ary"), "C"), 0))
			if c.Has("to_end") {
				parts = append(parts, ravel(c.operand("to_end"), "C"))
			}
			return concatenate(parts, 0)
		}),
		fun("gradient(f, *varargs, axis=None, edge_order=1)", "The slopes by central differences.", gradient),
		fun("interp(x, xp, fp, left=None, right=None, period=None)", "Values between given points.", interpolate),
		fun("trapz"+trapz, "The area below points.", trapezoid),
		fun("trapezoid"+trapz, "The area below points.", trapezoid),
		fun("convolve(a, v, mode='full')", "The convolution of two rows.", func(c *call) object.Value {
			a, v := rowOf(c.operand("a")), rowOf(c.operand("v"))
			switch {
			case max(a.Shape()[0], v.Shape()[0]) == 0:
				throwValue("a cannot be empty")
			case min(a.Shape()[0], v.Shape()[0]) == 0:
				throwValue("v cannot be empty") // the shorter one of the two
			}
			return convolve(a, v, c.Str("mode"))
		}),
		fun("correlate(a, v, mode='valid')", "The correlation of two rows.", func(c *call) object.Value {
			a, v := c.operand("a"), c.operand("v")
			oneRow(a)
			oneRow(v)
			for i, x := range []*tensor.Array{a, v} {
				if x.Size() == 0 {
					throwValue("%s array argument cannot be empty", []string{"first", "second"}[i])
				}
			}
			return convolve(a, conjugated(flip(v, []int{0})), c.Str("mode"))
		}),
		fun("polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False)", "The polynomial nearest to points.", polyfit),
		fun("polyval(p, x)", "The values of a polynomial.", func(c *call) object.Value {
			return binding.FromArray(evaluate(c.operand("p"), c.operand("x")))
		}),
		fun("unwrap(p, discont=None, axis=-1, *, period=6.283185307179586)", "Angles without jumps of a period.", unwrap),
		fun("kaiser(M, beta)", "The Kaiser window.", func(c *call) object.Value {
			beta := c.Float("beta")
			return windowValues(c.Int("M"), func(x float64) float64 { return bessel(beta*math.Sqrt(1-x*x)) / bessel(beta) })
		}),
		fun("i0(x)", "The modified Bessel function of order 0.", func(c *call) object.Value {
			x := c.first()
			if x.DType().IsComplex() {
				throwType("i0 not supported for complex values")
			}
			return binding.FromArray(op1(realFunc("i0", "", bessel), asFloats(x)))
		}),
		windowFunc("hanning", "The Hann window.", func(x float64) float64 { return 0.5 + 0.5*math.Cos(math.Pi*x) }),
		windowFunc("hamming", "The Hamming window.", func(x float64) float64 { return 0.54 + 0.46*math.Cos(math.Pi*x) }),
		windowFunc("blackman", "The Blackman window.", func(x float64) float64 {
			return 0.42 + 0.5*math.Cos(math.Pi*x) + 0.08*math.Cos(2*math.Pi*x)
		}),
		windowFunc("bartlett", "The triangular window.", func(x float64) float64 { return 1 - math.Abs(x) }),
		fun("sinc(x)", "sin(πx)/(πx).", func(c *call) object.Value {
			return binding.FromArray(op1(realFunc("sinc", "", func(x float64) float64 {
				if x == 0 {
					return 1
				}
				return math.Sin(math.Pi*x) / (math.Pi * x)
			}), asFloats(c.operand("x"))))
		}),
	}
}

// asFloats is an array of which integers became float64.
func asFloats(a *tensor.Array) *tensor.Array {
	if a.DType().IsFloat() || a.DType().IsComplex() {
		return a
	}
	return castTo(a, tensor.Float64)
}

// windowValues are the values of a function at n points of [-1, 1].
func windowValues(n int, f func(x float64) float64) *tensor.Array {
	out := tensor.NewArray(tensor.Float64, max(n, 0))
	d := tensor.Data[float64](out)
	for i := range d {
		d[i] = 1
		if n > 1 {
			d[i] = f(float64(2*i-n+1) / float64(n-1))
		}
	}
	return out
}

// windowFunc declares a window over [-1, 1].
func windowFunc(name, doc string, f func(x float64) float64) object.Member {
	return fun(name+"(M)", doc, func(c *call) object.Value { return windowValues(c.Int("M"), f) })
}

// bessel is the modified Bessel function of order 0, by its series.
func bessel(x float64) float64 {
	sum, term := 1.0, 1.0
	for k := 1.0; term > sum*1e-17; k++ {
		term *= (x / (2 * k)) * (x / (2 * k))
		sum += term
	}
	return sum
}

func unwrap(c *call) object.Value {
	p := floats(c.operand("p"))
	if p.DType().IsComplex() {
		ufRemainder.unsupported()
	}
	ax := normalAxis(c.Int("axis"), p.Rank())
	period := c.Float("period")
	limit := c.FloatOr("discont", period/2)
	d := castTo(diff(p, ax), tensor.Float64).Clone()
	v := tensor.Data[float64](d)
	for i, x := range v {
		m := remainder(x+period/2, period) - period/2
		if m == -period/2 && x > 0 {
			m = period / 2
		}
		v[i] = m - x
		if math.Abs(x) < limit {
			v[i] = 0
		}
	}
	out := castTo(p, tensor.Float64).Clone()
	tail := sliceAxis(out, ax, 1, p.Shape()[ax])
	tail.CopyFrom(op2(ufAdd, tail, ufAdd.accumulate(d, ax)))
	return castTo(out, p.DType())
}

// polyfit solves the least squares problem of the powers of x, scaled.
func polyfit(c *call) object.Value {
	x, y := castTo(c.operand("x"), tensor.Float64), castTo(c.operand("y"), tensor.Float64)
	deg := c.Int("deg")
	if deg < 0 {
		throwValue("expected deg >= 0")
	}
	if x.Rank() != 1 {
		throwType("expected 1D vector for x")
	}
	if x.Size() == 0 {
		throwType("expected non-empty vector for x")
	}
	if x.Shape()[0] != y.Shape()[0] {
		throwType("expected x and y to have same length")
	}
	e := arange(tensor.Int64, float64(deg), -1, deg+1)
	a := op2(ufPower, x.Reshape([]int{x.Size(), 1}), e)
	if c.Has("w") {
		w := castTo(c.operand("w"), tensor.Float64)
		a = op2(ufMultiply, a, w.Reshape([]int{w.Size(), 1}))
		y = op2(ufMultiply, y, onAxis(w, 0, y.Rank()))
	}
	scale := op1(ufSqrt, sum(op2(ufMultiply, a, a), &reduction{axes: []int{0}}))
	sol, _, _, _ := leastSquares(op2(ufDivide, a, scale), y, float64(x.Size())*0x1p-52)
	return op2(ufDivide, sol, onAxis(scale, 0, sol.Rank()))
}
