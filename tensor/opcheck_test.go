package tensor

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"strings"
	"testing"
)

// opCase is one use of one or more ops. From it the tests derive: the eager
// run, symbolic shapes with and without a known first axis, the planned run,
// the same in float32, and the first and second gradient against finite
// differences.
type opCase struct {
	name string
	// in are float64 values; run may cast them or use constants of its own.
	in  []*Array
	run func(s *Scope, in []*Tensor) []*Tensor
	// grad asks for the gradient check. second is on too unless flat, which
	// says that the second derivative is zero or not defined.
	grad, flat bool
	// batch says that the first axis of every input may be unknown.
	batch bool
	// loose is the tolerance of the gradient checks where they go through
	// float32, or 0.
	loose float64
	// dynamic ops have shapes that depend on values: no symbolic or planned run.
	dynamic bool
	// wide cases are not repeated in float32.
	wide bool
}

// rnd makes reproducible values between lo and hi, none of them equal.
func rnd(seed int, lo, hi float64, shape ...int) *Array {
	n := NumElements(shape)
	d := make([]float64, n)
	x := uint32(seed)*2654435761 + 12345
	for i := range d {
		x = x*1664525 + 1013904223
		d[i] = lo + (hi-lo)*(float64(x>>8)/(1<<24))
	}
	return FromSlice(d, append([]int{}, shape...)...)
}

// of1 turns a function of one tensor into a case's.
func of1(f func(s *Scope, x *Tensor) *Tensor) func(s *Scope, in []*Tensor) []*Tensor {
	return func(s *Scope, in []*Tensor) []*Tensor { return []*Tensor{f(s, in[0])} }
}

func of2(f func(s *Scope, a, b *Tensor) *Tensor) func(s *Scope, in []*Tensor) []*Tensor {
	return func(s *Scope, in []*Tensor) []*Tensor { return []*Tensor{f(s, in[0], in[1])} }
}

func tensorsOf(in []*Array) []*Tensor {
	out := make([]*Tensor, len(in))
	for i, a := range in {
		out[i] = FromArray(a)
	}
	return out
}

func TestOps(t *testing.T) {
	for _, c := range allCases() {
		t.Run(c.name, func(t *testing.T) {
			s := anyTypes()
			var eager []*Tensor
			if err := Catch(func() { eager = c.run(s, tensorsOf(c.in)) }); err != nil {
				fatal(t, "eager", err)
			}
			if !c.dynamic {
				c.checkSymbolic(t, s, eager)
				c.checkPlan(t)
			}
			if !c.wide {
				c.checkFloat32(t, s, eager)
			}
			if c.grad {
				c.checkGradient(t, s)
			}
			if c.grad && !c.flat {
				c.checkSecond(t, s)
			}
		})
	}
}

func fatal(t *testing.T, what string, err error) {
	t.Helper()
	var bug *InternalError
	if errors.As(err, &bug) {
		t.Fatalf("%s: %v\n%s", what, err, bug.Stack)
	}
	t.Fatalf("%s: %v", what, err)
}

func (c *opCase) checkSymbolic(t *testing.T, s *Scope, eager []*Tensor) {
	t.Helper()
	symbols := func(first bool) []*Tensor {
		in := make([]*Tensor, len(c.in))
		for i, a := range c.in {
			shape := append([]int{}, a.shape...)
			if !first && len(shape) > 0 {
				shape[0] = -1
			}
			in[i] = Symbol(Spec{a.dtype, shape})
		}
		return in
	}
	for _, known := range []bool{true, false} {
		if !known && !c.batch {
			continue
		}
		var out []*Tensor
		if err := Catch(func() { out = c.run(s, symbols(known)) }); err != nil {
			fatal(t, fmt.Sprintf("symbolic, first axis known: %v", known), err)
		}
		for i, o := range out {
			e := eager[i]
			if o.DType() != e.DType() || len(o.Shape()) != len(e.Shape()) || known && !SameShape(o.Shape(), e.Shape()) || !fits(o.Shape(), e.Shape()) {
				t.Errorf("symbolic output %d: %v, eager %v", i, o.Spec(), e.Spec())
			}
		}
	}
}

// checkPlan compares a planned run, over memory full of rubbish, with the
// eager one.
func (c *opCase) checkPlan(t *testing.T) {
	t.Helper()
	checkPlanned(t, c.run, nil, c.in...)
	s := anyTypes()
	p := planOf(t, s, func(in []*Tensor) []*Tensor { return c.run(s, in) }, c.in...)
	want := c.run(anyTypes(), tensorsOf(c.in))
	for range 2 {
		out, err := p.Run(s, c.in)
		if err != nil {
			fatal(t, "plan", err)
		}
		for i := range out {
			if !sameBits(out[i], want[i].Array()) {
				t.Fatalf("planned output %d depends on what the memory held: %v, want %v", i, out[i].Floats(), want[i].Array().Floats())
			}
		}
		for _, b := range s.arena.buf {
			switch d := b.(type) {
			case []float32:
				fillWith(d, 77)
			case []float64:
				fillWith(d, -77)
			case []int32:
				fillWith(d, 7)
			case []int64:
				fillWith(d, 7)
			case []bool:
				for i := range d {
					d[i] = true
				}
			}
		}
	}
}

func fillWith[T Number](d []T, v T) {
	for i := range d {
		d[i] = v
	}
}

func (c *opCase) checkFloat32(t *testing.T, s *Scope, wide []*Tensor) {
	t.Helper()
	in := make([]*Tensor, len(c.in))
	for i, a := range c.in {
		if a.dtype == Float64 {
			a = a.Cast(Float32)
		}
		in[i] = FromArray(a)
	}
	var out []*Tensor
	if err := Catch(func() { out = c.run(s, in) }); err != nil {
		fatal(t, "float32", err)
	}
	for i, o := range out {
		a, b := o.Array(), wide[i].Array()
		for k := range a.Size() {
			x, y := a.Float(k), b.Float(k)
			if math.Abs(x-y) > 2e-4*(1+math.Abs(y)) && x == x {
				t.Errorf("output %d[%d]: float32 gives %v, float64 %v", i, k, x, y)
				break
			}
		}
	}
}

// weightOf is a fixed weight for element k of output i.
func weightOf(i, k int) float64 { return math.Sin(float64(3*i+k)*1.7+0.6) + 0.2 }

// scalar sums the outputs with fixed weights, so that every element counts.
func (c *opCase) scalar(s *Scope, in []*Tensor) *Tensor {
	var sum *Tensor
	for i, y := range c.run(s, in) {
		if !y.DType().IsFloat() {
			continue
		}
		w := make([]float64, NumElements(y.Shape()))
		for k := range w {
			w[k] = weightOf(i, k)
		}
		part := s.Sum(s.Mul(s.Cast(y, Float64), Const(w, append([]int{}, y.Shape()...)...)), nil, false)
		if sum == nil {
			sum = part
		} else {
			sum = s.Add(sum, part)
		}
	}
	return sum
}

// gradients differentiates f at in with respect to all inputs.
func gradients(s *Scope, in []*Tensor, f func(in []*Tensor) *Tensor) []*Tensor {
	tape := NewTape()
	for _, x := range in {
		tape.Watch(x)
	}
	s.PushTape(tape)
	y := f(in)
	s.PopTape(tape)
	return tape.Gradients(s, []*Tensor{y}, nil, in)
}

// checkSlope compares gradients with differences of f.
func (c *opCase) checkSlope(t *testing.T, what string, f func(in []*Tensor) *Tensor, got []*Tensor) {
	t.Helper()
	step, tol := 1e-5, 2e-6
	if c.loose > 0 {
		step, tol = 1e-2, c.loose
	}
	for i, a := range c.in {
		if a.dtype != Float64 {
			continue
		}
		for k := range a.Size() {
			at := func(by float64) float64 {
				in := make([]*Array, len(c.in))
				copy(in, c.in)
				in[i] = a.Clone()
				Data[float64](in[i])[k] += by
				return f(tensorsOf(in)).Array().Float(0)
			}
			want := (at(step) - at(-step)) / (2 * step)
			have := 0.0
			if got[i] != nil {
				have = got[i].Array().Float(k)
			}
			if d := math.Abs(have - want); !(d <= tol*(1+math.Abs(want))) {
				t.Errorf("%s of input %d[%d]: %v, by differences %v", what, i, k, have, want)
				return
			}
		}
	}
}

func (c *opCase) checkGradient(t *testing.T, s *Scope) {
	t.Helper()
	f := func(in []*Tensor) *Tensor { return c.scalar(s, in) }
	var g []*Tensor
	if err := Catch(func() { g = gradients(s, tensorsOf(c.in), f) }); err != nil {
		fatal(t, "gradient", err)
	}
	for i, x := range g {
		if x != nil && !SameShape(x.Shape(), c.in[i].shape) {
			t.Fatalf("gradient of input %d has shape %v, the input %v", i, x.Shape(), c.in[i].shape)
		}
	}
	c.checkSlope(t, "gradient", f, g)
}

func (c *opCase) checkSecond(t *testing.T, s *Scope) {
	t.Helper()
	inner := func(in []*Tensor) *Tensor {
		var sum *Tensor
		for i, g := range gradients(s, in, func(in []*Tensor) *Tensor { return c.scalar(s, in) }) {
			if g == nil {
				continue
			}
			w := make([]float64, NumElements(g.Shape()))
			for k := range w {
				w[k] = weightOf(i+5, k)
			}
			part := s.Sum(s.Mul(g, Const(w, append([]int{}, g.Shape()...)...)), nil, false)
			if sum == nil {
				sum = part
			} else {
				sum = s.Add(sum, part)
			}
		}
		return sum
	}
	var g []*Tensor
	if err := Catch(func() { g = gradients(s, tensorsOf(c.in), inner) }); err != nil {
		fatal(t, "second gradient", err)
	}
	c.checkSlope(t, "second gradient", inner, g)
}

// declaredOps is the names of the package variables that hold ops.
func declaredOps(t *testing.T) []string {
	t.Helper()
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.VAR {
				continue
			}
			for _, sp := range decl.Specs {
				for _, id := range sp.(*ast.ValueSpec).Names {
					if strings.HasPrefix(id.Name, "op") && len(id.Name) > 2 && id.Name[2] >= 'A' && id.Name[2] <= 'Z' {
						names = append(names, id.Name)
					}
				}
			}
		}
	}
	return names
}

// TestEveryOpHasACase fails when an op is declared that no case runs, forward
// or in a gradient.
func TestEveryOpHasACase(t *testing.T) {
	byName := opVariables()
	for _, name := range declaredOps(t) {
		if byName[name] == nil {
			t.Errorf("%s is declared, but not listed in opVariables", name)
		}
	}
	used := map[*Op]bool{}
	for _, op := range byName {
		defer watchOp(op, used)()
	}
	for _, c := range allCases() {
		s := anyTypes()
		if err := Catch(func() { c.useAll(s) }); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for name, op := range byName {
		if !used[op] && !ownTests[name] {
			t.Errorf("no case runs %s", name)
		}
	}
}

// ownTests are the ops that have tests of their own: they change variables,
// stand for calls of other ops in a plan or in a graph, or only throw.
var ownTests = map[string]bool{
	"opIf": true, "opWhile": true, "opEach": true, "opFlowGrad": true, "opLateSlice": true, "opLateSliceGrad": true,
	"opAssignSlice": true, "opTape": true, "opTapeGrad": true,
	"opNoKernel": true, "opOptimize": true, "opDecay": true, "opAverage": true, "opFused": true,
}

// useAll runs the case and, where it has them, its gradients.
func (c *opCase) useAll(s *Scope) {
	c.run(s, tensorsOf(c.in))
	if !c.grad {
		return
	}
	f := func(in []*Tensor) *Tensor { return c.scalar(s, in) }
	gradients(s, tensorsOf(c.in), f)
	if c.flat {
		return
	}
	gradients(s, tensorsOf(c.in), func(in []*Tensor) *Tensor {
		sum := Full(Float64, 0)
		for _, g := range gradients(s, in, f) {
			if g != nil {
				sum = s.Add(sum, s.Sum(g, nil, false))
			}
		}
		return sum
	})
}

// watchOp notes when an op is used, until the returned function is called.
func watchOp(op *Op, used map[*Op]bool) (restore func()) {
	eval, dynamic, infer := op.Eval, op.Dynamic, op.Infer
	if eval != nil {
		op.Eval = func(c *Call, in, out []*Array) { used[op] = true; eval(c, in, out) }
	}
	if dynamic != nil {
		op.Dynamic = func(c *Call, in []*Array) []*Array { used[op] = true; return dynamic(c, in) }
	}
	if op.Alias {
		op.Infer = func(c *Call) []Spec { used[op] = true; return infer(c) }
	}
	return func() { op.Eval, op.Dynamic, op.Infer = eval, dynamic, infer }
}

// anyTypes is a scope whose ops take the float64 that the checks compute with,
// also where TensorFlow has no kernel for it.
func anyTypes() *Scope {
	s := NewScope(context.Background())
	s.AnyDType = true
	return s
}
