package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// imageDataGeneratorClass is keras.preprocessing.image.ImageDataGenerator.
func imageDataGeneratorClass() *object.Class {
	return imageDataGeneratorOnce.get(newImageDataGeneratorClass)
}

var imageDataGeneratorOnce lazyClass

// generatorSettings are the arguments that are attributes as they were given.
var generatorSettings = []string{"featurewise_center", "samplewise_center", "featurewise_std_normalization", "samplewise_std_normalization",
	"zca_whitening", "zca_epsilon", "rotation_range", "width_shift_range", "height_shift_range", "brightness_range", "shear_range",
	"channel_shift_range", "fill_mode", "cval", "horizontal_flip", "vertical_flip", "rescale", "preprocessing_function", "interpolation_order"}

func newImageDataGeneratorClass() *object.Class {
	return plainClass{
		module: "keras.src.preprocessing.image",
		sig: "ImageDataGenerator(featurewise_center=False, samplewise_center=False, featurewise_std_normalization=False, samplewise_std_normalization=False, " +
			"zca_whitening=False, zca_epsilon=1e-6, rotation_range=0, width_shift_range=0.0, height_shift_range=0.0, brightness_range=None, shear_range=0.0, " +
			"zoom_range=0.0, channel_shift_range=0.0, fill_mode='nearest', cval=0.0, horizontal_flip=False, vertical_flip=False, rescale=None, " +
			"preprocessing_function=None, data_format=None, validation_split=0.0, interpolation_order=1, dtype=None)",
		doc: "Batches of pictures that are moved, flipped and recoloured at random and brought to a common scale. " +
			"flow takes them from arrays, flow_from_directory from a folder.",
		init:    initGenerator,
		members: generatorMembers,
	}.class()
}

func initGenerator(th *object.Thread, self *object.Instance, a *object.Bound) error {
	setAttrs(self, a, generatorSettings...)
	format := formatOrDefault(th, a.Value("data_format"))
	axes := map[object.Value][3]int{"channels_first": {1, 2, 3}, "channels_last": {3, 1, 2}}
	at, ok := axes[hashable(format)]
	if !ok {
		return object.ValueErrorf("`data_format` should be `\"channels_last\"` (channel after row and column) or `\"channels_first\"` (channel before row and column). Received: %s", object.Must(object.Str(th, format)))
	}
	self.Attrs.Set("data_format", format)
	for i, name := range []string{"channel_axis", "row_axis", "col_axis"} {
		self.Attrs.Set(name, at[i])
	}
	self.Attrs.Set("dtype", dtypeOrDefault(th, a.Value("dtype")))
	split := a.Value("validation_split")
	if a.Bool("validation_split") {
		if s := a.Float("validation_split"); s <= 0 || s >= 1 {
			return object.ValueErrorf("`validation_split` must be strictly between 0 and 1.  Received: %s", object.Must(object.Str(th, split)))
		}
	}
	self.Attrs.Set("_validation_split", split)
	for _, learned := range []string{"mean", "std", "zca_whitening_matrix"} {
		self.Attrs.Set(learned, nil)
	}
	if err := setZoom(th, self, a.Value("zoom_range")); err != nil {
		return err
	}
	if v := a.Value("brightness_range"); v != nil {
		n, err := object.Len(th, v)
		if err != nil || n != 2 {
			return object.ValueErrorf("`brightness_range should be tuple or list of two floats. Received: %s", object.Must(object.Str(th, v)))
		}
	}
	reconcile(th, self)
	return nil
}

// setZoom sets zoom_range: a pair, or around 1 for a number.
func setZoom(th *object.Thread, self *object.Instance, v object.Value) error {
	switch v.(type) {
	case int, float64, bool:
		lo := object.Must(object.BinaryOp(th, object.Sub, 1, v))
		hi := object.Must(object.BinaryOp(th, object.Add, 1, v))
		self.Attrs.Set("zoom_range", object.NewList(lo, hi))
		return nil
	}
	elems, err := object.ToSlice(th, v)
	if err != nil {
		return err
	}
	if len(elems) != 2 {
		return object.ValueErrorf("`zoom_range` should be a float or a tuple or list of two floats. Received: %s", object.Must(object.Str(th, v)))
	}
	self.Attrs.Set("zoom_range", object.NewList(elems...))
	return nil
}

// reconcile turns on what other settings need and warns of it.
func reconcile(th *object.Thread, self *object.Instance) {
	on := func(name string) bool { return object.Must(object.Truth(th, attr(self, name))) }
	set := func(name string, v bool, text string) {
		self.Attrs.Set(name, v)
		warnUser(th, "This ImageDataGenerator specifies "+text)
	}
	center, std := on("featurewise_center"), on("featurewise_std_normalization")
	if on("zca_whitening") {
		if !center {
			set("featurewise_center", true, "`zca_whitening`, which overrides setting of `featurewise_center`.")
		}
		if std {
			set("featurewise_std_normalization", false, "`zca_whitening` which overrides setting of`featurewise_std_normalization`.")
		}
	}
	if std && !center {
		set("featurewise_center", true, "`featurewise_std_normalization`, which overrides setting of `featurewise_center`.")
	}
	if on("samplewise_std_normalization") && !on("samplewise_center") {
		set("samplewise_center", true, "`samplewise_std_normalization`, which overrides setting of `samplewise_center`.")
	}
}

func warnUser(th *object.Thread, text string) {
	object.Must(callImported(th, "warnings", "warn", object.Pos(text)))
}

func formatOrDefault(th *object.Thread, v object.Value) object.Value {
	if v == nil {
		return binding.State(th).ImageDataFormat
	}
	return v
}

func dtypeOrDefault(th *object.Thread, v object.Value) object.Value {
	if v == nil {
		return binding.State(th).FloatX.String()
	}
	return v
}

// numpyOf calls a function of NumPy.
func numpyOf(th *object.Thread, name string, args ...object.Value) object.Value {
	return object.Must(callImported(th, "numpy", name, object.Pos(args...)))
}

func generatorMembers() []object.Member {
	flow := "batch_size=32, shuffle=True, "
	saving := "save_to_dir=None, save_prefix='', save_format='png', "
	return []object.Member{
		object.Method("flow(self, x, y=None, "+flow+"sample_weight=None, seed=None, "+saving+"ignore_class_split=False, subset=None)",
			"Endless batches of pictures of an array, with their labels.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				args := object.Pos(a.Value("x"), a.Value("y"), a.Self()).With("data_format", attr(a.Self(), "data_format")).With("dtype", attr(a.Self(), "dtype"))
				return object.Call(th, numpyIteratorClass(), passOn(a, args, "batch_size", "shuffle", "sample_weight", "seed", "save_to_dir", "save_prefix", "save_format", "ignore_class_split", "subset"))
			}),
		object.Method("flow_from_directory(self, directory, target_size=(256, 256), color_mode='rgb', classes=None, class_mode='categorical', "+flow+"seed=None, "+saving+"follow_links=False, subset=None, interpolation='nearest', keep_aspect_ratio=False)",
			"Endless batches of the pictures in a folder, whose subfolders are the classes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				args := object.Pos(a.Value("directory"), a.Self()).With("data_format", attr(a.Self(), "data_format")).With("dtype", attr(a.Self(), "dtype"))
				return object.Call(th, directoryIteratorClass(), passOn(a, args, "target_size", "color_mode", "classes", "class_mode", "batch_size", "shuffle", "seed",
					"save_to_dir", "save_prefix", "save_format", "follow_links", "subset", "interpolation", "keep_aspect_ratio"))
			}),
		object.Method("flow_from_dataframe(self, dataframe, directory=None, x_col='filename', y_col='class', **kwargs)",
			"Refused: pandas, whose tables it takes, is not in kerash.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, object.Errorf(object.ImportError, "Install pandas to use flow_from_dataframe.").WithHint("flow_from_directory takes a folder, flow an array")
			}),
		object.Method("standardize(self, x)", "A batch or picture brought to scale, as the settings say. Keras changes x in place.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return standardize(th, a.Self(), a.Value("x")), nil
		}),
		object.Method("get_random_transform(self, img_shape, seed=None)", "Amounts for apply_transform, drawn for a picture of a shape.", randomTransform),
		object.Method("apply_transform(self, x, transform_parameters)", "A picture moved, shifted in colour, flipped and brightened.", applyTransform),
		object.Method("random_transform(self, x, seed=None)", "A picture after a random transform.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return randomlyTransformed(th, a.Self(), a.Value("x"), a.Value("seed")), nil
		}),
		object.Method("fit(self, x, augment=False, rounds=1, seed=None)", "Learns the mean, deviation and whitening of pictures.", fitGenerator),
	}
}

// passOn adds arguments under their own names.
func passOn(a *object.Bound, args object.Args, names ...string) object.Args {
	for _, n := range names {
		args = args.With(n, a.Value(n))
	}
	return args
}

// randomlyTransformed calls the generator's own methods, which a class of the
// user's may override; they get a seed only if there is one.
func randomlyTransformed(th *object.Thread, self, x object.Value, seed ...object.Value) object.Value {
	args := append([]object.Value{object.Must(object.GetAttr(th, x, "shape"))}, seed...)
	params := object.Must(object.CallMethodOf(th, self, "get_random_transform", object.Pos(args...)))
	return object.Must(object.CallMethodOf(th, self, "apply_transform", object.Pos(x, params)))
}

// standardize brings pictures to scale.
func standardize(th *object.Thread, self, x object.Value) object.Value {
	on := func(name string) bool { return object.Must(object.Truth(th, attr(self, name))) }
	change := func(op object.Op, by object.Value) { x = object.Must(object.InPlaceOp(th, op, x, by)) }
	over := func(fn string) object.Value {
		return object.Must(callImported(th, "numpy", fn, object.Pos(x).With("keepdims", true)))
	}
	softened := func(v object.Value) object.Value { return object.Must(object.BinaryOp(th, object.Add, v, 1e-6)) }
	learned := func(setting, name string) object.Value {
		v := attr(self, name)
		if v == nil {
			warnUser(th, "This ImageDataGenerator specifies `"+setting+"`, but it hasn't been fit on any training data. Fit it first by calling `.fit(numpy_data)`.")
		}
		return v
	}
	if on("preprocessing_function") {
		x = object.Must(object.CallFn(th, attr(self, "preprocessing_function"), x))
	}
	if on("rescale") {
		change(object.Mul, attr(self, "rescale"))
	}
	if on("samplewise_center") {
		change(object.Sub, over("mean"))
	}
	if on("samplewise_std_normalization") {
		change(object.Div, softened(over("std")))
	}
	if on("featurewise_center") {
		if mean := learned("featurewise_center", "mean"); mean != nil {
			change(object.Sub, mean)
		}
	}
	if on("featurewise_std_normalization") {
		if std := learned("featurewise_std_normalization", "std"); std != nil {
			change(object.Div, softened(std))
		}
	}
	if on("zca_whitening") {
		if white := learned("zca_whitening", "zca_whitening_matrix"); white != nil {
			shape := arrayArg(th, x).Shape()
			flat := numpyOf(th, "reshape", x, intList([]int{-1, tensor.NumElements(shape[max(0, len(shape)-3):])}))
			x = numpyOf(th, "reshape", object.Must(object.BinaryOp(th, object.MatMul, flat, white)), intList(shape))
		}
	}
	return x
}

func fitGenerator(th *object.Thread, a *object.Bound) (object.Value, error) {
	self := a.Self().(*object.Instance)
	on := func(name string) bool { return object.Must(object.Truth(th, attr(self, name))) }
	dt := attr(self, "dtype")
	x := numpyOf(th, "array", a.Value("x"), dt)
	shape := arrayArg(th, x).Shape()
	if len(shape) != 4 {
		return nil, object.ValueErrorf("Input to `.fit()` should have rank 4. Got array with shape: %s", tensor.ShapeString(shape))
	}
	channel := intAttr(th, self, "channel_axis")
	checkChannels(th, "Expected input to be images (as Numpy array) following the data format convention \"%s\" (channels on axis %d), i.e. expected either 1, 3 or 4 channels on axis %d. However, it was passed an array with shape %s (%d channels).", attr(self, "data_format"), channel, shape)
	if seed := a.Value("seed"); seed != nil {
		object.Must(callImported(th, "numpy.random", "seed", object.Pos(seed)))
	}
	if on("rescale") {
		x = object.Must(object.InPlaceOp(th, object.Mul, x, attr(self, "rescale")))
	}
	if a.Bool("augment") {
		x = augmented(th, self, x, shape[0], a.Int("rounds"))
	}
	axes := object.NewTuple(0, attr(self, "row_axis"), attr(self, "col_axis"))
	spread := []int{1, 1, 1}
	spread[channel-1] = shape[channel]
	learn := func(name, fn string) object.Value {
		v := numpyOf(th, "reshape", numpyOf(th, fn, x, axes), intList(spread))
		self.Attrs.Set(name, v)
		return v
	}
	if on("featurewise_center") {
		x = object.Must(object.InPlaceOp(th, object.Sub, x, learn("mean", "mean")))
	}
	if on("featurewise_std_normalization") {
		std := object.Must(object.BinaryOp(th, object.Add, learn("std", "std"), 1e-6))
		x = object.Must(object.InPlaceOp(th, object.Div, x, std))
	}
	if on("zca_whitening") {
		self.Attrs.Set("zca_whitening_matrix", whitening(th, x, attr(self, "zca_epsilon")))
	}
	return nil, nil
}

// augmented is rounds of random transforms of n pictures.
func augmented(th *object.Thread, self *object.Instance, x object.Value, n, rounds int) object.Value {
	all := object.NewList()
	for range rounds {
		for i := range n {
			picture := object.Must(object.Index(th, x, i))
			all.Elems = append(all.Elems, object.Must(object.CallMethodOf(th, self, "random_transform", object.Pos(picture))))
		}
	}
	return object.Must(object.CallMethodOf(th, numpyOf(th, "stack", all), "astype", object.Pos(attr(self, "dtype"))))
}

// whitening is the matrix of zero-phase component analysis of pictures.
func whitening(th *object.Thread, x, epsilon object.Value) object.Value {
	n := arrayArg(th, x).Shape()[0]
	flat := numpyOf(th, "transpose", numpyOf(th, "reshape", x, intList([]int{n, -1})))
	usv := object.Must(object.ToSlice(th, object.Must(callImported(th, "numpy.linalg", "svd", object.Pos(flat).With("full_matrices", false)))))
	inverse := object.Must(object.BinaryOp(th, object.Div, numpyOf(th, "sqrt", n), object.Must(object.BinaryOp(th, object.Add, usv[1], epsilon))))
	scaled := object.Must(object.BinaryOp(th, object.Mul, usv[0], inverse))
	return object.Must(object.BinaryOp(th, object.MatMul, scaled, numpyOf(th, "transpose", usv[0])))
}
