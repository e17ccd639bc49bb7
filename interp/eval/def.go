package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// decorators are applied to what a def or class statement made.
type decorators struct {
	exprs  []expr
	places []syntax.Span
}

func (l *lowerer) decorators(list []syntax.Expr) decorators {
	var d decorators
	for _, e := range list {
		d.exprs = append(d.exprs, l.expr(e))
		d.places = append(d.places, e.Span())
	}
	return d
}

// values computes the decorators, before the definition is.
func (d *decorators) values(fr *Frame) ([]object.Value, error) {
	if len(d.exprs) == 0 {
		return nil, nil
	}
	vals := make([]object.Value, len(d.exprs))
	for i, e := range d.exprs {
		v, err := e.eval(fr)
		if err != nil {
			return nil, err
		}
		vals[i] = v
	}
	return vals, nil
}

// apply calls the decorators, the last one first.
func (d *decorators) apply(fr *Frame, vals []object.Value, v object.Value) (object.Value, error) {
	for i := len(vals) - 1; i >= 0; i-- {
		r, err := object.CallFn(fr.ev.th, vals[i], v)
		if err != nil {
			return nil, fr.fail(err, d.places[i])
		}
		v = r
	}
	return v, nil
}

type defStmt struct {
	code       *funcCode
	defaults   []expr
	decorators decorators
	name       variable
}

func (l *lowerer) def(s *syntax.FunctionDef) stmt {
	c := newFuncCode(l.ev, l.src, s.Scope, s.Params)
	c.name, c.body, c.returns, c.where = s.Name, s.Body, s.Returns, s.Where
	if s.HasDoc {
		c.doc = s.Doc
	}
	return &defStmt{c, l.defaults(s.Params), l.decorators(s.Decorators), l.variable(s.Target)}
}

func (s *defStmt) exec(fr *Frame) (flow, error) {
	ds, err := s.decorators.values(fr)
	if err != nil {
		return onward, err
	}
	f, err := fr.function(s.code, s.defaults)
	if err != nil {
		return onward, err
	}
	v, err := s.decorators.apply(fr, ds, f)
	if err != nil {
		return onward, err
	}
	return onward, s.name.set(fr, v)
}
