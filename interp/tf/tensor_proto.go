package tf

import (
	wire "encoding/binary"
	"fmt"
	"math"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// tensorMessage is a TensorProto: one value may stand for all.
type tensorMessage struct {
	shape  []int
	values *tensor.Array // of the shape, or with one element
}

// TensorProtoClass is the class of such messages.
var TensorProtoClass = &object.Class{Name: "TensorProto", Module: "tensorflow.core.framework.tensor_pb2", Doc: "A tensor as a protocol buffer: what tf.make_tensor_proto gives.", Unhashable: true}

// PyClass is TensorProto.
func (m *tensorMessage) PyClass() *object.Class { return TensorProtoClass }

// protoFields are the fields of a TensorProto that hold values one by one.
var protoFields = map[tensor.DType]struct {
	number int
	name   string
}{
	tensor.Float32: {5, "float_val"}, tensor.Float64: {6, "double_val"}, tensor.Int32: {7, "int_val"}, tensor.Uint8: {7, "int_val"}, tensor.Int16: {7, "int_val"},
	tensor.Int8: {7, "int_val"}, tensor.Uint16: {7, "int_val"}, tensor.String: {8, "string_val"}, tensor.Int64: {10, "int64_val"}, tensor.Bool: {11, "bool_val"},
	tensor.Float16: {13, "half_val"}, tensor.BFloat16: {13, "half_val"}, tensor.Uint32: {16, "uint32_val"}, tensor.Uint64: {17, "uint64_val"},
}

// packed reports whether the values stand in one block of bytes: as in
// TensorFlow, unless there is only one or they are texts or bools.
func (m *tensorMessage) packed() bool {
	dt := m.values.DType()
	return m.values.Size() > 1 && dt != tensor.String && dt != tensor.Bool
}

// format is the message as bytes.
func (m *tensorMessage) format() []byte {
	dt := m.values.DType()
	out := appendVarint(nil, protoDType, protoTypes[dt])
	out = appendBytes(out, protoShape, shapeProto(m.shape))
	if m.packed() {
		return appendBytes(out, protoContent, m.values.Bytes())
	}
	if m.values.Size() == 0 {
		return out
	}
	field := protoFields[dt].number
	var block []byte
	for i := range m.values.Size() {
		switch dt {
		case tensor.String:
			out = appendBytes(out, field, []byte(m.values.Str(i)))
		case tensor.Float32:
			block = wire.LittleEndian.AppendUint32(block, math.Float32bits(float32(m.values.Float(i))))
		case tensor.Float64:
			block = wire.LittleEndian.AppendUint64(block, math.Float64bits(m.values.Float(i)))
		case tensor.Float16, tensor.BFloat16:
			block = wire.AppendUvarint(block, uint64(wire.LittleEndian.Uint16(m.values.Bytes()[2*i:])))
		default:
			block = wire.AppendUvarint(block, uint64(m.values.Int(i)))
		}
	}
	if dt == tensor.String {
		return out
	}
	return appendBytes(out, field, block)
}

// text is the message as protocol buffers write it.
func (m *tensorMessage) text() string {
	dt := m.values.DType()
	var b strings.Builder
	name := strings.ToUpper(dt.RuntimeName())
	if dt == tensor.Float16 {
		name = "HALF"
	}
	fmt.Fprintf(&b, "dtype: DT_%s\ntensor_shape {\n", name)
	for _, n := range m.shape {
		if n == 0 {
			b.WriteString("  dim {\n  }\n")
			continue
		}
		fmt.Fprintf(&b, "  dim {\n    size: %d\n  }\n", n)
	}
	b.WriteString("}\n")
	if m.packed() {
		fmt.Fprintf(&b, "tensor_content: \"%s\"\n", protoEscape(string(m.values.Bytes())))
		return b.String()
	}
	for i := range m.values.Size() {
		var v string
		switch {
		case dt == tensor.String:
			v = `"` + protoEscape(m.values.Str(i)) + `"`
		case dt == tensor.Bool:
			v = fmt.Sprint(m.values.Int(i) != 0)
		case dt == tensor.Float32:
			v = protoFloat(m.values.Float(i))
		case dt == tensor.Float64:
			v = object.Must(object.Repr(nil, m.values.Float(i)))
			v = strings.TrimSuffix(v, ".0")
		case dt == tensor.Float16 || dt == tensor.BFloat16:
			v = fmt.Sprint(wire.LittleEndian.Uint16(m.values.Bytes()[2*i:]))
		default:
			v = fmt.Sprint(m.values.Int(i))
		}
		fmt.Fprintf(&b, "%s: %s\n", protoFields[dt].name, v)
	}
	return b.String()
}

// array is the values in the shape of the message.
func (m *tensorMessage) array() *tensor.Array {
	if m.values.Size() == 1 {
		return m.values.Reshape([]int{}).BroadcastTo(m.shape).Contiguous()
	}
	return m.values.Reshape(m.shape)
}

// parseTensorMessage reads a TensorProto whose values stand in a block or one
// by one; the last one fills up. DecodeError for other bytes.
func parseTensorMessage(msg []byte) (*tensorMessage, error) {
	if a, _, err := tensorOfProto(msg); err == nil {
		return &tensorMessage{a.Shape(), a}, nil
	}
	m := &tensorMessage{}
	var dt tensor.DType
	var ints []int64
	var floats []float64
	err := eachField(msg, func(field int, v uint64, data []byte) (err error) {
		switch field {
		case protoDType:
			dt = protoDTypeOf(v)
		case protoShape:
			m.shape, _, err = parseShape(data)
		case 5:
			for ; len(data) >= 4; data = data[4:] {
				floats = append(floats, float64(math.Float32frombits(wire.LittleEndian.Uint32(data))))
			}
		case 6:
			for ; len(data) >= 8; data = data[8:] {
				floats = append(floats, math.Float64frombits(wire.LittleEndian.Uint64(data)))
			}
		case 7, 10, 11, 16, 17:
			for len(data) > 0 {
				n, used := wire.Uvarint(data)
				if used <= 0 {
					return errProto
				}
				ints, data = append(ints, int64(n)), data[used:]
			}
		}
		return err
	})
	if err != nil || dt == tensor.Invalid || len(ints)+len(floats) == 0 {
		return nil, object.NewError(DecodeError, "Error parsing message with type 'tensorflow.TensorProto'")
	}
	if len(ints) > 0 {
		m.values = tensor.FromSlice(ints, len(ints)).Cast(dt)
	} else {
		m.values = tensor.FromSlice(floats, len(floats)).Cast(dt)
	}
	return m, nil
}

func init() {
	c := TensorProtoClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return &tensorMessage{shape: []int{}, values: tensor.NewArray(tensor.Float32, 0)}, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*tensorMessage).text(), nil }
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*tensorMessage)
		y, ok2 := b.(*tensorMessage)
		if !ok || !ok2 || op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		return (string(x.format()) == string(y.format())) == (op == object.Eq), nil
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Method("SerializeToString(self, **kwargs)", "The message as bytes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return binding.Bytes(a.Self().(*tensorMessage).format()), nil
			}),
			object.Method("ParseFromString(self, serialized)", "Takes over what bytes hold.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				raw, ok := a.Value("serialized").(binding.Bytes)
				if !ok {
					return nil, object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(a.Value("serialized")))
				}
				m, err := parseTensorMessage([]byte(raw))
				if err != nil {
					return nil, err
				}
				*a.Self().(*tensorMessage) = *m
				return len(raw), nil
			}),
			object.ClassMethodOf("FromString(cls, s)", "The message that bytes hold.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				raw, _ := a.Value("s").(binding.Bytes)
				m, err := parseTensorMessage([]byte(raw))
				if err != nil {
					return nil, err
				}
				return m, nil
			}),
			object.Getter("dtype", "the number of the dtype", func(th *object.Thread, self object.Value) (object.Value, error) {
				return int(protoTypes[self.(*tensorMessage).values.DType()]), nil
			}),
			object.Getter("tensor_content", "the values as one block of bytes", func(th *object.Thread, self object.Value) (object.Value, error) {
				if m := self.(*tensorMessage); m.packed() {
					return binding.Bytes(m.values.Bytes()), nil
				}
				return binding.Bytes(""), nil
			}),
		}
	}
}

// tensorProtoDecls make messages of tensors and arrays of messages.
func tensorProtoDecls() []decl {
	return []decl{
		{names: "make_tensor_proto", sig: "make_tensor_proto(values, dtype=None, shape=None, verify_shape=False, allow_broadcast=False)", doc: "A tensor as a protocol buffer.", raw: true, plain: true, fn: func(c *call) object.Value {
			a := binding.ToTensor(c.th, c.Value("values"), c.dtype("dtype", tensor.Invalid)).Array().Contiguous()
			shape := a.Shape()
			if c.Has("shape") {
				shape = c.shape("shape")
				if n := tensor.NumElements(shape); a.Size() != n && (a.Size() != 1 || c.Bool("verify_shape")) {
					object.Throw(object.ValueErrorf("Too many elements provided. Takes at most %d, but got %d", n, a.Size()))
				}
			}
			return &tensorMessage{shape, a}
		}},
		{names: "make_ndarray", sig: "MakeNdarray(tensor)", doc: "The array that a protocol buffer of a tensor holds.", raw: true, plain: true, fn: func(c *call) object.Value {
			m, ok := c.Value("tensor").(*tensorMessage)
			if !ok {
				object.Throw(object.AttributeErrorf("'%s' object has no attribute 'tensor_shape'", object.TypeName(c.Value("tensor"))))
			}
			return numpyArrayOf(m.array())
		}},
	}
}

// numpyArrayOf is an array as NumPy shows it, also one of rank 0.
func numpyArrayOf(a *tensor.Array) object.Value {
	if a.DType() == tensor.String {
		return a.AsBytes()
	}
	return a
}
