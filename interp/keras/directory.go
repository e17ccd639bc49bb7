package keras

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// folder is the arguments that the functions which make datasets of the files
// of a folder share, and what is found there.
type folder struct {
	th   *object.Thread
	path string
	// plural is how messages call files of the kind, formats their endings, allowed how
	// messages name these.
	plural, allowed string
	formats         []string

	labels     object.Value // "inferred", None or a list, then an array
	labelMode  string       // "" for none
	classNames *object.List
	batch      object.Value
	shuffle    bool
	seed       object.Value
	split      float64
	subset     string
	files      *object.List
}

// newFolder reads and checks the arguments that the functions share.
func newFolder(th *object.Thread, a *object.Bound, kind, samples, allowed string, formats ...string) *folder {
	checkFiles(th)
	f := &folder{th: th, plural: kind + " files", allowed: allowed, formats: formats, labels: a.Value("labels"), batch: a.Value("batch_size"),
		shuffle: a.Bool("shuffle"), seed: a.Value("seed")}
	f.path = object.Must(object.Str(th, object.Must(object.FSPath(th, a.Value("directory")))))
	names := a.Value("class_names")
	if names != nil {
		f.classNames = object.NewList(object.Must(object.ToSlice(th, names))...)
	}
	text := func(v object.Value) string { return object.Must(object.Str(th, v)) }
	if f.labels != nil && f.labels != "inferred" {
		switch f.labels.(type) {
		case *object.List, *object.Tuple:
		default:
			object.Throw(object.ValueErrorf("`labels` argument should be a list/tuple of integer labels, of the same size as the number of %s files in the target directory. If you wish to infer the labels from the subdirectory names in the target directory, pass `labels=\"inferred\"`. If you wish to get a dataset that only contains %s (no labels), pass `labels=None`. Received: labels=%s", kind, samples, text(f.labels)))
		}
		if names != nil && object.Must(object.Truth(th, names)) {
			object.Throw(object.ValueErrorf("You can only pass `class_names` if `labels=\"inferred\"`. Received: labels=%s, and class_names=%s", text(f.labels), text(names)))
		}
	}
	mode := a.Value("label_mode")
	if mode != nil && mode != "int" && mode != "categorical" && mode != "binary" {
		object.Throw(object.ValueErrorf("`label_mode` argument must be one of \"int\", \"categorical\", \"binary\", or None. Received: label_mode=%s", text(mode)))
	}
	if f.labels != nil && mode != nil {
		f.labelMode = mode.(string)
	} else {
		f.labels = nil
	}
	return f
}

// checkSplit reads validation_split and subset, and chooses a seed where none
// was given.
func (f *folder) checkSplit(a *object.Bound) {
	split, subset := a.Value("validation_split"), a.Value("subset")
	has := split != nil && object.Must(object.Truth(f.th, split))
	text := func(v object.Value) string { return object.Must(object.Str(f.th, v)) }
	if has {
		if f.split = object.Must(object.AsFloat(f.th, split)); f.split <= 0 || f.split >= 1 {
			object.Throw(object.ValueErrorf("`validation_split` must be between 0 and 1, received: %s", text(split)))
		}
	}
	if given := subset != nil && subset != ""; has != given {
		object.Throw(object.ValueErrorf("If `subset` is set, `validation_split` must be set, and inversely."))
	}
	switch subset {
	case nil:
	case "training", "validation", "both":
		f.subset = subset.(string)
	default:
		object.Throw(object.ValueErrorf("`subset` must be either \"training\", \"validation\" or \"both\", received: %s", text(subset)))
	}
	if has && f.shuffle && f.seed == nil {
		object.Throw(object.ValueErrorf("If using `validation_split` and shuffling the data, you must provide a `seed` argument, to make sure that there is no overlap between the training and validation subset."))
	}
	if f.seed == nil {
		f.seed = object.Must(callImported(f.th, "numpy.random", "randint", object.Pos(1_000_000)))
	}
}

// index finds the files and their labels, in the order in which the dataset
// has them before it shuffles.
func (f *folder) index() {
	subdirs := []string{""}
	if f.labels == "inferred" {
		subdirs = f.subdirs()
	} else {
		f.classNames = object.NewList("")
	}
	order := map[string]int{}
	for i, n := range f.classNames.Elems {
		order[object.Must(object.Str(f.th, n))] = i
	}
	f.files = object.NewList()
	var found []int32
	for _, dir := range subdirs {
		for _, path := range f.walk(dir) {
			f.files.Elems = append(f.files.Elems, path)
			found = append(found, int32(order[dir]))
		}
	}
	if f.labels != nil && f.labels != "inferred" {
		f.takeLabels()
	} else {
		f.labels = tensor.FromSlice(found, len(found))
	}
	f.say("Found %d files belonging to %d classes.", len(f.files.Elems), len(f.classNames.Elems))
	if !f.shuffle {
		return
	}
	for _, v := range []object.Value{f.files, f.labels} {
		rng := object.Must(callImported(f.th, "numpy.random", "RandomState", object.Pos(f.seed)))
		object.Must(object.CallMethodOf(f.th, rng, "shuffle", object.Pos(v)))
	}
}

// takeLabels checks the labels that the user gave.
func (f *folder) takeLabels() {
	given := object.Must(object.ToSlice(f.th, f.labels))
	if len(given) != len(f.files.Elems) {
		object.Throw(object.ValueErrorf("Expected the lengths of `labels` to match the number of files in the target directory. len(labels) is %d while we found %d files in directory %s.", len(given), len(f.files.Elems), f.path))
	}
	f.labels = object.NewList(slices.Clone(given)...)
	tensor.Check(object.Sort(f.th, given, nil, false))
	f.classNames = object.NewList(slices.CompactFunc(given, func(a, b object.Value) bool { return object.Must(object.Equal(f.th, a, b)) })...)
}

// subdirs lists the folders whose names are classes, and checks the names that
// the user gave.
func (f *folder) subdirs() []string {
	entries, err := os.ReadDir(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		tensor.Throwf("NotFoundError", "Could not find directory %s", f.path)
	}
	tensor.Check(err)
	var dirs []string
	names := object.NewList()
	for _, e := range entries {
		if info, err := os.Stat(filepath.Join(f.path, e.Name())); err != nil || !info.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		dirs = append(dirs, e.Name())
		names.Elems = append(names.Elems, e.Name())
	}
	if f.classNames == nil || len(f.classNames.Elems) == 0 {
		f.classNames = names
		return dirs
	}
	var given []string
	for _, n := range f.classNames.Elems {
		given = append(given, object.Must(object.Str(f.th, n)))
	}
	slices.Sort(given)
	if !slices.Equal(slices.Compact(given), dirs) {
		object.Throw(object.ValueErrorf("The `class_names` passed did not match the names of the subdirectories of the target directory. Expected: %s, but received: %s", object.Must(object.Repr(f.th, names)), object.Must(object.Repr(f.th, f.classNames))))
	}
	return dirs
}

// walk lists the files below a folder of a class, folder by folder in order of
// their paths.
func (f *folder) walk(dir string) []string {
	var roots []string
	files := map[string][]string{}
	var visit func(root string, depth int)
	visit = func(root string, depth int) {
		entries, err := os.ReadDir(root)
		if errors.Is(err, fs.ErrNotExist) {
			tensor.Throwf("NotFoundError", "Could not find directory %s", root)
		}
		tensor.Check(err)
		roots = append(roots, root)
		for _, e := range entries {
			path := filepath.Join(root, e.Name())
			if info, err := os.Stat(path); err == nil && info.IsDir() {
				if depth < 64 { // links may make circles
					visit(path, depth+1)
				}
			} else if f.takes(e.Name()) {
				files[root] = append(files[root], path)
			}
		}
	}
	start := strings.TrimSuffix(f.path, "/")
	if dir != "" {
		start += "/" + dir
	}
	visit(start, 0)
	sort.Strings(roots)
	var out []string
	for _, r := range roots {
		for _, path := range files[r] {
			rel, err := filepath.Rel(start, path)
			tensor.Check(err)
			out = append(out, strings.TrimSuffix(f.path, "/")+"/"+strings.TrimPrefix(dir+"/"+rel, "/"))
		}
	}
	return out
}

func (f *folder) takes(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(f.formats, func(end string) bool { return strings.HasSuffix(name, end) })
}

func (f *folder) say(format string, args ...any) {
	if !sessionOf(f.th).quiet {
		fmt.Fprintf(f.th.Stdout, format+"\n", args...)
	}
}

// part is the files and labels of a subset.
type part struct {
	files  *object.List
	labels object.Value
}

// part is those of the subset with a name, or all.
func (f *folder) part(subset string) part {
	p := part{f.files, f.labels}
	n := len(f.files.Elems)
	held := int(f.split * float64(n))
	var keep *object.Slice
	switch {
	case f.split == 0:
		return p
	case subset == "training":
		f.say("Using %d files for training.", n-held)
		keep = &object.Slice{Stop: -held}
	default:
		f.say("Using %d files for validation.", held)
		keep = &object.Slice{Start: -held}
	}
	p.files = object.Must(object.Index(f.th, f.files, keep)).(*object.List)
	p.labels = object.Must(object.Index(f.th, f.labels, keep))
	return p
}

// found is a part that has files: ValueError for one without. which is
// "training ", "validation " or "".
func (f *folder) found(p part, which string) part {
	if len(p.files.Elems) == 0 {
		object.Throw(object.ValueErrorf("No %s%s found in directory %s. %s", which, f.plural, f.path, f.allowed))
	}
	return p
}

// dataset is the files of a part, read by a function of a path, with their
// labels.
func (f *folder) dataset(p part, read object.Value) object.Value {
	ds := callTF(f.th, "data.Dataset.from_tensor_slices", object.Pos(p.files))
	ds = f.apply(ds, "map", object.Pos(read))
	if f.labelMode == "" {
		return ds
	}
	return callTF(f.th, "data.Dataset.zip", object.Pos(object.NewTuple(ds, f.labelDataset(p.labels))))
}

func (f *folder) labelDataset(labels object.Value) object.Value {
	ds := callTF(f.th, "data.Dataset.from_tensor_slices", object.Pos(labels))
	switch f.labelMode {
	case "binary":
		return f.apply(ds, "map", object.Pos(object.Func("binary(x)", "A label as a column of floats.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			c := binding.Context(th)
			return c.ExpandDims(c.Cast(tensorArg(th, a.At(0)), tensor.Float32), -1), nil
		})))
	case "categorical":
		n := len(f.classNames.Elems)
		return f.apply(ds, "map", object.Pos(object.Func("categorical(x)", "A label as a row with a one at its class.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "one_hot", object.Pos(a.At(0), n)), nil
		})))
	}
	return ds
}

func (f *folder) apply(ds object.Value, method string, args object.Args) object.Value {
	return object.Must(object.CallMethodOf(f.th, ds, method, args))
}

// prefetch is the dataset's last step in most cases.
func (f *folder) prefetch(ds object.Value) object.Value {
	return f.apply(ds, "prefetch", object.Pos(-1))
}

// batched shuffles and batches.
func (f *folder) batched(ds object.Value, shuffle bool) object.Value {
	return f.batchedBy(ds, shuffle, "batch", object.Pos(f.batch))
}

// batchedBy shuffles and puts into batches by a method of datasets.
func (f *folder) batchedBy(ds object.Value, shuffle bool, method string, args object.Args) object.Value {
	buffer := 1024
	if f.batch != nil {
		buffer = 8 * object.Must(object.AsIndex(f.th, f.batch))
	}
	if shuffle {
		ds = f.apply(ds, "shuffle", object.Args{Kw: []object.Kwarg{{Name: "buffer_size", Value: buffer}, {Name: "seed", Value: f.seed}}})
	}
	if f.batch != nil {
		ds = f.apply(ds, method, args)
	}
	return ds
}

// datasets is the dataset of the files, or those of both subsets, each built of
// a part; the datasets know the names of the classes.
func (f *folder) datasets(build func(p part, shuffle bool) object.Value) []object.Value {
	made := func(p part, shuffle bool) object.Value {
		ds := build(p, shuffle)
		tensor.Check(object.SetAttr(f.th, ds, "class_names", f.classNames))
		return ds
	}
	if f.subset != "both" {
		return []object.Value{made(f.found(f.part(f.subset), ""), f.shuffle)}
	}
	train, val := f.part("training"), f.part("validation")
	f.found(train, "training ")
	f.found(val, "validation ")
	return []object.Value{made(train, f.shuffle), made(val, false)}
}

// prefetched builds a dataset that reads ahead files, then puts them into
// batches.
func (f *folder) prefetched(read object.Value, batched func(ds object.Value, shuffle bool) object.Value) func(p part, shuffle bool) object.Value {
	return func(p part, shuffle bool) object.Value { return batched(f.prefetch(f.dataset(p, read)), shuffle) }
}

// checkBinary throws ValueError for binary labels of other than two classes.
func (f *folder) checkBinary() {
	if f.labelMode == "binary" && len(f.classNames.Elems) != 2 {
		object.Throw(object.ValueErrorf("When passing `label_mode=\"binary\"`, there must be exactly 2 class_names. Received: class_names=%s", object.Must(object.Repr(f.th, f.classNames))))
	}
}
