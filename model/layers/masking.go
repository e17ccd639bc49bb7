package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// Masking marks time steps to skip.
type Masking struct {
	model.Base
	MaskValue model.Number `arg:"mask_value" default:"0.0" doc:"steps whose features all have this value are skipped"`
}

// MaskingClass declares Masking.
var MaskingClass = declare(&model.Class{
	Name:      "Masking",
	SameShape: true,
	Doc: "Masks the time steps whose features all equal mask_value: they become zero, and layers that take masks skip " +
		"them. The shape stays.",
	Example: ">>> x = tf.constant([[[1.0, 2.0], [0.0, 0.0]]])\n>>> layers.Masking().compute_mask(x).numpy()\narray([[ True, False]])",
	New:     func() any { return new(Masking) },
})

// Init implements [model.Initer].
func (m *Masking) Init(st *model.State) {
	m.Base.Init(st)
	m.SupportsMasking = true
}

func (m *Masking) kept(c *model.Context, x *tensor.Tensor, keepdims bool) *tensor.Tensor {
	return c.Any(c.NotEqual(x, number(x, m.MaskValue.Float())), []int{-1}, keepdims)
}

// Call implements [model.Layer].
func (m *Masking) Call(c *model.Context, in model.Value) model.Value {
	x := model.One(in)
	return c.Mul(x, c.Cast(m.kept(c, x, true), x.DType()))
}

// ComputeMask implements [model.Masker].
func (m *Masking) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	return m.kept(c, model.One(in), false)
}
