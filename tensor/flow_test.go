package tensor

import (
	"context"
	"math"
	"testing"
)

// recorded runs f of values as a recorded function whose branches and loops are
// parts of its graph.
func recorded(s *Scope, values []*Tensor, f func(in []*Tensor) []*Tensor) *Recording {
	return record(s, values, false, f)
}

// record is recorded, with late tapes if the test wants them.
func record(s *Scope, values []*Tensor, late bool, f func(in []*Tensor) []*Tensor) *Recording {
	in := make([]*Tensor, len(values))
	for i, v := range values {
		in[i] = Symbol(v.Spec())
	}
	return s.Record(in, values, true, late, func() []*Tensor { return f(in) })
}

// flows are functions of a vector with a branch or loop, and what they give for
// numbers.
var flows = []struct {
	name string
	f    func(s *Scope, x *Tensor) *Tensor
	want func(x float64) float64
}{
	{"branch", func(s *Scope, x *Tensor) *Tensor {
		yes := s.Subgraph(nil, func() []*Tensor { return []*Tensor{s.Mul(s.Square(x), x)} })
		no := s.Subgraph(nil, func() []*Tensor { return []*Tensor{s.Neg(x)} })
		return s.If(s.Greater(s.Sum(x, nil, false), ConstScalar(0.0)), yes, no)[0]
	}, func(x float64) float64 { return x * x * x }},
	{"loop", func(s *Scope, x *Tensor) *Tensor {
		y, i := Symbol(x.Spec()), Symbol(Spec{DType: Int32})
		test := s.Subgraph([]*Tensor{y, i}, func() []*Tensor { return []*Tensor{s.Less(i, ConstScalar(int32(3)))} })
		y, i = Symbol(x.Spec()), Symbol(Spec{DType: Int32})
		body := s.Subgraph([]*Tensor{y, i}, func() []*Tensor {
			return []*Tensor{s.Add(s.Mul(y, x), ConstScalar(1.0)), s.Add(i, ConstScalar(int32(1)))}
		})
		first := []*Tensor{x, ConstScalar(int32(0))}
		return s.While(first, []Spec{x.Spec(), {DType: Int32}}, test, body, -1)[0]
	}, func(x float64) float64 { return ((x*x+1)*x+1)*x + 1 }},
	{"each", func(s *Scope, x *Tensor) *Tensor {
		y, e := Symbol(x.Spec()), Symbol(Spec{DType: Float64})
		test := s.Subgraph([]*Tensor{y}, func() []*Tensor { return []*Tensor{ConstScalar(true)} })
		y = Symbol(x.Spec())
		body := s.Subgraph([]*Tensor{e, y}, func() []*Tensor { return []*Tensor{s.Mul(s.Mul(y, x), e)} })
		elements := func(*Scope) func() ([]*Tensor, bool) {
			n := 0.0
			return func() ([]*Tensor, bool) {
				n++
				return []*Tensor{ConstScalar(n)}, n <= 3
			}
		}
		return s.Each(elements, []*Tensor{x}, []Spec{x.Spec()}, test, body)[0]
	}, func(x float64) float64 { return 6 * x * x * x * x }},
	{"late slice", func(s *Scope, x *Tensor) *Tensor {
		two := s.Cast(s.Round(s.Sum(s.ZerosLike(x), nil, false)), Int32)
		rows := s.Stack([]*Tensor{x, s.Square(x)}, 0)
		return s.LateSlice(rows, []Slice{At(0)}, []LateSlice{{Start: s.Add(two, ConstScalar(int32(1)))}})
	}, func(x float64) float64 { return x * x }},
}

func slope(f func(x float64) float64, x float64) float64 {
	const h = 1e-6
	return (f(x+h) - f(x-h)) / (2 * h)
}

// TestFlow checks values, and gradients of tapes around and within the recorded
// function.
func TestFlow(t *testing.T) {
	data := []float64{0.5, 1.5, -0.25}
	near := func(t *testing.T, what string, got *Tensor, want func(x float64) float64) {
		t.Helper()
		for i, v := range got.Array().Floats() {
			if math.Abs(v-want(data[i])) > 1e-6 {
				t.Errorf("%s: element %d is %v, want %v", what, i, v, want(data[i]))
			}
		}
	}
	for _, c := range flows {
		t.Run(c.name, func(t *testing.T) {
			s := anyTypes()
			x := Const(data)
			err := Catch(func() {
				tape := NewTape()
				tape.Watch(x)
				s.PushTape(tape)
				y := recorded(s, []*Tensor{x}, func(in []*Tensor) []*Tensor { return []*Tensor{c.f(s, in[0])} }).Finish()[0]
				s.PopTape(tape)
				near(t, "value", y, c.want)
				near(t, "gradient outside", tape.Gradients(s, []*Tensor{y}, []*Tensor{nil}, []*Tensor{x})[0], func(x float64) float64 { return slope(c.want, x) })
				within := recorded(s, []*Tensor{x}, func(in []*Tensor) []*Tensor {
					tape := NewTape()
					tape.Watch(in[0])
					s.PushTape(tape)
					y := c.f(s, in[0])
					s.PopTape(tape)
					return tape.Gradients(s, []*Tensor{y}, []*Tensor{nil}, in)
				})
				near(t, "gradient within", within.Finish()[0], func(x float64) float64 { return slope(c.want, x) })
				near(t, "gradient again", within.Replay(s, []*Tensor{x})[0], func(x float64) float64 { return slope(c.want, x) })
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestFlowVariables checks that a loop may change variables, and that a tape
// sees those that it only reads.
func TestFlowVariables(t *testing.T) {
	s := NewScope(context.Background())
	w, sum := NewVariable("w", Scalar(float32(3))), NewVariable("sum", Scalar(float32(0)))
	n := ConstScalar(int32(4))
	r := recorded(s, []*Tensor{n}, func(in []*Tensor) []*Tensor {
		tape := NewTape()
		s.PushTape(tape)
		i := Symbol(Spec{DType: Int32})
		j, y := Symbol(Spec{DType: Int32}), Symbol(Spec{DType: Float32})
		body := s.Subgraph([]*Tensor{j, y}, func() []*Tensor {
			s.AssignAdd(sum, s.Read(w))
			return []*Tensor{s.Add(j, ConstScalar(int32(1))), s.Mul(y, s.Read(w))}
		})
		test := s.Subgraph([]*Tensor{i, Symbol(Spec{DType: Float32})}, func() []*Tensor { return []*Tensor{s.Less(i, in[0])} })
		y = s.While([]*Tensor{ConstScalar(int32(0)), ConstScalar(float32(1))}, []Spec{{DType: Int32}, {DType: Float32}}, test, body, -1)[1]
		s.PopTape(tape)
		return append(tape.VariableGradients(s, []*Tensor{y}, []*Tensor{nil}, []*Variable{w}), y)
	})
	out := r.Finish()
	if g, y, total := out[0].Array().Float(0), out[1].Array().Float(0), sum.Value().Float(0); g != 108 || y != 81 || total != 12 {
		t.Errorf("gradient %v, value %v, sum %v; want 108, 81, 12", g, y, total)
	}
}

// TestInaccessible checks that what a branch makes stays in it.
func TestInaccessible(t *testing.T) {
	s := NewScope(context.Background())
	var leaked *Tensor
	err := Catch(func() {
		recorded(s, []*Tensor{ConstScalar(float32(1))}, func(in []*Tensor) []*Tensor {
			s.Subgraph(nil, func() []*Tensor {
				leaked = s.Square(in[0])
				return nil
			})
			return []*Tensor{s.Square(leaked)}
		})
	})
	if e, ok := err.(*Error); !ok || e.Class != "InaccessibleTensorError" {
		t.Errorf("got %v", err)
	}
}

// TestFlowSecond checks gradients of gradients within a recorded function.
func TestFlowSecond(t *testing.T) {
	data := []float64{0.5, 1.5, -0.25}
	for _, c := range flows {
		t.Run(c.name, func(t *testing.T) {
			s := anyTypes()
			// gradient is f's derivative, of any order, as a function to record.
			var gradient func(order int) func(in []*Tensor) []*Tensor
			gradient = func(order int) func(in []*Tensor) []*Tensor {
				if order == 0 {
					return func(in []*Tensor) []*Tensor { return []*Tensor{c.f(s, in[0])} }
				}
				return func(in []*Tensor) []*Tensor {
					tape := NewTape()
					tape.Watch(in[0])
					s.PushTape(tape)
					y := gradient(order - 1)(in)
					s.PopTape(tape)
					return tape.Gradients(s, y, []*Tensor{nil}, in)
				}
			}
			want := c.want
			err := Catch(func() {
				x := Const(data)
				for order := range 3 {
					rec := recorded(s, []*Tensor{x}, gradient(order))
					for i, v := range rec.Finish()[0].Array().Floats() {
						if d := math.Abs(v - want(data[i])); d > 1e-2 {
							t.Errorf("order %d, element %d is %v, want %v", order, i, v, want(data[i]))
						}
					}
					f := want
					want = func(x float64) float64 { return (f(x+1e-3) - f(x-1e-3)) / 2e-3 }
				}
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
