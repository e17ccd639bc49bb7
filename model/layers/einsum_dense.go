package layers

import (
	"strings"

	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// EinsumDense is Dense with the product of an einsum equation.
type EinsumDense struct {
	model.Base
	Equation   string                 `arg:"equation" doc:"such as 'ab,bc->ac': inputs, kernel and outputs; '...' stands for any further axes of inputs and outputs"`
	Output     partialShape           `arg:"output_shape" doc:"lengths of the output's axes without the batch and those of '...'; None where they follow from the input"`
	Activation activations.Activation `arg:"activation" default:"None" doc:"applied to the output"`
	BiasAxes   any                    `arg:"bias_axes" default:"None" doc:"labels of the output's axes that the bias has; None for no bias"`
	kernelBias `args:"inline"`

	Kernel *tensor.Variable `weight:"kernel"`
	Bias   *tensor.Variable `weight:"bias"`

	Partial model.Tracked `attr:"partial_output_shape"`
	Full    []any         `attr:"full_output_shape"` // shape of the outputs, once built
}

// partialShape is an int or a list of ints and None; a config shows a list.
type partialShape []int

// SetArg implements [model.ArgSetter].
func (p *partialShape) SetArg(st *model.State, v any) error {
	return tensor.Catch(func() { *p = model.ShapeOf(v) })
}

// ConfigValue implements [model.ConfigValuer].
func (p partialShape) ConfigValue() any { return axisTuple(p) }

// EinsumDenseClass declares EinsumDense.
var EinsumDenseClass = declare(&model.Class{
	Name: "EinsumDense",
	Doc: "Dense layer whose product is an einsum of any shape: activation(einsum(equation, inputs, kernel) + bias). The " +
		"kernel's shape follows from the equation.",
	Example: ">>> layers.EinsumDense('abc,cd->abd', output_shape=(None, 64), bias_axes='d')(tf.ones((2, 32, 128))).shape\nTensorShape([2, 32, 64])",
	New:     func() any { return new(EinsumDense) },
	ConfigOrder: []string{"output_shape", "equation", "activation", "bias_axes", "kernel_initializer", "bias_initializer",
		"kernel_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint", "bias_constraint"},
})

// Init implements [model.Initer].
func (e *EinsumDense) Init(st *model.State) {
	e.Base.Init(st)
	e.Partial, _ = model.Sequence(axisTuple(e.Output))
	e.ActivityRegularizer = nil // Keras 2.15 takes the argument and forgets it
	e.Activation.Track(&e.Base)
}

// Build implements [model.Layer].
func (e *EinsumDense) Build(c *model.Context, in model.Value) {
	e.Base.Build(c, in)
	axes, _ := e.BiasAxes.(string)
	kernel, bias, full := einsumShapes(e.Equation, axes, c.State.OpenShape(model.One(in).Shape()), e.Output)
	e.Full = axisTuple(full)
	e.Kernel = e.addKernel(c, &e.Base, kernel...)
	if axes != "" {
		e.Bias = e.addBias(c, &e.Base, bias...)
	}
}

// Call implements [model.Layer].
func (e *EinsumDense) Call(c *model.Context, in model.Value) model.Value {
	y := c.Einsum(e.Equation, []*tensor.Tensor{model.One(in), e.ReadWeight(c, e.Kernel)})
	if b := e.ReadWeight(c, e.Bias); b != nil {
		y = c.Add(y, b)
	}
	return e.Activation.Apply(c, y)
}

// einsumLabels cuts an equation into the labels of inputs, kernel and outputs.
// left says that "..." precedes the labels of inputs and outputs.
func einsumLabels(equation string) (in, kernel, out string, left bool) {
	bad := func() {
		tensor.Throwf("ValueError", "Invalid einsum equation '%s'. Equations must be in the form [X],[Y]->[Z], ...[X],[Y]->...[Z], or [X]...,[Y]->[Z]....", equation)
	}
	sides, out, ok := strings.Cut(equation, "->")
	in, kernel, comma := strings.Cut(sides, ",")
	if !ok || !comma {
		bad()
	}
	switch {
	case strings.HasPrefix(in, "...") && strings.HasPrefix(out, "..."):
		in, out, left = in[3:], out[3:], true
	case strings.HasSuffix(in, "...") && strings.HasSuffix(out, "...") && len(in) > 4:
		in, out = in[:len(in)-3], out[:len(out)-3]
	}
	for _, part := range []string{in, kernel, out} {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			bad()
		}
	}
	return in, kernel, out, left
}

// ComputeOutputShape implements [model.ShapeComputer]: the shape that Build
// found, whatever shape is asked for.
func (e *EinsumDense) ComputeOutputShape(c *model.Context, shape any) any {
	if e.Full != nil {
		return model.Tup([]any(e.Full))
	}
	axes, _ := e.BiasAxes.(string)
	_, _, full := einsumShapes(e.Equation, axes, model.ShapeOf(shape), e.Output)
	return model.Tup(axisTuple(full))
}

// einsumShapes finds the shapes of kernel and bias for inputs of a shape, and
// the shape of the outputs, whose unknown axes are those that output leaves
// open.
func einsumShapes(equation, biasAxes string, input, output []int) (kernel, bias, full []int) {
	in, k, out, left := einsumLabels(equation)
	elided := len(input) - len(in)
	full = append([]int{input[0]}, output...)
	first := 0 // of the labels among the axes of inputs and outputs
	if left && elided > 0 {
		full = append([]int{input[0]}, append(append([]int{}, input[1:elided]...), output...)...)
		first = elided
	} else if elided > 0 {
		full = append(full, input[len(input)-elided:]...)
	}
	length := func(shape []int, labels string, label byte) (int, bool) {
		i := strings.IndexByte(labels, label)
		if i < 0 || first+i >= len(shape) {
			return 0, false
		}
		return shape[first+i], true
	}
	for i := range len(in) {
		n, _ := length(input, in, in[i])
		if m, ok := length(full, out, in[i]); ok && m >= 0 && m != n {
			tensor.Throwf("ValueError", "Input shape and output shape do not match at shared dimension '%c'. Input shape is %s, and output shape is %d.", in[i], lengthText(n), m)
		}
	}
	for i := range len(out) {
		if !strings.Contains(in, out[i:i+1]) && !strings.Contains(k, out[i:i+1]) {
			tensor.Throwf("ValueError", "Dimension '%c' was specified in the output '%s' but has no corresponding dim in the input spec '%s' or weight spec '%s'", out[i], out, in, out)
		}
	}
	for i := range len(k) {
		n, ok := length(input, in, k[i])
		if !ok {
			n, ok = length(full, out, k[i])
		}
		if !ok {
			tensor.Throwf("ValueError", "Weight dimension '%c' did not have a match in either the input spec '%s' or the output spec '%s'. For this layer, the weight must be fully specified.", k[i], in, out)
		}
		kernel = append(kernel, n)
	}
	return kernel, einsumBias(biasAxes, out, func(label byte) int { n, _ := length(full, out, label); return n }, left, elided), full
}

// einsumBias is the shape of the bias: the lengths of its axes, 1 for those
// between and after them.
func einsumBias(axes, out string, length func(label byte) int, left bool, elided int) []int {
	if axes == "" {
		return nil
	}
	first := len(out)
	for i := range len(axes) {
		at := strings.IndexByte(out, axes[i])
		if at < 0 {
			tensor.Throwf("ValueError", "Bias dimension '%c' was requested, but is not part of the output spec '%s'", axes[i], out)
		}
		first = min(first, at)
	}
	var shape []int
	for i := first; i < len(out); i++ {
		if strings.IndexByte(axes, out[i]) >= 0 {
			shape = append(shape, length(out[i]))
		} else {
			shape = append(shape, 1)
		}
	}
	if !left {
		for range max(elided, 0) {
			shape = append(shape, 1)
		}
	}
	return shape
}
