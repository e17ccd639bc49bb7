package plain

import (
	"encoding/binary"
	"io"
	"math"
)

// piece is how many bytes are converted at a time, so that reading and writing
// need little more memory than the array itself.
const piece = 256 << 10

// Decode reads n elements of dtype from r, in the given byte order. It
// allocates as it reads, so that a stream that ends early costs no more memory
// than it is long. Strings cannot be decoded, they have no common size.
func Decode(r io.Reader, dt DType, n int, order binary.ByteOrder) (any, error) {
	switch dt {
	case Bool:
		return decode(r, n, 1, func(b []byte) bool { return b[0] != 0 })
	case Int8:
		return decode(r, n, 1, func(b []byte) int8 { return int8(b[0]) })
	case Uint8:
		return decode(r, n, 1, func(b []byte) uint8 { return b[0] })
	case Int16:
		return decode(r, n, 2, func(b []byte) int16 { return int16(order.Uint16(b)) })
	case Uint16, Float16, BFloat16:
		return decode(r, n, 2, order.Uint16)
	case Int32:
		return decode(r, n, 4, func(b []byte) int32 { return int32(order.Uint32(b)) })
	case Uint32:
		return decode(r, n, 4, order.Uint32)
	case Int64:
		return decode(r, n, 8, func(b []byte) int64 { return int64(order.Uint64(b)) })
	case Uint64:
		return decode(r, n, 8, order.Uint64)
	case Float32:
		if order == binary.LittleEndian {
			return decode(r, n, 4, func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) })
		}
		return decode(r, n, 4, func(b []byte) float32 { return math.Float32frombits(order.Uint32(b)) })
	case Float64:
		return decode(r, n, 8, func(b []byte) float64 { return math.Float64frombits(order.Uint64(b)) })
	case Complex64:
		return decode(r, n, 8, func(b []byte) complex64 {
			return complex(math.Float32frombits(order.Uint32(b)), math.Float32frombits(order.Uint32(b[4:])))
		})
	case Complex128:
		return decode(r, n, 16, func(b []byte) complex128 {
			return complex(math.Float64frombits(order.Uint64(b)), math.Float64frombits(order.Uint64(b[8:])))
		})
	}
	return nil, Errorf("TypeError", "cannot read elements of dtype %s", dt)
}

func decode[T any](r io.Reader, n, size int, elem func([]byte) T) ([]T, error) {
	per := piece / size
	buf := make([]byte, min(n, per)*size)
	// The first piece is allocated on trust, the rest doubles behind it until
	// a quarter of the claim has really been read.
	out := make([]T, 0, min(n, per))
	for len(out) < n {
		k := min(n-len(out), per)
		if _, err := io.ReadFull(r, buf[:k*size]); err != nil {
			return nil, err
		}
		if len(out)+k > cap(out) {
			room := 2*cap(out) + k
			if len(out) >= n/4 {
				room = n
			}
			out = append(make([]T, 0, min(n, room)), out...)
		}
		for i := range k {
			out = append(out, elem(buf[i*size:i*size+size]))
		}
	}
	return out, nil
}

// Encode writes the elements of a to w, little-endian, in pieces.
func Encode(w io.Writer, a Array) error {
	le := binary.LittleEndian
	switch d := a.Data.(type) {
	case []bool:
		return encode(w, d, 1, func(b []byte, v bool) {
			b[0] = 0
			if v {
				b[0] = 1
			}
		})
	case []int8:
		return encode(w, d, 1, func(b []byte, v int8) { b[0] = byte(v) })
	case []uint8:
		_, err := w.Write(d)
		return err
	case []int16:
		return encode(w, d, 2, func(b []byte, v int16) { le.PutUint16(b, uint16(v)) })
	case []uint16:
		return encode(w, d, 2, func(b []byte, v uint16) { le.PutUint16(b, v) })
	case []int32:
		return encode(w, d, 4, func(b []byte, v int32) { le.PutUint32(b, uint32(v)) })
	case []uint32:
		return encode(w, d, 4, func(b []byte, v uint32) { le.PutUint32(b, v) })
	case []int64:
		return encode(w, d, 8, func(b []byte, v int64) { le.PutUint64(b, uint64(v)) })
	case []uint64:
		return encode(w, d, 8, func(b []byte, v uint64) { le.PutUint64(b, v) })
	case []float32:
		return encode(w, d, 4, func(b []byte, v float32) { le.PutUint32(b, math.Float32bits(v)) })
	case []float64:
		return encode(w, d, 8, func(b []byte, v float64) { le.PutUint64(b, math.Float64bits(v)) })
	case []complex64:
		return encode(w, d, 8, func(b []byte, v complex64) {
			le.PutUint32(b, math.Float32bits(real(v)))
			le.PutUint32(b[4:], math.Float32bits(imag(v)))
		})
	case []complex128:
		return encode(w, d, 16, func(b []byte, v complex128) {
			le.PutUint64(b, math.Float64bits(real(v)))
			le.PutUint64(b[8:], math.Float64bits(imag(v)))
		})
	}
	return Errorf("TypeError", "cannot write elements of %T", a.Data)
}

func encode[T any](w io.Writer, data []T, size int, put func([]byte, T)) error {
	per := piece / size
	buf := make([]byte, min(len(data), per)*size)
	for len(data) > 0 {
		k := min(len(data), per)
		for i, v := range data[:k] {
			put(buf[i*size:i*size+size], v)
		}
		if _, err := w.Write(buf[:k*size]); err != nil {
			return err
		}
		data = data[k:]
	}
	return nil
}
