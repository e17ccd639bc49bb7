// Package example is the codec of tf.train.Example: named lists of bytes,
// floats or integers, as protocol buffers.
//
// Source: tensorflow/core/example/{example,feature}.proto.
package example

import (
	"math"
	"sort"

	"google.golang.org/protobuf/encoding/protowire"

	"kerash/model/format/plain"
)

// Kind tells which list a feature has; its value is the number of the field.
type Kind int

// The kinds of features.
const (
	Unset  Kind = 0
	Bytes  Kind = 1
	Floats Kind = 2
	Ints   Kind = 3
)

// Feature is a list of one kind.
type Feature struct {
	Kind   Kind
	Bytes  []string
	Floats []float32
	Ints   []int64
}

// Features are the features of an example by name.
type Features map[string]*Feature

// errBroken is what parsing gives for bytes that are no message.
var errBroken = plain.Errorf("DecodeError", "Error parsing message")

// FormatList is the message of a feature's list alone.
func (f *Feature) FormatList() []byte {
	var out []byte
	switch f.Kind {
	case Bytes:
		for _, s := range f.Bytes {
			out = protowire.AppendString(protowire.AppendTag(out, 1, protowire.BytesType), s)
		}
	case Floats:
		if len(f.Floats) > 0 {
			var packed []byte
			for _, v := range f.Floats {
				packed = protowire.AppendFixed32(packed, math.Float32bits(v))
			}
			out = field(out, 1, packed)
		}
	case Ints:
		if len(f.Ints) > 0 {
			var packed []byte
			for _, v := range f.Ints {
				packed = protowire.AppendVarint(packed, uint64(v))
			}
			out = field(out, 1, packed)
		}
	}
	return out
}

// Format is a Feature message.
func (f *Feature) Format() []byte {
	if f.Kind == Unset {
		return nil
	}
	return field(nil, protowire.Number(f.Kind), f.FormatList())
}

// Format is a Features message, sorted by name.
func (fs Features) Format() []byte {
	var out []byte
	for _, name := range fs.Names() {
		entry := protowire.AppendString(protowire.AppendTag(nil, 1, protowire.BytesType), name)
		out = field(out, 1, field(entry, 2, fs[name].Format()))
	}
	return out
}

// Names are the names of the features, sorted.
func (fs Features) Names() []string {
	var names []string
	for n := range fs {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// FormatExample is the Example message of features.
func FormatExample(fs Features) []byte { return field(nil, 1, fs.Format()) }

func field(b []byte, n protowire.Number, m []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, n, protowire.BytesType), m)
}

// each walks the fields of a message; numbers are left out.
func each(b []byte, f func(n protowire.Number, kind protowire.Type, raw []byte) error) error {
	for len(b) > 0 {
		num, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return errBroken
		}
		b = b[n:]
		n = protowire.ConsumeFieldValue(num, kind, b)
		if n < 0 {
			return errBroken
		}
		raw := b[:n]
		if kind == protowire.BytesType {
			raw, _ = protowire.ConsumeBytes(raw)
		}
		if err := f(num, kind, raw); err != nil {
			return err
		}
		b = b[n:]
	}
	return nil
}

// ParseExample reads an Example message. Bytes that are none are a DecodeError.
func ParseExample(b []byte) (Features, error) {
	out := Features{}
	err := each(b, func(n protowire.Number, kind protowire.Type, raw []byte) error {
		if n != 1 || kind != protowire.BytesType {
			return nil
		}
		return parseInto(out, raw)
	})
	return out, err
}

// ParseFeatures reads a Features message.
func ParseFeatures(b []byte) (Features, error) {
	out := Features{}
	return out, parseInto(out, b)
}

func parseInto(out Features, b []byte) error {
	return parseMap(b, func() *Feature { return &Feature{} }, ParseFeature, func(name string, f *Feature) { out[name] = f })
}

// parseMap reads the entries of a map field with number 1; an entry without a
// value has none's.
func parseMap[T any](b []byte, none func() T, parse func([]byte) (T, error), set func(name string, v T)) error {
	return each(b, func(n protowire.Number, kind protowire.Type, entry []byte) error {
		if n != 1 || kind != protowire.BytesType {
			return nil
		}
		name, v := "", none()
		err := each(entry, func(n protowire.Number, kind protowire.Type, raw []byte) (err error) {
			switch {
			case kind != protowire.BytesType:
			case n == 1:
				name = string(raw)
			case n == 2:
				v, err = parse(raw)
			}
			return err
		})
		set(name, v)
		return err
	})
}

// ParseFeature reads a Feature message.
func ParseFeature(b []byte) (*Feature, error) {
	f := &Feature{}
	err := each(b, func(n protowire.Number, kind protowire.Type, raw []byte) error {
		if n < 1 || n > 3 || kind != protowire.BytesType {
			return nil
		}
		list, err := ParseList(Kind(n), raw)
		*f = *list
		return err
	})
	return f, err
}

// ParseList reads the message of a list of a kind: numbers may be packed or
// not.
func ParseList(k Kind, b []byte) (*Feature, error) {
	f := &Feature{Kind: k}
	return f, each(b, func(n protowire.Number, kind protowire.Type, raw []byte) error {
		if n != 1 {
			return nil
		}
		switch k {
		case Bytes:
			f.Bytes = append(f.Bytes, string(raw))
		case Floats:
			for len(raw) > 0 {
				v, n := protowire.ConsumeFixed32(raw)
				if n < 0 {
					return errBroken
				}
				f.Floats, raw = append(f.Floats, math.Float32frombits(v)), raw[n:]
			}
		case Ints:
			for len(raw) > 0 {
				v, n := protowire.ConsumeVarint(raw)
				if n < 0 {
					return errBroken
				}
				f.Ints, raw = append(f.Ints, int64(v)), raw[n:]
			}
		}
		return nil
	})
}
