package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// manyThreads are sizes at which each kernel cuts its work up. Products and
// convolutions have tests of their own beside them.
var manyThreads = []struct {
	name string
	run  func(in func(n int) []float32) [][]float32
}{
	{"unary", func(in func(int) []float32) (out [][]float32) {
		x := in(3*ewBlockLight + 77)
		for op := UnOp(0); op < unCount; op++ {
			d := make([]float32, len(x))
			Unary(op, d, x)
			out = append(out, d)
		}
		return out
	}},
	{"param", func(in func(int) []float32) (out [][]float32) {
		x := in(3*ewBlockLight + 77)
		for op := ParamOp(0); op < paramCount; op++ {
			d := make([]float32, len(x))
			UnaryParam(op, d, x, 0.3, 0.7)
			out = append(out, d)
		}
		return out
	}},
	{"gradient", func(in func(int) []float32) (out [][]float32) {
		g, v := in(3*ewBlockLight+77), in(3*ewBlockLight+77)
		for op := GradOp(0); op < gradCount; op++ {
			d := make([]float32, len(g))
			UnaryGrad(op, d, g, v)
			out = append(out, d)
		}
		return out
	}},
	{"binary", func(in func(int) []float32) (out [][]float32) {
		const rows, n = 203, 501
		a, b, row, col := in(rows*n), in(rows*n), in(n), in(rows)
		for op := BinOp(0); op < binCount; op++ {
			for _, f := range []func(d []float32){
				func(d []float32) { Binary(op, d, a, b) },
				func(d []float32) { BinaryScalar(op, d, a, 0.7) }, func(d []float32) { BinaryScalarLeft(op, d, 0.7, a) },
				func(d []float32) { BinaryRow(op, d, a, row) }, func(d []float32) { BinaryRowLeft(op, d, row, a) },
				func(d []float32) { BinaryCol(op, d, a, col) }, func(d []float32) { BinaryColLeft(op, d, col, a) },
			} {
				d := make([]float32, rows*n)
				f(d)
				out = append(out, d)
			}
		}
		return out
	}},
	{"sums and extremes", func(in func(int) []float32) (out [][]float32) {
		x := in(7*longRow + 12)
		out = append(out, []float32{Sum(x)})
		for _, s := range [][3]int{{1, len(x), 1}, {7, longRow, 1}, {900, 333, 1}, {1, 999, 300}, {3, 4000, 10}, {300, 30, 33}, {40, 700, 9}, {1, 12, 20000}} {
			outer, n, inner := s[0], s[1], s[2]
			result := func(f func(d []float32)) {
				d := make([]float32, outer*inner)
				f(d)
				out = append(out, d)
			}
			if inner == 1 {
				result(func(d []float32) { RowSums(d, x, outer, n) })
				result(func(d []float32) { RowMax(d, x, outer, n) })
				result(func(d []float32) { RowMin(d, x, outer, n) })
				continue
			}
			result(func(d []float32) { MidSums(d, x, outer, n, inner) })
			result(func(d []float32) { MidExtremes(OpMax, d, x, outer, n, inner) })
			result(func(d []float32) { MidExtremes(OpMin, d, x, outer, n, inner) })
		}
		return out
	}},
	{"softmax", func(in func(int) []float32) [][]float32 {
		const m, n = 700, 45
		x, dy := in(m*n), in(m*n)
		y, logs, dx, loss, dlogits, labels := make([]float32, m*n), make([]float32, m*n), make([]float32, m*n), make([]float32, m), make([]float32, m*n), make([]int32, m)
		for i := range labels {
			labels[i] = int32(i % n)
		}
		Softmax(y, x, m, n)
		LogSoftmax(logs, x, m, n)
		SoftmaxBack(dx, y, dy, m, n)
		if err := SoftmaxCrossEntropy(loss, dlogits, x, labels, m, n); err != nil {
			panic(err)
		}
		return [][]float32{y, logs, dx, loss, dlogits}
	}},
	{"norms", func(in func(int) []float32) [][]float32 {
		const m, n = 3000, 48
		x, dy, gamma, beta := in(m*n), in(m*n), in(n), in(n)
		y, dx, dgamma, dbeta, mean, inv := make([]float32, m*n), make([]float32, m*n), make([]float32, n), make([]float32, n), make([]float32, m), make([]float32, m)
		LayerNorm(y, x, gamma, beta, mean, inv, m, n, 1e-3)
		LayerNormBack(dx, dgamma, dbeta, x, dy, gamma, mean, inv, m, n)
		z, dz, dg, db, mu, variance := make([]float32, m*n), make([]float32, m*n), make([]float32, n), make([]float32, n), make([]float32, n), make([]float32, n)
		BatchNormStats(mu, variance, x, m, n)
		BatchNorm(z, x, mu, variance, gamma, beta, m, n, 1e-3)
		BatchNormBack(dz, dg, db, x, dy, mu, variance, gamma, m, n, 1e-3)
		return [][]float32{y, dx, dgamma, dbeta, mean, inv, z, dz, dg, db, mu, variance}
	}},
	{"pools", func(in func(int) []float32) [][]float32 {
		const batch, size, c = 9, 30, 20
		p := &PoolParams{Batch: batch, InD: 1, InH: size, InW: size, C: c, KD: 1, KH: 3, KW: 3, OutD: 1, OutH: 15, OutW: 15, StrideD: 1, StrideH: 2, StrideW: 2}
		x, dy := in(batch*size*size*c), in(batch*15*15*c)
		y, mean, dx, dmean := make([]float32, len(dy)), make([]float32, len(dy)), make([]float32, len(x)), make([]float32, len(x))
		MaxPool(p, x, y)
		MaxPoolBack(p, x, y, dy, dx)
		AvgPool(p, x, mean)
		AvgPoolBack(p, dy, dmean)
		return [][]float32{y, mean, dx, dmean}
	}},
	{"cells", func(in func(int) []float32) [][]float32 {
		const m, u = 130, 70
		z, c0, dh, dc := in(4*m*u), in(m*u), in(m*u), in(m*u)
		c, h, tanhC, dz, dcPrev := make([]float32, m*u), make([]float32, m*u), make([]float32, m*u), make([]float32, 4*m*u), make([]float32, m*u)
		LSTMForward(z, c0, c, h, tanhC, m, u)
		LSTMBackward(dz, dcPrev, z, c0, tanhC, dh, dc, m, u)
		gates, hz, h0, dh2 := in(3*m*u), in(3*m*u), in(m*u), in(m*u)
		g, dxz, dhz, dhPrev := make([]float32, m*u), make([]float32, 3*m*u), make([]float32, 3*m*u), make([]float32, m*u)
		GRUForward(gates, hz, h0, g, m, u)
		GRUBackward(dxz, dhz, dhPrev, gates, hz, h0, dh2, m, u)
		return [][]float32{z, c, h, tanhC, dz, dcPrev, gates, g, dxz, dhz, dhPrev}
	}},
	{"optimizers", func(in func(int) []float32) (out [][]float32) {
		for rule := OptRule(0); rule < optCount; rule++ {
			n := 2*ewBlockLight + 5
			w, g := in(n), in(n)
			slots := [3][]float32{make([]float32, n), make([]float32, n), make([]float32, n)}
			for range 2 {
				Optimize(rule, w, g, slots, OptParams[float32]{0.1, 0.9, 0.99, 1e-7, 0.5, 0.6})
			}
			out = append(out, w, slots[0], slots[1], slots[2])
		}
		return out
	}},
	{"copies", func(in func(int) []float32) [][]float32 {
		x := in(60 * 70 * 80)
		t, p, rows, sums := make([]float32, len(x)), make([]float32, len(x)), make([]float32, 5000*40), make([]float32, 60*40)
		idx := make([]int32, 5000)
		for i := range idx {
			idx[i] = int32(i * 7 % 60)
		}
		Transpose2D(t, x, 600, 560)
		Permute(p, x, []int{60, 70, 80}, []int{2, 0, 1})
		GatherRows(rows, x, idx, 40)
		ScatterAddRows(sums, rows, idx, 40)
		return [][]float32{t, p, rows, sums}
	}},
	{"batches of products", func(in func(int) []float32) [][]float32 {
		const batch, m, n, k = 37, 40, 33, 29
		a, b := in(batch*m*k), in(batch*k*n)
		c, packed := make([]float32, batch*m*n), make([]float32, batch*m*n)
		BatchedGemm(batch, false, false, m, n, k, 1, a, k, m*k, b, n, k*n, 0, c, n, m*n)
		GemmPacked(false, batch*m, 1, a, k, PackB(false, k, n, b, n), 0, packed, n, nil)
		return [][]float32{c, packed}
	}},
}

// TestSameBitsForAnyThreads runs every kind of kernel with 1, 2 and 8 threads.
func TestSameBitsForAnyThreads(t *testing.T) {
	forEachISA(t, func(t *testing.T) {
		for _, c := range manyThreads {
			t.Run(c.name, func(t *testing.T) {
				var want [][]float32
				for _, th := range []int{1, 2, 8} {
					withThreads(t, th)
					r := rand.New(rand.NewPCG(5, 6))
					got := c.run(func(n int) []float32 { return randSlice(r, n) })
					if want == nil {
						want = got
					}
					for i := range got {
						sameBits(t, fmt.Sprintf("%d threads, result %d", th, i), got[i], want[i])
					}
				}
			})
		}
	})
}

func sameBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range got {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: element %d is %v, with one thread %v", what, i, got[i], want[i])
		}
	}
}

// TestLongReductions compares reductions that are cut up with their definition.
func TestLongReductions(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for _, s := range [][3]int{{1, 5*longRow + 3, 1}, {2, longRow, 1}, {9, 300, 1}, {1, 700, 130}, {3, 9000, 8}, {20, 300, 7}, {2, 3, 9000}} {
		outer, n, inner := s[0], s[1], s[2]
		x := randSlice(r, outer*n*inner)
		sums, most, least := make([]float32, outer*inner), make([]float32, outer*inner), make([]float32, outer*inner)
		if inner == 1 {
			RowSums(sums, x, outer, n)
			RowMax(most, x, outer, n)
			RowMin(least, x, outer, n)
		} else {
			MidSums(sums, x, outer, n, inner)
			MidExtremes(OpMax, most, x, outer, n, inner)
			MidExtremes(OpMin, least, x, outer, n, inner)
		}
		for i := range sums {
			sum, size, top, low := 0.0, 0.0, math.Inf(-1), math.Inf(1)
			for k := range n {
				v := float64(x[i/inner*n*inner+k*inner+i%inner])
				sum, size, top, low = sum+v, size+math.Abs(v), max(top, v), min(low, v)
			}
			if math.Abs(float64(sums[i])-sum) > 1e-6*size || float64(most[i]) != top || float64(least[i]) != low {
				t.Fatalf("%v, result %d: %v %v %v, want %v %v %v", s, i, sums[i], most[i], least[i], sum, top, low)
			}
		}
	}
}
