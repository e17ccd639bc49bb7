package tensor

import (
	"runtime"
	"unsafe"
)

// A large result of an op that ran at once is its holder's alone until someone
// asks for its array, an op gives its memory another shape or a tape records
// it. Whoever knows that nobody else holds the tensor can then give the memory
// back by Release, without waiting for the garbage collector. The same goes for
// arrays whose maker says so.

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
	if t.sole {
		a := t.arr
		t.sole, t.arr = false, nil
		a.giveBack()
	}
}

// share is Share for all of ts.
func share(ts []*Tensor) {
	for _, t := range ts {
		t.Share()
	}
}

// Own marks an array as its holder's alone, if its memory can be given back;
// views of it must be made by those only who Share it first. It returns a.
func (a *Array) Own() *Array {
	if a.pooled {
		a.sole = a
	}
	return a
}

// Sole is [Tensor.Sole] for an array.
func (a *Array) Sole() bool { return a.sole == a }

// IsSymbolic is [Tensor.IsSymbolic]: an array has a value.
func (a *Array) IsSymbolic() bool { return false }

// Share is [Tensor.Share] for an array.
func (a *Array) Share() {
	if a.sole != nil {
		a.sole = nil
	}
}

// Release gives back the memory of a, unless a has been shared; a has no
// elements from then on.
func (a *Array) Release() {
	if a.Sole() {
		a.giveBack()
	}
}

// giveBack puts the block of a pooled array into the pool.
func (a *Array) giveBack() {
	class, size := sizeClass(a.Size() * storageSize(a.dtype))
	p := blockOf(a.buf)
	*a = Array{dtype: a.dtype, shape: []int{0}, buf: makeBuf(a.dtype, 0)}
	runtime.SetFinalizer(p, nil)
	blocks.giveBack(class, size, p)
}

// blockOf is the block that the elements of a pooled array lie in.
func blockOf(buf any) *uint64 {
	switch b := buf.(type) {
	case []float32:
		return blockStart(b)
	case []float64:
		return blockStart(b)
	case []int32:
		return blockStart(b)
	case []int64:
		return blockStart(b)
	case []uint8:
		return blockStart(b)
	case []bool:
		return blockStart(b)
	case []complex64:
		return blockStart(b)
	case []complex128:
		return blockStart(b)
	}
	panic("tensor: a block of an unknown dtype")
}

func blockStart[E any](b []E) *uint64 { return (*uint64)(unsafe.Pointer(unsafe.SliceData(b))) }
