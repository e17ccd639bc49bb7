package pair

import (
	"math"
	"math/big"
	"testing"
)

// Powers with whole exponents are known exactly: pow must give their nearest floats.
func TestPowIsNearest(t *testing.T) {
	for _, x := range []float64{1.1, 0.9, 3.7, 1e-3, 123.456, 0.5, 1.0000001, -1.7, math.Pi} {
		for _, n := range []int{2, 3, 5, 10, 17, 50} {
			want := new(big.Float).SetPrec(4000).SetInt64(1)
			for range n {
				want.Mul(want, new(big.Float).SetPrec(4000).SetFloat64(x))
			}
			exact, _ := want.Float64()
			if got := Pow(x, float64(n)); got != exact {
				t.Errorf("Pow(%v, %d) = %v, want %v", x, n, got, exact)
			}
			inverse, _ := new(big.Float).SetPrec(4000).Quo(big.NewFloat(1).SetPrec(4000), want).Float64()
			if got := Pow(x, -float64(n)); got != inverse {
				t.Errorf("Pow(%v, -%d) = %v, want %v", x, n, got, inverse)
			}
		}
	}
}

func TestPowRoots(t *testing.T) {
	for i := 1; i < 2000; i++ {
		x := float64(i) * 0.37
		if got, want := Pow(x, 0.5), math.Sqrt(x); got != want {
			t.Errorf("Pow(%v, 0.5) = %v, want %v", x, got, want)
		}
	}
}

// Values that the C library gives.
func TestSineOfMultiples(t *testing.T) {
	for _, c := range []struct{ x, sin, cos, tan float64 }{
		{math.Pi, 1.2246467991473532e-16, -1, -1.2246467991473532e-16},
		{-math.Pi / 2, -1, 6.123233995736766e-17, -1.633123935319537e16},
		{2 * math.Pi, -2.4492935982947064e-16, 1, -2.4492935982947064e-16},
		{0.5, 0.479425538604203, 0.8775825618903728, 0.5463024898437905},
		{100, -0.5063656411097588, 0.8623188722876839, -0.5872139151569291},
		{12345.678, -0.7040813137533816, 0.7101193587160628, -0.9914971407432149},
		{0, 0, 1, 0},
	} {
		sin, cos := Sincos(c.x)
		if tan := Tan(c.x); sin != c.sin || cos != c.cos || tan != c.tan {
			t.Errorf("%v: %v %v %v, want %v", c.x, sin, cos, tan, c)
		}
	}
}
