package model

import (
	"strings"

	"kerash/tensor"
)

// OpFunction is a function of a library that takes part in functional graphs:
// used on symbolic tensors it becomes an [OpLayer].
type OpFunction struct {
	// Symbol is its name without "tf.": "math.multiply", "nn.relu",
	// "__operators__.getitem".
	Symbol string
	// Params is the names of its parameters, for the config.
	Params []string
	// Part says that it is a method or a property of ragged or sparse tensors:
	// InstanceMethod or InstanceProperty.
	Part string
	// Call computes it on tensors.
	Call func(c *Context, pos []any, kw map[string]any) Value
}

// OpLayer is the use of a library function in a functional graph, which Keras
// makes of operators and tf functions on symbolic tensors.
type OpLayer struct {
	Base
	Op *OpFunction
}

// OpLayerClass declares TFOpLambda.
var OpLayerClass = Declare(&Class{
	Kind: KindLayer, Name: "TFOpLambda",
	Doc: "A TensorFlow function as a layer; made by using the function on symbolic tensors.",
	New: func() any { return new(OpLayer) },
})

// SlicingOpLayerClass declares SlicingOpLambda.
var SlicingOpLayerClass = Declare(&Class{
	Kind: KindLayer, Name: "SlicingOpLambda",
	Doc: "Indexing as a layer; made by indexing symbolic tensors.",
	New: func() any { return new(OpLayer) },
})

// InstanceMethodClass declares InstanceMethod.
var InstanceMethodClass = Declare(&Class{
	Kind: KindLayer, Name: "InstanceMethod",
	Doc: "A method of ragged or sparse tensors as a layer; made by calling it on symbolic ones.",
	New: func() any { return new(OpLayer) },
})

// InstancePropertyClass declares InstanceProperty.
var InstancePropertyClass = Declare(&Class{
	Kind: KindLayer, Name: "InstanceProperty",
	Doc: "An attribute of ragged or sparse tensors as a layer; made by asking a symbolic one for it.",
	New: func() any { return new(OpLayer) },
})

// ApplyOp adds a use of f to the graph that the symbolic tensors among the
// arguments belong to.
func ApplyOp(c *Context, f *OpFunction, pos []any, kw ...Named) Value {
	l := NewOpLayer(c.State, f, "")
	in := *c
	in.Args, in.Pos, in.Mask, in.TrainingSet = nil, nil, nil, false
	for _, k := range kw {
		if len(pos) == 0 && len(f.Params) > 0 && k.Name == f.Params[0] {
			pos = []any{k.Value}
			continue
		}
		if in.Args == nil {
			in.Args = map[string]any{}
		}
		in.Args[k.Name] = k.Value
	}
	if len(pos) == 0 {
		tensor.Throwf("TypeError", "%s() missing 1 required positional argument: '%s'", f.Symbol, strings.Join(f.Params[:min(1, len(f.Params))], ""))
	}
	in.Pos = pos[1:]
	return Apply(&in, l, pos[0])
}

// NewOpLayer makes the layer of a function; "" stands for tf.SYMBOL,
// tf.SYMBOL_1, ….
func NewOpLayer(st *State, f *OpFunction, name string) *OpLayer {
	l := &OpLayer{Op: f}
	l.setClass(opLayerClass(f), l)
	l.Label, l.CanTrain = name, true
	if name == "" {
		l.Label = "tf." + f.Symbol
		if f.Part != "" {
			l.Label = "input." + f.Symbol
		}
		l.Label = st.unobservedName(l.Label)
	}
	l.Policy.SetArg(st, nil)
	return l
}

func opLayerClass(f *OpFunction) *Class {
	switch {
	case f.Part == "InstanceMethod":
		return InstanceMethodClass
	case f.Part == "InstanceProperty":
		return InstancePropertyClass
	case f.Symbol == "__operators__.getitem" || f.Symbol == "__operators__.ragged_getitem":
		return SlicingOpLayerClass
	}
	return OpLayerClass
}

// Call implements [Layer].
func (l *OpLayer) Call(c *Context, x Value) Value {
	kw := map[string]any{}
	for k, v := range c.Args {
		if k != "name" {
			kw[k] = v
		}
	}
	return l.Op.Call(c, append([]any{x}, c.Pos...), kw)
}

// AddConfig implements [ConfigAdder].
func (l *OpLayer) AddConfig(m *Map) {
	key := "function"
	switch l.Op.Part {
	case "InstanceMethod":
		key = "method_name"
	case "InstanceProperty":
		key = "attr_name"
	}
	m.Set(key, l.Op.Symbol)
}

// Module implements [UserObject].
func (l *OpLayer) Module() string { return "keras.src.layers.core.tf_op_layer" }

// RegisteredName implements [UserObject].
func (l *OpLayer) RegisteredName() string { return l.ClassName() }

// restoreOp finds the function of an op layer by its name.
func restoreOp(st *State, m *Map) any {
	symbol, _ := m.Get("function").(string)
	for key, part := range map[string]string{"method_name": "InstanceMethod.", "attr_name": "InstanceProperty."} {
		if name, ok := m.Get(key).(string); ok {
			symbol = part + name
		}
	}
	var f *OpFunction
	if st.OpFunction != nil {
		f = st.OpFunction(symbol)
	}
	if f == nil {
		tensor.Throwf("ValueError", "TF symbol `%s` could not be found.", symbol)
	}
	name, _ := m.Get("name").(string)
	return NewOpLayer(st, f, name)
}

// Ellipsis is Python's ... among the arguments of a call.
type Ellipsis struct{}
