package numpy

import (
	"math"
	"slices"

	"kerash/interp/object"
	"kerash/interp/std"
	"kerash/tensor"
)

// The kinds of floating point errors, in NumPy's order.
var errorKinds = []string{"divide", "over", "under", "invalid"}

// errorState says for each kind what happens: kerash raises for 'raise' and
// computes inf and nan without a word for everything else.
type errorState struct {
	mode    map[string]string
	raising bool
}

func newErrorState() *errorState {
	return &errorState{mode: map[string]string{"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}}
}

func (s *errorState) dict() *object.Dict {
	d := object.NewDict()
	for _, k := range errorKinds {
		d.SetStr(k, s.mode[k])
	}
	return d
}

// set changes the modes that are not None; all stands for each.
func (s *errorState) set(modes map[string]object.Value) {
	for _, k := range errorKinds {
		v := modes[k]
		if v == nil {
			v = modes["all"]
		}
		if v == nil {
			continue
		}
		mode, ok := v.(string)
		if !ok || !slices.Contains([]string{"ignore", "warn", "raise", "call", "print", "log"}, mode) {
			object.Throw(object.Errorf(object.KeyError, "%v", v))
		}
		s.mode[k] = mode
	}
	s.raising = false
	for _, m := range s.mode {
		s.raising = s.raising || m == "raise"
	}
}

func setErrors(c *call) object.Value {
	s := object.Get(c.th, newErrorState)
	old := s.dict()
	s.set(errorModes(c.Bound))
	return old
}

func errorModes(b *object.Bound) map[string]object.Value {
	modes := map[string]object.Value{}
	for _, k := range append([]string{"all"}, errorKinds...) {
		modes[k] = b.Value(k)
	}
	return modes
}

// errstate is np.errstate: other modes within a with statement.
type errstate struct {
	modes map[string]object.Value
	old   map[string]object.Value
}

var errstateClass = &object.Class{Name: "errstate", Module: "numpy", Doc: "A context in which floating point errors are treated otherwise: 'raise' makes them errors, other modes leave inf and nan.",
	Signature: "errstate(*, all=None, divide=None, over=None, under=None, invalid=None, call=None)", Final: true}

// PyClass is numpy.errstate.
func (*errstate) PyClass() *object.Class { return errstateClass }

func init() {
	errstateClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &errstate{modes: errorModes(b)}, nil
	}
	errstateClass.Enter = func(th *object.Thread, self object.Value) (v object.Value, err error) {
		defer object.Catch(&err)
		e, s := self.(*errstate), object.Get(th, newErrorState)
		e.old = map[string]object.Value{}
		for k, m := range s.mode {
			e.old[k] = m
		}
		s.set(e.modes)
		return nil, nil
	}
	errstateClass.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		object.Get(th, newErrorState).set(self.(*errstate).old)
		return false, nil
	}
}

// poles are the functions whose infinite results of finite numbers are
// divisions by zero; those of others are overflows.
var poles = []string{"divide", "floor_divide", "remainder", "fmod", "log", "log2", "log10", "log1p", "reciprocal", "arctanh"}

// scalarLoops are the functions that NumPy computes apart for two scalars.
var scalarLoops = []string{"add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power"}

// raised throws FloatingPointError, or warns, where a result is inf or nan and
// no operand is, if the program asked for that or looks at warnings.
func (u *ufunc) raised(th *object.Thread, operands []*tensor.Array, r *tensor.Array) *tensor.Array {
	return u.checked(th, u.name, operands, r)
}

// raisedByOperator is raised for an operator, which names scalars.
func (u *ufunc) raisedByOperator(th *object.Thread, operands []*tensor.Array, r *tensor.Array) *tensor.Array {
	if r.Rank() == 0 && slices.Contains(scalarLoops, u.name) {
		return u.checked(th, "scalar "+u.name, operands, r)
	}
	return u.checked(th, u.name, operands, r)
}

func (u *ufunc) checked(th *object.Thread, name string, operands []*tensor.Array, r *tensor.Array) *tensor.Array {
	if th == nil {
		return r
	}
	s := object.Get(th, newErrorState)
	if !s.raising && !std.WatchesWarnings(th) {
		return r
	}
	newNaN, newInf := countNew(operands, r)
	newInf = newInf || u.dividesByZero(operands, r)
	kind, what := "over", "overflow"
	if slices.Contains(poles, u.name) {
		kind, what = "divide", "divide by zero"
	}
	if newInf {
		s.report(th, kind, what+" encountered in "+name)
	}
	if newNaN {
		s.report(th, "invalid", "invalid value encountered in "+name)
	}
	return r
}

// report deals with an error of a kind as the mode for it says.
func (s *errorState) report(th *object.Thread, kind, text string) {
	switch s.mode[kind] {
	case "raise":
		object.Throw(object.Errorf(object.FloatingPointError, "%s", text))
	case "warn":
		std.Warn(th, object.RuntimeWarning, text)
	}
}

// dividesByZero reports whether a division of integers has a zero to divide by.
func (u *ufunc) dividesByZero(operands []*tensor.Array, r *tensor.Array) bool {
	if r.DType().IsFloat() || len(operands) != 2 || !slices.Contains([]string{"floor_divide", "remainder", "fmod", "divmod"}, u.name) {
		return false
	}
	return slices.Contains(castTo(operands[1], tensor.Float64).Floats(), 0)
}

// countNew reports whether r has a NaN where no operand has, or an infinity
// where all operands are finite.
func countNew(operands []*tensor.Array, r *tensor.Array) (newNaN, newInf bool) {
	if !r.DType().IsFloat() {
		return false, false
	}
	ins := make([]*tensor.Array, len(operands))
	for i, a := range operands {
		ins[i] = castTo(a, tensor.Float64).BroadcastTo(r.Shape()).Contiguous()
	}
	out := castTo(r, tensor.Float64).Contiguous()
	for i, v := range tensor.Data[float64](out) {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			continue
		}
		finite, number := true, true
		for _, a := range ins {
			x := tensor.Data[float64](a)[i]
			number = number && !math.IsNaN(x)
			finite = finite && number && !math.IsInf(x, 0)
		}
		newNaN = newNaN || math.IsNaN(v) && number
		newInf = newInf || math.IsInf(v, 0) && finite
	}
	return newNaN, newInf
}
