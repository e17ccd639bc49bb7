package autograph

import "kerash/interp/syntax"

// expressions are those of a statement itself, but not those of the statements
// inside of it.
func expressions(s syntax.Stmt) []syntax.Expr {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		return []syntax.Expr{s.Value}
	case *syntax.Assign:
		return append([]syntax.Expr{s.Value}, s.Targets...)
	case *syntax.AugAssign:
		return []syntax.Expr{s.Target, s.Value}
	case *syntax.AnnAssign:
		if s.Value != nil {
			return []syntax.Expr{s.Target, s.Value}
		}
	case *syntax.For:
		return []syntax.Expr{s.Iter, s.Target}
	case *syntax.While:
		return []syntax.Expr{s.Test}
	case *syntax.If:
		return []syntax.Expr{s.Test}
	case *syntax.With:
		var list []syntax.Expr
		for _, item := range s.Items {
			list = append(list, item.Context, item.Target)
		}
		return list
	case *syntax.Try:
		var list []syntax.Expr
		for _, h := range s.Handlers {
			list = append(list, h.Type)
		}
		return list
	case *syntax.Match:
		return []syntax.Expr{s.Subject}
	case *syntax.Raise:
		return []syntax.Expr{s.Exc, s.Cause}
	case *syntax.Assert:
		return []syntax.Expr{s.Test, s.Msg}
	case *syntax.Return:
		return []syntax.Expr{s.Value}
	case *syntax.Delete:
		return s.Targets
	case *syntax.FunctionDef:
		list := append([]syntax.Expr{}, s.Decorators...)
		for _, p := range s.Params.List {
			list = append(list, p.Default)
		}
		return list
	case *syntax.ClassDef:
		list := append(append([]syntax.Expr{}, s.Decorators...), s.Bases...)
		for _, k := range s.Keywords {
			list = append(list, k.Value)
		}
		return list
	}
	return nil
}

// targets are what a statement gives a new value, whatever it was.
func targets(s syntax.Stmt) []syntax.Expr {
	var list []syntax.Expr
	aliases := func(names []*syntax.Alias) {
		for _, a := range names {
			if a.Target != nil {
				list = append(list, a.Target)
			}
		}
	}
	switch s := s.(type) {
	case *syntax.Assign:
		return s.Targets
	case *syntax.AnnAssign:
		if s.Value != nil {
			list = append(list, s.Target)
		}
	case *syntax.For:
		list = append(list, s.Target)
	case *syntax.With:
		for _, item := range s.Items {
			list = append(list, item.Target)
		}
	case *syntax.Import:
		aliases(s.Names)
	case *syntax.ImportFrom:
		aliases(s.Names)
	case *syntax.FunctionDef:
		list = append(list, s.Target)
	case *syntax.ClassDef:
		list = append(list, s.Target)
	}
	return list
}

// blocks are the statements inside of a statement that run as parts of the
// same function.
func blocks(s syntax.Stmt) [][]syntax.Stmt {
	switch s := s.(type) {
	case *syntax.For:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.While:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.If:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.With:
		return [][]syntax.Stmt{s.Body}
	case *syntax.Try:
		list := [][]syntax.Stmt{s.Body, s.Orelse, s.Final}
		for _, h := range s.Handlers {
			list = append(list, h.Body)
		}
		return list
	case *syntax.Match:
		var list [][]syntax.Stmt
		for _, c := range s.Cases {
			list = append(list, c.Body)
		}
		return list
	}
	return nil
}

// walk calls f for e and the expressions inside of it that belong to the same
// scope.
func walk(e syntax.Expr, f func(syntax.Expr)) {
	if e == nil {
		return
	}
	f(e)
	for _, x := range parts(e) {
		walk(x, f)
	}
}

// parts are the operands of an expression, nil for those left out.
func parts(e syntax.Expr) []syntax.Expr {
	switch e := e.(type) {
	case *syntax.JoinedStr:
		return e.Parts
	case *syntax.FormattedValue:
		if e.Spec == nil {
			return []syntax.Expr{e.Value}
		}
		return []syntax.Expr{e.Value, e.Spec}
	case *syntax.List:
		return e.Elts
	case *syntax.Tuple:
		return e.Elts
	case *syntax.Set:
		return e.Elts
	case *syntax.Dict:
		return append(append([]syntax.Expr{}, e.Keys...), e.Values...)
	case *syntax.UnaryOp:
		return []syntax.Expr{e.Operand}
	case *syntax.BinOp:
		return []syntax.Expr{e.Left, e.Right}
	case *syntax.BoolOp:
		return e.Values
	case *syntax.Compare:
		return append([]syntax.Expr{e.Left}, e.Comparators...)
	case *syntax.Call:
		list := append([]syntax.Expr{e.Func}, e.Args...)
		for _, k := range e.Keywords {
			list = append(list, k.Value)
		}
		return list
	case *syntax.Attribute:
		return []syntax.Expr{e.Value}
	case *syntax.Subscript:
		return []syntax.Expr{e.Value, e.Index}
	case *syntax.Slice:
		return []syntax.Expr{e.Lower, e.Upper, e.Step}
	case *syntax.IfExp:
		return []syntax.Expr{e.Test, e.Body, e.Orelse}
	case *syntax.NamedExpr:
		return []syntax.Expr{e.Target, e.Value}
	case *syntax.Starred:
		return []syntax.Expr{e.Value}
	case *syntax.Await:
		return []syntax.Expr{e.Value}
	case *syntax.Yield:
		return []syntax.Expr{e.Value}
	case *syntax.YieldFrom:
		return []syntax.Expr{e.Value}
	}
	return inner(e)
}

// inner are the operands of an expression with a scope of its own that the scope
// around it computes.
func inner(e syntax.Expr) []syntax.Expr {
	switch e := e.(type) {
	case *syntax.Lambda:
		var list []syntax.Expr
		for _, p := range e.Params.List {
			list = append(list, p.Default)
		}
		return list
	case *syntax.ListComp:
		return []syntax.Expr{e.Fors[0].Iter}
	case *syntax.SetComp:
		return []syntax.Expr{e.Fors[0].Iter}
	case *syntax.DictComp:
		return []syntax.Expr{e.Fors[0].Iter}
	case *syntax.GeneratorExp:
		return []syntax.Expr{e.Fors[0].Iter}
	}
	return nil
}

// scopeOf is the scope that an expression opens, nil for none.
func scopeOf(e syntax.Expr) *syntax.Scope {
	switch e := e.(type) {
	case *syntax.Lambda:
		return e.Scope
	case *syntax.ListComp:
		return e.Scope
	case *syntax.SetComp:
		return e.Scope
	case *syntax.DictComp:
		return e.Scope
	case *syntax.GeneratorExp:
		return e.Scope
	}
	return nil
}
