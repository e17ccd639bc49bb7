package model

import (
	"slices"

	"kerash/tensor"
)

// Node is one use of a layer in a functional graph.
type Node struct {
	Layer  Layer
	Index  int            // among the layer's uses
	Input  Value          // the first argument, with tensors of the graph
	Args   map[string]any // further arguments by name
	Pos    []any          // further positional arguments
	Order  []string       // which of Args were given by position
	Mask   Value          // the mask argument
	Output Value

	Training, TrainingSet bool

	start bool // of an input layer
}

// link registers the node with its layer and with the layers it reads from.
func (n *Node) link() {
	b := n.Layer.Core()
	b.nodes = append(b.nodes, n)
	for _, t := range n.inputs() {
		b := InfoOf(t).Layer.Core()
		b.outward = append(b.outward, n)
	}
}

// inputs is the graph's tensors that the node reads, in the order of its
// arguments.
func (n *Node) inputs() []*tensor.Tensor {
	var out []*tensor.Tensor
	add := func(t *tensor.Tensor) {
		if IsKeras(t) {
			out = append(out, t)
		}
	}
	walkAny(n.Input, add)
	for _, p := range n.Pos {
		walkAny(p, add)
	}
	for _, k := range n.Order {
		walkAny(n.Args[k], add)
	}
	for _, k := range sortedKeys(n.Args) {
		if !slices.Contains(n.Order, k) {
			walkAny(n.Args[k], add)
		}
	}
	return out
}

// Inputs is the graph's tensors that the node reads.
func (n *Node) Inputs() []*tensor.Tensor { return n.inputs() }

// parents is the nodes whose outputs the node reads, in order, each once.
func (n *Node) parents() []*Node {
	var out []*Node
	seen := map[*Node]bool{}
	for _, t := range n.inputs() {
		p := InfoOf(t).Node
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

// isInput reports whether the node is that of an InputLayer.
func (n *Node) isInput() bool { return n.start }

// NodeInput is the input of the layer's first use: layer.input. It throws
// Keras' AttributeError when there is none.
func (b *Base) NodeInput() Value {
	if len(b.nodes) == 0 {
		tensor.Throwf("AttributeError", "Layer %s is not connected, no input to return.", b.Label)
	}
	return b.nodes[0].First()
}

// NodeOutput is the output of the layer's first use: layer.output.
func (b *Base) NodeOutput() Value {
	if len(b.nodes) == 0 {
		tensor.Throwf("AttributeError", "Layer %s has no inbound nodes.", b.Label)
	}
	return b.nodes[0].Output
}
