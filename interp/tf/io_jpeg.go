package tf

import (
	"fmt"
	"strings"

	"kerash/interp/object"
	"kerash/model/format/jpeg"
	"kerash/model/format/picture"
	"kerash/tensor"
)

// jpegDecls are the functions that read and write JPEG files, in tf.io and in
// tf.image, and those that show what compression does to images.
func jpegDecls() []decl {
	const decoding = "channels=0, ratio=1, fancy_upscaling=True, try_recover_truncated=False, acceptable_fraction=1, dct_method='', name=None)"
	return []decl{
		{names: both("decode_jpeg"), sig: "decode_jpeg(contents, " + decoding, doc: "The pixels of a JPEG file; ratio makes them fewer.", raw: true, fn: func(c *call) object.Value {
			return c.pixelsJPEG("DecodeJpeg", jpeg.Window{})
		}},
		{names: both("decode_and_crop_jpeg"), sig: "decode_and_crop_jpeg(contents, crop_window, " + decoding, doc: "The pixels of a part of a JPEG file: crop_window is its first row, first column, height and width.", raw: true, fn: cropJPEG},
		{names: both("encode_jpeg"), sig: "encode_jpeg(image, format='', quality=95, progressive=False, optimize_size=False, chroma_downsampling=True, density_unit='in', x_density=300, y_density=300, xmp_metadata='', name=None)", doc: "Pixels of uint8 as a JPEG file.", raw: true, fn: encodeJPEG},
		{names: both("is_jpeg"), sig: "is_jpeg(contents, name=None)", doc: "Whether bytes are a JPEG file.", fn: func(c *call) object.Value {
			return tensor.ConstScalar(picture.FormatOf([]byte(c.constText("contents"))) == picture.JPEG)
		}},
		{names: both("extract_jpeg_shape"), sig: "extract_jpeg_shape(contents, output_type=tf.int32, name=None)", doc: "The shape of the pixels of a JPEG file.", raw: true, fn: jpegShape},
		{names: "image.adjust_jpeg_quality", sig: "adjust_jpeg_quality(image, jpeg_quality, name=None)", doc: "The image as it comes out of a JPEG file of a quality from 0 to 100.", fn: func(c *call) object.Value {
			return c.compressed(c.tensorAs("jpeg_quality", tensor.Int32))
		}},
		{names: "image.random_jpeg_quality", sig: "random_jpeg_quality(image, min_jpeg_quality, max_jpeg_quality, seed=None)", doc: "The image as it comes out of a JPEG file of a random quality.", fn: func(c *call) object.Value {
			lo, hi := c.qualities()
			return c.compressed(c.s.RandomInts(tensor.Int32, lo, hi, nil, c.stream("RandomUniformInt", tensor.Int32)))
		}},
		{names: "image.stateless_random_jpeg_quality", direct: true, sig: "stateless_random_jpeg_quality(image, min_jpeg_quality, max_jpeg_quality, seed)", doc: "The image as it comes out of a JPEG file of a random quality.", fn: func(c *call) object.Value {
			lo, hi := c.qualities()
			return c.compressed(tensor.FromArray(c.statelessStream().FillInts(tensor.Int32, lo, hi)))
		}},
	}
}

// badJPEG is what TensorFlow says of any JPEG file that it cannot read.
const badJPEG = "jpeg::Uncompress failed. Invalid JPEG data or crop window."

// pixelsJPEG reads the argument contents as the other arguments tell; files of
// other kinds are read too, except in a window.
func (c *call) pixelsJPEG(op string, window jpeg.Window) *tensor.Tensor {
	o := jpeg.DecodeOptions{
		Channels: c.channels(op), Ratio: c.int("ratio"), Fancy: c.Bool("fancy_upscaling"),
		Recover: c.Bool("try_recover_truncated"), Fraction: float32(c.number("acceptable_fraction")), Crop: window,
	}
	switch o.Ratio {
	case 1, 2, 4, 8:
	default:
		opFailed("InvalidArgumentError", op, "ratio must be 1, 2, 4, or 8, got %d", o.Ratio)
	}
	switch c.Str("dct_method") {
	case "", "INTEGER_FAST":
	case "INTEGER_ACCURATE":
		o.Accurate = true
	default:
		opFailed("InvalidArgumentError", op, "dct_method must be one of {'', 'INTEGER_FAST', 'INTEGER_ACCURATE'}")
	}
	data := c.contents(op)
	if picture.FormatOf(data) != picture.JPEG {
		return c.pixels(op, false)
	}
	if o.Channels == 4 {
		opFailed("InvalidArgumentError", op, "JPEG does not support 4 channels")
	}
	a, err := picture.DecodeJPEG(data, o)
	if err != nil {
		opFailed("InvalidArgumentError", op, "%s", badJPEG)
	}
	return tensor.FromArray(a)
}

func cropJPEG(c *call) object.Value {
	const op = "DecodeAndCropJpeg"
	if f := picture.FormatOf(c.contents(op)); f != picture.JPEG && f != "" {
		opFailed("InvalidArgumentError", op, "%s operation can run on JPEG only, but detected %s.", op, strings.ToUpper(string(f)))
	}
	window := c.tensorAs("crop_window", tensor.Int32).Array()
	if window.Rank() != 1 || window.Size() != 4 {
		opFailed("InvalidArgumentError", op, "crop_size must have four elements %s", brackets(window.Shape()))
	}
	w := jpeg.Window{Top: int(window.Int(0)), Left: int(window.Int(1)), Height: int(window.Int(2)), Width: int(window.Int(3))}
	if w.Height < 1 || w.Width < 1 {
		opFailed("InvalidArgumentError", op, "%s", badJPEG)
	}
	return c.pixelsJPEG(op, w)
}

func jpegShape(c *call) object.Value {
	dt := c.dtype("output_type", tensor.Int32)
	if dt != tensor.Int32 && dt != tensor.Int64 {
		wrongAttr("output_type", dt.RuntimeName(), "int32, int64", "ExtractJpegShape", "contents:string -> image_shape:output_type; attr=output_type:type,default=DT_INT32,allowed=[DT_INT32, DT_INT64]")
	}
	data := c.constText("contents")
	h, w, n, err := jpeg.Size([]byte(data))
	if err != nil {
		opFailed("InvalidArgumentError", "ExtractJpegShape", "Invalid JPEG data, size %d", len(data))
	}
	return tensor.IntTensor(dt, h, w, n)
}

// wrongAttr throws that a setting of an op has a value that it must not have;
// signature is that of the op.
func wrongAttr(name, value, allowed, op, signature string) {
	tensor.Throwf("InvalidArgumentError", "Value for attr '%s' of %s is not in the list of allowed values: %s\n\t; NodeDef: {{node %s}}; Op<name=%s; signature=%s> [Op:%s] name: ", name, value, allowed, op, op, signature, op)
}

const encodeSignature = `image:uint8 -> contents:string; attr=format:string,default="",allowed=["", "grayscale", "rgb"]; attr=quality:int,default=95; attr=progressive:bool,default=false; attr=optimize_size:bool,default=false; attr=chroma_downsampling:bool,default=true; attr=density_unit:string,default="in",allowed=["in", "cm"]; attr=x_density:int,default=300; attr=y_density:int,default=300; attr=xmp_metadata:string,default=""`

func encodeJPEG(c *call) object.Value {
	const op = "EncodeJpeg"
	a := c.bytesInput("image", op)
	format, unit := c.Str("format"), c.Str("density_unit")
	o := jpeg.EncodeOptions{
		Quality: c.int("quality"), Progressive: c.Bool("progressive"), Optimize: c.Bool("optimize_size"),
		ChromaDownsampling: c.Bool("chroma_downsampling"), Unit: jpeg.PerInch,
		XDensity: uint16(c.int("x_density")), YDensity: uint16(c.int("y_density")), XMP: c.Str("xmp_metadata"),
	}
	channels := map[string]int{"": 0, "grayscale": 1, "rgb": 3}
	want, known := channels[format]
	if !known {
		wrongAttr("format", `"`+format+`"`, `"", "grayscale", "rgb"`, op, encodeSignature)
	}
	switch unit {
	case "in":
	case "cm":
		o.Unit = jpeg.PerCentimetre
	default:
		wrongAttr("density_unit", `"`+unit+`"`, `"in", "cm"`, op, encodeSignature)
	}
	checkQuality(op, o.Quality)
	checkEncoded(op, a)
	if n := a.Shape()[2]; want != 0 && n != want {
		opFailed("InvalidArgumentError", op, "format %s expects %d channels, got %s", format, want, brackets(a.Shape()))
	}
	return encoded(op, a, o)
}

// bytesInput is an argument that an op takes as its first input, of uint8.
func (c *call) bytesInput(name, op string) *tensor.Array {
	x := c.tensorLike(name, tensor.Uint8)
	if dt := x.DType(); dt != tensor.Uint8 {
		tensor.Throwf("InvalidArgumentError", "cannot compute %s as input #0(zero-based) was expected to be a uint8 tensor but is a %s tensor [Op:%s] name: ", op, dt.RuntimeName(), op)
	}
	return x.Array()
}

func checkQuality(op string, quality int) {
	if quality < 0 || quality > 100 {
		wrongImage(op, fmt.Sprintf("quality must be in [0,100], got %d", quality))
	}
}

// checkEncoded refuses what is no image that can be written.
func checkEncoded(op string, a *tensor.Array) {
	s := a.Shape()
	if len(s) != 3 {
		wrongImage(op, "image must be 3-dimensional"+brackets(s))
	}
	if s[2] != 1 && s[2] != 3 {
		wrongImage(op, "image must have 1 or 3 channels, got "+brackets(s))
	}
}

func encoded(op string, a *tensor.Array, o jpeg.EncodeOptions) *tensor.Tensor {
	raw, err := picture.EncodeJPEG(a, o)
	if err != nil {
		opFailed("InternalError", op, "JPEG encoding failed")
	}
	return tensor.ConstScalar(string(raw))
}

// compressed is the argument image after it went through a JPEG file.
func (c *call) compressed(quality *tensor.Tensor) *tensor.Tensor {
	const op = "EncodeJpegVariableQuality"
	x := c.tensor("image")
	a := c.s.ConvertImageDType(x, tensor.Uint8, true).Array()
	checkEncoded(op, a)
	if quality.Rank() != 0 {
		wrongImage(op, "quality must be scalar: "+brackets(quality.Shape()))
	}
	q := int(quality.Array().Int(0))
	checkQuality(op, q)
	raw, err := picture.EncodeJPEG(a, jpeg.EncodeOptions{Quality: q, ChromaDownsampling: true})
	if err == nil {
		a, err = picture.DecodeJPEG(raw, jpeg.DecodeOptions{Fancy: true, Fraction: 1})
	}
	if err != nil {
		opFailed("InternalError", op, "JPEG encoding failed")
	}
	return c.s.ConvertImageDType(tensor.FromArray(a), x.DType(), true)
}

// qualities are the bounds of a random quality.
func (c *call) qualities() (lo, hi int64) {
	lo, hi = c.tensorAs("min_jpeg_quality", tensor.Int32).Array().Int(0), c.tensorAs("max_jpeg_quality", tensor.Int32).Array().Int(0)
	if min(lo, hi) < 0 || max(lo, hi) > 100 {
		tensor.Throwf("ValueError", "jpeg encoding range must be between 0 and 100.")
	}
	if lo >= hi {
		tensor.Throwf("ValueError", "`min_jpeg_quality` must be less than `max_jpeg_quality`.")
	}
	return lo, hi
}
