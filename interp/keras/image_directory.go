package keras

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// directoryIteratorClass is keras.preprocessing.image.DirectoryIterator.
func directoryIteratorClass() *object.Class {
	return directoryIteratorOnce.get(newDirectoryIteratorClass)
}

var directoryIteratorOnce lazyClass

func newDirectoryIteratorClass() *object.Class {
	return plainClass{
		module: "keras.src.preprocessing.image",
		base:   imageIteratorClass(),
		sig: "DirectoryIterator(directory, image_data_generator, target_size=(256, 256), color_mode='rgb', classes=None, class_mode='categorical', batch_size=32, " +
			"shuffle=True, seed=None, data_format=None, save_to_dir=None, save_prefix='', save_format='png', follow_links=False, subset=None, " +
			"interpolation='nearest', keep_aspect_ratio=False, dtype=None)",
		doc:  "Batches of the pictures in a folder, whose subfolders are the classes.",
		init: initDirectoryIterator,
		members: func() []object.Member {
			get := func(name, doc, of string) object.Member {
				return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return attr(self, of), nil })
			}
			return []object.Member{
				get("filepaths", "the paths of the pictures", "_filepaths"),
				get("labels", "the class of each picture", "classes"),
				object.Getter("sample_weight", "None: pictures of a folder weigh the same", func(th *object.Thread, self object.Value) (object.Value, error) { return nil, nil }),
				object.Method("_get_batches_of_transformed_samples(self, index_array)", "The batch of pictures at indices.", directoryBatch),
			}
		},
	}.class()
}

func initDirectoryIterator(th *object.Thread, self *object.Instance, a *object.Bound) error {
	checkFiles(th)
	setAttrs(self, a, "image_data_generator", "keep_aspect_ratio", "color_mode", "save_to_dir", "save_prefix", "save_format", "interpolation", "subset", "directory", "class_mode")
	size := object.Must(object.AsInts(th, a.Value("target_size")))
	self.Attrs.Set("target_size", object.NewTuple(object.Must(object.ToSlice(th, a.Value("target_size")))...))
	format := formatOrDefault(th, a.Value("data_format"))
	self.Attrs.Set("data_format", format)
	self.Attrs.Set("dtype", dtypeOrDefault(th, a.Value("dtype")))
	channels := colorChannels(a.Value("color_mode"))
	if channels == 0 {
		return &object.Raised{Exc: object.NewException(object.ValueError, "Invalid color mode:", a.Value("color_mode"), "; expected \"rgb\", \"rgba\", or \"grayscale\".")}
	}
	shape := append(slices.Clone(size), channels)
	if format != "channels_last" {
		shape = append([]int{channels}, size...)
	}
	self.Attrs.Set("image_shape", object.NewTuple(intList(shape).Elems...))
	from, to := 0.0, 1.0
	switch split := attr(a.Value("image_data_generator"), "_validation_split"); a.Value("subset") {
	case nil:
	case "validation":
		to = object.Must(object.AsFloat(th, split))
	case "training":
		from = object.Must(object.AsFloat(th, split))
	default:
		return object.ValueErrorf("Invalid subset name: %s;expected \"training\" or \"validation\"", object.Must(object.Str(th, a.Value("subset"))))
	}
	switch mode := a.Value("class_mode"); mode {
	case nil, "categorical", "binary", "sparse", "input":
	default:
		return object.ValueErrorf("Invalid class_mode: %s; expected one of: {'categorical', 'binary', 'sparse', 'input', None}", object.Must(object.Str(th, mode)))
	}
	findPictures(th, self, a.Value("classes"), from, to)
	startIterator(self, attr(self, "samples"), a)
	return nil
}

// findPictures lists the pictures of the classes, of each class the share
// between from and to.
func findPictures(th *object.Thread, self *object.Instance, given object.Value, from, to float64) {
	dir := object.Must(object.Str(th, object.Must(object.FSPath(th, attr(self, "directory")))))
	var classes []string
	if given != nil && object.Must(object.Truth(th, given)) {
		for _, v := range object.Must(object.ToSlice(th, given)) {
			classes = append(classes, object.Must(object.Str(th, v)))
		}
	} else {
		entries, err := os.ReadDir(dir)
		if err != nil {
			object.Throw(object.Errorf(object.FileNotFoundError, "[Errno 2] No such file or directory: '%s'", dir))
		}
		for _, e := range entries {
			if info, err := os.Stat(filepath.Join(dir, e.Name())); err == nil && info.IsDir() {
				classes = append(classes, e.Name())
			}
		}
	}
	indices, names, paths := object.NewDict(), object.NewList(), object.NewList()
	var labels []int32
	for i, class := range classes {
		indices.SetStr(class, i)
		found := picturesBelow(filepath.Join(dir, class))
		n := float64(len(found))
		for _, rel := range found[int(from*n):int(to*n)] {
			name := filepath.Join(class, rel)
			names.Elems = append(names.Elems, name)
			paths.Elems = append(paths.Elems, strings.TrimSuffix(dir, "/")+"/"+name)
			labels = append(labels, int32(i))
		}
	}
	for name, v := range map[string]object.Value{"class_indices": indices, "num_classes": len(classes), "filenames": names, "_filepaths": paths,
		"samples": len(labels), "classes": tensor.FromSlice(labels, len(labels))} {
		self.Attrs.Set(name, v)
	}
	(&folder{th: th}).say("Found %d images belonging to %d classes.", len(labels), len(classes))
}

// picturesBelow lists the pictures in a folder and those below it, folder by
// folder, as paths from it.
func picturesBelow(root string) []string {
	byFolder := map[string][]string{}
	tensor.Check(filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // what cannot be read has no pictures, as in os.walk
		}
		switch strings.ToLower(filepath.Ext(path)) {
		case ".png", ".jpg", ".jpeg", ".bmp", ".ppm", ".tif", ".tiff":
			byFolder[filepath.Dir(path)] = append(byFolder[filepath.Dir(path)], path)
		}
		return nil
	}))
	folders := make([]string, 0, len(byFolder))
	for f := range byFolder {
		folders = append(folders, f)
	}
	slices.Sort(folders)
	var out []string
	for _, f := range folders {
		slices.Sort(byFolder[f])
		for _, path := range byFolder[f] {
			rel, err := filepath.Rel(root, path)
			tensor.Check(err)
			out = append(out, rel)
		}
	}
	return out
}

// directoryBatch reads the pictures at indices and makes their labels.
func directoryBatch(th *object.Thread, a *object.Bound) (object.Value, error) {
	self := a.Self()
	at := object.Must(object.AsInts(th, a.Value("index_array")))
	paths, classes := attr(self, "_filepaths").(*object.List), arrayArg(th, attr(self, "classes"))
	pictures, generator := object.NewList(), attr(self, "image_data_generator")
	labels := make([]float64, len(at))
	for k, i := range at {
		args := object.Pos(paths.Elems[i])
		for _, n := range []string{"color_mode", "target_size", "interpolation", "keep_aspect_ratio"} {
			args = args.With(n, attr(self, n))
		}
		img := callTF(th, "keras.utils.load_img", args)
		x := callTF(th, "keras.utils.img_to_array", object.Pos(img).With("data_format", attr(self, "data_format")))
		pictures.Elems = append(pictures.Elems, transformed(th, generator, x))
		labels[k] = classes.Float(i)
	}
	x := stackedPictures(th, self, pictures, at)
	typed := func(v object.Value) object.Value {
		return object.Must(object.CallMethodOf(th, v, "astype", object.Pos(attr(self, "dtype"))))
	}
	y := object.Value(tensor.FromSlice(labels, len(labels)))
	switch attr(self, "class_mode") {
	case "input":
		return object.NewTuple(x, numpyOf(th, "copy", x)), nil
	case "binary", "sparse":
		return object.NewTuple(x, typed(y)), nil
	case "categorical":
		rows := numpyOf(th, "eye", attr(self, "num_classes"))
		return object.NewTuple(x, typed(object.Must(object.Index(th, rows, intList(indicesOf(labels)))))), nil
	}
	return x, nil
}

// indicesOf is labels as indices.
func indicesOf(labels []float64) []int {
	out := make([]int, len(labels))
	for i, v := range labels {
		out[i] = int(v)
	}
	return out
}
