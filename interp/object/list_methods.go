package object

import (
	"math"
	"slices"
)

func init() {
	ListClass.Members = listMembers
	ListClass.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		elems, err := elemsOfNew(th, cls, args)
		return &List{Elems: elems}, err
	}
	ListClass.Alloc = func(th *Thread, inst *Instance) (any, error) { return &List{}, nil }
	ListClass.Init = func(th *Thread, inst *Instance, args Args) error {
		elems, err := elemsOfNew(th, ListClass, args)
		inst.Native.(*List).Elems = elems
		return err
	}
}

// elemsOfNew gives the values for list(iterable) and the like.
func elemsOfNew(th *Thread, cls *Class, args Args) ([]Value, error) {
	if len(args.Pos) == 1 && len(args.Kw) == 0 {
		return ToSlice(th, args.Pos[0])
	}
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	return ToSlice(th, b.At(0))
}

// listMethod declares a method of list.
func listMethod(sig, doc string, fn func(th *Thread, l *List, a *Bound) (Value, error)) Member {
	return Method(sig, doc, func(th *Thread, a *Bound) (Value, error) {
		l, ok := a.Native().(*List)
		if !ok {
			return nil, TypeErrorf("descriptor '%s' for 'list' objects doesn't apply to a '%s' object", a.Sig.Name, TypeName(a.At(0)))
		}
		return fn(th, l, a)
	})
}

func listMembers() []Member {
	return []Member{
		listMethod("append(self, object, /)", "Adds a value at the end.", func(th *Thread, l *List, a *Bound) (Value, error) {
			l.Elems = append(l.Elems, a.At(1))
			return nil, nil
		}).WithQuick(func(th *Thread, a, b Value, n int) (Value, bool, error) {
			l, ok := a.(*List)
			if !ok || n != 2 {
				return nil, false, nil
			}
			l.Elems = append(l.Elems, b)
			return nil, true, nil
		}),
		listMethod("extend(self, iterable, /)", "Adds the values of an iterable at the end.", func(th *Thread, l *List, a *Bound) (Value, error) {
			elems, err := ToSlice(th, a.At(1))
			if err != nil {
				return nil, err
			}
			l.Elems = append(l.Elems, elems...)
			return nil, nil
		}),
		listMethod("insert(self, index, object, /)", "Puts a value before index.", func(th *Thread, l *List, a *Bound) (Value, error) {
			i := a.Int("index")
			if i < 0 {
				i = max(i+len(l.Elems), 0)
			}
			l.Elems = slices.Insert(l.Elems, min(i, len(l.Elems)), a.At(2))
			return nil, nil
		}),
		listMethod("pop(self, index=-1, /)", "Removes and returns the value at index.", listPop),
		listMethod("remove(self, value, /)", "Removes the first value that equals the given one.", func(th *Thread, l *List, a *Bound) (Value, error) {
			i, err := findElem(th, l.Elems, a.At(1))
			if err != nil {
				return nil, err
			}
			if i < 0 {
				return nil, ValueErrorf("list.remove(x): x not in list")
			}
			l.Elems = slices.Delete(l.Elems, i, i+1)
			return nil, nil
		}),
		listMethod("clear(self, /)", "Removes all values.", func(th *Thread, l *List, a *Bound) (Value, error) {
			l.Elems = nil
			return nil, nil
		}),
		listMethod("copy(self, /)", "A list of the same values.", func(th *Thread, l *List, a *Bound) (Value, error) {
			return &List{Elems: slices.Clone(l.Elems)}, nil
		}),
		listMethod("reverse(self, /)", "Turns the order around.", func(th *Thread, l *List, a *Bound) (Value, error) {
			slices.Reverse(l.Elems)
			return nil, nil
		}),
		listMethod("sort(self, /, *, key=None, reverse=False)", "Sorts in place; equal values keep their order.", func(th *Thread, l *List, a *Bound) (Value, error) {
			elems := l.Elems
			return nil, Sort(th, elems, a.Value("key"), a.Bool("reverse"))
		}),
		listMethod("index(self, value, start=0, stop=9223372036854775807, /)", "Where the value first occurs.", func(th *Thread, l *List, a *Bound) (Value, error) {
			return indexOf(th, l.Elems, a, func() error {
				s, err := Repr(th, a.At(1))
				if err != nil {
					return err
				}
				return ValueErrorf("%s is not in list", s)
			})
		}),
		listMethod("count(self, value, /)", "How often the value occurs.", func(th *Thread, l *List, a *Bound) (Value, error) {
			return countOf(th, l.Elems, a.At(1))
		}),
		listMethod("__reversed__(self, /)", "An iterator from the end.", func(th *Thread, l *List, a *Bound) (Value, error) {
			return Reversed(th, l)
		}),
	}
}

func listPop(th *Thread, l *List, a *Bound) (Value, error) {
	i := a.Int("index")
	if len(l.Elems) == 0 {
		return nil, IndexErrorf("pop from empty list")
	}
	if i < 0 {
		i += len(l.Elems)
	}
	if i < 0 || i >= len(l.Elems) {
		return nil, IndexErrorf("pop index out of range")
	}
	v := l.Elems[i]
	l.Elems = slices.Delete(l.Elems, i, i+1)
	return v, nil
}

// indexOf is index(value, start, stop) of lists and tuples.
func indexOf(th *Thread, elems []Value, a *Bound, missing func() error) (Value, error) {
	bound := func(i int) int {
		if i < 0 {
			i = max(i+len(elems), 0)
		}
		return min(i, len(elems))
	}
	start, stop := bound(a.Int("start")), bound(a.IntOr("stop", math.MaxInt))
	if start < stop {
		i, err := findElem(th, elems[start:stop], a.At(1))
		if i >= 0 || err != nil {
			return start + i, err
		}
	}
	return nil, missing()
}

func countOf(th *Thread, elems []Value, x Value) (Value, error) {
	n := 0
	for _, e := range elems {
		eq, err := same(th, e, x)
		if err != nil {
			return nil, err
		}
		n += b2i(eq)
	}
	return n, nil
}
