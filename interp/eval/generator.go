package eval

import (
	"iter"
	"runtime"

	"kerash/interp/object"
)

// Generator is what calling a function with yield makes. It is a handle on
// the generator proper, so that its loss by user code can be noticed while
// the suspended body still refers to the rest.
type Generator struct{ *generator }

// PyClass is generator.
func (g *Generator) PyClass() *object.Class { return object.GeneratorClass }

// generatorState is what a generator is about.
type generatorState uint8

const (
	fresh generatorState = iota
	suspended
	running
	finished
)

// generator runs a function body as a coroutine.
type generator struct {
	ev *Evaluator
	// kind is what its class is called in errors.
	kind string
	// name and qualName are those of its function.
	name, qualName string
	code           *code
	// run runs the body.
	run   func() (object.Value, error)
	fr    *Frame
	state generatorState
	// awaits is what a coroutine waits for, or nil.
	awaits object.Value
	// next resumes the body; ok false means that it has ended.
	next func() (object.Value, bool)
	// yield suspends the body.
	yield func(object.Value) bool
	// sent is what the next resumption gives the yield expression; thrown is
	// raised there instead.
	sent   object.Value
	thrown error
	// result and err are how the body ended.
	result object.Value
	err    error
	// handling is the exception whose handler is suspended in the body.
	handling *object.Exception
}

// newGenerator makes the generator or coroutine of a call whose parameters are
// bound in fr.
func newGenerator(f *Function, fr *Frame) object.Value {
	own := &Frame{ev: fr.ev, slots: append([]object.Value(nil), fr.slots...), free: fr.free, globals: fr.globals, locals: fr.locals}
	g := &generator{ev: fr.ev, kind: "generator", name: f.name, qualName: f.qualName, code: &f.code.code, fr: own}
	own.gen = g
	g.run = func() (object.Value, error) { return f.code.run(own) }
	switch {
	case f.code.scope.Async && f.code.scope.Generator:
		return newAsyncGenerator(g)
	case f.code.scope.Async:
		g.kind = "coroutine"
		h := &Coroutine{g}
		runtime.AddCleanup(h, (*generator).abandon, g)
		return h
	}
	h := &Generator{g}
	runtime.AddCleanup(h, (*generator).abandon, g)
	return h
}

// step resumes the body with a value or an error to raise. ok is false when
// it has ended; its result is then in g.result.
func (g *generator) step(sent object.Value, thrown error) (v object.Value, ok bool, err error) {
	switch g.state {
	case running:
		return nil, false, object.ValueErrorf("%s already executing", g.kind)
	case finished:
		g.result = nil
		if g.kind == "coroutine" {
			return nil, false, object.RuntimeErrorf("cannot reuse already awaited coroutine")
		}
		return nil, false, thrown
	case fresh:
		if thrown != nil {
			g.state = finished
			return nil, false, thrown
		}
		g.next, _ = iter.Pull(g.body)
	}
	ev := g.ev
	if err := ev.enter(g.fr, g.code); err != nil {
		return nil, false, err
	}
	g.sent, g.thrown, g.state = sent, thrown, running
	outer := ev.handling
	if g.handling != nil {
		ev.handling = g.handling
	}
	v, ok = g.next()
	g.handling = nil
	if ev.handling != outer {
		g.handling = ev.handling
	}
	ev.handling = outer
	ev.leave(g.fr)
	if ok {
		g.state = suspended
		return v, true, nil
	}
	g.state = finished
	err, g.err = g.err, nil
	g.fr.slots, g.fr.free = nil, nil
	return nil, false, err
}

// body is the coroutine.
func (g *generator) body(yield func(object.Value) bool) {
	g.yield = yield
	defer func() {
		if p := recover(); p != nil {
			g.err = object.Recovered(p)
		}
	}()
	g.result, g.err = g.run()
	if g.err == nil {
		return
	}
	if cause := object.AsRaised(g.err).Exc; cause.Class.IsSubclass(object.StopIteration) || g.kind == "async generator" && cause.Class.IsSubclass(object.StopAsyncIteration) {
		r := object.RuntimeErrorf("%s raised %s", g.kind, cause.Class.NativeBase().Name)
		r.Exc.Cause, r.Exc.Context, r.Exc.SuppressContext = cause, cause, true
		r.Exc.Trace = cause.Trace
		g.err = r
	}
}

// suspend gives v to whoever resumed the body, and waits.
func (g *generator) suspend(v object.Value) (object.Value, error) {
	inner := g.ev.frame
	if !g.yield(v) {
		return nil, object.NewError(object.GeneratorExit, "")
	}
	if inner != g.fr {
		g.reenter(inner)
	}
	return g.sent, g.thrown
}

// reenter makes a comprehension, in which the body was suspended, the running
// frame again.
func (g *generator) reenter(inner *Frame) {
	g.ev.frame = inner
	for fr := inner; fr != g.fr; fr = fr.back {
		g.ev.th.Depth++
	}
	depth := g.ev.th.Depth
	for fr := inner; fr != g.fr; fr = fr.back {
		fr.depth, fr.top = depth, g.ev.top
		depth--
	}
}

// close ends the generator by raising GeneratorExit in it.
func (g *generator) close() error {
	if g.state == fresh || g.state == finished {
		g.state = finished
		return nil
	}
	_, ok, err := g.step(nil, object.NewError(object.GeneratorExit, ""))
	switch {
	case ok:
		return object.RuntimeErrorf("%s ignored GeneratorExit", g.kind)
	case err != nil && !object.IsError(err, object.GeneratorExit) && !object.IsError(err, object.StopIteration):
		return err
	}
	return nil
}

// abandon is told, on any goroutine, that user code has lost the generator.
func (g *generator) abandon() {
	if g.state != suspended {
		return
	}
	g.ev.abandonedMu.Lock()
	g.ev.abandoned = append(g.ev.abandoned, g)
	g.ev.abandonedMu.Unlock()
}

// reap closes lost generators, so that their cleanup runs and their coroutines end.
func (ev *Evaluator) reap() {
	ev.abandonedMu.Lock()
	lost := ev.abandoned
	ev.abandoned = nil
	ev.abandonedMu.Unlock()
	for _, g := range lost {
		// As in Python, an error of the cleanup has nobody to go to.
		_ = g.close()
	}
}

// Next resumes the generator.
func (g *Generator) Next(*object.Thread) (object.Value, bool, error) { return g.step(nil, nil) }

// StopValue is what the generator returned.
func (g *Generator) StopValue() object.Value { return g.result }

// send is the method send.
func (g *Generator) send(v object.Value) (object.Value, bool, error) {
	if g.state == fresh && v != nil {
		return nil, false, object.TypeErrorf("can't send non-None value to a just-started generator")
	}
	return g.step(v, nil)
}

// throw is the method throw.
func (g *Generator) throw(err error) (object.Value, bool, error) { return g.step(nil, err) }
