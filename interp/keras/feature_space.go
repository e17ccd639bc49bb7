package keras

import (
	"slices"

	"kerash/interp/object"
	"kerash/model/data"
)

// featureSpaceClass is keras.utils.FeatureSpace.
func featureSpaceClass() *object.Class { return featureSpaceOnce.get(newFeatureSpaceClass) }

var featureSpaceOnce lazyClass

// newFeatureSpaceClass declares a layer as user code would: its attributes are
// Python's, and layers in them are its parts.
func newFeatureSpaceClass() *object.Class {
	cls := &object.Class{Name: "FeatureSpace", Module: featureModule, Base: layerClass(),
		Doc: "Encodes structured data: from dicts of features to one vector, or to a dict of encoded features.\n\n" +
			"features says for each name what kind it is: a string such as 'integer_categorical', or what the class methods " +
			"float, float_normalized, float_rescaled, float_discretized, integer_categorical, string_categorical, " +
			"integer_hashed, string_hashed and feature give. crosses are tuples of names to be hashed together. adapt learns " +
			"from a dataset of dicts; then the FeatureSpace is called on dicts of values, in dataset.map, or joined to a model by " +
			"get_inputs and get_encoded_features.",
		Signature: "FeatureSpace(features, output_mode='concat', crosses=None, crossing_dim=32, hashing_dim=32, num_discretization_bins=32)",
		Example: ">>> fs = keras.utils.FeatureSpace({'x': 'float', 'c': keras.utils.FeatureSpace.integer_hashed(2)})\n" +
			">>> fs({'x': [0.5, 1.5], 'c': [3, 4]}).shape\nTensorShape([2, 3])",
		Members: func() []object.Member {
			return object.Owned("FeatureSpace", append(featureMembers(), featureSpaceMembers()...))
		},
		Call: callFeatureSpace,
	}
	cls.Init = func(th *object.Thread, self *object.Instance, args object.Args) error {
		a, err := bindInit(th, cls.Signature, self, args)
		if err != nil {
			return err
		}
		return initFeatureSpace(th, self, a)
	}
	cls.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		self := &object.Instance{Class: cls}
		self.Native = adaptLayer(th, self, new(plainLayer))
		return self, cls.Init(th, self, args)
	}
	return cls
}

func featureSpaceMembers() []object.Member {
	return []object.Member{
		object.Method("adapt(self, dataset)", "Learns means, boundaries and vocabularies from a dataset of dicts.", adaptFeatureSpace),
		featureSpaceMethod("get_inputs(self)", "The symbolic inputs of a model, by name.", func(f featureSpace) object.Value {
			f.checkBuilt()
			return f.get("inputs")
		}),
		featureSpaceMethod("get_encoded_features(self)", "What the features become, symbolic: one tensor or a dict.", featureSpace.encoded),
		featureSpaceMethod("get_config(self)", "The arguments that make the FeatureSpace again.", featureSpace.config),
		fromConfigMember("FeatureSpace"),
		featureSpaceMethod("get_build_config(self)", "How the layers of the features were built.", featureSpace.buildConfig),
		object.Method("build_from_config(self, config)", "Builds the layers of the features as get_build_config says.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			f := featureSpace{th, a.Self()}
			for it := f.dictOf(a.Value("config")).Entries(); it.Next(); {
				l := object.Must(object.GetAttr(th, f.at("features", it.Key()), "preprocessor"))
				f.method(l, "build_from_config", it.Value())
			}
			f.set("_is_adapted", true)
			return nil, nil
		}),
		object.Method("save(self, filepath)", "Writes a .keras file, which keras.models.load_model reads.", saveFeatureSpace),
		object.Method("save_own_variables(self, store)", "Does nothing: the layers of the features keep their own.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		object.Method("load_own_variables(self, store)", "Does nothing: the layers of the features keep their own.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
	}
}

func featureSpaceMethod(sig, doc string, f func(f featureSpace) object.Value) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(featureSpace{th, a.Self()}), nil
	})
}

// featureSpace is a FeatureSpace in the hands of a thread.
type featureSpace struct {
	th   *object.Thread
	self object.Value
}

func (f featureSpace) get(name string) object.Value {
	return object.Must(object.GetAttr(f.th, f.self, name))
}

func (f featureSpace) set(name string, v object.Value) {
	object.Must(0, object.SetAttr(f.th, f.self, name, v))
}

func (f featureSpace) truth(name string) bool { return object.Must(object.Truth(f.th, f.get(name))) }

func (f featureSpace) method(v object.Value, name string, args ...object.Value) object.Value {
	return object.Must(object.CallMethodOf(f.th, v, name, object.Pos(args...)))
}

// dict is an attribute that is a dict.
func (f featureSpace) dict(name string) *object.Dict { return f.dictOf(f.get(name)) }

func (f featureSpace) dictOf(v object.Value) *object.Dict {
	d, ok := object.NativeOf(v).(*object.Dict)
	if !ok {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'items'", object.TypeName(v)))
	}
	return d
}

// at is an entry of an attribute that is a dict.
func (f featureSpace) at(name string, key object.Value) object.Value {
	return object.Must(object.Index(f.th, f.get(name), key))
}

func initFeatureSpace(th *object.Thread, self *object.Instance, a *object.Bound) error {
	f := featureSpace{th, self}
	if !object.Must(object.Truth(th, a.Value("features"))) {
		return object.ValueErrorf("The `features` argument cannot be None or empty.")
	}
	for _, name := range []string{"crossing_dim", "hashing_dim", "num_discretization_bins"} {
		f.set(name, a.Value(name))
	}
	given := f.dictOf(a.Value("features"))
	features := object.NewDict()
	for it := given.Entries(); it.Next(); {
		object.Must(0, features.Set(th, it.Key(), f.standardize(it.Key(), it.Value())))
	}
	f.set("features", features)
	f.setCrosses(given, a)
	if err := checkFeatureMode(th, a.Value("output_mode"), "dict", "concat"); err != nil {
		return err
	}
	f.set("output_mode", a.Value("output_mode"))
	f.setLayers()
	return nil
}

// standardize makes a Feature of what the constructor was given for one.
func (f featureSpace) standardize(name, v object.Value) object.Value {
	if object.IsInstance(v, featureClass()) {
		return v
	}
	if _, isConfig := object.NativeOf(v).(*object.Dict); isConfig {
		return deserializer{f.th, true}.object(v)
	}
	kinds := map[string]string{"float": "", "float_normalized": "", "float_rescaled": "", "float_discretized": "num_discretization_bins",
		"integer_categorical": "", "string_categorical": "", "integer_hashed": "hashing_dim", "string_hashed": "hashing_dim"}
	kind, _ := v.(string)
	bins, known := kinds[kind]
	if !known {
		object.Throw(object.ValueErrorf("Invalid feature type: %s", object.Must(object.Str(f.th, v))))
	}
	args := object.Args{Kw: []object.Kwarg{{Name: "name", Value: name}}}
	if bins != "" {
		args.Pos = []object.Value{f.get(bins)}
	}
	if kind == "float_discretized" {
		args = object.Args{Kw: append(args.Kw, object.Kwarg{Name: "num_bins", Value: args.Pos[0]})}
	}
	return object.Must(object.CallMethodOf(f.th, f.self, kind, args))
}

// setCrosses makes Cross objects of the constructor's argument.
func (f featureSpace) setCrosses(features *object.Dict, a *object.Bound) {
	crosses := object.NewList()
	if a.Has("crosses") && object.Must(object.Truth(f.th, a.Value("crosses"))) {
		for _, v := range object.Must(object.ToSlice(f.th, a.Value("crosses"))) {
			crosses.Elems = append(crosses.Elems, f.cross(features, v, a.Value("crossing_dim")))
		}
	}
	byName := object.NewDict()
	for _, c := range crosses.Elems {
		object.Must(0, byName.Set(f.th, object.Must(object.GetAttr(f.th, c, "name")), c))
	}
	f.set("crosses", crosses)
	f.set("crosses_by_name", byName)
}

func (f featureSpace) cross(features *object.Dict, v, dim object.Value) object.Value {
	if _, isConfig := object.NativeOf(v).(*object.Dict); isConfig {
		v = deserializer{f.th, true}.object(v)
	}
	if object.IsInstance(v, crossClass()) {
		return v
	}
	if !object.Must(object.Truth(f.th, dim)) {
		object.Throw(object.ValueErrorf("When specifying `crosses`, the argument `crossing_dim` (dimensionality of the crossing space) should be specified as well."))
	}
	for _, key := range object.Must(object.ToSlice(f.th, v)) {
		if _, known, err := features.Get(f.th, key); err != nil || !known {
			object.Must(0, err)
			object.Throw(object.ValueErrorf("All features referenced in the `crosses` argument should be present in the `features` dict. Received unknown features: %s",
				object.Must(object.Str(f.th, v))))
		}
	}
	return object.Must(object.Construct(f.th, crossClass(), object.Pos(v, dim)))
}

// setLayers makes the inputs and the layers that encode the features.
func (f featureSpace) setLayers() {
	inputs, preprocessors, crossers := object.NewDict(), object.NewDict(), object.NewDict()
	for it := f.dict("features").Entries(); it.Next(); {
		dtype := object.Must(object.GetAttr(f.th, it.Value(), "dtype"))
		in := callTF(f.th, "keras.Input", object.Args{Kw: []object.Kwarg{
			{Name: "shape", Value: object.NewTuple(1)}, {Name: "dtype", Value: dtype}, {Name: "name", Value: it.Key()}}})
		object.Must(0, inputs.Set(f.th, it.Key(), in))
		object.Must(0, preprocessors.Set(f.th, it.Key(), object.Must(object.GetAttr(f.th, it.Value(), "preprocessor"))))
	}
	for it := f.dict("crosses_by_name").Entries(); it.Next(); {
		l := newLayer(f.th, "HashedCrossing", object.Kwarg{Name: "num_bins", Value: object.Must(object.GetAttr(f.th, it.Value(), "crossing_dim"))},
			object.Kwarg{Name: "name", Value: it.Key()})
		object.Must(0, crossers.Set(f.th, it.Key(), l))
	}
	f.set("inputs", inputs)
	f.set("preprocessors", preprocessors)
	f.set("encoded_features", nil)
	f.set("crossers", crossers)
	f.set("one_hot_encoders", object.NewDict())
	f.set("built", false)
	f.set("_is_adapted", false)
	f.set("concat", nil)
	f.set("_preprocessed_features_names", nil)
	f.set("_crossed_features_names", nil)
}

// adaptable lists the features whose layers learn from data.
func (f featureSpace) adaptable() []object.Value {
	var out []object.Value
	for it := f.dict("features").Entries(); it.Next(); {
		l := f.at("preprocessors", it.Key())
		if object.IsInstance(l, layerClassOf("Normalization")) && object.Must(object.GetAttr(f.th, l, "input_mean")) != nil {
			continue // its mean is given
		}
		if object.Must(object.HasAttr(f.th, l, "adapt")) {
			out = append(out, it.Key())
		}
	}
	return out
}

func adaptFeatureSpace(th *object.Thread, a *object.Bound) (object.Value, error) {
	f, ds := featureSpace{th, a.Self()}, a.Value("dataset")
	if _, ok := object.NativeOf(ds).(*data.Dataset); !ok {
		return nil, object.ValueErrorf("`adapt()` can only be called on a tf.data.Dataset. Received instead: %s (of type %s)",
			object.Must(object.Str(th, ds)), object.Must(object.Str(th, object.TypeOf(ds))))
	}
	for _, name := range f.adaptable() {
		values := f.method(ds, "map", object.Func("feature(x)", "One feature of an element.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Index(th, a.At(0), name)
		}))
		rank := f.firstRank(values)
		if rank == 0 {
			values = f.method(values, "batch", 32)
		}
		if rank == 0 || rank == 1 {
			values = f.method(values, "map", object.Func("column(x)", "A feature with an axis of its own.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return expandDims(th, a.At(0)), nil
			}))
		}
		f.method(f.at("preprocessors", name), "adapt", values)
	}
	f.set("_is_adapted", true)
	f.method(f.self, "get_encoded_features")
	f.set("built", true)
	return nil, nil
}

// firstRank is the rank of a dataset's first element.
func (f featureSpace) firstRank(ds object.Value) int {
	first := object.Must(object.ToSlice(f.th, f.method(ds, "take", 1)))
	if len(first) == 0 {
		object.Throw(object.NewError(object.UnboundLocalError, "cannot access local variable 'x' where it is not associated with a value"))
	}
	return tensorArg(f.th, first[0]).Rank()
}

func expandDims(th *object.Thread, x object.Value) object.Value {
	return callTF(th, "expand_dims", object.Pos(x, -1))
}

// checkAdapted throws ValueError while there is something to learn.
func (f featureSpace) checkAdapted() {
	if f.truth("_is_adapted") {
		return
	}
	if len(f.adaptable()) > 0 {
		object.Throw(object.ValueErrorf("You need to call `.adapt(dataset)` on the FeatureSpace before you can start using it."))
	}
	f.set("_is_adapted", true)
}

func (f featureSpace) checkBuilt() {
	if !f.truth("built") {
		f.checkAdapted()
		f.method(f.self, "get_encoded_features")
		f.set("built", true)
	}
}

func (f featureSpace) encoded() object.Value {
	f.checkAdapted()
	if f.get("encoded_features") == nil {
		features := f.preprocess(f.dict("inputs"))
		f.set("encoded_features", f.merge(features, f.crossed(features)))
	}
	return f.get("encoded_features")
}

func (f featureSpace) config() object.Value {
	return object.DictOf("features", serializeObject(f.th, f.get("features")), "output_mode", f.get("output_mode"),
		"crosses", serializeObject(f.th, f.get("crosses")), "crossing_dim", f.get("crossing_dim"),
		"hashing_dim", f.get("hashing_dim"), "num_discretization_bins", f.get("num_discretization_bins"))
}

func (f featureSpace) buildConfig() object.Value {
	out := object.NewDict()
	for it := f.dict("features").Entries(); it.Next(); {
		l := object.Must(object.GetAttr(f.th, it.Value(), "preprocessor"))
		object.Must(0, out.Set(f.th, it.Key(), f.method(l, "get_build_config")))
	}
	return out
}

// sortedKeys is the keys of a dict in order.
func sortedKeys(th *object.Thread, d *object.Dict) *object.List {
	keys := object.NewList(slices.Clone(d.Keys())...)
	object.Must(0, object.Sort(th, keys.Elems, nil, false))
	return keys
}
