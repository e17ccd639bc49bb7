package keras

import (
	"os"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/jpeg"
	"kerash/model/format/picture"
	"kerash/tensor"
)

// pictureMembers are the functions between files, pictures and arrays. They
// stand in keras.utils and in keras.preprocessing.image.
func pictureMembers() []object.Member {
	return []object.Member{
		object.Fun("load_img(path, grayscale=False, color_mode='rgb', target_size=None, interpolation='nearest', keep_aspect_ratio=False)",
			"Reads a PNG, JPEG, GIF or BMP file as a picture, in a size if one is given.", loadImage),
		object.Fun("img_to_array(img, data_format=None, dtype=None)", "The pixels of a picture, with an axis for the channels.", imageToArray),
		object.Fun("array_to_img(x, data_format=None, scale=True, dtype=None)", "The picture of an array of pixels, scaled to 0 to 255 unless scale is False.", arrayToImage),
		object.Fun("save_img(path, x, data_format=None, file_format=None, scale=True, **kwargs)", "Writes an array of pixels to a picture file.", saveImage),
	}
}

func loadImage(th *object.Thread, a *object.Bound) (object.Value, error) {
	checkFiles(th)
	st := binding.State(th)
	mode := a.Value("color_mode")
	if a.Bool("grayscale") {
		st.Warnf("UserWarning", "grayscale is deprecated. Please use color_mode = \"grayscale\"")
		mode = "grayscale"
	}
	img, err := openImage(th, a.Value("path"))
	if err != nil {
		return nil, err
	}
	want := map[object.Value]string{"grayscale": "L", "rgba": "RGBA", "rgb": "RGB"}[hashable(mode)]
	if want == "" {
		return nil, object.ValueErrorf("color_mode must be \"grayscale\", \"rgb\", or \"rgba\"")
	}
	if m := img.mode(); m != want && !(want == "L" && m == "I") {
		img = img.convert(want)
	}
	if !a.Has("target_size") {
		return img, nil
	}
	size := a.Ints("target_size")
	h, w := size[0], size[1]
	if w == img.width() && h == img.height() {
		return img, nil
	}
	f := picture.FilterNamed(hashable(a.Value("interpolation")).(string))
	if f == nil {
		return nil, object.ValueErrorf("Invalid interpolation method %s specified. Supported methods are nearest, bilinear, bicubic, hamming, box, lanczos", object.Must(object.Str(th, a.Value("interpolation"))))
	}
	box := img.box()
	if a.Bool("keep_aspect_ratio") {
		cropH, cropW := min(img.height(), img.width()*h/w), min(img.width(), img.height()*w/h)
		left, top := (img.width()-cropW)/2, (img.height()-cropH)/2
		box = [4]float64{float64(left), float64(top), float64(left + cropW), float64(top + cropH)}
	}
	return &picImage{pixels: picture.Resize(img.pixels, w, h, box, f)}, nil
}

// openImage reads a picture file: of a path, or of a stream in memory.
func openImage(th *object.Thread, v object.Value) (*picImage, error) {
	var data []byte
	var err error
	path, isPath := object.Must(object.FSPath(th, v)).(string)
	if b, ok := v.(object.Bytes); ok {
		path, isPath = string(b), true
	}
	if isPath {
		if data, err = os.ReadFile(path); err != nil {
			return nil, object.Errorf(object.FileNotFoundError, "[Errno 2] No such file or directory: '%s'", path)
		}
	} else if read, ok := object.Peek(th, v, "getvalue"); ok {
		b, ok := object.Must(object.CallFn(th, read)).(object.Bytes)
		if !ok {
			return nil, object.TypeErrorf("path should be path-like or io.BytesIO, not %s", object.Must(object.Repr(th, object.TypeOf(v))))
		}
		data = []byte(b)
	} else {
		return nil, object.TypeErrorf("path should be path-like or io.BytesIO, not %s", object.Must(object.Repr(th, object.TypeOf(v))))
	}
	var pixels *tensor.Array
	if picture.FormatOf(data) == picture.JPEG {
		// Pillow takes more care than tf.io.
		pixels, err = picture.DecodeJPEG(data, jpeg.DecodeOptions{Accurate: true, Fancy: true, Fraction: 1})
	} else {
		pixels, err = picture.Decode(data, 0, false)
	}
	if err != nil {
		return nil, object.Errorf(object.OSError, "cannot identify image file %s", object.Must(object.Repr(th, v)))
	}
	return &picImage{pixels, strings.ToUpper(string(picture.FormatOf(data)))}, nil
}

// pixelFormat is the arguments data_format and dtype.
func pixelFormat(th *object.Thread, a *object.Bound, unknown string) (first bool, dt tensor.DType) {
	st := binding.State(th)
	format, dt := st.ImageDataFormat, st.FloatX
	if a.Has("data_format") {
		format = object.Must(object.Str(th, a.Value("data_format")))
	}
	if a.Has("dtype") {
		dt = binding.ToDType(th, a.Value("dtype"))
	}
	if format != "channels_first" && format != "channels_last" {
		object.Throw(object.ValueErrorf("%s data_format: %s", unknown, format))
	}
	return format == "channels_first", dt
}

func imageToArray(th *object.Thread, a *object.Bound) (object.Value, error) {
	first, dt := pixelFormat(th, a, "Unknown")
	x := binding.ToArray(th, a.Value("img"), dt)
	s := x.Shape()
	switch {
	case len(s) == 2:
		x = x.Reshape([]int{s[0], s[1], 1})
	case len(s) != 3:
		return nil, object.ValueErrorf("Unsupported image shape: %s", tensor.ShapeString(s))
	}
	if first {
		return object.CallMethodOf(th, x, "transpose", object.Pos(2, 0, 1))
	}
	return x.Clone(), nil
}

func arrayToImage(th *object.Thread, a *object.Bound) (object.Value, error) {
	x := binding.ToArray(th, a.Value("x"), tensor.Invalid)
	if x.Rank() != 3 {
		return nil, object.ValueErrorf("Expected image array to have rank 3 (single image). Got array with shape: %s", tensor.ShapeString(x.Shape()))
	}
	first, dt := pixelFormat(th, a, "Invalid")
	return imageOf(th, x.Cast(dt), first, a.Bool("scale"))
}

// imageOf is the picture of an array of floats.
func imageOf(th *object.Thread, x *tensor.Array, first, scale bool) (*picImage, error) {
	if first {
		x = object.Must(object.CallMethodOf(th, x, "transpose", object.Pos(1, 2, 0))).(*tensor.Array)
	}
	x = x.Contiguous()
	n := x.Shape()[2]
	if n != 1 && n != 3 && n != 4 {
		return nil, object.ValueErrorf("Unsupported channel number: %d", n)
	}
	v := x.Clone()
	if !v.DType().IsFloat() {
		v = v.Cast(tensor.Float32)
	}
	lo, hi := 0.0, 0.0
	for i := range v.Size() {
		if f := v.Float(i); i == 0 {
			lo, hi = f, f
		} else {
			lo, hi = min(lo, f), max(hi, f)
		}
	}
	if scale {
		scalePixels(v, lo, hi)
		hi = 255
	}
	if n == 1 && hi > 255 {
		return &picImage{pixels: v.Cast(tensor.Int32)}, nil
	}
	low := make([]uint8, v.Size())
	for i := range low {
		low[i] = uint8(int64(v.Float(i)))
	}
	return &picImage{pixels: tensor.FromSlice(low, v.Shape()...)}, nil
}

// scalePixels brings numbers from lo to hi to 0 to 255, in the arithmetic of
// the array.
func scalePixels(v *tensor.Array, lo, hi float64) {
	if v.DType() == tensor.Float64 {
		scaleNumbers(tensor.Data[float64](v), lo, hi)
	} else {
		scaleNumbers(v.F32(), float32(lo), float32(hi))
	}
}

func scaleNumbers[T float32 | float64](d []T, lo, hi T) {
	top := hi - lo
	for i := range d {
		d[i] -= lo
		if top != 0 {
			d[i] /= top
		}
		d[i] *= 255
	}
}

func saveImage(th *object.Thread, a *object.Bound) (object.Value, error) {
	checkFiles(th)
	st := binding.State(th)
	format := st.ImageDataFormat
	if a.Has("data_format") {
		format = a.Str("data_format")
	}
	x := binding.ToArray(th, a.Value("x"), tensor.Invalid)
	if x.Rank() != 3 {
		return nil, object.ValueErrorf("Expected image array to have rank 3 (single image). Got array with shape: %s", tensor.ShapeString(x.Shape()))
	}
	img, err := imageOf(th, x.Cast(st.FloatX), format == "channels_first", a.Bool("scale"))
	if err != nil {
		return nil, err
	}
	kind := a.StrOr("file_format", "")
	if img.mode() == "RGBA" && (kind == "jpg" || kind == "jpeg") {
		st.Warnf("UserWarning", "The JPG format does not support RGBA images, converting to RGB.")
		img = img.convert("RGB")
	}
	args := object.Pos(a.Value("path")).With("format", a.Value("file_format"))
	for _, k := range a.Kwargs("kwargs") {
		args = args.With(k.Name, k.Value)
	}
	return object.CallMethodOf(th, img, "save", args)
}
