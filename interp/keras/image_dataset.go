package keras

import (
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// imageDatasetMember is image_dataset_from_directory.
func imageDatasetMember() object.Member {
	return object.Fun("image_dataset_from_directory(directory, labels='inferred', label_mode='int', class_names=None, color_mode='rgb', batch_size=32, image_size=(256, 256), shuffle=True, seed=None, validation_split=None, subset=None, interpolation='bilinear', follow_links=False, crop_to_aspect_ratio=False, **kwargs)",
		"A dataset of the pictures in a folder; the names of its subfolders are the classes.", imageDataset)
}

const allowedImages = "Allowed formats: ('.bmp', '.gif', '.jpeg', '.jpg', '.png')"

// resizeMethods are the names of tf.image.resize's methods here.
var resizeMethods = []string{"bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"}

func imageDataset(th *object.Thread, a *object.Bound) (object.Value, error) {
	crop := a.Bool("crop_to_aspect_ratio")
	unknown := object.NewTuple()
	for _, k := range a.Kwargs("kwargs") {
		if k.Name == "smart_resize" {
			crop = object.Must(object.Truth(th, k.Value))
			continue
		}
		unknown.Elems = append(unknown.Elems, k.Name)
	}
	if len(unknown.Elems) > 0 {
		return nil, object.TypeErrorf("Unknown keywords argument(s): %s", object.Must(object.Repr(th, unknown)))
	}
	f := newFolder(th, a, "image", "images", allowedImages, ".bmp", ".gif", ".jpeg", ".jpg", ".png")
	f.plural = "images"
	channels := colorChannels(a.Value("color_mode"))
	if channels == 0 {
		return nil, object.ValueErrorf("`color_mode` must be one of {\"rgb\", \"rgba\", \"grayscale\"}. Received: color_mode=%s", object.Must(object.Str(th, a.Value("color_mode"))))
	}
	method, err := resizeMethod(th, a.Value("interpolation"))
	if err != nil {
		return nil, err
	}
	f.checkSplit(a)
	f.index()
	f.checkBinary()
	read := imageReader(a.Value("image_size"), channels, method, crop)
	made := f.datasets(func(p part, shuffle bool) object.Value {
		ds := f.prefetch(f.batched(f.dataset(p, read), shuffle))
		tensor.Check(object.SetAttr(th, ds, "file_paths", p.files))
		return ds
	})
	if len(made) > 1 {
		return object.NewList(made...), nil
	}
	return made[0], nil
}

// colorChannels is the number of channels of a colour mode, 0 for what is none.
func colorChannels(mode object.Value) int {
	switch mode {
	case "rgb":
		return 3
	case "rgba":
		return 4
	case "grayscale":
		return 1
	}
	return 0
}

// hashable is a value as a key of a Go map, nil for those that cannot be one.
func hashable(v object.Value) object.Value {
	s, _ := v.(string)
	return s
}

// resizeMethod is the method of tf.image.resize with a name of any case.
func resizeMethod(th *object.Thread, v object.Value) (string, error) {
	given, ok := v.(string)
	if !ok {
		return "", object.Errorf(object.AttributeError, "'%s' object has no attribute 'lower'", object.TypeName(v))
	}
	given = strings.ToLower(given)
	var quoted []string
	for _, m := range resizeMethods {
		if m == given {
			return m, nil
		}
		quoted = append(quoted, "'"+m+"'")
	}
	return "", object.NotImplementedErrorf("Value not recognized for `interpolation`: %s. Supported values are: dict_keys([%s])", given, strings.Join(quoted, ", "))
}

// imageReader is the function that reads a picture of a size.
func imageReader(size object.Value, channels int, method string, crop bool) *object.Builtin {
	return object.Func("load_image(path)", "The pixels of a picture.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		text := callTF(th, "io.read_file", object.Pos(a.At(0)))
		img := callTF(th, "io.decode_image", object.Pos(text).With("channels", channels).With("expand_animations", false))
		if crop {
			return smartlyResized(th, tensorArg(th, img), size, method)
		}
		return callTF(th, "image.resize", object.Pos(img, size).With("method", method)), nil
	})
}

// smartResizeMember is keras.preprocessing.image.smart_resize.
func smartResizeMember() object.Member {
	return object.Fun("smart_resize(x, size, interpolation='bilinear')", "Pictures cut to the aspect ratio of a size and brought to it.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		size := a.Value("size")
		if n, err := object.Len(th, size); err != nil || n != 2 {
			if err != nil {
				return nil, err
			}
			return nil, object.ValueErrorf("Expected `size` to be a tuple of 2 integers, but got: %s.", object.Must(object.Str(th, size)))
		}
		x := tensorArg(th, a.Value("x"))
		if x.Rank() < 3 || x.Rank() > 4 {
			return nil, object.ValueErrorf("Expected an image array with shape `(height, width, channels)`, or `(batch_size, height, width, channels)`, but got input with incorrect rank, of shape %s.", tensor.ShapeString(x.Shape()))
		}
		method := object.Must(object.Str(th, a.Value("interpolation")))
		img, err := smartlyResized(th, x, size, method)
		if _, isArray := object.NativeOf(a.Value("x")).(*tensor.Array); isArray && err == nil {
			return tensorArg(th, img).Array(), nil
		}
		return img, err
	})
}

// smartlyResized cuts the middle with the aspect ratio of size out of x and
// brings it to the size.
func smartlyResized(th *object.Thread, x *tensor.Tensor, size object.Value, method string) (object.Value, error) {
	target, err := object.AsInts(th, size)
	if err != nil {
		return nil, err
	}
	rows := x.Rank() - 3
	h, w := x.Dim(rows), x.Dim(rows+1)
	if h < 0 || w < 0 {
		tensor.Throw(&tensor.Untraceable{Op: "the size of a picture"})
	}
	cropH := min(h, int(float32(w*target[0])/float32(target[1])))
	cropW := min(w, int(float32(h*target[1])/float32(target[0])))
	begin, length := make([]int, x.Rank()), append([]int{}, x.Shape()...)
	begin[rows], begin[rows+1] = int(float32(h-cropH)/2), int(float32(w-cropW)/2)
	length[rows], length[rows+1] = cropH, cropW
	img := callTF(th, "slice", object.Pos(x, intList(begin), intList(length)))
	return callTF(th, "image.resize", object.Pos(img, size).With("method", method)), nil
}

func intList(xs []int) *object.List {
	l := object.NewList()
	for _, x := range xs {
		l.Elems = append(l.Elems, x)
	}
	return l
}
