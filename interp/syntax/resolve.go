package syntax

import "strings"

// Resolve decides where each name's variable lives and checks what depends on
// it: it fills Name.Ref and the Scope of the module and of every function,
// class and comprehension. The error, if any, is an *Error. Private names in
// classes (__x) are mangled as Python does.
func Resolve(m *Module) error { return resolveAs(m, ModuleScope) }

// ResolveBody is Resolve for a text whose variables are not all of a module:
// names are bound in a table of their own and found there first, like those of
// a class body.
func ResolveBody(m *Module) error { return resolveAs(m, ClassScope) }

func resolveAs(m *Module, kind ScopeKind) error {
	p := &parser{source: m.Source}
	m.Scope = newScope(kind, nil, "<module>")
	r := &resolver{scope: m.Scope}
	err := p.try(func() {
		r.stmts(m.Body)
		r.link()
	})
	if err != nil {
		err.Source = m.Source
		return err
	}
	return nil
}

// use is a name in a scope, resolved when all bindings are known.
type use struct {
	name  *Name
	scope *Scope
}

// resolver walks the tree twice: first it notes what each scope binds, then
// link looks every name up.
type resolver struct {
	scope *Scope
	// class is the name of the class around, for mangling.
	class string
	loops int
	uses  []use
	// nonlocals are checked when all bindings are known.
	nonlocals []nonlocalUse
	// inIterable is set inside the iterable of a comprehension.
	inIterable bool
	// star is set in an except* clause, which nothing may jump out of.
	star bool
	// returns are those with a value in async functions; they are checked when it
	// is known which of these are generators.
	returns []returned
}

// returned is a return with a value.
type returned struct {
	scope *Scope
	at    Span
}

type nonlocalUse struct {
	scope *Scope
	name  string
	at    Span
}

func (r *resolver) fail(at Span, format string, args ...any) {
	panic(syntaxErrorf(at, format, args...))
}

// link resolves every name.
func (r *resolver) link() {
	for _, s := range r.returns {
		if s.scope.Generator {
			r.fail(s.at, "'return' with value in async generator")
		}
	}
	for _, n := range r.nonlocals {
		if n.scope.closure(n.name) < 0 {
			r.fail(n.at, "no binding for nonlocal '%s' found", n.name)
		}
	}
	for _, u := range r.uses {
		u.name.Ref = u.scope.lookup(u.name.Ident)
	}
	for _, u := range r.uses {
		if u.name.Ref.Kind == RefLocal && u.scope.Cells[u.name.Ref.Index] {
			u.name.Ref.Kind = RefCell
		}
	}
}

// mangle gives a private name of a class its full name.
func (r *resolver) mangle(name string) string {
	if r.class == "" || !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	class := strings.TrimLeft(r.class, "_")
	if class == "" {
		return name
	}
	return "_" + class + name
}

// load notes that a name is read.
func (r *resolver) load(n *Name) {
	n.Ident = r.mangle(n.Ident)
	r.scope.symbol(n.Ident).used = true
	if n.Ident == "super" && r.scope.isFunction() {
		r.scope.symbol("__class__").used = true
		r.uses = append(r.uses, use{&Name{Ident: "__class__"}, r.scope})
	}
	r.uses = append(r.uses, use{n, r.scope})
}

// store notes that a name is bound.
func (r *resolver) store(n *Name) {
	n.Ident = r.mangle(n.Ident)
	if n.Ident == "__debug__" {
		r.fail(n.Where, "cannot assign to __debug__")
	}
	r.scope.bind(n.Ident).assigned = true
	r.uses = append(r.uses, use{n, r.scope})
}

// walrus binds the target of := in the function around all comprehensions.
func (r *resolver) walrus(e *NamedExpr) {
	if r.inIterable {
		r.fail(e.Where, "assignment expression cannot be used in a comprehension iterable expression")
	}
	owner := r.scope
	name := r.mangle(e.Target.Ident)
	for owner.Kind == ComprehensionScope {
		if y := owner.symbols[name]; y != nil && y.iteration {
			r.fail(e.Target.Where, "assignment expression cannot rebind comprehension iteration variable '%s'", name)
		}
		owner = owner.Parent
	}
	if owner != r.scope && owner.Kind == ClassScope && owner.Parent != nil {
		r.fail(e.Target.Where, "assignment expression within a comprehension cannot be used in a class body")
	}
	e.Target.Ident = name
	owner.bind(name).assigned = true
	r.uses = append(r.uses, use{e.Target, r.scope})
}

func (r *resolver) stmts(body []Stmt) {
	for _, s := range body {
		r.stmt(s)
	}
}

func (r *resolver) stmt(s Stmt) {
	switch s := s.(type) {
	case *ExprStmt:
		r.expr(s.Value)
	case *Assign:
		r.expr(s.Value)
		for _, t := range s.Targets {
			r.target(t)
		}
	case *AugAssign:
		r.expr(s.Value)
		r.target(s.Target)
	case *AnnAssign:
		r.annAssign(s)
	case *For:
		if s.Async {
			r.async(s.Where, "'async for'")
		}
		r.expr(s.Iter)
		r.target(s.Target)
		r.loop(s.Body)
		r.stmts(s.Orelse)
	case *While:
		r.expr(s.Test)
		r.loop(s.Body)
		r.stmts(s.Orelse)
	case *If:
		r.expr(s.Test)
		r.stmts(s.Body)
		r.stmts(s.Orelse)
	case *With:
		if s.Async {
			r.async(s.Where, "'async with'")
		}
		for _, w := range s.Items {
			r.expr(w.Context)
			r.target(w.Target)
		}
		r.stmts(s.Body)
	case *Try:
		r.try(s)
	case *Match:
		r.match(s)
	case *Raise:
		r.expr(s.Exc)
		r.expr(s.Cause)
	case *Assert:
		r.expr(s.Test)
		r.expr(s.Msg)
	case *Import:
		for _, a := range s.Names {
			r.alias(a)
		}
	case *ImportFrom:
		for _, a := range s.Names {
			if a.Name == "*" && r.scope.Kind != ModuleScope {
				r.fail(s.Where, "import * only allowed at module level")
			}
			r.alias(a)
		}
	case *FunctionDef:
		r.function(s)
	case *ClassDef:
		r.classDef(s)
	case *Return:
		if !r.scope.isFunction() {
			r.fail(s.Where, "'return' outside function")
		}
		r.jump(s.Where)
		if s.Value != nil && r.scope.Async {
			r.returns = append(r.returns, returned{r.scope, s.Where})
		}
		r.expr(s.Value)
	case *Delete:
		for _, t := range s.Targets {
			r.target(t)
		}
	case *Global:
		r.global(s)
	case *Nonlocal:
		r.nonlocal(s)
	case *Break:
		if r.loops == 0 {
			r.jump(s.Where)
			r.fail(s.Where, "'break' outside loop")
		}
	case *Continue:
		if r.loops == 0 {
			r.jump(s.Where)
			r.fail(s.Where, "'continue' not properly in loop")
		}
	}
}

// jump checks that a statement which leaves what is around it may do so.
func (r *resolver) jump(at Span) {
	if r.star {
		r.fail(at, "'break', 'continue' and 'return' cannot appear in an except* block")
	}
}

func (r *resolver) loop(body []Stmt) {
	r.loops++
	r.stmts(body)
	r.loops--
}

func (r *resolver) try(s *Try) {
	r.stmts(s.Body)
	star, loops := r.star, r.loops
	for _, h := range s.Handlers {
		r.expr(h.Type)
		if h.Target != nil {
			r.store(h.Target)
		}
		if s.Star {
			r.star, r.loops = true, 0
		}
		r.stmts(h.Body)
	}
	r.star, r.loops = star, loops
	r.stmts(s.Orelse)
	r.stmts(s.Final)
}

func (r *resolver) alias(a *Alias) {
	if a.Target != nil && a.Name != "*" {
		r.store(a.Target)
	}
}

func (r *resolver) annAssign(s *AnnAssign) {
	if n, ok := s.Target.(*Name); ok {
		name := r.mangle(n.Ident)
		y := r.scope.symbol(name)
		if r.scope.Kind != ModuleScope && (y.global || y.nonlocal) {
			what := "global"
			if y.nonlocal {
				what = "nonlocal"
			}
			r.fail(s.Where, "annotated name '%s' can't be %s", name, what)
		}
		y.annotated = true
	}
	r.expr(s.Value)
	r.expr(s.Annotation)
	r.target(s.Target)
}

// declare checks the names of a global or nonlocal statement.
func (r *resolver) declare(names []string, at Span, what string) []*symbol {
	var symbols []*symbol
	for i, name := range names {
		names[i] = r.mangle(name)
		y := r.scope.symbol(names[i])
		switch {
		case y.param:
			r.fail(at, "name '%s' is parameter and %s", name, what)
		case y.annotated:
			r.fail(at, "annotated name '%s' can't be %s", name, what)
		case y.assigned:
			r.fail(at, "name '%s' is assigned to before %s declaration", name, what)
		case y.used:
			r.fail(at, "name '%s' is used prior to %s declaration", name, what)
		}
		symbols = append(symbols, y)
	}
	return symbols
}

func (r *resolver) global(s *Global) {
	for i, y := range r.declare(s.Names, s.Where, "global") {
		if y.nonlocal {
			r.fail(s.Where, "name '%s' is nonlocal and global", s.Names[i])
		}
		y.global = true
	}
}

func (r *resolver) nonlocal(s *Nonlocal) {
	if r.scope.Kind == ModuleScope {
		r.fail(s.Where, "nonlocal declaration not allowed at module level")
	}
	for i, y := range r.declare(s.Names, s.Where, "nonlocal") {
		if y.global {
			r.fail(s.Where, "name '%s' is nonlocal and global", s.Names[i])
		}
		y.nonlocal = true
		r.nonlocals = append(r.nonlocals, nonlocalUse{r.scope, s.Names[i], s.Where})
	}
}

// target notes the names that an assignment (or del) to e binds.
func (r *resolver) target(e Expr) {
	switch e := e.(type) {
	case nil:
	case *Name:
		r.store(e)
	case *Tuple:
		for _, x := range e.Elts {
			r.target(x)
		}
	case *List:
		for _, x := range e.Elts {
			r.target(x)
		}
	case *Starred:
		r.target(e.Value)
	default:
		r.expr(e)
	}
}

// inside runs f in a new scope.
func (r *resolver) inside(s *Scope, f func()) {
	outer, loops, iterable, star := r.scope, r.loops, r.inIterable, r.star
	r.scope, r.loops, r.star = s, 0, false
	if s.Kind != ComprehensionScope {
		r.inIterable = false
	}
	f()
	r.scope, r.loops, r.inIterable, r.star = outer, loops, iterable, star
}

func (r *resolver) function(s *FunctionDef) {
	for _, d := range s.Decorators {
		r.expr(d)
	}
	r.defaults(s.Params)
	r.expr(s.Returns)
	s.Scope = newScope(FunctionScope, r.scope, s.Name)
	s.Scope.Async = s.Async
	r.store(s.Target)
	if y := r.scope.symbols[s.Target.Ident]; y.global {
		s.Scope.QualName = s.Name
	}
	r.inside(s.Scope, func() {
		r.parameters(s.Params)
		r.stmts(s.Body)
	})
}

// defaults walks what is evaluated when the function is made.
func (r *resolver) defaults(ps *Params) {
	for _, q := range ps.List {
		r.expr(q.Default)
		r.expr(q.Annotation)
	}
}

func (r *resolver) parameters(ps *Params) {
	for _, q := range ps.List {
		name := r.mangle(q.Name)
		y := r.scope.symbol(name)
		if y.param {
			r.fail(q.Where, "duplicate argument '%s' in function definition", q.Name)
		}
		r.scope.bind(name)
		y.param = true
		q.Name = name
	}
}

func (r *resolver) classDef(s *ClassDef) {
	for _, d := range s.Decorators {
		r.expr(d)
	}
	for _, b := range s.Bases {
		r.expr(b)
	}
	r.keywords(s.Keywords)
	s.Scope = newScope(ClassScope, r.scope, s.Name)
	r.store(s.Target)
	outer := r.class
	r.class = s.Name
	r.inside(s.Scope, func() { r.stmts(s.Body) })
	r.class = outer
}

func (r *resolver) keywords(ks []*Keyword) {
	for i, k := range ks {
		for _, before := range ks[:i] {
			if k.Name != "" && k.Name == before.Name {
				r.fail(k.Where, "keyword argument repeated: %s", k.Name)
			}
		}
		r.expr(k.Value)
	}
	for _, k := range ks {
		k.Name = r.mangle(k.Name)
	}
}
