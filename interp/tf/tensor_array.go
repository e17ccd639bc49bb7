package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// TensorArrayClass is tf.TensorArray: a list of tensors that loops write.
var TensorArrayClass = &object.Class{
	Name: "TensorArray", Module: "tensorflow.python.ops.tensor_array_ops", Doc: "A list of tensors that loops write.",
	Signature: "TensorArray(dtype, size=None, dynamic_size=None, clear_after_read=None, tensor_array_name=None, handle=None, flow=None, infer_shape=True, element_shape=None, colocate_with_first_write_call=True, name=None)",
}

// tensorArray is a list of tensors of one dtype and, unless free, one shape.
type tensorArray struct {
	dtype   tensor.DType
	elems   []*tensor.Tensor // nil: not written, or read and cleared
	cleared []bool
	grows   bool
	clear   bool // reading takes an element out
	free    bool // elements may have different shapes
	shape   *binding.TensorShape
	size    int            // it was made with, -1 where it grows or that is no number
	symbol  *tensor.Tensor // stands for the elements in a graph; nil when they are there
}

// PyClass is tf.TensorArray.
func (a *tensorArray) PyClass() *object.Class { return TensorArrayClass }

func init() {
	TensorArrayClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		if !b.Has("size") {
			return nil, object.ValueErrorf("Size must be declared for TensorArrays when eager execution is enabled.")
		}
		a := &tensorArray{dtype: binding.ToDType(th, b.Value("dtype")), grows: b.Has("dynamic_size") && b.Bool("dynamic_size"), clear: !b.Has("clear_after_read") || b.Bool("clear_after_read"), free: !b.Bool("infer_shape")}
		a.shape, a.size = binding.ToTensorShape(th, b.Value("element_shape")), -1
		if t, ok := b.Value("size").(*tensor.Tensor); ok && t.IsSymbolic() && th.Stager != nil {
			a.symbol = binding.Scope(th).Apply1(opArrayOf, &arrayAttr{like: a.copy(), sized: true}, t)
			return a, nil
		}
		a.resize(b.Int("size"))
		if n, ok := b.Value("size").(int); ok && !a.grows {
			a.size = n
		}
		return a, nil
	}
	TensorArrayClass.Members = tensorArrayMembers
}

func (a *tensorArray) resize(n int) {
	for len(a.elems) < n {
		a.elems, a.cleared = append(a.elems, nil), append(a.cleared, false)
	}
}

// write puts a value at index i.
func (a *tensorArray) write(th *object.Thread, i int, v object.Value) {
	n := len(a.elems)
	switch {
	case i < 0:
		tensor.Throwf("OutOfRangeError", "Writing to negative indices (index %d) is not allowed.", i)
	case i >= n && !a.grows:
		tensor.Throw(tensor.Errorf("OutOfRangeError", "Tried to write to index %d but array is not resizeable and size is: %d ", i, n).
			WithHint("dynamic_size=True lets the array grow"))
	}
	a.resize(i + 1)
	t := binding.ToTensorLike(th, v, a.dtype)
	if t.DType() != a.dtype {
		tensor.Throwf("InvalidArgumentError", "TensorArray dtype is %s but Op is trying to write dtype %s ", a.dtype, t.DType())
	}
	a.check(t.Shape())
	a.elems[i] = t
}

// check refuses a shape that does not fit the others.
func (a *tensorArray) check(shape []int) {
	known := &binding.TensorShape{Dims: shape}
	if !a.shape.Compatible(known) {
		object.Throw(object.ValueErrorf("Incompatible shape for value (%s), expected (%s)", known, a.shape))
	}
	if !a.free {
		a.shape = known
	}
}

// read is element i, which goes away unless it is to be kept.
func (a *tensorArray) read(i int) *tensor.Tensor {
	switch {
	case i < 0:
		tensor.Throwf("OutOfRangeError", "Reading from negative indices (index %d) is not allowed.", i)
	case i >= len(a.elems):
		tensor.Throwf("OutOfRangeError", "Tried to read from index %d but array size is: %d ", i, len(a.elems))
	case a.elems[i] == nil && a.cleared[i]:
		tensor.Throwf("InvalidArgumentError", "Could not read index %d twice because it was cleared after a previous read (perhaps try setting clear_after_read = false?)", i)
	}
	t := a.at(i)
	if a.clear {
		a.elems[i], a.cleared[i] = nil, true
	}
	return t
}

// at is element i, zeros when it was never written.
func (a *tensorArray) at(i int) *tensor.Tensor {
	if i >= len(a.elems) || i < -len(a.elems) {
		object.Throw(object.IndexErrorf("list index out of range"))
	}
	if t := a.elems[i]; t != nil {
		return t
	}
	if a.shape.Unknown || !tensor.IsStatic(a.shape.Dims) {
		object.Throw(object.ValueErrorf("Cannot convert a partially known TensorShape %s to a Tensor.", a.shape))
	}
	return tensor.Full(a.dtype, 0, a.shape.Dims...)
}

func (a *tensorArray) all() []*tensor.Tensor {
	out := make([]*tensor.Tensor, len(a.elems))
	for i := range out {
		out[i] = a.at(i)
	}
	return out
}

// fill puts tensors at the first places; their shapes are not looked at.
func (a *tensorArray) fill(ts []*tensor.Tensor) {
	if n := len(a.elems); len(ts) > n && !a.grows {
		object.Throw(object.ValueErrorf("Cannot unstack %d tensors into a TensorArray of static size %d ", len(ts), n))
	}
	a.resize(len(ts))
	copy(a.elems, ts)
}

func (a *tensorArray) stack(s *tensor.Scope) *tensor.Tensor {
	if len(a.elems) == 0 {
		if !a.shape.Unknown && tensor.IsStatic(a.shape.Dims) {
			return tensor.Full(a.dtype, 0, append([]int{0}, a.shape.Dims...)...)
		}
		return tensor.Full(a.dtype, 0, 0)
	}
	return s.Stack(a.all(), 0)
}

func (a *tensorArray) concat(s *tensor.Scope) *tensor.Tensor {
	ts := a.all()
	for i, t := range ts {
		if t.Rank() == 0 {
			tensor.Throwf("InvalidArgumentError", "Concat saw a scalar shape at index %d but requires at least vectors.", i)
		}
	}
	return s.Concat(ts, 0)
}

// gather are the elements at some indices along a new first axis.
func (a *tensorArray) gather(s *tensor.Scope, indices *tensor.Tensor) *tensor.Tensor {
	var ts []*tensor.Tensor
	for _, i := range indices.Array().Ints() {
		ts = append(ts, a.at(i))
	}
	return s.Stack(ts, 0)
}

func tensorArrayMembers() []object.Member {
	getter := func(name, doc string, f func(a *tensorArray) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*tensorArray)), nil })
	}
	return append([]object.Member{
		getter("dtype", "the dtype of the elements", func(a *tensorArray) object.Value { return binding.TFDType(a.dtype) }),
		getter("dynamic_size", "whether the array grows", func(a *tensorArray) object.Value { return a.grows }),
		getter("element_shape", "the shape of the elements", func(a *tensorArray) object.Value { return a.shape }),
		getter("handle", "None: there is no resource", func(a *tensorArray) object.Value { return nil }),
		getter("flow", "what orders writes in graphs: not used", func(a *tensorArray) object.Value { return tensor.ConstScalar(int32(0)) }),
	}, tensorArrayMethods()...)
}

func tensorArrayMethods() []object.Member {
	method := func(sig, doc string, f func(c *call, a *tensorArray) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, b *object.Bound) (object.Value, error) {
			return f(&call{Bound: b, th: th, s: binding.Scope(th)}, b.Self().(*tensorArray)), nil
		})
	}
	return []object.Member{
		method("write(self, index, value, name=None)", "Writes an element; the array.", func(c *call, a *tensorArray) object.Value {
			i := c.Value("index")
			if _, isFloat := i.(float64); isFloat {
				object.Throw(object.TypeErrorf("list indices must be integers or slices, not float"))
			}
			if a.staged(c.th, i) {
				return a.writeStaged(c)
			}
			a.write(c.th, toInt(c.th, i), c.Value("value"))
			return a
		}),
		method("read(self, index, name=None)", "An element, which the array then has no longer unless clear_after_read is False.", func(c *call, a *tensorArray) object.Value {
			if a.staged(c.th, c.Value("index")) {
				return a.readStaged(c)
			}
			return a.read(c.int("index"))
		}),
		method("stack(self, name=None)", "The elements along a new first axis.", func(c *call, a *tensorArray) object.Value {
			if a.symbol != nil {
				return a.result(c, a.rowsSpec(a.size), nil, func(s *tensor.Scope, a *tensorArray, _ []*tensor.Tensor) *tensor.Tensor { return a.stack(s) })
			}
			return a.stack(c.s)
		}),
		method("concat(self, name=None)", "The elements joined along their first axis.", func(c *call, a *tensorArray) object.Value {
			if a.symbol != nil {
				sp := a.elementSpec()
				sp.Shape = append([]int{-1}, sp.Shape[min(1, len(sp.Shape)):]...)
				return a.result(c, sp, nil, func(s *tensor.Scope, a *tensorArray, _ []*tensor.Tensor) *tensor.Tensor { return a.concat(s) })
			}
			return a.concat(c.s)
		}),
		method("gather(self, indices, name=None)", "Elements along a new first axis.", func(c *call, a *tensorArray) object.Value {
			if indices := c.tensor("indices"); a.staged(c.th, indices) {
				return a.result(c, a.rowsSpec(-1), []*tensor.Tensor{indices}, func(s *tensor.Scope, a *tensorArray, in []*tensor.Tensor) *tensor.Tensor { return a.gather(s, in[0]) })
			}
			return a.gather(c.s, c.tensor("indices"))
		}),
		method("unstack(self, value, name=None)", "Writes the parts of a tensor along its first axis.", func(c *call, a *tensorArray) object.Value {
			t := c.tensorLike("value", a.dtype)
			if a.symbol != nil || t.Rank() > 0 && t.Dim(0) < 0 && c.th.Stager != nil {
				return a.unstackStaged(c, t)
			}
			a.fill(c.s.Unstack(t, 0))
			return a
		}),
		method("scatter(self, indices, value, name=None)", "Writes the parts of a tensor to given places.", func(c *call, a *tensorArray) object.Value {
			if a.symbol != nil {
				tensor.Throw(&tensor.Untraceable{Op: "TensorArray.scatter in a branch or loop"})
			}
			parts := c.s.Unstack(c.tensorLike("value", a.dtype), 0)
			for k, i := range c.tensor("indices").Array().Ints() {
				a.write(c.th, i, parts[k])
			}
			return a
		}),
		method("split(self, value, lengths, name=None)", "Writes parts of given lengths along the first axis.", func(c *call, a *tensorArray) object.Value {
			if a.symbol != nil {
				tensor.Throw(&tensor.Untraceable{Op: "TensorArray.split in a branch or loop"})
			}
			a.free = true
			a.fill(c.s.SplitSizes(c.tensorLike("value", a.dtype), c.tensor("lengths").Array().Ints(), 0))
			return a
		}),
		method("size(self, name=None)", "The number of elements.", func(c *call, a *tensorArray) object.Value {
			if a.symbol != nil {
				return a.result(c, tensor.Spec{DType: tensor.Int32}, nil, func(_ *tensor.Scope, a *tensorArray, _ []*tensor.Tensor) *tensor.Tensor {
					return tensor.ConstScalar(int32(len(a.elems)))
				})
			}
			return tensor.ConstScalar(int32(len(a.elems)))
		}),
		method("identity(self)", "The array.", func(c *call, a *tensorArray) object.Value { return a }),
		method("close(self, name=None)", "Forgets the elements.", func(c *call, a *tensorArray) object.Value {
			a.elems, a.cleared = nil, nil
			return nil
		}),
		method("grad(self, source, flow=None, name=None)", "Refused: tf.GradientTape differentiates through the array.", func(c *call, a *tensorArray) object.Value {
			object.Throw(object.NotImplementedErrorf("TensorArray.grad is not supported when executing eagerly; eager's gradient implementation does not use/need this function to compute gradients of operations that use TensorArrays."))
			return nil
		}),
	}
}
