package tf

import (
	"strings"
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// DatasetClass is tf.data.Dataset. Datasets have classes of their own below
// it, by the transformation that made them.
var DatasetClass = &object.Class{Name: "DatasetV2", Module: "tensorflow.python.data.ops.dataset_ops", Doc: "A pipeline of elements: tensors and structures of them."}

var _ = object.RegisterResolver(func(v any) *object.Class {
	if d, ok := v.(*data.Dataset); ok {
		return datasetKind(d.Kind)
	}
	return nil
})

// datasetKinds are the classes of datasets that were met.
var datasetKinds sync.Map // string to *object.Class

func datasetKind(kind string) *object.Class {
	if c, ok := datasetKinds.Load(kind); ok {
		return c.(*object.Class)
	}
	c, _ := datasetKinds.LoadOrStore(kind, &object.Class{Name: kind, Module: "tensorflow.python.data.ops." + datasetModule(kind), Base: DatasetClass, Doc: DatasetClass.Doc, Final: true})
	return c.(*object.Class)
}

func dataset(v object.Value) *data.Dataset {
	d, ok := object.NativeOf(v).(*data.Dataset)
	if !ok {
		object.Throw(object.TypeErrorf("`dataset` must be a `tf.data.Dataset`, not %s", object.TypeName(v)))
	}
	return d
}

func init() {
	c := DatasetClass
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		d := dataset(self)
		s, err := object.Repr(th, specValue(d.Spec))
		return "<" + d.Kind + " element_spec=" + s + ">", err
	}
	c.Len = func(th *object.Thread, self object.Value) (int, error) {
		switch n := dataset(self).Count; n {
		case data.Infinite:
			return 0, object.TypeErrorf("The dataset is infinite.")
		case data.Unknown:
			return 0, object.TypeErrorf("The dataset length is unknown.")
		default:
			return n, nil
		}
	}
	c.Bool = func(th *object.Thread, self object.Value) (bool, error) { return true, nil }
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return newDatasetIterator(th, dataset(self)), nil
	}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return nil, object.TypeErrorf("Can't instantiate abstract class DatasetV2 with abstract methods _inputs, element_spec").WithHint("use tf.data.Dataset.from_tensor_slices(...)")
	}
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		if ns, ok := dataset(self).Meta.(*object.Namespace); ok {
			v, found := ns.Get(name)
			return v, found, nil
		}
		return nil, false, nil
	}
	c.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		d := dataset(self)
		ns, ok := d.Meta.(*object.Namespace)
		if !ok {
			ns = new(object.Namespace)
			d.Meta = ns
		}
		ns.Set(name, v)
		return true, nil
	}
	c.Members = func() []object.Member { return object.Owned("DatasetV2", datasetMembers()) }
	iteratorClass.Members = iteratorMembers
	iteratorClass.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return self.(*datasetIterator), nil
	}
	numpyIteratorClass.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) { return self.(*numpyIterator), nil }
	numpyIteratorClass.Members = func() []object.Member {
		return []object.Member{object.Method("next(self)", "The next element.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nextOf(th, a.Self().(object.Iterator))
		})}
	}
	datasetSpecClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s, err := object.Repr(th, specValue(self.(*data.DatasetSpec).Elem))
		return "DatasetSpec(" + s + ", TensorShape([]))", err
	}
}

var (
	datasetSpecClass   = &object.Class{Name: "DatasetSpec", Module: "tensorflow.python.data.ops.dataset_ops", Doc: "The spec of a dataset.", Final: true}
	iteratorClass      = &object.Class{Name: "OwnedIterator", Module: "tensorflow.python.data.ops.iterator_ops", Doc: "An iterator over a dataset.", Base: object.IteratorClass, Final: true}
	numpyIteratorClass = &object.Class{Name: "NumpyIterator", Module: "tensorflow.python.data.ops.dataset_ops", Doc: "An iterator over a dataset that gives NumPy arrays.", Base: object.IteratorClass, Final: true}

	_ = object.RegisterResolver(func(v any) *object.Class {
		if _, ok := v.(*data.DatasetSpec); ok {
			return datasetSpecClass
		}
		return nil
	})
)

// specValue is a dataset's spec as Python sees it.
func specValue(spec model.Value) object.Value {
	return binding.FromNeutral(data.Map(spec, func(leaf any) any {
		switch s := leaf.(type) {
		case data.Spec:
			return &TensorSpec{Shape: &binding.TensorShape{Dims: s.Shape, Unknown: s.Rankless}, DType: s.DType}
		}
		return leaf
	}))
}

// specOfValue is the reverse of specValue, for output_signature.
func specOfValue(th *object.Thread, v object.Value) model.Value {
	return binding.ToStructure(th, v, binding.ListsAsTuples, func(leaf object.Value) model.Value {
		if s, ok := leaf.(*compositeSpec); ok {
			return s
		}
		spec, ok := object.NativeOf(leaf).(*TensorSpec)
		if !ok {
			object.Throw(object.TypeErrorf("`output_signature` must contain objects that are subclass of `tf.TypeSpec` but found %s which is not.", object.Must(object.Repr(th, object.TypeOf(leaf)))))
		}
		return data.Spec{Spec: tensor.Spec{DType: spec.DType, Shape: spec.Shape.Dims}, Rankless: spec.Shape.Unknown}
	})
}

// toElement is a structure of values as an element of a dataset: lists become
// tensors.
func toElement(th *object.Thread, v object.Value) model.Value {
	return binding.ToStructure(th, v, binding.ListsAreLeaves, func(leaf object.Value) model.Value { return toComponent(th, leaf) })
}

// toResult is what a function of the user's returned as an element: lists are
// taken for tuples.
func toResult(th *object.Thread, v object.Value) model.Value {
	return binding.ToStructure(th, v, binding.ListsAsTuples, func(leaf object.Value) model.Value { return toComponent(th, leaf) })
}

// toComponent is one component of an element.
func toComponent(th *object.Thread, v object.Value) model.Value {
	switch x := object.NativeOf(v).(type) {
	case *data.Dataset:
		return x
	case *Ragged:
		return x
	case *Sparse:
		return x
	case *object.List:
		if len(x.Elems) == 0 {
			break
		}
		if a, ok := x.Elems[0].(*tensor.Array); ok && a.Rank() > 0 { // NumPy joins arrays, with its dtypes
			return binding.ToTensor(th, binding.ToArray(th, x, tensor.Invalid), tensor.Invalid)
		}
	}
	return binding.ToTensor(th, v, tensor.Invalid)
}

// datasetIterator is iter(dataset).
type datasetIterator struct {
	d     *data.Dataset
	it    data.Iterator
	taken int          // elements that Next gave
	skip  int          // elements to leave out first: a checkpoint was restored
	box   *argumentBox // of an argument of a function that this stands for, else nil
}

func newDatasetIterator(th *object.Thread, d *data.Dataset) *datasetIterator {
	return &datasetIterator{d: d, it: d.Iterate(dataContext(th))}
}

// dataContext is where pipelines run: outside of any layer call.
func dataContext(th *object.Thread) *model.Context { return binding.State(th).NewContext() }

// PyClass is OwnedIterator.
func (it *datasetIterator) PyClass() *object.Class { return iteratorClass }

// Next implements object.Iterator. In a function that is traced the element is
// one of each run.
func (it *datasetIterator) Next(th *object.Thread) (v object.Value, ok bool, err error) {
	defer object.Catch(&err)
	if th.Stager != nil && binding.Scope(th).Tracing() {
		return it.nextInGraph(th), true, nil
	}
	return it.take(th)
}

// take is the next element, at once.
func (it *datasetIterator) take(th *object.Thread) (v object.Value, ok bool, err error) {
	defer object.Catch(&err)
	it = it.real()
	c := dataContext(th)
	c.Scope.SideEffect("an element of an iterator")
	var elem model.Value
	c.Scope.Outside(func() {
		if it.skip > 0 {
			it.it = it.d.Iterate(c)
			for ; it.skip > 0; it.skip-- {
				it.it.Next(c)
			}
		}
		elem, ok = it.it.Next(c)
	})
	if !ok {
		return nil, false, nil
	}
	it.taken++
	return binding.FromNeutral(elem), true, nil
}

func iteratorMembers() []object.Member {
	return []object.Member{
		object.Method("get_next(self)", "The next element.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, ok, err := a.Self().(*datasetIterator).Next(th)
			if err == nil && !ok {
				tensor.Throw(tensor.EndOfSequence())
			}
			return v, err
		}),
		object.Method("next(self)", "The next element.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nextOf(th, a.Self().(*datasetIterator))
		}),
		object.Getter("element_spec", "the spec of the elements", func(th *object.Thread, self object.Value) (object.Value, error) {
			return specValue(self.(*datasetIterator).d.Spec), nil
		}),
	}
}

func nextOf(th *object.Thread, it object.Iterator) (object.Value, error) {
	v, ok, err := it.Next(th)
	if err == nil && !ok {
		return nil, object.NewError(object.StopIteration, "")
	}
	return v, err
}

// numpyIterator is dataset.as_numpy_iterator().
type numpyIterator struct{ it *datasetIterator }

// PyClass is NumpyIterator.
func (it *numpyIterator) PyClass() *object.Class { return numpyIteratorClass }

// Next implements object.Iterator.
func (it *numpyIterator) Next(th *object.Thread) (v object.Value, ok bool, err error) {
	defer object.Catch(&err)
	v, ok, err = it.it.take(th)
	if err != nil || !ok {
		return nil, ok, err
	}
	return mapStructure(th, v, func(leaf object.Value) object.Value {
		switch x := leaf.(type) {
		case *tensor.Tensor:
			return numpyOf(x.Array())
		case *data.Dataset:
			return &numpyIterator{newDatasetIterator(th, x)}
		}
		return leaf
	}), true, nil
}

// datasetModule is the module of TensorFlow's that has a class of datasets: most
// are in one of their operation's name.
func datasetModule(kind string) string {
	name := model.SnakeCase(strings.TrimSuffix(strings.TrimPrefix(kind, "_"), "Dataset"))
	switch name {
	case "tensor_slice":
		return "from_tensor_slices_op"
	case "tensor":
		return "from_tensors_op"
	}
	return strings.TrimPrefix(name, "parallel_") + "_op"
}
