package tensor

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"reflect"
	"testing"
)

// randomArgument makes an argument of a type, often one that does not fit.
func randomArgument(r *rand.Rand, t reflect.Type, x []*Tensor) (v reflect.Value, ok bool) {
	ints := func(n int) []int {
		out := make([]int, n)
		for i := range out {
			out[i] = r.Intn(6) - 2
		}
		return out
	}
	switch reflect.Zero(t).Interface().(type) {
	case *Tensor:
		return reflect.ValueOf(x[r.Intn(len(x))]), true
	case []*Tensor:
		return reflect.ValueOf([]*Tensor{x[r.Intn(len(x))], x[r.Intn(len(x))]}[:1+r.Intn(2)]), true
	case int:
		return reflect.ValueOf(r.Intn(7) - 2), true
	case []int:
		if r.Intn(4) == 0 {
			return reflect.ValueOf([]int(nil)), true
		}
		return reflect.ValueOf(ints(r.Intn(4))), true
	case [2]int:
		return reflect.ValueOf([2]int{r.Intn(4) - 2, r.Intn(4) - 2}), true
	case [][2]int:
		out := make([][2]int, r.Intn(4))
		for i := range out {
			out[i] = [2]int{r.Intn(4) - 1, r.Intn(4) - 1}
		}
		return reflect.ValueOf(out), true
	case bool:
		return reflect.ValueOf(r.Intn(2) == 0), true
	case float64:
		return reflect.ValueOf(r.Float64()*4 - 1), true
	case *float64:
		f := r.Float64() * 4
		return reflect.ValueOf(&f), true
	case DType:
		return reflect.ValueOf([]DType{Float32, Float64, Int32, Int64, Bool, Uint8, String, Float16, Complex64, Complex128}[r.Intn(10)]), true
	case string:
		return reflect.ValueOf([]string{"CONSTANT", "REFLECT", "bilinear", "area", "ij,jk->ik", "...i->i", "nearest", "a", "("}[r.Intn(9)]), true
	case ConvSpec:
		return reflect.ValueOf(ConvSpec{Padding: []string{"valid", "same", "causal"}[r.Intn(3)], Strides: ints(r.Intn(3))}), true
	case Act:
		return reflect.ValueOf(ActRelu), true
	case DiagSpec:
		return reflect.ValueOf(DiagSpec{Lo: r.Intn(3) - 1, Hi: r.Intn(3) - 1, Rows: r.Intn(5) - 1, Cols: r.Intn(5) - 1}), true
	case []Slice:
		return reflect.ValueOf([]Slice{{Start: r.Intn(5) - 2, Stop: r.Intn(5) - 2, Step: 1 - 2*r.Intn(2)}, {NewAxis: true}, At(r.Intn(4) - 2), {Ellipsis: true}}[r.Intn(3):]), true
	case *Philox:
		return reflect.ValueOf(NewPhilox(1, 2)), true
	case Distribution:
		return reflect.ValueOf(Normal), true
	case int64:
		return reflect.ValueOf(int64(r.Intn(9) - 2)), true
	}
	return v, false
}

// TestNoInputPanics calls every method of Scope that makes tensors with random
// arguments, valid or not: whatever is wrong must come back as an error.
func TestNoInputPanics(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	typ := reflect.TypeFor[*Scope]()
	for m := range typ.NumMethod() {
		method := typ.Method(m)
		kind := method.Type
		if kind.NumOut() == 0 || kind.Out(0) != reflect.TypeFor[*Tensor]() && kind.Out(0) != reflect.TypeFor[[]*Tensor]() {
			continue
		}
		if method.Name == "LSTM" || method.Name == "GRU" || method.Name == "Apply" || method.Name == "Apply1" {
			continue // their callers check
		}
		for round := range 150 {
			x := randomTensors(r)
			s := NewScope(context.Background())
			args := []reflect.Value{reflect.ValueOf(s)}
			for i := 1; i < kind.NumIn(); i++ {
				v, ok := randomArgument(r, kind.In(i), x)
				if !ok {
					args = nil
					break
				}
				args = append(args, v)
			}
			if args == nil {
				break
			}
			err := Catch(func() { differentiateCall(t, s, method, args, x) })
			var bug *InternalError
			if errors.As(err, &bug) {
				t.Errorf("%s, round %d: %v\n%s\n%s", method.Name, round, err, describeArguments(args[1:]), bug.Stack)
				break
			}
		}
	}
}

// differentiateCall calls the method and differentiates what it gives with
// respect to x.
func differentiateCall(t *testing.T, s *Scope, method reflect.Method, args []reflect.Value, x []*Tensor) {
	tape := NewTape()
	for _, v := range x {
		tape.Watch(v)
	}
	s.PushTape(tape)
	var targets []*Tensor
	for _, out := range method.Func.Call(args) {
		switch v := out.Interface().(type) {
		case *Tensor:
			targets = append(targets, v)
		case []*Tensor:
			targets = append(targets, v...)
		}
	}
	s.PopTape(tape)
	for _, v := range targets {
		if v.IsSymbolic() {
			return
		}
	}
	for i, g := range tape.Gradients(s, targets, nil, x) {
		if g != nil && !SameShape(g.Shape(), x[i].Shape()) {
			t.Errorf("%s: the gradient of %v has shape %v\n%s", method.Name, x[i].Spec(), g.Shape(), describeArguments(args[1:]))
		}
	}
}

func randomTensors(r *rand.Rand) []*Tensor {
	out := make([]*Tensor, 4)
	shape := make([]int, r.Intn(5))
	for i := range shape {
		shape[i] = r.Intn(4)
	}
	for k := range out {
		own := shape
		if r.Intn(2) == 0 {
			own = append([]int{}, shape...)
			for i := range own {
				if r.Intn(3) == 0 {
					own[i] = r.Intn(4)
				}
			}
			own = own[r.Intn(len(own)+1):]
		}
		a := rnd(k, -2, 4, own...)
		dt := []DType{Float32, Float32, Float32, Float64, Int32, Int64, Bool, Uint8, Complex64, Complex128}[r.Intn(10)]
		out[k] = FromArray(a.Cast(dt))
		if r.Intn(6) == 0 {
			unknown := append([]int{}, own...)
			for i := range unknown {
				if r.Intn(3) == 0 {
					unknown[i] = -1
				}
			}
			out[k] = Symbol(Spec{dt, unknown})
		}
	}
	return out
}

func describeArguments(args []reflect.Value) string {
	text := ""
	for _, v := range args {
		if x, ok := v.Interface().(*Tensor); ok {
			text += fmt.Sprintf(" %v symbolic:%v", x.Spec(), x.IsSymbolic())
		} else {
			text += fmt.Sprintf(" %v", v.Interface())
		}
	}
	return text
}
