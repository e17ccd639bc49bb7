package syntax

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
	// RefFlag is variable Index of those that stand for jumps in a function
	// that is put into a graph; see package autograph.
	RefFlag
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
	// Async is set for an async def, and for a comprehension that awaits.
	Async bool
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
