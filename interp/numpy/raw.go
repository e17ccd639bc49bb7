package numpy

import (
	"encoding/binary"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// rawOf is the elements of an array as bytes, as NumPy lays them out.
func rawOf(v object.Value) []byte {
	switch x := v.(type) {
	case *tensor.Array:
		if x.DType() == tensor.String {
			return rawTexts(x)
		}
		return x.Contiguous().Bytes()
	case *timeArray:
		return x.a.Contiguous().Bytes()
	case *recordArray:
		return x.raw()
	}
	throwType("elements of %s have no bytes", object.TypeName(v))
	return nil
}

// raw is the bytes of the records, one field after the other in each of them.
func (r *recordArray) raw() []byte {
	n, size, at := r.at.Size(), r.dt.Bytes(), 0
	out := make([]byte, n*size)
	for i, f := range r.dt.Fields {
		width := f.Type.Bytes() * tensor.NumElements(f.Shape)
		part := rawOf(r.field(i))
		swap(f.Type, part)
		for k := range n {
			copy(out[k*size+at:], part[k*width:(k+1)*width])
		}
		at += width
	}
	return out
}

// rawTexts is the characters of texts in four bytes each, or the bytes of those
// of bytes, filled up with zeros.
func rawTexts(a *tensor.Array) []byte {
	if a.Width() == 0 {
		if a.IsBytes() {
			throwType("elements of dtype object have no bytes")
		}
		a = a.AsText(max(1, longest(a)), false)
	}
	w := a.Width()
	if a.IsBytes() {
		out := make([]byte, w*a.Size())
		for i := range a.Size() {
			copy(out[i*w:(i+1)*w], a.Str(i))
		}
		return out
	}
	out := make([]byte, 4*w*a.Size())
	for i := range a.Size() {
		k := 4 * w * i
		for _, c := range a.Str(i) {
			binary.LittleEndian.PutUint32(out[k:], uint32(c))
			k += 4
		}
	}
	return out
}

// ofRaw is the array of some dtype that bytes are the elements of.
func ofRaw(dt *binding.NumpyDType, raw []byte, shape []int) object.Value {
	n := tensor.NumElements(shape)
	switch dt.Kind() {
	case 'U', 'S':
		return textAs(textsOfRaw(dt, raw, shape), dt)
	case 'M', 'm':
		return &timeArray{tensor.ArrayOfBytes(tensor.Int64, raw[:8*n], shape...), dt.Unit(), dt.Kind() == 'm'}
	case 'O':
		throwValue("cannot create an OBJECT array from memory buffer")
	case 'V':
		size, at := dt.Bytes(), 0
		r := &recordArray{dt: dt, at: arange(tensor.Int64, 0, 1, n).Reshape(shape)}
		for _, f := range dt.Fields {
			width := f.Type.Bytes() * tensor.NumElements(f.Shape)
			part := make([]byte, 0, n*width)
			for k := range n {
				part = append(part, raw[k*size+at:k*size+at+width]...)
			}
			r.cols = append(r.cols, ofRaw(f.Type, part, append([]int{n}, f.Shape...)))
			at += width
		}
		return r
	}
	raw = append([]byte{}, raw[:n*dt.Size()]...)
	swap(dt, raw)
	return tensor.ArrayOfBytes(dt.DType, raw, shape...)
}

// swap turns the bytes of numbers around when the dtype has them in the other
// order than the machine.
func swap(dt *binding.NumpyDType, raw []byte) {
	if !dt.Swapped || dt.Fields != nil {
		return
	}
	unit := dt.Size()
	switch {
	case dt.IsComplex():
		unit /= 2
	case dt.Kind() == 'U':
		unit = 4
	}
	for i := 0; i < len(raw); i += unit {
		slices.Reverse(raw[i : i+unit])
	}
}

func textsOfRaw(dt *binding.NumpyDType, raw []byte, shape []int) *tensor.Array {
	size := dt.Bytes()
	texts := make([]string, tensor.NumElements(shape))
	for i := range texts {
		part := raw[i*size : (i+1)*size]
		if dt.Kind() == 'S' {
			texts[i] = strings.TrimRight(string(part), "\x00")
			continue
		}
		var b strings.Builder
		for ; len(part) >= 4; part = part[4:] {
			c := binary.LittleEndian.Uint32(part)
			if dt.Swapped {
				c = binary.BigEndian.Uint32(part)
			}
			if c != 0 {
				b.WriteRune(rune(c))
			}
		}
		texts[i] = b.String()
	}
	return tensor.FromSlice(texts, shape...)
}

// fromRaw is the array of bytes that an argument of frombuffer and fromfile
// describes.
func fromRaw(c *call, raw []byte, exact bool) object.Value {
	dt := c.fullType("dtype")
	if dt == nil {
		dt = binding.NumpyDTypeFor(tensor.Float64)
	}
	size := dt.Bytes()
	if size == 0 {
		throwValue("itemsize cannot be zero in type")
	}
	if at := c.Int("offset"); at > len(raw) || at < 0 {
		throwValue("offset must be non-negative and no greater than buffer length (%d)", len(raw))
	} else {
		raw = raw[at:]
	}
	n := c.Int("count")
	switch {
	case n < 0 && exact && len(raw)%size != 0:
		throwValue("buffer size must be a multiple of element size")
	case n < 0:
		n = len(raw) / size
	case n*size > len(raw) && exact:
		throwValue("buffer is smaller than requested size")
	default:
		n = min(n, len(raw)/size)
	}
	return ofRaw(dt, raw, []int{n})
}
