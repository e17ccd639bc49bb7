package model

import (
	"sort"
	"strconv"

	"kerash/tensor"
)

func itoa(n int) string { return strconv.Itoa(n) }

// DataValue is what a user gives as x, y or weights of a run (tensors, arrays,
// variables, numbers, and lists, tuples and dicts of these) as a Value of
// tensors. Floating point arrays get the session's float type; a list of
// numbers is one array.
func DataValue(st *State, x any) Value {
	switch x := x.(type) {
	case nil:
		return nil
	case *tensor.Tensor, Composite:
		return x
	case *tensor.Variable:
		return st.Scope.Read(x)
	case *tensor.Array:
		if x.DType().IsFloat() {
			return tensor.FromArray(x.Cast(st.FloatX))
		}
		return tensor.FromArray(x)
	case *Map:
		d := &Dict{}
		for _, k := range x.Keys {
			d.Set(k, DataValue(st, x.Vals[k]))
		}
		return d
	case *Dict:
		d := &Dict{}
		for i, k := range x.Keys {
			d.Set(k, DataValue(st, x.Vals[i]))
		}
		return d
	case List:
		return dataList(st, anys(x))
	case []any:
		return dataList(st, x)
	case Tuple:
		return Tuple(dataItems(st, anys(x)))
	case Tup:
		return Tuple(dataItems(st, x))
	}
	if a := arrayOfLists(x); a != nil {
		return DataValue(st, a)
	}
	switch x.(type) {
	case bool, int, float64, string:
		throwScalarData()
	}
	tensor.Throwf("ValueError", "Failed to find data adapter that can handle input: %s, <class 'NoneType'>", st.ShowType(x))
	return nil
}

func dataItems(st *State, xs []any) []Value {
	out := make([]Value, len(xs))
	for i, x := range xs {
		out[i] = DataValue(st, x)
	}
	return out
}

func dataList(st *State, xs []any) Value {
	if a := arrayOfLists(xs); a != nil {
		return DataValue(st, a)
	}
	return List(dataItems(st, xs))
}

// arrayOfLists is nested lists of numbers or strings as an array: int64, or
// float64 when one of them is a float; nil for anything else.
func arrayOfLists(x any) *tensor.Array {
	var shape []int
	var flat []any
	if !flattenNumbers(x, 0, &shape, &flat) || len(flat) == 0 {
		return nil
	}
	if tensor.NumElements(shape) != len(flat) {
		return nil
	}
	kind := tensor.Int64
	for _, v := range flat {
		switch v.(type) {
		case string:
			kind = tensor.String
		case float64:
			if kind != tensor.String {
				kind = tensor.Float64
			}
		}
	}
	if kind == tensor.String {
		out := make([]string, len(flat))
		for i, v := range flat {
			out[i], _ = v.(string)
		}
		return tensor.FromSlice(out, shape...)
	}
	out := make([]float64, len(flat))
	for i, v := range flat {
		out[i], _ = AsFloat(v)
	}
	return tensor.FromSlice(out, shape...).Cast(kind)
}

func flattenNumbers(x any, depth int, shape *[]int, flat *[]any) bool {
	switch x := x.(type) {
	case int, float64, bool, string:
		*flat = append(*flat, x)
		return depth > 0
	case []any:
		return flattenList(x, depth, shape, flat)
	case Tup:
		return flattenList(x, depth, shape, flat)
	}
	return false
}

func flattenList(xs []any, depth int, shape *[]int, flat *[]any) bool {
	if len(*shape) == depth {
		*shape = append(*shape, len(xs))
	}
	if (*shape)[depth] != len(xs) {
		return false
	}
	for _, x := range xs {
		if !flattenNumbers(x, depth+1, shape, flat) {
			return false
		}
	}
	return true
}

// fillWeights gives outputs without sample weights ones, where others have
// some.
func fillWeights(y, w Value) Value {
	items := Items(w)
	if len(items) < 2 {
		return w
	}
	targets := Leaves(y)
	out := make(List, len(items))
	for i, v := range items {
		if v == nil && i < len(targets) {
			v = tensor.Full(tensor.Float32, 1, targets[i].Dim(0))
		}
		out[i] = v
	}
	return out
}

// classWeights maps class numbers to weights, as fit's class_weight is given:
// a map whose keys are the numbers in decimal.
func classWeights(given *Map) *tensor.Tensor {
	if given == nil || len(given.Keys) == 0 {
		return nil
	}
	var ids []int
	for _, k := range given.Keys {
		n, err := strconv.Atoi(k)
		if err != nil {
			n = -1
		}
		ids = append(ids, n)
	}
	sort.Ints(ids)
	out := make([]float32, len(ids))
	for i, n := range ids {
		if n != i {
			tensor.Throwf("ValueError", "Expected `class_weight` to be a dict with keys from 0 to one less than the number of classes, found %s", describeClassWeight(given))
		}
		v, ok := AsFloat(given.Get(itoa(n)))
		if !ok {
			tensor.Throwf("ValueError", "Expected `class_weight` to hold numbers, found %s", describeClassWeight(given))
		}
		out[i] = float32(v)
	}
	return tensor.Const(out)
}

func describeClassWeight(m *Map) string {
	s := "{"
	for i, k := range m.Keys {
		if i > 0 {
			s += ", "
		}
		s += k + ": " + Describe(m.Vals[k])
	}
	return s + "}"
}

// WeightSource is a source that may give sample weights of its own.
type WeightSource interface {
	// OpenWeights reports whether it gives weights of batches whose length is
	// not known before they come.
	OpenWeights() bool
}

// refuseOpenWeights throws what TensorFlow throws for class weights beside
// sample weights: it can multiply these for batches of a known length only.
func refuseOpenWeights(src Source) {
	if w, ok := src.(WeightSource); ok && w.OpenWeights() {
		e := tensor.Errorf("ValueError", "Tried to convert 'shape' to a tensor and failed. Error: Cannot convert a partially known TensorShape (None,) to a Tensor.")
		tensor.Throw(e.WithHint("give fit class_weight or sample_weight, not both"))
	}
}

// weightByClass multiplies a batch's sample weights with the weights of the
// targets' classes.
func weightByClass(c *Context, weights *tensor.Tensor, batch Value) Value {
	x, y, w := Unpack(batch)
	t, ok := y.(*tensor.Tensor)
	if !ok {
		tensor.Throwf("ValueError", "`class_weight` is only supported for Models with a single output.")
	}
	classes := t
	switch {
	case t.Rank() >= 2 && t.Dim(-1) > 1:
		classes = c.ArgMax(t, -1, tensor.Int64)
	case t.Rank() >= 2:
		classes = c.Squeeze(t, []int{-1})
	}
	if classes.DType().IsFloat() {
		classes = c.Round(classes)
	}
	cw := c.Gather(weights, c.Cast(classes, tensor.Int64), 0, 0)
	if sw, ok := w.(*tensor.Tensor); ok {
		cw = c.Cast(cw, sw.DType())
		for sw.Rank() < cw.Rank() {
			sw = c.ExpandDims(sw, -1)
		}
		cw = c.Mul(sw, cw)
	}
	return Tuple{x, y, cw}
}
