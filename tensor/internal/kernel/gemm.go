package kernel

// Act is the activation that an Epilogue applies.
type Act uint8

// Activations of an Epilogue.
const (
	ActNone Act = iota
	ActRelu
	ActRelu6
	ActTanh
	ActSigmoid
	ActLeakyRelu // slope Epilogue.Alpha
	ActElu       // alpha Epilogue.Alpha
	ActSelu
	ActSoftplus
	ActSilu
	ActGelu
	ActGeluTanh
)

// Epilogue is what happens to the result of a product while it is in cache:
// Bias (one value per column, nil for none) is added, then Act applied.
type Epilogue struct {
	Bias  []float32
	Act   Act
	Alpha float32
}

// Gemm computes C = act(alpha·op(A)·op(B) + beta·C + bias), with op(A) of m x k
// and op(B) of k x n; lda, ldb and ldc are the lengths of stored rows. With
// beta 0 the content of C is not read. ep may be nil.
func Gemm(transA, transB bool, m, n, k int, alpha float32, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int, ep *Epilogue) {
	for i := 0; i < m; i++ {
		for j := 0; j < n; j++ {
			var s float32
			for p := 0; p < k; p++ {
				s += pick(transA, a, lda, i, p) * pick(transB, b, ldb, p, j)
			}
			s *= alpha
			if beta != 0 {
				s += beta * c[i*ldc+j]
			}
			if ep != nil && ep.Bias != nil {
				s += ep.Bias[j]
			}
			c[i*ldc+j] = s
		}
		if ep != nil {
			applyAct(kern(), ep, c[i*ldc:i*ldc+n])
		}
	}
}

func pick(trans bool, a []float32, ld, i, j int) float32 {
	if trans {
		return a[j*ld+i]
	}
	return a[i*ld+j]
}

// applyAct applies the activation of an epilogue in place.
func applyAct(k *kernels, ep *Epilogue, x []float32) {
	switch ep.Act {
	case ActNone:
	case ActRelu:
		k.unary[OpRelu](x, x)
	case ActRelu6:
		k.unary[OpRelu6](x, x)
	case ActTanh:
		k.unary[OpTanh](x, x)
	case ActSigmoid:
		k.unary[OpSigmoid](x, x)
	case ActLeakyRelu:
		k.param[OpLeakyRelu](x, x, ep.Alpha, 0)
	case ActElu:
		k.param[OpEluAlpha](x, x, ep.Alpha, 0)
	case ActSelu:
		k.unary[OpSelu](x, x)
	case ActSoftplus:
		k.unary[OpSoftplus](x, x)
	case ActSilu:
		k.unary[OpSilu](x, x)
	case ActGelu:
		k.unary[OpGelu](x, x)
	case ActGeluTanh:
		k.unary[OpGeluTanh](x, x)
	}
}

// PackedB is the right side of products, laid out for the kernels: for weights
// that are used many times. It is bound to the kernels active when it was made
// and may be shared by goroutines.
type PackedB struct {
	k, n int
	data []float32
}

// PackB lays out op(B) of k x n.
func PackB(transB bool, k, n int, b []float32, ldb int) *PackedB {
	p := &PackedB{k: k, n: n, data: make([]float32, k*n)}
	for i := 0; i < k; i++ {
		for j := 0; j < n; j++ {
			p.data[i*n+j] = pick(transB, b, ldb, i, j)
		}
	}
	return p
}

// GemmPacked is Gemm with a right side laid out before.
func GemmPacked(transA bool, m int, alpha float32, a []float32, lda int, b *PackedB, beta float32, c []float32, ldc int, ep *Epilogue) {
	Gemm(transA, false, m, b.n, b.k, alpha, a, lda, b.data, b.n, beta, c, ldc, ep)
}

// BatchedGemm runs Gemm for batch matrices that lie strideA, strideB and
// strideC elements apart; a stride of 0 uses the same matrix for all (not for
// C).
func BatchedGemm(batch int, transA, transB bool, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC int) {
	for i := 0; i < batch; i++ {
		Gemm(transA, transB, m, n, k, alpha, a[i*strideA:], lda, b[i*strideB:], ldb, beta, c[i*strideC:], ldc, nil)
	}
}
