package columns

import (
	"kerash/model"
	"kerash/tensor"
)

// Batch is the raw features of a batch on their way through columns. What a
// column gives, or one like it, is computed once.
type Batch struct {
	*model.Context
	features *model.Dict
	weights  map[*Embedding]*tensor.Variable
	numbers  []numbers
	ids      []categories
}

// numbers is what a column of numbers has given.
type numbers struct {
	of *Numeric
	x  *tensor.Tensor
}

// categories is what a column of categories has given.
type categories struct {
	of  Categorical
	ids IDs
}

// NewBatch takes the features by key, and the weights of the embeddings.
func NewBatch(c *model.Context, features *model.Dict, weights map[*Embedding]*tensor.Variable) *Batch {
	return &Batch{Context: c, features: features, weights: weights}
}

// categories is c's IDs.
func (b *Batch) categories(c Categorical) IDs {
	for _, done := range b.ids {
		if Equal(done.of, c) {
			return done.ids
		}
	}
	ids := c.IDs(b)
	b.ids = append(b.ids, categories{c, ids})
	return ids
}

func (b *Batch) raw(key string) model.Value {
	v, ok := b.features.Get(key)
	if !ok {
		tensor.Throwf("ValueError", "Feature %s is not in features dictionary.", key)
	}
	return v
}

// column is a dense feature, with an axis of its own where it has none.
func (b *Batch) column(key string, v model.Value) *tensor.Tensor {
	x := b.whole(v)
	switch x.Rank() {
	case 0:
		tensor.Throwf("ValueError", "Feature (key: %s) cannot have rank 0. Given: %s", key, model.Text(x))
	case 1:
		return b.ExpandDims(x, -1)
	}
	return x
}

// whole is a value as one tensor: lists of tensors are stacked.
func (b *Batch) whole(v model.Value) *tensor.Tensor {
	if !model.IsNested(v) {
		return model.ToTensor(b.Context, v)
	}
	items := model.Items(v)
	parts := make([]*tensor.Tensor, len(items))
	for i, it := range items {
		parts[i] = b.whole(it)
	}
	return b.Stack(parts, 0)
}

// values is a feature's values of shape (batch, n) and which of them there are:
// of a sparse tensor the elements that it has, of a whole one all but those
// that stand for none.
func (b *Batch) values(key string) (x, present *tensor.Tensor) {
	v := b.raw(key)
	if s, ok := v.(model.Sparse); ok {
		e := s.Inner()
		marks := s.WithInner(b.OnesLike(b.Cast(b.Equal(e, e), tensor.Int32)))
		x = b.column(key, s.Dense(b.Scope))
		present = b.column(key, marks.(model.Sparse).Dense(b.Scope))
		return b.flat(x), b.flat(b.Cast(present, tensor.Bool))
	}
	x = b.flat(b.column(key, v))
	return x, b.NotEqual(x, nothing(x.DType()))
}

// flat is x with all axes after the first in one.
func (b *Batch) flat(x *tensor.Tensor) *tensor.Tensor {
	if x.Rank() == 2 {
		return x
	}
	n := 1
	for _, d := range x.Shape()[1:] {
		if d < 0 {
			n = -1
			break
		}
		n *= d
	}
	if n < 0 {
		return b.Reshape(x, []int{x.Dim(0), -1})
	}
	return b.Reshape(x, []int{-1, n})
}

// nothing is the value that stands for none in a dense feature.
func nothing(dt tensor.DType) *tensor.Tensor {
	switch {
	case dt == tensor.String:
		return tensor.ConstScalar("")
	case dt.IsInteger():
		return tensor.Full(dt, -1)
	}
	return tensor.Full(dt, 0)
}

// all marks every element of x as present.
func (b *Batch) all(x *tensor.Tensor) *tensor.Tensor { return b.Equal(x, x) }

// checkKind throws for a feature whose dtype is not that of a column of strings
// or integers.
func checkKind(key string, want, got tensor.DType) {
	if got != tensor.String && !got.IsInteger() {
		tensor.Throwf("ValueError", "column_name: %s input_tensor dtype must be string or integer. dtype: %s.", key, dtypeText(got))
	}
	if want.IsInteger() != got.IsInteger() {
		tensor.Throwf("ValueError", "Column dtype and SparseTensors dtype must be compatible. key: %s, column dtype: %s, tensor dtype: %s", key, dtypeText(want), dtypeText(got))
	}
}

// dtypeText is a dtype as str gives it.
func dtypeText(dt tensor.DType) string { return "<dtype: '" + dt.String() + "'>" }

// mapping is the attribute of opMapped.
type mapping struct{ f func(in, out *tensor.Array) }

// opMapped makes int64 of the elements of its input by a function.
var opMapped = &tensor.Op{
	Name:  "ColumnIDs",
	Infer: func(c *tensor.Call) []tensor.Spec { return []tensor.Spec{{DType: tensor.Int64, Shape: c.In[0].Shape}} },
	Eval:  func(c *tensor.Call, in, out []*tensor.Array) { c.Attr.(*mapping).f(in[0], out[0]) },
}

func (b *Batch) mapped(x *tensor.Tensor, f func(in *tensor.Array, i int) int64) *tensor.Tensor {
	return b.Apply1(opMapped, &mapping{func(in, out *tensor.Array) {
		y := tensor.Data[int64](out)
		for i := range y {
			y[i] = f(in, i)
		}
	}}, x)
}
