package activations

import (
	"kerash/model"
	"kerash/tensor"
)

// Activation is the activation argument of a layer: a function, a layer or a
// function of the user's. The zero value is linear.
type Activation struct {
	fn    *Function
	layer model.Layer
	user  model.Callable
}

// Of is the activation with a name of [Functions].
func Of(name string) Activation { return Activation{fn: Find(name)} }

// SetArg implements [model.ArgSetter]: None, a name, a config, a function or a
// layer.
func (a *Activation) SetArg(st *model.State, v any) error {
	return tensor.Catch(func() { *a = Get(st, v) })
}

// layerNames is the layers that strings may mean, as in keras.activations.
var layerNames = map[string]bool{"ELU": true, "LeakyReLU": true, "PReLU": true, "ReLU": true, "Softmax": true, "ThresholdedReLU": true}

// Get turns what a user may give for an activation into one. It throws
// ValueError for an unknown name and TypeError for anything else.
func Get(st *model.State, v any) Activation {
	switch x := v.(type) {
	case nil:
		return Of("linear")
	case Activation:
		return x
	case *Function:
		return Activation{fn: x}
	case model.Layer:
		return Activation{layer: x}
	case model.Callable:
		return Activation{user: x}
	case string:
		return byName(st, x)
	case *model.Map:
		return fromConfig(st, x)
	}
	tensor.Throwf("TypeError", "Could not interpret activation function identifier: %s", model.Describe(v))
	return Activation{}
}

func byName(st *model.State, name string) Activation {
	if custom, ok := st.Custom[name]; ok {
		return Get(st, custom)
	}
	if f := Find(name); f != nil {
		return Activation{fn: f}
	}
	if layerNames[name] {
		return Activation{layer: model.Find(model.KindLayer, name).Make(st, nil).(model.Layer)}
	}
	var names []string
	for _, f := range Functions {
		names = append(names, f.Name)
	}
	e := tensor.Errorf("ValueError", "Unknown activation function '%s' cannot be deserialized.", name)
	if near := model.Nearest(name, names); near != "" {
		e.WithHint("did you mean '%s'?", near)
	}
	tensor.Throw(e)
	return Activation{}
}

func fromConfig(st *model.State, m *model.Map) Activation {
	class, _ := m.Get("class_name").(string)
	if name, ok := m.Get("config").(string); ok && class == "function" {
		return byName(st, name)
	}
	if m.Get("config") == nil && Find(class) != nil {
		return byName(st, class)
	}
	if model.Find(model.KindLayer, class) == nil && st.Custom[class] == nil {
		return byName(st, class)
	}
	return Activation{layer: model.FromConfig(st, model.KindLayer, m).(model.Layer)}
}

// Apply computes the activation of x.
func (a Activation) Apply(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	switch {
	case a.layer != nil:
		return model.One(c.Call(a.layer, x, nil))
	case a.user != nil:
		return model.AsTensor(a.user.CallValue(c, x), x.DType())
	case a.fn != nil:
		return a.fn.Apply(c, x)
	}
	return x
}

// Act is the activation as part of the op before it; ok is false when it has
// to be applied by itself.
func (a Activation) Act() (act tensor.Act, ok bool) {
	switch {
	case a.layer != nil || a.user != nil:
		return tensor.ActNone, false
	case a.fn == nil:
		return tensor.ActNone, true
	}
	return a.fn.Act, a.fn.fused
}

// Is reports whether the activation is the function with a name.
func (a Activation) Is(name string) bool {
	if a.fn == nil {
		return name == "linear" && a.layer == nil && a.user == nil
	}
	return a.fn.Name == name
}

// Track makes an activation that is a layer a part of b.
func (a Activation) Track(b *model.Base) {
	if a.layer != nil {
		b.Track(a.layer)
	}
}

// ConfigValueIn implements [model.StateConfigValuer]: the name of a function,
// or the config of a layer.
func (a Activation) ConfigValueIn(st *model.State) any {
	switch {
	case a.layer != nil:
		return model.Serialize(st, a.layer)
	case a.user != nil:
		if f := Find(a.user.FuncName()); f != nil {
			return f.Name
		}
		return model.SerializeFunction(st, a.user)
	case a.fn != nil:
		return a.fn.Name
	}
	return "linear"
}

// AttrValue implements [model.AttrValuer]: the function or layer itself.
func (a Activation) AttrValue() any {
	switch {
	case a.layer != nil:
		return a.layer
	case a.user != nil:
		return a.user
	case a.fn != nil:
		return a.fn
	}
	return Find("linear")
}
