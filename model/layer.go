package model

import (
	"fmt"
	"strings"

	"kerash/tensor"
)

// Layer is a computation with weights. A layer is a struct that embeds [Base]
// and is declared by a [Class]; users call it through [Apply].
type Layer interface {
	// Core is the embedded Base.
	Core() *Base
	// Build makes the weights for inputs like x, whose tensors may be symbolic
	// and may have unknown axes.
	Build(c *Context, x Value)
	// Call computes the outputs. It is written with the ops of c and runs
	// eagerly, symbolically and in a trace alike.
	Call(c *Context, x Value) Value
}

// Masker is a layer that computes the mask of its outputs itself. A layer that
// is no Masker passes its input's mask on when it supports masking.
type Masker interface {
	ComputeMask(c *Context, x, mask Value) Value
}

// Policy is the dtypes of a layer: what it computes in and what its weights
// are stored as.
type Policy struct {
	Name              string
	Compute, Variable tensor.DType
}

// SetArg makes a policy of a dtype name, a policy name, or None.
func (p *Policy) SetArg(st *State, v any) error {
	name := ""
	switch v := v.(type) {
	case nil:
		*p = st.DefaultPolicy()
		return nil
	case Policy:
		*p = v
		return nil
	case *Policy:
		*p = *v
		return nil
	case tensor.DType:
		name = v.String()
	case string:
		name = v
	case *Map:
		if cfg, ok := v.Get("config").(*Map); ok {
			name, _ = cfg.Get("name").(string)
		}
	}
	switch name {
	case "mixed_float16":
		*p = Policy{name, tensor.Float16, tensor.Float32}
		return nil
	case "mixed_bfloat16":
		*p = Policy{name, tensor.BFloat16, tensor.Float32}
		return nil
	}
	dt, ok := tensor.ParseDType(name)
	if !ok {
		return tensor.Errorf("TypeError", "Cannot convert the argument `type_value`: %s to a TensorFlow DType.", describeItem(v))
	}
	*p = Policy{name, dt, dt}
	return nil
}

// DefaultPolicy is the dtypes of layers that are given none.
func (st *State) DefaultPolicy() Policy {
	if st.GlobalPolicy != nil {
		return *st.GlobalPolicy
	}
	return Policy{st.FloatX.String(), st.FloatX, st.FloatX}
}

// ConfigValue is how the policy stands in a config.
func (p Policy) ConfigValue() any {
	if p.Compute == p.Variable {
		return p.Name
	}
	return NewMap().Set("module", "keras.mixed_precision").Set("class_name", "Policy").
		Set("config", NewMap().Set("name", p.Name)).Set("registered_name", nil)
}

// Base is the part that all layers share. Its arguments are accepted by every
// layer.
type Base struct {
	Label      string `arg:"name" default:"None" kwonly:"true" doc:"name of the layer, unique in a model"`
	CanTrain   bool   `arg:"trainable" default:"True" kwonly:"true" doc:"whether training changes the weights"`
	Policy     Policy `arg:"dtype" default:"None" kwonly:"true" doc:"dtype of the weights and the computation, or a policy name"`
	Dynamic    bool   `arg:"dynamic" default:"False" kwonly:"true" config:"-" doc:"accepted for compatibility: eager layers need no mark"`
	InShape    any    `arg:"input_shape" default:"None" kwonly:"true" config:"-" doc:"shape of one sample, when the layer is a model's first"`
	BatchShape any    `arg:"batch_input_shape" default:"None" kwonly:"true" config:"-" doc:"shape of a batch, when the layer is a model's first"`
	InDim      any    `arg:"input_dim" default:"None" kwonly:"true" config:"-" doc:"short for input_shape=(input_dim,)"`
	BatchSize  any    `arg:"batch_size" default:"None" kwonly:"true" config:"-" doc:"batch size that goes with input_shape"`
	Preset     any    `arg:"weights" default:"None" kwonly:"true" config:"-" doc:"initial weights, a list of arrays"`
	AutoCast   bool   `arg:"autocast" default:"True" kwonly:"true" config:"-" doc:"whether floating point inputs are cast to the layer's dtype"`

	// ActivityRegularizer is a penalty on the outputs.
	ActivityRegularizer Regularizer `arg:"activity_regularizer" default:"None" kwonly:"true" config:"-" doc:"penalty on the layer's output"`
	// SupportsMasking layers pass the mask of their inputs on.
	SupportsMasking bool
	// Stateful layers keep state between batches.
	Stateful bool
	// Spec is what the inputs have to look like; set by Build or Init.
	Spec []InputSpec
	// Built says that the weights are there.
	Built bool

	class      *Class
	self       Layer
	buildShape any                // what build_config shows, nil before the layer is built
	own        []*tensor.Variable // in order of creation
	tracked    []Layer            // sublayers, in order
	held       []Held             // what the attributes of a user's class hold
	parts      []Part             // the attributes that hold sublayers
	metrics    []Metric
	losses     []*tensor.Tensor // of the last call: activity regularizers, add_loss
	lossFns    []func(c *Context) *tensor.Tensor
	penalty    map[*tensor.Variable]Regularizer
	nodes      []*Node                             // uses in functional graphs
	outward    []*Node                             // nodes that consume its outputs
	refresh    func()                              // brings own, tracked and metrics up to date
	adding     bool                                // a weight is being added
	given      givenArgs                           // arguments as they were given, where the fields cannot tell
	refused    []refused                           // arguments that do not fit, looked at late
	standIns   map[*tensor.Variable]*tensor.Tensor // tensors that were assigned in the place of weights
}

// Core implements [Layer].
func (b *Base) Core() *Base { return b }

// Build implements [Layer] for layers without weights. A Build of a layer's own
// may call it, so that a config tells for what shape the layer was built even
// when it is a part of another one.
func (b *Base) Build(_ *Context, x Value) { b.buildShape = shapeValue(x) }

func (b *Base) setClass(c *Class, obj any) {
	b.class = c
	if l, ok := obj.(Layer); ok && b.self == nil {
		b.self = l
	}
}

// SetSelf makes l the layer that Base is the core of: for user classes, whose
// outermost object is an adapter.
func (b *Base) SetSelf(l Layer) { b.self = l }

// Self is the layer that b is the core of.
func (b *Base) Self() Layer { return b.self }

// Class is the layer's declaration, nil for a class of the user's.
func (b *Base) Class() *Class { return b.class }

// SetClass changes the declaration that the layer reports.
func (b *Base) SetClass(c *Class) { b.class = c }

// ClassNamer is a layer or metric with a class name other than that of its
// declaration: one of the user's.
type ClassNamer interface{ OwnClassName() string }

// ClassName is the name of the layer's class.
func (b *Base) ClassName() string {
	if n, ok := b.self.(ClassNamer); ok {
		return n.OwnClassName()
	}
	if b.class != nil {
		return b.class.Name
	}
	return "Layer"
}

// Name is the layer's name.
func (b *Base) Name() string { return b.Label }

// SetName renames the layer.
func (b *Base) SetName(name string) { b.Label = name }

// Init names the layer; layers with an Init of their own call it first.
func (b *Base) Init(st *State) {
	b.InitName(st)
}

// InitName gives the layer a unique name unless it has one.
func (b *Base) InitName(st *State) {
	if b.Label == "" {
		b.Label = st.UniqueName(SnakeCase(b.ClassName()))
	} else {
		st.Observe(b.Label)
	}
	if b.Policy.Name == "" {
		b.Policy.SetArg(st, nil)
	}
	if _, whole := AsInt(b.InShape); whole && !b.isInput() {
		tensor.Throwf("TypeError", "'int' object is not iterable")
	}
}

func (b *Base) isInput() bool {
	_, ok := b.self.(*InputLayer)
	return ok
}

// FirstShape is the batch shape that the layer's input_shape, input_dim or
// batch_input_shape argument gives; ok is false when none was given.
func (b *Base) FirstShape() (shape []int, ok bool) {
	if b.BatchShape != nil {
		return DimsOf(b.BatchShape), true
	}
	batch := -1
	if n, ok := AsInt(b.BatchSize); ok {
		batch = n
	}
	if b.InShape != nil {
		return append([]int{batch}, DimsOf(b.InShape)...), true
	}
	if b.InDim != nil {
		return append([]int{batch}, dims([]any{b.InDim})...), true
	}
	return nil, false
}

// ShapeOf is a neutral value as a shape: an int stands for one axis, None for
// an unknown one (-1). It throws TypeError for anything else.
func ShapeOf(v any) []int {
	if n, ok := AsInt(v); ok {
		return []int{n}
	}
	items, ok := Sequence(v)
	if !ok {
		tensor.Throwf("TypeError", "'%s' object is not iterable", PythonType(v))
	}
	shape := make([]int, len(items))
	for i, it := range items {
		if it == nil {
			shape[i] = -1
			continue
		}
		n, ok := AsInt(it)
		if !ok {
			throwDimension(it)
		}
		shape[i] = n
	}
	return shape
}

// Track makes l a part of the layer: its weights belong to the layer's.
func (b *Base) Track(l Layer) {
	if l == nil {
		return
	}
	for _, t := range b.tracked {
		if t == l {
			return
		}
	}
	b.tracked = append(b.tracked, l)
}

// Untrack undoes Track.
func (b *Base) Untrack(l Layer) {
	for i, t := range b.tracked {
		if t == l {
			b.tracked = append(b.tracked[:i:i], b.tracked[i+1:]...)
			return
		}
	}
}

// Sublayers is the tracked layers, in order.
func (b *Base) Sublayers() []Layer {
	b.refreshed()
	return b.tracked
}

// Adding reports whether the layer's parts are looked at because a weight is
// added: what containers have come to hold counts as a part later only.
func (b *Base) Adding() bool { return b.adding }

// OnRefresh makes f run before the layer's parts are looked at. Layers of the
// user's keep sublayers in lists that may have grown since they were assigned.
func (b *Base) OnRefresh(f func()) { b.refresh = f }

func (b *Base) refreshed() {
	if f := b.refresh; f != nil {
		b.refresh = nil // f itself looks at the parts
		f()
		b.refresh = f
	}
}

// SetSublayers replaces the tracked layers.
func (b *Base) SetSublayers(ls []Layer) { b.tracked, b.held = ls, nil }

// TrackMetric makes m a part of the layer: it appears in a model's metrics.
func (b *Base) TrackMetric(m Metric) { b.metrics = append(b.metrics, m) }

// Nodes is the layer's uses in functional graphs.
func (b *Base) Nodes() []*Node { return b.nodes }

// InputSpec is a requirement on one input. Zero values ask for nothing.
type InputSpec struct {
	NDim, MinNDim, MaxNDim int
	DType                  tensor.DType
	Shape                  []int
	Axes                   map[int]int
	// Name is the key under which a dict of inputs holds the input.
	Name string
	// Squeeze lets (batch,) and (batch, 1) stand for each other.
	Squeeze bool
}

// MainInput is a layer that can also be given its further arguments in a list
// with its input, as recurrent layers are given states.
type MainInput interface {
	// MainInput is the part of x that the layer's input specs are about.
	MainInput(x Value) Value
}

// InputJoiner is a layer that takes some arguments of a call for inputs when
// they come from keras.Input: recurrent layers do so with states and constants.
type InputJoiner interface {
	// JoinInputs is the inputs with these arguments behind them, and the context
	// without them; both as they are where there is nothing to join.
	JoinInputs(c *Context, x Value) (*Context, Value)
}

// checkSpec throws Keras' ValueError when an input does not fit the layer.
func (b *Base) checkSpec(c *Context, x Value) {
	if len(b.Spec) == 0 {
		return
	}
	if m, ok := b.self.(MainInput); ok {
		x = m.MainInput(x)
	}
	x = mapLeaves(x, func(leaf any) Value {
		if _, whole := leaf.(*tensor.Tensor); whole {
			return leaf
		}
		if sp, ok := specOf(leaf); ok {
			return tensor.Symbol(sp)
		}
		return leaf
	})
	b.mustBeTensors(c, x)
	in := b.specified(x)
	if len(in) != len(b.Spec) {
		tensor.Throwf("ValueError", "Layer \"%s\" expects %d input(s), but it received %d input tensors. Inputs received: %s", b.Label, len(b.Spec), len(in), describeTensors(in))
	}
	for i, sp := range b.Spec {
		b.checkOne(c.State, i, sp, in[i].Shape())
	}
}

// CheckInputs throws Keras' error for inputs that do not fit a layer.
func CheckInputs(c *Context, l Layer, x Value) { l.Core().checkSpec(c, x) }

// mustBeTensors throws Keras' TypeError for inputs that are something else.
func (b *Base) mustBeTensors(c *Context, x Value) {
	walk(x, func(v any) {
		if t, ok := v.(*tensor.Tensor); ok && t != nil {
			return
		}
		tensor.Throwf("TypeError", "Inputs to a layer should be tensors. Got '%s' (of type %s) as input for layer '%s'.", c.State.Show(v), c.State.ShowType(v), b.Label)
	})
}

// specified is the tensors of x in the order of the specs: by name from a dict.
func (b *Base) specified(x Value) []*tensor.Tensor {
	d, ok := x.(*Dict)
	names := make([]string, len(b.Spec))
	for i, sp := range b.Spec {
		names[i] = sp.Name
		ok = ok && sp.Name != ""
	}
	if !ok {
		return Leaves(x)
	}
	var in []*tensor.Tensor
	for _, n := range names {
		v, ok := d.Get(n)
		if !ok {
			tensor.Throwf("ValueError", "Missing data for input \"%s\". You passed a data dictionary with keys %s. Expected the following keys: %s", n, stringList(d.Keys), stringList(names))
		}
		in = append(in, Leaves(v)...)
	}
	return in
}

func describeTensors(ts []*tensor.Tensor) string {
	parts := make([]string, len(ts))
	for i, t := range ts {
		if IsKeras(t) {
			parts[i] = KerasRepr(t)
		} else {
			parts[i] = t.Repr(tensor.DefaultPrintOptions())
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// Text is the input of a layer as formatted text shows it.
func Text(v Value) string {
	if t, ok := v.(*tensor.Tensor); ok {
		return tensorText(t)
	}
	return Describe(v)
}

// tensorText is a tensor as formatted text shows it: one with a value as its
// array.
func tensorText(t *tensor.Tensor) string {
	switch {
	case IsKeras(t):
		return KerasText(t)
	case t.IsSymbolic():
		return t.Text(nil)
	}
	if t.DType() == tensor.String {
		o := *tensor.DefaultPrintOptions()
		o.Bytes = true
		return o.Str(t.Array())
	}
	return t.Array().String()
}

func (b *Base) checkOne(st *State, i int, sp InputSpec, shape []int) {
	if st.unshaped() {
		return
	}
	bad := func(format string, args ...any) {
		tensor.Throwf("ValueError", "Input %d of layer \"%s\" is incompatible with the layer: %s", i, b.Label, fmt.Sprintf(format, args...))
	}
	full := tensor.ShapeString(st.OpenShape(shape))
	n := len(shape)
	if sp.NDim > 0 && n != sp.NDim {
		bad("expected ndim=%d, found ndim=%d. Full shape received: %s", sp.NDim, n, full)
	}
	if sp.MaxNDim > 0 && n > sp.MaxNDim {
		bad("expected max_ndim=%d, found ndim=%d", sp.MaxNDim, n)
	}
	if n < sp.MinNDim {
		bad("expected min_ndim=%d, found ndim=%d. Full shape received: %s", sp.MinNDim, n, full)
	}
	for axis, want := range sp.Axes {
		at := axis
		if at < 0 {
			at += n
		}
		if at >= 0 && at < n && shape[at] != -1 && shape[at] != want {
			bad("expected axis %d of input shape to have value %d, but received input with shape %s", axis, want, full)
		}
	}
	if sp.Shape != nil {
		if !sp.Squeeze && n != len(sp.Shape) {
			bad("expected ndim=%d, found ndim=%d. Full shape received: %s", len(sp.Shape), n, full)
		}
		if !sp.fits(shape) {
			bad("expected shape=%s, found shape=%s", tensor.ShapeString(sp.Shape), full)
		}
	}
}

// fits compares axis by axis, as far as both shapes go.
func (sp *InputSpec) fits(shape []int) bool {
	want := sp.Shape
	if sp.Squeeze {
		want, shape = withoutLastOne(want), withoutLastOne(shape)
	}
	for i := 0; i < min(len(want), len(shape)); i++ {
		if want[i] != -1 && shape[i] != -1 && want[i] != shape[i] {
			return false
		}
	}
	return true
}

func withoutLastOne(shape []int) []int {
	if n := len(shape); n > 0 && shape[n-1] == 1 {
		return shape[:n-1]
	}
	return shape
}
