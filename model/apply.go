package model

import (
	"slices"
	"strings"

	"kerash/tensor"
)

// Info is what the model package attaches to a tensor (as its Meta): where in
// a functional graph it comes from, and its mask.
type Info struct {
	Layer  Layer // nil for a tensor that belongs to no functional graph
	Node   *Node
	Index  int // which of the node's outputs
	Name   string
	Mask   *tensor.Tensor
	Masked bool           // Mask was decided, even if to none
	Logits *tensor.Tensor // what a sigmoid or softmax was applied to
	Metric Metric         // whose result the tensor is
	Op     string         // of TensorFlow's graph, in place of the one that made it

	Composite CompositeSpec // of the ragged or sparse tensors that it stands for
	Own       any           // the attributes that users gave the tensor
}

// SymbolName is the name of the tensor in TensorFlow's graph.
func (i *Info) SymbolName() string { return i.Name }

// InfoOf is what is attached to t, or nil.
func InfoOf(t *tensor.Tensor) *Info {
	i, _ := t.Meta.(*Info)
	return i
}

// IsKeras reports whether t is a symbolic tensor of a functional graph.
func IsKeras(t *tensor.Tensor) bool {
	i := InfoOf(t)
	return i != nil && i.Layer != nil
}

// HasKeras reports whether a tensor of a functional graph is in v.
func HasKeras(v Value) bool {
	found := false
	walkAny(v, func(t *tensor.Tensor) { found = found || IsKeras(t) })
	return found
}

// walkAny visits the tensors of values and of neutral arguments.
func walkAny(v any, f func(*tensor.Tensor)) {
	switch v := v.(type) {
	case *tensor.Tensor:
		if v != nil {
			f(v)
		}
	case []any:
		for _, x := range v {
			walkAny(x, f)
		}
	case Tup:
		for _, x := range v {
			walkAny(x, f)
		}
	case List:
		for _, x := range v {
			walkAny(x, f)
		}
	case Tuple:
		for _, x := range v {
			walkAny(x, f)
		}
	case *Dict: // in order of keys, as tf.nest has it
		for _, i := range v.sorted() {
			walkAny(v.Vals[i], f)
		}
	case *Map:
		for _, k := range sortedKeys(v.Vals) {
			walkAny(v.Vals[k], f)
		}
	}
}

// MaskOf is the mask attached to t, or nil.
func MaskOf(t *tensor.Tensor) *tensor.Tensor {
	if i := InfoOf(t); i != nil {
		return i.Mask
	}
	return nil
}

// SetMask attaches a mask to t.
func SetMask(t, mask *tensor.Tensor) {
	if i := InfoOf(t); i != nil {
		c := *i
		c.Mask, c.Masked = mask, true
		t.Meta = &c
		return
	}
	if mask != nil {
		t.Meta = &Info{Mask: mask, Masked: true}
	}
}

// SetLogits remembers what y is the sigmoid or softmax of, from which losses
// compute cross-entropy more exactly.
func SetLogits(y, logits *tensor.Tensor) {
	c := Info{}
	if i := InfoOf(y); i != nil {
		c = *i
	}
	c.Logits = logits
	y.Meta = &c
}

// LogitsOf is what y is the sigmoid or softmax of, nil when that is not known.
// In a traced step it is found for every output of such an op, named by op.
func LogitsOf(c *Context, y *tensor.Tensor, op string) *tensor.Tensor {
	if i := InfoOf(y); i != nil && i.Logits != nil {
		return i.Logits
	}
	if n := y.Node(); n != nil && c.Tracing() && n.Call != nil && n.Call.Op.Name == op {
		return n.In[0]
	}
	return nil
}

// masksOf is the masks attached to the tensors of v in v's structure; nil when
// there is none at all.
func masksOf(v Value) Value {
	any := false
	m := MapValue(v, func(t *tensor.Tensor) Value {
		if k := MaskOf(t); k != nil {
			any = true
			return k
		}
		return nil
	})
	if !any {
		return nil
	}
	return m
}

// Apply calls a layer: it checks the inputs, builds the layer at its first
// call, runs it in the way the inputs ask for, and adds the node to the graph
// when they come from keras.Input. The call's arguments are in c.
func Apply(c *Context, l Layer, x Value) Value {
	keras := HasKeras(x)
	if !keras {
		for _, a := range c.Args {
			keras = keras || HasKeras(a)
		}
		for _, a := range c.Pos {
			keras = keras || HasKeras(a)
		}
	}
	if keras {
		if j, ok := l.(InputJoiner); ok {
			c, x = j.JoinInputs(c, x)
		}
		return applyKeras(c, l, x)
	}
	return applyNow(c, l, x)
}

// Call is [Apply] for layers that use other layers: in c's training mode, with
// a mask or none.
func (c *Context) Call(l Layer, x Value, mask Value) Value {
	in := c.Inner()
	in.Mask = mask
	return Apply(in, l, x)
}

// enter is the context of the call itself: one level deeper in the name scope.
func (c *Context) enter(b *Base) *Context {
	in := *c
	in.depth++
	if in.names == "" {
		in.names = b.Label
	} else {
		in.names += "/" + b.Label
	}
	if !in.TrainingSet && in.State.Training != nil {
		in.Training = *in.State.Training
	}
	return &in
}

// RootNames is the context with an empty name scope, as graphs are built in.
func (c *Context) RootNames() *Context {
	in := *c
	in.names = ""
	return &in
}

// NameScope is the context with a name scope added (tf.name_scope).
func (c *Context) NameScope(name string) *Context {
	in := *c
	in.names = strings.TrimPrefix(in.names+"/"+name, "/")
	return &in
}

// ScopedName is name within the current name scope, as variables made there
// are called.
func (c *Context) ScopedName(name string) string {
	return strings.TrimPrefix(c.names+"/"+name, "/")
}

func applyNow(c *Context, l Layer, x Value) Value {
	b := l.Core()
	if c.depth == 0 {
		b.clearLosses()
	}
	x = arrived(x)
	if s, ok := x.(Sparse); ok {
		if _, takes := l.(SparseTaker); takes {
			x = s.Dense(c.Scope)
		}
	}
	x = b.autocast(c, x)
	b.checkSpec(c, x)
	if c.State.OnCall != nil {
		c.State.OnCall(c, l, x)
	}
	in := c.enter(b)
	_, leave := c.EnterNames(b.Label)
	defer leave()
	if in.Mask == nil {
		in.Mask = masksOf(x)
	}
	b.ensureBuilt(in, l, x)
	y := b.call(in, l, x, "'")
	called(c, l, x)
	b.regularizeActivity(in, y)
	b.setMasks(in, l, x, y)
	if !c.Tracing() {
		b.nameOutputs(in, l, y)
	}
	return y
}

// nameFunction names what a layer that is a function's call makes, until the
// result is called.
func nameFunction(c *Context, l Layer) func() {
	o, ok := l.(*OpLayer)
	if !ok {
		return func() {}
	}
	name := functionOp(o.Op.Symbol)
	call := c.NameCall([]tensor.GraphOp{{Name: name, Type: name}}, "")
	return func() { call.End(false) }
}

// call runs the layer's Call, in which its variables are read in the compute
// dtype. An error that it throws gets the layer and the arguments added, once.
func (b *Base) call(c *Context, l Layer, x Value, quote string) Value {
	outer := c.CastVariables(b.Policy.Compute)
	defer func() {
		c.CastVariables(outer)
		if r := recover(); r != nil {
			tensor.Throw(b.explain(c, missingAxis(tensor.Recovered(r)), x, quote))
		}
	}()
	return b.compute(c, l, x)
}

// Caster is a layer that decides about the dtypes of its inputs itself.
type Caster interface{ CastsInputs() bool }

// autocast converts floating point inputs to the layer's compute dtype.
func (b *Base) autocast(c *Context, x Value) Value {
	dt := b.Policy.Compute
	if k, ok := b.self.(Caster); ok && !k.CastsInputs() || !b.AutoCast || !dt.IsFloat() {
		return x
	}
	need := false
	walk(x, func(v any) {
		if sp, ok := specOf(v); ok && sp.DType != dt && sp.DType.IsFloat() {
			need = true
		}
	})
	if !need {
		return x
	}
	return mapLeaves(x, func(leaf any) Value {
		if sp, ok := specOf(leaf); !ok || sp.DType == dt || !sp.DType.IsFloat() {
			return leaf
		}
		switch v := leaf.(type) {
		case Composite:
			return castInner(c, v, dt)
		case *tensor.Tensor:
			y := c.Cast(v, dt)
			SetMask(y, MaskOf(v))
			return y
		}
		return leaf
	})
}

// ensureBuilt runs Build once, in the layer's name scope, and loads the
// weights that the constructor was given.
func (b *Base) ensureBuilt(c *Context, l Layer, x Value) {
	if b.Built {
		return
	}
	b.buildShape = shapesBy(x, c.State.OpenShape)
	c.Outside(func() { lookingAtAxes(func() { l.Build(c, Symbols(x)) }) })
	b.Built = true
	b.checkSpec(c, x)
	if items, ok := Sequence(b.Preset); ok {
		values := make([]*tensor.Array, len(items))
		for i, it := range items {
			values[i] = AsTensor(it, b.Policy.Variable).Array()
		}
		b.SetWeightValues(values)
		b.Preset = nil
	}
	c.State.VariablesMade()
}

// shapeValue is the shapes of values in their structure, as build_config shows
// them.
func shapeValue(x Value) any { return shapesBy(x, func(s []int) []int { return s }) }

// shapesBy is [shapeValue] of shapes that f changes.
func shapesBy(x Value, f func([]int) []int) any {
	all := func(xs []any) []any {
		out := make([]any, len(xs))
		for i, v := range xs {
			out[i] = shapesBy(v, f)
		}
		return out
	}
	if sp, ok := specOf(x); ok {
		return intTup(f(sp.Shape))
	}
	switch x := x.(type) {
	case List:
		return all(anys(x))
	case Tuple:
		return Tup(all(anys(x)))
	case []any:
		return all(x)
	case Tup:
		return Tup(all(x))
	case *Dict:
		m := NewMap()
		for i, k := range x.Keys {
			m.Set(k, shapesBy(x.Vals[i], f))
		}
		return m
	}
	return nil
}

func (b *Base) setMasks(c *Context, l Layer, x, y Value) {
	var mask Value
	if outs := Leaves(y); len(outs) > 0 && !slices.ContainsFunc(outs, func(t *tensor.Tensor) bool { return MaskOf(t) == nil }) {
		return // the call gave its inputs back, or set masks itself
	}
	if m, ok := l.(Masker); ok {
		mask = m.ComputeMask(c, x, c.Mask)
	} else if c.Mask != nil && b.SupportsMasking {
		mask = c.Mask
	}
	if mask == nil {
		return
	}
	masks, outs := Items(mask), Leaves(y)
	for i, t := range outs {
		if i < len(masks) {
			if k, ok := masks[i].(*tensor.Tensor); ok && k != nil {
				SetMask(t, k)
			}
		}
	}
}

// applyKeras adds a use of the layer to a functional graph: shapes are
// inferred by running Call on symbolic tensors outside of the graph.
func applyKeras(c *Context, l Layer, x Value) Value {
	b := l.Core()
	if !b.Built { // else what does not fit fails within the call, as in Keras
		b.checkSpec(c, x)
	}
	in := c.RootNames().enter(b)
	in.symbolic = true
	saved := c.Mask
	var y Value
	if takesComposite(c, x) {
		y = b.inferSampled(in, l, x)
	} else {
		y = b.infer(in, l, x)
	}
	called(c, l, x)
	node := &Node{Layer: l, Input: x, Args: c.Args, Pos: c.Pos, Order: c.Order, Mask: saved, Index: len(b.nodes), Training: c.Training, TrainingSet: c.TrainingSet}
	i := 0
	node.Output = mapLeaves(y, func(leaf any) Value {
		o := born(leaf)
		if o == nil {
			return leaf
		}
		info := &Info{Layer: l, Node: node, Index: i, Masked: true, Composite: compositeSpec(leaf)}
		if t, ok := leaf.(*tensor.Tensor); ok {
			info.Mask = MaskOf(t)
			if known := InfoOf(t); known != nil { // of a value that no input reaches there is none
				info.Name = known.Name
			}
		}
		o.Meta = info
		i++
		return o
	})
	node.link()
	return node.Output
}

// infer is the outputs of a layer on symbolic inputs, outside of the graph.
func (b *Base) infer(in *Context, l Layer, x Value) (y Value) {
	if in.Mask == nil {
		in.Mask = masksOf(x)
	}
	fresh := map[*tensor.Tensor]*tensor.Tensor{}
	var placeholders []*tensor.Tensor
	sub := func(t *tensor.Tensor) Value {
		if !IsKeras(t) {
			return t
		}
		if f := fresh[t]; f != nil {
			return f
		}
		f := tensor.Symbol(t.Spec()).WithHint(t.Hint())
		if k := MaskOf(t); k != nil {
			f.Meta = &Info{Mask: k, Masked: true}
		}
		fresh[t], placeholders = f, append(placeholders, f)
		return f
	}
	xs := b.autocast(in, MapAny(x, sub))
	in.Args = mapArgs(in.Args, sub)
	in.Pos = mapPos(in.Pos, sub)
	in.State.InGraph(func() {
		b.ensureBuilt(in, l, xs)
		in.Scope.Infer(func() {
			for _, f := range placeholders {
				in.NameInput(f, "Placeholder")
			}
			_, leave := in.EnterNames(b.Label)
			defer leave()
			defer nameFunction(in, l)()
			y = b.call(in, l, xs, `"`)
			b.regularizeActivity(in, y)
		})
	})
	b.setMasks(in, l, xs, y)
	b.nameOutputs(in, l, y)
	return y
}

func mapArgs(args map[string]any, f func(*tensor.Tensor) Value) map[string]any {
	if len(args) == 0 {
		return nil
	}
	out := make(map[string]any, len(args))
	for k, v := range args {
		out[k] = MapAny(v, f)
	}
	return out
}

func mapPos(pos []any, f func(*tensor.Tensor) Value) []any {
	var out []any
	for _, v := range pos {
		out = append(out, MapAny(v, f))
	}
	return out
}

// MapAny is [MapValue] that also goes into neutral lists, tuples and maps.
func MapAny(v any, f func(*tensor.Tensor) Value) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = MapAny(x, f)
		}
		return out
	case Tup:
		out := make(Tup, len(v))
		for i, x := range v {
			out[i] = MapAny(x, f)
		}
		return out
	case *Map:
		out := NewMap()
		for _, k := range v.Keys {
			out.Set(k, MapAny(v.Vals[k], f))
		}
		return out
	}
	return MapValue(v, f)
}
