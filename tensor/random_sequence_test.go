package tensor

import (
	"slices"
	"testing"
)

// The numbers are TensorFlow's.
func TestShuffleIndex(t *testing.T) {
	for _, c := range []struct {
		last   uint64
		rounds int
		want   []uint64
	}{
		{9, 4, []uint64{2, 0, 6, 4, 8, 1, 7, 9, 5, 3}},
		{99999, 8, []uint64{76583, 44867, 73929, 32425, 31104}},
		{65536, 4, []uint64{7886, 23762, 39666, 58068, 7056}},
	} {
		var got []uint64
		for i := range c.want {
			got = append(got, ShuffleIndex(uint64(i), c.last, [3]uint32{1, 2, 3}, c.rounds))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("up to %d: %v, want %v", c.last, got, c.want)
		}
	}
}

func TestSobol(t *testing.T) {
	got := Sobol(Float64, 4, 3, 7).Array().Floats()
	want := []float64{0.1875, 0.3125, 0.9375, 0.4375, 0.6875, 0.8125, 0.4375, 0.9375, 0.9375, 0.0625, 0.6875, 0.1875}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	// Every axis of the first 2^k-1 points, with 0, has each multiple of 2^-k once.
	all := Sobol(Float64, SobolAxes, 63, 0).Array().Floats()
	for axis := range SobolAxes {
		seen := map[float64]bool{0: true}
		for i := range 63 {
			seen[all[i*SobolAxes+axis]*64] = true
		}
		if len(seen) != 64 {
			t.Errorf("axis %d: %d different numbers", axis, len(seen))
		}
	}
}
