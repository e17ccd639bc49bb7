package tf

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// variableMembers are the attributes of variables.
func variableMembers() []object.Member {
	get := func(name, doc string, f func(th *object.Thread, v *tensor.Variable) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(th, variable(self)), nil })
	}
	none := func(th *object.Thread, v *tensor.Variable) object.Value { return nil }
	undefined := func(name string) object.Member {
		return object.Getter(name, "not there in eager execution", func(th *object.Thread, self object.Value) (object.Value, error) {
			return nil, object.AttributeErrorf("Tensor.%s is undefined when eager execution is enabled.", name)
		})
	}
	return append([]object.Member{
		absMember(),
		get("name", "the name", func(th *object.Thread, v *tensor.Variable) object.Value {
			if strings.Contains(v.Name, ":") {
				return v.Name
			}
			return v.Name + ":0"
		}),
		get("shape", "the shape as a TensorShape", func(th *object.Thread, v *tensor.Variable) object.Value {
			if v.IsOpen() {
				return &binding.TensorShape{Unknown: true}
			}
			return binding.NewTensorShape(v.Declared())
		}),
		get("dtype", "the type of the elements", func(th *object.Thread, v *tensor.Variable) object.Value { return binding.TFDType(v.DType()) }),
		get("trainable", "whether tapes watch the variable by themselves", func(th *object.Thread, v *tensor.Variable) object.Value { return v.Trainable }),
		get("device", "where the variable lives", func(th *object.Thread, v *tensor.Variable) object.Value { return cpu }),
		get("constraint", "the function that projects the value after an update, or None", func(th *object.Thread, v *tensor.Variable) object.Value {
			return binding.ModelValue(v.ConstraintOf)
		}),
		get("initializer", "None: the variable has its value", none),
		get("synchronization", "how copies are kept in step", func(th *object.Thread, v *tensor.Variable) object.Value { return synchronizationAuto }),
		get("aggregation", "how copies are joined", func(th *object.Thread, v *tensor.Variable) object.Value { return aggregationNone }),
		get("_shared_name", "the name without the output's number", func(th *object.Thread, v *tensor.Variable) object.Value {
			name, _, _ := strings.Cut(v.Name, ":")
			return name
		}),
		object.Getter("handle", "the variable as the ops of tf.raw_ops take it", func(th *object.Thread, self object.Value) (object.Value, error) {
			return &handle{self}, nil
		}),
		object.Getter("initial_value", "not there in eager execution", func(th *object.Thread, self object.Value) (object.Value, error) {
			return nil, object.RuntimeErrorf("This property is not supported when eager execution is enabled.")
		}),
		undefined("op"), undefined("graph"),
		object.Method("numpy(self)", "The value as a NumPy array.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return numpyOf(valueNow(th, a.Self())), nil
		}),
		object.Method("__array__(self, dtype=None)", "The value as a NumPy array.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return valueNow(th, a.Self()).Clone(), nil
		}),
		object.Method("value(self)", "The value as a tensor.", readVariable),
		object.Method("read_value(self)", "The value as a tensor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := binding.Scope(th)
			t := s.Read(variable(a.Self()))
			if s.Tracing() {
				return nameCall(th, graphCalls()["identity"], "", nil, func() (object.Value, error) { return s.Identity(t), nil })
			}
			return t, nil
		}),
		object.Method("get_shape(self)", "The shape as a TensorShape.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return binding.NewTensorShape(variable(a.Self()).Shape()), nil
		}),
		object.Method("set_shape(self, shape)", "Checks the shape.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			have, want := binding.NewTensorShape(variable(a.Self()).Shape()), binding.ToTensorShape(th, a.Value("shape"))
			if !have.Compatible(want) {
				return nil, object.ValueErrorf("Tensor's shape %s is not compatible with supplied shape %s.", have, want)
			}
			return nil, nil
		}),
		object.Method("is_initialized(self, name=None)", "True.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return tensor.ConstScalar(true), nil
		}),
		object.Method("ref(self)", "A hashable reference to the variable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return ref{object.NativeOf(a.Self())}, nil
		}),
		object.Method("experimental_ref(self)", "A hashable reference to the variable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return ref{object.NativeOf(a.Self())}, nil
		}),
	}, assignMembers()...)
}

func readVariable(th *object.Thread, a *object.Bound) (object.Value, error) {
	return binding.Scope(th).Read(variable(a.Self())), nil
}

// assignMembers are the methods that change a variable.
func assignMembers() []object.Member {
	return []object.Member{
		object.Method("assign(self, value, use_locking=None, name=None, read_value=True)", "Sets the value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v := variable(a.Self())
			t := binding.ToTensor(th, a.Value("value"), v.DType())
			if !v.Takes(t.Shape()) {
				name, _, _ := strings.Cut(v.Name, ":")
				return nil, object.ValueErrorf("Cannot assign value to variable ' %s:0': Shape mismatch.The variable shape %s, and the assigned value shape %s are incompatible.",
					name, tensor.ShapeString(v.Declared()), tensor.ShapeString(t.Shape()))
			}
			s := binding.Scope(th)
			s.UpdateIn(v, "AssignVariableOp", func() { s.Assign(v, t) })
			return assigned(a), nil
		}),
		updater("assign_add(self, delta, use_locking=None, name=None, read_value=True)", "Adds to the value.", "AssignAddVariableOp", (*tensor.Scope).Add),
		updater("assign_sub(self, delta, use_locking=None, name=None, read_value=True)", "Subtracts from the value.", "AssignSubVariableOp", (*tensor.Scope).Sub),
		scatter("scatter_add", "ResourceScatterAdd", "Adds rows (tf.IndexedSlices) to the value.", (*tensor.Scope).TensorScatterAdd),
		scatter("scatter_sub", "ResourceScatterSub", "Subtracts rows (tf.IndexedSlices) from the value.", (*tensor.Scope).TensorScatterSub),
		scatter("scatter_update", "ResourceScatterUpdate", "Replaces rows (tf.IndexedSlices) of the value.", (*tensor.Scope).TensorScatterUpdate),
		scatter("scatter_max", "ResourceScatterMax", "Takes the greater of rows (tf.IndexedSlices) and the value.", (*tensor.Scope).TensorScatterMax),
		scatter("scatter_min", "ResourceScatterMin", "Takes the smaller of rows (tf.IndexedSlices) and the value.", (*tensor.Scope).TensorScatterMin),
		scatter("scatter_mul", "ResourceScatterMul", "Multiplies the value by rows (tf.IndexedSlices).", func(s *tensor.Scope, x, indices, updates *tensor.Tensor) *tensor.Tensor {
			return s.Mul(x, factors(s, x, indices, updates))
		}),
		scatter("scatter_div", "ResourceScatterDiv", "Divides the value by rows (tf.IndexedSlices).", func(s *tensor.Scope, x, indices, updates *tensor.Tensor) *tensor.Tensor {
			return s.Div(x, factors(s, x, indices, updates))
		}),
		scatterND("scatter_nd_add", "ResourceScatterNdAdd", "Adds to elements or slices of the value.", (*tensor.Scope).TensorScatterAdd),
		scatterND("scatter_nd_sub", "ResourceScatterNdSub", "Subtracts from elements or slices of the value.", (*tensor.Scope).TensorScatterSub),
		scatterND("scatter_nd_update", "ResourceScatterNdUpdate", "Replaces elements or slices of the value.", (*tensor.Scope).TensorScatterUpdate),
		object.Method("sparse_read(self, indices, name=None)", "The rows with the given indices.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := binding.Scope(th)
			return s.Gather(s.Read(variable(a.Self())), binding.ToTensor(th, a.Value("indices"), tensor.Invalid), 0, 0), nil
		}),
		object.Method("gather_nd(self, indices, name=None)", "The elements or slices with the given indices.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := binding.Scope(th)
			return s.GatherNdRows(s.Read(variable(a.Self())), binding.ToTensor(th, a.Value("indices"), tensor.Invalid), 0), nil
		}),
	}
}

// assigned is what an assignment returns.
func assigned(a *object.Bound) object.Value {
	if !a.Bool("read_value") {
		return nil
	}
	return unread(variable(a.Self()))
}

func updater(sig, doc, op string, f func(s *tensor.Scope, a, b *tensor.Tensor) *tensor.Tensor) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		v, s := variable(a.Self()), binding.Scope(th)
		delta := binding.ToTensor(th, a.Value("delta"), v.DType())
		s.CheckAttr(op, "dtype", v.DType())
		if !tensor.SameShape(delta.Shape(), v.Shape()) {
			tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} Cannot update variable with shape %s using a Tensor with shape %s, shapes must be equal. [Op:%s] name: ",
				op, brackets(v.Shape()), brackets(delta.Shape()), op)
		}
		s.UpdateIn(v, op, func() { s.WithoutTapes(func() { s.Assign(v, f(s, s.Read(v), delta)) }) })
		return assigned(a), nil
	})
}

// scatterFunc combines rows or elements of a tensor with updates at indices of
// shape (…, k).
type scatterFunc func(s *tensor.Scope, x, indices, updates *tensor.Tensor) *tensor.Tensor

// factors is the product of the updates of each row of x, ones where there are
// none.
func factors(s *tensor.Scope, x, indices, updates *tensor.Tensor) *tensor.Tensor {
	return s.UnsortedSegmentProd(updates, s.Squeeze(indices, []int{indices.Rank() - 1}), x.Dim(0))
}

func scatter(name, op, doc string, f scatterFunc) object.Member {
	return object.Method(name+"(self, sparse_delta, use_locking=False, name=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		d, ok := a.Value("sparse_delta").(*IndexedSlices)
		if !ok {
			return nil, object.TypeErrorf("Argument `sparse_delta` must be a `tf.IndexedSlices`. Received arg: %s", object.Must(object.Repr(th, a.Value("sparse_delta"))))
		}
		v, s := variable(a.Self()), binding.Scope(th)
		values := binding.ToTensor(th, d.Values, v.DType())
		s.CheckAttr(op, "dtype", v.DType())
		s.WithoutTapes(func() {
			s.Assign(v, f(s, s.Read(v), s.ExpandDims(d.Indices, d.Indices.Rank()), values))
		})
		return unread(v), nil
	})
}

func scatterND(name, op, doc string, f scatterFunc) object.Member {
	return object.Method(name+"(self, indices, updates, name=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		v, s := variable(a.Self()), binding.Scope(th)
		indices, updates := binding.ToTensor(th, a.Value("indices"), tensor.Invalid), binding.ToTensor(th, a.Value("updates"), v.DType())
		s.CheckAttr(op, "T", v.DType())
		s.WithoutTapes(func() {
			s.Assign(v, f(s, s.Read(v), indices, updates))
		})
		return unread(v), nil
	})
}
