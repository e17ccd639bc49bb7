package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// Every assembly kernel is compared with its portable twin on random sizes and
// offsets, with elements from all over the range of float32.

// wild draws a float32: mostly of everyday size, sometimes anything.
func wild(r *rand.Rand) float32 {
	special := []float32{0, float32(math.Copysign(0, -1)), 1, -1, 0.5, -2.5, 2.5, 3, 6, 1.5, float32(math.Inf(1)), float32(math.Inf(-1)),
		float32(math.NaN()), math.SmallestNonzeroFloat32, -1e-40, math.MaxFloat32, -math.MaxFloat32, 88.8, -87.5, -103.5, 20, -20}
	switch r.IntN(12) {
	case 0:
		return special[r.IntN(len(special))]
	case 1:
		return math.Float32frombits(r.Uint32())
	case 2:
		return float32(r.NormFloat64() * 30)
	}
	return float32(r.NormFloat64() * 2)
}

func wildSlice(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = wild(r)
	}
	return x
}

// ulps is the distance of two floats in units in the last place of want; two
// NaN, and two zeros, are equal.
func ulps(got float32, want float64) float64 {
	w := float32(want)
	switch {
	case got != got || w != w:
		if got != got && w != w {
			return 0
		}
		return math.Inf(1)
	case math.IsInf(float64(w), 0) || math.IsInf(float64(got), 0):
		if got == w {
			return 0
		}
		// The next number after the largest is infinity.
		if math.Abs(float64(got)) == math.MaxFloat32 || math.Abs(float64(w)) == math.MaxFloat32 {
			return 1
		}
		return math.Inf(1)
	}
	_, e := math.Frexp(float64(w))
	return math.Abs(float64(got)-want) / math.Ldexp(1, max(e, -125)-24)
}

// vectorKernels runs a test with the portable table and that of each wider
// family.
func vectorKernels(t *testing.T, f func(t *testing.T, ref, k *kernels)) {
	ref := newKernels(ISAGo)
	for _, isa := range Available()[1:] {
		t.Run(isa.String(), func(t *testing.T) { f(t, ref, newKernels(isa)) })
	}
}

var testSizes = []int{0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 63, 64, 65, 100, 129}

// compareMaps runs two kernels that fill a slice of n elements.
func compareMaps(t *testing.T, r *rand.Rand, what string, n int, limit float64, ref, got func(dst []float32)) {
	t.Helper()
	want := make([]float32, n)
	ref(want)
	d, guard := guarded(t, r, n)
	got(d)
	guard(what)
	for i := range d {
		if u := ulps(d[i], float64(want[i])); u > limit {
			t.Fatalf("%s, element %d of %d: %v, want %v (%.1f ulp)", what, i, n, d[i], want[i], u)
		}
	}
}

func TestUnaryTwins(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		r := rand.New(rand.NewPCG(1, 2))
		for op := UnOp(0); op < unCount; op++ {
			for _, n := range testSizes {
				x := wildSlice(r, n)
				if op == OpGeluTanh { // its tail is as exact as its argument
					for i := range x {
						x[i] = float32(r.NormFloat64())
					}
				}
				limit := 2.0
				if op == OpGeluTanh {
					limit = 20
				}
				compareMaps(t, r, fmt.Sprintf("unary %d of %v", op, x), n, limit,
					func(d []float32) { ref.unary[op](d, x) }, func(d []float32) { k.unary[op](d, x) })
				in := append([]float32(nil), x...)
				compareMaps(t, r, fmt.Sprintf("unary %d in place of %v", op, x), n, limit,
					func(d []float32) { ref.unary[op](d, x) }, func(d []float32) { copy(d, in); k.unary[op](d, d) })
			}
		}
	})
}

func TestParamAndGradTwins(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		r := rand.New(rand.NewPCG(3, 2))
		for _, n := range testSizes {
			x := wildSlice(r, n)
			for op := ParamOp(0); op < paramCount; op++ {
				p, q := float32(0.3), float32(0.7)
				compareMaps(t, r, fmt.Sprintf("param %d of %v", op, x), n, 2,
					func(d []float32) { ref.param[op](d, x, p, q) }, func(d []float32) { k.param[op](d, x, p, q) })
			}
			g, v := randSlice(r, n), make([]float32, n)
			for i := range v {
				v[i] = float32(r.NormFloat64() * 3)
				if i%5 == 0 {
					v[i] = float32(i%3) - 1
				}
			}
			for op := GradOp(0); op < gradCount; op++ {
				checkGrad(t, r, op, ref, k, g, v)
			}
		}
	})
}

// checkGrad compares a gradient kernel, whose error counts against the size of
// g: derivatives near their zeros lose digits.
func checkGrad(t *testing.T, r *rand.Rand, op GradOp, ref, k *kernels, g, v []float32) {
	t.Helper()
	want := make([]float32, len(g))
	ref.grad[op](want, g, v)
	d, guard := guarded(t, r, len(g))
	k.grad[op](d, g, v)
	guard(fmt.Sprint("grad ", op))
	for i := range d {
		tol := 1e-6 * (math.Abs(float64(want[i])) + math.Abs(float64(g[i])))
		if diff := math.Abs(float64(d[i] - want[i])); diff > tol || (d[i] != d[i]) != (want[i] != want[i]) {
			t.Fatalf("grad %d of v=%v g=%v: %v, want %v", op, v[i], g[i], d[i], want[i])
		}
	}
}

func TestBinaryTwins(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		r := rand.New(rand.NewPCG(5, 2))
		for _, n := range testSizes {
			a, b := wildSlice(r, n), wildSlice(r, n)
			s := wild(r)
			for op := BinOp(0); op < binCount; op++ {
				what := fmt.Sprintf("binary %d of %v, %v and %v", op, a, b, s)
				compareMaps(t, r, what, n, 0, func(d []float32) { ref.binary[op](d, a, b) }, func(d []float32) { k.binary[op](d, a, b) })
				compareMaps(t, r, what, n, 0, func(d []float32) { ref.scalar[op](d, a, s) }, func(d []float32) { k.scalar[op](d, a, s) })
				compareMaps(t, r, what, n, 0, func(d []float32) { ref.scalarL[op](d, a, s) }, func(d []float32) { k.scalarL[op](d, a, s) })
			}
			x, z := randSlice(r, n), randSlice(r, n)
			near := func(what string, ref, got func(d []float32)) {
				want := make([]float32, n)
				copy(want, z)
				ref(want)
				d, guard := guarded(t, r, n)
				copy(d, z)
				got(d)
				guard(what)
				for i := range d {
					if math.Abs(float64(d[i]-want[i])) > 2e-7 {
						t.Fatalf("%s: %v, want %v", what, d[i], want[i])
					}
				}
			}
			near("axpy", func(d []float32) { ref.axpy(d, 0.3, x) }, func(d []float32) { k.axpy(d, 0.3, x) })
		}
	})
}

func TestReductionTwins(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		r := rand.New(rand.NewPCG(7, 2))
		same := func(what string, n int, got, want float32) {
			t.Helper()
			if math.Float32bits(got) != math.Float32bits(want) && (got == got || want == want) {
				t.Fatalf("%s of %d: %v, want %v", what, n, got, want)
			}
		}
		for _, n := range append([]int{1000, 1023}, testSizes...) {
			x, y := randSlice(r, n), randSlice(r, n)
			same("sum", n, k.sum(x), ref.sum(x))
			same("sumSqDev", n, k.sumSqDev(x, 0.3), ref.sumSqDev(x, 0.3))
			same("dot", n, k.dot(x, y), ref.dot(x, y))
			w := wildSlice(r, n)
			same("max", n, k.max(w), ref.max(w))
			same("min", n, k.min(w), ref.min(w))
			same("max", n, k.max(x), ref.max(x))
			same("min", n, k.min(x), ref.min(x))
			var a, b float32
			compareMaps(t, r, "expSum", n, 2, func(d []float32) { a = ref.expSum(d, x, 0.5) }, func(d []float32) { b = k.expSum(d, x, 0.5) })
			if math.Abs(float64(a-b)) > 1e-6*float64(a) {
				t.Fatalf("expSum of %d: %v, want %v", n, b, a)
			}
		}
	})
}

func TestColumnTwins(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		r := rand.New(rand.NewPCG(9, 2))
		for _, n := range testSizes[1:] {
			for _, m := range []int{0, 1, 2, 5, 9} {
				x, g, mean, start := randSlice(r, m*n), randSlice(r, m*n), randSlice(r, n), randSlice(r, n)
				check := func(what string, f, h func(acc []float32)) {
					t.Helper()
					want := append([]float32(nil), start...)
					f(want)
					acc, guard := guarded(t, r, n)
					copy(acc, start)
					h(acc)
					guard(what)
					for i := range acc {
						if math.Abs(float64(acc[i]-want[i])) > 4e-6 {
							t.Fatalf("%s, %d x %d: %v, want %v", what, m, n, acc[i], want[i])
						}
					}
				}
				check("colAdd", func(a []float32) { ref.colAdd(a, x) }, func(a []float32) { k.colAdd(a, x) })
				check("colSq", func(a []float32) { ref.colSq(a, x, mean) }, func(a []float32) { k.colSq(a, x, mean) })
				check("colDot", func(a []float32) { ref.colDot(a, x, mean, g) }, func(a []float32) { k.colDot(a, x, mean, g) })
				mapRows := func(what string, f, h func(d []float32)) {
					t.Helper()
					want := make([]float32, m*n)
					f(want)
					d, guard := guarded(t, r, m*n)
					h(d)
					guard(what)
					for i := range d {
						if math.Abs(float64(d[i]-want[i])) > 1e-6 {
							t.Fatalf("%s, %d x %d: %v, want %v", what, m, n, d[i], want[i])
						}
					}
				}
				mapRows("scaleBias", func(d []float32) { ref.scaleBias(d, x, mean, start) }, func(d []float32) { k.scaleBias(d, x, mean, start) })
				mapRows("lin3", func(d []float32) { ref.lin3(d, x, g, mean, start, mean) }, func(d []float32) { k.lin3(d, x, g, mean, start, mean) })
			}
			x, gamma, beta := randSlice(r, n), randSlice(r, n), randSlice(r, n)
			for _, gb := range [][2][]float32{{gamma, beta}, {gamma, nil}, {nil, beta}, {nil, nil}} {
				want := make([]float32, n)
				ref.normRow(want, x, 0.2, 1.5, gb[0], gb[1])
				d, guard := guarded(t, r, n)
				k.normRow(d, x, 0.2, 1.5, gb[0], gb[1])
				guard("normRow")
				for i := range d {
					if math.Abs(float64(d[i]-want[i])) > 1e-6 {
						t.Fatalf("normRow of %d: %v, want %v", n, d[i], want[i])
					}
				}
			}
		}
	})
}

func TestOptimTwins(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		r := rand.New(rand.NewPCG(11, 2))
		p := &OptParams[float32]{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}
		for rule := OptRule(0); rule < optCount; rule++ {
			for _, n := range testSizes {
				g := randSlice(r, n)
				var start [4][]float32
				for i := range start {
					start[i] = randSlice(r, n)
					for j := range start[i] {
						if i > 0 {
							start[i][j] += 1.5 // second moments are positive
						}
					}
				}
				run := func(f OptFunc[float32]) (out [4][]float32) {
					for i, s := range start {
						out[i] = append([]float32(nil), s...)
					}
					f(out[0], g, out[1], out[2], out[3], p)
					return out
				}
				want, got := run(ref.opt[rule]), run(k.opt[rule])
				for i := range want {
					for j := range want[i] {
						if d := math.Abs(float64(got[i][j] - want[i][j])); !(d <= 1e-6*math.Max(1, math.Abs(float64(want[i][j])))) && (got[i][j] == got[i][j] || want[i][j] == want[i][j]) {
							t.Fatalf("rule %d, n %d, variable %d[%d]: %v, want %v", rule, n, i, j, got[i][j], want[i][j])
						}
					}
				}
			}
		}
	})
}

func TestCellTwins(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		r := rand.New(rand.NewPCG(13, 2))
		for _, u := range testSizes[1:] {
			in := map[string][]float32{}
			arg := func(name string, n int) []float32 {
				if in[name] == nil {
					in[name] = randSlice(r, n)
				}
				return append([]float32(nil), in[name]...)
			}
			run := func(k *kernels) (out [][]float32) {
				z, c, h, tc := arg("z", 4*u), arg("c", u), arg("h", u), arg("tc", u)
				k.lstm(z, arg("cp", u), c, h, tc)
				dz, dc := append([]float32(nil), z...), arg("dc", u)
				k.lstmBack(dz, dc, dz, arg("cp", u), tc, arg("dh", u), dc)
				out = append(out, z, c, h, tc, dz, dc)
				xz, gh := arg("xz", 3*u), arg("gh", u)
				k.gru(xz, arg("hz", 3*u), arg("hp", u), gh)
				dx, dhz, dhp := append([]float32(nil), xz...), arg("hz", 3*u), arg("dhp", u)
				k.gruBack(dx, dhz, dhp, dx, dhz, arg("hp", u), arg("dh", u))
				return append(out, xz, gh, dx, dhz, dhp)
			}
			want, got := run(ref), run(k)
			for i := range want {
				for j := range want[i] {
					if math.Abs(float64(got[i][j]-want[i][j])) > 1e-6 {
						t.Fatalf("%d units, result %d[%d]: %v, want %v", u, i, j, got[i][j], want[i][j])
					}
				}
			}
		}
	})
}

func TestTransposeTwins(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		r := rand.New(rand.NewPCG(15, 2))
		for range 200 {
			m, n := 1+r.IntN(40), 1+r.IntN(40)
			lds, ldd := n+r.IntN(3), m+r.IntN(3)
			src := randSlice(r, m*lds)
			want := make([]float32, n*ldd)
			ref.transpose(want, src, ldd, lds, m, n)
			d, guard := guarded(t, r, (n-1)*ldd+m)
			k.transpose(d, src, ldd, lds, m, n)
			guard("transpose")
			for i := range d {
				if i%ldd < m && d[i] != want[i] {
					t.Fatalf("%d x %d: element %d is %v, want %v", m, n, i, d[i], want[i])
				}
			}
			w := 16
			cols, depth := 1+r.IntN(w), 1+r.IntN(30)
			pack := func(k *kernels) (out [2][]float32) {
				for i := range out {
					out[i] = make([]float32, depth*w)
				}
				k.packRows(out[0], sameSlice(depth*40), w, cols, depth, 33)
				k.packCols(out[1], sameSlice(16*40), w, cols, depth, 33)
				return out
			}
			seedA, seedB := pack(ref), pack(k)
			for i := range seedA {
				for j := range seedA[i] {
					if seedA[i][j] != seedB[i][j] {
						t.Fatalf("packing %d of %d columns, depth %d differs at %d", i, cols, depth, j)
					}
				}
			}
		}
	})
}

func TestWinogradTwins(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		r := rand.New(rand.NewPCG(19, 2))
		for _, n := range testSizes[1:] {
			for _, f := range []struct {
				what     string
				ref, got *winogradFuncs
				m        int
			}{{"F(2x2)", &ref.winograd2, &k.winograd2, 2}, {"F(4x4)", &ref.winograd4, &k.winograd4, 4}} {
				side := f.m + 2
				check := func(what string, from, to int, run func(f *winogradFuncs, d, x *float32)) {
					t.Helper()
					x, want := randSlice(r, from*from*n), make([]float32, to*to*n)
					run(f.ref, &want[0], &x[0])
					d, guard := guarded(t, r, to*to*n)
					run(f.got, &d[0], &x[0])
					guard(f.what + what)
					for i := range d {
						if math.Abs(float64(d[i]-want[i])) > 1e-4 {
							t.Fatalf("%s %s of %d: element %d is %v, want %v", f.what, what, n, i, d[i], want[i])
						}
					}
				}
				check("patch", side, side, func(f *winogradFuncs, d, x *float32) { f.in(d, x, 4*side*n, 4*n, 4*side*n, 4*n, n) })
				check("filter", 3, side, func(f *winogradFuncs, d, x *float32) { f.filter(d, x, 4*side*n, 4*n, 4*3*n, 4*n, n) })
				bias := randSlice(r, n)
				check("result", side, f.m, func(w *winogradFuncs, d, x *float32) {
					w.out(d, x, 4*f.m*n, 4*n, 4*side*n, 4*n, n, &bias[0], -0.5)
				})
			}
		}
	})
}

// sameSlice is the same slice each time.
func sameSlice(n int) []float32 { return randSlice(rand.New(rand.NewPCG(99, uint64(n))), n) }

// TestFunctionsAreExact checks the functions over all exponents against
// float64.
func TestFunctionsAreExact(t *testing.T) {
	vectorKernels(t, func(t *testing.T, ref, k *kernels) {
		for _, c := range []struct {
			op     UnOp
			name   string
			f      func(float64) float64
			lo, hi float64
		}{
			{OpExp, "exp", math.Exp, -104, 89}, {OpExpm1, "expm1", math.Expm1, -20, 89}, {OpLog, "log", math.Log, 0, 10},
			{OpLog1p, "log1p", math.Log1p, -1, 10}, {OpTanh, "tanh", math.Tanh, -10, 10}, {OpSigmoid, "sigmoid", sigmoid64, -104, 20},
			{OpErf, "erf", math.Erf, -4.5, 4.5}, {OpGelu, "gelu", gelu64, -14, 6}, {OpSoftplus, "softplus", softplus64, -100, 20},
			{OpSilu, "silu", func(x float64) float64 { return x * sigmoid64(x) }, -100, 20},
		} {
			worst, at := 0.0, float32(0)
			check := func(x []float32) {
				y := make([]float32, len(x))
				k.unary[c.op](y, x)
				for i, v := range x {
					if u := ulps(y[i], c.f(float64(v))); u > worst {
						worst, at = u, v
					}
				}
			}
			r := rand.New(rand.NewPCG(17, 2))
			const n = 200000
			x := make([]float32, n)
			for i := range x {
				x[i] = float32(c.lo + (c.hi-c.lo)*float64(i)/n)
			}
			check(x)
			for i := range x {
				x[i] = math.Float32frombits(r.Uint32())
				if c.op == OpGelu && x[i] < -1e30 { // there x·0 is an underflow of -0
					x[i] = 1
				}
			}
			check(x)
			t.Logf("%s: %.2f ulp at %v", c.name, worst, at)
			if worst > 2 {
				t.Errorf("%s is off by %.2f units in the last place at %v", c.name, worst, at)
			}
		}
	})
}
