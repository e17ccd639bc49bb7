package tensor

import (
	"math/bits"
	"runtime"
	"slices"
	"sync"
	"time"
	"unsafe"
)

// Large results of eager ops live in blocks that are used again when nothing
// refers to them any more: memory fresh from the allocator is cleared, and new
// pages are mapped one by one, which would double the time of an op that
// memory limits. The garbage collector tells when a block is free, so it is run
// each time that reuseBudget has been handed out: large blocks hold no pointers
// and cost it nothing.

const (
	// reuseBytes is from how many bytes on a block is worth keeping. Blocks
	// come in sizes of four steps to the octave.
	reuseBytes   = 256 << 10
	reuseClasses = 4 * 20
	reuseBudget  = 16 << 20
	// reuseWait is for how long at most a collection waits for a block.
	reuseWait = 200 * time.Microsecond
	// reuseRounds is for how many collections a free block is kept.
	reuseRounds = 3
)

// blocks are the large blocks of the process, as a memory allocator has them.
var blocks = blockPool{back: make(chan struct{}, 1)}

type blockPool struct {
	mu    sync.Mutex
	free  [reuseClasses][]freeBlock
	used  int           // bytes handed out since the last collection
	round int           // counts collections
	back  chan struct{} // says that a block came back
}

// freeBlock is a block without an owner since a round.
type freeBlock struct {
	p     *uint64
	round int
}

// sizeClass is the class of blocks for n bytes and their size.
func sizeClass(n int) (class, size int) {
	octave := bits.Len(uint((n - 1) / reuseBytes)) // n <= reuseBytes << octave
	if octave == 0 {
		return 0, reuseBytes
	}
	step := reuseBytes << (octave - 1) / 4
	quarters := (n - reuseBytes<<(octave-1) + step - 1) / step
	return 4*(octave-1) + quarters, reuseBytes<<(octave-1) + quarters*step
}

// dirtyBuf is makeBuf with any contents; pooled tells that it is a block.
func dirtyBuf(dt DType, n int) (buf any, pooled bool) {
	bytes := n * storageSize(dt)
	if bytes < reuseBytes || !poolable(dt) {
		return makeBuf(dt, n), false
	}
	class, size := sizeClass(bytes)
	if class >= reuseClasses {
		return makeBuf(dt, n), false
	}
	p := blocks.take(class, size)
	if p == nil {
		p = &make([]uint64, size/8)[0]
	}
	// When the last array over the block is gone, the block comes back.
	runtime.SetFinalizer(p, func(p *uint64) { blocks.put(class, p) })
	return bufOver(dt, unsafe.Pointer(p), n), true
}

// take gives a free block of a class, nil for none.
func (b *blockPool) take(class, size int) *uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used += size
	if p := b.pop(class); p != nil || b.used <= reuseBudget {
		return p
	}
	b.used = 0
	b.collect(class)
	return b.pop(class)
}

func (b *blockPool) pop(class int) *uint64 {
	list := b.free[class]
	if len(list) == 0 {
		return nil
	}
	p := list[len(list)-1].p
	b.free[class] = list[:len(list)-1]
	return p
}

func (b *blockPool) put(class int, p *uint64) {
	b.mu.Lock()
	b.free[class] = append(b.free[class], freeBlock{p, b.round})
	b.mu.Unlock()
	select {
	case b.back <- struct{}{}:
	default:
	}
}

// giveBack is put for a block whose owner says so himself.
func (b *blockPool) giveBack(class, size int, p *uint64) {
	b.mu.Lock()
	b.used = max(0, b.used-size)
	b.mu.Unlock()
	b.put(class, p)
}

// collect runs the garbage collector, gives up what has been free for long, and
// waits a little for the first block of a class to come back.
func (b *blockPool) collect(class int) {
	b.round++
	for i, list := range b.free {
		b.free[i] = slices.DeleteFunc(list, func(f freeBlock) bool { return b.round-f.round > reuseRounds })
	}
	b.mu.Unlock()
	select {
	case <-b.back: // from before
	default:
	}
	runtime.GC()
	patience := time.NewTimer(reuseWait)
	defer patience.Stop()
	for {
		b.mu.Lock()
		if len(b.free[class]) > 0 {
			return
		}
		b.mu.Unlock()
		select {
		case <-b.back:
		case <-patience.C:
			b.mu.Lock()
			return
		}
	}
}

// poolable reports whether bufOver knows the dtype.
func poolable(dt DType) bool {
	switch dt {
	case Float32, Float16, BFloat16, Float64, Int32, Int64, Uint8, Bool, Complex64, Complex128:
		return true
	}
	return false
}

// bufOver is the storage of a dtype, which must be poolable, over a block of
// memory.
func bufOver(dt DType, p unsafe.Pointer, n int) any {
	switch dt {
	case Float32, Float16, BFloat16:
		return unsafe.Slice((*float32)(p), n)
	case Float64:
		return unsafe.Slice((*float64)(p), n)
	case Int32:
		return unsafe.Slice((*int32)(p), n)
	case Int64:
		return unsafe.Slice((*int64)(p), n)
	case Uint8:
		return unsafe.Slice((*uint8)(p), n)
	case Bool:
		return unsafe.Slice((*bool)(p), n)
	case Complex64:
		return unsafe.Slice((*complex64)(p), n)
	}
	return unsafe.Slice((*complex128)(p), n)
}
