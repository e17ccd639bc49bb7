package layers

import (
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// Lambda wraps a function as a layer.
type Lambda struct {
	model.Base
	Function    any `arg:"function" doc:"takes the inputs and gives the outputs; may have arguments mask and training"`
	OutputShape any `arg:"output_shape" default:"None" doc:"shape of the output without the batch, or a function of the input's shape; compute_output_shape tells it"`
	Mask        any `arg:"mask" default:"None" doc:"mask of the output, or a function of inputs and mask"`
	Arguments   any `arg:"arguments" default:"None" doc:"dict of further keyword arguments of the function"`
}

// LambdaClass declares Lambda.
var LambdaClass = declare(&model.Class{
	Name:    "Lambda",
	Call:    "inputs, mask=None, training=None",
	Doc:     "Wraps a function as a layer. For a computation with weights write a subclass of layers.Layer instead.",
	Example: ">>> layers.Lambda(lambda x: x ** 2)(tf.constant([2.0, 3.0])).numpy()\narray([4., 9.], dtype=float32)",
	New:     func() any { return new(Lambda) },
	Restore: restoreLambda,
})

// Init implements [model.Initer].
func (l *Lambda) Init(st *model.State) {
	l.Base.Init(st)
	l.SupportsMasking = true
	if l.Arguments == nil {
		l.Arguments = model.NewMap()
	}
	if _, ok := l.Function.(model.Callable); !ok {
		tensor.Throwf("TypeError", "unsupported callable")
	}
}

// ComputeOutputShape implements [model.ShapeComputer]: what output_shape says
// of the outputs, where it is given.
func (l *Lambda) ComputeOutputShape(c *model.Context, shape any) any {
	switch given := l.OutputShape.(type) {
	case nil:
		return model.CalledShapes(c, l, shape)
	case model.Callable:
		return given.CallValue(c, shape)
	default:
		batch, _ := model.Sequence(shape)
		if items, ok := model.Sequence(given); ok && len(batch) > 0 {
			return model.Tup(append([]any{batch[0]}, items...))
		}
		return given
	}
}

// RunsUserCode implements [model.UserCode].
func (*Lambda) RunsUserCode() bool { return true }

// Call implements [model.Layer]. It throws ValueError where the function makes
// variables, which nothing would keep for the next call.
func (l *Lambda) Call(c *model.Context, in model.Value) (out model.Value) {
	if made := c.NewVariables(func() { out = l.apply(c, in) }); len(made) > 0 {
		l.refuse(in, made)
	}
	return out
}

func (l *Lambda) refuse(in model.Value, made []*tensor.Variable) {
	symbolic := slices.ContainsFunc(model.Leaves(in), (*tensor.Tensor).IsSymbolic)
	var lines strings.Builder
	for _, v := range made {
		text := v.Repr(tensor.DefaultPrintOptions())
		if symbolic {
			text, _, _ = strings.Cut(text, ", numpy=")
			text += ">"
		}
		lines.WriteString("  " + text + "\n")
	}
	e := tensor.Errorf("ValueError", "\nThe following Variables were created within a Lambda layer (%s)\nbut are not tracked by said layer:\n%sThe layer cannot safely ensure proper Variable reuse across multiple\ncalls, and consequently this behavior is disallowed for safety. Lambda\nlayers are not well suited to stateful computation; instead, writing a\nsubclassed Layer is the recommend way to define layers with\nVariables.", l.Label, lines.String())
	tensor.Throw(e)
}

// apply calls the function with the arguments that it takes.
func (l *Lambda) apply(c *model.Context, in model.Value) model.Value {
	f := l.Function.(model.Callable)
	named, ok := f.(model.KeywordCallable)
	if !ok {
		return f.CallValue(c, in)
	}
	var kw []model.Named
	if m, ok := l.Arguments.(*model.Map); ok {
		for _, k := range m.Keys {
			kw = append(kw, model.Named{Name: k, Value: m.Vals[k]})
		}
	}
	params := named.ParamNames()
	if slices.Contains(params, "mask") {
		kw = append(kw, model.Named{Name: "mask", Value: c.Mask})
	}
	if slices.Contains(params, "training") {
		var training any
		if c.TrainingSet || c.Training {
			training = c.Training
		}
		kw = append(kw, model.Named{Name: "training", Value: training})
	}
	return named.CallNamed(c, []any{in}, kw)
}

// ComputeMask implements [model.Masker].
func (l *Lambda) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	if f, ok := l.Mask.(model.Callable); ok {
		return f.CallValue(c, in, mask)
	}
	return l.Mask
}

// GetConfig implements [model.Configer].
func (l *Lambda) GetConfig(st *model.State) *model.Map {
	m := model.BaseConfig(&l.Base)
	put := func(name, module string, v any) {
		value, kind, where := functionConfig(st, v)
		m.Set(name, value).Set(name+"_type", kind).Set(module, where)
	}
	put("function", "module", l.Function)
	put("output_shape", "output_shape_module", l.OutputShape)
	if l.Mask != nil {
		put("mask", "mask_module", l.Mask)
	}
	return m.Set("arguments", l.Arguments)
}

// functionConfig is how a function, or a plain value in its place, stands in a
// Lambda's config: the value, its type and its module.
func functionConfig(st *model.State, v any) (value any, kind string, module any) {
	f, ok := v.(model.Callable)
	if !ok {
		return v, "raw", nil
	}
	if p, ok := f.(model.Portable); ok {
		if code, defaults, closure, ok := p.Portable(); ok {
			return model.Tup{code, defaults, closure}, "lambda", "__main__"
		}
	}
	return f, "lambda", "__main__"
}

// restoreLambda makes a Lambda from its config. A named function is looked up
// among the custom objects; a lambda cannot be read back from a file.
func restoreLambda(st *model.State, cfg *model.Map) any {
	kw := []model.Named{}
	for _, k := range cfg.Keys {
		switch k {
		case "function", "output_shape", "mask":
			kw = append(kw, model.Named{Name: k, Value: restoreFunction(st, cfg.Vals[k], cfg.Get(k+"_type"))})
		case "module", "function_type", "output_shape_type", "output_shape_module", "mask_type", "mask_module":
		default:
			kw = append(kw, model.Named{Name: k, Value: cfg.Vals[k]})
		}
	}
	return model.Find(model.KindLayer, "Lambda").Make(st, nil, kw...)
}

// writtenFunction makes a function of (code, defaults, closure), nil of anything
// else.
func writtenFunction(st *model.State, v, kind any) model.Callable {
	parts, ok := model.Sequence(v)
	if !ok || kind != "lambda" || len(parts) != 3 || st.FunctionOf == nil {
		return nil
	}
	code, ok := parts[0].(string)
	if !ok {
		return nil
	}
	if st.SafeFiles {
		throwUnsafeLambda()
	}
	f, err := st.FunctionOf(code, parts[1], parts[2])
	tensor.Check(err)
	return f
}

func throwUnsafeLambda() {
	tensor.Throwf("ValueError", "Requested the deserialization of a Lambda layer with a Python `lambda` inside it. This carries a potential risk of arbitrary code execution and thus it is disallowed by default. If you trust the source of the saved model, you can pass `safe_mode=False` to the loading function in order to allow Lambda layer loading.")
}

func restoreFunction(st *model.State, v, kind any) any {
	if f, ok := v.(model.Callable); ok && kind == "lambda" {
		return f
	}
	if f := writtenFunction(st, v, kind); f != nil {
		return f
	}
	name, _ := v.(string)
	if f, ok := st.Custom[name]; ok && (kind == "lambda" || kind == "function") {
		return f
	}
	switch kind {
	case "function":
		tensor.Throw(tensor.Errorf("TypeError", "Could not locate function '%s'. Make sure custom classes are decorated with `@keras.saving.register_keras_serializable()`.", name).
			WithHint("pass custom_objects={'%s': %s}", name, name))
	case "lambda":
		throwUnsafeLambda()
	}
	return v
}
