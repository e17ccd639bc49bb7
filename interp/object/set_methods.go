package object

func init() {
	SetClass.Members = func() []Member { return append(setReadMembers(), setWriteMembers()...) }
	FrozenSetClass.Members = setReadMembers
	for _, c := range []*Class{SetClass, FrozenSetClass} {
		frozen := c == FrozenSetClass
		c.New = func(th *Thread, cls *Class, args Args) (Value, error) { return newSet(th, c, args, frozen) }
		if frozen {
			continue
		}
		c.Alloc = func(th *Thread, inst *Instance) (any, error) { return NewSet(), nil }
		c.Init = func(th *Thread, inst *Instance, args Args) error {
			s, err := newSet(th, c, args, false)
			inst.Native = s
			return err
		}
	}
}

func newSet(th *Thread, cls *Class, args Args, frozen bool) (*Set, error) {
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	s, err := SetOf(th, b.At(0))
	if s != nil {
		s.Frozen = frozen
	}
	return s, err
}

// setMethod declares a method of set and frozenset.
func setMethod(sig, doc string, fn func(th *Thread, s *Set, a *Bound) (Value, error)) Member {
	return Method(sig, doc, func(th *Thread, a *Bound) (Value, error) {
		s, ok := a.Native().(*Set)
		if !ok {
			return nil, TypeErrorf("descriptor '%s' for 'set' objects doesn't apply to a '%s' object", a.Sig.Name, TypeName(a.At(0)))
		}
		return fn(th, s, a)
	})
}

// otherSet makes a set of an iterable argument, or takes the set that it is.
func otherSet(th *Thread, v Value) (*Set, error) {
	if s, ok := NativeOf(v).(*Set); ok {
		return s, nil
	}
	return SetOf(th, v)
}

// combine applies an operation of two sets to s and each of others.
func combine(th *Thread, s *Set, others []Value, f func(s *Set, th *Thread, o *Set) (*Set, error)) (*Set, error) {
	r := s.Copy()
	for _, v := range others {
		o, err := otherSet(th, v)
		if err != nil {
			return nil, err
		}
		if r, err = f(r, th, o); err != nil {
			return nil, err
		}
	}
	r.Frozen = s.Frozen
	return r, nil
}

func unionInPlace(s *Set, th *Thread, o *Set) (*Set, error) { return s, s.addAll(th, o) }

func setReadMembers() []Member {
	many := func(name, doc string, f func(s *Set, th *Thread, o *Set) (*Set, error)) Member {
		return setMethod(name+"(self, *others)", doc, func(th *Thread, s *Set, a *Bound) (Value, error) {
			return combine(th, s, a.Rest("others"), f)
		})
	}
	relation := func(name, doc string, f func(th *Thread, s, o *Set) (Value, error)) Member {
		return setMethod(name+"(self, other, /)", doc, func(th *Thread, s *Set, a *Bound) (Value, error) {
			o, err := otherSet(th, a.At(1))
			if err != nil {
				return nil, err
			}
			return f(th, s, o)
		})
	}
	return []Member{
		many("union", "The values of the set and of the others.", unionInPlace),
		many("intersection", "The values that all have.", (*Set).intersection),
		many("difference", "The values that the others lack.", (*Set).difference),
		relation("symmetric_difference", "The values that are in one of the two only.", func(th *Thread, s, o *Set) (Value, error) {
			r, err := s.symmetricDifference(th, o)
			r.Frozen = s.Frozen
			return r, err
		}),
		relation("issubset", "Whether the other has all values.", func(th *Thread, s, o *Set) (Value, error) { return orderSets(th, Le, s, o) }),
		relation("issuperset", "Whether the set has all values of the other.", func(th *Thread, s, o *Set) (Value, error) { return orderSets(th, Ge, s, o) }),
		relation("isdisjoint", "Whether no value is in both.", func(th *Thread, s, o *Set) (Value, error) {
			r, err := s.intersection(th, o)
			return err == nil && r.used == 0, err
		}),
		setMethod("copy(self, /)", "A set of the same values.", func(th *Thread, s *Set, a *Bound) (Value, error) {
			c := s.Copy()
			c.Frozen = s.Frozen
			return c, nil
		}),
	}
}

func setWriteMembers() []Member {
	update := func(name, doc string, f func(s *Set, th *Thread, o *Set) (*Set, error)) Member {
		return setMethod(name+"(self, *others)", doc, func(th *Thread, s *Set, a *Bound) (Value, error) {
			r, err := combine(th, s, a.Rest("others"), f)
			if err == nil {
				s.assign(r)
			}
			return nil, err
		})
	}
	return []Member{
		setMethod("add(self, value, /)", "Adds a value.", func(th *Thread, s *Set, a *Bound) (Value, error) {
			return nil, s.Add(th, a.At(1))
		}),
		setMethod("discard(self, value, /)", "Removes a value if it is there.", func(th *Thread, s *Set, a *Bound) (Value, error) {
			_, err := s.Remove(th, setKey(a.At(1)))
			return nil, err
		}),
		setMethod("remove(self, value, /)", "Removes a value; a KeyError when it is not there.", func(th *Thread, s *Set, a *Bound) (Value, error) {
			ok, err := s.Remove(th, setKey(a.At(1)))
			if err == nil && !ok {
				err = KeyErrorOf(a.At(1))
			}
			return nil, err
		}),
		setMethod("pop(self, /)", "Removes and returns some value.", func(th *Thread, s *Set, a *Bound) (Value, error) {
			for i := range s.table {
				if e := s.table[i]; e.state == setUsed {
					_, err := s.Remove(th, e.key)
					return e.key, err
				}
			}
			return nil, KeyErrorOf("pop from an empty set")
		}),
		setMethod("clear(self, /)", "Removes all values.", func(th *Thread, s *Set, a *Bound) (Value, error) {
			s.assign(NewSet())
			return nil, nil
		}),
		setMethod("update(self, *others)", "Adds the values of the others.", func(th *Thread, s *Set, a *Bound) (Value, error) {
			for _, o := range a.Rest("others") {
				if err := s.AddAll(th, o); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}),
		update("intersection_update", "Keeps the values that all have.", (*Set).intersection),
		update("difference_update", "Removes the values of the others.", (*Set).difference),
		update("symmetric_difference_update", "Keeps the values that are in one of the two only.", (*Set).symmetricDifference),
	}
}
