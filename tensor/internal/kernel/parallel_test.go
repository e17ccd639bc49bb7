package kernel

import (
	"sync"
	"sync/atomic"
	"testing"
)

func withThreads(t testing.TB, n int) {
	SetThreads(n)
	t.Cleanup(func() { SetThreads(0) })
}

func TestParallelCoversOnce(t *testing.T) {
	for _, th := range []int{1, 2, 8} {
		SetThreads(th)
		for _, n := range []int{0, 1, 5, 64, 1000} {
			for _, grain := range []int{0, 1, 3, 64, 5000} {
				hits := make([]atomic.Int32, n)
				Parallel(n, grain, func(lo, hi int) {
					for i := lo; i < hi; i++ {
						hits[i].Add(1)
					}
				})
				for i := range hits {
					if hits[i].Load() != 1 {
						t.Fatalf("threads %d n %d grain %d: index %d ran %d times", th, n, grain, i, hits[i].Load())
					}
				}
			}
		}
	}
	SetThreads(0)
}

func TestParallelNestedAndConcurrent(t *testing.T) {
	withThreads(t, 4)
	var wg sync.WaitGroup
	var total atomic.Int64
	for g := 0; g < 4; g++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for r := 0; r < 200; r++ {
				Parallel(16, 1, func(lo, hi int) {
					Parallel(8, 2, func(lo, hi int) { total.Add(int64(hi - lo)) })
				})
			}
		}()
	}
	wg.Wait()
	if got := total.Load(); got != 4*200*16*8 {
		t.Fatalf("ran %d units", got)
	}
}

func TestParallelPanicReachesCaller(t *testing.T) {
	withThreads(t, 4)
	for r := 0; r < 20; r++ {
		func() {
			defer func() {
				if v := recover(); v != "boom" {
					t.Fatalf("recovered %v", v)
				}
			}()
			Parallel(64, 1, func(lo, hi int) {
				if lo == 13 {
					panic("boom")
				}
			})
		}()
	}
	n := atomic.Int32{}
	Parallel(64, 1, func(lo, hi int) { n.Add(1) })
	if n.Load() != 64 {
		t.Fatal("pool does not work after a panic")
	}
}

type countTask struct{ sum [256]int }

func (c *countTask) Run(w, lo, hi int) { c.sum[w] += hi - lo }

func TestParallelTaskAllocatesNothing(t *testing.T) {
	withThreads(t, 2)
	c := new(countTask)
	if a := testing.AllocsPerRun(200, func() { ParallelTask(64, 4, c) }); a > 0 {
		t.Errorf("%v allocations", a)
	}
}

func BenchmarkParallelDispatch(b *testing.B) {
	c := new(countTask)
	for i := 0; i < b.N; i++ {
		ParallelTask(2, 1, c)
	}
}
