package keras

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// featureModule is where Keras keeps FeatureSpace and its parts; configs name it.
const featureModule = "keras.src.utils.feature_space"

// featureClass is the class of the features of a FeatureSpace.
func featureClass() *object.Class { return featureClassOnce.get(newFeatureClass) }

var featureClassOnce lazyClass

func newFeatureClass() *object.Class {
	return plainClass{
		module: featureModule,
		sig:    "Feature(dtype, preprocessor, output_mode)",
		doc:    "One feature of a FeatureSpace: the dtype of its values, the layer that encodes them, and the form of the result.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			if err := checkFeatureMode(th, a.Value("output_mode"), "int", "one_hot", "float"); err != nil {
				return err
			}
			layer := a.Value("preprocessor")
			if _, isConfig := object.NativeOf(layer).(*object.Dict); isConfig {
				layer = deserializer{th, true}.object(layer)
			}
			self.Attrs.Set("dtype", a.Value("dtype"))
			self.Attrs.Set("preprocessor", layer)
			self.Attrs.Set("output_mode", a.Value("output_mode"))
			return nil
		},
		members: func() []object.Member {
			return []object.Member{
				object.Method("get_config(self)", "The arguments that make the feature again.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					self := a.Self()
					return object.DictOf("dtype", attr(self, "dtype"), "preprocessor", serializeObject(th, attr(self, "preprocessor")),
						"output_mode", attr(self, "output_mode")), nil
				}),
				fromConfigMember("feature"),
			}
		},
	}.class()
}

// crossClass is the class of the crosses of a FeatureSpace.
func crossClass() *object.Class { return crossClassOnce.get(newCrossClass) }

var crossClassOnce lazyClass

func newCrossClass() *object.Class {
	return plainClass{
		module: featureModule,
		sig:    "Cross(feature_names, crossing_dim, output_mode='one_hot')",
		doc:    "Features of a FeatureSpace that are hashed together into crossing_dim bins.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			if err := checkFeatureMode(th, a.Value("output_mode"), "int", "one_hot"); err != nil {
				return err
			}
			self.Attrs.Set("feature_names", object.NewTuple(a.Elems("feature_names")...))
			setAttrs(self, a, "crossing_dim", "output_mode")
			return nil
		},
		members: func() []object.Member {
			return []object.Member{
				object.Getter("name", "the names of the features, joined by _X_", func(th *object.Thread, self object.Value) (object.Value, error) {
					var names []string
					for _, n := range attr(self, "feature_names").(*object.Tuple).Elems {
						s, ok := n.(string)
						if !ok {
							return nil, object.TypeErrorf("sequence item %d: expected str instance, %s found", len(names), object.TypeName(n))
						}
						names = append(names, s)
					}
					return strings.Join(names, "_X_"), nil
				}),
				object.Method("get_config(self)", "The arguments that make the cross again.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					self := a.Self()
					return object.DictOf("feature_names", attr(self, "feature_names"), "crossing_dim", attr(self, "crossing_dim"),
						"output_mode", attr(self, "output_mode")), nil
				}),
				fromConfigMember("cross"),
			}
		},
	}.class()
}

// checkFeatureMode is the error of an output_mode that is none of those known.
func checkFeatureMode(th *object.Thread, v object.Value, known ...string) error {
	if s, ok := v.(string); ok && slices.Contains(known, s) {
		return nil
	}
	return object.ValueErrorf("Invalid value for argument `output_mode`. Expected one of {'%s'}. Received: output_mode=%s",
		strings.Join(known, "', '"), object.Must(object.Str(th, v)))
}

// featureMembers are the class methods of FeatureSpace that describe one
// feature or cross.
func featureMembers() []object.Member {
	return []object.Member{
		object.ClassMethodOf("cross(cls, feature_names, crossing_dim, output_mode='one_hot')", "Features that are hashed together.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Construct(th, crossClass(), object.Pos(a.Value("feature_names"), a.Value("crossing_dim"), a.Value("output_mode")))
		}),
		object.ClassMethodOf("feature(cls, dtype, preprocessor, output_mode)", "A feature with a preprocessing layer of one's own.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return newFeature(th, a.Value("dtype"), a.Value("preprocessor"), a.Value("output_mode"))
		}),
		featureKind("float(cls, name=None)", "Plain float values.", "float32", "Identity", func(a *object.Bound) []object.Kwarg {
			return []object.Kwarg{{Name: "dtype", Value: "float32"}}
		}),
		featureKind("float_rescaled(cls, scale=1.0, offset=0.0, name=None)", "Float values times scale plus offset.", "float32", "Rescaling", func(a *object.Bound) []object.Kwarg {
			return keywords(a, "scale", "offset")
		}),
		featureKind("float_normalized(cls, name=None)", "Float values with their mean taken away, divided by their deviation.", "float32", "Normalization", func(a *object.Bound) []object.Kwarg {
			return []object.Kwarg{{Name: "axis", Value: -1}}
		}),
		featureKind("float_discretized(cls, num_bins, bin_boundaries=None, output_mode='one_hot', name=None)", "Float values as the bin that they fall into.", "float32", "Discretization", func(a *object.Bound) []object.Kwarg {
			return keywords(a, "num_bins", "bin_boundaries")
		}),
		featureKind("integer_categorical(cls, max_tokens=None, num_oov_indices=1, output_mode='one_hot', name=None)", "Integers as indices into those that adapt has seen.", "int64", "IntegerLookup", func(a *object.Bound) []object.Kwarg {
			return keywords(a, "max_tokens", "num_oov_indices")
		}),
		featureKind("string_categorical(cls, max_tokens=None, num_oov_indices=1, output_mode='one_hot', name=None)", "Strings as indices into those that adapt has seen.", "string", "StringLookup", func(a *object.Bound) []object.Kwarg {
			return keywords(a, "max_tokens", "num_oov_indices")
		}),
		featureKind("string_hashed(cls, num_bins, output_mode='one_hot', name=None)", "Strings, hashed into bins.", "string", "Hashing", func(a *object.Bound) []object.Kwarg {
			return keywords(a, "num_bins")
		}),
		featureKind("integer_hashed(cls, num_bins, output_mode='one_hot', name=None)", "Integers, hashed into bins.", "int64", "Hashing", func(a *object.Bound) []object.Kwarg {
			return keywords(a, "num_bins")
		}),
	}
}

func keywords(a *object.Bound, names ...string) []object.Kwarg {
	var out []object.Kwarg
	for _, n := range names {
		out = append(out, object.Kwarg{Name: n, Value: a.Value(n)})
	}
	return out
}

// featureKind declares a class method that makes a feature of a standard kind,
// which a layer of the named class encodes.
func featureKind(sig, doc, dtype, layer string, args func(a *object.Bound) []object.Kwarg) object.Member {
	kind, _, _ := strings.Cut(sig, "(")
	return object.ClassMethodOf(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		name := a.StrOr("name", "")
		if name == "" {
			name = binding.State(th).NumberedName(kind)
		}
		l := newLayer(th, layer, append(args(a), object.Kwarg{Name: "name", Value: name + "_preprocessor"})...)
		mode := object.Value("float")
		if a.Sig.Index("output_mode") >= 0 {
			mode = a.Value("output_mode")
		}
		return newFeature(th, dtype, l, mode)
	})
}

func newFeature(th *object.Thread, dtype, layer, mode object.Value) (object.Value, error) {
	return object.Construct(th, featureClass(), object.Pos(dtype, layer, mode))
}

// newLayer makes a layer of one of Keras' classes.
func newLayer(th *object.Thread, class string, kw ...object.Kwarg) object.Value {
	return object.Must(object.Construct(th, layerClassOf(class), object.Args{Kw: kw}))
}

// layerClassOf is one of Keras' classes of layers.
func layerClassOf(name string) *object.Class { return classOf(model.Find(model.KindLayer, name)) }
