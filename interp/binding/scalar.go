package binding

import (
	"kerash/interp/object"
	"kerash/tensor"
	"math/big"
)

// Scalar is a NumPy scalar such as np.float32(1.5): what indexing an array,
// np.sum or tensor.numpy() give. Array has rank 0 and does not change. (An
// *tensor.Array of rank 0 is a zero-dimensional ndarray, a different thing.)
// Scalars of dtype string do not exist: they are Go strings.
type Scalar struct{ Array *tensor.Array }

// PyClass is np.float32 or another of NumPy's scalar types.
func (s *Scalar) PyClass() *object.Class { return ScalarClass(s.Array.DType()) }

// Int is the value as an int, floats truncated.
func (s *Scalar) Int() int { return int(s.Array.Int(0)) }

// Float is the value as a float64.
func (s *Scalar) Float() float64 { return s.Array.Float(0) }

// The abstract classes of NumPy's scalars and the class of each dtype. Their
// slots (operators, printing, methods) are set by package numpy.
var (
	Generic         = scalarClass("generic", nil)
	NumberClass     = scalarClass("number", Generic)
	IntegerClass    = scalarClass("integer", NumberClass)
	SignedInteger   = scalarClass("signedinteger", IntegerClass)
	UnsignedInteger = scalarClass("unsignedinteger", IntegerClass)
	Inexact         = scalarClass("inexact", NumberClass)
	Floating        = scalarClass("floating", Inexact)
	ComplexFloating = scalarClass("complexfloating", Inexact)

	// Datetime64Class and Timedelta64Class are NumPy's times and spans of time;
	// package numpy completes them.
	Datetime64Class  = scalarClass("datetime64", Generic)
	Timedelta64Class = scalarClass("timedelta64", SignedInteger)

	scalarClasses = [tensor.String + 1]*object.Class{
		tensor.Invalid: Generic,
		tensor.Bool:    scalarClass("bool_", Generic),
		tensor.Uint8:   scalarClass("uint8", UnsignedInteger), tensor.Uint16: scalarClass("uint16", UnsignedInteger),
		tensor.Uint32: scalarClass("uint32", UnsignedInteger), tensor.Uint64: scalarClass("uint64", UnsignedInteger),
		tensor.Int8: scalarClass("int8", SignedInteger), tensor.Int16: scalarClass("int16", SignedInteger),
		tensor.Int32: scalarClass("int32", SignedInteger), tensor.Int64: scalarClass("int64", SignedInteger),
		tensor.Float16: scalarClass("float16", Floating), tensor.BFloat16: scalarClass("bfloat16", Floating),
		tensor.Float32: scalarClass("float32", Floating), tensor.Float64: scalarClass("float64", Floating),
		tensor.Complex64: scalarClass("complex64", ComplexFloating), tensor.Complex128: scalarClass("complex128", ComplexFloating),
		tensor.String: scalarClass("str_", Generic),
	}
)

func scalarClass(name string, base *object.Class) *object.Class {
	module := "numpy"
	if name == "bfloat16" {
		module = "ml_dtypes"
	}
	return &object.Class{Name: name, Module: module, Base: base, Doc: "NumPy's type " + name + ".", Signature: name + "(x=0, /)"}
}

// ScalarClass is the class of NumPy scalars of a dtype: np.float32.
func ScalarClass(dt tensor.DType) *object.Class { return scalarClasses[dt] }

func scalarDType(c *object.Class) (tensor.DType, bool) {
	for dt, k := range scalarClasses {
		if k == c && dt > 0 {
			return tensor.DType(dt), true
		}
	}
	switch c {
	case Floating, Inexact:
		return tensor.Float64, true
	case ComplexFloating:
		return tensor.Complex128, true
	case IntegerClass, SignedInteger:
		return tensor.Int64, true
	case UnsignedInteger:
		return tensor.Uint64, true
	}
	return tensor.Invalid, false
}

// ScalarAt is element i (in row-major order) of an array as NumPy gives it: a
// *Scalar, a string or Bytes.
func ScalarAt(a *tensor.Array, i int) object.Value {
	if a.DType() == tensor.String {
		return PythonAt(a, i)
	}
	return &Scalar{a.View([]int{}, []int{}, a.Position(i)).Clone()}
}

// PythonAt is element i of an array as a Python number, bool or string: what
// item() and tolist() give.
func PythonAt(a *tensor.Array, i int) object.Value {
	switch dt := a.DType(); {
	case a.IsBytes():
		return Bytes(a.Str(i))
	case dt == tensor.String:
		return a.Str(i)
	case dt == tensor.Bool:
		return a.Int(i) != 0
	case dt.IsFloat():
		return a.Float(i)
	case dt.IsComplex():
		return a.Complex(i)
	}
	if a.DType() == tensor.Uint64 && a.Int(i) < 0 {
		// Above the range of int64: the bits are those of the number.
		return new(big.Int).SetUint64(uint64(a.Int(i)))
	}
	return int(a.Int(i))
}

// FromArray is an array as NumPy's functions return it: a scalar when it has
// rank 0.
func FromArray(a *tensor.Array) object.Value {
	if a.Rank() == 0 {
		return ScalarAt(a, 0)
	}
	return a
}
