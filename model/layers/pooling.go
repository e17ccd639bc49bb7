package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// Pooling takes the largest or the mean of each window, over one to three
// spatial axes.
type Pooling struct {
	model.Base
	PoolSize   tuple      `arg:"pool_size" default:"(2, 2)" doc:"lengths of the window, or one for all axes"`
	Strides    tuple      `arg:"strides" default:"None" doc:"steps of the window; None stands for its lengths"`
	Padding    padding    `arg:"padding" default:"'valid'" doc:"'valid' or 'same'"`
	DataFormat dataFormat `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`

	rank int
	max  bool
}

func newPooling(rank int, max bool) func() any {
	return func() any { return &Pooling{rank: rank, max: max} }
}

var (
	poolConfig1D = []string{"strides", "pool_size", "padding", "data_format"}
	poolConfig   = []string{"pool_size", "padding", "strides", "data_format"}
	pool1D       = map[string]string{"pool_size": "2", "data_format": "'channels_last'"}
	pool3D       = map[string]string{"pool_size": "(2, 2, 2)"}
)

// The declarations of the pooling layers.
var (
	MaxPooling1DClass = declare(&model.Class{
		Name: "MaxPooling1D", Aliases: []string{"MaxPool1D"},
		Doc:      "Largest value of each window of a sequence: (batch, steps, channels) becomes (batch, new steps, channels).",
		Example:  ">>> layers.MaxPooling1D(2)(tf.constant([[[1.0], [3.0], [2.0], [0.0]]])).numpy().tolist()\n[[[3.0], [2.0]]]",
		Defaults: pool1D, ConfigOrder: poolConfig1D, New: newPooling(1, true),
	})
	MaxPooling2DClass = declare(&model.Class{
		Name: "MaxPooling2D", Aliases: []string{"MaxPool2D"},
		Doc:         "Largest value of each window of an image: (batch, rows, columns, channels) keeps its channels.",
		Example:     ">>> layers.MaxPooling2D()(tf.ones((1, 8, 8, 3))).shape\nTensorShape([1, 4, 4, 3])",
		ConfigOrder: poolConfig, New: newPooling(2, true),
	})
	MaxPooling3DClass = declare(&model.Class{
		Name: "MaxPooling3D", Aliases: []string{"MaxPool3D"},
		Doc:      "Largest value of each window of a volume.",
		Example:  ">>> layers.MaxPooling3D()(tf.ones((1, 8, 8, 8, 3))).shape\nTensorShape([1, 4, 4, 4, 3])",
		Defaults: pool3D, ConfigOrder: poolConfig, New: newPooling(3, true),
	})
	AveragePooling1DClass = declare(&model.Class{
		Name: "AveragePooling1D", Aliases: []string{"AvgPool1D"},
		Doc:      "Mean of each window of a sequence: (batch, steps, channels) becomes (batch, new steps, channels).",
		Example:  ">>> layers.AveragePooling1D(2)(tf.constant([[[1.0], [3.0], [2.0], [0.0]]])).numpy().tolist()\n[[[2.0], [1.0]]]",
		Defaults: pool1D, ConfigOrder: poolConfig1D, New: newPooling(1, false),
	})
	AveragePooling2DClass = declare(&model.Class{
		Name: "AveragePooling2D", Aliases: []string{"AvgPool2D"},
		Doc:         "Mean of each window of an image. With padding='same' places outside of the image do not count.",
		Example:     ">>> layers.AveragePooling2D()(tf.ones((1, 8, 8, 3))).shape\nTensorShape([1, 4, 4, 3])",
		ConfigOrder: poolConfig, New: newPooling(2, false),
	})
	AveragePooling3DClass = declare(&model.Class{
		Name: "AveragePooling3D", Aliases: []string{"AvgPool3D"},
		Doc:      "Mean of each window of a volume.",
		Example:  ">>> layers.AveragePooling3D()(tf.ones((1, 8, 8, 8, 3))).shape\nTensorShape([1, 4, 4, 4, 3])",
		Defaults: pool3D, ConfigOrder: poolConfig, New: newPooling(3, false),
	})
)

// Init implements [model.Initer].
func (p *Pooling) Init(st *model.State) {
	p.Base.Init(st)
	if p.Strides.given == nil {
		p.Strides.given = p.PoolSize.given
	}
	p.PoolSize.resolve(p.rank, "pool_size", 1)
	p.Strides.resolve(p.rank, "strides", 0)
	p.Spec = []model.InputSpec{{NDim: p.rank + 2}}
}

// refuseCausal throws what TensorFlow throws for a padding that convolutions
// alone have.
func (p *Pooling) refuseCausal() {
	op := map[bool]string{true: "MaxPool", false: "AvgPool"}[p.max]
	switch p.rank {
	case 1:
		tensor.Throwf("ValueError", "Invalid padding: causal")
	case 3:
		op += "3D"
	}
	allowed := `"SAME", "VALID"`
	if op == "MaxPool" {
		allowed += `, "EXPLICIT"`
	}
	tensor.Throwf("InvalidArgumentError", "Value for attr 'padding' of \"CAUSAL\" is not in the list of allowed values: %s\n\t; NodeDef: {{node %s}}", allowed, op)
}

// Call implements [model.Layer].
func (p *Pooling) Call(c *model.Context, in model.Value) model.Value {
	for _, s := range p.Strides.list {
		if s == 0 {
			op := map[bool]string{true: "MaxPool", false: "AvgPool"}[p.max]
			tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} Stride must be > 0, but got 0 [Op:%s] name: ", op, op)
		}
	}
	if p.Padding == "causal" {
		p.refuseCausal()
	}
	spec := tensor.ConvSpec{Strides: p.Strides.list, Padding: string(p.Padding)}
	x := model.One(in)
	if p.rank == 2 {
		x = p.DataFormat.refuse(c, x, map[bool]noKernel{true: noMaxPool, false: noAvgPool}[p.max])
	}
	x = p.DataFormat.toLast(c, x)
	if p.max {
		return p.DataFormat.fromLast(c, c.MaxPool(x, p.PoolSize.list, spec))
	}
	return p.DataFormat.fromLast(c, c.AvgPool(x, p.PoolSize.list, spec))
}
