package tensor

import (
	"context"
	"testing"
)

func TestReleaseGivesTheBlockToTheNextResult(t *testing.T) {
	s := NewScope(context.Background())
	x := Full(Float32, 1, 1<<17)
	y := s.Exp(x)
	if x.Sole() || !y.Sole() {
		t.Fatalf("a tensor of Full is sole: %v, a result: %v", x.Sole(), y.Sole())
	}
	block := blockOf(y.arr.buf)
	y.Release()
	if z := s.Exp(x); blockOf(z.arr.buf) != block {
		t.Error("the next result of the size lies elsewhere")
	}
}

func TestWhatOthersMayKnowIsNotReleased(t *testing.T) {
	s := NewScope(context.Background())
	x := Full(Float32, 1, 1<<17)
	for name, tell := range map[string]func(y *Tensor){
		"its array was asked for": func(y *Tensor) { y.Array() },
		"it has another shape":    func(y *Tensor) { s.Reshape(y, []int{1 << 9, 1 << 8}) },
		"a copy has a hint":       func(y *Tensor) { y.WithHint(nil) },
		"a tape records": func(y *Tensor) {
			tape := NewTape()
			s.PushTape(tape)
			defer s.PopTape(tape)
			s.Exp(y)
		},
		"it is small": func(y *Tensor) { *y = *s.Exp(Full(Float32, 1, 8)) },
	} {
		y := s.Exp(x)
		tell(y)
		if y.Sole() {
			t.Errorf("%s, and the tensor is sole", name)
		}
		if y.Release(); y.IsSymbolic() {
			t.Errorf("%s, and the memory is given back", name)
		}
	}
}

// TestZerosInUsedMemory makes zeros where another result was.
func TestZerosInUsedMemory(t *testing.T) {
	s := NewScope(context.Background())
	x := Full(Float32, 1, 1<<17)
	for range 4 {
		s.Exp(x).Release()
		z := s.ZerosLike(x)
		for i, v := range z.Array().F32() {
			if v != 0 {
				t.Fatalf("element %d is %v", i, v)
			}
		}
	}
}
