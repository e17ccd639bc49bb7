package model

import (
	"reflect"
	"strings"

	"kerash/tensor"
)

// refused is an argument of a loss or metric that does not fit. As in Keras it
// is kept until the object computes something, where the tag late says what
// happens to it then.
type refused struct {
	arg Arg
	x   any
}

// refusedOf is where a layer, loss or metric notes arguments that do not fit, nil for
// other objects.
func refusedOf(obj any) *[]refused {
	switch o := obj.(type) {
	case Loss:
		return &o.LossCore().refused
	case Metric:
		return &o.MetricCore().refused
	case Layer:
		return &o.Core().refused
	}
	return nil
}

// isLate reports whether an argument is one that Keras looks at only late:
// numbers that no constructor compares.
func (a Arg) isLate() bool {
	t := a.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if a.shared || a.Compared != "" {
		return false
	}
	return a.Late != "" || (t.Kind() == reflect.Float64 || t.Kind() == reflect.Int)
}

// keepRefused notes an argument that does not fit; ok is false where it does,
// or is to be refused at once.
func keepRefused(obj any, a Arg, x any, set func()) (ok bool) {
	list := refusedOf(obj)
	if _, layer := obj.(Layer); list == nil || !a.isLate() || layer && a.Late == "" {
		return false
	}
	if strings.HasPrefix(a.Late, "elements") {
		x = misfit(x)
		if x == nil {
			return false
		}
		set = func() { tensor.Throwf("TypeError", "no integer") }
	}
	if _, whole := AsInt(x); a.Late == "now" && !whole {
		tensor.Throwf("TypeError", "'%s' object cannot be interpreted as an integer", PythonType(x))
	}
	if x == nil && a.Type.Kind() != reflect.Pointer && a.Name != "axis" || tensor.Catch(set) != nil {
		*list = append(*list, refused{a, x})
		keeperOf(obj).givenArgs().keep(a.Name, x)
		return true
	}
	return true
}

// misfit is the first element of an iterable that is no whole number, nil for
// none.
func misfit(x any) any {
	if s, ok := x.(string); ok && s != "" {
		return firstCharacter(s)
	}
	items, ok := Sequence(x)
	if !ok {
		tensor.Throwf("TypeError", "'%s' object is not iterable", PythonType(x))
	}
	for _, it := range items {
		if _, whole := AsInt(it); !whole {
			return it
		}
	}
	return nil
}

// CheckArgs throws for an argument of the layer that it cannot compute with.
func (b *Base) CheckArgs(c *Context) { refuse(c, b.refused) }

// refuse throws for the first argument that does not fit.
func refuse(c *Context, list []refused) {
	if len(list) > 0 {
		list[0].throw(c)
	}
}

// CheckArgs throws for an argument of the metric that it cannot compute with.
func (m *MetricBase) CheckArgs(c *Context) { refuse(c, m.refused) }

func (r refused) throw(c *Context) {
	how, of, _ := strings.Cut(r.arg.Late, " ")
	text, isText := r.x.(string)
	switch {
	case how == "index":
		tensor.Throwf("TypeError", "Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got %s", describeItem(r.x))
	case how == "list":
		tensor.Throwf("TypeError", "list indices must be integers or slices, not %s", PythonType(r.x))
	case how == "attr" && isText:
		op, attr, _ := strings.Cut(of, " ")
		tensor.RefuseText(op, attr)
	case how == "cast" && isText:
		throwCastText(c, of)
	}
	if of == "" {
		of = "float32"
	}
	dt, _ := tensor.ParseDType(of)
	throwInGraph(c, r.x, dt)
	switch {
	case isText:
		tensor.Throwf("TypeError", "Cannot convert '%s' to EagerTensor of dtype %s", text, dt.RuntimeName())
	case how == "elements" && r.x != nil:
		tensor.Throwf("TypeError", "Cannot convert %s to EagerTensor of dtype %s", Repr(r.x), dt.RuntimeName())
	}
	tensor.Throw(unsupportedValue(r.x))
}

// throwCastText is the error of tf.cast for a text.
func throwCastText(c *Context, to string) {
	where := "{{function_node __wrapped__Cast_device_/job:localhost/replica:0/task:0/device:CPU:0}} "
	if c.State.BuildsGraph() {
		where = ""
	}
	tensor.Throwf("UnimplementedError", "%sCast string to %s is not supported [Op:Cast] name: ", where, to)
}

// unsupportedValue is TensorFlow's error for a value that no tensor can hold.
func unsupportedValue(x any) error {
	return tensor.Errorf("ValueError", "Attempt to convert a value (%s) with an unsupported type (<class '%s'>) to a Tensor.", Describe(x), PythonType(x))
}

// throwInGraph throws what TensorFlow says, while it builds a graph, of a value
// that is no number.
func throwInGraph(c *Context, x any, dt tensor.DType) {
	text, isText := x.(string)
	switch {
	case !c.State.BuildsGraph():
	case x == nil:
		tensor.Throwf("ValueError", "None values not supported.")
	case isText:
		tensor.Throwf("TypeError", "Expected %s, but got %s of type 'str'.", dt, text)
	}
}
