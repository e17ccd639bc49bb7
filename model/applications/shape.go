package applications

import (
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// inputShape checks the shape of pictures that the user gave, or chooses one
// for pictures of a default size. Axes of any length are -1.
func (n *net) inputShape(size, minSize int, imagenet bool) []int {
	given, first := n.o.InputShape, n.channelsFirst()
	var shape []int
	if given != nil {
		shape = model.ShapeOf(given)
	}
	channel := 2
	if first {
		channel = 0
	}
	channels := 3
	if !imagenet && len(shape) == 3 {
		channels = shape[channel]
		if channels != 1 && channels != 3 {
			n.c.State.Warnf("UserWarning", "This model usually expects 1 or 3 input channels. However, it was passed an input_shape with %d input channels.", channels)
		}
	}
	usual := picture(first, size, size, channels)
	if imagenet && n.o.IncludeTop {
		if given != nil && !slices.Equal(shape, usual) {
			tensor.Throwf("ValueError", "When setting `include_top=True` and loading `imagenet` weights, `input_shape` should be %s.  Received: input_shape=%s", tensor.ShapeString(usual), model.Describe(given))
		}
		return usual
	}
	switch {
	case len(shape) > 0:
		n.checkShape(shape, channel, minSize, imagenet)
	case n.o.IncludeTop:
		shape = usual
	default:
		shape = picture(first, -1, -1, 3)
	}
	if n.o.IncludeTop && slices.Contains(shape, -1) {
		tensor.Throwf("ValueError", "If `include_top` is True, you should specify a static `input_shape`. Received: input_shape=%s", model.Describe(given))
	}
	return shape
}

// checkShape throws ValueError for pictures that are too small for a network.
func (n *net) checkShape(shape []int, channel, minSize int, imagenet bool) {
	if len(shape) != 3 {
		tensor.Throwf("ValueError", "`input_shape` must be a tuple of three integers.")
	}
	given := model.Describe(n.o.InputShape)
	if imagenet && shape[channel] != 3 {
		tensor.Throwf("ValueError", "The input must have 3 channels; Received `input_shape=%s`", given)
	}
	rows, cols := n.rowsAndCols(shape)
	if rows >= 0 && rows < minSize || cols >= 0 && cols < minSize {
		tensor.Throwf("ValueError", "Input size must be at least %dx%d; Received: input_shape=%s", minSize, minSize, given)
	}
}

// picture is the shape of a picture.
func picture(channelsFirst bool, rows, cols, channels int) []int {
	if channelsFirst {
		return []int{channels, rows, cols}
	}
	return []int{rows, cols, channels}
}

// rowsAndCols is the two spatial lengths of the shape of a picture.
func (n *net) rowsAndCols(shape []int) (rows, cols int) {
	if n.channelsFirst() {
		return shape[1], shape[2]
	}
	return shape[0], shape[1]
}

// correctPad is the zeros (before and after rows and columns) that make a
// convolution of stride 2 without padding fit x as that of TensorFlow's
// 'same' does.
func (n *net) correctPad(x *tensor.Tensor, kernel int) model.Tup {
	rows, cols := n.rowsAndCols(x.Shape()[1:])
	before := func(length int) int {
		if rows < 0 {
			return kernel/2 - 1
		}
		return kernel/2 - (1 - length%2)
	}
	return model.Tup{model.Tup{before(rows), kernel / 2}, model.Tup{before(cols), kernel / 2}}
}
