package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// Cell is a variable that a function shares with those inside it.
type Cell struct{ v object.Value }

// Frame is one activation of a function, module, class body or comprehension.
type Frame struct {
	ev   *Evaluator
	code *code
	// slots are the local variables; one that inner functions share holds a
	// *Cell. An unbound variable is object.Unset.
	slots []object.Value
	// free are the cells of the enclosing functions, as the scope lists them.
	free []*Cell
	// globals are the variables of the module.
	globals *object.Namespace
	// locals are the names of a class body, or the globals at the top level.
	locals *object.Namespace
	back   *Frame
	// at is the running statement.
	at syntax.Span
	// result is what `return` gave.
	result object.Value
	// gen is the generator whose body the frame runs.
	gen *generator
	// traced is the exception that has an entry for this frame already.
	traced *object.Exception
	// top and depth restore the evaluator when a panic skipped calls.
	top, depth int
	room       []object.Value
	// flags are the variables that stand for jumps while the function's control
	// flow is put into a graph.
	flags []object.Value
}

// enter makes a frame the running one. Its variables are the caller's to set.
func (ev *Evaluator) enter(fr *Frame, c *code) error {
	th := ev.th
	if th.Depth >= object.MaxDepth {
		return object.NewError(object.RecursionError, "maximum recursion depth exceeded")
	}
	th.Depth++
	fr.code, fr.back, fr.top, fr.depth = c, ev.frame, ev.top, th.Depth
	fr.at = syntax.Span{}
	ev.frame = fr
	return nil
}

// leave goes back to the frame before.
func (ev *Evaluator) leave(fr *Frame) {
	ev.th.Depth = fr.depth - 1
	ev.frame = fr.back
	fr.back = nil
}

// call enters a frame that is reused by later calls of the same depth, with
// all variables unbound. It must be left by done.
func (ev *Evaluator) call(c *code) (*Frame, error) {
	if ev.top == len(ev.frames) {
		ev.frames = append(ev.frames, &Frame{ev: ev})
	}
	fr := ev.frames[ev.top]
	if err := ev.enter(fr, c); err != nil {
		return nil, err
	}
	ev.top++
	fr.top = ev.top
	n := len(c.scope.Locals)
	if cap(fr.room) < n {
		fr.room = make([]object.Value, max(n, 8))
	}
	fr.slots = fr.room[:n]
	return fr, nil
}

// done leaves a frame made by call.
func (ev *Evaluator) done(fr *Frame) {
	ev.leave(fr)
	ev.top = fr.top - 1
	clear(fr.slots)
	fr.result = nil
}

// clear drops what the frame holds.
func (fr *Frame) clear() {
	clear(fr.slots)
	fr.slots, fr.free, fr.globals, fr.locals = nil, nil, nil, nil
	fr.result, fr.gen, fr.traced, fr.back = nil, nil, nil, nil
}

// unset marks the variables from slot i on as unbound and makes the cells.
func (fr *Frame) unset(i int) {
	for ; i < len(fr.slots); i++ {
		fr.slots[i] = object.Unset
	}
	for _, i := range fr.code.cells {
		fr.slots[i] = &Cell{fr.slots[i]}
	}
}

// restore makes fr the running frame again after a panic that skipped the
// frames above it.
func (fr *Frame) restore() {
	ev := fr.ev
	if ev.frame == fr {
		return
	}
	for ev.top > fr.top {
		ev.top--
		ev.frames[ev.top].clear()
	}
	ev.frame, ev.th.Depth = fr, fr.depth
}

// capture gathers the cells that a function made in the frame needs.
func (fr *Frame) capture(s *syntax.Scope) []*Cell {
	if len(s.Free) == 0 {
		return nil
	}
	cells := make([]*Cell, len(s.Free))
	for i, v := range s.Free {
		if v.FromFree {
			cells[i] = fr.free[v.Index]
		} else {
			cells[i] = fr.slots[v.Index].(*Cell)
		}
	}
	return cells
}

// code is what a scope became: the same for all functions made by one def.
type code struct {
	ev    *Evaluator
	src   *syntax.Source
	scope *syntax.Scope
	// name is the function's name, "<module>" at the top.
	name string
	// cells are the slots that inner functions share.
	cells []int
	// top marks a text whose bare expressions are shown.
	top bool
	// staged is set for code whose control flow may become a part of a graph.
	staged bool
}

func newCode(ev *Evaluator, src *syntax.Source, scope *syntax.Scope) *code {
	c := &code{ev: ev, src: src, scope: scope, name: scope.Name}
	for i, shared := range scope.Cells {
		if shared {
			c.cells = append(c.cells, i)
		}
	}
	return c
}

func (c *code) lowerer() *lowerer { return &lowerer{ev: c.ev, src: c.src, code: c} }
