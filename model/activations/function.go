// Package activations declares the functions of keras.activations and the
// argument by which layers take one.
package activations

import (
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// Function is an activation function. It can be called like a function of the
// user's.
type Function struct {
	Name    string
	Params  []Param // what follows the tensor
	Keys    []string
	Hidden  bool // known by name, but no member of keras.activations
	Doc     string
	Example string
	// Act is the function as part of the op before it, where there is such a
	// form.
	Act   tensor.Act
	fused bool
	apply func(c *model.Context, x *tensor.Tensor, args []any) *tensor.Tensor
}

// Param is an argument after the tensor.
type Param struct {
	Name    string
	Default any
}

// Signature is the function's arguments as Python writes them.
func (f *Function) Signature() string {
	parts := []string{"x"}
	for _, p := range f.Params {
		parts = append(parts, p.Name+"="+model.Describe(p.Default))
	}
	return f.Name + "(" + strings.Join(parts, ", ") + ")"
}

// FuncName implements [model.Callable].
func (f *Function) FuncName() string { return f.Name }

// CallValue implements [model.Callable]: the tensor, then the further
// arguments; missing ones get their defaults.
func (f *Function) CallValue(c *model.Context, args ...any) any {
	if len(args) == 0 {
		tensor.Throwf("TypeError", "%s() missing 1 required positional argument: 'x'", f.Name)
	}
	if len(args) > 1+len(f.Params) {
		tensor.Throwf("TypeError", "%s() takes from 1 to %d positional arguments but %d were given", f.Name, 1+len(f.Params), len(args))
	}
	rest := f.defaults()
	copy(rest, args[1:])
	return f.apply(c, model.AsTensor(args[0], c.State.FloatX), rest)
}

// Apply calls the function with its defaults.
func (f *Function) Apply(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if f.Name == "linear" {
		return x
	}
	return f.apply(c, x, f.defaults())
}

func (f *Function) defaults() []any {
	if len(f.Params) == 0 {
		return nil
	}
	args := make([]any, len(f.Params))
	for i, p := range f.Params {
		args[i] = p.Default
	}
	return args
}

// ConfigValue implements [model.ConfigValuer].
func (f *Function) ConfigValue() any { return f.Name }

// Find is the function with a name, or nil.
func Find(name string) *Function {
	for _, f := range Functions {
		if f.Name == name || slices.Contains(f.Keys, name) {
			return f
		}
	}
	return nil
}

// number is a further argument as a float64; it throws TypeError.
func number(name string, v any) float64 {
	f, ok := model.AsFloat(v)
	if !ok {
		tensor.Throwf("TypeError", "`%s` should be a number, received: %s", name, model.Describe(v))
	}
	return f
}
