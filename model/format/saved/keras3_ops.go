package saved

import (
	"strings"

	"kerash/model"
)

// op3 is what an operation of keras.ops is in TensorFlow: the function and the
// names of its parameters, and what it calls the operation's own arguments.
type op3 struct {
	function string
	params   []string
	names    map[string]string
}

func unary(prefix, param string, classes ...string) map[string]op3 {
	out := map[string]op3{}
	for _, c := range classes {
		out[c] = op3{function: prefix + strings.ToLower(c), params: []string{param}}
	}
	return out
}

// ops3 gives the operations that graphs of Keras 3 consist of besides layers.
func ops3() map[string]op3 {
	out := map[string]op3{
		"Absolute": {function: "math.abs", params: []string{"x"}}, "Log1p": {function: "math.log1p", params: []string{"x"}},
		"Softmax": {function: "nn.softmax", params: []string{"logits"}}, "LogSoftmax": {function: "nn.log_softmax", params: []string{"logits"}},
		"LeakyRelu":   {function: "nn.leaky_relu", params: []string{"features"}, names: map[string]string{"negative_slope": "alpha"}},
		"Matmul":      {function: "linalg.matmul", params: []string{"a", "b"}},
		"Concatenate": {function: "concat", params: []string{"values"}}, "Stack": {function: "stack", params: []string{"values"}},
		"Reshape":    {function: "reshape", params: []string{"tensor", "shape"}, names: map[string]string{"newshape": "shape"}},
		"Transpose":  {function: "transpose", params: []string{"a"}, names: map[string]string{"axes": "perm"}},
		"ExpandDims": {function: "expand_dims", params: []string{"input"}}, "Squeeze": {function: "squeeze", params: []string{"input"}},
		"Clip":  {function: "clip_by_value", params: []string{"t"}, names: map[string]string{"x_min": "clip_value_min", "x_max": "clip_value_max"}},
		"Where": {function: "where", params: []string{"condition", "x", "y"}}, "Cast": {function: "cast", params: []string{"x"}},
		"Repeat": {function: "repeat", params: []string{"input"}}, "Tile": {function: "tile", params: []string{"input"}, names: map[string]string{"repeats": "multiples"}},
		"Argmax": {function: "math.argmax", params: []string{"input"}}, "Argmin": {function: "math.argmin", params: []string{"input"}},
		"Cumsum": {function: "math.cumsum", params: []string{"x"}}, "GetItem": {function: "__operators__.getitem", params: []string{"a", "slice_spec"}},
	}
	add := func(more map[string]op3) {
		for name, op := range more {
			out[name] = op
		}
	}
	add(unary("math.", "x", "Negative", "Square", "Sqrt", "Exp", "Expm1", "Log", "Sin", "Cos", "Tan", "Tanh", "Sinh", "Cosh", "Sign", "Floor", "Ceil", "Round", "Sigmoid", "Rsqrt", "Erf"))
	add(unary("math.", "features", "Softplus"))
	add(unary("nn.", "features", "Relu", "Relu6", "Silu", "Gelu", "Elu", "Selu", "Softsign"))
	for class, function := range map[string]string{
		"Add": "add", "Subtract": "subtract", "Multiply": "multiply", "Divide": "divide", "TrueDivide": "truediv", "FloorDivide": "floordiv", "Mod": "floormod",
		"Power": "pow", "Maximum": "maximum", "Minimum": "minimum", "Greater": "greater", "GreaterEqual": "greater_equal", "Less": "less",
		"LessEqual": "less_equal", "Equal": "equal", "NotEqual": "not_equal", "LogicalAnd": "logical_and", "LogicalOr": "logical_or",
	} {
		out[class] = op3{function: "math." + function, params: []string{"x", "y"}}
	}
	for class, function := range map[string]string{"Mean": "mean", "Sum": "sum", "Max": "max", "Min": "min", "Prod": "prod", "Var": "variance", "Std": "std", "Any": "any", "All": "all"} {
		out[class] = op3{function: "math.reduce_" + function, params: []string{"input_tensor"}}
	}
	return out
}

// opFromKeras3 turns an operation of keras.ops in a graph into the layer that
// Keras 2 makes of TensorFlow's function; m itself for a layer.
func opFromKeras3(m *model.Map) *model.Map {
	module, _ := m.Get("module").(string)
	class, _ := m.Get("class_name").(string)
	cfg, _ := m.Get("config").(*model.Map)
	// HDF5 files leave modules out; all layers have "trainable".
	bare := module == "" && m.Has("inbound_nodes") && class != "InputLayer" && !cfg.Has("trainable")
	if !bare && !strings.HasPrefix(module, "keras.src.ops.") {
		return m
	}
	op, ok := ops3()[class]
	if !ok {
		return m
	}
	own := model.NewMap()
	for _, k := range cfg.Keys {
		if v := cfg.Vals[k]; k != "name" && k != "dtype" && v != nil || class == "Cast" && k == "dtype" {
			own.Set(op.name(k), v)
		}
	}
	uses, _ := m.Get("inbound_nodes").([]any)
	for i, u := range uses {
		if use, ok := u.(*model.Map); ok {
			uses[i] = op.use(use, own)
		}
	}
	name := m.Get("name")
	return model.NewMap().Set("class_name", "TFOpLambda").Set("name", name).Set("inbound_nodes", uses).
		Set("config", model.NewMap().Set("name", name).Set("trainable", true).Set("dtype", "float32").Set("function", op.function))
}

func (op op3) name(k string) string {
	if n, ok := op.names[k]; ok {
		return n
	}
	return k
}

// use gives the arguments of a use their names in TensorFlow's function.
func (op op3) use(u, own *model.Map) *model.Map {
	args, _ := u.Get("args").([]any)
	given, _ := u.Get("kwargs").(*model.Map)
	kw := model.NewMap()
	for _, k := range own.Keys {
		kw.Set(k, own.Vals[k])
	}
	if given != nil {
		for _, k := range given.Keys {
			kw.Set(op.name(k), given.Vals[k])
		}
	}
	for i, a := range args {
		if i > 0 && i < len(op.params) {
			kw.Set(op.params[i], a)
		}
	}
	return model.NewMap().Set("args", args[:min(1, len(args))]).Set("kwargs", kw)
}
