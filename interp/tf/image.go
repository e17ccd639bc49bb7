package tf

import (
	"math"
	"slices"

	"kerash/interp/object"
	"kerash/tensor"
)

// imageDecls are the functions of tf.image that give the same result each
// time; the random ones are in image_random.go, the boxes in image_boxes.go.
func imageDecls() []decl {
	return slices.Concat([]decl{
		imageUnary("rgb_to_hsv", "rgb_to_hsv(images, name=None)", "RGB images as hue, saturation and value.", "images", hsvChannels((*tensor.Scope).RGBToHSV, "RGBToHSV")).asRaw(),
		imageUnary("hsv_to_rgb", "hsv_to_rgb(images, name=None)", "Hue, saturation and value as RGB.", "images", hsvChannels(constantHSV, "HSVToRGB")).asRaw(),
		imageUnary("rgb_to_yiq", "rgb_to_yiq(images)", "RGB images as luma and two chrominances.", "images", floatImages((*tensor.Scope).RGBToYIQ)),
		imageUnary("yiq_to_rgb", "yiq_to_rgb(images)", "Luma and two chrominances as RGB.", "images", floatImages((*tensor.Scope).YIQToRGB)),
		imageUnary("rgb_to_yuv", "rgb_to_yuv(images)", "RGB images as luma and colour differences.", "images", floatImages((*tensor.Scope).RGBToYUV)),
		imageUnary("yuv_to_rgb", "yuv_to_rgb(images)", "Luma and colour differences as RGB.", "images", floatImages((*tensor.Scope).YUVToRGB)),
		imageUnary("rgb_to_grayscale", "rgb_to_grayscale(images, name=None)", "The brightness of RGB images.", "images", (*tensor.Scope).RGBToGrayscale),
		imageUnary("grayscale_to_rgb", "grayscale_to_rgb(images, name=None)", "Images of one channel with that channel three times.", "images", grayscaleToRGB).asking("get_shape"),
		imageUnary("flip_left_right", "flip_left_right(image)", "Images mirrored from left to right.", "image", flip(-2)),
		imageUnary("flip_up_down", "flip_up_down(image)", "Images mirrored from top to bottom.", "image", flip(-3)),
		imageUnary("transpose", "transpose(image, name=None)", "Images mirrored at the diagonal.", "image", transposeImage),
		imageUnary("per_image_standardization", "per_image_standardization(image)", "Each image scaled to mean 0 and variance 1.", "image", func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
			atLeast3D(x)
			return s.StandardizeImages(s.Cast(x, tensor.Float32))
		}),
		imageUnary("total_variation", "total_variation(images, name=None)", "The sum of the differences between neighbours, for each image.", "images", (*tensor.Scope).TotalVariation).asking("get_shape"),
		imageUnary("sobel_edges", "sobel_edges(image)", "The two Sobel derivatives, along a new last axis.", "image", (*tensor.Scope).SobelEdges).asking("get_shape"),
		{names: "image.rot90", sig: "rot90(image, k=1, name=None)", doc: "Images turned counter-clockwise by k right angles.", fn: func(c *call) object.Value {
			x := c.tensor("image")
			atLeast3D(x)
			imageRank(x)
			return c.s.Rot90(x, c.int("k"))
		}},
		{names: "image.image_gradients", asks: "image.get_shape", sig: "image_gradients(image)", doc: "The differences to the next row and to the next column.", fn: func(c *call) object.Value {
			dy, dx := c.s.ImageGradients(c.tensor("image"))
			return object.NewTuple(dy, dx)
		}},
		{names: "image.convert_image_dtype", sig: "convert_image_dtype(image, dtype, saturate=False, name=None)", doc: "Images with pixels of another dtype: floats lie in [0, 1], integers use their whole range.", fn: func(c *call) object.Value {
			dt := c.dtype("dtype", tensor.Float32)
			if !dt.IsFloat() && !dt.IsInteger() {
				object.Throw(object.AttributeErrorf("dtype must be either floating point or integer"))
			}
			return c.s.ConvertImageDType(c.tensor("image"), dt, c.Bool("saturate"))
		}},
		{names: "image.adjust_gamma", sig: "adjust_gamma(image, gamma=1, gain=1)", doc: "gain * image ** gamma.", fn: func(c *call) object.Value {
			return c.s.AdjustGamma(c.tensor("image"), c.number("gamma"), c.number("gain"))
		}},
		{names: "image.psnr", asks: "a.dtype", sig: "psnr(a, b, max_val, name=None)", doc: "The peak signal-to-noise ratio of images, in dB.", fn: func(c *call) object.Value {
			a, b := c.pair("a", "b")
			return c.s.PSNR(a, b, c.number("max_val"))
		}},
		{names: "image.ssim", sig: "ssim(img1, img2, max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, return_index_map=False)", doc: "The structural similarity of images.", fn: func(c *call) object.Value {
			a, b := c.pair("img1", "img2")
			return c.s.SSIM(a, b, c.similarity(), c.Bool("return_index_map"))
		}},
		{names: "image.ssim_multiscale", sig: "ssim_multiscale(img1, img2, max_val, power_factors=(0.0448, 0.2856, 0.3001, 0.2363, 0.1333), filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03)", doc: "The structural similarity of images over several scales.", fn: func(c *call) object.Value {
			a, b := c.pair("img1", "img2")
			return c.s.SSIMMultiscale(a, b, c.tensor("power_factors").Array().Floats(), c.similarity())
		}},
		{names: "image.extract_patches", sig: "extract_image_patches_v2(images, sizes, strides, rates, padding, name=None)", doc: "Windows of images along the channels.", fn: extractPatches},
	}, adjustments(), imageSizeDecls(), imageRandomDecls(), imageBoxDecls(), imageSampleDecls())
}

// asRaw marks a declaration as that of a generated function.
func (d decl) asRaw() decl {
	d.raw = true
	return d
}

// imageFn is a function of images.
type imageFn = func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor

// imageUnary declares a function of images alone.
func imageUnary(name, sig, doc, arg string, f imageFn) decl {
	return decl{names: "image." + name, sig: sig, doc: doc, fn: func(c *call) object.Value { return f(c.s, c.tensor(arg)) }}
}

// asking makes the function read an attribute of its first argument first.
func (d decl) asking(attr string) decl {
	d.asks = firstParam(d.sig) + "." + attr
	return d
}

// imageRank refuses what is neither one image nor a batch of them.
func imageRank(x *tensor.Tensor) {
	if r := x.Rank(); r < 3 || r > 4 {
		tensor.Throwf("ValueError", "'image' (shape %s) must have either 3 or 4 dimensions.", tensor.ShapeString(x.Shape()))
	}
}

func atLeast3D(x *tensor.Tensor) {
	if x.Rank() < 3 {
		tensor.Throwf("ValueError", "'image' (shape %s) must be at least three-dimensional.", tensor.ShapeString(x.Shape()))
	}
}

// constantHSV is hue, saturation and value as RGB: to TensorFlow a constant.
func constantHSV(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	return s.HSVToRGB(s.StopGradient(x))
}

// hsvChannels makes a conversion of colours demand three channels.
func hsvChannels(f imageFn, op string) imageFn {
	return func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
		if n := x.Dim(-1); n != 3 && n >= 0 {
			tensor.Throwf("FailedPreconditionError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} input must have 3 channels but input only has %d channels. [Op:%s] name: ", op, n, op)
		}
		return f(s, x)
	}
}

// floatImages makes a conversion of colours demand floating point pixels.
func floatImages(f imageFn) imageFn {
	return func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
		if !x.DType().IsFloat() && !x.DType().IsComplex() {
			tensor.Throw(tensor.Errorf("TypeError", "Cannot convert [[0.299, -0.14714119, 0.61497538], [0.587, -0.28886916, -0.51496512], [0.114, 0.43601035, -0.10001026]] to EagerTensor of dtype %s", x.DType().RuntimeName()).
				WithHint("tf.image.convert_image_dtype(images, tf.float32) makes the pixels floats"))
		}
		return f(s, x)
	}
}

func grayscaleToRGB(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	if n := x.Dim(-1); n != 1 && n >= 0 {
		tensor.Throwf("ValueError", "Last dimension of a grayscale image should be size 1.")
	}
	times := make([]int, x.Rank())
	for i := range times {
		times[i] = 1
	}
	times[len(times)-1] = 3
	return s.Tile(x, times)
}

// flip mirrors images along an axis, counted from the end.
func flip(axis int) imageFn {
	return func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
		atLeast3D(x)
		imageRank(x)
		return s.Reverse(x, []int{x.Rank() + axis})
	}
}

func transposeImage(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	atLeast3D(x)
	imageRank(x)
	if x.Rank() == 3 {
		return s.Transpose(x, []int{1, 0, 2})
	}
	return s.Transpose(x, []int{0, 2, 1, 3})
}

// wrongImage throws what the runtime says when an op refuses its images.
func wrongImage(op, message string) {
	tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s] name: ", op, message, op)
}

// similarity is the arguments that the structural similarities share.
func (c *call) similarity() tensor.SSIMSpec {
	return tensor.SSIMSpec{Max: c.number("max_val"), FilterSize: c.int("filter_size"), FilterSigma: c.number("filter_sigma"), K1: c.number("k1"), K2: c.number("k2")}
}

func extractPatches(c *call) object.Value {
	spec := tensor.ConvSpec{Padding: c.padding("padding", "ExtractImagePatches")}
	var size []int
	for _, arg := range []struct {
		name, attr string
		to         *[]int
	}{{"sizes", "ksizes", &size}, {"strides", "strides", &spec.Strides}, {"rates", "rates", &spec.Dilations}} {
		v := c.shape(arg.name)
		if len(v) < 4 {
			tensor.Throwf("InvalidArgumentError", "Length for attr '%s' of %d must be at least minimum 4\n\t; NodeDef: {{node ExtractImagePatches}} [Op:ExtractImagePatches]", arg.attr, len(v))
		}
		*arg.to = v[1:3]
	}
	return c.s.ExtractPatches(c.tensor("images"), size, spec)
}

// floor32 is the largest integer not above a number of float32.
func floor32(v float32) int { return int(math.Floor(float64(v))) }
