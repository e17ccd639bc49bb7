package tensor

import (
	"runtime"
	"unsafe"
)

// A large result of an op that ran at once is its holder's alone until someone
// asks for its array, an op gives its memory another shape or a tape records
// it. Whoever knows that nobody else holds the tensor can then give the memory
// back by Release, without waiting for the garbage collector.

// Sole reports whether nobody but those who hold t can know its memory, which
// is large enough to be worth giving back.
func (t *Tensor) Sole() bool { return t.sole }

// Share tells that others may hold t or its memory from now on.
func (t *Tensor) Share() {
	if t.sole { // many goroutines may read a tensor that is not
		t.sole = false
	}
}

// Release gives back the memory of t, unless t has been shared; t has no value
// from then on.
func (t *Tensor) Release() {
	if !t.sole {
		return
	}
	p := blockOf(t.arr)
	class, size := sizeClass(t.arr.Size() * storageSize(t.arr.dtype))
	t.sole, t.arr.buf, t.arr = false, nil, nil
	runtime.SetFinalizer(p, nil)
	blocks.giveBack(class, size, p)
}

// own marks a result as its caller's alone, if its memory is a block.
func (t *Tensor) own() {
	n := t.arr.Size() * storageSize(t.arr.dtype)
	if n < reuseBytes {
		return
	}
	class, _ := sizeClass(n)
	t.sole = class < reuseClasses && blockOf(t.arr) != nil
}

// share is Share for all of ts.
func share(ts []*Tensor) {
	for _, t := range ts {
		t.Share()
	}
}

// blockOf is the block that an array made by allocDirty lies in, nil for none.
func blockOf(a *Array) *uint64 {
	switch buf := a.buf.(type) {
	case []float32:
		return (*uint64)(unsafe.Pointer(unsafe.SliceData(buf)))
	case []float64:
		return (*uint64)(unsafe.Pointer(unsafe.SliceData(buf)))
	}
	return nil
}
