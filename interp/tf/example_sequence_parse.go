package tf

import (
	"fmt"

	"kerash/interp/object"
	"kerash/model/format/example"
	"kerash/tensor"
)

// sequenceExampleDecls are the functions that parse sequence examples.
func sequenceExampleDecls() []decl {
	return []decl{
		{names: "io.parse_single_sequence_example", sig: "parse_single_sequence_example(serialized, context_features=None, sequence_features=None, example_name=None, name=None)", doc: "The features of one serialized tf.train.SequenceExample as tensors: those of the whole, and those of its steps.", fn: func(c *call) object.Value {
			return newSequenceParser(c, "Both context_features and sequence_features are None, but at least one should have values.").single()
		}},
		{names: "io.parse_sequence_example", sig: "parse_sequence_example(serialized, context_features=None, sequence_features=None, example_names=None, name=None)", doc: "The features of a batch of serialized tf.train.SequenceExamples as tensors, and how many steps each has.", fn: func(c *call) object.Value {
			return newSequenceParser(c, "Both `context_features` and `sequence_features` argument are None, but at least one should have values.").batch()
		}},
	}
}

// sequenceParser parses sequence examples by descriptions of their features.
type sequenceParser struct {
	c              *call
	context, lists []wanted
	contextMerges  []sparseMerge
}

func newSequenceParser(c *call, neither string) *sequenceParser {
	p := &sequenceParser{c: c}
	describe := func(arg string) *object.Dict {
		d, ok := object.NativeOf(c.Value(arg)).(*object.Dict)
		if !ok && c.Value(arg) != nil {
			object.Throw(object.AttributeErrorf("'%s' object has no attribute 'items'", object.TypeName(c.Value(arg))))
		}
		return d
	}
	context, lists := describe("context_features"), describe("sequence_features")
	if (context == nil || context.Len() == 0) && (lists == nil || lists.Len() == 0) {
		object.Throw(object.ValueErrorf("%s", neither))
	}
	if context != nil {
		p.refuse(context, fixedSequenceClass)
		p.context, p.contextMerges = wantedFeatures(c.th, context)
	}
	if lists != nil {
		p.refuse(lists, fixedLenFeatureClass, sparseFeatureClass)
		p.lists, _ = wantedFeatures(c.th, lists)
	}
	for _, w := range p.lists {
		if w.class == fixedSequenceClass && w.fallback != nil {
			object.Throw(object.ValueErrorf("Value feature_list.dense_defaults[%s] must be None", w.name))
		}
	}
	return p
}

// refuse throws for descriptions that have no place in a dict.
func (p *sequenceParser) refuse(d *object.Dict, classes ...*object.Class) {
	for it := d.Entries(); it.Next(); {
		for _, c := range classes {
			if inst, ok := it.Value().(*object.Instance); ok && inst.Class == c {
				object.Throw(object.ValueErrorf("Unsupported %s %s for key '%s'", c.Name, object.Must(object.Repr(p.c.th, inst)), object.Must(object.Str(p.c.th, it.Key()))))
			}
		}
	}
}

func ofClass(all []wanted, c *object.Class) (n int) {
	for _, w := range all {
		if w.class == c {
			n++
		}
	}
	return n
}

// fail throws what the op says.
func (p *sequenceParser) fail(format string, args ...any) {
	contextSparse, contextDense, contextRagged := ofClass(p.context, varLenFeatureClass), ofClass(p.context, fixedLenFeatureClass), ofClass(p.context, raggedFeatureClass)
	sparse, dense, ragged := ofClass(p.lists, varLenFeatureClass), ofClass(p.lists, fixedSequenceClass), ofClass(p.lists, raggedFeatureClass)
	op := fmt.Sprintf("ParseSequenceExampleV2_Ncontext_sparse_%d_Nfeature_list_dense_%d_Nfeature_list_sparse_%d_Tcontext_dense_%d_context_ragged_split_types_%d_context_ragged_value_types_%d_context_sparse_types_%d_feature_list_dense_types_%d_feature_list_ragged_split_types_%d_feature_list_ragged_value_types_%d_feature_list_sparse_types_%d",
		contextSparse, dense, sparse, contextDense, contextRagged, contextRagged, contextSparse, dense, ragged, ragged, sparse)
	tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:ParseSequenceExampleV2]", op, fmt.Sprintf(format, args...))
}

func (p *sequenceParser) parse(raw string) *example.Sequence {
	q, err := example.ParseSequence([]byte(raw))
	if err != nil {
		p.fail("Invalid protocol message input, example id: <unknown>")
	}
	return q
}

// array is the values of a feature, nil when it has none.
func array(f *example.Feature) *tensor.Array {
	switch f.Kind {
	case example.Bytes:
		return tensor.FromSlice(append([]string{}, f.Bytes...), len(f.Bytes))
	case example.Floats:
		return tensor.FromSlice(append([]float32{}, f.Floats...), len(f.Floats))
	case example.Ints:
		return tensor.FromSlice(append([]int64{}, f.Ints...), len(f.Ints))
	}
	return nil
}

// ofContext is a feature of the context, filled up if it may be missing.
func (p *sequenceParser) ofContext(q *example.Sequence, w wanted) *tensor.Array {
	var a *tensor.Array
	if f := q.Context[w.key]; f != nil {
		if a = array(f); a != nil && a.DType() != w.dtype {
			p.fail("Name: <unknown>, Context feature: %s.  Data types don't match. Expected type: %s", w.key, w.dtype.RuntimeName())
		}
	}
	if w.class != fixedLenFeatureClass {
		return orEmpty(a, w.dtype)
	}
	if a == nil && w.fallback != nil {
		return w.fallback
	}
	a = orEmpty(a, w.dtype)
	if n := tensor.NumElements(w.shape); a.Size() != n {
		p.fail("Inconsistent max number of elements for feature %s: expected %d, but found %d", w.key, n, a.Size())
	}
	return a.Reshape(w.shape)
}

// ofSteps is the feature of each step.
func (p *sequenceParser) ofSteps(q *example.Sequence, w wanted) []*tensor.Array {
	list, there := q.Lists[w.key]
	if !there && w.class == fixedSequenceClass && !w.missing {
		p.fail("Name: <unknown>, Feature list '%s' is required but could not be found.  Did you mean to include it in feature_list_dense_missing_assumed_empty or feature_list_dense_defaults?", w.key)
	}
	steps := make([]*tensor.Array, len(list))
	total := 0
	for i, f := range list {
		a := array(f)
		if a != nil && a.DType() != w.dtype {
			p.fail("Name: <unknown>, Feature list: %s, Index: %d.  Data types don't match. Expected type: %s", w.key, i, w.dtype.RuntimeName())
		}
		steps[i] = orEmpty(a, w.dtype)
		total += steps[i].Size()
	}
	if n := tensor.NumElements(w.shape); w.class == fixedSequenceClass && total != n*len(list) {
		p.fail("Feature list '%s' has an unexpected number of values.  Total values size: %d is not consistent with output shape: %s", w.key, total, unknownFirst(w.shape))
	}
	return steps
}

// unknownFirst is a shape with an axis of unknown length before it.
func unknownFirst(shape []int) string {
	s := "[?"
	for _, n := range shape {
		s += fmt.Sprintf(",%d", n)
	}
	return s + "]"
}

// joined is arrays one after the other.
func (p *sequenceParser) joined(parts []*tensor.Array, dt tensor.DType) *tensor.Tensor {
	if len(parts) == 0 {
		return tensor.FromArray(tensor.NewArray(dt, 0))
	}
	ts := make([]*tensor.Tensor, len(parts))
	for i, a := range parts {
		ts[i] = tensor.FromArray(a)
	}
	return p.c.s.Concat(ts, 0)
}

func (p *sequenceParser) single() object.Value {
	t := p.c.tensorAs("serialized", tensor.String)
	if t.Rank() != 0 {
		object.Throw(object.ValueErrorf("Input serialized must be a scalar"))
	}
	q := p.parse(t.Array().Str(0))
	return object.NewTuple(p.singleContext(q), p.singleLists(q))
}

func (p *sequenceParser) singleContext(q *example.Sequence) *object.Dict {
	out := object.NewDict()
	for _, w := range p.context {
		a := p.ofContext(q, w)
		if w.class != varLenFeatureClass {
			out.SetStr(w.name, tensor.FromArray(a))
			continue
		}
		at := make([]int, a.Size())
		for i := range at {
			at[i] = i
		}
		out.SetStr(w.name, newSparse(at, 1, tensor.FromArray(a), []int{a.Size()}))
	}
	p.merge(out)
	return out
}

func (p *sequenceParser) singleLists(q *example.Sequence) *object.Dict {
	out := object.NewDict()
	for _, w := range p.lists {
		steps := p.ofSteps(q, w)
		flat := p.joined(steps, w.dtype)
		switch w.class {
		case fixedSequenceClass:
			out.SetStr(w.name, p.c.s.Reshape(flat, append([]int{len(steps)}, w.shape...)))
		case varLenFeatureClass:
			var at []int
			longest := 0
			for i, a := range steps {
				longest = max(longest, a.Size())
				for j := range a.Size() {
					at = append(at, i, j)
				}
			}
			out.SetStr(w.name, newSparse(at, 2, flat, []int{len(steps), longest}))
		default:
			out.SetStr(w.name, newRagged(flat, elementCounts(steps)))
		}
	}
	return out
}

// merge puts the SparseFeatures of the context together.
func (p *sequenceParser) merge(out *object.Dict) {
	(&exampleParser{c: p.c, merges: p.contextMerges}).merge(out)
}

func elementCounts(arrays []*tensor.Array) []int {
	out := make([]int, len(arrays))
	for i, a := range arrays {
		out[i] = a.Size()
	}
	return out
}

func (p *sequenceParser) batch() object.Value {
	t := p.c.tensorAs("serialized", tensor.String)
	a := t.Array()
	all := make([]*example.Sequence, a.Size())
	for i := range all {
		all[i] = p.parse(a.Str(i))
	}
	if t.Rank() == 0 {
		counts := object.NewDict()
		for _, w := range p.lists {
			if w.class == fixedSequenceClass {
				counts.SetStr(w.name, tensor.ConstScalar(int64(len(p.ofSteps(all[0], w)))))
			}
		}
		return object.NewTuple(p.singleContext(all[0]), p.singleLists(all[0]), counts)
	}
	if t.Rank() != 1 {
		object.Throw(object.ValueErrorf("Input serialized must be a vector"))
	}
	context, lists, counts := object.NewDict(), object.NewDict(), object.NewDict()
	rows := &exampleParser{c: p.c, counts: map[*object.Class]int{}}
	for _, w := range p.context {
		arrays := make([]*tensor.Array, len(all))
		for i, q := range all {
			arrays[i] = p.ofContext(q, w)
		}
		context.SetStr(w.name, rows.column(arrays, w))
	}
	p.merge(context)
	for _, w := range p.lists {
		steps := make([][]*tensor.Array, len(all))
		lengths := make([]int64, len(all))
		for i, q := range all {
			steps[i] = p.ofSteps(q, w)
			lengths[i] = int64(len(steps[i]))
		}
		lists.SetStr(w.name, p.sequences(steps, w))
		if w.class == fixedSequenceClass {
			counts.SetStr(w.name, tensor.Const(lengths, len(lengths)))
		}
	}
	return object.NewTuple(context, lists, counts)
}

// sequences is one feature of the steps of all examples of a batch.
func (p *sequenceParser) sequences(all [][]*tensor.Array, w wanted) object.Value {
	var at, steps, inner []int
	var parts []*tensor.Array
	most, longest := 0, 0
	for i, example := range all {
		most = max(most, len(example))
		steps = append(steps, len(example))
		for j, a := range example {
			longest = max(longest, a.Size())
			inner = append(inner, a.Size())
			for k := range a.Size() {
				at = append(at, i, j, k)
			}
			parts = append(parts, a)
		}
	}
	switch w.class {
	case varLenFeatureClass:
		return newSparse(at, 3, p.joined(parts, w.dtype), []int{len(all), most, longest})
	case raggedFeatureClass:
		return newRagged(newRagged(p.joined(parts, w.dtype), inner), steps)
	}
	out := tensor.NewArray(w.dtype, append([]int{len(all), most}, w.shape...)...)
	for i, example := range all {
		for j, a := range example {
			out.Slice([]tensor.Slice{tensor.At(i), tensor.At(j)}).CopyFrom(a.Reshape(w.shape))
		}
	}
	return tensor.FromArray(out)
}
