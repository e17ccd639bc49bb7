package syntax

func (r *resolver) exprs(list []Expr) {
	for _, e := range list {
		r.expr(e)
	}
}

// expr notes the names in an expression; a nil one has none.
func (r *resolver) expr(e Expr) {
	switch e := e.(type) {
	case nil, *Constant:
	case *Name:
		r.load(e)
	case *JoinedStr:
		r.exprs(e.Parts)
	case *FormattedValue:
		r.expr(e.Value)
		if e.Spec != nil {
			r.expr(e.Spec)
		}
	case *List:
		r.exprs(e.Elts)
	case *Tuple:
		r.exprs(e.Elts)
	case *Set:
		r.exprs(e.Elts)
	case *Dict:
		for i, v := range e.Values {
			r.expr(e.Keys[i])
			r.expr(v)
		}
	case *UnaryOp:
		r.expr(e.Operand)
	case *BinOp:
		r.expr(e.Left)
		r.expr(e.Right)
	case *BoolOp:
		r.exprs(e.Values)
	case *Compare:
		r.expr(e.Left)
		r.exprs(e.Comparators)
	case *Call:
		r.expr(e.Func)
		r.exprs(e.Args)
		r.keywords(e.Keywords)
	case *Attribute:
		e.Attr = r.mangle(e.Attr)
		r.expr(e.Value)
	case *Subscript:
		r.expr(e.Value)
		r.expr(e.Index)
	case *Slice:
		r.expr(e.Lower)
		r.expr(e.Upper)
		r.expr(e.Step)
	case *IfExp:
		r.expr(e.Test)
		r.expr(e.Body)
		r.expr(e.Orelse)
	case *Starred:
		r.expr(e.Value)
	case *NamedExpr:
		r.expr(e.Value)
		r.walrus(e)
	case *Yield:
		r.yield(e)
		r.expr(e.Value)
	case *Await:
		r.async(e.Where, "'await'")
		r.expr(e.Value)
	case *YieldFrom:
		r.yield(e)
		if r.scope.Async {
			r.fail(e.Where, "'yield from' inside async function")
		}
		r.expr(e.Value)
	default:
		r.closures(e)
	}
}

// closures walks the expressions that open a scope.
func (r *resolver) closures(e Expr) {
	switch e := e.(type) {
	case *Lambda:
		r.defaults(e.Params)
		e.Scope = newScope(LambdaScope, r.scope, "<lambda>")
		r.inside(e.Scope, func() {
			r.parameters(e.Params)
			r.expr(e.Body)
		})
	case *ListComp:
		e.Scope = r.comprehension("<listcomp>", e.Fors, e.Elt)
	case *SetComp:
		e.Scope = r.comprehension("<setcomp>", e.Fors, e.Elt)
	case *DictComp:
		e.Scope = r.comprehension("<dictcomp>", e.Fors, e.Key, e.Value)
	case *GeneratorExp:
		e.Scope = r.comprehension("<genexpr>", e.Fors, e.Elt)
		e.Scope.Generator = true
	}
}

// comprehension walks a comprehension. Its slot 0, ".0", is the first
// iterable, which belongs to the scope around.
func (r *resolver) comprehension(name string, fors []*Comprehension, elts ...Expr) *Scope {
	s := newScope(ComprehensionScope, r.scope, name)
	s.addSlot(".0")
	r.iterable(fors[0].Iter)
	r.inside(s, func() {
		for i, c := range fors {
			if c.Async {
				r.async(c.Where, "")
			}
			r.target(c.Target)
			for _, y := range s.symbols {
				y.iteration = y.iteration || y.assigned
			}
			if i > 0 {
				r.iterable(c.Iter)
			}
			r.exprs(c.Ifs)
		}
		r.exprs(elts)
	})
	return s
}

// async checks that what waits stands in an async function, and marks the
// comprehensions around it. what is empty for a clause of a comprehension.
func (r *resolver) async(at Span, what string) {
	s := r.scope
	for s.Kind == ComprehensionScope {
		s.Async = true
		s = s.Parent
	}
	switch {
	case s.Kind == FunctionScope && s.Async:
	case what == "":
		r.fail(at, "asynchronous comprehension outside of an asynchronous function")
	case what == "'await'" && !s.isFunction():
		r.fail(at, "'await' outside function")
	default:
		r.fail(at, "%s outside async function", what)
	}
}

func (r *resolver) iterable(e Expr) {
	outer := r.inIterable
	r.inIterable = true
	r.expr(e)
	r.inIterable = outer
}

func (r *resolver) yield(e Expr) {
	switch r.scope.Kind {
	case ComprehensionScope:
		what := "generator expression"
		switch r.scope.Name {
		case "<listcomp>":
			what = "list comprehension"
		case "<setcomp>":
			what = "set comprehension"
		case "<dictcomp>":
			what = "dict comprehension"
		}
		r.fail(e.Span(), "'yield' inside %s", what)
	case ModuleScope, ClassScope:
		r.fail(e.Span(), "'yield' outside function")
	}
	r.scope.Generator = true
}
