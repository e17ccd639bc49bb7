package tf

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// imageSizeDecls are the functions that change the size of images.
func imageSizeDecls() []decl {
	return []decl{
		{names: "image.resize", sig: "resize_images_v2(images, size, method='bilinear', preserve_aspect_ratio=False, antialias=False, name=None)", doc: "Images of another height and width.", fn: func(c *call) object.Value {
			x := c.tensor("images")
			h, w := c.newSize(x)
			return c.s.Resize(x, h, w, resizeMethod(c), c.Bool("antialias"))
		}},
		{names: "image.resize_with_pad", sig: "resize_image_with_pad_v2(image, target_height, target_width, method='bilinear', antialias=False)", doc: "Images of another size with their aspect ratio kept, by black borders.", fn: resizeWithPad},
		{names: "image.resize_with_crop_or_pad", sig: "resize_image_with_crop_or_pad(image, target_height, target_width)", doc: "Images cut at the borders, or with black borders, to a size.", fn: func(c *call) object.Value {
			x := c.tensor("image")
			imageRank(x)
			height, width := c.target("width", "height")
			h, w := imageSize(x)
			x = crop(c.s, x, max((h-height)/2, 0), max((w-width)/2, 0), min(height, h), min(width, w))
			return border(c.s, x, max((height-h)/2, 0), max((width-w)/2, 0), height, width)
		}},
		{names: "image.crop_to_bounding_box", sig: "crop_to_bounding_box(image, offset_height, offset_width, target_height, target_width)", doc: "Cuts a box out of images.", fn: cropToBox},
		{names: "image.pad_to_bounding_box", sig: "pad_to_bounding_box(image, offset_height, offset_width, target_height, target_width)", doc: "Puts images on black ones of a size.", fn: padToBox},
		{names: "image.central_crop", sig: "central_crop(image, central_fraction)", doc: "Cuts a central part out of images.", fn: centralCrop},
	}
}

// resizeMethods are the members of tf.image.ResizeMethod.
var resizeMethods = [][2]string{
	{"AREA", "area"}, {"BICUBIC", "bicubic"}, {"BILINEAR", "bilinear"}, {"GAUSSIAN", "gaussian"}, {"LANCZOS3", "lanczos3"},
	{"LANCZOS5", "lanczos5"}, {"MITCHELLCUBIC", "mitchellcubic"}, {"NEAREST_NEIGHBOR", "nearest"},
}

// ResizeMethodClass is tf.image.ResizeMethod: the names of the methods.
var ResizeMethodClass = &object.Class{
	Name: "ResizeMethod", Module: "tensorflow.python.ops.image_ops_impl", Doc: "The methods of tf.image.resize.",
	Members: func() []object.Member {
		var ms []object.Member
		for _, m := range resizeMethods {
			ms = append(ms, object.Const(m[0], m[1]))
		}
		return ms
	},
}

func resizeMethod(c *call) string {
	m := object.Must(object.Str(c.th, c.Value("method")))
	for _, known := range resizeMethods {
		if known[1] == m {
			return m
		}
	}
	object.Throw(object.ValueErrorf("Resize method is not implemented: %s", m).WithHint("the methods are 'bilinear', 'nearest', 'bicubic', 'area', 'lanczos3', 'lanczos5', 'gaussian' and 'mitchellcubic'"))
	return ""
}

// imageSize is the height and the width of images.
func imageSize(x *tensor.Tensor) (height, width int) { return x.Dim(-3), x.Dim(-2) }

// newSize is the size argument, in the images' aspect ratio if asked for.
func (c *call) newSize(x *tensor.Tensor) (height, width int) {
	if r := x.Rank(); r != 3 && r != 4 {
		tensor.Throwf("ValueError", "'images' must have either 3 or 4 dimensions.")
	}
	size := c.tensor("size")
	switch {
	case size.Rank() != 1 || size.Dim(0) != 2:
		tensor.Throwf("ValueError", "'size' must be a 1-D Tensor of 2 elements: new_height, new_width")
	case !size.DType().IsInteger():
		tensor.Throwf("ValueError", "'size' must be a 1-D int32 Tensor")
	}
	a := size.Array()
	height, width = int(a.Int(0)), int(a.Int(1))
	if c.Bool("preserve_aspect_ratio") {
		h, w := imageSize(x)
		scale := min(float32(height)/float32(h), float32(width)/float32(w))
		height, width = int(math.RoundToEven(float64(scale*float32(h)))), int(math.RoundToEven(float64(scale*float32(w))))
	}
	if height <= 0 || width <= 0 {
		ops := map[string]string{"bilinear": "ResizeBilinear", "nearest": "ResizeNearestNeighbor", "bicubic": "ResizeBicubic", "area": "ResizeArea"}
		op, ok := ops[resizeMethod(c)]
		if !ok || c.Bool("antialias") {
			op = "ScaleAndTranslate"
		}
		wrongImage(op, "output dimensions must be positive")
	}
	return height, width
}

// target is the target size; what is not positive is refused, in the order of
// the two names.
func (c *call) target(order ...string) (height, width int) {
	size := map[string]int{"height": c.int("target_height"), "width": c.int("target_width")}
	for _, name := range order {
		if size[name] <= 0 {
			tensor.Throwf("ValueError", "target_%s must be > 0.", name)
		}
	}
	return size["height"], size["width"]
}

func resizeWithPad(c *call) object.Value {
	x := c.tensor("image")
	imageRank(x)
	height, width := c.target("width", "height")
	h, w := imageSize(x)
	ratio := max(float32(h)/float32(height), float32(w)/float32(width))
	newH, newW := float32(h)/ratio, float32(w)/ratio
	top, left := max(0, floor32((float32(height)-newH)/2)), max(0, floor32((float32(width)-newW)/2))
	y := c.s.Resize(x, floor32(newH), floor32(newW), resizeMethod(c), c.Bool("antialias"))
	return border(c.s, y, top, left, height, width)
}

// crop cuts a box out of images.
func crop(s *tensor.Scope, x *tensor.Tensor, top, left, height, width int) *tensor.Tensor {
	return s.StridedSlice(x, []tensor.Slice{{Ellipsis: true}, {Start: top, Stop: top + height, Step: 1}, {Start: left, Stop: left + width, Step: 1}, tensor.All()})
}

// border puts images on black ones of a size.
func border(s *tensor.Scope, x *tensor.Tensor, top, left, height, width int) *tensor.Tensor {
	h, w := imageSize(x)
	pads := make([][2]int, x.Rank())
	at := x.Rank() - 3
	pads[at], pads[at+1] = [2]int{top, height - top - h}, [2]int{left, width - left - w}
	return s.Pad(x, pads, "CONSTANT", 0)
}

func cropToBox(c *call) object.Value {
	x := c.tensor("image")
	imageRank(x)
	top, left, height, width := c.int("offset_height"), c.int("offset_width"), c.int("target_height"), c.int("target_width")
	h, w := imageSize(x)
	for _, check := range []struct {
		ok      bool
		message string
	}{
		{left >= 0, "offset_width must be >= 0."},
		{top >= 0, "offset_height must be >= 0."},
		{width > 0, "target_width must be > 0."},
		{height > 0, "target_height must be > 0."},
		{w < 0 || w >= width+left, "width must be >= target + offset."},
		{h < 0 || h >= height+top, "height must be >= target + offset."},
	} {
		if !check.ok {
			tensor.Throwf("ValueError", "%s", check.message)
		}
	}
	return crop(c.s, x, top, left, height, width)
}

func padToBox(c *call) object.Value {
	x := c.tensor("image")
	imageRank(x)
	top, left, height, width := c.int("offset_height"), c.int("offset_width"), c.int("target_height"), c.int("target_width")
	h, w := imageSize(x)
	for _, check := range []struct {
		ok      bool
		message string
	}{
		{top >= 0, "offset_height must be >= 0"},
		{left >= 0, "offset_width must be >= 0"},
		{width-left-w >= 0, "width must be <= target - offset"},
		{height-top-h >= 0, "height must be <= target - offset"},
	} {
		if !check.ok {
			tensor.Throwf("ValueError", "%s", check.message)
		}
	}
	return border(c.s, x, top, left, height, width)
}

func centralCrop(c *call) object.Value {
	fraction := c.number("central_fraction")
	if fraction <= 0 || fraction > 1 {
		tensor.Throwf("ValueError", "central_fraction must be within (0, 1]")
	}
	x := c.tensor("image")
	if fraction == 1 {
		return x
	}
	atLeast3D(x)
	imageRank(x)
	h, w := imageSize(x)
	start := func(n int) int { return int((float64(n) - float64(n)*fraction) / 2) }
	top, left := start(h), start(w)
	return crop(c.s, x, top, left, h-2*top, w-2*left)
}

// boxArgument is an argument with rows of four coordinates.
func (c *call) boxArgument(name string) *tensor.Tensor {
	return c.s.Cast(binding.ToTensorLike(c.th, c.Value(name), tensor.Float32), tensor.Float32)
}
