package eval

import (
	"reflect"

	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// The signatures of host functions that expr's machine calls without
// reflection; those with fixed arguments also without allocation.
type (
	fn1   = func(any) any
	fn2   = func(any, any) any
	test1 = func(any) bool
	test2 = func(any, any) bool
	fnN   = func(...any) any
)

var (
	anyType  = reflect.TypeFor[any]()
	boolType = reflect.TypeFor[bool]()
	typeFn1  = reflect.TypeFor[fn1]()
	typeFn2  = reflect.TypeFor[fn2]()
	typeT1   = reflect.TypeFor[test1]()
	typeT2   = reflect.TypeFor[test2]()
	typeFnN  = reflect.TypeFor[fnN]()
)

// host makes the call of a host function, which must be of one of the types
// above.
func host(at syntax.Span, fn any, args ...ast.Node) ast.Node {
	callee := &ast.ConstantNode{Value: fn}
	result := anyType
	switch fn.(type) {
	case fn1:
		callee.SetType(typeFn1)
	case fn2:
		callee.SetType(typeFn2)
	case test1:
		callee.SetType(typeT1)
		result = boolType
	case test2:
		callee.SetType(typeT2)
		result = boolType
	case fnN:
		callee.SetType(typeFnN)
	default:
		panic("eval: host function of an unknown type")
	}
	call := place(&ast.CallNode{Callee: callee, Arguments: args}, at)
	call.SetType(result)
	return call
}

// hosts are the host functions that need nothing but the evaluator.
type hosts struct {
	truth            test1
	binary           [object.BitAnd + 1]fn2
	unary            [object.Invert + 1]fn1
	compare          [syntax.NotIn + 1]fn2
	compareHolds     [syntax.NotIn + 1]test2
	index            fn2
	slice            fnN
	list, tuple, set fnN
	dict             fnN
	call0            fn1
	call1            fn2
	call             fnN
	method0          fn2
	method           fnN
	// methodLast is method where the last argument was made for the call.
	methodLast       fnN
	str, repr, ascii fn1
	format           fn2
	join             fnN
}

func (h *hosts) init(ev *Evaluator) {
	h.initOperators(ev)
	h.initDisplays(ev)
	h.initCalls(ev)
	h.initStrings(ev)
}
