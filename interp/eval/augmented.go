package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// augAssign prepares target op= value.
func (l *lowerer) augAssign(s *syntax.AugAssign) stmt {
	op := binaryOps[s.Op]
	a := augmented{op: op, value: l.expr(s.Value), at: s.Where}
	switch t := s.Target.(type) {
	case *syntax.Name:
		return &augVariable{a, l.variable(t)}
	case *syntax.Attribute:
		return &augAttr{a, l.expr(t.Value), t.Attr, t.Where}
	case *syntax.Subscript:
		return &augIndex{a, l.expr(t.Value), l.expr(t.Index), t.Where}
	}
	panic("eval: the parser let an invalid target pass")
}

type augmented struct {
	op    object.Op
	value expr
	at    syntax.Span
}

// compute gives what old op= value assigns.
func (a *augmented) compute(fr *Frame, old object.Value) (object.Value, error) {
	v, err := a.value.eval(fr)
	if err != nil {
		return nil, err
	}
	if x, ok := old.(int); ok && a.op == object.Add {
		if y, ok := v.(int); ok {
			if r := x + y; (x^r)&(y^r) >= 0 {
				return r, nil
			}
		}
	}
	if x, ok := old.(string); ok && a.op == object.Add {
		if y, ok := v.(string); ok {
			return fr.ev.text.concat(x, y), nil
		}
	}
	r, err := object.InPlaceOp(fr.ev.th, a.op, old, v)
	if err != nil {
		return nil, fr.fail(err, a.at)
	}
	return r, nil
}

type augVariable struct {
	augmented
	v variable
}

func (s *augVariable) exec(fr *Frame) (flow, error) {
	old, err := s.v.eval(fr)
	if err != nil {
		return onward, err
	}
	r, err := s.compute(fr, old)
	if err != nil {
		return onward, err
	}
	return onward, s.v.set(fr, r)
}

type augAttr struct {
	augmented
	obj   expr
	name  string
	where syntax.Span
}

func (s *augAttr) exec(fr *Frame) (flow, error) {
	th := fr.ev.th
	o, err := s.obj.eval(fr)
	if err != nil {
		return onward, err
	}
	old, err := object.GetAttr(th, o, s.name)
	if err != nil {
		return onward, fr.fail(err, s.where)
	}
	r, err := s.compute(fr, old)
	if err != nil {
		return onward, err
	}
	if err := object.SetAttr(th, o, s.name, r); err != nil {
		return onward, fr.fail(err, s.where)
	}
	return onward, nil
}

type augIndex struct {
	augmented
	obj, index expr
	where      syntax.Span
}

func (s *augIndex) exec(fr *Frame) (flow, error) {
	th := fr.ev.th
	o, err := s.obj.eval(fr)
	if err != nil {
		return onward, err
	}
	i, err := s.index.eval(fr)
	if err != nil {
		return onward, err
	}
	old, err := object.Index(th, o, i)
	if err != nil {
		return onward, fr.fail(err, s.where)
	}
	r, err := s.compute(fr, old)
	if err != nil {
		return onward, err
	}
	if err := object.SetIndex(th, o, i, r); err != nil {
		return onward, fr.fail(err, s.where)
	}
	return onward, nil
}
