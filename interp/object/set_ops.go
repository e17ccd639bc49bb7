package object

func init() {
	SetClass.Binary = setBinary
	FrozenSetClass.Binary = setBinary
	SetClass.InPlace = setInPlace
	DictClass.Binary = dictBinary
	DictClass.InPlace = dictInPlace
}

func setBinary(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := NativeOf(a).(*Set)
	y, ok2 := NativeOf(b).(*Set)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	var r *Set
	var err error
	switch op {
	case BitOr:
		r, err = x.union(th, y)
	case BitAnd:
		r, err = x.intersection(th, y)
	case Sub:
		r, err = x.difference(th, y)
	case BitXor:
		r, err = x.symmetricDifference(th, y)
	default:
		return NotImplemented, nil
	}
	if err != nil {
		return nil, err
	}
	r.Frozen = x.Frozen
	return r, nil
}

func (s *Set) union(th *Thread, o *Set) (*Set, error) {
	r := s.Copy()
	return r, r.addAll(th, o)
}

// intersection walks over the smaller set, as CPython does.
func (s *Set) intersection(th *Thread, o *Set) (*Set, error) {
	if o.used > s.used {
		s, o = o, s
	}
	r := NewSet()
	for _, e := range o.Elems() {
		in, err := s.Has(th, e)
		if err != nil {
			return nil, err
		}
		if in {
			if err := r.Add(th, e); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

// difference copies the larger set and drops the smaller one's elements, or
// collects what the other lacks, as CPython does.
func (s *Set) difference(th *Thread, o *Set) (*Set, error) {
	if s.used>>2 > o.used {
		r := s.Copy()
		for _, e := range o.Elems() {
			if _, err := r.Remove(th, e); err != nil {
				return nil, err
			}
		}
		return r, nil
	}
	r := NewSet()
	for _, e := range s.Elems() {
		in, err := o.Has(th, e)
		if err != nil {
			return nil, err
		}
		if !in {
			if err := r.Add(th, e); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

func (s *Set) symmetricDifference(th *Thread, o *Set) (*Set, error) {
	r := o.Copy()
	for _, e := range s.Elems() {
		removed, err := r.Remove(th, e)
		if err != nil {
			return nil, err
		}
		if !removed {
			if err := r.Add(th, e); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

func setInPlace(th *Thread, op Op, a, b Value) (Value, error) {
	s := a.(*Set)
	if o, ok := NativeOf(b).(*Set); ok && op == BitOr {
		return s, s.addAll(th, o)
	}
	r, err := setBinary(th, op, a, b)
	if err != nil || r == NotImplemented {
		return r, err
	}
	s.assign(r.(*Set))
	return s, nil
}

// assign makes s have the elements of o, which is given up.
func (s *Set) assign(o *Set) { s.table, s.fill, s.used = o.table, o.fill, o.used }

func dictBinary(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := NativeOf(a).(*Dict)
	y, ok2 := NativeOf(b).(*Dict)
	if !ok || !ok2 || op != BitOr {
		return NotImplemented, nil
	}
	r := x.Copy()
	return r, r.update(th, y)
}

func dictInPlace(th *Thread, op Op, a, b Value) (Value, error) {
	if op != BitOr {
		return NotImplemented, nil
	}
	d := a.(*Dict)
	return d, DictUpdate(th, d, b)
}

func (d *Dict) update(th *Thread, o *Dict) error {
	for it := o.Entries(); it.Next(); {
		if err := d.Set(th, it.Key(), it.Value()); err != nil {
			return err
		}
	}
	return nil
}

// DictUpdate is d.update(v): v is a mapping or an iterable of pairs.
func DictUpdate(th *Thread, d *Dict, v Value) error {
	if o, ok := NativeOf(v).(*Dict); ok {
		return d.update(th, o)
	}
	if hasKeys, err := HasAttr(th, v, "keys"); err != nil {
		return err
	} else if hasKeys {
		keys, err := CallMethodOf(th, v, "keys", Args{})
		if err != nil {
			return err
		}
		return ForEach(th, keys, func(k Value) error {
			x, err := Index(th, v, k)
			if err != nil {
				return err
			}
			return d.Set(th, k, x)
		})
	}
	i := -1
	return ForEach(th, v, func(pair Value) error {
		i++
		elems, err := ToSlice(th, pair)
		if err != nil {
			if IsError(err, TypeError) {
				return TypeErrorf("cannot convert dictionary update sequence element #%d to a sequence", i)
			}
			return err
		}
		if len(elems) != 2 {
			return ValueErrorf("dictionary update sequence element #%d has length %d; 2 is required", i, len(elems))
		}
		return d.Set(th, elems[0], elems[1])
	})
}
