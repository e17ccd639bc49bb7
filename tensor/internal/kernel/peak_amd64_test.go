package kernel

import (
	"sync"
	"testing"
	"time"
)

var (
	peakOnce sync.Once
	peakRate float64
)

// peak is the best rate, in floating point operations a second, at which all
// threads together multiply and add.
func peak() float64 {
	peakOnce.Do(func() {
		if !hasISA(ISAAVX2) {
			return
		}
		const rounds = 200000
		for range 20 {
			start := time.Now()
			Parallel(Threads(), 1, func(lo, hi int) { avxPeak(rounds) })
			rate := float64(Threads()) * rounds * 12 * 16 / time.Since(start).Seconds()
			peakRate = max(peakRate, rate)
		}
	})
	return peakRate
}

// reportFlops adds a benchmark's rate and its share of the peak.
func reportFlops(b *testing.B, perRound float64) {
	rate := perRound * float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(rate/1e9, "GFLOP/s")
	if p := peak(); p > 0 {
		b.ReportMetric(100*rate/p, "%peak")
	}
}
