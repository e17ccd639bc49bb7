package syntax

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
		Async        bool
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

	// Await is await Value.
	Await struct {
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
