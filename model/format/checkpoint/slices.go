package checkpoint

import (
	"encoding/binary"
	"math/bits"
	"reflect"
	"strings"

	"kerash/model/format/message"
	"kerash/model/format/plain"
)

// A partitioned variable is stored in slices: its own entry says which there
// are, and each has an entry of its own, whose key is made of the variable's
// name and the slice.

// extent is the part of an axis that a slice covers.
type extent struct {
	start, length int64
	full          bool // the whole axis
}

// parseSlice reads a TensorSliceProto: an extent (1) for each axis, with start
// (1) and length (2); without a length it is the whole axis.
func parseSlice(b []byte) ([]extent, error) {
	fs, err := fields(b)
	var out []extent
	for _, f := range fs {
		if f.Num != 1 {
			continue
		}
		e := extent{full: true, length: -1}
		sub, err := fields(f.Bytes)
		if err != nil {
			return nil, err
		}
		for _, s := range sub {
			switch s.Num {
			case 1:
				e.start = int64(s.Value)
			case 2:
				e.length, e.full = int64(s.Value), false
			}
		}
		out = append(out, e)
	}
	return out, err
}

// sliceKey is the key of a slice's entry: a zero, the name, the rank, and
// starts and lengths, in an encoding that sorts as the values do.
func sliceKey(name string, slice []extent) string {
	var b strings.Builder
	b.WriteByte(0)
	b.WriteString(strings.NewReplacer("\x00", "\x00\xff", "\xff", "\xff\x00").Replace(name))
	b.WriteString("\x00\x01")
	b.WriteByte(1)
	b.WriteByte(byte(len(slice)))
	for _, e := range slice {
		b.Write(orderedSigned(e.start))
		b.Write(orderedSigned(e.length))
	}
	return b.String()
}

// orderedSigned is a number of as few bytes as hold it: the first bits, as many
// as there are bytes, are the opposite of its sign.
func orderedSigned(v int64) []byte {
	magnitude := uint64(v)
	if v < 0 {
		magnitude = uint64(^v)
	}
	n := (bits.Len64(magnitude) + 7) / 7
	fill := byte(0)
	if v < 0 {
		fill = 0xff
	}
	buf := binary.BigEndian.AppendUint64([]byte{fill, fill}, uint64(v))
	out := buf[len(buf)-n:]
	header := ^uint16(0) << (16 - n)
	out[0] ^= byte(header >> 8)
	if n > 1 {
		out[1] ^= byte(header)
	}
	return out
}

// isSlice tells the key of a slice from a tensor's name.
func isSlice(key string) bool { return strings.HasPrefix(key, "\x00") }

// readSlices puts a partitioned tensor together.
func (b *Bundle) readSlices(key string, t tensorEntry) (plain.Array, error) {
	n, ok := plain.Count(t.shape)
	if !ok || t.dtype.Size() == 0 {
		return plain.Array{}, corrupt("size of tensor '%s'", key)
	}
	stored := 0
	parts := make([]plain.Array, len(t.slices))
	for i, s := range t.slices {
		part, err := b.Read(sliceKey(key, s))
		if err != nil {
			return plain.Array{}, err
		}
		if !fits(part.Shape, s, t.shape) || part.DType != t.dtype {
			return plain.Array{}, corrupt("slice of tensor '%s'", key)
		}
		parts[i] = part
		stored += part.Len()
	}
	if stored != n {
		return plain.Array{}, corrupt("slices of tensor '%s' do not cover it", key)
	}
	var out reflect.Value
	for i, part := range parts {
		from := reflect.ValueOf(part.Data)
		if i == 0 {
			out = reflect.MakeSlice(from.Type(), n, n)
		}
		putSlice(out, from, part.Shape, t.slices[i], t.shape)
	}
	if !out.IsValid() {
		return plain.Array{}, corrupt("tensor '%s' has no slices", key)
	}
	return plain.Array{DType: t.dtype, Shape: t.shape, Data: out.Interface()}, nil
}

// fits reports whether a part of a shape is the slice of a tensor.
func fits(part []int, slice []extent, shape []int) bool {
	if len(part) != len(shape) || len(slice) != len(shape) {
		return false
	}
	for i, e := range slice {
		length := e.length
		if e.full {
			length = int64(shape[i])
		}
		if int64(part[i]) != length || e.start < 0 || e.start > int64(shape[i])-length {
			return false
		}
	}
	return true
}

// putSlice copies the rows of a part to their places in the whole.
func putSlice(whole, part reflect.Value, partShape []int, slice []extent, shape []int) {
	if part.Len() == 0 {
		return
	}
	rank := len(shape)
	if rank == 0 {
		reflect.Copy(whole, part)
		return
	}
	row := partShape[rank-1]
	for from := 0; from < part.Len(); from += row {
		at, rest, stride := int(slice[rank-1].start), from/row, shape[rank-1]
		for a := rank - 2; a >= 0; a-- {
			at += (rest%partShape[a] + int(slice[a].start)) * stride
			rest /= partShape[a]
			stride *= shape[a]
		}
		reflect.Copy(whole.Slice(at, at+row), part.Slice(from, from+row))
	}
}

// slicesOf reads the slices that an entry lists (7).
func slicesOf(fs []message.Field) (out [][]extent, err error) {
	for _, f := range fs {
		if f.Num == 7 {
			s, err := parseSlice(f.Bytes)
			if err != nil {
				return nil, err
			}
			out = append(out, s)
		}
	}
	return out, nil
}
