package kernel

import "sync"

// BinOp is a binary elementwise operation.
type BinOp uint8

// Binary operations. Max and Min return NaN when either side is NaN.
const (
	OpAdd BinOp = iota
	OpSub
	OpMul
	OpDiv
	OpMax
	OpMin
	OpPow
	OpSquaredDiff
	binCount
)

// UnOp is a unary elementwise operation.
type UnOp uint8

// Unary operations; the names are TensorFlow's.
const (
	OpNeg UnOp = iota
	OpAbs
	OpSign
	OpSquare
	OpSqrt
	OpRsqrt
	OpReciprocal
	OpExp
	OpExpm1
	OpLog
	OpLog1p
	OpSin
	OpCos
	OpTanh
	OpSigmoid
	OpErf
	OpGelu        // x·Φ(x), exact
	OpGeluTanh    // the tanh approximation
	OpRelu        // NaN stays NaN
	OpRelu6       // NaN stays NaN
	OpElu         // alpha 1
	OpSelu        //
	OpSoftplus    // log(1+eˣ)
	OpSoftsign    // x/(1+|x|)
	OpSilu        // x·sigmoid(x)
	OpHardSigmoid // clip(0.2x+0.5, 0, 1), Keras 2
	OpFloor
	OpCeil
	OpRound // half to even
	unCount
)

// ParamOp is a unary elementwise operation with one or two parameters.
type ParamOp uint8

// Operations with parameters p and q.
const (
	OpAffine    ParamOp = iota // p·x + q
	OpLeakyRelu                // x < 0 ? p·x : x
	OpEluAlpha                 // x < 0 ? p·(eˣ-1) : x
	OpPowScalar                // x^p
	OpClip                     // min(max(x, p), q); NaN stays NaN
	OpThreshold                // x > p ? x : q
	paramCount
)

// GradOp is the backward of a unary operation: dst = g·f', where f' is
// computed from v, which is the input x or the output y of the forward op.
type GradOp uint8

// Backward operations, with what v is.
const (
	GradRelu        GradOp = iota // x or y
	GradRelu6                     // x or y
	GradTanh                      // y: g·(1-y²)
	GradSigmoid                   // y: g·y·(1-y)
	GradElu                       // y, alpha 1
	GradSelu                      // y
	GradGelu                      // x
	GradGeluTanh                  // x
	GradSilu                      // x
	GradSoftplus                  // x
	GradSoftsign                  // x
	GradHardSigmoid               // x
	GradSqrt                      // y: g/(2y)
	GradRsqrt                     // y: -g·y³/2
	GradReciprocal                // y: -g·y²
	GradAbs                       // x
	GradSquare                    // x: 2·g·x
	GradErf                       // x
	gradCount
)

// Elementwise work is cut into blocks of ewBlock elements; fewer than that
// stay on the caller.
const (
	ewBlockLight = 32 << 10
	ewBlockHeavy = 4 << 10
)

// unWeight tells which unary operations are worth splitting early.
func unBlock(op UnOp) int {
	switch op {
	case OpNeg, OpAbs, OpSign, OpSquare, OpReciprocal, OpRelu, OpRelu6, OpFloor, OpCeil, OpRound, OpHardSigmoid, OpSoftsign:
		return ewBlockLight
	}
	return ewBlockHeavy
}

// ewTask runs one elementwise operation over blocks. Exactly one of the
// function fields is set.
type ewTask struct {
	un        func(dst, x []float32)
	param     func(dst, x []float32, p, q float32)
	bin       func(dst, a, b []float32)
	scalar    func(dst, a []float32, s float32)
	row       int // length of a broadcast row, 0 without
	left      bool
	dst, a, b []float32
	p, q      float32
	op        BinOp
	col       bool
	k         *kernels
}

var ewPool = sync.Pool{New: func() any { return new(ewTask) }}

func getEw() *ewTask { return ewPool.Get().(*ewTask) }

func putEw(t *ewTask) {
	*t = ewTask{}
	ewPool.Put(t)
}

// Run implements Task.
func (t *ewTask) Run(_, lo, hi int) {
	switch {
	case t.un != nil:
		t.un(t.dst[lo:hi], t.a[lo:hi])
	case t.param != nil:
		t.param(t.dst[lo:hi], t.a[lo:hi], t.p, t.q)
	case t.bin != nil:
		t.bin(t.dst[lo:hi], t.a[lo:hi], t.b[lo:hi])
	case t.scalar != nil:
		t.scalar(t.dst[lo:hi], t.a[lo:hi], t.p)
	case t.col:
		t.runCol(lo, hi)
	default:
		t.runRow(lo, hi)
	}
}

// runRow handles rows [lo,hi) of a row broadcast.
func (t *ewTask) runRow(lo, hi int) {
	f, n := t.k.binary[t.op], t.row
	for r := lo; r < hi; r++ {
		d, a := t.dst[r*n:(r+1)*n], t.a[r*n:(r+1)*n]
		if t.left {
			f(d, t.b, a)
		} else {
			f(d, a, t.b)
		}
	}
}

// runCol handles rows [lo,hi) of a column broadcast.
func (t *ewTask) runCol(lo, hi int) {
	f, n := t.k.scalar[t.op], t.row
	if t.left {
		f = t.k.scalarL[t.op]
	}
	for r := lo; r < hi; r++ {
		f(t.dst[r*n:(r+1)*n], t.a[r*n:(r+1)*n], t.b[r])
	}
}

// Unary computes dst = op(x), element by element. dst may be x.
func Unary(op UnOp, dst, x []float32) {
	n, f, blk := len(dst), kern().unary[op], unBlock(op)
	x = x[:n]
	if n <= blk {
		f(dst, x)
		return
	}
	t := getEw()
	t.un, t.dst, t.a = f, dst, x
	ParallelTask(n, blk, t)
	putEw(t)
}

// UnaryParam computes dst = op(x; p, q). dst may be x.
func UnaryParam(op ParamOp, dst, x []float32, p, q float32) {
	n, f, blk := len(dst), kern().param[op], ewBlockLight
	x = x[:n]
	if op == OpEluAlpha || op == OpPowScalar {
		blk = ewBlockHeavy
	}
	if n <= blk {
		f(dst, x, p, q)
		return
	}
	t := getEw()
	t.param, t.dst, t.a, t.p, t.q = f, dst, x, p, q
	ParallelTask(n, blk, t)
	putEw(t)
}

// UnaryGrad computes dst = g·op'(v), where v is the input or the output of the
// forward op as the operation says. dst may be g or v.
func UnaryGrad(op GradOp, dst, g, v []float32) {
	n, f, blk := len(dst), kern().grad[op], ewBlockLight
	g, v = g[:n], v[:n]
	switch op {
	case GradGelu, GradGeluTanh, GradSilu, GradSoftplus, GradErf:
		blk = ewBlockHeavy
	}
	runBin(f, blk, dst, g, v)
}

// Binary computes dst = a op b for equal sizes. dst may be a or b.
func Binary(op BinOp, dst, a, b []float32) {
	n, blk := len(dst), ewBlockLight
	if op == OpPow {
		blk = ewBlockHeavy
	}
	runBin(kern().binary[op], blk, dst, a[:n], b[:n])
}

func runBin(f func(dst, a, b []float32), blk int, dst, a, b []float32) {
	if len(dst) <= blk {
		f(dst, a, b)
		return
	}
	t := getEw()
	t.bin, t.dst, t.a, t.b = f, dst, a, b
	ParallelTask(len(dst), blk, t)
	putEw(t)
}

// BinaryScalar computes dst = a op s.
func BinaryScalar(op BinOp, dst, a []float32, s float32) {
	runScalar(kern().scalar[op], op, dst, a[:len(dst)], s)
}

// BinaryScalarLeft computes dst = s op b.
func BinaryScalarLeft(op BinOp, dst []float32, s float32, b []float32) {
	runScalar(kern().scalarL[op], op, dst, b[:len(dst)], s)
}

func runScalar(f func(dst, a []float32, s float32), op BinOp, dst, a []float32, s float32) {
	n, blk := len(dst), ewBlockLight
	if op == OpPow {
		blk = ewBlockHeavy
	}
	if n <= blk {
		f(dst, a, s)
		return
	}
	t := getEw()
	t.scalar, t.dst, t.a, t.p = f, dst, a, s
	ParallelTask(n, blk, t)
	putEw(t)
}

// BinaryRow computes dst[i,j] = a[i,j] op row[j] for a of len(dst)/len(row)
// rows.
func BinaryRow(op BinOp, dst, a, row []float32) { runRows(op, dst, a, row, len(row), false, false) }

// BinaryRowLeft computes dst[i,j] = row[j] op b[i,j].
func BinaryRowLeft(op BinOp, dst, row, b []float32) {
	runRows(op, dst, b, row, len(row), true, false)
}

// BinaryCol computes dst[i,j] = a[i,j] op col[i]; the rows have
// len(dst)/len(col) elements.
func BinaryCol(op BinOp, dst, a, col []float32) {
	if len(col) > 0 {
		runRows(op, dst, a, col, len(dst)/len(col), false, true)
	}
}

// BinaryColLeft computes dst[i,j] = col[i] op b[i,j].
func BinaryColLeft(op BinOp, dst, col, b []float32) {
	if len(col) > 0 {
		runRows(op, dst, b, col, len(dst)/len(col), true, true)
	}
}

func runRows(op BinOp, dst, a, b []float32, n int, left, col bool) {
	if n == 0 || len(dst) == 0 {
		return
	}
	m, blk := len(dst)/n, ewBlockLight
	if op == OpPow {
		blk = ewBlockHeavy
	}
	t := getEw()
	t.k, t.op, t.dst, t.a, t.b, t.row, t.left, t.col = kern(), op, dst, a, b, n, left, col
	ParallelTask(m, max(1, blk/n), t)
	putEw(t)
}

// Add computes dst = a + b.
func Add(dst, a, b []float32) { Binary(OpAdd, dst, a, b) }

// Sub computes dst = a - b.
func Sub(dst, a, b []float32) { Binary(OpSub, dst, a, b) }

// Mul computes dst = a·b.
func Mul(dst, a, b []float32) { Binary(OpMul, dst, a, b) }

// Fill sets every element of dst to v.
func Fill(dst []float32, v float32) {
	if v == 0 {
		clear(dst)
		return
	}
	for i := range dst {
		dst[i] = v
	}
}
