// Package message takes protocol buffer messages apart and puts them together,
// field by field, without their declarations: TensorFlow's files hold a few
// kinds of small ones.
package message

import (
	"google.golang.org/protobuf/encoding/protowire"
)

// Field is a field of a message: a number (of varints and fixed numbers) or
// bytes.
type Field struct {
	Num   protowire.Number
	Value uint64
	Bytes []byte
}

// Fields takes a message apart.
func Fields(b []byte) ([]Field, error) {
	var out []Field
	for len(b) > 0 {
		num, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return nil, protowire.ParseError(n)
		}
		b = b[n:]
		f := Field{Num: num}
		switch kind {
		case protowire.VarintType:
			f.Value, n = protowire.ConsumeVarint(b)
		case protowire.Fixed32Type:
			var v uint32
			v, n = protowire.ConsumeFixed32(b)
			f.Value = uint64(v)
		case protowire.Fixed64Type:
			f.Value, n = protowire.ConsumeFixed64(b)
		case protowire.BytesType:
			f.Bytes, n = protowire.ConsumeBytes(b)
		default:
			n = protowire.ConsumeFieldValue(num, kind, b)
		}
		if n < 0 {
			return nil, protowire.ParseError(n)
		}
		b = b[n:]
		out = append(out, f)
	}
	return out, nil
}

// Numbers is the numbers of a repeated field, of which f is one part: packed in
// bytes, or one alone.
func (f Field) Numbers() ([]uint64, error) {
	if f.Bytes == nil {
		return []uint64{f.Value}, nil
	}
	var out []uint64
	for b := f.Bytes; len(b) > 0; {
		v, n := protowire.ConsumeVarint(b)
		if n < 0 {
			return nil, protowire.ParseError(n)
		}
		out, b = append(out, v), b[n:]
	}
	return out, nil
}

// AppendNumber appends a field with a number; zero is left out.
func AppendNumber(b []byte, num protowire.Number, v uint64) []byte {
	if v == 0 {
		return b
	}
	return protowire.AppendVarint(protowire.AppendTag(b, num, protowire.VarintType), v)
}

// Append appends a field with bytes or a message.
func Append(b []byte, num protowire.Number, m []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, num, protowire.BytesType), m)
}

// AppendText appends a field with a text; an empty one is left out.
func AppendText(b []byte, num protowire.Number, s string) []byte {
	if s == "" {
		return b
	}
	return Append(b, num, []byte(s))
}
