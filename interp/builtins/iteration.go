package builtins

import (
	"strconv"

	"kerash/interp/object"
)

var iterationFuncs = []*object.Builtin{
	object.Func("len(obj, /)", "How many values a container has.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return object.Len(th, a.At(0))
	}).WithQuick(func(th *object.Thread, x, y object.Value, n int) (object.Value, bool, error) {
		if n != 1 {
			return nil, false, nil
		}
		size, err := object.Len(th, x)
		return size, true, err
	}),
	object.RawFunc("iter(object, sentinel=<none>, /)", "An iterator over object; with sentinel, of the calls of object until one gives sentinel.", iter),
	object.RawFunc("next(iterator, default=<none>, /)", "The next value of an iterator; default at its end.", next),
	object.RawFunc("sorted(iterable, /, *, key=None, reverse=False)", "A sorted list; equal values keep their order.", sorted),
	object.Func("sum(iterable, /, start=0)", "The sum of the values.", sum),
	object.Func("any(iterable, /)", "Whether a value is true.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return findTruth(th, a.At(0), true)
	}),
	object.Func("all(iterable, /)", "Whether all values are true.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		found, err := findTruth(th, a.At(0), false)
		return !found, err
	}),
	object.Func("min(*args, key=None, default=<none>)", "The smallest value of an iterable or of several arguments.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return extreme(th, a, object.Lt)
	}),
	object.Func("max(*args, key=None, default=<none>)", "The largest value of an iterable or of several arguments.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return extreme(th, a, object.Gt)
	}),
}

// expected checks the number of positional arguments as CPython's own
// functions do.
func expected(name string, args object.Args, least, most int) error {
	if len(args.Kw) > 0 {
		return object.TypeErrorf("%s() takes no keyword arguments", name)
	}
	plural := func(n int) string {
		if n == 1 {
			return "1 argument"
		}
		return strconv.Itoa(n) + " arguments"
	}
	switch n := len(args.Pos); {
	case n < least:
		return object.TypeErrorf("%s expected at least %s, got %d", name, plural(least), n)
	case n > most:
		return object.TypeErrorf("%s expected at most %s, got %d", name, plural(most), n)
	}
	return nil
}

func iter(th *object.Thread, args object.Args) (object.Value, error) {
	if err := expected("iter", args, 1, 2); err != nil {
		return nil, err
	}
	fn := args.Pos[0]
	if len(args.Pos) == 1 {
		return object.IterValue(th, fn)
	}
	if !object.IsCallable(fn) {
		return nil, object.TypeErrorf("iter(v, w): v must be callable")
	}
	sentinel, done := args.Pos[1], false
	return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
		if done {
			return nil, false, nil
		}
		v, err := object.CallFn(th, fn)
		if err != nil {
			return nil, false, err
		}
		done, err = object.Equal(th, v, sentinel)
		return v, !done, err
	}), nil
}

func next(th *object.Thread, args object.Args) (object.Value, error) {
	if err := expected("next", args, 1, 2); err != nil {
		return nil, err
	}
	v, ok, err := object.Next(th, args.Pos[0])
	switch {
	case err != nil:
		return nil, err
	case ok:
		return v, nil
	case len(args.Pos) == 2:
		return args.Pos[1], nil
	}
	return nil, object.StopOf(args.Pos[0])
}

// sorted hands its keywords to the method sort, as CPython does.
func sorted(th *object.Thread, args object.Args) (object.Value, error) {
	if n := len(args.Pos); n != 1 {
		return nil, object.TypeErrorf("sorted expected 1 argument, got %d", n)
	}
	elems, err := object.ToSlice(th, args.Pos[0])
	if err != nil {
		return nil, err
	}
	l := object.NewList(elems...)
	_, err = object.CallMethodOf(th, l, "sort", object.Args{Kw: args.Kw})
	return l, err
}

func sum(th *object.Thread, a *object.Bound) (object.Value, error) {
	total := a.Value("start")
	if _, ok := total.(string); ok {
		return nil, object.TypeErrorf("sum() can't sum strings [use ''.join(seq) instead]")
	}
	err := object.ForEach(th, a.At(0), func(v object.Value) (err error) {
		total, err = object.BinaryOp(th, object.Add, total, v)
		return err
	})
	return total, err
}

// findTruth reports whether a value has the wanted truth.
func findTruth(th *object.Thread, v object.Value, want bool) (bool, error) {
	it, err := object.Iter(th, v)
	if err != nil {
		return false, err
	}
	for {
		x, ok, err := it.Next(th)
		if !ok || err != nil {
			return false, err
		}
		t, err := object.Truth(th, x)
		if err != nil || t == want {
			return err == nil, err
		}
	}
}

// extreme is min and max: the first value that is op than all before it.
func extreme(th *object.Thread, a *object.Bound, op object.Op) (object.Value, error) {
	name, vals := a.Sig.Name, a.Rest("args")
	switch {
	case len(vals) == 0:
		return nil, object.TypeErrorf("%s expected at least 1 argument, got 0", name)
	case len(vals) == 1:
		elems, err := object.ToSlice(th, vals[0])
		if err != nil {
			return nil, err
		}
		vals = elems
	case a.Given("default"):
		return nil, object.TypeErrorf("Cannot specify a default for %s() with multiple positional arguments", name)
	}
	if len(vals) == 0 {
		if a.Given("default") {
			return a.Value("default"), nil
		}
		return nil, object.ValueErrorf("%s() arg is an empty sequence", name)
	}
	key := a.Value("key")
	keyOf := func(v object.Value) (object.Value, error) {
		if key == nil {
			return v, nil
		}
		return object.CallFn(th, key, v)
	}
	best := vals[0]
	bestKey, err := keyOf(best)
	if err != nil {
		return nil, err
	}
	for _, v := range vals[1:] {
		k, err := keyOf(v)
		if err != nil {
			return nil, err
		}
		r, err := object.Compare(th, op, k, bestKey)
		if err != nil {
			return nil, err
		}
		better, err := object.Truth(th, r)
		if err != nil {
			return nil, err
		}
		if better {
			best, bestKey = v, k
		}
	}
	return best, nil
}
