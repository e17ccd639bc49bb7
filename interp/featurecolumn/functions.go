package featurecolumn

import (
	"math"
	"os"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/columns"
	"kerash/tensor"
)

// Members are the functions of tf.feature_column.
func Members() []object.Member {
	ms := []object.Member{
		fun("numeric_column(key, shape=(1,), default_value=None, dtype=tf.float32, normalizer_fn=None)", "A feature that is numbers; normalizer_fn changes them.", numericColumn),
		fun("bucketized_column(source_column, boundaries)", "The range that a number falls into: below the first boundary, between two, or from the last on.", bucketizedColumn),
		fun("categorical_column_with_hash_bucket(key, hash_bucket_size, dtype=tf.string)", "Strings or integers as categories by a hash.", hashedColumn),
		fun("categorical_column_with_identity(key, num_buckets, default_value=None)", "Integers that are categories already.", identityColumn),
		fun("categorical_column_with_vocabulary_list(key, vocabulary_list, dtype=None, default_value=-1, num_oov_buckets=0)", "Strings or integers as categories by their place in a list.", vocabularyColumn),
		fun("categorical_column_with_vocabulary_file(key, vocabulary_file, vocabulary_size=None, dtype=tf.string, default_value=None, num_oov_buckets=0, file_format=None)",
			"Strings or integers as categories by their line in a file.", vocabularyFileColumn),
		fun("crossed_column(keys, hash_bucket_size, hash_key=None)", "The combinations of several features as categories, by a hash.", crossedColumn),
		fun("indicator_column(categorical_column)", "Which categories an example has, or how often: one number for each.", indicatorColumn),
		fun("embedding_column(categorical_column, dimension, combiner='mean', initializer=None, ckpt_to_load_from=None, tensor_name_in_ckpt=None, max_norm=None, trainable=True, use_safe_embedding_lookup=True)",
			"A vector that is learned for each category.", embeddingColumn),
		fun("shared_embeddings(categorical_columns, dimension, combiner='mean', initializer=None, shared_embedding_collection_name=None, ckpt_to_load_from=None, tensor_name_in_ckpt=None, max_norm=None, trainable=True, use_safe_embedding_lookup=True)",
			"Embeddings with weights in common: TensorFlow has them in graphs only, and raises RuntimeError.", func(th *object.Thread, a *object.Bound) columns.Column {
				object.Throw(object.RuntimeErrorf("shared_embedding_columns are not supported when eager execution is enabled."))
				return nil
			}),
		fun("weighted_categorical_column(categorical_column, weight_feature_key, dtype=tf.float32)", "Categories with weights, which are another feature.", weightedColumn),
	}
	return append(append(ms, sequenceMembers()...), parseSpecMember())
}

// sequenceMembers are the functions for columns of sequences.
func sequenceMembers() []object.Member {
	sequence := func(f func(th *object.Thread, a *object.Bound) columns.Column) func(th *object.Thread, a *object.Bound) columns.Column {
		return func(th *object.Thread, a *object.Bound) columns.Column {
			return &columns.Sequence{Of: f(th, a).(columns.Categorical)}
		}
	}
	return []object.Member{
		fun("sequence_categorical_column_with_hash_bucket(key, hash_bucket_size, dtype=tf.string)", "Sequences of strings or integers as categories by a hash.", sequence(hashedColumn)),
		fun("sequence_categorical_column_with_identity(key, num_buckets, default_value=None)", "Sequences of integers that are categories already.", sequence(identityColumn)),
		fun("sequence_categorical_column_with_vocabulary_list(key, vocabulary_list, dtype=None, default_value=-1, num_oov_buckets=0)",
			"Sequences of strings or integers as categories by their place in a list.", sequence(vocabularyColumn)),
		fun("sequence_categorical_column_with_vocabulary_file(key, vocabulary_file, vocabulary_size=None, num_oov_buckets=0, default_value=None, dtype=tf.string)",
			"Sequences of strings or integers as categories by their line in a file.", sequence(vocabularyFileColumn)),
		fun("sequence_numeric_column(key, shape=(1,), default_value=0.0, dtype=tf.float32, normalizer_fn=None)", "Sequences of numbers.", func(th *object.Thread, a *object.Bound) columns.Column {
			n := &columns.Numeric{Key: text(th, a.Value("key")), Shape: shapeArg(th, a), DType: numberDType(th, a), Default: binding.ToNeutral(th, a.Value("default_value")), Sequence: true}
			n.Normalizer = normalizerArg(th, a)
			return n
		}),
	}
}

func fun(sig, doc string, f func(th *object.Thread, a *object.Bound) columns.Column) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return Value(f(th, a)), nil })
}

func fail(format string, args ...any) { object.Throw(object.ValueErrorf(format, args...)) }

func text(th *object.Thread, v object.Value) string { return object.Must(object.Str(th, v)) }

// keyArg is the key of a feature.
func keyArg(th *object.Thread, a *object.Bound) string {
	s, ok := a.Value("key").(string)
	if !ok {
		fail("key must be a string. Got: type %s. Given key: %s.", text(th, object.TypeOf(a.Value("key"))), text(th, a.Value("key")))
	}
	return s
}

// dtypeArg is the dtype argument, which has to be a tf.DType.
func dtypeArg(a *object.Bound, other tensor.DType) tensor.DType {
	if !a.Given("dtype") {
		return other
	}
	dt, ok := a.Value("dtype").(*binding.DType)
	if !ok {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'is_integer'", object.TypeName(a.Value("dtype"))))
	}
	return dt.DType
}

// numberDType is the dtype of a column of numbers.
func numberDType(th *object.Thread, a *object.Bound) tensor.DType {
	dt := dtypeArg(a, tensor.Float32)
	if !dt.IsInteger() && !dt.IsFloat() {
		fail("dtype must be convertible to float. dtype: %s, key: %s", dtypeText(dt), text(th, a.Value("key")))
	}
	return dt
}

// checkToken throws for a dtype that is not that of strings or integers.
func checkToken(dt tensor.DType, prefix string) {
	if dt != tensor.String && !dt.IsInteger() {
		fail("%s dtype must be string or integer. dtype: %s.", prefix, dtypeText(dt))
	}
}

// tokenDType is the dtype of a column of strings or integers.
func tokenDType(a *object.Bound, key string) tensor.DType {
	dt := dtypeArg(a, tensor.String)
	checkToken(dt, "column_name: "+key)
	return dt
}

// dtypeText is a dtype as str gives it.
func dtypeText(dt tensor.DType) string { return "<dtype: '" + dt.String() + "'>" }

// shapeArg is the shape of a column of numbers.
func shapeArg(th *object.Thread, a *object.Bound) []int {
	v := a.Value("shape")
	dims := []object.Value{v}
	switch object.NativeOf(v).(type) {
	case nil:
		object.Throw(object.NewError(object.AssertionError, ""))
	case *object.List, *object.Tuple:
		dims = object.Must(object.ToSlice(th, v))
	}
	shape := make([]int, len(dims))
	for i, d := range dims {
		n, ok := d.(int)
		if b, isBool := d.(bool); isBool && b {
			n, ok = 1, true
		}
		shown := text(th, object.NewTuple(dims...))
		if !ok {
			object.Throw(object.TypeErrorf("shape dimensions must be integer. shape: %s, key: %s", shown, text(th, a.Value("key"))))
		}
		if n < 1 {
			fail("shape dimensions must be greater than 0. shape: %s, key: %s", shown, text(th, a.Value("key")))
		}
		shape[i] = n
	}
	return shape
}

func normalizerArg(th *object.Thread, a *object.Bound) model.Callable {
	f := a.Value("normalizer_fn")
	if f == nil {
		return nil
	}
	if !object.IsCallable(f) {
		object.Throw(object.TypeErrorf("normalizer_fn must be a callable. Given: %s", text(th, f)))
	}
	return binding.NewFunction(th, f)
}

func numericColumn(th *object.Thread, a *object.Bound) columns.Column {
	n := &columns.Numeric{Shape: shapeArg(th, a), DType: numberDType(th, a)}
	n.Default = defaultArg(th, a, n.Shape, n.DType)
	n.Normalizer = normalizerArg(th, a)
	n.Key = keyArg(th, a)
	return n
}

// defaultArg is the default of a parser: one number for all elements, or as
// many as the shape has.
func defaultArg(th *object.Thread, a *object.Bound, shape []int, dt tensor.DType) any {
	v := a.Value("default_value")
	switch x := v.(type) {
	case nil:
		return nil
	case int, bool:
		return filled(shape, x)
	case float64:
		if dt.IsFloat() {
			return filled(shape, x)
		}
	}
	if object.Must(object.HasAttr(th, v, "tolist")) {
		v = object.Must(object.CallMethodOf(th, v, "tolist", object.Args{}))
	}
	if items, ok := model.Sequence(binding.ToNeutral(th, v)); ok {
		if !fitsShape(items, shape) {
			fail("The shape of default_value must be equal to given shape. default_value: %s, shape: %s, key: %s", text(th, v), text(th, binding.ShapeTuple(shape)), text(th, a.Value("key")))
		}
		ints, floats := leafKinds(items)
		if ints || floats && dt.IsFloat() {
			return tupled(items)
		}
	}
	object.Throw(object.TypeErrorf("default_value must be compatible with dtype. default_value: %s, dtype: %s, key: %s", text(th, v), dtypeText(dt), text(th, a.Value("key"))))
	return nil
}

// filled is nested tuples of a shape, all elements the same.
func filled(shape []int, v any) any {
	if len(shape) == 0 {
		return v
	}
	out := make(model.Tup, shape[0])
	for i := range out {
		out[i] = filled(shape[1:], v)
	}
	return out
}

func fitsShape(v any, shape []int) bool {
	items, nested := model.Sequence(v)
	if nested != (len(shape) > 0) {
		return false
	}
	if len(shape) == 0 {
		return true
	}
	if len(items) != shape[0] {
		return false
	}
	for _, it := range items {
		if !fitsShape(it, shape[1:]) {
			return false
		}
	}
	return true
}

// leafKinds reports whether all numbers in nested sequences are integers, and
// whether any is a float.
func leafKinds(v any) (ints, floats bool) {
	items, nested := model.Sequence(v)
	if !nested {
		_, isInt := v.(int)
		_, isFloat := v.(float64)
		return isInt, isFloat
	}
	ints = true
	for _, it := range items {
		i, f := leafKinds(it)
		ints, floats = ints && i, floats || f
	}
	return ints, floats
}

func tupled(v any) any {
	items, nested := model.Sequence(v)
	if !nested {
		return v
	}
	out := make(model.Tup, len(items))
	for i, it := range items {
		out[i] = tupled(it)
	}
	return out
}

func bucketizedColumn(th *object.Thread, a *object.Bound) columns.Column {
	given := a.Value("source_column")
	c, _ := Of(th, given)
	source, ok := c.(*columns.Numeric)
	if !ok || source.Sequence {
		fail("source_column must be a column generated with numeric_column(). Given: %s", text(th, given))
	}
	if len(source.Shape) > 1 {
		fail("source_column must be one-dimensional column. Given: %s", text(th, given))
	}
	bounds := a.Value("boundaries")
	if !object.Must(object.Truth(th, bounds)) {
		fail("boundaries must not be empty.")
	}
	switch object.NativeOf(bounds).(type) {
	case *object.List, *object.Tuple:
	default:
		fail("boundaries must be a sorted list.")
	}
	items, _ := model.Sequence(binding.ToNeutral(th, bounds))
	last := math.Inf(-1)
	for _, it := range items {
		f, ok := model.AsFloat(it)
		if !ok || f <= last {
			fail("boundaries must be a sorted list.")
		}
		last = f
	}
	return &columns.Bucketized{Source: source, Boundaries: items}
}

func hashedColumn(th *object.Thread, a *object.Bound) columns.Column {
	key := text(th, a.Value("key"))
	if !a.Has("hash_bucket_size") {
		fail("hash_bucket_size must be set. key: %s", key)
	}
	n := a.Int("hash_bucket_size")
	if n < 1 {
		fail("hash_bucket_size must be at least 1. hash_bucket_size: %d, key: %s", n, key)
	}
	keyArg(th, a)
	return &columns.Hashed{Key: key, Buckets: n, DType: tokenDType(a, key)}
}

func identityColumn(th *object.Thread, a *object.Bound) columns.Column {
	c := &columns.Identity{Buckets: a.Int("num_buckets")}
	key := text(th, a.Value("key"))
	if c.Buckets < 1 {
		fail("num_buckets %d < 1, column_name %s", c.Buckets, key)
	}
	if a.Has("default_value") {
		n := a.Int("default_value")
		if n < 0 || n >= c.Buckets {
			fail("default_value %d not in range [0, %d), column_name %s", n, c.Buckets, key)
		}
		c.Default = &n
	}
	c.Key = keyArg(th, a)
	return c
}

func vocabularyColumn(th *object.Thread, a *object.Bound) columns.Column {
	list, key := a.Value("vocabulary_list"), text(th, a.Value("key"))
	if list == nil || object.Must(object.Len(th, list)) < 1 {
		fail("vocabulary_list %s must be non-empty, column_name: %s", text(th, list), key)
	}
	elems := object.Must(object.ToSlice(th, list))
	if object.Must(object.SetOf(th, list)).Len() != len(elems) {
		fail("Duplicate keys in vocabulary_list %s, column_name: %s", text(th, list), key)
	}
	own := binding.ToArray(th, object.NewList(elems...), tensor.Invalid).DType()
	v := &columns.Vocabulary{Key: key, Default: a.Int("default_value"), OOV: oovArg(a, -1, key)}
	checkToken(own, "column_name: "+key+" vocabulary")
	v.DType = own
	if a.Has("dtype") {
		if dt := dtypeArg(a, own); dt.IsInteger() != own.IsInteger() {
			fail("dtype %s and vocabulary dtype %s do not match, column_name: %s", dtypeText(dt), dtypeText(own), key)
		}
		v.DType = tokenDType(a, key)
	}
	keyArg(th, a)
	v.List, _ = model.Sequence(binding.ToNeutral(th, object.NewList(elems...)))
	return v
}

// oovArg is the number of categories for values outside of a vocabulary, which
// have no default then; none is the default_value that says so.
func oovArg(a *object.Bound, none object.Value, key string) int {
	n := a.IntOr("num_oov_buckets", 0)
	if n == 0 {
		return 0
	}
	if a.Value("default_value") != none {
		fail("Can't specify both num_oov_buckets and default_value in %s.", key)
	}
	if n < 0 {
		fail("Invalid num_oov_buckets %d in %s.", n, key)
	}
	return n
}

func vocabularyFileColumn(th *object.Thread, a *object.Bound) columns.Column {
	key, path := text(th, a.Value("key")), a.StrOr("vocabulary_file", "")
	if path == "" {
		fail("Missing vocabulary_file in %s.", key)
	}
	v := &columns.Vocabulary{Key: key, File: path, Default: a.IntOr("default_value", -1)}
	if a.Sig.Index("file_format") >= 0 {
		v.Format = a.Value("file_format")
	}
	if v.Format == nil && strings.HasSuffix(path, "tfrecord.gz") {
		v.Format = columns.GzipFormat
	}
	if a.Has("vocabulary_size") {
		v.Size = a.Int("vocabulary_size")
	} else {
		st := binding.State(th)
		st.CheckFiles()
		if _, err := os.Stat(path); err != nil {
			fail("vocabulary_file in %s does not exist.", key)
		}
		v.Size = len(columns.ReadVocabulary(st, path, v.Format))
	}
	if v.Size < 1 {
		fail("Invalid vocabulary_size in %s.", key)
	}
	v.OOV = oovArg(a, nil, key)
	v.DType = tokenDType(a, key)
	keyArg(th, a)
	return v
}

func crossedColumn(th *object.Thread, a *object.Bound) columns.Column {
	size := a.Value("hash_bucket_size")
	if !object.Must(object.Truth(th, size)) || a.Int("hash_bucket_size") < 1 {
		fail("hash_bucket_size must be > 1. hash_bucket_size: %s", text(th, size))
	}
	keys := a.Value("keys")
	if !object.Must(object.Truth(th, keys)) || object.Must(object.Len(th, keys)) < 2 {
		fail("keys must be a list with length > 1. Given: %s", text(th, keys))
	}
	x := &columns.Crossed{Buckets: a.Int("hash_bucket_size"), HashKey: binding.ToNeutral(th, a.Value("hash_key"))}
	for _, k := range object.Must(object.ToSlice(th, keys)) {
		c, isColumn := Of(th, k)
		_, isKey := k.(string)
		if _, ok := c.(columns.Categorical); !ok && !isKey {
			fail("Unsupported key type. All keys must be either string, or categorical column except HashedCategoricalColumn. Given: %s", text(th, k))
		}
		if _, hashed := c.(*columns.Hashed); hashed {
			fail("categorical_column_with_hash_bucket is not supported for crossing. Hashing before crossing will increase probability of collision. Instead, use the feature name as a string. Given: %s", text(th, k))
		}
		if isColumn {
			x.Keys = append(x.Keys, c)
		} else {
			x.Keys = append(x.Keys, k)
		}
	}
	return x
}

func indicatorColumn(th *object.Thread, a *object.Bound) columns.Column {
	c, _ := Of(th, a.Value("categorical_column"))
	of, ok := c.(columns.Categorical)
	if !ok {
		fail("Unsupported input type. Input must be a CategoricalColumn. Given: %s", text(th, a.Value("categorical_column")))
	}
	return &columns.Indicator{Of: of}
}

// categoricalArg is an argument whose kind TensorFlow does not check.
func categoricalArg(th *object.Thread, a *object.Bound, missing string) columns.Categorical {
	c, _ := Of(th, a.Value("categorical_column"))
	of, ok := c.(columns.Categorical)
	if !ok {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute '%s'", object.TypeName(a.Value("categorical_column")), missing))
	}
	return of
}

func embeddingColumn(th *object.Thread, a *object.Bound) columns.Column {
	if !a.Has("dimension") || a.Int("dimension") < 1 {
		fail("Invalid dimension %s.", text(th, a.Value("dimension")))
	}
	if a.Has("ckpt_to_load_from") != a.Has("tensor_name_in_ckpt") {
		fail("Must specify both `ckpt_to_load_from` and `tensor_name_in_ckpt` or none of them.")
	}
	e := &columns.Embedding{Of: categoricalArg(th, a, "num_buckets"), Dimension: a.Int("dimension"), Combiner: a.Str("combiner"),
		Checkpoint: a.Value("ckpt_to_load_from"), TensorName: a.Value("tensor_name_in_ckpt"), MaxNorm: binding.ToNeutral(th, a.Value("max_norm")),
		Trainable: a.Bool("trainable"), Safe: a.Bool("use_safe_embedding_lookup")}
	given := a.Value("initializer")
	switch {
	case given == nil:
		stddev := 1 / math.Sqrt(float64(e.Dimension))
		c := model.Find(model.KindOpInitializer, "TruncatedNormal")
		e.Initializer = c.Make(binding.State(th), nil, model.Named{Name: "stddev", Value: stddev}).(model.Initializer)
	case !object.IsCallable(given):
		fail("initializer must be callable if specified. Embedding of column_name: %s", e.Of.Name())
	default:
		e.Initializer = initializerOf(th, given)
	}
	return e
}

func weightedColumn(th *object.Thread, a *object.Bound) columns.Column {
	if a.Given("dtype") && !a.Has("dtype") {
		fail("dtype None is not convertible to float.")
	}
	dt := dtypeArg(a, tensor.Float32)
	if !dt.IsInteger() && !dt.IsFloat() {
		fail("dtype %s is not convertible to float.", dtypeText(dt))
	}
	return &columns.Weighted{Of: categoricalArg(th, a, "name"), Key: text(th, a.Value("weight_feature_key")), DType: dt}
}

func parseSpecMember() object.Member {
	return object.Fun("make_parse_example_spec(feature_columns)", "How tf.io.parse_example reads the features of columns: a dict.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		out := object.NewDict()
		for _, v := range a.Elems("feature_columns") {
			c, ok := Of(th, v)
			if !ok {
				fail("All feature_columns must be FeatureColumn instances. Given: %s", text(th, v))
			}
			for it := parseSpec(th, c).(*object.Dict).Entries(); it.Next(); {
				old, twice, err := out.Get(th, it.Key())
				if object.Must(twice, err) && !object.Must(object.Equal(th, old, it.Value())) {
					fail("feature_columns contain different parse_spec for key %s. Given %s and %s", text(th, it.Key()), text(th, it.Value()), text(th, old))
				}
				object.Must(0, out.Set(th, it.Key(), it.Value()))
			}
		}
		return out, nil
	})
}
