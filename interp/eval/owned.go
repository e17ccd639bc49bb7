package eval

import (
	"slices"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// The memory of a large tensor is given back at once, as counted references
// would do it, in two cases: the tensor was made by an operator or a function
// that is Fresh, and is an operand of another such, which is then done with it;
// or it was assigned to a variable of the module, which gets another value
// before anybody has read it other than as such an operand.

// note sets ev.made to the tensor that an operation has just made, of operands
// which it did not keep if it is fresh. Every operator and every call through
// an attribute that gives a tensor does so last, so whoever gets the value of
// such an expression can tell whether it is the only one to hold it.
func (ev *Evaluator) note(r object.Value, fresh bool) {
	switch r.(type) {
	case nil, int, float64, bool, string:
		return
	}
	s, ok := r.(object.Sole)
	if !ok {
		return
	}
	ev.made = nil
	if fresh && s.Sole() {
		ev.made = s
	}
}

// takeMade gives v if it was just made and nobody else holds it. It may be
// asked of the value of an expression that makes, just computed.
func (ev *Evaluator) takeMade(v object.Value) object.Sole {
	m := ev.made
	if m == nil || v != any(m) {
		return nil
	}
	ev.made = nil
	return m
}

// makes reports whether an expression sets made when its value is a tensor.
func makes(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.BinOp:
		return true
	case *syntax.Call:
		_, isMethod := e.Func.(*syntax.Attribute)
		return isMethod && newCallShape(e).simple()
	}
	return false
}

// isFresh reports whether fn keeps nothing of tensors and numbers it is given.
func isFresh(fn object.Value) bool {
	switch f := fn.(type) {
	case *object.Builtin:
		return f.Fresh
	case interface{ IsFresh() bool }:
		return f.IsFresh()
	}
	return false
}

// isPlain reports whether v is a number or a tensor with a value: operations on
// such run no code of the user's and build no graph.
func isPlain(v object.Value) bool {
	switch x := v.(type) {
	case int, float64, bool:
		return true
	case object.Sole:
		return !x.IsSymbolic()
	}
	return false
}

// isNew reports whether an operation that gave r has kept none of its operands:
// it did not hand one back, and they are plain.
func isNew(r object.Value, operands ...object.Value) bool {
	for _, v := range operands {
		if !isPlain(v) || r == v {
			return false
		}
	}
	return true
}

func allPlain(vals []object.Value) bool {
	return !slices.ContainsFunc(vals, func(v object.Value) bool { return !isPlain(v) })
}

// lend reads the operand for an operation. mine is not nil when the value
// belongs to the variable alone; who keeps it has to share it.
func (o *operand) lend(ev *Evaluator) (v object.Value, mine object.Sole) {
	if o.global != nil {
		if v, mine, ok := ev.frame.globals.LendAt(&o.global.own, o.global.name); ok {
			return v, mine
		}
	}
	return o.read(ev), nil
}

// lent2 is f on operands that were lent.
func lent2(f fn2, x, y object.Value, ownX, ownY object.Sole) object.Value {
	if !isPlain(x) || !isPlain(y) {
		shareAll(ownX, ownY)
	}
	r := f(x, y)
	if isNew(r, x, y) {
		return r
	}
	shareAll(ownX, ownY)
	return r
}

func shareAll(list ...object.Sole) {
	for _, s := range list {
		if s != nil {
			s.Share()
		}
	}
}

// drop gives back an operand that was made for an operation on it and other,
// which gave r.
func drop(m object.Sole, other, r object.Value) {
	if m != nil && r != any(m) && isPlain(other) {
		m.Release()
	}
}

// callLent calls what was found as an attribute, not as a method, with direct
// arguments. Functions that are Fresh borrow them.
func (ev *Evaluator) callLent(fn object.Value, args []operand) (object.Value, error) {
	if !isFresh(fn) {
		r, err := ev.callPositional(fn, readAll(ev, nil, args))
		ev.note(r, false)
		return r, err
	}
	vals := make([]object.Value, len(args))
	var mine []object.Sole
	plain := true
	for i := range args {
		v, own := args[i].lend(ev)
		if own != nil {
			mine = append(mine, own)
		}
		vals[i], plain = v, plain && isPlain(v)
	}
	if !plain {
		shareAll(mine...)
	}
	r, err := ev.callPositional(fn, vals)
	fresh := isNew(r, vals...)
	if !fresh {
		shareAll(mine...)
	}
	ev.note(r, fresh)
	return r, err
}

// callMade calls what was found as an attribute, not as a method, with
// computed arguments.
func (ev *Evaluator) callMade(fn object.Value, args []object.Value) object.Value {
	if !isFresh(fn) {
		return ev.noted(ev.callPositional(fn, args))
	}
	r := result(ev.callPositional(fn, args))
	ev.note(r, isNew(r, args...))
	return r
}

// ownStmt is name = value for a variable of the module and a value that may be
// made for it alone.
type ownStmt struct {
	value  expr
	target *global
}

// ownTarget recognises such an assignment.
func (l *lowerer) ownTarget(s *syntax.Assign) (*global, bool) {
	if len(s.Targets) != 1 || !makes(s.Value) {
		return nil, false
	}
	n, ok := s.Targets[0].(*syntax.Name)
	if !ok {
		return nil, false
	}
	g, ok := l.variable(n).(*global)
	return g, ok
}

func (s *ownStmt) exec(fr *Frame) (flow, error) {
	v, err := s.value.eval(fr)
	if err != nil {
		return onward, err
	}
	if m := fr.ev.takeMade(v); m != nil {
		fr.globals.OwnAt(&s.target.own, s.target.name, m)
		return onward, nil
	}
	return onward, s.target.set(fr, v)
}
