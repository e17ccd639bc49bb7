package object

import (
	"math/big"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

func init() {
	IntClass.New = newInt
	IntClass.Members = intMembers
	IntClass.Binary = primitiveBinary
	IntClass.Compare = primitiveCompare
	IntClass.Unary = primitiveUnary
	IntClass.Bool = Truth
	IntClass.Format = Format
	IntClass.ToIndex = AsIndex
	IntClass.ToInt = AsInt
	IntClass.ToFloat = AsFloat
	IntClass.Round = RoundNumber
	BoolClass.New = newBool
	BoolClass.Repr = Repr
}

// primitiveBinary is the slot behind int.__add__ and the like.
func primitiveBinary(th *Thread, op Op, a, b Value) (Value, error) {
	r, ok, err := primitiveOp(op, NativeOf(a), NativeOf(b))
	if !ok {
		return NotImplemented, nil
	}
	return r, err
}

func primitiveCompare(th *Thread, op Op, a, b Value) (Value, error) {
	a, b = NativeOf(a), NativeOf(b)
	if r, ok := compareNumbers(op, a, b); ok {
		return r, nil
	}
	x, ok := a.(string)
	y, ok2 := b.(string)
	if ok && ok2 {
		return ordered(op, x, y), nil
	}
	return NotImplemented, nil
}

func primitiveUnary(th *Thread, op Op, a Value) (Value, error) {
	if r, ok, err := numberUnary(op, NativeOf(a)); ok {
		return r, err
	}
	return NotImplemented, nil
}

func newBool(th *Thread, cls *Class, args Args) (Value, error) {
	if len(args.Pos) == 1 && len(args.Kw) == 0 {
		return Truth(th, args.Pos[0])
	}
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	return Truth(th, b.At(0))
}

func newInt(th *Thread, cls *Class, args Args) (Value, error) {
	if len(args.Kw) == 0 && len(args.Pos) == 1 {
		return ToInt(th, args.Pos[0])
	}
	if len(args.Pos)+len(args.Kw) == 0 {
		return 0, nil
	}
	baseArg, ok := args.Lookup("base")
	if len(args.Pos) == 2 {
		baseArg, ok = args.Pos[1], true
	}
	if !ok || len(args.Pos) == 0 || len(args.Pos) > 2 || len(args.Pos)+len(args.Kw) > 2 {
		if _, err := cls.BindNew(th, args); err != nil {
			return nil, err
		}
		return nil, TypeErrorf("int() missing string argument")
	}
	base, err := AsIndex(th, baseArg)
	if err != nil {
		return nil, err
	}
	if base != 0 && (base < 2 || base > 36) {
		return nil, ValueErrorf("int() base must be >= 2 and <= 36, or 0")
	}
	switch s := args.Pos[0].(type) {
	case string:
		return parseInt(s, base)
	case Bytes:
		return parseInt(string(s), base)
	}
	return nil, TypeErrorf("int() can't convert non-string with explicit base")
}

// ToInt is int(v): of a number or a text.
func ToInt(th *Thread, v Value) (Value, error) {
	switch v := v.(type) {
	case string:
		return parseInt(v, 10)
	case Bytes:
		return parseBytes(v, 10)
	}
	if f, ok := v.(float64); ok {
		return wholeFloat(f)
	}
	if b, ok := v.(*big.Int); ok {
		return b, nil
	}
	if inst, ok := v.(*Instance); ok {
		if b, ok := inst.Native.(*big.Int); ok {
			return b, nil
		}
	}
	if cls := TypeOf(v); !cls.user && cls.ToInt == nil && !cls.container {
		if fn, ok := cls.Lookup("__int__"); ok {
			return CallFn(th, fn, v)
		}
	}
	return AsInt(th, v)
}

// parseBytes is parseInt for bytes, which errors show as such.
func parseBytes(b Bytes, base int) (Value, error) {
	return parseShown(string(b), BytesRepr(string(b)), base)
}

func parseInt(text string, base int) (Value, error) { return parseShown(text, StrRepr(text), base) }

func parseShown(text, shown string, base int) (Value, error) {
	bad := func() error {
		return ValueErrorf("invalid literal for int() with base %d: %s", base, shown)
	}
	s := strings.TrimFunc(text, isSpace)
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg, s = s[0] == '-', s[1:]
	}
	radix := base
	prefixed := false
	if len(s) > 1 && s[0] == '0' {
		if r := map[byte]int{'x': 16, 'o': 8, 'b': 2}[s[1]|0x20]; r != 0 && (base == 0 || base == r) {
			radix, s, prefixed = r, strings.TrimPrefix(s[2:], "_"), true
		}
	}
	if radix == 0 {
		radix = 10
		if len(s) > 1 && s[0] == '0' && strings.Trim(s, "0_") != "" {
			return nil, bad()
		}
	}
	if s == "" || s[0] == '_' && !prefixed || strings.HasSuffix(s, "_") || strings.Contains(s, "__") {
		return nil, bad()
	}
	s = asciiDigits(strings.ReplaceAll(s, "_", ""))
	if s == "" || s[0] == '-' || s[0] == '+' {
		return nil, bad()
	}
	if neg {
		s = "-" + s
	}
	n, err := strconv.ParseInt(s, radix, 64)
	if err != nil {
		if e, ok := err.(*strconv.NumError); ok && e.Err == strconv.ErrRange {
			if v, ok, err := parseBig(s, radix); ok {
				return v, err
			}
		}
		return nil, bad()
	}
	return int(n), nil
}

// asciiDigits replaces decimal digits of other scripts.
func asciiDigits(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.Is(unicode.Nd, r) {
			return r
		}
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + r - zero
	}, s)
}

// intItself is the plain int of an int, bool or instance of a derived class.
func intItself(th *Thread, v Value) (Value, error) {
	b, err := AsBig(th, v)
	return IntValue(b), err
}

func intMembers() []Member {
	of := func(a *Bound) *big.Int { return Must(AsBig(a.th, a.At(0))) }
	constant := func(v Value) func(*Thread, Value) (Value, error) {
		return func(*Thread, Value) (Value, error) { return v, nil }
	}
	return []Member{
		Method("bit_length(self, /)", "How many bits the number has without its sign.", func(th *Thread, a *Bound) (Value, error) {
			return of(a).BitLen(), nil
		}),
		Method("bit_count(self, /)", "How many bits of the number are one.", func(th *Thread, a *Bound) (Value, error) {
			n := 0
			for _, w := range of(a).Bits() {
				n += bits.OnesCount(uint(w))
			}
			return n, nil
		}),
		Method("conjugate(self, /)", "The number itself.", func(th *Thread, a *Bound) (Value, error) { return IntValue(of(a)), nil }),
		Method("as_integer_ratio(self, /)", "The number and 1.", func(th *Thread, a *Bound) (Value, error) {
			return NewTuple(IntValue(of(a)), 1), nil
		}),
		Method("to_bytes(self, /, length=1, byteorder='big', *, signed=False)", "The number as bytes.", func(th *Thread, a *Bound) (Value, error) {
			return intToBytes(of(a), a.Int("length"), a.Str("byteorder"), a.Bool("signed"))
		}),
		ClassMethodOf("from_bytes(cls, bytes, byteorder='big', *, signed=False)", "The number that bytes are.", func(th *Thread, a *Bound) (Value, error) {
			return intFromBytes(a)
		}),
		Getter("real", "the number itself", intItself),
		Getter("imag", "0", constant(0)),
		Getter("numerator", "the number itself", intItself),
		Getter("denominator", "1", constant(1)),
	}
}

func intToBytes(v *big.Int, length int, order string, signed bool) (Value, error) {
	if order != "big" && order != "little" {
		return nil, ValueErrorf("byteorder must be either 'little' or 'big'")
	}
	if length < 0 {
		return nil, ValueErrorf("length argument must be non-negative")
	}
	if v.Sign() < 0 && !signed {
		return nil, Errorf(OverflowError, "can't convert negative int to unsigned")
	}
	most := v.BitLen()
	if signed {
		most++
		if v.Sign() < 0 {
			most = new(big.Int).Not(v).BitLen() + 1
		}
	}
	if most > 8*length && v.Sign() != 0 {
		return nil, Errorf(OverflowError, "int too big to convert")
	}
	if v.Sign() < 0 {
		// Two's complement.
		v = new(big.Int).Add(v, new(big.Int).Lsh(big.NewInt(1), uint(8*length)))
	}
	out := v.FillBytes(make([]byte, length))
	if order == "little" {
		slices.Reverse(out)
	}
	return Bytes(out), nil
}

func intFromBytes(a *Bound) (Value, error) {
	raw, ok := AsBytes(a.Value("bytes"))
	if !ok {
		s, err := bytesOf(a.Thread(), BytesClass, Pos(a.Value("bytes")))
		if err != nil {
			return nil, err
		}
		raw = s
	}
	order := a.Str("byteorder")
	if order != "big" && order != "little" {
		return nil, ValueErrorf("byteorder must be either 'little' or 'big'")
	}
	digits := []byte(raw)
	if order == "little" {
		slices.Reverse(digits)
	}
	v := new(big.Int).SetBytes(digits)
	if a.Bool("signed") && len(digits) > 0 && digits[0] >= 0x80 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(digits))))
	}
	return IntValue(v), nil
}
