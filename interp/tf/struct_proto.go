package tf

import (
	"sort"

	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// The fields of a StructuredValue, the message in which TensorFlow writes
// nested structures of specs (tensorflow/core/protobuf/struct.proto).
const (
	structTensorSpec = 33
	structList       = 51
	structTuple      = 52
	structDict       = 53
)

// structProto is the spec of a dataset's elements as a StructuredValue.
func structProto(spec model.Value) []byte {
	switch s := spec.(type) {
	case model.Tuple:
		var values []byte
		for _, e := range s {
			values = appendBytes(values, 1, structProto(e))
		}
		return appendBytes(nil, structTuple, values)
	case *model.Dict:
		var fields []byte
		for i, k := range s.Keys {
			entry := appendBytes(appendBytes(nil, 1, []byte(k)), 2, structProto(s.Vals[i]))
			fields = appendBytes(fields, 1, entry)
		}
		return appendBytes(nil, structDict, fields)
	case data.Spec:
		return appendBytes(nil, structTensorSpec, tensorSpecProto(s))
	}
	object.Throw(object.TypeErrorf("a dataset of datasets cannot be saved"))
	return nil
}

// tensorSpecProto is a TensorSpecProto: shape and dtype.
func tensorSpecProto(s data.Spec) []byte {
	shape := shapeProto(s.Shape)
	if s.Rankless {
		shape = appendVarint(shape, 3, 1)
	}
	return appendVarint(appendBytes(nil, 2, shape), 3, protoTypes[s.DType])
}

// parseStruct reads a StructuredValue.
func parseStruct(msg []byte) (model.Value, error) {
	var out model.Value
	err := eachField(msg, func(field int, _ uint64, body []byte) (err error) {
		switch field {
		case structTuple, structList:
			out, err = parseStructs(body)
		case structDict:
			out, err = parseStructDict(body)
		case structTensorSpec:
			out, err = parseTensorSpec(body)
		default:
			err = errProto
		}
		return err
	})
	if err == nil && out == nil {
		err = errProto
	}
	return out, err
}

func parseStructs(msg []byte) (model.Value, error) {
	out := model.Tuple{}
	err := eachField(msg, func(_ int, _ uint64, body []byte) error {
		v, err := parseStruct(body)
		out = append(out, v)
		return err
	})
	return out, err
}

// parseStructDict reads the entries of a dict, which messages keep in no order.
func parseStructDict(msg []byte) (model.Value, error) {
	found := map[string]model.Value{}
	var keys []string
	err := eachField(msg, func(_ int, _ uint64, entry []byte) error {
		var key string
		var value model.Value
		err := eachField(entry, func(field int, _ uint64, body []byte) (err error) {
			if field == 1 {
				key = string(body)
				return nil
			}
			value, err = parseStruct(body)
			return err
		})
		found[key] = value
		keys = append(keys, key)
		return err
	})
	sort.Strings(keys)
	out := &model.Dict{}
	for _, k := range keys {
		out.Set(k, found[k])
	}
	return out, err
}

func parseTensorSpec(msg []byte) (model.Value, error) {
	out := data.Spec{Spec: tensor.Spec{Shape: []int{}}}
	err := eachField(msg, func(field int, v uint64, body []byte) (err error) {
		switch field {
		case 2:
			out.Shape, out.Rankless, err = parseShape(body)
		case 3:
			out.DType = protoDTypeOf(v)
		}
		return err
	})
	return out, err
}

// parseShape reads a TensorShapeProto; -1 stands for axes that are not known.
func parseShape(msg []byte) (shape []int, unknown bool, err error) {
	shape = []int{}
	err = eachField(msg, func(field int, v uint64, dim []byte) error {
		if field == 3 {
			unknown = v != 0
			return nil
		}
		size := 0
		err := eachField(dim, func(field int, v uint64, _ []byte) error {
			if field == 1 {
				size = int(int64(v))
			}
			return nil
		})
		shape = append(shape, size)
		return err
	})
	return shape, unknown, err
}

// protoDTypeOf is the dtype with a number in protocol buffers.
func protoDTypeOf(number uint64) tensor.DType {
	for dt, n := range protoTypes {
		if n == number {
			return dt
		}
	}
	return tensor.Invalid
}
