package tensor

import (
	"context"
	"testing"
)

// recurrentStep is forward and way back of an LSTM and a GRU; x, the batch of
// data, has no gradient.
func recurrentStep(vars []*Variable, mask *Tensor) func(s *Scope, in []*Tensor) []*Tensor {
	return func(s *Scope, in []*Tensor) []*Tensor {
		tape := NewTape()
		s.PushTape(tape)
		read := func(i int) *Tensor { return s.Read(vars[i]) }
		zero := Full(Float32, 0, in[0].Dim(1), 4)
		ys, _, _ := s.LSTM(in[0], zero, zero, read(0), read(1), read(2), mask, false)
		_, h := s.GRU(ys, zero, read(3), read(4), read(5), mask, false)
		loss := s.Sum(s.Mul(h, h), nil, false)
		s.PopTape(tape)
		return append(tape.VariableGradients(s, []*Tensor{loss}, nil, vars), loss)
	}
}

// TestRecurrentGatesAreSpent: in a plan the way back works in the memory of the
// gates; the gradients have the bits of the eager ones, which keeps them.
func TestRecurrentGatesAreSpent(t *testing.T) {
	mask := Const([]bool{false, true, true, true, true, false, true, false, true, true, true, true, true, true, true}, 5, 3)
	for _, m := range []*Tensor{nil, mask} {
		vars := []*Variable{
			NewVariable("w", ramp(2, 16)), NewVariable("u", ramp(4, 16)), NewVariable("b", ramp(16)),
			NewVariable("w", ramp(4, 12)), NewVariable("u", ramp(4, 12)), NewVariable("b", ramp(2, 12)),
		}
		p := checkPlanned(t, recurrentStep(vars, m), vars, ramp(5, 3, 2))
		spent := 0
		for _, st := range p.steps {
			for i := range st.in {
				if op := st.call.Op; (op == opLSTMGrad || op == opGRUGrad) && st.call.spends(i) {
					spent++
				}
			}
		}
		if spent < 3 {
			t.Errorf("%d inputs of the ways back are spent, want the gates and the sums at least", spent)
		}
	}
}

// TestUnwantedGradientsAreNotComputed counts the products of eager steps.
func TestUnwantedGradientsAreNotComputed(t *testing.T) {
	s := NewScope(context.Background())
	w, b := NewVariable("w", ramp(5, 4)), NewVariable("b", ramp(4))
	x, f := FromArray(ramp(3, 5)), FromArray(ramp(2, 8, 8, 3))
	filter := NewVariable("f", ramp(3, 3, 3, 4))
	cases := []struct {
		name    string
		op      *Op
		wanted  int
		forward func() *Tensor
		vars    []*Variable
	}{
		{"dense", opProduct, 1, func() *Tensor { return s.Dense(x, s.Read(w), s.Read(b), ActRelu) }, []*Variable{w, b}},
		{"frozen dense", opProduct, 0, func() *Tensor { return s.Dense(x, s.Read(w), s.Read(b), ActRelu) }, []*Variable{b}},
		{"matmul", opMatMul, 2, func() *Tensor { return s.MatMul(x, s.Read(w), false, false) }, []*Variable{w}}, // forward, too
		{"conv", opConvBackInput, 0, func() *Tensor { return s.Conv(f, s.Read(filter), nil, ConvSpec{Padding: "same"}, ActNone) }, []*Variable{filter}},
	}
	for _, c := range cases {
		saved, n := c.op.Eval, 0
		c.op.Eval = func(c *Call, in, out []*Array) { n++; saved(c, in, out) }
		tape := NewTape()
		s.PushTape(tape)
		y := c.forward()
		s.PopTape(tape)
		for i, g := range tape.VariableGradients(s, []*Tensor{y}, nil, c.vars) {
			if g == nil {
				t.Errorf("%s: no gradient %d", c.name, i)
			}
		}
		c.op.Eval = saved
		if n != c.wanted {
			t.Errorf("%s: %s ran %d times, want %d", c.name, c.op.Name, n, c.wanted)
		}
	}
}
