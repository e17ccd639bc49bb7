package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// checkPool compares a pooling of random values with sums and maxima written
// down from the definition.
func checkPool(t *testing.T, r *rand.Rand, s convSizes) {
	t.Helper()
	c := s.inC
	p := &PoolParams{Batch: s.batch, InD: s.in[0], InH: s.in[1], InW: s.in[2], C: c, KD: s.k[0], KH: s.k[1], KW: s.k[2],
		OutD: s.out[0], OutH: s.out[1], OutW: s.out[2], StrideD: s.stride[0], StrideH: s.stride[1], StrideW: s.stride[2],
		PadFront: s.pad[0], PadTop: s.pad[1], PadLeft: s.pad[2]}
	nx, places := s.batch*s.in.product()*c, s.batch*s.out.product()
	x, dy := randSlice(r, nx), randSlice(r, places*c)
	for i := range x { // some equal ones
		x[i] = float32(math.Round(float64(x[i]) * 8))
	}
	top, first, sum, count := make([]float64, places*c), make([]int, places*c), make([]float64, places*c), make([]float64, places)
	for i := range top {
		top[i], first[i] = -math.MaxFloat32, -1
	}
	s.forTaps(func(o, i, _ int) {
		count[o]++
		for ch := range c {
			v := float64(x[i*c+ch])
			sum[o*c+ch] += v
			if v > top[o*c+ch] {
				top[o*c+ch], first[o*c+ch] = v, i*c+ch
			}
		}
	})
	wantMax, wantMean := make([]float64, nx), make([]float64, nx)
	for i := range top {
		sum[i] /= count[i/c]
		if first[i] >= 0 {
			wantMax[first[i]] += float64(dy[i])
		}
	}
	s.forTaps(func(o, i, _ int) {
		for ch := range c {
			wantMean[i*c+ch] += float64(dy[o*c+ch]) / count[o]
		}
	})
	y, guard := guarded(t, r, places*c)
	MaxPool(p, x, y)
	guard("max")
	closeTo(t, "max "+s.String(), y, top, 0)
	dx, guard := guarded(t, r, nx)
	MaxPoolBack(p, x, y, dy, dx)
	guard("max gradient")
	closeTo(t, "max gradient "+s.String(), dx, wantMax, s.taps)
	AvgPoolBack(p, dy, dx)
	guard("mean gradient")
	closeTo(t, "mean gradient "+s.String(), dx, wantMean, s.taps)
	AvgPool(p, x, y)
	for i := range y {
		if count[i/c] > 0 && math.Abs(float64(y[i])-sum[i]) > 1e-5 {
			t.Fatalf("mean %s: element %d is %v, want %v", s.String(), i, y[i], sum[i])
		}
	}
}

func TestPoolRandomSizes(t *testing.T) {
	forEachISA(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(21, 8))
		for i := range 300 {
			s := randomConv(r, i%3 != 0)
			s.dilation = axes3{1, 1, 1}
			for a := range 3 {
				s.out[a] = max(1, (s.in[a]+s.pad[a]-s.k[a])/s.stride[a]+1)
			}
			s.groups, s.groupIn, s.outC, s.groupOut = 1, s.inC, s.inC, s.inC
			checkPool(t, r, s)
		}
	})
}
