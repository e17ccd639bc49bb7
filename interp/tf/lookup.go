package tf

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// The classes of tf.lookup.
var (
	KeyValueClass          = lookupClass("KeyValueTensorInitializer", "Keys and values for a table.", "(keys, values, key_dtype=None, value_dtype=None, name=None)")
	TextFileClass          = lookupClass("TextFileInitializer", "Keys and values for a table, from the lines of a file.", "(filename, key_dtype, key_index, value_dtype, value_index, vocab_size=None, delimiter='\\t', name=None, value_index_offset=0)")
	TextFileIndexClass     = lookupClass("TextFileIndex", "Which part of a line is a key or a value.", "()")
	StaticHashTableClass   = lookupClass("StaticHashTable", "A table from keys to values.", "(initializer, default_value, name=None, experimental_is_anonymous=False)")
	StaticVocabularyClass  = lookupClass("StaticVocabularyTable", "A table from words to numbers, with further numbers for words that are not in it.", "(initializer, num_oov_buckets, lookup_key_dtype=None, name=None, experimental_is_anonymous=False)")
	MutableHashTableClass  = lookupClass("MutableHashTable", "A table from keys to values that can be changed.", "(key_dtype, value_dtype, default_value, name='MutableHashTable', checkpoint=True, experimental_is_anonymous=False)")
	DenseHashTableClass    = lookupClass("DenseHashTable", "A table from keys to values that can be changed.", "(key_dtype, value_dtype, default_value, empty_key, deleted_key, initial_num_buckets=None, name='MutableDenseHashTable', checkpoint=True, experimental_is_anonymous=False)")
	lookupValues           = classMembers(KeyValueClass, TextFileClass, TextFileIndexClass, StaticHashTableClass, StaticVocabularyClass)
	lookupExperimentValues = classMembers(MutableHashTableClass, DenseHashTableClass)
)

func lookupClass(name, doc, sig string) *object.Class {
	return &object.Class{Name: name, Module: "tensorflow.python.ops.lookup_ops", Doc: doc, Signature: name + sig}
}

// classMembers are classes as members of a module.
func classMembers(cs ...*object.Class) []object.Member {
	var ms []object.Member
	for _, c := range cs {
		ms = append(ms, object.Const(c.Name, c))
	}
	return ms
}

// The parts of a line that tf.lookup.TextFileIndex names.
const (
	wholeLine  = -2
	lineNumber = -1
)

// tableInit is what a table begins with.
type tableInit struct {
	class        *object.Class
	keys, values *tensor.Array
}

// PyClass is the class of the initializer.
func (t *tableInit) PyClass() *object.Class { return t.class }

// hashTable is a table from strings or numbers to values.
type hashTable struct {
	class    *object.Class
	name     object.Value
	key      tensor.DType
	value    tensor.DType
	fallback *tensor.Tensor
	rows     map[any]*tensor.Array
	order    []any
	oov      int // numbers for words that are not in the table
}

// PyClass is the class of the table.
func (t *hashTable) PyClass() *object.Class { return t.class }

func init() {
	members := func() []object.Member {
		return []object.Member{
			object.Getter("key_dtype", "the dtype of the keys", func(th *object.Thread, self object.Value) (object.Value, error) {
				return binding.TFDType(self.(*tableInit).keys.DType()), nil
			}),
			object.Getter("value_dtype", "the dtype of the values", func(th *object.Thread, self object.Value) (object.Value, error) {
				return binding.TFDType(self.(*tableInit).values.DType()), nil
			}),
		}
	}
	KeyValueClass.Members, TextFileClass.Members = members, members
	TextFileIndexClass.Members = func() []object.Member {
		return []object.Member{object.Const("WHOLE_LINE", wholeLine), object.Const("LINE_NUMBER", lineNumber)}
	}
	KeyValueClass.New = newKeyValues
	TextFileClass.New = newTextFile
	for _, c := range []*object.Class{StaticHashTableClass, StaticVocabularyClass, MutableHashTableClass, DenseHashTableClass} {
		c.New = newTable
		c.Members = func() []object.Member { return tableMembers(c) }
		c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
			return self.(*hashTable).lookup(th, key), nil
		}
	}
}

func newKeyValues(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	a, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	keys := binding.ToTensor(th, a.Value("keys"), binding.DTypeOr(th, a.Value("key_dtype"), tensor.Invalid)).Array()
	values := binding.ToTensor(th, a.Value("values"), binding.DTypeOr(th, a.Value("value_dtype"), tensor.Invalid)).Array()
	return &tableInit{cls, keys, values}, nil
}

func newTextFile(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	a, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	refuseFiles(th)
	path := filePath(th, a.Value("filename"))
	f, err := os.Open(path)
	done(path, err)
	defer f.Close()
	keyAt, valueAt, limit := a.Int("key_index"), a.Int("value_index"), a.IntOr("vocab_size", -1)
	var keys, values []string
	for lines := bufio.NewScanner(f); lines.Scan() && (limit < 0 || len(keys) < limit); {
		line := lines.Text()
		part := func(at int) string {
			switch at {
			case wholeLine:
				return line
			case lineNumber:
				return strconv.Itoa(len(keys) + a.Int("value_index_offset"))
			}
			fields := strings.Split(line, a.Str("delimiter"))
			if at >= len(fields) {
				tensor.Throwf("InvalidArgumentError", "Invalid number of columns in %s line %d (%s) : expected %d got %d", path, len(keys), line, at+1, len(fields))
			}
			return fields[at]
		}
		k, v := part(keyAt), part(valueAt)
		keys, values = append(keys, k), append(values, v)
	}
	return &tableInit{cls, readAs(keys, binding.ToDType(th, a.Value("key_dtype"))), readAs(values, binding.ToDType(th, a.Value("value_dtype")))}, nil
}

// readAs reads texts as values of a dtype.
func readAs(texts []string, dt tensor.DType) *tensor.Array {
	a := tensor.FromSlice(texts, len(texts))
	if dt == tensor.String {
		return a
	}
	out := make([]float64, len(texts))
	for i, t := range texts {
		v, err := strconv.ParseFloat(t, 64)
		if err != nil {
			tensor.Throwf("InvalidArgumentError", "Field %s in line %d is not a valid %s.", t, i, dt.RuntimeName())
		}
		out[i] = v
	}
	return tensor.FromSlice(out, len(out)).Cast(dt)
}

func newTable(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	a, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	t := &hashTable{class: cls, name: a.Value("name"), rows: map[any]*tensor.Array{}}
	if cls == MutableHashTableClass || cls == DenseHashTableClass {
		t.key, t.value = binding.ToDType(th, a.Value("key_dtype")), binding.ToDType(th, a.Value("value_dtype"))
		t.fallback = binding.ToTensor(th, a.Value("default_value"), t.value)
		return t, nil
	}
	init, ok := a.Value("initializer").(*tableInit)
	if !ok {
		return nil, object.AttributeErrorf("'%s' object has no attribute 'key_dtype'", object.TypeName(a.Value("initializer")))
	}
	t.key, t.value = init.keys.DType(), init.values.DType()
	if cls == StaticVocabularyClass {
		if t.value != tensor.Int64 {
			return nil, object.TypeErrorf("Invalid `value_dtype`, expected %s but got %s.", reprDType(tensor.Int64), reprDType(t.value))
		}
		if t.oov = a.Int("num_oov_buckets"); t.oov <= 0 {
			return nil, object.ValueErrorf("`num_oov_buckets` must be > 0; use StaticHashTable.")
		}
		t.fallback = tensor.ConstScalar(int64(-1))
	} else {
		t.fallback = binding.ToTensor(th, a.Value("default_value"), t.value)
	}
	t.put(init.keys, init.values, false)
	return t, nil
}

// keyOf is element i of an array as the key of a Go map.
func keyOf(a *tensor.Array, i int) any {
	switch {
	case a.DType() == tensor.String:
		return a.Str(i)
	case a.DType().IsFloat():
		return a.Float(i)
	}
	return a.Int(i)
}

// put adds rows; replace lets them replace others.
func (t *hashTable) put(keys, values *tensor.Array, replace bool) {
	n := keys.Size()
	if lead := keys.Rank(); values.Rank() < lead || !tensor.SameShape(values.Shape()[:lead], keys.Shape()) {
		importFailed("InvalidArgumentError", "Expected shape %s for value, got %s", brackets(keys.Shape()), brackets(values.Shape()))
	}
	rest := values.Shape()[keys.Rank():]
	rows := values.Reshape(append([]int{n}, rest...))
	for i := range n {
		row := rows.Slice([]tensor.Slice{tensor.At(i)}).Clone()
		k := keyOf(keys, i)
		old, known := t.rows[k]
		if known && !replace && !sameElements(old, row) {
			importFailed("FailedPreconditionError", "HashTable has different value for same key. Key %v has %s and trying to add value %s", k, rowText(old), rowText(row))
		}
		if !known {
			t.order = append(t.order, k)
		}
		t.rows[k] = row
	}
}

// importFailed throws that rows cannot be added to a table.
func importFailed(class, format string, args ...any) {
	tensor.Throwf(class, "{{function_node __wrapped__LookupTableImportV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:LookupTableImportV2] name: ", fmt.Sprintf(format, args...))
}

func sameElements(a, b *tensor.Array) bool {
	for i := range a.Size() {
		if keyOf(a, i) != keyOf(b, i) {
			return false
		}
	}
	return a.Size() == b.Size()
}

func rowText(a *tensor.Array) string {
	if a.Size() != 1 {
		return brackets(a.Shape())
	}
	return fmt.Sprint(keyOf(a, 0))
}

// keysOf is an argument as the keys of a table.
func (t *hashTable) keysOf(th *object.Thread, v object.Value) *tensor.Array {
	if !binding.IsTensor(v) {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'dtype'", object.TypeName(v)).WithHint("pass a tensor: tf.constant(%s)", object.Must(object.Repr(th, v))))
	}
	keys := binding.ToTensor(th, v, tensor.Invalid)
	if keys.DType() != t.key {
		object.Throw(object.TypeErrorf("Dtype of argument `keys` must be <dtype: '%s'>, received: <dtype: '%s'>", t.key, keys.DType()))
	}
	return keys.Array()
}

// lookup is the values of keys.
func (t *hashTable) lookup(th *object.Thread, v object.Value) object.Value {
	if r, ok := v.(*Ragged); ok {
		return r.withFlat(t.find(t.keysOf(th, r.flat())))
	}
	if t.class == MutableHashTableClass || t.class == DenseHashTableClass {
		v = binding.ToTensor(th, v, t.key)
	}
	return t.find(t.keysOf(th, v))
}

// find is the values of keys; keys that are not there get the default, or one
// of the further numbers of a vocabulary by their hash.
func (t *hashTable) find(keys *tensor.Array) *tensor.Tensor {
	rest := t.fallback.Shape()
	out := tensor.NewArray(t.value, append([]int{keys.Size()}, rest...)...)
	for i := range keys.Size() {
		k := keyOf(keys, i)
		row, ok := t.rows[k]
		if !ok {
			row = t.fallback.Array()
			if t.oov > 0 {
				row = tensor.Scalar(int64(tensor.Fingerprint64(fmt.Sprint(k))%uint64(t.oov)) + int64(len(t.rows)))
			}
		}
		out.Slice([]tensor.Slice{tensor.At(i)}).CopyFrom(row)
	}
	return tensor.FromArray(out.Reshape(append(append([]int{}, keys.Shape()...), rest...)))
}

// export is all keys and all values.
func (t *hashTable) export() object.Value {
	n := len(t.order)
	values := tensor.NewArray(t.value, append([]int{n}, t.fallback.Shape()...)...)
	words, numbers := make([]string, n), make([]float64, n)
	for i, k := range t.order {
		switch v := k.(type) {
		case string:
			words[i] = v
		case int64:
			numbers[i] = float64(v)
		case float64:
			numbers[i] = v
		}
		values.Slice([]tensor.Slice{tensor.At(i)}).CopyFrom(t.rows[k])
	}
	keys := tensor.FromSlice(words, n)
	if t.key != tensor.String {
		keys = tensor.FromSlice(numbers, n).Cast(t.key)
	}
	return object.NewTuple(tensor.FromArray(keys), tensor.FromArray(values))
}

// remove takes keys out.
func (t *hashTable) remove(keys *tensor.Array) {
	for i := range keys.Size() {
		delete(t.rows, keyOf(keys, i))
	}
	var left []any
	for _, k := range t.order {
		if _, ok := t.rows[k]; ok {
			left = append(left, k)
		}
	}
	t.order = left
}

func tableMembers(c *object.Class) []object.Member {
	getter := func(name, doc string, f func(t *hashTable) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*hashTable)), nil })
	}
	method := func(sig, doc string, f func(c *call, t *hashTable) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, b *object.Bound) (object.Value, error) {
			return f(&call{Bound: b, th: th, s: binding.Scope(th)}, b.Self().(*hashTable)), nil
		})
	}
	ms := []object.Member{
		getter("key_dtype", "the dtype of the keys", func(t *hashTable) object.Value { return binding.TFDType(t.key) }),
		getter("value_dtype", "the dtype of the values", func(t *hashTable) object.Value { return binding.TFDType(t.value) }),
		getter("name", "the name of the table", func(t *hashTable) object.Value { return t.name }),
		method("lookup(self, keys, name=None)", "The values of keys.", func(c *call, t *hashTable) object.Value { return t.lookup(c.th, c.Value("keys")) }),
		method("size(self, name=None)", "The number of keys.", func(c *call, t *hashTable) object.Value { return tensor.ConstScalar(int64(len(t.rows) + t.oov)) }),
	}
	if c != StaticVocabularyClass {
		ms = append(ms,
			getter("default_value", "the value of keys that are not there", func(t *hashTable) object.Value { return t.fallback }),
			method("export(self, name=None)", "All keys and all values.", func(c *call, t *hashTable) object.Value { return t.export() }))
	}
	if c == MutableHashTableClass || c == DenseHashTableClass {
		ms = append(ms,
			method("insert(self, keys, values, name=None)", "Adds keys with their values, or changes values.", func(c *call, t *hashTable) object.Value {
				t.put(c.tensorAs("keys", t.key).Array(), c.tensorAs("values", t.value).Array(), true)
				return nil
			}),
			method("remove(self, keys, name=None)", "Removes keys.", func(c *call, t *hashTable) object.Value {
				t.remove(t.keysOf(c.th, c.Value("keys")))
				return nil
			}),
			method("erase(self, keys, name=None)", "Removes keys.", func(c *call, t *hashTable) object.Value {
				t.remove(t.keysOf(c.th, c.Value("keys")))
				return nil
			}))
	}
	return ms
}
