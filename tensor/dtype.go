package tensor

import "fmt"

// DType is the element type of an array.
//
// float16 and bfloat16 are stored as float32 values rounded to the narrower
// type after every operation, so they compute what hardware without native
// support computes and cost no code of their own.
type DType uint8

// The element types.
const (
	Invalid DType = iota
	Bool
	Uint8
	Uint16
	Uint32
	Uint64
	Int8
	Int16
	Int32
	Int64
	Float16
	BFloat16
	Float32
	Float64
	String
)

var dtypeNames = [...]string{
	"invalid", "bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16",
	"int32", "int64", "float16", "bfloat16", "float32", "float64", "string",
}

var dtypeSizes = [...]int{0, 1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 2, 4, 8, 16}

// String is the name NumPy and TensorFlow give the type.
func (d DType) String() string {
	if int(d) < len(dtypeNames) {
		return dtypeNames[d]
	}
	return fmt.Sprintf("dtype(%d)", uint8(d))
}

// Size is the number of bytes an element takes in a file.
func (d DType) Size() int { return dtypeSizes[d] }

// IsFloat reports whether d is a floating point type.
func (d DType) IsFloat() bool { return d >= Float16 && d <= Float64 }

// IsInteger reports whether d is an integer type; bool is not.
func (d DType) IsInteger() bool { return d >= Uint8 && d <= Int64 }

// IsUnsigned reports whether d is an unsigned integer type.
func (d DType) IsUnsigned() bool { return d >= Uint8 && d <= Uint64 }

// ParseDType finds the type with a name such as "float32"; NumPy's and C's
// short names ("float", "int", "double", "half", "f4", "i8", …) are known.
func ParseDType(name string) (DType, bool) {
	switch name {
	case "float", "double", "f8", "<f8", "float_":
		return Float64, true
	case "int", "i8", "<i8", "int_", "long":
		return Int64, true
	case "f4", "<f4", "single":
		return Float32, true
	case "half", "f2", "<f2":
		return Float16, true
	case "i4", "<i4", "intc":
		return Int32, true
	case "u1", "|u1":
		return Uint8, true
	case "bool_", "?", "|b1":
		return Bool, true
	case "str", "object":
		return String, true
	}
	for i, n := range dtypeNames {
		if i > 0 && n == name {
			return DType(i), true
		}
	}
	return Invalid, false
}

// Number is any Go type that stores numeric elements.
type Number interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}

// Float is a Go type that stores floating point elements.
type Float interface{ ~float32 | ~float64 }

// Elem is any Go type that stores elements.
type Elem interface {
	Number | ~bool | ~string
}
