package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

func (h *hosts) initDisplays(ev *Evaluator) {
	th := ev.th
	// The machine's argument slices are parts of a larger one, so they are
	// copied rather than kept.
	h.list = func(elems ...any) any {
		return &object.List{Elems: append(make([]object.Value, 0, len(elems)), elems...)}
	}
	h.tuple = func(elems ...any) any {
		return &object.Tuple{Elems: append(make([]object.Value, 0, len(elems)), elems...)}
	}
	h.set = func(elems ...any) any {
		s := object.NewSet()
		for _, x := range elems {
			if err := s.Add(th, x); err != nil {
				throw(err)
			}
		}
		return s
	}
	h.dict = func(pairs ...any) any {
		d := object.NewDict()
		for i := 0; i < len(pairs); i += 2 {
			if err := d.Set(th, pairs[i], pairs[i+1]); err != nil {
				throw(err)
			}
		}
		return d
	}
}

func (l *lowerer) tuple(e *syntax.Tuple) ast.Node {
	if v, ok := literalTuple(e); ok {
		return place(&ast.ConstantNode{Value: v}, e.Where)
	}
	return l.sequence(e.Where, e.Elts, l.ev.hosts.tuple)
}

// set lowers a set display. CPython keeps three or more constants as a
// frozenset and copies it, which shows in the order of the elements.
func (l *lowerer) set(e *syntax.Set) ast.Node {
	if v, ok := literalTuple(&syntax.Tuple{ExprBase: e.ExprBase, Elts: e.Elts}); ok && len(e.Elts) >= 3 {
		// The compiler makes the frozenset twice over.
		first, err := object.SetOf(l.ev.th, v)
		if err != nil {
			return l.sequence(e.Where, e.Elts, l.ev.hosts.set)
		}
		constants, err := object.SetOf(l.ev.th, object.NewTuple(first.Elems()...))
		if err == nil {
			return host(e.Where, func(...any) any { return constants.Copy() })
		}
	}
	return l.sequence(e.Where, e.Elts, l.ev.hosts.set)
}

// sequence lowers a display to a call of make; elements with a star are
// unpacked first.
func (l *lowerer) sequence(at syntax.Span, elts []syntax.Expr, make fnN) ast.Node {
	nodes, stars := []ast.Node{}, map[int]bool{}
	for i, x := range elts {
		if s, ok := x.(*syntax.Starred); ok {
			stars[i] = true
			x = s.Value
		}
		nodes = append(nodes, l.node(x))
	}
	if len(stars) == 0 {
		return host(at, make, nodes...)
	}
	th := l.ev.th
	return host(at, func(vals ...any) any {
		var all []object.Value
		for i, v := range vals {
			if !stars[i] {
				all = append(all, v)
				continue
			}
			if !object.IsIterable(v) {
				throw(object.TypeErrorf("Value after * must be an iterable, not %s", object.TypeName(v)))
			}
			more, err := object.ToSlice(th, v)
			if err != nil {
				throw(err)
			}
			all = append(all, more...)
		}
		return make(all...)
	}, nodes...)
}

// dict lowers {k: v, **m}.
func (l *lowerer) dict(e *syntax.Dict) ast.Node {
	var nodes []ast.Node
	unpacks := false
	for i, v := range e.Values {
		if e.Keys[i] == nil {
			unpacks = true
			nodes = append(nodes, place(&ast.ConstantNode{Value: unpackMark}, v.Span()))
		} else {
			nodes = append(nodes, l.node(e.Keys[i]))
		}
		nodes = append(nodes, l.node(v))
	}
	if !unpacks {
		return host(e.Where, l.ev.hosts.dict, nodes...)
	}
	th := l.ev.th
	return host(e.Where, func(pairs ...any) any {
		d := object.NewDict()
		for i := 0; i < len(pairs); i += 2 {
			var err error
			if pairs[i] == object.Value(unpackMark) {
				err = unpackInto(th, d, pairs[i+1])
			} else {
				err = d.Set(th, pairs[i], pairs[i+1])
			}
			if err != nil {
				throw(err)
			}
		}
		return d
	}, nodes...)
}

// unpackMark stands in the place of a key before a mapping to unpack.
var unpackMark = &struct{ _ byte }{}

// unpackInto adds the entries of a mapping.
func unpackInto(th *object.Thread, d *object.Dict, m object.Value) error {
	if o, ok := object.NativeOf(m).(*object.Dict); ok {
		for it := o.Entries(); it.Next(); {
			if err := d.Set(th, it.Key(), it.Value()); err != nil {
				return err
			}
		}
		return nil
	}
	keys, ok, err := object.FindAttr(th, m, "keys")
	if err != nil {
		return err
	}
	if !ok {
		return object.TypeErrorf("'%s' object is not a mapping", object.TypeName(m))
	}
	list, err := object.CallFn(th, keys)
	if err != nil {
		return err
	}
	return object.ForEach(th, list, func(k object.Value) error {
		v, err := object.Index(th, m, k)
		if err != nil {
			return err
		}
		return d.Set(th, k, v)
	})
}
