package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// The classes of tensors: tf.Tensor, that of values, that of the symbolic
// tensors inside of a traced function, and Keras' own symbolic ones.
var (
	TensorClass   = &object.Class{Name: "Tensor", Module: "tensorflow.python.framework.tensor", Doc: "An array that ops work on; it does not change.", Unhashable: true}
	EagerClass    = &object.Class{Name: "EagerTensor", Module: "tensorflow.python.framework.ops", ErrorName: "tensorflow.python.framework.ops.EagerTensor", Base: TensorClass, Doc: "A tensor with a value.", Final: true}
	SymbolicClass = &object.Class{Name: "SymbolicTensor", Module: "tensorflow.python.framework.ops", Base: TensorClass, Doc: "A tensor of a function that is being traced.", Final: true}
	KerasTensor   = &object.Class{Name: "KerasTensor", Module: "keras.src.engine.keras_tensor", Doc: "A symbolic tensor of a functional model, as keras.Input and layers called on it give.", Final: true}
	_             = object.RegisterResolver(tensorClass)
)

func tensorClass(v any) *object.Class {
	t, ok := v.(*tensor.Tensor)
	switch {
	case !ok:
		return nil
	case !t.IsSymbolic() && !t.InGraph():
		return EagerClass
	case model.IsKeras(t):
		return kerasClass(t)
	}
	return SymbolicClass
}

func init() {
	for _, c := range []*object.Class{TensorClass, KerasTensor, RaggedKeras, SparseKeras} {
		c.Binary, c.Compare, c.Unary = binarySlot, compareSlot, unarySlot
		c.Index = indexSlot
		c.Iter = iterTensor
	}
	TensorClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return self.(*tensor.Tensor).Repr(binding.PrintOptions(th)), nil
	}
	TensorClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		return self.(*tensor.Tensor).Text(binding.PrintOptions(th)), nil
	}
	TensorClass.Len = lenTensor
	TensorClass.Contains = func(th *object.Thread, self, v object.Value) (bool, error) {
		return containsTensor(th, self, v)
	}
	TensorClass.Members = tensorMembers
	TensorClass.Hash = func(th *object.Thread, self object.Value) (int, error) {
		return 0, object.TypeErrorf("Tensor is unhashable. Instead, use tensor.ref() as the key.")
	}
	TensorClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return nil, object.TypeErrorf("a Tensor cannot be made directly").WithHint("use tf.constant(value)")
	}
	eagerSlots(EagerClass)
	symbolicSlots(SymbolicClass)
	kerasSlots(KerasTensor)
	kerasSlots(RaggedKeras)
	kerasSlots(SparseKeras)
	RaggedKeras.Members = func() []object.Member { return append(kerasMembers(), partMembers("Ragged")...) }
	SparseKeras.Members = func() []object.Member { return append(kerasMembers(), partMembers("Sparse")...) }
}

func indexSlot(th *object.Thread, self, key object.Value) (object.Value, error) {
	x := self.(*tensor.Tensor)
	if model.IsKeras(x) || binding.KerasIn(key) {
		name := "__operators__.getitem"
		if sp := model.CompositeOf(x); sp != nil && sp.Kind() == "Ragged" {
			name = "__operators__.ragged_getitem"
		}
		return binding.ApplyToGraph(th, name, byCanonicalName()[name], object.Pos(self, slicesToDicts(key))), nil
	}
	if !binding.Scope(th).Naming() {
		return index(th, x, key), nil
	}
	return nameCall(th, subscript(), "", nil, func() (object.Value, error) { return index(th, x, key), nil })
}

func lenTensor(th *object.Thread, self object.Value) (int, error) {
	x := self.(*tensor.Tensor)
	if x.Rank() == 0 {
		return 0, object.TypeErrorf("Scalar tensor has no `len()`")
	}
	if x.Dim(0) < 0 {
		return 0, object.TypeErrorf("len is not well defined for a symbolic Tensor of unknown first dimension. Please call `x.shape` rather than `len(x)` for shape information.")
	}
	return x.Dim(0), nil
}

// iterTensor cuts a tensor along its first axis, one piece a turn.
func iterTensor(th *object.Thread, self object.Value) (object.Iterator, error) {
	x := self.(*tensor.Tensor)
	switch {
	case th.Stager != nil && x.IsSymbolic() && !binding.IsKeras(x):
		return nil, notAllowed("Iterating over a symbolic `tf.Tensor`")
	case x.Rank() == 0:
		return nil, object.TypeErrorf("Cannot iterate over a scalar tensor.")
	case x.Dim(0) < 0 && x.HasValue():
		x = x.Present()
	case x.Dim(0) < 0:
		return nil, object.TypeErrorf("Cannot iterate over a Tensor with unknown first dimension.")
	}
	i := 0
	return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
		if i >= x.Dim(0) {
			return nil, false, nil
		}
		v, err := indexSlot(th, x, i)
		i++
		return v, true, err
	}), nil
}

func containsTensor(th *object.Thread, self, v object.Value) (bool, error) {
	it, err := iterTensor(th, self)
	if err != nil {
		return false, err
	}
	for {
		e, ok, err := it.Next(th)
		if !ok || err != nil {
			return false, err
		}
		eq, err := compareSlot(th, object.Eq, e, v)
		if err != nil {
			return false, err
		}
		if same, err := object.Truth(th, eq); same || err != nil {
			return same, err
		}
	}
}

// eagerSlots are the conversions that need a value.
func eagerSlots(c *object.Class) {
	one := func(v object.Value) *tensor.Array { return v.(*tensor.Tensor).Array() }
	c.Bool = func(th *object.Thread, self object.Value) (bool, error) {
		th.Decisions++
		return arrayTruth(one(self))
	}
	c.ToFloat = func(th *object.Thread, self object.Value) (float64, error) { return arrayFloat(th, one(self)) }
	c.ToInt = func(th *object.Thread, self object.Value) (int, error) { return arrayInt(th, one(self)) }
	c.ToIndex = func(th *object.Thread, self object.Value) (int, error) {
		a := one(self)
		switch {
		case a.Rank() != 0:
			return 0, object.TypeErrorf("only integer scalar arrays can be converted to a scalar index")
		case !a.DType().IsInteger() && a.DType() != tensor.Bool:
			return 0, object.AttributeErrorf("'%s' object has no attribute '__index__'", object.TypeName(numpyOf(a)))
		}
		return int(a.Int(0)), nil
	}
	c.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		return object.Format(th, numpyOf(one(self)), spec)
	}
	c.GetAttr, c.SetAttr, c.DelAttr = missingAttr, setTensorAttr, delTensorAttr
	c.Round = func(th *object.Thread, self, digits object.Value) (object.Value, error) {
		return nil, numpyAttr("astype")
	}
	c.Members = eagerMembers
}

func arrayTruth(a *tensor.Array) (bool, error) {
	if a.Size() > 1 {
		return false, object.ValueErrorf("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
	}
	if a.Size() == 0 {
		return false, nil
	}
	if a.DType() == tensor.String {
		return a.Str(0) != "", nil
	}
	return a.Complex(0) != 0, nil
}

func arrayFloat(th *object.Thread, a *tensor.Array) (float64, error) {
	if a.Size() != 1 {
		return 0, object.TypeErrorf("only length-1 arrays can be converted to Python scalars")
	}
	if a.DType() == tensor.String {
		v, err := object.CallFn(th, object.FloatClass, object.Bytes(a.Str(0)))
		f, _ := v.(float64)
		return f, err
	}
	return a.Float(0), nil
}

func arrayInt(th *object.Thread, a *tensor.Array) (int, error) {
	if a.Size() != 1 {
		return 0, object.TypeErrorf("only length-1 arrays can be converted to Python scalars")
	}
	var v object.Value
	switch {
	case a.DType().IsFloat():
		v = a.Float(0)
	case a.DType() == tensor.String:
		v = object.Bytes(a.Str(0))
	default:
		return int(a.Int(0)), nil
	}
	v, err := object.CallFn(th, object.IntClass, v)
	i, _ := v.(int)
	return i, err
}

// numpyOf is what numpy() gives: an ndarray, a scalar for rank 0, bytes for
// strings.
func numpyOf(a *tensor.Array) object.Value {
	if a.DType() == tensor.String {
		a = a.AsBytes()
	}
	if a.Rank() == 0 {
		return binding.ScalarAt(a, 0)
	}
	return a.Clone()
}

// missingAttr is TensorFlow's own wording for the names that NumPy arrays
// have and tensors have not.
func missingAttr(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
	if f, ok := sliceAssigner(self.(*tensor.Tensor), name); ok {
		return f, true, nil
	}
	if v, ok := kerasAttr(self.(*tensor.Tensor), name); ok {
		return v, true, nil
	}
	switch name {
	case "name", "op", "graph":
		return nil, false, object.AttributeErrorf("Tensor.%s is undefined when eager execution is enabled.", name)
	case "T", "astype", "ravel", "transpose", "reshape", "clip", "size", "tolist", "data":
		return nil, false, numpyAttr(name)
	}
	return nil, false, object.AttributeErrorf("'tensorflow.python.framework.ops.EagerTensor' object has no attribute '%s'", name)
}

// numpyAttr is the error for an attribute that tensors have only with NumPy's
// behaviour switched on.
func numpyAttr(name string) error {
	return object.AttributeErrorf("EagerTensor object has no attribute '%s'. \n        If you are looking for numpy-related methods, please run the following:\n        tf.experimental.numpy.experimental_enable_numpy_behavior()\n      ", name).
		WithHint("%s", numpyHint[name])
}

var numpyHint = map[string]string{
	"T": "use tf.transpose(x)", "transpose": "use tf.transpose(x)", "astype": "use tf.cast(x, dtype)", "ravel": "use tf.reshape(x, [-1])",
	"reshape": "use tf.reshape(x, shape)", "clip": "use tf.clip_by_value(x, min, max)", "size": "use tf.size(x)", "tolist": "use x.numpy().tolist()",
	"data": "use x.numpy()",
}

// symbolicSlots are the answers of tensors inside of a function that is being
// recorded: one that asks for a value gets it, but is not recorded; where there
// is no value to be had, that ends the trace, and the work is done eagerly.
func symbolicSlots(c *object.Class) {
	value := func(v object.Value) *tensor.Array { return v.(*tensor.Tensor).Array() }
	c.Bool = func(th *object.Thread, self object.Value) (bool, error) {
		if th.Stager != nil {
			return false, notAllowed("Using a symbolic `tf.Tensor` as a Python `bool`")
		}
		th.Decisions++
		return arrayTruth(value(self))
	}
	c.ToFloat = func(th *object.Thread, self object.Value) (float64, error) { return arrayFloat(th, value(self)) }
	c.ToInt = func(th *object.Thread, self object.Value) (int, error) { return arrayInt(th, value(self)) }
	c.ToIndex = c.ToInt
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		t := self.(*tensor.Tensor)
		return "Tensor(\"" + symbolName(t) + "\", shape=" + tensor.ShapeString(t.Shape()) + ", dtype=" + t.DType().String() + ")", nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		t := self.(*tensor.Tensor)
		return "<tf.Tensor '" + symbolName(t) + "' shape=" + tensor.ShapeString(t.Shape()) + " dtype=" + t.DType().String() + ">", nil
	}
	c.SetAttr, c.DelAttr = setTensorAttr, delTensorAttr
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		if name == "numpy" && !self.(*tensor.Tensor).HasValue() && binding.Scope(th).Tracing() {
			return nil, false, &tensor.Untraceable{Op: "numpy() of a tensor"}
		}
		if f, ok := sliceAssigner(self.(*tensor.Tensor), name); ok {
			return f, true, nil
		}
		v, ok := kerasAttr(self.(*tensor.Tensor), name)
		return v, ok, nil
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("name", "the name in the graph", func(th *object.Thread, self object.Value) (object.Value, error) {
				return symbolName(self.(*tensor.Tensor)), nil
			}),
			object.Getter("op", "what makes the tensor", func(th *object.Thread, self object.Value) (object.Value, error) {
				return opOf(self.(*tensor.Tensor)), nil
			}),
			object.Getter("graph", "the graph of the function that is being traced", func(th *object.Thread, self object.Value) (object.Value, error) {
				if t := self.(*tensor.Tensor).Trace(); t != nil {
					return funcGraphOf(t), nil
				}
				return nil, nil
			}),
		}
	}
}

// argumentName is what a symbol of a recorded function is called.
type argumentName string

// symbolName is the name of a symbolic tensor: that of its argument, or of the
// op that makes it.
func symbolName(t *tensor.Tensor) string {
	if n := t.GraphName(); n != "" {
		return n
	}
	if n, ok := t.Meta.(argumentName); ok {
		return string(n) + ":0"
	}
	if n := t.Node(); n != nil && n.Call != nil {
		name := n.Call.Op.Name
		if short, ok := opNames[name]; ok {
			name = short
		}
		return name + ":0"
	}
	return "Placeholder:0"
}

// opNames are the names that TensorFlow gives the results of ops in a graph,
// where they are not the op's own.
var opNames = map[string]string{
	"AddV2": "add", "Sub": "sub", "Mul": "mul", "RealDiv": "truediv", "FloorDiv": "floordiv", "FloorMod": "mod", "Pow": "pow", "MatMul": "matmul",
	"Neg": "Neg", "StridedSlice": "strided_slice", "ConcatV2": "concat", "Pack": "stack", "Transpose": "transpose", "SelectV2": "SelectV2",
}
