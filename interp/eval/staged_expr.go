package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// stagedNode lowers the expressions that tensors may decide about; nil for
// others.
func (l *lowerer) stagedNode(e syntax.Expr) ast.Node {
	var x expr
	switch e := e.(type) {
	case *syntax.IfExp:
		x = &stagedChoice{l.expr(e.Test), l.expr(e.Body), l.expr(e.Orelse), l.text(e.Where), e.Where}
	case *syntax.BoolOp:
		x = &stagedBool{e.Op == syntax.And, l.exprs(e.Values), e.Where}
	case *syntax.UnaryOp:
		if e.Op == syntax.Not {
			x = &stagedNot{l.expr(e.Operand), e.Where}
		}
	case *syntax.Compare:
		if len(e.Ops) > 1 {
			x = &stagedChain{l.expr(e.Left), e.Ops, l.exprs(e.Comparators), e.Where}
		}
	case *syntax.Call:
		if name, ok := tensorBuiltin(e); ok {
			x = &stagedCall{name, l.expr(e.Func), l.exprs(e.Args), e.Where}
		}
	}
	if x == nil {
		return nil
	}
	ev := l.ev
	return l.nullary(e.Span(), func(...any) (any, error) {
		v, err := x.eval(ev.frame)
		if err != nil {
			return nil, &unwind{err: err}
		}
		return v, nil
	})
}

func (l *lowerer) exprs(list []syntax.Expr) []expr {
	out := make([]expr, len(list))
	for i, e := range list {
		out[i] = l.expr(e)
	}
	return out
}

// later is an expression that is computed when somebody asks for it.
func later(x expr, fr *Frame) func() (object.Value, error) {
	return func() (object.Value, error) { return x.eval(fr) }
}

// decides gives the stager when a tensor decides, else nil.
func (fr *Frame) decides(v object.Value) (object.Stager, error) {
	st := fr.ev.th.Stager
	if st == nil {
		return nil, nil
	}
	if yes, err := st.Decides(v); !yes || err != nil {
		return nil, err
	}
	return st, nil
}

// stagedChoice is yes if test else no.
type stagedChoice struct {
	test, yes, no expr
	text          string
	at            syntax.Span
}

func (x *stagedChoice) eval(fr *Frame) (object.Value, error) {
	v, err := x.test.eval(fr)
	if err != nil {
		return nil, err
	}
	if st, err := fr.decides(v); err != nil {
		return nil, err
	} else if st != nil {
		return st.Choose(v, x.text, later(x.yes, fr), later(x.no, fr))
	}
	ok, err := object.Truth(fr.ev.th, v)
	switch {
	case err != nil:
		return nil, err
	case ok:
		return x.yes.eval(fr)
	}
	return x.no.eval(fr)
}

// stagedBool is `and` or `or`.
type stagedBool struct {
	and    bool
	values []expr
	at     syntax.Span
}

func (x *stagedBool) eval(fr *Frame) (object.Value, error) { return x.from(fr, 0) }

func (x *stagedBool) from(fr *Frame, i int) (object.Value, error) {
	v, err := x.values[i].eval(fr)
	if err != nil || i == len(x.values)-1 {
		return v, err
	}
	return joined(fr, x.and, v, func() (object.Value, error) { return x.from(fr, i+1) })
}

// joined is v and rest(), or v or rest().
func joined(fr *Frame, and bool, v object.Value, rest func() (object.Value, error)) (object.Value, error) {
	if st, err := fr.decides(v); err != nil {
		return nil, err
	} else if st != nil {
		if and {
			return st.And(v, rest)
		}
		return st.Or(v, rest)
	}
	ok, err := object.Truth(fr.ev.th, v)
	if err != nil || ok != and {
		return v, err
	}
	return rest()
}

// stagedNot is not x.
type stagedNot struct {
	x  expr
	at syntax.Span
}

func (x *stagedNot) eval(fr *Frame) (object.Value, error) {
	v, err := x.x.eval(fr)
	if err != nil {
		return nil, err
	}
	if st, err := fr.decides(v); err != nil {
		return nil, err
	} else if st != nil {
		return st.Not(v)
	}
	ok, err := object.Truth(fr.ev.th, v)
	return !ok, err
}

// stagedChain is a chain of comparisons: each with the next by `and`.
type stagedChain struct {
	left  expr
	ops   []syntax.Op
	right []expr
	at    syntax.Span
}

func (x *stagedChain) eval(fr *Frame) (object.Value, error) {
	left, err := x.left.eval(fr)
	if err != nil {
		return nil, err
	}
	return x.from(fr, left, 0)
}

func (x *stagedChain) from(fr *Frame, left object.Value, i int) (object.Value, error) {
	right, err := x.right[i].eval(fr)
	if err != nil {
		return nil, err
	}
	v, err := fr.ev.compared(x.ops[i], left, right)
	if err != nil || i == len(x.ops)-1 {
		return v, err
	}
	return joined(fr, true, v, func() (object.Value, error) { return x.from(fr, right, i+1) })
}

// compared is the value of a comparison.
func (ev *Evaluator) compared(op syntax.Op, a, b object.Value) (v object.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			u, ok := r.(*unwind)
			if !ok {
				panic(r)
			}
			err = u.err
		}
	}()
	return ev.hosts.compare[op](a, b), nil
}

// tensorBuiltin is the name of a builtin function that may be called with
// tensors.
func tensorBuiltin(e *syntax.Call) (string, bool) {
	n, ok := e.Func.(*syntax.Name)
	if !ok || n.Ref.Kind != syntax.RefGlobal || len(e.Keywords) > 0 {
		return "", false
	}
	switch n.Ident {
	case "range", "len", "int", "float", "enumerate":
	default:
		return "", false
	}
	for _, a := range e.Args {
		if _, ok := a.(*syntax.Starred); ok {
			return "", false
		}
	}
	return n.Ident, true
}

// stagedCall is the call of a builtin function that may be given tensors.
type stagedCall struct {
	name string
	fn   expr
	args []expr
	at   syntax.Span
}

func (x *stagedCall) eval(fr *Frame) (object.Value, error) {
	f, err := x.fn.eval(fr)
	if err != nil {
		return nil, err
	}
	args := make([]object.Value, len(x.args))
	for i, a := range x.args {
		if args[i], err = a.eval(fr); err != nil {
			return nil, err
		}
	}
	th := fr.ev.th
	if own, ok := fr.ev.builtins.Get(x.name); ok && object.Is(own, f) && th.Stager != nil {
		if v, ok, err := th.Stager.Builtin(x.name, args); ok || err != nil {
			return v, err
		}
	}
	return object.CallFn(th, f, args...)
}
