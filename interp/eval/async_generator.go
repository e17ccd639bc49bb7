package eval

import (
	"runtime"

	"kerash/interp/object"
)

// AsyncGenerator is what calling an async function with yield makes.
type AsyncGenerator struct{ *generator }

var asyncGeneratorClass = &object.Class{Name: "async_generator", Doc: "The values of an async function with yield.", Final: true}

// PyClass is async_generator.
func (g *AsyncGenerator) PyClass() *object.Class { return asyncGeneratorClass }

func newAsyncGenerator(g *generator) *AsyncGenerator {
	g.kind = "async generator"
	h := &AsyncGenerator{g}
	runtime.AddCleanup(h, (*generator).abandon, g)
	return h
}

// given is a value of an async generator, told apart from what it waits for.
type given struct{ v object.Value }

// give hands out a value of the generator.
func (g *generator) give(v object.Value) (object.Value, error) {
	if g.kind == "async generator" {
		return g.suspend(&given{v})
	}
	return g.suspend(v)
}

func init() {
	asyncGeneratorClass.Members = func() []object.Member {
		step := func(sig, doc string, how func(th *object.Thread, a *object.Bound) (*asyncStep, error)) object.Member {
			return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s, err := how(th, a)
				if err != nil {
					return nil, err
				}
				s.g = a.Self().(*AsyncGenerator).generator
				return s, nil
			})
		}
		return []object.Member{
			object.Method("__aiter__(self, /)", "The generator itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self(), nil }),
			step("__anext__(self, /)", "The next value, to be awaited.", func(th *object.Thread, a *object.Bound) (*asyncStep, error) { return &asyncStep{}, nil }),
			step("asend(self, value, /)", "The next value after sending one, to be awaited.", func(th *object.Thread, a *object.Bound) (*asyncStep, error) {
				return &asyncStep{sent: a.At(1)}, nil
			}),
			step("athrow(self, type, value=None, traceback=None, /)", "The next value after raising an exception, to be awaited.", func(th *object.Thread, a *object.Bound) (*asyncStep, error) {
				exc, err := exceptionOf(th, a.Value("type"), a.Value("value"))
				return &asyncStep{thrown: exc}, err
			}),
			step("aclose(self, /)", "Ends the generator, to be awaited.", func(th *object.Thread, a *object.Bound) (*asyncStep, error) {
				return &asyncStep{thrown: object.NewError(object.GeneratorExit, ""), closes: true}, nil
			}),
			object.Getter("ag_running", "whether its body runs", func(th *object.Thread, self object.Value) (object.Value, error) { return stateOf(self) == running, nil }),
			object.Getter("__name__", "the name of its function", generatorName),
			object.Getter("__qualname__", "the dotted name of its function", generatorQualName),
		}
	}
}

// asyncStep takes an async generator to its next value, when it is awaited.
type asyncStep struct {
	g      *generator
	sent   object.Value
	thrown error
	closes bool
	begun  bool
	value  object.Value
}

var asyncStepClass = &object.Class{Name: "async_generator_asend", Base: object.IteratorClass, Final: true}

// PyClass is async_generator_asend.
func (s *asyncStep) PyClass() *object.Class { return asyncStepClass }

// Next goes on with None.
func (s *asyncStep) Next(*object.Thread) (object.Value, bool, error) { return s.send(nil) }

// StopValue is the generator's value.
func (s *asyncStep) StopValue() object.Value { return s.value }

// Await implements [object.Awaitable].
func (s *asyncStep) Await(*object.Thread) (object.Coroutine, error) { return s, nil }

// Resume implements [object.Coroutine].
func (s *asyncStep) Resume(_ *object.Thread, sent object.Value, thrown error) (object.Value, bool, error) {
	if thrown != nil {
		return s.throw(thrown)
	}
	return s.send(sent)
}

func (s *asyncStep) send(v object.Value) (object.Value, bool, error) {
	if s.begun {
		return s.outcome(s.g.step(v, nil))
	}
	s.begun = true
	if s.closes && (s.g.state == fresh || s.g.state == finished) {
		s.g.state = finished
		return nil, false, nil
	}
	if s.g.state == fresh && s.sent != nil {
		return nil, false, object.TypeErrorf("can't send non-None value to a just-started async generator")
	}
	return s.outcome(s.g.step(s.sent, s.thrown))
}

func (s *asyncStep) throw(err error) (object.Value, bool, error) {
	s.begun = true
	return s.outcome(s.g.step(nil, err))
}

func (s *asyncStep) close() error { return nil }

// outcome is what a step of the body means for who awaits.
func (s *asyncStep) outcome(v object.Value, ok bool, err error) (object.Value, bool, error) {
	x, isValue := v.(*given)
	switch {
	case s.closes && err != nil && (object.IsError(err, object.GeneratorExit) || object.IsError(err, object.StopAsyncIteration)):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case s.closes && !ok:
		return nil, false, nil
	case !ok:
		return nil, false, object.NewError(object.StopAsyncIteration, "")
	case s.closes && isValue:
		return nil, false, object.RuntimeErrorf("async generator ignored GeneratorExit")
	case isValue:
		s.value = x.v
		return nil, false, nil
	}
	return v, true, nil
}

// iterate gives the iterator of a loop's iterable.
func (fr *Frame) iterate(v object.Value, async bool) (object.Iterator, error) {
	if !async {
		return object.Iter(fr.ev.th, v)
	}
	it, err := asyncIter(fr.ev.th, v, "'async for' requires an object with __aiter__ method, got %s")
	if err != nil {
		return nil, err
	}
	if _, ok := object.TypeOf(it).Lookup("__anext__"); !ok {
		return nil, object.TypeErrorf("'async for' received an object from __aiter__ that does not implement __anext__: %s", object.TypeName(it))
	}
	return &asyncIterator{fr.gen, it}, nil
}

// asyncIter is aiter(v).
func asyncIter(th *object.Thread, v object.Value, refusal string) (object.Value, error) {
	if _, ok := object.TypeOf(v).Lookup("__aiter__"); !ok {
		return nil, object.TypeErrorf(refusal, object.TypeName(v))
	}
	return object.CallMethodOf(th, v, "__aiter__", object.Args{})
}

// asyncIterator awaits the values of an asynchronous iterator in the coroutine
// that loops over it.
type asyncIterator struct {
	gen *generator
	it  object.Value
}

// Next awaits the next value.
func (a *asyncIterator) Next(th *object.Thread) (object.Value, bool, error) {
	next, err := object.CallMethodOf(th, a.it, "__anext__", object.Args{})
	if err != nil {
		return nil, false, err
	}
	v, err := a.gen.await(next)
	if err != nil {
		if object.IsError(err, object.StopAsyncIteration) {
			return nil, false, nil
		}
		return nil, false, err
	}
	return v, true, nil
}

// runAsync runs a comprehension that awaits. Its frame is its own, since it may
// be left and entered again before its end.
func (c *comprehension) runAsync(outer *Frame, free []*Cell, body func(*Frame) (object.Value, error)) (object.Value, error) {
	ev := outer.ev
	fr := &Frame{ev: ev, free: free, globals: outer.globals, locals: outer.locals, gen: outer.gen}
	fr.slots = make([]object.Value, len(c.code.scope.Locals))
	if err := ev.enter(fr, c.code); err != nil {
		return nil, err
	}
	fr.unset(0)
	v, err := body(fr)
	ev.leave(fr)
	return v, err
}

// asyncGenerator makes the generator of a generator expression that awaits.
func (c *comprehension) asyncGenerator(outer *Frame, it object.Iterator) *AsyncGenerator {
	c.lower()
	ev := outer.ev
	fr := &Frame{ev: ev, free: outer.capture(c.code.scope), globals: outer.globals, locals: outer.locals, code: c.code}
	fr.slots = make([]object.Value, len(c.code.scope.Locals))
	fr.unset(0)
	g := &generator{ev: ev, name: c.code.name, qualName: c.code.scope.QualName, code: c.code, fr: fr}
	fr.gen = g
	if a, ok := it.(*asyncIterator); ok {
		a.gen = g
	}
	g.run = func() (object.Value, error) {
		return nil, c.each(fr, 0, it, func() error {
			v, err := c.values[0].eval(fr)
			if err == nil {
				_, err = g.give(v)
			}
			return err
		})
	}
	return newAsyncGenerator(g)
}

// asyncBuiltins are aiter and anext.
func asyncBuiltins() []object.Member {
	return []object.Member{
		object.Fun("aiter(async_iterable, /)", "The iterator of an asynchronous iterable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return asyncIter(th, a.At(0), "'%s' object is not an async iterable")
		}),
		object.Fun("anext(async_iterator, default=<none>, /)", "The next value of an asynchronous iterator, to be awaited.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if _, ok := object.TypeOf(a.At(0)).Lookup("__anext__"); !ok {
				return nil, object.TypeErrorf("'%s' object is not an async iterator", object.TypeName(a.At(0)))
			}
			v, err := object.CallMethodOf(th, a.At(0), "__anext__", object.Args{})
			if err != nil || !a.Given("default") {
				return v, err
			}
			it, err := awaitSteps(th, v)
			if err != nil || it == nil {
				return v, err
			}
			return &nextOr{th, it, a.At(1), nil}, nil
		}),
	}
}

// nextOr awaits a value and has another one when there is none.
type nextOr struct {
	th    *object.Thread
	it    object.Iterator
	other object.Value
	value object.Value
}

// PyClass is the class of what anext gives.
func (n *nextOr) PyClass() *object.Class { return asyncStepClass }

// Await implements [object.Awaitable].
func (n *nextOr) Await(*object.Thread) (object.Coroutine, error) { return n, nil }

// StopValue is the value.
func (n *nextOr) StopValue() object.Value { return n.value }

// Resume implements [object.Coroutine].
func (n *nextOr) Resume(th *object.Thread, sent object.Value, thrown error) (v object.Value, running bool, err error) {
	sub, _ := n.it.(subGenerator)
	switch {
	case thrown != nil && sub == nil:
		err = thrown
	case thrown != nil:
		v, running, err = sub.throw(thrown)
	default:
		v, running, err = n.it.Next(th)
	}
	switch {
	case err != nil && object.IsError(err, object.StopAsyncIteration):
		n.value, err = n.other, nil
	case err == nil && !running:
		n.value = stopValue(n.it)
	}
	return v, running, err
}
