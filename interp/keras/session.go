package keras

import (
	"kerash/interp/object"
)

// session is what the module keeps for a thread.
type session struct {
	// attrs holds the attributes that user code set on objects of Go: they have
	// no place of their own for them.
	attrs map[any]*object.Namespace
	// customDict is what get_custom_objects shows; registered has the names of
	// what register_keras_serializable registered.
	customDict *object.Dict
	registered map[object.Value]string
	// scopes are the tables of the custom_object_scope blocks that are open.
	scopes []*object.Dict
	// scoped is how many calls with a custom_objects argument are running.
	scoped int
	// enums are the classes of metricEnums that have been asked for.
	enums map[string]object.Value
	// quiet keeps progress from being shown (disable_interactive_logging).
	quiet bool
	// enqueuers is how many of the classes of enqueuer.go have been made.
	enqueuers int
}

func sessionOf(th *object.Thread) *session {
	return object.Get(th, func() *session { return &session{attrs: map[any]*object.Namespace{}} })
}

func (s *session) get(obj any, name string) (object.Value, bool) {
	if ns := s.attrs[obj]; ns != nil {
		return ns.Get(name)
	}
	return nil, false
}

func (s *session) set(obj any, name string, v object.Value) {
	ns := s.attrs[obj]
	if ns == nil {
		ns = new(object.Namespace)
		s.attrs[obj] = ns
	}
	ns.Set(name, v)
}

func (s *session) delete(obj any, name string) bool {
	ns := s.attrs[obj]
	return ns != nil && ns.Delete(name)
}
