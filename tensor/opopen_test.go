package tensor

import (
	"math"
	"testing"
)

// squares is the sum of the squares of what the case gives.
func (c *opCase) squares(s *Scope, in []*Tensor) *Tensor {
	sum := Full(Float64, 0)
	for _, o := range c.run(s, in) {
		switch {
		case o.DType().IsComplex():
			o = s.Add(s.Square(s.Cast(s.Real(o), Float64)), s.Cast(s.Imag(o), Float64))
		case !o.DType().IsFloat():
			continue
		}
		sum = s.Add(sum, s.Sum(s.Square(s.Cast(o, Float64)), nil, false))
	}
	return sum
}

// open are symbols for values of which only the numbers of axes are known, as in
// a function with an input signature.
func open(values []*Tensor) []*Tensor {
	in := make([]*Tensor, len(values))
	for i, v := range values {
		shape := make([]int, v.Rank())
		for k := range shape {
			shape[k] = -1
		}
		in[i] = Symbol(Spec{v.DType(), shape})
	}
	return in
}

// TestOpenLengths records each case for open lengths and compares what a run
// gives with the eager values. Cases of which the recording needs to know a
// length say so while it is made.
func TestOpenLengths(t *testing.T) {
	for _, c := range allCases() {
		if c.dynamic {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			s := anyTypes()
			values := tensorsOf(c.in)
			in, want := open(values), c.run(s, values)
			var r *Recording
			if err := Catch(func() { r = s.Record(in, values, true, false, func() []*Tensor { return c.run(s, in) }) }); err != nil || !r.Complete() {
				t.Skip(err)
			}
			sameTensors(t, want, finish(t, r))
		})
	}
}

// TestOpenLengthsGradients does so for gradients, which late tapes have.
func TestOpenLengthsGradients(t *testing.T) {
	for _, c := range allCases() {
		if !c.grad || c.dynamic {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			s := anyTypes()
			values := tensorsOf(c.in)
			in, want := open(values), gradients(s, values, func(in []*Tensor) *Tensor { return c.squares(s, in) })
			var connected []*Tensor
			var r *Recording
			err := Catch(func() {
				r = s.Record(in, values, true, true, func() []*Tensor {
					var out []*Tensor
					tape := NewTape()
					s.StartTape(tape)
					for _, x := range in {
						tape.Watch(x)
					}
					y := c.squares(s, in)
					s.PopTape(tape)
					for i, g := range tape.Gradients(s, []*Tensor{y}, nil, in) {
						if g != nil {
							if want[i] == nil {
								want[i] = s.ZerosLike(values[i])
							}
							connected, out = append(connected, want[i]), append(out, g)
						}
					}
					return out
				})
			})
			if err != nil || !r.Complete() {
				t.Skip(err)
			}
			sameTensors(t, connected, finish(t, r))
		})
	}
}

func finish(t *testing.T, r *Recording) (out []*Tensor) {
	t.Helper()
	if err := Catch(func() { out = r.Finish() }); err != nil {
		fatal(t, "run", err)
	}
	return out
}

func sameTensors(t *testing.T, want, got []*Tensor) {
	t.Helper()
	for k, w := range want {
		if !SameShape(got[k].Shape(), w.Shape()) {
			t.Fatalf("result %d: %v, eager %v", k, got[k].Spec(), w.Spec())
		}
		if w.DType() == String || w.DType().IsComplex() {
			continue
		}
		for e := range w.Array().Size() {
			if a, b := got[k].Array().Float(e), w.Array().Float(e); !(a == b || math.Abs(a-b) < 1e-9 || a != a && b != b) {
				t.Fatalf("result %d, element %d: %v, eager %v", k, e, a, b)
			}
		}
	}
}
