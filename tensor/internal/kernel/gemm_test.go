package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// forEachISA runs a test with each family of kernels.
func forEachISA(t *testing.T, f func(t *testing.T)) {
	for _, isa := range Available() {
		t.Run(isa.String(), func(t *testing.T) {
			restore, err := Use(isa)
			if err != nil {
				t.Fatal(err)
			}
			defer restore()
			f(t)
		})
	}
}

func randSlice(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = r.Float32()*2 - 1
	}
	return x
}

// guarded returns a slice of n elements inside of a longer one whose other
// elements hold a mark, and a check that the marks are untouched.
func guarded(t testing.TB, r *rand.Rand, n int) ([]float32, func(what string)) {
	const mark = 12345.5
	before := 16 + r.IntN(16)
	all := make([]float32, before+n+48)
	for i := range all {
		all[i] = mark
	}
	return all[before : before+n : before+n], func(what string) {
		t.Helper()
		for i, v := range all {
			if (i < before || i >= before+n) && v != mark {
				t.Fatalf("%s: wrote %v at %d outside of [0,%d)", what, v, i-before, n)
			}
		}
	}
}

// pick is element (i, j) of op(A).
func pick(trans bool, a []float32, ld, i, j int) float64 {
	if trans {
		return float64(a[j*ld+i])
	}
	return float64(a[i*ld+j])
}

type gemmCase struct {
	ta, tb           bool
	m, n, k          int
	padA, padB, padC int
	alpha, beta      float32
	bias             bool
	act              Act
}

func (c gemmCase) name() string { return fmt.Sprintf("%+v", c) }

func (c gemmCase) check(t *testing.T, r *rand.Rand) {
	t.Helper()
	ra, ca, rb, cb := c.m, c.k, c.k, c.n
	if c.ta {
		ra, ca = ca, ra
	}
	if c.tb {
		rb, cb = cb, rb
	}
	lda, ldb, ldc := ca+c.padA, cb+c.padB, c.n+c.padC
	a, b := randSlice(r, max(0, (ra-1)*lda+ca)), randSlice(r, max(0, (rb-1)*ldb+cb))
	cc, guard := guarded(t, r, (c.m-1)*ldc+c.n)
	for i := range cc {
		cc[i] = r.Float32()
		if c.beta == 0 {
			cc[i] = float32(math.NaN())
		}
	}
	old := append([]float32(nil), cc...)
	var ep *Epilogue
	if c.bias || c.act != ActNone {
		ep = &Epilogue{Act: c.act, Alpha: 0.3}
		if c.bias {
			ep.Bias = randSlice(r, c.n)
		}
	}
	Gemm(c.ta, c.tb, c.m, c.n, c.k, c.alpha, a, lda, b, ldb, c.beta, cc, ldc, ep)
	guard(c.name())
	c.compare(t, a, lda, b, ldb, old, cc, ldc, ep)
	if c.ta == c.tb {
		copy(cc, old)
		GemmPacked(c.ta, c.m, c.alpha, a, lda, PackB(c.tb, c.k, c.n, b, ldb), c.beta, cc, ldc, ep)
		guard("packed " + c.name())
		c.compare(t, a, lda, b, ldb, old, cc, ldc, ep)
	}
}

func (c gemmCase) compare(t *testing.T, a []float32, lda int, b []float32, ldb int, old, got []float32, ldc int, ep *Epilogue) {
	t.Helper()
	portable := newGoKernels()
	for i := 0; i < c.m; i++ {
		for j := 0; j < c.n; j++ {
			var s float64
			for p := 0; p < c.k; p++ {
				s += pick(c.ta, a, lda, i, p) * pick(c.tb, b, ldb, p, j)
			}
			s *= float64(c.alpha)
			if c.beta != 0 {
				s += float64(c.beta) * float64(old[i*ldc+j])
			}
			if ep != nil {
				if ep.Bias != nil {
					s += float64(ep.Bias[j])
				}
				v := []float32{float32(s)}
				applyAct(portable, ep, v)
				s = float64(v[0])
			}
			if d := math.Abs(float64(got[i*ldc+j]) - s); !(d <= 2e-6*float64(c.k)+1e-5) {
				t.Fatalf("%v: C[%d,%d] = %v, want %v", c, i, j, got[i*ldc+j], s)
			}
		}
		for j := c.n; j < ldc && i < c.m-1; j++ {
			if v := got[i*ldc+j]; v != old[i*ldc+j] && v == v {
				t.Fatalf("%v: wrote beside row %d", c, i)
			}
		}
	}
}

func TestGemm(t *testing.T) {
	forEachISA(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 2))
		for i := 0; i < 400; i++ {
			c := gemmCase{
				ta: r.IntN(2) == 0, tb: r.IntN(2) == 0,
				m: 1 + r.IntN(40), n: 1 + r.IntN(150), k: r.IntN(70),
				padA: r.IntN(3), padB: r.IntN(3), padC: r.IntN(3),
				alpha: 1, bias: r.IntN(2) == 0, act: Act(r.IntN(int(ActGeluTanh) + 1)),
			}
			switch r.IntN(5) {
			case 0:
				c.alpha = 0.5
			case 1:
				c.beta = 1
			case 2:
				c.beta, c.alpha = -0.5, 2
			case 3:
				c.m = 1 + r.IntN(3)
			}
			if r.IntN(8) == 0 {
				c.k += 300 + r.IntN(500)
			}
			c.check(t, r)
		}
		for _, c := range []gemmCase{
			{m: 200, n: 300, k: 520, alpha: 1}, {m: 130, n: 260, k: 1024, ta: true, alpha: 1},
			{m: 130, n: 600, k: 512, tb: true, alpha: 1}, {m: 5, n: 3000, k: 100, alpha: 1, act: ActTanh},
			{m: 700, n: 10, k: 90, alpha: 1, bias: true, act: ActRelu}, {m: 20, n: 20, k: 3000, ta: true, alpha: 1},
			{m: 300, n: 64, k: 256, alpha: 1}, {m: 2, n: 500, k: 300, tb: true, alpha: 1, bias: true, act: ActSilu},
		} {
			c.check(t, r)
		}
	})
}

func TestGemmSameBitsForAnyThreads(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, s := range [][3]int{{300, 300, 300}, {64, 1000, 700}, {1, 2000, 500}, {27, 32, 5000}, {500, 1100, 512}} {
		a, b := randSlice(r, s[0]*s[2]), randSlice(r, s[1]*s[2])
		var want []float32
		for _, th := range []int{1, 2, 8} {
			SetThreads(th)
			c := make([]float32, s[0]*s[1])
			Gemm(false, false, s[0], s[1], s[2], 1, a, s[2], b, s[1], 0, c, s[1], nil)
			if want == nil {
				want = c
			}
			for i := range c {
				if c[i] != want[i] {
					t.Fatalf("%v with %d threads differs at %d", s, th, i)
				}
			}
		}
	}
	SetThreads(0)
}

func TestGemmAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("pools drop items under the race detector")
	}
	r := rand.New(rand.NewPCG(5, 6))
	for _, s := range [][3]int{{32, 32, 784}, {256, 256, 256}, {784, 32, 32}} {
		a, b, c := randSlice(r, s[0]*s[2]), randSlice(r, s[1]*s[2]), make([]float32, s[0]*s[1])
		for _, tb := range []bool{false, true} {
			ldb := s[1]
			if tb {
				ldb = s[2]
			}
			if n := testing.AllocsPerRun(50, func() {
				Gemm(false, tb, s[0], s[1], s[2], 1, a, s[2], b, ldb, 0, c, s[1], nil)
			}); n >= 1 {
				t.Errorf("%v: %v allocations", s, n)
			}
		}
	}
}

func TestBatchedGemm(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	const bt, m, n, k = 37, 9, 21, 33
	a, b := randSlice(r, bt*m*k), randSlice(r, n*k)
	c, d := make([]float32, bt*m*n), make([]float32, m*n)
	BatchedGemm(bt, false, true, m, n, k, 1, a, k, m*k, b, k, 0, 0, c, n, m*n)
	for i := 0; i < bt; i++ {
		Gemm(false, true, m, n, k, 1, a[i*m*k:], k, b, k, 0, d, n, nil)
		for j := range d {
			if d[j] != c[i*m*n+j] {
				t.Fatalf("matrix %d differs at %d", i, j)
			}
		}
	}
}

func TestGemmF64(t *testing.T) {
	for _, isa := range Available() {
		t.Run(isa.String(), func(t *testing.T) {
			restore, err := Use(isa)
			if err != nil {
				t.Fatal(err)
			}
			defer restore()
			r := rand.New(rand.NewPCG(9, 10))
			for i := range 60 {
				most := 50
				if i%10 == 0 {
					most = 160
				}
				checkGemmF64(t, r, r.IntN(2) == 0, r.IntN(2) == 0, 1+r.IntN(most), 1+r.IntN(most), r.IntN(600))
			}
			checkGemmF64(t, r, false, false, 9, 1, 300)
			checkGemmF64(t, r, false, false, 1, 9, 300)
		})
	}
}

func checkGemmF64(t *testing.T, r *rand.Rand, ta, tb bool, m, n, k int) {
	t.Helper()
	lda, ldb := k, n
	if ta {
		lda = m
	}
	if tb {
		ldb = k
	}
	alpha, beta := [...]float64{1, 2}[r.IntN(2)], [...]float64{0, 1, 0.5}[r.IntN(3)]
	a, b, c := make([]float64, m*k+1), make([]float64, n*k+1), make([]float64, m*n)
	for i := range a {
		a[i] = r.Float64()
	}
	for i := range b {
		b[i] = r.Float64()
	}
	for i := range c {
		c[i] = 1
	}
	GemmF64(ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, n)
	for i := 0; i < m; i++ {
		for j := 0; j < n; j++ {
			s := beta
			for p := 0; p < k; p++ {
				x, y := i*lda+p, p*ldb+j
				if ta {
					x = p*lda + i
				}
				if tb {
					y = j*ldb + p
				}
				s += alpha * a[x] * b[y]
			}
			if math.Abs(s-c[i*n+j]) > 1e-10 {
				t.Fatalf("%v %v %d %d %d: C[%d,%d] = %v, want %v", ta, tb, m, n, k, i, j, c[i*n+j], s)
			}
		}
	}
}
