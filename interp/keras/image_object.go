package keras

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/jpeg"
	"kerash/model/format/picture"
	"kerash/model/format/plain"
	"kerash/tensor"
)

// picImage is a picture as load_img gives it: what people use of Pillow's Image.
type picImage struct {
	pixels *tensor.Array // (height, width, channels) of uint8; of int32 in mode I
	format string        // of the file that it was read from
}

// PyClass implements [object.Classed].
func (*picImage) PyClass() *object.Class { return imageClass }

var imageClass = &object.Class{Name: "Image", Module: "PIL.Image", Final: true,
	Doc:     "A picture in memory: what load_img and array_to_img give. np.array(img) is its pixels.",
	Example: ">>> img = keras.utils.array_to_img(np.ones((2, 3, 1)))\n>>> img.size, img.mode\n((3, 2), 'L')"}

func init() {
	imageClass.Members = imageMembers
	imageClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		p := self.(*picImage)
		return fmt.Sprintf("<PIL.Image.Image image mode=%s size=%dx%d at %p>", p.mode(), p.width(), p.height(), p), nil
	}
}

func (p *picImage) width() int  { return p.pixels.Shape()[1] }
func (p *picImage) height() int { return p.pixels.Shape()[0] }

func (p *picImage) mode() string {
	if p.pixels.DType() == tensor.Int32 {
		return "I"
	}
	return [...]string{1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[p.pixels.Shape()[2]]
}

// AsArray implements [binding.Arrayer].
func (p *picImage) AsArray() *tensor.Array { return p.array() }

// array is the pixels as NumPy sees them: those of one channel have two axes.
func (p *picImage) array() *tensor.Array {
	if s := p.pixels.Shape(); s[2] == 1 {
		return p.pixels.Reshape(s[:2])
	}
	return p.pixels
}

func (p *picImage) convert(mode string) *picImage {
	channels := map[string]int{"L": 1, "RGB": 3, "RGBA": 4}[mode]
	switch {
	case mode == p.mode():
		return &picImage{pixels: p.pixels}
	case channels == 0:
		object.Throw(object.ValueErrorf("conversion from %s to %s not supported", p.mode(), mode))
	}
	a := p.pixels
	if a.DType() == tensor.Int32 {
		low := make([]uint8, a.Size())
		for i := range low {
			low[i] = uint8(min(255, max(0, a.Int(i))))
		}
		a = tensor.FromSlice(low, a.Shape()...)
	}
	return &picImage{pixels: picture.Convert(a, channels)}
}

func (p *picImage) box() [4]float64 { return [4]float64{0, 0, float64(p.width()), float64(p.height())} }

func imageMembers() []object.Member {
	get := func(name, doc string, f func(p *picImage) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*picImage)), nil })
	}
	method := func(sig, doc string, f func(th *object.Thread, p *picImage, a *object.Bound) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(th, a.Self().(*picImage), a), nil
		})
	}
	return []object.Member{
		get("size", "(width, height)", func(p *picImage) object.Value { return object.NewTuple(p.width(), p.height()) }),
		get("width", "number of columns", func(p *picImage) object.Value { return p.width() }),
		get("height", "number of rows", func(p *picImage) object.Value { return p.height() }),
		get("mode", "'L' for brightness, 'RGB', 'RGBA' or 'I' for whole numbers", func(p *picImage) object.Value { return p.mode() }),
		get("format", "kind of the file that it comes from, or None", func(p *picImage) object.Value {
			if p.format == "" {
				return nil
			}
			return p.format
		}),
		method("__array__(self, dtype=None)", "The pixels as an array.", func(th *object.Thread, p *picImage, a *object.Bound) object.Value {
			if a.Has("dtype") {
				return p.array().Cast(binding.ToDType(th, a.Value("dtype")))
			}
			return p.array().Clone()
		}),
		method("convert(self, mode)", "The picture in another mode.", func(th *object.Thread, p *picImage, a *object.Bound) object.Value {
			return p.convert(a.Str("mode"))
		}),
		method("copy(self)", "A copy.", func(th *object.Thread, p *picImage, a *object.Bound) object.Value {
			return &picImage{pixels: p.pixels.Clone()}
		}),
		method("crop(self, box)", "The part within (left, top, right, bottom).", func(th *object.Thread, p *picImage, a *object.Bound) object.Value {
			b := a.Ints("box")
			if len(b) != 4 || b[0] < 0 || b[1] < 0 || b[2] > p.width() || b[3] > p.height() || b[2] < b[0] || b[3] < b[1] {
				object.Throw(object.ValueErrorf("the box must lie within the picture"))
			}
			rows := &object.Slice{Start: b[1], Stop: b[3]}
			part := object.Must(object.Index(th, p.pixels, object.NewTuple(rows, &object.Slice{Start: b[0], Stop: b[2]})))
			return &picImage{pixels: part.(*tensor.Array).Clone()}
		}),
		method("resize(self, size, resample=None, box=None)", "The picture, or the part within a box, in another size; resample is a filter's number.", func(th *object.Thread, p *picImage, a *object.Bound) object.Value {
			size, number := a.Ints("size"), a.IntOr("resample", 3)
			if len(size) != 2 || number < 0 || number >= len(picture.Filters) {
				object.Throw(object.ValueErrorf("Unknown resampling filter (%d).", number))
			}
			box := p.box()
			if a.Has("box") {
				for i, v := range a.Elems("box") {
					box[i%4] = object.Must(object.AsFloat(th, v))
				}
			}
			return &picImage{pixels: picture.Resize(p.pixels, size[0], size[1], box, picture.Filters[number])}
		}),
		method("getpixel(self, xy)", "The value of a pixel: a number, or a tuple of the channels.", func(th *object.Thread, p *picImage, a *object.Bound) object.Value {
			at := a.Ints("xy")
			if len(at) != 2 || at[0] < 0 || at[1] < 0 || at[0] >= p.width() || at[1] >= p.height() {
				object.Throw(object.Errorf(object.IndexError, "image index out of range"))
			}
			n := p.pixels.Shape()[2]
			values := object.NewTuple()
			for c := range n {
				values.Elems = append(values.Elems, int(p.pixels.Int((at[1]*p.width()+at[0])*n+c)))
			}
			if n == 1 {
				return values.Elems[0]
			}
			return values
		}),
		method("save(self, fp, format=None, **params)", "Writes the picture to a file: .png, .jpg or .bmp.", func(th *object.Thread, p *picImage, a *object.Bound) object.Value {
			checkFiles(th)
			quality := 75
			for _, k := range a.Kwargs("params") {
				if k.Name == "quality" {
					quality = object.Must(object.AsIndex(th, k.Value))
				}
			}
			p.save(th, object.Must(object.Str(th, object.Must(object.FSPath(th, a.Value("fp"))))), a.StrOr("format", ""), quality)
			return nil
		}),
		method("show(self, title=None)", "Says what the picture is; kerash opens no windows.", func(th *object.Thread, p *picImage, a *object.Bound) object.Value {
			fmt.Fprintf(th.Stdout, "image of mode %s, %d by %d pixels\n", p.mode(), p.width(), p.height())
			return nil
		}),
	}
}

// save writes the picture in a format, "" for that of the path's ending.
func (p *picImage) save(th *object.Thread, path, format string, quality int) {
	if format == "" {
		format = strings.TrimPrefix(filepath.Ext(path), ".")
		if _, known := pictureFormats[strings.ToLower(format)]; !known {
			object.Throw(object.ValueErrorf("unknown file extension: %s", strings.ToLower(filepath.Ext(path))))
		}
	}
	encode, known := pictureFormats[strings.ToLower(format)]
	if !known {
		object.Throw(object.Errorf(object.KeyError, "'%s'", strings.ToUpper(format)))
	}
	data, err := encode(p, quality)
	tensor.Check(err)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		object.Throw(plain.Errorf("FileNotFoundError", "[Errno 2] No such file or directory: '%s'", path))
	}
}

// pictureFormats write pictures, by the names and endings of kinds of files.
var pictureFormats = map[string]func(p *picImage, quality int) ([]byte, error){
	"png": encodePNG, "jpg": encodeJPEG, "jpeg": encodeJPEG,
	"bmp": func(p *picImage, _ int) ([]byte, error) { return picture.EncodeBMP(p.pixels) },
}

func encodePNG(p *picImage, _ int) ([]byte, error) {
	a := p.pixels
	if a.DType() == tensor.Int32 {
		a = a.Cast(tensor.Uint16)
	}
	return picture.EncodePNG(a, -1)
}

func encodeJPEG(p *picImage, quality int) ([]byte, error) {
	if m := p.mode(); m != "L" && m != "RGB" {
		return nil, plain.Errorf("OSError", "cannot write mode %s as JPEG", m)
	}
	return picture.EncodeJPEG(p.pixels, jpeg.EncodeOptions{Quality: quality, ChromaDownsampling: true, XDensity: 1, YDensity: 1})
}
