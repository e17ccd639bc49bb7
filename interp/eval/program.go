package eval

import (
	"errors"
	"strconv"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"

	"kerash/interp/autograph"
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// expr is what an expression became: something to compute in a frame.
type expr interface {
	eval(fr *Frame) (object.Value, error)
}

// test is an expr of which only the truth is wanted.
type test interface {
	holds(fr *Frame) (bool, error)
}

// program is an expression that runs on expr's machine. It is compiled when it
// is first reached.
type program struct {
	node syntax.Expr
	code *code
	// truth compiles the expression's truth value.
	truth bool
	vm    *vm.Program
}

func (p *program) eval(fr *Frame) (object.Value, error) {
	if p.vm == nil {
		if err := p.compile(); err != nil {
			return nil, fr.fail(err, p.node.Span())
		}
	}
	ev := fr.ev
	m := ev.machine()
	v, err := m.Run(p.vm, nil)
	ev.idle(m)
	if err != nil {
		return nil, p.failed(fr, err)
	}
	return v, nil
}

func (p *program) holds(fr *Frame) (bool, error) {
	v, err := p.eval(fr)
	if err != nil {
		return false, err
	}
	return v.(bool), nil
}

// unwind carries an error through expr's machine, which turns panics into
// errors of its own and asks them for their text. at is the place when it is
// not that of the host call.
type unwind struct {
	err error
	at  syntax.Span
}

func (u *unwind) Error() string { return "" }

// throw makes the running program fail.
func throw(err error) { panic(&unwind{err: err}) }

// failed makes of the machine's error the Python error with its place.
func (p *program) failed(fr *Frame, err error) error {
	fr.restore()
	at := p.node.Span()
	var fe *file.Error
	if !errors.As(err, &fe) {
		return fr.fail(object.Recovered(err), at)
	}
	if fe.To > 0 {
		at = syntax.Span{Start: fe.From, End: fe.To}
	}
	if u, ok := fe.Prev.(*unwind); ok {
		if u.at.End > 0 {
			at = u.at
		}
		return fr.fail(u.err, at)
	}
	if fe.Prev != nil {
		return fr.fail(object.Recovered(fe.Prev), at)
	}
	return fr.fail(object.Recovered(fe.Message), at)
}

func (p *program) compile() error {
	l := p.code.lowerer()
	l.functions = conf.FunctionsTable{}
	var n ast.Node
	if p.truth {
		n = l.cond(p.node)
	} else {
		n = l.node(p.node)
	}
	// The types that matter are set on the nodes, so expr's checker has nothing
	// to find out.
	c := &conf.Config{ShortCircuit: true, Optimize: true, Functions: l.functions}
	compiled, err := compiler.Compile(&parser.Tree{Node: n}, c)
	if err != nil {
		return object.Errorf(object.SystemError, "internal error: %v", err)
	}
	p.vm = compiled
	return nil
}

// lowerer turns the syntax of one scope into what runs.
type lowerer struct {
	ev   *Evaluator
	src  *syntax.Source
	code *code
	// functions are the host functions without arguments of the program being made.
	functions conf.FunctionsTable
	// temps numbers the program's variables.
	temps int
	// flow is the body that is being prepared for a graph, live the variables
	// that are used after the statement at hand; nil for other bodies.
	flow *autograph.Body
	live autograph.Names
}

// expr prepares an expression. A bare name or constant needs no program.
func (l *lowerer) expr(e syntax.Expr) expr {
	switch e := e.(type) {
	case *syntax.Constant:
		return constant{constantValue(e.Value)}
	case *syntax.Name:
		return l.variable(e)
	}
	return &program{node: e, code: l.code}
}

func (l *lowerer) exprOrNil(e syntax.Expr) expr {
	if e == nil {
		return nil
	}
	return l.expr(e)
}

// test prepares a condition.
func (l *lowerer) test(e syntax.Expr) test {
	switch e := e.(type) {
	case *syntax.Constant, *syntax.Name:
		return truthOf{l.expr(e), e.Span()}
	}
	return &program{node: e, code: l.code, truth: true}
}

// truthOf is the truth of an expression that needs no program.
type truthOf struct {
	x  expr
	at syntax.Span
}

func (t truthOf) holds(fr *Frame) (bool, error) {
	v, err := t.x.eval(fr)
	if err != nil {
		return false, err
	}
	b, err := object.Truth(fr.ev.th, v)
	if err != nil {
		return false, fr.fail(err, t.at)
	}
	return b, nil
}

// constant is a literal.
type constant struct{ v object.Value }

func (c constant) eval(*Frame) (object.Value, error) { return c.v, nil }

// nullary makes the call of a host function without arguments. Its error must
// be an *unwind.
func (l *lowerer) nullary(at syntax.Span, fn func(...any) (any, error)) *ast.CallNode {
	name := "f" + strconv.Itoa(len(l.functions))
	l.functions[name] = &builtin.Function{Name: name, Func: fn}
	return place(&ast.CallNode{Callee: &ast.IdentifierNode{Value: name}}, at)
}

// place sets where a node stands in the source.
func place[N ast.Node](n N, at syntax.Span) N {
	n.SetLocation(file.Location{From: at.Start, To: at.End})
	return n
}

// temp keeps the value of a node in a variable of the program while use runs.
func (l *lowerer) temp(at syntax.Span, value ast.Node, use func(read func() ast.Node) ast.Node) ast.Node {
	l.temps++
	name := "t" + strconv.Itoa(l.temps)
	read := func() ast.Node { return place(&ast.IdentifierNode{Value: name}, at) }
	return place(&ast.VariableDeclaratorNode{Name: name, Value: value, Expr: use(read)}, at)
}
