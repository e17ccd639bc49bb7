package tensor

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
)

// twoGradients are the first and second gradient of f at x, by tapes of the scope.
func twoGradients(s *Scope, x *Tensor, f func(s *Scope, x *Tensor) *Tensor) []*Tensor {
	outer, inner := NewTape(), NewTape()
	s.StartTape(outer)
	outer.Watch(x)
	s.StartTape(inner)
	inner.Watch(x)
	y := f(s, x)
	s.PopTape(inner)
	g := inner.Gradients(s, []*Tensor{y}, []*Tensor{nil}, []*Tensor{x})[0]
	s.PopTape(outer)
	return append([]*Tensor{g}, outer.Gradients(s, []*Tensor{g}, []*Tensor{nil}, []*Tensor{x})...)
}

// opBox and opUnbox put a tensor behind a handle and take it out.
var (
	opBox = &Op{Name: "Box", Stateful: true, Infer: func(*Call) []Spec { return []Spec{HandleSpec} },
		Run: func(_ *Scope, _ *Call, in []*Tensor) []*Tensor { return []*Tensor{NewHandle(in[0])} }}
	opUnbox = &Op{Name: "Unbox", Stateful: true, Infer: func(c *Call) []Spec { return []Spec{c.Attr.(Spec)} },
		Run: func(_ *Scope, _ *Call, in []*Tensor) []*Tensor { return []*Tensor{in[0].Meta.(*Tensor)} }}
)

// TestLateTapes checks gradients, first and second, through a handle, which only
// late tapes have, and that they have those of branches and loops as well.
func TestLateTapes(t *testing.T) {
	data := []float64{0.5, 1.5, -0.25}
	cases := slices.Clone(flows)
	for i := range cases {
		f := flows[i].f
		cases[i].f = func(s *Scope, x *Tensor) *Tensor {
			y := f(s, x)
			return s.Apply1(opUnbox, y.Spec(), s.Apply1(opBox, nil, y))
		}
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, x := anyTypes(), Const(data)
			both := func(in []*Tensor) []*Tensor { return twoGradients(s, in[0], c.f) }
			var need *Untraceable
			if err := Catch(func() { recorded(s, []*Tensor{x}, both) }); !errors.As(err, &need) || !need.Late {
				t.Fatalf("without late tapes: %v", err)
			}
			r := record(s, []*Tensor{x}, true, both)
			for turn, out := range [][]*Tensor{r.Finish(), r.Replay(s, []*Tensor{x})} {
				for i, v := range data {
					first := slope(c.want, v)
					if got := out[0].Array().Floats()[i]; math.Abs(got-first) > 1e-5 {
						t.Errorf("run %d: gradient %v at %v, want %v", turn, got, v, first)
					}
					h := 1e-3
					second := (c.want(v+h) - 2*c.want(v) + c.want(v-h)) / (h * h)
					if got := out[1].Array().Floats()[i]; math.Abs(got-second) > 1e-4 {
						t.Errorf("run %d: second gradient %v at %v, want %v", turn, got, v, second)
					}
				}
			}
		})
	}
}

// TestLateTapeSteps checks what a late tape is told besides: variables, pauses
// and being asked for what has no gradient.
func TestLateTapeSteps(t *testing.T) {
	s := NewScope(context.Background())
	w, x := NewVariable("w", Scalar(float32(3))), ConstScalar(float32(2))
	r := record(s, []*Tensor{x}, true, func(in []*Tensor) []*Tensor {
		tape := NewTape()
		s.StartTape(tape)
		tape.Watch(in[0])
		y := s.Mul(s.Mul(in[0], in[0]), s.Read(w))
		tape.Pause(true)
		z := s.Square(in[0])
		tape.Pause(false)
		s.PopTape(tape)
		ts, vs := tape.GradientsOf(s, []*Tensor{s.Add(y, s.StopGradient(z)), y}, nil, []*Tensor{in[0], ConstScalar(float32(1))}, []*Variable{w})
		if ts[1].Tensor != nil {
			t.Error("a gradient of a constant")
		}
		if g := tape.Gradients(s, []*Tensor{z}, nil, in); g[0] != nil {
			t.Error("a gradient through what the tape did not record")
		}
		tape.Release()
		return []*Tensor{ts[0].Tensor, vs[0].Tensor}
	})
	out := r.Finish()
	if gx, gw := out[0].Array().Float(0), out[1].Array().Float(0); gx != 12 || gw != 4 {
		t.Errorf("gradients %v and %v, want 12 and 4", gx, gw)
	}
}

// TestGraphTape checks gradients of a graph that no tape has followed.
func TestGraphTape(t *testing.T) {
	s := NewScope(context.Background())
	w, x := NewVariable("w", Scalar(float32(3))), ConstScalar(float32(2))
	r := recorded(s, []*Tensor{x}, func(in []*Tensor) []*Tensor {
		y := s.Square(in[0])
		z := s.Mul(y, s.Read(w))
		all, _ := s.GraphTape(in, nil, nil).GradientsOf(s, []*Tensor{z}, nil, in, nil)
		some, _ := s.GraphTape([]*Tensor{y, in[0]}, nil, []*Tensor{y}).GradientsOf(s, []*Tensor{z}, nil, []*Tensor{y, in[0]}, nil)
		if some[1].Tensor != nil {
			t.Error("a gradient beyond the tensor to stop at")
		}
		_, vars := s.GraphTape(nil, []*Variable{w}, nil).GradientsOf(s, []*Tensor{z}, nil, nil, []*Variable{w})
		return []*Tensor{all[0].Tensor, some[0].Tensor, vars[0].Tensor}
	})
	for i, g := range r.Finish() {
		if want := []float64{12, 3, 4}[i]; g.Array().Float(0) != want {
			t.Errorf("gradient %d is %v, want %v", i, g.Array().Float(0), want)
		}
	}
}

// TestAssignSlice checks parts of variables set by numbers and, in a graph, by
// bounds that only the run knows.
func TestAssignSlice(t *testing.T) {
	s := NewScope(context.Background())
	v := NewVariable("v", FromSlice([]float32{1, 2, 3, 4}, 2, 2))
	i, x := ConstScalar(int32(1)), Const([]float32{7, 8})
	s.AssignSlice(v, []Slice{At(0), At(1)}, nil, ConstScalar(float32(5)))
	recorded(s, []*Tensor{i, x}, func(in []*Tensor) []*Tensor {
		s.AssignSlice(v, []Slice{At(0)}, []LateSlice{{Start: in[0]}}, in[1])
		return nil
	}).Finish()
	for k, want := range []float64{1, 5, 7, 8} {
		if got := v.Value().Float(k); got != want {
			t.Errorf("element %d is %v, want %v", k, got, want)
		}
	}
	var e *Error
	if err := Catch(func() { s.AssignSlice(v, []Slice{At(0)}, nil, Const([]float32{1, 2, 3})) }); !errors.As(err, &e) || e.Class != "InvalidArgumentError" {
		t.Errorf("a value of another shape: %v", err)
	}
}
