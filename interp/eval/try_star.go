package eval

import (
	"kerash/interp/object"
)

// divide is what except* clauses do with an exception: each takes the part of
// the group that is of its classes. What no clause takes, and what clauses
// raise, is raised at the end.
func (s *tryStmt) divide(fr *Frame, exc *object.Exception, cause error) error {
	ev := fr.ev
	whole := exc
	if !exc.IsGroup() {
		whole = object.NewGroup("", []*object.Exception{exc})
	}
	rest := whole
	var raised, again []*object.Exception
	for i := range s.handlers {
		if rest == nil {
			break
		}
		h := &s.handlers[i]
		matches, err := h.condition(fr)
		if err != nil {
			return err
		}
		match, left, err := rest.Split(ev.th, matches)
		if err != nil {
			return fr.fail(err, h.at)
		}
		if match == nil {
			continue
		}
		rest = left
		ev.handling = match
		fr.traced = nil
		_, err = h.run(fr, match)
		ev.handling = exc
		switch {
		case err == nil:
			caught(fr, match)
		case object.AsRaised(err).Exc == match:
			again = append(again, match)
		default:
			raised = append(raised, object.AsRaised(err).Exc)
		}
	}
	return s.remainder(fr, exc, whole, rest, raised, again, cause)
}

// remainder is the error that is left when all clauses have run.
func (s *tryStmt) remainder(fr *Frame, exc, whole, rest *object.Exception, raised, again []*object.Exception, cause error) error {
	if rest == whole {
		return cause
	}
	if rest != nil {
		again = append(again, rest)
	}
	if whole != exc {
		switch {
		case len(raised) > 0:
			return &object.Raised{Exc: raised[0]}
		case len(again) > 0:
			return &object.Raised{Exc: again[0]}
		}
		return nil
	}
	if len(again) > 0 {
		part, err := exc.Rejoin(fr.ev.th, again)
		if err != nil {
			return err
		}
		if len(raised) == 0 {
			return &object.Raised{Exc: part}
		}
		raised = append(raised, part)
	}
	switch len(raised) {
	case 0:
		return nil
	case 1:
		return &object.Raised{Exc: raised[0]}
	}
	return &object.Raised{Exc: object.NewGroup("", raised)}
}

// condition tells which exceptions an except* clause is for.
func (h *handler) condition(fr *Frame) (func(*object.Exception) (bool, error), error) {
	v, err := h.class.eval(fr)
	if err != nil {
		return nil, err
	}
	classes := []object.Value{v}
	if t, ok := v.(*object.Tuple); ok {
		classes = t.Elems
	}
	for _, v := range classes {
		c, ok := v.(*object.Class)
		if !ok || !c.IsSubclass(object.BaseException) {
			return nil, fr.fail(object.TypeErrorf("catching classes that do not inherit from BaseException is not allowed"), h.at)
		}
		if c.IsSubclass(object.BaseExceptionGroup) {
			return nil, fr.fail(object.TypeErrorf("catching ExceptionGroup with except* is not allowed. Use except instead."), h.at)
		}
	}
	return func(e *object.Exception) (bool, error) {
		for _, c := range classes {
			if e.Class.IsSubclass(c.(*object.Class)) {
				return true, nil
			}
		}
		return false, nil
	}, nil
}
