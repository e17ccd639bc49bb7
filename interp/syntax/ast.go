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
