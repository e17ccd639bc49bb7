package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/syntax"
)

// lambda lowers a lambda to a host function that makes the function.
func (l *lowerer) lambda(e *syntax.Lambda) ast.Node {
	c := newFuncCode(l.ev, l.src, e.Scope, e.Params)
	c.lambda, c.where = e.Body, e.Where
	defaults := l.defaults(e.Params)
	return l.nullary(e.Where, func(...any) (any, error) {
		f, err := l.ev.frame.function(c, defaults)
		if err != nil {
			return nil, &unwind{err: err}
		}
		return f, nil
	})
}

// named lowers x := value.
func (l *lowerer) named(e *syntax.NamedExpr) ast.Node {
	v := l.variable(e.Target)
	return host(e.Where, func(x any) any {
		if err := v.set(l.ev.frame, x); err != nil {
			throw(err)
		}
		return x
	}, l.node(e.Value))
}
