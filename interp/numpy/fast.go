package numpy

import (
	"cmp"
	"math"
	"unsafe"

	"kerash/tensor"
)

// parallelGrain is how many elements one thread takes at least: of cheap
// functions, whose time is that of memory, and of costly ones.
const (
	cheapGrain  = 1 << 16
	costlyGrain = 1 << 12
)

// gapless reports whether arrays lie without gaps under one shape, so that they
// can be walked as plain slices.
func gapless(out *tensor.Array, ins ...*tensor.Array) bool {
	if !out.IsContiguous() {
		return false
	}
	for _, a := range ins {
		if !a.IsContiguous() || !tensor.SameShape(a.Shape(), out.Shape()) {
			return false
		}
	}
	return true
}

// fastLoop computes a function for arrays without gaps by a loop of its own;
// false when it has none for the function and the dtype.
func (u *ufunc) fastLoop(dt tensor.DType, out *tensor.Array, ins []*tensor.Array) bool {
	if !gapless(out, ins...) || out.Size() == 0 {
		return false
	}
	if u.nin == 1 {
		switch dt {
		case tensor.Float64:
			return fastUnary[float64](u, out, ins[0])
		case tensor.Float32:
			return fastUnary[float32](u, out, ins[0])
		case tensor.Bool:
			return fastNot(u, out, ins[0])
		}
		return false
	}
	switch {
	case dt == tensor.Bool && u.rule != compares:
		return fastBits(u, tensor.Data[bool](out), tensor.Data[bool](ins[0]), tensor.Data[bool](ins[1]))
	case u.real2 != nil && u.arith == noArith && u.rule != compares && dt == tensor.Float64:
		d, x, y := tensor.Data[float64](out), tensor.Data[float64](ins[0]), tensor.Data[float64](ins[1])
		tensor.Parallel(len(d), costlyGrain, func(lo, hi int) {
			for i := lo; i < hi; i++ {
				d[i] = u.real2(x[i], y[i])
			}
		})
		return true
	}
	return false
}

// fastUnary is a function of one float.
func fastUnary[T float32 | float64](u *ufunc, out, a *tensor.Array) bool {
	x := tensor.Data[T](a)
	if u.test != nil {
		return fastTest(u, tensor.Data[bool](out), x)
	}
	if out.DType() != a.DType() || u.real1 == nil {
		return false
	}
	d := tensor.Data[T](out)
	simple := func(f func(d, x []T)) bool {
		tensor.Parallel(len(d), cheapGrain, func(lo, hi int) { f(d[lo:hi], x[lo:hi]) })
		return true
	}
	switch u.name {
	case "negative":
		return simple(func(d, x []T) {
			for i, v := range x {
				d[i] = -v
			}
		})
	case "absolute", "fabs":
		return simple(func(d, x []T) {
			for i, v := range x {
				d[i] = T(math.Abs(float64(v)))
			}
		})
	case "square":
		return simple(func(d, x []T) {
			for i, v := range x {
				d[i] = v * v
			}
		})
	case "sqrt":
		return simple(func(d, x []T) {
			for i, v := range x {
				d[i] = T(math.Sqrt(float64(v)))
			}
		})
	case "reciprocal":
		return simple(func(d, x []T) {
			for i, v := range x {
				d[i] = 1 / v
			}
		})
	case "rint":
		return simple(func(d, x []T) {
			for i, v := range x {
				d[i] = T(math.RoundToEven(float64(v)))
			}
		})
	case "floor":
		return simple(func(d, x []T) {
			for i, v := range x {
				d[i] = T(math.Floor(float64(v)))
			}
		})
	}
	f := u.real1
	tensor.Parallel(len(d), costlyGrain, func(lo, hi int) {
		for i := lo; i < hi; i++ {
			d[i] = T(f(float64(x[i])))
		}
	})
	return true
}

// fastTest is a question about one float.
func fastTest[T float32 | float64](u *ufunc, d []bool, x []T) bool {
	switch u.name {
	case "isnan":
		for i, v := range x {
			d[i] = v != v
		}
	case "isfinite":
		for i, v := range x {
			d[i] = v-v == 0
		}
	default:
		for i, v := range x {
			d[i] = u.test(float64(v))
		}
	}
	return true
}

// fastNot is the negation of bools.
func fastNot(u *ufunc, out, a *tensor.Array) bool {
	if u.name != "logical_not" && u.name != "invert" || out.DType() != tensor.Bool {
		return false
	}
	d := tensor.Data[bool](out)
	for i, v := range tensor.Data[bool](a) {
		d[i] = !v
	}
	return true
}

// fastBits is and, or and exclusive or of bools, taken as the bytes 0 and 1 so
// that nothing depends on a branch.
func fastBits(u *ufunc, out, a, b []bool) bool {
	d, x, y := asBytes(out), asBytes(a)[:len(out)], asBytes(b)[:len(out)]
	switch u.name {
	case "logical_and", "bitwise_and", "multiply", "minimum":
		for i := range d {
			d[i] = x[i] & y[i]
		}
	case "logical_or", "bitwise_or", "add", "maximum":
		for i := range d {
			d[i] = x[i] | y[i]
		}
	case "logical_xor", "bitwise_xor":
		for i := range d {
			d[i] = x[i] ^ y[i]
		}
	default:
		return false
	}
	return true
}

// asBytes are the bytes of bools.
func asBytes(b []bool) []uint8 {
	return unsafe.Slice((*uint8)(unsafe.Pointer(unsafe.SliceData(b))), len(b))
}

// largerRow and lesserRow are maximum and minimum of two rows; nan wins.
func largerRow[T cmp.Ordered](d, x, y []T) {
	x, y = x[:len(d)], y[:len(d)]
	for i := range d {
		d[i] = max(x[i], y[i])
	}
}

func lesserRow[T cmp.Ordered](d, x, y []T) {
	x, y = x[:len(d)], y[:len(d)]
	for i := range d {
		d[i] = min(x[i], y[i])
	}
}

// largerThan and lesserThan are maximum and minimum of a row and one number.
func largerThan[T cmp.Ordered](d, x []T, y T) {
	for i, v := range x[:len(d)] {
		d[i] = max(v, y)
	}
}

func lesserThan[T cmp.Ordered](d, x []T, y T) {
	for i, v := range x[:len(d)] {
		d[i] = min(v, y)
	}
}

// compareRows compares two rows.
func compareRows[T tensor.Number | ~string](op comparison, d []bool, x, y []T) {
	x, y = x[:len(d)], y[:len(d)]
	switch op {
	case cmpEq:
		for i := range d {
			d[i] = x[i] == y[i]
		}
	case cmpNe:
		for i := range d {
			d[i] = x[i] != y[i]
		}
	case cmpLt:
		for i := range d {
			d[i] = x[i] < y[i]
		}
	case cmpLe:
		for i := range d {
			d[i] = x[i] <= y[i]
		}
	case cmpGt:
		for i := range d {
			d[i] = x[i] > y[i]
		}
	default:
		for i := range d {
			d[i] = x[i] >= y[i]
		}
	}
}

// runningRows fills rows of n with running sums or products.
func runningRows[T tensor.Number](d, x []T, n int, product bool) {
	for start := 0; start < len(d); start += n {
		row, src := d[start:start+n], x[start:start+n]
		acc := src[0]
		row[0] = acc
		for i := 1; i < n; i++ {
			if product {
				acc *= src[i]
			} else {
				acc += src[i]
			}
			row[i] = acc
		}
	}
}

// runningFast is the accumulation of sums and products of common dtypes along
// the last axis, which lies without gaps; false for others.
func (u *ufunc) runningFast(dt tensor.DType, dst, src *tensor.Array, n int) bool {
	if u != ufAdd && u != ufMultiply || !dst.IsContiguous() || n == 0 {
		return false
	}
	src = src.Contiguous()
	product := u == ufMultiply
	switch dt {
	case tensor.Float64:
		runningRows(tensor.Data[float64](dst), tensor.Data[float64](src), n, product)
	case tensor.Float32:
		runningRows(tensor.Data[float32](dst), tensor.Data[float32](src), n, product)
	case tensor.Int64:
		runningRows(tensor.Data[int64](dst), tensor.Data[int64](src), n, product)
	default:
		return false
	}
	return true
}
