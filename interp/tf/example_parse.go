package tf

import (
	"fmt"
	"sort"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/example"
	"kerash/tensor"
)

// The descriptions of features that examples are parsed by.
var (
	fixedLenFeatureClass = featureSpec("FixedLenFeature", "(shape, dtype, default_value=None)", "shape", "dtype", "default_value")
	varLenFeatureClass   = featureSpec("VarLenFeature", "(dtype)", "dtype")
	fixedSequenceClass   = featureSpec("FixedLenSequenceFeature", "(shape, dtype, allow_missing=False, default_value=None)", "shape", "dtype", "allow_missing", "default_value")
	sparseFeatureClass   = featureSpec("SparseFeature", "(index_key, value_key, dtype, size, already_sorted=False)", "index_key", "value_key", "dtype", "size", "already_sorted")
	raggedFeatureClass   = featureSpec("RaggedFeature", "(dtype, value_key=None, partitions=(), row_splits_dtype=tf.int32, validate=False)", "dtype", "value_key", "partitions", "row_splits_dtype", "validate")
)

func featureSpec(name, sig string, fields ...string) *object.Class {
	c := namedTuple(name, fields...)
	c.Module, c.Signature, c.Doc = "tensorflow.python.ops.parsing_config", name+sig, "What is known of a feature: its dtype, and its shape or that it has none."
	c.Example = ExampleClass.Example
	return c
}

// exampleDecls are the functions that parse examples.
func exampleDecls() []decl {
	return []decl{
		{names: "io.parse_single_example", sig: "parse_single_example(serialized, features, example_names=None, name=None)", doc: "The features of one serialized tf.train.Example as tensors.", fn: func(c *call) object.Value { return newExampleParser(c).single() }},
		{names: "io.parse_example", sig: "parse_example(serialized, features, example_names=None, name=None)", doc: "The features of a batch of serialized tf.train.Examples as tensors.", fn: func(c *call) object.Value { return newExampleParser(c).batch() }},
	}
}

// wanted is a feature to be parsed.
type wanted struct {
	name     string // of the result
	key      string // in the example
	class    *object.Class
	dtype    tensor.DType
	shape    []int // of FixedLenFeature and FixedLenSequenceFeature
	fallback *tensor.Array
	missing  bool // FixedLenSequenceFeature: may be missing
}

// exampleParser parses examples by descriptions of their features.
type exampleParser struct {
	c        *call
	features []wanted
	merges   []sparseMerge // the SparseFeatures
	counts   map[*object.Class]int
}

func newExampleParser(c *call) *exampleParser {
	d, ok := object.NativeOf(c.Value("features")).(*object.Dict)
	if c.Value("features") == nil || ok && d.Len() == 0 {
		object.Throw(object.ValueErrorf("Invalid argument: features cannot be None."))
	}
	if !ok {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'items'", object.TypeName(c.Value("features"))))
	}
	p := &exampleParser{c: c, counts: map[*object.Class]int{}}
	p.features, p.merges = wantedFeatures(c.th, d)
	for _, w := range p.features {
		p.counts[w.class]++
	}
	for _, w := range p.features {
		if w.dtype != tensor.Float32 && w.dtype != tensor.Int64 && w.dtype != tensor.String {
			tensor.Throwf("InvalidArgumentError", "Value for attr 'Tdense' of %s is not in the list of allowed values: float, int64, string\n\t; NodeDef: {{node ParseExampleV2}} [Op:ParseExampleV2]", w.dtype.RuntimeName())
		}
	}
	return p
}

// wantedFeatures reads a dict of descriptions: first come sparse features, then
// dense ones and ragged ones, each sorted by name.
func wantedFeatures(th *object.Thread, d *object.Dict) ([]wanted, []sparseMerge) {
	var out []wanted
	var merges []sparseMerge
	for it := d.Entries(); it.Next(); {
		name := object.Must(object.Str(th, it.Key()))
		if inst, ok := it.Value().(*object.Instance); ok && inst.Class == sparseFeatureClass {
			merges = append(merges, sparseMergeOf(th, name, inst))
			continue
		}
		out = append(out, wantedOf(th, name, it.Value()))
	}
	sort.SliceStable(merges, func(i, j int) bool { return merges[i].name < merges[j].name })
	for i := range merges {
		out = merges[i].addKeys(out)
	}
	checkKeys(out)
	rank := map[*object.Class]int{varLenFeatureClass: 0, fixedLenFeatureClass: 1, fixedSequenceClass: 1, raggedFeatureClass: 2}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if rank[a.class] != rank[b.class] {
			return rank[a.class] < rank[b.class]
		}
		return a.name < b.name
	})
	return out, merges
}

func wantedOf(th *object.Thread, name string, v object.Value) wanted {
	inst, ok := v.(*object.Instance)
	w := wanted{name: name, key: name}
	if ok {
		w.class = inst.Class
	}
	field := func(f string) object.Value { return object.Must(object.GetAttr(th, v, f)) }
	switch w.class {
	case fixedLenFeatureClass, fixedSequenceClass:
		w.dtype, w.shape = binding.ToDType(th, field("dtype")), binding.ToShape(th, field("shape"))
		if d := field("default_value"); d != nil {
			a := binding.ToTensor(th, d, w.dtype).Array()
			if w.class == fixedLenFeatureClass {
				a = a.Reshape(w.shape)
			}
			w.fallback = a
		}
		w.missing = w.class == fixedSequenceClass && object.Must(object.Truth(th, field("allow_missing")))
	case varLenFeatureClass, raggedFeatureClass:
		w.dtype = binding.ToDType(th, field("dtype"))
		if w.class == raggedFeatureClass {
			if k, ok := field("value_key").(string); ok {
				w.key = k
			}
		}
	default:
		object.Throw(object.ValueErrorf("Unsupported %s %s for key '%s'", object.TypeName(v), object.Must(object.Repr(th, v)), name))
	}
	return w
}

// fail throws what the op says.
func (p *exampleParser) fail(format string, args ...any) {
	op := fmt.Sprintf("ParseExampleV2_Tdense_%d_num_sparse_%d_ragged_split_types_%d_ragged_value_types_%d_sparse_types_%d",
		p.counts[fixedLenFeatureClass]+p.counts[fixedSequenceClass], p.counts[varLenFeatureClass], p.counts[raggedFeatureClass], p.counts[raggedFeatureClass], p.counts[varLenFeatureClass])
	tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:ParseExampleV2]", op, fmt.Sprintf(format, args...))
}

// values is the feature of an example as an array, nil when it is missing.
func (p *exampleParser) values(fs example.Features, w wanted) *tensor.Array {
	f := fs[w.key]
	if f == nil || f.Kind == example.Unset {
		return nil
	}
	var a *tensor.Array
	var kind tensor.DType
	switch f.Kind {
	case example.Bytes:
		kind, a = tensor.String, tensor.FromSlice(append([]string{}, f.Bytes...), len(f.Bytes))
	case example.Floats:
		kind, a = tensor.Float32, tensor.FromSlice(append([]float32{}, f.Floats...), len(f.Floats))
	case example.Ints:
		kind, a = tensor.Int64, tensor.FromSlice(append([]int64{}, f.Ints...), len(f.Ints))
	}
	if kind != w.dtype {
		p.fail("Key: %s.  Data types don't match. Data type: %s but expected type: %s", w.key, kind.RuntimeName(), w.dtype.RuntimeName())
	}
	return a
}

func (p *exampleParser) parse(raw string) example.Features {
	fs, err := example.ParseExample([]byte(raw))
	if err != nil {
		p.fail("Could not parse example input, value: '%s'", raw)
	}
	return fs
}

func (p *exampleParser) single() object.Value {
	t := p.c.tensorAs("serialized", tensor.String)
	if t.Rank() != 0 {
		object.Throw(object.ValueErrorf("Input serialized must be a scalar"))
	}
	fs := p.parse(t.Array().Str(0))
	out := object.NewDict()
	for _, w := range p.features {
		a := p.values(fs, w)
		switch w.class {
		case fixedLenFeatureClass:
			out.SetStr(w.name, tensor.FromArray(p.fixed(a, w)))
		case fixedSequenceClass:
			out.SetStr(w.name, tensor.FromArray(p.sequence(a, w)))
		case varLenFeatureClass:
			a = orEmpty(a, w.dtype)
			at := make([]int, a.Size())
			for i := range at {
				at[i] = i
			}
			out.SetStr(w.name, newSparse(at, 1, tensor.FromArray(a), []int{a.Size()}))
		default:
			out.SetStr(w.name, tensor.FromArray(orEmpty(a, w.dtype)))
		}
	}
	p.merge(out)
	return out
}

func orEmpty(a *tensor.Array, dt tensor.DType) *tensor.Array {
	if a == nil {
		return tensor.NewArray(dt, 0)
	}
	return a
}

// fixed is a feature of a shape that is known.
func (p *exampleParser) fixed(a *tensor.Array, w wanted) *tensor.Array {
	if a == nil {
		if w.fallback == nil {
			p.fail("Feature: %s (data type: %s) is required but could not be found.", w.key, w.dtype.RuntimeName())
		}
		return w.fallback
	}
	if n := tensor.NumElements(w.shape); a.Size() != n {
		p.fail("Key: %s.  Can't parse serialized Example.", w.key)
	}
	return a.Reshape(w.shape)
}

// sequence is a feature of elements of a shape.
func (p *exampleParser) sequence(a *tensor.Array, w wanted) *tensor.Array {
	if a == nil && !w.missing {
		p.fail("Feature: %s (data type: %s) is required but could not be found.", w.key, w.dtype.RuntimeName())
	}
	a = orEmpty(a, w.dtype)
	n := max(tensor.NumElements(w.shape), 1)
	if a.Size()%n != 0 {
		p.fail("Key: %s.  Can't parse serialized Example.", w.key)
	}
	return a.Reshape(append([]int{a.Size() / n}, w.shape...))
}

func (p *exampleParser) batch() object.Value {
	t := p.c.tensorAs("serialized", tensor.String)
	if t.Rank() == 0 {
		return p.single()
	}
	if t.Rank() != 1 {
		object.Throw(object.ValueErrorf("Input serialized must be a vector"))
	}
	a := t.Array()
	all := make([]example.Features, a.Size())
	for i := range all {
		all[i] = p.parse(a.Str(i))
	}
	out := object.NewDict()
	for _, w := range p.features {
		rows := make([]*tensor.Array, len(all))
		for i, fs := range all {
			rows[i] = p.values(fs, w)
		}
		out.SetStr(w.name, p.column(rows, w))
	}
	p.merge(out)
	return out
}

// column is one feature of all examples of a batch.
func (p *exampleParser) column(rows []*tensor.Array, w wanted) object.Value {
	s := p.c.s
	var parts []*tensor.Tensor
	var lengths []int
	longest := 0
	for i, a := range rows {
		switch w.class {
		case fixedLenFeatureClass:
			a = p.fixed(a, w)
		case fixedSequenceClass:
			a = p.sequence(a, w)
		default:
			a = orEmpty(a, w.dtype)
		}
		rows[i] = a
		parts = append(parts, tensor.FromArray(a))
		if w.class != fixedLenFeatureClass {
			lengths = append(lengths, a.Shape()[0])
			longest = max(longest, a.Shape()[0])
		}
	}
	if len(rows) == 0 {
		return tensor.FromArray(tensor.NewArray(w.dtype, append([]int{0}, w.shape...)...))
	}
	switch w.class {
	case fixedLenFeatureClass:
		return s.Stack(parts, 0)
	case fixedSequenceClass:
		fill := tensor.NewArray(w.dtype)
		if w.fallback != nil {
			fill = w.fallback.Reshape([]int{})
		}
		out := tensor.NewArray(w.dtype, append([]int{len(rows), longest}, w.shape...)...)
		out.CopyFrom(fill.BroadcastTo(out.Shape()))
		for i, a := range rows {
			out.Slice([]tensor.Slice{tensor.At(i), tensor.Span(0, a.Shape()[0])}).CopyFrom(a)
		}
		return tensor.FromArray(out)
	case varLenFeatureClass:
		var at []int
		for i, n := range lengths {
			for j := range n {
				at = append(at, i, j)
			}
		}
		return newSparse(at, 2, s.Concat(parts, 0), []int{len(rows), longest})
	}
	return newRagged(s.Concat(parts, 0), lengths)
}
