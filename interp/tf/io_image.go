package tf

import (
	"slices"
	"strings"

	"kerash/interp/object"
	"kerash/model/format/picture"
	"kerash/tensor"
)

// ioImageDecls are the functions that read and write image files. They stand
// in tf.io and in tf.image.
func ioImageDecls() []decl {
	return []decl{
		{names: both("decode_image"), sig: "decode_image(contents, channels=None, dtype=tf.uint8, name=None, expand_animations=True)", doc: "The pixels of an image file of any kind.", direct: true, fn: func(c *call) object.Value {
			if c.Bool("expand_animations") && picture.FormatOf([]byte(c.constText("contents"))) == picture.GIF {
				return c.converted(c.frames())
			}
			return c.converted(c.pixels("DecodeImage", c.dtype("dtype", tensor.Uint8) == tensor.Uint16))
		}},
		{names: both("decode_png"), sig: "decode_png(contents, channels=0, dtype=tf.uint8, name=None)", doc: "The pixels of a PNG file.", raw: true, fn: func(c *call) object.Value {
			dt := c.dtype("dtype", tensor.Uint8)
			if dt != tensor.Uint8 && dt != tensor.Uint16 {
				tensor.Throwf("InvalidArgumentError", "Value for attr 'dtype' of %s is not in the list of allowed values: uint8, uint16\n\t; NodeDef: {{node DecodePng}}; Op<name=DecodePng; signature=contents:string -> image:dtype; attr=channels:int,default=0; attr=dtype:type,default=DT_UINT8,allowed=[DT_UINT8, DT_UINT16]> [Op:DecodePng] name: ", dt.RuntimeName())
			}
			return c.pixels("DecodePng", dt == tensor.Uint16)
		}},
		{names: both("decode_jpeg"), sig: "decode_jpeg(contents, channels=0, ratio=1, fancy_upscaling=True, try_recover_truncated=False, acceptable_fraction=1, dct_method='', name=None)", doc: "The pixels of a JPEG file.", raw: true, fn: func(c *call) object.Value {
			return c.pixels("DecodeJpeg", false)
		}},
		{names: both("decode_and_crop_jpeg"), sig: "decode_and_crop_jpeg(contents, crop_window, channels=0, ratio=1, fancy_upscaling=True, try_recover_truncated=False, acceptable_fraction=1, dct_method='', name=None)", doc: "The pixels of a part of a JPEG file: crop_window is its first row, first column, height and width.", raw: true, fn: cropJPEG},
		{names: both("decode_bmp"), sig: "decode_bmp(contents, channels=0, name=None)", doc: "The pixels of a BMP file.", raw: true, fn: func(c *call) object.Value {
			return c.pixels("DecodeBmp", false)
		}},
		{names: both("decode_gif"), sig: "decode_gif(contents, name=None)", doc: "The frames of a GIF file.", raw: true, fn: func(c *call) object.Value { return c.frames() }},
		{names: both("encode_png"), sig: "encode_png(image, compression=-1, name=None)", doc: "Pixels of uint8 or uint16 as a PNG file.", direct: true, fn: encodePNG},
		{names: both("encode_jpeg"), sig: "encode_jpeg(image, format='', quality=95, progressive=False, optimize_size=False, chroma_downsampling=True, density_unit='in', x_density=300, y_density=300, xmp_metadata='', name=None)", doc: "Pixels of uint8 as a JPEG file.", raw: true, fn: func(c *call) object.Value {
			a := c.tensorAs("image", tensor.Uint8).Array()
			if a.Rank() != 3 || a.Shape()[2] != 1 && a.Shape()[2] != 3 {
				opFailed("InvalidArgumentError", "EncodeJpeg", "image must have 1 or 3 channels, got %s", brackets(a.Shape()))
			}
			return fileOf(picture.EncodeJPEG(a, c.int("quality")))
		}},
		{names: both("is_jpeg"), sig: "is_jpeg(contents, name=None)", doc: "Whether bytes are a JPEG file.", fn: func(c *call) object.Value {
			return tensor.ConstScalar(picture.FormatOf([]byte(c.constText("contents"))) == picture.JPEG)
		}},
		{names: both("extract_jpeg_shape"), sig: "extract_jpeg_shape(contents, output_type=tf.int32, name=None)", doc: "The shape of the pixels of a JPEG file.", raw: true, fn: func(c *call) object.Value {
			h, w, n, err := picture.Size([]byte(c.constText("contents")))
			if err != nil {
				opFailed("InvalidArgumentError", "ExtractJpegShape", "%v", err)
			}
			return tensor.IntTensor(c.dtype("output_type", tensor.Int32), h, w, n)
		}},
	}
}

func both(name string) string { return "io." + name + " image." + name }

// pixels reads the argument contents, an image file.
func (c *call) pixels(op string, deep bool) *tensor.Tensor {
	channels := c.IntOr("channels", 0)
	if !slices.Contains([]int{0, 1, 3, 4}, channels) {
		opFailed("InvalidArgumentError", op, "`channels` must be 0, 1, 3 or 4 but got %d", channels)
	}
	a, err := picture.Decode([]byte(c.constText("contents")), channels, deep)
	if err != nil {
		opFailed("InvalidArgumentError", op, "%v", err)
	}
	return tensor.FromArray(a)
}

func cropJPEG(c *call) object.Value {
	const op = "DecodeAndCropJpeg"
	if f := picture.FormatOf([]byte(c.constText("contents"))); f != picture.JPEG && f != "" {
		opFailed("InvalidArgumentError", op, "%s operation can run on JPEG only, but detected %s.", op, strings.ToUpper(string(f)))
	}
	window := c.tensorAs("crop_window", tensor.Int32).Array()
	if window.Rank() != 1 || window.Size() != 4 {
		opFailed("InvalidArgumentError", op, "crop_size must have four elements %s", brackets(window.Shape()))
	}
	if c.IntOr("channels", 0) == 4 {
		opFailed("InvalidArgumentError", op, "JPEG does not support 4 channels")
	}
	x, w := c.pixels(op, false), window.Ints()
	if min(w[0], w[1]) < 0 || min(w[2], w[3]) < 1 || w[0]+w[2] > x.Dim(0) || w[1]+w[3] > x.Dim(1) {
		opFailed("InvalidArgumentError", op, "jpeg::Uncompress failed. Invalid JPEG data or crop window.")
	}
	return c.s.StridedSlice(x, []tensor.Slice{tensor.Span(w[0], w[0]+w[2]), tensor.Span(w[1], w[1]+w[3])})
}

// frames reads the argument contents, a GIF file.
func (c *call) frames() *tensor.Tensor {
	a, err := picture.DecodeGIF([]byte(c.constText("contents")))
	if err != nil {
		opFailed("InvalidArgumentError", "DecodeGif", "%v", err)
	}
	return tensor.FromArray(a)
}

// converted is pixels in the dtype argument.
func (c *call) converted(x *tensor.Tensor) *tensor.Tensor {
	dt := c.dtype("dtype", tensor.Uint8)
	return c.s.ConvertImageDType(x, dt, false)
}

func encodePNG(c *call) object.Value {
	x := c.tensor("image")
	if dt := x.DType(); dt != tensor.Uint8 && dt != tensor.Uint16 {
		tensor.Throwf("InvalidArgumentError", "Value for attr 'T' of %s is not in the list of allowed values: uint8, uint16\n\t; NodeDef: {{node EncodePng}}; Op<name=EncodePng; signature=image:T -> contents:string; attr=compression:int,default=-1; attr=T:type,default=DT_UINT8,allowed=[DT_UINT8, DT_UINT16]> [Op:EncodePng] name: ", dt.RuntimeName())
	}
	a := x.Array()
	r := a.Rank()
	if r < 3 {
		opFailed("InvalidArgumentError", "EncodePng", "images must be at least rank 3%s", brackets(a.Shape()))
	}
	if n := a.Shape()[r-1]; n < 1 || n > 4 {
		opFailed("InvalidArgumentError", "EncodePng", "image must have 1, 2, 3, or 4 channels, got %d", n)
	}
	if r == 3 {
		return fileOf(picture.EncodePNG(a, c.int("compression")))
	}
	lead, one := a.Shape()[:r-3], a.Shape()[r-3:]
	files := make([]string, tensor.NumElements(lead))
	rows := c.s.Reshape(x, append([]int{len(files)}, one...))
	for i := range files {
		raw, err := picture.EncodePNG(c.s.StridedSlice(rows, []tensor.Slice{tensor.At(i)}).Array(), c.int("compression"))
		if err != nil {
			opFailed("InvalidArgumentError", "EncodePng", "%v", err)
		}
		files[i] = string(raw)
	}
	return tensor.FromArray(tensor.FromSlice(files, lead...))
}

// fileOf is the bytes of a file as a tensor.
func fileOf(raw []byte, err error) *tensor.Tensor {
	if err != nil {
		tensor.Throwf("InvalidArgumentError", "%v", err)
	}
	return tensor.ConstScalar(string(raw))
}
