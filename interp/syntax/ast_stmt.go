package syntax

// Statements.
type (
	// ExprStmt is a bare expression.
	ExprStmt struct {
		StmtBase
		Value Expr
		// Silenced is set when a `;` ends the line: its value is not shown.
		Silenced bool
	}

	// Assign is Targets[0] = Targets[1] = ... = Value.
	Assign struct {
		StmtBase
		Targets []Expr
		Value   Expr
	}

	// AugAssign is Target Op= Value.
	AugAssign struct {
		StmtBase
		Target Expr
		Op     Op
		Value  Expr
	}

	// AnnAssign is Target: Annotation = Value; Value may be nil.
	AnnAssign struct {
		StmtBase
		Target, Annotation, Value Expr
	}

	// For is for Target in Iter: Body else: Orelse, perhaps with async before it.
	For struct {
		StmtBase
		Async        bool
		Target, Iter Expr
		Body, Orelse []Stmt
	}

	// While is while Test: Body else: Orelse.
	While struct {
		StmtBase
		Test         Expr
		Body, Orelse []Stmt
	}

	// If is if Test: Body else: Orelse. An elif is an If as the one statement of Orelse.
	If struct {
		StmtBase
		Test         Expr
		Body, Orelse []Stmt
	}

	// With is with Items: Body, perhaps with async before it.
	With struct {
		StmtBase
		Async bool
		Items []*WithItem
		Body  []Stmt
	}

	// WithItem is Context as Target; Target may be nil.
	WithItem struct {
		Where           Span
		Context, Target Expr
	}

	// Try is try: Body except ...: else: Orelse finally: Final. Star tells that
	// its clauses are except*.
	Try struct {
		StmtBase
		Star     bool
		Body     []Stmt
		Handlers []*ExceptHandler
		Orelse   []Stmt
		Final    []Stmt
	}

	// ExceptHandler is except Type as Name: Body. Type may be nil. Target is
	// the name's node, nil without `as`.
	ExceptHandler struct {
		Where  Span
		Type   Expr
		Target *Name
		Body   []Stmt
	}

	// Raise is raise Exc from Cause; both may be nil.
	Raise struct {
		StmtBase
		Exc, Cause Expr
	}

	// Assert is assert Test, Msg; Msg may be nil.
	Assert struct {
		StmtBase
		Test, Msg Expr
	}

	// Import is import a.b as c, d.
	Import struct {
		StmtBase
		Names []*Alias
	}

	// ImportFrom is from Module import names. Level counts leading dots. A
	// star import has one Alias with Name "*".
	ImportFrom struct {
		StmtBase
		Module      string
		ModuleWhere Span
		Level       int
		Names       []*Alias
	}

	// Alias is one imported name. Target is the variable bound: the name after
	// `as`, else the (first part of the) name itself; nil for `*`.
	Alias struct {
		Where  Span
		Name   string
		As     string // empty without `as`
		Target *Name
	}

	// FunctionDef is def Name(Params) -> Returns: Body, with decorators.
	// Target is the variable that is bound.
	FunctionDef struct {
		StmtBase
		Async      bool
		Name       string
		Target     *Name
		Params     *Params
		Returns    Expr // or nil
		Body       []Stmt
		Decorators []Expr
		// Doc is the docstring, HasDoc whether there is one.
		Doc    string
		HasDoc bool
		Scope  *Scope // filled by Resolve
	}

	// ClassDef is class Name(Bases, keywords): Body, with decorators.
	ClassDef struct {
		StmtBase
		Name       string
		Target     *Name
		Bases      []Expr // may be *Starred
		Keywords   []*Keyword
		Body       []Stmt
		Decorators []Expr
		Doc        string
		HasDoc     bool
		Scope      *Scope // filled by Resolve
	}

	// Return is return Value; Value may be nil.
	Return struct {
		StmtBase
		Value Expr
	}

	// Delete is del Targets.
	Delete struct {
		StmtBase
		Targets []Expr
	}

	// Global is global Names.
	Global struct {
		StmtBase
		Names []string
	}

	// Nonlocal is nonlocal Names.
	Nonlocal struct {
		StmtBase
		Names []string
	}

	// Pass does nothing.
	Pass struct{ StmtBase }

	// Break leaves a loop.
	Break struct{ StmtBase }

	// Continue starts the next turn of a loop.
	Continue struct{ StmtBase }

	// Magic is a line for the shell rather than for the language: %name args,
	// %%name args with a body, !cmd, name?, name??. Only in ModeKsh and ModePrompt.
	Magic struct {
		StmtBase
		Kind MagicKind
		// Name is the magic's name, or the dotted name asked about.
		Name string
		// Args is the rest of the line; for MagicShell the whole command.
		Args string
		// Body is the text after the first line of a cell magic.
		Body string
		// BodyStart is where Body starts in the source.
		BodyStart int
	}
)

// Span is the item's place in the source.
func (w *WithItem) Span() Span { return w.Where }

// Span is the handler's place in the source.
func (h *ExceptHandler) Span() Span { return h.Where }

// Span is the alias' place in the source.
func (a *Alias) Span() Span { return a.Where }

// MagicKind tells the forms of a magic line apart.
type MagicKind uint8

const (
	// MagicLine is %name args.
	MagicLine MagicKind = iota
	// MagicCell is %%name args on the first line, the rest of the cell its body.
	MagicCell
	// MagicShell is !command.
	MagicShell
	// MagicHelp is name? or ?name.
	MagicHelp
	// MagicSource is name?? or ??name.
	MagicSource
)
