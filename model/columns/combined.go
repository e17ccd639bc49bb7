package columns

import (
	"cmp"
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// Weighted gives the categories of a column weights, which are a feature.
type Weighted struct {
	Of    Categorical
	Key   string
	DType tensor.DType
}

// Kind implements [Column].
func (w *Weighted) Kind() string { return "WeightedCategoricalColumn" }

// Name implements [Column].
func (w *Weighted) Name() string { return w.Of.Name() + "_weighted_by_" + w.Key }

// Fields implements [Column].
func (w *Weighted) Fields() []Field {
	return []Field{{"categorical_column", w.Of}, {"weight_feature_key", w.Key}, {"dtype", w.DType}}
}

// Features implements [Column].
func (w *Weighted) Features() []Feature {
	return append(slices.Clone(w.Of.Features()), Feature{Key: w.Key, DType: w.DType})
}

// Parents implements [Column].
func (w *Weighted) Parents() []any { return []any{w.Of, w.Key} }

// NumBuckets implements [Categorical].
func (w *Weighted) NumBuckets() int { return w.Of.NumBuckets() }

// IDs implements [Categorical].
func (w *Weighted) IDs(b *Batch) IDs {
	x, present := b.values(w.Key)
	if x.DType() != w.DType {
		tensor.Throwf("ValueError", "Bad dtype, expected %s, but got %s.", dtypeText(w.DType), dtypeText(x.DType()))
	}
	ids := b.categories(w.Of)
	zero := tensor.Full(x.DType(), 0)
	ids.Weight = b.Cast(b.Select(present, x, zero), tensor.Float32)
	return ids
}

// Crossed numbers the combinations of several features by a hash.
type Crossed struct {
	Keys    []any // strings or Categoricals
	Buckets int
	HashKey any // an integer, or nil for TensorFlow's own
}

// Kind implements [Column].
func (x *Crossed) Kind() string { return "CrossedColumn" }

// Fields implements [Column].
func (x *Crossed) Fields() []Field {
	return []Field{{"keys", model.Tup(x.Keys)}, {"hash_bucket_size", x.Buckets}, {"hash_key", x.HashKey}}
}

// leaves is the keys, with those of crossed columns among them in their place.
func (x *Crossed) leaves() []any {
	var out []any
	for _, k := range x.Keys {
		if c, ok := k.(*Crossed); ok {
			out = append(out, c.leaves()...)
		} else {
			out = append(out, k)
		}
	}
	return out
}

// Name implements [Column].
func (x *Crossed) Name() string {
	var names []string
	for _, k := range x.leaves() {
		if c, ok := k.(Column); ok {
			names = append(names, c.Name())
		} else {
			names = append(names, k.(string))
		}
	}
	slices.Sort(names)
	return strings.Join(names, "_X_")
}

// Features implements [Column].
func (x *Crossed) Features() []Feature {
	var out []Feature
	add := func(f Feature) {
		if i := slices.IndexFunc(out, func(o Feature) bool { return o.Key == f.Key }); i >= 0 {
			out[i] = f
			return
		}
		out = append(out, f)
	}
	for _, k := range x.Keys {
		c, ok := k.(Column)
		if !ok {
			add(Feature{Key: k.(string), DType: tensor.String})
			continue
		}
		for _, f := range c.Features() {
			add(f)
		}
	}
	return out
}

// Parents implements [Column].
func (x *Crossed) Parents() []any { return slices.Clone(x.Keys) }

// NumBuckets implements [Categorical].
func (x *Crossed) NumBuckets() int { return x.Buckets }

// IDs implements [Categorical]. TensorFlow's op takes sparse features first, then
// whole ones.
func (x *Crossed) IDs(b *Batch) IDs {
	var values, present []*tensor.Tensor
	keys := x.leaves()
	slices.SortStableFunc(keys, func(p, q any) int { return cmp.Compare(b.isWhole(p), b.isWhole(q)) })
	for _, k := range keys {
		v, p := x.crossing(b, k)
		if v.DType() != tensor.String {
			v = b.Cast(v, tensor.Int64)
		}
		values, present = append(values, v), append(present, p)
	}
	key := tensor.CrossKey
	if n, ok := model.AsInt(x.HashKey); ok && x.HashKey != nil {
		key = uint64(n)
	}
	out := b.Apply(opCross, &crossing{buckets: uint64(x.Buckets), key: key, features: len(values)}, append(values, present...)...)
	return IDs{ID: out[0], Present: out[1]}
}

// crossing is the values of one of the crossed features.
func (x *Crossed) crossing(b *Batch, k any) (v, present *tensor.Tensor) {
	c, ok := k.(Categorical)
	switch {
	case !ok && b.isWhole(k) == 1:
		v = b.flat(b.column(k.(string), b.raw(k.(string))))
		return v, b.all(v)
	case !ok:
		return b.values(k.(string))
	}
	ids := b.categories(c)
	if ids.Weight != nil {
		tensor.Throwf("ValueError", "crossed_column does not support weight_tensor, but the given column populates weight_tensor. Given column: %s", c.Name())
	}
	return ids.ID, ids.Present
}

// isWhole is 1 for the key of a feature that is no sparse tensor, 0 for columns
// and for sparse features.
func (b *Batch) isWhole(k any) int {
	key, ok := k.(string)
	if !ok {
		return 0
	}
	if _, sparse := b.raw(key).(model.Sparse); sparse {
		return 0
	}
	return 1
}

// crossing is the attribute of opCross.
type crossing struct {
	buckets, key uint64
	features     int
}

// opCross hashes all combinations of the values that a row has of each feature.
// Its inputs are the values and then which of them there are, (batch, n) each;
// its outputs are the same for the combinations, the last feature's value
// changing first.
var opCross = &tensor.Op{
	Name:   "ColumnCross",
	Inputs: "-",
	Infer: func(c *tensor.Call) []tensor.Spec {
		shape := []int{-1, 1}
		for _, in := range c.In[:c.Attr.(*crossing).features] {
			shape[0] = max(shape[0], in.Shape[0])
			if n := in.Shape[1]; n < 0 || shape[1] < 0 {
				shape[1] = -1
			} else {
				shape[1] *= n
			}
		}
		return []tensor.Spec{{DType: tensor.Int64, Shape: shape}, {DType: tensor.Bool, Shape: slices.Clone(shape)}}
	},
	Eval: func(c *tensor.Call, in, out []*tensor.Array) {
		x := c.Attr.(*crossing)
		ids, present := tensor.Data[int64](out[0]), tensor.Data[bool](out[1])
		n := out[0].Shape()[1]
		for i := range ids {
			h, here, place := x.key, true, i%n
			at := make([]int, x.features)
			for k := x.features - 1; k >= 0; k-- {
				size := in[k].Shape()[1]
				at[k] = i/n*size + place%size
				place /= size
			}
			for k, j := range at {
				h = tensor.CrossFingerprints(h, fingerprint(in[k], j))
				here = here && in[x.features+k].Int(j) != 0
			}
			ids[i], present[i] = int64(h%x.buckets), here
		}
	},
}

func fingerprint(a *tensor.Array, i int) uint64 {
	if a.DType() == tensor.String {
		return tensor.Fingerprint64(a.Str(i))
	}
	return uint64(a.Int(i))
}

// Sequence is a categorical column of sequences.
type Sequence struct{ Of Categorical }

// Kind implements [Column].
func (s *Sequence) Kind() string { return "SequenceCategoricalColumn" }

// Name implements [Column].
func (s *Sequence) Name() string { return s.Of.Name() }

// Fields implements [Column].
func (s *Sequence) Fields() []Field { return []Field{{"categorical_column", s.Of}} }

// Features implements [Column].
func (s *Sequence) Features() []Feature { return s.Of.Features() }

// Parents implements [Column].
func (s *Sequence) Parents() []any { return []any{s.Of} }

// NumBuckets implements [Categorical].
func (s *Sequence) NumBuckets() int { return s.Of.NumBuckets() }

// IDs implements [Categorical].
func (s *Sequence) IDs(b *Batch) IDs { return b.categories(s.Of) }

func (s *Sequence) sequence() {}
