package columns

import (
	"slices"
	"sort"

	"kerash/model"
	"kerash/tensor"
)

// Numeric is a feature that is numbers already.
type Numeric struct {
	Key        string
	Shape      []int
	Default    any // of the parser
	DType      tensor.DType
	Normalizer model.Callable // nil for none
	// Sequence marks a column of sequences of numbers.
	Sequence bool
}

// Kind implements [Column].
func (n *Numeric) Kind() string {
	if n.Sequence {
		return "SequenceNumericColumn"
	}
	return "NumericColumn"
}

// Name implements [Column].
func (n *Numeric) Name() string { return n.Key }

// Fields implements [Column].
func (n *Numeric) Fields() []Field {
	var f any
	if n.Normalizer != nil {
		f = n.Normalizer
	}
	return []Field{{"key", n.Key}, {"shape", intTuple(n.Shape)}, {"default_value", n.Default}, {"dtype", n.DType}, {"normalizer_fn", f}}
}

// Features implements [Column].
func (n *Numeric) Features() []Feature {
	if n.Sequence {
		return []Feature{{Key: n.Key, DType: n.DType}}
	}
	return []Feature{{Key: n.Key, DType: n.DType, Fixed: true, Shape: n.Shape, Default: n.Default}}
}

// Parents implements [Column].
func (n *Numeric) Parents() []any { return []any{n.Key} }

// VariableShape implements [Dense].
func (n *Numeric) VariableShape() []int { return n.Shape }

// Tensor implements [Dense].
func (n *Numeric) Tensor(b *Batch) *tensor.Tensor {
	for _, done := range b.numbers {
		if Equal(done.of, n) {
			return done.x
		}
	}
	v := b.raw(n.Key)
	if _, sparse := v.(model.Sparse); sparse {
		tensor.Throwf("ValueError", "The corresponding Tensor of numerical column must be a Tensor. SparseTensor is not supported. key: %s", n.Key)
	}
	x := b.column(n.Key, v)
	if n.Normalizer != nil {
		x = model.ToTensor(b.Context, n.Normalizer.CallValue(b.Context, x))
	}
	y := b.Cast(x, tensor.Float32)
	b.numbers = append(b.numbers, numbers{n, y})
	return y
}

// Bucketized is the range that a number falls into.
type Bucketized struct {
	Source     *Numeric
	Boundaries []any // numbers in rising order
}

// Kind implements [Column].
func (u *Bucketized) Kind() string { return "BucketizedColumn" }

// Name implements [Column].
func (u *Bucketized) Name() string { return u.Source.Name() + "_bucketized" }

// Fields implements [Column].
func (u *Bucketized) Fields() []Field {
	return []Field{{"source_column", u.Source}, {"boundaries", model.Tup(u.Boundaries)}}
}

// Features implements [Column].
func (u *Bucketized) Features() []Feature { return u.Source.Features() }

// Parents implements [Column].
func (u *Bucketized) Parents() []any { return []any{u.Source} }

// VariableShape implements [Dense].
func (u *Bucketized) VariableShape() []int {
	return append(slices.Clone(u.Source.Shape), len(u.Boundaries)+1)
}

// NumBuckets implements [Categorical].
func (u *Bucketized) NumBuckets() int { return (len(u.Boundaries) + 1) * u.Source.Shape[0] }

// buckets is the range of each number.
func (u *Bucketized) buckets(b *Batch) *tensor.Tensor {
	bounds := make([]float32, len(u.Boundaries))
	for i, v := range u.Boundaries {
		f, _ := model.AsFloat(v)
		bounds[i] = float32(f)
	}
	return b.mapped(u.Source.Tensor(b), func(in *tensor.Array, i int) int64 {
		x := float32(in.Float(i))
		return int64(sort.Search(len(bounds), func(k int) bool { return x < bounds[k] }))
	})
}

// Tensor implements [Dense]: the ranges, one-hot.
func (u *Bucketized) Tensor(b *Batch) *tensor.Tensor {
	return b.OneHot(u.buckets(b), len(u.Boundaries)+1, 1, 0, -1, tensor.Float32)
}

// IDs implements [Categorical]: each of several numbers has ranges of its own.
func (u *Bucketized) IDs(b *Batch) IDs {
	x := b.flat(u.buckets(b))
	first := make([]int64, u.Source.Shape[0])
	for i := range first {
		first[i] = int64(i * (len(u.Boundaries) + 1))
	}
	return IDs{ID: b.Add(x, tensor.Const(first)), Present: b.all(x)}
}
