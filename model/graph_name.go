package model

import (
	"slices"
	"strconv"
	"strings"

	"kerash/tensor"
)

// nameOutputs gives the symbolic outputs of a layer the names that they have
// in TensorFlow's graph: the layer's in its name scope and that of the op which
// made them, dense/BiasAdd:0. Outputs that a layer within this one made keep
// the name from there, and an input that is passed on has none.
func (b *Base) nameOutputs(c *Context, l Layer, y Value) {
	for i, t := range slices.Backward(Leaves(y)) {
		if !t.IsSymbolic() {
			continue
		}
		info := Info{}
		if old := InfoOf(t); old != nil {
			info = *old
		}
		switch {
		case classOps[b.ClassName()] != "":
		case info.Name != "":
			continue
		case t.OpName() == "":
			info.Name = "Placeholder:0"
			t.Meta = &info
			continue
		}
		info.Name = c.names + "/" + outputOp(l, t, i)
		t.Meta = &info
	}
}

// NameOp gives a symbolic tensor the name of another op than the one that made
// it: the last of those that TensorFlow has in its place.
func NameOp(t *tensor.Tensor, op string) *tensor.Tensor {
	if t.IsSymbolic() && !IsKeras(t) {
		info := Info{}
		if i := InfoOf(t); i != nil {
			info = *i
		}
		info.Op = op
		t.Meta = &info
	}
	return t
}

// outputOp is the op that made output i of n, and the index among the op's
// outputs: BiasAdd:0.
func outputOp(l Layer, t *tensor.Tensor, i int) string {
	if op := InfoOf(t); op != nil && op.Op != "" {
		return op.Op + ":0"
	}
	if o, ok := l.(*OpLayer); ok {
		return functionOp(o.Op.Symbol) + ":" + strconv.Itoa(i)
	}
	op := classOps[l.Core().ClassName()]
	switch op {
	case "PartitionedCall": // the last output, all outputs, the states
		switch {
		case i > 0:
			return op + ":" + strconv.Itoa(i+1)
		case t.Rank() == 3:
			return op + ":1"
		}
	case "":
		op = t.OpName()
		if op == "BatchNormInference" && t.Rank() == 4 {
			op = "FusedBatchNormV3"
		}
		if k, ok := opNames[op]; ok {
			op = k
		}
	}
	return op + ":0"
}

// classOps is the last op of layers that TensorFlow computes in other steps.
var classOps = map[string]string{
	"Conv2DTranspose": "BiasAdd", "SeparableConv2D": "BiasAdd", "MaxPooling1D": "Squeeze", "AveragePooling1D": "Squeeze",
	"Dropout": "Identity", "SpatialDropout1D": "Identity", "SpatialDropout2D": "Identity", "SpatialDropout3D": "Identity",
	"LSTM": "PartitionedCall", "GRU": "PartitionedCall", "SimpleRNN": "strided_slice_3", "TimeDistributed": "Reshape_1",
	"UpSampling2D": "resize/ResizeNearestNeighbor", "Rescaling": "add", "UnitNormalization": "l2_normalize", "GroupNormalization": "Reshape_4",
	"Dot": "Squeeze", "Attention": "MatMul_1", "AdditiveAttention": "MatMul", "Embedding": "embedding_lookup/Identity",
}

// opNames is the names in graphs of ops that stand for several, or that
// TensorFlow's functions rename.
var opNames = map[string]string{
	"AddV2": "add", "BatchNormInference": "batchnorm/add_1", "ConcatV2": "concat", "Gelu": "Gelu/mul_1", "HardSigmoid": "clip_by_value", "LayerNorm": "add", "Mish": "mul", "Mul": "mul",
	"PadV2": "Pad", "RealDiv": "truediv", "StridedSlice": "strided_slice", "Sub": "sub", "Swish": "IdentityN", "Transpose": "transpose",
}

// functionOps is the op of a function of tf on symbolic tensors where it does
// not follow from the function's name.
var functionOps = map[string]string{
	"__operators__.add": "AddV2", "__operators__.eq": "Equal", "__operators__.ne": "NotEqual", "__operators__.getitem": "strided_slice",
	"math.truediv": "truediv", "compat.v1.floor_div": "FloorDiv", "math.floormod": "FloorMod", "math.subtract": "Sub", "math.multiply": "Mul",
	"math.negative": "Neg", "math.argmax": "ArgMax", "math.argmin": "ArgMin", "math.l2_normalize": "l2_normalize",
	"math.reduce_std": "reduce_std/Sqrt", "math.reduce_variance": "reduce_variance/Mean_1", "math.reduce_logsumexp": "ReduceLogSumExp",
	"math.add_n": "AddN", "math.top_k": "TopKV2", "linalg.matmul": "MatMul", "nn.gelu": "Gelu/mul_1", "nn.silu": "IdentityN",
	"compat.v1.nn.crelu": "CRelu/Relu", "concat": "concat", "stack": "stack", "unstack": "unstack", "split": "split",
	"compat.v1.transpose": "transpose", "clip_by_value": "clip_by_value", "where": "SelectV2", "compat.v1.gather": "GatherV2",
	"ones_like": "ones_like", "zeros_like": "zeros_like", "einsum": "einsum/Einsum", "one_hot": "one_hot", "reverse": "ReverseV2",
	"row_lengths": "sub", "image.resize": "resize/ResizeBilinear", "nn.dropout": "dropout/SelectV2", "compat.v1.norm": "norm/Squeeze", "sort": "sort/Neg_1",
	"nn.max_pool2d": "MaxPool2d", "compat.v1.nn.conv2d": "Conv2D", "math.divide_no_nan": "div_no_nan",
	"keras.backend.binary_crossentropy": "Neg", "keras.backend.categorical_crossentropy": "Neg", "keras.metrics.hinge": "Mean",
	"keras.metrics.squared_hinge": "Mean", "keras.backend.batch_flatten": "Reshape",
	"keras.backend.sparse_categorical_crossentropy": "SparseSoftmaxCrossEntropyWithLogits/SparseSoftmaxCrossEntropyWithLogits",
}

// functionOp is the op that a function of tf makes: ExpandDims of expand_dims,
// Sum of math.reduce_sum.
func functionOp(symbol string) string {
	if op, ok := functionOps[symbol]; ok {
		return op
	}
	name := symbol[strings.LastIndexByte(symbol, '.')+1:]
	words := strings.Split(strings.TrimPrefix(name, "reduce_"), "_")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, "")
}
