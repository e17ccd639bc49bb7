package tf

import (
	"encoding/base64"
	wire "encoding/binary"
	"errors"

	"kerash/tensor"
)

// protoTypes are the numbers of the dtypes in protocol buffers.
var protoTypes = map[tensor.DType]uint64{
	tensor.Float32: 1, tensor.Float64: 2, tensor.Int32: 3, tensor.Uint8: 4, tensor.Int16: 5, tensor.Int8: 6, tensor.String: 7,
	tensor.Int64: 9, tensor.Bool: 10, tensor.BFloat16: 14, tensor.Uint16: 17, tensor.Float16: 19, tensor.Uint32: 22, tensor.Uint64: 23,
}

// The fields of a TensorProto.
const (
	protoDType   = 1
	protoShape   = 2
	protoContent = 4
	protoStrings = 8
)

// The wire types of protocol buffers.
const (
	wireVarint = 0
	wireBytes  = 2
)

// tensorProto is an array as a TensorProto.
func tensorProto(a *tensor.Array) []byte {
	var shape []byte
	for _, n := range a.Shape() {
		dim := appendVarint(nil, 1, uint64(n))
		if n == 0 {
			dim = nil
		}
		shape = appendBytes(shape, 2, dim)
	}
	out := appendVarint(nil, protoDType, protoTypes[a.DType()])
	out = appendBytes(out, protoShape, shape)
	if a.DType() == tensor.String {
		for i := range a.Size() {
			out = appendBytes(out, protoStrings, []byte(a.Str(i)))
		}
		return out
	}
	if a.Size() == 0 {
		return out
	}
	return appendBytes(out, protoContent, a.Bytes())
}

func appendVarint(out []byte, field int, v uint64) []byte {
	return wire.AppendUvarint(wire.AppendUvarint(out, uint64(field<<3|wireVarint)), v)
}

func appendBytes(out []byte, field int, data []byte) []byte {
	out = wire.AppendUvarint(out, uint64(field<<3|wireBytes))
	return append(wire.AppendUvarint(out, uint64(len(data))), data...)
}

// parseTensor is the tensor of a TensorProto, which has to be of dtype dt.
func parseTensor(serialized string, dt tensor.DType) *tensor.Tensor {
	var kind uint64
	var shape []int
	var content []byte
	words := []string{}
	err := eachField([]byte(serialized), func(field int, v uint64, data []byte) error {
		switch field {
		case protoDType:
			kind = v
		case protoShape:
			return eachField(data, func(field int, _ uint64, dim []byte) error {
				size := 0
				err := eachField(dim, func(_ int, v uint64, _ []byte) error {
					size = int(v)
					return nil
				})
				shape = append(shape, size)
				return err
			})
		case protoContent:
			content = data
		case protoStrings:
			words = append(words, string(data))
		}
		return nil
	})
	var from tensor.DType
	for d, number := range protoTypes {
		if number == kind {
			from = d
		}
	}
	n := tensor.NumElements(shape)
	fits := from == tensor.String && len(words) == n || from != tensor.String && from != tensor.Invalid && len(content) == n*from.Size()
	if err != nil || !fits {
		opFailed("InvalidArgumentError", "ParseTensor", "Could not parse `serialized` as TensorProto, base64: %s", base64.StdEncoding.EncodeToString([]byte(serialized)))
	}
	if from != dt {
		opFailed("InvalidArgumentError", "ParseTensor", "Type mismatch between parsed tensor (%s) and dtype (%s)", from.RuntimeName(), dt.RuntimeName())
	}
	if from == tensor.String {
		return tensor.FromArray(tensor.FromSlice(words, shape...))
	}
	return tensor.FromArray(tensor.ArrayOfBytes(from, content, shape...))
}

var errProto = errors.New("no protocol buffer")

// eachField walks the fields of a message: numbers come as v, the others as
// data.
func eachField(msg []byte, f func(field int, v uint64, data []byte) error) error {
	for len(msg) > 0 {
		key, n := wire.Uvarint(msg)
		if n <= 0 {
			return errProto
		}
		msg = msg[n:]
		v, n := wire.Uvarint(msg)
		if n <= 0 {
			return errProto
		}
		msg = msg[n:]
		var data []byte
		switch key & 7 {
		case wireVarint:
		case wireBytes:
			if v > uint64(len(msg)) {
				return errProto
			}
			data, msg = msg[:v], msg[v:]
		default:
			return errProto
		}
		if err := f(int(key>>3), v, data); err != nil {
			return err
		}
	}
	return nil
}
