package saved

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"

	"kerash/model/format/message"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// resourceType is the number of DT_RESOURCE, which variables are passed as.
const resourceType = 20

// functionDef is a FunctionDef message.
func functionDef(name string, f *tensor.GraphFunction) []byte {
	sig := message.Append(nil, 1, []byte(name))
	for i, a := range f.Args {
		sig = message.Append(sig, 2, argDef(a, typeNumber(f.In[i].DType)))
	}
	for i := range f.Captures {
		sig = message.Append(sig, 2, argDef(tensor.CaptureName(i), resourceType))
	}
	var ret []byte
	for i, ref := range f.Outputs {
		out := outputName(i)
		sig = message.Append(sig, 3, argDef(out, graphType(f.Out[i].DType.String())))
		ret = message.Append(ret, 4, mapEntry(out, []byte(ref)))
	}
	for _, e := range f.Effects {
		sig = message.Append(sig, 20, []byte(e))
		ret = message.Append(ret, 6, mapEntry(e, []byte(e)))
	}
	if len(f.Captures) > 0 {
		sig = message.AppendNumber(sig, 17, 1)
	}
	out := message.Append(nil, 1, sig)
	for i := range f.Nodes {
		out = message.Append(out, 3, nodeDef(&f.Nodes[i]))
	}
	return append(out, ret...)
}

// graphType is the number of a type by its name.
func graphType(name string) uint64 {
	if dt, ok := tensor.ParseDType(name); ok {
		return typeNumber(dt)
	}
	return resourceType
}

// outputName is what a function calls result i.
func outputName(i int) string {
	if i == 0 {
		return "identity"
	}
	return "identity_" + strconv.Itoa(i)
}

func argDef(name string, kind uint64) []byte {
	return message.AppendNumber(message.Append(nil, 1, []byte(name)), 3, kind)
}

// mapEntry is an entry of a map from texts.
func mapEntry(key string, value []byte) []byte {
	return message.Append(message.Append(nil, 1, []byte(key)), 2, value)
}

func nodeDef(n *tensor.GraphNode) []byte {
	out := message.Append(message.Append(nil, 1, []byte(n.Name)), 2, []byte(n.Op))
	for _, in := range n.Inputs {
		out = message.Append(out, 3, []byte(in))
	}
	for _, a := range n.Attrs {
		out = message.Append(out, 5, mapEntry(a.Name, attrValue(a.Value)))
	}
	return out
}

func attrValue(v any) []byte {
	number := func(field protowire.Number, n uint64) []byte {
		return protowire.AppendVarint(protowire.AppendTag(nil, field, protowire.VarintType), n)
	}
	switch x := v.(type) {
	case string:
		return message.Append(nil, 2, []byte(x))
	case int:
		return number(3, uint64(int64(x)))
	case float64:
		return protowire.AppendFixed32(protowire.AppendTag(nil, 4, protowire.Fixed32Type), math.Float32bits(float32(x)))
	case bool:
		if x {
			return number(5, 1)
		}
		return number(5, 0)
	case tensor.DType:
		return number(6, typeNumber(x))
	case []int:
		var list []byte
		for _, n := range x {
			list = protowire.AppendVarint(list, uint64(int64(n)))
		}
		return message.Append(nil, 1, message.Append(nil, 3, list))
	case *tensor.Array:
		return message.Append(nil, 8, tensorMessage(x))
	case tensor.GraphCall:
		return message.Append(nil, 10, message.Append(nil, 1, []byte(x)))
	case tensor.GraphTypes:
		var list []byte
		for _, name := range x {
			list = protowire.AppendVarint(list, graphType(name))
		}
		return message.Append(nil, 1, message.Append(nil, 6, list))
	case []tensor.GraphShape:
		var list []byte
		for _, s := range x {
			list = message.Append(list, 7, shapeMessage(s.Dims))
		}
		return message.Append(nil, 1, list)
	}
	tensor.Throwf("NotImplementedError", "an attribute cannot be saved")
	return nil
}

// tensorMessage is a TensorProto message.
func tensorMessage(a *tensor.Array) []byte {
	out := message.AppendNumber(nil, 1, typeNumber(a.DType()))
	out = message.Append(out, 2, shapeMessage(a.Shape()))
	if a.DType() == tensor.String {
		for i := range a.Size() {
			out = message.Append(out, 8, []byte(a.Str(i)))
		}
		return out
	}
	var content bytes.Buffer
	tensor.Check(plain.Encode(&content, weights.Stored(a)))
	return message.Append(out, 4, content.Bytes())
}

// parseFunction reads a FunctionDef message.
func parseFunction(b []byte) (name string, f *tensor.GraphFunction) {
	f = &tensor.GraphFunction{}
	var outs []string
	ret := map[string]string{}
	for _, part := range fields(b) {
		switch part.Num {
		case 1:
			for _, s := range fields(part.Bytes) {
				switch s.Num {
				case 1:
					name = string(s.Bytes)
				case 2:
					f.Args = append(f.Args, firstText(s.Bytes))
				case 3:
					outs = append(outs, firstText(s.Bytes))
				}
			}
		case 3:
			f.Nodes = append(f.Nodes, readNode(part.Bytes))
		case 4:
			k, v := readEntry(part.Bytes)
			ret[k] = string(v)
		case 6:
			_, v := readEntry(part.Bytes)
			f.Effects = append(f.Effects, string(v))
		}
	}
	for _, o := range outs {
		f.Outputs = append(f.Outputs, ret[o])
	}
	slices.Sort(f.Effects)
	return name, f
}

// firstText is field 1 of a message.
func firstText(b []byte) string {
	for _, f := range fields(b) {
		if f.Num == 1 {
			return string(f.Bytes)
		}
	}
	return ""
}

func readEntry(b []byte) (key string, value []byte) {
	for _, f := range fields(b) {
		switch f.Num {
		case 1:
			key = string(f.Bytes)
		case 2:
			value = f.Bytes
		}
	}
	return key, value
}

func readNode(b []byte) (n tensor.GraphNode) {
	for _, f := range fields(b) {
		switch f.Num {
		case 1:
			n.Name = string(f.Bytes)
		case 2:
			n.Op = string(f.Bytes)
		case 3:
			n.Inputs = append(n.Inputs, string(f.Bytes))
		case 5:
			key, value := readEntry(f.Bytes)
			if v := parseAttr(value); v != nil {
				n.Attrs = append(n.Attrs, tensor.GraphAttr{Name: key, Value: v})
			}
		}
	}
	return n
}

// parseAttr reads an AttrValue message, nil for a kind that no op here takes.
func parseAttr(b []byte) any {
	for _, f := range fields(b) {
		switch f.Num {
		case 1:
			return parseAttrs(f.Bytes)
		case 2:
			return string(f.Bytes)
		case 3:
			return int(int64(f.Value))
		case 4:
			return float64(math.Float32frombits(uint32(f.Value)))
		case 5:
			return f.Value != 0
		case 6:
			if dt := typeOf(f.Value); dt != tensor.Invalid {
				return dt
			}
			return nil
		case 7:
			shape, rankless := parseShape(f.Bytes)
			return tensor.GraphShape{Dims: shape, Rankless: rankless}
		case 8:
			if a := parseTensor(f.Bytes); a != nil {
				return a
			}
			return nil
		case 10:
			return tensor.GraphCall(firstText(f.Bytes))
		}
	}
	return nil
}

// parseAttrs reads a list in an AttrValue message. One that is empty is a list of
// ints.
func parseAttrs(b []byte) any {
	ints := []int{}
	var texts []string
	var floats []float64
	var types []tensor.DType
	var shapes []tensor.GraphShape
	var calls []tensor.GraphCall
	for _, f := range fields(b) {
		switch f.Num {
		case 2:
			texts = append(texts, string(f.Bytes))
		case 3, 5, 6:
			ns, _ := f.Numbers()
			for _, n := range ns {
				if f.Num == 6 {
					types = append(types, typeOf(n))
				} else {
					ints = append(ints, int(int64(n)))
				}
			}
		case 4:
			floats = append(floats, fixed(f, 4, func(n uint64) float64 { return float64(math.Float32frombits(uint32(n))) })...)
		case 7:
			shape, rankless := parseShape(f.Bytes)
			shapes = append(shapes, tensor.GraphShape{Dims: shape, Rankless: rankless})
		case 9:
			calls = append(calls, tensor.GraphCall(firstText(f.Bytes)))
		}
	}
	switch {
	case texts != nil:
		return texts
	case floats != nil:
		return floats
	case types != nil:
		return types
	case shapes != nil:
		return shapes
	case calls != nil:
		return calls
	}
	return ints
}

// parseTensor reads a TensorProto message, nil for a dtype that is not known.
func parseTensor(b []byte) *tensor.Array {
	var dt tensor.DType
	var shape []int
	var content []byte
	var texts []string
	var values []float64
	for _, f := range fields(b) {
		switch f.Num {
		case 1:
			dt = typeOf(f.Value)
		case 2:
			shape, _ = parseShape(f.Bytes)
		case 4:
			content = f.Bytes
		case 8:
			texts = append(texts, string(f.Bytes))
		case 5:
			values = append(values, fixed(f, 4, func(n uint64) float64 { return float64(math.Float32frombits(uint32(n))) })...)
		case 6:
			values = append(values, fixed(f, 8, math.Float64frombits)...)
		case 7, 10, 11, 16, 17:
			ns, _ := f.Numbers()
			for _, n := range ns {
				values = append(values, float64(int64(n)))
			}
		}
	}
	n := tensor.NumElements(shape)
	switch {
	case dt == tensor.Invalid || n < 0 || n > 1<<28:
		return nil
	case dt == tensor.String:
		out := make([]string, n)
		for i := range out {
			if len(texts) > 0 {
				out[i] = texts[min(i, len(texts)-1)]
			}
		}
		return tensor.FromSlice(out, shape...)
	case content != nil:
		data, err := plain.Decode(bytes.NewReader(content), plain.DType(dt.String()), n, binary.LittleEndian)
		if err != nil {
			return nil
		}
		return weights.Loaded(plain.Array{DType: plain.DType(dt.String()), Shape: shape, Data: data})
	}
	out := make([]float64, n)
	for i := range out { // the last value stands for the rest
		if len(values) > 0 {
			out[i] = values[min(i, len(values)-1)]
		}
	}
	return tensor.FromSlice(out, shape...).Cast(dt)
}

// fixed is the numbers of a repeated field of fixed size: packed, or one alone.
func fixed(f message.Field, size int, of func(uint64) float64) (out []float64) {
	if f.Bytes == nil {
		return []float64{of(f.Value)}
	}
	for b := f.Bytes; len(b) >= size; b = b[size:] {
		var n uint64
		for i := size - 1; i >= 0; i-- {
			n = n<<8 | uint64(b[i])
		}
		out = append(out, of(n))
	}
	return out
}
