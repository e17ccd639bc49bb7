package tensor

import (
	"context"
	"runtime"
	"testing"
)

func TestSizeClasses(t *testing.T) {
	last := -1
	for n := 1; n < 1<<30; n += 1 + n/7 {
		class, size := sizeClass(n)
		if size < n || class < last || size > reuseBytes && float64(size) > 1.26*float64(n) {
			t.Fatalf("%d bytes: class %d of %d bytes after class %d", n, class, size, last)
		}
		last = class
	}
}

// TestReusedMemoryBelongsToNobody keeps some large results while others come
// and go.
func TestReusedMemoryBelongsToNobody(t *testing.T) {
	s := NewScope(context.Background())
	one := Full(Float32, 1, 1<<17)
	var kept []*Tensor
	for i := range 40 {
		x := s.Add(one, Full(Float32, float64(i)))
		if i%8 == 0 {
			kept = append(kept, s.Reshape(x, []int{1 << 9, 1 << 8}))
		}
		if i%5 == 0 {
			runtime.GC()
		}
	}
	for i, x := range kept {
		for _, v := range x.Array().F32() {
			if v != float32(8*i+1) {
				t.Fatalf("result %d holds %v, want %d", i, v, 8*i+1)
			}
		}
	}
}
