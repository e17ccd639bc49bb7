package tf

import (
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// poolFn pools windows of a size.
type poolFn = func(s *tensor.Scope, x *tensor.Tensor, size []int, spec tensor.ConvSpec) *tensor.Tensor

// poolDecls are the poolings of tf.nn.
func poolDecls() []decl {
	return []decl{
		pool("nn.max_pool", "max_pool_v2(input, ksize, strides, padding, data_format=None, name=None)", "The largest value of each window, with one to three spatial axes.", "MaxPool", 0, (*tensor.Scope).MaxPool),
		pool("nn.max_pool1d", "max_pool1d(input, ksize, strides, padding, data_format='NWC', name=None)", "The largest value of each window of sequences.", "MaxPool", 1, (*tensor.Scope).MaxPool),
		pool("nn.max_pool2d", "max_pool2d(input, ksize, strides, padding, data_format='NHWC', name=None)", "The largest value of each window of images.", "MaxPool", 2, (*tensor.Scope).MaxPool),
		pool("nn.max_pool3d", "max_pool3d(input, ksize, strides, padding, data_format='NDHWC', name=None)", "The largest value of each window of volumes.", "MaxPool3D", 3, (*tensor.Scope).MaxPool),
		pool("nn.avg_pool", "avg_pool_v2(input, ksize, strides, padding, data_format=None, name=None)", "The mean of each window, with one to three spatial axes.", "AvgPool", 0, (*tensor.Scope).AvgPool),
		pool("nn.avg_pool1d", "avg_pool1d(input, ksize, strides, padding, data_format='NWC', name=None)", "The mean of each window of sequences.", "AvgPool", 1, (*tensor.Scope).AvgPool),
		pool("nn.avg_pool2d", "avg_pool2d(input, ksize, strides, padding, data_format='NHWC', name=None)", "The mean of each window of images.", "AvgPool", 2, (*tensor.Scope).AvgPool),
		pool("nn.avg_pool3d", "avg_pool3d(input, ksize, strides, padding, data_format='NDHWC', name=None)", "The mean of each window of volumes.", "AvgPool3D", 3, (*tensor.Scope).AvgPool),
		{names: "nn.pool", sig: "pool_v2(input, window_shape, pooling_type, strides=None, padding='VALID', data_format=None, dilations=None, name=None)", doc: "Pooling of a type 'AVG' or 'MAX'.", fn: func(c *call) object.Value {
			x := c.tensor("input")
			f := poolFn((*tensor.Scope).MaxPool)
			switch strings.ToUpper(c.Str("pooling_type")) {
			case "MAX":
			case "AVG":
				f = (*tensor.Scope).AvgPool
			default:
				object.Throw(object.ValueErrorf("`pooling_type` must be in {'MAX', 'AVG'}. Received: %s", c.Str("pooling_type")))
			}
			n := x.Rank() - 2
			return c.spatial("MaxPool", "strides", n, x, func(x *tensor.Tensor, spec tensor.ConvSpec) *tensor.Tensor {
				return f(c.s, x, c.innerOf("window_shape", n), spec)
			})
		}},
		{names: "nn.max_pool_with_argmax", sig: "max_pool_with_argmax_v2(input, ksize, strides, padding, data_format='NHWC', output_dtype=tf.int64, include_batch_in_index=False, name=None)", doc: "The largest value of each window and its position in the flattened image.", fn: maxPoolWithArgmax},
		fractionalPool("nn.fractional_max_pool", "fractional_max_pool_v2(value, pooling_ratio, pseudo_random=False, overlapping=False, seed=0, name=None)", "The largest value of each of windows of random sizes, which are pooling_ratio on average.", fractionalMaxClass, (*tensor.Scope).FractionalMaxPool),
		fractionalPool("nn.fractional_avg_pool", "fractional_avg_pool_v2(value, pooling_ratio, pseudo_random=False, overlapping=False, seed=0, name=None)", "The mean of each of windows of random sizes, which are pooling_ratio on average.", fractionalAvgClass, (*tensor.Scope).FractionalAvgPool),
	}
}

func pool(names, sig, doc, op string, n int, f poolFn) decl {
	return decl{names: names, sig: sig, doc: doc, fn: func(c *call) object.Value {
		x := c.input(op, "input", "input")
		k := n
		if k == 0 {
			k = x.Rank() - 2
		}
		if x.Rank() != k+2 && n == 2 {
			c.s.CheckAttr(op, "T", x.DType())
			tensor.ThrowRun(op, "tensor_in_shape must have 2 spatial dimensions. %d 0", x.Rank())
		}
		return c.spatial(op, "strides", k, x, func(x *tensor.Tensor, spec tensor.ConvSpec) *tensor.Tensor {
			return f(c.s, x, c.innerOf("ksize", k), spec)
		})
	}}
}

func maxPoolWithArgmax(c *call) object.Value {
	x := c.tensor("input")
	size := inner(c.shape("ksize"), 2)
	spec := tensor.ConvSpec{Strides: inner(c.shape("strides"), 2), Dilations: []int{1, 1}, Padding: c.padding("padding", "MaxPoolWithArgmax")}
	y, argmax := c.s.MaxPoolWithArgmax(x, size, spec, c.Bool("include_batch_in_index"))
	return named(maxPoolClass, y, c.s.Cast(argmax, c.dtype("output_dtype", tensor.Int64)))
}

var maxPoolClass = namedTuple("MaxPoolWithArgmax", "output", "argmax")
