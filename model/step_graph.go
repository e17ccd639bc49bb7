package model

import (
	"slices"

	"kerash/tensor"
)

// stepGraph is a graph that TensorFlow would have of a step, with its own
// random ops: when batches come that need another graph, as those of a length
// that is open after others of a fixed one, their streams begin anew.
type stepGraph struct {
	*stepTrace
	streams *tensor.Streams
}

// enter makes the streams of the graph for this batch those of the step.
func (s *stepper) enter(batch Value, open openAxes) {
	before := make([]*stepTrace, len(s.graphs))
	for i, g := range s.graphs {
		before[i] = g.stepTrace
	}
	wanted := newTrace(batch, open, before)
	if i := slices.IndexFunc(before, func(t *stepTrace) bool { return t.covers(batch, wanted.specs) }); i >= 0 {
		s.streams = s.graphs[i].streams
		return
	}
	if len(s.graphs) > 0 {
		s.streams = new(tensor.Streams)
	}
	s.graphs = append(s.graphs, &stepGraph{wanted, s.streams})
}
