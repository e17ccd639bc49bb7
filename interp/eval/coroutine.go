package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// Coroutine is what calling an async function makes.
type Coroutine struct{ *generator }

var coroutineClass = &object.Class{Name: "coroutine", Doc: "The computation of an async function.", Final: true}

// PyClass is coroutine.
func (c *Coroutine) PyClass() *object.Class { return coroutineClass }

// Resume implements [object.Coroutine].
func (c *Coroutine) Resume(th *object.Thread, sent object.Value, thrown error) (object.Value, bool, error) {
	return c.step(sent, thrown)
}

// StopValue is what the async function returned.
func (c *Coroutine) StopValue() object.Value { return c.result }

// steps is the coroutine as something to iterate.
func (c *Coroutine) steps() *Generator { return &Generator{c.generator} }

func init() {
	coroutineClass.Members = func() []object.Member {
		members := coroutineMembers(func(v object.Value) subGenerator { return v.(*Coroutine).steps() })
		return append(members,
			object.Method("__await__(self, /)", "The steps of the coroutine.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Self().(*Coroutine).steps(), nil
			}),
			object.Getter("cr_running", "whether its body runs", func(th *object.Thread, self object.Value) (object.Value, error) { return stateOf(self) == running, nil }),
			object.Getter("cr_await", "what it waits for", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*Coroutine).awaits, nil }),
		)
	}
}

// coroutineMembers are the methods that resume a coroutine.
func coroutineMembers(sub func(object.Value) subGenerator) []object.Member {
	return []object.Member{
		object.Method("send(self, value, /)", "Goes on: the await expression has the value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			g := sub(a.Self())
			v, ok, err := g.send(a.At(1))
			return stepped(g, v, ok, err)
		}),
		object.Method("throw(self, type, value=None, traceback=None, /)", "Raises an exception where the coroutine waits.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			exc, err := exceptionOf(th, a.Value("type"), a.Value("value"))
			if err != nil {
				return nil, err
			}
			g := sub(a.Self())
			v, ok, err := g.throw(exc)
			return stepped(g, v, ok, err)
		}),
		object.Method("close(self, /)", "Ends the coroutine.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, sub(a.Self()).close()
		}),
		object.Getter("__name__", "the name of its function", generatorName),
		object.Getter("__qualname__", "the dotted name of its function", generatorQualName),
	}
}

// await lowers an await expression.
func (l *lowerer) await(e *syntax.Await) ast.Node {
	ev := l.ev
	return host(e.Where, func(v any) any { return result(ev.frame.gen.await(v)) }, l.node(e.Value))
}

// await waits for an awaitable and gives its result.
func (g *generator) await(v object.Value) (object.Value, error) {
	it, err := awaitSteps(g.ev.th, v)
	if err != nil {
		return nil, err
	}
	if it == nil {
		return nil, object.TypeErrorf("object %s can't be used in 'await' expression", object.TypeName(v))
	}
	g.awaits = v
	r, err := g.follow(it)
	g.awaits = nil
	return r, err
}

// awaitSteps gives the steps of an awaitable; nil when v is none.
func awaitSteps(th *object.Thread, v object.Value) (object.Iterator, error) {
	switch x := v.(type) {
	case *Coroutine:
		if x.state == suspended || x.state == running {
			return nil, object.RuntimeErrorf("coroutine is being awaited already")
		}
		return x.steps(), nil
	case *asyncStep:
		return x, nil
	case object.Awaitable:
		c, err := x.Await(th)
		if err != nil {
			return nil, err
		}
		return &stepIterator{th: th, c: c}, nil
	case *object.Instance:
		r, ok, err := x.CallMethod(th, "__await__", object.Args{})
		if err != nil || !ok {
			return nil, err
		}
		if _, isCoroutine := r.(*Coroutine); isCoroutine {
			return nil, object.TypeErrorf("__await__() returned a coroutine")
		}
		it, isIterator := r.(object.Iterator)
		if !isIterator {
			if _, next := object.TypeOf(r).Lookup("__next__"); !next {
				return nil, object.TypeErrorf("__await__() returned non-iterator of type '%s'", object.TypeName(r))
			}
			return object.Iter(th, r)
		}
		return it, nil
	}
	return nil, nil
}

// stepIterator makes the steps of a Go coroutine those of a generator.
type stepIterator struct {
	th *object.Thread
	c  object.Coroutine
}

// Next goes on with None.
func (s *stepIterator) Next(th *object.Thread) (object.Value, bool, error) {
	return s.c.Resume(th, nil, nil)
}

// StopValue is the result.
func (s *stepIterator) StopValue() object.Value { return s.c.StopValue() }

func (s *stepIterator) send(v object.Value) (object.Value, bool, error) {
	return s.c.Resume(s.th, v, nil)
}

func (s *stepIterator) throw(err error) (object.Value, bool, error) {
	return s.c.Resume(s.th, nil, err)
}

func (s *stepIterator) close() error { return nil }

// enter is what a with statement binds.
func (s *withStmt) enter(fr *Frame, m object.Value) (object.Value, error) {
	if !s.async {
		return object.Enter(fr.ev.th, m)
	}
	const refusal = "'%s' object does not support the asynchronous context manager protocol"
	cls := object.TypeOf(m)
	if _, ok := cls.Lookup("__aenter__"); !ok {
		return nil, object.TypeErrorf(refusal, object.TypeName(m))
	}
	if _, ok := cls.Lookup("__aexit__"); !ok {
		return nil, object.TypeErrorf(refusal+" (missed __aexit__ method)", object.TypeName(m))
	}
	v, err := object.CallMethodOf(fr.ev.th, m, "__aenter__", object.Args{})
	if err != nil {
		return nil, err
	}
	return fr.gen.await(v)
}

// leave ends a with statement.
func (s *withStmt) leave(fr *Frame, m object.Value, exc *object.Exception) (swallow bool, err error) {
	th := fr.ev.th
	if !s.async {
		return object.Exit(th, m, exc)
	}
	args := object.Pos(nil, nil, nil)
	if exc != nil {
		tb, err := object.GetAttr(th, exc, "__traceback__")
		if err != nil {
			return false, err
		}
		args = object.Pos(exc.Class, exc, tb)
	}
	v, err := object.CallMethodOf(th, m, "__aexit__", args)
	if err == nil {
		v, err = fr.gen.await(v)
	}
	if err != nil {
		return false, err
	}
	return object.Truth(th, v)
}
