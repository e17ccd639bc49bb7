package layers

import (
	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// Dense is a fully connected layer: outputs = activation(inputs·kernel + bias).
type Dense struct {
	model.Base
	Units      int                    `arg:"units" doc:"size of the last axis of the output"`
	Activation activations.Activation `arg:"activation" default:"None" doc:"applied to the output"`
	UseBias    bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	kernelBias `args:"inline"`

	Kernel *tensor.Variable `weight:"kernel"`
	Bias   *tensor.Variable `weight:"bias"`
}

// DenseClass declares Dense.
var DenseClass = declare(&model.Class{
	Name: "Dense",
	Doc: "Fully connected layer: activation(inputs @ kernel + bias).\n\n" +
		"Input shape: (batch, ..., features). Output shape: (batch, ..., units).",
	Example: ">>> layers.Dense(3)(tf.ones((2, 5))).shape\nTensorShape([2, 3])",
	New:     func() any { return new(Dense) },
})

// Init implements [model.Initer].
func (d *Dense) Init(st *model.State) {
	d.Base.Init(st)
	if d.Units < 0 {
		tensor.Throwf("ValueError", "Received an invalid value for `units`, expected a positive integer. Received: units=%d", d.Units)
	}
	d.Spec = []model.InputSpec{{MinNDim: 2}}
	d.SupportsMasking = true
	d.Activation.Track(&d.Base)
}

// Build implements [model.Layer].
func (d *Dense) Build(c *model.Context, in model.Value) {
	requireFloatPolicy(&d.Base)
	shape := model.One(in).Shape()
	last := shape[len(shape)-1]
	if last < 0 {
		tensor.Throwf("ValueError", "The last dimension of the inputs to a Dense layer should be defined. Found None. Full input shape received: %s", tensor.ShapeString(shape))
	}
	d.Spec = []model.InputSpec{{MinNDim: 2, Axes: map[int]int{-1: last}}}
	d.Kernel = d.addKernel(c, &d.Base, last, d.Units)
	if d.UseBias {
		d.Bias = d.addBias(c, &d.Base, d.Units)
	}
}

func requireFloatPolicy(b *model.Base) {
	if dt := b.Policy.Variable; !dt.IsFloat() {
		tensor.Throwf("TypeError", "A Dense layer can only be built with a floating-point dtype. Received: dtype=<dtype: '%s'>", dt)
	}
}

// manyMatrices is x·w for a kernel with other than two axes: a batch of
// products for a matrix x, the sum over x's last and w's first axis for others.
func manyMatrices(c *model.Context, x, w *tensor.Tensor) *tensor.Tensor {
	if x.Rank() == 2 {
		return c.MatMul(x, w, false, false)
	}
	return c.TensorDot(x, w, []int{x.Rank() - 1}, []int{0})
}

// CallRows implements [model.RowTaker].
func (d *Dense) CallRows(c *model.Context, rows *tensor.Tensor) *tensor.Tensor {
	return model.One(d.Call(c, rows))
}

// TakesSparse implements [model.SparseTaker].
func (d *Dense) TakesSparse() {}

// Call implements [model.Layer].
func (d *Dense) Call(c *model.Context, in model.Value) model.Value {
	x := c.Cast(model.One(in), d.Policy.Compute)
	w, b := d.ReadWeight(c, d.Kernel), d.ReadWeight(c, d.Bias)
	act, fused := d.Activation.Act()
	if w.Rank() != 2 { // a kernel that a class of the user's has made
		y := manyMatrices(c, x, w)
		if b != nil {
			y = c.BiasAdd(y, b)
		}
		return d.Activation.Apply(c, y)
	}
	if x.Rank() < 2 {
		c.MatMul(x, w, false, false) // throws
	}
	y := c.Dense(x, w, b, act)
	if fused {
		return y
	}
	return d.Activation.Apply(c, y)
}
