package model

import (
	"fmt"
	"sort"

	"kerash/tensor"
)

// InputLayer is the start of a functional graph.
type InputLayer struct {
	Base
	_      Inherit `arg:"input_shape" default:"None" config:"-"`
	_      Inherit `arg:"batch_size" default:"None" config:"-"`
	_      Inherit `arg:"dtype" default:"None" config:"-"`
	Given  any     `arg:"input_tensor" default:"None" config:"-" doc:"a symbolic tensor whose shape and dtype the input has"`
	Sparse any     `arg:"sparse" default:"None" config:"-" doc:"whether the input is sparse tensors"`
	_      Inherit `arg:"name" default:"None"`
	Ragged any     `arg:"ragged" default:"None" config:"-" doc:"whether the input is ragged tensors"`
	Spec_  tensor.Spec
	out    *tensor.Tensor
}

// InputLayerClass declares InputLayer.
var InputLayerClass = Declare(&Class{
	Kind: KindLayer, Name: "InputLayer",
	Doc: "Entry point into a graph of layers; keras.Input makes one.",
	New: func() any { return new(InputLayer) },
})

// Call implements [Layer]: an input layer passes its input on.
func (l *InputLayer) Call(c *Context, x Value) Value { return x }

// Init implements [Initer]; InputLayer(input_shape=…) is an input by itself.
func (l *InputLayer) Init(st *State) {
	if l.InShape != nil && l.BatchShape != nil {
		tensor.Throwf("ValueError", "Only provide the input_shape OR batch_input_shape argument to InputLayer, not both at the same time.")
	}
	if Truth(l.Sparse) && Truth(l.Ragged) {
		tensor.Throwf("ValueError", "Cannot set both sparse and ragged to True in a Keras input.")
	}
	l.Sparse, l.Ragged = Truth(l.Sparse), Truth(l.Ragged)
	l.Built, l.SupportsMasking = true, true
	if l.Label == "" {
		l.Label = "input_" + fmt.Sprint(st.uid("input"))
	}
	if l.Policy.Name == "" {
		l.Policy.SetArg(st, nil)
	}
	shape, ok := l.FirstShape()
	if !ok {
		shape = []int{-1}
	}
	l.Spec_ = tensor.Spec{DType: l.Policy.Variable, Shape: shape}
	if l.Given != nil {
		t, ok := l.Given.(*tensor.Tensor)
		if !ok {
			tensor.Throwf("AttributeError", "'%s' object has no attribute 'dtype'", PythonType(l.Given))
		}
		l.Spec_ = tensor.Spec{DType: t.DType(), Shape: t.Shape()}
	}
	l.connect(st)
}

// composite is the spec of the values, nil for plain tensors. A ragged one has
// rows up to the last axis whose length is not known.
func (l *InputLayer) composite(st *State) CompositeSpec {
	switch {
	case st.NewSpec == nil:
	case Truth(l.Sparse):
		return st.NewSpec("Sparse", l.Spec_, 0)
	case Truth(l.Ragged):
		depth := 0
		for i, n := range l.Spec_.Shape {
			if n < 0 {
				depth = i
			}
		}
		return st.NewSpec("Ragged", l.Spec_, depth)
	}
	return nil
}

func (l *InputLayer) connect(st *State) {
	node := &Node{Layer: l, start: true}
	l.out = tensor.Symbol(l.Spec_)
	l.out.Meta = &Info{Layer: l, Node: node, Name: l.Label, Composite: l.composite(st)}
	node.Output = l.out
	l.nodes = []*Node{node}
}

// uid counts uses of a prefix from one, as Keras does for inputs.
func (st *State) uid(prefix string) int {
	st.names[prefix]++
	return st.names[prefix]
}

// UID counts uses of a prefix from one (backend.get_uid), apart from the names
// of layers.
func (st *State) UID(prefix string) int { return st.uid("get_uid " + prefix) }

// NewInput makes an input with a batch shape and dtype; an empty name is
// replaced by input_1, input_2, ….
func NewInput(st *State, shape []int, dt tensor.DType, name string) *tensor.Tensor {
	return NewCompositeInput(st, shape, dt, name, nil, nil)
}

// NewCompositeInput is [NewInput] of sparse or ragged tensors.
func NewCompositeInput(st *State, shape []int, dt tensor.DType, name string, sparse, ragged any) *tensor.Tensor {
	l := &InputLayer{Sparse: sparse, Ragged: ragged}
	l.setClass(InputLayerClass, l)
	l.Label = name
	if name == "" {
		l.Label = fmt.Sprintf("input_%d", st.uid("input"))
	}
	l.Built, l.CanTrain, l.AutoCast, l.SupportsMasking = true, true, true, true
	l.Policy = Policy{dt.String(), dt, dt}
	l.Spec_ = tensor.Spec{DType: dt, Shape: shape}
	l.connect(st)
	return l.out
}

// Tensor is the symbolic tensor of the input.
func (l *InputLayer) Tensor() *tensor.Tensor { return l.out }

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
