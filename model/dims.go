package model

import (
	"unicode/utf8"

	"kerash/tensor"
)

// DimsOf is [ShapeOf] for the shape of an input: the elements of an iterable,
// which are lengths or None.
func DimsOf(v any) []int {
	if s, ok := v.(string); ok {
		if s != "" {
			throwDimension(firstCharacter(s))
		}
		return []int{}
	}
	items, ok := Sequence(v)
	if !ok {
		tensor.Throwf("TypeError", "'%s' object is not iterable", PythonType(v))
	}
	return dims(items)
}

// TensorDims is [ShapeOf] for what Keras makes a tf.TensorShape of: a length or
// an iterable of lengths and None.
func TensorDims(v any) []int {
	if s, ok := v.(string); ok {
		tensor.Throwf("TypeError", "Failed to convert '%s' to a shape: '%s'could not be converted to a dimension. A shape should either be single dimension (e.g. 10), or an iterable of dimensions (e.g. [1, 10, None]).", Repr(s), Repr(firstCharacter(s)))
	}
	if items, ok := Sequence(v); ok {
		return dims(items)
	}
	return []int{dimension(v)}
}

// firstCharacter is the first element of a text, "" of an empty one.
func firstCharacter(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

func dims(items []any) []int {
	shape := make([]int, len(items))
	for i, it := range items {
		if shape[i] = -1; it == nil {
			continue
		}
		if shape[i] = dimension(it); shape[i] < 0 {
			tensor.Throwf("ValueError", "Dimension %d must be >= 0", shape[i])
		}
	}
	return shape
}

// dimension is one length; a float is none, whatever its value.
func dimension(v any) int {
	n, ok := AsInt(v)
	if _, isFloat := v.(float64); !ok || isFloat {
		throwDimension(v)
	}
	return n
}

func throwDimension(v any) {
	tensor.Throwf("TypeError", "Dimension value must be integer or None or have an __index__ method, got value '%s' with type '<class '%s'>'", Repr(v), PythonType(v))
}
