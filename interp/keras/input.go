package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// inputMember is keras.Input.
func inputMember() object.Member {
	return object.Fun("Input(shape=None, batch_size=None, name=None, dtype=None, sparse=None, tensor=None, ragged=None, type_spec=None, **kwargs)",
		"A symbolic tensor from which a functional model starts; shape is that of one sample.", newInput)
}

func newInput(th *object.Thread, a *object.Bound) (object.Value, error) {
	st := binding.State(th)
	shape := a.Value("shape")
	var batchShape object.Value
	var unknown []object.Value
	for _, k := range a.Kwargs("kwargs") {
		if k.Name == "batch_input_shape" || k.Name == "batch_shape" {
			batchShape = k.Value
		} else {
			unknown = append(unknown, k.Name)
		}
	}
	if len(unknown) > 0 {
		return nil, object.ValueErrorf("Unrecognized keyword arguments: %s", object.Must(object.Repr(th, object.NewList(unknown...))))
	}
	sparse, ragged := a.Has("sparse") && a.Bool("sparse"), a.Has("ragged") && a.Bool("ragged")
	if sparse && ragged {
		return nil, object.ValueErrorf("Cannot set both `sparse` and `ragged` to `True` in a Keras `Input`.")
	}
	dt := st.FloatX
	if a.Has("dtype") {
		dt = binding.ToDType(th, a.Value("dtype"))
	}
	given := a.Value("tensor")
	if given == nil {
		given = a.Value("type_spec")
	}
	var dims []int
	switch {
	case batchShape != nil && shape != nil:
		return nil, object.ValueErrorf("Only provide the `shape` OR `batch_input_shape` argument to Input, not both at the same time.")
	case batchShape != nil:
		dims = model.DimsOf(toModel(th, batchShape))
	case shape != nil:
		batch := -1
		if a.Has("batch_size") {
			batch = a.Int("batch_size")
		}
		given := shapeArg(th, shape)
		if n, ok := given.(int); ok {
			given = model.Tup{n}
		}
		dims = append([]int{batch}, model.DimsOf(given)...)
	case given != nil:
		s, err := object.GetAttr(th, given, "shape")
		if err != nil {
			return nil, err
		}
		dims = model.DimsOf(shapeArg(th, s))
		d, err := object.GetAttr(th, given, "dtype")
		if err != nil {
			return nil, err
		}
		dt = binding.ToDType(th, d)
	default:
		return nil, object.ValueErrorf("Please provide to Input a `shape` or a `tensor` or a `type_spec` argument. Note that `shape` does not include the batch dimension.")
	}
	if dt == tensor.Invalid {
		dt = st.FloatX
	}
	if c, ok := a.Value("type_spec").(model.CompositeSpec); ok {
		sparse, ragged = c.Kind() == "Sparse", c.Kind() == "Ragged"
	}
	return model.NewCompositeInput(st, dims, dt, a.StrOr("name", ""), sparse, ragged), nil
}
