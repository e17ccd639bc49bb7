package tensor

import (
	"math/bits"
	"runtime"
	"sync"
	"unsafe"
)

// Large results of eager ops live in blocks that are used again when nothing
// refers to them any more. Memory fresh from the allocator is cleared, and
// new pages are mapped one by one; for an op that memory limits this would
// double its time.

// reuseBytes is from how many bytes on a block is worth keeping. Blocks come
// in sizes of four steps to the octave.
const reuseBytes = 256 << 10

const reuseClasses = 4 * 24

// reusable are blocks that wait for a new owner, by size; what is not used for
// two garbage collections is given up.
var reusable [reuseClasses]sync.Pool

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

// dirtyBuf is makeBuf with any contents.
func dirtyBuf(dt DType, n int) any {
	bytes := n * storageSize(dt)
	if bytes < reuseBytes || dt == String {
		return makeBuf(dt, n)
	}
	class, size := sizeClass(bytes)
	if class >= reuseClasses {
		return makeBuf(dt, n)
	}
	p, _ := reusable[class].Get().(*uint64)
	if p == nil {
		p = &make([]uint64, size/8)[0]
	}
	// When the last array over the block is gone, the block comes back.
	runtime.SetFinalizer(p, func(p *uint64) { reusable[class].Put(p) })
	return bufOver(dt, unsafe.Pointer(p), n)
}

// bufOver is the storage of a dtype over a block of memory.
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
	}
	return makeBuf(dt, n)
}
