package optimizers

import (
	"kerash/model"
	"kerash/tensor"
)

// Adafactor keeps second moments as one number per row and per column.
type Adafactor struct {
	LearningRate  any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Beta2Decay    float64 `arg:"beta_2_decay" default:"-0.8" doc:"how the decay of the second moment grows with the steps"`
	Epsilon1      float64 `arg:"epsilon_1" default:"1e-30" doc:"what keeps the divisor from zero"`
	Epsilon2      float64 `arg:"epsilon_2" default:"0.001" doc:"smallest size of a weight that the rate is scaled by"`
	ClipThreshold float64 `arg:"clip_threshold" default:"1.0" doc:"limit of the root mean square of a step"`
	RelativeStep  bool    `arg:"relative_step" default:"True" doc:"whether the rate is at most one over the root of the number of steps"`
	model.OptimizerBase

	r, c, v slots
}

// AdafactorClass declares Adafactor.
var AdafactorClass = declare(&model.Class{
	Name: "Adafactor", OnlyObject: true,
	Doc: "Adaptive steps whose memory is one number per row and per column of a matrix (Shazeer and Stern 2018).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.Adafactor(0.1).apply_gradients([(tf.constant(2.0), v)]);
>>> v.numpy().round(4)
0.9`,
	New: func() any { return new(Adafactor) },
})

// Init implements [model.Initer].
func (o *Adafactor) Init(st *model.State) { o.Start(st, o.LearningRate) }

// Build implements [model.Optimizer].
func (o *Adafactor) Build(c *model.Context, vars []*tensor.Variable) {
	o.r, o.c, o.v = slots{}, slots{}, slots{}
	for _, v := range vars {
		shape := v.Shape()
		if n := len(shape); n < 2 {
			// Not used: such a weight keeps all of its second moments.
			o.r[v] = tensor.NewVariable("r", tensor.NewArray(v.DType()))
			o.c[v] = tensor.NewVariable("c", tensor.NewArray(v.DType()))
		} else {
			o.r[v] = o.AddSlot(v, "r", shape[:n-1], nil)
			o.c[v] = o.AddSlot(v, "c", append(append([]int{}, shape[:n-2]...), shape[n-1]), nil)
		}
		o.v[v] = o.AddSlot(v, "v", nil, nil)
	}
}

// FirstUse implements [model.FirstUse].
func (o *Adafactor) FirstUse() (op string, second bool) { return "AddV2", true }

// AssignedSlot implements [model.SlotAssigner].
func (o *Adafactor) AssignedSlot() string { return "v" }

// Step implements [model.Optimizer].
func (o *Adafactor) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	r := tensor.Adafactor{Beta2Decay: o.Beta2Decay, Epsilon1: o.Epsilon1, Epsilon2: o.Epsilon2, ClipThreshold: o.ClipThreshold,
		RelativeStep: o.RelativeStep && o.Schedule() == nil}
	optimize(c, &o.OptimizerBase, r, v, g, o.r[v], o.c[v], o.v[v])
}
