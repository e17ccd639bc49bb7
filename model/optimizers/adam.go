package optimizers

import (
	"kerash/model"
	"kerash/tensor"
)

// adam is the part of Adam and AdamW.
type adam struct {
	m, v, top slots
}

func (a *adam) build(o *model.OptimizerBase, vars []*tensor.Variable, amsgrad bool) {
	a.m, a.v = addPairs(o, vars, "m", "v")
	if amsgrad {
		a.top = add(o, vars, "vhat")
	}
}

func (a *adam) step(c *model.Context, o *model.OptimizerBase, r tensor.Adam, g *tensor.Tensor, v *tensor.Variable) {
	if r.AMSGrad {
		optimize(c, o, r, v, g, a.m[v], a.v[v], a.top[v])
		return
	}
	optimize(c, o, r, v, g, a.m[v], a.v[v])
}

// Adam scales steps by estimates of the gradient's first and second moment.
type Adam struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Beta1        float64 `arg:"beta_1" default:"0.9" doc:"decay of the first moment"`
	Beta2        float64 `arg:"beta_2" default:"0.999" doc:"decay of the second moment"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	AMSGrad      bool    `arg:"amsgrad" default:"False" doc:"whether the largest second moment so far is used"`
	model.OptimizerBase
	adam
}

// AdamClass declares Adam.
var AdamClass = declare(&model.Class{
	Name: "Adam",
	Doc:  "Steps scaled by running estimates of the gradient's first and second moment (Kingma and Ba 2014).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.Adam(0.1).apply_gradients([(tf.constant(2.0), v)]);
>>> v.numpy().round(4)
0.9`,
	New: func() any { return new(Adam) },
})

// Init implements [model.Initer].
func (o *Adam) Init(st *model.State) { o.Start(st, o.LearningRate) }

// Build implements [model.Optimizer].
func (o *Adam) Build(c *model.Context, vars []*tensor.Variable) {
	o.build(&o.OptimizerBase, vars, o.AMSGrad)
}

// FirstUse implements [model.FirstUse].
func (o *Adam) FirstUse() (op string, second bool) { return "Sub", false }

// Step implements [model.Optimizer].
func (o *Adam) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	o.step(c, &o.OptimizerBase, tensor.Adam{Beta1: o.Beta1, Beta2: o.Beta2, Epsilon: o.Epsilon, AMSGrad: o.AMSGrad}, g, v)
}

// AdamW is Adam with weight decay apart from the gradient.
type AdamW struct {
	LearningRate any           `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	_            model.Inherit `arg:"weight_decay" default:"0.004"`
	Beta1        float64       `arg:"beta_1" default:"0.9" doc:"decay of the first moment"`
	Beta2        float64       `arg:"beta_2" default:"0.999" doc:"decay of the second moment"`
	Epsilon      float64       `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	AMSGrad      bool          `arg:"amsgrad" default:"False" doc:"whether the largest second moment so far is used"`
	model.OptimizerBase
	adam
}

// AdamWClass declares AdamW.
var AdamWClass = declare(&model.Class{
	Name: "AdamW", OnlyObject: true,
	Doc: "Adam with weight decay apart from the gradient (Loshchilov and Hutter 2017).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.AdamW(0.1, weight_decay=0.0).apply_gradients([(tf.constant(2.0), v)]);
>>> v.numpy().round(4)
0.9`,
	New: func() any { return new(AdamW) },
})

// Init implements [model.Initer].
func (o *AdamW) Init(st *model.State) {
	if o.WeightDecay == nil {
		tensor.Throwf("ValueError", "Missing value of `weight_decay` which is required and must be a float value.")
	}
	o.Start(st, o.LearningRate)
}

// Build implements [model.Optimizer].
func (o *AdamW) Build(c *model.Context, vars []*tensor.Variable) {
	o.build(&o.OptimizerBase, vars, o.AMSGrad)
}

// FirstUse implements [model.FirstUse].
func (o *AdamW) FirstUse() (op string, second bool) { return "Sub", false }

// Step implements [model.Optimizer].
func (o *AdamW) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	o.step(c, &o.OptimizerBase, tensor.Adam{Beta1: o.Beta1, Beta2: o.Beta2, Epsilon: o.Epsilon, AMSGrad: o.AMSGrad}, g, v)
}

// Adamax is Adam with the infinity norm.
type Adamax struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Beta1        float64 `arg:"beta_1" default:"0.9" doc:"decay of the first moment"`
	Beta2        float64 `arg:"beta_2" default:"0.999" doc:"decay of the infinity norm"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	model.OptimizerBase

	m, u slots
}

// AdamaxClass declares Adamax.
var AdamaxClass = declare(&model.Class{
	Name: "Adamax", In: "keras.optimizers.experimental",
	Doc: "Adam with the infinity norm in place of the second moment (Kingma and Ba 2014).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.Adamax(0.1).apply_gradients([(tf.constant(2.0), v)]);
>>> v.numpy().round(4)
0.9`,
	New: func() any { return new(Adamax) },
})

// Init implements [model.Initer].
func (o *Adamax) Init(st *model.State) { o.Start(st, o.LearningRate) }

// Build implements [model.Optimizer].
func (o *Adamax) Build(c *model.Context, vars []*tensor.Variable) {
	o.m, o.u = addPairs(&o.OptimizerBase, vars, "m", "u")
}

// FirstUse implements [model.FirstUse].
func (o *Adamax) FirstUse() (op string, second bool) { return "Sub", false }

// Step implements [model.Optimizer].
func (o *Adamax) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	optimize(c, &o.OptimizerBase, tensor.Adamax{Beta1: o.Beta1, Beta2: o.Beta2, Epsilon: o.Epsilon}, v, g, o.m[v], o.u[v])
}

// Nadam is Adam with Nesterov's momentum.
type Nadam struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Beta1        float64 `arg:"beta_1" default:"0.9" doc:"decay of the first moment"`
	Beta2        float64 `arg:"beta_2" default:"0.999" doc:"decay of the second moment"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	model.OptimizerBase

	m, v    slots
	product *tensor.Variable
	weights int64 // number of weights
	taken   int64 // how often the product was taken, plus one
	traced  map[*tensor.Variable]int64
}

// NadamClass declares Nadam.
var NadamClass = declare(&model.Class{
	Name: "Nadam", In: "keras.optimizers.experimental",
	Doc: "Adam with Nesterov's momentum (Dozat 2015).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.Nadam(0.1).apply_gradients([(tf.constant(2.0), v)]);
>>> bool(v < 1.0)
True`,
	New: func() any { return new(Nadam) },
})

// Init implements [model.Initer].
func (o *Nadam) Init(st *model.State) { o.Start(st, o.LearningRate) }

// Build implements [model.Optimizer].
func (o *Nadam) Build(c *model.Context, vars []*tensor.Variable) {
	one := tensor.Full(vars[0].DType(), 1).Array()
	o.product = tensor.NewVariable("Variable:0", one)
	o.product.Trainable = false
	o.weights, o.taken, o.traced = int64(len(vars)), 1, map[*tensor.Variable]int64{}
	o.m, o.v = addPairs(&o.OptimizerBase, vars, "m", "v")
}

// Product is the running product of momentums, nil before the first step.
func (o *Nadam) Product() *tensor.Variable { return o.product }

// FirstUse implements [model.FirstUse].
func (o *Nadam) FirstUse() (op string, second bool) { return "Sub", false }

// Step implements [model.Optimizer].
func (o *Nadam) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	r := tensor.Nadam{Beta1: o.Beta1, Beta2: o.Beta2, Epsilon: o.Epsilon, Count: o.count(c, v)}
	optimize(c, &o.OptimizerBase, r, v, g, o.m[v], o.v[v], o.product)
}

// count is the count that decides whether the product is taken for v; see
// [tensor.Nadam]. A traced step fixes it per weight, as what Keras counts up to
// in the second of the two traces that it makes.
func (o *Nadam) count(c *model.Context, v *tensor.Variable) int64 {
	if !c.Tracing() {
		n := o.taken
		if n != o.Iterations().Value().Int(0)+2 {
			o.taken++
		}
		return n
	}
	n, ok := o.traced[v]
	if !ok {
		n = 1 + o.weights + int64(len(o.traced))
		o.traced[v] = n
		o.taken = n + 1
	}
	return n
}
