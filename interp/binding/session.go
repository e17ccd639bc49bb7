package binding

import (
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// session is what the packages of this room keep for a thread.
type session struct {
	state    *model.State
	contexts []*model.Context
}

func sessionOf(th *object.Thread) *session {
	return object.Get(th, func() *session {
		st := model.NewState(tensor.NewScope(th.Context()))
		st.NoFiles = th.Safe
		st.FunctionOf = func(code string, defaults, closure any) (model.Callable, error) {
			return functionOf(th, code, defaults, closure)
		}
		st.OpFunction = func(symbol string) *model.OpFunction {
			return object.Get(th, func() *Catalog { return new(Catalog) }).find(th, symbol)
		}
		st.Foreign = func(x any) (text, class string) {
			v := FromNeutral(x)
			return object.Must(object.Str(th, v)), object.Must(object.Repr(th, object.TypeOf(v)))
		}
		return &session{state: st}
	})
}

// State is the thread's model state; it is made at first use.
func State(th *object.Thread) *model.State {
	st := sessionOf(th).state
	st.Scope.Ctx = th.Context()
	return st
}

// Scope is where the thread's ops run.
func Scope(th *object.Thread) *tensor.Scope {
	if s := sessionOf(th); len(s.contexts) > 0 {
		return s.contexts[len(s.contexts)-1].Scope
	}
	return State(th).Scope
}

// Context is the context of the innermost layer call, name scope or the like
// that user code runs in; outside of any, a fresh one.
func Context(th *object.Thread) *model.Context {
	if s := sessionOf(th); len(s.contexts) > 0 {
		return s.contexts[len(s.contexts)-1]
	}
	return State(th).NewContext()
}

// Enter makes c the context of the code that runs until Leave.
func Enter(th *object.Thread, c *model.Context) {
	s := sessionOf(th)
	s.contexts = append(s.contexts, c)
}

// Leave undoes the last Enter.
func Leave(th *object.Thread) {
	s := sessionOf(th)
	s.contexts = s.contexts[:len(s.contexts)-1]
}

// Within runs f, which runs user code, in the context c: a layer called there
// takes its training mode and name scope from c.
func Within(th *object.Thread, c *model.Context, f func()) {
	Enter(th, c)
	defer Leave(th)
	f()
}
