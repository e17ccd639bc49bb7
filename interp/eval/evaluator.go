package eval

import (
	"math"
	"sync"

	"github.com/expr-lang/expr/vm"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// Evaluator runs code on one thread.
type Evaluator struct {
	th       *object.Thread
	builtins *object.Namespace
	// Show is handed the value of each bare expression at the top level that
	// is not silenced by `;`. Nil shows nothing, as in a .py file.
	Show func(v object.Value) error
	// Magic runs a line that is meant for the shell. Nil refuses them.
	Magic func(m *syntax.Magic, src *syntax.Source) error
	// ImportHint advises on an undefined name that a module could be bound to.
	ImportHint func(name string) string
	// Missing gives a meaning to a name that is neither a variable nor a
	// builtin; the variable is then bound.
	Missing func(name string) (object.Value, bool)

	// frame is the running frame.
	frame *Frame
	// frames are reused by calls of the same depth; top of them are in use.
	frames []*Frame
	top    int
	// machines are the idle virtual machines.
	machines []*vm.VM
	// handling is the exception whose handler runs, the default of `raise`.
	handling *object.Exception

	hosts hosts
	// made is the tensor that was just made; see note.
	made object.Sole
	// text is the string that `+=` extends last.
	text grownText

	// abandoned are generators that user code lost before their end.
	abandonedMu sync.Mutex
	abandoned   []*generator
}

// New makes the evaluator of a thread. builtins are the names that are found
// after a module's own.
func New(th *object.Thread, builtins *object.Namespace) *Evaluator {
	ev := &Evaluator{th: th, builtins: builtins}
	ev.hosts.init(ev)
	th.Caller = ev.caller
	th.Handling = func() *object.Exception { return ev.handling }
	th.Park = ev.park
	return ev
}

// park takes the state of the running code away, so that the code of another
// thread can run, and gives the function that puts it back.
func (ev *Evaluator) park() (resume func()) {
	frame, frames, top, handling := ev.frame, ev.frames, ev.top, ev.handling
	ev.frame, ev.frames, ev.top, ev.handling = nil, nil, 0, nil
	return func() { ev.frame, ev.frames, ev.top, ev.handling = frame, frames, top, handling }
}

// Run runs a resolved module with globals as its variables.
func (ev *Evaluator) Run(m *syntax.Module, globals *object.Namespace) error {
	c := &code{ev: ev, src: m.Source, scope: m.Scope, name: "<module>", top: true}
	fr := &Frame{ev: ev, globals: globals, locals: globals}
	if err := ev.enter(fr, c); err != nil {
		return err
	}
	defer ev.leave(fr)
	if doc, ok := docstring(m.Body); ok && m.Mode != syntax.ModePrompt {
		globals.Set("__doc__", doc)
	}
	l := c.lowerer()
	for _, s := range m.Body {
		b := l.block([]syntax.Stmt{s})
		if _, err := b.exec(fr); err != nil {
			return err
		}
		ev.reap()
		ev.tidy()
	}
	return nil
}

// docstring is the text that a body begins with.
func docstring(body []syntax.Stmt) (string, bool) {
	if len(body) == 0 {
		return "", false
	}
	x, ok := body[0].(*syntax.ExprStmt)
	if !ok {
		return "", false
	}
	c, ok := x.Value.(*syntax.Constant)
	if !ok {
		return "", false
	}
	s, ok := c.Value.(string)
	return s, ok
}

// Eval computes an expression that was parsed and resolved as the only
// statement of m.
func (ev *Evaluator) Eval(m *syntax.Module, e syntax.Expr, globals *object.Namespace) (object.Value, error) {
	c := &code{ev: ev, src: m.Source, scope: m.Scope, name: "<module>"}
	fr := &Frame{ev: ev, globals: globals, locals: globals}
	if err := ev.enter(fr, c); err != nil {
		return nil, err
	}
	defer ev.leave(fr)
	return c.lowerer().expr(e).eval(fr)
}

// Reset brings the evaluator back to its outermost state after a panic that
// passed through it.
func (ev *Evaluator) Reset() {
	for ev.top > 0 {
		ev.top--
		ev.frames[ev.top].clear()
	}
	ev.frame, ev.handling, ev.th.Depth = nil, nil, 0
}

// machine takes an idle virtual machine.
func (ev *Evaluator) machine() *vm.VM {
	if n := len(ev.machines); n > 0 {
		m := ev.machines[n-1]
		ev.machines = ev.machines[:n-1]
		return m
	}
	return &vm.VM{Stack: make([]any, 0, 16), MemoryBudget: math.MaxInt}
}

// idle gives a machine back. Its stack keeps values until later programs
// overwrite them or tidy drops them.
func (ev *Evaluator) idle(m *vm.VM) { ev.machines = append(ev.machines, m) }

// tidy drops the values that idle machines and frames, and the text last
// extended, still hold.
func (ev *Evaluator) tidy() {
	ev.text.buf = nil
	for _, m := range ev.machines {
		clear(m.Stack[:cap(m.Stack)])
		clear(m.Variables)
	}
	for _, fr := range ev.frames[ev.top:] {
		fr.clear()
	}
}

// caller gives the place of the running statement.
func (ev *Evaluator) caller() (file string, line int) {
	fr := ev.frame
	if fr == nil {
		return "", 0
	}
	line, _ = fr.code.src.Position(fr.at.Start)
	return fr.code.src.Name, line
}
