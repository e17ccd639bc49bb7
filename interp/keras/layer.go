package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/tf"
	"kerash/model"
	"kerash/tensor"
)

// plainLayer is a layer that does nothing: what classes that derive from
// layers.Layer extend.
type plainLayer struct{ model.Base }

// Call implements model.Layer.
func (l *plainLayer) Call(c *model.Context, x model.Value) model.Value { return x }

// plainLayerDecl declares layers.Layer.
var plainLayerDecl = &model.Class{
	Kind: model.KindLayer, Name: "Layer",
	Doc: "The class from which all layers derive.\n\n" +
		"A layer has weights, made by build(input_shape) or in __init__, and a computation, call(inputs). Layers and " +
		"variables that are assigned to attributes become parts of it.",
	New: func() any { return new(plainLayer) },
}

// layerClass is layers.Layer.
func layerClass() *object.Class { return layerClassOnce.get(newLayerClass) }

var layerClassOnce lazyClass

func newLayerClass() *object.Class {
	cls := &object.Class{Name: "Layer", Module: "keras.src.engine.base_layer", Doc: plainLayerDecl.Doc,
		Signature: "Layer(trainable=True, name=None, dtype=None, dynamic=False, **kwargs)", Members: layerMembers,
		Call: callLayer, GetAttr: layerAttr, SetAttr: setLayerAttr, DelAttr: delLayerAttr, AttrNames: declaredNames}
	cls.Also = tf.ModuleClass
	construct(cls, plainLayerDecl, family{layerClass0, adaptLayer})
	init := cls.Init
	cls.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		return init(th, inst, layerArgs(args))
	}
	cls.New = func(th *object.Thread, _ *object.Class, args object.Args) (object.Value, error) {
		pos, kw := toArgs(th, layerArgs(args))
		return plainLayerDecl.Make(binding.State(th), pos, kw...), nil
	}
	declared.mu.Lock()
	bindClass(plainLayerDecl, cls)
	declared.mu.Unlock()
	return cls
}

func layerClass0() *object.Class { return object.ObjectClass }

// layerArgs names the positional arguments of Layer.__init__, whose order is
// not that of the declared arguments.
func layerArgs(args object.Args) object.Args {
	out := object.Args{Kw: args.Kw}
	for i, v := range args.Pos {
		if names := []string{"trainable", "name", "dtype", "dynamic"}; i < len(names) {
			out = out.With(names[i], v)
		} else {
			out.Pos = append(out.Pos, v)
		}
	}
	return out
}

// layerOf is the layer that a Python value is.
func layerOf(v object.Value) model.Layer {
	l, ok := object.NativeOf(v).(model.Layer)
	if !ok {
		object.Throw(object.TypeErrorf("descriptor requires a 'Layer' object but received a '%s'", object.TypeName(v)))
	}
	return l
}

// layerGetter declares a read-only property of layers.
func layerGetter(name, doc string, get func(th *object.Thread, b *model.Base) object.Value) object.Member {
	return object.GetSet(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
		return get(th, layerOf(self).Core()), nil
	}, func(th *object.Thread, self, v object.Value) error {
		return object.AttributeErrorf("Can't set the attribute \"%s\", likely because it conflicts with an existing read-only @property of the object. Please choose a different name.", name)
	})
}

// layerGetSet declares a property of layers that can be set.
func layerGetSet(name, doc string, get func(th *object.Thread, b *model.Base) object.Value, set func(th *object.Thread, b *model.Base, v object.Value)) object.Member {
	return object.GetSet(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
		return get(th, layerOf(self).Core()), nil
	}, func(th *object.Thread, self, v object.Value) error {
		set(th, layerOf(self).Core(), v)
		return nil
	})
}

// layerMethod declares a method of layers.
func layerMethod(sig, doc string, f func(th *object.Thread, l model.Layer, a *object.Bound) object.Value) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(th, layerOf(a.Self()), a), nil
	})
}

func layerMembers() []object.Member {
	var ms []object.Member
	for _, part := range [][]object.Member{layerProperties(), weightMembers(), connectionMembers(), layerMethods()} {
		ms = append(ms, part...)
	}
	return object.Owned("Layer", ms)
}

func layerProperties() []object.Member {
	flag := func(name, doc string, field func(b *model.Base) *bool) object.Member {
		return layerGetSet(name, doc, func(th *object.Thread, b *model.Base) object.Value { return *field(b) },
			func(th *object.Thread, b *model.Base, v object.Value) { *field(b) = object.Must(object.Truth(th, v)) })
	}
	return []object.Member{
		layerGetter("name", "the layer's name", func(th *object.Thread, b *model.Base) object.Value { return b.Label }),
		layerGetSet("_name", "the layer's name; setting it renames the layer", func(th *object.Thread, b *model.Base) object.Value { return b.Label },
			func(th *object.Thread, b *model.Base, v object.Value) { b.Label = object.Must(object.Str(th, v)) }),
		layerGetSet("trainable", "whether training changes the weights", func(th *object.Thread, b *model.Base) object.Value { return b.CanTrain },
			func(th *object.Thread, b *model.Base, v object.Value) {
				b.SetTrainable(object.Must(object.Truth(th, v)))
			}),
		flag("built", "whether the weights have been made", func(b *model.Base) *bool { return &b.Built }),
		flag("dynamic", "whether the layer may only run eagerly", func(b *model.Base) *bool { return &b.Dynamic }),
		flag("stateful", "whether the layer keeps state between batches", func(b *model.Base) *bool { return &b.Stateful }),
		flag("supports_masking", "whether the layer passes masks on", func(b *model.Base) *bool { return &b.SupportsMasking }),
		flag("_autocast", "whether floating point inputs are cast to compute_dtype", func(b *model.Base) *bool { return &b.AutoCast }),
		layerGetter("dtype", "the dtype of the weights", func(th *object.Thread, b *model.Base) object.Value { return b.Policy.Variable.String() }),
		layerGetter("variable_dtype", "the dtype of the weights", func(th *object.Thread, b *model.Base) object.Value { return b.Policy.Variable.String() }),
		layerGetter("compute_dtype", "the dtype of the computation", func(th *object.Thread, b *model.Base) object.Value { return b.Policy.Compute.String() }),
		layerGetter("dtype_policy", "the dtypes of weights and computation", func(th *object.Thread, b *model.Base) object.Value { return &policy{b.Policy} }),
		layerGetSet("activity_regularizer", "penalty on the layer's output", func(th *object.Thread, b *model.Base) object.Value { return toPython(b.ActivityRegularizer) },
			func(th *object.Thread, b *model.Base, v object.Value) {
				b.ActivityRegularizer, _ = model.Resolve(binding.State(th), model.KindRegularizer, toModel(th, v)).(model.Regularizer)
			}),
		layerGetSet("input_spec", "what the inputs have to look like", func(th *object.Thread, b *model.Base) object.Value { return specValue(b) },
			func(th *object.Thread, b *model.Base, v object.Value) { b.Spec = specArg(th, v) }),
		layerGetter("losses", "penalties on weights and outputs, and what add_loss added", func(th *object.Thread, b *model.Base) object.Value {
			return tensorList(b.Losses(binding.Context(th)))
		}),
		layerGetter("updates", "always empty: updates run at once", func(th *object.Thread, b *model.Base) object.Value { return object.NewList() }),
		layerGetter("metrics", "the metrics of the layer and its sublayers", func(th *object.Thread, b *model.Base) object.Value {
			return object.NewList(toPythons(b.Metrics())...)
		}),
		layerGetter("submodules", "all layers inside of the layer", func(th *object.Thread, b *model.Base) object.Value {
			return object.NewTuple(toPythons(model.Submodules(b))...)
		}),
		object.Getter("name_scope", "the method that gives the name scope of the layer's call", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.GetAttr(th, self, "_name_scope")
		}),
		layerGetter("_layers", "the layers directly inside of the layer", func(th *object.Thread, b *model.Base) object.Value {
			return object.NewList(toPythons(b.Sublayers())...)
		}),
	}
}

func tensorList(ts []*tensor.Tensor) *object.List {
	return object.NewList(toPythons(ts)...)
}

func weightMembers() []object.Member {
	var ms []object.Member
	list := func(doc string, get func(b *model.Base) []*tensor.Variable, names ...string) {
		for _, n := range names {
			ms = append(ms, layerGetter(n, doc, func(th *object.Thread, b *model.Base) object.Value {
				return &object.List{Elems: toPythons(get(b)), About: b.Self()}
			}))
		}
	}
	list("all weights", (*model.Base).Weights, "weights", "variables")
	list("the weights that training changes", (*model.Base).TrainableWeights, "trainable_weights", "trainable_variables")
	list("the weights that training does not change", (*model.Base).NonTrainableWeights, "non_trainable_weights", "non_trainable_variables")
	return append(ms,
		layerMethod("get_weights(self)", "Copies of the weights' values, a list of arrays.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			return object.NewList(toPythons(l.Core().WeightValues())...)
		}),
		layerMethod("set_weights(self, weights)", "Sets the weights from a list of arrays, in the order of get_weights.", setWeights),
		layerMethod("count_params(self)", "The number of elements of all weights.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			return l.Core().CountParams()
		}),
		layerMethod("add_weight(self, name=None, shape=None, dtype=None, initializer=None, regularizer=None, trainable=None, constraint=None, use_resource=None, synchronization=None, aggregation=None, **kwargs)",
			"Makes a weight of the layer.", addWeight),
		layerMethod("add_variable(self, *args, **kwargs)", "The old name of add_weight.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			return object.Must(object.CallMethodOf(th, a.Self(), "add_weight", object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")}))
		}),
	)
}

func setWeights(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
	given, b := a.Value("weights"), l.Core()
	ws := b.Weights()
	if n := object.Must(object.Len(th, given)); n != len(ws) {
		text := []rune(object.Must(object.Str(th, given)))
		object.Throw(object.ValueErrorf("You called `set_weights(weights)` on layer \"%s\" with a weight list of length %d, but the layer was expecting %d weights. Provided weights: %s...",
			b.Label, n, len(ws), string(text[:min(len(text), 50)])))
	}
	values := make([]*tensor.Array, len(ws))
	for i, w := range a.Elems("weights") {
		values[i] = shapedArg(th, w)
		if values[i] == nil && ws[i].Value().Rank() > 0 {
			object.Throw(object.ValueErrorf("Layer %s weight shape %s is not compatible with provided weight shape ().", b.Label, tensor.ShapeString(ws[i].Shape())))
		} else if values[i] == nil {
			values[i] = arrayArg(th, w)
		}
	}
	b.SetWeightValues(values)
	return nil
}

// shapedArg is an argument with a shape as an array, nil for a list or number.
func shapedArg(th *object.Thread, v object.Value) *tensor.Array {
	switch object.NativeOf(v).(type) {
	case *tensor.Array, *tensor.Tensor, *tensor.Variable, *binding.Scalar:
		return arrayArg(th, v)
	}
	return nil
}

// weightShape is the shape of a weight; it throws for a negative length, which
// is not an open one.
func weightShape(th *object.Thread, v object.Value) []int {
	switch v.(type) {
	case string, float64, *object.List, *object.Tuple:
		return model.TensorDims(toModel(th, v))
	}
	return binding.ToShape(th, v)
}

// addWeight is Layer.add_weight. A weight made in __init__ has a plain name, one
// made in build the layer's name before its own.
func addWeight(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
	cast := true
	for _, k := range a.Kwargs("kwargs") {
		switch k.Name {
		case "experimental_autocast":
			cast = object.Must(object.Truth(th, k.Value))
		case "collections", "caching_device", "getter", "layout", "experimental_enable_variable_lifting":
		default:
			object.Throw(object.TypeErrorf("('Unknown keyword argument:', %s)", object.Must(object.Repr(th, k.Name))))
		}
	}
	st := binding.State(th)
	var opts []model.WeightOption
	if a.Has("dtype") {
		opts = append(opts, model.WithDType(binding.ToDType(th, a.Value("dtype"))))
	}
	if a.Has("trainable") && !a.Bool("trainable") {
		opts = append(opts, model.Frozen())
	}
	if r, ok := model.Resolve(st, model.KindRegularizer, toModel(th, a.Value("regularizer"))).(model.Regularizer); ok {
		opts = append(opts, model.Regularized(r))
	}
	if k, ok := model.Resolve(st, model.KindConstraint, toModel(th, a.Value("constraint"))).(model.Constraint); ok {
		opts = append(opts, model.Constrained(k))
	}
	init, _ := model.Resolve(st, model.KindInitializer, toModel(th, a.Value("initializer"))).(model.Initializer)
	var shape []int
	if a.Has("shape") {
		shape = weightShape(th, a.Value("shape"))
	}
	v := l.Core().AddWeight(binding.Context(th), a.StrOr("name", "Variable"), shape, init, opts...)
	p := l.Core().Policy
	v.AutoCast = cast && p.Compute != p.Variable && v.DType().IsFloat()
	return v
}
