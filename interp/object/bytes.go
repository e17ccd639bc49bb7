package object

import (
	"fmt"
	"strings"
)

// Bytes is a Python bytes value.
type Bytes string

// BytesClass is bytes.
var BytesClass = &Class{Name: "bytes", Doc: "Fixed sequences of bytes.", Signature: "bytes(source=<no bytes>, encoding=<utf-8>, errors=<strict>)", Final: true}

// PyClass is bytes.
func (b Bytes) PyClass() *Class { return BytesClass }

func init() {
	BytesClass.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		s, err := bytesOf(th, cls, args)
		return Bytes(s), err
	}
	BytesClass.Members = func() []Member { return bytesMembers(BytesClass) }
	BytesClass.Repr = func(th *Thread, self Value) (string, error) { return BytesRepr(string(self.(Bytes))), nil }
	BytesClass.Hash = func(th *Thread, self Value) (int, error) { return Hash(th, string(self.(Bytes))) }
	bytesSlots(BytesClass, func(s string) Value { return Bytes(s) })
}

// AsBytes gives the content of bytes or of a bytearray.
func AsBytes(v Value) (string, bool) {
	switch v := v.(type) {
	case Bytes:
		return string(v), true
	case *ByteArray:
		return string(v.Data), true
	case *MemoryView:
		return v.Bytes(), true
	}
	return "", false
}

// bytesSlots sets the slots that bytes and bytearray share; wrap makes a value
// of the class.
func bytesSlots(c *Class, wrap func(s string) Value) {
	c.Len = func(th *Thread, self Value) (int, error) { return len(bytesIn(self)), nil }
	c.Iter = func(th *Thread, self Value) (Iterator, error) { return IterSlice(byteInts(bytesIn(self))), nil }
	c.Contains = func(th *Thread, self, x Value) (bool, error) {
		sub, err := bytesOrInt(x)
		return strings.Contains(bytesIn(self), sub), err
	}
	c.Index = func(th *Thread, self, key Value) (Value, error) {
		s, ok := key.(*Slice)
		if !ok {
			return byteAt(th, c, bytesIn(self), key)
		}
		part, err := sliceBytes(th, bytesIn(self), s)
		return wrap(part), err
	}
	c.Compare = func(th *Thread, op Op, a, b Value) (Value, error) {
		x, ok := AsBytes(a)
		y, ok2 := AsBytes(b)
		if !ok || !ok2 {
			return NotImplemented, nil
		}
		return ordered(op, x, y), nil
	}
	c.Binary = func(th *Thread, op Op, a, b Value) (Value, error) {
		s, err := bytesBinary(th, op, a, b)
		if err != nil || s == nil {
			return NotImplemented, err
		}
		// The left operand's class is the result's.
		if TypeOf(a) != c && op == Add {
			return NotImplemented, nil
		}
		return wrap(*s), nil
	}
}

// bytesIn is the content of a value that is known to be of one of the classes.
func bytesIn(v Value) string {
	s, _ := AsBytes(v)
	return s
}

func byteInts(s string) []Value {
	out := make([]Value, len(s))
	for i := range out {
		out[i] = int(s[i])
	}
	return out
}

// BytesRepr is repr of bytes.
func BytesRepr(s string) string {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	out := []byte{'b', quote}
	for i := range len(s) {
		switch c := s[i]; {
		case c == quote || c == '\\':
			out = append(out, '\\', c)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c == '\t':
			out = append(out, `\t`...)
		case c < ' ' || c >= 0x7f:
			out = fmt.Appendf(out, `\x%02x`, c)
		default:
			out = append(out, c)
		}
	}
	return string(append(out, quote))
}

// bytesOf gives the content that bytes(...) or bytearray(...) asks for.
func bytesOf(th *Thread, cls *Class, args Args) (string, error) {
	b, err := cls.BindNew(th, args)
	if err != nil || !b.Given("source") {
		return "", err
	}
	source := b.Value("source")
	for _, name := range []string{"encoding", "errors"} {
		if v := b.Value(name); b.Given(name) {
			if _, isText := NativeOf(v).(string); !isText {
				return "", TypeErrorf("%s() argument '%s' must be str, not %s", cls.Name, name, TypeName(v))
			}
		}
	}
	_, isText := NativeOf(source).(string)
	if !isText && (b.Given("encoding") || b.Given("errors")) {
		without := "encoding"
		if !b.Given("encoding") {
			without = "errors"
		}
		return "", TypeErrorf("%s without a string argument", without)
	}
	if s, ok := AsBytes(source); ok {
		return s, nil
	}
	if text, ok := NativeOf(source).(string); ok {
		if !b.Given("encoding") {
			return "", TypeErrorf("string argument without an encoding")
		}
		errors := "strict"
		if b.Given("errors") {
			errors = b.Str("errors")
		}
		return encode(text, b.Str("encoding"), errors)
	}
	if fn, ok := TypeOf(source).userMethod("__bytes__"); ok {
		r, err := callMethod(th, fn, source, TypeOf(source))
		if err != nil {
			return "", err
		}
		s, isBytes := r.(Bytes)
		if !isBytes {
			return "", TypeErrorf("__bytes__ returned non-bytes (type %s)", TypeName(r))
		}
		return string(s), nil
	}
	if n, ok, err := findIndex(th, source); ok {
		if err == nil && n < 0 {
			err = ValueErrorf("negative count")
		}
		return strings.Repeat("\x00", max(n, 0)), err
	}
	elems, err := ToSlice(th, source)
	if err != nil {
		if IsError(err, TypeError) && !IsIterable(source) {
			err = TypeErrorf("cannot convert '%s' object to %s", TypeName(source), cls.Name)
		}
		return "", err
	}
	return packBytes(th, elems, cls.rangeName())
}

// rangeName is how errors name the range of a class' elements.
func (c *Class) rangeName() string {
	if c == BytesClass {
		return "bytes"
	}
	return "byte"
}

// packBytes makes bytes of ints.
func packBytes(th *Thread, elems []Value, name string) (string, error) {
	out := make([]byte, len(elems))
	for i, e := range elems {
		n, err := AsIndex(th, e)
		if err != nil {
			return "", err
		}
		if n < 0 || n > 255 {
			return "", ValueErrorf("%s must be in range(0, 256)", name)
		}
		out[i] = byte(n)
	}
	return string(out), nil
}

func byteAt(th *Thread, c *Class, s string, key Value) (Value, error) {
	what := "byte"
	if c != BytesClass {
		what = c.Name
	}
	i, err := seqIndex(th, "index", len(s), key)
	if err != nil {
		if IsError(err, TypeError) {
			return nil, TypeErrorf("%s indices must be integers or slices, not %s", what, TypeName(key))
		}
		if c != BytesClass {
			return nil, IndexErrorf("bytearray index out of range")
		}
		return nil, IndexErrorf("index out of range")
	}
	return int(s[i]), nil
}

func sliceBytes(th *Thread, s string, at *Slice) (string, error) {
	start, _, step, count, err := at.Indices(th, len(s))
	if err != nil {
		return "", err
	}
	if step == 1 {
		return s[start : start+count], nil
	}
	out := make([]byte, count)
	for i := range out {
		out[i] = s[start+i*step]
	}
	return string(out), nil
}

// bytesOrInt reads an argument that is bytes or a single byte's number.
func bytesOrInt(x Value) (string, error) {
	if s, ok := AsBytes(x); ok {
		return s, nil
	}
	if b, ok := x.(bool); ok {
		x = 0
		if b {
			x = 1
		}
	}
	if n, ok := x.(int); ok {
		if n < 0 || n > 255 {
			return "", ValueErrorf("byte must be in range(0, 256)")
		}
		return string([]byte{byte(n)}), nil
	}
	return "", TypeErrorf("a bytes-like object is required, not '%s'", TypeName(x))
}

// bytesBinary is a + b, a * n, n * a and a % args; nil when it is none of them.
func bytesBinary(th *Thread, op Op, a, b Value) (*string, error) {
	x, left := AsBytes(a)
	y, right := AsBytes(b)
	var s string
	switch {
	case op == Add && left && right:
		s = x + y
	case op == Add && left:
		return nil, TypeErrorf("can't concat %s to %s", TypeName(b), TypeName(a))
	case op == Mul && (left || right):
		if right {
			a, b, x = b, a, y
		}
		n, isInt, err := findIndex(th, b)
		if err != nil {
			return nil, err
		}
		if !isInt {
			return nil, TypeErrorf("can't multiply sequence by non-int of type '%s'", TypeName(b))
		}
		s = strings.Repeat(x, max(n, 0))
	case op == Mod && left:
		text, err := printfBytes(th, x, b)
		if err != nil {
			return nil, err
		}
		s = text
	default:
		return nil, nil
	}
	return &s, nil
}
