package kernel

import (
	"sync"
	"testing"
	"time"
)

var (
	peakLock  sync.Mutex
	peakRates = map[int]float64{} // by threads
)

// peak is the best rate, in floating point operations a second, at which the
// threads in use together multiply and add.
func peak() float64 {
	peakLock.Lock()
	defer peakLock.Unlock()
	threads := Threads()
	if rate := peakRates[threads]; rate > 0 || !hasISA(ISAAVX2) {
		return rate
	}
	const rounds = 200000
	loop, flops := avxPeak, 12*16
	if kern().micro.w == 16 {
		loop, flops = avx512Peak, 12*32
	}
	for range 20 {
		start := time.Now()
		Parallel(threads, 1, func(lo, hi int) { loop(rounds) })
		rate := float64(threads) * rounds * float64(flops) / time.Since(start).Seconds()
		peakRates[threads] = max(peakRates[threads], rate)
	}
	return peakRates[threads]
}

// reportFlops adds a benchmark's rate and its share of the peak.
func reportFlops(b *testing.B, perRound float64) {
	rate := perRound * float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(rate/1e9, "GFLOP/s")
	if p := peak(); p > 0 {
		b.ReportMetric(100*rate/p, "%peak")
	}
}
