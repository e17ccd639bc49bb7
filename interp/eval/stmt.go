package eval

import (
	"fmt"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// flow says where execution goes after a statement.
type flow uint8

const (
	onward flow = iota
	breaks
	continues
	returns
)

// stmt is what a statement became.
type stmt interface {
	exec(fr *Frame) (flow, error)
}

// block is a list of statements with their places.
type block struct {
	stmts  []stmt
	places []syntax.Span
}

func (b *block) exec(fr *Frame) (flow, error) {
	th := fr.ev.th
	for i, s := range b.stmts {
		fr.at = b.places[i]
		if th.Cancelled() {
			return onward, fr.fail(th.Check(), fr.at)
		}
		if f, err := s.exec(fr); f != onward || err != nil {
			return f, err
		}
	}
	return onward, nil
}

// block prepares statements.
func (l *lowerer) block(body []syntax.Stmt) block {
	var b block
	after, live := l.after(body), l.live
	for i, s := range body {
		if after != nil {
			l.live = after[i]
		}
		if x := l.stmt(s); x != nil {
			b.stmts = append(b.stmts, x)
			b.places = append(b.places, s.Span())
		}
	}
	l.live = live
	return b
}

// stmt prepares a statement; nil when there is nothing to do.
func (l *lowerer) stmt(s syntax.Stmt) stmt {
	if l.flow != nil {
		if x := l.staged(s); x != nil {
			return x
		}
	}
	switch s := s.(type) {
	case *syntax.ExprStmt:
		return l.exprStmt(s)
	case *syntax.Assign:
		return l.assign(s)
	case *syntax.AugAssign:
		return l.augAssign(s)
	case *syntax.AnnAssign:
		return l.annAssign(s)
	case *syntax.For:
		return &forStmt{l.target(s.Target), l.expr(s.Iter), s.Iter.Span(), s.Async, makesGenerator(s.Iter), nil, l.block(s.Body), l.block(s.Orelse)}
	case *syntax.While:
		return &whileStmt{l.test(s.Test), s.Test.Span(), l.block(s.Body), l.block(s.Orelse)}
	case *syntax.If:
		return &ifStmt{l.test(s.Test), l.block(s.Body), l.block(s.Orelse)}
	case *syntax.With:
		return l.with(s, 0)
	case *syntax.Try:
		return l.try(s)
	case *syntax.Match:
		return l.match(s)
	case *syntax.Raise:
		return &raiseStmt{l.exprOrNil(s.Exc), l.exprOrNil(s.Cause), s.Where}
	case *syntax.Assert:
		return &assertStmt{l.test(s.Test), l.exprOrNil(s.Msg), s.Where}
	case *syntax.Import:
		return l.importStmt(s)
	case *syntax.ImportFrom:
		return l.importFrom(s)
	case *syntax.FunctionDef:
		return l.def(s)
	case *syntax.ClassDef:
		return l.class(s)
	case *syntax.Return:
		return &returnStmt{l.exprOrNil(s.Value)}
	case *syntax.Delete:
		return l.delete(s)
	case *syntax.Break:
		return jump(breaks)
	case *syntax.Continue:
		return jump(continues)
	case *syntax.Magic:
		return &magicStmt{s, l.src}
	case *syntax.Pass, *syntax.Global, *syntax.Nonlocal:
		return nil
	}
	panic(fmt.Sprintf("eval: unexpected statement %T", s))
}

// jump is break and continue.
type jump flow

func (j jump) exec(*Frame) (flow, error) { return flow(j), nil }

// exprStmt is a bare expression; show is set where its value may be shown.
type exprStmt struct {
	x    expr
	show bool
	at   syntax.Span
}

func (l *lowerer) exprStmt(s *syntax.ExprStmt) stmt {
	if c, ok := s.Value.(*syntax.Constant); ok && !l.code.top && c != nil {
		return nil
	}
	if y, ok := s.Value.(*syntax.Yield); ok {
		return l.yieldStmt(y, nil)
	}
	return &exprStmt{l.expr(s.Value), l.code.top && !s.Silenced, s.Where}
}

func (s *exprStmt) exec(fr *Frame) (flow, error) {
	v, err := s.x.eval(fr)
	if err != nil {
		return onward, err
	}
	if show := fr.ev.Show; s.show && show != nil {
		if err := show(v); err != nil {
			return onward, fr.fail(err, s.at)
		}
	}
	return onward, nil
}

type ifStmt struct {
	test         test
	body, orelse block
}

func (s *ifStmt) exec(fr *Frame) (flow, error) {
	th := fr.ev.th
	asked := th.Decisions
	ok, err := s.test.holds(fr)
	if err != nil {
		return onward, err
	}
	var yes, no object.Subgraph
	if th.Decisions != asked && th.Subgraphs != nil {
		yes, no = th.Subgraphs.New(), th.Subgraphs.New()
	}
	if ok {
		return s.body.in(yes, fr)
	}
	return s.orelse.in(no, fr)
}

type returnStmt struct{ value expr }

func (s *returnStmt) exec(fr *Frame) (flow, error) {
	if s.value == nil {
		fr.result = nil
		return returns, nil
	}
	v, err := s.value.eval(fr)
	if err != nil {
		return onward, err
	}
	fr.result = v
	return returns, nil
}

type assertStmt struct {
	test test
	msg  expr
	at   syntax.Span
}

func (s *assertStmt) exec(fr *Frame) (flow, error) {
	ok, err := s.test.holds(fr)
	if ok || err != nil {
		return onward, err
	}
	e := object.NewException(object.AssertionError)
	if s.msg != nil {
		v, err := s.msg.eval(fr)
		if err != nil {
			return onward, err
		}
		e.Args = []object.Value{v}
	}
	return onward, fr.fail(&object.Raised{Exc: e}, s.at)
}

// delete prepares del.
func (l *lowerer) delete(s *syntax.Delete) stmt {
	d := &deleteStmt{}
	for _, t := range s.Targets {
		d.targets = append(d.targets, l.target(t))
	}
	return d
}

type deleteStmt struct{ targets []target }

func (s *deleteStmt) exec(fr *Frame) (flow, error) {
	for _, t := range s.targets {
		if err := t.del(fr); err != nil {
			return onward, err
		}
	}
	return onward, nil
}

// magicStmt is a line for the shell.
type magicStmt struct {
	magic *syntax.Magic
	src   *syntax.Source
}

func (s *magicStmt) exec(fr *Frame) (flow, error) {
	err := error(object.RuntimeErrorf("lines for the shell do not run here"))
	if fr.ev.Magic != nil {
		err = fr.ev.Magic(s.magic, s.src)
	}
	if err != nil {
		err = fr.fail(err, s.magic.Where)
	}
	return onward, err
}
