package binding

import (
	"kerash/interp/object"
	"kerash/model/data"
	"kerash/tensor"
)

// Subgraphs gives bodies of loops and branches that tensors decide about random
// streams of their own: in a function of TensorFlow each is a graph, whose ops
// are numbered by themselves and are the same ops in every turn of a loop.
type Subgraphs struct{ th *object.Thread }

// NewSubgraphs are those of a thread's functions.
func NewSubgraphs(th *object.Thread) *Subgraphs { return &Subgraphs{th} }

// Loop implements [object.Subgraphs].
func (g *Subgraphs) Loop(over object.Value) object.Subgraph {
	switch object.NativeOf(over).(type) {
	case *tensor.Tensor, *data.Dataset:
		return g.New()
	}
	return nil
}

// New implements [object.Subgraphs].
func (g *Subgraphs) New() object.Subgraph {
	s := Scope(g.th)
	streams := s.LoopStreams()
	if streams == nil {
		return nil
	}
	return func(body func()) { s.WithStreams(streams, body) }
}
