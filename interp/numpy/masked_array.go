package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// maskedArray is numpy.ma.MaskedArray: an array of which some elements are
// hidden.
type maskedArray struct {
	data, mask *tensor.Array // of one shape
	// bare tells that no mask was ever given: nothing is hidden.
	bare bool
	fill object.Value // nil: the default for the dtype
}

var maskedArrayClass = newLaidClass("MaskedArray", "numpy.ma.core", "An array of which some elements are hidden.")

// PyClass is numpy.ma.MaskedArray.
func (m *maskedArray) PyClass() *object.Class { return maskedArrayClass }

// hidden is numpy.ma.masked: what a hidden element gives.
type hidden struct{}

var hiddenClass = &object.Class{Name: "MaskedConstant", Module: "numpy.ma.core", Doc: "A hidden element.", Final: true}

// PyClass is numpy.ma.core.MaskedConstant.
func (hidden) PyClass() *object.Class { return hiddenClass }

func init() {
	hiddenClass.Repr = func(th *object.Thread, self object.Value) (string, error) { return "masked", nil }
	hiddenClass.Str = func(th *object.Thread, self object.Value) (string, error) { return "--", nil }
	hiddenClass.Format = func(th *object.Thread, self object.Value, spec string) (string, error) { return "--", nil }
	hiddenClass.Bool = func(th *object.Thread, self object.Value) (bool, error) { return false, nil }
	hiddenClass.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) { return hidden{}, nil }
	c := maskedArrayClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (v object.Value, err error) {
		defer object.Catch(&err)
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return newMasked(&call{b, th}), nil
	}
	c.Signature = "MaskedArray(data=None, mask=False, dtype=None, copy=False, subok=True, ndmin=0, fill_value=None, keep_mask=True, hard_mask=None, shrink=True, order=None)"
	c.Binary, c.Compare, c.Unary = combineMasked, compareMasked, unaryMasked
	plainIndex := c.Index
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return plainIndex(th, self, maskedKey(key))
	}
	members := c.Members
	c.Members = func() []object.Member { return append(members(), maskedMembers()...) }
}

// newMasked makes a masked array of the arguments data and mask.
func newMasked(c *call) *maskedArray {
	var m *maskedArray
	if x, ok := c.Value("data").(*maskedArray); ok {
		m = &maskedArray{x.data, x.mask, x.bare, x.fill}
	} else {
		data := asArray(c, c.Value("data"), c.dtype("dtype"), true)
		m = &maskedArray{data: data, mask: tensor.NewArray(tensor.Bool, data.Shape()...), bare: true}
	}
	if v := c.Value("mask"); v != false && v != nil {
		mask := truths(toArray(c.th, v)).BroadcastTo(m.data.Shape()).Clone()
		m.mask, m.bare = op2(ufLogOr, m.mask, mask), false
	}
	if c.Has("fill_value") {
		m.fill = c.Value("fill_value")
	}
	return m
}

// toMasked is a value as a masked array.
func toMasked(th *object.Thread, v object.Value) *maskedArray {
	switch v := v.(type) {
	case *maskedArray:
		return v
	case hidden:
		return &maskedArray{data: tensor.Scalar(0.0), mask: tensor.Scalar(true)}
	}
	a := toArray(th, v)
	return &maskedArray{data: a, mask: tensor.NewArray(tensor.Bool, append([]int{}, a.Shape()...)...), bare: true}
}

// maskedKey is an index of which hidden bools select nothing.
func maskedKey(key object.Value) object.Value {
	if m, ok := key.(*maskedArray); ok && m.data.DType() == tensor.Bool {
		return op2(ufLogAnd, m.data, op1(logicalNot, m.mask))
	}
	return key
}

func (m *maskedArray) layout() *tensor.Array {
	return arange(tensor.Int64, 0, 1, m.data.Size()).Reshape(append([]int{}, m.data.Shape()...))
}

func (m *maskedArray) dtype() *binding.NumpyDType { return binding.NumpyDTypeOf(m.data) }

func (m *maskedArray) laidAs(at *tensor.Array) laid {
	places := ravel(at, "C")
	pick := func(a *tensor.Array) *tensor.Array {
		return takeAxis(ravel(a, "C"), places, 0).Contiguous().Reshape(append([]int{}, at.Shape()...))
	}
	return &maskedArray{pick(m.data), pick(m.mask), m.bare, m.fill}
}

func (m *maskedArray) element(number int64) object.Value {
	if m.mask.Int(int(number)) != 0 {
		return hidden{}
	}
	return binding.ScalarAt(m.data, int(number))
}

func (m *maskedArray) joined(th *object.Thread, values []object.Value) (laid, []*tensor.Array) {
	var data, masks, layouts []*tensor.Array
	n := 0
	for _, v := range values {
		x := toMasked(th, v)
		data, masks = append(data, ravel(x.data, "C")), append(masks, ravel(x.mask, "C"))
		layouts = append(layouts, arange(tensor.Int64, float64(n), 1, x.data.Size()).Reshape(append([]int{}, x.data.Shape()...)))
		n += x.data.Size()
	}
	return &maskedArray{data: concatenate(data, 0), mask: concatenate(masks, 0), fill: m.fill}, layouts
}

func (m *maskedArray) put(th *object.Thread, key, v object.Value) {
	key = maskedKey(key)
	if _, hide := v.(hidden); hide {
		setIndex(th, m.mask, key, true)
		m.bare = false
		return
	}
	x := toMasked(th, v)
	setIndex(th, m.data, key, x.data)
	setIndex(th, m.mask, key, x.mask)
}

// plain is the data, hidden elements included.
func (m *maskedArray) plain() *tensor.Array { return m.data }

// AsArray lets conversions see the data.
func (m *maskedArray) AsArray() *tensor.Array { return m.data }

// shown are the elements that take part.
func (m *maskedArray) shown() *tensor.Array { return op1(logicalNot, m.mask) }

// fillValue is what hidden elements are filled with by default.
func (m *maskedArray) fillValue() object.Value {
	switch dt := m.data.DType(); {
	case m.fill != nil:
		return m.fill
	case dt == tensor.Bool:
		return true
	case dt.IsInteger():
		return 999999
	case dt == tensor.String:
		return "N/A"
	case dt.IsComplex():
		return complex(1e20, 0)
	}
	return 1e20
}

// filled is the data with a value in the place of what is hidden.
func (m *maskedArray) filled(th *object.Thread, v object.Value) *tensor.Array {
	if v == nil {
		v = m.fillValue()
	}
	fill := castTo(toArrayFor(th, v, m.data.DType()), m.data.DType())
	return choose(m.mask, fill.BroadcastTo(m.data.Shape()), m.data)
}

// elementTexts writes the elements by their str, with -- for what is hidden.
func (m *maskedArray) elementTexts(th *object.Thread, prefix string) string {
	opt := binding.PrintOptions(th)
	if m.bare {
		return opt.ArrayString(m.data, ", ", prefix, ",")
	}
	a, o := m.written(th)
	return o.ArrayString(a, ", ", prefix, ",")
}

func (m *maskedArray) written(th *object.Thread) (*tensor.Array, *tensor.PrintOptions) {
	texts := make([]string, m.data.Size())
	for i, e := range laidElements(m) {
		texts[i] = maskedText(th, e)
	}
	return writtenElements(th, texts, m.data.Shape())
}

// text writes the array: for repr, data, mask and fill value under each other.
func (m *maskedArray) text(th *object.Thread, repr bool) string {
	if !repr {
		if m.bare {
			return binding.PrintOptions(th).Str(m.data)
		}
		a, opt := m.written(th)
		return opt.Str(a)
	}
	lead, indent := "masked_array(", "             "
	fillIndent := "       "
	if m.data.Rank() > 1 {
		lead, indent, fillIndent = "", "  ", "  "
	}
	mask := "False"
	if !m.bare {
		mask = binding.PrintOptions(th).ArrayString(m.mask, ", ", lead+"mask=", ",")
		if m.data.Rank() > 1 {
			mask = binding.PrintOptions(th).ArrayString(m.mask, ", ", indent+"mask=", ",")
		}
	}
	prefix := lead + "data="
	if m.data.Rank() > 1 {
		prefix = indent + "data="
	}
	text := "data=" + m.elementTexts(th, prefix) + ",\n" + indent + "mask=" + mask + ",\n" + fillIndent + "fill_value=" + object.Must(object.Repr(th, m.fillValue()))
	switch m.data.DType() {
	case tensor.Int64, tensor.Float64, tensor.Bool, tensor.Complex128:
	default:
		dtypeIndent := indent
		if m.data.Rank() <= 1 {
			dtypeIndent = "            "
		}
		name := m.dtype().Name
		if m.dtype().IsText() {
			name = "'" + name + "'"
		}
		text += ",\n" + dtypeIndent + "dtype=" + name
	}
	if m.data.Rank() > 1 {
		return "masked_array(\n  " + text + ")"
	}
	return "masked_array(" + text + ")"
}

// maskedText is an element as a masked array shows it.
func maskedText(th *object.Thread, e object.Value) string {
	if _, ok := e.(hidden); ok {
		return "--"
	}
	return object.Must(object.Repr(th, e))
}
