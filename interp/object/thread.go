package object

import (
	"context"
	"io"
	"sync/atomic"
)

// Thread is one flow of Python execution: what every protocol function needs
// to run user code. A session has one; it must not be used by two goroutines
// at the same time. Threads of user code share it by turns, see Go.
type Thread struct {
	// Stdout is where print writes.
	Stdout io.Writer
	// Stdin is what input reads; nil means there is none.
	Stdin io.Reader
	// Local holds what packages keep per session, under a key of their own
	// type: the tensor scope, the random state, name counters.
	Local map[any]any
	// Safe forbids access to files and processes.
	Safe bool
	// Import finds a module by its full dotted name. Set by the session.
	Import func(th *Thread, name string) (*Module, error)
	// Exec runs a text with names as its variables; name is shown in errors. Set
	// by the session.
	Exec func(name, text string, names *Namespace) error
	// Absent advises on a name that a module does not have; may be nil.
	Absent func(m *Module, name string) (hint string)
	// Subgraphs tells which loops and branches of functions that are recorded
	// are graphs of their own; may be nil.
	Subgraphs Subgraphs
	// Stager is there while a function is traced whose control flow becomes a
	// part of the graph.
	Stager Stager
	// NewStager makes one for code that AutoGraph converts, or that is traced as
	// it is; may be nil.
	NewStager func(converted bool) Stager
	// Decisions counts the truth values of tensors that were asked for.
	Decisions int
	// Depth is the number of Python calls in progress.
	Depth int
	// Caller gives where the running statement is, for warnings; may be nil.
	Caller func() (file string, line int)
	// Handling gives the exception whose handler runs; may be nil.
	Handling func() *Exception
	// Park takes the state of the running code out of the evaluator, for other
	// code to run, and gives the function that puts it back; may be nil.
	Park func() (resume func())
	// Running is the thread of user code that runs, nil for the main one.
	Running any

	turns     turns
	ctx       context.Context
	cancelled *atomic.Bool
	stop      func() bool
	reprs     []Value
}

// Staged runs f, which traces user code: with its control flow as a part of the
// graph if that is to be converted.
func (th *Thread) Staged(converted bool, f func()) {
	if th.NewStager == nil {
		f()
		return
	}
	saved := th.Stager
	th.Stager = th.NewStager(converted)
	defer func() { th.Stager = saved }()
	f()
}

// Subgraphs makes graphs of loops and branches, nil where they are parts of the
// code around them.
type Subgraphs interface {
	// Loop is the graph of the body of a loop over a value.
	Loop(over Value) Subgraph
	// New is the graph of what a tensor decides about.
	New() Subgraph
}

// Subgraph runs a part of a function as a graph of its own.
type Subgraph func(body func())

// NewThread makes a thread that writes to out.
func NewThread(out io.Writer) *Thread {
	return &Thread{Stdout: out, Local: map[any]any{}, ctx: context.Background(), cancelled: new(atomic.Bool)}
}

// MaxDepth is how deep Python calls may nest.
const MaxDepth = 1000

// tooDeep is the error for calls or containers that are nested too deeply.
func tooDeep(what string) error {
	return NewError(RecursionError, "maximum recursion depth exceeded"+what)
}

// nest counts a step into a container, and refuses too many of them; unnest
// undoes it.
func (th *Thread) nest(what string) error {
	if th == nil {
		return nil
	}
	if th.Depth >= MaxDepth {
		return tooDeep(what)
	}
	th.Depth++
	return nil
}

func (th *Thread) unnest() {
	if th != nil {
		th.Depth--
	}
}

// Context is the context of the running cell; long Go code watches it.
func (th *Thread) Context() context.Context { return th.ctx }

// SetContext makes ctx the one that cancels the thread's code.
func (th *Thread) SetContext(ctx context.Context) {
	if th.stop != nil {
		th.stop()
		th.stop = nil
	}
	th.ctx = ctx
	// A flag of its own for each context: the function of one that was left
	// may still be about to run.
	cancelled := new(atomic.Bool)
	cancelled.Store(ctx.Err() != nil)
	th.cancelled = cancelled
	if ctx.Done() != nil {
		th.stop = context.AfterFunc(ctx, func() { cancelled.Store(true) })
	}
}

// Cancelled reports whether the running code should stop; it is cheap. Other
// threads of user code may run meanwhile.
func (th *Thread) Cancelled() bool {
	if th.turns.expired.Load() {
		th.yield()
	}
	return th.cancelled.Load()
}

// Check gives KeyboardInterrupt when the running code should stop.
func (th *Thread) Check() error {
	if th.cancelled.Load() {
		return NewError(KeyboardInterrupt, "")
	}
	return nil
}

// Get gives the session's value of type T, made by make on first use.
func Get[T any](th *Thread, make func() *T) *T {
	key := localKey[T]{}
	if v, ok := th.Local[key]; ok {
		return v.(*T)
	}
	v := make()
	th.Local[key] = v
	return v
}

// Have gives the session's value of type T, if there is one.
func Have[T any](th *Thread) (*T, bool) {
	v, ok := th.Local[localKey[T]{}].(*T)
	return v, ok
}

// Put sets the session's value of type T.
func Put[T any](th *Thread, v *T) { th.Local[localKey[T]{}] = v }

type localKey[T any] struct{}
