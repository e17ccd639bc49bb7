package std

import (
	"kerash/interp/object"
)

// The methods that the abstract classes of collections.abc give to classes
// derived from them, written with those that they leave to these.

func iteratorMixin() []object.Member {
	return []object.Member{object.Method("__iter__(self)", "The iterator itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self(), nil })}
}

func asyncIteratorMixin() []object.Member {
	return []object.Member{object.Method("__aiter__(self)", "The iterator itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self(), nil })}
}

// itemsByIndex gives the values of a sequence until it raises IndexError.
type itemsByIndex struct {
	seq  object.Value
	next int
	step int
}

// Next gives the next value.
func (s *itemsByIndex) Next(th *object.Thread) (object.Value, bool, error) {
	if s.next < 0 {
		return nil, false, nil
	}
	v, err := object.Index(th, s.seq, s.next)
	if object.IsError(err, object.IndexError) {
		return nil, false, nil
	}
	s.next += s.step
	return v, err == nil, err
}

// PyClass is generator, as in Python.
func (*itemsByIndex) PyClass() *object.Class { return object.GeneratorClass }

func sequenceMixin() []object.Member {
	return []object.Member{
		object.Method("__iter__(self)", "The values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &itemsByIndex{a.Self(), 0, 1}, nil
		}),
		object.Method("__reversed__(self)", "The values from the end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n, err := object.Len(th, a.Self())
			return &itemsByIndex{a.Self(), n - 1, -1}, err
		}),
		object.Method("__contains__(self, value)", "Whether it is one of the values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return anyEqual(th, a.Self(), a.At(1))
		}),
		object.Method("index(self, value, start=0, stop=None)", "Where the value is.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n, err := object.Len(th, a.Self())
			if err != nil {
				return nil, err
			}
			start, stop := a.Int("start"), a.IntOr("stop", n)
			if start < 0 {
				start = max(0, n+start)
			}
			if stop < 0 {
				stop += n
			}
			for i := start; i < stop; i++ {
				v, err := object.Index(th, a.Self(), i)
				if object.IsError(err, object.IndexError) {
					break
				}
				if err != nil {
					return nil, err
				}
				if same, err := sameOrEqual(th, v, a.At(1)); same || err != nil {
					return i, err
				}
			}
			return nil, object.NewError(object.ValueError, "")
		}),
		object.Method("count(self, value)", "How often the value occurs.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n := 0
			for _, v := range a.Elems("self") {
				same, err := sameOrEqual(th, v, a.At(1))
				if err != nil {
					return nil, err
				}
				if same {
					n++
				}
			}
			return n, nil
		}),
	}
}

func sameOrEqual(th *object.Thread, a, b object.Value) (bool, error) {
	if object.Is(a, b) {
		return true, nil
	}
	return object.Equal(th, a, b)
}

// clearBy is the method clear of a class that removes one by pop, which raises
// an exception of class none when there is none.
func clearBy(pop, doc string, none *object.Class) object.Member {
	return object.Method("clear(self)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		for {
			if _, err := call(th, a.Self(), pop); err != nil {
				if object.IsError(err, none) {
					err = nil
				}
				return nil, err
			}
		}
	})
}

func anyEqual(th *object.Thread, values, v object.Value) (bool, error) {
	it, err := object.Iter(th, values)
	if err != nil {
		return false, err
	}
	for {
		x, ok, err := it.Next(th)
		if !ok || err != nil {
			return false, err
		}
		if same, err := sameOrEqual(th, x, v); same || err != nil {
			return same, err
		}
	}
}

func call(th *object.Thread, self object.Value, name string, args ...object.Value) (object.Value, error) {
	return object.CallMethodOf(th, self, name, object.Args{Pos: args})
}

func mutableSequenceMixin() []object.Member {
	extend := func(th *object.Thread, self, values object.Value) error {
		elems, err := object.ToSlice(th, values)
		for _, v := range elems {
			if _, err := call(th, self, "append", v); err != nil {
				return err
			}
		}
		return err
	}
	return []object.Member{
		object.Method("append(self, value)", "Adds a value at the end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n, err := object.Len(th, a.Self())
			if err != nil {
				return nil, err
			}
			_, err = call(th, a.Self(), "insert", n, a.At(1))
			return nil, err
		}),
		object.Method("extend(self, values)", "Adds values at the end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, extend(th, a.Self(), a.At(1))
		}),
		object.Method("__iadd__(self, values)", "Adds values at the end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self(), extend(th, a.Self(), a.At(1))
		}),
		object.Method("pop(self, index=-1)", "Removes and gives a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, err := object.Index(th, a.Self(), a.At(1))
			if err != nil {
				return nil, err
			}
			return v, object.DelIndex(th, a.Self(), a.At(1))
		}),
		object.Method("remove(self, value)", "Removes the first such value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			i, err := call(th, a.Self(), "index", a.At(1))
			if err != nil {
				return nil, err
			}
			return nil, object.DelIndex(th, a.Self(), i)
		}),
		clearBy("pop", "Removes all values.", object.IndexError),
		object.Method("reverse(self)", "Turns the order of the values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			elems := a.Elems("self")
			for i, v := range elems {
				if err := object.SetIndex(th, a.Self(), len(elems)-1-i, v); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}),
	}
}

func setMixin() []object.Member {
	// made makes a set like self of the values of a set.
	made := func(th *object.Thread, self object.Value, s object.Value) (object.Value, error) {
		cls := object.TypeOf(self)
		if _, ok := cls.Lookup("_from_iterable"); ok {
			return object.CallMethodOf(th, self, "_from_iterable", object.Pos(s))
		}
		return object.CallFn(th, cls, s)
	}
	operator := func(name string, op object.Op, reflected bool) object.Member {
		return object.Method(name+"(self, other)", "Of two sets.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if !object.IsIterable(a.At(1)) {
				return object.NotImplemented, nil
			}
			x, err := object.SetOf(th, a.Self())
			if err != nil {
				return nil, err
			}
			y, err := object.SetOf(th, a.At(1))
			if err != nil {
				return nil, err
			}
			if reflected {
				x, y = y, x
			}
			s, err := object.BinaryOp(th, op, x, y)
			if err != nil {
				return nil, err
			}
			return made(th, a.Self(), s)
		})
	}
	compare := func(op object.Op) object.Member {
		return object.Method(op.Dunder()+"(self, other)", "Compares two sets.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			other := a.At(1)
			if _, isSet := object.NativeOf(other).(*object.Set); !isSet {
				if _, ok := object.TypeOf(other).Lookup("isdisjoint"); !ok {
					return object.NotImplemented, nil
				}
			}
			x, err := object.SetOf(th, a.Self())
			if err != nil {
				return nil, err
			}
			y, err := object.SetOf(th, other)
			if err != nil {
				return nil, err
			}
			return object.Compare(th, op, x, y)
		})
	}
	members := []object.Member{
		compare(object.Eq), compare(object.Lt), compare(object.Le), compare(object.Gt), compare(object.Ge), object.Const("__hash__", nil),
		object.Method("isdisjoint(self, other)", "Whether the sets share nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			for _, v := range a.Elems("other") {
				if in, err := object.Contains(th, a.Self(), v); in || err != nil {
					return false, err
				}
			}
			return true, nil
		}),
	}
	for _, op := range []object.Op{object.BitAnd, object.BitOr, object.Sub, object.BitXor} {
		members = append(members, operator(op.Dunder(), op, false), operator(op.Reflected(), op, true))
	}
	return members
}

func mutableSetMixin() []object.Member {
	each := func(th *object.Thread, self object.Value, values []object.Value, name string) (object.Value, error) {
		for _, v := range values {
			if _, err := call(th, self, name, v); err != nil {
				return nil, err
			}
		}
		return self, nil
	}
	return []object.Member{
		object.Method("remove(self, value)", "Removes a value that must be there.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			in, err := object.Contains(th, a.Self(), a.At(1))
			if err == nil && !in {
				err = object.KeyErrorOf(a.At(1))
			}
			if err != nil {
				return nil, err
			}
			_, err = call(th, a.Self(), "discard", a.At(1))
			return nil, err
		}),
		object.Method("pop(self)", "Removes and gives a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			it, err := object.Iter(th, a.Self())
			if err != nil {
				return nil, err
			}
			v, ok, err := it.Next(th)
			if err == nil && !ok {
				err = object.NewError(object.KeyError, "")
			}
			if err != nil {
				return nil, err
			}
			_, err = call(th, a.Self(), "discard", v)
			return v, err
		}),
		object.Method("clear(self)", "Removes all values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			_, err := each(th, a.Self(), a.Elems("self"), "discard")
			return nil, err
		}),
		object.Method("__ior__(self, other)", "Adds values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return each(th, a.Self(), a.Elems("other"), "add")
		}),
		object.Method("__isub__(self, other)", "Removes values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return each(th, a.Self(), a.Elems("other"), "discard")
		}),
		object.Method("__iand__(self, other)", "Keeps the values that another set has, too.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			other, err := object.SetOf(th, a.At(1))
			if err != nil {
				return nil, err
			}
			for _, v := range a.Elems("self") {
				in, err := other.Has(th, v)
				if err != nil {
					return nil, err
				}
				if !in {
					if _, err := call(th, a.Self(), "discard", v); err != nil {
						return nil, err
					}
				}
			}
			return a.Self(), nil
		}),
	}
}
