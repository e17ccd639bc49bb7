package tensor

import (
	"context"
	"slices"
	"testing"
)

func TestLazyVariableComputesItsValueOnce(t *testing.T) {
	s := NewScope(context.Background())
	uses := map[string]func(v *Variable) []float64{
		"value":  func(v *Variable) []float64 { return v.Value().Floats() },
		"read":   func(v *Variable) []float64 { return s.Read(v).Array().Floats() },
		"update": func(v *Variable) []float64 { s.AssignAdd(v, Const([]float32{0, 0})); return v.Value().Floats() },
	}
	for name, use := range uses {
		calls := 0
		v := NewLazyVariable("v", Float32, []int{2}, func() *Array { calls++; return FromSlice([]float32{1, 2}) })
		if !v.Pending() || v.Size() != 2 || calls != 0 {
			t.Fatalf("%s: the value was made too early", name)
		}
		got := append(use(v), use(v)...)
		if want := []float64{1, 2, 1, 2}; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		if v.Pending() || calls != 1 {
			t.Errorf("%s: %d calls", name, calls)
		}
	}
}

func TestLazyVariableIsReplacedWithoutItsValue(t *testing.T) {
	v := NewLazyVariable("v", Float32, []int{2}, func() *Array { t.Fatal("nobody needs the value"); return nil })
	v.SetValue(FromSlice([]float32{3, 4}))
	if got, want := v.Value().Floats(), []float64{3, 4}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
