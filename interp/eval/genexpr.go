package eval

import "kerash/interp/object"

// genExpr is a generator expression. It needs no coroutine: between two values
// all of its state is the iterators of its clauses.
type genExpr struct {
	c     *comprehension
	fr    *Frame
	iters []object.Iterator
	state generatorState
}

func newGenExpr(c *comprehension, outer *Frame, it object.Iterator) *genExpr {
	c.lower()
	ev := outer.ev
	fr := &Frame{ev: ev, free: outer.capture(c.code.scope), globals: outer.globals, locals: outer.locals, code: c.code}
	fr.slots = make([]object.Value, len(c.code.scope.Locals))
	fr.unset(0)
	return &genExpr{c: c, fr: fr, iters: []object.Iterator{it}}
}

// PyClass is generator.
func (g *genExpr) PyClass() *object.Class { return object.GeneratorClass }

// Next computes the next value.
func (g *genExpr) Next(th *object.Thread) (object.Value, bool, error) {
	switch g.state {
	case finished:
		return nil, false, nil
	case running:
		return nil, false, object.ValueErrorf("generator already executing")
	}
	ev := g.fr.ev
	if err := ev.enter(g.fr, g.c.code); err != nil {
		return nil, false, err
	}
	g.state = running
	v, ok, err := g.advance(th)
	ev.leave(g.fr)
	g.state = suspended
	if !ok {
		g.end()
	}
	if err != nil && object.IsError(err, object.StopIteration) {
		r := object.RuntimeErrorf("generator raised StopIteration")
		r.Exc.Cause, r.Exc.Trace = object.AsRaised(err).Exc, object.AsRaised(err).Exc.Trace
		err = r
	}
	return v, ok, err
}

func (g *genExpr) end() {
	g.state = finished
	g.iters, g.fr.slots, g.fr.free = nil, nil, nil
}

// advance takes the innermost iterator to a value that passes, going outwards
// when one is at its end.
func (g *genExpr) advance(th *object.Thread) (object.Value, bool, error) {
	fr := g.fr
	for len(g.iters) > 0 {
		i := len(g.iters) - 1
		v := g.c.levels[i]
		x, ok, err := g.iters[i].Next(th)
		if err != nil {
			return nil, false, fr.fail(err, v.where)
		}
		if !ok {
			g.iters = g.iters[:i]
			continue
		}
		if th.Cancelled() {
			return nil, false, fr.fail(th.Check(), g.c.at)
		}
		if err := v.target.set(fr, x); err != nil {
			return nil, false, err
		}
		if ok, err = v.passes(fr); err != nil {
			return nil, false, err
		}
		if !ok {
			continue
		}
		if i == len(g.c.levels)-1 {
			x, err := g.c.values[0].eval(fr)
			return x, err == nil, err
		}
		it, err := g.c.levels[i+1].iterate(fr)
		if err != nil {
			return nil, false, err
		}
		g.iters = append(g.iters, it)
	}
	return nil, false, nil
}

// StopValue is None: a generator expression returns nothing.
func (g *genExpr) StopValue() object.Value { return nil }

func (g *genExpr) send(v object.Value) (object.Value, bool, error) {
	if g.state == fresh && v != nil {
		return nil, false, object.TypeErrorf("can't send non-None value to a just-started generator")
	}
	return g.Next(g.fr.ev.th)
}

func (g *genExpr) throw(err error) (object.Value, bool, error) {
	if g.state != finished {
		g.end()
	}
	return nil, false, err
}

func (g *genExpr) close() error {
	g.end()
	return nil
}
