package std

import (
	"strconv"

	"kerash/interp/object"
)

// deque is a queue with two ends: a slice with room before the first element.
type deque struct {
	buf   []object.Value
	start int
	n     int
	// max is how many elements it holds at most, -1 for no limit.
	max int
	// changes counts what would upset an iteration.
	changes int
}

var dequeClass = &object.Class{Name: "deque", Module: "collections", Doc: "A queue with two ends.", Generic: true, Signature: "deque(iterable=(), maxlen=None)", Unhashable: true}

// PyClass is deque.
func (d *deque) PyClass() *object.Class { return dequeClass }

func (d *deque) at(i int) *object.Value { return &d.buf[(d.start+i)%len(d.buf)] }

func (d *deque) grow() {
	if d.n < len(d.buf) {
		return
	}
	buf := make([]object.Value, max(8, 2*len(d.buf)))
	for i := range d.n {
		buf[i] = *d.at(i)
	}
	d.buf, d.start = buf, 0
}

func (d *deque) push(v object.Value) {
	if d.max == 0 {
		return
	}
	if d.n == d.max {
		d.shift()
	}
	d.grow()
	d.n++
	d.changes++
	*d.at(d.n - 1) = v
}

func (d *deque) unshift(v object.Value) {
	if d.max == 0 {
		return
	}
	if d.n == d.max {
		d.pop()
	}
	d.grow()
	d.start = (d.start + len(d.buf) - 1) % len(d.buf)
	d.n++
	d.changes++
	*d.at(0) = v
}

func (d *deque) pop() object.Value {
	p := d.at(d.n - 1)
	v := *p
	*p = nil
	d.n--
	d.changes++
	return v
}

func (d *deque) shift() object.Value {
	p := d.at(0)
	v := *p
	*p = nil
	d.start = (d.start + 1) % len(d.buf)
	d.n--
	d.changes++
	return v
}

// Elements implements binding.Sequence.
func (d *deque) Elements() []object.Value { return d.elems() }

func (d *deque) elems() []object.Value {
	out := make([]object.Value, d.n)
	for i := range out {
		out[i] = *d.at(i)
	}
	return out
}

// fill replaces the elements.
func (d *deque) fill(vals []object.Value) {
	d.buf, d.start, d.n = nil, 0, 0
	for _, v := range vals {
		d.push(v)
	}
}

func (d *deque) rotate(k int) {
	if d.n == 0 {
		return
	}
	k = ((k % d.n) + d.n) % d.n
	all := d.elems()
	d.fill(append(all[d.n-k:len(all):len(all)], all[:len(all)-k]...))
}

// index checks a position.
func (d *deque) index(th *object.Thread, key object.Value) (int, error) {
	i, err := object.AsIndex(th, key)
	if err != nil {
		return 0, object.TypeErrorf("sequence index must be integer, not '%s'", object.TypeName(key))
	}
	if i < 0 {
		i += d.n
	}
	if i < 0 || i >= d.n {
		return 0, object.IndexErrorf("deque index out of range")
	}
	return i, nil
}

func dequeOf(v object.Value) *deque {
	d, ok := object.NativeOf(v).(*deque)
	if !ok {
		object.Throw(object.TypeErrorf("a deque is required, not '%s'", object.TypeName(v)))
	}
	return d
}

func newDeque(th *object.Thread, args object.Args) (*deque, error) {
	b, err := dequeClass.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	d := &deque{max: -1}
	if b.Has("maxlen") {
		if d.max = b.Int("maxlen"); d.max < 0 {
			return nil, object.ValueErrorf("maxlen must be non-negative")
		}
	}
	return d, object.ForEach(th, b.Value("iterable"), func(v object.Value) error { d.push(v); return nil })
}

func init() {
	c := dequeClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return newDeque(th, args)
	}
	c.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		d, err := newDeque(th, args)
		inst.Native = d
		return err
	}
	c.Len = func(th *object.Thread, self object.Value) (int, error) { return dequeOf(self).n, nil }
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		d := dequeOf(self)
		i, changes := 0, d.changes
		return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
			if d.changes != changes {
				return nil, false, object.RuntimeErrorf("deque mutated during iteration")
			}
			if i >= d.n {
				return nil, false, nil
			}
			i++
			return *d.at(i - 1), true, nil
		}), nil
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		d := dequeOf(self)
		i, err := d.index(th, key)
		if err != nil {
			return nil, err
		}
		return *d.at(i), nil
	}
	c.SetIndex = func(th *object.Thread, self, key, v object.Value) error {
		d := dequeOf(self)
		i, err := d.index(th, key)
		if err == nil {
			*d.at(i) = v
		}
		return err
	}
	c.DelIndex = func(th *object.Thread, self, key object.Value) error {
		d := dequeOf(self)
		i, err := d.index(th, key)
		if err == nil {
			all := d.elems()
			d.fill(append(all[:i], all[i+1:]...))
		}
		return err
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := object.NativeOf(a).(*deque)
		y, ok2 := object.NativeOf(b).(*deque)
		if !ok || !ok2 {
			return object.NotImplemented, nil
		}
		return object.Compare(th, op, object.NewList(x.elems()...), object.NewList(y.elems()...))
	}
	c.Binary = dequeBinary
	c.InPlace = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if op != object.Add {
			return dequeBinary(th, op, a, b)
		}
		d := dequeOf(a)
		return a, object.ForEach(th, b, func(v object.Value) error { d.push(v); return nil })
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		d := dequeOf(self)
		s, err := object.Repr(th, object.NewList(d.elems()...))
		if d.max >= 0 {
			s += ", maxlen=" + strconv.Itoa(d.max)
		}
		return object.TypeName(self) + "(" + s + ")", err
	}
	c.Members = dequeMembers
}

func dequeBinary(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x, ok := object.NativeOf(a).(*deque)
	if !ok {
		return object.NotImplemented, nil
	}
	out := &deque{max: x.max}
	switch y := object.NativeOf(b).(type) {
	case *deque:
		if op == object.Add {
			out.fill(append(x.elems(), y.elems()...))
			return out, nil
		}
	case int:
		if op == object.Mul {
			var all []object.Value
			for range y {
				all = append(all, x.elems()...)
			}
			out.fill(all)
			return out, nil
		}
	}
	return object.NotImplemented, nil
}
