package keras

import (
	"math"

	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// Keras does not check the numbers that fit, evaluate and predict are given:
// what is none fails in the first arithmetic with it, whose errors these are.

// refuseOperand is the error of an operator between a number and what is none.
func refuseOperand(op, left, right string) {
	object.Throw(object.TypeErrorf("unsupported operand type(s) for %s: '%s' and '%s'", op, left, right))
}

// epochRange is the arguments epochs and initial_epoch.
func epochRange(a *object.Bound) (epochs, initial int) {
	last, first := a.Value("epochs"), a.Value("initial_epoch")
	if !isReal(last) {
		refuseOperand("-", object.TypeName(last), "int")
	}
	if !isReal(first) {
		refuseOperand("-", "int", object.TypeName(first))
	}
	_, f1 := last.(float64)
	f0, isFloat := first.(float64)
	if f1 || isFloat {
		n := a.Float("epochs")
		object.Throw(object.TypeErrorf("Cannot convert %s to EagerTensor of dtype int64", object.Must(object.Repr(a.Thread(), n-f0))))
	}
	return a.Int("epochs"), a.Int("initial_epoch")
}

// isReal reports whether Python's arithmetic takes a value as a real number.
func isReal(v object.Value) bool {
	switch v.(type) {
	case int, bool, float64:
		return true
	}
	if v == nil {
		return false
	}
	_, err := object.AsIndex(nil, v)
	return err == nil
}

// samplesOf is how many samples data has, 0 when that is open.
func samplesOf(x any) int {
	switch x := x.(type) {
	case *tensor.Array:
		return firstAxis(x.Shape())
	case *tensor.Tensor:
		return firstAxis(x.Shape())
	case []any:
		if len(x) > 0 {
			if n := samplesOf(x[0]); n > 0 {
				return n
			}
		}
		return len(x)
	}
	return 0
}

func firstAxis(shape []int) int {
	if len(shape) == 0 {
		return 0
	}
	return shape[0]
}

// batchSize is the argument batch_size or validation_batch_size for data x, 0
// for none.
func batchSize(a *object.Bound, name string, x any) int {
	v := a.Value(name)
	if on, err := object.Truth(a.Thread(), v); err == nil && !on {
		return 0
	}
	if _, ok := x.(model.Source); ok {
		return a.Int(name)
	}
	n := samplesOf(x)
	f, isFloat := v.(float64)
	switch {
	case !isReal(v):
		refuseOperand("/", "int", object.TypeName(v))
	case isFloat:
		rest := math.Floor(float64(n)/f) * f
		text := object.Must(object.Repr(a.Thread(), rest))
		object.Throw(object.TypeErrorf("Expected int32 passed to parameter 'size' of op 'Slice', got [%s] of type 'list' instead. Error: Expected int32, but got %[1]s of type 'float'.", text))
	}
	size := a.Int(name)
	refuseNegative(n, size)
	return size
}

// refuseNegative throws for batches of a negative size.
func refuseNegative(n, size int) {
	if size >= 0 || n == 0 {
		return
	}
	if batches := int(math.Floor(float64(n) / float64(size))); batches < -1 {
		size = batches
	}
	object.Throw(object.ValueErrorf("Invalid value in tensor used for shape: %d", size))
}

// stepsArg is a number of steps for data x, 0 for None.
func stepsArg(a *object.Bound, name string, x any) int {
	v := a.Value(name)
	if v == nil {
		return 0
	}
	source, _ := x.(model.Source)
	switch {
	case !isReal(v) && source != nil:
		object.Throw(object.TypeErrorf("'>' not supported between instances of 'int' and '%s'", object.TypeName(v)))
	case !isReal(v):
		refuseOperand("/", "int", object.TypeName(v))
	}
	n := int(math.Ceil(a.Float(name)))
	if n == 0 {
		tensor.Throwf("ValueError", "Unexpected value for `steps_per_epoch`. Received value is 0. Please check the docstring for `model.fit()` for supported values.")
	}
	if samples := samplesOf(x); n < 0 && source == nil && samples > 0 {
		refuseNegative(samples, int(math.Ceil(float64(samples)/float64(n))))
	}
	return n
}

// splitArg is the argument validation_split.
func splitArg(a *object.Bound) float64 {
	v := a.Value("validation_split")
	if on, err := object.Truth(a.Thread(), v); err == nil && !on {
		return 0
	}
	if !isReal(v) {
		refuseOperand("-", "float", object.TypeName(v))
	}
	return a.Float("validation_split")
}

// verbosity is the verbose argument: 'auto' shows a bar, and what is none of
// Keras' numbers shows nothing.
func verbosity(th *object.Thread, v object.Value) int {
	if sessionOf(th).quiet {
		return 0
	}
	if v == "auto" {
		return 1
	}
	if n, err := object.AsIndex(th, v); err == nil && n >= 0 && n <= 2 {
		return n
	}
	return 0
}

// sequenceElems are the elements of a list or tuple.
func sequenceElems(v object.Value) ([]object.Value, bool) {
	switch x := v.(type) {
	case *object.List:
		return x.Elems, true
	case *object.Tuple:
		return x.Elems, true
	}
	return nil, false
}

// refuseAmbiguous throws for an array as validation_data, of which Keras asks
// whether it is true.
func refuseAmbiguous(v object.Value) {
	if a, ok := v.(*tensor.Array); ok && a.Size() > 1 {
		object.Throw(object.ValueErrorf("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"))
	}
}
