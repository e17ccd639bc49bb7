//go:build !amd64

package kernel

import "testing"

// reportFlops adds a benchmark's rate.
func reportFlops(b *testing.B, perRound float64) {
	b.ReportMetric(perRound*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}
