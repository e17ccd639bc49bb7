package saved

import (
	"math"

	"google.golang.org/protobuf/encoding/protowire"

	"kerash/model"
	"kerash/model/format/checkpoint"
	"kerash/model/format/message"
	"kerash/model/format/plain"
	"kerash/tensor"
)

// ArgSpec is the spec of a tensor among the arguments or results of a function.
type ArgSpec struct {
	tensor.Spec
	Rankless bool
	Name     string
}

// The fields of a StructuredValue, in which TensorFlow writes nested structures.
const (
	structNone       = 1
	structFloat      = 11
	structInt        = 12
	structText       = 13
	structBool       = 14
	structTensorSpec = 33
	structList       = 51
	structTuple      = 52
	structDict       = 53
	structNamed      = 54
)

// structured is a StructuredValue message of a neutral value; tensors are
// ArgSpecs.
func structured(v any) []byte {
	switch x := v.(type) {
	case nil:
		return message.Append(nil, structNone, nil)
	case bool:
		n := uint64(0)
		if x {
			n = 1
		}
		return protowire.AppendVarint(protowire.AppendTag(nil, structBool, protowire.VarintType), n)
	case int:
		return protowire.AppendVarint(protowire.AppendTag(nil, structInt, protowire.VarintType), protowire.EncodeZigZag(int64(x)))
	case float64:
		return protowire.AppendFixed64(protowire.AppendTag(nil, structFloat, protowire.Fixed64Type), math.Float64bits(x))
	case string:
		return message.Append(nil, structText, []byte(x))
	case ArgSpec:
		shape := shapeMessage(x.Shape)
		if x.Rankless {
			shape = message.AppendNumber(nil, 3, 1)
		}
		spec := message.AppendText(nil, 1, x.Name)
		return message.Append(nil, structTensorSpec, message.AppendNumber(message.Append(spec, 2, shape), 3, typeNumber(x.DType)))
	case []any:
		return message.Append(nil, structList, structuredAll(x))
	case model.Tup:
		return message.Append(nil, structTuple, structuredAll(x))
	case *model.Map:
		var fields []byte
		for _, k := range x.Keys {
			fields = message.Append(fields, 1, message.Append(message.Append(nil, 1, []byte(k)), 2, structured(x.Vals[k])))
		}
		return message.Append(nil, structDict, fields)
	}
	tensor.Throwf("NotImplementedError", "a function with the argument or result %s cannot be saved", model.Describe(v))
	return nil
}

func structuredAll(vs []any) (out []byte) {
	for _, v := range vs {
		out = message.Append(out, 1, structured(v))
	}
	return out
}

func shapeMessage(shape []int) (out []byte) {
	for _, d := range shape {
		out = message.Append(out, 2, protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), uint64(int64(d))))
	}
	return out
}

func typeNumber(dt tensor.DType) uint64 {
	n, _ := checkpoint.TypeNumber(plain.DType(dt.String()))
	return n
}

// parseStructured reads a StructuredValue.
func parseStructured(b []byte) any {
	for _, f := range fields(b) {
		switch f.Num {
		case structFloat:
			return math.Float64frombits(f.Value)
		case structInt:
			return int(protowire.DecodeZigZag(f.Value))
		case structText:
			return string(f.Bytes)
		case structBool:
			return f.Value != 0
		case structTensorSpec, 35:
			return parseArgSpec(f.Bytes)
		case structList:
			return parseStructuredAll(f.Bytes)
		case structTuple:
			return model.Tup(parseStructuredAll(f.Bytes))
		case structDict:
			m := model.NewMap()
			for _, e := range fields(f.Bytes) {
				var key string
				var value any
				for _, p := range fields(e.Bytes) {
					switch p.Num {
					case 1:
						key = string(p.Bytes)
					case 2:
						value = parseStructured(p.Bytes)
					}
				}
				m.Set(key, value)
			}
			return m
		case structNamed:
			m := model.NewMap()
			for _, e := range fields(f.Bytes) {
				if e.Num != 2 {
					continue
				}
				var key string
				var value any
				for _, p := range fields(e.Bytes) {
					switch p.Num {
					case 1:
						key = string(p.Bytes)
					case 2:
						value = parseStructured(p.Bytes)
					}
				}
				m.Set(key, value)
			}
			return m
		case 34: // a spec of another kind, such as FunctionSpec's own: its state tells
			for _, p := range fields(f.Bytes) {
				if p.Num == 2 {
					return parseStructured(p.Bytes)
				}
			}
		}
	}
	return nil
}

func parseStructuredAll(b []byte) []any {
	out := []any{}
	for _, f := range fields(b) {
		if f.Num == 1 {
			out = append(out, parseStructured(f.Bytes))
		}
	}
	return out
}

func parseArgSpec(b []byte) ArgSpec {
	var out ArgSpec
	for _, f := range fields(b) {
		switch f.Num {
		case 1:
			out.Name = string(f.Bytes)
		case 2:
			out.Shape, out.Rankless = parseShape(f.Bytes)
		case 3:
			out.DType = typeOf(f.Value)
		}
	}
	return out
}

func parseShape(b []byte) (shape []int, rankless bool) {
	shape = []int{}
	for _, f := range fields(b) {
		switch f.Num {
		case 2:
			n := 0
			for _, d := range fields(f.Bytes) {
				if d.Num == 1 {
					n = int(int64(d.Value))
				}
			}
			shape = append(shape, n)
		case 3:
			rankless = f.Value != 0
		}
	}
	return shape, rankless
}

func typeOf(n uint64) tensor.DType {
	for dt := tensor.DType(0); dt < 32; dt++ {
		if k, ok := checkpoint.TypeNumber(plain.DType(dt.String())); ok && k == n {
			return dt
		}
	}
	return tensor.Invalid
}

// fields takes a message apart; it throws for a damaged one.
func fields(b []byte) []message.Field {
	fs, err := message.Fields(b)
	if err != nil {
		tensor.Throwf("ValueError", "saved_model.pb is damaged (%v).", err)
	}
	return fs
}
