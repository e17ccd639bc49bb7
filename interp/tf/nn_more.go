package tf

import (
	"kerash/interp/object"
	"kerash/tensor"
)

var (
	approxTopKClass = namedTuple("ApproxTopK", "values", "indices")
	isotonicClass   = namedTuple("IsotonicRegression", "output", "segments")
)

// rareDecls are functions of tf.nn and tf.linalg that few programs use.
func rareDecls() []decl {
	return []decl{
		{names: "nn.ctc_loss", sig: "ctc_loss_v3(labels, logits, label_length, logit_length, logits_time_major=True, unique=None, blank_index=None, name=None)", doc: "Loss of connectionist temporal classification: minus the log probability of the labels, whatever their alignment.", fn: ctcLoss},
		{names: "nn.ctc_unique_labels", sig: "ctc_unique_labels(labels, name=None)", doc: "The different labels of each row, and which of them each label is.", fn: ctcUnique},
		{names: "nn.isotonic_regression", sig: "isotonic_regression(inputs, decreasing=True, axis=-1)", doc: "The monotonic sequence closest to the inputs along an axis.", fn: isotonic},
		{names: "math.approx_max_k nn.approx_max_k", sig: "approx_max_k(operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1, aggregate_to_topk=True, name=None)", doc: "The k greatest values and their indices (exact on a CPU).", fn: func(c *call) object.Value {
			values, indices := c.s.TopK(c.tensor("operand"), c.int("k"), true, tensor.Int32)
			return named(approxTopKClass, values, indices)
		}},
		{names: "nn.batch_norm_with_global_normalization", sig: "batch_norm_with_global_normalization_v2(input, mean, variance, beta, gamma, variance_epsilon, scale_after_normalization, name=None)", doc: "Batch normalization with given statistics.", fn: func(c *call) object.Value {
			s, x := c.s, c.tensor("input")
			as := func(name string) *tensor.Tensor { return c.tensorAs(name, x.DType()) }
			inv := s.Rsqrt(s.Add(as("variance"), as("variance_epsilon")))
			if c.Bool("scale_after_normalization") {
				inv = s.Mul(inv, as("gamma"))
			}
			return s.Add(s.Mul(x, inv), s.Sub(as("beta"), s.Mul(as("mean"), inv)))
		}},
		{names: "nn.depthwise_conv2d_backprop_input", sig: "depthwise_conv2d_native_backprop_input(input_sizes, filter, out_backprop, strides, padding, data_format='NHWC', dilations=[1, 1, 1, 1], name=None)", doc: "Gradient of a depthwise convolution for its input.", raw: true, fn: func(c *call) object.Value {
			w, g := c.pair("filter", "out_backprop")
			return c.s.ConvInputGrad(g, w, c.shape("input_sizes"), c.imageSpec(), true)
		}},
		{names: "nn.depthwise_conv2d_backprop_filter", sig: "depthwise_conv2d_native_backprop_filter(input, filter_sizes, out_backprop, strides, padding, data_format='NHWC', dilations=[1, 1, 1, 1], name=None)", doc: "Gradient of a depthwise convolution for its filter.", raw: true, fn: func(c *call) object.Value {
			x, g := c.pair("input", "out_backprop")
			return c.s.ConvFilterGrad(x, g, c.shape("filter_sizes"), c.imageSpec(), true)
		}},
		{names: "linalg.banded_triangular_solve", sig: "banded_triangular_solve(bands, rhs, lower=True, adjoint=False, name=None)", doc: "x with matrix·x = rhs for triangular matrices given by their diagonals.", fn: func(c *call) object.Value {
			a, b := c.pair("bands", "rhs")
			return c.s.BandedTriangularSolve(a, b, c.Bool("lower"), c.Bool("adjoint"))
		}},
		{names: "linalg.eigh_tridiagonal", sig: "eigh_tridiagonal(alpha, beta, eigvals_only=True, select='a', select_range=None, tol=None, name=None)", doc: "Eigenvalues (and vectors) of symmetric matrices with two diagonals.", fn: eighTridiagonal},
		{names: "required_space_to_batch_paddings", sig: "required_space_to_batch_paddings(input_shape, block_shape, base_paddings=None, name=None)", doc: "Paddings and crops that make a shape divisible into blocks.", fn: spaceToBatchPaddings},
	}
}

// imageSpec is strides, padding and dilations of a function for images.
func (c *call) imageSpec() tensor.ConvSpec {
	return tensor.ConvSpec{Strides: inner(c.shape("strides"), 2), Dilations: inner(c.shape("dilations"), 2), Padding: c.padding("padding", "")}
}

func ctcLoss(c *call) object.Value {
	logits := c.tensor("logits")
	if !c.Bool("logits_time_major") {
		logits = c.s.Transpose(logits, []int{1, 0, 2})
	}
	blank := 0
	if c.Has("blank_index") {
		blank = c.int("blank_index")
	}
	if s, ok := c.Value("labels").(*Sparse); ok {
		if !c.Has("blank_index") {
			object.Throw(object.ValueErrorf("Argument `blank_index` must be provided when labels is a SparseTensor."))
		}
		rows := c.s.Reshape(c.s.Slice(s.Indices, []int{0, 0}, []int{-1, 1}), []int{-1})
		lengths := c.s.UnsortedSegmentSum(c.s.Cast(c.s.OnesLike(rows), tensor.Int32), rows, logits.Dim(1))
		if blank < 0 {
			blank += logits.Dim(2)
		}
		return c.s.CTCLoss(s.Dense(c.s), logits, lengths, c.tensor("logit_length"), blank)
	}
	return c.s.CTCLoss(c.tensor("labels"), logits, c.tensor("label_length"), c.tensor("logit_length"), blank)
}

func ctcUnique(c *call) object.Value {
	labels := c.tensor("labels")
	a := labels.Array()
	rows, width := a.Shape()[0], a.Shape()[1]
	values, which := make([]int, rows*width), make([]int, rows*width)
	for r := range rows {
		n := 0
		for i := range width {
			v, k := int(a.Int(r*width+i)), 0
			for k < n && values[r*width+k] != v {
				k++
			}
			if k == n {
				values[r*width+n] = v
				n++
			}
			which[r*width+i] = k
		}
	}
	shaped := func(dt tensor.DType, v []int) *tensor.Tensor {
		return c.s.Reshape(tensor.IntTensor(dt, v...), labels.Shape())
	}
	return list([]*tensor.Tensor{shaped(tensor.Int64, values), shaped(tensor.Int32, which)})
}

func isotonic(c *call) object.Value {
	s, x := c.s, c.float("inputs")
	axis := c.int("axis")
	if axis < 0 {
		axis += x.Rank()
	}
	perm := make([]int, x.Rank())
	for i := range perm {
		perm[i] = i
	}
	if axis < 0 || axis >= len(perm) {
		object.Throw(object.ValueErrorf("axis %d is out of range for inputs of rank %d", c.int("axis"), x.Rank()))
	}
	perm[axis], perm[len(perm)-1] = perm[len(perm)-1], axis
	x = s.Transpose(x, perm)
	if c.Bool("decreasing") {
		y, segments := s.IsotonicRegression(x)
		return named(isotonicClass, s.Transpose(y, perm), s.Transpose(segments, perm))
	}
	y, segments := s.IsotonicRegression(s.Neg(x))
	return object.NewTuple(s.Transpose(s.Neg(y), perm), s.Transpose(segments, perm))
}

func eighTridiagonal(c *call) object.Value {
	alpha, beta := c.pair("alpha", "beta")
	values, vectors := c.s.EighTridiagonal(alpha, beta)
	first, end := 0, values.Dim(-1)
	switch c.Str("select") {
	case "a":
	case "i":
		r := c.shape("select_range")
		first, end = r[0], r[1]+1
	case "v":
		r := c.Elems("select_range")
		lo, hi := toFloat(c.th, r[0]), toFloat(c.th, r[1])
		n := 0
		for _, v := range values.Array().Floats() {
			if v <= lo {
				first++
			}
			if v <= hi {
				n++
			}
		}
		end = n
	default:
		object.Throw(object.ValueErrorf("'select must have a value in {'a', 'i', 'v'}, but got %s.", c.Str("select")))
	}
	last := []tensor.Slice{{Ellipsis: true}, tensor.Span(first, end)}
	values = c.s.StridedSlice(values, last)
	if c.Bool("eigvals_only") {
		return values
	}
	return object.NewTuple(values, c.s.StridedSlice(vectors, last))
}

func spaceToBatchPaddings(c *call) object.Value {
	shape, block := c.shape("input_shape"), c.shape("block_shape")
	base := make([][2]int, len(block))
	if c.Has("base_paddings") {
		base = c.pairs("base_paddings")
	}
	var pads, crops []int
	for i, b := range block {
		full := shape[i] + base[i][0] + base[i][1]
		extra := (b - full%b) % b
		pads = append(pads, base[i][0], base[i][1]+extra)
		crops = append(crops, 0, extra)
	}
	matrix := func(v []int) *tensor.Tensor {
		return c.s.Reshape(tensor.IntTensor(tensor.Int32, v...), []int{len(block), 2})
	}
	return object.NewTuple(matrix(pads), matrix(crops))
}
