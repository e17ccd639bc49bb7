package keras

import (
	"fmt"
	"path/filepath"

	"kerash/interp/object"
	"kerash/tensor"
)

// imageIteratorClass is keras.preprocessing.image.Iterator: endless batches by
// next, and batches by index as a Sequence has.
func imageIteratorClass() *object.Class { return imageIteratorOnce.get(newImageIteratorClass) }

var imageIteratorOnce lazyClass

func newImageIteratorClass() *object.Class {
	next := func(th *object.Thread, a *object.Bound) (object.Value, error) { return nextBatch(th, a.Self()), nil }
	c := plainClass{
		module: "keras.src.preprocessing.image",
		base:   dataSequenceClass(),
		sig:    "Iterator(n, batch_size, shuffle, seed)",
		doc:    "The class from which the sources of pictures derive: next gives batch after batch without end, it[i] one of an epoch.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			startIterator(self, a.Value("n"), a)
			return nil
		},
		length: func(th *object.Thread, self object.Value) (int, error) {
			n, size := intAttr(th, self, "n"), intAttr(th, self, "batch_size")
			return (n + size - 1) / size, nil
		},
		index: func(th *object.Thread, self, key object.Value) (object.Value, error) {
			i, size := object.Must(object.AsIndex(th, key)), intAttr(th, self, "batch_size")
			if n := object.Must(object.Len(th, self)); i >= n {
				return nil, object.ValueErrorf("Asked to retrieve element %d, but the Sequence has length %d", i, n)
			}
			in := self.(*object.Instance)
			seedBatch(th, in)
			in.Attrs.Set("total_batches_seen", intAttr(th, in, "total_batches_seen")+1)
			if attr(in, "index_array") == nil {
				shuffleIndices(th, in)
			}
			return batchAt(th, in, i*size), nil
		},
		members: func() []object.Member {
			return []object.Member{
				object.Method("next(self)", "The next batch.", next),
				object.Method("__next__(self)", "The next batch.", next),
				object.Method("reset(self)", "Begins again with the first batch.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					a.Self().(*object.Instance).Attrs.Set("batch_index", 0)
					return nil, nil
				}),
				object.Method("on_epoch_end(self)", "Shuffles anew.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					shuffleIndices(th, a.Self().(*object.Instance))
					return nil, nil
				}),
			}
		},
	}.class()
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) { return endlessBatches{self}, nil }
	return c
}

// endlessBatches is iteration over an iterator of pictures.
type endlessBatches struct{ of object.Value }

func (e endlessBatches) Next(th *object.Thread) (object.Value, bool, error) {
	v, err := object.CallMethodOf(th, e.of, "__next__", object.Args{})
	return v, err == nil, err
}

func startIterator(self *object.Instance, n object.Value, a *object.Bound) {
	self.Attrs.Set("n", n)
	setAttrs(self, a, "batch_size", "seed", "shuffle")
	self.Attrs.Set("batch_index", 0)
	self.Attrs.Set("total_batches_seen", 0)
	self.Attrs.Set("index_array", nil)
}

func seedBatch(th *object.Thread, self *object.Instance) {
	if seed := attr(self, "seed"); seed != nil {
		s := object.Must(object.AsIndex(th, seed)) + intAttr(th, self, "total_batches_seen")
		object.Must(callImported(th, "numpy.random", "seed", object.Pos(s)))
	}
}

func shuffleIndices(th *object.Thread, self *object.Instance) {
	n := attr(self, "n")
	indices := numpyOf(th, "arange", n)
	if object.Must(object.Truth(th, attr(self, "shuffle"))) {
		indices = object.Must(callImported(th, "numpy.random", "permutation", object.Pos(n)))
	}
	self.Attrs.Set("index_array", indices)
}

// nextBatch goes on in the endless order of batches.
func nextBatch(th *object.Thread, v object.Value) object.Value {
	self := v.(*object.Instance)
	seedBatch(th, self)
	at := intAttr(th, self, "batch_index")
	if at == 0 {
		shuffleIndices(th, self)
	}
	n, size, current := intAttr(th, self, "n"), intAttr(th, self, "batch_size"), 0
	if n > 0 {
		current = at * size % n
	}
	next := 0
	if n > current+size {
		next = at + 1
	}
	self.Attrs.Set("batch_index", next)
	self.Attrs.Set("total_batches_seen", intAttr(th, self, "total_batches_seen")+1)
	return batchAt(th, self, current)
}

func batchAt(th *object.Thread, self *object.Instance, start int) object.Value {
	part := object.Must(object.Index(th, attr(self, "index_array"), &object.Slice{Start: start, Stop: start + intAttr(th, self, "batch_size")}))
	return object.Must(object.CallMethodOf(th, self, "_get_batches_of_transformed_samples", object.Pos(part)))
}

// transformed is a picture after the generator's random transform, to scale.
func transformed(th *object.Thread, generator, x object.Value) object.Value {
	return object.Must(object.CallMethodOf(th, generator, "standardize", object.Pos(randomlyTransformed(th, generator, x))))
}

// stackedPictures is a batch of pictures in the iterator's dtype, which it also
// writes to files if it was told where.
func stackedPictures(th *object.Thread, self object.Value, pictures *object.List, indices []int) object.Value {
	batch := object.Must(object.CallMethodOf(th, numpyOf(th, "stack", pictures), "astype", object.Pos(attr(self, "dtype"))))
	if !object.Must(object.Truth(th, attr(self, "save_to_dir"))) {
		return batch
	}
	checkFiles(th)
	text := func(name string) string { return object.Must(object.Str(th, attr(self, name))) }
	for i, index := range indices {
		img := callTF(th, "keras.utils.array_to_img", object.Pos(object.Must(object.Index(th, batch, i)), attr(self, "data_format")).With("scale", true))
		hash := object.Must(object.Str(th, object.Must(callImported(th, "numpy.random", "randint", object.Pos(10_000_000)))))
		path := filepath.Join(text("save_to_dir"), fmt.Sprintf("%s_%d_%s.%s", text("save_prefix"), index, hash, text("save_format")))
		object.Must(object.CallMethodOf(th, img, "save", object.Pos(path)))
	}
	return batch
}

// numpyIteratorClass is keras.preprocessing.image.NumpyArrayIterator.
func numpyIteratorClass() *object.Class { return numpyIteratorOnce.get(newNumpyIteratorClass) }

var numpyIteratorOnce lazyClass

func newNumpyIteratorClass() *object.Class {
	return plainClass{
		module: "keras.src.preprocessing.image",
		base:   imageIteratorClass(),
		sig: "NumpyArrayIterator(x, y, image_data_generator, batch_size=32, shuffle=False, sample_weight=None, seed=None, data_format=None, save_to_dir=None, " +
			"save_prefix='', save_format='png', subset=None, ignore_class_split=False, dtype=None)",
		doc:  "Batches of pictures of an array, with labels and weights if they are given.",
		init: initNumpyIterator,
		members: func() []object.Member {
			return []object.Member{object.Method("_get_batches_of_transformed_samples(self, index_array)", "The batch of pictures at indices.", numpyBatch)}
		},
	}.class()
}

func initNumpyIterator(th *object.Thread, self *object.Instance, a *object.Bound) error {
	format, dt := formatOrDefault(th, a.Value("data_format")), dtypeOrDefault(th, a.Value("dtype"))
	x, misc := a.Value("x"), object.NewList()
	switch x.(type) {
	case *object.Tuple, *object.List:
		pair := object.Must(object.ToSlice(th, x))
		if len(pair) < 2 {
			return object.IndexErrorf("tuple index out of range")
		}
		others, ok := pair[1].(*object.List)
		if !ok {
			others = object.NewList(pair[1])
		}
		x = pair[0]
		for _, o := range others.Elems {
			misc.Elems = append(misc.Elems, numpyOf(th, "asarray", o))
			if n, m := object.Must(object.Len(th, x)), object.Must(object.Len(th, o)); n != m {
				return object.ValueErrorf("All of the arrays in `x` should have the same length. Found a pair with: len(x[0]) = %d, len(x[?]) = %d", n, m)
			}
		}
	}
	n := object.Must(object.Len(th, x))
	shapeOf := func(v object.Value) string { return tensor.ShapeString(arrayArg(th, v).Shape()) }
	y, weights := a.Value("y"), a.Value("sample_weight")
	if y != nil && object.Must(object.Len(th, y)) != n {
		return object.ValueErrorf("`x` (images tensor) and `y` (labels) should have the same length. Found: x.shape = %s, y.shape = %s", shapeOf(x), shapeOf(y))
	}
	if weights != nil && object.Must(object.Len(th, weights)) != n {
		return object.ValueErrorf("`x` (images tensor) and `sample_weight` should have the same length. Found: x.shape = %s, sample_weight.shape = %s", shapeOf(x), shapeOf(weights))
	}
	if subset := a.Value("subset"); subset != nil {
		at := int(float64(n) * object.Must(object.AsFloat(th, attr(a.Value("image_data_generator"), "_validation_split"))))
		keep := &object.Slice{Start: at}
		switch subset {
		case "training":
		case "validation":
			keep = &object.Slice{Stop: at}
		default:
			return &object.Raised{Exc: object.NewException(object.ValueError, "Invalid subset name:", subset, "; expected \"training\" or \"validation\".")}
		}
		if y != nil && !a.Bool("ignore_class_split") {
			checkClassSplit(th, y, at)
		}
		part := func(v object.Value) object.Value { return object.Must(object.Index(th, v, keep)) }
		x = part(x)
		for i, m := range misc.Elems {
			misc.Elems[i] = part(m)
		}
		if y != nil {
			y = part(y)
		}
	}
	x = numpyOf(th, "asarray", x, dt)
	shape := arrayArg(th, x).Shape()
	if len(shape) != 4 {
		return &object.Raised{Exc: object.NewException(object.ValueError, "Input data in `NumpyArrayIterator` should have rank 4. You passed an array with shape", object.Must(object.GetAttr(th, x, "shape")))}
	}
	axis := 1
	if format == "channels_last" {
		axis = 3
	}
	checkChannels(th, "NumpyArrayIterator is set to use the data format convention \"%s\" (channels on axis %d), i.e. expected either 1, 3, or 4 channels on axis %d. However, it was passed an array with shape %s (%d channels).", format, axis, shape)
	asArray := func(v object.Value) object.Value {
		if v == nil {
			return nil
		}
		return numpyOf(th, "asarray", v)
	}
	for name, v := range map[string]object.Value{"x": x, "x_misc": misc, "y": asArray(y), "sample_weight": asArray(weights), "dtype": dt, "data_format": format} {
		self.Attrs.Set(name, v)
	}
	setAttrs(self, a, "image_data_generator", "save_to_dir", "save_prefix", "save_format")
	startIterator(self, shape[0], a)
	return nil
}

// checkClassSplit throws ValueError for parts with other classes.
func checkClassSplit(th *object.Thread, y object.Value, at int) {
	classes := func(part *object.Slice) object.Value {
		return numpyOf(th, "unique", object.Must(object.Index(th, y, part)))
	}
	same := numpyOf(th, "array_equal", classes(&object.Slice{Stop: at}), classes(&object.Slice{Start: at}))
	if !object.Must(object.Truth(th, same)) {
		object.Throw(object.ValueErrorf("Training and validation subsets have different number of classes after the split. If your numpy arrays are sorted by the label, you might want to shuffle them."))
	}
}

// numpyBatch is the pictures at indices, with what belongs to them.
func numpyBatch(th *object.Thread, a *object.Bound) (object.Value, error) {
	self, indices := a.Self(), a.Value("index_array")
	at := object.Must(object.AsInts(th, indices))
	pictures, generator := object.NewList(), attr(self, "image_data_generator")
	for _, i := range at {
		x := object.Must(object.CallMethodOf(th, object.Must(object.Index(th, attr(self, "x"), i)), "astype", object.Pos(attr(self, "dtype"))))
		pictures.Elems = append(pictures.Elems, transformed(th, generator, x))
	}
	x := stackedPictures(th, self, pictures, at)
	take := func(v object.Value) object.Value { return object.Must(object.Index(th, v, indices)) }
	if misc := attr(self, "x_misc").(*object.List); len(misc.Elems) > 0 {
		all := object.NewList(x)
		for _, m := range misc.Elems {
			all.Elems = append(all.Elems, take(m))
		}
		x = all
	}
	y, weights := attr(self, "y"), attr(self, "sample_weight")
	if y == nil {
		return x, nil
	}
	if weights == nil {
		return object.NewTuple(x, take(y)), nil
	}
	return object.NewTuple(x, take(y), take(weights)), nil
}
