package keras

import (
	"strings"
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// newBackendModule makes keras.backend.
func newBackendModule() *object.Module {
	return &object.Module{Name: "keras.backend", Doc: "Settings of Keras, and TensorFlow's functions under Keras' own names.", Members: func() []object.Member {
		var ms []object.Member
		for _, part := range [][]object.Member{settingMembers(), valueMembers(), backendMath(), backendShapes(), backendNN(), backendCTC(), backendRandom()} {
			ms = append(ms, part...)
		}
		return ms
	}}
}

// callTF calls a function of tensorflow by its dotted name, so that it takes
// part in functional graphs as user code's own calls do.
func callTF(th *object.Thread, name string, args object.Args) object.Value {
	v := object.Value(object.Must(th.Import(th, "tensorflow")))
	for part := range strings.SplitSeq(name, ".") {
		v = object.Must(object.GetAttr(th, v, part))
	}
	return object.Must(object.Call(th, v, args))
}

// state declares a function of keras.backend that reads or changes settings.
func state(sig, doc string, f func(st *model.State, a *object.Bound) object.Value) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(binding.State(th), a), nil
	})
}

func settingMembers() []object.Member {
	return []object.Member{
		state("backend()", "The name of the backend: 'tensorflow'.", func(st *model.State, a *object.Bound) object.Value { return "tensorflow" }),
		state("floatx()", "The default dtype of floats.", func(st *model.State, a *object.Bound) object.Value { return st.FloatX.String() }),
		state("set_floatx(value)", "Sets the default dtype of floats: 'float16', 'float32' or 'float64'.", func(st *model.State, a *object.Bound) object.Value {
			switch a.At(0) {
			case "float16":
				st.FloatX = tensor.Float16
			case "float32":
				st.FloatX = tensor.Float32
			case "float64":
				st.FloatX = tensor.Float64
			default:
				tensor.Throwf("ValueError", "Unknown `floatx` value: %s. Expected one of {'float16', 'float32', 'float64'}", object.Must(object.Str(a.Thread(), a.At(0))))
			}
			return nil
		}),
		state("epsilon()", "The small number that keeps divisions and logarithms finite.", func(st *model.State, a *object.Bound) object.Value { return st.Epsilon }),
		state("set_epsilon(value)", "Sets what epsilon() gives.", func(st *model.State, a *object.Bound) object.Value {
			st.Epsilon = a.Float("value")
			return nil
		}),
		state("image_data_format()", "Where images have their channels: 'channels_last' or 'channels_first'.", func(st *model.State, a *object.Bound) object.Value { return st.ImageDataFormat }),
		state("set_image_data_format(data_format)", "Sets what image_data_format() gives.", func(st *model.State, a *object.Bound) object.Value {
			switch f, _ := a.At(0).(string); f {
			case "channels_last", "channels_first":
				st.ImageDataFormat = f
			default:
				tensor.Throwf("ValueError", "Unknown `data_format`: %s. Expected one of {'channels_last', 'channels_first'}", object.Must(object.Str(a.Thread(), a.At(0))))
			}
			return nil
		}),
		state("clear_session()", "Forgets the names that layers were given, so that numbering starts anew.", func(st *model.State, a *object.Bound) object.Value {
			st.ClearSession()
			return nil
		}),
		state("reset_uids()", "Forgets the names that layers were given.", func(st *model.State, a *object.Bound) object.Value {
			st.ClearSession()
			return nil
		}),
		state("get_uid(prefix='')", "How often a prefix was asked for, counted from 1.", func(st *model.State, a *object.Bound) object.Value { return st.UID(a.Str("prefix")) }),
		state("learning_phase()", "1 while the default mode of layers is training, else 0.", func(st *model.State, a *object.Bound) object.Value {
			if st.Training != nil && *st.Training {
				return 1
			}
			return 0
		}),
		state("set_learning_phase(value)", "Sets the default mode of layers: 1 for training, 0 for inference.", func(st *model.State, a *object.Bound) object.Value {
			if v := a.At(0); v != 0 && v != 1 && v != true && v != false {
				tensor.Throwf("ValueError", "Expected learning phase to be 0 or 1.")
			}
			on := a.Bool("value")
			st.Training = &on
			return nil
		}),
		object.Const("learning_phase_scope", learningPhaseScopeClass()),
		state("manual_variable_initialization(value)", "Accepted for compatibility.", func(st *model.State, a *object.Bound) object.Value { return nil }),
	}
}

// learningPhaseScopeClass is keras.backend.learning_phase_scope.
func learningPhaseScopeClass() *object.Class {
	return learningPhaseScopeOnce.get(newLearningPhaseScope)
}

var learningPhaseScopeOnce lazyClass

func newLearningPhaseScope() *object.Class {
	var saved sync.Map // from scope to the mode before it
	return plainClass{
		module: "keras.src.backend", sig: "learning_phase_scope(value)", doc: "A with block in which the default mode of layers is set.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			setAttrs(self, a, "value")
			return nil
		},
		enter: func(th *object.Thread, self object.Value) (object.Value, error) {
			st := binding.State(th)
			saved.Store(self, st.Training)
			on := object.Must(object.Truth(th, attr(self, "value")))
			st.Training = &on
			return nil, nil
		},
		exit: func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
			if v, ok := saved.LoadAndDelete(self); ok {
				binding.State(th).Training, _ = v.(*bool)
			}
			return false, nil
		},
	}.class()
}

func valueMembers() []object.Member {
	value := func(th *object.Thread, v object.Value) object.Value {
		return object.Must(object.CallMethodOf(th, v, "numpy", object.Args{}))
	}
	get := func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if !binding.IsTensor(a.At(0)) {
			return a.At(0), nil
		}
		return value(th, a.At(0)), nil
	}
	set := func(th *object.Thread, v, x object.Value) {
		w := variableArg(th, v)
		w.SetValue(binding.ToArray(th, x, w.DType()))
	}
	return []object.Member{
		object.Fun("get_value(x)", "The value of a tensor or variable as an array.", get),
		object.Fun("eval(x)", "The value of a tensor or variable as an array.", get),
		object.Fun("set_value(x, value)", "Sets a variable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			set(th, a.At(0), a.At(1))
			return nil, nil
		}),
		object.Fun("batch_get_value(tensors)", "The values of several tensors or variables.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l := object.NewList()
			for _, t := range a.Elems("tensors") {
				l.Elems = append(l.Elems, value(th, t))
			}
			return l, nil
		}),
		object.Fun("batch_set_value(tuples)", "Sets several variables, given in pairs with their values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			for _, p := range a.Elems("tuples") {
				pair := object.Must(object.ToSlice(th, p))
				set(th, pair[0], pair[1])
			}
			return nil, nil
		}),
		object.Fun("update(x, new_x)", "Assigns to a variable.", assignForm("assign")),
		object.Fun("update_add(x, increment)", "Adds to a variable.", assignForm("assign_add")),
		object.Fun("update_sub(x, decrement)", "Subtracts from a variable.", assignForm("assign_sub")),
		object.Fun("moving_average_update(x, value, momentum)", "Moves a variable towards a value: x = x * momentum + value * (1 - momentum).", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s, v := binding.Scope(th), variableArg(th, a.At(0))
			old := s.Read(v)
			rest := tensor.Full(v.DType(), 1-a.Float("momentum"))
			s.Assign(v, s.Sub(old, s.Mul(s.Sub(old, s.Cast(tensorArg(th, a.At(1)), v.DType())), rest)))
			return v, nil
		}),
		object.Fun("variable(value, dtype=None, name=None, constraint=None)", "A variable with an initial value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "Variable", object.Pos(a.At(0)).With("dtype", floatType(th, a.At(1))).With("name", a.At(2)).With("constraint", a.At(3))), nil
		}),
		object.Fun("constant(value, dtype=None, shape=None, name=None)", "A tensor of a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			args := object.Pos(a.At(0)).With("dtype", floatType(th, a.At(1)))
			if a.Has("shape") {
				args = args.With("shape", a.At(2))
			}
			return callTF(th, "constant", args), nil
		}),
		object.Fun("is_keras_tensor(x)", "Whether a value is a symbolic tensor of a functional model.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if !binding.IsTensor(a.At(0)) {
				return nil, object.ValueErrorf("Unexpectedly found an instance of type `%s`. Expected a symbolic tensor instance.", object.Must(object.Repr(th, object.TypeOf(a.At(0)))))
			}
			return binding.IsKeras(a.At(0)), nil
		}),
		object.Fun("is_sparse(tensor)", "Whether a tensor is sparse.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			switch x := object.NativeOf(a.At(0)).(type) {
			case *tensor.Tensor:
				sp := model.CompositeOf(x)
				return sp != nil && sp.Kind() == "Sparse", nil
			case model.Sparse:
				return true, nil
			}
			return false, nil
		}),
		object.Fun("to_dense(tensor)", "The tensor itself: tensors are dense.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.At(0), nil }),
		object.Fun("placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None, ragged=False)", "A symbolic tensor of a batch shape.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			st := binding.State(th)
			var dims []int
			if a.Has("shape") {
				dims = model.ShapeOf(shapeArg(th, a.At(0)))
			} else {
				for range a.IntOr("ndim", 0) {
					dims = append(dims, -1)
				}
			}
			return model.NewInput(st, dims, binding.DTypeOr(th, a.Value("dtype"), st.FloatX), a.StrOr("name", "")), nil
		}),
		object.Fun("count_params(x)", "The number of elements of a variable or tensor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return tensor.NumElements(withShape(th, a.At(0)).Shape()), nil
		}),
		object.Fun("int_shape(x)", "The shape as a tuple, None for unknown axes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return binding.ShapeTuple(withShape(th, a.At(0)).Shape()), nil
		}),
		object.Fun("ndim(x)", "The number of axes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if _, isArray := a.At(0).(*tensor.Array); isArray {
				return nil, object.AttributeErrorf("'tuple' object has no attribute 'rank'")
			}
			return withShape(th, a.At(0)).Rank(), nil
		}),
		object.Fun("dtype(x)", "The name of the dtype.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if !binding.IsTensor(a.At(0)) && !binding.IsKeras(a.At(0)) {
				d, err := object.GetAttr(th, a.At(0), "dtype")
				if err == nil {
					_, err = object.GetAttr(th, d, "base_dtype")
				}
				return nil, err
			}
			return tensorArg(th, a.At(0)).DType().String(), nil
		}),
		object.Fun("print_tensor(x, message='', summarize=3)", "Prints a tensor and gives it back.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			out := object.Must(object.GetAttr(th, object.Must(th.Import(th, "sys")), "stdout"))
			callTF(th, "print", object.Pos(a.At(1), a.At(0)).With("summarize", a.At(2)).With("output_stream", out))
			return a.At(0), nil
		}),
		object.Fun("gradients(loss, variables)", "The gradients of a graph, as tf.gradients gives them.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "gradients", object.Pos(a.At(0), a.At(1))), nil
		}),
		object.Fun("function(inputs, outputs, updates=None, name=None, **kwargs)", "A function of the graph between symbolic inputs and outputs.", backendFunction),
	}
}

func assignForm(method string) func(th *object.Thread, a *object.Bound) (object.Value, error) {
	return func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return object.CallMethodOf(th, a.At(0), method, object.Pos(a.At(1)))
	}
}

// floatType is a dtype argument, floatx for None.
func floatType(th *object.Thread, v object.Value) object.Value {
	if v == nil {
		return binding.State(th).FloatX.String()
	}
	return v
}

// backendFunction is keras.backend.function: a model that is called with a list
// of arrays and gives arrays.
func backendFunction(th *object.Thread, a *object.Bound) (object.Value, error) {
	if u := a.Value("updates"); u != nil && object.Must(object.Truth(th, u)) {
		return nil, object.ValueErrorf("`updates` argument is not supported during eager execution. You passed: %s", object.Must(object.Str(th, u)))
	}
	m := model.NewFunctional(binding.State(th), toValue(th, a.Value("inputs")), toValue(th, a.Value("outputs")), "")
	_, isSequence := a.Value("outputs").(*object.List)
	return object.RawFunc("func(inputs)", "Computes the outputs.", func(th *object.Thread, args object.Args) (object.Value, error) {
		out, err := object.Call(th, m, args)
		if err != nil {
			return nil, err
		}
		if _, one := out.(*tensor.Tensor); one && isSequence {
			out = object.NewList(out) // the model gives the tensor of a list of one
		}
		return mapLeaves(out, func(v object.Value) object.Value {
			return object.Must(object.CallMethodOf(th, v, "numpy", object.Args{}))
		}), nil
	}), nil
}

// mapLeaves applies f to the leaves of lists, tuples and dicts.
func mapLeaves(v object.Value, f func(object.Value) object.Value) object.Value {
	switch x := v.(type) {
	case *object.List:
		out := object.NewList()
		for _, e := range x.Elems {
			out.Elems = append(out.Elems, mapLeaves(e, f))
		}
		return out
	case *object.Tuple:
		out := object.NewTuple(make([]object.Value, len(x.Elems))...)
		for i, e := range x.Elems {
			out.Elems[i] = mapLeaves(e, f)
		}
		return out
	case *object.Dict:
		out := x.Copy()
		for it := x.Entries(); it.Next(); {
			object.Must(0, out.Set(nil, it.Key(), mapLeaves(it.Value(), f)))
		}
		return out
	}
	return f(v)
}

// withShape is an argument that has a shape: lists and numbers have none.
func withShape(th *object.Thread, v object.Value) *tensor.Tensor {
	object.Must(object.GetAttr(th, v, "shape"))
	return tensorArg(th, v)
}
