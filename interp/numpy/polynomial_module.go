package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// polynomialModule is numpy.polynomial with a module for each basis.
func polynomialModule() []*object.Module {
	var inner []*object.Module
	for _, b := range allBases() {
		inner = append(inner, &object.Module{Name: "numpy.polynomial." + b.module, Doc: "Series of " + b.name + " polynomials by coefficients, the constant first.", Members: b.functions})
	}
	outer := &object.Module{Name: "numpy.polynomial", Doc: "Polynomials.", Members: func() []object.Member {
		var out []object.Member
		for i, b := range allBases() {
			out = append(out, object.Const(b.name, b.class), object.Const(b.module, inner[i]))
		}
		return out
	}}
	return append([]*object.Module{outer}, inner...)
}

// series is an argument as coefficients.
func (c *call) series(name string) []float64 {
	coef := castTo(c.operand(name), tensor.Float64).Floats()
	if len(coef) == 0 {
		throwValue("Coefficient array is empty")
	}
	return append([]float64{}, coef...)
}

// functions are the members of a basis' module.
func (b *basis) functions() []object.Member {
	define := func(name, args, doc string, f func(c *call) object.Value) object.Member {
		return fun(b.prefix+name+"("+args+")", doc, f)
	}
	pair := func(name, doc string, f func(x, y []float64) []float64) object.Member {
		return define(name, "c1, c2", doc, func(c *call) object.Value { return row(trimmed(f(trimmed(c.series("c1")), trimmed(c.series("c2"))))) })
	}
	out := []object.Member{
		object.Const(b.name, b.class),
		object.Const(b.prefix+"domain", binding.FromArray(b.ends(b.domain))),
		object.Const(b.prefix+"zero", ints(0)), object.Const(b.prefix+"one", ints(1)),
		object.Const(b.prefix+"x", b.lineOf(tensor.Int64, 0, 1)),
		define("val", "x, c, tensor=True", "The value of a series.", func(c *call) object.Value {
			return binding.FromArray(b.values(c.series("c"), castTo(c.operand("x"), tensor.Float64)))
		}),
		pair("add", "The sum of two series.", func(x, y []float64) []float64 { return added(x, y, 1) }),
		pair("sub", "The difference of two series.", func(x, y []float64) []float64 { return added(x, y, -1) }),
		pair("mul", "The product of two series.", b.mul),
		define("mulx", "c", "A series times x.", func(c *call) object.Value { return row(b.mulx(c.series("c"))) }),
		define("div", "c1, c2", "The quotient and the remainder of two series.", func(c *call) object.Value {
			q, r := b.div(trimmed(c.series("c1")), c.series("c2"))
			return object.NewTuple(row(q), row(r))
		}),
		define("pow", "c, pow, maxpower=None", "A power of a series.", func(c *call) object.Value { return row(b.pow(c.series("c"), b.power(c.Value("pow")))) }),
		define("der", "c, m=1, scl=1, axis=0", "The derivative of a series.", func(c *call) object.Value {
			return row(b.der(c.series("c"), c.Int("m"), c.Float("scl")))
		}),
		define("int", "c, m=1, k=[], lbnd=0, scl=1, axis=0", "The integral of a series, with its value at lbnd.", func(c *call) object.Value {
			return row(b.int(c.series("c"), c.Int("m"), castTo(c.operand("k"), tensor.Float64).Floats(), c.Float("lbnd"), c.Float("scl")))
		}),
		define("roots", "c", "Where a series is zero.", func(c *call) object.Value { return b.roots(c.series("c")) }),
		define("fromroots", "roots", "The series that is zero at the roots.", func(c *call) object.Value {
			return row(b.fromRoots(castTo(c.operand("roots"), tensor.Float64).Floats()))
		}),
		define("fit", "x, y, deg, rcond=None, full=False, w=None", "The series that fits points best.", func(c *call) object.Value {
			return b.fit(c, castTo(c.operand("x"), tensor.Float64))
		}),
		define("vander", "x, deg", "The values of the polynomials of the basis, one column each.", func(c *call) object.Value {
			return b.vander(castTo(c.operand("x"), tensor.Float64), c.Int("deg"))
		}),
		define("line", "off, scl", "The series of off + scl*x.", func(c *call) object.Value {
			dt := resultType(c.operand("off"), c.operand("scl"))
			return b.lineOf(dt, c.Float("off"), c.Float("scl"))
		}),
		define("trim", "c, tol=0", "A series without highest coefficients of at most tol.", func(c *call) object.Value {
			tol := c.Float("tol")
			if tol < 0 {
				throwValue("tol must be non-negative")
			}
			return row(cut(c.series("c"), tol))
		}),
	}
	if b == powers {
		return out
	}
	return append(out,
		define("2poly", "c", "The coefficients of the powers of x.", func(c *call) object.Value { return row(b.convert(c.series("c"), powers)) }),
		fun("poly2"+b.prefix+"(pol)", "The series of a polynomial by the coefficients of the powers of x.", func(c *call) object.Value {
			return row(powers.convert(c.series("pol"), b))
		}))
}

// lineOf is line with integers as coefficients where these are exact.
func (b *basis) lineOf(dt tensor.DType, off, scale float64) *tensor.Array {
	if b == hermite {
		dt = tensor.Float64
	}
	return castTo(row(b.line(off, scale)), dt)
}

// ints is an array of one integer.
func ints(v int64) *tensor.Array { return tensor.FromSlice([]int64{v}, 1) }

// values are those of a series at each element.
func (b *basis) values(coef []float64, x *tensor.Array) *tensor.Array {
	out := tensor.NewArray(tensor.Float64, append([]int{}, x.Shape()...)...)
	map1(out, x, func(v float64) float64 { return b.at(coef, v) })
	return out
}

// ends are a domain or window as NumPy prints them: as integers, as the bases
// declare them, or as floats that were given.
func (b *basis) ends(e [2]float64) *tensor.Array {
	a := row(e[:])
	if e == b.domain {
		return castTo(a, tensor.Int64)
	}
	return a
}

// power is an exponent.
func (b *basis) power(v object.Value) int {
	n, ok := v.(int)
	if !ok || n < 0 {
		throwValue("Power must be a non-negative integer.")
	}
	return n
}
