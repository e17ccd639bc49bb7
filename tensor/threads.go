package tensor

import "kerash/tensor/internal/kernel"

// SetThreads sets how many threads, the caller's included, share a computation;
// n < 1 means one per processor. Results do not depend on it.
func SetThreads(n int) { kernel.SetThreads(n) }

// Threads is how many threads share a computation.
func Threads() int { return kernel.Threads() }

// Parallel calls fn for parts of the numbers below n, of at least grain of
// them, on several threads.
func Parallel(n, grain int, fn func(lo, hi int)) { kernel.Parallel(n, grain, fn) }
