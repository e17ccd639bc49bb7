package tf

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// Ragged is tf.RaggedTensor: rows of different lengths, one after the other in
// values, which begin at the places that splits lists.
type Ragged struct {
	values object.Value // *tensor.Tensor or *Ragged
	splits []int64
}

// RaggedClass is tf.RaggedTensor.
var RaggedClass = &object.Class{Name: "RaggedTensor", Module: "tensorflow.python.ops.ragged.ragged_tensor", Doc: "A tensor whose rows have different lengths.", Unhashable: true}

// PyClass is tf.RaggedTensor.
func (r *Ragged) PyClass() *object.Class { return RaggedClass }

func init() {
	c := RaggedClass
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "<tf.RaggedTensor " + raggedText(self.(*Ragged), binding.PrintOptions(th)) + ">", nil
	}
	c.Index = indexRagged
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		r, i := self.(*Ragged), 0
		return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
			if i >= r.rows() {
				return nil, false, nil
			}
			i++
			return r.row(binding.Scope(th), i-1), true, nil
		}), nil
	}
	c.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if _, ok := operatorNames[op]; !ok {
			return object.NotImplemented, nil
		}
		return onFlat(th, withRows(th, a, b), func(vs []object.Value) object.Value { return arithmetic(th, op, vs[0], vs[1]) }), nil
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if a == nil || b == nil {
			return op == object.Ne, nil
		}
		return onFlat(th, withRows(th, a, b), func(vs []object.Value) object.Value { return comparison(th, op, vs[0], vs[1]) }), nil
	}
	c.Unary = func(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
		return onFlat(th, []object.Value{a}, func(vs []object.Value) object.Value { return object.Must(unarySlot(th, op, vs[0])) }), nil
	}
	c.Members = raggedMembers
	c.New = func(*object.Thread, *object.Class, object.Args) (object.Value, error) {
		return nil, object.ValueErrorf("RaggedTensor constructor is private; please use one of the factory methods instead (e.g., RaggedTensor.from_row_lengths())")
	}
	c.Bool = func(th *object.Thread, self object.Value) (bool, error) {
		return false, object.TypeErrorf("RaggedTensor may not be used as a boolean.")
	}
}

// newRagged makes a ragged tensor of values and the lengths of its rows.
func newRagged(values object.Value, lengths []int) *Ragged {
	r := &Ragged{values: values, splits: make([]int64, len(lengths)+1)}
	for i, n := range lengths {
		r.splits[i+1] = r.splits[i] + int64(n)
	}
	return r
}

// Inner implements [model.Composite].
func (r *Ragged) Inner() *tensor.Tensor { return r.flat() }

// RowLengths implements [model.Ragged].
func (r *Ragged) RowLengths() []int {
	if inner, ok := r.values.(*Ragged); ok {
		return inner.RowLengths()
	}
	return r.lengths()
}

// WithInner implements [model.Composite].
func (r *Ragged) WithInner(t *tensor.Tensor) any { return r.withFlat(t) }

// Depth implements [model.Ragged].
func (r *Ragged) Depth() int { return r.raggedRank() }

// Padded implements [model.Ragged].
func (r *Ragged) Padded(s *tensor.Scope, fill *tensor.Tensor) *tensor.Tensor {
	return r.toTensor(s, fill, nil)
}

func (r *Ragged) rows() int { return len(r.splits) - 1 }

func (r *Ragged) lengths() []int {
	out := make([]int, r.rows())
	for i := range out {
		out[i] = int(r.splits[i+1] - r.splits[i])
	}
	return out
}

// flat is the innermost values.
func (r *Ragged) flat() *tensor.Tensor {
	if inner, ok := r.values.(*Ragged); ok {
		return inner.flat()
	}
	return r.values.(*tensor.Tensor)
}

// withFlat is a ragged tensor of the same rows with other innermost values.
func (r *Ragged) withFlat(t *tensor.Tensor) *Ragged {
	if inner, ok := r.values.(*Ragged); ok {
		return &Ragged{inner.withFlat(t), r.splits}
	}
	return &Ragged{t, r.splits}
}

// row is row i: a tensor, or a ragged tensor.
func (r *Ragged) row(s *tensor.Scope, i int) object.Value {
	return sliceRows(s, r.values, int(r.splits[i]), int(r.splits[i+1]))
}

// sliceRows is the rows from lo up to hi of a tensor or ragged tensor.
func sliceRows(s *tensor.Scope, v object.Value, lo, hi int) object.Value {
	if r, ok := v.(*Ragged); ok {
		inner := sliceRows(s, r.values, int(r.splits[lo]), int(r.splits[hi]))
		return newRagged(inner, (&Ragged{splits: r.splits[lo : hi+1]}).lengths())
	}
	return s.StridedSlice(v.(*tensor.Tensor), []tensor.Slice{tensor.Span(lo, hi)})
}

func (r *Ragged) rank() int {
	if inner, ok := r.values.(*Ragged); ok {
		return 1 + inner.rank()
	}
	return 1 + r.values.(*tensor.Tensor).Rank()
}

func (r *Ragged) raggedRank() int {
	if inner, ok := r.values.(*Ragged); ok {
		return 1 + inner.raggedRank()
	}
	return 1
}

// shape has -1 for the axes along which rows differ in length.
func (r *Ragged) shape() []int {
	out := []int{r.rows(), -1}
	if inner, ok := r.values.(*Ragged); ok {
		return append(out, inner.shape()[1:]...)
	}
	return append(out, r.values.(*tensor.Tensor).Shape()[1:]...)
}

// bounding is the shape of the smallest tensor that has room for all rows.
func (r *Ragged) bounding() []int {
	longest := 0
	for _, n := range r.lengths() {
		longest = max(longest, n)
	}
	out := []int{r.rows(), longest}
	if inner, ok := r.values.(*Ragged); ok {
		return append(out, inner.bounding()[1:]...)
	}
	return append(out, r.values.(*tensor.Tensor).Shape()[1:]...)
}

// lists is the rows as nested Python lists.
func (r *Ragged) lists() *object.List {
	var inner []object.Value
	switch v := r.values.(type) {
	case *Ragged:
		inner = v.lists().Elems
	case *tensor.Tensor:
		a := v.Array()
		if a.DType() == tensor.String {
			a = a.AsBytes()
		}
		inner = arrayLists(a, 0, new(int)).Elems
	}
	out := &object.List{}
	for i := range r.rows() {
		out.Elems = append(out.Elems, object.NewList(inner[r.splits[i]:r.splits[i+1]]...))
	}
	return out
}

// arrayLists is an array as nested lists; next counts the elements used.
func arrayLists(a *tensor.Array, axis int, next *int) *object.List {
	l := &object.List{}
	for range a.Shape()[axis] {
		if axis == a.Rank()-1 {
			l.Elems = append(l.Elems, binding.PythonAt(a, *next))
			*next++
		} else {
			l.Elems = append(l.Elems, arrayLists(a, axis+1, next))
		}
	}
	return l
}

// uniform reports whether all rows nest to the same lengths.
func uniform(rows []object.Value) bool {
	if len(rows) < 2 {
		return false
	}
	first := sizes(rows[0])
	for _, r := range rows[1:] {
		if !tensor.SameShape(sizes(r), first) {
			return false
		}
	}
	return len(first) > 0 && first[0] > 0
}

// sizes is the lengths of nested lists that are equally long at each depth.
func sizes(v object.Value) []int {
	l, ok := v.(*object.List)
	if !ok {
		return nil
	}
	out := []int{len(l.Elems)}
	if len(l.Elems) > 0 {
		out = append(out, sizes(l.Elems[0])...)
	}
	return out
}

// toTensor pads the rows with value to the bounding shape, or to a given one
// in which -1 stands for the bounding length.
func (r *Ragged) toTensor(s *tensor.Scope, value *tensor.Tensor, shape []int) *tensor.Tensor {
	full := r.bounding()
	for i, n := range shape {
		if n >= 0 && i < len(full) {
			full[i] = n
		}
	}
	if inner := r.flat().Shape()[1:]; (s.Recording() || r.flat().IsSymbolic()) && slices.Equal(inner, full[len(full)-len(inner):]) {
		return model.NameOp(r.gatherPadded(s, value, full), "RaggedToTensor/RaggedTensorToTensor")
	}
	out := tensor.NewArray(r.flat().DType(), full...)
	out.CopyFrom(value.Array().BroadcastTo(full))
	r.copyRows(out)
	return tensor.FromArray(out)
}

// gatherPadded is toTensor by ops, which tapes can follow: each place takes its
// row of the values, if there is one.
func (r *Ragged) gatherPadded(s *tensor.Scope, value *tensor.Tensor, full []int) *tensor.Tensor {
	flat := r.flat()
	numbers := make([]int64, flat.Dim(0))
	for i := range numbers {
		numbers[i] = int64(i) + 1
	}
	places := tensor.NewArray(tensor.Int64, full[:len(full)-flat.Rank()+1]...)
	r.withFlat(tensor.Const(numbers)).copyRows(places)
	number := tensor.FromArray(places)
	if len(numbers) == 0 {
		return s.BroadcastTo(value, full)
	}
	zero := tensor.Full(tensor.Int64, 0)
	rows := s.Gather(flat, s.Maximum(s.Sub(number, tensor.Full(tensor.Int64, 1)), zero), 0, 0)
	there := s.Greater(number, zero)
	for there.Rank() < rows.Rank() {
		there = s.ExpandDims(there, -1)
	}
	return s.Select(there, rows, s.BroadcastTo(value, full))
}

func (r *Ragged) copyRows(out *tensor.Array) {
	for i := range min(r.rows(), out.Shape()[0]) {
		row := out.Slice([]tensor.Slice{tensor.At(i)})
		lo, hi := int(r.splits[i]), int(r.splits[i+1])
		n := min(hi-lo, row.Shape()[0])
		switch v := r.values.(type) {
		case *Ragged:
			part := &Ragged{v.values, v.splits[lo : lo+n+1]}
			part.copyFrom(row)
		case *tensor.Tensor:
			row.Slice([]tensor.Slice{tensor.Span(0, n)}).CopyFrom(v.Array().Slice([]tensor.Slice{tensor.Span(lo, lo+n)}))
		}
	}
}

// copyFrom is copyRows for rows whose splits do not begin at 0.
func (r *Ragged) copyFrom(out *tensor.Array) { r.copyRows(out) }

func indexRagged(th *object.Thread, self, key object.Value) (object.Value, error) {
	r, s := self.(*Ragged), binding.Scope(th)
	var rest []object.Value
	if t, ok := key.(*object.Tuple); ok {
		if len(t.Elems) == 0 {
			return r, nil
		}
		key, rest = t.Elems[0], t.Elems[1:]
	}
	if sl, ok := key.(*object.Slice); ok {
		start, _, step, n := binding.SliceBounds(th, sl, r.rows())
		picked := make([]int, n)
		for i := range picked {
			picked[i] = start + i*step
		}
		return r.inner(th, r.gather(s, picked), rest)
	}
	i, err := object.AsIndex(th, key)
	if err != nil {
		return nil, err
	}
	if i < 0 {
		i += r.rows()
	}
	if i < 0 || i >= r.rows() {
		return nil, object.IndexErrorf("Row key %d out of bounds", object.Must(object.AsIndex(th, key)))
	}
	row := r.row(s, i)
	if len(rest) == 0 {
		return row, nil
	}
	return object.Index(th, row, oneOrTuple(rest))
}

func oneOrTuple(vs []object.Value) object.Value {
	if len(vs) == 1 {
		return vs[0]
	}
	return object.NewTuple(vs...)
}

// inner applies the rest of an index to each row.
func (r *Ragged) inner(th *object.Thread, rows *Ragged, rest []object.Value) (object.Value, error) {
	if len(rest) == 0 {
		return rows, nil
	}
	if _, err := object.AsIndex(th, rest[0]); err == nil {
		return nil, object.ValueErrorf("Cannot index into an inner ragged dimension.")
	}
	s := binding.Scope(th)
	var parts []object.Value
	for i := range rows.rows() {
		v, err := object.Index(th, rows.row(s, i), oneOrTuple(rest))
		if err != nil {
			return nil, err
		}
		parts = append(parts, v)
	}
	return stackRagged(s, parts), nil
}

// gather is the rows with the given numbers.
func (r *Ragged) gather(s *tensor.Scope, rows []int) *Ragged {
	var parts []object.Value
	for _, i := range rows {
		parts = append(parts, r.row(s, i))
	}
	if len(parts) == 0 {
		return &Ragged{sliceRows(s, r.values, 0, 0), []int64{0}}
	}
	return joinRows(s, parts)
}

// joinRows makes a ragged tensor whose rows are the given tensors or ragged
// tensors.
func joinRows(s *tensor.Scope, rows []object.Value) *Ragged {
	lengths := make([]int, len(rows))
	if _, ok := rows[0].(*Ragged); ok {
		var all []int
		var flats []object.Value
		for i, v := range rows {
			r := v.(*Ragged)
			lengths[i] = r.rows()
			all = append(all, r.lengths()...)
			flats = append(flats, sliceRows(s, r.values, int(r.splits[0]), int(r.splits[r.rows()])))
		}
		return newRagged(newRagged(concatValues(s, flats), all), lengths)
	}
	for i, v := range rows {
		lengths[i] = v.(*tensor.Tensor).Dim(0)
	}
	return newRagged(concatValues(s, rows), lengths)
}

func concatValues(s *tensor.Scope, vs []object.Value) object.Value {
	if _, ok := vs[0].(*Ragged); ok {
		var lengths []int
		var inner []object.Value
		for _, v := range vs {
			r := v.(*Ragged)
			lengths = append(lengths, r.lengths()...)
			inner = append(inner, sliceRows(s, r.values, int(r.splits[0]), int(r.splits[r.rows()])))
		}
		return newRagged(concatValues(s, inner), lengths)
	}
	ts := make([]*tensor.Tensor, len(vs))
	for i, v := range vs {
		ts[i] = v.(*tensor.Tensor)
	}
	return s.Concat(ts, 0)
}

// stackRagged joins the results of one index per row: scalars make a tensor.
func stackRagged(s *tensor.Scope, parts []object.Value) object.Value {
	if t, ok := parts[0].(*tensor.Tensor); ok && t.Rank() == 0 {
		ts := make([]*tensor.Tensor, len(parts))
		for i, p := range parts {
			ts[i] = p.(*tensor.Tensor)
		}
		return s.Stack(ts, 0)
	}
	return joinRows(s, parts)
}

// onFlat applies a function of equally shaped tensors to the innermost values
// of ragged tensors.
func onFlat(th *object.Thread, vs []object.Value, f func(vs []object.Value) object.Value) object.Value {
	var like *Ragged
	flat := make([]object.Value, len(vs))
	for i, v := range vs {
		r, ok := v.(*Ragged)
		if !ok {
			flat[i] = v
			continue
		}
		if like == nil {
			like = r
		} else if !sameRows(like, r) {
			tensor.Throwf("InvalidArgumentError", "RowPartition._merge_precomputed_encodings: partitions have incompatible row_splits")
		}
		flat[i] = r.flat()
	}
	if like == nil {
		return f(flat)
	}
	for i, v := range flat {
		if t, ok := v.(*tensor.Tensor); ok && vs[i] == v && t.Rank() > 1 {
			flat[i] = like.spread(binding.Scope(th), t)
		}
	}
	t, ok := f(flat).(*tensor.Tensor)
	if n := like.flat().Dim(0); ok && (t.Rank() == 0 || t.Dim(0) != n) {
		object.Throw(object.ValueErrorf("tf.ragged.map_flat_values requires that the output of `op` have the same outer-dimension size as flat_values of any ragged inputs. (output shape: %s; expected outer dimension size: %d)", tensor.ShapeString(t.Shape()), n))
	}
	if !ok {
		object.Throw(object.TypeErrorf("the function gives no tensor for the values of a ragged tensor"))
	}
	return like.withFlat(t)
}

// withRows has the operands that are lists of rows, as [[1], [2]], as tensors
// of the dtype of the ragged ones.
func withRows(th *object.Thread, vs ...object.Value) []object.Value {
	dt := tensor.Invalid
	for _, v := range vs {
		if r, ok := v.(*Ragged); ok {
			dt = r.flat().DType()
		}
	}
	for i, v := range vs {
		l, ok := v.(*object.List)
		if !ok || len(l.Elems) == 0 {
			continue
		}
		if _, isRow := l.Elems[0].(*object.List); isRow {
			vs[i] = binding.ToTensorLike(th, v, dt)
		}
	}
	return vs
}

// spread broadcasts a tensor of shape [rows, 1, …], or [1, 1, …], against the
// innermost values of a matrix of ragged rows.
func (r *Ragged) spread(s *tensor.Scope, t *tensor.Tensor) *tensor.Tensor {
	switch {
	case r.raggedRank() > 1 || t.Dim(1) != 1:
		object.Throw(object.NotImplementedErrorf("ragged tensors are broadcast only against numbers and columns").WithHint("x.to_tensor() pads the rows"))
	case t.Dim(0) != 1 && t.Dim(0) != r.rows():
		tensor.Throwf("InvalidArgumentError", "Incompatible shapes: a column of %d rows and a ragged tensor of %d", t.Dim(0), r.rows())
	}
	t = s.Squeeze(t, []int{1})
	if t.Dim(0) == 1 {
		return t
	}
	return s.Gather(t, r.rowIDs(), 0, 0)
}

func sameRows(a, b *Ragged) bool {
	if len(a.splits) != len(b.splits) {
		return false
	}
	for i := range a.splits {
		if a.splits[i] != b.splits[i] {
			return false
		}
	}
	x, ok := a.values.(*Ragged)
	y, ok2 := b.values.(*Ragged)
	return ok == ok2 && (!ok || sameRows(x, y))
}
