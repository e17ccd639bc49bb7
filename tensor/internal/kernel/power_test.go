package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestPowersHaveTheBitsOfPow compares the powers that are written out.
func TestPowersHaveTheBitsOfPow(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	x := []float32{0, float32(math.Copysign(0, -1)), 1, -1, float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()),
		math.SmallestNonzeroFloat32, -math.SmallestNonzeroFloat32, math.MaxFloat32, -math.MaxFloat32, 1e-30, 3e-13, 1e13}
	for range 20000 {
		x = append(x, float32(r.NormFloat64()), math.Float32frombits(r.Uint32()))
	}
	y := make([]float32, len(x))
	for _, p := range []float32{2, 3, 4, -1, 0.5, -0.5, 1.5, 0} {
		powScalar(y, x, p)
		for i := range x {
			if want := pow32(x[i], p); math.Float32bits(y[i]) != math.Float32bits(want) && !(y[i] != y[i] && want != want) {
				t.Fatalf("%v to the power %v: %v, want %v", x[i], p, y[i], want)
			}
		}
	}
}
