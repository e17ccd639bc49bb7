package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// unpackTarget is a, b, *c.
type unpackTarget struct {
	elts []target
	// star is the position of the element with the star, or -1.
	star int
	at   syntax.Span
}

func (l *lowerer) unpacking(elts []syntax.Expr, at syntax.Span) target {
	t := &unpackTarget{star: -1, at: at}
	for i, e := range elts {
		if _, ok := e.(*syntax.Starred); ok {
			t.star = i
		}
		t.elts = append(t.elts, l.target(e))
	}
	return t
}

func (t *unpackTarget) set(fr *Frame, v object.Value) error {
	vals, err := t.unpack(fr, v)
	if err != nil {
		return fr.fail(err, t.at)
	}
	for i, e := range t.elts {
		if err := e.set(fr, vals[i]); err != nil {
			return err
		}
	}
	return nil
}

func (t *unpackTarget) del(fr *Frame) error {
	for _, e := range t.elts {
		if err := e.del(fr); err != nil {
			return err
		}
	}
	return nil
}

// unpack gives one value for each element.
func (t *unpackTarget) unpack(fr *Frame, v object.Value) ([]object.Value, error) {
	th := fr.ev.th
	n := len(t.elts)
	if tuple, ok := v.(*object.Tuple); ok && t.star < 0 && len(tuple.Elems) == n {
		return tuple.Elems, nil
	}
	if !object.IsIterable(v) {
		return nil, object.TypeErrorf("cannot unpack non-iterable %s object", object.TypeName(v))
	}
	if t.star >= 0 {
		return t.unpackStar(th, v)
	}
	it, err := object.Iter(th, v)
	if err != nil {
		return nil, err
	}
	vals := make([]object.Value, 0, n)
	for {
		x, ok, err := it.Next(th)
		switch {
		case err != nil:
			return nil, err
		case !ok && len(vals) < n:
			return nil, object.ValueErrorf("not enough values to unpack (expected %d, got %d)", n, len(vals))
		case !ok:
			return vals, nil
		case len(vals) == n:
			return nil, object.ValueErrorf("too many values to unpack (expected %d)", n)
		}
		vals = append(vals, x)
	}
}

func (t *unpackTarget) unpackStar(th *object.Thread, v object.Value) ([]object.Value, error) {
	all, err := object.ToSlice(th, v)
	if err != nil {
		return nil, err
	}
	n := len(t.elts) - 1
	if len(all) < n {
		return nil, object.ValueErrorf("not enough values to unpack (expected at least %d, got %d)", n, len(all))
	}
	after := n - t.star
	rest := append([]object.Value{}, all[t.star:len(all)-after]...)
	vals := make([]object.Value, 0, n+1)
	vals = append(vals, all[:t.star]...)
	vals = append(vals, &object.List{Elems: rest})
	return append(vals, all[len(all)-after:]...), nil
}
