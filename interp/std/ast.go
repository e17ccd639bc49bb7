package std

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

func astModule() *object.Module {
	return &object.Module{Name: "ast", Doc: "The texts of values, read without running code.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("literal_eval(node_or_string)", "The value of a text that is a literal.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				text, ok := a.At(0).(string)
				if !ok {
					return nil, object.ValueErrorf("malformed node or string: %v", object.Must(object.Repr(th, a.At(0))))
				}
				return Literal(th, text)
			}),
		}
	}}
}

// Literal is the value of a text that is a literal.
func Literal(th *object.Thread, text string) (object.Value, error) {
	e, err := syntax.ParseExpr("<unknown>", strings.TrimLeft(text, " \t"))
	if err != nil {
		return nil, literalSyntax(err)
	}
	return literal(th, e)
}

// literalSyntax is the SyntaxError of a text that is no expression.
func literalSyntax(err error) error {
	var e *syntax.Error
	if !errors.As(err, &e) {
		return object.AsRaised(err)
	}
	r := object.NewError(object.SyntaxError, e.Msg)
	line, col := e.Position()
	for name, v := range map[string]object.Value{"msg": e.Msg, "filename": "<unknown>", "lineno": line, "offset": col} {
		r.Exc.Attrs.Set(name, v)
	}
	return r
}

// literal is the value of a literal's tree.
func literal(th *object.Thread, e syntax.Expr) (object.Value, error) {
	switch e := e.(type) {
	case *syntax.Constant:
		switch v := e.Value.(type) {
		case int64:
			return int(v), nil
		case syntax.BytesValue:
			return object.Bytes(v), nil
		case syntax.EllipsisValue:
			return object.Ellipsis, nil
		default:
			return v, nil
		}
	case *syntax.Tuple:
		elems, err := literals(th, e.Elts)
		return object.NewTuple(elems...), err
	case *syntax.List:
		elems, err := literals(th, e.Elts)
		return object.NewList(elems...), err
	case *syntax.Set:
		elems, err := literals(th, e.Elts)
		if err != nil {
			return nil, err
		}
		return object.SetOf(th, object.NewList(elems...))
	case *syntax.Dict:
		return literalDict(th, e)
	case *syntax.UnaryOp:
		if e.Op == syntax.USub || e.Op == syntax.UAdd {
			return literalSigned(th, e)
		}
	case *syntax.BinOp:
		return literalComplex(th, e)
	case *syntax.Call:
		if n, ok := e.Func.(*syntax.Name); ok && n.Ident == "set" && len(e.Args)+len(e.Keywords) == 0 {
			return object.NewSet(), nil
		}
	}
	return nil, malformed(e)
}

// malformed is the error of a tree that is no literal.
func malformed(e syntax.Expr) error {
	kind := strings.TrimPrefix(fmt.Sprintf("%T", e), "*syntax.")
	return object.ValueErrorf("malformed node or string on line 1: <ast.%s object at %p>", kind, e)
}

func literals(th *object.Thread, list []syntax.Expr) ([]object.Value, error) {
	out := make([]object.Value, len(list))
	for i, e := range list {
		var err error
		if out[i], err = literal(th, e); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func literalDict(th *object.Thread, e *syntax.Dict) (object.Value, error) {
	d := object.NewDict()
	for i, k := range e.Keys {
		if k == nil {
			return nil, malformed(e)
		}
		key, err := literal(th, k)
		if err != nil {
			return nil, err
		}
		v, err := literal(th, e.Values[i])
		if err != nil {
			return nil, err
		}
		if err := d.Set(th, key, v); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func isNumeric(v object.Value) bool {
	switch v.(type) {
	case int, float64, complex128, *big.Int:
		return true
	}
	return false
}

func literalSigned(th *object.Thread, e *syntax.UnaryOp) (object.Value, error) {
	v, err := literal(th, e.Operand)
	switch {
	case err != nil:
		return nil, err
	case !isNumeric(v):
		return nil, malformed(e.Operand)
	case e.Op == syntax.USub:
		return object.UnaryOp(th, object.Neg, v)
	}
	return v, nil
}

// literalComplex is a real number plus or minus an imaginary one.
func literalComplex(th *object.Thread, e *syntax.BinOp) (object.Value, error) {
	op := object.Add
	if e.Op == syntax.Sub {
		op = object.Sub
	} else if e.Op != syntax.Add {
		return nil, malformed(e)
	}
	x, err := literal(th, e.Left)
	if err != nil {
		return nil, err
	}
	y, err := literal(th, e.Right)
	if err != nil {
		return nil, err
	}
	_, imaginary := y.(complex128)
	_, already := x.(complex128)
	if !imaginary || already || !isNumeric(x) {
		return nil, malformed(e)
	}
	return object.BinaryOp(th, op, x, y)
}
