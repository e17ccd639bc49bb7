package numpy

import (
	"slices"

	"kerash/interp/object"
	"kerash/tensor"
)

func (b *basis) attributes() []object.Member {
	get := func(name, doc string, f func(p *polynomial) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*polynomial)), nil })
	}
	out := []object.Member{
		get("coef", "the coefficients, the constant first", func(p *polynomial) object.Value { return row(p.coef) }),
		get("domain", "the domain", func(p *polynomial) object.Value { return b.ends(p.domain) }),
		get("window", "the window", func(p *polynomial) object.Value { return b.ends(p.window) }),
		get("symbol", "the name of the variable", func(p *polynomial) object.Value { return p.symbol }),
		object.Const("basis_name", nil),
	}
	if b.symbol != "" {
		out[len(out)-1] = object.Const("basis_name", b.symbol)
	}
	return out
}

// constructors are the class methods.
func (b *basis) constructors() []object.Member {
	class := func(sig, doc string, f func(c *call) object.Value) object.Member {
		return object.StaticMethodOf(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return run(&call{a, th}, f)
		})
	}
	// over is an empty polynomial over the range of points where none is given.
	over := func(c *call, x *tensor.Array) *polynomial {
		p := newPolynomial(b, nil)
		if !c.Has("domain") && x.Size() > 0 {
			v := x.Floats()
			p.domain = [2]float64{slices.Min(v), slices.Max(v)}
			if p.domain[0] == p.domain[1] {
				p.domain[0], p.domain[1] = p.domain[0]-1, p.domain[1]+1
			}
		}
		return p.named(c)
	}
	return []object.Member{
		class("fit(x, y, deg, domain=None, rcond=None, full=False, w=None, window=None, symbol='x')", "The series that fits points best, over the range of x.", func(c *call) object.Value {
			x := castTo(c.operand("x"), tensor.Float64)
			p := over(c, x)
			off, scale := p.mapping()
			return p.with(b.fit(c, op2(ufAdd, tensor.Scalar(off), op2(ufMultiply, tensor.Scalar(scale), x))).Floats())
		}),
		class("fromroots(roots, domain=[], window=None, symbol='x')", "The series that is zero at the roots.", func(c *call) object.Value {
			zeros := castTo(c.operand("roots"), tensor.Float64)
			p := over(c, zeros)
			off, scale := p.mapping()
			mapped, by := zeros.Floats(), 1.0
			for i := range mapped {
				mapped[i] = off + scale*mapped[i]
				by *= scale
			}
			return p.with(scaled(b.fromRoots(mapped), 1/by))
		}),
		class("identity(domain=None, window=None, symbol='x')", "The series whose value is x.", func(c *call) object.Value {
			return identity(newPolynomial(b, nil).named(c))
		}),
		class("basis(deg, domain=None, window=None, symbol='x')", "One polynomial of the basis.", func(c *call) object.Value {
			deg, ok := c.Value("deg").(int)
			if !ok || deg < 0 {
				throwValue("deg must be non-negative integer")
			}
			coef := make([]float64, deg+1)
			coef[deg] = 1
			return newPolynomial(b, coef).named(c)
		}),
		class("cast(series, domain=None, window=None)", "A series in this basis.", func(c *call) object.Value {
			return c.Value("series").(*polynomial).in(newPolynomial(b, nil).given(c))
		}),
	}
}

// identity is the series, over the domain of an empty one, whose value is x.
func identity(p *polynomial) *polynomial {
	off, scale := (&polynomial{domain: p.window, window: p.domain}).mapping()
	return p.with(p.basis.line(off, scale))
}

// in is the polynomial in the basis and over the domain of an empty one.
func (p *polynomial) in(to *polynomial) *polynomial {
	off, scale := p.mapping()
	arg := added(scaled(identity(to).coef, scale), []float64{off}, 1)
	b := to.basis
	to.symbol = p.symbol
	return to.with(trimmed(p.basis.compose(p.coef, func(c []float64) []float64 { return b.mul(arg, c) }, []float64{1})))
}

func (b *basis) methods() []object.Member {
	of := func(c *call) *polynomial { return c.Self().(*polynomial) }
	same := func(name, doc string, f func(p, q *polynomial) bool) object.Member {
		return method(name+"(self, other)", doc, func(c *call) object.Value {
			q, ok := c.Value("other").(*polynomial)
			return ok && f(of(c), q)
		})
	}
	return []object.Member{
		method("degree(self)", "The highest exponent.", func(c *call) object.Value { return len(of(c).coef) - 1 }),
		method("copy(self)", "A copy.", func(c *call) object.Value { return of(c).with(of(c).coef) }),
		method("trim(self, tol=0)", "The series without highest coefficients of at most tol.", func(c *call) object.Value {
			return of(c).with(cut(of(c).coef, c.Float("tol")))
		}),
		method("truncate(self, size)", "The series of the first size coefficients.", func(c *call) object.Value {
			if c.Int("size") < 1 {
				throwValue("size must be a positive integer")
			}
			return of(c).with(of(c).coef[:min(c.Int("size"), len(of(c).coef))])
		}),
		method("cutdeg(self, deg)", "The series of degree at most deg.", func(c *call) object.Value {
			return of(c).with(of(c).coef[:min(c.Int("deg")+1, len(of(c).coef))])
		}),
		method("mapparms(self)", "Offset and scale of the map from domain to window.", func(c *call) object.Value {
			off, scale := of(c).mapping()
			return object.NewTuple(off, scale)
		}),
		method("deriv(self, m=1)", "The derivative.", func(c *call) object.Value {
			_, scale := of(c).mapping()
			return of(c).with(b.der(of(c).coef, c.Int("m"), scale))
		}),
		method("integ(self, m=1, k=[], lbnd=None)", "The integral, with its value at lbnd.", func(c *call) object.Value {
			off, scale := of(c).mapping()
			lower := 0.0
			if c.Has("lbnd") {
				lower = off + scale*c.Float("lbnd")
			}
			return of(c).with(b.int(of(c).coef, c.Int("m"), castTo(c.operand("k"), tensor.Float64).Floats(), lower, 1/scale))
		}),
		method("roots(self)", "Where the series is zero.", func(c *call) object.Value {
			p := of(c)
			off, scale := (&polynomial{domain: p.window, window: p.domain}).mapping()
			return op2(ufAdd, tensor.Scalar(off), op2(ufMultiply, tensor.Scalar(scale), b.roots(p.coef)))
		}),
		method("convert(self, domain=None, kind=None, window=None)", "The series in another basis or over another domain.", func(c *call) object.Value {
			to := b
			for _, other := range allBases() {
				if c.Value("kind") == other.class {
					to = other
				}
			}
			return of(c).in(newPolynomial(to, nil).given(c))
		}),
		method("linspace(self, n=100, domain=None)", "Points of the series over its domain.", func(c *call) object.Value {
			p, n := of(c), c.Int("n")
			ends := p.domain
			if c.Has("domain") {
				d := castTo(c.operand("domain"), tensor.Float64)
				ends = [2]float64{d.Float(0), d.Float(1)}
			}
			x := tensor.NewArray(tensor.Float64, n)
			for i := range n {
				tensor.Data[float64](x)[i] = ends[0] + (ends[1]-ends[0])*float64(i)/float64(max(n-1, 1))
			}
			return object.NewTuple(x, p.at(x))
		}),
		same("has_samecoef", "Whether the coefficients are the same.", func(p, q *polynomial) bool { return slices.Equal(p.coef, q.coef) }),
		same("has_samedomain", "Whether the domains are the same.", func(p, q *polynomial) bool { return p.domain == q.domain }),
		same("has_samewindow", "Whether the windows are the same.", func(p, q *polynomial) bool { return p.window == q.window }),
		same("has_sametype", "Whether the bases are the same.", func(p, q *polynomial) bool { return p.basis == q.basis }),
	}
}
