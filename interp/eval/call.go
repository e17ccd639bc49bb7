package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

func (h *hosts) initCalls(ev *Evaluator) {
	h.call0 = func(fn any) any {
		return result(ev.callPositional(fn, nil))
	}
	h.call1 = func(fn, a any) any {
		return result(ev.callOne(fn, a))
	}
	h.call = func(args ...any) any {
		return result(ev.callPositional(args[0], args[1:]))
	}
	h.method0 = func(m, self any) any {
		if u, ok := m.(*unbound); ok {
			return ev.noted(ev.callPositional(u.fn, nil))
		}
		return ev.noted(ev.callOne(m, self))
	}
	h.method = func(args ...any) any {
		if u, ok := args[0].(*unbound); ok {
			return ev.callMade(u.fn, args[2:])
		}
		if len(args) == 3 {
			return ev.noted(ev.callTwo(args[0], args[1], args[2]))
		}
		return ev.noted(ev.callPositional(args[0], args[1:]))
	}
	h.methodLast = func(args ...any) any {
		m := ev.takeMade(args[len(args)-1])
		r := h.method(args...)
		if u, ok := args[0].(*unbound); ok && isFresh(u.fn) && allPlain(args[2:]) && r != any(m) && m != nil {
			m.Release()
		}
		return r
	}
}

// callOne calls with one argument.
func (ev *Evaluator) callOne(fn, a object.Value) (object.Value, error) {
	switch f := fn.(type) {
	case *Function:
		if f.code.plain == 1 {
			return f.call1(a)
		}
	case *object.Builtin:
		if v, ok, err := f.CallQuick(ev.th, a, nil, 1); ok {
			return v, err
		}
	}
	return object.Call(ev.th, fn, object.Args{Pos: []object.Value{a}})
}

// callTwo calls with two arguments.
func (ev *Evaluator) callTwo(fn, a, b object.Value) (object.Value, error) {
	if f, ok := fn.(*object.Builtin); ok {
		if v, ok, err := f.CallQuick(ev.th, a, b, 2); ok {
			return v, err
		}
	}
	return ev.callPositional(fn, []object.Value{a, b})
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

// noted is result for a call that may keep what it is given.
func (ev *Evaluator) noted(v object.Value, err error) any {
	ev.note(v, false)
	return result(v, err)
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
		call := l.ev.hosts.method
		if makes(e.Args[len(e.Args)-1]) {
			call = l.ev.hosts.methodLast
		}
		return host(e.Where, call, append([]ast.Node{fn, self()}, l.arguments(e)...)...)
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
