package numpy

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kerash/tensor"
)

// TestRadixOrder compares the sort by digits with a sort by comparison.
func TestRadixOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	floats, ints := make([]float64, 1000), make([]int64, 1000)
	for i := range floats {
		floats[i] = rng.NormFloat64()
		ints[i] = rng.Int64N(50) - 25
	}
	floats[3], floats[4], floats[5], floats[6] = math.Inf(1), math.Inf(-1), math.Copysign(0, -1), 0
	for _, a := range []*tensor.Array{tensor.FromSlice(floats), tensor.FromSlice(ints)} {
		got := radixOrder(sortKeys(a))
		want := make([]int, a.Size())
		for i := range want {
			want[i] = i
		}
		slices.SortStableFunc(want, order(a))
		for i, p := range want {
			if int(got[i]) != p {
				t.Fatalf("%s: place %d is element %d, want %d", a.DType(), i, got[i], p)
			}
		}
	}
}

// TestKeyFloat checks that keys of floats go back to the floats.
func TestKeyFloat(t *testing.T) {
	for _, v := range []float64{0, 1, -1, math.Pi, -1e300, 1e-300, math.Inf(1), math.Inf(-1)} {
		if got := keyFloat(floatKey(v)); got != v {
			t.Errorf("%v became %v", v, got)
		}
	}
	if keyFloat(floatKey(math.NaN())) == keyFloat(floatKey(math.NaN())) {
		t.Error("nan is lost")
	}
}

// TestSortFloats keeps the sign of zero and puts nan last.
func TestSortFloats(t *testing.T) {
	row := []float64{math.NaN(), 0, 3, math.Inf(-1), math.Copysign(0, -1), -2}
	sortFloats(row)
	want := []float64{math.Inf(-1), -2, math.Copysign(0, -1), 0, 3}
	for i, w := range want {
		if row[i] != w || math.Signbit(row[i]) != math.Signbit(w) {
			t.Errorf("place %d is %v, want %v", i, row[i], w)
		}
	}
	if last := row[len(row)-1]; last == last {
		t.Errorf("the last is %v, want nan", last)
	}
}

// TestTimeUnits tells times in other units and writes them.
func TestTimeUnits(t *testing.T) {
	for _, c := range []struct{ text, unit, want string }{
		{"2020-02-29", "M", "2020-02"}, {"2020-02-29", "Y", "2020"}, {"1969-12-31", "h", "1969-12-31T00"},
		{"2020-01-01T12:30", "s", "2020-01-01T12:30:00"}, {"1969-12-31T23:59:59.5", "s", "1969-12-31T23:59:59"}, {"2020", "D", "2020-01-01"}, {"1960-05", "D", "1960-05-01"},
	} {
		v, unit := parseTime(c.text)
		if got := timeText(convertTime(v, unit, c.unit, false), c.unit); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.text, c.unit, got, c.want)
		}
	}
}

// TestBitGenerators compares the first words with those of NumPy for seed 123.
func TestBitGenerators(t *testing.T) {
	want := map[string]float64{"PCG64": 0.68235186, "MT19937": 0.75884332, "Philox": 0.90007651, "SFC64": 0.79598745}
	for _, k := range bitKinds {
		if w, ok := want[k.name]; ok {
			if got := k.make(newSeedSequence([]uint32{123}, nil)).Float64(); math.Abs(got-w) > 1e-8 {
				t.Errorf("%s: %v, want %v", k.name, got, w)
			}
		}
	}
}

func BenchmarkArithmetic(b *testing.B) {
	x, y := tensor.NewArray(tensor.Float64, 1<<20), tensor.NewArray(tensor.Float64, 1<<20)
	x.Fill(0.5)
	y.Fill(1.5)
	for _, u := range []*ufunc{ufAdd, ufMultiply, ufMaximum} {
		b.Run(u.name, func(b *testing.B) {
			b.SetBytes(3 << 23)
			for range b.N {
				op2(u, x, y)
			}
		})
	}
}

func BenchmarkSort(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	d := make([]float64, 1<<20)
	for i := range d {
		d[i] = rng.NormFloat64()
	}
	a := tensor.FromSlice(d)
	b.Run("sort", func(b *testing.B) {
		for range b.N {
			sorted(a, 0)
		}
	})
	b.Run("argsort", func(b *testing.B) {
		for range b.N {
			argSorted(a, 0)
		}
	})
}
