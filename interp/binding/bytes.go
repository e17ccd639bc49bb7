package binding

import (
	"unicode/utf8"

	"kerash/interp/object"
	"kerash/tensor"
)

// Bytes is a Python bytes object: what a string tensor gives by numpy().
type Bytes string

// BytesClass is the class bytes.
var BytesClass = &object.Class{Name: "bytes", Doc: "Fixed sequences of bytes: what a tensor of strings holds.", Signature: "bytes(source='', encoding='utf-8')", Final: true}

// PyClass is bytes.
func (b Bytes) PyClass() *object.Class { return BytesClass }

func init() {
	BytesClass.New = newBytes
	BytesClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return tensor.BytesRepr(string(self.(Bytes))), nil
	}
	BytesClass.Len = func(th *object.Thread, self object.Value) (int, error) { return len(self.(Bytes)), nil }
	BytesClass.Bool = func(th *object.Thread, self object.Value) (bool, error) { return len(self.(Bytes)) > 0, nil }
	BytesClass.Hash = func(th *object.Thread, self object.Value) (int, error) { return object.Hash(th, string(self.(Bytes))) }
	BytesClass.Compare = compareBytes
	BytesClass.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(Bytes)
		y, ok2 := b.(Bytes)
		if op != object.Add || !ok || !ok2 {
			return object.NotImplemented, nil
		}
		return x + y, nil
	}
	BytesClass.Index = indexBytes
	BytesClass.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		elems := make([]object.Value, len(self.(Bytes)))
		for i := range elems {
			elems[i] = int(self.(Bytes)[i])
		}
		return object.IterSlice(elems), nil
	}
	BytesClass.Members = bytesMembers
}

func newBytes(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	a, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	switch v := a.Value("source").(type) {
	case string:
		return Bytes(v), nil
	case Bytes:
		return v, nil
	case int:
		return Bytes(make([]byte, v)), nil
	}
	var out []byte
	for _, n := range a.Ints("source") {
		if n < 0 || n > 255 {
			return nil, object.ValueErrorf("bytes must be in range(0, 256)")
		}
		out = append(out, byte(n))
	}
	return Bytes(out), nil
}

func compareBytes(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x, ok := a.(Bytes)
	y, ok2 := b.(Bytes)
	if !ok || !ok2 {
		return object.NotImplemented, nil
	}
	switch op {
	case object.Eq:
		return x == y, nil
	case object.Ne:
		return x != y, nil
	case object.Lt:
		return x < y, nil
	case object.Le:
		return x <= y, nil
	case object.Gt:
		return x > y, nil
	}
	return x >= y, nil
}

func indexBytes(th *object.Thread, self, key object.Value) (object.Value, error) {
	b := self.(Bytes)
	if s, ok := key.(*object.Slice); ok {
		start, _, step, n := SliceBounds(th, s, len(b))
		out := make([]byte, n)
		for i := range out {
			out[i] = b[start+i*step]
		}
		return Bytes(out), nil
	}
	i, err := object.AsIndex(th, key)
	if err != nil {
		return nil, err
	}
	if i < 0 {
		i += len(b)
	}
	if i < 0 || i >= len(b) {
		return nil, object.IndexErrorf("index out of range")
	}
	return int(b[i]), nil
}

// SliceBounds resolves a slice of a sequence of n elements: the first
// position, the end, the step and how many elements there are.
func SliceBounds(th *object.Thread, s *object.Slice, n int) (start, stop, step, count int) {
	bound := func(v object.Value, other int) int {
		if v == nil {
			return other
		}
		i := object.Must(object.AsIndex(th, v))
		if i < 0 {
			i += n
		}
		if step > 0 {
			return min(max(i, 0), n)
		}
		return min(max(i, -1), n-1)
	}
	step = 1
	if s.Step != nil {
		step = object.Must(object.AsIndex(th, s.Step))
	}
	switch {
	case step == 0:
		object.Throw(object.ValueErrorf("slice step cannot be zero"))
	case step > 0:
		start, stop = bound(s.Start, 0), bound(s.Stop, n)
		count = max(0, (stop-start+step-1)/step)
	default:
		start, stop = bound(s.Start, n-1), bound(s.Stop, -1)
		count = max(0, (start-stop-step-1)/-step)
	}
	return start, stop, step, count
}

func bytesMembers() []object.Member {
	return []object.Member{
		object.Method("decode(self, encoding='utf-8', errors='strict')", "The text that the bytes encode.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := string(a.Self().(Bytes))
			if a.Str("errors") == "strict" && !utf8.ValidString(s) {
				for i, r := range s {
					if r == utf8.RuneError {
						if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
							return nil, object.Errorf(object.UnicodeDecodeError, "'utf-8' codec can't decode byte 0x%02x in position %d: invalid start byte", s[i], i)
						}
					}
				}
			}
			return s, nil
		}),
		object.Method("hex(self)", "The bytes in hexadecimal.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			const digits = "0123456789abcdef"
			var out []byte
			for _, c := range []byte(a.Self().(Bytes)) {
				out = append(out, digits[c>>4], digits[c&15])
			}
			return string(out), nil
		}),
	}
}
