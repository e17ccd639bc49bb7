package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

type whileStmt struct {
	test         test
	at           syntax.Span
	body, orelse block
}

func (s *whileStmt) exec(fr *Frame) (flow, error) {
	th := fr.ev.th
	var graph object.Subgraph
	asked := th.Decisions
	for {
		if th.Cancelled() {
			return onward, fr.fail(th.Check(), s.at)
		}
		ok, err := s.test.holds(fr)
		if err != nil {
			return onward, err
		}
		if !ok {
			return s.orelse.exec(fr)
		}
		if graph == nil && th.Decisions != asked && th.Subgraphs != nil {
			graph = th.Subgraphs.New()
		}
		f, err := s.body.in(graph, fr)
		if err != nil {
			return onward, err
		}
		switch f {
		case breaks:
			return onward, nil
		case returns:
			return returns, nil
		}
	}
}

// in runs the statements as a graph of its own, if there is one.
func (b *block) in(graph object.Subgraph, fr *Frame) (flow, error) {
	if graph == nil {
		return b.exec(fr)
	}
	return b.within(graph, fr)
}

// within stands apart from in, which would allocate what the closure shares
// with it for every turn of every loop.
func (b *block) within(graph object.Subgraph, fr *Frame) (f flow, err error) {
	graph(func() { f, err = b.exec(fr) })
	return f, err
}

type forStmt struct {
	target target
	iter   expr
	at     syntax.Span
	// async marks a loop over an asynchronous iterator.
	async bool
	// owns is set when the iterable, if it is a generator, is nobody else's:
	// leaving the loop then closes it.
	owns bool
	// extra is a condition without which the loop ends, where variables stand
	// for jumps; else nil.
	extra        expr
	body, orelse block
}

// makesGenerator reports whether a generator that e gives is a new one.
func makesGenerator(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.Call, *syntax.GeneratorExp:
		return true
	}
	return false
}

func (s *forStmt) exec(fr *Frame) (flow, error) {
	v, err := s.iter.eval(fr)
	if err != nil {
		return onward, err
	}
	return s.over(fr, v)
}

// over is the loop over an iterable.
func (s *forStmt) over(fr *Frame, v object.Value) (flow, error) {
	it, err := fr.iterate(v, s.async)
	if err != nil {
		return onward, fr.fail(err, s.at)
	}
	owned, _ := v.(*Generator)
	if owned != nil && (!s.owns || owned.state != fresh) {
		owned = nil
	}
	var graph object.Subgraph
	if g := fr.ev.th.Subgraphs; g != nil {
		graph = g.Loop(v)
	}
	f, err := s.loop(fr, it, graph)
	if owned != nil && owned.state == suspended {
		if cerr := owned.close(); cerr != nil && err == nil {
			err = fr.fail(cerr, s.at)
		}
	}
	return f, err
}

func (s *forStmt) loop(fr *Frame, it object.Iterator, graph object.Subgraph) (flow, error) {
	th := fr.ev.th
	for {
		if s.extra != nil {
			if goes, err := s.goesOn(fr); err != nil || !goes {
				return onward, err
			}
		}
		v, ok, err := it.Next(th)
		if err != nil {
			return onward, fr.fail(err, s.at)
		}
		if !ok {
			return s.orelse.exec(fr)
		}
		if err := s.target.set(fr, v); err != nil {
			return onward, err
		}
		if th.Cancelled() {
			return onward, fr.fail(th.Check(), s.at)
		}
		f, err := s.body.in(graph, fr)
		if err != nil {
			return onward, err
		}
		switch f {
		case breaks:
			return onward, nil
		case returns:
			return returns, nil
		}
	}
}
