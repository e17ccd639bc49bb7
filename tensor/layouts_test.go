package tensor

import (
	"context"
	"testing"
)

// TestRememberedLayouts runs layers again and again, with weights that change
// now and then: eagerly, in a plan, and in a plan that changes them.
func TestRememberedLayouts(t *testing.T) {
	s := NewScope(context.Background())
	ramp := func(scale float64, shape ...int) *Array {
		a := NewArray(Float32, shape...)
		for i := range a.F32() {
			a.F32()[i] = float32(scale * float64(i%23-11))
		}
		return a
	}
	cases := []struct {
		name string
		w    []int
		x    []int
		call func(x, w *Tensor) *Tensor
	}{
		{"dense", []int{48, 160}, []int{33, 48}, func(x, w *Tensor) *Tensor { return s.Dense(x, w, nil, ActRelu) }},
		{"conv", []int{3, 3, 40, 24}, []int{1, 7, 7, 40}, func(x, w *Tensor) *Tensor { return s.Conv(x, w, nil, ConvSpec{Padding: "same"}, ActNone) }},
		{"winograd", []int{3, 3, 64, 64}, []int{1, 16, 16, 64}, func(x, w *Tensor) *Tensor { return s.Conv(x, w, nil, ConvSpec{Padding: "same"}, ActRelu) }},
		{"pointwise", []int{1, 1, 64, 192}, []int{1, 7, 7, 64}, func(x, w *Tensor) *Tensor { return s.Conv(x, w, nil, ConvSpec{Padding: "same"}, ActRelu6) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v := NewVariable("w", ramp(0.01, c.w...))
			x := ramp(0.1, c.x...)
			plan := func(update bool) *Plan {
				in := Symbol(Spec{Float32, c.x})
				var y *Tensor
				tr, err := s.Trace(func() {
					y = c.call(in, s.Read(v))
					if update {
						s.AssignAdd(v, FromArray(ramp(0.001, c.w...)))
					}
				})
				if err != nil {
					t.Fatal(err)
				}
				p, err := NewPlan(s, tr, []*Tensor{in}, []*Tensor{y})
				if err != nil {
					t.Fatal(err)
				}
				return p
			}
			read, update := plan(false), plan(true)
			check := func(what string, got *Array) {
				t.Helper()
				want := c.call(FromArray(x), FromArray(v.Value().Clone())).Array().F32()
				for i, g := range got.F32() {
					if g != want[i] {
						t.Fatalf("%s: element %d is %v, want %v", what, i, g, want[i])
					}
				}
			}
			run := func(p *Plan) *Array {
				out, err := p.Run(s, []*Array{x})
				if err != nil {
					t.Fatal(err)
				}
				return out[0].Clone()
			}
			for round := range 3 {
				for range 4 {
					check("eager", c.call(FromArray(x), s.Read(v)).Array())
					check("planned", run(read))
				}
				switch round {
				case 0:
					v.SetValue(ramp(0.02, c.w...))
				case 1:
					before := c.call(FromArray(x), FromArray(v.Value().Clone())).Array()
					after := run(update)
					if !SameShape(before.shape, after.shape) || before.F32()[5] != after.F32()[5] {
						t.Fatalf("the step that changes the weights gives %v, want %v", after.F32()[5], before.F32()[5])
					}
				}
			}
			if v.arr.layouts == nil {
				t.Fatal("nothing was remembered")
			}
		})
	}
}
