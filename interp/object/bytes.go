package object

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Bytes is a Python bytes value. The language has no literal for it: bytes
// come from string tensors, binary files and str.encode.
type Bytes string

// BytesClass is bytes.
var BytesClass = &Class{Name: "bytes", Doc: "Fixed sequences of bytes.", Signature: "bytes(source=<no bytes>, encoding=<utf-8>, errors=<strict>, /)", Final: true}

// PyClass is bytes.
func (b Bytes) PyClass() *Class { return BytesClass }

func init() {
	BytesClass.New = newBytes
	BytesClass.Members = bytesMembers
	BytesClass.Repr = func(th *Thread, self Value) (string, error) { return BytesRepr(string(self.(Bytes))), nil }
	BytesClass.Len = func(th *Thread, self Value) (int, error) { return len(self.(Bytes)), nil }
	BytesClass.Hash = func(th *Thread, self Value) (int, error) { return Hash(th, string(self.(Bytes))) }
	BytesClass.Index = bytesIndex
	BytesClass.Iter = func(th *Thread, self Value) (Iterator, error) { return IterSlice(self.(Bytes).ints()), nil }
	BytesClass.Contains = bytesContains
	BytesClass.Compare = func(th *Thread, op Op, a, b Value) (Value, error) {
		x, ok := a.(Bytes)
		y, ok2 := b.(Bytes)
		if !ok || !ok2 {
			return NotImplemented, nil
		}
		return ordered(op, string(x), string(y)), nil
	}
	BytesClass.Binary = bytesBinary
}

func (b Bytes) ints() []Value {
	out := make([]Value, len(b))
	for i := range out {
		out[i] = int(b[i])
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

func newBytes(th *Thread, cls *Class, args Args) (Value, error) {
	b, err := cls.BindNew(th, args)
	if err != nil || !b.Given("source") {
		return Bytes(""), err
	}
	switch v := b.Value("source").(type) {
	case Bytes:
		return v, nil
	case string:
		if !b.Given("encoding") {
			return nil, TypeErrorf("string argument without an encoding")
		}
		return Bytes(v), nil
	case int:
		if v < 0 {
			return nil, ValueErrorf("negative count")
		}
		return Bytes(strings.Repeat("\x00", v)), nil
	}
	ints, err := AsInts(th, b.Value("source"))
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(ints))
	for i, n := range ints {
		if n < 0 || n > 255 {
			return nil, ValueErrorf("bytes must be in range(0, 256)")
		}
		out[i] = byte(n)
	}
	return Bytes(out), nil
}

func bytesIndex(th *Thread, self, key Value) (Value, error) {
	b := self.(Bytes)
	s, ok := key.(*Slice)
	if !ok {
		i, err := seqIndex(th, "index", len(b), key)
		if err != nil {
			if IsError(err, TypeError) {
				return nil, TypeErrorf("byte indices must be integers or slices, not %s", TypeName(key))
			}
			return nil, IndexErrorf("index out of range")
		}
		return int(b[i]), nil
	}
	start, _, step, count, err := s.Indices(th, len(b))
	if err != nil {
		return nil, err
	}
	out := make([]byte, count)
	for i := range out {
		out[i] = b[start+i*step]
	}
	return Bytes(out), nil
}

func bytesContains(th *Thread, self, x Value) (bool, error) {
	switch x := x.(type) {
	case Bytes:
		return strings.Contains(string(self.(Bytes)), string(x)), nil
	case int:
		if x < 0 || x > 255 {
			return false, ValueErrorf("byte must be in range(0, 256)")
		}
		return strings.IndexByte(string(self.(Bytes)), byte(x)) >= 0, nil
	}
	return false, TypeErrorf("a bytes-like object is required, not '%s'", TypeName(x))
}

func bytesBinary(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := a.(Bytes)
	if !ok {
		if n, isInt := a.(int); isInt && op == Mul {
			return Bytes(strings.Repeat(string(b.(Bytes)), max(n, 0))), nil
		}
		return NotImplemented, nil
	}
	switch y := b.(type) {
	case Bytes:
		if op == Add {
			return x + y, nil
		}
	case int:
		if op == Mul {
			return Bytes(strings.Repeat(string(x), max(y, 0))), nil
		}
	default:
		if op == Add {
			return nil, TypeErrorf("can't concat %s to bytes", TypeName(b))
		}
	}
	return NotImplemented, nil
}

func bytesMembers() []Member {
	return []Member{
		Method("decode(self, /, encoding='utf-8', errors='strict')", "The text that the bytes encode.", func(th *Thread, a *Bound) (Value, error) {
			return DecodeUTF8(string(a.Self().(Bytes)), a.Str("errors"))
		}),
		Method("hex(self)", "The bytes as hexadecimal digits.", func(th *Thread, a *Bound) (Value, error) {
			return fmt.Sprintf("%x", string(a.Self().(Bytes))), nil
		}),
		Method("startswith(self, prefix, /)", "Whether the bytes begin with prefix.", func(th *Thread, a *Bound) (Value, error) {
			p, ok := a.Value("prefix").(Bytes)
			if !ok {
				return nil, TypeErrorf("startswith first arg must be bytes or a tuple of bytes, not %s", TypeName(a.Value("prefix")))
			}
			return strings.HasPrefix(string(a.Self().(Bytes)), string(p)), nil
		}),
		Method("endswith(self, suffix, /)", "Whether the bytes end with suffix.", func(th *Thread, a *Bound) (Value, error) {
			p, ok := a.Value("suffix").(Bytes)
			if !ok {
				return nil, TypeErrorf("endswith first arg must be bytes or a tuple of bytes, not %s", TypeName(a.Value("suffix")))
			}
			return strings.HasSuffix(string(a.Self().(Bytes)), string(p)), nil
		}),
		Method("strip(self)", "The bytes without white space at the ends.", func(th *Thread, a *Bound) (Value, error) {
			return Bytes(strings.Trim(string(a.Self().(Bytes)), " \t\n\r\v\f")), nil
		}),
		Method("split(self, /, sep=None)", "The parts between white space or sep.", func(th *Thread, a *Bound) (Value, error) {
			s := string(a.Self().(Bytes))
			parts := strings.Fields(s)
			if sep, ok := a.Value("sep").(Bytes); ok {
				parts = strings.Split(s, string(sep))
			}
			out := NewList()
			for _, p := range parts {
				out.Elems = append(out.Elems, Bytes(p))
			}
			return out, nil
		}),
	}
}

// DecodeUTF8 checks text; errors says what becomes of bytes that are no text:
// strict, ignore or replace.
func DecodeUTF8(s, errors string) (string, error) {
	if utf8.ValidString(s) {
		return s, nil
	}
	var out strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r != utf8.RuneError || n > 1 {
			out.WriteString(s[i : i+n])
			i += n
			continue
		}
		switch errors {
		case "ignore":
		case "replace":
			out.WriteRune(utf8.RuneError)
		default:
			return "", decodeError(s, i)
		}
		i++
	}
	return out.String(), nil
}

func decodeError(s string, at int) error {
	reason := "invalid start byte"
	if c := s[at]; c >= 0xc2 && c <= 0xf4 {
		reason = "invalid continuation byte"
		if at+1 == len(s) {
			reason = "unexpected end of data"
		}
	}
	return &Raised{NewException(UnicodeDecodeError, "utf-8", Bytes(s), at, at+1, reason)}
}
