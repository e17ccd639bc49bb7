// Package plain holds arrays as files hold them: a shape, a dtype and a Go
// slice. It is what the readers and writers of file formats give and take; it
// knows nothing of tensors, layers or any one format.
package plain

import "fmt"

// DType is a data type by NumPy's name.
type DType string

// The data types of files. An array's Data has the Go slice in the comment.
const (
	Bool       DType = "bool"       // []bool
	Int8       DType = "int8"       // []int8
	Int16      DType = "int16"      // []int16
	Int32      DType = "int32"      // []int32
	Int64      DType = "int64"      // []int64
	Uint8      DType = "uint8"      // []uint8
	Uint16     DType = "uint16"     // []uint16
	Uint32     DType = "uint32"     // []uint32
	Uint64     DType = "uint64"     // []uint64
	Float16    DType = "float16"    // []uint16, the bits
	BFloat16   DType = "bfloat16"   // []uint16, the bits
	Float32    DType = "float32"    // []float32
	Float64    DType = "float64"    // []float64
	Complex64  DType = "complex64"  // []complex64
	Complex128 DType = "complex128" // []complex128
	String     DType = "string"     // []string
	Bytes      DType = "bytes"      // []string of bytes that are no text
)

// Size is the number of bytes of an element, 0 for strings, whose elements
// have no common size, and for names that are no dtype.
func (d DType) Size() int {
	switch d {
	case Bool, Int8, Uint8:
		return 1
	case Int16, Uint16, Float16, BFloat16:
		return 2
	case Int32, Uint32, Float32:
		return 4
	case Int64, Uint64, Float64, Complex64:
		return 8
	case Complex128:
		return 16
	}
	return 0
}

// Error is a failure in reading or writing a file: a Python exception class
// and a message in the words of the Python library that reads the format.
type Error struct {
	Class string // "OSError", "ValueError", "KeyError", "FileNotFoundError" …
	Msg   string
	Err   error // what lies below, where there is something
}

func (e *Error) Error() string { return e.Msg }

func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error of a Python class. An error among the arguments is
// kept as the cause.
func Errorf(class, format string, args ...any) *Error {
	e := &Error{Class: class, Msg: fmt.Sprintf(format, args...)}
	for _, a := range args {
		if cause, ok := a.(error); ok {
			e.Err = cause
		}
	}
	return e
}
