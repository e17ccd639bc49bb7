package object

// Op is an operator.
type Op uint8

// The operators, in groups: binary, unary, comparing.
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

	Neg
	Plus
	Invert

	Eq
	Ne
	Lt
	Le
	Gt
	Ge
)

var opTable = [...]struct{ text, dunder, reflected, inplace string }{
	NoOp: {},
	Add:  {"+", "__add__", "__radd__", "__iadd__"}, Sub: {"-", "__sub__", "__rsub__", "__isub__"},
	Mul: {"*", "__mul__", "__rmul__", "__imul__"}, MatMul: {"@", "__matmul__", "__rmatmul__", "__imatmul__"},
	Div: {"/", "__truediv__", "__rtruediv__", "__itruediv__"}, FloorDiv: {"//", "__floordiv__", "__rfloordiv__", "__ifloordiv__"},
	Mod: {"%", "__mod__", "__rmod__", "__imod__"}, Pow: {"** or pow()", "__pow__", "__rpow__", "__ipow__"},
	LShift: {"<<", "__lshift__", "__rlshift__", "__ilshift__"}, RShift: {">>", "__rshift__", "__rrshift__", "__irshift__"},
	BitOr: {"|", "__or__", "__ror__", "__ior__"}, BitXor: {"^", "__xor__", "__rxor__", "__ixor__"},
	BitAnd: {"&", "__and__", "__rand__", "__iand__"},
	Neg:    {text: "-", dunder: "__neg__"}, Plus: {text: "+", dunder: "__pos__"}, Invert: {text: "~", dunder: "__invert__"},
	Eq: {"==", "__eq__", "__eq__", ""}, Ne: {"!=", "__ne__", "__ne__", ""},
	Lt: {"<", "__lt__", "__gt__", ""}, Le: {"<=", "__le__", "__ge__", ""},
	Gt: {">", "__gt__", "__lt__", ""}, Ge: {">=", "__ge__", "__le__", ""},
}

// String is the operator as error messages write it.
func (o Op) String() string { return opTable[o].text }

// Dunder is the method that implements the operator: __add__ ...
func (o Op) Dunder() string { return opTable[o].dunder }

// Reflected is the method of the right operand: __radd__ ...; for comparisons
// that of the mirrored comparison.
func (o Op) Reflected() string { return opTable[o].reflected }

// InPlace is the method of the augmented assignment: __iadd__ ...
func (o Op) InPlace() string { return opTable[o].inplace }

// Mirror is the comparison with its sides exchanged.
func (o Op) Mirror() Op {
	switch o {
	case Lt:
		return Gt
	case Le:
		return Ge
	case Gt:
		return Lt
	case Ge:
		return Le
	}
	return o
}
