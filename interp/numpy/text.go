package numpy

import (
	"kerash/interp/binding"
	"kerash/tensor"
)

// textAs is an array of texts under a text dtype: longer elements are cut. A
// dtype that leaves the length open keeps the elements as they are, and
// TensorFlow's strings, which are objects, stay what they are.
func textAs(a *tensor.Array, dt *binding.NumpyDType) *tensor.Array {
	if !dt.IsText() || a.DType() != tensor.String {
		return a
	}
	raw, width := dt.Kind() == 'S', dt.TextWidth()
	if width == 0 {
		if width = a.Width(); width == 0 {
			width = longest(a)
		}
		return a.AsText(width, raw)
	}
	out := tensor.NewArray(tensor.String, append([]int{}, a.Shape()...)...).AsText(width, raw)
	map1(out, a, func(s string) string {
		if raw || len(s) <= width {
			return s[:min(len(s), width)]
		}
		if r := []rune(s); len(r) > width {
			return string(r[:width])
		}
		return s
	})
	return out
}

// numberWidth is the length of the texts that numbers of a dtype become, 0 for
// what is no number.
func numberWidth(dt tensor.DType) int {
	switch {
	case dt == tensor.Bool:
		return 5
	case dt.IsComplex():
		return 64
	case dt.IsFloat():
		return 32
	case dt.IsUnsigned():
		return map[int]int{1: 3, 2: 5, 4: 10, 8: 20}[dt.Size()]
	case dt.IsInteger():
		return map[int]int{1: 4, 2: 6, 4: 11, 8: 21}[dt.Size()]
	}
	return 0
}

// longest is the length of the longest text.
func longest(a *tensor.Array) int {
	n := 0
	for i := range a.Size() {
		n = max(n, len([]rune(a.Str(i))))
	}
	return n
}

// fullType is a dtype argument with all that it tells, nil for None.
func (c *call) fullType(name string) *binding.NumpyDType {
	v := c.Value(name)
	if v == nil {
		return nil
	}
	return binding.ToFullDType(c.th, v)
}

// under is an array under the text dtype that an argument names, if any.
func (c *call) under(name string, a *tensor.Array) *tensor.Array {
	if a.DType() != tensor.String || c.Value(name) == nil {
		return a
	}
	if dt := c.fullType(name); dt.IsText() {
		return textAs(a, dt)
	}
	return a
}

// dtypeIsText reports whether a dtype argument is one of texts.
func (c *call) dtypeIsText(name string) bool { return c.dtype(name) == tensor.String }
