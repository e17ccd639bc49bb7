package std

import "kerash/interp/object"

func dequeMembers() []object.Member {
	method := func(sig, doc string, f func(d *deque, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(dequeOf(a.Self()), a) })
	}
	find := func(d *deque, a *object.Bound, v object.Value, start, stop int) int {
		for i := start; i < min(stop, d.n); i++ {
			if object.Must(object.Equal(a.Thread(), *d.at(i), v)) {
				return i
			}
		}
		return -1
	}
	empty := func(d *deque) error {
		if d.n == 0 {
			return object.IndexErrorf("pop from an empty deque")
		}
		return nil
	}
	return []object.Member{
		method("append(self, x, /)", "Adds an element at the right end.", func(d *deque, a *object.Bound) (object.Value, error) { d.push(a.At(1)); return nil, nil }),
		method("appendleft(self, x, /)", "Adds an element at the left end.", func(d *deque, a *object.Bound) (object.Value, error) { d.unshift(a.At(1)); return nil, nil }),
		method("pop(self)", "Removes and returns the rightmost element.", func(d *deque, a *object.Bound) (object.Value, error) {
			if err := empty(d); err != nil {
				return nil, err
			}
			return d.pop(), nil
		}),
		method("popleft(self)", "Removes and returns the leftmost element.", func(d *deque, a *object.Bound) (object.Value, error) {
			if err := empty(d); err != nil {
				return nil, err
			}
			return d.shift(), nil
		}),
		method("extend(self, iterable, /)", "Adds the values at the right end.", func(d *deque, a *object.Bound) (object.Value, error) {
			for _, v := range a.Elems("iterable") {
				d.push(v)
			}
			return nil, nil
		}),
		method("extendleft(self, iterable, /)", "Adds the values at the left end, one after the other.", func(d *deque, a *object.Bound) (object.Value, error) {
			for _, v := range a.Elems("iterable") {
				d.unshift(v)
			}
			return nil, nil
		}),
		method("rotate(self, n=1, /)", "Moves n elements from the right end to the left.", func(d *deque, a *object.Bound) (object.Value, error) {
			d.rotate(a.Int("n"))
			return nil, nil
		}),
		method("clear(self)", "Removes all elements.", func(d *deque, a *object.Bound) (object.Value, error) { d.fill(nil); d.changes++; return nil, nil }),
		method("copy(self)", "A shallow copy.", func(d *deque, a *object.Bound) (object.Value, error) {
			c := &deque{max: d.max}
			c.fill(d.elems())
			return c, nil
		}),
		method("reverse(self)", "Reverses the order.", func(d *deque, a *object.Bound) (object.Value, error) {
			for i := range d.n / 2 {
				p, q := d.at(i), d.at(d.n-1-i)
				*p, *q = *q, *p
			}
			return nil, nil
		}),
		method("count(self, x, /)", "How often a value occurs.", func(d *deque, a *object.Bound) (object.Value, error) {
			n := 0
			for i := find(d, a, a.At(1), 0, d.n); i >= 0; i = find(d, a, a.At(1), i+1, d.n) {
				n++
			}
			return n, nil
		}),
		method("index(self, x, start=0, stop=9223372036854775807, /)", "Where a value first occurs.", func(d *deque, a *object.Bound) (object.Value, error) {
			if i := find(d, a, a.At(1), a.Int("start"), a.Int("stop")); i >= 0 {
				return i, nil
			}
			text, err := object.Repr(a.Thread(), a.At(1))
			if err != nil {
				return nil, err
			}
			return nil, object.ValueErrorf("%s is not in deque", text)
		}),
		method("insert(self, i, x, /)", "Puts an element before position i.", func(d *deque, a *object.Bound) (object.Value, error) {
			if d.n == d.max {
				return nil, object.IndexErrorf("deque already at its maximum size")
			}
			i := a.Int("i")
			if i < 0 {
				i = max(0, i+d.n)
			}
			i = min(i, d.n)
			all := d.elems()
			d.fill(append(append(append([]object.Value{}, all[:i]...), a.At(2)), all[i:]...))
			return nil, nil
		}),
		method("remove(self, value, /)", "Removes the first occurrence of a value.", func(d *deque, a *object.Bound) (object.Value, error) {
			i := find(d, a, a.At(1), 0, d.n)
			if i < 0 {
				text, err := object.Repr(a.Thread(), a.At(1))
				if err != nil {
					return nil, err
				}
				return nil, object.ValueErrorf("%s is not in deque", text)
			}
			all := d.elems()
			d.fill(append(all[:i], all[i+1:]...))
			return nil, nil
		}),
		object.Getter("maxlen", "how many elements it holds at most", func(th *object.Thread, self object.Value) (object.Value, error) {
			if d := dequeOf(self); d.max >= 0 {
				return d.max, nil
			}
			return nil, nil
		}),
	}
}
