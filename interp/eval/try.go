package eval

import (
	"context"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

type tryStmt struct {
	body     block
	handlers []handler
	orelse   block
	final    *block
	// star marks clauses that are except*.
	star bool
}

// handler is one except clause.
type handler struct {
	// class is nil for a bare except.
	class expr
	at    syntax.Span
	name  variable // or nil
	body  block
}

func (l *lowerer) try(s *syntax.Try) stmt {
	t := &tryStmt{body: l.block(s.Body), orelse: l.block(s.Orelse), star: s.Star}
	for _, h := range s.Handlers {
		x := handler{class: l.exprOrNil(h.Type), at: h.Where, body: l.block(h.Body)}
		if h.Type != nil {
			x.at = h.Type.Span()
		}
		if h.Target != nil {
			x.name = l.variable(h.Target)
		}
		t.handlers = append(t.handlers, x)
	}
	if len(s.Final) > 0 {
		b := l.block(s.Final)
		t.final = &b
	}
	return t
}

func (s *tryStmt) exec(fr *Frame) (flow, error) {
	f, err := s.protected(fr)
	if s.final == nil {
		return f, err
	}
	ev := fr.ev
	result, outer := fr.result, ev.handling
	if err != nil {
		ev.handling = object.AsRaised(err).Exc
	}
	ff, ferr := s.final.exec(fr)
	ev.handling = outer
	if ferr != nil {
		return onward, ferr
	}
	if ff != onward {
		// return, break or continue in finally drops the exception.
		return ff, nil
	}
	fr.result = result
	return f, err
}

// protected runs the body with its handlers.
func (s *tryStmt) protected(fr *Frame) (flow, error) {
	f, err := s.body.exec(fr)
	if err == nil {
		if f != onward {
			return f, nil
		}
		return s.orelse.exec(fr)
	}
	if len(s.handlers) == 0 {
		return onward, err
	}
	exc := object.AsRaised(err).Exc
	ev := fr.ev
	outer := ev.handling
	ev.handling = exc
	defer func() { ev.handling = outer }()
	if s.star {
		return onward, s.divide(fr, exc, err)
	}
	for i := range s.handlers {
		h := &s.handlers[i]
		ok, err := h.matches(fr, exc)
		if err != nil {
			return onward, err
		}
		if ok {
			caught(fr, exc)
			return h.run(fr, exc)
		}
	}
	return onward, err
}

// caught notes that user code has dealt with an exception. An interrupt is
// over then.
func caught(fr *Frame, exc *object.Exception) {
	if exc.Class.IsSubclass(object.KeyboardInterrupt) {
		fr.ev.th.SetContext(context.WithoutCancel(fr.ev.th.Context()))
	}
}

// matches reports whether the clause is for the exception.
func (h *handler) matches(fr *Frame, exc *object.Exception) (bool, error) {
	if h.class == nil {
		return true, nil
	}
	v, err := h.class.eval(fr)
	if err != nil {
		return false, err
	}
	classes := []object.Value{v}
	if t, ok := v.(*object.Tuple); ok {
		classes = t.Elems
	}
	found := false
	for _, v := range classes {
		c, ok := v.(*object.Class)
		if !ok || !c.IsSubclass(object.BaseException) {
			return false, fr.fail(object.TypeErrorf("catching classes that do not inherit from BaseException is not allowed"), h.at)
		}
		found = found || exc.Class.IsSubclass(c)
	}
	return found, nil
}

func (h *handler) run(fr *Frame, exc *object.Exception) (flow, error) {
	if h.name == nil {
		return h.body.exec(fr)
	}
	if err := h.name.set(fr, exc); err != nil {
		return onward, err
	}
	f, err := h.body.exec(fr)
	// The name is unbound afterwards, if the body has not done so.
	if _, missing := h.name.(direct).find(fr); missing == nil {
		if derr := h.name.del(fr); derr != nil && err == nil {
			err = derr
		}
	}
	return f, err
}

// raiseStmt is raise exc from cause.
type raiseStmt struct {
	exc, cause expr
	at         syntax.Span
}

func (s *raiseStmt) exec(fr *Frame) (flow, error) {
	if s.exc == nil {
		e := fr.ev.handling
		if e == nil {
			return onward, fr.fail(object.RuntimeErrorf("No active exception to reraise"), s.at)
		}
		return onward, fr.fail(&object.Raised{Exc: e}, s.at)
	}
	v, err := s.exc.eval(fr)
	if err != nil {
		return onward, err
	}
	e, err := exception(fr, v, "exceptions must derive from BaseException")
	if err != nil {
		return onward, fr.fail(err, s.at)
	}
	if s.cause != nil {
		c, err := s.cause.eval(fr)
		if err != nil {
			return onward, err
		}
		e.SuppressContext = true
		e.Cause = nil
		if c != nil {
			if e.Cause, err = exception(fr, c, "exception causes must derive from BaseException"); err != nil {
				return onward, fr.fail(err, s.at)
			}
		}
	}
	chain(e, fr.ev.handling)
	return onward, fr.fail(&object.Raised{Exc: e}, s.at)
}

// exception makes the exception that raise was given: an exception, or a class
// to be called.
func exception(fr *Frame, v object.Value, refusal string) (*object.Exception, error) {
	if c, ok := v.(*object.Class); ok && c.IsSubclass(object.BaseException) {
		made, err := object.CallFn(fr.ev.th, c)
		if err != nil {
			return nil, err
		}
		if _, ok := made.(*object.Exception); !ok {
			return nil, object.TypeErrorf("calling %s should have returned an instance of BaseException, not %s", c.FullName(), object.TypeOf(made).FullName())
		}
		v = made
	}
	e, ok := v.(*object.Exception)
	if !ok {
		return nil, object.TypeErrorf("%s", refusal)
	}
	return e, nil
}
