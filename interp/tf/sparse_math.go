package tf

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// sparseMathDecls are the functions of tf.sparse that compute.
func sparseMathDecls() []decl {
	return []decl{
		{names: "sparse.add", sig: "sparse_add_v2(a, b, threshold=0)", doc: "The sum of two sparse tensors, without elements below a threshold, or of a sparse and a dense one.", fn: sparseAdd},
		sparseExtreme("sparse.maximum", "sparse_maximum", "The larger of the elements of two sparse tensors.", "SparseSparseMaximum", (*tensor.Scope).Maximum),
		sparseExtreme("sparse.minimum", "sparse_minimum", "The smaller of the elements of two sparse tensors.", "SparseSparseMinimum", (*tensor.Scope).Minimum),
		sparseReduce("sparse.reduce_sum", "sparse_reduce_sum_v2", "The sum of the elements over axes.", "SparseReduceSum", (*tensor.Scope).UnsortedSegmentSum),
		sparseReduce("sparse.reduce_max", "sparse_reduce_max_v2", "The largest of the elements that are there, over axes.", "SparseReduceMax", (*tensor.Scope).UnsortedSegmentMax),
		{names: "sparse.softmax", sig: "sparse_softmax(sp_input, name=None)", doc: "The softmax along the last axis of the elements that are there.", fn: sparseSoftmax},
		{names: "sparse.map_values", sig: "map_values(op, *args, **kwargs)", doc: "Applies a function to the elements that are there.", fn: sparseMap},
		sparseSegments("segment_sum", "The sums of rows with the same segment number, of the rows at some places.", "SparseSegmentSum", (*tensor.Scope).UnsortedSegmentSum),
		sparseSegments("segment_mean", "The means of rows with the same segment number, of the rows at some places.", "SparseSegmentMean", (*tensor.Scope).UnsortedSegmentMean),
		sparseSegments("segment_sqrt_n", "The sums of rows with the same segment number by the root of their number.", "SparseSegmentSqrtN", (*tensor.Scope).UnsortedSegmentSqrtN),
	}
}

// text is a number as messages write it.
func text(n int) string { return fmt.Sprint(n) }

// spaced is numbers as NumPy writes them.
func spaced(v []int) string { return strings.ReplaceAll(fmt.Sprint(v), ",", "") }

// sparseFailed throws as an op of several inputs does; suffix is what its
// function is called behind the op.
func sparseFailed(op, suffix, format string, args ...any) {
	tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s] name: ", op, suffix, fmt.Sprintf(format, args...), op)
}

// union is the positions that are in one of two sparse tensors, and for each of
// these which element of a and which of b it is, -1 for none.
func (a *Sparse) union(op string, b *Sparse) (rows [][]int, inA, inB []int) {
	x, y := a.shape(), b.shape()
	if len(x) != len(y) {
		sparseFailed(op, "", "Operands do not have the same ranks; got shapes: %s and %s", strings.Trim(fmt.Sprint(x), "[]"), strings.Trim(fmt.Sprint(y), "[]"))
	}
	for k := range x {
		if x[k] != y[k] {
			sparseFailed(op, "", "Operands' shapes do not match: got %d and %d for dimension %d", x[k], y[k], k)
		}
	}
	p, q := a.rows(), b.rows()
	for i, j := 0, 0; i < len(p) || j < len(q); {
		order := 0
		switch {
		case i == len(p):
			order = 1
		case j == len(q):
			order = -1
		default:
			order = compareRows(p[i], q[j])
		}
		fromA, fromB := -1, -1
		if order <= 0 {
			fromA = i
		}
		if order >= 0 {
			fromB = j
		}
		if order <= 0 {
			rows = append(rows, p[i])
			i++
		} else {
			rows = append(rows, q[j])
		}
		if order >= 0 {
			j++
		}
		inA, inB = append(inA, fromA), append(inB, fromB)
	}
	return rows, inA, inB
}

// aligned is the elements with the given numbers, 0 for -1.
func (s *Sparse) aligned(sc *tensor.Scope, numbers []int) *tensor.Tensor {
	padded := sc.Concat([]*tensor.Tensor{s.Values, tensor.FromArray(tensor.NewArray(s.Values.DType(), 1))}, 0)
	at := make([]int64, len(numbers))
	for i, n := range numbers {
		if at[i] = int64(n); n < 0 {
			at[i] = int64(s.count())
		}
	}
	return sc.GatherNd(padded, tensor.Const(at, len(at), 1), 0)
}

func (s *Sparse) mustMatch(op string, input int, o *Sparse) {
	if have, want := o.Values.DType(), s.Values.DType(); have != want {
		tensor.Throwf("InvalidArgumentError", "cannot compute %s as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor [Op:%s] name: ", op, input, want.RuntimeName(), have.RuntimeName(), op)
	}
}

func sparseAdd(c *call) object.Value {
	a, okA := c.Value("a").(*Sparse)
	b, okB := c.Value("b").(*Sparse)
	if !okA && !okB {
		object.Throw(object.TypeErrorf("At least one input should be SparseTensor; do you mean to use tf.add()?"))
	}
	if !okA || !okB {
		other := "b"
		if !okA {
			a, other = b, "a"
		}
		return c.s.TensorScatterAdd(c.tensorAs(other, a.Values.DType()), a.Indices, a.Values)
	}
	a.mustMatch("SparseAdd", 4, b)
	rows, inA, inB := a.union("SparseAdd", b)
	sum := c.s.Add(a.aligned(c.s, inA), b.aligned(c.s, inB))
	out := newSparse(slices.Concat(rows...), len(a.shape()), sum, a.shape())
	limit := c.tensorLike("threshold", sum.DType()).Array().Float(0)
	if limit <= 0 {
		return out
	}
	var kept []int
	for i, v := range sum.Array().Floats() {
		if v >= limit || v <= -limit {
			kept = append(kept, i)
		}
	}
	return out.part(c.s, kept, rows, a.shape())
}

func sparseExtreme(names, fn, doc, op string, f func(s *tensor.Scope, x, y *tensor.Tensor) *tensor.Tensor) decl {
	return decl{names: names, sig: fn + "(sp_a, sp_b, name=None)", doc: doc, fn: func(c *call) object.Value {
		a, b := c.sparse("sp_a"), c.sparse("sp_b")
		a.mustMatch(op, 4, b)
		rows, inA, inB := a.union(op, b)
		return newSparse(slices.Concat(rows...), len(a.shape()), f(c.s, a.aligned(c.s, inA), b.aligned(c.s, inB)), a.shape())
	}}
}

// segmentFn joins rows of the same number.
type segmentFn = func(s *tensor.Scope, x, ids *tensor.Tensor, n int) *tensor.Tensor

func sparseReduce(names, fn, doc, op string, f segmentFn) decl {
	return decl{names: names, sig: fn + "(sp_input, axis=None, keepdims=None, output_is_sparse=False, name=None)", doc: doc, fn: func(c *call) object.Value {
		s, ok := c.Value("sp_input").(*Sparse)
		if !ok {
			object.Throw(object.AttributeErrorf("'%s' object has no attribute 'indices'", pythonTypeOf(c.Value("sp_input"))))
		}
		shape := s.shape()
		gone := make([]bool, len(shape))
		axes := c.axes("axis")
		for i := range gone {
			gone[i] = axes == nil
		}
		name := op
		if c.Bool("output_is_sparse") {
			name += "Sparse"
		}
		for _, ax := range axes {
			if ax < -len(shape) || ax >= len(shape) {
				sparseFailed(name, "", "Invalid reduction dimension %d, for input with %d dimensions.", ax, len(shape))
			}
			gone[(ax+len(shape))%len(shape)] = true
		}
		return s.reduce(c, gone, c.Has("keepdims") && c.Bool("keepdims"), f)
	}}
}

// pythonTypeOf names the class of a value with its module, as errors about
// attributes of tensors do.
func pythonTypeOf(v object.Value) string {
	if _, ok := v.(*tensor.Tensor); ok {
		return "tensorflow.python.framework.ops.EagerTensor"
	}
	return object.TypeName(v)
}

// reduce joins the elements along the axes that are gone.
func (s *Sparse) reduce(c *call, gone []bool, keep bool, f segmentFn) object.Value {
	shape := s.shape()
	var left, shown []int
	for k, n := range shape {
		switch {
		case !gone[k]:
			left, shown = append(left, n), append(shown, n)
		case keep:
			shown = append(shown, 1)
		}
	}
	ids := make([]int64, s.count())
	for i, r := range s.rows() {
		var at []int
		for k, v := range r {
			if !gone[k] {
				at = append(at, v)
			}
		}
		ids[i] = int64(place(at, left))
	}
	if c.Bool("output_is_sparse") {
		return s.reduceToSparse(c, ids, left, shown, gone, keep, f)
	}
	n := tensor.NumElements(left)
	y := f(c.s, s.Values, tensor.Const(ids, len(ids)), n)
	there := make([]bool, n)
	for _, i := range ids {
		there[i] = true
	}
	if slices.Contains(there, false) { // the extreme of nothing is 0 here
		y = c.s.Select(tensor.Const(there, n), y, tensor.Full(y.DType(), 0, n))
	}
	return c.s.Reshape(y, shown)
}

func (s *Sparse) reduceToSparse(c *call, ids []int64, left, shown []int, gone []bool, keep bool, f segmentFn) object.Value {
	found := slices.Clone(ids)
	slices.Sort(found)
	found = slices.Compact(found)
	groups, at := make([]int64, len(ids)), []int{}
	for i, id := range ids {
		groups[i] = int64(sort.Search(len(found), func(k int) bool { return found[k] >= id }))
	}
	for _, id := range found {
		r := make([]int, len(left))
		flat := int(id)
		for k := len(left) - 1; k >= 0; k-- {
			r[k], flat = flat%left[k], flat/left[k]
		}
		if keep {
			for k, g := range gone {
				if g {
					r = slices.Insert(r, k, 0)
				}
			}
		}
		at = append(at, r...)
	}
	return newSparse(at, len(shown), f(c.s, s.Values, tensor.Const(groups, len(groups)), len(found)), shown)
}

func sparseSoftmax(c *call) object.Value {
	s := c.sparse("sp_input")
	v, shape := s.Values, s.shape()
	if !v.DType().IsFloat() {
		tensor.Throwf("InvalidArgumentError", "Value for attr 'T' of %s is not in the list of allowed values: half, float, double\n\t; NodeDef: {{node SparseSoftmax}}; Op<name=SparseSoftmax; signature=sp_indices:int64, sp_values:T, sp_shape:int64 -> output:T; attr=T:type,allowed=[DT_HALF, DT_FLOAT, DT_DOUBLE]> [Op:SparseSoftmax] name: ", v.DType().RuntimeName())
	}
	last := len(shape) - 1
	if last < 1 {
		sparseFailed("SparseSoftmax", "", "Input should have rank >= 2, but received shape: %s", strings.Trim(fmt.Sprint(shape), "[]"))
	}
	rows := make([]int64, s.count())
	for i, r := range s.rows() {
		rows[i] = int64(place(r[:last], shape[:last]))
	}
	ids, n := tensor.Const(rows, len(rows)), tensor.NumElements(shape[:last])
	each := func(x *tensor.Tensor) *tensor.Tensor { return c.s.Gather(x, ids, 0, 0) }
	top := c.s.StopGradient(each(c.s.UnsortedSegmentMax(v, ids, n)))
	e := c.s.Exp(c.s.Sub(v, top))
	return &Sparse{s.Indices, c.s.Div(e, each(c.s.UnsortedSegmentSum(e, ids, n))), s.DenseShape}
}

func sparseMap(c *call) object.Value {
	var like *Sparse
	values := func(v object.Value) object.Value {
		s, ok := v.(*Sparse)
		if !ok {
			return v
		}
		if like == nil {
			like = s
		} else if !slices.Equal(like.Indices.Array().Ints(), s.Indices.Array().Ints()) {
			tensor.Throwf("InvalidArgumentError", "Mismatched indices!\nCondition x == y did not hold.")
		} else if !slices.Equal(like.shape(), s.shape()) {
			tensor.Throwf("InvalidArgumentError", "Mismatched shapes!\nCondition x == y did not hold.")
		}
		return s.Values
	}
	args := object.Args{}
	for _, v := range c.Rest("args") {
		args.Pos = append(args.Pos, values(v))
	}
	for _, k := range c.Kwargs("kwargs") {
		args.Kw = append(args.Kw, object.Kwarg{Name: k.Name, Value: values(k.Value)})
	}
	if like == nil {
		object.Throw(object.ValueErrorf("No SparseTensor in argument list of map_values"))
	}
	return like.withValues(binding.ToTensor(c.th, object.Must(object.Call(c.th, c.Value("op"), args)), tensor.Invalid))
}

// withValues is other elements at the same positions.
func (s *Sparse) withValues(v *tensor.Tensor) *Sparse {
	if v.Rank() != 1 {
		object.Throw(object.ValueErrorf("Shape %s must have rank 1", tensor.ShapeString(v.Shape())))
	}
	if v.Dim(0) != s.count() {
		object.Throw(object.ValueErrorf("Dimensions %d and %d are not compatible", s.count(), v.Dim(0)))
	}
	return &Sparse{s.Indices, v, s.DenseShape}
}

func sparseSegments(name, doc, op string, f segmentFn) decl {
	return decl{names: "sparse." + name, sig: "sparse_" + name + "_v2(data, indices, segment_ids, num_segments=None, name=None, sparse_gradient=False)", doc: doc, fn: func(c *call) object.Value {
		x, at, ids := c.tensor("data"), c.tensor("indices"), c.tensor("segment_ids")
		fail := func(format string, args ...any) { opFailed("InvalidArgumentError", op, format, args...) }
		for i, k := range at.Array().Ints() {
			if k < 0 || k >= x.Dim(0) {
				fail("Bad: indices[%d] == %d out of range [0, %d)", i, k, x.Dim(0))
			}
		}
		numbers := ids.Array().Ints()
		if !slices.IsSorted(numbers) {
			fail("segment ids are not increasing")
		}
		n := 0
		if len(numbers) > 0 {
			n = numbers[len(numbers)-1] + 1
		}
		if c.Has("num_segments") {
			if k := c.int("num_segments"); k < n {
				fail("segment ids must be < num_segments")
			} else {
				n = k
			}
		}
		return f(c.s, c.s.Gather(x, at, 0, 0), ids, n)
	}}
}

// onSparseValues are the functions that take a sparse tensor and work on its
// elements.
var onSparseValues = map[string]bool{
	"math.abs": true, "math.bessel_i0e": true, "math.bessel_i1e": true, "math.erf": true, "math.negative": true, "math.sign": true, "math.sqrt": true,
	"math.square": true, "math.tanh": true, "identity": true, "stop_gradient": true, "cast": true,
}

// runSparse is a function of the module whose first argument is a sparse
// tensor; ok is false for one that takes none.
func (d decl) runSparse(th *object.Thread, b *object.Builtin, args object.Args) (out object.Value, ok bool) {
	if len(args.Pos) == 0 {
		return nil, false
	}
	s, is := args.Pos[0].(*Sparse)
	if !is {
		return nil, false
	}
	switch d.names {
	case "compat.v1.size size":
		return tensor.ConstScalar(int32(tensor.NumElements(s.shape()))), true
	case "rank":
		return tensor.ConstScalar(int32(len(s.shape()))), true
	case "compat.v1.shape shape":
		return tensor.IntTensor(tensor.Int32, s.shape()...), true
	}
	if !onSparseValues[firstName(d.names)] {
		return nil, false
	}
	inner := object.Args{Pos: append([]object.Value{s.Values}, args.Pos[1:]...), Kw: args.Kw}
	y, isTensor := object.Must(d.run(th, b, inner)).(*tensor.Tensor)
	if !isTensor {
		return nil, false
	}
	return &Sparse{s.Indices, y, s.DenseShape}, true
}

// scaled is the elements times, or divided by, those of a dense tensor that
// broadcasts to the shape.
func (s *Sparse) scaled(th *object.Thread, op object.Op, by object.Value) object.Value {
	sc := binding.Scope(th)
	y := binding.ToTensor(th, by, s.Values.DType())
	shape := s.shape()
	name := map[object.Op]string{object.Mul: "SparseDenseCwiseMul", object.Div: "SparseDenseCwiseDiv"}[op]
	if b, ok := tensor.BroadcastShapes(shape, y.Shape()); !ok || !slices.Equal(b, shape) {
		sparseFailed(name, "", "SparseDenseBinaryOpShared broadcasts dense to sparse only; got incompatible shapes: [%s] vs. [%s]", strings.Trim(brackets(shape), "[]"), strings.Trim(brackets(y.Shape()), "[]"))
	}
	at := sc.GatherNd(sc.BroadcastTo(y, shape), s.Indices, 0)
	if op == object.Mul {
		return &Sparse{s.Indices, sc.Mul(s.Values, at), s.DenseShape}
	}
	return &Sparse{s.Indices, trueDiv(sc, s.Values, at), s.DenseShape}
}
