package eval

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

func (h *hosts) initStrings(ev *Evaluator) {
	th := ev.th
	text := func(f func(*object.Thread, object.Value) (string, error)) fn1 {
		return func(v any) any {
			s, err := f(th, v)
			if err != nil {
				throw(err)
			}
			return s
		}
	}
	h.str, h.repr, h.ascii = text(object.Str), text(object.Repr), text(object.ASCII)
	h.format = func(v, spec any) any {
		s, err := object.Format(th, v, spec.(string))
		if err != nil {
			throw(err)
		}
		return s
	}
	h.join = func(parts ...any) any {
		var b strings.Builder
		for _, p := range parts {
			b.WriteString(p.(string))
		}
		return b.String()
	}
}

// joined lowers an f-string.
func (l *lowerer) joined(e *syntax.JoinedStr) ast.Node {
	if len(e.Parts) == 0 {
		return place(&ast.ConstantNode{Value: ""}, e.Where)
	}
	nodes := make([]ast.Node, len(e.Parts))
	for i, p := range e.Parts {
		nodes[i] = l.node(p)
	}
	if len(nodes) == 1 {
		return nodes[0]
	}
	return host(e.Where, l.ev.hosts.join, nodes...)
}

// formatted lowers one {...} field.
func (l *lowerer) formatted(e *syntax.FormattedValue) ast.Node {
	h := &l.ev.hosts
	at := e.Where
	n := l.node(e.Value)
	switch e.Conversion {
	case 'r':
		n = host(at, h.repr, n)
	case 's':
		n = host(at, h.str, n)
	case 'a':
		n = host(at, h.ascii, n)
	}
	if e.Spec != nil {
		return host(at, h.format, n, l.joined(e.Spec))
	}
	if e.Conversion != 0 {
		return n
	}
	return host(at, h.format, n, place(&ast.ConstantNode{Value: ""}, at))
}
