package plain

import (
	"math"
	"testing"
)

func TestHalfRoundTrip(t *testing.T) {
	for h := 0; h < 1<<16; h++ {
		f := HalfToFloat(uint16(h))
		got := FloatToHalf(f)
		if f != f {
			if got&0x7c00 != 0x7c00 || got&0x3ff == 0 {
				t.Fatalf("%#x: NaN became %#x", h, got)
			}
		} else if got != uint16(h) {
			t.Fatalf("%#x: %g became %#x", h, f, got)
		}
	}
}

func TestFloatToHalfRounds(t *testing.T) {
	for f, want := range map[float32]uint16{
		65519: 0x7bff, 65520: 0x7c00, 1 + 1.0/2048: 0x3c00, 1 + 3.0/2048: 0x3c02,
		5e-8: 1, 2e-8: 0, float32(math.Inf(-1)): 0xfc00, -1e9: 0xfc00,
	} {
		if got := FloatToHalf(f); got != want {
			t.Errorf("%g: got %#x, want %#x", f, got, want)
		}
	}
}
