package columns

import (
	"kerash/model"
	"kerash/tensor"
)

// Indicator marks or counts the categories of a column.
type Indicator struct{ Of Categorical }

// Kind implements [Column].
func (c *Indicator) Kind() string { return "IndicatorColumn" }

// Name implements [Column].
func (c *Indicator) Name() string { return c.Of.Name() + "_indicator" }

// Fields implements [Column].
func (c *Indicator) Fields() []Field { return []Field{{"categorical_column", c.Of}} }

// Features implements [Column].
func (c *Indicator) Features() []Feature { return c.Of.Features() }

// Parents implements [Column].
func (c *Indicator) Parents() []any { return []any{c.Of} }

// VariableShape implements [Dense].
func (c *Indicator) VariableShape() []int { return []int{1, c.Of.NumBuckets()} }

// Tensor implements [Dense].
func (c *Indicator) Tensor(b *Batch) *tensor.Tensor {
	refuseSequence("indicator_column", c, c.Of)
	ids := b.categories(c.Of)
	id := b.Select(ids.Present, ids.ID, tensor.Full(tensor.Int64, -1))
	hot := b.OneHot(id, c.Of.NumBuckets(), 1, 0, -1, tensor.Float32)
	if ids.Weight != nil {
		hot = b.Mul(hot, b.ExpandDims(ids.Weight, -1))
	}
	return b.Sum(hot, []int{-2}, false)
}

// refuseSequence throws for a column of sequences in one of single examples.
func refuseSequence(what string, c Column, of Categorical) {
	if s, ok := of.(Sequential); ok {
		tensor.Throwf("ValueError", "In %s: %s. categorical_column must not be of type SequenceCategoricalColumn. "+
			"Suggested fix A: If you wish to use DenseFeatures, use a non-sequence categorical_column_with_*. "+
			"Suggested fix B: If you wish to create sequence input, use SequenceFeatures instead of DenseFeatures. "+
			"Given (type %s): %s", what, c.Name(), classText(s), Text(s))
	}
}

// Module is where TensorFlow keeps a column's class.
func Module(kind string) string {
	if kind == "SequenceNumericColumn" {
		return "tensorflow.python.feature_column.sequence_feature_column"
	}
	return "tensorflow.python.feature_column.feature_column_v2"
}

func classText(c Column) string { return "<class '" + Module(c.Kind()) + "." + c.Kind() + "'>" }

// Embedding is vectors that are learned for the categories of a column. Several
// of an example are combined to one.
type Embedding struct {
	Of          Categorical
	Dimension   int
	Combiner    string // "mean", "sqrtn" or "sum"
	Initializer model.Initializer
	Checkpoint  any // where the weights are to be loaded from, nil for nowhere
	TensorName  any // and under which name
	MaxNorm     any // a number, or nil
	Trainable   bool
	Safe        bool // unknown categories and weights of 0 do not count
}

// Kind implements [Column].
func (e *Embedding) Kind() string { return "EmbeddingColumn" }

// Name implements [Column].
func (e *Embedding) Name() string { return e.Of.Name() + "_embedding" }

// Fields implements [Column].
func (e *Embedding) Fields() []Field {
	return []Field{{"categorical_column", e.Of}, {"dimension", e.Dimension}, {"combiner", e.Combiner}, {"initializer", e.Initializer},
		{"ckpt_to_load_from", e.Checkpoint}, {"tensor_name_in_ckpt", e.TensorName}, {"max_norm", e.MaxNorm}, {"trainable", e.Trainable},
		{"use_safe_embedding_lookup", e.Safe}}
}

// Features implements [Column].
func (e *Embedding) Features() []Feature { return e.Of.Features() }

// Parents implements [Column].
func (e *Embedding) Parents() []any { return []any{e.Of} }

// VariableShape implements [Dense].
func (e *Embedding) VariableShape() []int { return []int{e.Dimension} }

// Tensor implements [Dense].
func (e *Embedding) Tensor(b *Batch) *tensor.Tensor {
	refuseSequence("embedding_column", e, e.Of)
	ids := b.categories(e.Of)
	counts := ids.Present
	if e.Safe {
		counts = b.LogicalAnd(counts, b.GreaterEqual(ids.ID, tensor.Full(tensor.Int64, 0)))
		if ids.Weight != nil && e.Combiner != "sum" {
			counts = b.LogicalAnd(counts, b.Greater(ids.Weight, tensor.Full(tensor.Float32, 0)))
		}
	}
	rows := b.rows(b.weights[e], ids.ID, counts) // (batch, n, dimension)
	if limit, ok := model.AsFloat(e.MaxNorm); ok && e.MaxNorm != nil {
		rows = b.ClipByNorm(rows, tensor.Full(tensor.Float32, limit), []int{-1})
	}
	w := b.Cast(counts, tensor.Float32)
	if ids.Weight != nil {
		w = b.Mul(w, ids.Weight)
	}
	return e.combine(b, rows, w)
}

// combine joins the vectors of each row, which have weights.
func (e *Embedding) combine(b *Batch, rows, w *tensor.Tensor) *tensor.Tensor {
	sum := b.Sum(b.Mul(rows, b.ExpandDims(w, -1)), []int{-2}, false)
	switch e.Combiner {
	case "mean":
		return b.DivNoNan(sum, b.Sum(w, []int{-1}, true))
	case "sqrtn":
		return b.DivNoNan(sum, b.Sqrt(b.Sum(b.Square(w), []int{-1}, true)))
	case "sum":
		return sum
	}
	tensor.Throwf("ValueError", "combiner must be one of 'mean', 'sqrtn' or 'sum', got %s", e.Combiner)
	return nil
}
