// Package syntax turns kerash source text, which is Python's, into a tree.
//
// It knows tokens, grammar, positions and which variable a name means. It does
// not know values: nothing here runs. Parse gives a *Module whose nodes carry
// byte spans of the source; Resolve decides for every name whether it is a
// slot of a function, a variable of an enclosing function or a global; Check
// tells a prompt whether a text is complete.
package syntax

// Span is a half-open range of byte offsets in the source text.
type Span struct {
	Start, End int
}

// To gives the span from the start of s to the end of t.
func (s Span) To(t Span) Span { return Span{s.Start, t.End} }

// Node is any part of the tree.
type Node interface {
	// Span is the node's place in the source.
	Span() Span
}

// Expr is an expression node.
type Expr interface {
	Node
	// Base gives the part that all expressions share.
	Base() *ExprBase
}

// ExprBase is what every expression has: its place and room for what the
// evaluator compiles from it.
type ExprBase struct {
	Where Span
	// Cache belongs to the evaluator: the program compiled from this node.
	Cache any
}

// Span is the expression's place in the source.
func (b *ExprBase) Span() Span { return b.Where }

// Base gives the shared part itself.
func (b *ExprBase) Base() *ExprBase { return b }

// Stmt is a statement node.
type Stmt interface {
	Node
	// Base gives the part that all statements share.
	Base() *StmtBase
}

// StmtBase is what every statement has: its place and room for the evaluator.
type StmtBase struct {
	Where Span
	// Cache belongs to the evaluator.
	Cache any
}

// Span is the statement's place in the source.
func (b *StmtBase) Span() Span { return b.Where }

// Base gives the shared part itself.
func (b *StmtBase) Base() *StmtBase { return b }

// Module is a parsed source text: a script, or one cell of the prompt.
type Module struct {
	Source *Source
	Mode   Mode
	Body   []Stmt
	// Scope is filled by Resolve.
	Scope *Scope
}

// Mode says which extensions of Python the text may use.
type Mode uint8

const (
	// ModePy is plain Python, as in a .py file.
	ModePy Mode = iota
	// ModeKsh is a .ksh script or piped input: Python and magic lines.
	ModeKsh
	// ModePrompt is a cell typed at the prompt: Python and magic lines.
	ModePrompt
)

// Op is an operator of any kind.
type Op uint8

// The operators: binary, unary, boolean and comparing.
const (
	NoOp Op = iota

	Add
	Sub
	Mul
	MatMul
	Div
	FloorDiv
	Mod
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd

	Not
	USub
	UAdd
	Invert

	And
	Or

	Eq
	NotEq
	Lt
	LtE
	Gt
	GtE
	Is
	IsNot
	In
	NotIn
)

var opText = [...]string{
	NoOp: "", Add: "+", Sub: "-", Mul: "*", MatMul: "@", Div: "/", FloorDiv: "//", Mod: "%", Pow: "**",
	LShift: "<<", RShift: ">>", BitOr: "|", BitXor: "^", BitAnd: "&",
	Not: "not", USub: "-", UAdd: "+", Invert: "~", And: "and", Or: "or",
	Eq: "==", NotEq: "!=", Lt: "<", LtE: "<=", Gt: ">", GtE: ">=",
	Is: "is", IsNot: "is not", In: "in", NotIn: "not in",
}

// String is the operator as it is written.
func (o Op) String() string { return opText[o] }

// EllipsisValue is the Value of the constant `...`.
type EllipsisValue struct{}

// BytesValue is the Value of a bytes literal.
type BytesValue string

// Expressions.
type (
	// Name is a variable. Ref is filled by Resolve.
	Name struct {
		ExprBase
		Ident string
		Ref   Ref
	}

	// Constant is a literal. Value is an int64, a *big.Int (when the literal
	// does not fit an int64), float64, string, BytesValue, bool, nil for None
	// or EllipsisValue.
	Constant struct {
		ExprBase
		Value any
	}

	// JoinedStr is an f-string. Parts are *Constant strings and *FormattedValue.
	JoinedStr struct {
		ExprBase
		Parts []Expr
	}

	// FormattedValue is one {...} field of an f-string. `{x=}` comes as a
	// constant "x=" before it.
	FormattedValue struct {
		ExprBase
		Value Expr
		// Conversion is 'r', 's', 'a' or 0.
		Conversion byte
		// Spec is nil when there is no `:`.
		Spec *JoinedStr
	}

	// List is [a, *b]. Elements may be *Starred.
	List struct {
		ExprBase
		Elts []Expr
	}

	// Tuple is (a, *b). Elements may be *Starred.
	Tuple struct {
		ExprBase
		Elts []Expr
	}

	// Set is {a, *b}. Elements may be *Starred.
	Set struct {
		ExprBase
		Elts []Expr
	}

	// Dict is {k: v, **m}. A nil key means that its value is unpacked.
	Dict struct {
		ExprBase
		Keys, Values []Expr
	}

	// UnaryOp is not x, -x, +x, ~x.
	UnaryOp struct {
		ExprBase
		Op      Op
		Operand Expr
	}

	// BinOp is an arithmetic or bitwise operation. OpWhere is the operator.
	BinOp struct {
		ExprBase
		Op          Op
		Left, Right Expr
		OpWhere     Span
	}

	// BoolOp is a and b and c, or a or b or c.
	BoolOp struct {
		ExprBase
		Op     Op
		Values []Expr
	}

	// Compare is a chain: Left Ops[0] Comparators[0] Ops[1] Comparators[1] ...
	Compare struct {
		ExprBase
		Left        Expr
		Ops         []Op
		Comparators []Expr
	}

	// Call is f(args, *more, k=v, **kw).
	Call struct {
		ExprBase
		Func     Expr
		Args     []Expr // may be *Starred
		Keywords []*Keyword
	}

	// Keyword is k=v in a call or a class statement; **v has an empty Name.
	Keyword struct {
		Where Span
		Name  string
		Value Expr
	}

	// Attribute is Value.Attr. AttrWhere is the place of the attribute's name.
	Attribute struct {
		ExprBase
		Value     Expr
		Attr      string
		AttrWhere Span
	}

	// Subscript is Value[Index]. Index may be a *Slice or a *Tuple with slices.
	Subscript struct {
		ExprBase
		Value, Index Expr
	}

	// Slice is lower:upper:step; each part may be nil.
	Slice struct {
		ExprBase
		Lower, Upper, Step Expr
	}

	// IfExp is Body if Test else Orelse.
	IfExp struct {
		ExprBase
		Test, Body, Orelse Expr
	}

	// Lambda is lambda params: Body.
	Lambda struct {
		ExprBase
		Params *Params
		Body   Expr
		Scope  *Scope // filled by Resolve
	}

	// ListComp is [Elt for ...].
	ListComp struct {
		ExprBase
		Elt   Expr
		Fors  []*Comprehension
		Scope *Scope // filled by Resolve
	}

	// SetComp is {Elt for ...}.
	SetComp struct {
		ExprBase
		Elt   Expr
		Fors  []*Comprehension
		Scope *Scope // filled by Resolve
	}

	// DictComp is {Key: Value for ...}.
	DictComp struct {
		ExprBase
		Key, Value Expr
		Fors       []*Comprehension
		Scope      *Scope // filled by Resolve
	}

	// GeneratorExp is (Elt for ...).
	GeneratorExp struct {
		ExprBase
		Elt   Expr
		Fors  []*Comprehension
		Scope *Scope // filled by Resolve
	}

	// Comprehension is one `for Target in Iter if ...` clause. The Iter of the
	// first clause is evaluated in the enclosing scope, all else in the
	// comprehension's own.
	Comprehension struct {
		Where        Span
		Target, Iter Expr
		Ifs          []Expr
	}

	// NamedExpr is (Target := Value).
	NamedExpr struct {
		ExprBase
		Target *Name
		Value  Expr
	}

	// Starred is *Value, in calls, displays and assignment targets.
	Starred struct {
		ExprBase
		Value Expr
	}

	// Yield is yield Value; Value may be nil.
	Yield struct {
		ExprBase
		Value Expr
	}

	// YieldFrom is yield from Value.
	YieldFrom struct {
		ExprBase
		Value Expr
	}
)

// Span is the keyword argument's place in the source.
func (k *Keyword) Span() Span { return k.Where }

// Span is the clause's place in the source.
func (c *Comprehension) Span() Span { return c.Where }

// ParamKind tells how a parameter takes its argument.
type ParamKind uint8

const (
	// PosOnly is a parameter before `/`.
	PosOnly ParamKind = iota
	// Regular takes its argument by position or by name.
	Regular
	// VarArgs is *args.
	VarArgs
	// KwOnly is a parameter after `*` or `*args`.
	KwOnly
	// VarKw is **kwargs.
	VarKw
)

// Param is one parameter of a function. The i-th parameter of a function is
// slot i of its scope.
type Param struct {
	Where      Span
	Name       string
	Kind       ParamKind
	Annotation Expr // or nil
	Default    Expr // or nil
}

// Span is the parameter's place in the source.
func (p *Param) Span() Span { return p.Where }

// Params are the parameters of a function in the order they are written.
type Params struct {
	List []*Param
}

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

	// For is for Target in Iter: Body else: Orelse.
	For struct {
		StmtBase
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

	// With is with Items: Body.
	With struct {
		StmtBase
		Items []*WithItem
		Body  []Stmt
	}

	// WithItem is Context as Target; Target may be nil.
	WithItem struct {
		Where           Span
		Context, Target Expr
	}

	// Try is try: Body except ...: else: Orelse finally: Final.
	Try struct {
		StmtBase
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

// RefKind tells where a name's variable lives.
type RefKind uint8

const (
	// RefGlobal is a variable of the module, else a builtin.
	RefGlobal RefKind = iota
	// RefLocal is slot Index of the running function (or comprehension).
	RefLocal
	// RefCell is slot Index of the running function, which inner functions
	// share: the slot holds a cell.
	RefCell
	// RefFree is entry Index of the running function's closure (Scope.Free).
	RefFree
	// RefClass is a name of a class body: looked up in the class namespace
	// first, then, when Index >= 0, in entry Index of the class scope's Free,
	// else among the globals. Stores and deletes go to the class namespace.
	RefClass
)

// Ref is what Resolve found out about a name.
type Ref struct {
	Kind  RefKind
	Index int
}

// ScopeKind tells what opened a scope.
type ScopeKind uint8

const (
	// ModuleScope is the whole text.
	ModuleScope ScopeKind = iota
	// FunctionScope is a def.
	FunctionScope
	// LambdaScope is a lambda.
	LambdaScope
	// ComprehensionScope is a comprehension or a generator expression.
	ComprehensionScope
	// ClassScope is a class body.
	ClassScope
)

// Scope is the symbol table of a module, function, class body or
// comprehension.
type Scope struct {
	Kind   ScopeKind
	Parent *Scope
	// Name is the function's or class' name, "<lambda>", "<listcomp>", "<genexpr>" ...
	Name string
	// QualName is the dotted name with "<locals>", as in __qualname__.
	QualName string
	// Locals names the slots; parameters come first. A class scope has no
	// slots but "__class__" when NeedsClassCell.
	Locals []string
	// Cells[i] is set when slot i is shared with an inner function.
	Cells []bool
	// Free are the variables taken from enclosing functions, in the order
	// that a closure made for this scope must hold them.
	Free []FreeVar
	// Generator is set when the function contains a yield.
	Generator bool
	// NeedsClassCell is set on a class scope when a method uses super() or
	// __class__: slot 0 is then a cell to be filled with the class.
	NeedsClassCell bool

	symbols map[string]*symbol
	free    map[string]int
}

// FreeVar says where a closure finds a variable when the function is made: in
// a cell slot of the scope around it, or in that scope's own closure.
type FreeVar struct {
	Name string
	// FromFree: Index counts the enclosing scope's Free, else its Locals.
	FromFree bool
	Index    int
}
