package object

// IterFunc makes an Iterator of a function.
type IterFunc func(th *Thread) (Value, bool, error)

// Next calls the function.
func (f *IterFunc) Next(th *Thread) (Value, bool, error) { return (*f)(th) }

// NewIter makes an Iterator of a function.
func NewIter(f func(th *Thread) (Value, bool, error)) Iterator {
	it := IterFunc(f)
	return &it
}

type sliceIter struct {
	elems []Value
	i     int
}

func (it *sliceIter) Next(*Thread) (Value, bool, error) {
	if it.i >= len(it.elems) {
		return nil, false, nil
	}
	it.i++
	return it.elems[it.i-1], true, nil
}

// IterSlice iterates over Go values.
func IterSlice(elems []Value) Iterator { return &sliceIter{elems, 0} }

// listIter sees elements that are added while it runs.
type listIter struct {
	list *List
	i    int
}

func (it *listIter) Next(*Thread) (Value, bool, error) {
	if it.i >= len(it.list.Elems) {
		it.i = int(^uint(0) >> 1)
		return nil, false, nil
	}
	it.i++
	return it.list.Elems[it.i-1], true, nil
}

type rangeIter struct{ next, step, left int }

func (it *rangeIter) Next(*Thread) (Value, bool, error) {
	if it.left <= 0 {
		return nil, false, nil
	}
	v := it.next
	it.left--
	it.next += it.step
	return v, true, nil
}

type strIter struct{ rest string }

func (it *strIter) Next(*Thread) (Value, bool, error) {
	for i := range it.rest {
		if i > 0 {
			c := it.rest[:i]
			it.rest = it.rest[i:]
			return c, true, nil
		}
	}
	if it.rest == "" {
		return nil, false, nil
	}
	c := it.rest
	it.rest = ""
	return c, true, nil
}

// dictPart says what a walk over a dict yields.
type dictPart uint8

const (
	dictKeys dictPart = iota
	dictValues
	dictItems
)

type dictIter struct {
	d    *Dict
	i    int
	size int
	part dictPart
}

func (it *dictIter) Next(*Thread) (Value, bool, error) {
	if it.d == nil {
		return nil, false, nil
	}
	if it.d.live != it.size {
		return nil, false, RuntimeErrorf("dictionary changed size during iteration")
	}
	for it.i < len(it.d.entries) {
		e := &it.d.entries[it.i]
		it.i++
		if e.dead {
			continue
		}
		switch it.part {
		case dictValues:
			return e.val, true, nil
		case dictItems:
			return NewTuple(e.key, e.val), true, nil
		}
		return e.key, true, nil
	}
	it.d = nil
	return nil, false, nil
}

type setIter struct {
	s    *Set
	i    int
	size int
}

func (it *setIter) Next(*Thread) (Value, bool, error) {
	if it.s == nil {
		return nil, false, nil
	}
	if it.s.used != it.size {
		return nil, false, RuntimeErrorf("Set changed size during iteration")
	}
	for it.i < len(it.s.table) {
		e := &it.s.table[it.i]
		it.i++
		if e.state == setUsed {
			return e.key, true, nil
		}
	}
	it.s = nil
	return nil, false, nil
}

// protoIter runs a user's iterator with __next__.
type protoIter struct {
	next Value
	obj  Value
}

func (it *protoIter) Next(th *Thread) (Value, bool, error) {
	v, err := Call(th, it.next, Args{})
	if err != nil {
		if IsError(err, StopIteration) {
			return nil, false, nil
		}
		return nil, false, err
	}
	return v, true, nil
}

// indexIter iterates by __getitem__ with 0, 1, 2, ...
type indexIter struct {
	obj Value
	i   int
}

func (it *indexIter) Next(th *Thread) (Value, bool, error) {
	v, err := Index(th, it.obj, it.i)
	if err != nil {
		if IsError(err, IndexError) || IsError(err, StopIteration) {
			return nil, false, nil
		}
		return nil, false, err
	}
	it.i++
	return v, true, nil
}

// Iter is iter(v).
func Iter(th *Thread, v Value) (Iterator, error) {
	switch v := v.(type) {
	case *List:
		return &listIter{v, 0}, nil
	case *Tuple:
		return &sliceIter{v.Elems, 0}, nil
	case *Range:
		return &rangeIter{v.Start, v.Step, v.Len()}, nil
	case *Dict:
		return &dictIter{d: v, size: v.live}, nil
	case *Set:
		return &setIter{s: v, size: v.used}, nil
	case string:
		return &strIter{v}, nil
	case Iterator:
		return v, nil
	}
	return iterObject(th, v)
}

func iterObject(th *Thread, v Value) (it Iterator, err error) {
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__iter__"); ok {
		if fn == nil {
			return nil, TypeErrorf("'%s' object is not iterable", cls.typeName())
		}
		r, err := callMethod(th, fn, v, cls)
		if err != nil {
			return nil, err
		}
		return asIterator(th, r)
	}
	for k := cls; k != nil; k = k.base() {
		if k.Iter != nil {
			defer Catch(&err)
			return k.Iter(th, slotSelf(k, v))
		}
	}
	if _, ok := cls.userMethod("__getitem__"); ok {
		return &indexIter{v, 0}, nil
	}
	return nil, TypeErrorf("'%s' object is not iterable", cls.typeName())
}

// asIterator makes an Iterator of what __iter__ returned.
func asIterator(th *Thread, v Value) (Iterator, error) {
	if it, ok := v.(Iterator); ok {
		return it, nil
	}
	cls := TypeOf(v)
	fn, ok := cls.userMethod("__next__")
	if !ok {
		return nil, TypeErrorf("iter() returned non-iterator of type '%s'", cls.typeName())
	}
	m, err := bindAttr(th, fn, v, cls)
	if err != nil {
		return nil, err
	}
	return &protoIter{m, v}, nil
}

// slotSelf is what a slot of class k gets for the value v.
func slotSelf(k *Class, v Value) Value {
	if k.container {
		return NativeOf(v)
	}
	return v
}

// Next is next(v): ok is false at the end.
func Next(th *Thread, v Value) (Value, bool, error) {
	if it, ok := v.(Iterator); ok {
		return it.Next(th)
	}
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__next__"); ok {
		r, err := callMethod(th, fn, v, cls)
		if err != nil && IsError(err, StopIteration) {
			return nil, false, nil
		}
		return r, err == nil, err
	}
	if _, ok := v.(*Instance); ok { // of a class of ours, as a user's class without its own __next__
		if fn, ok := Peek(th, v, "__next__"); ok {
			r, err := CallFn(th, fn)
			return r, err == nil, err
		}
	}
	return nil, false, TypeErrorf("'%s' object is not an iterator", cls.typeName())
}

// ForEach calls f for each value of an iterable.
func ForEach(th *Thread, v Value, f func(Value) error) error {
	switch v := v.(type) {
	case *Tuple:
		for _, x := range v.Elems {
			if err := f(x); err != nil {
				return err
			}
		}
		return nil
	}
	it, err := Iter(th, v)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		x, ok, err := it.Next(th)
		if err != nil || !ok {
			return err
		}
		if err := f(x); err != nil {
			return err
		}
		if n&255 == 0 {
			if err := th.Check(); err != nil {
				return err
			}
		}
	}
}

// ToSlice gives the values of an iterable in a slice of its own.
func ToSlice(th *Thread, v Value) ([]Value, error) {
	switch v := v.(type) {
	case *List:
		return append(make([]Value, 0, len(v.Elems)), v.Elems...), nil
	case *Tuple:
		return append(make([]Value, 0, len(v.Elems)), v.Elems...), nil
	case *Set:
		return v.Elems(), nil
	case *Dict:
		return v.Keys(), nil
	}
	out := []Value{}
	err := ForEach(th, v, func(x Value) error {
		out = append(out, x)
		return nil
	})
	return out, err
}

// LengthHint tells how many values a fresh iterator will give, when it knows.
func LengthHint(it Iterator) (int, bool) {
	switch it := it.(type) {
	case *sliceIter:
		return len(it.elems) - it.i, true
	case *listIter:
		return max(0, len(it.list.Elems)-it.i), true
	case *rangeIter:
		return max(0, it.left), true
	}
	return 0, false
}

// IterValue is iter(v) as a value: the iterator that v's class gives.
func IterValue(th *Thread, v Value) (Value, error) {
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__iter__"); ok && fn != nil {
		r, err := callMethod(th, fn, v, cls)
		if err != nil {
			return nil, err
		}
		if _, err := asIterator(th, r); err != nil {
			return nil, err
		}
		return r, nil
	}
	return Iter(th, v)
}

// Finished is implemented by iterators that end with a value: generators,
// which return it.
type Finished interface{ StopValue() Value }

// StopOf makes the StopIteration of an iterator that has ended.
func StopOf(v Value) *Raised {
	if f, ok := v.(Finished); ok {
		if r := f.StopValue(); r != nil {
			return &Raised{NewException(StopIteration, r)}
		}
	}
	return NewError(StopIteration, "")
}
