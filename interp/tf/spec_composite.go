package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// TypeSpecClass is tf.TypeSpec, the base of all specs.
var TypeSpecClass = &object.Class{Name: "TypeSpec", Module: "tensorflow.python.framework.type_spec", Doc: "What is known of a value of TensorFlow without the value.",
	Example: `>>> isinstance(tf.TensorSpec([2]), tf.TypeSpec)
True`}

// compositeSpec is the spec of a value that consists of several tensors: its
// parts are what the repr lists, of which one is the shape and one the dtype.
type compositeSpec struct {
	kind  *specKind
	parts []object.Value
}

// specKind declares a class of specs.
type specKind struct {
	class *object.Class
	// fields are the names of the parts.
	fields []string
	// value is the class of the values.
	value func() *object.Class
	// of is the spec of a value, nil for one of another class.
	of func(v object.Value) *compositeSpec
}

// PyClass is the class of the kind.
func (s *compositeSpec) PyClass() *object.Class { return s.kind.class }

func specClass(name, module, doc, sig, example string) *object.Class {
	return &object.Class{Name: name, Module: "tensorflow.python." + module, Doc: doc, Signature: sig, Example: example}
}

// The specs of values of several tensors.
var (
	RaggedTensorSpecClass = specClass("RaggedTensorSpec", "ops.ragged.ragged_tensor", "Shape and dtype of a ragged tensor.",
		"RaggedTensorSpec(shape=None, dtype=<tf.float32>, ragged_rank=None, row_splits_dtype=<tf.int64>, flat_values_spec=None)", `>>> tf.RaggedTensorSpec([None, None], tf.int32)
RaggedTensorSpec(TensorShape([None, None]), tf.int32, 1, tf.int64)`)
	SparseTensorSpecClass = specClass("SparseTensorSpec", "framework.sparse_tensor", "Shape and dtype of a sparse tensor.",
		"SparseTensorSpec(shape=None, dtype=<tf.float32>)", `>>> tf.SparseTensorSpec([2, None])
SparseTensorSpec(TensorShape([2, None]), tf.float32)`)
	TensorArraySpecClass = specClass("TensorArraySpec", "ops.tensor_array_ops", "Shape and dtype of the elements of an array of tensors.",
		"TensorArraySpec(element_shape=None, dtype=<tf.float32>, dynamic_size=False, infer_shape=True)", `>>> tf.TensorArraySpec([2])
TensorArraySpec(TensorShape([2]), tf.float32, False, True)`)
	IndexedSlicesSpecClass = specClass("IndexedSlicesSpec", "framework.indexed_slices", "Shape and dtypes of rows of a tensor.",
		"IndexedSlicesSpec(shape=None, dtype=<tf.float32>, indices_dtype=<tf.int64>, dense_shape_dtype=None, indices_shape=None)", `>>> tf.IndexedSlicesSpec([3, 2]).dtype
tf.float32`)
	OptionalSpecClass = specClass("OptionalSpec", "data.ops.optional_ops", "The spec of a value that may be missing.",
		"OptionalSpec(element_spec)", `>>> tf.OptionalSpec(tf.TensorSpec([], tf.int32))
OptionalSpec(TensorSpec(shape=(), dtype=tf.int32, name=None),)`)
)

var (
	raggedSpec = &specKind{class: RaggedTensorSpecClass, fields: []string{"shape", "dtype", "ragged_rank", "row_splits_dtype"}, value: func() *object.Class { return RaggedClass }}
	sparseSpec = &specKind{class: SparseTensorSpecClass, fields: []string{"shape", "dtype"}, value: func() *object.Class { return SparseClass }}
	arraySpec  = &specKind{class: TensorArraySpecClass, fields: []string{"element_shape", "dtype", "dynamic_size", "infer_shape"}, value: func() *object.Class { return TensorArrayClass }}
	slicesSpec = &specKind{class: IndexedSlicesSpecClass, fields: []string{"shape", "dtype", "indices_dtype", "dense_shape_dtype", "indices_shape"}, value: func() *object.Class { return IndexedSlicesClass }}
	maybeSpec  = &specKind{class: OptionalSpecClass, fields: []string{"element_spec"}}
)

// compositeSpecOf is the spec of a ragged or sparse tensor, an array or rows of
// a tensor, nil for other values.
func compositeSpecOf(v object.Value) *compositeSpec {
	for _, k := range []*specKind{raggedSpec, sparseSpec, arraySpec, slicesSpec} {
		if s := k.of(v); s != nil {
			return s
		}
	}
	return nil
}

func init() {
	raggedSpec.of = func(v object.Value) *compositeSpec {
		r, ok := v.(*Ragged)
		if !ok {
			return nil
		}
		return &compositeSpec{raggedSpec, []object.Value{binding.NewTensorShape(r.shape()), binding.TFDType(r.flat().DType()), r.raggedRank(), binding.TFDType(tensor.Int64)}}
	}
	sparseSpec.of = func(v object.Value) *compositeSpec {
		s, ok := v.(*Sparse)
		if !ok {
			return nil
		}
		return &compositeSpec{sparseSpec, []object.Value{binding.NewTensorShape(s.shape()), binding.TFDType(s.Values.DType())}}
	}
	slicesSpec.of = func(v object.Value) *compositeSpec {
		d, ok := v.(*IndexedSlices)
		if !ok {
			return nil
		}
		shape := append([]int{-1}, d.Values.Shape()[1:]...)
		var shapeType object.Value
		if t, ok := d.DenseShape.(*tensor.Tensor); ok {
			shape, shapeType = t.Array().Ints(), binding.TFDType(t.DType())
		}
		return &compositeSpec{slicesSpec, []object.Value{binding.NewTensorShape(shape), binding.TFDType(d.Values.DType()), binding.TFDType(d.Indices.DType()), shapeType, binding.NewTensorShape(d.Indices.Shape())}}
	}
	arraySpec.of = func(v object.Value) *compositeSpec {
		a, ok := v.(*tensorArray)
		if !ok {
			return nil
		}
		return &compositeSpec{arraySpec, []object.Value{a.shape, binding.TFDType(a.dtype), a.grows, !a.free}}
	}
	TensorSpecClass.Base, datasetSpecClass.Base = TypeSpecClass, TypeSpecClass
	RaggedTensorSpecClass.New = newSpec(raggedSpec, raggedParts)
	SparseTensorSpecClass.New = newSpec(sparseSpec, func(th *object.Thread, a *object.Bound) []object.Value {
		return []object.Value{binding.ToTensorShape(th, a.Value("shape")), dtypePart(th, a, "dtype", tensor.Float32)}
	})
	TensorArraySpecClass.New = newSpec(arraySpec, func(th *object.Thread, a *object.Bound) []object.Value {
		return []object.Value{binding.ToTensorShape(th, a.Value("element_shape")), dtypePart(th, a, "dtype", tensor.Float32), a.Bool("dynamic_size"), a.Bool("infer_shape")}
	})
	IndexedSlicesSpecClass.New = newSpec(slicesSpec, func(th *object.Thread, a *object.Bound) []object.Value {
		var shapeType object.Value
		if a.Has("dense_shape_dtype") {
			shapeType = dtypePart(th, a, "dense_shape_dtype", tensor.Int64)
		}
		indices := &binding.TensorShape{Dims: []int{-1}}
		if a.Has("indices_shape") {
			indices = binding.ToTensorShape(th, a.Value("indices_shape"))
		}
		return []object.Value{binding.ToTensorShape(th, a.Value("shape")), dtypePart(th, a, "dtype", tensor.Float32), dtypePart(th, a, "indices_dtype", tensor.Int64), shapeType, indices}
	})
	OptionalSpecClass.New = newSpec(maybeSpec, func(th *object.Thread, a *object.Bound) []object.Value {
		return []object.Value{a.Value("element_spec")}
	})
	for _, k := range []*specKind{raggedSpec, sparseSpec, arraySpec, slicesSpec, maybeSpec} {
		k.complete()
	}
}

func dtypePart(th *object.Thread, a *object.Bound, name string, other tensor.DType) object.Value {
	return binding.TFDType(binding.DTypeOr(th, a.Value(name), other))
}

func newSpec(k *specKind, parts func(th *object.Thread, a *object.Bound) []object.Value) func(*object.Thread, *object.Class, object.Args) (object.Value, error) {
	return func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &compositeSpec{k, parts(th, a)}, nil
	}
}

// raggedParts is the parts of a spec of ragged tensors: unless given, all axes
// but the last are ragged.
func raggedParts(th *object.Thread, a *object.Bound) []object.Value {
	shape := binding.ToTensorShape(th, a.Value("shape"))
	if !a.Has("ragged_rank") && shape.Unknown {
		object.Throw(object.ValueErrorf("Must specify ragged_rank or a shape with a known rank."))
	}
	rank := a.IntOr("ragged_rank", len(shape.Dims)-1)
	if !shape.Unknown && rank >= len(shape.Dims) {
		object.Throw(object.ValueErrorf("Argument `ragged_rank` (%d) must be less than rank (%d).", rank, len(shape.Dims)))
	}
	return []object.Value{shape, dtypePart(th, a, "dtype", tensor.Float32), rank, dtypePart(th, a, "row_splits_dtype", tensor.Int64)}
}

// complete gives the class of a kind its behaviour.
func (k *specKind) complete() {
	c := k.class
	c.Base = TypeSpecClass
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		text, err := object.Repr(th, object.NewTuple(self.(*compositeSpec).parts...))
		return c.Name + text, err
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*compositeSpec)
		y, ok2 := b.(*compositeSpec)
		if !ok || !ok2 || op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		same := x.kind == y.kind
		if same {
			p, q := object.Must(object.Repr(th, x)), object.Must(object.Repr(th, y))
			same = p == q
		}
		return same == (op == object.Eq), nil
	}
	c.Hash = func(th *object.Thread, self object.Value) (int, error) {
		text, err := object.Repr(th, self)
		if err != nil {
			return 0, err
		}
		return object.Hash(th, text)
	}
	c.Members = k.members
}

func (k *specKind) members() []object.Member {
	var out []object.Member
	for i, f := range k.fields {
		out = append(out, object.Getter(f, "a part of the spec: "+f, func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*compositeSpec).parts[i], nil
		}))
	}
	if k.value != nil {
		out = append(out, object.Getter("value_type", "the class of the values", func(th *object.Thread, self object.Value) (object.Value, error) { return k.value(), nil }))
	}
	if k == arraySpec {
		out = append(out, object.Getter("shape", "the shape of the array itself", func(th *object.Thread, self object.Value) (object.Value, error) {
			return binding.NewTensorShape([]int{-1}), nil
		}))
	}
	if k.of != nil {
		out = append(out, object.ClassMethodOf("from_value(cls, value)", "The spec of a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if s := k.of(a.Value("value")); s != nil {
				return s, nil
			}
			return nil, object.TypeErrorf("Could not build a `TypeSpec` for %s with type %s", object.Must(object.Str(th, a.Value("value"))), object.TypeName(a.Value("value")))
		}))
	}
	return append(out,
		object.Method("is_compatible_with(self, spec_or_value)", "Whether a value or spec fits.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s, v := a.Self().(*compositeSpec), a.Value("spec_or_value")
			o, ok := v.(*compositeSpec)
			if !ok && k.of != nil {
				o = k.of(v)
			}
			return o != nil && o.kind == k && s.fits(th, o), nil
		}),
		object.Method("most_specific_compatible_type(self, other)", "What the spec and another one have in common.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := a.Self().(*compositeSpec)
			o, ok := a.Value("other").(*compositeSpec)
			if !ok || o.kind != k {
				return nil, object.ValueErrorf("No TypeSpec is compatible with both %s and %s", object.Must(object.Repr(th, s)), object.Must(object.Repr(th, a.Value("other"))))
			}
			return s.common(th, o), nil
		}),
	)
}

// fits reports whether the parts of two specs of one kind agree, as far as
// shapes are known.
func (s *compositeSpec) fits(th *object.Thread, o *compositeSpec) bool {
	for i, p := range s.parts {
		if x, ok := p.(*binding.TensorShape); ok {
			if !x.Compatible(o.parts[i].(*binding.TensorShape)) {
				return false
			}
		} else if !object.Must(object.Equal(th, p, o.parts[i])) {
			return false
		}
	}
	return true
}

// common is the spec whose shapes have only what both specs say.
func (s *compositeSpec) common(th *object.Thread, o *compositeSpec) *compositeSpec {
	out := &compositeSpec{kind: s.kind}
	for i, p := range s.parts {
		x, ok := p.(*binding.TensorShape)
		switch {
		case ok:
			out.parts = append(out.parts, commonShape(x, o.parts[i].(*binding.TensorShape)))
		case object.Must(object.Equal(th, p, o.parts[i])):
			out.parts = append(out.parts, p)
		default:
			object.Throw(object.ValueErrorf("No TypeSpec is compatible with both %s and %s", object.Must(object.Repr(th, s)), object.Must(object.Repr(th, o))))
		}
	}
	return out
}

// commonShape is the shape that has only the axes in which both agree.
func commonShape(x, y *binding.TensorShape) *binding.TensorShape {
	if x.Unknown || y.Unknown || len(x.Dims) != len(y.Dims) {
		return &binding.TensorShape{Unknown: true}
	}
	dims := make([]int, len(x.Dims))
	for i, n := range x.Dims {
		if dims[i] = n; n != y.Dims[i] {
			dims[i] = -1
		}
	}
	return &binding.TensorShape{Dims: dims}
}
