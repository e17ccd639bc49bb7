package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// target is what can stand left of `=` or after del.
type target interface {
	set(fr *Frame, v object.Value) error
	del(fr *Frame) error
}

// target prepares the target of an assignment.
func (l *lowerer) target(e syntax.Expr) target {
	switch e := e.(type) {
	case *syntax.Name:
		return l.variable(e)
	case *syntax.Attribute:
		return &attrTarget{l.expr(e.Value), e.Attr, e.Where}
	case *syntax.Subscript:
		return &indexTarget{l.expr(e.Value), l.expr(e.Index), e.Where}
	case *syntax.Tuple:
		return l.unpacking(e.Elts, e.Where)
	case *syntax.List:
		return l.unpacking(e.Elts, e.Where)
	case *syntax.Starred:
		return l.target(e.Value)
	}
	panic("eval: the parser let an invalid target pass")
}

type attrTarget struct {
	obj  expr
	name string
	at   syntax.Span
}

func (t *attrTarget) set(fr *Frame, v object.Value) error {
	o, err := t.obj.eval(fr)
	if err != nil {
		return err
	}
	if err := object.SetAttr(fr.ev.th, o, t.name, v); err != nil {
		return fr.fail(err, t.at)
	}
	return nil
}

func (t *attrTarget) del(fr *Frame) error {
	o, err := t.obj.eval(fr)
	if err != nil {
		return err
	}
	if err := object.DelAttr(fr.ev.th, o, t.name); err != nil {
		return fr.fail(err, t.at)
	}
	return nil
}

type indexTarget struct {
	obj, index expr
	at         syntax.Span
}

func (t *indexTarget) operands(fr *Frame) (o, i object.Value, err error) {
	if o, err = t.obj.eval(fr); err != nil {
		return nil, nil, err
	}
	i, err = t.index.eval(fr)
	return o, i, err
}

func (t *indexTarget) set(fr *Frame, v object.Value) error {
	o, i, err := t.operands(fr)
	if err != nil {
		return err
	}
	if err := object.SetIndex(fr.ev.th, o, i, v); err != nil {
		return fr.fail(err, t.at)
	}
	return nil
}

func (t *indexTarget) del(fr *Frame) error {
	o, i, err := t.operands(fr)
	if err != nil {
		return err
	}
	if err := object.DelIndex(fr.ev.th, o, i); err != nil {
		return fr.fail(err, t.at)
	}
	return nil
}

// assignStmt is a = b = value.
type assignStmt struct {
	targets []target
	value   expr
}

func (l *lowerer) assign(s *syntax.Assign) stmt {
	if p, ok := l.parallel(s); ok {
		return p
	}
	if y, ok := s.Value.(*syntax.Yield); ok && len(s.Targets) == 1 {
		return l.yieldStmt(y, l.target(s.Targets[0]))
	}
	if g, ok := l.ownTarget(s); ok {
		return &ownStmt{l.expr(s.Value), g}
	}
	a := &assignStmt{value: l.expr(s.Value)}
	for _, t := range s.Targets {
		a.targets = append(a.targets, l.target(t))
	}
	return a
}

func (s *assignStmt) exec(fr *Frame) (flow, error) {
	v, err := s.value.eval(fr)
	if err != nil {
		return onward, err
	}
	for _, t := range s.targets {
		if err := t.set(fr, v); err != nil {
			return onward, err
		}
	}
	return onward, nil
}

// parallelStmt is a, b = x, y with as many values as targets: the tuple in
// between is never made.
type parallelStmt struct {
	targets []target
	values  []expr
}

// maxParallel bounds the values that parallelStmt keeps on its stack.
const maxParallel = 4

// parallel recognises such an assignment.
func (l *lowerer) parallel(s *syntax.Assign) (stmt, bool) {
	if len(s.Targets) != 1 {
		return nil, false
	}
	left, ok := s.Targets[0].(*syntax.Tuple)
	right, ok2 := s.Value.(*syntax.Tuple)
	if !ok || !ok2 || len(left.Elts) != len(right.Elts) || len(left.Elts) > maxParallel {
		return nil, false
	}
	p := &parallelStmt{}
	for i := range left.Elts {
		if isStarred(left.Elts[i]) || isStarred(right.Elts[i]) {
			return nil, false
		}
		p.targets = append(p.targets, l.target(left.Elts[i]))
		p.values = append(p.values, l.expr(right.Elts[i]))
	}
	return p, true
}

func isStarred(e syntax.Expr) bool {
	_, ok := e.(*syntax.Starred)
	return ok
}

func (s *parallelStmt) exec(fr *Frame) (flow, error) {
	var vals [maxParallel]object.Value
	for i, x := range s.values {
		v, err := x.eval(fr)
		if err != nil {
			return onward, err
		}
		vals[i] = v
	}
	for i, t := range s.targets {
		if err := t.set(fr, vals[i]); err != nil {
			return onward, err
		}
	}
	return onward, nil
}

// annAssign prepares target: annotation = value. Annotations of class bodies
// and modules are kept, as dataclasses need them; those of functions are not
// even computed, as in Python.
func (l *lowerer) annAssign(s *syntax.AnnAssign) stmt {
	a := &annStmt{value: l.exprOrNil(s.Value)}
	if s.Value != nil {
		a.target = l.target(s.Target)
	}
	kind := l.code.scope.Kind
	if n, ok := s.Target.(*syntax.Name); ok && (kind == syntax.ClassScope || kind == syntax.ModuleScope) {
		a.name, a.annotation, a.text = n.Ident, l.expr(s.Annotation), l.src.At(s.Annotation.Span())
	}
	return a
}

type annStmt struct {
	target     target
	value      expr
	name, text string
	annotation expr
}

func (s *annStmt) exec(fr *Frame) (flow, error) {
	if s.value != nil {
		v, err := s.value.eval(fr)
		if err != nil {
			return onward, err
		}
		if err := s.target.set(fr, v); err != nil {
			return onward, err
		}
	}
	if s.annotation == nil {
		return onward, nil
	}
	// What the annotation names need not exist in kerash; then its text is kept.
	v := object.Value(s.text)
	if !annotationsAsText(fr.globals) {
		if note, err := s.annotation.eval(fr); err == nil {
			v = note
		}
	}
	notes, ok := fr.locals.Get("__annotations__")
	d, isDict := notes.(*object.Dict)
	if !ok || !isDict {
		d = object.NewDict()
		fr.locals.Set("__annotations__", d)
	}
	d.SetStr(s.name, v)
	return onward, nil
}
