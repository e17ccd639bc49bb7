package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// yield lowers a yield expression: a host function that suspends the body.
func (l *lowerer) yield(e *syntax.Yield) ast.Node {
	var value ast.Node = place(&ast.NilNode{}, e.Where)
	if e.Value != nil {
		value = l.node(e.Value)
	}
	ev := l.ev
	return host(e.Where, func(v any) any { return result(ev.frame.gen.give(v)) }, value)
}

// yieldStmt is yield as a statement, or target = yield value: it needs no program.
type yieldStmt struct {
	value  expr   // or nil
	target target // or nil
	at     syntax.Span
}

func (l *lowerer) yieldStmt(e *syntax.Yield, t target) stmt {
	return &yieldStmt{l.exprOrNil(e.Value), t, e.Where}
}

func (s *yieldStmt) exec(fr *Frame) (flow, error) {
	var v object.Value
	if s.value != nil {
		var err error
		if v, err = s.value.eval(fr); err != nil {
			return onward, err
		}
	}
	sent, err := fr.gen.give(v)
	switch {
	case err != nil:
		return onward, fr.fail(err, s.at)
	case s.target != nil:
		return onward, s.target.set(fr, sent)
	}
	return onward, nil
}

// yieldFrom lowers `yield from`.
func (l *lowerer) yieldFrom(e *syntax.YieldFrom) ast.Node {
	ev := l.ev
	return host(e.Where, func(v any) any { return result(ev.frame.gen.delegate(v)) }, l.node(e.Value))
}

// delegate yields what an iterable yields; what is sent or thrown goes to it.
// Its value is what the iterable returned.
func (g *generator) delegate(v object.Value) (object.Value, error) {
	th := g.ev.th
	if c, ok := v.(*Coroutine); ok {
		return nil, object.TypeErrorf("cannot 'yield from' a coroutine object in a non-coroutine generator").WithHint("await it in an async function: %s", c.qualName)
	}
	it, err := object.Iter(th, v)
	if err != nil {
		return nil, err
	}
	return g.follow(it)
}

// follow yields what an iterator yields; see delegate.
func (g *generator) follow(it object.Iterator) (object.Value, error) {
	th := g.ev.th
	sub, _ := it.(subGenerator)
	x, ok, err := it.Next(th)
	for {
		if err != nil {
			return nil, err
		}
		if !ok {
			return stopValue(it), nil
		}
		sent, thrown := g.suspend(x)
		switch {
		case thrown != nil && object.IsError(thrown, object.GeneratorExit):
			if sub != nil {
				if err := sub.close(); err != nil {
					return nil, err
				}
			}
			return nil, thrown
		case thrown != nil && sub == nil:
			return nil, thrown
		case thrown != nil:
			x, ok, err = sub.throw(thrown)
		case sent != nil && sub == nil:
			return nil, object.AttributeErrorf("'%s' object has no attribute 'send'", object.TypeName(it))
		case sent != nil:
			x, ok, err = sub.send(sent)
		default:
			x, ok, err = it.Next(th)
		}
	}
}

// subGenerator is what both kinds of generators can do.
type subGenerator interface {
	object.Iterator
	send(v object.Value) (object.Value, bool, error)
	throw(err error) (object.Value, bool, error)
	close() error
	StopValue() object.Value
}

func stopValue(it object.Iterator) object.Value {
	if s, ok := it.(interface{ StopValue() object.Value }); ok {
		return s.StopValue()
	}
	return nil
}

// stepped gives what a method of a generator gives: a value, or StopIteration.
func stepped(g subGenerator, v object.Value, ok bool, err error) (object.Value, error) {
	if err != nil {
		return nil, err
	}
	if ok {
		return v, nil
	}
	if r := g.StopValue(); r != nil {
		return nil, &object.Raised{Exc: object.NewException(object.StopIteration, r)}
	}
	return nil, object.NewError(object.StopIteration, "")
}

// The methods are set here because the class belongs to package object.
func init() { object.GeneratorClass.Members = generatorMembers }

func stateOf(g object.Value) generatorState {
	switch g := g.(type) {
	case *Generator:
		return g.state
	case *Coroutine:
		return g.state
	case *AsyncGenerator:
		return g.state
	case *genExpr:
		return g.state
	}
	return suspended
}

func generatorName(th *object.Thread, self object.Value) (object.Value, error) {
	if g, ok := self.(interface{ names() (string, string) }); ok {
		name, _ := g.names()
		return name, nil
	}
	return "<genexpr>", nil
}

func generatorQualName(th *object.Thread, self object.Value) (object.Value, error) {
	if g, ok := self.(interface{ names() (string, string) }); ok {
		_, name := g.names()
		return name, nil
	}
	return self.(*genExpr).c.code.scope.QualName, nil
}

func (g *generator) names() (name, qualName string) { return g.name, g.qualName }

func generatorMembers() []object.Member {
	return []object.Member{
		object.Method("__next__(self, /)", "The next value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			g := a.Self().(subGenerator)
			v, ok, err := g.Next(th)
			return stepped(g, v, ok, err)
		}),
		object.Method("send(self, value, /)", "Resumes the generator: the yield expression has the value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			g := a.Self().(subGenerator)
			v, ok, err := g.send(a.Value("value"))
			return stepped(g, v, ok, err)
		}),
		object.Method("throw(self, type, value=None, traceback=None, /)", "Raises an exception where the generator waits.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			exc, err := exceptionOf(th, a.Value("type"), a.Value("value"))
			if err != nil {
				return nil, err
			}
			g := a.Self().(subGenerator)
			v, ok, err := g.throw(exc)
			return stepped(g, v, ok, err)
		}),
		object.Method("close(self, /)", "Ends the generator.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, a.Self().(subGenerator).close()
		}),
		object.Getter("gi_running", "whether its body runs", func(th *object.Thread, self object.Value) (object.Value, error) {
			return stateOf(self) == running, nil
		}),
		object.Getter("gi_frame", "None when it has ended", func(th *object.Thread, self object.Value) (object.Value, error) {
			if stateOf(self) == finished {
				return nil, nil
			}
			return object.Ellipsis, nil
		}),
		object.Getter("gi_suspended", "whether it waits at a yield", func(th *object.Thread, self object.Value) (object.Value, error) {
			return stateOf(self) == suspended, nil
		}),
		object.Getter("__name__", "the name of its function", generatorName),
		object.Getter("__qualname__", "the dotted name of its function", generatorQualName),
	}
}

// exceptionOf makes the error of an exception given as for generator.throw.
func exceptionOf(th *object.Thread, class, value object.Value) (error, error) {
	switch c := class.(type) {
	case *object.Exception:
		return &object.Raised{Exc: c}, nil
	case *object.Class:
		if !c.IsSubclass(object.BaseException) {
			break
		}
		if e, ok := value.(*object.Exception); ok {
			return &object.Raised{Exc: e}, nil
		}
		var args []object.Value
		if value != nil {
			args = []object.Value{value}
		}
		v, err := object.Call(th, c, object.Args{Pos: args})
		if err != nil {
			return nil, err
		}
		if e, ok := v.(*object.Exception); ok {
			return &object.Raised{Exc: e}, nil
		}
	}
	return nil, object.TypeErrorf("exceptions must be classes or instances deriving from BaseException, not %s", object.TypeName(class))
}
