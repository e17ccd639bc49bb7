package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// comprehension is a comprehension or generator expression, ready to run.
type comprehension struct {
	code *code
	fors []*syntax.Comprehension
	// elts are the element, or key and value.
	elts []syntax.Expr

	levels []*level
	values []expr
	at     syntax.Span
}

// level is one `for … in … if …` clause.
type level struct {
	target target
	async  bool
	// iter is nil for the first clause, whose iterable comes from outside.
	iter  expr
	where syntax.Span
	ifs   []test
}

// lower prepares the clauses at the first run.
func (c *comprehension) lower() {
	if c.levels != nil {
		return
	}
	l := c.code.lowerer()
	for i, f := range c.fors {
		v := &level{target: l.target(f.Target), async: f.Async, where: f.Iter.Span()}
		if i > 0 {
			v.iter = l.expr(f.Iter)
		}
		for _, cond := range f.Ifs {
			v.ifs = append(v.ifs, l.test(cond))
		}
		c.levels = append(c.levels, v)
	}
	for _, e := range c.elts {
		c.values = append(c.values, l.expr(e))
	}
}

// passes reports whether the conditions of a clause hold.
func (v *level) passes(fr *Frame) (bool, error) {
	for _, t := range v.ifs {
		if ok, err := t.holds(fr); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// comprehension lowers a comprehension to a host function of its first iterable.
func (l *lowerer) comprehension(e syntax.Expr) ast.Node {
	c := &comprehension{at: e.Span()}
	ev := l.ev
	var run func(fr *Frame, it object.Iterator) (object.Value, error)
	var scope *syntax.Scope
	switch e := e.(type) {
	case *syntax.ListComp:
		scope, c.fors, c.elts, run = e.Scope, e.Fors, []syntax.Expr{e.Elt}, c.list
	case *syntax.SetComp:
		scope, c.fors, c.elts, run = e.Scope, e.Fors, []syntax.Expr{e.Elt}, c.set
	case *syntax.DictComp:
		scope, c.fors, c.elts, run = e.Scope, e.Fors, []syntax.Expr{e.Key, e.Value}, c.dict
	case *syntax.GeneratorExp:
		scope, c.fors, c.elts = e.Scope, e.Fors, []syntax.Expr{e.Elt}
	}
	c.code = newCode(ev, l.src, scope)
	first, async := c.fors[0].Iter, c.fors[0].Async
	iter := host(first.Span(), func(v any) any {
		it, err := ev.frame.iterate(v, async)
		if err != nil {
			throw(err)
		}
		return it
	}, l.node(first))
	return host(c.at, func(it any) any {
		if run == nil && scope.Async {
			return c.asyncGenerator(ev.frame, it.(object.Iterator))
		}
		if run == nil {
			return newGenExpr(c, ev.frame, it.(object.Iterator))
		}
		return result(c.run(ev.frame, it.(object.Iterator), run))
	}, iter)
}

// run runs the comprehension in a frame of its own inside fr.
func (c *comprehension) run(outer *Frame, it object.Iterator, body func(*Frame, object.Iterator) (object.Value, error)) (object.Value, error) {
	c.lower()
	ev := outer.ev
	free := outer.capture(c.code.scope)
	if c.code.scope.Async {
		return c.runAsync(outer, free, func(fr *Frame) (object.Value, error) { return body(fr, it) })
	}
	fr, err := ev.call(c.code)
	if err != nil {
		return nil, err
	}
	fr.free, fr.globals, fr.locals = free, outer.globals, outer.locals
	fr.unset(0)
	v, err := body(fr, it)
	ev.done(fr)
	return v, err
}

// each calls emit for each turn of the clauses from the i-th on.
func (c *comprehension) each(fr *Frame, i int, it object.Iterator, emit func() error) error {
	v := c.levels[i]
	th := fr.ev.th
	for {
		x, ok, err := it.Next(th)
		if err != nil {
			return fr.fail(err, v.where)
		}
		if !ok {
			return nil
		}
		if th.Cancelled() {
			return fr.fail(th.Check(), c.at)
		}
		if err := v.target.set(fr, x); err != nil {
			return err
		}
		ok, err = v.passes(fr)
		if err != nil {
			return err
		}
		switch {
		case !ok:
		case i == len(c.levels)-1:
			err = emit()
		default:
			err = c.inner(fr, i+1, emit)
		}
		if err != nil {
			return err
		}
	}
}

func (c *comprehension) inner(fr *Frame, i int, emit func() error) error {
	it, err := c.levels[i].iterate(fr)
	if err != nil {
		return err
	}
	return c.each(fr, i, it, emit)
}

// iterate computes the iterable of a clause other than the first.
func (v *level) iterate(fr *Frame) (object.Iterator, error) {
	x, err := v.iter.eval(fr)
	if err != nil {
		return nil, err
	}
	it, err := fr.iterate(x, v.async)
	if err != nil {
		return nil, fr.fail(err, v.where)
	}
	return it, nil
}

func (c *comprehension) list(fr *Frame, it object.Iterator) (object.Value, error) {
	out := &object.List{}
	if n, ok := object.LengthHint(it); ok && len(c.levels) == 1 && len(c.levels[0].ifs) == 0 {
		out.Elems = make([]object.Value, 0, n)
	}
	elt := c.values[0]
	err := c.each(fr, 0, it, func() error {
		v, err := elt.eval(fr)
		if err == nil {
			out.Elems = append(out.Elems, v)
		}
		return err
	})
	return out, err
}

func (c *comprehension) set(fr *Frame, it object.Iterator) (object.Value, error) {
	out := object.NewSet()
	err := c.each(fr, 0, it, func() error {
		v, err := c.values[0].eval(fr)
		if err != nil {
			return err
		}
		if err := out.Add(fr.ev.th, v); err != nil {
			return fr.fail(err, c.elts[0].Span())
		}
		return nil
	})
	return out, err
}

func (c *comprehension) dict(fr *Frame, it object.Iterator) (object.Value, error) {
	out := object.NewDict()
	err := c.each(fr, 0, it, func() error {
		k, err := c.values[0].eval(fr)
		if err != nil {
			return err
		}
		v, err := c.values[1].eval(fr)
		if err != nil {
			return err
		}
		if err := out.Set(fr.ev.th, k, v); err != nil {
			return fr.fail(err, c.elts[0].Span())
		}
		return nil
	})
	return out, err
}
