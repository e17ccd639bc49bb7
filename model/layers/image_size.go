package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// image is a layer's input as images of a dtype.
func image(c *model.Context, in model.Value, dt tensor.DType) *tensor.Tensor {
	if _, ok := in.(*model.Dict); ok {
		tensor.Throwf("ValueError", "This layer can only process a tensor representing an image or a batch of images. Received: type(inputs)=<class 'dict'>.If you need to pass a dict containing images, labels, and bounding boxes, you should instead use the preprocessing and augmentation layers from `keras_cv.layers`. See docs at https://keras.io/api/keras_cv/layers/")
	}
	x := whole(c, in)
	if dt != tensor.Invalid {
		x = c.Cast(x, dt)
	}
	return x
}

// imageSize is height and width of images; it throws for tensors with less
// than three axes.
func imageSize(b *model.Base, x *tensor.Tensor) (height, width int) {
	if x.Rank() < 3 {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} slice index %d of dimension 0 out of bounds. [Op:StridedSlice] name: %s/strided_slice/", x.Rank()-3, b.Label)
	}
	return x.Dim(-3), x.Dim(-2)
}

// crop is the part of images that begins at (top, left).
func crop(c *model.Context, x *tensor.Tensor, top, left, height, width int) *tensor.Tensor {
	if height <= 0 {
		tensor.Throwf("ValueError", "target_height must be > 0.")
	}
	if width <= 0 {
		tensor.Throwf("ValueError", "target_width must be > 0.")
	}
	n := x.Rank()
	begin, size := make([]int, n), unknown(n)
	begin[n-3], begin[n-2] = top, left
	size[n-3], size[n-2] = height, width
	return c.Slice(x, begin, size)
}

// smartResize resizes images without distorting them: what does not have the
// aspect ratio of the result is cropped from the middle first.
func smartResize(c *model.Context, x *tensor.Tensor, height, width int, method interpolation) *tensor.Tensor {
	if n := x.Rank(); n < 3 || n > 4 {
		tensor.Throwf("ValueError", "Expected an image array with shape `(height, width, channels)`, or `(batch_size, height, width, channels)`, but got input with incorrect rank, of shape %s.", tensor.ShapeString(x.Shape()))
	}
	if h, w := x.Dim(-3), x.Dim(-2); h >= 0 && w >= 0 {
		ch := min(h, int(float32(w*height)/float32(width)))
		cw := min(w, int(float32(h*width)/float32(height)))
		if ch == 0 || cw == 0 {
			tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__ResizeBilinear_device_/job:localhost/replica:0/task:0/device:CPU:0}} input image must be of non-zero size [Op:ResizeBilinear] name: ")
		}
		x = crop(c, x, (h-ch)/2, (w-cw)/2, ch, cw)
	}
	return c.Resize(x, height, width, string(method), false)
}

// Resizing resizes images.
type Resizing struct {
	model.Base
	Height        int           `arg:"height" doc:"height of the result"`
	Width         int           `arg:"width" doc:"width of the result"`
	Interpolation interpolation `arg:"interpolation" default:"'bilinear'" doc:"'bilinear', 'nearest', 'bicubic', 'area', 'lanczos3', 'lanczos5', 'gaussian' or 'mitchellcubic'"`
	Crop          bool          `arg:"crop_to_aspect_ratio" default:"False" doc:"whether to crop from the middle rather than to distort"`
}

// ResizingClass declares Resizing.
var ResizingClass = declare(&model.Class{
	Name:      "Resizing",
	ArgsFirst: true,
	Doc:       "Resizes images, (batch, height, width, channels) or (height, width, channels).",
	Example:   ">>> layers.Resizing(2, 3)(tf.ones((1, 8, 8, 3))).shape\nTensorShape([1, 2, 3, 3])",
	New:       func() any { return new(Resizing) },
})

// Call implements [model.Layer].
func (r *Resizing) Call(c *model.Context, in model.Value) model.Value {
	dt := tensor.Float32
	if r.Interpolation == "nearest" {
		dt = r.Policy.Compute
	}
	x := image(c, in, dt)
	if r.Crop {
		x = smartResize(c, x, r.Height, r.Width, r.Interpolation)
	} else {
		x = c.Resize(x, r.Height, r.Width, string(r.Interpolation), false)
	}
	return c.Cast(x, r.Policy.Compute)
}

// CenterCrop crops images to a size.
type CenterCrop struct {
	model.Base
	Height int `arg:"height" doc:"height of the result"`
	Width  int `arg:"width" doc:"width of the result"`
}

// CenterCropClass declares CenterCrop.
var CenterCropClass = declare(&model.Class{
	Name: "CenterCrop",
	Doc: "Crops images, (batch, height, width, channels) or (height, width, channels), from the middle. Images that are too " +
		"small are resized to the size, without distortion.",
	Example: ">>> layers.CenterCrop(2, 2)(tf.ones((1, 8, 8, 3))).shape\nTensorShape([1, 2, 2, 3])",
	New:     func() any { return new(CenterCrop) },
})

// Init implements [model.Initer].
func (r *CenterCrop) Init(st *model.State) {
	r.Base.Init(st)
	r.AutoCast = false
}

// Call implements [model.Layer].
func (r *CenterCrop) Call(c *model.Context, in model.Value) model.Value {
	x := image(c, in, r.Policy.Compute)
	h, w := imageSize(&r.Base, x)
	if h >= r.Height && w >= r.Width {
		return crop(c, x, (h-r.Height)/2, (w-r.Width)/2, r.Height, r.Width)
	}
	return c.Cast(smartResize(c, x, r.Height, r.Width, "bilinear"), r.Policy.Compute)
}
