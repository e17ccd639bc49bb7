package numpy

import (
	"math"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// polynomial is numpy.polynomial.Polynomial: coefficients from the constant
// upwards, over a domain that is mapped to a window.
type polynomial struct {
	coef           []float64
	domain, window [2]float64
	symbol         string
}

var polynomialClass = &object.Class{Name: "Polynomial", Module: "numpy.polynomial.polynomial", Doc: "A polynomial by its coefficients, the constant first.",
	Signature: "Polynomial(coef, domain=None, window=None, symbol='x')", Final: true}

// PyClass is numpy.polynomial.Polynomial.
func (p *polynomial) PyClass() *object.Class { return polynomialClass }

var unitDomain = [2]float64{-1, 1}

func newPolynomial(coef []float64) *polynomial {
	return &polynomial{coef, unitDomain, unitDomain, "x"}
}

// with is the polynomial of other coefficients over the same domain.
func (p *polynomial) with(coef []float64) *polynomial {
	q := *p
	q.coef = coef
	return &q
}

// trimmed drops the highest coefficients that are zero.
func trimmed(c []float64) []float64 {
	for len(c) > 1 && c[len(c)-1] == 0 {
		c = c[:len(c)-1]
	}
	return c
}

// mapping is offset and scale from the domain to the window.
func (p *polynomial) mapping() (off, scale float64) {
	length := p.domain[1] - p.domain[0]
	return (p.domain[1]*p.window[0] - p.domain[0]*p.window[1]) / length, (p.window[1] - p.window[0]) / length
}

func init() {
	c := polynomialClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (v object.Value, err error) {
		defer object.Catch(&err)
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		p := newPolynomial(toArray(th, b.Value("coef")).Floats())
		if len(p.coef) == 0 {
			throwValue("Coefficient array is empty")
		}
		for name, to := range map[string]*[2]float64{"domain": &p.domain, "window": &p.window} {
			if b.Has(name) {
				ends := toArray(th, b.Value(name))
				to[0], to[1] = ends.Float(0), ends.Float(1)
			}
		}
		p.symbol = b.Str("symbol")
		return p, nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*polynomial).text(), nil }
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		p := self.(*polynomial)
		ends := func(e [2]float64) string {
			a := tensor.FromSlice(e[:], 2)
			if e[0] == math.Trunc(e[0]) && e[1] == math.Trunc(e[1]) && e == unitDomain {
				a = castTo(a, tensor.Int64)
			}
			s := binding.PrintOptions(th).Repr(a)
			return s[len("array(") : len(s)-1]
		}
		coef := binding.PrintOptions(th).Repr(tensor.FromSlice(p.coef, len(p.coef)))
		return "Polynomial(" + coef[len("array("):len(coef)-1] + ", domain=" + ends(p.domain) + ", window=" + ends(p.window) + ", symbol='" + p.symbol + "')", nil
	}
	c.Call = func(th *object.Thread, self object.Value, args object.Args) (v object.Value, err error) {
		defer object.Catch(&err)
		if len(args.Pos) != 1 {
			return nil, object.TypeErrorf("Polynomial.__call__() takes 2 positional arguments but %d were given", len(args.Pos)+1)
		}
		return binding.FromArray(self.(*polynomial).at(castTo(toArray(th, args.Pos[0]), tensor.Float64))), nil
	}
	c.Len = func(th *object.Thread, self object.Value) (int, error) { return len(self.(*polynomial).coef), nil }
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.Iter(th, tensor.FromSlice(self.(*polynomial).coef))
	}
	c.Binary = combinePolynomials
	c.Unary = func(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
		p := a.(*polynomial)
		out := append([]float64{}, p.coef...)
		for i := range out {
			if op == object.Neg {
				out[i] = -out[i]
			}
		}
		return p.with(out), nil
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		p, ok := a.(*polynomial)
		q, ok2 := b.(*polynomial)
		if op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		same := ok && ok2 && len(p.coef) == len(q.coef) && p.domain == q.domain && p.window == q.window
		for i := 0; same && i < len(p.coef); i++ {
			same = p.coef[i] == q.coef[i]
		}
		return same == (op == object.Eq), nil
	}
	c.Members = polynomialMembers
}

// at is the value of the polynomial, by Horner's rule.
func (p *polynomial) at(x *tensor.Array) *tensor.Array {
	off, scale := p.mapping()
	out := tensor.NewArray(tensor.Float64, append([]int{}, x.Shape()...)...)
	map1(out, x, func(v float64) float64 {
		return horner(p.coef, off+scale*v)
	})
	return out
}

func horner(coef []float64, x float64) float64 {
	y := coef[len(coef)-1] + x*0
	for i := len(coef) - 2; i >= 0; i-- {
		y = coef[i] + y*x
	}
	return y
}

func convolved(a, b []float64) []float64 {
	out := make([]float64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			out[i+j] += x * y
		}
	}
	return out
}

func combinePolynomials(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	coef := func(v object.Value) []float64 {
		if p, ok := v.(*polynomial); ok {
			return p.coef
		}
		return toArray(th, v).Floats()
	}
	base, ok := a.(*polynomial)
	if !ok {
		base = b.(*polynomial)
	}
	x, y := coef(a), coef(b)
	switch op {
	case object.Add, object.Sub:
		out := make([]float64, max(len(x), len(y)))
		copy(out, x)
		for i, v := range y {
			if op == object.Sub {
				v = -v
			}
			out[i] += v
		}
		return base.with(trimmed(out)), nil
	case object.Mul:
		return base.with(trimmed(convolved(x, y))), nil
	case object.Div:
		if len(y) != 1 {
			return nil, object.TypeErrorf("unsupported types for true division: '%s', '%s'", object.TypeName(a), object.TypeName(b))
		}
		out := append([]float64{}, x...)
		for i := range out {
			out[i] /= y[0]
		}
		return base.with(out), nil
	case object.FloorDiv, object.Mod:
		q, r := dividedPolynomials(x, y)
		if op == object.Mod {
			q = r
		}
		return base.with(q), nil
	case object.Pow:
		n, ok := b.(int)
		if !ok || n < 0 {
			return nil, object.ValueErrorf("Power must be a non-negative integer.")
		}
		out := []float64{1}
		for range n {
			out = convolved(out, x)
		}
		return base.with(out), nil
	}
	return object.NotImplemented, nil
}

func dividedPolynomials(x, y []float64) (q, r []float64) {
	y = trimmed(y)
	r = append([]float64{}, x...)
	if len(r) < len(y) {
		return []float64{0}, r
	}
	q = make([]float64, len(r)-len(y)+1)
	for k := len(q) - 1; k >= 0; k-- {
		q[k] = r[k+len(y)-1] / y[len(y)-1]
		for j, v := range y {
			r[k+j] -= q[k] * v
		}
	}
	return q, trimmed(r[:max(len(y)-1, 1)])
}

// text writes the polynomial with Unicode's exponents.
func (p *polynomial) text() string {
	opt := tensor.DefaultPrintOptions()
	number := func(v float64) string {
		s := opt.Str(tensor.Scalar(v))
		return s
	}
	var b strings.Builder
	b.WriteString(number(p.coef[0]))
	off, scale := p.mapping()
	arg := p.symbol
	if off != 0 || scale != 1 {
		arg = "(" + number(off) + " + " + number(scale) + p.symbol + ")"
		if off == 0 {
			arg = "(" + number(scale) + p.symbol + ")"
		}
	}
	for i, v := range p.coef[1:] {
		sign := " + "
		if v < 0 || math.Signbit(v) && v != 0 {
			sign, v = " - ", -v
		}
		b.WriteString(sign + number(v) + "·" + arg)
		if i > 0 {
			b.WriteString(superscript(i + 1))
		}
	}
	return b.String()
}

func superscript(n int) string {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	s := ""
	for ; n > 0; n /= 10 {
		s = string(digits[n%10]) + s
	}
	return s
}

// derived is the derivative, m times.
func derived(c []float64, m int) []float64 {
	for range m {
		if len(c) == 1 {
			return []float64{0}
		}
		out := make([]float64, len(c)-1)
		for i := range out {
			out[i] = float64(i+1) * c[i+1]
		}
		c = out
	}
	return c
}

// integrated is the integral with a constant, m times.
func integrated(c []float64, m int, constants []float64) []float64 {
	for k := range m {
		out := make([]float64, len(c)+1)
		if k < len(constants) {
			out[0] = constants[k]
		}
		for i, v := range c {
			out[i+1] = v / float64(i+1)
		}
		c = out
	}
	return c
}

func row(c []float64) *tensor.Array { return tensor.FromSlice(append([]float64{}, c...), len(c)) }

func polynomialMembers() []object.Member {
	of := func(c *call) *polynomial { return c.Self().(*polynomial) }
	get := func(name, doc string, f func(p *polynomial) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*polynomial)), nil })
	}
	return []object.Member{
		get("coef", "the coefficients, the constant first", func(p *polynomial) object.Value { return row(p.coef) }),
		get("domain", "the domain", func(p *polynomial) object.Value { return row(p.domain[:]) }),
		get("window", "the window", func(p *polynomial) object.Value { return row(p.window[:]) }),
		get("symbol", "the name of the variable", func(p *polynomial) object.Value { return p.symbol }),
		object.StaticMethodOf("fit(x, y, deg, domain=None, rcond=None, full=False, w=None, window=None, symbol='x')", "The polynomial that fits points best, over the range of x.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			c := &call{a, th}
			x := castTo(c.operand("x"), tensor.Float64)
			p := newPolynomial(nil)
			p.domain = [2]float64{ufMinimum.reduce(x, &reduction{axes: allAxes(x)}).Float(0), ufMaximum.reduce(x, &reduction{axes: allAxes(x)}).Float(0)}
			if c.Has("domain") {
				d := c.operand("domain")
				p.domain = [2]float64{d.Float(0), d.Float(1)}
			}
			off, scale := p.mapping()
			u := op2(ufAdd, tensor.Scalar(off), op2(ufMultiply, tensor.Scalar(scale), x))
			p.coef = flip(fitted(c, u, c.Value("y"), c.Value("deg")), []int{0}).Floats()
			return p, nil
		}),
		method("degree(self)", "The highest exponent.", func(c *call) object.Value { return len(of(c).coef) - 1 }),
		method("copy(self)", "A copy.", func(c *call) object.Value { return of(c).with(of(c).coef) }),
		method("trim(self, tol=0)", "The polynomial without highest coefficients that are zero.", func(c *call) object.Value {
			return of(c).with(trimmed(of(c).coef))
		}),
		method("deriv(self, m=1)", "The derivative.", func(c *call) object.Value {
			_, scale := of(c).mapping()
			out := append([]float64{}, derived(of(c).coef, c.Int("m"))...)
			for i := range out {
				out[i] *= math.Pow(scale, float64(c.Int("m")))
			}
			return of(c).with(out)
		}),
		method("integ(self, m=1, k=[], lbnd=None)", "The integral.", func(c *call) object.Value {
			_, scale := of(c).mapping()
			coef := append([]float64{}, of(c).coef...)
			for i := range coef {
				coef[i] /= scale
			}
			return of(c).with(integrated(coef, c.Int("m"), c.operand("k").Floats()))
		}),
		method("roots(self)", "Where the polynomial is zero.", func(c *call) object.Value {
			p := of(c)
			coef := make([]float64, len(p.coef))
			for i, v := range p.coef {
				coef[len(coef)-1-i] = v
			}
			return sorted(roots(row(coef)), 0)
		}),
		method("convert(self, domain=None, kind=None, window=None)", "The polynomial over the standard domain.", func(c *call) object.Value {
			off, scale := of(c).mapping()
			out := []float64{0}
			power := []float64{1}
			for _, v := range of(c).coef {
				term := make([]float64, len(power))
				for i, w := range power {
					term[i] = v * w
				}
				for len(out) < len(term) {
					out = append(out, 0)
				}
				for i, w := range term {
					out[i] += w
				}
				power = convolved(power, []float64{off, scale})
			}
			return newPolynomial(out)
		}),
		method("linspace(self, n=100, domain=None)", "Points of the polynomial over its domain.", func(c *call) object.Value {
			p, n := of(c), c.Int("n")
			x := tensor.NewArray(tensor.Float64, n)
			for i := range n {
				tensor.Data[float64](x)[i] = p.domain[0] + (p.domain[1]-p.domain[0])*float64(i)/float64(max(n-1, 1))
			}
			return object.NewTuple(x, p.at(x))
		}),
	}
}

// polynomialModule is numpy.polynomial with its module polynomial.
func polynomialModule() []*object.Module {
	inner := &object.Module{Name: "numpy.polynomial.polynomial", Doc: "Polynomials by coefficients, the constant first.", Members: coefficientFuncs}
	return []*object.Module{{Name: "numpy.polynomial", Doc: "Polynomials.", Members: func() []object.Member {
		return []object.Member{object.Const("Polynomial", polynomialClass), object.Const("polynomial", inner)}
	}}, inner}
}

func coefficientFuncs() []object.Member {
	floats := func(c *call, name string) []float64 { return castTo(c.operand(name), tensor.Float64).Floats() }
	pair := func(name, doc string, op object.Op) object.Member {
		return fun(name+"(c1, c2)", doc, func(c *call) object.Value {
			p := object.Must(combinePolynomials(c.th, op, newPolynomial(floats(c, "c1")), newPolynomial(floats(c, "c2"))))
			return row(p.(*polynomial).coef)
		})
	}
	return []object.Member{
		object.Const("Polynomial", polynomialClass),
		fun("polyval(x, c, tensor=True)", "The value of a polynomial.", func(c *call) object.Value {
			coef := floats(c, "c")
			x := castTo(c.operand("x"), tensor.Float64)
			out := tensor.NewArray(tensor.Float64, append([]int{}, x.Shape()...)...)
			map1(out, x, func(v float64) float64 { return horner(coef, v) })
			return binding.FromArray(out)
		}),
		pair("polyadd", "The sum of two polynomials.", object.Add), pair("polysub", "The difference of two polynomials.", object.Sub),
		pair("polymul", "The product of two polynomials.", object.Mul),
		fun("polyder(c, m=1)", "The derivative.", func(c *call) object.Value { return row(derived(floats(c, "c"), c.Int("m"))) }),
		fun("polyint(c, m=1, k=[])", "The integral.", func(c *call) object.Value {
			return row(integrated(floats(c, "c"), c.Int("m"), floats(c, "k")))
		}),
		fun("polyroots(c)", "Where a polynomial is zero.", func(c *call) object.Value {
			return sorted(roots(flip(row(floats(c, "c")), []int{0}).Contiguous()), 0)
		}),
		fun("polyfit(x, y, deg, rcond=None, full=False, w=None)", "The polynomial that fits points best.", func(c *call) object.Value {
			return flip(fitted(c, c.Value("x"), c.Value("y"), c.Value("deg")), []int{0}).Contiguous()
		}),
	}
}

var fitSignature = object.ParseSignature("polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False)")

// fitted are the coefficients of np.polyfit, the highest power first.
func fitted(c *call, x, y, deg object.Value) *tensor.Array {
	b := object.Must(fitSignature.Bind(c.th, object.Pos(x, y, deg)))
	return toArray(c.th, polyfit(&call{b, c.th}))
}
