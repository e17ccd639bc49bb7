package tf

import (
	"slices"

	"kerash/interp/object"
	"kerash/model/format/picture"
	"kerash/tensor"
)

// ioImageDecls are the functions that read and write image files. They stand
// in tf.io and in tf.image; those for JPEG files are in io_jpeg.go.
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
		{names: both("decode_bmp"), sig: "decode_bmp(contents, channels=0, name=None)", doc: "The pixels of a BMP file.", raw: true, fn: func(c *call) object.Value {
			return c.pixels("DecodeBmp", false)
		}},
		{names: both("decode_gif"), sig: "decode_gif(contents, name=None)", doc: "The frames of a GIF file.", raw: true, fn: func(c *call) object.Value { return c.frames() }},
		{names: both("encode_png"), sig: "encode_png(image, compression=-1, name=None)", doc: "Pixels of uint8 or uint16 as a PNG file.", direct: true, fn: encodePNG},
	}
}

func both(name string) string { return "io." + name + " image." + name }

// pixels reads the argument contents, an image file.
func (c *call) pixels(op string, deep bool) *tensor.Tensor {
	channels, data := c.channels(op), c.contents(op)
	format := picture.FormatOf(data)
	if format == picture.JPEG && channels == 4 {
		opFailed("InvalidArgumentError", op, "JPEG does not support 4 channels")
	}
	a, err := picture.Decode(data, channels, deep)
	switch {
	case err != nil && format == picture.JPEG:
		opFailed("InvalidArgumentError", op, "%s", badJPEG)
	case err != nil:
		opFailed("InvalidArgumentError", op, "%v", err)
	}
	return tensor.FromArray(a)
}

// channels is the argument of that name.
func (c *call) channels(op string) int {
	n := c.IntOr("channels", 0)
	if !slices.Contains([]int{0, 1, 3, 4}, n) {
		opFailed("InvalidArgumentError", op, "`channels` must be 0, 1, 3 or 4 but got %d", n)
	}
	return n
}

// contents is the bytes of the file in the argument of that name.
func (c *call) contents(op string) []byte {
	a := c.tensorAs("contents", tensor.String).Array()
	if a.Rank() != 0 {
		opFailed("InvalidArgumentError", op, "`contents` must be scalar but got shape%s", brackets(a.Shape()))
	}
	if a.Str(0) == "" {
		opFailed("InvalidArgumentError", op, "Input is empty.")
	}
	return []byte(a.Str(0))
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
