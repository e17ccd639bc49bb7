package std

import (
	"fmt"
	"slices"
	"strings"

	"kerash/interp/object"
)

func warningsModule() *object.Module {
	return &object.Module{Name: "warnings", Doc: "Warnings, written to stderr.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("warn(message, category=None, stacklevel=1, source=None)", "Warns, once for each text and place.", warn),
			object.Fun("simplefilter(action, category=None, lineno=0, append=False)", "Says what happens with warnings of a class: 'ignore', 'error', 'always', 'default' or 'once'.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return addFilter(th, a, "")
			}),
			object.Fun("filterwarnings(action, message='', category=None, module='', lineno=0, append=False)", "Says what happens with warnings of a class that begin with a text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return addFilter(th, a, a.Str("message"))
			}),
			object.Fun("resetwarnings()", "Forgets all filters.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				warningsOf(th).filters = nil
				return nil, nil
			}),
			object.Fun("catch_warnings(*, record=False, module=None, action=None, category=None)", "Restores the filters at the end of a with statement; with record, collects the warnings in a list.", catchWarnings),
		}
	}}
}

// warningState is what a session knows of warnings.
type warningState struct {
	filters []warningFilter
	seen    map[string]bool
	// record collects warnings instead of writing them.
	record *object.List
}

type warningFilter struct {
	action, message string
	category        *object.Class
}

func warningsOf(th *object.Thread) *warningState {
	return object.Get(th, func() *warningState { return &warningState{seen: map[string]bool{}} })
}

func addFilter(th *object.Thread, a *object.Bound, message string) (object.Value, error) {
	f := warningFilter{action: a.Str("action"), message: message, category: object.Warning}
	switch f.action {
	case "error", "ignore", "always", "default", "module", "once":
	default:
		return nil, object.Errorf(object.AssertionError, "invalid action: %s", object.StrRepr(f.action))
	}
	if c, ok := a.Value("category").(*object.Class); ok {
		f.category = c
	}
	st := warningsOf(th)
	if a.Bool("append") {
		st.filters = append(st.filters, f)
	} else {
		st.filters = append([]warningFilter{f}, st.filters...)
	}
	return nil, nil
}

// action finds what to do with a warning.
func (st *warningState) action(c *object.Class, text string) string {
	for _, f := range st.filters {
		if c.IsSubclass(f.category) && (f.message == "" || strings.HasPrefix(strings.ToLower(text), strings.ToLower(strings.TrimPrefix(f.message, ".*")))) {
			return f.action
		}
	}
	return "default"
}

var warningRecordClass = &object.Class{Name: "WarningMessage", Module: "warnings", Doc: "A recorded warning.", Final: true}

func warn(th *object.Thread, a *object.Bound) (object.Value, error) {
	cls := object.UserWarning
	msg := a.Value("message")
	e, isExc := msg.(*object.Exception)
	if isExc {
		cls = e.Class
	} else if v := a.Value("category"); v != nil {
		c, ok := v.(*object.Class)
		if !ok || !c.IsSubclass(object.Warning) {
			return nil, object.TypeErrorf("category must be a Warning subclass, not '%s'", object.TypeName(v))
		}
		cls = c
	}
	text, err := object.Str(th, msg)
	if err != nil {
		return nil, err
	}
	if !isExc {
		e = object.NewException(cls, msg)
	}
	return nil, issue(th, cls, text, e)
}

// issue deals with a warning as the filters say.
func issue(th *object.Thread, cls *object.Class, text string, e *object.Exception) error {
	st := warningsOf(th)
	file, line := "", 0
	if th.Caller != nil {
		file, line = th.Caller()
	}
	switch action := st.action(cls, text); {
	case action == "ignore":
		return nil
	case action == "error":
		return &object.Raised{Exc: e}
	case action != "always":
		key := fmt.Sprint(cls.Name, text, file, line)
		if action == "once" {
			key = cls.Name + text
		}
		if st.seen[key] && st.record == nil {
			return nil
		}
		st.seen[key] = true
	}
	if st.record != nil {
		st.record.Elems = append(st.record.Elems, &object.Instance{Class: warningRecordClass, Attrs: namespaceOf(
			"message", e, "category", cls, "filename", file, "lineno", line)})
		return nil
	}
	_, err := fmt.Fprintf(hostOf(th).Stderr, "%s:%d: %s: %s\n", file, line, cls.Name, text)
	return err
}

// WatchesWarnings reports whether the program looks at warnings: it records them
// or makes errors of some.
func WatchesWarnings(th *object.Thread) bool {
	st, ok := object.Have[warningState](th)
	return ok && (st.record != nil || slices.ContainsFunc(st.filters, func(f warningFilter) bool { return f.action == "error" }))
}

// Warn issues a warning of a class; it throws where the filters make it an
// error.
func Warn(th *object.Thread, cls *object.Class, text string) {
	if err := issue(th, cls, text, object.NewException(cls, text)); err != nil {
		object.Throw(err)
	}
}

func catchWarnings(th *object.Thread, a *object.Bound) (object.Value, error) {
	st := warningsOf(th)
	var saved warningState
	return &manager{
		enter: func(th *object.Thread) (object.Value, error) {
			saved = *st
			if a.Has("action") {
				c, ok := a.Value("category").(*object.Class)
				if !ok {
					c = object.Warning
				}
				st.filters = append([]warningFilter{{action: a.Str("action"), category: c}}, st.filters...)
			}
			if !a.Bool("record") {
				return nil, nil
			}
			st.record = object.NewList()
			return st.record, nil
		},
		exit: func(th *object.Thread, exc *object.Exception) (bool, error) {
			st.filters, st.record = saved.filters, saved.record
			return false, nil
		},
	}, nil
}
