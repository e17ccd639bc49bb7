package model

import (
	"slices"

	"kerash/tensor"
)

// Sequential is a plain stack of layers with one tensor in and one out. It
// knows its inputs from the start (keras.Input or input_shape first), or learns
// them from the first call.
type Sequential struct {
	ModelBase
	graph    *Graph
	in, out  *tensor.Tensor
	explicit bool           // the stack began with an input shape
	inferred []int          // the shape that calls have had, -1 where they differ
	created  map[*Node]bool // nodes made for inferred
	loose    bool           // layers that no graph can be made of
}

// SequentialClass declares keras.Sequential.
var SequentialClass = Declare(&Class{
	Kind: KindModel, Name: "Sequential",
	Doc: "A plain stack of layers: one tensor in, one tensor out.",
	Example: `>>> model = keras.Sequential([layers.Dense(2, activation="relu"), layers.Dense(3)])
>>> model(tf.ones((1, 4))).shape
TensorShape([1, 3])`,
	New: func() any { return new(Sequential) },
})

// NewSequential makes a stack of layers; "" stands for the name sequential,
// sequential_1, ….
func NewSequential(st *State, name string, layers ...Layer) *Sequential {
	s := new(Sequential)
	s.setClass(SequentialClass, s)
	s.Label = name
	s.Start(st)
	for _, l := range layers {
		s.Add(st, l)
	}
	return s
}

// Start completes an empty Sequential whose name and class are set: for
// classes of the user's that derive from it.
func (s *Sequential) Start(st *State) {
	s.CanTrain, s.AutoCast, s.SupportsMasking = true, false, true
	s.InitName(st)
}

const singleOutput = "All layers in a Sequential model should have a single output tensor. For multi-output layers, use the functional API."

// Add puts a layer on top. It throws ValueError when another layer has its
// name, when it does not fit on the output so far, or when it has several
// outputs.
func (s *Sequential) Add(st *State, l Layer) {
	for _, have := range s.tracked {
		if name := l.Core().Label; have != l && have.Core().Label == name {
			tensor.Throwf("ValueError", "All layers added to a Sequential model should have unique names. Name \"%s\" is already the name of a layer in this model. Update the `name` argument to pass a unique name.", name)
		}
	}
	s.Built = false
	switch {
	case len(s.tracked) == 0:
		if s.begin(st, l) {
			s.explicit = true
			s.connect()
			return
		}
	case s.out != nil:
		s.out = only(Apply(st.NewContext(), l, s.out))
	}
	if s.graph != nil {
		s.connect()
		return
	}
	if !slices.Contains(s.tracked, l) { // as Keras has it, a layer comes once
		s.tracked = append(s.tracked, l)
	}
}

// begin connects a first layer that tells the input shape.
func (s *Sequential) begin(st *State, l Layer) bool {
	if in, ok := l.(*InputLayer); ok {
		s.in, s.out = in.out, in.out
		return true
	}
	first := l
	for {
		m, ok := first.(Model)
		if _, seq := first.(interface{ stacked() }); !ok || m.Graph() == nil && !seq {
			break
		}
		if len(m.Layers()) == 0 {
			tensor.Throwf("ValueError", "Cannot add an empty model to a `Sequential` model.")
		}
		first = m.Layers()[0]
	}
	var shape []int
	dt := first.Core().Policy.Variable
	if in, ok := first.(*InputLayer); ok {
		shape, dt = in.Spec_.Shape, in.Spec_.DType
	} else if shape, ok = first.Core().FirstShape(); !ok {
		return false
	}
	x := NewInput(st, shape, dt, l.Core().Label+"_input")
	s.out = only(Apply(st.NewContext(), l, x))
	s.in = source(s.out)[0]
	return true
}

func only(v Value) *tensor.Tensor {
	ts := Leaves(v)
	if len(ts) != 1 {
		tensor.Throwf("ValueError", singleOutput)
	}
	return ts[0]
}

// connect makes the graph anew from the first input to the present output.
func (s *Sequential) connect() {
	s.graph = newGraph(s.Label, s.in, s.out)
	s.tracked = s.graph.Layers
	s.Built = true
	s.Spec = nil
	if s.explicit {
		s.Spec = s.graph.specs()
	}
}

// Pop takes the last layer off. It throws TypeError when there is none.
func (s *Sequential) Pop() Layer {
	ls := s.Layers()
	if len(ls) == 0 {
		tensor.Throwf("TypeError", "There are no layers in the model.")
	}
	last := ls[len(ls)-1]
	s.tracked = s.tracked[: len(s.tracked)-1 : len(s.tracked)-1]
	ls = ls[:len(ls)-1]
	switch {
	case len(ls) == 0:
		s.in, s.out, s.graph, s.Spec = nil, nil, nil, nil
		s.Built, s.explicit, s.inferred = false, false, nil
	case s.graph != nil:
		b := ls[len(ls)-1].Core()
		b.outward = nil
		s.out = only(b.NodeOutput())
		s.connect()
	}
	return last
}

// Layers implements [Model]: the layers as added, without the input layer.
func (s *Sequential) Layers() []Layer {
	if len(s.tracked) > 0 {
		if _, ok := s.tracked[0].(*InputLayer); ok {
			return s.tracked[1:]
		}
	}
	return s.tracked
}

// Graph implements [Model].
func (s *Sequential) Graph() *Graph { return s.graph }

// Build implements [Layer]: calls build a Sequential on their own.
func (s *Sequential) Build(c *Context, x Value) {}

// Call implements [Layer].
func (s *Sequential) Call(c *Context, x Value) Value {
	if !s.explicit {
		if t, ok := x.(*tensor.Tensor); ok {
			s.infer(c, c.State.OpenShape(t.Shape()), t.DType())
		} else {
			s.loose = true
		}
	}
	if s.graph != nil {
		if !s.Built {
			s.connect()
		}
		return s.graph.run(c, x, c.Mask)
	}
	mask := c.Mask
	for _, l := range s.Layers() {
		x = c.Call(l, x, mask)
		mask = masksOf(x)
	}
	return x
}

// ComputeMask implements [Masker]: the last layer has set the mask.
func (s *Sequential) ComputeMask(c *Context, x, mask Value) Value { return nil }

// infer makes the graph for inputs of a shape that was not met before. Layers
// of which no graph can be made are run one after the other.
func (s *Sequential) infer(c *Context, shape []int, dt tensor.DType) {
	if s.explicit || s.loose || len(s.tracked) == 0 {
		return
	}
	want := append([]int{}, shape...)
	if s.inferred != nil {
		if len(want) != len(s.inferred) {
			return
		}
		for i, d := range s.inferred {
			if d != want[i] {
				want[i] = -1
			}
		}
		if tensor.SameShape(want, s.inferred) {
			return
		}
	}
	layers := s.Layers()
	in := NewInput(c.State, want, dt, layers[0].Core().Label+"_input")
	out, created := in, map[*Node]bool{}
	var several bool
	err := tensor.Catch(func() {
		c.Outside(func() {
			for _, l := range layers {
				forget(l, s.created)
				y := Leaves(Apply(c.State.NewContext(), l, out))
				if several = len(y) != 1; several {
					return
				}
				b := l.Core()
				created[b.nodes[len(b.nodes)-1]] = true
				out = y[0]
			}
		})
	})
	if err != nil {
		c.Scope.Interrupted()
		s.loose = true // the call itself reports what is wrong
		return
	}
	if several {
		tensor.Throwf("ValueError", singleOutput)
	}
	for _, l := range layers { // those of the inputs without values
		l.Core().clearLosses()
	}
	s.created = created
	s.in, s.out = in, out
	s.connect()
	s.inferred = want
}

// forget drops the nodes that an earlier infer made.
func forget(l Layer, created map[*Node]bool) {
	if len(created) == 0 {
		return
	}
	keep := func(nodes []*Node) []*Node {
		var out []*Node
		for _, n := range nodes {
			if !created[n] {
				out = append(out, n)
			}
		}
		return out
	}
	b := l.Core()
	b.nodes, b.outward = keep(b.nodes), keep(b.outward)
}

// requireWeights throws Keras' ValueError when weights are asked for that are
// not there yet.
func (s *Sequential) requireWeights() {
	if s.ClassName() == "Sequential" && !s.Built && s.graph == nil {
		throwNoWeights(&s.ModelBase)
	}
}
