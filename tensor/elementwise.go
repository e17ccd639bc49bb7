package tensor

import "kerash/tensor/internal/kernel"

// noKernel says that an op has no vector kernel for float32.
const noKernel = 255

// unary declares an elementwise op on one floating point input. k, unless it
// is noKernel, computes float32; f is the scalar function for all other types
// (and for float32 without a kernel); complex types have [complexUnary]. grad
// gives the gradient for input x, output y and output gradient g; of complex
// numbers it gets the conjugates of x and y.
func unary(name string, k kernel.UnOp, f func(float64) float64,
	grad func(s *Scope, x, y, g *Tensor) *Tensor) *Op {
	z := complexUnary[name]
	return &Op{
		Name:        name,
		Elementwise: true,
		Infer:       func(c *Call) []Spec { return c.result(c.In[0]) },
		Eval: func(c *Call, in, out []*Array) {
			if in[0].dtype.IsComplex() {
				mapComplex(out[0], in[0], z)
				return
			}
			evalUnary(k, f, in[0], out[0])
		},
		Grad: gradUnary(grad),
	}
}

// unaryInt is unary for an op that takes integers too, computed by i.
func unaryInt(name string, k kernel.UnOp, f func(float64) float64, i func(int64) int64,
	grad func(s *Scope, x, y, g *Tensor) *Tensor) *Op {
	op := unary(name, k, f, grad)
	eval := op.Eval
	op.Eval = func(c *Call, in, out []*Array) {
		if in[0].dtype.IsInteger() {
			mapInt(out[0], in[0], i)
		} else {
			eval(c, in, out)
		}
	}
	return op
}

// mapInt computes y = f(x) for an integer dtype.
func mapInt(y, x *Array, f func(int64) int64) {
	switch x.buf.(type) {
	case []int32:
		mapIntT[int32](y, x, f)
	case []int64:
		mapIntT[int64](y, x, f)
	case []uint8:
		mapIntT[uint8](y, x, f)
	case []int8:
		mapIntT[int8](y, x, f)
	case []int16:
		mapIntT[int16](y, x, f)
	case []uint16:
		mapIntT[uint16](y, x, f)
	case []uint32:
		mapIntT[uint32](y, x, f)
	case []uint64:
		mapIntT[uint64](y, x, f)
	}
}

func mapIntT[T Number](y, x *Array, f func(int64) int64) {
	d := Data[T](y)
	for i, v := range Data[T](x) {
		d[i] = T(f(int64(v)))
	}
}

func evalUnary(k kernel.UnOp, f func(float64) float64, x, y *Array) {
	if x.dtype == Float64 {
		d := Data[float64](y)
		for i, v := range Data[float64](x) {
			d[i] = f(v)
		}
		return
	}
	if k != noKernel {
		kernel.Unary(k, y.F32(), x.F32())
	} else {
		mapF32(y.F32(), x.F32(), f)
	}
	RoundHalf(y.dtype, y.F32())
}

func gradUnary(grad func(s *Scope, x, y, g *Tensor) *Tensor) func(*Scope, *Call, []*Tensor, []*Tensor, []*Tensor) []*Tensor {
	if grad == nil {
		return nil
	}
	return func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return []*Tensor{grad(s, s.Conj(in[0]), s.Conj(out[0]), gout[0])}
	}
}

func mapF32(y, x []float32, f func(float64) float64) {
	kernel.Parallel(len(x), 8192, func(lo, hi int) {
		for i := lo; i < hi; i++ {
			y[i] = float32(f(float64(x[i])))
		}
	})
}

// binaryFuncs are the scalar functions of an elementwise op on two inputs, by
// storage type, and the dtypes it takes.
type binaryFuncs struct {
	f64 func(a, b float64) float64
	// f32 computes float32 when there is no kernel; nil means f64.
	f32 func(a, b float32) float32
	int func(a, b int64) int64
	// uint is for uint64, where int is not right for values beyond int64.
	uint func(a, b uint64) uint64
	// k computes float32 unless it is noKernel.
	k kernel.BinOp
}

// binary declares an elementwise op on two inputs of one dtype, with
// broadcasting; complex types have [complexBinary]. grad gives the gradients
// before they are summed over broadcast axes; of complex numbers it gets the
// conjugates of inputs and output.
func binary(name string, f binaryFuncs, grad func(s *Scope, a, b, y, g *Tensor) (ga, gb *Tensor)) *Op {
	z := complexBinary[name]
	op := &Op{
		Name:        name,
		Elementwise: true,
		Infer:       func(c *Call) []Spec { return c.result(inferBroadcast(c)) },
		Eval: func(c *Call, in, out []*Array) {
			if in[0].dtype.IsComplex() {
				zipComplex(out[0], in[0], in[1], z)
				return
			}
			evalBinary(&f, in[0], in[1], out[0])
		},
	}
	if f.int != nil {
		op.Hint = func(c *Call, in []*Tensor) []int { return hintBinary(f.int, in) }
	}
	if grad != nil {
		op.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			ga, gb := grad(s, s.Conj(in[0]), s.Conj(in[1]), s.Conj(out[0]), gout[0])
			if ga != nil {
				ga = s.UnbroadcastLike(ga, in[0])
			}
			if gb != nil {
				gb = s.UnbroadcastLike(gb, in[1])
			}
			return []*Tensor{ga, gb}
		}
	}
	return op
}

func evalBinary(f *binaryFuncs, a, b, y *Array) {
	switch a.buf.(type) {
	case []float32:
		evalBinaryF32(f, a, b, y)
		RoundHalf(y.dtype, y.F32())
	case []float64:
		zip(Data[float64](y), a, b, y.shape, Data[float64](a), Data[float64](b), f.f64)
	case []int32:
		zipInt[int32](f, a, b, y)
	case []int64:
		zip(Data[int64](y), a, b, y.shape, Data[int64](a), Data[int64](b), f.int)
	case []uint8:
		zipInt[uint8](f, a, b, y)
	case []int8:
		zipInt[int8](f, a, b, y)
	case []int16:
		zipInt[int16](f, a, b, y)
	case []uint16:
		zipInt[uint16](f, a, b, y)
	case []uint32:
		zipInt[uint32](f, a, b, y)
	case []uint64:
		if f.uint == nil {
			zipInt[uint64](f, a, b, y)
		} else {
			zip(Data[uint64](y), a, b, y.shape, Data[uint64](a), Data[uint64](b), f.uint)
		}
	}
}

func zipInt[T Number](f *binaryFuncs, a, b, y *Array) {
	zip(Data[T](y), a, b, y.shape, Data[T](a), Data[T](b), func(p, q T) T { return T(f.int(int64(p), int64(q))) })
}

func evalBinaryF32(f *binaryFuncs, a, b, y *Array) {
	x, z, d := a.F32(), b.F32(), y.F32()
	n := len(d)
	switch {
	case n == 0:
	case f.k == noKernel:
		g := f.f32
		if g == nil {
			g = func(p, q float32) float32 { return float32(f.f64(float64(p), float64(q))) }
		}
		zip(d, a, b, y.shape, x, z, g)
	case len(x) == n && len(z) == n:
		kernel.Binary(f.k, d, x, z)
	case len(z) == 1 && len(x) == n:
		kernel.BinaryScalar(f.k, d, x, z[0])
	case len(x) == 1 && len(z) == n:
		kernel.BinaryScalarLeft(f.k, d, x[0], z)
	case len(x) == n && isTrailing(b.shape, y.shape):
		kernel.BinaryRow(f.k, d, x, z)
	case len(z) == n && isTrailing(a.shape, y.shape):
		kernel.BinaryRowLeft(f.k, d, x, z)
	case len(x) == n && isLeading(b.shape, y.shape):
		kernel.BinaryCol(f.k, d, x, z)
	case len(z) == n && isLeading(a.shape, y.shape):
		kernel.BinaryColLeft(f.k, d, x, z)
	default:
		binaryRows(f.k, d, x, z, a.shape, b.shape, y.shape)
	}
}

// binaryRows handles operands of which each repeats somewhere.
func binaryRows(op kernel.BinOp, d, x, z []float32, a, b, full []int) {
	w, ok := walkOf(a, b, full)
	if !ok {
		left, right := FromSlice(x, a...), FromSlice(z, b...)
		kernel.Binary(op, d, left.BroadcastTo(full).Clone().F32(), right.BroadcastTo(full).Clone().F32())
		return
	}
	n := w.n[0]
	w.rows(func(i, j, k int) {
		row := d[k : k+n]
		switch {
		case w.sa[0] == 0:
			kernel.BinaryScalarLeft(op, row, x[i], z[j:j+n])
		case w.sb[0] == 0:
			kernel.BinaryScalar(op, row, x[i:i+n], z[j])
		default:
			kernel.Binary(op, row, x[i:i+n], z[j:j+n])
		}
	})
}

// isLeading reports whether shape is full with trailing axes of length one.
func isLeading(shape, full []int) bool {
	if len(shape) != len(full) {
		return false
	}
	n := len(shape)
	for n > 0 && shape[n-1] == 1 {
		n--
	}
	return SameShape(shape[:n], full[:n])
}

// isTrailing reports whether shape, without leading ones, is the tail of full.
func isTrailing(shape, full []int) bool {
	for len(shape) > 0 && shape[0] == 1 {
		shape = shape[1:]
	}
	return len(shape) <= len(full) && SameShape(shape, full[len(full)-len(shape):])
}

// zip computes dst[i] = f(a[i], b[i]) over shape, broadcasting a and b.
func zip[T, R any](dst []R, a, b *Array, shape []int, x, z []T, f func(T, T) R) {
	n := len(dst)
	switch {
	case n == 0:
		return
	case len(x) == n && len(z) == n:
		for i := range dst {
			dst[i] = f(x[i], z[i])
		}
		return
	case len(x) == n && len(z) == 1:
		for i := range dst {
			dst[i] = f(x[i], z[0])
		}
		return
	case len(x) == 1 && len(z) == n:
		for i := range dst {
			dst[i] = f(x[0], z[i])
		}
		return
	}
	w, ok := walkOf(a.shape, b.shape, shape)
	if !ok {
		zipStrided(dst, a, b, shape, x, z, f)
		return
	}
	w.rows(func(i, j, k int) {
		for end := k + w.n[0]; k < end; k++ {
			dst[k] = f(x[i], z[j])
			i += w.sa[0]
			j += w.sb[0]
		}
	})
}

// zipStrided is zip for more axes than a broadcastWalk holds.
func zipStrided[T, R any](dst []R, a, b *Array, shape []int, x, z []T, f func(T, T) R) {
	av := (&Array{shape: a.shape}).BroadcastTo(shape)
	bv := (&Array{shape: b.shape}).BroadcastTo(shape)
	k := 0
	walk2(shape, av.Strides(), bv.Strides(), func(i, j, cnt, si, sj int) {
		for ; cnt > 0; cnt-- {
			dst[k] = f(x[i], z[j])
			k++
			i += si
			j += sj
		}
	})
}

func hintBinary(f func(a, b int64) int64, in []*Tensor) []int {
	a, b := in[0].Hint(), in[1].Hint()
	if f == nil || a == nil || b == nil || len(a) != len(b) && len(a) != 1 && len(b) != 1 {
		return nil
	}
	out := make([]int, max(len(a), len(b)))
	for i := range out {
		p, q := a[i%len(a)], b[i%len(b)]
		if p == -1 || q == -1 || q == 0 {
			out[i] = -1
		} else {
			out[i] = int(f(int64(p), int64(q)))
		}
	}
	return out
}

var opAdd, opAddStrings, opSub, opMul, opDiv, opNeg *Op

// Ops whose gradients use the ops themselves are declared in init functions:
// Go allows no initialisation cycles.
func init() {
	opAdd = binary("AddV2", binaryFuncs{

		f64: func(a, b float64) float64 { return a + b },
		int: func(a, b int64) int64 { return a + b },
		k:   kernel.OpAdd,
	}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) { return g, g })
	opAddStrings = &Op{
		Name:  "Add",
		Infer: func(c *Call) []Spec { return c.result(inferBroadcast(c)) },
		Eval: func(c *Call, in, out []*Array) {
			zip(Data[string](out[0]), in[0], in[1], out[0].shape, Data[string](in[0]), Data[string](in[1]), func(a, b string) string { return a + b })
		},
	}

	opSub = binary("Sub", binaryFuncs{

		f64: func(a, b float64) float64 { return a - b },
		int: func(a, b int64) int64 { return a - b },
		k:   kernel.OpSub,
	}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) { return g, s.Neg(g) })

	opMul = binary("Mul", binaryFuncs{

		f64: func(a, b float64) float64 { return a * b },
		int: func(a, b int64) int64 { return a * b },
		k:   kernel.OpMul,
	}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) { return s.Mul(g, b), s.Mul(g, a) })

	opDiv = binary("RealDiv", binaryFuncs{

		f64: func(a, b float64) float64 { return a / b },
		k:   kernel.OpDiv,
	}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		ga := s.Div(g, b)
		return ga, s.Neg(s.Mul(ga, y))
	})

	opNeg = unaryInt("Neg", kernel.OpNeg, func(x float64) float64 { return -x }, func(x int64) int64 { return -x },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Neg(g) })
}

// Add is a + b, broadcast; strings are joined.
func (s *Scope) Add(a, b *Tensor) *Tensor {
	if a.DType() == String {
		return s.Apply1(opAddStrings, nil, a, b)
	}
	return s.Apply1(opAdd, nil, a, b)
}

// Sub is a - b, broadcast.
func (s *Scope) Sub(a, b *Tensor) *Tensor { return s.Apply1(opSub, nil, a, b) }

// Mul is a * b, broadcast.
func (s *Scope) Mul(a, b *Tensor) *Tensor { return s.Apply1(opMul, nil, a, b) }

// Div is a / b for floating point tensors, broadcast.
func (s *Scope) Div(a, b *Tensor) *Tensor { return s.Apply1(opDiv, nil, a, b) }

// Neg is -x.
func (s *Scope) Neg(x *Tensor) *Tensor { return s.Apply1(opNeg, nil, x) }
