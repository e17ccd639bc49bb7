package std

import (
	"fmt"
	"strings"

	"kerash/interp/object"
)

func itertoolsModule() *object.Module {
	return &object.Module{Name: "itertools", Doc: "Iterators made of iterators.", Members: func() []object.Member {
		return append(append(itertoolsEndless(), itertoolsStreams()...), itertoolsProducts()...)
	}}
}

// iterOf gives the iterator of an argument.
func iterOf(th *object.Thread, v object.Value) object.Iterator {
	return object.Must(object.Iter(th, v))
}

type nextFunc = func(th *object.Thread) (object.Value, bool, error)

// lazyIterator is an object of one of the classes of itertools.
type lazyIterator struct {
	class *object.Class
	next  nextFunc
	// text is the repr where it tells more than the class.
	text func(th *object.Thread) (string, error)
}

// PyClass is the class that made it.
func (it *lazyIterator) PyClass() *object.Class { return it.class }

// Next gives the next value.
func (it *lazyIterator) Next(th *object.Thread) (object.Value, bool, error) { return it.next(th) }

// lazilyTold declares a class of iterators whose text f gives as well.
func lazilyTold(sig, doc string, f func(th *object.Thread, a *object.Bound) (nextFunc, func(th *object.Thread) (string, error), error)) object.Member {
	name, _, _ := strings.Cut(sig, "(")
	c := &object.Class{Name: name, Module: "itertools", Doc: doc, Signature: sig, Base: object.IteratorClass, Final: true}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := c.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		next, text, err := f(th, a)
		if err != nil {
			return nil, err
		}
		return &lazyIterator{c, next, text}, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		if it := self.(*lazyIterator); it.text != nil {
			return it.text(th)
		}
		return fmt.Sprintf("<itertools.%s object at %#x>", name, object.ID(self)), nil
	}
	return object.Const(name, c)
}

// lazily declares a class of iterators.
func lazily(sig, doc string, f func(th *object.Thread, a *object.Bound) (nextFunc, error)) object.Member {
	return lazilyTold(sig, doc, func(th *object.Thread, a *object.Bound) (nextFunc, func(th *object.Thread) (string, error), error) {
		next, err := f(th, a)
		return next, nil, err
	})
}

func itertoolsEndless() []object.Member {
	return []object.Member{
		lazilyTold("count(start=0, step=1)", "start, start + step, start + 2 * step, ...", countFrom),
		lazily("cycle(iterable, /)", "The values again and again.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			it := iterOf(th, a.At(0))
			var seen []object.Value
			i := -1
			return func(th *object.Thread) (object.Value, bool, error) {
				if i < 0 {
					v, ok, err := it.Next(th)
					if err != nil {
						return nil, false, err
					}
					if ok {
						seen = append(seen, v)
						return v, true, nil
					}
					i = 0
				}
				if len(seen) == 0 {
					return nil, false, nil
				}
				v := seen[i]
				i = (i + 1) % len(seen)
				return v, true, nil
			}, nil
		}),
		lazilyTold("repeat(object, times=<endless>)", "The object over and over, or so many times.", repeatValue),
	}
}

func countFrom(th *object.Thread, a *object.Bound) (nextFunc, func(th *object.Thread) (string, error), error) {
	x, step := a.Value("start"), a.Value("step")
	for _, v := range []object.Value{x, step} {
		if _, ok, err := object.AsComplex(th, v); !ok && err == nil {
			return nil, nil, object.TypeErrorf("a number is required")
		}
	}
	next := func(th *object.Thread) (object.Value, bool, error) {
		v := x
		var err error
		x, err = object.BinaryOp(th, object.Add, x, step)
		return v, err == nil, err
	}
	return next, func(th *object.Thread) (string, error) {
		if step == 1 {
			return callText(th, "count", x)
		}
		return callText(th, "count", x, step)
	}, nil
}

func repeatValue(th *object.Thread, a *object.Bound) (nextFunc, func(th *object.Thread) (string, error), error) {
	v, left := a.At(0), -1
	if a.Given("times") {
		left = max(0, a.Int("times"))
	}
	next := func(th *object.Thread) (object.Value, bool, error) {
		if left == 0 {
			return nil, false, nil
		}
		left--
		return v, true, nil
	}
	return next, func(th *object.Thread) (string, error) {
		if left < 0 {
			return callText(th, "repeat", v)
		}
		return callText(th, "repeat", v, left)
	}, nil
}

// callText is a call as it is written.
func callText(th *object.Thread, name string, args ...object.Value) (string, error) {
	parts := make([]string, len(args))
	for i, v := range args {
		var err error
		if parts[i], err = object.Repr(th, v); err != nil {
			return "", err
		}
	}
	return name + "(" + strings.Join(parts, ", ") + ")", nil
}

func itertoolsStreams() []object.Member {
	return []object.Member{
		object.Const("chain", chainClass),
		lazily("islice(iterable, start, stop=<none>, step=None, /)", "Some of the values: islice(it, stop) or islice(it, start, stop, step).", islice),
		lazily("accumulate(iterable, func=None, *, initial=None)", "Running sums, or what func makes of the last result and the next value.", accumulate),
		lazily("compress(data, selectors)", "The values whose selector is true.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			data, sel := iterOf(th, a.At(0)), iterOf(th, a.At(1))
			return func(th *object.Thread) (object.Value, bool, error) {
				for {
					v, ok, err := data.Next(th)
					if !ok || err != nil {
						return nil, false, err
					}
					s, ok, err := sel.Next(th)
					if !ok || err != nil {
						return nil, false, err
					}
					if t, err := object.Truth(th, s); err != nil || t {
						return v, err == nil, err
					}
				}
			}, nil
		}),
		lazily("dropwhile(predicate, iterable, /)", "The values from the first on that fails the predicate.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			pred, it, dropping := a.At(0), iterOf(th, a.At(1)), true
			return func(th *object.Thread) (object.Value, bool, error) {
				for {
					v, ok, err := it.Next(th)
					if !ok || err != nil || !dropping {
						return v, ok && err == nil, err
					}
					if dropping, err = holds(th, pred, v); err != nil || !dropping {
						return v, err == nil, err
					}
				}
			}, nil
		}),
		lazily("takewhile(predicate, iterable, /)", "The values up to the first that fails the predicate.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			pred, it, done := a.At(0), iterOf(th, a.At(1)), false
			return func(th *object.Thread) (object.Value, bool, error) {
				if done {
					return nil, false, nil
				}
				v, ok, err := it.Next(th)
				if !ok || err != nil {
					return nil, false, err
				}
				t, err := holds(th, pred, v)
				done = !t
				return v, t && err == nil, err
			}, nil
		}),
		lazily("filterfalse(function, iterable, /)", "The values for which the function is false.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			pred, it := a.At(0), iterOf(th, a.At(1))
			return func(th *object.Thread) (object.Value, bool, error) {
				for {
					v, ok, err := it.Next(th)
					if !ok || err != nil {
						return nil, false, err
					}
					if t, err := holds(th, pred, v); err != nil || !t {
						return v, err == nil, err
					}
				}
			}, nil
		}),
		lazily("starmap(function, iterable, /)", "function(*args) for each args of the iterable.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			fn, it := a.At(0), iterOf(th, a.At(1))
			return func(th *object.Thread) (object.Value, bool, error) {
				v, ok, err := it.Next(th)
				if !ok || err != nil {
					return nil, false, err
				}
				args, err := object.ToSlice(th, v)
				if err != nil {
					return nil, false, err
				}
				r, err := object.Call(th, fn, object.Args{Pos: args})
				return r, err == nil, err
			}, nil
		}),
		lazily("pairwise(iterable, /)", "Each two neighbours.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			it := iterOf(th, a.At(0))
			last, has := object.Value(nil), false
			return func(th *object.Thread) (object.Value, bool, error) {
				for {
					v, ok, err := it.Next(th)
					if !ok || err != nil {
						return nil, false, err
					}
					before, had := last, has
					last, has = v, true
					if had {
						return object.NewTuple(before, v), true, nil
					}
				}
			}, nil
		}),
		lazily("zip_longest(*iterables, fillvalue=None)", "Tuples of one value of each, filled up to the longest.", zipLongest),
		lazily("groupby(iterable, key=None)", "(key, values) for each run of values with the same key.", groupBy),
		object.Fun("tee(iterable, n=2, /)", "Several iterators over the same values.", tee),
	}
}

// holds is the truth of pred(v), of v itself without a predicate.
func holds(th *object.Thread, pred, v object.Value) (bool, error) {
	if pred == nil {
		return object.Truth(th, v)
	}
	r, err := object.CallFn(th, pred, v)
	if err != nil {
		return false, err
	}
	return object.Truth(th, r)
}

// chainClass is chain, which is called and has from_iterable.
var chainClass = &object.Class{Name: "chain", Module: "itertools", Doc: "The values of one iterable after the other.", Signature: "chain(*iterables)", Base: object.IteratorClass, Final: true}

func init() {
	chainClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return chained(object.IterSlice(args.Pos)), nil
	}
	chainClass.Members = func() []object.Member {
		return []object.Member{object.StaticMethodOf("from_iterable(iterable, /)", "The values of the iterables that an iterable gives.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return chained(iterOf(th, a.At(0))), nil
		})}
	}
}

func chained(outer object.Iterator) object.Iterator {
	var inner object.Iterator
	return &lazyIterator{chainClass, func(th *object.Thread) (object.Value, bool, error) {
		for {
			if inner != nil {
				v, ok, err := inner.Next(th)
				if ok || err != nil {
					return v, ok, err
				}
			}
			v, ok, err := outer.Next(th)
			if !ok || err != nil {
				return nil, false, err
			}
			if inner, err = object.Iter(th, v); err != nil {
				return nil, false, err
			}
		}
	}, nil}
}

func islice(th *object.Thread, a *object.Bound) (nextFunc, error) {
	it := iterOf(th, a.At(0))
	start, stop, step := 0, -1, 1
	bound := func(v object.Value, least int, what string) int {
		n, ok := v.(int)
		if !ok || n < least {
			object.Throw(object.ValueErrorf("%s for islice() must be %s", what, map[bool]string{true: "a positive integer or None.", false: "None or an integer: 0 <= x <= sys.maxsize."}[least == 1]))
		}
		return n
	}
	if !a.Given("stop") {
		if v := a.At(1); v != nil {
			stop = bound(v, 0, "Stop argument")
		}
	} else {
		if v := a.At(1); v != nil {
			start = bound(v, 0, "Indices")
		}
		if v := a.At(2); v != nil {
			stop = bound(v, 0, "Stop argument")
		}
		if v := a.At(3); v != nil {
			step = bound(v, 1, "Step")
		}
	}
	at, next := 0, start
	return func(th *object.Thread) (object.Value, bool, error) {
		for {
			if stop >= 0 && next >= stop {
				// The values before stop are taken all the same.
				for ; at < stop && at < next; at++ {
					if _, ok, err := it.Next(th); !ok || err != nil {
						return nil, false, err
					}
				}
				return nil, false, nil
			}
			v, ok, err := it.Next(th)
			if !ok || err != nil {
				return nil, false, err
			}
			at++
			if at-1 == next {
				next += step
				return v, true, nil
			}
		}
	}, nil
}

func accumulate(th *object.Thread, a *object.Bound) (nextFunc, error) {
	it, fn := iterOf(th, a.At(0)), a.At(1)
	total := a.Value("initial")
	begun, pending := total != nil, total != nil
	return func(th *object.Thread) (object.Value, bool, error) {
		if pending {
			pending = false
			return total, true, nil
		}
		v, ok, err := it.Next(th)
		if !ok || err != nil {
			return nil, false, err
		}
		switch {
		case !begun:
			total, begun = v, true
		case fn == nil:
			total, err = object.BinaryOp(th, object.Add, total, v)
		default:
			total, err = object.CallFn(th, fn, total, v)
		}
		return total, err == nil, err
	}, nil
}
