package std

import (
	"fmt"
	"slices"
	"time"

	"kerash/interp/object"
)

// asyncTimeout is asyncio.timeout.
type asyncTimeout struct {
	limit   time.Duration
	task    *asyncTask
	timer   *handle
	expired bool
}

var asyncTimeoutClass = &object.Class{Name: "Timeout", Module: "asyncio.timeouts", Doc: "Ends what takes longer than a time.", Final: true, Members: func() []object.Member {
	return []object.Member{
		method("__aenter__(self)", "Begins to count.", func(th *object.Thread, t *asyncTimeout, a *object.Bound) (object.Value, error) {
			return awaiting(func(th *object.Thread) (*asyncFuture, error) { return nil, t.begin(th) },
				func(*object.Thread, *asyncFuture, error) (object.Value, error) { return t, nil }), nil
		}),
		method("__aexit__(self, exc_type, exc, tb)", "Makes a TimeoutError of its own cancellation.", func(th *object.Thread, t *asyncTimeout, a *object.Bound) (object.Value, error) {
			e, _ := a.Value("exc").(*object.Exception)
			return awaiting(func(*object.Thread) (*asyncFuture, error) { return nil, nil }, func(*object.Thread, *asyncFuture, error) (object.Value, error) {
				if t.timer != nil {
					t.timer.cancelled = true
				}
				if t.expired && e != nil && e.Class.IsSubclass(asyncCancelled) {
					t.task.cancelling--
					r := object.NewError(object.TimeoutError, "")
					r.Exc.Cause = e
					return nil, r
				}
				return nil, nil
			}), nil
		}),
		method("expired(self)", "Whether the time was over.", func(th *object.Thread, t *asyncTimeout, a *object.Bound) (object.Value, error) { return t.expired, nil }),
	}
}}

// PyClass is Timeout.
func (*asyncTimeout) PyClass() *object.Class { return asyncTimeoutClass }

func (t *asyncTimeout) begin(th *object.Thread) error {
	l, err := runningLoop(th)
	if err != nil {
		return err
	}
	if t.task = l.current; t.task == nil {
		return object.RuntimeErrorf("Timeout should be used inside a task")
	}
	if t.limit >= 0 {
		t.timer = l.later(t.limit, func(*object.Thread) error {
			t.expired = true
			t.task.cancel(nil)
			return nil
		})
	}
	return nil
}

// taskGroup is asyncio.TaskGroup.
type taskGroup struct {
	parent  *asyncTask
	tasks   []*asyncTask
	errors  []*object.Exception
	aborted bool
	end     *asyncFuture
}

var taskGroupClass = &object.Class{Name: "TaskGroup", Module: "asyncio.taskgroups", Doc: "Tasks that end together.", Signature: "TaskGroup()"}

// ended notes the end of a task; an error ends the others.
func (g *taskGroup) ended(t *asyncTask) {
	g.tasks = slices.DeleteFunc(g.tasks, func(x *asyncTask) bool { return x == t })
	if t.state == finishedState && t.err != nil {
		g.errors = append(g.errors, object.AsRaised(t.err).Exc)
		if !g.aborted {
			g.abort()
			if g.end == nil {
				g.parent.cancel(nil)
			}
		}
	}
	if g.end != nil && len(g.tasks) == 0 && !g.end.done() {
		g.end.settle(nil, nil)
	}
}

func (g *taskGroup) abort() {
	g.aborted = true
	for _, t := range g.tasks {
		t.cancel(nil)
	}
}

// leave waits for the tasks and raises what they raised.
func (g *taskGroup) leave(exc *object.Exception) *goCoroutine {
	return awaiting(func(th *object.Thread) (*asyncFuture, error) {
		if exc != nil && !g.aborted {
			g.abort()
		}
		g.end = newAsyncFuture(g.parent.loop)
		if len(g.tasks) == 0 {
			g.end.settle(nil, nil)
		}
		return g.end, nil
	}, func(th *object.Thread, _ *asyncFuture, thrown error) (object.Value, error) {
		if thrown != nil && len(g.errors) == 0 {
			g.abort()
			return nil, thrown
		}
		if exc != nil && !exc.Class.IsSubclass(asyncCancelled) {
			g.errors = append(g.errors, exc)
		}
		if len(g.errors) > 0 {
			if g.parent.cancelling > 0 {
				g.parent.cancelling--
			}
			return nil, &object.Raised{Exc: object.NewGroup("unhandled errors in a TaskGroup", g.errors)}
		}
		return nil, nil
	})
}

func init() {
	withNative(taskGroupClass, func() any { return &taskGroup{} }, nil)
	taskGroupClass.Members = func() []object.Member {
		return []object.Member{
			method("__aenter__(self)", "Begins the group.", func(th *object.Thread, g *taskGroup, a *object.Bound) (object.Value, error) {
				self := a.Self()
				return awaiting(func(th *object.Thread) (*asyncFuture, error) {
					l, err := runningLoop(th)
					if err == nil {
						g.parent = l.current
					}
					return nil, err
				}, func(*object.Thread, *asyncFuture, error) (object.Value, error) { return self, nil }), nil
			}),
			method("__aexit__(self, exc_type, exc, tb)", "Waits for the tasks.", func(th *object.Thread, g *taskGroup, a *object.Bound) (object.Value, error) {
				e, _ := a.Value("exc").(*object.Exception)
				return g.leave(e), nil
			}),
			method("create_task(self, coro, *, name=None, context=None)", "A task of the group.", func(th *object.Thread, g *taskGroup, a *object.Bound) (object.Value, error) {
				if g.parent == nil {
					return nil, object.RuntimeErrorf("TaskGroup %s has not been entered", fmt.Sprint(object.TypeName(a.Self())))
				}
				t, err := newTask(th, g.parent.loop, a.Value("coro"), a.StrOr("name", ""))
				if err != nil {
					return nil, err
				}
				g.tasks = append(g.tasks, t)
				t.whenDone(asyncCallback{do: func(*object.Thread) error { g.ended(t); return nil }})
				return t, nil
			}),
		}
	}
}
