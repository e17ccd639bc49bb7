package numpy

import (
	"math"
	"slices"
	"testing"

	"kerash/tensor"
)

// The wanted numbers are those of NumPy 1.26 for the same seeds.

func TestSeedSequence(t *testing.T) {
	want := []uint32{2688385916, 3048105090, 4196366895, 3152189807}
	for i, w := range newSeedSequence([]uint32{12345}, nil).words32(4) {
		if w != want[i] {
			t.Errorf("word %d is %d, want %d", i, w, want[i])
		}
	}
}

func TestGeneratorNumbers(t *testing.T) {
	g := newGenerator(newSeedSequence([]uint32{42}, nil))
	for i, want := range []float64{0x1.3807c1104fc6bp-2, -0x1.0a3c65fca9a7ep+0, 0x1.803b239e77350p-1, 0x1.e191b2d157f36p-1} {
		if got := g.drawer.normal(); got != want {
			t.Errorf("normal %d is %x, want %x", i, got, want)
		}
	}
	for i, want := range []float64{0x1.620c2ecdb1656p-4, 0x1.73e18f3f25fe5p+0, 0x1.68f32f1e7b52ep+0} {
		if got := g.drawer.exponential(); got != want {
			t.Errorf("exponential %d is %x, want %x", i, got, want)
		}
	}
	for i, want := range []uint64{717, 786, 513, 128} {
		if got := bounded(g.bits.source, 999); got != want {
			t.Errorf("integer %d is %d, want %d", i, got, want)
		}
	}
	if got := g.sample(50, 5, true); !slices.Equal(got, []int64{24, 38, 21, 18, 9}) {
		t.Errorf("sample is %v", got)
	}
}

// All layers of the ziggurats are met by 100000 numbers; the bits of all of
// them, combined, are NumPy's.
func TestZigguratTables(t *testing.T) {
	for _, c := range []struct {
		name string
		seed uint32
		draw func(b bitSource) float64
		want uint64
	}{
		{"normal", 5, zigNormal, 9170249628587850630},
		{"exponential", 6, zigExponential, 9150432416597928263},
	} {
		b := newPCG(newSeedSequence([]uint32{c.seed}, nil))
		got := uint64(0)
		for range 100000 {
			got ^= math.Float64bits(c.draw(b))
		}
		if got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestRandomStateNumbers(t *testing.T) {
	r := newRandomState()
	r.seed(nil, 42)
	for i, want := range []float64{0x1.fca2a28a9307cp-2, -0x1.1b2a505de052ap-3, 0x1.4b9dd50245e68p-1, 0x1.85e548e01aa2bp+0} {
		if got := r.drawer.normal(); math.Abs(got-want) > 1e-15 {
			t.Errorf("normal %d is %v, want %v", i, got, want)
		}
	}
	for i, want := range []uint64{82, 86, 74, 74, 87} {
		if got := masked(r.drawer.bits, 99); got != want {
			t.Errorf("integer %d is %d, want %d", i, got, want)
		}
	}
	if got := tensor.Data[int64](permutation(6, r.pick)); !slices.Equal(got, []int64{0, 1, 2, 5, 3, 4}) {
		t.Errorf("permutation is %v", got)
	}
}

func TestBinomialMoments(t *testing.T) {
	d := &drawer{bits: newPCG(newSeedSequence([]uint32{1}, nil))}
	for _, c := range []struct {
		n int
		p float64
	}{{10, 0.3}, {1000, 0.4}, {500, 0.9}} {
		sum, squares, count := 0.0, 0.0, 20000.0
		for range int(count) {
			x := d.binomial(c.n, c.p)
			sum += x
			squares += x * x
		}
		mean := sum / count
		variance := squares/count - mean*mean
		wantMean, wantVariance := float64(c.n)*c.p, float64(c.n)*c.p*(1-c.p)
		if math.Abs(mean-wantMean) > 5*math.Sqrt(wantVariance/count) || math.Abs(variance/wantVariance-1) > 0.06 {
			t.Errorf("binomial(%d, %v) has mean %v and variance %v", c.n, c.p, mean, variance)
		}
	}
}
