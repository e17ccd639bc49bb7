package keras

import (
	"strings"

	"kerash/interp/object"
)

// preprocess puts each feature through its layer.
func (f featureSpace) preprocess(features *object.Dict) *object.Dict {
	out := object.NewDict()
	for it := features.Entries(); it.Next(); {
		x := object.Must(object.CallFn(f.th, f.at("preprocessors", it.Key()), it.Value()))
		object.Must(0, out.Set(f.th, it.Key(), x))
	}
	return out
}

// crossed hashes the features of each cross together.
func (f featureSpace) crossed(features *object.Dict) *object.Dict {
	out := object.NewDict()
	for _, c := range object.Must(object.ToSlice(f.th, f.get("crosses"))) {
		in := object.NewList()
		for _, n := range object.Must(object.GetAttr(f.th, c, "feature_names")).(*object.Tuple).Elems {
			in.Elems = append(in.Elems, object.Must(object.Index(f.th, features, n)))
		}
		name := object.Must(object.GetAttr(f.th, c, "name"))
		x := object.Must(object.CallFn(f.th, f.at("crossers", name), in))
		object.Must(0, out.Set(f.th, name, x))
	}
	return out
}

// merge one-hot encodes what has to be and joins the features, in the order of
// their names, crosses last. The first time it makes the layers for that.
func (f featureSpace) merge(features, crosses *object.Dict) object.Value {
	if !f.truth("_preprocessed_features_names") {
		f.set("_preprocessed_features_names", sortedKeys(f.th, features))
		f.set("_crossed_features_names", sortedKeys(f.th, crosses))
	}
	concat := f.get("output_mode") == object.Value("concat")
	joined, byName := object.NewList(), object.NewDict()
	take := func(names string, of *object.Dict, specs string) {
		for _, name := range object.Must(object.ToSlice(f.th, f.get(names))) {
			x := object.Must(object.Index(f.th, of, name))
			if f.truth("built") {
				x = f.encode(name, x)
			} else {
				x = f.encodeFirst(name, x, f.at(specs, name), concat)
			}
			joined.Elems = append(joined.Elems, x)
			object.Must(0, byName.Set(f.th, name, x))
		}
	}
	take("_preprocessed_features_names", features, "features")
	take("_crossed_features_names", crosses, "crosses_by_name")
	if !concat {
		return byName
	}
	if !f.truth("built") {
		f.set("concat", newLayer(f.th, "Concatenate", object.Kwarg{Name: "axis", Value: -1}))
	}
	return object.Must(object.CallFn(f.th, f.get("concat"), joined))
}

// encode runs the encoder of a feature, if it has one.
func (f featureSpace) encode(name, x object.Value) object.Value {
	encoder, ok, err := f.dict("one_hot_encoders").Get(f.th, name)
	if object.Must(ok, err) {
		return object.Must(object.CallFn(f.th, encoder, x))
	}
	return x
}

// encodeFirst is encode before there are encoders.
func (f featureSpace) encodeFirst(name, x, spec object.Value, concat bool) object.Value {
	if object.Must(object.GetAttr(f.th, spec, "output_mode")) == object.Value("one_hot") {
		if dtype := f.dtype(x); !strings.HasPrefix(dtype, "int") {
			object.Throw(object.ValueErrorf("Feature '%s' has `output_mode='one_hot'`. Thus its preprocessor should return an int64 dtype. Instead it returns a %s dtype.",
				object.Must(object.Str(f.th, name)), dtype))
		}
		if n := f.cardinality(name); n != nil {
			encoder := newLayer(f.th, "CategoryEncoding", object.Kwarg{Name: "num_tokens", Value: n}, object.Kwarg{Name: "output_mode", Value: "multi_hot"})
			object.Must(0, f.dict("one_hot_encoders").Set(f.th, name, encoder))
			x = object.Must(object.CallFn(f.th, encoder, x))
		}
	}
	if dtype := f.dtype(x); concat && (strings.HasPrefix(dtype, "int") || dtype == "string") {
		object.Throw(object.ValueErrorf("Cannot concatenate features because feature '%s' has not been encoded (it has dtype %s). Consider using `output_mode='dict'`.",
			object.Must(object.Str(f.th, name)), dtype))
	}
	return x
}

func (f featureSpace) dtype(x object.Value) string {
	return object.Must(object.Str(f.th, object.Must(object.GetAttr(f.th, object.Must(object.GetAttr(f.th, x, "dtype")), "name"))))
}

// cardinality is how many values a feature's layer can give.
func (f featureSpace) cardinality(name object.Value) object.Value {
	layer, found, err := f.dict("preprocessors").Get(f.th, name)
	if !object.Must(found, err) {
		layer = f.at("crossers", name)
	}
	is := func(classes ...string) bool {
		for _, c := range classes {
			if object.IsInstance(layer, layerClassOf(c)) {
				return true
			}
		}
		return false
	}
	switch {
	case is("IntegerLookup", "StringLookup"):
		return f.method(layer, "vocabulary_size")
	case is("CategoryEncoding"):
		return object.Must(object.GetAttr(f.th, layer, "num_tokens"))
	case is("Discretization", "HashedCrossing", "Hashing"):
		return object.Must(object.GetAttr(f.th, layer, "num_bins"))
	}
	object.Throw(object.ValueErrorf("Feature '%s' has `output_mode='one_hot'`. However it isn't a standard feature and the dimensionality of its output space is not known, thus it cannot be one-hot encoded. Try using `output_mode='int'`.",
		object.Must(object.Str(f.th, name))))
	return nil
}

// callFeatureSpace is feature_space(data): data is a dict of scalars, or of
// batches.
func callFeatureSpace(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
	a, err := object.ParseSignature("FeatureSpace.__call__(self, data)").Bind(th, args.Prepend(self))
	if err != nil {
		return nil, err
	}
	f := featureSpace{th, self}
	f.checkBuilt()
	given, ok := object.NativeOf(a.Value("data")).(*object.Dict)
	if !ok {
		return nil, object.ValueErrorf("A FeatureSpace can only be called with a dict. Received: data=%s (of type %s",
			object.Must(object.Str(th, a.Value("data"))), object.Must(object.Str(th, object.TypeOf(a.Value("data")))))
	}
	data, scalars := object.NewDict(), false
	for it := given.Entries(); it.Next(); {
		x := callTF(th, "convert_to_tensor", object.Pos(it.Value()))
		switch tensorArg(th, x).Rank() {
		case 0:
			x = callTF(th, "reshape", object.Pos(x, object.NewList(1, 1)))
			scalars = true
		case 1:
			x = expandDims(th, x)
		}
		object.Must(0, data.Set(th, it.Key(), x))
	}
	features := f.preprocess(data)
	out := f.merge(features, f.crossed(features))
	if !scalars {
		return out, nil
	}
	return f.unbatched(out), nil
}

// unbatched takes the axis away that scalars were given.
func (f featureSpace) unbatched(out object.Value) object.Value {
	squeeze := func(x object.Value) object.Value {
		return callTF(f.th, "squeeze", object.Args{Pos: []object.Value{x}, Kw: []object.Kwarg{{Name: "axis", Value: 0}}})
	}
	d, isDict := out.(*object.Dict)
	if !isDict {
		if n := tensorArg(f.th, out).Shape()[0]; n != 1 {
			object.Throw(object.NewError(object.AssertionError, ""))
		}
		return squeeze(out)
	}
	for it := d.Entries(); it.Next(); {
		if shape := tensorArg(f.th, it.Value()).Shape(); len(shape) == 2 && shape[0] == 1 {
			object.Must(0, d.Set(f.th, it.Key(), squeeze(it.Value())))
		}
	}
	return d
}
