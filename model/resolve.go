package model

import (
	"reflect"
	"slices"
	"strings"

	"kerash/tensor"
)

// Initializer makes the first value of a weight.
type Initializer interface {
	// Initial is an array of the shape and dtype; random ones draw from the
	// scope's generator.
	Initial(c *Context, shape []int, dt tensor.DType) *tensor.Array
}

// LazyInitializer is an initializer whose work can wait: Later checks the
// arguments and takes its seed at once, and what it returns gives the value of
// Initial.
type LazyInitializer interface {
	Initializer
	Later(c *Context, shape []int, dt tensor.DType) func() *tensor.Array
}

// Regularizer is a penalty on a weight or an output.
type Regularizer interface {
	Penalty(c *Context, x *tensor.Tensor) *tensor.Tensor
}

// Constraint projects a weight after each update.
type Constraint interface {
	Project(c *Context, w *tensor.Tensor) *tensor.Tensor
}

var interfaceKinds = map[reflect.Type]Kind{
	reflect.TypeFor[Initializer](): KindInitializer,
	reflect.TypeFor[Regularizer](): KindRegularizer,
	reflect.TypeFor[Constraint]():  KindConstraint,
	reflect.TypeFor[Layer]():       KindLayer,
}

func (k Kind) singular() string {
	switch k {
	case KindLoss:
		return "loss function"
	case KindMetric:
		return "metric function"
	}
	return strings.TrimSuffix(string(k), "s")
}

// Resolve turns what a user may give for an object of a family into the
// object: None, a name ("glorot_uniform", "GlorotUniform", "l2"), a config
// ({"class_name": …, "config": …}), an object, or a function of the user's.
func Resolve(st *State, k Kind, x any) any {
	switch x := x.(type) {
	case nil:
		return nil
	case string:
		if obj, ok := st.Custom[x]; ok {
			class, ok := obj.(ConfigMaker)
			if ok && k != KindMetric && k != KindRegularizer { // which Keras leaves classes
				return class.FromConfig(st, NewMap())
			}
			return Resolve(st, k, obj)
		}
		c := FindFunction(k, x)
		if c == nil {
			c = FindFunction(k, CamelCase(x))
		}
		if k == KindOptimizer || k == KindLegacyOptimizer {
			c = foldedName(k, x)
		}
		switch {
		case c == nil && k == KindRegularizer:
			return nameless{x}
		case c == nil:
			tensor.Throw(unknownName(k, x))
		}
		if k == KindLayer {
			return c.FromConfig(st, NewMap())
		}
		return c.Make(st, nil)
	case *Map:
		return FromConfig(st, k, x)
	case *Class:
		return x.Make(st, nil)
	case Callable:
		if wrap := callableAdapters[k]; wrap != nil {
			if obj := wrap(x); obj != nil {
				return obj
			}
		}
	}
	return x
}

// foldedName finds a class by its name in any case, as optimizers are named,
// unless strings do not mean the class.
func foldedName(k Kind, name string) *Class {
	name = strings.TrimPrefix(strings.ToLower(name), "experimental")
	for _, c := range Classes(k) {
		if !c.OnlyObject && strings.EqualFold(c.Name, name) {
			return c
		}
	}
	return nil
}

// callableAdapters wraps a user's function as an object of a family.
var callableAdapters = map[Kind]func(Callable) any{
	KindInitializer: func(f Callable) any { return funcInitializer{f} },
	KindRegularizer: func(f Callable) any { return funcRegularizer{f} },
	KindConstraint:  func(f Callable) any { return funcConstraint{f} },
}

type funcInitializer struct{ Callable }

func (f funcInitializer) unwrap() Callable { return f.Callable }

// AttrValue implements [AttrValuer].
func (f funcInitializer) AttrValue() any { return f.Callable }

func (f funcInitializer) Initial(c *Context, shape []int, dt tensor.DType) *tensor.Array {
	return AsTensor(f.CallValue(c, intTup(shape), dt), dt).Array()
}

type funcRegularizer struct{ Callable }

func (f funcRegularizer) unwrap() Callable { return f.Callable }

// AttrValue implements [AttrValuer].
func (f funcRegularizer) AttrValue() any { return f.Callable }

func (f funcRegularizer) Penalty(c *Context, x *tensor.Tensor) *tensor.Tensor {
	return AsTensor(f.CallValue(c, x), x.DType())
}

// nameless is a name that no regularizer has: Keras takes any and finds out
// when it asks for the penalty.
type nameless struct{ name string }

func (n nameless) Penalty(*Context, *tensor.Tensor) *tensor.Tensor {
	e := tensor.Errorf("TypeError", "'str' object is not callable")
	tensor.Throw(e.WithHint("there is no regularizer named '%s'", n.name))
	return nil
}

// ConfigValue implements [ConfigValuer].
func (n nameless) ConfigValue() any { return n.name }

// AttrValue implements [AttrValuer].
func (n nameless) AttrValue() any { return n.name }

type funcConstraint struct{ Callable }

func (f funcConstraint) unwrap() Callable { return f.Callable }

// AttrValue implements [AttrValuer].
func (f funcConstraint) AttrValue() any { return f.Callable }

func (f funcConstraint) Project(c *Context, w *tensor.Tensor) *tensor.Tensor {
	return AsTensor(f.CallValue(c, w), w.DType())
}

func intTup(shape []int) Tup {
	t := make(Tup, len(shape))
	for i, d := range shape {
		if d >= 0 {
			t[i] = d
		}
	}
	return t
}

// AsTensor is a neutral value as a tensor of dtype dt.
func AsTensor(x any, dt tensor.DType) *tensor.Tensor {
	switch x := x.(type) {
	case *tensor.Tensor:
		return x
	case *tensor.Array:
		return tensor.FromArray(x.Cast(dt))
	case *tensor.Variable:
		return tensor.FromArray(x.Value().Clone())
	}
	if v, ok := AsFloat(x); ok {
		return tensor.Full(dt, v)
	}
	if s, ok := x.(string); ok && dt != tensor.String {
		tensor.Throwf("TypeError", "Cannot convert '%s' to EagerTensor of dtype %s", s, dt.RuntimeName())
	}
	if _, ok := Sequence(x); ok {
		vals, shape := flatNumbers(x, nil)
		return tensor.FromArray(tensor.FromSlice(vals, shape...).Cast(dt))
	}
	tensor.Throw(unsupportedValue(x))
	return nil
}

// flatNumbers appends the numbers of a sequence of any depth to vals and says
// the sequence's shape; it throws what TensorFlow says for rows that differ.
func flatNumbers(x any, vals []float64) ([]float64, []int) {
	if v, ok := AsFloat(x); ok {
		return append(vals, v), []int{}
	}
	if a, ok := x.(*tensor.Array); ok {
		return append(vals, a.Floats()...), a.Shape()
	}
	items, ok := Sequence(x)
	if !ok {
		tensor.Throw(unsupportedValue(x))
	}
	var row []int
	for i, it := range items {
		var inner []int
		vals, inner = flatNumbers(it, vals)
		if i > 0 && !slices.Equal(inner, row) {
			tensor.Throwf("ValueError", "Can't convert non-rectangular Python sequence to Tensor.")
		}
		row = inner
	}
	return vals, append([]int{len(items)}, row...)
}

func unknownName(k Kind, name string) error {
	e := tensor.Errorf("ValueError", "Unknown %s: '%s'. Please ensure you are using a `keras.utils.custom_object_scope` and that this object is included in the scope. See https://www.tensorflow.org/guide/keras/save_and_serialize#registering_the_custom_object for details.", k.singular(), name)
	if near := nearestName(k, name); near != "" {
		e.WithHint("did you mean '%s'?", near)
	}
	return e
}

// nearestName is the name in a family that is spelled like name, "" for none.
func nearestName(k Kind, name string) string {
	var names []string
	for _, c := range Classes(k) {
		names = append(names, c.Name)
		names = append(names, c.Functions...)
	}
	return Nearest(name, names)
}

// CamelCase is "glorot_uniform" as "GlorotUniform".
func CamelCase(s string) string {
	var b strings.Builder
	for _, p := range strings.Split(s, "_") {
		if p != "" {
			b.WriteString(strings.ToUpper(p[:1]) + p[1:])
		}
	}
	return b.String()
}

// SnakeCase is "MaxPooling2D" as "max_pooling2d": Keras' way of naming layers
// after their class.
func SnakeCase(s string) string {
	lower := func(c byte) bool { return c >= 'a' && c <= 'z' }
	upper := func(c byte) bool { return c >= 'A' && c <= 'Z' }
	var words []byte // a word starts at an upper case letter that lower ones follow
	for i := 0; i < len(s); {
		words = append(words, s[i])
		i++
		if i+1 < len(s) && upper(s[i]) && lower(s[i+1]) {
			words = append(words, '_', s[i])
			for i++; i < len(s) && lower(s[i]); i++ {
				words = append(words, s[i])
			}
		}
	}
	var b strings.Builder
	for i, c := range words {
		if i > 0 && upper(c) && lower(words[i-1]) {
			b.WriteByte('_')
		}
		b.WriteByte(c)
	}
	name := strings.ToLower(b.String())
	if strings.HasPrefix(name, "_") {
		return "private" + name
	}
	return name
}
