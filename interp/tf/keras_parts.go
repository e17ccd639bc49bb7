package tf

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// The classes of symbolic Keras tensors that stand for ragged and sparse ones.
var (
	RaggedKeras = &object.Class{Name: "RaggedKerasTensor", Module: "keras.src.engine.keras_tensor", Base: KerasTensor, Doc: "A symbolic tensor that stands for ragged ones.", Final: true}
	SparseKeras = &object.Class{Name: "SparseKerasTensor", Module: "keras.src.engine.keras_tensor", Base: KerasTensor, Doc: "A symbolic tensor that stands for sparse ones.", Final: true}
)

// kerasClass is the class of a symbolic Keras tensor.
func kerasClass(t *tensor.Tensor) *object.Class {
	switch sp := model.CompositeOf(t); {
	case sp == nil:
	case sp.Kind() == "Ragged":
		return RaggedKeras
	case sp.Kind() == "Sparse":
		return SparseKeras
	}
	return KerasTensor
}

// What of ragged and sparse tensors can be asked for on symbolic ones: each
// becomes a layer of the functional graph.
var (
	partProperties = map[string][]string{
		"Ragged": {"values", "flat_values", "row_splits", "nested_row_splits"},
		"Sparse": {"indices", "values", "dense_shape"},
	}
	partMethods = map[string][]string{
		"Ragged": {"value_rowids", "nested_value_rowids", "nrows", "row_starts", "row_limits", "row_lengths", "nested_row_lengths", "bounding_shape",
			"with_values", "with_flat_values", "with_row_splits_dtype", "merge_dims", "to_tensor", "to_sparse"},
		"Sparse": {"with_values"},
	}
)

// partMembers are the members of the symbolic tensors of a kind.
func partMembers(kind string) []object.Member {
	own := map[string]object.Member{}
	for _, m := range slices.Concat(raggedMembers(), SparseClass.Members()) {
		own[m.Name] = m
	}
	var out []object.Member
	for _, name := range partProperties[kind] {
		out = append(out, object.Getter(name, "A part of the tensors, by a layer.", func(th *object.Thread, self object.Value) (object.Value, error) {
			symbol := "InstanceProperty." + name
			return binding.ApplyToGraph(th, symbol, partNamed(symbol), object.Pos(self)), nil
		}))
	}
	for _, name := range partMethods[kind] {
		if fn, ok := own[name].Value.(*object.Builtin); ok {
			out = append(out, object.Method(fn.Sig, fn.Doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				symbol := "InstanceMethod." + name
				args := object.Args{Pos: []object.Value{a.Self()}}
				for _, p := range fn.Signature().Params[1:] {
					if a.Has(p.Name) {
						args.Kw = append(args.Kw, object.Kwarg{Name: p.Name, Value: a.Value(p.Name)})
					}
				}
				return binding.ApplyToGraph(th, symbol, partNamed(symbol), args), nil
			}))
		}
	}
	if kind == "Ragged" {
		out = append(out, object.Getter("ragged_rank", "The number of ragged axes.", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.GetAttr(th, model.CompositeOf(self.(*tensor.Tensor)), "ragged_rank")
		}))
	}
	return out
}

// partNamed is what a layer of a part calls: InstanceMethod.to_tensor.
func partNamed(symbol string) *object.Builtin {
	part, name, ok := strings.Cut(symbol, ".")
	if !ok || part != "InstanceMethod" && part != "InstanceProperty" {
		return nil
	}
	fn := object.RawFunc(name+"(self, *args, **kwargs)", "A part of ragged or sparse tensors.", nil)
	fn.Raw = func(th *object.Thread, args object.Args) (object.Value, error) {
		if len(args.Pos) == 0 {
			return nil, object.TypeErrorf("%s() missing 1 required positional argument: 'self'", name)
		}
		v, err := object.GetAttr(th, args.Pos[0], name)
		if err != nil || part == "InstanceProperty" {
			return v, err
		}
		return object.Call(th, v, object.Args{Pos: args.Pos[1:], Kw: args.Kw})
	}
	return fn
}
