package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// direct is an operand that a host function can read by itself, without the
// machine pushing it: a variable or a literal. It saves most of the machine's
// steps, since the leaves of expressions are such.
type direct interface {
	// find reads the operand; its error, if any, has no place yet.
	find(fr *Frame) (object.Value, error)
}

func (c constant) find(*Frame) (object.Value, error) { return c.v, nil }

// operand is a direct with its place.
type operand struct {
	direct
	at syntax.Span
	// global is the direct if it is a variable of the module.
	global *global
}

// operand gives e as a direct operand, if it is one.
func (l *lowerer) operand(e syntax.Expr) (operand, bool) {
	if n, ok := e.(*syntax.Name); ok {
		v := l.variable(n)
		g, _ := v.(*global)
		return operand{v.(direct), n.Where, g}, true
	}
	if v, ok := literal(e); ok {
		return operand{constant{v}, e.Span(), nil}, true
	}
	return operand{}, false
}

// read reads the operand in the running frame, or makes the program fail at
// the operand's place.
func (o *operand) read(ev *Evaluator) object.Value {
	v, err := o.find(ev.frame)
	if err != nil {
		panic(&unwind{err, o.at})
	}
	return v
}

// isConstant reports whether the operand may be read later than those on its
// right without a difference.
func (o *operand) isConstant() bool {
	_, ok := o.direct.(constant)
	return ok
}

// apply2 makes the call of an operation on two operands, the direct ones of
// which are read by the host function.
func (l *lowerer) apply2(at syntax.Span, f fn2, left, right syntax.Expr) ast.Node {
	ev := l.ev
	a, aDirect := l.operand(left)
	b, bDirect := l.operand(right)
	switch {
	case aDirect && bDirect:
		return l.nullary(at, func(...any) (any, error) { return f(a.read(ev), b.read(ev)), nil })
	case bDirect:
		return host(at, func(x any) any { return f(x, b.read(ev)) }, l.node(left))
	case aDirect && a.isConstant():
		return host(at, func(y any) any { return f(a.read(ev), y) }, l.node(right))
	}
	return host(at, f, l.node(left), l.node(right))
}

// test2 is apply2 for a condition.
func (l *lowerer) test2(at syntax.Span, f test2, left, right syntax.Expr) ast.Node {
	ev := l.ev
	a, aDirect := l.operand(left)
	b, bDirect := l.operand(right)
	switch {
	case aDirect && bDirect:
		n := l.nullary(at, func(...any) (any, error) { return f(a.read(ev), b.read(ev)), nil })
		n.SetType(boolType)
		return n
	case bDirect:
		return host(at, func(x any) bool { return f(x, b.read(ev)) }, l.node(left))
	}
	return host(at, f, l.node(left), l.node(right))
}

// apply1 makes the call of an operation on one operand.
func (l *lowerer) apply1(at syntax.Span, f fn1, x syntax.Expr) ast.Node {
	ev := l.ev
	if a, ok := l.operand(x); ok {
		return l.nullary(at, func(...any) (any, error) { return f(a.read(ev)), nil })
	}
	return host(at, f, l.node(x))
}

// directCall makes the call of a function whose name and arguments are all
// direct, of which there are at most three.
func (l *lowerer) directCall(e *syntax.Call) (ast.Node, bool) {
	if len(e.Args) > 3 {
		return nil, false
	}
	fn, ok := l.operand(e.Func)
	if !ok {
		return nil, false
	}
	args, ok := l.operands(e.Args)
	if !ok {
		return nil, false
	}
	ev := l.ev
	return l.nullary(e.Where, func(...any) (any, error) {
		f := fn.read(ev)
		if g, ok := f.(*Function); ok && g.code.plain == len(args) {
			return g.callDirect(ev, args)
		}
		switch len(args) {
		case 1:
			return placeless(ev.callOne(f, args[0].read(ev)))
		case 2:
			return placeless(ev.callTwo(f, args[0].read(ev), args[1].read(ev)))
		}
		return placeless(object.Call(ev.th, f, object.Args{Pos: readAll(ev, nil, args)}))
	}), true
}

func (l *lowerer) operands(list []syntax.Expr) ([]operand, bool) {
	args := make([]operand, len(list))
	for i, x := range list {
		var ok bool
		if args[i], ok = l.operand(x); !ok {
			return nil, false
		}
	}
	return args, true
}

// callDirect calls a function with operands of the running frame.
func (f *Function) callDirect(ev *Evaluator, args []operand) (object.Value, error) {
	var vals [3]object.Value
	for i := range args {
		vals[i] = args[i].read(ev)
	}
	fr, err := ev.call(&f.code.code)
	if err != nil {
		return nil, &unwind{err: err}
	}
	copy(fr.slots, vals[:len(args)])
	return placeless(f.finish(fr, len(args)))
}

// directMethod makes the call of a method whose arguments are all direct.
func (l *lowerer) directMethod(e *syntax.Call, a *syntax.Attribute) (ast.Node, bool) {
	if len(e.Args) > 3 {
		return nil, false
	}
	args, ok := l.operands(e.Args)
	if !ok {
		return nil, false
	}
	ev := l.ev
	if self, ok := l.operand(a.Value); ok {
		return l.nullary(e.Where, func(...any) (any, error) { return placeless(ev.callAttribute(a, self.read(ev), args)) }), true
	}
	return host(e.Where, func(obj any) any { return result(ev.callAttribute(a, obj, args)) }, l.node(a.Value)), true
}

// callAttribute calls an attribute of obj with direct arguments.
func (ev *Evaluator) callAttribute(a *syntax.Attribute, obj object.Value, args []operand) (object.Value, error) {
	fn, takesSelf, err := object.FindMethod(ev.th, obj, a.Attr)
	if err != nil {
		panic(&unwind{err, a.Where})
	}
	if !takesSelf {
		return ev.callLent(fn, args)
	}
	var r object.Value
	switch len(args) {
	case 0:
		r, err = ev.callOne(fn, obj)
	case 1:
		r, err = ev.callMethod(fn, obj, args[0].read(ev))
	default:
		r, err = ev.callPositional(fn, readAll(ev, []object.Value{obj}, args))
	}
	ev.note(r, false)
	return r, err
}

// readAll reads operands behind the values in pos.
func readAll(ev *Evaluator, pos []object.Value, args []operand) []object.Value {
	all := make([]object.Value, len(pos)+len(args))
	n := copy(all, pos)
	for i := range args {
		all[n+i] = args[i].read(ev)
	}
	return all
}

// callMethod calls a method with its object and one argument.
func (ev *Evaluator) callMethod(fn, self, a object.Value) (object.Value, error) {
	f, ok := fn.(*Function)
	if !ok || f.code.plain != 2 {
		return ev.callTwo(fn, self, a)
	}
	fr, err := ev.call(&f.code.code)
	if err != nil {
		return nil, err
	}
	fr.slots[0], fr.slots[1] = self, a
	return f.finish(fr, 2)
}

// placeless hands a result to the machine; an error is at the place of the call.
func placeless(v object.Value, err error) (object.Value, error) {
	if err != nil {
		return nil, &unwind{err: err}
	}
	return v, nil
}
