package tf

import (
	"fmt"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// Sparse is tf.SparseTensor: the elements that are there, by their positions.
type Sparse struct {
	Indices, Values, DenseShape *tensor.Tensor
}

// SparseClass is tf.SparseTensor.
var SparseClass = &object.Class{Name: "SparseTensor", Module: "tensorflow.python.framework.sparse_tensor", Doc: "The elements of a tensor that are not zero, by their positions.",
	Signature: "SparseTensor(indices, values, dense_shape)",
	Example: `>>> s = tf.SparseTensor(indices=[[0, 1], [1, 0]], values=[5, 6], dense_shape=[2, 2])
>>> tf.sparse.to_dense(s)
<tf.Tensor: shape=(2, 2), dtype=int32, numpy=
array([[0, 5],
       [6, 0]], dtype=int32)>`}

// PyClass is tf.SparseTensor.
func (s *Sparse) PyClass() *object.Class { return SparseClass }

// newSparse makes one of positions, one after the other.
func newSparse(indices []int, rank int, values *tensor.Tensor, shape []int) *Sparse {
	n := 0
	if rank > 0 {
		n = len(indices) / rank
	}
	at := make([]int64, len(indices))
	for i, v := range indices {
		at[i] = int64(v)
	}
	return &Sparse{tensor.FromArray(tensor.FromSlice(at, n, rank)), values, tensor.IntTensor(tensor.Int64, shape...)}
}

// Dense implements [model.Sparse].
func (s *Sparse) Dense(sc *tensor.Scope) *tensor.Tensor {
	return s.dense(sc, tensor.FromArray(tensor.NewArray(s.Values.DType())), false)
}

// Inner implements [model.Composite].
func (s *Sparse) Inner() *tensor.Tensor { return s.Values }

// WithInner implements [model.Composite].
func (s *Sparse) WithInner(t *tensor.Tensor) any { return s.withValues(t) }

func (s *Sparse) shape() []int { return s.DenseShape.Array().Ints() }

// dense is the whole tensor, with a value where nothing is.
func (s *Sparse) dense(sc *tensor.Scope, fill *tensor.Tensor, check bool) *tensor.Tensor {
	shape := s.shape()
	if check {
		s.checkOrder(shape)
	}
	base := sc.BroadcastTo(fill, shape)
	return sc.TensorScatterUpdate(base, s.Indices, s.Values)
}

// checkOrder refuses positions outside of the shape, repeated ones and those
// out of order.
func (s *Sparse) checkOrder(shape []int) {
	at, rank := s.Indices.Array().Ints(), len(shape)
	fail := func(format string, args ...any) {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__SparseToDense_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:SparseToDense] name: ", fmt.Sprintf(format, args...))
	}
	for i := 0; rank > 0 && i+rank <= len(at); i += rank {
		row := at[i : i+rank]
		for k, v := range row {
			if v < 0 || v >= shape[k] {
				fail("indices[%d] = %s is out of bounds: need 0 <= index < %s", i/rank, brackets(row), brackets(shape))
			}
		}
		if i == 0 {
			continue
		}
		switch compareRows(at[i-rank:i], row) {
		case 0:
			fail("indices[%d] = %s is repeated", i/rank, brackets(row))
		case 1:
			fail("indices[%d] = %s is out of order. Many sparse ops require sorted indices.\n    Use `tf.sparse.reorder` to create a correctly ordered copy.\n\n", i/rank, brackets(row))
		}
	}
}

func compareRows(a, b []int) int {
	for i := range a {
		switch {
		case a[i] < b[i]:
			return -1
		case a[i] > b[i]:
			return 1
		}
	}
	return 0
}

// sparseOf is what of a tensor is not zero.
func sparseOf(t *tensor.Tensor) *Sparse {
	a := t.Array().Contiguous()
	shape := a.Shape()
	var at, picked []int
	place := make([]int, len(shape))
	for i := range a.Size() {
		zero := a.DType() == tensor.String && a.Str(i) == "" || a.DType() != tensor.String && a.Float(i) == 0
		if !zero {
			picked = append(picked, i)
			at = append(at, place...)
		}
		for k := len(place) - 1; k >= 0; k-- {
			if place[k]++; place[k] < shape[k] {
				break
			}
			place[k] = 0
		}
	}
	return newSparse(at, len(shape), pickFlat(a, picked), shape)
}

// pickFlat is elements of an array by their places in row-major order.
func pickFlat(a *tensor.Array, places []int) *tensor.Tensor {
	flat := a.Reshape([]int{a.Size()})
	out := tensor.NewArray(a.DType(), len(places))
	for i, p := range places {
		out.Slice([]tensor.Slice{tensor.At(i)}).CopyFrom(flat.Slice([]tensor.Slice{tensor.At(p)}))
	}
	return tensor.FromArray(out)
}

// reorder sorts by position.
func (s *Sparse) reorder(sc *tensor.Scope) *Sparse { return s.moved(sc, s.rows(), s.shape(), true) }

func init() {
	c := SparseClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		s := &Sparse{binding.ToTensor(th, a.Value("indices"), tensor.Int64), binding.ToTensor(th, a.Value("values"), tensor.Invalid), binding.ToTensor(th, a.Value("dense_shape"), tensor.Int64)}
		if s.Indices.Rank() != 2 {
			return nil, object.ValueErrorf("Shape %s must have rank 2", tensor.ShapeString(s.Indices.Shape()))
		}
		if s.Indices.Dim(0) != s.Values.Dim(0) {
			return nil, object.ValueErrorf("Dimensions %d and %d are not compatible", s.Indices.Dim(0), s.Values.Dim(0))
		}
		if s.Indices.Dim(1) != s.DenseShape.Dim(0) {
			return nil, object.ValueErrorf("Dimensions %d and %d are not compatible", s.Indices.Dim(1), s.DenseShape.Dim(0))
		}
		return s, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s := self.(*Sparse)
		var parts [3]string
		for i, t := range []*tensor.Tensor{s.Indices, s.Values, s.DenseShape} {
			text, err := object.Str(th, t)
			if err != nil {
				return "", err
			}
			parts[i] = text
		}
		return "SparseTensor(indices=" + parts[0] + ", values=" + parts[1] + ", dense_shape=" + parts[2] + ")", nil
	}
	c.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		s, ok := a.(*Sparse)
		if !ok && op == object.Mul {
			s, ok = b.(*Sparse)
			b = a
		}
		if !ok || op != object.Mul && op != object.Div {
			return object.NotImplemented, nil
		}
		return s.scaled(th, op, b), nil
	}
	c.Members = func() []object.Member {
		inGraph := func(name, what string) object.Member {
			return object.Getter(name, "belongs to graphs", func(th *object.Thread, self object.Value) (object.Value, error) {
				return nil, object.AttributeErrorf("Tensor.%s is undefined when eager execution is enabled.", what)
			})
		}
		get := func(name, doc string, f func(s *Sparse) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*Sparse)), nil })
		}
		return []object.Member{
			get("indices", "the positions", func(s *Sparse) object.Value { return s.Indices }),
			get("values", "the elements", func(s *Sparse) object.Value { return s.Values }),
			get("dense_shape", "the shape of the whole tensor", func(s *Sparse) object.Value { return s.DenseShape }),
			get("shape", "the shape of the whole tensor", func(s *Sparse) object.Value { return binding.NewTensorShape(s.shape()) }),
			get("dtype", "the type of the elements", func(s *Sparse) object.Value { return binding.TFDType(s.Values.DType()) }),
			object.Method("get_shape(self)", "The shape of the whole tensor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return binding.NewTensorShape(a.Self().(*Sparse).shape()), nil
			}),
			object.Method("with_values(self, new_values)", "Other elements at the same positions.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Self().(*Sparse).withValues(binding.ToTensor(th, a.Value("new_values"), tensor.Invalid)), nil
			}),
			object.Method("set_shape(self, shape)", "Checks that the shape is as given.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				have, want := binding.NewTensorShape(a.Self().(*Sparse).shape()), binding.ToTensorShape(th, a.Value("shape"))
				if !have.Compatible(want) {
					return nil, object.ValueErrorf("Shapes %s and %s are not compatible", have, want)
				}
				return nil, nil
			}),
			object.ClassMethodOf("from_value(cls, sparse_tensor_value)", "A sparse tensor of one.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s, ok := a.Value("sparse_tensor_value").(*Sparse)
				if !ok {
					return nil, object.TypeErrorf("Argument `sparse_tensor_value` must be a SparseTensor or SparseTensorValue. Received sparse_tensor_value=%s with type %s", object.Must(object.Repr(th, a.Value("sparse_tensor_value"))), object.Must(object.Repr(th, object.TypeOf(a.Value("sparse_tensor_value")))))
				}
				return s, nil
			}),
			inGraph("graph", "graph"), inGraph("op", "op"),
			object.Method("eval(self, feed_dict=None, session=None)", "Belongs to graphs.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, object.AttributeErrorf("Tensor.graph is undefined when eager execution is enabled.")
			}),
			object.Method("consumers(self)", "Belongs to graphs.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, object.AttributeErrorf("Tensor.consumers is undefined when eager execution is enabled.")
			}),
		}
	}
}

// sparse is an argument that is a tf.SparseTensor.
func (c *call) sparse(name string) *Sparse {
	s, ok := c.Value(name).(*Sparse)
	if !ok {
		object.Throw(object.TypeErrorf("Input must be a SparseTensor."))
	}
	return s
}

// sparseDecls are the functions of tf.sparse.
func sparseDecls() []decl {
	return slices.Concat(sparseShapeDecls(), sparseMathDecls(), sparseCountDecls(), sparseLookupDecls(), []decl{
		editDistanceDecl,
		{names: "sparse.from_dense", sig: "from_dense(tensor, name=None)", doc: "What of a tensor is not zero.", fn: func(c *call) object.Value {
			t := c.tensor("tensor")
			s := sparseOf(t)
			if c.s.Recording() {
				s = s.withValues(c.s.GatherNd(t, s.Indices, 0))
			}
			return s
		}},
		{names: "sparse.to_dense", sig: "to_dense(sp_input, default_value=None, validate_indices=True, name=None)", doc: "The whole tensor, with the default where nothing is.", fn: func(c *call) object.Value {
			s := c.sparse("sp_input")
			fill := tensor.FromArray(tensor.NewArray(s.Values.DType()))
			if c.Has("default_value") {
				fill = c.tensorAs("default_value", s.Values.DType())
			}
			return s.dense(c.s, fill, c.Bool("validate_indices"))
		}},
		{names: "sparse.reorder", sig: "reorder(sp_input, name=None)", doc: "Sorted by position.", fn: func(c *call) object.Value { return c.sparse("sp_input").reorder(c.s) }},
		{names: "sparse.to_indicator", sig: "to_indicator(sp_input, vocab_size, name=None)", doc: "For each row, which ids are in it.", fn: func(c *call) object.Value {
			s := c.sparse("sp_input")
			shape := s.shape()
			rows := shape[:len(shape)-1]
			out := make([]bool, tensor.NumElements(rows)*c.int("vocab_size"))
			at := s.rows()
			for i, id := range s.Values.Array().Ints() {
				row := place(at[i][:len(rows)], rows)
				if id < 0 || id >= c.int("vocab_size") {
					sparseFailed("SparseToDense", "", "Indices are not valid (out of bounds).  Shape: %s", brackets(append(slices.Clone(rows), c.int("vocab_size"))))
				}
				out[row*c.int("vocab_size")+id] = true
			}
			return tensor.FromArray(tensor.FromSlice(out, append(append([]int{}, rows...), c.int("vocab_size"))...))
		}},
		{names: "sparse.sparse_dense_matmul", sig: "sparse_dense_matmul(sp_a, b, adjoint_a=False, adjoint_b=False, name=None)", doc: "The product of a sparse and a dense matrix.", fn: func(c *call) object.Value {
			sp, other, flip := "sp_a", "b", false
			if _, ok := c.Value("b").(*Sparse); ok {
				sp, other, flip = "b", "sp_a", true
			}
			return c.sparseMatMul(c.sparse(sp), c.tensor(other), flip)
		}},
		{names: "nn.ctc_greedy_decoder", sig: "ctc_greedy_decoder(inputs, sequence_length, merge_repeated=True, blank_index=None)", doc: "The sequences of the best classes of each step, without blanks.", fn: func(c *call) object.Value {
			x, lengths := c.ctcInput()
			blank := c.IntOr("blank_index", -1)
			if blank < 0 {
				blank += x.Shape()[2]
			}
			found, scores := tensor.CTCGreedy(x, lengths, blank, c.Bool("merge_repeated"))
			return object.NewTuple(object.NewList(sparseRows(found)), tensor.FromArray(tensor.FromSlice(scores, len(scores), 1).Cast(x.DType())))
		}},
		{names: "nn.ctc_beam_search_decoder", sig: "ctc_beam_search_decoder(inputs, sequence_length, beam_width=100, top_paths=1)", doc: "The most probable sequences, found by beam search.", fn: func(c *call) object.Value {
			x, lengths := c.ctcInput()
			paths := c.int("top_paths")
			found, scores := tensor.CTCBeamSearch(x, lengths, c.int("beam_width"), paths)
			out, flat := object.NewList(), []float64{}
			for p := range paths {
				var rows [][]int
				for _, f := range found {
					rows = append(rows, f[p])
				}
				out.Elems = append(out.Elems, sparseRows(rows))
			}
			for _, s := range scores {
				flat = append(flat, s...)
			}
			return object.NewTuple(out, tensor.FromArray(tensor.FromSlice(flat, len(scores), paths).Cast(x.DType())))
		}},
	})
}

// ctcInput is the logits of a decoder, (time, batch, classes), and how many
// steps each has.
func (c *call) ctcInput() (*tensor.Array, []int) {
	x, lengths := c.float("inputs"), c.tensorAs("sequence_length", tensor.Int32)
	fail := func(format string, args ...any) {
		tensor.Throwf("InvalidArgumentError", format, args...)
	}
	if x.Rank() != 3 {
		fail("inputs is not a 3-Tensor")
	}
	if lengths.Rank() != 1 || lengths.Dim(0) != x.Dim(1) {
		fail("len(sequence_length) != batch_size.  len(sequence_length):  %d batch_size: %d", tensor.NumElements(lengths.Shape()), x.Dim(1))
	}
	n := lengths.Array().Ints()
	for b, v := range n {
		if v < 0 || v > x.Dim(0) {
			fail("sequence_length(%d) <= %d", b, x.Dim(0))
		}
	}
	return x.Array(), n
}

// sparseRows is rows of integers as a sparse matrix.
func sparseRows(rows [][]int) *Sparse {
	var at, values []int
	longest := 0
	for i, r := range rows {
		for j, v := range r {
			at, values = append(at, i, j), append(values, v)
		}
		longest = max(longest, len(r))
	}
	return newSparse(at, 2, tensor.IntTensor(tensor.Int64, values...), []int{len(rows), longest})
}
