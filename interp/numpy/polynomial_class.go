package numpy

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// polynomial is a series of one of the bases of numpy.polynomial, over a
// domain that is mapped to a window.
type polynomial struct {
	basis          *basis
	coef           []float64
	domain, window [2]float64
	symbol         string
}

// PyClass is the class of the basis.
func (p *polynomial) PyClass() *object.Class { return p.basis.class }

func newPolynomial(b *basis, coef []float64) *polynomial {
	return &polynomial{b, coef, b.domain, b.domain, "x"}
}

// with is the polynomial of other coefficients over the same domain.
func (p *polynomial) with(coef []float64) *polynomial {
	q := *p
	q.coef = coef
	return &q
}

// mapping is offset and scale from the domain to the window.
func (p *polynomial) mapping() (off, scale float64) {
	length := p.domain[1] - p.domain[0]
	return (p.domain[1]*p.window[0] - p.domain[0]*p.window[1]) / length, (p.window[1] - p.window[0]) / length
}

// at are the values at each element.
func (p *polynomial) at(x *tensor.Array) *tensor.Array {
	off, scale := p.mapping()
	out := tensor.NewArray(tensor.Float64, append([]int{}, x.Shape()...)...)
	map1(out, x, func(v float64) float64 { return p.basis.at(p.coef, off+scale*v) })
	return out
}

// given sets domain, window and symbol where arguments name them.
func (p *polynomial) given(c *call) *polynomial {
	for name, to := range map[string]*[2]float64{"domain": &p.domain, "window": &p.window} {
		if c.Has(name) {
			ends := castTo(c.operand(name), tensor.Float64)
			if ends.Size() == 0 {
				continue
			}
			if ends.Size() != 2 {
				throwValue("%s has wrong number of elements.", strings.ToUpper(name[:1])+name[1:])
			}
			to[0], to[1] = ends.Float(0), ends.Float(1)
		}
	}
	return p
}

// named is given, with the symbol.
func (p *polynomial) named(c *call) *polynomial {
	p.symbol = c.StrOr("symbol", "x")
	return p.given(c)
}

// declare makes the class of a basis.
func (b *basis) declare() {
	c := &object.Class{Name: b.name, Module: "numpy.polynomial." + b.module, Doc: "A series of " + b.name + " polynomials by its coefficients, the constant first.",
		Signature: b.name + "(coef, domain=None, window=None, symbol='x')", Final: true}
	if b.symbol == "" {
		c.Doc = "A polynomial by its coefficients, the constant first."
	}
	b.class = c
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (v object.Value, err error) {
		defer object.Catch(&err)
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		in := &call{a, th}
		return newPolynomial(b, in.series("coef")).named(in), nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		return self.(*polynomial).text(th, true), nil
	}
	c.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		switch spec {
		case "", "unicode":
			return self.(*polynomial).text(th, true), nil
		case "ascii":
			return self.(*polynomial).text(th, false), nil
		}
		return "", object.ValueErrorf("Unsupported format string '%s' passed to %s.__format__. Valid options are 'ascii' and 'unicode'", spec, object.Must(object.Repr(th, b.class)))
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		p := self.(*polynomial)
		inner := func(a *tensor.Array) string {
			s := binding.PrintOptions(th).Repr(a)
			return s[len("array(") : len(s)-1]
		}
		return b.name + "(" + inner(row(p.coef)) + ", domain=" + inner(b.ends(p.domain)) + ", window=" + inner(b.ends(p.window)) + ", symbol='" + p.symbol + "')", nil
	}
	c.Call = func(th *object.Thread, self object.Value, args object.Args) (v object.Value, err error) {
		defer object.Catch(&err)
		if len(args.Pos) != 1 {
			return nil, object.TypeErrorf("ABCPolyBase.__call__() takes 2 positional arguments but %d were given", len(args.Pos)+1)
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
		if op == object.Neg {
			return p.with(scaled(p.coef, -1)), nil
		}
		return p, nil
	}
	c.Compare = func(th *object.Thread, op object.Op, x, y object.Value) (object.Value, error) {
		p, ok := x.(*polynomial)
		q, ok2 := y.(*polynomial)
		if op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		same := ok && ok2 && p.basis == q.basis && p.domain == q.domain && p.window == q.window && p.symbol == q.symbol && slices.Equal(p.coef, q.coef)
		return same == (op == object.Eq), nil
	}
	c.Members = func() []object.Member { return append(b.attributes(), append(b.constructors(), b.methods()...)...) }
}

// operand is a value as coefficients beside p; polynomials must agree in
// all else.
func (p *polynomial) operand(th *object.Thread, v object.Value) []float64 {
	q, ok := v.(*polynomial)
	switch {
	case !ok:
		return castTo(toArray(th, v), tensor.Float64).Floats()
	case q.basis != p.basis:
		throwType("Polynomial types differ")
	case q.domain != p.domain:
		throwType("Domains differ")
	case q.window != p.window:
		throwType("Windows differ")
	case q.symbol != p.symbol:
		throwValue("Polynomial symbols differ")
	}
	return q.coef
}

func combinePolynomials(th *object.Thread, op object.Op, a, b object.Value) (v object.Value, err error) {
	defer object.Catch(&err)
	base, ok := a.(*polynomial)
	if !ok {
		base = b.(*polynomial)
	}
	if op == object.Pow {
		if !ok {
			return object.NotImplemented, nil
		}
		return base.with(base.basis.pow(base.coef, base.basis.power(b))), nil
	}
	x, y := base.operand(th, a), base.operand(th, b)
	switch op {
	case object.Add:
		return base.with(trimmed(added(x, y, 1))), nil
	case object.Sub:
		return base.with(trimmed(added(x, y, -1))), nil
	case object.Mul:
		return base.with(base.basis.mul(x, y)), nil
	case object.Div:
		if _, series := b.(*polynomial); series || len(y) != 1 {
			return nil, object.TypeErrorf("unsupported types for true division: '%s', '%s'", object.Must(object.Repr(th, object.TypeOf(a))), object.Must(object.Repr(th, object.TypeOf(b))))
		}
		return base.with(scaled(x, 1/y[0])), nil
	case object.FloorDiv, object.Mod:
		q, r := base.basis.div(x, y)
		if op == object.Mod {
			q = r
		}
		return base.with(q), nil
	}
	return object.NotImplemented, nil
}
