package model

import "kerash/tensor"

// Functional is a model made of inputs and outputs: the graph of layers between
// them.
type Functional struct {
	ModelBase
	graph *Graph
}

// FunctionalClass declares keras.Model(inputs, outputs). Its arguments are
// handled by [NewFunctional].
var FunctionalClass = Declare(&Class{
	Kind: KindModel, Name: "Functional",
	Doc: "A model of the layers between inputs and outputs, which may have any topology.",
	New: func() any { return new(Functional) },
})

// NewFunctional makes a model of the graph between in and out, each a tensor,
// list, tuple or dict of tensors that come from keras.Input; "" stands for
// the name model, model_1, …. The inputs may be tensors from the middle of
// another model: the layers behind them are then shared.
func NewFunctional(st *State, in, out Value, name string) *Functional {
	f := new(Functional)
	f.setClass(FunctionalClass, f)
	f.Label, f.CanTrain = name, true
	f.Connect(st, in, out)
	return f
}

// Connect completes a functional model whose name and class are set: for
// classes of the user's that derive from keras.Model and pass inputs and
// outputs to it.
func (f *Functional) Connect(st *State, in, out Value) {
	f.InitName(st)
	checkEnds(in, out)
	if !allInputs(in) {
		in, out = cloneGraph(st, in, out)
	}
	f.connect(newGraph(f.Label, in, out))
}

// connect sets the graph.
func (f *Functional) connect(g *Graph) {
	f.graph = g
	f.Built, f.AutoCast, f.SupportsMasking = true, false, true
	f.tracked = g.Layers
	f.Spec = g.specs()
}

// InitName names the model model, model_1, …, or after its own class.
func (f *Functional) InitName(st *State) {
	if f.Label == "" && f.ClassName() == "Functional" {
		f.Label = st.UniqueName("model")
	}
	f.Base.InitName(st)
}

// Graph implements [Model].
func (f *Functional) Graph() *Graph { return f.graph }

// Layers implements [Model].
func (f *Functional) Layers() []Layer { return layersOf(f.tracked) }

// Build implements [Layer]: a functional model is built from the start.
func (f *Functional) Build(c *Context, x Value) {}

// Call implements [Layer]: it runs the graph on new inputs.
func (f *Functional) Call(c *Context, x Value) Value { return f.graph.run(c, x, c.Mask) }

// ComputeMask implements [Masker]: the masks are those that the layers gave to
// the outputs.
func (f *Functional) ComputeMask(c *Context, x, mask Value) Value { return nil }

// checkEnds throws ValueError for what is no symbolic tensor of a graph.
func checkEnds(in, out Value) {
	others(in, func(text string) {
		tensor.Throwf("ValueError", "Found unexpected instance while processing input tensors for keras functional model. Expecting KerasTensor which is from tf.keras.Input() or output from keras layer call(). Got: %s", text)
	})
	others(out, func(text string) {
		tensor.Throwf("ValueError", "Output tensors of a Functional model must be the output of a TensorFlow `Layer` (thus holding past layer metadata). Found: %s", text)
	})
}

// others calls f with the text of what in v is no symbolic tensor of a graph.
func others(v Value, f func(text string)) {
	walk(v, func(x any) {
		t, ok := x.(*tensor.Tensor)
		switch {
		case !ok:
			f(Describe(x))
		case !IsKeras(t):
			f(tensorText(t))
		}
	})
}

func allInputs(v Value) bool {
	for _, t := range Leaves(v) {
		if !InfoOf(t).Node.isInput() {
			return false
		}
	}
	return true
}

// cloneGraph repeats the uses of layers between in and out, so that tensors of
// another model's middle can be the inputs of a new one. Tensors of keras.Input
// stay as they are, the others get inputs of their own.
func cloneGraph(st *State, in, out Value) (Value, Value) {
	nodes := nodesBetween(in, out)
	clones := map[*tensor.Tensor]*tensor.Tensor{}
	newIn := MapValue(in, func(t *tensor.Tensor) Value {
		clones[t] = t
		if !InfoOf(t).Node.isInput() {
			sp := CompositeOf(t)
			clones[t] = NewCompositeInput(st, t.Shape(), t.DType(), "", sp != nil && sp.Kind() == "Sparse", sp != nil && sp.Kind() == "Ragged")
		}
		return clones[t]
	})
	for i := len(nodes) - 1; i >= 0; i-- {
		n := nodes[i]
		sub := func(t *tensor.Tensor) Value {
			if k := clones[t]; k != nil {
				return k
			}
			return t
		}
		k := &Node{Layer: n.Layer, Input: MapAny(n.Input, sub), Args: mapArgs(n.Args, sub), Pos: mapPos(n.Pos, sub), Order: n.Order,
			Mask: MapValue(n.Mask, sub), Index: len(n.Layer.Core().nodes), Training: n.Training, TrainingSet: n.TrainingSet}
		j := 0
		k.Output = MapValue(n.Output, func(t *tensor.Tensor) Value {
			o := symbolLike(t)
			o.Meta = &Info{Layer: n.Layer, Node: k, Index: j, Name: InfoOf(t).Name, Mask: MaskOf(t), Masked: true, Composite: CompositeOf(t)}
			if clones[t] == nil {
				clones[t] = o
			}
			j++
			return o
		})
		k.link()
	}
	return newIn, MapValue(out, func(t *tensor.Tensor) Value { return clones[t] })
}

func symbolLike(t *tensor.Tensor) *tensor.Tensor { return tensor.Symbol(t.Spec()).WithHint(t.Hint()) }

// nodesBetween is the nodes on the way from out back to in, such that a node
// comes before those it reads from.
func nodesBetween(in, out Value) []*Node {
	end := map[*tensor.Tensor]bool{}
	for _, t := range Leaves(in) {
		end[t] = true
	}
	found := map[*tensor.Tensor]bool{}
	done := map[*Node]bool{}
	var order []*Node
	var visit func(n *Node)
	visit = func(n *Node) {
		if done[n] {
			return
		}
		done[n] = true
		for _, t := range n.inputs() {
			if end[t] {
				found[t] = true
				continue
			}
			if InfoOf(t).Node.isInput() {
				tensor.Throwf("ValueError", "Found input tensor cannot be reached given provided output tensors. Please make sure the tensor %s is included in the model inputs when building functional model.", KerasText(t))
			}
			visit(InfoOf(t).Node)
		}
		order = append(order, n)
	}
	for _, t := range Leaves(out) {
		if n := InfoOf(t).Node; !end[t] {
			visit(n)
		} else {
			found[t] = true
		}
	}
	var lost []*tensor.Tensor
	for _, t := range Leaves(in) {
		if !found[t] {
			lost = append(lost, t)
		}
	}
	if len(lost) > 0 {
		tensor.Throwf("ValueError", "Found unvisited input tensors that are disconnected from the outputs: %s", kerasList(lost))
	}
	for i, j := 0, len(order)-1; i < j; i, j = i+1, j-1 {
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// Module implements [UserObject].
func (f *Functional) Module() string { return "keras.src.engine.functional" }

// RegisteredName implements [UserObject].
func (f *Functional) RegisteredName() string { return "Functional" }
