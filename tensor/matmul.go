package tensor

import (
	"strconv"

	"kerash/tensor/internal/kernel"
)

// matmulAttr says which sides are transposed in their last two axes.
type matmulAttr struct{ ta, tb bool }

func (a *matmulAttr) nodeAttrs() nodeAttrs {
	return nodeAttrs{"transpose_a": strconv.FormatBool(a.ta), "transpose_b": strconv.FormatBool(a.tb)}
}

var opMatMul *Op

func init() {
	opMatMul = &Op{
		Name:   "MatMul",
		Inputs: "-",
		Infer:  inferMatMul,
		Eval:   evalMatMul,
		Grad:   gradMatMul,
	}
}

func matmulName(a, b Spec) string {
	if len(a.Shape) == 2 && len(b.Shape) == 2 {
		return "MatMul"
	}
	return "BatchMatMulV2"
}

func inferMatMul(c *Call) []Spec {
	a, b, at := c.In[0], c.In[1], c.Attr.(*matmulAttr)
	op := matmulName(a, b)
	c.CheckTypes(op, a, b)
	if len(a.Shape) < 2 || len(b.Shape) < 2 {
		if r := len(a.Shape); r == len(b.Shape) {
			throwRun("MatMul", "In[0] and In[1] ndims must be == 2: %d", r)
		}
		if max(len(a.Shape), len(b.Shape)) < 3 {
			throwRun("MatMul", "In[0] and In[1] has different ndims: %s vs. %s", shapeBrackets(a.Shape), shapeBrackets(b.Shape))
		}
		side := 0
		if len(a.Shape) >= 2 {
			side = 1
		}
		throwRun("BatchMatMulV2", "In[%d] ndims must be >= 2: %d", side, len(c.In[side].Shape))
	}
	m, k := lastTwo(a.Shape, at.ta)
	k2, n := lastTwo(b.Shape, at.tb)
	batch, ok := BroadcastShapes(a.Shape[:len(a.Shape)-2], b.Shape[:len(b.Shape)-2])
	if !ok {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} In[0] and In[1] must have compatible batch dimensions: %s vs. %s [Op:%s] name: ", op, shapeBrackets(a.Shape), shapeBrackets(b.Shape), op)
	}
	if k != k2 && k >= 0 && k2 >= 0 {
		if op == "MatMul" {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__MatMul_device_/job:localhost/replica:0/task:0/device:CPU:0}} Matrix size-incompatible: In[0]: %s, In[1]: %s [Op:MatMul] name: ", shapeBrackets(a.Shape), shapeBrackets(b.Shape))
		}
		Throwf("InvalidArgumentError", "{{function_node __wrapped__BatchMatMulV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} Matrix size-incompatible: In[0]: %s, In[1]: %s [Op:BatchMatMulV2] name: ", shapeBrackets(a.Shape), shapeBrackets(b.Shape))
	}
	return c.result(Spec{a.DType, append(append(make([]int, 0, len(batch)+2), batch...), m, n)})
}

// lastTwo is the size of a matrix as it enters a product.
func lastTwo(shape []int, transposed bool) (rows, cols int) {
	rows, cols = shape[len(shape)-2], shape[len(shape)-1]
	if transposed {
		return cols, rows
	}
	return rows, cols
}

// matmulPlan are the sizes of one product over a batch of matrices. Strides of
// batches that are not regular are in aAt and bAt.
type matmulPlan struct {
	batch, m, n, k   int
	lda, ldb         int
	strideA, strideB int
	aAt, bAt         []int // offsets per batch when irregular
}

func planMatMul(a, b, y *Array, at *matmulAttr) matmulPlan {
	var p matmulPlan
	p.m, p.k = lastTwo(a.shape, at.ta)
	_, p.n = lastTwo(b.shape, at.tb)
	p.lda, p.ldb = a.shape[len(a.shape)-1], b.shape[len(b.shape)-1]
	na, nb := NumElements(a.shape[:len(a.shape)-2]), NumElements(b.shape[:len(b.shape)-2])
	p.batch = NumElements(y.shape[:len(y.shape)-2])
	if nb == 1 && na == p.batch && !at.ta {
		p.m, p.batch = p.m*p.batch, 1
		return p
	}
	p.strideA, p.strideB = p.m*p.k, p.k*p.n
	if na == 1 {
		p.strideA = 0
	}
	if nb == 1 {
		p.strideB = 0
	}
	if (na == 1 || na == p.batch) && (nb == 1 || nb == p.batch) {
		return p
	}
	p.aAt = batchOffsets(a.shape, y.shape, p.m*p.k)
	p.bAt = batchOffsets(b.shape, y.shape, p.k*p.n)
	return p
}

// batchOffsets is where the matrix for each batch of the result begins.
func batchOffsets(shape, full []int, size int) []int {
	lead := (&Array{shape: shape[:len(shape)-2]}).BroadcastTo(full[:len(full)-2])
	out := make([]int, 0, lead.Size())
	st := lead.Strides()
	walk2(lead.shape, st, st, func(i, _, n, step, _ int) {
		for ; n > 0; n-- {
			out = append(out, i*size)
			i += step
		}
	})
	return out
}

func evalMatMul(c *Call, in, out []*Array) {
	a, b, y := in[0], in[1], out[0]
	at := c.Attr.(*matmulAttr)
	if y.Size() == 0 {
		return
	}
	p := planMatMul(a, b, y, at)
	if p.k == 0 {
		y.Fill(0)
		return
	}
	switch a.buf.(type) {
	case []float32:
		x, z, d := a.F32(), b.F32(), y.F32()
		if p.aAt == nil {
			kernel.BatchedGemm(p.batch, at.ta, at.tb, p.m, p.n, p.k, 1, x, p.lda, p.strideA, z, p.ldb, p.strideB, 0, d, p.n, p.m*p.n)
		}
		for i := range p.aAt {
			kernel.Gemm(at.ta, at.tb, p.m, p.n, p.k, 1, x[p.aAt[i]:], p.lda, z[p.bAt[i]:], p.ldb, 0, d[i*p.m*p.n:], p.n, nil)
		}
		RoundHalf(y.dtype, d)
	case []float64:
		x, z, d := Data[float64](a), Data[float64](b), Data[float64](y)
		if p.aAt == nil {
			kernel.BatchedGemmF64(p.batch, at.ta, at.tb, p.m, p.n, p.k, 1, x, p.lda, p.strideA, z, p.ldb, p.strideB, 0, d, p.n, p.m*p.n)
		}
		for i := range p.aAt {
			kernel.GemmF64(at.ta, at.tb, p.m, p.n, p.k, 1, x[p.aAt[i]:], p.lda, z[p.bAt[i]:], p.ldb, 0, d[i*p.m*p.n:], p.n)
		}
	case []int32:
		matmulPlain[int32](p, at, a, b, y)
	case []int64:
		matmulPlain[int64](p, at, a, b, y)
	case []uint8:
		matmulPlain[uint8](p, at, a, b, y)
	case []int8:
		matmulPlain[int8](p, at, a, b, y)
	case []int16:
		matmulPlain[int16](p, at, a, b, y)
	case []uint16:
		matmulPlain[uint16](p, at, a, b, y)
	case []uint32:
		matmulPlain[uint32](p, at, a, b, y)
	case []uint64:
		matmulPlain[uint64](p, at, a, b, y)
	case []complex64:
		matmulPlain[complex64](p, at, a, b, y)
	case []complex128:
		matmulPlain[complex128](p, at, a, b, y)
	}
}

// matmulPlain multiplies in the order of the formula, for types without a fast
// product.
func matmulPlain[T Number | ComplexFloat](p matmulPlan, at *matmulAttr, a, b, y *Array) {
	x, z, d := Data[T](a), Data[T](b), Data[T](y)
	for i := 0; i < p.batch; i++ {
		pa, pb := i*p.strideA, i*p.strideB
		if p.aAt != nil {
			pa, pb = p.aAt[i], p.bAt[i]
		}
		for r := 0; r < p.m; r++ {
			for col := 0; col < p.n; col++ {
				var sum T
				for k := 0; k < p.k; k++ {
					u, v := r*p.lda+k, k*p.ldb+col
					if at.ta {
						u = k*p.lda + r
					}
					if at.tb {
						v = col*p.ldb + k
					}
					sum += x[pa+u] * z[pb+v]
				}
				d[i*p.m*p.n+r*p.n+col] = sum
			}
		}
	}
}

func gradMatMul(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	a, b, g := s.Conj(in[0]), s.Conj(in[1]), gout[0]
	at := c.Attr.(*matmulAttr)
	gin := make([]*Tensor, 2)
	if b.Rank() == 2 && a.Rank() > 2 && !at.ta && IsStatic(a.Shape()) {
		if s.wants(0) {
			gin[0] = s.MatMul(g, b, false, !at.tb)
		}
		if s.wants(1) {
			gin[1] = s.gradSharedMatrix(a, g, at.tb)
		}
		return gin
	}
	if s.wants(0) {
		if at.ta {
			gin[0] = s.MatMul(b, g, at.tb, true)
		} else {
			gin[0] = s.MatMul(g, b, false, !at.tb)
		}
		gin[0] = s.UnbroadcastLike(gin[0], a)
	}
	if s.wants(1) {
		if at.tb {
			gin[1] = s.MatMul(g, a, true, at.ta)
		} else {
			gin[1] = s.MatMul(a, g, !at.ta, false)
		}
		gin[1] = s.UnbroadcastLike(gin[1], b)
	}
	return gin
}

// gradSharedMatrix is the gradient for the matrix that all of a batch are
// multiplied with: one product for all instead of a sum over them.
func (s *Scope) gradSharedMatrix(a, g *Tensor, transposed bool) *Tensor {
	rows := NumElements(a.Shape()[:a.Rank()-1])
	a2 := s.Reshape(a, []int{rows, a.Dim(-1)})
	g2 := s.Reshape(g, []int{rows, g.Dim(-1)})
	if transposed {
		return s.MatMul(g2, a2, true, false)
	}
	return s.MatMul(a2, g2, true, false)
}

// MatMul is the product of the matrices in the last two axes, each transposed
// on request; leading axes are broadcast.
func (s *Scope) MatMul(a, b *Tensor, transposeA, transposeB bool) *Tensor {
	return s.Apply1(opMatMul, &matmulAttr{transposeA, transposeB}, a, b)
}
