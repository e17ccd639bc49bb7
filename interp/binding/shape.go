package binding

import (
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// TensorShape is tf.TensorShape. Dims has -1 for axes that are not known;
// Unknown says that not even the rank is.
type TensorShape struct {
	Dims    []int
	Unknown bool
}

// NewTensorShape is the shape object of a shape.
func NewTensorShape(shape []int) *TensorShape { return &TensorShape{Dims: shape} }

// TensorShapeClass is tf.TensorShape.
var TensorShapeClass = &object.Class{Name: "TensorShape", Module: "tensorflow.python.framework.tensor_shape", Doc: "The shape of a tensor, of which axes may be unknown.", Signature: "TensorShape(dims)"}

// PyClass is tf.TensorShape.
func (s *TensorShape) PyClass() *object.Class { return TensorShapeClass }

func (s *TensorShape) String() string {
	if s.Unknown {
		return "<unknown>"
	}
	return tensor.ShapeString(s.Dims)
}

// ShapeTuple is a shape as a Python tuple, -1 as None: layer.output_shape,
// ndarray.shape.
func ShapeTuple(shape []int) *object.Tuple { return &object.Tuple{Elems: dimValues(shape)} }

func dimValues(shape []int) []object.Value {
	out := make([]object.Value, len(shape))
	for i, d := range shape {
		if d >= 0 {
			out[i] = d
		}
	}
	return out
}

// ToTensorShape is tf.TensorShape(v): of None, a number, an iterable of
// numbers and None, or a shape.
func ToTensorShape(th *object.Thread, v object.Value) *TensorShape {
	switch v := v.(type) {
	case nil:
		return &TensorShape{Unknown: true}
	case *TensorShape:
		return v
	case int:
		return &TensorShape{Dims: []int{checkDim(v)}}
	case string:
		return &TensorShape{Dims: model.TensorDims(v)}
	}
	var elems []object.Value
	if a := arrayOf(v); a != nil && a.Rank() == 0 {
		return &TensorShape{Dims: []int{checkDim(int(a.Int(0)))}}
	}
	elems, err := object.ToSlice(th, v)
	if err != nil {
		object.Throw(object.TypeErrorf("Dimension value must be integer or None or have an __index__ method, got value '%s' with type '%s'", object.Must(object.Repr(th, v)), object.Must(object.Repr(th, object.TypeOf(v)))))
	}
	s := &TensorShape{Dims: make([]int, len(elems))}
	for i, e := range elems {
		s.Dims[i] = toDim(th, e)
	}
	return s
}

func toDim(th *object.Thread, v object.Value) int {
	if v == nil {
		return -1
	}
	n, err := object.AsIndex(th, v)
	if err != nil {
		object.Throw(object.TypeErrorf("Dimension value must be integer or None or have an __index__ method, got value '%s' with type '%s'", object.Must(object.Repr(th, v)), object.Must(object.Repr(th, object.TypeOf(v)))))
	}
	return checkDim(n)
}

func checkDim(n int) int {
	if n < 0 {
		object.Throw(object.ValueErrorf("Dimension %d must be >= 0", n))
	}
	return n
}

// ToShape is a value as the shape of an array or the target of a reshape: an
// int, an iterable of ints, an integer array or tensor. -1 and None are kept
// as -1.
func ToShape(th *object.Thread, v object.Value) []int {
	switch v := v.(type) {
	case int:
		return []int{v}
	case *TensorShape:
		if v.Unknown {
			object.Throw(object.ValueErrorf("as_list() is not defined on an unknown TensorShape."))
		}
		return v.Dims
	case *tensor.Tensor:
		if h := v.Hint(); h != nil {
			return h
		}
	}
	if a := arrayOf(v); a != nil {
		return a.Ints()
	}
	elems, err := object.ToSlice(th, v)
	if err != nil {
		object.Throw(err)
	}
	out := make([]int, len(elems))
	for i, e := range elems {
		if e == nil {
			out[i] = -1
			continue
		}
		if t, ok := e.(*tensor.Tensor); ok && t.IsSymbolic() {
			out[i] = -1
			if h := t.Hint(); len(h) == 1 {
				out[i] = h[0]
			}
			continue
		}
		out[i] = object.Must(object.AsIndex(th, e))
	}
	return out
}

// ToAxes is an axis argument: None gives nil (all axes), an int or an iterable
// of ints their list.
func ToAxes(th *object.Thread, v object.Value) []int {
	if v == nil {
		return nil
	}
	return ToShape(th, v)
}

func init() {
	TensorShapeClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return ToTensorShape(th, a.Value("dims")), nil
	}
	TensorShapeClass.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*TensorShape).String(), nil }
	TensorShapeClass.Repr = reprTensorShape
	TensorShapeClass.Len = func(th *object.Thread, self object.Value) (int, error) {
		s := self.(*TensorShape)
		if s.Unknown {
			return 0, object.ValueErrorf("Cannot take the length of shape with unknown rank.")
		}
		return len(s.Dims), nil
	}
	TensorShapeClass.Bool = func(th *object.Thread, self object.Value) (bool, error) { return !self.(*TensorShape).Unknown, nil }
	TensorShapeClass.Hash = func(th *object.Thread, self object.Value) (int, error) {
		return object.Hash(th, ShapeTuple(self.(*TensorShape).Dims))
	}
	TensorShapeClass.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		s := self.(*TensorShape)
		if s.Unknown {
			return nil, object.ValueErrorf("Cannot iterate over a shape with unknown rank.")
		}
		return object.IterSlice(dimValues(s.Dims)), nil
	}
	TensorShapeClass.Index = indexTensorShape
	TensorShapeClass.Compare = compareTensorShapes
	TensorShapeClass.Binary = addTensorShapes
	TensorShapeClass.Members = tensorShapeMembers
}

func reprTensorShape(th *object.Thread, self object.Value) (string, error) {
	s := self.(*TensorShape)
	if s.Unknown {
		return "TensorShape(None)", nil
	}
	list, err := object.Repr(th, object.NewList(dimValues(s.Dims)...))
	return "TensorShape(" + list + ")", err
}

func indexTensorShape(th *object.Thread, self, key object.Value) (object.Value, error) {
	s := self.(*TensorShape)
	if sl, ok := key.(*object.Slice); ok {
		if s.Unknown {
			return s, nil
		}
		start, _, step, n := SliceBounds(th, sl, len(s.Dims))
		out := make([]int, n)
		for i := range out {
			out[i] = s.Dims[start+i*step]
		}
		return NewTensorShape(out), nil
	}
	if s.Unknown {
		return nil, nil
	}
	i, err := object.AsIndex(th, key)
	if err != nil {
		return nil, err
	}
	if i < 0 {
		i += len(s.Dims)
	}
	if i < 0 || i >= len(s.Dims) {
		return nil, object.IndexErrorf("tuple index out of range")
	}
	return dimValues(s.Dims)[i], nil
}

func compareTensorShapes(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if op != object.Eq && op != object.Ne {
		return object.NotImplemented, nil
	}
	var same bool
	if err := Catch(func() {
		x, y := ToTensorShape(th, a), ToTensorShape(th, b)
		same = x.Unknown == y.Unknown && tensor.SameShape(x.Dims, y.Dims)
	}); err != nil {
		return object.NotImplemented, nil
	}
	return same == (op == object.Eq), nil
}

func addTensorShapes(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if op != object.Add {
		return object.NotImplemented, nil
	}
	return ToTensorShape(th, a).Concat(ToTensorShape(th, b)), nil
}

// Concat is the axes of s followed by those of o.
func (s *TensorShape) Concat(o *TensorShape) *TensorShape {
	if s.Unknown || o.Unknown {
		return &TensorShape{Unknown: true}
	}
	return NewTensorShape(append(append([]int{}, s.Dims...), o.Dims...))
}

// Compatible reports whether the shapes agree in the axes known of both.
func (s *TensorShape) Compatible(o *TensorShape) bool {
	if s.Unknown || o.Unknown {
		return true
	}
	if len(s.Dims) != len(o.Dims) {
		return false
	}
	for i, d := range s.Dims {
		if d >= 0 && o.Dims[i] >= 0 && d != o.Dims[i] {
			return false
		}
	}
	return true
}

// Merge is the shape with the knowledge of both; the shapes are compatible.
func (s *TensorShape) Merge(o *TensorShape) *TensorShape {
	if s.Unknown {
		return o
	}
	if o.Unknown {
		return s
	}
	out := make([]int, len(s.Dims))
	for i, d := range s.Dims {
		out[i] = max(d, o.Dims[i])
	}
	return NewTensorShape(out)
}
