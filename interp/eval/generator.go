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
	ev    *Evaluator
	fn    *Function
	fr    *Frame
	state generatorState
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

// newGenerator makes a generator of a call whose parameters are bound in fr.
func newGenerator(f *Function, fr *Frame) *Generator {
	own := &Frame{ev: fr.ev, slots: append([]object.Value(nil), fr.slots...), free: fr.free, globals: fr.globals, locals: fr.locals}
	g := &generator{ev: fr.ev, fn: f, fr: own}
	own.gen = g
	h := &Generator{g}
	runtime.AddCleanup(h, (*generator).abandon, g)
	return h
}

// step resumes the body with a value or an error to raise. ok is false when
// it has ended; its result is then in g.result.
func (g *generator) step(sent object.Value, thrown error) (v object.Value, ok bool, err error) {
	switch g.state {
	case running:
		return nil, false, object.ValueErrorf("generator already executing")
	case finished:
		g.result = nil
		return nil, false, thrown
	case fresh:
		if thrown != nil {
			g.state = finished
			return nil, false, thrown
		}
		g.next, _ = iter.Pull(g.body)
	}
	ev := g.ev
	if err := ev.enter(g.fr, &g.fn.code.code); err != nil {
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
	g.result, g.err = g.fn.code.run(g.fr)
	if g.err != nil && object.IsError(g.err, object.StopIteration) {
		cause := object.AsRaised(g.err).Exc
		r := object.RuntimeErrorf("generator raised StopIteration")
		r.Exc.Cause, r.Exc.Context, r.Exc.SuppressContext = cause, cause, true
		r.Exc.Trace = cause.Trace
		g.err = r
	}
}

// suspend gives v to whoever resumed the body, and waits.
func (g *generator) suspend(v object.Value) (object.Value, error) {
	if !g.yield(v) {
		return nil, object.NewError(object.GeneratorExit, "")
	}
	return g.sent, g.thrown
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
		return object.RuntimeErrorf("generator ignored GeneratorExit")
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
