package kernel

import "unsafe"

// cacheLine is how many bytes the caches move at a time.
const cacheLine = 64

// prefetcher asks for a stretch of memory part by part, while something else is
// computed: what the processor would only begin to fetch at the first access
// waits in the second cache by then.
type prefetcher struct {
	at    uintptr // no pointer: it may leave what it began in
	lines int     // of one part
	step  int     // bytes from line to line
}

// prefetchIn prepares to fetch lines of the cache, which lie step bytes apart
// from p on, in so many parts.
func prefetchIn(parts int, p unsafe.Pointer, lines, step int) prefetcher {
	return prefetcher{uintptr(p), (lines + parts - 1) / parts, step}
}

// next asks for the next part.
func (f *prefetcher) next() {
	if f.lines > 0 {
		prefetch(f.at, f.lines, f.step)
		f.at += uintptr(f.lines * f.step)
	}
}
