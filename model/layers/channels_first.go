package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// noKernel is what an op of TensorFlow says on a CPU that has no kernel for
// channels first there.
type noKernel struct{ op, class, msg, node string }

// The ops without such kernels. Other layers get along, since Keras moves the
// channels for them.
var (
	noConv2D         = noKernel{"Conv2D", "UnimplementedError", "The Conv2D op currently only supports the NHWC tensor format on the CPU. The op was given the format: NCHW", ""}
	noConv3D         = noKernel{"Conv3D", "InvalidArgumentError", "CPU implementation of Conv3D currently only supports the NHWC tensor format.", ""}
	noDepthwise      = noKernel{"DepthwiseConv2dNative", "UnimplementedError", "Depthwise convolution on CPU is only supported for NHWC format", ""}
	noTranspose1D    = noKernel{"Conv2DBackpropInput", "InvalidArgumentError", "Conv2DCustomBackpropInputOp only supports NHWC.", ""}
	noTranspose3D    = noKernel{"Conv3DBackpropInputV2", "InvalidArgumentError", "Conv3DBackpropInputOpV2 only supports NDHWC on the CPU.", ""}
	noFilterGradient = noKernel{"Conv2DBackpropFilter", "InvalidArgumentError", "Conv2DCustomBackpropFilterOp only supports NHWC.", ""}
	noFilter3D       = noKernel{"Conv3DBackpropFilterV2", "InvalidArgumentError", "Conv3DBackpropFilterOpV2 only supports NDHWC on the CPU.", ""}
	noMaxPool        = noKernel{"MaxPool", "InvalidArgumentError", "Default MaxPoolingOp only supports NHWC on device type CPU", ""}
	noAvgPool        = noKernel{"AvgPool", "InvalidArgumentError", "Default AvgPoolingOp only supports NHWC on device type CPU", ""}
)

// refuse is x where the channels come last; where they come first, it is what
// TensorFlow can build a graph with, but not compute.
func (d dataFormat) refuse(c *model.Context, x *tensor.Tensor, k noKernel) *tensor.Tensor {
	if d != channelsFirst {
		return x
	}
	return c.NoKernel(x, k.op, k.class, k.msg, k.node)
}

// needLast is [dataFormat.refuse] for a plain convolution over rank axes. The
// kernels of a training step are made before any runs, and the one of the
// gradient complains when it is made.
func (w *convolution) needLast(c *model.Context, x *tensor.Tensor, rank int, trainable bool) *tensor.Tensor {
	forward, back := noConv2D, noFilterGradient
	if rank == 3 {
		forward, back = noConv3D, noFilter3D
	}
	if trainable && c.Training && c.State.Staging() {
		x = w.format.refuse(c, x, back)
	}
	return w.format.refuse(c, x, forward)
}
