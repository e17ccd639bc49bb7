package tensor

import (
	"context"
	"errors"
	"math"
	"testing"
)

// planOf traces f on symbols like the arrays and plans it.
func planOf(t *testing.T, s *Scope, f func(in []*Tensor) []*Tensor, like ...*Array) *Plan {
	t.Helper()
	in := make([]*Tensor, len(like))
	for i, a := range like {
		in[i] = Symbol(Spec{a.dtype, a.shape})
	}
	var out []*Tensor
	tr, err := s.Trace(func() { out = f(in) })
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewPlan(s, tr, in, out)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// checkPlanned runs f eagerly and then planned, several times each from the
// same values of the variables, and wants the same bits.
func checkPlanned(t *testing.T, f func(s *Scope, in []*Tensor) []*Tensor, vars []*Variable, in ...*Array) *Plan {
	t.Helper()
	s := anyTypes()
	start := make([]*Array, len(vars))
	for i, v := range vars {
		start[i] = v.arr.Clone()
	}
	const runs = 3
	var want [runs][]*Array
	for i := range runs {
		args := make([]*Tensor, len(in))
		for j, a := range in {
			args[j] = FromArray(a)
		}
		for _, o := range f(s, args) {
			want[i] = append(want[i], o.Array().Clone())
		}
		for _, v := range vars {
			want[i] = append(want[i], v.arr.Clone())
		}
	}
	for i, v := range vars {
		v.SetValue(start[i])
	}
	p := planOf(t, s, func(in []*Tensor) []*Tensor { return f(s, in) }, in...)
	for i := range runs {
		out, err := p.Run(s, in)
		if err != nil {
			t.Fatal(err)
		}
		got := append([]*Array{}, out...)
		for _, v := range vars {
			got = append(got, v.arr)
		}
		for j, w := range want[i] {
			if !sameBits(w, got[j]) {
				t.Fatalf("run %d, result %d: planned %v, eager %v", i, j, got[j].Floats(), w.Floats())
			}
		}
	}
	return p
}

func sameBits(a, b *Array) bool {
	if a.dtype != b.dtype || !SameShape(a.shape, b.shape) {
		return false
	}
	for i := range a.Size() {
		if math.Float64bits(a.Float(i)) != math.Float64bits(b.Float(i)) {
			return false
		}
	}
	return true
}

// ramp is an array of different small numbers.
func ramp(shape ...int) *Array {
	a := NewArray(Float32, shape...)
	for i, d := 0, a.F32(); i < len(d); i++ {
		d[i] = float32(math.Sin(float64(3*i + len(d))))
	}
	return a
}

func TestPlanMatchesEager(t *testing.T) {
	x, y := ramp(4, 3), ramp(4, 3)
	cases := []struct {
		name string
		f    func(s *Scope, in []*Tensor) []*Tensor
	}{
		{"chain", func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.Mul(s.Add(s.Exp(in[0]), in[1]), s.Neg(in[0]))}
		}},
		{"same input twice", func(s *Scope, in []*Tensor) []*Tensor {
			h := s.Exp(in[0])
			return []*Tensor{s.Mul(h, h)}
		}},
		{"used after overwriting candidate", func(s *Scope, in []*Tensor) []*Tensor {
			h := s.Exp(in[0])
			return []*Tensor{s.Add(s.Neg(h), h), s.Neg(h)}
		}},
		{"reshape shares", func(s *Scope, in []*Tensor) []*Tensor {
			h := s.Exp(in[0])
			flat := s.Reshape(h, []int{12})
			n := s.Neg(flat)
			return []*Tensor{n, s.Reshape(s.Add(n, flat), []int{2, 6}), s.Sum(h, nil, false)}
		}},
		{"broadcast", func(s *Scope, in []*Tensor) []*Tensor {
			row := s.Sum(in[0], []int{0}, true)
			col := s.Sum(in[1], []int{1}, true)
			return []*Tensor{s.Add(row, col), s.Mul(in[0], row)}
		}},
		{"inputs and constants as outputs", func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{in[1], Const([]float32{1, 2}), s.Reshape(in[0], []int{3, 4})}
		}},
		{"dead code", func(s *Scope, in []*Tensor) []*Tensor {
			s.Exp(s.Exp(in[0]))
			return []*Tensor{s.Neg(in[0])}
		}},
		{"dtypes", func(s *Scope, in []*Tensor) []*Tensor {
			i := s.Cast(s.Mul(in[0], Const([]float32{10}, 1)), Int32)
			big := s.Greater(in[0], in[1])
			return []*Tensor{s.Add(i, i), s.Select(big, in[0], in[1]), s.Cast(i, Float64)}
		}},
		{"products", func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.MatMul(in[0], in[1], true, false), s.Softmax(s.Dense(in[0], s.Transpose(in[1], []int{1, 0}), nil, ActRelu), -1)}
		}},
		{"empty", func(s *Scope, in []*Tensor) []*Tensor {
			e := s.StridedSlice(in[0], []Slice{Span(2, 2)})
			return []*Tensor{s.Exp(e), s.Sum(e, nil, false)}
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { checkPlanned(t, c.f, nil, x, y) })
	}
}

func TestPlanDropsDeadCode(t *testing.T) {
	s := anyTypes()
	p := planOf(t, s, func(in []*Tensor) []*Tensor {
		s.Exp(in[0])
		return []*Tensor{s.Neg(in[0])}
	}, ramp(3))
	if p.Steps() != 1 {
		t.Errorf("%d steps, want 1", p.Steps())
	}
}

func TestPlanReadsSeeUpdatesInOrder(t *testing.T) {
	v := NewVariable("v", ramp(4))
	checkPlanned(t, func(s *Scope, in []*Tensor) []*Tensor {
		before := s.Read(v)
		flat := s.Reshape(before, []int{2, 2})
		s.Assign(v, s.Add(before, in[0]))
		between := s.Read(v)
		s.Assign(v, s.Mul(between, in[0]))
		return []*Tensor{flat, s.Neg(between), s.Read(v), s.Sub(s.Read(v), before)}
	}, []*Variable{v}, ramp(4))
}

func TestPlanLeavesEagerReadsAlone(t *testing.T) {
	s := anyTypes()
	v := NewVariable("v", ramp(3))
	p := planOf(t, s, func(in []*Tensor) []*Tensor {
		s.Assign(v, s.Neg(s.Reshape(s.Read(v), []int{3})))
		return nil
	})
	for range 3 {
		held, want := s.Read(v), v.arr.Clone()
		if _, err := p.Run(s, nil); err != nil {
			t.Fatal(err)
		}
		if !sameBits(held.Array(), want) || sameBits(v.arr, want) {
			t.Fatalf("held %v, variable %v", held.Array().Floats(), v.arr.Floats())
		}
	}
}

// denseStep is forward, loss, backward and update of a small network.
func denseStep(vars []*Variable) func(s *Scope, in []*Tensor) []*Tensor {
	return func(s *Scope, in []*Tensor) []*Tensor {
		tape := NewTape()
		s.PushTape(tape)
		h := s.Dense(in[0], s.Read(vars[0]), s.Read(vars[1]), ActRelu)
		y := s.Dense(h, s.Read(vars[2]), s.Read(vars[3]), ActNone)
		d := s.Sub(y, in[1])
		loss := s.Mean(s.Mul(d, d), nil, false)
		s.PopTape(tape)
		grads := tape.VariableGradients(s, []*Tensor{loss}, nil, vars)
		rate := Const([]float32{0.1}, 1)
		for i, g := range grads {
			s.Assign(vars[i], s.Sub(s.Read(vars[i]), s.Mul(g, rate)))
		}
		return []*Tensor{loss}
	}
}

func denseVars() []*Variable {
	return []*Variable{
		NewVariable("w1", ramp(5, 7)), NewVariable("b1", ramp(7)),
		NewVariable("w2", ramp(7, 2)), NewVariable("b2", ramp(2)),
	}
}

func TestPlanTrainingStep(t *testing.T) {
	vars := denseVars()
	x, y := ramp(6, 5), ramp(6, 2)
	p := checkPlanned(t, denseStep(vars), vars, x, y)
	s := anyTypes()
	in := []*Array{x, y}
	if n := testing.AllocsPerRun(50, func() { p.Run(s, in) }); n != 0 && !raceEnabled { // the race detector makes pools forget
		t.Errorf("%v allocations in a step, want none", n)
	}
}

// TestPlanPoolsBeforeRelu checks the exchange of two ways back, with windows
// that overlap and some results that relu cut off.
func TestPlanPoolsBeforeRelu(t *testing.T) {
	for _, strides := range [][]int{{2, 2}, {1, 1}} {
		checkPlanned(t, func(s *Scope, in []*Tensor) []*Tensor {
			tape := NewTape()
			tape.Watch(in[0])
			s.PushTape(tape)
			h := s.BiasAct(in[0], in[1], ActRelu)
			y := s.MaxPool(h, []int{2, 2}, ConvSpec{Strides: strides, Padding: "valid"})
			loss := s.Sum(s.Mul(y, in[2]), nil, false)
			s.PopTape(tape)
			return tape.Gradients(s, []*Tensor{loss}, nil, []*Tensor{in[0]})
		}, nil, ramp(2, 5, 5, 3), ramp(3), ramp(1))
	}
}

func TestPlansShareMemory(t *testing.T) {
	s := anyTypes()
	f := func(in []*Tensor) []*Tensor { return []*Tensor{s.Sum(s.Mul(s.Exp(in[0]), s.Exp(in[1])), nil, false)} }
	small, large := []*Array{ramp(100), ramp(100)}, []*Array{ramp(5000), ramp(5000)}
	p := planOf(t, s, f, small...)
	first, _ := p.Run(s, small)
	want := first[0].Clone()
	q := planOf(t, s, f, large...)
	if _, err := q.Run(s, large); err != nil {
		t.Fatal(err)
	}
	if got, _ := p.Run(s, small); !sameBits(got[0], want) {
		t.Errorf("%v after another plan ran, want %v", got[0].Floats(), want.Floats())
	}
	other := anyTypes()
	if got, err := p.Run(other, small); err != nil || !sameBits(got[0], want) {
		t.Errorf("in another scope: %v, %v", got, err)
	}
}

func TestPlanErrors(t *testing.T) {
	s := anyTypes()
	p := planOf(t, s, func(in []*Tensor) []*Tensor { return []*Tensor{s.Neg(in[0])} }, ramp(3))
	for _, in := range [][]*Array{nil, {ramp(4)}, {NewArray(Int32, 3)}} {
		if _, err := p.Run(s, in); err == nil {
			t.Errorf("run with %v: no error", in)
		}
	}
	unknown := Symbol(Spec{Float32, []int{-1, 2}})
	tr, err := s.Trace(func() { s.Neg(unknown) })
	if err != nil {
		t.Fatal(err)
	}
	var u *Untraceable
	if _, err := NewPlan(s, tr, []*Tensor{unknown}, nil); !errors.As(err, &u) {
		t.Errorf("unknown shape: %v, want an Untraceable error", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Run(NewScope(ctx), []*Array{ramp(3)}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestLayOut(t *testing.T) {
	places := []*place{
		{size: 100, first: 0, last: 1}, {size: 100, first: 1, last: 2}, {size: 100, first: 2, last: 3},
		{size: 10, first: 0, last: 3}, {size: 64, first: 3, last: 4},
	}
	total := layOut(places)
	for i, p := range places {
		for _, q := range places[:i] {
			if p.first <= q.last && q.first <= p.last && p.offset < q.offset+q.size && q.offset < p.offset+p.size {
				t.Errorf("%+v overlaps %+v", *p, *q)
			}
		}
	}
	if total != 2*128+64 {
		t.Errorf("%d elements, want %d", total, 2*128+64)
	}
}
