package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// matchStmt is match subject: with its cases.
type matchStmt struct {
	subject expr
	cases   []matchCase
}

type matchCase struct {
	pattern pattern
	guard   test
	guarded bool
	body    block
}

func (l *lowerer) match(s *syntax.Match) stmt {
	m := &matchStmt{subject: l.expr(s.Subject)}
	for _, c := range s.Cases {
		x := matchCase{pattern: l.pattern(c.Pattern), guarded: c.Guard != nil, body: l.block(c.Body)}
		if x.guarded {
			x.guard = l.test(c.Guard)
		}
		m.cases = append(m.cases, x)
	}
	return m
}

func (s *matchStmt) exec(fr *Frame) (flow, error) {
	v, err := s.subject.eval(fr)
	if err != nil {
		return onward, err
	}
	for i := range s.cases {
		c := &s.cases[i]
		var bound bindings
		ok, err := c.pattern.fits(fr, v, &bound)
		if err == nil && ok {
			err = bound.set(fr)
		}
		if err == nil && ok && c.guarded {
			ok, err = c.guard.holds(fr)
		}
		if err != nil {
			return onward, err
		}
		if ok {
			return c.body.exec(fr)
		}
	}
	return onward, nil
}

// bindings are what a pattern binds once all of it has fitted.
type bindings struct {
	names  []variable
	values []object.Value
}

func (b *bindings) add(name variable, v object.Value) {
	if name != nil {
		b.names, b.values = append(b.names, name), append(b.values, v)
	}
}

func (b *bindings) set(fr *Frame) error {
	for i, n := range b.names {
		if err := n.set(fr, b.values[i]); err != nil {
			return err
		}
	}
	return nil
}

// pattern is what a case's pattern became.
type pattern interface {
	fits(fr *Frame, v object.Value, b *bindings) (bool, error)
}

func (l *lowerer) patterns(list []syntax.Pattern) []pattern {
	out := make([]pattern, len(list))
	for i, p := range list {
		out[i] = l.pattern(p)
	}
	return out
}

func (l *lowerer) pattern(p syntax.Pattern) pattern {
	switch p := p.(type) {
	case *syntax.MatchValue:
		return &valuePattern{l.expr(p.Value), p.Singleton, p.Where}
	case *syntax.MatchSequence:
		s := &sequencePattern{elts: make([]pattern, len(p.Elts)), star: -1, at: p.Where}
		for i, e := range p.Elts {
			if star, ok := e.(*syntax.MatchStar); ok {
				s.star = i
				s.elts[i] = &capturePattern{name: l.variableOrNil(star.Target)}
			} else {
				s.elts[i] = l.pattern(e)
			}
		}
		return s
	case *syntax.MatchMapping:
		m := &mappingPattern{patterns: l.patterns(p.Patterns), rest: l.variableOrNil(p.Rest), at: p.Where}
		for _, k := range p.Keys {
			m.keys = append(m.keys, l.expr(k))
		}
		return m
	case *syntax.MatchClass:
		return &classPattern{l.expr(p.Class), l.patterns(p.Positional), p.Names, l.patterns(p.Named), p.Where}
	case *syntax.MatchAs:
		c := &capturePattern{name: l.variableOrNil(p.Target)}
		if p.Pattern != nil {
			c.pattern = l.pattern(p.Pattern)
		}
		return c
	case *syntax.MatchOr:
		return orPattern(l.patterns(p.Patterns))
	}
	panic("eval: unexpected pattern")
}

func (l *lowerer) variableOrNil(n *syntax.Name) variable {
	if n == nil {
		return nil
	}
	return l.variable(n)
}

// valuePattern fits what equals a value; a singleton fits only itself.
type valuePattern struct {
	value     expr
	singleton bool
	at        syntax.Span
}

func (p *valuePattern) fits(fr *Frame, v object.Value, b *bindings) (bool, error) {
	x, err := p.value.eval(fr)
	if err != nil {
		return false, err
	}
	if p.singleton {
		return object.Is(v, x), nil
	}
	r, err := object.Compare(fr.ev.th, object.Eq, v, x)
	if err != nil {
		return false, fr.fail(err, p.at)
	}
	ok, err := object.Truth(fr.ev.th, r)
	if err != nil {
		err = fr.fail(err, p.at)
	}
	return ok, err
}

// capturePattern binds what fits the pattern, if any, to a name, if any.
type capturePattern struct {
	pattern pattern
	name    variable
}

func (p *capturePattern) fits(fr *Frame, v object.Value, b *bindings) (bool, error) {
	if p.pattern != nil {
		if ok, err := p.pattern.fits(fr, v, b); !ok || err != nil {
			return false, err
		}
	}
	b.add(p.name, v)
	return true, nil
}

type orPattern []pattern

func (p orPattern) fits(fr *Frame, v object.Value, b *bindings) (bool, error) {
	before := *b
	for _, alt := range p {
		*b = before
		if ok, err := alt.fits(fr, v, b); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// sequencePattern is [a, *rest, b]; star is the position of the element with
// the star, or -1.
type sequencePattern struct {
	elts []pattern
	star int
	at   syntax.Span
}

func (p *sequencePattern) fits(fr *Frame, v object.Value, b *bindings) (bool, error) {
	if !isSequence(v) {
		return false, nil
	}
	th := fr.ev.th
	n, err := object.Len(th, v)
	if err != nil {
		return false, fr.fail(err, p.at)
	}
	if p.star < 0 && n != len(p.elts) || n < len(p.elts)-1 {
		return false, nil
	}
	elems, err := object.ToSlice(th, v)
	if err != nil {
		return false, fr.fail(err, p.at)
	}
	if p.star >= 0 {
		after := len(p.elts) - 1 - p.star
		rest := append([]object.Value(nil), elems[p.star:len(elems)-after]...)
		tail := elems[len(elems)-after:]
		elems = append(append(append([]object.Value(nil), elems[:p.star]...), object.NewList(rest...)), tail...)
	}
	for i, e := range p.elts {
		if ok, err := e.fits(fr, elems[i], b); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// isSequence reports whether a sequence pattern may fit a value: lists,
// tuples, ranges, deques, but no strings or bytes.
func isSequence(v object.Value) bool {
	switch object.NativeOf(v).(type) {
	case *object.List, *object.Tuple, *object.Range:
		return true
	case string, object.Bytes, *object.ByteArray, *object.Dict, *object.Set:
		return false
	}
	return object.TypeOf(v).NativeBase().Name == "deque"
}

// mappingPattern is {key: pattern, **rest}.
type mappingPattern struct {
	keys     []expr
	patterns []pattern
	rest     variable
	at       syntax.Span
}

func (p *mappingPattern) fits(fr *Frame, v object.Value, b *bindings) (bool, error) {
	d, ok := object.NativeOf(v).(*object.Dict)
	if !ok {
		return false, nil
	}
	th := fr.ev.th
	left := d.Copy()
	for i, k := range p.keys {
		key, err := k.eval(fr)
		if err != nil {
			return false, err
		}
		x, found, err := d.Get(th, key)
		if err != nil {
			return false, fr.fail(err, p.at)
		}
		if !found {
			return false, nil
		}
		if ok, err := p.patterns[i].fits(fr, x, b); !ok || err != nil {
			return false, err
		}
		if _, _, err := left.Delete(th, key); err != nil {
			return false, fr.fail(err, p.at)
		}
	}
	b.add(p.rest, left)
	return true, nil
}

// classPattern is Class(positional, name=pattern).
type classPattern struct {
	class      expr
	positional []pattern
	names      []string
	named      []pattern
	at         syntax.Span
}

func (p *classPattern) fits(fr *Frame, v object.Value, b *bindings) (bool, error) {
	c, err := p.class.eval(fr)
	if err != nil {
		return false, err
	}
	cls, ok := c.(*object.Class)
	if !ok {
		return false, fr.fail(object.TypeErrorf("called match pattern must be a class"), p.at)
	}
	if !object.IsInstance(v, cls) {
		return false, nil
	}
	names, self, err := p.attributes(fr, cls)
	if err != nil {
		return false, fr.fail(err, p.at)
	}
	if self {
		return p.positional[0].fits(fr, v, b)
	}
	for i, pat := range append(append([]pattern(nil), p.positional...), p.named...) {
		x, ok, err := object.FindAttr(fr.ev.th, v, names[i])
		if err != nil && !object.IsError(err, object.AttributeError) {
			return false, fr.fail(err, p.at)
		}
		if !ok || err != nil {
			return false, nil
		}
		if ok, err := pat.fits(fr, x, b); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// attributes gives the names of the attributes that the patterns look at. self
// is set for classes such as int, whose one positional pattern is for the
// value itself.
func (p *classPattern) attributes(fr *Frame, cls *object.Class) (names []string, self bool, err error) {
	if len(p.positional) == 0 {
		return p.names, false, nil
	}
	args, ok, err := object.FindAttr(fr.ev.th, cls, "__match_args__")
	if err != nil {
		return nil, false, err
	}
	var attrs []object.Value
	if ok {
		t, isTuple := args.(*object.Tuple)
		if !isTuple {
			return nil, false, object.TypeErrorf("%s.__match_args__ must be a tuple (got %s)", cls.Name, object.TypeName(args))
		}
		attrs = t.Elems
	} else if matchesSelf(cls) && len(p.positional) == 1 {
		return p.names, true, nil
	}
	if len(p.positional) > len(attrs) {
		most := len(attrs)
		if matchesSelf(cls) {
			most = 1
		}
		plural := "s"
		if most == 1 {
			plural = ""
		}
		return nil, false, object.TypeErrorf("%s() accepts %d positional sub-pattern%s (%d given)", cls.Name, most, plural, len(p.positional))
	}
	for i := range p.positional {
		name, isStr := attrs[i].(string)
		if !isStr {
			return nil, false, object.TypeErrorf("__match_args__ elements must be strings (got %s)", object.TypeName(attrs[i]))
		}
		names = append(names, name)
	}
	for _, n := range p.names {
		for _, before := range names {
			if n == before {
				return nil, false, object.TypeErrorf("%s() got multiple sub-patterns for attribute '%s'", cls.Name, n)
			}
		}
	}
	return append(names, p.names...), false, nil
}

// matchesSelf reports whether a class is, or derives from, one of those whose
// positional pattern is for the value itself.
func matchesSelf(cls *object.Class) bool {
	for _, c := range []*object.Class{object.BoolClass, object.ByteArrayClass, object.BytesClass, object.DictClass, object.FloatClass,
		object.FrozenSetClass, object.IntClass, object.ListClass, object.SetClass, object.StrClass, object.TupleClass} {
		if cls.IsSubclass(c) {
			return true
		}
	}
	return false
}
