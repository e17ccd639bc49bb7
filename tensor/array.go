package tensor

import (
	"fmt"
	"unsafe"

	"kerash/tensor/internal/kernel"
)

// Array is a block of elements with a shape: what NumPy calls an ndarray.
// Strides and offset count elements; a nil strides means row-major and
// contiguous. Views share buf.
type Array struct {
	dtype   DType
	shape   []int
	strides []int
	offset  int
	buf     any // []float32, []bool, …: the storage type of dtype
	bytes   bool
	// width is how many characters an element of a text array may have; 0 is as
	// many as the longest has.
	width int
	// base is the array that a is a view of, as far as users can tell; nil for one
	// that has elements of its own. frozen arrays cannot be written to by users.
	base   *Array
	frozen bool
	// source is what an array with elements of its own has them from; see
	// [Array.Source].
	source any
	// pooled tells that buf is a block of the pool, whole; views do not say so.
	pooled bool
	// layouts remembers how the kernels laid out the elements of a variable; see
	// [Variable.layouts].
	layouts *kernel.Layouts
	// sole is the array itself while nobody but its holders can know buf; see
	// [Array.Own]. Copies of the header do not inherit that.
	sole *Array
}

// AsBytes is a view of a string array whose elements are bytes, as those of a
// tensor are: it prints as NumPy prints TensorFlow's strings.
func (a *Array) AsBytes() *Array {
	c := *a
	c.bytes, c.width = true, 0
	return &c
}

// AsText is a view of a string array whose elements have up to width
// characters, or bytes when raw: NumPy's dtypes <U3 and |S3.
func (a *Array) AsText(width int, raw bool) *Array {
	c := *a
	c.bytes, c.width = raw, max(width, 1)
	return &c
}

// Base is the array that a is a view of, nil when it has elements of its own.
func (a *Array) Base() *Array { return a.base }

// SetBase says that a is a view of another array, or of what that is a view of.
func (a *Array) SetBase(b *Array) {
	if a.base = b; b.base != nil {
		a.base = b.base
	}
}

// Frozen reports whether users are kept from writing to a.
func (a *Array) Frozen() bool { return a.frozen }

// Freeze keeps users from writing to a and its views to come, or lets them.
func (a *Array) Freeze(on bool) { a.frozen = on }

// Width is how many characters or bytes an element of a text array may have;
// 0 when nothing was said about it.
func (a *Array) Width() int { return a.width }

// IsBytes reports whether the elements of a string array are bytes.
func (a *Array) IsBytes() bool { return a.bytes }

// NumElements is the product of a shape's axes.
func NumElements(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

// maxElements bounds one array, so that an absurd shape is an error rather
// than an out-of-memory death.
const maxElements = 1 << 32

// NewArray makes a zero-filled array (empty strings for dtype string).
// It throws ValueError for a negative axis and ResourceExhaustedError for an
// absurd size.
func NewArray(dt DType, shape ...int) *Array {
	a := new(Array)
	a.alloc(dt, shape)
	return a
}

// NewResult makes an array of any contents, to be filled and then owned.
func NewResult(dt DType, shape ...int) *Array {
	a := new(Array)
	a.allocDirty(dt, shape)
	return a
}

// alloc makes a a zero-filled array.
func (a *Array) alloc(dt DType, shape []int) {
	a.dtype, a.shape, a.buf = dt, shape, makeBuf(dt, checkedSize(dt, shape))
}

// allocDirty makes a an array with any contents.
func (a *Array) allocDirty(dt DType, shape []int) {
	a.dtype, a.shape = dt, shape
	a.buf, a.pooled = dirtyBuf(dt, checkedSize(dt, shape))
}

// checkedSize is the number of elements of a new array.
func checkedSize(dt DType, shape []int) int {
	n := 1
	for _, d := range shape {
		if d < 0 {
			Throwf("ValueError", "negative dimensions are not allowed")
		}
		if d > 0 && n > maxElements/d {
			Throwf("ResourceExhaustedError", "OOM when allocating tensor with shape%s and type %s", shapeBrackets(shape), dt)
		}
		n *= d
	}
	return n
}

func shapeBrackets(shape []int) string {
	s := "["
	for i, d := range shape {
		if i > 0 {
			s += ","
		}
		s += fmt.Sprint(d)
	}
	return s + "]"
}

func makeBuf(dt DType, n int) any {
	switch dt {
	case Float32, Float16, BFloat16:
		return make([]float32, n)
	case Float64:
		return make([]float64, n)
	case Int32:
		return make([]int32, n)
	case Int64:
		return make([]int64, n)
	case Uint8:
		return make([]uint8, n)
	case Bool:
		return make([]bool, n)
	case Int8:
		return make([]int8, n)
	case Int16:
		return make([]int16, n)
	case Uint16:
		return make([]uint16, n)
	case Uint32:
		return make([]uint32, n)
	case Uint64:
		return make([]uint64, n)
	case Complex64:
		return make([]complex64, n)
	case Complex128:
		return make([]complex128, n)
	case String:
		return make([]string, n)
	}
	panic("tensor: no storage for dtype " + dt.String())
}

// dtypeOf is the default dtype of a Go element type.
func dtypeOf[T Elem]() DType {
	var z T
	switch any(z).(type) {
	case float32:
		return Float32
	case float64:
		return Float64
	case int32:
		return Int32
	case int64:
		return Int64
	case uint8:
		return Uint8
	case bool:
		return Bool
	case int8:
		return Int8
	case int16:
		return Int16
	case uint16:
		return Uint16
	case uint32:
		return Uint32
	case uint64:
		return Uint64
	case complex64:
		return Complex64
	case complex128:
		return Complex128
	case string:
		return String
	}
	panic("tensor: element type without dtype")
}

// FromSlice wraps data, without copying, as an array of the given shape (one
// axis when no shape is given).
func FromSlice[T Elem](data []T, shape ...int) *Array {
	if shape == nil {
		shape = []int{len(data)}
	}
	if NumElements(shape) != len(data) {
		Throwf("ValueError", "cannot reshape array of size %d into shape %s", len(data), ShapeString(shape))
	}
	return &Array{dtype: dtypeOf[T](), shape: shape, buf: data}
}

// Scalar makes an array of rank 0.
func Scalar[T Elem](v T) *Array {
	return &Array{dtype: dtypeOf[T](), shape: []int{}, buf: []T{v}}
}

// DType is the element type.
func (a *Array) DType() DType { return a.dtype }

// Shape is the length of each axis; do not modify it.
func (a *Array) Shape() []int { return a.shape }

// Rank is the number of axes.
func (a *Array) Rank() int { return len(a.shape) }

// Size is the number of elements.
func (a *Array) Size() int { return NumElements(a.shape) }

// Strides are the steps between neighbours along each axis, in elements.
func (a *Array) Strides() []int {
	if a.strides != nil {
		return a.strides
	}
	return rowMajor(a.shape)
}

func rowMajor(shape []int) []int {
	st := make([]int, len(shape))
	n := 1
	for i := len(shape) - 1; i >= 0; i-- {
		st[i] = n
		n *= shape[i]
	}
	return st
}

// IsContiguous reports whether the elements lie row-major without gaps.
func (a *Array) IsContiguous() bool { return a.strides == nil }

// Data is the elements of a contiguous array, shared, not copied. T must be
// the storage type of the array's dtype.
func Data[T Elem](a *Array) []T {
	if a.strides != nil {
		panic("tensor: Data of a strided array")
	}
	return a.buf.([]T)[a.offset : a.offset+a.Size()]
}

// F32 is Data[float32].
func (a *Array) F32() []float32 { return Data[float32](a) }

// Contiguous returns a itself when it is contiguous, else a row-major copy.
func (a *Array) Contiguous() *Array {
	if a.strides == nil {
		return a
	}
	return a.Clone()
}

// Clone is a row-major copy with storage of its own.
func (a *Array) Clone() *Array {
	out := &Array{dtype: a.dtype, shape: append([]int{}, a.shape...), buf: makeBuf(a.dtype, a.Size()), bytes: a.bytes, width: a.width}
	copyInto(out, a)
	return out
}

// CopyFrom copies the elements of src, of the same dtype and shape, into a;
// a may be a view.
func (a *Array) CopyFrom(src *Array) { copyInto(a, src) }

func copyInto(dst, src *Array) {
	switch d := dst.buf.(type) {
	case []float32:
		copyT(d, dst, src.buf.([]float32), src)
	case []float64:
		copyT(d, dst, src.buf.([]float64), src)
	case []int32:
		copyT(d, dst, src.buf.([]int32), src)
	case []int64:
		copyT(d, dst, src.buf.([]int64), src)
	case []uint8:
		copyT(d, dst, src.buf.([]uint8), src)
	case []bool:
		copyT(d, dst, src.buf.([]bool), src)
	case []int8:
		copyT(d, dst, src.buf.([]int8), src)
	case []int16:
		copyT(d, dst, src.buf.([]int16), src)
	case []uint16:
		copyT(d, dst, src.buf.([]uint16), src)
	case []uint32:
		copyT(d, dst, src.buf.([]uint32), src)
	case []uint64:
		copyT(d, dst, src.buf.([]uint64), src)
	case []complex64:
		copyT(d, dst, src.buf.([]complex64), src)
	case []complex128:
		copyT(d, dst, src.buf.([]complex128), src)
	case []string:
		copyT(d, dst, src.buf.([]string), src)
	}
}

func copyT[T any](d []T, dst *Array, s []T, src *Array) {
	n := dst.Size()
	if n == 0 {
		return
	}
	if dst.strides == nil && src.strides == nil {
		copy(d[dst.offset:dst.offset+n], s[src.offset:src.offset+n])
		return
	}
	walk2(dst.shape, dst.Strides(), src.Strides(), func(i, j, cnt, si, sj int) {
		i += dst.offset
		j += src.offset
		if si == 1 && sj == 1 {
			copy(d[i:i+cnt], s[j:j+cnt])
			return
		}
		for k := 0; k < cnt; k++ {
			d[i] = s[j]
			i += si
			j += sj
		}
	})
}

// walk2 visits two strided arrays of one shape row by row: f gets the offsets
// of a row's first elements, its length and the steps within it.
func walk2(shape, sa, sb []int, f func(i, j, n, si, sj int)) {
	r := len(shape)
	if r == 0 {
		f(0, 0, 1, 0, 0)
		return
	}
	idx := make([]int, r-1)
	i, j := 0, 0
	for {
		f(i, j, shape[r-1], sa[r-1], sb[r-1])
		ax := r - 2
		for ; ax >= 0; ax-- {
			idx[ax]++
			i += sa[ax]
			j += sb[ax]
			if idx[ax] < shape[ax] {
				break
			}
			idx[ax] = 0
			i -= sa[ax] * shape[ax]
			j -= sb[ax] * shape[ax]
		}
		if ax < 0 {
			return
		}
	}
}

// Reshape views (or, when strided, copies) the array under another shape with
// as many elements.
func (a *Array) Reshape(shape []int) *Array {
	c := a.Contiguous()
	return &Array{dtype: c.dtype, shape: shape, offset: c.offset, buf: c.buf, bytes: a.bytes, width: a.width, frozen: c.frozen}
}

// Permute is a view with the axes in another order.
func (a *Array) Permute(perm []int) *Array {
	st := a.Strides()
	out := &Array{dtype: a.dtype, offset: a.offset, buf: a.buf, bytes: a.bytes, width: a.width, frozen: a.frozen,
		shape: make([]int, len(perm)), strides: make([]int, len(perm))}
	for i, p := range perm {
		out.shape[i] = a.shape[p]
		out.strides[i] = st[p]
	}
	return out.normal()
}

// View is a window with explicit strides over the same storage.
func (a *Array) View(shape, strides []int, offset int) *Array {
	v := &Array{dtype: a.dtype, shape: shape, strides: strides, offset: offset, buf: a.buf, bytes: a.bytes, width: a.width, frozen: a.frozen}
	return v.normal()
}

// Offset is the position of the first element in the storage.
func (a *Array) Offset() int { return a.offset }

// SharesStorage reports whether two arrays are views of one buffer.
func (a *Array) SharesStorage(b *Array) bool {
	return a.dtype == b.dtype && bufPointer(a.buf) == bufPointer(b.buf)
}

// bufPointer identifies a buffer by the address of its first element.
func bufPointer(buf any) uintptr {
	type iface struct{ typ, data unsafe.Pointer }
	header := (*iface)(unsafe.Pointer(&buf)).data
	return *(*uintptr)(header)
}

// normal drops strides that say nothing: the ones of a contiguous array.
func (a *Array) normal() *Array {
	if a.strides == nil {
		return a
	}
	n := 1
	for i := len(a.shape) - 1; i >= 0; i-- {
		if a.shape[i] != 1 && a.strides[i] != n {
			return a
		}
		n *= a.shape[i]
	}
	a.strides = nil
	return a
}

// BroadcastTo is a view in which axes of length 1 (or missing leading axes)
// repeat; it throws InvalidArgumentError when the shapes do not fit.
func (a *Array) BroadcastTo(shape []int) *Array {
	st := a.Strides()
	out := make([]int, len(shape))
	d := len(shape) - len(a.shape)
	fits := d >= 0
	for i := 0; fits && i < len(a.shape); i++ {
		switch {
		case a.shape[i] == shape[d+i]:
			out[d+i] = st[i]
		case a.shape[i] == 1:
			out[d+i] = 0
		default:
			fits = false
		}
	}
	if !fits {
		Throwf("InvalidArgumentError", "Incompatible shapes: %s vs. %s", shapeBrackets(a.shape), shapeBrackets(shape))
	}
	return (&Array{dtype: a.dtype, shape: shape, strides: out, offset: a.offset, buf: a.buf, bytes: a.bytes, width: a.width, frozen: a.frozen}).normal()
}

// ShapeString writes a shape as Python writes a tuple; -1 is None.
func ShapeString(shape []int) string {
	s := "("
	for i, d := range shape {
		if i > 0 {
			s += ", "
		}
		if d < 0 {
			s += "None"
		} else {
			s += fmt.Sprint(d)
		}
	}
	if len(shape) == 1 {
		s += ","
	}
	return s + ")"
}

// SameShape reports whether two shapes are equal.
func SameShape(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
