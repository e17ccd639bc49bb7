package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// withStmt is one item of a with statement; further items are its body.
type withStmt struct {
	// async marks a context manager that is awaited.
	async   bool
	context expr
	target  target // or nil
	at      syntax.Span
	body    block
}

func (l *lowerer) with(s *syntax.With, i int) stmt {
	item := s.Items[i]
	w := &withStmt{async: s.Async, context: l.expr(item.Context), at: item.Context.Span()}
	if item.Target != nil {
		w.target = l.target(item.Target)
	}
	if i == len(s.Items)-1 {
		w.body = l.block(s.Body)
	} else {
		w.body = block{[]stmt{l.with(s, i+1)}, []syntax.Span{s.Items[i+1].Where}}
	}
	return w
}

func (s *withStmt) exec(fr *Frame) (flow, error) {
	m, err := s.context.eval(fr)
	if err != nil {
		return onward, err
	}
	v, err := s.enter(fr, m)
	if err != nil {
		return onward, fr.fail(err, s.at)
	}
	f, err := s.run(fr, v)
	var exc *object.Exception
	if err != nil {
		exc = object.AsRaised(err).Exc
	}
	result := fr.result
	outer := fr.ev.handling
	if exc != nil {
		fr.ev.handling = exc
	}
	swallow, exitErr := s.leave(fr, m, exc)
	fr.ev.handling = outer
	fr.result = result
	switch {
	case exitErr != nil:
		return onward, fr.fail(exitErr, s.at)
	case exc != nil && !swallow:
		return onward, err
	case exc != nil:
		caught(fr, exc)
		return onward, nil
	}
	return f, nil
}

func (s *withStmt) run(fr *Frame, v object.Value) (flow, error) {
	if s.target != nil {
		if err := s.target.set(fr, v); err != nil {
			return onward, err
		}
	}
	return s.body.exec(fr)
}
