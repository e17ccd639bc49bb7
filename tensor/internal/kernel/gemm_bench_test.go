package kernel

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func benchGemm(b *testing.B, ta, tb bool, m, n, k int) {
	r := rand.New(rand.NewPCG(1, 1))
	x, y, c := randSlice(r, m*k), randSlice(r, k*n), make([]float32, m*n)
	lda, ldb := k, n
	if ta {
		lda = m
	}
	if tb {
		ldb = k
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		Gemm(ta, tb, m, n, k, 1, x, lda, y, ldb, 0, c, n, nil)
	}
	reportFlops(b, 2*float64(m)*float64(n)*float64(k))
}

func BenchmarkGemmSquare(b *testing.B) {
	for _, n := range []int{64, 128, 256, 512, 1024, 2048} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchGemm(b, false, false, n, n, n) })
	}
}

func BenchmarkGemmF64(b *testing.B) {
	for _, n := range []int{8, 64, 256, 512, 1024} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x, y, c := make([]float64, n*n), make([]float64, n*n), make([]float64, n*n)
			for b.Loop() {
				GemmF64(false, false, n, n, n, 1, x, n, y, n, 0, c, n)
			}
			reportFlops(b, 2*float64(n)*float64(n)*float64(n))
		})
	}
}

// BenchmarkGemmParts tells where the time of a large product goes, on one thread
// and on two: laying out B, the rest, and all of it, with the share of the peak
// that as many cores have.
func BenchmarkGemmParts(b *testing.B) {
	for _, n := range []int{256, 512, 1024, 2048} {
		r := rand.New(rand.NewPCG(1, 1))
		x, y, c := randSlice(r, n*n), randSlice(r, n*n), make([]float32, n*n)
		flops := 2 * float64(n) * float64(n) * float64(n)
		for _, threads := range []int{1, 2} {
			part := func(name string, f func(), work float64) {
				b.Run(fmt.Sprintf("%d/threads%d/%s", n, threads, name), func(b *testing.B) {
					SetThreads(threads)
					defer SetThreads(0)
					for range b.N {
						f()
					}
					if work > 0 {
						reportFlops(b, work)
					}
				})
			}
			buf := make([]float32, packedSize(kern(), n, n))
			packed := PackB(false, n, n, y, n)
			part("pack", func() { packB(kern(), buf, false, n, n, y, n) }, 0)
			part("kernel", func() { GemmPacked(false, n, 1, x, n, packed, 0, c, n, nil) }, flops)
			part("all", func() { Gemm(false, false, n, n, n, 1, x, n, y, n, 0, c, n, nil) }, flops)
		}
	}
}

// BenchmarkGemmMLP are the products of the layers of a small network: forward,
// gradient of the weights, gradient of the input.
func BenchmarkGemmMLP(b *testing.B) {
	for _, l := range [][3]int{{32, 784, 32}, {32, 32, 32}, {32, 32, 10}, {128, 784, 512}, {128, 512, 512}, {128, 512, 10}} {
		batch, in, units := l[0], l[1], l[2]
		b.Run(fmt.Sprintf("XW/%v", l), func(b *testing.B) { benchGemm(b, false, false, batch, units, in) })
		b.Run(fmt.Sprintf("XtG/%v", l), func(b *testing.B) { benchGemm(b, true, false, in, units, batch) })
		b.Run(fmt.Sprintf("GWt/%v", l), func(b *testing.B) { benchGemm(b, false, true, batch, in, units) })
	}
}

func BenchmarkGemmOneRow(b *testing.B) {
	for _, s := range [][2]int{{784, 512}, {512, 512}, {32, 32}, {4096, 4096}} {
		b.Run(fmt.Sprint(s), func(b *testing.B) { benchGemm(b, false, false, 1, s[1], s[0]) })
		b.Run(fmt.Sprint(s, "T"), func(b *testing.B) { benchGemm(b, false, true, 1, s[1], s[0]) })
	}
}
