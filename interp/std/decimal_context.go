package std

import (
	"fmt"
	"math/big"

	"kerash/interp/object"
)

// decimalContext says how results are rounded.
type decimalContext struct {
	prec     int
	rounding string
	traps    map[*object.Class]bool
}

var contextClass = &object.Class{Name: "Context", Module: "decimal", Doc: "How results are rounded.",
	Signature: "Context(prec=28, rounding='ROUND_HALF_EVEN', Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=None, traps=None)", Final: true}

// PyClass is Context.
func (*decimalContext) PyClass() *object.Class { return contextClass }

// decimalState is the context of a session.
type decimalState struct{ now *decimalContext }

func contextOf(th *object.Thread) *decimalContext {
	return object.Get(th, func() *decimalState { return &decimalState{newDecimalContext()} }).now
}

func setContext(th *object.Thread, c *decimalContext) {
	object.Get(th, func() *decimalState { return &decimalState{} }).now = c
}

func newDecimalContext() *decimalContext {
	return &decimalContext{28, "ROUND_HALF_EVEN", map[*object.Class]bool{invalidOperation: true, decimalDivisionByZero: true, decimalOverflow: true}}
}

func (c *decimalContext) copy() *decimalContext {
	d := *c
	d.traps = map[*object.Class]bool{}
	for k, v := range c.traps {
		d.traps[k] = v
	}
	return &d
}

// The signals of the module.
var (
	decimalException      = object.NewExceptionClass("decimal", "DecimalException", object.ArithmeticError, "A number cannot be computed.")
	invalidOperation      = object.NewExceptionClass("decimal", "InvalidOperation", decimalException, "The operation has no result.")
	decimalDivisionByZero = object.NewExceptionClass("decimal", "DivisionByZero", decimalException, "A number is divided by zero.")
	decimalInexact        = object.NewExceptionClass("decimal", "Inexact", decimalException, "The result is rounded.")
	decimalRounded        = object.NewExceptionClass("decimal", "Rounded", decimalException, "The result has fewer digits.")
	decimalOverflow       = object.NewExceptionClass("decimal", "Overflow", decimalInexact, "The result is too large.")
	decimalUnderflow      = object.NewExceptionClass("decimal", "Underflow", decimalInexact, "The result is too small.")
	floatOperation        = object.NewExceptionClass("decimal", "FloatOperation", decimalException, "A float meets a Decimal.")
)

// signal is the error of a condition.
func signal(class *object.Class, condition string) error {
	return object.Errorf(class, "[<class 'decimal.%s'>]", condition)
}

var roundings = []string{"ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"}

func init() {
	c := contextClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		x := newDecimalContext()
		x.prec, x.rounding = b.Int("prec"), b.Str("rounding")
		return x, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		x := self.(*decimalContext)
		traps := ""
		for _, k := range []*object.Class{invalidOperation, decimalDivisionByZero, decimalOverflow} {
			if x.traps[k] {
				if traps != "" {
					traps += ", "
				}
				traps += k.Name
			}
		}
		return fmt.Sprintf("Context(prec=%d, rounding=%s, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[%s])", x.prec, x.rounding, traps), nil
	}
	c.Members = contextMembers
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
}

func contextMembers() []object.Member {
	of := func(v object.Value) *decimalContext { return v.(*decimalContext) }
	return []object.Member{
		object.GetSet("prec", "how many digits results have", func(th *object.Thread, self object.Value) (object.Value, error) { return of(self).prec, nil },
			func(th *object.Thread, self, v object.Value) error {
				n, err := object.AsIndex(th, v)
				if err == nil && n < 1 {
					err = object.ValueErrorf("valid range for prec is [1, MAX_PREC]")
				}
				if err == nil {
					of(self).prec = n
				}
				return err
			}),
		object.GetSet("rounding", "how results are rounded", func(th *object.Thread, self object.Value) (object.Value, error) { return of(self).rounding, nil },
			func(th *object.Thread, self, v object.Value) error {
				for _, r := range roundings {
					if v == object.Value(r) {
						of(self).rounding = r
						return nil
					}
				}
				return object.TypeErrorf("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
			}),
		object.Method("copy(self)", "A context like it.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return of(a.Self()).copy(), nil }),
		object.Method("create_decimal(self, num='0')", "A number, rounded to the context.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, err := object.CallFn(th, decimalClass, a.Value("num"))
			if d, ok := v.(*decimal); ok {
				return of(a.Self()).fix(d), err
			}
			return v, err
		}),
		object.Method("divide(self, a, b)", "a / b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return inContext(th, of(a.Self()), object.Div, a)
		}),
		object.Method("add(self, a, b)", "a + b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return inContext(th, of(a.Self()), object.Add, a)
		}),
		object.Method("subtract(self, a, b)", "a - b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return inContext(th, of(a.Self()), object.Sub, a)
		}),
		object.Method("multiply(self, a, b)", "a * b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return inContext(th, of(a.Self()), object.Mul, a)
		}),
		object.Method("power(self, a, b)", "a ** b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return inContext(th, of(a.Self()), object.Pow, a)
		}),
	}
}

// inContext computes with another context than the session's.
func inContext(th *object.Thread, c *decimalContext, op object.Op, a *object.Bound) (object.Value, error) {
	x, ok := asDecimal(a.Value("a"))
	y, ok2 := asDecimal(a.Value("b"))
	if !ok || !ok2 {
		return nil, object.TypeErrorf("conversion to Decimal is not supported")
	}
	return c.binary(op, x, y)
}

// localContext is what localcontext() gives: its block computes with a context
// of its own.
type localContext struct{ inner, outer *decimalContext }

var localContextClass = &object.Class{Name: "_ContextManager", Module: "decimal", Doc: "A context for a block.", Final: true,
	Enter: func(th *object.Thread, self object.Value) (object.Value, error) {
		l := self.(*localContext)
		l.outer = contextOf(th)
		setContext(th, l.inner)
		return l.inner, nil
	},
	Exit: func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		setContext(th, self.(*localContext).outer)
		return false, nil
	}}

// PyClass is the class of context managers.
func (*localContext) PyClass() *object.Class { return localContextClass }

func decimalModule() *object.Module {
	return &object.Module{Name: "decimal", Doc: "Numbers of decimal digits.", Members: func() []object.Member {
		members := []object.Member{
			object.Const("Decimal", decimalClass), object.Const("Context", contextClass), object.Const("DecimalTuple", decimalTupleClass),
			object.Const("DecimalException", decimalException), object.Const("InvalidOperation", invalidOperation), object.Const("DivisionByZero", decimalDivisionByZero),
			object.Const("Inexact", decimalInexact), object.Const("Rounded", decimalRounded), object.Const("Overflow", decimalOverflow), object.Const("Underflow", decimalUnderflow),
			object.Const("FloatOperation", floatOperation), object.Const("MAX_PREC", 999999999999999999), object.Const("HAVE_THREADS", true),
			object.Fun("getcontext()", "The context that counts.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return contextOf(th), nil }),
			object.Fun("setcontext(context, /)", "Sets the context.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				c, ok := a.At(0).(*decimalContext)
				if !ok {
					return nil, object.TypeErrorf("optional argument must be a context")
				}
				setContext(th, c)
				return nil, nil
			}),
			object.Fun("localcontext(ctx=None, *, prec=None, rounding=None)", "A context for a with block.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				c := contextOf(th).copy()
				if given, ok := a.Value("ctx").(*decimalContext); ok {
					c = given.copy()
				}
				c.prec, c.rounding = a.IntOr("prec", c.prec), a.StrOr("rounding", c.rounding)
				return &localContext{inner: c}, nil
			}),
		}
		for _, r := range roundings {
			members = append(members, object.Const(r, r))
		}
		return members
	}}
}

// fix rounds a number to the digits of the context.
func (c *decimalContext) fix(d *decimal) *decimal {
	if d.kind != finite {
		return d
	}
	drop := d.digits() - c.prec
	if drop <= 0 {
		return d
	}
	r := rescale(d, d.exp+drop, c.rounding)
	if r.digits() > c.prec {
		r = rescale(r, r.exp+1, c.rounding)
	}
	return r
}

// rescale gives the number another exponent, rounding what does not fit.
func rescale(d *decimal, exp int, rounding string) *decimal {
	out := &decimal{neg: d.neg, exp: exp}
	if d.exp >= exp {
		out.coef = new(big.Int).Mul(d.coef, pow10(d.exp-exp))
		return out
	}
	unit := pow10(exp - d.exp)
	q, rem := new(big.Int).QuoRem(d.coef, unit, new(big.Int))
	out.coef = q
	if rem.Sign() == 0 {
		return out
	}
	half := rem.Lsh(rem, 1).Cmp(unit)
	odd := q.Bit(0) == 1
	last := new(big.Int).Rem(q, big.NewInt(5)).Sign() == 0
	up := false
	switch rounding {
	case "ROUND_UP":
		up = true
	case "ROUND_CEILING":
		up = !d.neg
	case "ROUND_FLOOR":
		up = d.neg
	case "ROUND_HALF_UP":
		up = half >= 0
	case "ROUND_HALF_DOWN":
		up = half > 0
	case "ROUND_HALF_EVEN":
		up = half > 0 || half == 0 && odd
	case "ROUND_05UP":
		up = last
	}
	if up {
		q.Add(q, big.NewInt(1))
	}
	return out
}
