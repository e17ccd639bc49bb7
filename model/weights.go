package model

import (
	"math"
	"slices"

	"kerash/tensor"
)

// WeightOption changes how AddWeight makes a weight.
type WeightOption func(*weightOptions)

type weightOptions struct {
	frozen      bool
	dtype       tensor.DType
	regularizer Regularizer
	constraint  Constraint
}

// Frozen makes a weight that training does not change: a statistic, a counter.
func Frozen() WeightOption { return func(o *weightOptions) { o.frozen = true } }

// Regularized adds a penalty on the weight to the layer's losses.
func Regularized(r Regularizer) WeightOption { return func(o *weightOptions) { o.regularizer = r } }

// Constrained projects the weight after each update.
func Constrained(k Constraint) WeightOption { return func(o *weightOptions) { o.constraint = k } }

// WithDType sets the weight's dtype; the default is the layer's variable dtype.
func WithDType(d tensor.DType) WeightOption { return func(o *weightOptions) { o.dtype = d } }

// AddWeight makes a weight of the layer, named after the layer and the name
// scope: "dense/kernel:0". A nil initializer is Keras' default: glorot_uniform
// for floats, zeros otherwise.
func (b *Base) AddWeight(c *Context, name string, shape []int, init Initializer, opts ...WeightOption) *tensor.Variable {
	o := weightOptions{dtype: b.Policy.Variable}
	if o.dtype == tensor.Invalid {
		o.dtype = c.State.FloatX
	}
	for _, f := range opts {
		f(&o)
	}
	for _, d := range shape {
		if d < 0 {
			tensor.Throwf("ValueError", "The last dimension of the inputs to a layer should be defined. Found None in the shape %s of weight '%s'.", tensor.ShapeString(shape), name)
		}
	}
	if init == nil {
		kind := "zeros"
		if o.dtype.IsFloat() {
			kind = "glorot_uniform"
		}
		init = Resolve(c.State, KindInitializer, kind).(Initializer)
	}
	v := initialVariable(c, c.ScopedName(name)+":0", slices.Clone(shape), o.dtype, init)
	c.NoteVariable(v)
	v.Trainable = !o.frozen
	if o.constraint != nil {
		k, st := o.constraint, c.State
		v.ConstraintOf = k
		v.Constraint = func(s *tensor.Scope, t *tensor.Tensor) *tensor.Tensor {
			return k.Project(&Context{Scope: s, State: st}, t)
		}
	}
	if o.regularizer != nil {
		b.Regularize(v, o.regularizer)
	}
	b.adding = true
	b.refreshed() // variables in attributes that were set before come first
	b.adding = false
	b.own = append(b.own, v)
	return v
}

// initialVariable makes a variable with the initializer's value, at once or when
// it is needed.
func initialVariable(c *Context, name string, shape []int, dt tensor.DType, init Initializer) *tensor.Variable {
	c.MadeVariable()
	if l, ok := init.(LazyInitializer); ok {
		return tensor.NewLazyVariable(name, dt, shape, l.Later(c, shape, dt))
	}
	var arr *tensor.Array
	c.untraced(func() { arr = init.Initial(c, shape, dt) })
	return tensor.NewVariable(name, arr.Cast(dt).Reshape(shape))
}

// untraced runs f eagerly although a trace or tape may be active around it:
// making a weight is no part of a step.
func (c *Context) untraced(f func()) {
	c.Scope.Outside(f)
}

// AddVariable adds a variable that the user made to the layer's own weights.
func (b *Base) AddVariable(v *tensor.Variable) {
	for _, w := range b.own {
		if w == v {
			return
		}
	}
	b.own = append(b.own, v)
}

// DropVariable undoes AddVariable: the attribute that held v holds something
// else now.
func (b *Base) DropVariable(v *tensor.Variable) {
	b.own = slices.DeleteFunc(b.own, func(w *tensor.Variable) bool { return w == v })
}

// Regularize adds a penalty on v to the layer's losses.
func (b *Base) Regularize(v *tensor.Variable, r Regularizer) {
	if b.penalty == nil {
		b.penalty = map[*tensor.Variable]Regularizer{}
	}
	b.penalty[v] = r
}

// OwnWeights is the variables that the layer itself made, in order.
func (b *Base) OwnWeights() []*tensor.Variable {
	b.refreshed()
	return b.own
}

// TrainableWeights is the weights that training changes: own ones, then those
// of sublayers; none when the layer is frozen.
func (b *Base) TrainableWeights() []*tensor.Variable {
	b.CheckWeights()
	if !b.CanTrain {
		return nil
	}
	yes, _ := b.ownByKind()
	return b.join(yes, b.trainableIn)
}

// NonTrainableWeights is the other weights; of a frozen layer, all.
func (b *Base) NonTrainableWeights() []*tensor.Variable {
	b.CheckWeights()
	yes, no := b.ownByKind()
	_, isModel := b.self.(Model)
	switch {
	case b.CanTrain:
		return b.join(no, b.nonTrainableIn)
	case isModel:
		return b.join(no, b.nonTrainableIn, b.join(yes, b.trainableIn)...)
	}
	return b.join(append(yes, no...), b.weightsIn)
}

// Weights is the weights in Keras' order. For a layer: the trainable ones,
// then the others; for a model: layer by layer, then its own ones in that order.
func (b *Base) Weights() []*tensor.Variable {
	b.CheckWeights()
	if _, ok := b.self.(Model); ok {
		yes, no := b.ownByKind()
		return b.join(append(yes, no...), b.weightsIn)
	}
	var out collector
	out.add(b.TrainableWeights())
	out.add(b.NonTrainableWeights())
	return out.list
}

// CheckWeights throws ValueError for a model that has its weights from Build
// and is not built.
func (b *Base) CheckWeights() {
	if m, ok := b.self.(interface{ requireWeights() }); ok {
		m.requireWeights()
	}
}

// collector gathers variables, each once.
type collector struct {
	list []*tensor.Variable
	seen map[*tensor.Variable]bool
}

func (c *collector) add(vs []*tensor.Variable) {
	if c.seen == nil {
		c.seen = map[*tensor.Variable]bool{}
	}
	for _, v := range vs {
		if !c.seen[v] {
			c.seen[v] = true
			c.list = append(c.list, v)
		}
	}
}

// ownByKind is the weights that are not those of sublayers: those that can be
// trained, and the others.
func (b *Base) ownByKind() (trainable, others []*tensor.Variable) {
	for _, v := range b.OwnWeights() {
		if v.Trainable {
			trainable = append(trainable, v)
		} else {
			others = append(others, v)
		}
	}
	return trainable, others
}

// join is the given weights, own ones of a kind and those of the parts, each
// once. A layer's own weights come before those of its parts; a model's come
// last.
func (b *Base) join(own []*tensor.Variable, of func(h Held) []*tensor.Variable, before ...*tensor.Variable) []*tensor.Variable {
	var out collector
	out.add(before)
	_, isModel := b.self.(Model)
	if !isModel {
		out.add(own)
	}
	b.eachPart(func(h Held) { out.add(of(h)) })
	if isModel {
		out.add(own)
	}
	return out.list
}

// SetTrainable freezes or unfreezes the layer and all that it contains.
func (b *Base) SetTrainable(on bool) {
	b.CanTrain = on
	for _, l := range b.Sublayers() {
		l.Core().SetTrainable(on)
	}
}

// CountParams is the number of elements of all weights. It throws ValueError
// for a layer that has not been built.
func (b *Base) CountParams() int {
	if !b.Built {
		tensor.Throwf("ValueError", "You tried to call `count_params` on layer %s, but the layer isn't built. You can build it manually via: `%s.build(batch_input_shape)`.", b.Label, b.Label)
	}
	n := 0
	for _, v := range b.Weights() {
		n += v.Params()
	}
	return n
}

// WeightValues is copies of the weights' values (get_weights).
func (b *Base) WeightValues() []*tensor.Array {
	var out []*tensor.Array
	for _, v := range b.Weights() {
		out = append(out, v.Value().Clone())
	}
	return out
}

// SetWeightValues sets all weights, in order; nothing changes when the list
// does not fit.
func (b *Base) SetWeightValues(values []*tensor.Array) {
	ws := b.Weights()
	if len(ws) != len(values) {
		tensor.Throwf("ValueError", "You called `set_weights(weights)` on layer \"%s\" with a weight list of length %d, but the layer was expecting %d weights. Provided weights: %s...", b.Label, len(values), len(ws), abbreviated(values))
	}
	for i, v := range ws {
		if !tensor.SameShape(v.Shape(), values[i].Shape()) {
			tensor.Throwf("ValueError", "Layer %s weight shape %s is not compatible with provided weight shape %s.", b.Label, tensor.ShapeString(v.Shape()), tensor.ShapeString(values[i].Shape()))
		}
	}
	for i, v := range ws {
		v.SetValue(values[i])
	}
}

// abbreviated is the first 50 characters of the list of values as Python
// writes it.
func abbreviated(values []*tensor.Array) string {
	s := "["
	for i, a := range values {
		if i > 0 {
			s += ", "
		}
		if s += a.Repr(); len(s) > 50 {
			break
		}
	}
	s += "]"
	return s[:min(len(s), 50)]
}

// WeightStats is what a table of weights shows of one variable.
type WeightStats struct {
	Name                string
	Shape               []int
	DType               tensor.DType
	Trainable           bool
	Mean, Std, Min, Max float64
}

// Stats describes a variable for a table of weights.
func Stats(v *tensor.Variable) WeightStats {
	a := v.Value()
	st := WeightStats{Name: v.Name, Shape: v.Shape(), DType: v.DType(), Trainable: v.Trainable}
	n := a.Size()
	if n == 0 || a.DType() == tensor.String {
		return st
	}
	st.Min, st.Max = math.Inf(1), math.Inf(-1)
	sum := 0.0
	for i := 0; i < n; i++ {
		x := a.Float(i)
		sum += x
		st.Min, st.Max = math.Min(st.Min, x), math.Max(st.Max, x)
	}
	st.Mean = sum / float64(n)
	dev := 0.0
	for i := 0; i < n; i++ {
		d := a.Float(i) - st.Mean
		dev += d * d
	}
	st.Std = math.Sqrt(dev / float64(n))
	return st
}

// ReadWeight is a weight in the dtype that the layer computes in; nil for a
// nil variable.
func (b *Base) ReadWeight(c *Context, v *tensor.Variable) *tensor.Tensor {
	if v == nil {
		return nil
	}
	t := b.standIns[v]
	switch {
	case t != nil:
	case c.symbolic && v.Pending() && !c.Tracing():
		t = v.Symbol()
	default:
		t = c.Borrow(v)
	}
	if dt := b.Policy.Compute; b.AutoCast && dt.IsFloat() && t.DType().IsFloat() && t.DType() != dt {
		t = c.Cast(t, dt)
	}
	return t
}
