package tf

import (
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// selectDecls are the functions that pick, place, sort and count elements.
func selectDecls() []decl {
	return []decl{
		{names: "compat.v1.gather gather", direct: true, sig: "gather_v2(params, indices, validate_indices=None, axis=None, batch_dims=0, name=None)", doc: "The entries with the given indices along an axis.", fn: gather, ragged: func(c *call) object.Value {
			return c.Value("params").(*Ragged).gather(c.s, c.tensor("indices").Array().Ints())
		}},
		{names: "compat.v1.gather_nd gather_nd", direct: true, sig: "gather_nd_v2(params, indices, batch_dims=0, name=None)", doc: "The elements or slices with the given index vectors.", fn: func(c *call) object.Value {
			return c.s.GatherNdRows(c.tensor("params"), c.indices("indices"), c.int("batch_dims"))
		}},
		{names: "compat.v1.boolean_mask boolean_mask", sig: "boolean_mask_v2(tensor, mask, axis=None, name='boolean_mask')", doc: "The entries where mask is true.", fn: func(c *call) object.Value {
			x, mask := c.tensor("tensor"), c.tensorAs("mask", tensor.Bool)
			if mask.Rank() == 0 {
				object.Throw(object.ValueErrorf("mask cannot be scalar."))
			}
			return c.s.BooleanMask(x, mask, c.IntOr("axis", 0))
		}},
		{names: "where", direct: true, elementwise: true, sig: "where_v2(condition, x=None, y=None, name=None)", doc: "Elements of x where condition is true, else of y; without x and y the places that are true.", fn: where},
		{names: "slice", direct: true, sig: "slice(input_, begin, size, name=None)", doc: "The block that begins at begin; a size of -1 takes the rest.", fn: func(c *call) object.Value {
			return c.s.Slice(c.tensor("input_"), c.shape("begin"), c.shape("size"))
		}},
		{names: "strided_slice", sig: "strided_slice(input_, begin, end, strides=None, begin_mask=0, end_mask=0, ellipsis_mask=0, new_axis_mask=0, shrink_axis_mask=0, var=None, name=None)", doc: "input_[begin:end:strides], with bits for parts that are left out.", fn: stridedSlice},
		{names: "scatter_nd", sig: "scatter_nd(indices, updates, shape, name=None)", doc: "Zeros with updates added at the given index vectors.", raw: true, fn: func(c *call) object.Value {
			return c.s.ScatterNd(c.indices("indices"), c.tensor("updates"), c.shape("shape"))
		}},
		tensorScatter("tensor_scatter_nd_update", "tensor_scatter_nd_update(tensor, indices, updates, name=None)", "The tensor with updates at the given index vectors.", false, (*tensor.Scope).TensorScatterUpdate),
		tensorScatter("tensor_scatter_nd_add", "tensor_scatter_add(tensor, indices, updates, name=None)", "The tensor with updates added at the given index vectors.", true, (*tensor.Scope).TensorScatterAdd),
		tensorScatter("tensor_scatter_nd_sub", "tensor_scatter_sub(tensor, indices, updates, name=None)", "The tensor with updates subtracted at the given index vectors.", true, (*tensor.Scope).TensorScatterSub),
		tensorScatter("tensor_scatter_nd_max", "tensor_scatter_max(tensor, indices, updates, name=None)", "The greater of the tensor and updates at the given index vectors.", true, (*tensor.Scope).TensorScatterMax),
		tensorScatter("tensor_scatter_nd_min", "tensor_scatter_min(tensor, indices, updates, name=None)", "The smaller of the tensor and updates at the given index vectors.", true, (*tensor.Scope).TensorScatterMin),
		{names: "sort", sig: "sort(values, axis=-1, direction='ASCENDING', name=None)", doc: "The values in order along an axis.", fn: func(c *call) object.Value {
			return c.s.Sort(c.tensor("values"), c.int("axis"), c.descending())
		}},
		{names: "argsort", sig: "argsort(values, axis=-1, direction='ASCENDING', stable=False, name=None)", doc: "The indices that put the values in order.", fn: func(c *call) object.Value {
			return c.s.ArgSort(c.tensor("values"), c.int("axis"), c.descending(), tensor.Int32)
		}},
		{names: "math.top_k nn.top_k", direct: true, sig: "top_k(input, k=1, sorted=True, index_type=tf.int32, name=None)", doc: "The k greatest values along the last axis and their indices.", fn: func(c *call) object.Value {
			values, indices := c.s.TopK(c.tensor("input"), c.int("k"), c.Bool("sorted"), c.dtype("index_type", tensor.Int32))
			return named(topKClass, values, indices)
		}},
		{names: "math.in_top_k nn.in_top_k", sig: "in_top_k_v2(targets, predictions, k, name=None)", doc: "Whether each target is among the k greatest predictions.", fn: func(c *call) object.Value {
			return c.s.InTopK(c.tensor("targets"), c.tensor("predictions"), c.int("k"))
		}},
		{names: "unique", sig: "unique(x, out_idx=tf.int32, name=None)", doc: "The different values in order of appearance, and which of them each element is.", fn: func(c *call) object.Value {
			y, idx := c.s.Unique(c.tensor("x"), c.dtype("out_idx", tensor.Int32))
			return named(uniqueClass, y, idx)
		}},
		{names: "unique_with_counts", sig: "unique_with_counts(x, out_idx=tf.int32, name=None)", doc: "unique that also counts.", fn: func(c *call) object.Value {
			y, idx, count := c.s.UniqueWithCounts(c.tensor("x"), c.dtype("out_idx", tensor.Int32))
			return named(uniqueCountsClass, y, idx, count)
		}},
		{names: "searchsorted", sig: "searchsorted(sorted_sequence, values, side='left', out_type=tf.int32, name=None)", doc: "Where values would be inserted to keep the order.", fn: func(c *call) object.Value {
			side := c.Str("side")
			if side != "left" && side != "right" {
				object.Throw(object.ValueErrorf("Argument `side` must be either 'right' or 'left'. Received: `side` = '%s'.", side))
			}
			seq, vals := c.pair("sorted_sequence", "values")
			return c.s.SearchSorted(seq, vals, side == "right", c.dtype("out_type", tensor.Int32))
		}},
		{names: "math.bincount", sig: "bincount(arr, weights=None, minlength=None, maxlength=None, dtype=tf.int32, name=None, axis=None, binary_output=False)", doc: "How often each number occurs.", fn: bincount},
		{names: "math.confusion_matrix", sig: "confusion_matrix(labels, predictions, num_classes=None, weights=None, dtype=tf.int32, name=None)", doc: "How often each label was predicted as each class.", fn: confusionMatrix},
		{names: "histogram_fixed_width", sig: "histogram_fixed_width(values, value_range, nbins=100, dtype=tf.int32, name=None)", doc: "Counts of values in bins of equal width.", fn: func(c *call) object.Value {
			x := c.tensor("values")
			r := c.tensorAs("value_range", x.DType()).Array()
			return c.s.Histogram(x, r.Float(0), r.Float(1), c.int("nbins"), c.dtype("dtype", tensor.Int32))
		}},
		{names: "histogram_fixed_width_bins", sig: "histogram_fixed_width_bins(values, value_range, nbins=100, dtype=tf.int32, name=None)", doc: "The bin of each value among bins of equal width.", fn: func(c *call) object.Value {
			x := c.tensor("values")
			r := c.tensorAs("value_range", x.DType()).Array()
			return c.s.HistogramBins(x, r.Float(0), r.Float(1), c.int("nbins"), c.dtype("dtype", tensor.Int32))
		}},
		{names: "dynamic_partition", sig: "dynamic_partition(data, partitions, num_partitions, name=None)", doc: "The rows of data, distributed to lists by number.", raw: true, fn: func(c *call) object.Value {
			return list(c.s.DynamicPartition(c.tensor("data"), c.indices("partitions"), c.int("num_partitions")))
		}},
		{names: "dynamic_stitch", sig: "dynamic_stitch(indices, data, name=None)", doc: "One tensor of rows of several, at given positions.", raw: true, fn: func(c *call) object.Value {
			return c.s.DynamicStitch(c.tensors("indices"), c.tensors("data"))
		}},
		rawUnary("math.invert_permutation", "invert_permutation(x, name=None)", "The permutation that undoes x.", (*tensor.Scope).InvertPermutation),
		{names: "unravel_index", sig: "unravel_index(indices, dims, name=None)", doc: "Index vectors of positions in a flattened array.", raw: true, fn: func(c *call) object.Value {
			return c.s.UnravelIndex(c.indices("indices"), c.shape("dims"))
		}},
		segment("math.segment_sum", "segment_sum", "Sums of the rows with equal, sorted ids.", (*tensor.Scope).SegmentSum),
		segment("math.segment_prod", "segment_prod", "Products of the rows with equal, sorted ids.", (*tensor.Scope).SegmentProd),
		segment("math.segment_min", "segment_min", "The smallest of the rows with equal, sorted ids.", (*tensor.Scope).SegmentMin),
		segment("math.segment_max", "segment_max", "The greatest of the rows with equal, sorted ids.", (*tensor.Scope).SegmentMax),
		segment("math.segment_mean", "segment_mean", "Means of the rows with equal, sorted ids.", (*tensor.Scope).SegmentMean),
		unsorted("math.unsorted_segment_sum", "unsorted_segment_sum", "Sums of the rows with equal ids.", true, (*tensor.Scope).UnsortedSegmentSum),
		unsorted("math.unsorted_segment_prod", "unsorted_segment_prod", "Products of the rows with equal ids.", true, (*tensor.Scope).UnsortedSegmentProd),
		unsorted("math.unsorted_segment_min", "unsorted_segment_min", "The smallest of the rows with equal ids.", true, (*tensor.Scope).UnsortedSegmentMin),
		unsorted("math.unsorted_segment_max", "unsorted_segment_max", "The greatest of the rows with equal ids.", true, (*tensor.Scope).UnsortedSegmentMax),
		unsorted("math.unsorted_segment_mean", "unsorted_segment_mean", "Means of the rows with equal ids.", false, (*tensor.Scope).UnsortedSegmentMean),
		unsorted("math.unsorted_segment_sqrt_n", "unsorted_segment_sqrt_n", "Sums of the rows with equal ids, divided by the root of their number.", false, (*tensor.Scope).UnsortedSegmentSqrtN),
	}
}

// indices is an argument as a tensor of integers.
func (c *call) indices(name string) *tensor.Tensor { return c.tensor(name) }

func (c *call) descending() bool {
	d := c.Str("direction")
	if d != "ASCENDING" && d != "DESCENDING" {
		object.Throw(object.ValueErrorf("Argument `direction` should be one of ASCENDING, DESCENDING. Received: direction=%s", d))
	}
	return d == "DESCENDING"
}

func gather(c *call) object.Value {
	batch := c.int("batch_dims")
	axis := batch
	if c.Has("axis") {
		axis = c.int("axis")
	}
	return c.s.Gather(c.tensor("params"), c.indices("indices"), axis, batch)
}

func where(c *call) object.Value {
	if !c.Has("x") && !c.Has("y") {
		return c.s.Where(c.tensor("condition"))
	}
	cond := c.tensorAsBool("condition")
	if !c.Has("x") || !c.Has("y") {
		object.Throw(object.ValueErrorf("x and y must both be non-None or both be None."))
	}
	x, y := c.pair("x", "y")
	return c.s.Select(cond, x, y)
}

func stridedSlice(c *call) object.Value {
	x := c.tensor("input_")
	begin, end := c.shape("begin"), c.shape("end")
	strides := make([]int, len(begin))
	for i := range strides {
		strides[i] = 1
	}
	if c.Has("strides") {
		strides = c.shape("strides")
	}
	bit := func(name string, i int) bool { return c.int(name)>>i&1 != 0 }
	spec := make([]tensor.Slice, len(begin))
	for i := range spec {
		switch {
		case bit("ellipsis_mask", i):
			spec[i] = tensor.Slice{Ellipsis: true}
		case bit("new_axis_mask", i):
			spec[i] = tensor.Slice{NewAxis: true}
		case bit("shrink_axis_mask", i):
			spec[i] = tensor.At(begin[i])
		default:
			if strides[i] == 0 {
				tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} strides[%d] must be non-zero [Op:StridedSlice]", i)
			}
			spec[i] = tensor.Slice{Start: begin[i], Stop: end[i], Step: strides[i]}
			if bit("begin_mask", i) {
				spec[i].Start = tensor.NoIndex
			}
			if bit("end_mask", i) {
				spec[i].Stop = tensor.NoIndex
			}
		}
	}
	return c.s.StridedSlice(x, spec)
}

func tensorScatter(name, sig, doc string, raw bool, f scatterFunc) decl {
	return decl{names: name, sig: sig, doc: doc, raw: raw, fn: func(c *call) object.Value {
		x, updates := c.pair("tensor", "updates")
		return f(c.s, x, c.indices("indices"), updates)
	}}
}

func segment(name, fn, doc string, f binaryFn) decl {
	return decl{names: name, sig: fn + "(data, segment_ids, name=None)", doc: doc, raw: true, fn: func(c *call) object.Value {
		return f(c.s, c.tensor("data"), c.indices("segment_ids"))
	}}
}

func unsorted(name, fn, doc string, raw bool, f func(s *tensor.Scope, x, ids *tensor.Tensor, n int) *tensor.Tensor) decl {
	return decl{names: name, sig: fn + "(data, segment_ids, num_segments, name=None)", doc: doc, raw: raw, fn: func(c *call) object.Value {
		if x := c.tensor("data"); !raw && x.DType() == tensor.String {
			noConstant("1", x.DType()) // of which the counts are made
		}
		return f(c.s, c.tensor("data"), c.indices("segment_ids"), c.int("num_segments"))
	}}
}

func bincount(c *call) object.Value {
	x := c.tensor("arr")
	var weights *tensor.Tensor
	dt := c.dtype("dtype", tensor.Int32)
	if c.Has("weights") {
		weights = c.tensor("weights")
		dt = weights.DType()
	}
	if !c.Has("axis") || c.int("axis") == 0 {
		x = c.s.Reshape(x, []int{-1})
		if weights != nil {
			weights = c.s.Reshape(weights, []int{-1})
		}
	}
	n := 0
	a := x.Array()
	for i := range a.Size() {
		n = max(n, int(a.Int(i))+1)
	}
	if c.Has("minlength") {
		n = max(n, c.int("minlength"))
	}
	if c.Has("maxlength") {
		n = min(n, c.int("maxlength"))
	}
	return c.s.Bincount(x, weights, n, c.Bool("binary_output"), dt)
}

func confusionMatrix(c *call) object.Value {
	labels, predictions := c.tensor("labels"), c.tensor("predictions")
	var weights *tensor.Tensor
	if c.Has("weights") {
		weights = c.tensor("weights")
	}
	n := 0
	if c.Has("num_classes") {
		n = c.int("num_classes")
	} else {
		for _, t := range []*tensor.Tensor{labels, predictions} {
			for _, k := range t.Array().Ints() {
				n = max(n, k+1)
			}
		}
	}
	return c.s.ConfusionMatrix(labels, predictions, weights, n, c.dtype("dtype", tensor.Int32))
}

// The named tuples that functions return.
var (
	topKClass         = namedTuple("TopKV2", "values", "indices")
	uniqueClass       = namedTuple("Unique", "y", "idx")
	uniqueCountsClass = namedTuple("UniqueWithCounts", "y", "idx", "count")
)

// namedTuple declares a class of tuples whose elements have names.
func namedTuple(name string, fields ...string) *object.Class {
	c := &object.Class{Name: name, Module: "tensorflow.python.ops", Base: object.TupleClass, Doc: "A tuple with named elements.", Signature: name + "(" + strings.Join(fields, ", ") + ")"}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		t := &object.Tuple{}
		for _, f := range fields {
			t.Elems = append(t.Elems, a.Value(f))
		}
		return &object.Instance{Class: cls, Native: t}, nil
	}
	c.Members = func() []object.Member {
		ms := []object.Member{object.Const("_fields", tupleOfStrings(fields))}
		for i, f := range fields {
			ms = append(ms, object.Getter(f, "element "+f, func(th *object.Thread, self object.Value) (object.Value, error) {
				return elemsOf(self)[i], nil
			}))
		}
		return ms
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s := name + "("
		for i, e := range elemsOf(self) {
			r, err := object.Repr(th, e)
			if err != nil {
				return "", err
			}
			if i > 0 {
				s += ", "
			}
			s += fields[i] + "=" + r
		}
		return s + ")", nil
	}
	return c
}

func elemsOf(v object.Value) []object.Value { return object.NativeOf(v).(*object.Tuple).Elems }

func tupleOfStrings(ss []string) *object.Tuple {
	t := &object.Tuple{}
	for _, s := range ss {
		t.Elems = append(t.Elems, s)
	}
	return t
}

// named makes a named tuple of tensors.
func named(c *object.Class, ts ...*tensor.Tensor) object.Value {
	return &object.Instance{Class: c, Native: object.NewTuple(list(ts).Elems...)}
}
