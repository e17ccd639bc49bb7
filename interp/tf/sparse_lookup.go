package tf

import (
	"slices"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// sparseMatMul is the product of a sparse and a dense matrix; flipped puts the
// dense one on the left.
func (c *call) sparseMatMul(s *Sparse, y *tensor.Tensor, flipped bool) *tensor.Tensor {
	const op = "SparseTensorDenseMatMul"
	adjointSparse, adjointDense := c.Bool("adjoint_a"), c.Bool("adjoint_b")
	if flipped {
		adjointSparse, adjointDense = adjointDense, adjointSparse
	}
	if have, want := y.DType(), s.Values.DType(); have != want {
		tensor.Throwf("InvalidArgumentError", "cannot compute %s as input #3(zero-based) was expected to be a %s tensor but is a %s tensor [Op:%s] name: ", op, want.RuntimeName(), have.RuntimeName(), op)
	}
	x := s.Dense(c.s)
	if flipped {
		return c.s.MatMul(y, x, adjointDense, adjointSparse)
	}
	if x.Rank() != 2 || y.Rank() != 2 {
		sparseFailed(op, "", "Tensor 'b' is not a matrix")
	}
	in, out := x.Dim(1), y.Dim(0)
	if adjointSparse {
		in = x.Dim(0)
	}
	if adjointDense {
		out = y.Dim(1)
	}
	if in != out {
		sparseFailed(op, "", "Cannot multiply A and B because inner dimension does not match: %d vs. %d.  Did you forget a transpose?  Dimensions of A: [%s).  Dimensions of B: %s", in, out, strings.Trim(listText(x.Shape()), "[]"), brackets(y.Shape()))
	}
	return c.s.MatMul(x, y, adjointSparse, adjointDense)
}

// sparseLookupDecls are the lookups of rows for bags of ids.
func sparseLookupDecls() []decl {
	return []decl{
		{names: "nn.embedding_lookup_sparse", sig: "embedding_lookup_sparse_v2(params, sp_ids, sp_weights, combiner=None, max_norm=None, name=None, allow_fast_lookup=False)", doc: "For each row of ids, the sum or mean of the rows with these ids.", fn: func(c *call) object.Value {
			ids, ok := c.Value("sp_ids").(*Sparse)
			if !ok {
				object.Throw(object.TypeErrorf("sp_ids must be SparseTensor, got %s", object.Must(object.Repr(c.th, object.TypeOf(c.Value("sp_ids"))))))
			}
			weights, ok := c.Value("sp_weights").(*Sparse)
			if !ok && c.Has("sp_weights") {
				object.Throw(object.TypeErrorf("sp_weights must be either None or SparseTensor,got %s", object.Must(object.Repr(c.th, object.TypeOf(c.Value("sp_weights"))))))
			}
			return c.lookupBags(c.tensor("params"), ids, weights, c.StrOr("combiner", "mean"))
		}},
		{names: "nn.safe_embedding_lookup_sparse", sig: "safe_embedding_lookup_sparse_v2(embedding_weights, sparse_ids, sparse_weights=None, combiner='mean', default_id=None, max_norm=None, name=None, allow_fast_lookup=False)", doc: "embedding_lookup_sparse in which negative ids and empty rows are allowed.", fn: safeLookup},
	}
}

// lookupBags joins the rows that each row of ids names.
func (c *call) lookupBags(table *tensor.Tensor, ids, weights *Sparse, combiner string) *tensor.Tensor {
	if !slices.Contains([]string{"mean", "sqrtn", "sum"}, combiner) {
		object.Throw(object.ValueErrorf("combiner must be one of 'mean', 'sqrtn' or 'sum', got %s", combiner))
	}
	bags, n := make([]int64, ids.count()), 0
	for i, at := range ids.rows() {
		bags[i] = int64(at[0])
		n = max(n, at[0]+1)
	}
	segments := tensor.Const(bags, len(bags))
	x := c.s.Gather(c.limited(table), ids.Values, 0, 0)
	if weights == nil {
		switch combiner {
		case "mean":
			return c.s.UnsortedSegmentMean(x, segments, n)
		case "sqrtn":
			return c.s.UnsortedSegmentSqrtN(x, segments, n)
		}
		return c.s.UnsortedSegmentSum(x, segments, n)
	}
	w := c.s.Cast(weights.Values, x.DType())
	column := w
	for range x.Rank() - 1 {
		column = c.s.ExpandDims(column, -1)
	}
	sum := c.s.UnsortedSegmentSum(c.s.Mul(x, column), segments, n)
	if combiner == "sum" {
		return sum
	}
	total := c.s.UnsortedSegmentSum(w, segments, n)
	if combiner == "sqrtn" {
		total = c.s.Sqrt(c.s.UnsortedSegmentSum(c.s.Square(w), segments, n))
	}
	for range x.Rank() - 1 {
		total = c.s.ExpandDims(total, -1)
	}
	return c.s.DivNoNan(sum, total)
}

// limited is a table whose rows are not longer than max_norm.
func (c *call) limited(table *tensor.Tensor) *tensor.Tensor {
	if !c.Has("max_norm") {
		return table
	}
	var axes []int
	for ax := 1; ax < table.Rank(); ax++ {
		axes = append(axes, ax)
	}
	limit := tensor.Full(table.DType(), c.number("max_norm"))
	length := c.s.Sqrt(c.s.Sum(c.s.Square(table), axes, true))
	return c.s.Div(c.s.Mul(table, limit), c.s.Maximum(length, limit))
}

// safeLookup drops ids that are no rows, and gives rows without ids zeros or the
// row of default_id.
func safeLookup(c *call) object.Value {
	table := c.tensor("embedding_weights")
	ids, ok := c.Value("sparse_ids").(*Sparse)
	if !ok {
		object.Throw(object.TypeErrorf("sparse_ids must be SparseTensor, got %s", object.Must(object.Repr(c.th, object.TypeOf(c.Value("sparse_ids"))))))
	}
	weights, _ := c.Value("sparse_weights").(*Sparse)
	shape := ids.shape()
	lead := shape[:len(shape)-1]
	filled := make([]bool, tensor.NumElements(lead))
	var kept []int
	rows := ids.rows()
	for i, at := range rows {
		bag := place(at[:len(at)-1], lead)
		rows[i] = []int{bag, at[len(at)-1]}
		if ids.Values.Array().Int(i) < 0 || weights != nil && c.StrOr("combiner", "mean") != "sum" && weights.Values.Array().Float(i) <= 0 {
			continue
		}
		filled[bag] = true
		kept = append(kept, i)
	}
	flat := []int{len(filled), shape[len(shape)-1]}
	bags := ids.part(c.s, kept, rows, flat)
	if weights != nil {
		weights = weights.part(c.s, kept, rows, flat)
	}
	found := c.lookupBags(table, bags, weights, c.StrOr("combiner", "mean"))
	empty := c.s.StridedSlice(table, []tensor.Slice{tensor.At(c.IntOr("default_id", 0))})
	if !c.Has("default_id") {
		empty = c.s.ZerosLike(empty)
	}
	parts := make([]*tensor.Tensor, len(filled))
	for i, f := range filled {
		if parts[i] = empty; f {
			parts[i] = c.s.StridedSlice(found, []tensor.Slice{tensor.At(i)})
		}
	}
	y := c.s.Stack(parts, 0)
	return c.s.Reshape(y, append(slices.Clone(lead), y.Shape()[1:]...))
}
