package numpy

import (
	"fmt"
	"regexp"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// poly1d is numpy.poly1d.
type poly1d struct {
	c        *tensor.Array
	variable string
}

var polyClass = &object.Class{Name: "poly1d", Module: "numpy", Doc: "A polynomial, by its coefficients.", Signature: "poly1d(c_or_r, r=False, variable=None)", Final: true}

// PyClass is numpy.poly1d.
func (p *poly1d) PyClass() *object.Class { return polyClass }

// newPoly is the polynomial of some coefficients, without leading zeros.
func newPoly(a *tensor.Array) *poly1d {
	for a.Size() > 1 && a.Complex(0) == 0 {
		a = sliceAxis(a, 0, 1, a.Size())
	}
	return &poly1d{a, "x"}
}

func init() {
	c := polyClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		a := ravel(toArray(th, b.At(0)), "C")
		if b.Bool("r") {
			a = polynomialOf(a)
		}
		p := newPoly(a)
		if v, ok := b.Value("variable").(string); ok {
			p.variable = v
		}
		return p, nil
	}
	c.Call = func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		if len(args.Pos) != 1 {
			return nil, object.TypeErrorf("poly1d.__call__() missing 1 required positional argument: 'val'")
		}
		return binding.FromArray(evaluate(self.(*poly1d).c, toArray(th, args.Pos[0]))), nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s := binding.PrintOptions(th).Repr(self.(*poly1d).c)
		return "poly1d(" + strings.TrimPrefix(s, "array("), nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		return raisePowers(self.(*poly1d).text()), nil
	}
	c.Len = func(th *object.Thread, self object.Value) (int, error) { return self.(*poly1d).c.Size() - 1, nil }
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		p := self.(*poly1d).c
		i, err := object.AsIndex(th, key)
		if err != nil || i < 0 || i >= p.Size() {
			return 0, err
		}
		return binding.ScalarAt(p, p.Size()-1-i), nil
	}
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return iterArray(th, self.(*poly1d).c)
	}
	c.Binary, c.Compare = combinePolys, comparePolys
	c.Unary = func(th *object.Thread, op object.Op, v object.Value) (object.Value, error) {
		if op != object.Neg {
			return nil, object.TypeErrorf("bad operand type for unary %s: 'poly1d'", op)
		}
		return newPoly(op1(ufNegative, v.(*poly1d).c)), nil
	}
	c.Members = polyMembers
}

func polyMembers() []object.Member {
	fact := func(name, doc string, f func(p *poly1d) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*poly1d)), nil })
	}
	self := func(c *call) *tensor.Array { return c.Self().(*poly1d).c }
	coeffs := func(p *poly1d) object.Value { return p.c }
	order := func(p *poly1d) object.Value { return p.c.Size() - 1 }
	zeros := func(p *poly1d) object.Value { return roots(p.c) }
	return []object.Member{
		fact("c", "the coefficients", coeffs), fact("coeffs", "the coefficients", coeffs), fact("coefficients", "the coefficients", coeffs),
		fact("o", "the highest power", order), fact("order", "the highest power", order),
		fact("r", "the roots", zeros), fact("roots", "the roots", zeros),
		fact("variable", "the name of the variable", func(p *poly1d) object.Value { return p.variable }),
		method("deriv(self, m=1)", "The derivative.", func(c *call) object.Value {
			return newPoly(coefficients(derivative(self(c).Floats(), c.Int("m")), self(c).DType()))
		}),
		method("integ(self, m=1, k=0)", "The integral.", func(c *call) object.Value {
			p := antiderivative(self(c).Floats(), c.Int("m"), c.operand("k").Float(0))
			return newPoly(tensor.FromSlice(p, len(p)))
		}),
	}
}

// combinePolys are the operators of polynomials; numbers and sequences of
// coefficients take part.
func combinePolys(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if p, ok := a.(*poly1d); ok && op == object.Pow {
		n, err := object.AsIndex(th, b)
		if err != nil || n < 0 {
			return nil, object.ValueErrorf("Power to non-negative integers only.")
		}
		out := []float64{1}
		for range n {
			out = mulPoly(out, p.c.Floats())
		}
		return newPoly(coefficients(out, p.c.DType())), nil
	}
	x, y := polyOperand(th, a), polyOperand(th, b)
	u, v, dt := x.Floats(), y.Floats(), resultType(x, y)
	switch op {
	case object.Add:
		return newPoly(coefficients(addPoly(u, v, 1), dt)), nil
	case object.Sub:
		return newPoly(coefficients(addPoly(u, v, -1), dt)), nil
	case object.Mul:
		return newPoly(coefficients(mulPoly(u, v), dt)), nil
	case object.Div:
		q, r := divPoly(u, v)
		if _, ok := b.(*poly1d); !ok && len(v) == 1 {
			return newPoly(tensor.FromSlice(q, len(q))), nil
		}
		return object.NewTuple(newPoly(tensor.FromSlice(q, len(q))), newPoly(tensor.FromSlice(r, len(r)))), nil
	}
	return object.NotImplemented, nil
}

func polyOperand(th *object.Thread, v object.Value) *tensor.Array {
	if p, ok := v.(*poly1d); ok {
		return p.c
	}
	return ravel(toArray(th, v), "C")
}

func comparePolys(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	p, ok := a.(*poly1d)
	q, ok2 := b.(*poly1d)
	if !ok || !ok2 || op != object.Eq && op != object.Ne {
		return object.NotImplemented, nil
	}
	equal := tensor.SameShape(p.c.Shape(), q.c.Shape())
	for i := 0; equal && i < p.c.Size(); i++ {
		equal = p.c.Complex(i) == q.c.Complex(i)
	}
	return equal == (op == object.Eq), nil
}

// text is the sum of the terms, powers written as x**n.
func (p *poly1d) text() string {
	text := "0"
	for i := range p.c.Size() {
		power := p.c.Size() - 1 - i
		term := coefficientText(p.c.Complex(i))
		switch zero := term == "0"; {
		case zero && (i > 0 || power > 0):
			term = ""
		case power == 1:
			term += " " + p.variable
		case power > 1:
			term = fmt.Sprintf("%s %s**%d", term, p.variable, power)
		}
		switch {
		case i == 0:
			text = term
		case strings.HasPrefix(term, "-"):
			text += " - " + term[1:]
		case term != "":
			text += " + " + term
		}
	}
	return text
}

// coefficientText is a number with four digits.
func coefficientText(z complex128) string {
	number := func(v float64) string {
		text, _ := object.Must(object.BinaryOp(nil, object.Mod, "%.4g", v)).(string)
		return text
	}
	switch {
	case imag(z) == 0:
		return number(real(z))
	case real(z) == 0:
		return number(imag(z)) + "j"
	}
	return "(" + number(real(z)) + " + " + number(imag(z)) + "j)"
}

var powerOf = regexp.MustCompile(`\*\*([0-9]+)`)

// raisePowers writes exponents on a line above, in pieces of 70 columns.
func raisePowers(text string) string {
	const width = 70
	out := " "
	var above, below string
	n := 0
	for {
		m := powerOf.FindStringSubmatchIndex(text[n:])
		if m == nil {
			break
		}
		part, power := text[n:n+m[0]], text[n+m[2]:n+m[3]]
		n += m[1]
		before := part + strings.Repeat(" ", len(power)-1)
		top := strings.Repeat(" ", len(part)-1) + power
		if len(below)+len(before) > width || len(above)+len(top) > width {
			out += above + "\n" + below + "\n "
			above, below = top, before
			continue
		}
		above += top
		below += before
	}
	out += above + "\n" + below
	return out + text[n:]
}
