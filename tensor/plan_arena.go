package tensor

import "slices"

// arenaAlign is the alignment of a place in the arena, in elements: no two
// values share a cache line.
const arenaAlign = 64

// arena is the memory in which the plans of a scope keep their intermediates,
// one block for each dtype. Only one plan runs at a time, so they share it.
type arena struct {
	buf     [String + 1]any
	size    arenaSizes
	version int // counts replacements of a block
	work    [][]float32
	blocks  []arenaBlocks // by worker
}

// arenaBlocks is where a worker keeps what lives in a block of a chain only.
type arenaBlocks struct {
	buf  [String + 1]any
	size arenaSizes
}

// arenaSizes are numbers of elements by dtype.
type arenaSizes [String + 1]int

func (n *arenaSizes) bytes() int {
	total := 0
	for d, k := range n {
		total += k * storageSize(DType(d))
	}
	return total
}

// storageSize is the number of bytes an element takes in memory.
func storageSize(d DType) int {
	if d == Float16 || d == BFloat16 {
		return 4
	}
	return d.Size()
}

// reserve makes each block at least as large as a plan needs.
func (a *arena) reserve(need *arenaSizes) {
	for d, n := range need {
		if n > a.size[d] {
			a.buf[d], a.size[d] = makeBuf(DType(d), n), n
			a.version++
		}
	}
}

// reserveBlocks gives each of some workers room for what a chain needs.
func (a *arena) reserveBlocks(workers int, need *arenaSizes) {
	for len(a.blocks) < workers {
		a.blocks = append(a.blocks, arenaBlocks{})
	}
	for i := range a.blocks[:workers] {
		b := &a.blocks[i]
		for d, n := range need {
			if n > b.size[d] {
				b.buf[d], b.size[d] = makeBuf(DType(d), n), n
			}
		}
	}
}

// PlanMemory is the number of bytes in which the plans of the scope keep their
// intermediates and work.
func (s *Scope) PlanMemory() int {
	n := s.arena.size.bytes()
	for _, w := range s.arena.work {
		n += 4 * cap(w)
	}
	for i := range s.arena.blocks {
		n += s.arena.blocks[i].size.bytes()
	}
	return n
}

// place is a value's stretch of the arena: it is in use from step first to
// step last and gets its offset from layOut.
type place struct {
	size, offset int
	first, last  int
}

// layOut gives each place an offset so that places in use at the same time do
// not overlap, and returns the size of the whole. The largest are placed
// first, each at the smallest gap that takes it.
func layOut(places []*place) int {
	order := slices.Clone(places)
	slices.SortStableFunc(order, func(a, b *place) int { return b.size - a.size })
	var placed []*place // by offset
	total := 0
	for _, p := range order {
		size := roundTo(p.size, arenaAlign)
		best, bestGap, at := -1, 0, 0
		for _, q := range placed {
			if q.last < p.first || p.last < q.first {
				continue
			}
			if gap := q.offset - at; gap >= size && (best < 0 || gap < bestGap) {
				best, bestGap = at, gap
			}
			at = max(at, q.offset+roundTo(q.size, arenaAlign))
		}
		if best < 0 {
			best = at
		}
		p.offset = best
		total = max(total, best+size)
		i, _ := slices.BinarySearchFunc(placed, p, func(a, b *place) int { return a.offset - b.offset })
		placed = slices.Insert(placed, i, p)
	}
	return total
}

func roundTo(n, step int) int { return (n + step - 1) / step * step }
