package tensor

import (
	"math"
	"strings"

	"kerash/tensor/internal/kernel"
)

var opAbs, opSign, opFloor, opCeil, opRound, opRint, opReciprocal, opIsNan, opIsInf, opIsFinite, opNextAfter *Op

func init() {
	opAbs = unaryInt("Abs", absTypes, kernel.OpAbs, math.Abs, func(x int64) int64 { return max(x, -x) },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Sign(x)) })
	opSign = unaryInt("Sign", signedComplex, kernel.OpSign, signOf, func(x int64) int64 { return int64(signOf(float64(x))) },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.ZerosLike(x) })
	opFloor = unary("Floor", floats, kernel.OpFloor, math.Floor, nil)
	opCeil = unary("Ceil", floats, kernel.OpCeil, math.Ceil, nil)
	opRint = unary("Rint", floats, kernel.OpRound, math.RoundToEven, nil)
	opRound = unaryInt("Round", signedComplex, kernel.OpRound, math.RoundToEven, func(x int64) int64 { return x }, nil)
	opReciprocal = unary("Reciprocal", signedComplexFloat, kernel.OpReciprocal, func(x float64) float64 { return 1 / x },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Neg(s.Mul(g, s.Square(y))) })
	inferReciprocal := opReciprocal.Infer
	opReciprocal.Infer = func(c *Call) []Spec {
		if d := c.In[0].DType; d >= Int8 && d <= Int64 { // registered, but without a kernel
			throwNoKernel("Reciprocal", d)
		}
		return inferReciprocal(c)
	}
	opIsNan = predicate("IsNan", func(x float64) bool { return x != x })
	opIsInf = predicate("IsInf", func(x float64) bool { return math.IsInf(x, 0) })
	opIsFinite = predicate("IsFinite", func(x float64) bool { return x-x == 0 })
	opNextAfter = binary("NextAfter", binaryFuncs{
		types: &domain{1<<Float32 | 1<<Float64, "double, float"}, k: noKernel,
		f64: math.Nextafter, f32: math.Nextafter32,
	}, nil)
}

var (
	// absTypes has unsigned types too, for NumPy.
	absTypes = &domain{numberBits, "bfloat16, half, float, double, int8, int16, int32, int64"}
	// signedComplexFloat are the types that Reciprocal is listed for; there are
	// kernels only for floats.
	signedComplexFloat = &domain{floatBits | complexBits, "bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128"}
)

// throwNoKernel throws for a dtype that an op is registered for, but without a
// kernel.
func throwNoKernel(op string, d DType) {
	k := listedKernels[op]
	text := "device='XLA_CPU_JIT'; T in [DT_" + strings.ToUpper(strings.ReplaceAll(k.compiled, " ", ", DT_")) + "]\n"
	for _, t := range strings.Fields(k.cpu) {
		text += "  device='CPU'; T in [DT_" + strings.ToUpper(t) + "]\n"
	}
	if k.other {
		text += "  device='DEFAULT'; T in [DT_INT32]\n"
	}
	Throwf("NotFoundError", "Could not find device for node: {{node %s}} = %s[T=DT_%s]\nAll kernels registered for op %s:\n  %s [Op:%s] name: ",
		op, op, strings.ToUpper(d.String()), op, text, op)
}

// listedKernels are the kernels that TensorFlow has for some ops: the types of the
// compiler and of the processor, and whether there is one for any device.
var listedKernels = map[string]struct {
	compiled, cpu string
	other         bool
}{
	"Reciprocal": {"float double int32 int16 int8 complex64 int64 bfloat16 complex128 half", "complex128 complex64 double bfloat16 half float", false},
	"Round":      {"float double int32 int16 int8 complex64 int64 bfloat16 complex128 half", "int64 int32 bfloat16 double float half", false},
	"FloorDiv": {"float double int32 uint8 int16 int8 complex64 int64 bfloat16 uint16 complex128 half uint32 uint64",
		"double bfloat16 half float int64 int32 int16 int8 uint64 uint32 uint16 uint8", true},
	"TruncateDiv": {"float double int32 uint8 int16 int8 complex64 int64 bfloat16 uint16 complex128 half uint32 uint64",
		"int64 int32 int16 int8 uint64 uint32 uint16 uint8 double bfloat16 half float", true},
}

func signOf(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x // ±0 and NaN
}

// predicate declares an elementwise question about floating point numbers.
func predicate(name string, f func(x float64) bool) *Op {
	return &Op{
		Name:        name,
		Elementwise: true,
		Infer: func(c *Call) []Spec {
			floats.check(c.In[0].DType, name, "T", "x:T -> y:bool; attr=T")
			return []Spec{{Bool, c.In[0].Shape}}
		},
		Eval: func(c *Call, in, out []*Array) {
			y := Data[bool](out[0])
			if in[0].dtype == Float64 {
				for i, v := range Data[float64](in[0]) {
					y[i] = f(v)
				}
				return
			}
			for i, v := range in[0].F32() {
				y[i] = f(float64(v))
			}
		},
	}
}

// Abs is the absolute value of x, which is real for complex numbers.
func (s *Scope) Abs(x *Tensor) *Tensor {
	if x.DType().IsComplex() {
		return s.Apply1(opComplexAbs, nil, x)
	}
	return s.Apply1(opAbs, nil, x)
}

// Sign is -1, 0 or 1 by the sign of x; x/|x| of complex numbers.
func (s *Scope) Sign(x *Tensor) *Tensor { return s.Apply1(opSign, nil, x) }

// Floor rounds x down.
func (s *Scope) Floor(x *Tensor) *Tensor { return s.Apply1(opFloor, nil, x) }

// Ceil rounds x up.
func (s *Scope) Ceil(x *Tensor) *Tensor { return s.Apply1(opCeil, nil, x) }

// Round rounds x to the nearest integer, halves to even; integers stay.
func (s *Scope) Round(x *Tensor) *Tensor { return s.Apply1(opRound, nil, x) }

// Rint is [Scope.Round] for floating point tensors only.
func (s *Scope) Rint(x *Tensor) *Tensor { return s.Apply1(opRint, nil, x) }

// Reciprocal is 1/x.
func (s *Scope) Reciprocal(x *Tensor) *Tensor { return s.Apply1(opReciprocal, nil, x) }

// IsNan tells which elements are not a number.
func (s *Scope) IsNan(x *Tensor) *Tensor { return s.Apply1(opIsNan, nil, x) }

// IsInf tells which elements are infinite.
func (s *Scope) IsInf(x *Tensor) *Tensor { return s.Apply1(opIsInf, nil, x) }

// IsFinite tells which elements are neither infinite nor NaN.
func (s *Scope) IsFinite(x *Tensor) *Tensor { return s.Apply1(opIsFinite, nil, x) }

// NextAfter is the representable number next to a in the direction of b.
func (s *Scope) NextAfter(a, b *Tensor) *Tensor { return s.Apply1(opNextAfter, nil, a, b) }
