package layers

import (
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// Bidirectional runs a recurrent layer in both directions.
type Bidirectional struct {
	model.Base
	Backward      model.Layer   `attr:"backward_layer"` // stands before the argument of its name, which may be None
	Layer         inner         `arg:"layer" doc:"a recurrent layer, such as LSTM(8, return_sequences=True); it is copied"`
	MergeMode     any           `arg:"merge_mode" default:"'concat'" doc:"how the two outputs are combined: 'concat', 'sum', 'mul', 'ave', or None for a list of both"`
	_             model.Inherit `arg:"weights" default:"None" config:"-"`
	BackwardLayer any           `arg:"backward_layer" default:"None" doc:"the layer for the way back, when it is not a copy of the first"`

	Forward   model.Layer `attr:"forward_layer"`
	Sequences bool        `attr:"return_sequences"`
	State     bool        `attr:"return_state"`
	flags     rnnFlags
	backward  any // config of backward_layer as it was given
}

// BidirectionalClass declares Bidirectional.
var BidirectionalClass = declare(&model.Class{
	Name: "Bidirectional",
	Call: "inputs, training=None, mask=None, initial_state=None, constants=None",
	Doc: "Runs a recurrent layer from the first step to the last and a second one backwards, and combines their outputs: " +
		"by default side by side, so that the last axis is twice as long.",
	Example: ">>> layers.Bidirectional(layers.LSTM(4, return_sequences=True))(tf.ones((2, 5, 3))).shape\nTensorShape([2, 5, 8])",
	New:     func() any { return new(Bidirectional) },
	Methods: []*model.Method{{
		Signature: "reset_states(self, states=None)",
		Doc:       "Sets the states of both stateful layers to zero, or to given values: first those of the way forward.",
		Call: func(c *model.Context, obj any, args []any) any {
			obj.(*Bidirectional).ResetStates(c, args[0])
			return nil
		},
	}},
})

// Init implements [model.Initer].
func (b *Bidirectional) Init(st *model.State) {
	b.Layer.check("Please initialize `Bidirectional` layer with a `tf.keras.layers.Layer` instance. Received: %s")
	switch b.MergeMode {
	case "sum", "mul", "ave", "concat", nil:
	default:
		tensor.Throwf("ValueError", "Invalid merge mode. Received: %s. Merge mode should be one of {\"sum\", \"mul\", \"ave\", \"concat\", None}", model.Describe(b.MergeMode))
	}
	if m, ok := b.BackwardLayer.(*model.Map); ok {
		b.BackwardLayer = model.FromConfig(st, model.KindLayer, m)
	}
	back, isLayer := b.BackwardLayer.(model.Layer)
	if b.BackwardLayer != nil && !isLayer {
		tensor.Throwf("ValueError", "`backward_layer` need to be a `tf.keras.layers.Layer` instance. Received: %s", model.Describe(b.BackwardLayer))
	}
	if back != nil {
		b.backward = model.Serialize(st, back)
	}
	b.Base.Init(st)
	b.Forward = recreate(st, b.Layer.Layer, false)
	b.Backward = back
	if back == nil {
		b.Backward = recreate(st, b.Layer.Layer, true)
	}
	for prefix, l := range map[string]model.Layer{"forward_": b.Forward, "backward_": b.Backward} {
		l.Core().Label = prefix + l.Core().Label
	}
	b.verify()
	b.flags = flagsOf(b.Layer.Layer)
	b.Sequences, b.State = b.flags.sequences, b.flags.state
	for _, l := range []model.Layer{b.Forward, b.Backward} {
		if r, ok := l.(recurrent); ok {
			r.core().flags.zeroMask = b.flags.sequences
		}
	}
	b.TrackAs("forward_layer", b.Forward)
	b.TrackAs("backward_layer", b.Backward)
	b.Stateful, b.SupportsMasking = b.flags.stateful, true
	b.Spec = b.Layer.Core().Spec
}

// Kept implements [model.Keeper]: the layer that was copied.
func (b *Bidirectional) Kept() []model.Layer { return []model.Layer{b.Layer.Layer} }

// flagsOf is the arguments of a recurrent layer, of a class of the user's too.
func flagsOf(l model.Layer) rnnFlags {
	if r, ok := l.(recurrent); ok {
		return r.core().flags
	}
	on := func(name string) bool {
		v, ok := model.Attr(l, name)
		if s, is := l.(model.Scripted); is && !ok {
			v, _ = s.ScriptAttr(name)
		}
		return v == true
	}
	return rnnFlags{stepping{on("go_backwards"), on("time_major"), false}, on("return_sequences"), on("return_state"), on("stateful"), false}
}

// recreate is a copy of a recurrent layer from its config, in the other
// direction on request.
func recreate(st *model.State, l model.Layer, turn bool) model.Layer {
	cfg := model.GetConfig(st, l)
	if turn {
		if !slices.Contains(cfg.Keys, "go_backwards") {
			tensor.Throwf("KeyError", "go_backwards")
		}
		cfg.Set("go_backwards", cfg.Get("go_backwards") != true)
	}
	defer withCells(st, l)()
	out, ok := model.Remake(st, l, cfg).(model.Layer)
	if !ok {
		tensor.Throwf("ValueError", "layer %s cannot be copied", l.Core().Label)
	}
	return out
}

// withCells makes the classes of a layer's cells known by name while it is
// copied.
func withCells(st *model.State, l model.Layer) (restore func()) {
	r, ok := l.(recurrent)
	if !ok {
		return func() {}
	}
	cells := []model.Layer{r.core().Cell}
	if s, ok := r.core().Cell.(*StackedRNNCells); ok {
		cells = append(cells, s.Cells...)
	}
	var added []string
	for _, k := range cells {
		u, ok := k.(interface{ ClassMaker() model.ConfigMaker })
		name := k.Core().ClassName()
		if _, known := st.Custom[name]; ok && !known {
			st.Custom[name] = u.ClassMaker()
			added = append(added, name)
		}
	}
	return func() {
		for _, name := range added {
			delete(st.Custom, name)
		}
	}
}

// verify throws Keras' ValueError when the two layers do not go together.
func (b *Bidirectional) verify() {
	f, r := flagsOf(b.Forward), flagsOf(b.Backward)
	if f.backwards == r.backwards {
		tensor.Throwf("ValueError", "Forward layer and backward layer should have different `go_backwards` value.forward_layer.go_backwards = %s,backward_layer.go_backwards = %s", model.Describe(f.backwards), model.Describe(r.backwards))
	}
	for _, a := range []struct {
		name string
		f, r bool
	}{{"stateful", f.stateful, r.stateful}, {"return_sequences", f.sequences, r.sequences}, {"return_state", f.state, r.state}} {
		if a.f != a.r {
			tensor.Throwf("ValueError", "Forward layer and backward layer are expected to have the same value for attribute \"%s\", got \"%s\" for forward layer and \"%s\" for backward layer", a.name, model.Describe(a.f), model.Describe(a.r))
		}
	}
}

// MainInput implements [model.MainInput].
func (b *Bidirectional) MainInput(x model.Value) model.Value {
	if list, ok := x.(model.List); ok && len(list) > 0 {
		return list[0]
	}
	return x
}

// TakesSteps implements [model.StepTaker].
func (b *Bidirectional) TakesSteps() bool { return b.flags.sequences }

// JoinInputs implements [model.InputJoiner].
func (b *Bidirectional) JoinInputs(c *model.Context, x model.Value) (*model.Context, model.Value) {
	if len(model.Leaves(c.Args["constants"])) > 0 {
		return c, x // the layers within take them for themselves
	}
	in, all, joined := joinStates(c, x)
	if joined {
		in.Args["initial_state"], in.Args["constants"] = nil, nil
	}
	return in, all
}

// Build implements [model.Layer].
func (b *Bidirectional) Build(c *model.Context, in model.Value) {
	x := b.MainInput(in)
	states := b.states(c, in)
	for i, l := range []model.Layer{b.Forward, b.Backward} {
		if k, ok := l.(recurrent); ok && len(states) > 0 {
			half := len(states) / 2
			k.core().checkStates(model.Leaves(model.List(states[i*half : (i+1)*half])))
		}
		model.BuildInside(c.NameScope(l.Core().Label), l, x)
	}
}

// states is the initial states of a call: those of the way forward, then those
// of the way back.
func (b *Bidirectional) states(c *model.Context, in model.Value) []model.Value {
	var states []model.Value
	if v := c.Args["initial_state"]; v != nil {
		states = model.Items(v)
	}
	if list, ok := in.(model.List); ok && len(list) > 1 {
		states = list[1:]
	}
	if len(states)%2 != 0 {
		tensor.Throwf("ValueError", "When passing `initial_state` to a Bidirectional RNN, the state should be a list containing the states of the underlying RNNs. Received: %s", statesText(states))
	}
	return states
}

func statesText(states []model.Value) string {
	return "[" + strings.Join(stateTexts(model.Leaves(model.List(states))), ", ") + "]"
}

// Call implements [model.Layer].
func (b *Bidirectional) Call(c *model.Context, in model.Value) model.Value {
	x := b.MainInput(in)
	states := b.states(c, in)
	half := len(states) / 2
	run := func(l model.Layer, states []model.Value) []model.Value {
		ctx := c.Inner()
		ctx.Mask = c.Mask
		ctx.Args = map[string]any{}
		if len(states) > 0 {
			ctx.Args["initial_state"] = model.List(states)
		}
		if v := c.Args["constants"]; v != nil {
			ctx.Args["constants"] = v
		}
		y := model.Apply(ctx, l, x)
		if b.flags.state {
			return model.Items(y)
		}
		return []model.Value{y}
	}
	f, r := run(b.Forward, states[:half]), run(b.Backward, states[half:])
	out := b.merge(c, model.One(f[0]), model.One(r[0]))
	if !b.flags.state {
		return out
	}
	return append(append(append(model.List{}, model.Items(out)...), f[1:]...), r[1:]...)
}

// merge combines the outputs of both directions.
func (b *Bidirectional) merge(c *model.Context, y, back *tensor.Tensor) model.Value {
	if b.flags.sequences {
		axis := 1
		if b.flags.timeMajor {
			axis = 0
		}
		back = c.Reverse(back, []int{axis})
	}
	switch b.MergeMode {
	case "concat":
		return c.Concat([]*tensor.Tensor{y, back}, -1)
	case "sum":
		return c.Add(y, back)
	case "ave":
		sum := c.Add(y, back)
		return c.Div(sum, full(sum, 2))
	case "mul":
		return c.Mul(y, back)
	}
	return model.List{y, back}
}

// ComputeMask implements [model.Masker].
func (b *Bidirectional) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	var m model.Value
	if ts := model.Leaves(mask); len(ts) > 0 && b.flags.sequences {
		m = ts[0]
	}
	out := model.List{m}
	if b.MergeMode == nil {
		out = append(out, m)
	}
	if r, ok := b.Forward.(recurrent); ok && b.flags.state {
		return append(out, make([]model.Value, 2*r.core().cell.size().top())...)
	}
	if len(out) == 1 {
		return m
	}
	return out
}

// ResetStates sets the states of both stateful layers to zero, or to values.
func (b *Bidirectional) ResetStates(c *model.Context, states model.Value) {
	if !b.flags.stateful {
		tensor.Throwf("AttributeError", "Layer must be stateful.")
	}
	f, r := b.Forward.(recurrent).core(), b.Backward.(recurrent).core()
	if states == nil {
		f.reset(c, nil)
		r.reset(c, nil)
		return
	}
	if !model.IsNested(states) {
		tensor.Throwf("ValueError", "Unrecognized value for `states`. Expected `states` to be list or tuple. Received: %s", model.Describe(states))
	}
	items := model.Items(states)
	f.reset(c, model.List(items[:len(items)/2]))
	r.reset(c, model.List(items[len(items)/2:]))
}

// GetConfig implements [model.Configer].
func (b *Bidirectional) GetConfig(st *model.State) *model.Map {
	m := model.BaseConfig(&b.Base).Set("layer", model.Serialize(st, b.Layer.Layer)).Set("merge_mode", b.MergeMode)
	if b.backward != nil {
		m.Set("backward_layer", b.backward)
	}
	return m
}
