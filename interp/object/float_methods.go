package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

func init() {
	FloatClass.New = newFloat
	FloatClass.Members = floatMembers
	FloatClass.Binary = primitiveBinary
	FloatClass.Compare = primitiveCompare
	FloatClass.Unary = primitiveUnary
	FloatClass.Bool = Truth
	FloatClass.Format = Format
	FloatClass.ToInt = AsInt
	FloatClass.ToFloat = AsFloat
	FloatClass.Round = RoundNumber
	StrClass.Compare = primitiveCompare
	StrClass.Format = Format
}

func newFloat(th *Thread, cls *Class, args Args) (Value, error) {
	if len(args.Pos)+len(args.Kw) == 0 {
		return 0.0, nil
	}
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	return ToFloat(th, b.At(0))
}

// ToFloat is float(v): of a number or a text.
func ToFloat(th *Thread, v Value) (Value, error) {
	switch v := v.(type) {
	case float64:
		return v, nil
	case string:
		return parseFloat(v, v)
	case Bytes:
		return parseFloat(string(v), v)
	}
	f, ok, err := 0.0, true, error(nil)
	switch v := v.(type) {
	case int:
		f = float64(v)
	case bool:
		f = float64(b2i(v))
	case *big.Int:
		f, err = bigFloat(v)
	default:
		f, ok, err = findFloat(th, v)
	}
	if !ok && err == nil {
		err = TypeErrorf("float() argument must be a string or a real number, not '%s'", TypeName(v))
	}
	return f, err
}

func parseFloat(text string, shown Value) (Value, error) {
	bad := func() error {
		return ValueErrorf("could not convert string to float: %s", quickRepr(shown))
	}
	s := strings.TrimFunc(text, isSpace)
	if strings.ContainsAny(s, "xXpP") || s == "" || strings.HasPrefix(s, "_") || strings.HasSuffix(s, "_") || strings.Contains(s, "__") {
		return nil, bad()
	}
	for i := range len(s) {
		if s[i] == '_' && !(isDigitByte(s[i-1]) && isDigitByte(s[i+1])) {
			return nil, bad()
		}
	}
	f, err := strconv.ParseFloat(asciiDigits(strings.ReplaceAll(s, "_", "")), 64)
	if e, ok := err.(*strconv.NumError); ok && e.Err != strconv.ErrRange {
		return nil, bad()
	}
	return f, nil
}

func isDigitByte(c byte) bool { return '0' <= c && c <= '9' }

func floatMembers() []Member {
	of := func(a *Bound) float64 { return Must(AsFloat(a.th, a.At(0))) }
	return []Member{
		Method("is_integer(self, /)", "Whether the number is whole.", func(th *Thread, a *Bound) (Value, error) {
			f := of(a)
			return f == math.Floor(f) && !math.IsInf(f, 0), nil
		}),
		Method("as_integer_ratio(self, /)", "Two ints whose quotient is the number.", func(th *Thread, a *Bound) (Value, error) {
			return integerRatio(of(a))
		}),
		Method("hex(self, /)", "The number in hexadecimal digits.", func(th *Thread, a *Bound) (Value, error) {
			return floatHex(of(a)), nil
		}),
		ClassMethodOf("fromhex(cls, string, /)", "The number of a hexadecimal text.", func(th *Thread, a *Bound) (Value, error) {
			s := strings.TrimSpace(strArg(a, 1))
			if !strings.ContainsAny(s, "pP") && strings.ContainsAny(s, "xX") {
				s += "p0"
			}
			f, err := strconv.ParseFloat(s, 64)
			if err != nil {
				return nil, ValueErrorf("invalid hexadecimal floating-point string")
			}
			return f, nil
		}),
		Method("conjugate(self, /)", "The number itself.", func(th *Thread, a *Bound) (Value, error) { return of(a), nil }),
		Getter("real", "the number itself", func(th *Thread, self Value) (Value, error) { return self, nil }),
		Getter("imag", "0.0", func(th *Thread, self Value) (Value, error) { return 0.0, nil }),
	}
}

func integerRatio(f float64) (Value, error) {
	if f != f {
		return nil, ValueErrorf("cannot convert NaN to integer ratio")
	}
	if math.IsInf(f, 0) {
		return nil, Errorf(OverflowError, "cannot convert Infinity to integer ratio")
	}
	r := new(big.Rat)
	r.SetFloat64(f)
	return NewTuple(IntValue(r.Num()), IntValue(r.Denom())), nil
}

func floatHex(f float64) string {
	switch {
	case f != f || math.IsInf(f, 0):
		return FloatRepr(f)
	case f == 0:
		return strings.TrimSuffix(FloatRepr(f), "0.0") + "0x0.0p+0"
	}
	s := strconv.FormatFloat(f, 'x', 13, 64)
	mant, exp, _ := strings.Cut(s, "p")
	if len(exp) > 2 && exp[1] == '0' {
		exp = exp[:1] + exp[2:]
	}
	return mant + "p" + exp
}

// RoundNumber is round(v, digits) of an int, bool or float; digits is nil when
// it was not given.
func RoundNumber(th *Thread, v, digits Value) (Value, error) {
	f, isFloat := v.(float64)
	if digits == nil {
		if isFloat {
			return wholeFloat(math.RoundToEven(f))
		}
		return intItself(th, v)
	}
	n, err := AsIndex(th, digits)
	if err != nil {
		return nil, err
	}
	if isFloat {
		return roundFloat(f, n)
	}
	i, err := AsBig(th, v)
	if err != nil {
		return nil, err
	}
	if n >= 0 {
		return IntValue(i), nil
	}
	return roundInt(i, -n), nil
}

// roundFloat rounds the exact decimal value, halves to even.
func roundFloat(f float64, n int) (Value, error) {
	if n > 323 || f != f || math.IsInf(f, 0) {
		return f, nil
	}
	if n < -308 {
		return math.Copysign(0, f), nil
	}
	if n >= 0 {
		r, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'f', n, 64), 64)
		return r, nil
	}
	// Without decimals the exact value is a whole number of tens to the -n.
	exact, _ := new(big.Float).SetFloat64(math.Abs(f)).Rat(nil)
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-n)), nil)
	q := roundRat(exact.Quo(exact, new(big.Rat).SetInt(unit)))
	r, _ := new(big.Float).SetInt(q.Mul(q, unit)).Float64()
	if math.IsInf(r, 0) {
		return nil, Errorf(OverflowError, "rounded value too large to represent")
	}
	return math.Copysign(r, f), nil
}

func roundRat(r *big.Rat) *big.Int {
	q, rest := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	switch c := rest.Lsh(rest, 1).Cmp(r.Denom()); {
	case c > 0, c == 0 && q.Bit(0) == 1:
		q.Add(q, big.NewInt(1))
	}
	return q
}

// roundInt rounds to tens to the n, halves to even.
func roundInt(i *big.Int, n int) Value {
	if n > i.BitLen() {
		return 0
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
	q := roundRat(new(big.Rat).SetFrac(new(big.Int).Abs(i), unit))
	q.Mul(q, unit)
	if i.Sign() < 0 {
		q.Neg(q)
	}
	return IntValue(q)
}
