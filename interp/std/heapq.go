package std

import (
	"kerash/interp/object"
)

func bisectModule() *object.Module {
	return &object.Module{Name: "bisect", Doc: "Searching in sorted lists.", Members: func() []object.Member {
		const args = "(a, x, lo=0, hi=None, *, key=None)"
		// place finds where x goes: before its equals, or after them.
		place := func(th *object.Thread, a *object.Bound, right bool) (int, error) {
			lo := a.Int("lo")
			n, err := object.Len(th, a.Value("a"))
			if err != nil {
				return 0, err
			}
			if lo < 0 {
				return 0, object.ValueErrorf("lo must be non-negative")
			}
			hi := a.IntOr("hi", n)
			x := a.Value("x")
			for lo < hi {
				mid := (lo + hi) / 2
				v, err := object.Index(th, a.Value("a"), mid)
				if err != nil {
					return 0, err
				}
				if key := a.Value("key"); key != nil {
					if v, err = object.CallFn(th, key, v); err != nil {
						return 0, err
					}
				}
				p, q := v, x
				if right {
					p, q = x, v
				}
				less, err := lessThan(th, p, q)
				if err != nil {
					return 0, err
				}
				if less != right {
					lo = mid + 1
				} else {
					hi = mid
				}
			}
			return lo, nil
		}
		search := func(name, doc string, right bool) object.Member {
			return object.Fun(name+args, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return place(th, a, right) })
		}
		insert := func(name, doc string, right bool) object.Member {
			return object.Fun(name+args, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				i, err := place(th, a, right)
				if err != nil {
					return nil, err
				}
				_, err = object.CallMethodOf(th, a.Value("a"), "insert", object.Pos(i, a.Value("x")))
				return nil, err
			})
		}
		return []object.Member{
			search("bisect_left", "Where x goes before its equals.", false), search("bisect_right", "Where x goes after its equals.", true),
			search("bisect", "Where x goes after its equals.", true), insert("insort_left", "Inserts x before its equals.", false),
			insert("insort_right", "Inserts x after its equals.", true), insert("insort", "Inserts x after its equals.", true),
		}
	}}
}

func lessThan(th *object.Thread, a, b object.Value) (bool, error) {
	r, err := object.Compare(th, object.Lt, a, b)
	if err != nil {
		return false, err
	}
	return object.Truth(th, r)
}

func heapqModule() *object.Module {
	return &object.Module{Name: "heapq", Doc: "Lists as heaps, the least element first.", Members: heapqMembers}
}

// siftDown moves an element towards the root; siftUp towards the leaves.
func siftDown(th *object.Thread, h []object.Value, start, at int) error {
	v := h[at]
	for at > start {
		parent := (at - 1) / 2
		less, err := lessThan(th, v, h[parent])
		if err != nil {
			return err
		}
		if !less {
			break
		}
		h[at] = h[parent]
		at = parent
	}
	h[at] = v
	return nil
}

func siftUp(th *object.Thread, h []object.Value, at int) error {
	start, v := at, h[at]
	for child := 2*at + 1; child < len(h); child = 2*at + 1 {
		if right := child + 1; right < len(h) {
			less, err := lessThan(th, h[child], h[right])
			if err != nil {
				return err
			}
			if !less {
				child = right
			}
		}
		h[at] = h[child]
		at = child
	}
	h[at] = v
	return siftDown(th, h, start, at)
}

func heapPush(th *object.Thread, l *object.List, v object.Value) error {
	l.Elems = append(l.Elems, v)
	return siftDown(th, l.Elems, 0, len(l.Elems)-1)
}

func heapPop(th *object.Thread, l *object.List) (object.Value, error) {
	n := len(l.Elems)
	if n == 0 {
		return nil, object.IndexErrorf("index out of range")
	}
	last := l.Elems[n-1]
	l.Elems = l.Elems[:n-1]
	if n == 1 {
		return last, nil
	}
	first := l.Elems[0]
	l.Elems[0] = last
	return first, siftUp(th, l.Elems, 0)
}

func heapqMembers() []object.Member {
	heap := func(sig, doc string, f func(th *object.Thread, l *object.List, a *object.Bound) (object.Value, error)) object.Member {
		return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l, ok := a.Native().(*object.List)
			if !ok {
				return nil, object.TypeErrorf("heap argument must be a list, not %s", object.TypeName(a.At(0)))
			}
			return f(th, l, a)
		})
	}
	best := func(name, doc string, reverse bool) object.Member {
		return object.Fun(name+"(n, iterable, key=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			all := a.Elems("iterable")
			if err := object.Sort(th, all, a.Value("key"), reverse); err != nil {
				return nil, err
			}
			return object.NewList(all[:min(len(all), max(0, a.Int("n")))]...), nil
		})
	}
	return []object.Member{
		heap("heappush(heap, item, /)", "Adds an element.", func(th *object.Thread, l *object.List, a *object.Bound) (object.Value, error) {
			return nil, heapPush(th, l, a.At(1))
		}),
		heap("heappop(heap, /)", "Removes and returns the least element.", func(th *object.Thread, l *object.List, a *object.Bound) (object.Value, error) { return heapPop(th, l) }),
		heap("heappushpop(heap, item, /)", "Adds an element, then removes the least.", func(th *object.Thread, l *object.List, a *object.Bound) (object.Value, error) {
			if err := heapPush(th, l, a.At(1)); err != nil {
				return nil, err
			}
			return heapPop(th, l)
		}),
		heap("heapreplace(heap, item, /)", "Removes the least element, then adds one.", func(th *object.Thread, l *object.List, a *object.Bound) (object.Value, error) {
			if len(l.Elems) == 0 {
				return nil, object.IndexErrorf("index out of range")
			}
			first := l.Elems[0]
			l.Elems[0] = a.At(1)
			return first, siftUp(th, l.Elems, 0)
		}),
		heap("heapify(heap, /)", "Makes a list a heap.", func(th *object.Thread, l *object.List, a *object.Bound) (object.Value, error) {
			for i := len(l.Elems)/2 - 1; i >= 0; i-- {
				if err := siftUp(th, l.Elems, i); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}),
		best("nlargest", "The n largest values, the largest first.", true), best("nsmallest", "The n smallest values, the smallest first.", false),
		object.Fun("merge(*iterables, key=None, reverse=False)", "The values of sorted iterables as one sorted sequence.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var all []object.Value
			for _, v := range a.Rest("iterables") {
				all = append(all, object.Must(object.ToSlice(th, v))...)
			}
			err := object.Sort(th, all, a.Value("key"), a.Bool("reverse"))
			return object.IterSlice(all), err
		}),
	}
}
