package kernel

import (
	"math/bits"
	"sync"
)

// scratch is a reusable buffer of float32.
type scratch struct{ buf []float32 }

const (
	// scratchLeast is the smallest buffer, in floats; each class is twice as
	// large as the one before.
	scratchLeast   = 256
	scratchClasses = 16
	// scratchLarge is from how many floats on a buffer wants large pages.
	scratchLarge = 1 << 20
)

// scratches are the buffers that nobody uses, by class: as many as were in use
// at one time. A list of our own, because a sync.Pool keeps a buffer for each
// processor, where the next call may not find it, and making a large one anew
// costs as much as a product. What is larger than the last class is not kept.
var scratches [scratchClasses]struct {
	mu   sync.Mutex
	free []*scratch
}

// scratchClass is the class of buffers for n floats.
func scratchClass(n int) int { return bits.Len(uint((n - 1) / scratchLeast)) }

// getScratch returns a buffer of at least n elements with arbitrary content;
// give it back with putScratch.
func getScratch(n int) *scratch {
	class := scratchClass(max(n, 1))
	if class >= scratchClasses {
		return &scratch{make([]float32, n)}
	}
	list := &scratches[class]
	list.mu.Lock()
	if last := len(list.free) - 1; last >= 0 {
		s := list.free[last]
		list.free = list.free[:last]
		list.mu.Unlock()
		return s
	}
	list.mu.Unlock()
	s := &scratch{make([]float32, scratchLeast<<class)}
	if len(s.buf) >= scratchLarge {
		largePages(s.buf)
	}
	return s
}

func putScratch(s *scratch) {
	class := scratchClass(len(s.buf))
	if class >= scratchClasses {
		return
	}
	list := &scratches[class]
	list.mu.Lock()
	list.free = append(list.free, s)
	list.mu.Unlock()
}
