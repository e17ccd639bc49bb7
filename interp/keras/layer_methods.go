package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

func layerMethods() []object.Member {
	return append(ownVariableMembers(), []object.Member{
		layerMethod("build(self, input_shape=None)", "Makes the weights for inputs of a shape; None stands for unknown axes.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			if !a.Has("input_shape") {
				buildUnshaped(l)
				return nil
			}
			buildLayer(th, l, a.Value("input_shape"))
			return nil
		}),
		layerMethod("call(self, inputs, *args, **kwargs)", "The layer's computation; layer(inputs) runs it with all that belongs to it.", layerCallMethod),
		layerMethod("compute_output_shape(self, input_shape)", "The shape of the output for inputs of a shape.", computeOutputShape),
		layerMethod("compute_mask(self, inputs, mask=None)", "The mask of the output.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			return computeMask(th, native(l), maskedValue(th, a.Value("inputs")), a.Value("mask"))
		}),
		layerMethod("add_loss(self, losses, **kwargs)", "Adds a loss, or a function that computes one, to what training minimises.", addLoss),
		layerMethod("add_update(self, updates)", "Does nothing: updates run at once.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value { return nil }),
		layerMethod("add_metric(self, value, name=None, **kwargs)", "Adds the mean of a value to the metrics that training reports.", addMetric),
		object.Method("get_config(self)", "The arguments of the constructor, from which from_config makes an equal layer.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return configOf(th, a.Self()), nil
		}),
		fromConfigMember("layer"),
		layerMethod("get_build_config(self)", "The shape that the layer was built for.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			if shape := l.Core().BuildInputShape(); shape != nil {
				return object.DictOf("input_shape", toPython(shape))
			}
			return nil
		}),
		object.Method("build_from_config(self, config)", "Builds the layer for the shape in a build config.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if shape, ok := a.Value("config").(*object.Dict).GetStr("input_shape"); ok && shape != nil {
				return object.CallMethodOf(th, a.Self(), "build", object.Pos(shape))
			}
			return nil, nil
		}),
		layerMethod("compute_output_signature(self, input_signature)", "The shape and dtype of the output for a TensorSpec.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			shape := object.Must(object.GetAttr(th, a.Value("input_signature"), "shape"))
			out := object.Must(object.CallMethodOf(th, a.Self(), "compute_output_shape", object.Pos(shape)))
			spec := object.TypeOf(a.Value("input_signature"))
			return object.Must(object.Call(th, spec, object.Pos(out).With("dtype", l.Core().Policy.Compute.String())))
		}),
		layerMethod("_name_scope(self)", "The name scope of the layer's call.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			return binding.Context(th).ScopedName(l.Core().Label) + "/"
		}),
		object.Method("finalize_state(self)", "Does nothing: for layers with preprocessing state.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		layerMethod("_flatten_layers(self, recursive=True, include_self=True)", "The layer and all layers inside of it.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			var ls []model.Layer
			if a.Bool("include_self") {
				ls = append(ls, l)
			}
			if a.Bool("recursive") {
				ls = append(ls, nestedLayers(l.Core(), map[model.Layer]bool{})...)
			} else {
				ls = append(ls, l.Core().Sublayers()...)
			}
			return object.Must(object.Iter(th, object.NewList(toPythons(ls)...)))
		}),
	}...)
}

// nestedLayers lists the layers inside of b, each once and before those in it.
func nestedLayers(b *model.Base, seen map[model.Layer]bool) (out []model.Layer) {
	for _, l := range b.Sublayers() {
		if !seen[l] {
			seen[l] = true
			out = append(append(out, l), nestedLayers(l.Core(), seen)...)
		}
	}
	return out
}

// native is the layer of Go that a user's layer extends, or the layer itself:
// where the methods of Keras' classes work.
func native(l model.Layer) model.Layer {
	if a, ok := l.(adapter); ok {
		return a.native().(model.Layer)
	}
	return l
}

// shapeArg is an input_shape: a tuple, or a list or dict of tuples.
func shapeArg(th *object.Thread, v object.Value) any {
	if s, ok := v.(*binding.TensorShape); ok {
		return model.Tup(toModels(th, binding.ShapeTuple(s.Dims).Elems))
	}
	return toModel(th, v)
}

// computeOutputShape is layer.compute_output_shape: TensorShapes, but for
// layers that give back what they are given.
func computeOutputShape(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
	shapes := model.OutputShapes(binding.Context(th), l, shapeArg(th, a.Value("input_shape")))
	if c := native(l).Core().Class(); c != nil && c.SameShape {
		return a.Value("input_shape")
	}
	return tensorShapes(shapes)
}

// tensorShapes is shapes of package model with TensorShapes for the tuples.
func tensorShapes(v any) object.Value {
	switch x := v.(type) {
	case model.Tup:
		if len(x) > 0 {
			if _, nested := x[0].(model.Tup); nested {
				t := make([]object.Value, len(x))
				for i, e := range x {
					t[i] = tensorShapes(e)
				}
				return object.NewTuple(t...)
			}
		}
		return binding.NewTensorShape(model.ShapeOf(x))
	case []any:
		l := object.NewList()
		for _, e := range x {
			l.Elems = append(l.Elems, tensorShapes(e))
		}
		return l
	case *model.Map:
		d := object.NewDict()
		for _, k := range x.Keys {
			d.SetStr(k, tensorShapes(x.Vals[k]))
		}
		return d
	}
	return toPython(v)
}

// shapesValue is shapes of package model as user code sees them: tuples.
func shapesValue(v any) object.Value { return toPython(v) }

// buildLayer is layer.build(shape). On a layer whose class defines build, it is
// the user's own method that calls it, through super.
// buildUnshaped is build() without a shape, which only a Sequential model knows
// by itself.
func buildUnshaped(l model.Layer) {
	s, ok := native(l).(*model.Sequential)
	switch {
	case !ok:
		tensor.Throwf("TypeError", "%s.build() missing 1 required positional argument: 'input_shape'", builderOf(l))
	case s.Graph() == nil:
		tensor.Throwf("ValueError", "You must provide an `input_shape` argument.")
	}
}

// builderOf is the class whose build a layer has, for errors.
func builderOf(l model.Layer) string {
	if _, ok := native(l).(model.Model); ok {
		return "Model"
	}
	return l.Core().ClassName()
}

func buildLayer(th *object.Thread, l model.Layer, shape object.Value) {
	c := binding.Context(th)
	if _, user := l.(*userModel); user {
		switch shape.(type) {
		case int, float64, string, bool:
			tensor.Throwf("ValueError", "Specified input shape is not one of the valid types. Please specify a batch input shape of type tuple or list of input shapes. User provided input type: %s.", object.Must(object.Str(th, object.TypeOf(shape))))
		}
	}
	u, ok := l.(*userLayer)
	if ok {
		if _, ok = u.method("build"); ok {
			model.BuildAs(c, u.Layer, shapeArg(th, shape))
			return
		}
	}
	model.BuildShape(c, l, shapeArg(th, shape))
}

// layerCallMethod is layer.call(inputs): no checks, no building, no masks. From
// a user's class it is reached by super().call(inputs).
func layerCallMethod(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
	c := *binding.Context(th)
	in := &c
	in.Args, in.Pos, in.Mask = nil, nil, nil
	err := callArguments(th, in, native(l), object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")})
	if err != nil {
		object.Throw(err)
	}
	if first := model.FirstWeight(native(l)); first != "" && !l.Core().Built {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute '%s'", l.Core().ClassName(), first).WithHint("layer(inputs) builds the layer first"))
	}
	if _, plain := native(l).(*plainLayer); plain { // which gives its inputs back
		return a.Value("inputs")
	}
	return toPython(model.CallBare(in, native(l), toValue(th, a.Value("inputs"))))
}

func maskArg(th *object.Thread, v object.Value) model.Value {
	if v == nil {
		return nil
	}
	return toMask(th, v)
}

// maskedValue is what a mask is computed of: lists of numbers are compared as
// one tensor, lists of tensors are several inputs.
func maskedValue(th *object.Thread, v object.Value) model.Value {
	first := object.NativeOf(v)
	for {
		l, ok := first.(*object.List)
		if !ok || len(l.Elems) == 0 {
			break
		}
		first = object.NativeOf(l.Elems[0])
	}
	switch first.(type) {
	case int, float64:
		return binding.ToTensor(th, v, tensor.Invalid)
	}
	return toValue(th, v)
}

// computeMask is Keras' default rule: masks pass through layers that support
// masking and end the others.
func computeMask(th *object.Thread, l model.Layer, x model.Value, mask object.Value) object.Value {
	c := binding.Context(th)
	if m, ok := l.(model.Masker); ok {
		return toPython(m.ComputeMask(c, x, maskArg(th, mask)))
	}
	if !l.Core().SupportsMasking && mask != nil {
		tensor.Throwf("TypeError", "Layer %s does not support masking, but was passed an input_mask: %s", l.Core().Label, object.Must(object.Str(th, mask)))
	}
	return mask
}

// addLoss is Layer.add_loss: tensors count until the next call, functions are
// asked whenever the losses are.
func addLoss(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
	for _, k := range a.Kwargs("kwargs") {
		if k.Name != "inputs" {
			object.Throw(object.TypeErrorf("Unknown keyword arguments: dict_keys(['%s'])", k.Name))
		}
	}
	b := l.Core()
	inCall := binding.Context(th).InCall()
	var add func(v object.Value)
	add = func(v object.Value) {
		switch x := v.(type) {
		case *object.List:
			for _, e := range x.Elems {
				add(e)
			}
			return
		case *object.Tuple:
			for _, e := range x.Elems {
				add(e)
			}
			return
		}
		if object.IsCallable(v) && !binding.IsTensor(v) {
			b.AddLossFunc(func(c *model.Context) *tensor.Tensor {
				return model.AsTensor(binding.NewFunction(th, v).CallValue(c), b.Policy.Variable)
			})
			return
		}
		t := tensorArg(th, v)
		if !inCall && !t.IsSymbolic() {
			object.Throw(object.ValueErrorf("Expected a symbolic Tensors or a callable for the loss value. Please wrap your loss computation in a zero argument `lambda`."))
		}
		if !t.DType().IsFloat() {
			t = binding.Scope(th).Cast(t, binding.State(th).FloatX)
		}
		b.AddLoss(t)
	}
	add(a.Value("losses"))
	return nil
}

// addMetric is Layer.add_metric: the mean of a value under a name.
func addMetric(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
	for _, k := range a.Kwargs("kwargs") {
		if k.Name != "aggregation" {
			object.Throw(object.TypeErrorf("Unknown keyword arguments: dict_keys(['%s']). Expected `aggregation`.", k.Name))
		}
	}
	value := tensorArg(th, a.Value("value"))
	var m model.Metric
	if i := model.InfoOf(value); i != nil {
		m = i.Metric
	}
	name := a.StrOr("name", "")
	if m != nil {
		name = m.MetricCore().Label
	} else if !a.Has("name") {
		object.Throw(object.ValueErrorf("Please provide a name for your metric like `self.add_metric(tf.reduce_sum(inputs), name='mean_activation')`"))
	}
	c := binding.Context(th)
	if !c.InCall() {
		object.Throw(object.ValueErrorf("Expected a symbolic Tensor for the metric value, received: %s", object.Must(object.Str(th, a.Value("value")))))
	}
	b := l.Core()
	updated, tracked := m != nil, false
	for _, have := range b.Metrics() {
		if have.MetricCore().Label == name {
			m, tracked = have, true
		}
	}
	if m == nil {
		m = model.Find(model.KindMetric, "Mean").Make(binding.State(th), nil, model.Named{Name: "name", Value: name}).(model.Metric)
	}
	if !tracked {
		b.TrackMetric(m)
	}
	if !updated {
		m.Update(c, value, nil, nil)
	}
	return nil
}
