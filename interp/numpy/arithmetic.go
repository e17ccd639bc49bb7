package numpy

import "kerash/tensor"

// arith are the operations that have loops of their own for every dtype.
type arith uint8

const (
	noArith arith = iota
	arithAdd
	arithSub
	arithMul
	arithDiv
	arithMax
	arithMin
)

// arithmetic computes out = a op b for arrays of one numeric dtype.
func arithmetic(op arith, out, a, b *tensor.Array) {
	switch a.DType() {
	case tensor.Float32, tensor.Float16, tensor.BFloat16:
		arithLoop[float32](op, out, a, b)
		roundHalf(out)
	case tensor.Float64:
		arithLoop[float64](op, out, a, b)
	case tensor.Int64:
		arithLoop[int64](op, out, a, b)
	case tensor.Int32:
		arithLoop[int32](op, out, a, b)
	case tensor.Int16:
		arithLoop[int16](op, out, a, b)
	case tensor.Int8:
		arithLoop[int8](op, out, a, b)
	case tensor.Uint8:
		arithLoop[uint8](op, out, a, b)
	case tensor.Uint16:
		arithLoop[uint16](op, out, a, b)
	case tensor.Uint32:
		arithLoop[uint32](op, out, a, b)
	case tensor.Uint64:
		arithLoop[uint64](op, out, a, b)
	}
}

// roundHalf rounds an array of a half precision dtype, which is stored wider.
func roundHalf(a *tensor.Array) {
	if dt := a.DType(); dt != tensor.Float16 && dt != tensor.BFloat16 {
		return
	}
	if a.IsContiguous() {
		tensor.RoundHalfArray(a)
		return
	}
	c := a.Clone()
	tensor.RoundHalfArray(c)
	a.CopyFrom(c)
}

func arithLoop[T tensor.Number](op arith, out, a, b *tensor.Array) {
	d, d0 := window[T](out)
	x, x0 := window[T](a)
	y, y0 := window[T](b)
	newPath(out.Shape(), out, a, b).each(func(n int, at, step []int) {
		i, j, k := d0+at[0], x0+at[1], y0+at[2]
		si, sj, sk := step[0], step[1], step[2]
		switch {
		case si == 1 && sj == 1 && sk == 1:
			tensor.Parallel(n, cheapGrain, func(lo, hi int) { arithRow(op, d[i+lo:i+hi], x[j+lo:j+hi], y[k+lo:k+hi]) })
		case si == 1 && sj == 1 && sk == 0:
			tensor.Parallel(n, cheapGrain, func(lo, hi int) { arithRight(op, d[i+lo:i+hi], x[j+lo:j+hi], y[k]) })
		default:
			for range n {
				d[i] = arithOne(op, x[j], y[k])
				i += si
				j += sj
				k += sk
			}
		}
	})
}

func arithOne[T tensor.Number](op arith, x, y T) T {
	switch op {
	case arithAdd:
		return x + y
	case arithSub:
		return x - y
	case arithMul:
		return x * y
	case arithDiv:
		return x / y
	case arithMax:
		if x >= y || x != x {
			return x
		}
		return y
	case arithMin:
		if x <= y || x != x {
			return x
		}
		return y
	}
	return 0
}

// arithRow computes rows without gaps.
func arithRow[T tensor.Number](op arith, d, x, y []T) {
	x, y = x[:len(d)], y[:len(d)]
	switch op {
	case arithAdd:
		for i := range d {
			d[i] = x[i] + y[i]
		}
	case arithSub:
		for i := range d {
			d[i] = x[i] - y[i]
		}
	case arithMul:
		for i := range d {
			d[i] = x[i] * y[i]
		}
	case arithDiv:
		for i := range d {
			d[i] = x[i] / y[i]
		}
	case arithMax:
		largerRow(d, x, y)
	case arithMin:
		lesserRow(d, x, y)
	default:
		for i := range d {
			d[i] = arithOne(op, x[i], y[i])
		}
	}
}

// arithRight computes a row with one right operand for all.
func arithRight[T tensor.Number](op arith, d, x []T, y T) {
	x = x[:len(d)]
	switch op {
	case arithAdd:
		for i := range d {
			d[i] = x[i] + y
		}
	case arithSub:
		for i := range d {
			d[i] = x[i] - y
		}
	case arithMul:
		for i := range d {
			d[i] = x[i] * y
		}
	case arithDiv:
		for i := range d {
			d[i] = x[i] / y
		}
	case arithMax:
		largerThan(d, x, y)
	case arithMin:
		lesserThan(d, x, y)
	default:
		for i := range d {
			d[i] = arithOne(op, x[i], y)
		}
	}
}

// comparison is one of ==, !=, <, <=, > and >=.
type comparison uint8

const (
	cmpEq comparison = iota
	cmpNe
	cmpLt
	cmpLe
	cmpGt
	cmpGe
)

// compare computes the bool array out = a op b for arrays of one dtype.
func compare(op comparison, out, a, b *tensor.Array) {
	switch a.DType() {
	case tensor.Float32, tensor.Float16, tensor.BFloat16:
		compareLoop[float32](op, out, a, b)
	case tensor.Float64:
		compareLoop[float64](op, out, a, b)
	case tensor.Int64:
		compareLoop[int64](op, out, a, b)
	case tensor.Int32:
		compareLoop[int32](op, out, a, b)
	case tensor.Uint64:
		compareLoop[uint64](op, out, a, b)
	case tensor.String:
		compareLoop[string](op, out, a, b)
	default:
		compareLoop[int64](op, out, a.Cast(tensor.Int64), b.Cast(tensor.Int64))
	}
}

func compareLoop[T tensor.Number | ~string](op comparison, out, a, b *tensor.Array) {
	d, d0 := window[bool](out)
	x, x0 := window[T](a)
	y, y0 := window[T](b)
	newPath(out.Shape(), out, a, b).each(func(n int, at, step []int) {
		i, j, k := d0+at[0], x0+at[1], y0+at[2]
		switch {
		case step[0] == 1 && step[1] == 1 && step[2] == 0:
			compareRow(op, d[i:i+n], x[j:j+n], y[k])
			return
		case step[0] == 1 && step[1] == 1 && step[2] == 1:
			compareRows(op, d[i:i+n], x[j:j+n], y[k:k+n])
			return
		}
		for range n {
			d[i] = holds(op, x[j], y[k])
			i += step[0]
			j += step[1]
			k += step[2]
		}
	})
}

func holds[T tensor.Number | ~string](op comparison, x, y T) bool {
	switch op {
	case cmpEq:
		return x == y
	case cmpNe:
		return x != y
	case cmpLt:
		return x < y
	case cmpLe:
		return x <= y
	case cmpGt:
		return x > y
	}
	return x >= y
}

// compareRow compares a row with one value.
func compareRow[T tensor.Number | ~string](op comparison, d []bool, x []T, y T) {
	x = x[:len(d)]
	switch op {
	case cmpEq:
		for i := range d {
			d[i] = x[i] == y
		}
	case cmpLt:
		for i := range d {
			d[i] = x[i] < y
		}
	case cmpGt:
		for i := range d {
			d[i] = x[i] > y
		}
	default:
		for i := range d {
			d[i] = holds(op, x[i], y)
		}
	}
}

// apply2 computes out = f(a, b) for arrays of one numeric dtype: floats by
// real, integers by whole, which wraps around.
func apply2(out, a, b *tensor.Array, real func(x, y float64) float64, whole func(x, y int64) int64) {
	switch a.DType() {
	case tensor.Float64:
		map2(out, a, b, real)
	case tensor.Float32, tensor.Float16, tensor.BFloat16:
		map2(out, a, b, func(x, y float32) float32 { return float32(real(float64(x), float64(y))) })
		roundHalf(out)
	case tensor.Int64:
		map2(out, a, b, whole)
	case tensor.Bool:
		map2(out, a, b, func(x, y bool) bool { return whole(b2i(x), b2i(y)) != 0 })
	case tensor.Int32:
		map2(out, a, b, narrow2[int32](whole))
	case tensor.Int16:
		map2(out, a, b, narrow2[int16](whole))
	case tensor.Int8:
		map2(out, a, b, narrow2[int8](whole))
	case tensor.Uint8:
		map2(out, a, b, narrow2[uint8](whole))
	case tensor.Uint16:
		map2(out, a, b, narrow2[uint16](whole))
	case tensor.Uint32:
		map2(out, a, b, narrow2[uint32](whole))
	case tensor.Uint64:
		map2(out, a, b, narrow2[uint64](whole))
	}
}

func narrow2[T tensor.Number](f func(x, y int64) int64) func(x, y T) T {
	return func(x, y T) T { return T(f(int64(x), int64(y))) }
}

// apply1 computes out = f(a) for arrays of one numeric dtype.
func apply1(out, a *tensor.Array, real func(x float64) float64, whole func(x int64) int64) {
	switch a.DType() {
	case tensor.Float64:
		map1(out, a, real)
	case tensor.Float32, tensor.Float16, tensor.BFloat16:
		map1(out, a, func(x float32) float32 { return float32(real(float64(x))) })
		roundHalf(out)
	case tensor.Int64:
		map1(out, a, whole)
	case tensor.Bool:
		map1(out, a, func(x bool) bool { return whole(b2i(x)) != 0 })
	case tensor.Int32:
		map1(out, a, narrow1[int32](whole))
	case tensor.Int16:
		map1(out, a, narrow1[int16](whole))
	case tensor.Int8:
		map1(out, a, narrow1[int8](whole))
	case tensor.Uint8:
		map1(out, a, narrow1[uint8](whole))
	case tensor.Uint16:
		map1(out, a, narrow1[uint16](whole))
	case tensor.Uint32:
		map1(out, a, narrow1[uint32](whole))
	case tensor.Uint64:
		map1(out, a, narrow1[uint64](whole))
	}
}

func narrow1[T tensor.Number](f func(x int64) int64) func(x T) T {
	return func(x T) T { return T(f(int64(x))) }
}

func b2i(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
