package tensor

import (
	"context"
	"testing"
)

// TestBorrowedValues: a tape keeps the values that it needs, and a variable is
// updated in place when no tape and nobody else needs its value.
func TestBorrowedValues(t *testing.T) {
	s := NewScope(context.Background())
	step := func(v *Variable, tape *Tape) *Tensor {
		s.PushTape(tape)
		defer s.PopTape(tape)
		w := s.Borrow(v)
		return s.Mul(w, w)
	}
	v := NewVariable("v", FromSlice([]float32{1, 2, 3}))
	buffer := func() *float32 { return &v.Value().F32()[0] }
	first := buffer()

	one := FromSlice([]float32{1, 1, 1})
	tape := NewTape()
	y := step(v, tape)
	s.AssignAdd(v, FromArray(one)) // 2, 3, 4, while the tape needs 1, 2, 3
	if buffer() == first {
		t.Error("the value changed under a tape that needs it")
	}
	g := tape.VariableGradients(s, []*Tensor{y}, nil, []*Variable{v})[0]
	if want := FromSlice([]float32{2, 4, 6}); !sameBits(g.Array(), want) {
		t.Errorf("gradient %v, want %v", g.Array().Floats(), want.Floats())
	}
	tape.Release() // of the old buffer
	if v.lent != 0 {
		t.Errorf("%d loans of the new buffer", v.lent)
	}

	second := buffer()
	a, b := NewTape(), NewTape()
	s.PushTape(a)
	step(v, b)
	s.PopTape(a)
	b.Release()
	if !v.inUse() {
		t.Error("the outer tape's loan is forgotten")
	}
	a.Release()
	s.AssignAdd(v, FromArray(one))
	v.SetValue(one)
	if buffer() != second {
		t.Error("the variable got a new buffer although nobody needs the old value")
	}

	kept := s.Read(v)
	s.Borrow(v)
	s.AssignAdd(v, FromArray(one))
	if !sameBits(kept.Array(), one) {
		t.Error("a tensor changed with the variable that it was read from")
	}
}
