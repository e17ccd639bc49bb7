package tf

import (
	"fmt"
	"slices"
	"sort"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// sparseMerge is a SparseFeature: a sparse tensor of which one feature has the
// values and others say where they stand.
type sparseMerge struct {
	name    string
	indices []string // the features with the places along each axis
	values  string
	dtype   tensor.DType
	size    []int
	sorted  bool
	helpers []string // features that are parsed for it alone
}

func sparseMergeOf(th *object.Thread, name string, v *object.Instance) sparseMerge {
	field := func(f string) object.Value { return object.Must(object.GetAttr(th, v, f)) }
	spec := object.Must(object.Repr(th, v))
	m := sparseMerge{name: name, sorted: object.Must(object.Truth(th, field("already_sorted")))}
	switch key := field("index_key").(type) {
	case string:
		if key != "" {
			m.indices = []string{key}
		}
	case nil:
	default:
		for _, k := range object.Must(object.ToSlice(th, key)) {
			m.indices = append(m.indices, object.Must(object.Str(th, k)))
		}
	}
	m.values, _ = field("value_key").(string)
	switch {
	case len(m.indices) == 0:
		object.Throw(object.ValueErrorf("Missing index_key for SparseFeature %s.", spec))
	case m.values == "":
		object.Throw(object.ValueErrorf("Missing value_key for SparseFeature %s.", spec))
	case field("dtype") == nil:
		object.Throw(object.ValueErrorf("Missing type for feature %s.", name))
	}
	m.dtype = binding.ToDType(th, field("dtype"))
	size := field("size")
	_, several := field("index_key").(string)
	if several = !several; several {
		for _, n := range object.Must(object.ToSlice(th, size)) {
			m.size = append(m.size, toInt(th, n))
		}
	} else if _, ok := size.(*object.List); ok {
		object.Throw(object.TypeErrorf("vocab_size has to be a Tensor or Python int. Found <class 'list'>"))
	} else {
		m.size = []int{toInt(th, size)}
	}
	if len(m.size) != len(m.indices) {
		object.Throw(object.ValueErrorf("sp_ids and vocab_size have to have equal lengths. Got %d and %d", len(m.indices), len(m.size)))
	}
	return m
}

// addKeys adds the features that are needed and not asked for.
func (m *sparseMerge) addKeys(all []wanted) []wanted {
	need := func(key string, dt tensor.DType) {
		at := slices.IndexFunc(all, func(w wanted) bool { return w.name == key })
		if at < 0 || all[at].class != varLenFeatureClass {
			all = append(all, wanted{name: key, key: key, class: varLenFeatureClass, dtype: dt})
			m.helpers = append(m.helpers, key)
		} else if have := all[at].dtype; have != dt {
			object.Throw(object.ValueErrorf("Conflicting type %s vs %s for feature %s.", typeRepr(have), typeRepr(dt), key))
		}
	}
	keys := slices.Sorted(slices.Values(m.indices))
	for _, key := range keys {
		need(key, tensor.Int64)
	}
	need(m.values, m.dtype)
	return all
}

func typeRepr(dt tensor.DType) string { return fmt.Sprintf("<dtype: '%s'>", dt) }

// checkKeys refuses features that are parsed as dense and as sparse ones.
func checkKeys(all []wanted) {
	var dense, sparse []string
	var both []string
	for _, w := range all {
		switch w.class {
		case varLenFeatureClass:
			sparse = append(sparse, w.name)
		case fixedLenFeatureClass, fixedSequenceClass:
			dense = append(dense, w.name)
		}
	}
	sort.Strings(dense)
	sort.Strings(sparse)
	for _, n := range dense {
		if slices.Contains(sparse, n) {
			both = append(both, n)
		}
	}
	if len(both) > 0 {
		object.Throw(object.ValueErrorf("Dense and sparse keys must not intersect; dense_keys: %s, sparse_keys: %s, intersection: {%s}", quoted(dense), quoted(sparse), quoted(both)[1:len(quoted(both))-1]))
	}
}

// quoted is a list of texts as Python writes it.
func quoted(texts []string) string {
	s := "["
	for i, t := range texts {
		if i > 0 {
			s += ", "
		}
		s += "'" + t + "'"
	}
	return s + "]"
}

// merge puts the SparseFeatures into the results in place of what they are
// made of.
func (p *exampleParser) merge(out *object.Dict) {
	made := map[string]*Sparse{}
	for _, m := range p.merges {
		made[m.name] = m.merged(p.c.s, out)
	}
	for _, m := range p.merges {
		for _, key := range m.helpers {
			if _, _, err := out.Delete(p.c.th, key); err != nil {
				object.Throw(err)
			}
		}
	}
	for _, m := range p.merges {
		out.SetStr(m.name, made[m.name])
	}
}

// merged is the sparse tensor: the axes of the batch stay, those of the
// feature's values are replaced.
func (m *sparseMerge) merged(s *tensor.Scope, parsed *object.Dict) *Sparse {
	get := func(key string) *Sparse {
		v, _ := parsed.GetStr(key)
		return v.(*Sparse)
	}
	values := get(m.values)
	n := values.Values.Dim(0)
	shape := values.shape()
	lead := len(shape) - 1
	places := values.Indices.Array().Ints()
	at := make([]int, 0, n*(lead+len(m.size)))
	ids := make([][]int, len(m.indices))
	for k, key := range m.indices {
		if ids[k] = get(key).Values.Array().Ints(); len(ids[k]) != n {
			tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__ConcatV2_N_2_device_/job:localhost/replica:0/task:0/device:CPU:0}} ConcatOp : Dimension 0 in both shapes must be equal: shape[0] = [%d,%d] vs. shape[1] = [%d,1] [Op:ConcatV2] name: concat", n, lead, len(ids[k]))
		}
	}
	for i := range n {
		at = append(at, places[i*(lead+1):i*(lead+1)+lead]...)
		for k := range ids {
			at = append(at, ids[k][i])
		}
	}
	out := newSparse(at, lead+len(m.size), values.Values, append(slices.Clone(shape[:lead]), m.size...))
	if m.sorted {
		return out
	}
	return out.reorder(s)
}
