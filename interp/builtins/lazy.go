package builtins

import (
	"strconv"
	"strings"

	"kerash/interp/object"
)

// lazy is an iterator of a class of its own: enumerate, zip, map, filter,
// reversed.
type lazy struct {
	class *object.Class
	next  func(th *object.Thread) (object.Value, bool, error)
}

func (l *lazy) PyClass() *object.Class { return l.class }

func (l *lazy) Next(th *object.Thread) (object.Value, bool, error) { return l.next(th) }

func lazyClass(sig, doc string) *object.Class {
	name, _, _ := strings.Cut(sig, "(")
	return &object.Class{Name: name, Base: object.IteratorClass, Doc: doc, Signature: sig, Final: true}
}

var (
	enumerateClass = lazyClass("enumerate(/, iterable, start=0)", "Pairs of a count and the values of an iterable.")
	zipClass       = lazyClass("zip(*iterables, strict=False)", "Tuples of the values of several iterables, until the shortest ends.")
	mapClass       = lazyClass("map(func, /, *iterables)", "The results of a function for the values of iterables.")
	filterClass    = lazyClass("filter(function, iterable, /)", "The values for which a function, or the value itself, is true.")
)

func init() {
	enumerateClass.New = newEnumerate
	zipClass.New = newZip
	mapClass.New = newMap
	filterClass.New = newFilter
}

func newEnumerate(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	it, err := object.Iter(th, b.Value("iterable"))
	if err != nil {
		return nil, err
	}
	n := b.Int("start")
	return &lazy{cls, func(th *object.Thread) (object.Value, bool, error) {
		v, ok, err := it.Next(th)
		if !ok || err != nil {
			return nil, false, err
		}
		n++
		return object.NewTuple(n-1, v), true, nil
	}}, nil
}

func iterAll(th *object.Thread, vals []object.Value, what string) ([]object.Iterator, error) {
	its := make([]object.Iterator, len(vals))
	for i, v := range vals {
		it, err := object.Iter(th, v)
		if err != nil {
			if what != "" && object.IsError(err, object.TypeError) {
				return nil, object.TypeErrorf("%s argument #%d must support iteration", what, i+1)
			}
			return nil, err
		}
		its[i] = it
	}
	return its, nil
}

func newZip(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	its, err := iterAll(th, b.Rest("iterables"), "")
	if err != nil {
		return nil, err
	}
	strict := b.Bool("strict")
	return &lazy{cls, func(th *object.Thread) (object.Value, bool, error) {
		return zipNext(th, its, strict)
	}}, nil
}

func zipNext(th *object.Thread, its []object.Iterator, strict bool) (object.Value, bool, error) {
	if len(its) == 0 {
		return nil, false, nil
	}
	vals := make([]object.Value, len(its))
	for i, it := range its {
		v, ok, err := it.Next(th)
		if err != nil {
			return nil, false, err
		}
		if ok {
			vals[i] = v
			continue
		}
		if !strict {
			return nil, false, nil
		}
		return nil, false, strictError(th, its, i)
	}
	return object.NewTuple(vals...), true, nil
}

// strictError tells which argument of zip(strict=True) is of another length;
// the one at ended has ended first.
func strictError(th *object.Thread, its []object.Iterator, ended int) error {
	those := func(n int) string {
		if n == 1 {
			return "argument 1"
		}
		return "arguments 1-" + strconv.Itoa(n)
	}
	if ended > 0 {
		return object.ValueErrorf("zip() argument %d is shorter than %s", ended+1, those(ended))
	}
	for i, it := range its[1:] {
		_, ok, err := it.Next(th)
		if err != nil {
			return err
		}
		if ok {
			return object.ValueErrorf("zip() argument %d is longer than %s", i+2, those(i+1))
		}
	}
	return nil
}

func newMap(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	if len(args.Pos) < 2 {
		return nil, object.TypeErrorf("map() must have at least two arguments.")
	}
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	its, err := iterAll(th, b.Rest("iterables"), "")
	if err != nil {
		return nil, err
	}
	fn := b.Value("func")
	return &lazy{cls, func(th *object.Thread) (object.Value, bool, error) {
		vals := make([]object.Value, len(its))
		for i, it := range its {
			v, ok, err := it.Next(th)
			if !ok || err != nil {
				return nil, false, err
			}
			vals[i] = v
		}
		v, err := object.CallFn(th, fn, vals...)
		return v, err == nil, err
	}}, nil
}

func newFilter(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	it, err := object.Iter(th, b.Value("iterable"))
	if err != nil {
		return nil, err
	}
	fn := b.Value("function")
	return &lazy{cls, func(th *object.Thread) (object.Value, bool, error) {
		for {
			v, ok, err := it.Next(th)
			if !ok || err != nil {
				return nil, false, err
			}
			test := v
			if fn != nil {
				if test, err = object.CallFn(th, fn, v); err != nil {
					return nil, false, err
				}
			}
			if yes, err := object.Truth(th, test); yes || err != nil {
				return v, err == nil, err
			}
		}
	}}, nil
}
