package eval

import (
	"cmp"

	"kerash/interp/autograph"
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// A loop or branch of Python that meets a tensor where it cannot become one of
// the graph ends with one of these.
const (
	limits       = "\nSee https://github.com/tensorflow/tensorflow/blob/master/tensorflow/python/autograph/g3doc/reference/limitations.md#consistency-of-control-flow-types for more info."
	tensorInFor  = "break and return statements which depend on a TF condition are not supported in Python for loops. Did you intend to make it a TF loop?" + limits
	tensorInTest = "The condition of while loop started as non-Tensor, then changed to Tensor. This may happen either because variables changed type, or when a break or return statement inside the loop depends on a Tensor condition. In both cases, changing to a TF loop should remove the error." + limits
)

// stagedIf is an if statement of a function in a graph.
type stagedIf struct {
	test         expr
	at           syntax.Span
	body, orelse block
	state        flowState
}

func (l *lowerer) stagedIf(s *syntax.If) stmt {
	bound := autograph.Bound([]syntax.Stmt{s})
	return &stagedIf{l.expr(s.Test), s.Test.Span(), l.block(s.Body), l.block(s.Orelse),
		l.state(bound, autograph.Live([]syntax.Stmt{s}, l.live))}
}

func (s *stagedIf) exec(fr *Frame) (flow, error) {
	th := fr.ev.th
	v, err := s.test.eval(fr)
	if err != nil {
		return onward, err
	}
	if st, err := fr.decides(v); err != nil {
		return onward, fr.fail(err, s.at)
	} else if st != nil {
		return onward, fr.failed(st.If(v, s.state.in(fr), s.body.staged(fr), s.orelse.staged(fr)), s.at)
	}
	ok, err := object.Truth(th, v)
	switch {
	case err != nil:
		return onward, fr.fail(err, s.at)
	case ok:
		return s.body.exec(fr)
	}
	return s.orelse.exec(fr)
}

// staged is the block as a part of a graph.
func (b *block) staged(fr *Frame) func() error {
	return func() error {
		_, err := b.exec(fr)
		return err
	}
}

// failed is fail where there may be no error.
func (fr *Frame) failed(err error, at syntax.Span) error {
	if err == nil {
		return nil
	}
	return fr.fail(err, at)
}

// stagedWhile is a while statement of a function in a graph. Its test is made
// once to see what decides, and once more for the graph.
type stagedWhile struct {
	test  expr
	at    syntax.Span
	body  block
	state flowState
}

func (l *lowerer) stagedWhile(s *syntax.While) stmt {
	st := l.state(autograph.Bound(s.Body), autograph.Live([]syntax.Stmt{s}, l.live))
	l.live = autograph.AtLoop(s, l.live)
	return &stagedWhile{l.expr(s.Test), s.Test.Span(), l.block(s.Body), st}
}

func (s *stagedWhile) exec(fr *Frame) (flow, error) {
	th := fr.ev.th
	var v object.Value
	test := func() (err error) {
		v, err = s.test.eval(fr)
		return err
	}
	probe := func(f func() error) error { return f() }
	if th.Stager != nil {
		probe = th.Stager.Probe
	}
	if err := probe(test); err != nil {
		return onward, err
	}
	if st, err := fr.decides(v); err != nil {
		return onward, fr.fail(err, s.at)
	} else if st != nil {
		return onward, fr.failed(st.While(s.state.in(fr), func() (object.Value, error) { return s.test.eval(fr) }, s.body.staged(fr)), s.at)
	}
	for {
		if th.Cancelled() {
			return onward, fr.fail(th.Check(), s.at)
		}
		if st, err := fr.decides(v); err != nil || st != nil {
			return onward, fr.fail(cmp.Or(err, error(object.NotImplementedErrorf(tensorInTest))), s.at)
		}
		if ok, err := object.Truth(th, v); err != nil || !ok {
			return onward, fr.failed(err, s.at)
		}
		if f, err := s.body.exec(fr); err != nil || f != onward {
			return f, err
		}
		if err := test(); err != nil {
			return onward, err
		}
	}
}

// stagedFor is a for statement of a function in a graph.
type stagedFor struct {
	forStmt
	state flowState
	name  string // of the loop variable, if it is one
}

func (l *lowerer) stagedFor(s *syntax.For) stmt {
	bound := autograph.Bound(append([]syntax.Stmt{&syntax.For{Target: s.Target, Iter: s.Iter}}, s.Body...))
	x := &stagedFor{forStmt: forStmt{target: l.target(s.Target), iter: l.expr(s.Iter), at: s.Iter.Span(), owns: makesGenerator(s.Iter), extra: l.exprOrNil(l.flow.Extra[s])},
		state: l.state(bound, autograph.Live([]syntax.Stmt{s}, l.live))}
	if n, ok := s.Target.(*syntax.Name); ok {
		x.name = n.Ident
	}
	l.live = autograph.AtLoop(s, l.live)
	x.body = l.block(s.Body)
	return x
}

func (s *stagedFor) exec(fr *Frame) (flow, error) {
	th := fr.ev.th
	v, err := s.iter.eval(fr)
	if err != nil {
		return onward, err
	}
	if yes, err := iterates(th, v); err != nil {
		return onward, fr.fail(err, s.at)
	} else if yes {
		st := s.state.in(fr)
		st.Target = s.name
		var extra func() (object.Value, error)
		if s.extra != nil {
			extra = func() (object.Value, error) { return s.extra.eval(fr) }
		}
		return onward, fr.failed(th.Stager.For(v, st, extra, func(elem object.Value) error {
			if err := s.target.set(fr, elem); err != nil {
				return err
			}
			_, err := s.body.exec(fr)
			return err
		}), s.at)
	}
	return s.over(fr, v)
}

// iterates reports whether a loop over a value is one of the graph.
func iterates(th *object.Thread, v object.Value) (bool, error) {
	if th.Stager == nil {
		return false, nil
	}
	return th.Stager.Iterates(v)
}

// goesOn reports whether no jump has left the loop.
func (s *forStmt) goesOn(fr *Frame) (bool, error) {
	v, err := s.extra.eval(fr)
	if err != nil {
		return false, err
	}
	if st, err := fr.decides(v); err != nil || st != nil {
		return false, fr.fail(cmp.Or(err, error(object.NotImplementedErrorf(tensorInFor))), s.at)
	}
	return object.Truth(fr.ev.th, v)
}
