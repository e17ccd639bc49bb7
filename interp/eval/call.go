package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

func (h *hosts) initCalls(ev *Evaluator) {
	th := ev.th
	h.call0 = func(fn any) any {
		return result(ev.callPositional(fn, nil))
	}
	h.call1 = func(fn, a any) any {
		if f, ok := fn.(*Function); ok && f.code.plain == 1 {
			return result(f.call1(a))
		}
		return result(object.Call(th, fn, object.Args{Pos: []object.Value{a}}))
	}
	h.call = func(args ...any) any {
		return result(ev.callPositional(args[0], args[1:]))
	}
	h.method0 = func(m, self any) any {
		switch f := m.(type) {
		case *Function:
			if f.code.plain == 1 {
				return result(f.call1(self))
			}
		case *unbound:
			return result(ev.callPositional(f.fn, nil))
		}
		return result(object.Call(th, m, object.Args{Pos: []object.Value{self}}))
	}
	h.method = func(args ...any) any {
		if u, ok := args[0].(*unbound); ok {
			return result(ev.callPositional(u.fn, args[2:]))
		}
		return result(ev.callPositional(args[0], args[1:]))
	}
}

// callPositional calls with positional arguments, which the callee may keep.
func (ev *Evaluator) callPositional(fn object.Value, args []object.Value) (object.Value, error) {
	if f, ok := fn.(*Function); ok && f.code.plain == len(args) {
		return f.call(args)
	}
	return object.Call(ev.th, fn, object.Args{Pos: args})
}

// result gives v, or makes the running program fail.
func result(v object.Value, err error) any {
	if err != nil {
		throw(err)
	}
	return v
}

// unbound marks what a method call found on the object as complete: self is
// no argument of it.
type unbound struct{ fn object.Value }

// method gives the host function that finds a method before the arguments of
// its call are computed: either a function that takes the object as its first
// argument, or an *unbound.
func (l *lowerer) method(name string) fn1 {
	th := l.ev.th
	return func(self any) any {
		fn, takesSelf, err := object.FindMethod(th, self, name)
		if err != nil {
			throw(err)
		}
		if takesSelf {
			return fn
		}
		return &unbound{fn}
	}
}

func (l *lowerer) attribute(e *syntax.Attribute) ast.Node {
	return l.apply1(e.Where, attributeHost(l.ev.th, e.Attr), e.Value)
}

// attributeHost reads an attribute.
func attributeHost(th *object.Thread, name string) fn1 {
	return func(v any) any {
		r, err := object.GetAttr(th, v, name)
		if err != nil {
			throw(err)
		}
		return r
	}
}

// call lowers a call.
func (l *lowerer) call(e *syntax.Call) ast.Node {
	if l.isBareSuper(e) {
		return l.super(e)
	}
	a, isMethod := e.Func.(*syntax.Attribute)
	shape := newCallShape(e)
	switch {
	case !shape.simple() && !isMethod:
		return host(e.Where, shape.host(l.ev, 1), append([]ast.Node{l.node(e.Func)}, l.arguments(e)...)...)
	case !isMethod:
		return l.callNode(e)
	}
	if n, ok := l.directMethod(e, a); ok && shape.simple() {
		return n
	}
	return l.temp(e.Where, l.node(a.Value), func(self func() ast.Node) ast.Node {
		fn := host(a.Where, l.method(a.Attr), self())
		switch {
		case !shape.simple():
			return host(e.Where, shape.host(l.ev, 2), append([]ast.Node{fn, self()}, l.arguments(e)...)...)
		case len(e.Args) == 0:
			return host(e.Where, l.ev.hosts.method0, fn, self())
		}
		return host(e.Where, l.ev.hosts.method, append([]ast.Node{fn, self()}, l.arguments(e)...)...)
	})
}

// callNode lowers a call with positional arguments.
func (l *lowerer) callNode(e *syntax.Call) ast.Node {
	if n, ok := l.directCall(e); ok {
		return n
	}
	fn := l.node(e.Func)
	switch len(e.Args) {
	case 0:
		return host(e.Where, l.ev.hosts.call0, fn)
	case 1:
		return host(e.Where, l.ev.hosts.call1, fn, l.node(e.Args[0]))
	}
	return host(e.Where, l.ev.hosts.call, append([]ast.Node{fn}, l.arguments(e)...)...)
}

func (l *lowerer) arguments(e *syntax.Call) []ast.Node {
	nodes := make([]ast.Node, 0, len(e.Args)+len(e.Keywords))
	for _, a := range e.Args {
		if s, ok := a.(*syntax.Starred); ok {
			a = s.Value
		}
		nodes = append(nodes, l.node(a))
	}
	for _, k := range e.Keywords {
		nodes = append(nodes, l.node(k.Value))
	}
	return nodes
}

// callShape is how the values of a call's arguments become Args.
type callShape struct {
	// starred tells for each positional argument whether it is *unpacked;
	// nil when none is.
	starred []bool
	pos     int
	// names are those of the keyword arguments, "" for **unpacked ones.
	names   []string
	unpacks bool
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

// isBareSuper recognises super() in a method.
func (l *lowerer) isBareSuper(e *syntax.Call) bool {
	n, ok := e.Func.(*syntax.Name)
	return ok && n.Ident == "super" && n.Ref.Kind == syntax.RefGlobal && len(e.Args)+len(e.Keywords) == 0
}

// super lowers super(): the class comes from the cell that the resolver made,
// the object is the method's first argument.
func (l *lowerer) super(e *syntax.Call) ast.Node {
	scope := l.code.scope
	class := -1
	for i, v := range scope.Free {
		if v.Name == "__class__" {
			class = i
		}
	}
	return l.nullary(e.Where, func(...any) (any, error) {
		s, err := l.ev.frame.super(class)
		if err != nil {
			return nil, &unwind{err: err}
		}
		return s, nil
	})
}

// super makes the object of super(); class is the entry of __class__ among the
// frame's free variables, or -1.
func (fr *Frame) super(class int) (*object.Super, error) {
	switch kind := fr.code.scope.Kind; {
	case kind == syntax.ModuleScope || kind == syntax.ClassScope || len(fr.slots) == 0:
		return nil, object.RuntimeErrorf("super(): no arguments")
	case class < 0:
		return nil, object.RuntimeErrorf("super(): __class__ cell not found")
	case fr.free[class].v == object.Unset:
		return nil, object.RuntimeErrorf("super(): empty __class__ cell")
	}
	self := fr.slots[0]
	if c, ok := self.(*Cell); ok {
		self = c.v
	}
	return object.NewSuper(fr.free[class].v, self)
}
