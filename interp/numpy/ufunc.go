package numpy

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// rule says what dtypes a universal function computes in and gives.
type rule uint8

const (
	// keeps: numbers of any dtype, the result has that dtype.
	keeps rule = iota
	// reals: integers are computed as floats of a size like theirs.
	reals
	// divides: integers are computed as float64.
	divides
	// compares: any dtype, the result is bool.
	compares
	// logicals: everything is taken as bool.
	logicals
	// bitwise: integers and bools only.
	bitwise
	// integral: integers only.
	integral
	// widens: everything is computed as float64 or complex128.
	widens
	// tests: numbers, the result is bool.
	tests
)

// ufunc is a universal function: one that works element by element and
// broadcasts its operands.
type ufunc struct {
	name, doc string
	// alias is the name in the module when it differs.
	alias string
	nin   int
	rule  rule
	// arith and cmp name a loop; the others are functions of elements.
	arith  arith
	cmp    comparison
	real2  func(x, y float64) float64
	whole2 func(x, y int64) int64
	real1  func(x float64) float64
	whole1 func(x int64) int64
	test   func(x float64) bool
	// bool1 is the function of a bool where whole1 of 0 and 1 is another thing.
	bool1 func(x bool) bool
	// bools says what becomes of bool operands.
	bools boolRule
	// check throws for operands that have no result.
	check func(dt tensor.DType, operands []*tensor.Array)
	// identity is what reduce begins with, for functions that have one.
	identity    float64
	hasIdentity bool
}

// boolRule says how a function that keeps the dtype takes bools.
type boolRule uint8

const (
	// boolsAsInt8 computes in int8.
	boolsAsInt8 boolRule = iota
	// boolsKept computes in bool.
	boolsKept
	// boolsRefused throws.
	boolsRefused
	// boolsAsInt8Too is boolsAsInt8 for functions of bits, which else keep bools.
	boolsAsInt8Too
)

// UFuncTypeError is the error of a ufunc that has no loop for its operands.
var UFuncTypeError = object.NewExceptionClass("numpy.core._exceptions", "UFuncTypeError", object.TypeError, "A universal function has no loop for the types of its operands.")

// ufuncClass is numpy.ufunc.
var ufuncClass = &object.Class{
	Name: "ufunc", Module: "numpy", Doc: "A function that works element by element.", Final: true,
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		return "<ufunc '" + self.(*ufunc).name + "'>", nil
	},
	Members: ufuncMembers,
}

// PyClass is numpy.ufunc.
func (u *ufunc) PyClass() *object.Class { return ufuncClass }

// FuncName is the function's __name__.
func (u *ufunc) FuncName() string { return u.name }

// DocString is what help shows.
func (u *ufunc) DocString() string { return u.doc }

var (
	unarySignature  = object.ParseSignature("ufunc(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None, extobj=None)")
	binarySignature = object.ParseSignature("ufunc(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None, extobj=None)")
)

// Signature is the function's parameters.
func (u *ufunc) Signature() *object.Signature {
	sig := *unarySignature
	if u.nin == 2 {
		sig = *binarySignature
	}
	sig.Name = u.name
	return &sig
}

// IsFresh tells that the function keeps nothing of its arguments.
func (u *ufunc) IsFresh() bool { return true }

// CallValue calls the function.
func (u *ufunc) CallValue(th *object.Thread, args object.Args) (v object.Value, err error) {
	defer object.Catch(&err)
	args.Pos = withObjects(th, args.Pos, u.nin)
	if r, ok := ufuncOfLaid(th, u, args); ok {
		return r, nil
	}
	if n := len(args.Pos); len(args.Kw) == 0 && n == u.nin {
		operands := make([]*tensor.Array, n)
		for i, p := range args.Pos {
			operands[i] = toArray(th, p)
		}
		return binding.FromArray(u.raised(th, operands, u.compute(operands, tensor.Invalid, nil, nil))), nil
	}
	if n := len(args.Pos); n < u.nin || n > u.nin+1 {
		return nil, object.TypeErrorf("%s() takes from %d to %d positional arguments but %d were given", u.name, u.nin, u.nin+1, n)
	}
	b, err := u.Signature().Bind(th, args)
	if err != nil {
		return nil, err
	}
	c := &call{b, th}
	operands := make([]*tensor.Array, u.nin)
	for i := range operands {
		operands[i] = toArray(th, b.At(i))
	}
	var where *tensor.Array
	if w := c.Value("where"); w != true {
		where = castTo(toArray(th, w), tensor.Bool)
	}
	out := c.out()
	r := u.raised(th, operands, u.compute(operands, c.dtype("dtype"), out, where))
	if out != nil {
		return out, nil
	}
	return binding.FromArray(r), nil
}

// loopType is the dtype that operands are computed in.
func (u *ufunc) loopType(operands []*tensor.Array, forced tensor.DType) tensor.DType {
	dt := resultType(operands...)
	if forced != tensor.Invalid && u.rule != compares && u.rule != tests && u.rule != logicals {
		dt = forced
	}
	switch {
	case dt == tensor.String && u.rule != compares:
		u.noLoop(operands)
	case dt.IsComplex() && !u.takesComplex():
		u.unsupported()
	}
	switch u.rule {
	case keeps:
		if dt == tensor.Bool {
			switch u.bools {
			case boolsAsInt8:
				return tensor.Int8
			case boolsRefused:
				u.refuseBools(operands)
			}
		}
	case reals:
		return floatType(dt)
	case divides:
		if !dt.IsFloat() && !dt.IsComplex() {
			return tensor.Float64
		}
	case logicals:
		return tensor.Bool
	case bitwise:
		if dt.IsFloat() || dt.IsComplex() {
			u.unsupported()
		}
		if dt == tensor.Bool && u.bools == boolsAsInt8Too {
			return tensor.Int8
		}
	case integral:
		if !dt.IsInteger() {
			u.noLoop(operands)
		}
	case widens:
		return binding.Promote(dt, tensor.Float64)
	}
	return dt
}

func (u *ufunc) unsupported() {
	throwType("ufunc '%s' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''", u.name)
}

// refuseBools throws for - and negative of bools, and for functions without a
// loop for them.
func (u *ufunc) refuseBools(operands []*tensor.Array) {
	switch u.name {
	case "subtract":
		throwType("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.")
	case "negative":
		throwType("The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.")
	}
	object.Throw(object.Errorf(UFuncTypeError, "ufunc '%s' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None", u.name))
}

// namesDTypes are the functions whose errors name the dtypes of the operands.
var namesDTypes = []string{"add", "subtract", "multiply", "maximum", "minimum", "fmax", "fmin", "gcd", "lcm", "matmul"}

// namesClasses are those whose errors name the classes of the dtypes, beside
// comparisons and logical functions.
var namesClasses = []string{"absolute", "negative", "positive", "sign"}

// noLoop throws for operands that the function has no loop for.
func (u *ufunc) noLoop(operands []*tensor.Array) {
	byClass := u.rule == compares || u.rule == logicals && u.nin == 2 || slices.Contains(namesClasses, u.name)
	if !byClass && !slices.Contains(namesDTypes, u.name) {
		u.unsupported()
	}
	types := make([]string, len(operands))
	for i, a := range operands {
		types[i] = "dtype('" + strings.TrimPrefix(binding.NumpyDTypeOf(a).Name, "|") + "')"
		if byClass {
			types[i] = "<class 'numpy.dtypes." + dtypeClassName(a) + "'>"
		}
	}
	shown, result := strings.Join(types, ", "), "None"
	if u.nin > 1 {
		shown = "(" + shown + ")"
	}
	if u.rule == logicals && allText(operands) {
		result = "<class 'numpy.dtypes.BoolDType'>"
	}
	object.Throw(object.Errorf(UFuncTypeError, "ufunc '%s' did not contain a loop with signature matching types %s -> %s", u.name, shown, result))
}

// dtypeClassName is the name of the class of a dtype object: Float32DType.
func dtypeClassName(a *tensor.Array) string {
	dt := a.DType()
	switch {
	case dt == tensor.String && a.IsBytes():
		return "BytesDType"
	case dt == tensor.String:
		return "StrDType"
	case dt.IsUnsigned():
		return "UInt" + strings.TrimPrefix(dt.String(), "uint") + "DType"
	}
	name := dt.String()
	return strings.ToUpper(name[:1]) + name[1:] + "DType"
}

// resultOf is the dtype of the result of a loop.
func (u *ufunc) resultOf(loop tensor.DType) tensor.DType {
	switch u.rule {
	case compares, logicals, tests:
		return tensor.Bool
	}
	if u.name == "absolute" {
		return loop.Real()
	}
	return loop
}

// compute computes the function, into out when it is not nil, where the mask
// where, if any, is true.
func (u *ufunc) compute(operands []*tensor.Array, forced tensor.DType, out, where *tensor.Array) *tensor.Array {
	loop := u.loopType(operands, forced)
	if u.rule == compares && loop == tensor.String && !allText(operands) {
		return u.compareText(operands)
	}
	result := u.resultOf(loop)
	if out != nil {
		u.checkCast(result, out)
	}
	shape := broadcastWith(out, operands)
	ins := make([]*tensor.Array, len(operands))
	for i, a := range operands {
		ins[i] = castTo(a, loop)
	}
	if u.check != nil {
		u.check(loop, ins)
	}
	direct := out != nil && out.DType() == result && where == nil
	if out != nil {
		checkOut(out, shape, operands)
		for _, a := range ins {
			direct = direct && !clash(out, a)
		}
	}
	r := out
	if !direct {
		r = tensor.NewResult(result, append([]int{}, shape...)...)
	}
	u.loop(loop, r, ins)
	switch {
	case where != nil:
		return whereInto(out, r, where)
	case out == nil:
		return r.Own()
	case !direct:
		out.CopyFrom(castTo(r, out.DType()))
	}
	return out
}

// broadcastWith is the common shape of operands; the error for operands that
// have none tells the shape of out as well.
func broadcastWith(out *tensor.Array, operands []*tensor.Array) []int {
	shape := []int{}
	for _, a := range operands {
		s, ok := tensor.BroadcastShapes(shape, a.Shape())
		if !ok {
			if out != nil {
				operands = append(append([]*tensor.Array{}, operands...), out)
			}
			throwShapes(operands)
		}
		shape = s
	}
	return shape
}

// checkOut throws for an output of another shape than the result's.
func checkOut(out *tensor.Array, shape []int, operands []*tensor.Array) {
	if tensor.SameShape(out.Shape(), shape) {
		return
	}
	if _, ok := tensor.BroadcastShapes(shape, out.Shape()); !ok {
		throwShapes(append(append([]*tensor.Array{}, operands...), out))
	}
	throwValue("non-broadcastable output operand with shape %s doesn't match the broadcast shape %s", shapeText(out.Shape()), shapeText(shape))
}

// checkCast throws for an output that the result's dtype cannot be cast to.
func (u *ufunc) checkCast(result tensor.DType, out *tensor.Array) {
	if !canCast(result, out.DType(), "same_kind") {
		u.throwCast(result.String(), out)
	}
}

func (u *ufunc) throwCast(result string, out *tensor.Array) {
	object.Throw(object.Errorf(UFuncTypeError, "Cannot cast ufunc '%s' output from dtype('%s') to dtype('%s') with casting rule 'same_kind'", u.name, result, out.DType()))
}

// whereInto copies r into out where the mask is true; without out the other
// elements are zero.
func whereInto(out, r, mask *tensor.Array) *tensor.Array {
	if out == nil {
		out = tensor.NewArray(r.DType(), r.Shape()...)
	}
	out.CopyFrom(choose(mask.BroadcastTo(out.Shape()), castTo(r, out.DType()), out))
	return out
}

func allText(operands []*tensor.Array) bool {
	for _, a := range operands {
		if a.DType() != tensor.String {
			return false
		}
	}
	return true
}

// compareText compares text with numbers: they are never equal and have no
// order.
func (u *ufunc) compareText(operands []*tensor.Array) *tensor.Array {
	if u.cmp != cmpEq && u.cmp != cmpNe {
		u.noLoop(operands)
	}
	out := tensor.NewArray(tensor.Bool, broadcastAll(operands...)...)
	if u.cmp == cmpNe {
		out.Fill(1)
	}
	return out
}

// loop computes for operands of the loop's dtype.
func (u *ufunc) loop(dt tensor.DType, out *tensor.Array, ins []*tensor.Array) {
	if u.fastLoop(dt, out, ins) {
		return
	}
	switch {
	case dt.IsComplex():
		u.complexLoop(out, ins)
	case u.rule == compares:
		compare(u.cmp, out, ins[0], ins[1])
	case u.test != nil:
		map1(out, castTo(ins[0], tensor.Float64), u.test)
	case dt == tensor.Bool && u.bool1 != nil:
		map1(out, ins[0], u.bool1)
	case u.nin == 1:
		apply1(out, ins[0], u.real1, u.whole1)
	case u.arith != noArith && dt != tensor.Bool:
		arithmetic(u.arith, out, ins[0], ins[1])
	default:
		apply2(out, ins[0], ins[1], u.real2, u.whole2)
	}
}
