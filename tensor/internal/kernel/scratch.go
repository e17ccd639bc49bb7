package kernel

import "sync"

// scratch is a reusable buffer of float32.
type scratch struct{ buf []float32 }

var scratchPool = sync.Pool{New: func() any { return new(scratch) }}

// getScratch returns a buffer of at least n elements with arbitrary content;
// give it back with putScratch.
func getScratch(n int) *scratch {
	s := scratchPool.Get().(*scratch)
	if cap(s.buf) < n {
		s.buf = make([]float32, n+n/4)
	}
	s.buf = s.buf[:cap(s.buf)]
	return s
}

func putScratch(s *scratch) { scratchPool.Put(s) }
