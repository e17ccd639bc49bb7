package std

import (
	"kerash/interp/object"
)

func functoolsModule() *object.Module {
	return &object.Module{Name: "functools", Doc: "Functions of functions.", Members: func() []object.Member {
		return []object.Member{
			object.Const("partial", partialClass), object.Const("partialmethod", partialMethodClass), object.Const("singledispatchmethod", dispatchMethodClass), object.Const("cached_property", cachedPropertyClass),
			object.Fun("reduce(function, iterable, initial=<first>, /)", "function(function(first, second), third) and so on.", reduce),
			object.Fun("wraps(wrapped, assigned=<names>, updated=<dicts>)", "A decorator that gives a wrapper the name and documentation of what it wraps.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				wrapped := a.Value("wrapped")
				return object.Func("update(wrapper, /)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return updateWrapper(th, a.At(0), wrapped)
				}), nil
			}),
			object.Fun("update_wrapper(wrapper, wrapped, assigned=<names>, updated=<dicts>)", "Gives a wrapper the name and documentation of what it wraps.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return updateWrapper(th, a.At(0), a.At(1))
			}),
			object.Fun("lru_cache(maxsize=128, typed=False)", "A decorator that keeps results for the arguments they belong to.", lruCache),
			object.Fun("cache(user_function, /)", "Keeps all results for the arguments they belong to.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return newCache(th, a.At(0), -1, false), nil
			}),
			object.Fun("cmp_to_key(mycmp)", "A key function for sorting by a comparison.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				cmp := a.At(0)
				return object.Func("K(obj)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) { return &compared{cmp, a.At(0)}, nil }), nil
			}),
			object.Fun("total_ordering(cls)", "Adds the comparisons that follow from __lt__ (or another) and __eq__.", totalOrdering),
			object.Fun("singledispatch(func)", "A function that has variants for the class of its first argument.", singleDispatch),
		}
	}}
}

func reduce(th *object.Thread, a *object.Bound) (object.Value, error) {
	fn, it := a.At(0), iterOf(th, a.At(1))
	acc := a.At(2)
	if !a.Given("initial") {
		v, ok, err := it.Next(th)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, object.TypeErrorf("reduce() of empty iterable with no initial value")
		}
		acc = v
	}
	for {
		v, ok, err := it.Next(th)
		if err != nil || !ok {
			return acc, err
		}
		if acc, err = object.CallFn(th, fn, acc, v); err != nil {
			return nil, err
		}
		if err := th.Check(); err != nil {
			return nil, err
		}
	}
}

func updateWrapper(th *object.Thread, wrapper, wrapped object.Value) (object.Value, error) {
	for _, name := range []string{"__module__", "__name__", "__qualname__", "__doc__"} {
		v, ok, err := object.FindAttr(th, wrapped, name)
		if err != nil || !ok {
			continue
		}
		if err := object.SetAttr(th, wrapper, name, v); err != nil {
			return nil, err
		}
	}
	if d, ok, err := object.FindAttr(th, wrapped, "__dict__"); err == nil && ok {
		if d, isDict := d.(*object.Dict); isDict {
			for it := d.Entries(); it.Next(); {
				if name, isStr := it.Key().(string); isStr {
					if err := object.SetAttr(th, wrapper, name, it.Value()); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	return wrapper, object.SetAttr(th, wrapper, "__wrapped__", wrapped)
}

// partial is a function with some of its arguments.
type partial struct {
	fn   object.Value
	args object.Args
}

var partialClass = &object.Class{Name: "partial", Module: "functools", Doc: "A function with some arguments given already.", Generic: true, Signature: "partial(func, /, *args, **keywords)", Final: true}

// PyClass is partial.
func (p *partial) PyClass() *object.Class { return partialClass }

// CallValue calls the function with the arguments of both.
func (p *partial) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	all := object.Args{Pos: append(append([]object.Value(nil), p.args.Pos...), args.Pos...)}
	for _, k := range p.args.Kw {
		if v, ok := args.Lookup(k.Name); ok {
			k.Value = v
		}
		all.Kw = append(all.Kw, k)
	}
	for _, k := range args.Kw {
		if _, ok := p.args.Lookup(k.Name); !ok {
			all.Kw = append(all.Kw, k)
		}
	}
	return object.Call(th, p.fn, all)
}

func init() {
	c := partialClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		if len(args.Pos) == 0 {
			return nil, object.TypeErrorf("type 'partial' takes at least one argument")
		}
		fn, rest := args.Pos[0], object.Args{Pos: append([]object.Value(nil), args.Pos[1:]...), Kw: append([]object.Kwarg(nil), args.Kw...)}
		if !object.IsCallable(fn) {
			return nil, object.TypeErrorf("the first argument must be callable")
		}
		if p, ok := fn.(*partial); ok {
			fn = p.fn
			rest.Pos = append(append([]object.Value(nil), p.args.Pos...), rest.Pos...)
			for _, k := range p.args.Kw {
				if _, ok := rest.Lookup(k.Name); !ok {
					rest.Kw = append(rest.Kw, k)
				}
			}
		}
		return &partial{fn, rest}, nil
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("func", "the function", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*partial).fn, nil }),
			object.Getter("args", "the positional arguments", func(th *object.Thread, self object.Value) (object.Value, error) {
				return object.NewTuple(self.(*partial).args.Pos...), nil
			}),
			object.Getter("keywords", "the keyword arguments", func(th *object.Thread, self object.Value) (object.Value, error) {
				d := object.NewDict()
				for _, k := range self.(*partial).args.Kw {
					d.SetStr(k.Name, k.Value)
				}
				return d, nil
			}),
		}
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		p := self.(*partial)
		text := "functools.partial("
		s, err := object.Repr(th, p.fn)
		if err != nil {
			return "", err
		}
		text += s
		for _, v := range p.args.Pos {
			if s, err = object.Repr(th, v); err != nil {
				return "", err
			}
			text += ", " + s
		}
		for _, k := range p.args.Kw {
			if s, err = object.Repr(th, k.Value); err != nil {
				return "", err
			}
			text += ", " + k.Name + "=" + s
		}
		return text + ")", nil
	}
}

// compared is a value that sorts by a comparison function.
type compared struct{ cmp, obj object.Value }

// PyClass is KeyWrapper.
func (c *compared) PyClass() *object.Class { return comparedClass }

var comparedClass = &object.Class{Name: "KeyWrapper", Module: "functools", Doc: "A value that sorts by a comparison.", Final: true,
	Compare: func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*compared)
		y, ok2 := b.(*compared)
		if !ok || !ok2 {
			return object.NotImplemented, nil
		}
		r, err := object.CallFn(th, x.cmp, x.obj, y.obj)
		if err != nil {
			return nil, err
		}
		return object.Compare(th, op, r, 0)
	}}

// totalOrdering fills in comparisons from the one that the class defines.
func totalOrdering(th *object.Thread, a *object.Bound) (object.Value, error) {
	cls, ok := a.At(0).(*object.Class)
	if !ok {
		return nil, object.TypeErrorf("total_ordering() needs a class")
	}
	// How each comparison follows from the one there is: whether its sides are
	// exchanged, whether its result is negated, and whether == counts as well.
	type rule struct {
		name             string
		swap, negate, or bool
	}
	rules := map[string][]rule{
		"__lt__": {{"__gt__", true, false, false}, {"__le__", false, false, true}, {"__ge__", false, true, false}},
		"__le__": {{"__ge__", true, false, false}, {"__gt__", false, true, false}, {"__lt__", true, true, false}},
		"__gt__": {{"__lt__", true, false, false}, {"__ge__", false, false, true}, {"__le__", false, true, false}},
		"__ge__": {{"__le__", true, false, false}, {"__lt__", false, true, false}, {"__gt__", true, true, false}},
	}
	for _, root := range []string{"__lt__", "__le__", "__gt__", "__ge__"} {
		fn, ok := cls.Dict().Get(root)
		if !ok {
			continue
		}
		for _, r := range rules[root] {
			if _, has := cls.Dict().Get(r.name); has {
				continue
			}
			cls.Dict().Set(r.name, object.Method(r.name+"(self, other, /)", "Follows from "+root+".", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				x, y := a.At(0), a.At(1)
				if r.swap {
					x, y = y, x
				}
				v, err := object.CallFn(th, fn, x, y)
				if err != nil || v == object.NotImplemented {
					return v, err
				}
				t, err := object.Truth(th, v)
				if err != nil {
					return nil, err
				}
				if r.or && !t {
					return object.Equal(th, x, y)
				}
				return t != r.negate, nil
			}).Value)
		}
		return cls, nil
	}
	return nil, object.ValueErrorf("must define at least one ordering operation: < > <= >=")
}
