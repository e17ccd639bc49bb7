package model

import (
	"sort"

	"kerash/tensor"
)

// Value is what flows between layers: nil, a *tensor.Tensor, or a [List],
// [Tuple] or *[Dict] of values.
type Value any

// List is several values in order.
type List []Value

// Tuple is several values in order, from a Python tuple.
type Tuple []Value

// Dict is named values; Keys keeps the order of insertion.
type Dict struct {
	Keys []string
	Vals []Value
	// Ordered says that user code sees an OrderedDict.
	Ordered bool
}

// Get is the value of a key, or nil.
func (d *Dict) Get(key string) (Value, bool) {
	for i, k := range d.Keys {
		if k == key {
			return d.Vals[i], true
		}
	}
	return nil, false
}

// Set adds or replaces a key.
func (d *Dict) Set(key string, v Value) {
	for i, k := range d.Keys {
		if k == key {
			d.Vals[i] = v
			return
		}
	}
	d.Keys = append(d.Keys, key)
	d.Vals = append(d.Vals, v)
}

// Items is the elements of a list or tuple; any other value is its own only
// element.
func Items(v Value) []Value {
	switch v := v.(type) {
	case nil:
		return nil
	case List:
		return v
	case Tuple:
		return v
	}
	return []Value{v}
}

// IsNested reports whether v is a list, tuple or dict.
func IsNested(v Value) bool {
	switch v.(type) {
	case List, Tuple, *Dict:
		return true
	}
	return false
}

// Leaves is the tensors of v, dicts in sorted order of keys as tf.nest has it.
// What is no tensor (nil, Python values) is left out.
func Leaves(v Value) []*tensor.Tensor {
	var out []*tensor.Tensor
	walk(v, func(x any) {
		if t, ok := x.(*tensor.Tensor); ok && t != nil {
			out = append(out, t)
		}
	})
	return out
}

func walk(v Value, f func(any)) {
	switch v := v.(type) {
	case List:
		for _, x := range v {
			walk(x, f)
		}
	case Tuple:
		for _, x := range v {
			walk(x, f)
		}
	case *Dict:
		for _, i := range v.sorted() {
			walk(v.Vals[i], f)
		}
	default:
		f(v)
	}
}

func (d *Dict) sorted() []int {
	idx := make([]int, len(d.Keys))
	for i := range idx {
		idx[i] = i
	}
	sort.Slice(idx, func(a, b int) bool { return d.Keys[idx[a]] < d.Keys[idx[b]] })
	return idx
}

// MapValue applies f to every tensor of v and keeps the structure; other leaves
// stay as they are.
func MapValue(v Value, f func(*tensor.Tensor) Value) Value {
	switch v := v.(type) {
	case List:
		out := make(List, len(v))
		for i, x := range v {
			out[i] = MapValue(x, f)
		}
		return out
	case Tuple:
		out := make(Tuple, len(v))
		for i, x := range v {
			out[i] = MapValue(x, f)
		}
		return out
	case *Dict:
		out := &Dict{Keys: v.Keys, Vals: make([]Value, len(v.Vals))}
		for _, i := range v.sorted() {
			out.Vals[i] = MapValue(v.Vals[i], f)
		}
		return out
	case *tensor.Tensor:
		if v == nil {
			return nil
		}
		return f(v)
	}
	return v
}

// One is v as a single tensor: v itself or the only element of a list. It
// throws AttributeError, as Keras' code stumbles, otherwise.
func One(v Value) *tensor.Tensor {
	switch v := v.(type) {
	case *tensor.Tensor:
		return v
	case List:
		if len(v) == 1 {
			return One(v[0])
		}
	case Tuple:
		if len(v) == 1 {
			return One(v[0])
		}
	}
	ts := Leaves(v)
	if len(ts) == 1 {
		return ts[0]
	}
	if v == nil {
		tensor.Throwf("ValueError", "Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor.")
	}
	if x, ok := v.(Composite); ok {
		tensor.Throwf("TypeError", "Failed to convert elements of %s to Tensor. Consider casting elements to a supported type. See https://www.tensorflow.org/api_docs/python/tf/dtypes for supported TF dtypes.", Describe(x))
	}
	kind := "list"
	if _, ok := v.(Tuple); ok {
		kind = "tuple"
	}
	tensor.Throw(tensor.Errorf("AttributeError", "'%s' object has no attribute 'shape'", kind).
		WithHint("a list is several inputs: make one array or tensor of it"))
	return nil
}

// Packed is v as a single tensor: a list becomes a tensor with one more axis,
// as it does in those layers of Keras that hand their input to one function.
func Packed(c *Context, v Value) *tensor.Tensor {
	var parts []Value
	switch v := v.(type) {
	case List:
		parts = v
	case Tuple:
		parts = v
	default:
		return One(v)
	}
	ts := make([]*tensor.Tensor, len(parts))
	for i, p := range parts {
		ts[i] = Packed(c, p)
	}
	return c.Stack(ts, 0)
}

// Symbols is v with every tensor replaced by a fresh symbolic one of its spec,
// which for a ragged or sparse one is that of the whole.
func Symbols(v Value) Value {
	return mapLeaves(v, func(x any) Value {
		if sp, ok := specOf(x); ok {
			return tensor.Symbol(sp)
		}
		return x
	})
}
