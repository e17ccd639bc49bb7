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
	out := appendVarint(nil, protoDType, protoTypes[a.DType()])
	out = appendBytes(out, protoShape, shapeProto(a.Shape()))
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

// shapeProto is a shape as a TensorShapeProto; -1 stands for unknown axes.
func shapeProto(shape []int) []byte {
	var out []byte
	for _, n := range shape {
		var dim []byte
		if n != 0 {
			dim = appendVarint(nil, 1, uint64(n))
		}
		out = appendBytes(out, 2, dim)
	}
	return out
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
	a, from, err := tensorOfProto([]byte(serialized))
	if err != nil {
		opFailed("InvalidArgumentError", "ParseTensor", "Could not parse `serialized` as TensorProto, base64: %s", base64.StdEncoding.EncodeToString([]byte(serialized)))
	}
	if from != dt {
		opFailed("InvalidArgumentError", "ParseTensor", "Type mismatch between parsed tensor (%s) and dtype (%s)", from.RuntimeName(), dt.RuntimeName())
	}
	return tensor.FromArray(a)
}

// tensorOfProto is the array that a TensorProto holds, and its dtype.
func tensorOfProto(msg []byte) (a *tensor.Array, dt tensor.DType, err error) {
	var shape []int
	var content []byte
	words := []string{}
	err = eachField(msg, func(field int, v uint64, data []byte) (err error) {
		switch field {
		case protoDType:
			dt = protoDTypeOf(v)
		case protoShape:
			shape, _, err = parseShape(data)
		case protoContent:
			content = data
		case protoStrings:
			words = append(words, string(data))
		}
		return err
	})
	n := tensor.NumElements(shape)
	if dt == tensor.String && content != nil {
		words = packedWords(content, n)
	}
	fits := dt == tensor.String && len(words) == n || dt != tensor.String && dt != tensor.Invalid && len(content) == n*dt.Size()
	if err != nil || !fits {
		return nil, dt, errProto
	}
	if dt == tensor.String {
		return tensor.FromSlice(words, shape...), dt, nil
	}
	return tensor.ArrayOfBytes(dt, content, shape...), dt, nil
}

// packedWords is n texts that stand one after the other behind their lengths;
// nil when data does not hold them.
func packedWords(data []byte, n int) []string {
	sizes := make([]uint64, n)
	for i := range sizes {
		v, used := wire.Uvarint(data)
		if used <= 0 {
			return nil
		}
		sizes[i], data = v, data[used:]
	}
	words := make([]string, n)
	for i, size := range sizes {
		if size > uint64(len(data)) {
			return nil
		}
		words[i], data = string(data[:size]), data[size:]
	}
	return words
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
