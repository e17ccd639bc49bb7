package model

import (
	"errors"
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
		s.graph = s.graphs[i]
		s.streams = s.graph.streams
		return
	}
	if len(s.graphs) > 0 {
		s.streams = new(tensor.Streams)
	}
	s.graph = &stepGraph{wanted, s.streams}
	s.graphs = append(s.graphs, s.graph)
}

// fails tells what TensorFlow makes of the error of a step for the whole shape of
// a batch, all of which its graph need not know. An error of the graph itself has
// None in its shapes. Where the graph can be made, nil, the step fails when it
// runs.
func (s *stepper) fails(c *Context, batch Value, err error) error {
	var known, told *tensor.Error
	g := s.graph
	if g == nil || !errors.As(err, &known) || known.Class != "ValueError" && known.Class != "InvalidArgumentError" {
		return err
	}
	if slices.ContainsFunc(s.graphs, func(o *stepGraph) bool { return o.otherRanks(batch, g.specs) }) {
		return nil // a graph for any number of axes
	}
	defer c.State.skipLines(allLines)()
	_, _, again := s.attempt(c, g.shape)
	switch {
	case errors.As(again, &told) && told.Class == "ValueError":
		s.graphs = slices.DeleteFunc(s.graphs, func(o *stepGraph) bool { return o == g })
		return again
	case g.static():
		return err
	}
	return nil
}
