package builtins

import (
	"math/big"
	"unicode/utf8"

	"kerash/interp/object"
)

var numberFuncs = []*object.Builtin{
	object.Func("abs(x, /)", "The absolute value.", abs),
	object.Func("round(/, number, ndigits=None)", "The number rounded to ndigits decimals, halves to even; without ndigits an int.", round),
	object.Func("divmod(x, y, /)", "The quotient rounded down, and the remainder.", divmod),
	object.Func("pow(/, base, exp, mod=None)", "base ** exp, or base ** exp % mod.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if !a.Has("mod") {
			return object.BinaryOp(th, object.Pow, a.At(0), a.At(1))
		}
		return object.PowMod(th, a.At(0), a.At(1), a.At(2))
	}),
	based("bin(number, /)", "The number in binary digits.", 2, "0b"),
	based("oct(number, /)", "The number in octal digits.", 8, "0o"),
	based("hex(number, /)", "The number in hexadecimal digits.", 16, "0x"),
	object.Func("chr(i, /)", "The character with the number i.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if b, ok := a.Value("i").(*big.Int); ok {
			return nil, object.Errorf(object.OverflowError, "Python int too %s to convert to C int", map[int]string{1: "large", -1: "small"}[b.Sign()])
		}
		i := a.Int("i")
		if i < 0 || i > utf8.MaxRune {
			return nil, object.ValueErrorf("chr() arg not in range(0x110000)")
		}
		return string(rune(i)), nil
	}),
	object.Func("ord(c, /)", "The number of a character.", ord),
}

func abs(th *object.Thread, a *object.Bound) (object.Value, error) {
	switch x := a.At(0).(type) {
	case int:
		if x < 0 {
			return object.UnaryOp(th, object.Neg, x)
		}
		return x, nil
	case float64:
		if x < 0 || x == 0 {
			return 0 - x, nil
		}
		return x, nil
	case bool:
		return object.AsIndex(th, x)
	case *big.Int:
		return object.IntValue(new(big.Int).Abs(x)), nil
	}
	return specialCall(th, a.At(0), "__abs__", "bad operand type for abs(): '%s'")
}

// specialCall calls a method without arguments; without it, the error tells
// the value's type.
func specialCall(th *object.Thread, v object.Value, name, missing string) (object.Value, error) {
	if _, ok := object.TypeOf(v).Lookup(name); !ok {
		return nil, object.TypeErrorf(missing, object.TypeName(v))
	}
	return object.CallMethodOf(th, v, name, object.Args{})
}

func round(th *object.Thread, a *object.Bound) (object.Value, error) {
	v, digits := a.Value("number"), a.Value("ndigits")
	switch v.(type) {
	case int, float64, bool, *big.Int:
		return object.RoundNumber(th, v, digits)
	}
	if _, ok := object.TypeOf(v).Lookup("__round__"); !ok {
		return nil, object.TypeErrorf("type %s doesn't define __round__ method", object.TypeName(v))
	}
	args := object.Args{}
	if digits != nil {
		args.Pos = []object.Value{digits}
	}
	return object.CallMethodOf(th, v, "__round__", args)
}

func divmod(th *object.Thread, a *object.Bound) (object.Value, error) {
	x, y := a.At(0), a.At(1)
	if r, ok, err := floatDivmod(th, x, y); ok {
		return r, err
	}
	if r, ok, err := intDivmod(x, y); ok {
		return r, err
	}
	for _, side := range []struct {
		of, arg object.Value
		name    string
	}{{x, y, "__divmod__"}, {y, x, "__rdivmod__"}} {
		if inst, ok := side.of.(*object.Instance); ok {
			if r, found, err := inst.CallMethod(th, side.name, object.Pos(side.arg)); err != nil || found && r != object.NotImplemented {
				return r, err
			}
		}
	}
	q, err := object.BinaryOp(th, object.FloorDiv, x, y)
	if err != nil {
		if object.IsError(err, object.TypeError) {
			err = object.TypeErrorf("unsupported operand type(s) for divmod(): '%s' and '%s'", object.TypeName(x), object.TypeName(y))
		}
		return nil, err
	}
	m, err := object.BinaryOp(th, object.Mod, x, y)
	return object.NewTuple(q, m), err
}

func floatDivmod(th *object.Thread, x, y object.Value) (object.Value, bool, error) {
	number := func(v object.Value) (f float64, isFloat, ok bool) {
		switch v := v.(type) {
		case float64:
			return v, true, true
		case int:
			return float64(v), false, true
		case bool:
			if v {
				return 1, false, true
			}
			return 0, false, true
		case *big.Int:
			f, err := object.AsFloat(th, v)
			return f, false, err == nil
		}
		return 0, false, false
	}
	f, xf, ok := number(x)
	g, yf, ok2 := number(y)
	if !ok || !ok2 || !xf && !yf {
		return nil, false, nil
	}
	if g == 0 {
		return nil, true, object.NewError(object.ZeroDivisionError, "float divmod()")
	}
	q, m := object.FloatDivMod(f, g)
	return object.NewTuple(q, m), true, nil
}

// intDivmod divides once where the operators would divide long integers twice.
func intDivmod(x, y object.Value) (object.Value, bool, error) {
	_, xLong := x.(*big.Int)
	_, yLong := y.(*big.Int)
	if !(xLong || yLong) || !isInt(x) || !isInt(y) {
		return nil, false, nil
	}
	m, _ := object.BigOf(x)
	n, _ := object.BigOf(y)
	if n.Sign() == 0 {
		return nil, true, object.NewError(object.ZeroDivisionError, "integer division or modulo by zero")
	}
	return object.DivModInts(m, n), true, nil
}

func isInt(v object.Value) bool {
	switch v.(type) {
	case int, bool, *big.Int:
		return true
	}
	return false
}

func based(sig, doc string, base int, prefix string) *object.Builtin {
	return object.Func(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		n := a.Big("number")
		if n.Sign() < 0 {
			return "-" + prefix + n.Text(base)[1:], nil
		}
		return prefix + n.Text(base), nil
	})
}

func ord(th *object.Thread, a *object.Bound) (object.Value, error) {
	var n int
	switch c := a.At(0).(type) {
	case string:
		if n = utf8.RuneCountInString(c); n == 1 {
			r, _ := utf8.DecodeRuneInString(c)
			return int(r), nil
		}
	case object.Bytes:
		if n = len(c); n == 1 {
			return int(c[0]), nil
		}
	default:
		return nil, object.TypeErrorf("ord() expected string of length 1, but %s found", object.TypeName(c))
	}
	return nil, object.TypeErrorf("ord() expected a character, but string of length %d found", n)
}
