package tensor

import (
	"fmt"
	"strings"
)

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
	Complex64
	Complex128
	String
)

var dtypeNames = [...]string{
	"invalid", "bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16",
	"int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64", "complex128", "string",
}

var dtypeSizes = [...]int{0, 1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 16}

// String is the name NumPy and TensorFlow give the type.
func (d DType) String() string {
	if int(d) < len(dtypeNames) {
		return dtypeNames[d]
	}
	return fmt.Sprintf("dtype(%d)", uint8(d))
}

// RuntimeName is the name that TensorFlow's runtime gives the type in its own
// messages: half, float and double for the floating point types.
func (d DType) RuntimeName() string {
	switch d {
	case Float16:
		return "half"
	case Float32:
		return "float"
	case Float64:
		return "double"
	}
	return d.String()
}

// Size is the number of bytes an element takes in a file.
func (d DType) Size() int { return dtypeSizes[d] }

// IsFloat reports whether d is a floating point type.
func (d DType) IsFloat() bool { return d >= Float16 && d <= Float64 }

// IsComplex reports whether d is a type of complex numbers.
func (d DType) IsComplex() bool { return d == Complex64 || d == Complex128 }

// Real is the type of the parts of a complex type, and any other type itself.
func (d DType) Real() DType {
	switch d {
	case Complex64:
		return Float32
	case Complex128:
		return Float64
	}
	return d
}

// Complex is the type of complex numbers whose parts have type d.
func (d DType) Complex() DType {
	if d == Float64 || d == Complex128 {
		return Complex128
	}
	return Complex64
}

// IsInteger reports whether d is an integer type; bool is not.
func (d DType) IsInteger() bool { return d >= Uint8 && d <= Int64 }

// IsUnsigned reports whether d is an unsigned integer type.
func (d DType) IsUnsigned() bool { return d >= Uint8 && d <= Uint64 }

// dtypeAliases are further names of the types: NumPy's, with kind and size or
// one letter, and C's.
var dtypeAliases = map[string]DType{
	"float": Float64, "double": Float64, "float_": Float64, "f8": Float64, "d": Float64, "g": Float64, "longdouble": Float64,
	"f4": Float32, "f": Float32, "single": Float32, "half": Float16, "f2": Float16, "e": Float16,
	"int": Int64, "int_": Int64, "long": Int64, "longlong": Int64, "intp": Int64, "i8": Int64, "l": Int64, "q": Int64, "p": Int64,
	"i4": Int32, "i": Int32, "intc": Int32, "i2": Int16, "h": Int16, "short": Int16, "i1": Int8, "b": Int8, "byte": Int8,
	"u1": Uint8, "B": Uint8, "ubyte": Uint8, "u2": Uint16, "H": Uint16, "ushort": Uint16, "u4": Uint32, "I": Uint32, "uintc": Uint32,
	"u8": Uint64, "L": Uint64, "Q": Uint64, "P": Uint64, "uint": Uint64, "ulonglong": Uint64, "uintp": Uint64,
	"complex": Complex128, "complex_": Complex128, "cdouble": Complex128, "cfloat": Complex128, "c16": Complex128, "D": Complex128,
	"c8": Complex64, "F": Complex64, "csingle": Complex64, "singlecomplex": Complex64,
	"bool_": Bool, "?": Bool, "b1": Bool, "bool8": Bool, "str": String, "object": String, "O": String,
}

// ParseDType finds the type with a name such as "float32"; NumPy's and C's
// short names ("float", "int", "double", "half", "f4", "<i8", "U3", …) are known.
func ParseDType(name string) (DType, bool) {
	for i, n := range dtypeNames {
		if i > 0 && n == name {
			return DType(i), true
		}
	}
	short := strings.TrimLeft(name, "<>=|")
	if dt, ok := dtypeAliases[short]; ok {
		return dt, true
	}
	if short != "" && (short[0] == 'U' || short[0] == 'S') && strings.Trim(short[1:], "0123456789") == "" {
		return String, true
	}
	return Invalid, false
}

// Number is any Go type that stores numeric elements.
type Number interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}

// Float is a Go type that stores floating point elements.
type Float interface{ ~float32 | ~float64 }

// ComplexFloat is a Go type that stores complex elements.
type ComplexFloat interface{ ~complex64 | ~complex128 }

// Elem is any Go type that stores elements.
type Elem interface {
	Number | ComplexFloat | ~bool | ~string
}
