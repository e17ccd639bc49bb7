package tf

import (
	"slices"

	"kerash/interp/object"
	"kerash/tensor"
)

// sparseShapeDecls are the functions of tf.sparse that move elements.
func sparseShapeDecls() []decl {
	return []decl{
		{names: "sparse.concat", sig: "sparse_concat_v2(axis, sp_inputs, expand_nonconcat_dims=False, name=None)", doc: "Sparse tensors one behind the other along an axis.", fn: sparseConcat},
		{names: "sparse.split", sig: "sparse_split_v2(sp_input=None, num_split=None, axis=None, name=None)", doc: "Cuts a sparse tensor into equal parts along an axis.", fn: sparseSplit},
		{names: "sparse.slice", sig: "sparse_slice(sp_input, start, size, name=None)", doc: "A part of a sparse tensor.", fn: sparseSlice},
		{names: "sparse.reshape", sig: "sparse_reshape(sp_input, shape, name=None)", doc: "The same elements under another shape.", fn: sparseReshape},
		{names: "sparse.transpose", sig: "sparse_transpose(sp_input, perm=None, name=None)", doc: "Its axes in another order.", fn: sparseTranspose},
		{names: "sparse.expand_dims", sig: "sparse_expand_dims(sp_input, axis=None, name=None)", doc: "A new axis of length 1.", fn: sparseExpand},
		{names: "sparse.eye", sig: "sparse_eye(num_rows, num_columns=None, dtype=tf.float32, name=None)", doc: "A sparse identity matrix.", fn: func(c *call) object.Value {
			rows := c.int("num_rows")
			cols := c.IntOr("num_columns", rows)
			var at []int
			for i := range min(rows, cols) {
				at = append(at, i, i)
			}
			return newSparse(at, 2, tensor.Full(c.dtype("dtype", tensor.Float32), 1, len(at)/2), []int{rows, cols})
		}},
		{names: "sparse.retain", sig: "sparse_retain(sp_input, to_retain)", doc: "The elements at which a mask is true.", fn: func(c *call) object.Value {
			s, mask := c.sparse("sp_input"), c.tensorAs("to_retain", tensor.Bool).Array()
			if mask.Size() != s.count() {
				object.Throw(object.ValueErrorf("Dimensions %d and %d are not compatible", s.count(), mask.Size()))
			}
			var kept []int
			for i := range s.count() {
				if mask.Int(i) != 0 {
					kept = append(kept, i)
				}
			}
			return s.part(c.s, kept, s.rows(), s.shape())
		}},
		{names: "sparse.reset_shape", sig: "sparse_reset_shape(sp_input, new_shape=None)", doc: "The same elements in a larger shape; in the smallest one when none is given.", fn: sparseResetShape},
		{names: "sparse.fill_empty_rows", sig: "sparse_fill_empty_rows(sp_input, default_value, name=None)", doc: "An element at the beginning of rows that have none, and which rows those are.", fn: sparseFillRows},
		{names: "sparse.mask", sig: "sparse_mask(a, mask_indices, name=None)", doc: "Rows of a tensor without those of some numbers.", fn: func(c *call) object.Value {
			d, ok := c.Value("a").(*IndexedSlices)
			if !ok {
				object.Throw(object.AttributeErrorf("'%s' object has no attribute 'indices'", object.TypeName(c.Value("a"))))
			}
			out := c.tensor("mask_indices").Array().Ints()
			var kept []int64
			for i, row := range d.Indices.Array().Ints() {
				if !slices.Contains(out, row) {
					kept = append(kept, int64(i))
				}
			}
			at := tensor.Const(kept, len(kept))
			return &IndexedSlices{c.s.Gather(d.Values, at, 0, 0), c.s.Gather(d.Indices, at, 0, 0), d.DenseShape}
		}},
	}
}

// count is how many elements there are.
func (s *Sparse) count() int { return s.Indices.Dim(0) }

// rows are the positions.
func (s *Sparse) rows() [][]int {
	at, rank := s.Indices.Array().Ints(), s.Indices.Dim(1)
	out := make([][]int, s.count())
	for i := range out {
		out[i] = at[i*rank : (i+1)*rank : (i+1)*rank]
	}
	return out
}

// part is the elements with the given numbers; rows are the new positions of
// all elements.
func (s *Sparse) part(sc *tensor.Scope, picked []int, rows [][]int, shape []int) *Sparse {
	at, numbers := []int{}, make([]int64, len(picked))
	for k, i := range picked {
		at = append(at, rows[i]...)
		numbers[k] = int64(i)
	}
	return newSparse(at, len(shape), sc.GatherNd(s.Values, tensor.Const(numbers, len(numbers), 1), 0), shape)
}

// moved is all elements at new positions, sorted by these on request.
func (s *Sparse) moved(sc *tensor.Scope, rows [][]int, shape []int, sorted bool) *Sparse {
	order := make([]int, s.count())
	for i := range order {
		order[i] = i
	}
	if !sorted {
		return newSparse(slices.Concat(rows...), len(shape), s.Values, shape)
	}
	slices.SortStableFunc(order, func(i, j int) int { return compareRows(rows[i], rows[j]) })
	return s.part(sc, order, rows, shape)
}

// sparses is an argument that is a list of sparse tensors.
func (c *call) sparses(name string) []*Sparse {
	var out []*Sparse
	for _, v := range c.Elems(name) {
		s, ok := v.(*Sparse)
		if !ok {
			object.Throw(object.TypeErrorf("Input must be a SparseTensor."))
		}
		out = append(out, s)
	}
	return out
}

func sparseConcat(c *call) object.Value {
	return concatSparse(c.s, c.sparses("sp_inputs"), c.int("axis"), c.Bool("expand_nonconcat_dims"))
}

// concatSparse puts sparse tensors one behind the other along an axis; expand
// says that the others may differ in length.
func concatSparse(sc *tensor.Scope, all []*Sparse, axis int, expand bool) *Sparse {
	if len(all) == 1 {
		return all[0]
	}
	op := "SparseConcat"
	fail := func(format string, args ...any) { sparseFailed(op, "_N_"+text(len(all)), format, args...) }
	shape := slices.Clone(all[0].shape())
	if axis < -len(shape) || axis >= len(shape) {
		fail("Concat dimension must be in range [%d, %d), got %d", -len(shape), len(shape), axis)
	}
	if axis < 0 {
		axis += len(shape)
	}
	var rows [][]int
	var values []*tensor.Tensor
	shape[axis] = 0
	for i, s := range all {
		if have, want := s.Values.DType(), all[0].Values.DType(); have != want {
			tensor.Throwf("InvalidArgumentError", "cannot compute SparseConcat as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor [Op:SparseConcat] name: ", len(all)+i, want.RuntimeName(), have.RuntimeName())
		}
		own := s.shape()
		if len(own) != len(shape) {
			fail("Ranks of all input tensors must match: expected %d but got %d at position %d", len(shape), len(own), i)
		}
		for k, n := range own {
			if k == axis || n == shape[k] {
				continue
			}
			if !expand {
				fail("Input shapes must match: expected %d for dimension %d but got %d at position %d", shape[k], k, n, i)
			}
			shape[k] = max(shape[k], n)
		}
		for _, r := range s.rows() {
			r = slices.Clone(r)
			r[axis] += shape[axis]
			rows = append(rows, r)
		}
		shape[axis] += own[axis]
		values = append(values, s.Values)
	}
	joined := &Sparse{tensor.FromArray(tensor.NewArray(tensor.Int64, len(rows), len(shape))), sc.Concat(values, 0), nil}
	return joined.moved(sc, rows, shape, true)
}

func sparseSplit(c *call) object.Value {
	s := c.sparse("sp_input")
	switch {
	case !c.Has("num_split"):
		object.Throw(object.ValueErrorf("num_split is required"))
	case !c.Has("axis"):
		object.Throw(object.ValueErrorf("axis is required"))
	}
	n, axis, shape := c.int("num_split"), c.int("axis"), s.shape()
	fail := func(format string, args ...any) { sparseFailed("SparseSplit", "_num_split_"+text(n), format, args...) }
	if axis < -len(shape) || axis >= len(shape) {
		fail("Input axis should be in range [%d, %d), got %d", -len(shape), len(shape), axis)
	}
	if axis < 0 {
		axis += len(shape)
	}
	if n < 1 || n > shape[axis] {
		fail("Input num_split should be between 1 and the splitting dimension size (%d), got %d", shape[axis], n)
	}
	out := object.NewList()
	for start, i := 0, 0; i < n; i++ {
		size := shape[axis] / n
		if i < shape[axis]%n {
			size++
		}
		from, to := make([]int, len(shape)), slices.Clone(shape)
		from[axis], to[axis] = start, size
		out.Elems = append(out.Elems, s.slice(c.s, from, to))
		start += size
	}
	return out
}

// slice is the part of the given size that begins at from.
func (s *Sparse) slice(sc *tensor.Scope, from, size []int) *Sparse {
	shape := s.shape()
	for i, n := range shape {
		shape[i] = max(0, min(size[i], n-from[i]))
	}
	rows, kept := s.rows(), []int{}
next:
	for i, r := range rows {
		r = slices.Clone(r)
		for k := range r {
			if r[k] -= from[k]; r[k] < 0 || r[k] >= shape[k] {
				continue next
			}
		}
		rows[i] = r
		kept = append(kept, i)
	}
	return s.part(sc, kept, rows, shape)
}

func sparseSlice(c *call) object.Value {
	s := c.sparse("sp_input")
	from, size := c.tensor("start").Array().Ints(), c.tensor("size").Array().Ints()
	rank := len(s.shape())
	for _, v := range []struct {
		name string
		n    int
	}{{"start", len(from)}, {"size", len(size)}} {
		if v.n != rank {
			sparseFailed("SparseSlice", "", "Expected %s to be a vector of length %d but got length %d", v.name, rank, v.n)
		}
	}
	return s.slice(c.s, from, size)
}

func sparseReshape(c *call) object.Value {
	s := c.sparse("sp_input")
	fail := func(format string, args ...any) { sparseFailed("SparseReshape", "", format, args...) }
	old, shape := s.shape(), c.tensor("shape").Array().Ints()
	total, known, open := tensor.NumElements(old), 1, -1
	for i, n := range shape {
		switch {
		case n >= 0:
			known *= n
		case open >= 0:
			fail("only one output dimension may be -1, not both %d and %d", open, i)
		default:
			open = i
		}
	}
	if open >= 0 {
		if known == 0 {
			fail("reshape cannot infer the missing input size for an empty tensor unless all specified input sizes are non-zero")
		}
		shape = slices.Clone(shape)
		shape[open] = total / known
		if shape[open]*known != total {
			shape[open] = 1
			fail("Input to reshape is a SparseTensor with %d dense values, but the requested shape requires a multiple of %d. input_shape=%s output_shape=%s", total, known, brackets(old), brackets(shape))
		}
	} else if known != total {
		fail("Input to reshape is a tensor with %d dense values, but the requested shape has %d. input_shape=%s output_shape=%s", total, known, brackets(old), brackets(shape))
	}
	rows := s.rows()
	for i, r := range rows {
		rows[i] = placeAt(place(r, old), shape)
	}
	return s.moved(c.s, rows, shape, false)
}

// place is a position in row-major order.
func place(at, shape []int) int {
	flat := 0
	for k, v := range at {
		flat = flat*shape[k] + v
	}
	return flat
}

// placeAt is the position of an element of row-major order.
func placeAt(flat int, shape []int) []int {
	at := make([]int, len(shape))
	for k := len(shape) - 1; k >= 0; k-- {
		at[k], flat = flat%shape[k], flat/shape[k]
	}
	return at
}

func sparseTranspose(c *call) object.Value {
	s := c.sparse("sp_input")
	old := s.shape()
	perm := make([]int, len(old))
	for i := range perm {
		perm[i] = len(old) - 1 - i
	}
	if c.Has("perm") {
		perm = c.tensor("perm").Array().Ints()
	}
	if len(perm) != len(old) {
		object.Throw(object.ValueErrorf("Dimensions %d and %d are not compatible", len(perm), len(old)))
	}
	turn := func(v []int) []int {
		out := make([]int, len(v))
		for i, p := range perm {
			if p < 0 || p >= len(v) {
				opFailed("InvalidArgumentError", "GatherV2", "indices[%d] = %d is not in [0, %d)", i, p, len(v))
			}
			out[i] = v[p]
		}
		return out
	}
	shape, rows := turn(old), s.rows()
	for i, r := range rows {
		rows[i] = turn(r)
	}
	return s.moved(c.s, rows, shape, true)
}

func sparseExpand(c *call) object.Value {
	s := c.sparse("sp_input")
	shape, axis := s.shape(), c.IntOr("axis", -1)
	if axis < 0 {
		axis += len(shape) + 1
	}
	if axis < 0 || axis > len(shape) {
		opFailed("InvalidArgumentError", "Slice", "Expected size[1] in [0, %d], but got %d", len(shape), axis)
	}
	rows := s.rows()
	for i, r := range rows {
		rows[i] = slices.Insert(slices.Clone(r), axis, 0)
	}
	return s.moved(c.s, rows, slices.Insert(slices.Clone(shape), axis, 1), false)
}

func sparseResetShape(c *call) object.Value {
	s := c.sparse("sp_input")
	if !c.Has("new_shape") {
		shape := make([]int, len(s.shape()))
		for _, r := range s.rows() {
			for k, v := range r {
				shape[k] = max(shape[k], v+1)
			}
		}
		return s.moved(c.s, s.rows(), shape, false)
	}
	old, shape := s.shape(), c.tensor("new_shape").Array().Ints()
	if len(shape) != len(old) {
		object.Throw(object.ValueErrorf("Dimensions %d and %d are not compatible", len(shape), len(old)))
	}
	for k, n := range shape {
		if n < old[k] {
			object.Throw(object.ValueErrorf("Requested new_shape should have dimension sizes >= sp_input.shape.  Found new_shape (%s), sp_input.shape (%s).", spaced(old), spaced(shape)))
		}
	}
	return s.moved(c.s, s.rows(), shape, false)
}

func sparseFillRows(c *call) object.Value {
	s := c.sparse("sp_input")
	fill := c.s.Reshape(c.tensorLike("default_value", s.Values.DType()), []int{1})
	shape, rows := s.shape(), s.rows()
	used := make([]bool, shape[0])
	for _, r := range rows {
		used[r[0]] = true
	}
	empty := make([]bool, shape[0])
	values := []*tensor.Tensor{s.Values}
	for i, u := range used {
		if empty[i] = !u; !u {
			first := make([]int, len(shape))
			first[0] = i
			rows, values = append(rows, first), append(values, fill)
		}
	}
	all := &Sparse{tensor.FromArray(tensor.NewArray(tensor.Int64, len(rows), len(shape))), c.s.Concat(values, 0), nil}
	// The elements of a row stay in their order.
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return rows[i][0] - rows[j][0] })
	return object.NewTuple(all.part(c.s, order, rows, shape), tensor.Const(empty, len(empty)))
}
