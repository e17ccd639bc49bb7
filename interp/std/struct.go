package std

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"strings"

	"kerash/interp/object"
)

var structError = object.NewExceptionClass("struct", "error", object.ExceptionClass, "Values and a format that do not fit.")

// structItem is a part of a format: a count and a letter.
type structItem struct {
	count int
	code  byte
	// size is that of one value, pad the bytes left free before the first.
	size, pad int
}

// structFormat is a format that has been read.
type structFormat struct {
	text  string
	order binary.ByteOrder
	items []structItem
	size  int
	// values is how many values it stands for.
	values int
}

// PyClass is Struct.
func (*structFormat) PyClass() *object.Class { return structClass }

var structClass = &object.Class{Name: "Struct", Module: "_struct", Doc: "A format of packed values.", Signature: "Struct(format)", Final: true}

// structSizes are the sizes of the letters in the formats that name a byte
// order; nativeSizes those that differ otherwise.
var (
	structSizes = map[byte]int{'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8, 'e': 2, 'f': 4, 'd': 8, 's': 1, 'p': 1}
	nativeSizes = map[byte]int{'l': 8, 'L': 8, 'n': 8, 'N': 8, 'P': 8}
)

func readStruct(v object.Value) (*structFormat, error) {
	text, ok := v.(string)
	if b, isBytes := object.AsBytes(v); isBytes {
		text, ok = b, true
	}
	if !ok {
		return nil, object.TypeErrorf("Struct() argument 1 must be a str or bytes object, not %s", object.TypeName(v))
	}
	f := &structFormat{text: text, order: binary.LittleEndian}
	native := true
	if text != "" {
		switch text[0] {
		case '@':
			text = text[1:]
		case '=', '<':
			native, text = false, text[1:]
		case '>', '!':
			native, text, f.order = false, text[1:], binary.BigEndian
		}
	}
	for i := 0; i < len(text); i++ {
		if text[i] == ' ' || text[i] == '\n' || text[i] == '\t' {
			continue
		}
		it := structItem{count: 1}
		if text[i] >= '0' && text[i] <= '9' {
			it.count = 0
			for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
				it.count = it.count*10 + int(text[i]-'0')
			}
			if i == len(text) {
				return nil, object.NewError(structError, "repeat count given without format specifier")
			}
		}
		it.code = text[i]
		if it.size = structSizes[it.code]; native && nativeSizes[it.code] > 0 {
			it.size = nativeSizes[it.code]
		}
		if it.size == 0 {
			return nil, object.NewError(structError, "bad char in struct format")
		}
		if native && f.size%it.size != 0 {
			it.pad = it.size - f.size%it.size
		}
		f.size += it.pad + it.count*it.size
		switch it.code {
		case 'x':
		case 's', 'p':
			f.values++
		default:
			f.values += it.count
		}
		f.items = append(f.items, it)
	}
	return f, nil
}

// pack makes the bytes of values.
func (f *structFormat) pack(th *object.Thread, what string, args []object.Value) ([]byte, error) {
	if len(args) != f.values {
		return nil, object.Errorf(structError, "%s expected %d items for packing (got %d)", what, f.values, len(args))
	}
	out := make([]byte, 0, f.size)
	for _, it := range f.items {
		out = append(out, make([]byte, it.pad)...)
		switch it.code {
		case 'x':
			out = append(out, make([]byte, it.count)...)
		case 's', 'p':
			b, ok := object.AsBytes(args[0])
			if !ok {
				return nil, object.Errorf(structError, "argument for '%c' must be a bytes object", it.code)
			}
			args = args[1:]
			field := make([]byte, it.count)
			if it.code == 's' {
				copy(field, b)
			} else if it.count > 0 {
				n := copy(field[1:], b)
				field[0] = byte(min(n, 255))
			}
			out = append(out, field...)
		default:
			for range it.count {
				var err error
				if out, err = f.packOne(th, out, it, args[0]); err != nil {
					return nil, err
				}
				args = args[1:]
			}
		}
	}
	return out, nil
}

func (f *structFormat) packOne(th *object.Thread, out []byte, it structItem, v object.Value) ([]byte, error) {
	order := f.order.(binary.AppendByteOrder)
	switch it.code {
	case 'c':
		b, ok := object.AsBytes(v)
		if !ok || len(b) != 1 {
			return nil, object.NewError(structError, "char format requires a bytes object of length 1")
		}
		return append(out, b[0]), nil
	case '?':
		t, err := object.Truth(th, v)
		if t {
			return append(out, 1), err
		}
		return append(out, 0), err
	case 'f', 'd', 'e':
		x, err := object.AsFloat(th, v)
		if err != nil {
			return nil, object.NewError(structError, "required argument is not a float")
		}
		switch it.code {
		case 'd':
			return order.AppendUint64(out, math.Float64bits(x)), nil
		case 'f':
			if y := float32(x); math.IsInf(float64(y), 0) && !math.IsInf(x, 0) {
				return nil, object.Errorf(object.OverflowError, "float too large to pack with f format")
			}
			return order.AppendUint32(out, math.Float32bits(float32(x))), nil
		}
		h, ok := halfBits(x)
		if !ok {
			return nil, object.Errorf(object.OverflowError, "float too large to pack with e format")
		}
		return order.AppendUint16(out, h), nil
	}
	n, err := object.AsBig(th, v)
	if err != nil {
		return nil, object.NewError(structError, "required argument is not an integer")
	}
	bits := uint(8 * it.size)
	signed := strings.IndexByte("bhilqn", it.code) >= 0
	low, high := new(big.Int), new(big.Int).Lsh(big.NewInt(1), bits)
	if signed {
		high.Rsh(high, 1)
		low.Neg(high)
	}
	high.Sub(high, big.NewInt(1))
	if n.Cmp(low) < 0 || n.Cmp(high) > 0 {
		return nil, packRange(it.code, low, high)
	}
	u := new(big.Int).And(n, new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), bits), big.NewInt(1))).Uint64()
	switch it.size {
	case 1:
		return append(out, byte(u)), nil
	case 2:
		return order.AppendUint16(out, uint16(u)), nil
	case 4:
		return order.AppendUint32(out, uint32(u)), nil
	}
	return order.AppendUint64(out, u), nil
}

// packRange is the error of a number that does not fit.
func packRange(code byte, low, high *big.Int) error {
	switch {
	case code == 'b':
		return object.NewError(structError, "byte format requires -128 <= number <= 127")
	case code == 'B':
		return object.NewError(structError, "ubyte format requires 0 <= number <= 255")
	case code == 'h':
		return object.NewError(structError, "short format requires -32768 <= number <= 32767")
	case code == 'H':
		return object.NewError(structError, "ushort format requires 0 <= number <= 65535")
	case high.BitLen() > 62:
		return object.NewError(structError, "argument out of range")
	}
	return object.NewError(structError, fmt.Sprintf("'%c' format requires %s <= number <= %s", code, low, high))
}

// halfBits is a float of 16 bits, rounded to even; ok is false for one too large.
func halfBits(x float64) (bits uint16, ok bool) {
	sign := uint16(0)
	if math.Signbit(x) {
		sign, x = 0x8000, -x
	}
	switch {
	case math.IsNaN(x):
		return sign | 0x7e00, true
	case math.IsInf(x, 0):
		return sign | 0x7c00, true
	case x >= 65520:
		return 0, false
	case x < math.Ldexp(1, -14):
		return sign | uint16(math.RoundToEven(math.Ldexp(x, 24))), true
	}
	frac, exp := math.Frexp(x)
	m := uint16(math.RoundToEven(math.Ldexp(frac, 11)))
	if m == 1<<11 {
		m, exp = 1<<10, exp+1
	}
	return sign | uint16(exp+14)<<10 + m - 1<<10, true
}

func halfFloat(h uint16) float64 {
	m, exp := float64(h&0x3ff), int(h>>10&0x1f)
	x := math.Ldexp(m, -24)
	switch {
	case exp == 31 && m != 0:
		x = math.NaN()
	case exp == 31:
		x = math.Inf(1)
	case exp > 0:
		x = math.Ldexp(m+1024, exp-25)
	}
	if h&0x8000 != 0 {
		x = -x
	}
	return x
}

// unpack reads values of bytes.
func (f *structFormat) unpack(data string) *object.Tuple {
	t := &object.Tuple{}
	b := []byte(data)
	for _, it := range f.items {
		b = b[it.pad:]
		switch it.code {
		case 'x':
			b = b[it.count:]
		case 's':
			t.Elems = append(t.Elems, object.Bytes(b[:it.count]))
			b = b[it.count:]
		case 'p':
			n := 0
			if it.count > 0 {
				n = min(int(b[0]), it.count-1)
			}
			t.Elems = append(t.Elems, object.Bytes(b[min(1, it.count):min(1, it.count)+n]))
			b = b[it.count:]
		default:
			for range it.count {
				t.Elems = append(t.Elems, f.unpackOne(b, it))
				b = b[it.size:]
			}
		}
	}
	return t
}

func (f *structFormat) unpackOne(b []byte, it structItem) object.Value {
	switch it.code {
	case 'c':
		return object.Bytes(b[:1])
	case '?':
		return b[0] != 0
	case 'e':
		return halfFloat(f.order.Uint16(b))
	case 'f':
		return float64(math.Float32frombits(f.order.Uint32(b)))
	case 'd':
		return math.Float64frombits(f.order.Uint64(b))
	}
	var u uint64
	switch it.size {
	case 1:
		u = uint64(b[0])
	case 2:
		u = uint64(f.order.Uint16(b))
	case 4:
		u = uint64(f.order.Uint32(b))
	default:
		u = f.order.Uint64(b)
	}
	if strings.IndexByte("bhilqn", it.code) >= 0 {
		shift := 64 - 8*it.size
		return int(int64(u<<shift) >> shift)
	}
	return object.IntValue(new(big.Int).SetUint64(u))
}

func init() {
	structClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return readStruct(b.At(0))
	}
	structClass.Members = func() []object.Member {
		members := []object.Member{
			object.Getter("size", "how many bytes", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*structFormat).size, nil
			}),
			object.Getter("format", "the format", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*structFormat).text, nil
			}),
		}
		return append(members, structCalls(func(sig, doc string, f func(th *object.Thread, f *structFormat, a *object.Bound) (object.Value, error)) object.Member {
			return object.Method(strings.Replace(sig, "format", "self", 1), doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return f(th, a.Self().(*structFormat), a)
			})
		})...)
	}
}

// structCalls declares what a format can do, as functions or methods.
func structCalls(declare func(sig, doc string, f func(th *object.Thread, f *structFormat, a *object.Bound) (object.Value, error)) object.Member) []object.Member {
	buffer := func(v object.Value) (string, error) {
		b, ok := bufferOf(v)
		if !ok {
			return "", object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(v))
		}
		return b, nil
	}
	return []object.Member{
		declare("pack(format, /, *v)", "The bytes of values.", func(th *object.Thread, f *structFormat, a *object.Bound) (object.Value, error) {
			b, err := f.pack(th, "pack", a.Rest("v"))
			return object.Bytes(b), err
		}),
		declare("unpack(format, buffer, /)", "The values of bytes.", func(th *object.Thread, f *structFormat, a *object.Bound) (object.Value, error) {
			b, err := buffer(a.At(1))
			if err == nil && len(b) != f.size {
				err = object.Errorf(structError, "unpack requires a buffer of %d bytes", f.size)
			}
			if err != nil {
				return nil, err
			}
			return f.unpack(b), nil
		}),
		declare("unpack_from(format, /, buffer, offset=0)", "The values of bytes at an offset.", func(th *object.Thread, f *structFormat, a *object.Bound) (object.Value, error) {
			b, err := buffer(a.At(1))
			if err != nil {
				return nil, err
			}
			at := a.Int("offset")
			if at < 0 {
				at += len(b)
			}
			if at < 0 || len(b)-at < f.size {
				return nil, object.Errorf(structError, "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)", at+f.size, f.size, at, len(b))
			}
			return f.unpack(b[at : at+f.size]), nil
		}),
		declare("pack_into(format, buffer, offset, /, *v)", "Writes the bytes of values into a bytearray.", func(th *object.Thread, f *structFormat, a *object.Bound) (object.Value, error) {
			dst, ok := a.At(1).(*object.ByteArray)
			if !ok {
				return nil, object.TypeErrorf("pack_into() argument must be read-write bytes-like object, not %s", object.TypeName(a.At(1)))
			}
			b, err := f.pack(th, "pack_into", a.Rest("v"))
			if err != nil {
				return nil, err
			}
			at := a.Int("offset")
			if at < 0 {
				at += len(dst.Data)
			}
			if at < 0 || len(dst.Data)-at < len(b) {
				return nil, object.Errorf(structError, "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)", at+len(b), len(b), at, len(dst.Data))
			}
			copy(dst.Data[at:], b)
			return nil, nil
		}),
		declare("iter_unpack(format, buffer, /)", "The values of bytes, one time after the other.", func(th *object.Thread, f *structFormat, a *object.Bound) (object.Value, error) {
			b, err := buffer(a.At(1))
			if err == nil && (f.size == 0 || len(b)%f.size != 0) {
				err = object.Errorf(structError, "iterative unpacking requires a buffer of a multiple of %d bytes", f.size)
			}
			if err != nil {
				return nil, err
			}
			var all []object.Value
			for ; len(b) > 0; b = b[f.size:] {
				all = append(all, f.unpack(b[:f.size]))
			}
			return object.IterSlice(all), nil
		}),
	}
}

func structModule() *object.Module {
	return &object.Module{Name: "struct", Doc: "Values packed as bytes.", Members: func() []object.Member {
		members := structCalls(func(sig, doc string, f func(th *object.Thread, f *structFormat, a *object.Bound) (object.Value, error)) object.Member {
			return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s, err := readStruct(a.At(0))
				if err != nil {
					return nil, err
				}
				return f(th, s, a)
			})
		})
		return append(members, object.Const("Struct", structClass), object.Const("error", structError),
			object.Fun("calcsize(format, /)", "How many bytes a format takes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				f, err := readStruct(a.At(0))
				if err != nil {
					return nil, err
				}
				return f.size, nil
			}))
	}}
}

// bufferOf is the content of anything that is bytes: bytes, bytearray and
// what gives its bytes by tobytes.
func bufferOf(v object.Value) (string, bool) {
	if b, ok := object.AsBytes(v); ok {
		return b, true
	}
	if b, ok := object.NativeOf(v).(interface{ RawBytes() []byte }); ok {
		return string(b.RawBytes()), true
	}
	return "", false
}
