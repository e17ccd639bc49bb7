package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// callShape is how the values of a call's arguments become Args.
type callShape struct {
	// starred tells for each positional argument whether it is *unpacked;
	// nil when none is.
	starred []bool
	pos     int
	// names are those of the keyword arguments, "" for **unpacked ones.
	names   []string
	unpacks bool
	// last is the plan for the code that was called last.
	last *callPlan
}

func newCallShape(e *syntax.Call) *callShape {
	s := &callShape{pos: len(e.Args)}
	for i, a := range e.Args {
		if _, ok := a.(*syntax.Starred); ok {
			if s.starred == nil {
				s.starred = make([]bool, len(e.Args))
			}
			s.starred[i] = true
		}
	}
	for _, k := range e.Keywords {
		s.names = append(s.names, k.Name)
		s.unpacks = s.unpacks || k.Name == ""
	}
	return s
}

func (s *callShape) simple() bool { return s.starred == nil && len(s.names) == 0 }

// host is the host function of such calls. It gets the function, for a method
// the object (skip is then 2), and the arguments.
func (s *callShape) host(ev *Evaluator, skip int) fnN {
	return func(vals ...any) any {
		fn := vals[0]
		var self []object.Value
		if skip == 2 {
			if u, ok := fn.(*unbound); ok {
				fn = u.fn
			} else {
				self = vals[1:2]
			}
		}
		if f, ok := fn.(*Function); ok && s.starred == nil && !s.unpacks {
			if p := s.plan(f, len(self)); p.fits {
				return result(p.call(f, self, vals[skip:]))
			}
		}
		args, err := s.args(ev.th, fn, self, vals[skip:])
		if err != nil {
			throw(err)
		}
		return result(object.Call(ev.th, fn, args))
	}
}

// args builds the arguments of a call.
func (s *callShape) args(th *object.Thread, fn object.Value, self, vals []object.Value) (object.Args, error) {
	args := object.Args{}
	if s.starred == nil {
		args.Pos = make([]object.Value, 0, len(self)+s.pos)
		args.Pos = append(append(args.Pos, self...), vals[:s.pos]...)
	} else {
		args.Pos = append(args.Pos, self...)
		for i, v := range vals[:s.pos] {
			if !s.starred[i] {
				args.Pos = append(args.Pos, v)
				continue
			}
			more, err := s.unpackPositional(th, fn, v)
			if err != nil {
				return args, err
			}
			args.Pos = append(args.Pos, more...)
		}
	}
	if len(s.names) == 0 {
		return args, nil
	}
	args.Kw = make([]object.Kwarg, 0, len(s.names))
	for i, v := range vals[s.pos:] {
		if s.names[i] != "" {
			if err := addKeyword(fn, &args, s.names[i], v, s.unpacks); err != nil {
				return args, err
			}
			continue
		}
		if err := unpackKeywords(th, fn, &args, v); err != nil {
			return args, err
		}
	}
	return args, nil
}

func (s *callShape) unpackPositional(th *object.Thread, fn, v object.Value) ([]object.Value, error) {
	if !object.IsIterable(v) {
		if s.pos == 1 {
			return nil, object.TypeErrorf("%s argument after * must be an iterable, not %s", callName(fn), object.TypeName(v))
		}
		return nil, object.TypeErrorf("Value after * must be an iterable, not %s", object.TypeName(v))
	}
	return object.ToSlice(th, v)
}

// addKeyword adds a keyword argument; a name may come twice only when a
// mapping was unpacked.
func addKeyword(fn object.Value, args *object.Args, name string, v object.Value, check bool) error {
	if check {
		if _, ok := args.Lookup(name); ok {
			return object.TypeErrorf("%s got multiple values for keyword argument '%s'", callName(fn), name)
		}
	}
	args.Kw = append(args.Kw, object.Kwarg{Name: name, Value: v})
	return nil
}

// unpackKeywords adds the entries of **m.
func unpackKeywords(th *object.Thread, fn object.Value, args *object.Args, m object.Value) error {
	add := func(k, v object.Value) error {
		name, ok := k.(string)
		if !ok {
			return object.TypeErrorf("keywords must be strings")
		}
		return addKeyword(fn, args, name, v, true)
	}
	if d, ok := object.NativeOf(m).(*object.Dict); ok {
		for it := d.Entries(); it.Next(); {
			if err := add(it.Key(), it.Value()); err != nil {
				return err
			}
		}
		return nil
	}
	keys, ok, err := object.FindAttr(th, m, "keys")
	if err != nil {
		return err
	}
	if !ok {
		return object.TypeErrorf("%s argument after ** must be a mapping, not %s", callName(fn), object.TypeName(m))
	}
	list, err := object.CallFn(th, keys)
	if err != nil {
		return err
	}
	return object.ForEach(th, list, func(k object.Value) error {
		v, err := object.Index(th, m, k)
		if err != nil {
			return err
		}
		return add(k, v)
	})
}

// callName names a callable as CPython's errors about unpacking do.
func callName(fn object.Value) string {
	switch f := fn.(type) {
	case *Function:
		return f.module() + "." + f.qualName + "()"
	case *object.BoundMethod:
		return callName(f.Fn)
	case *object.Class:
		return f.FullName() + "()"
	}
	if name, ok := object.FuncName(fn); ok {
		return name + "()"
	}
	return object.TypeName(fn) + " object"
}
