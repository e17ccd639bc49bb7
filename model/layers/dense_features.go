package layers

import (
	"slices"
	"strings"

	"kerash/model"
	"kerash/model/columns"
	"kerash/tensor"
)

// DenseFeatures makes numbers of structured data by feature columns.
type DenseFeatures struct {
	model.Base
	Columns     any `arg:"feature_columns" doc:"dense feature columns, one or a list"`
	Partitioner any `arg:"partitioner" default:"None" kwonly:"true" doc:"accepted for compatibility"`

	columns []columns.Dense
	weights map[*columns.Embedding]*tensor.Variable
	loaded  bool // checkpoints that columns name have been read
}

// DenseFeaturesClass declares DenseFeatures.
var DenseFeaturesClass = declare(&model.Class{
	Name: "DenseFeatures",
	Call: "features, cols_to_output_tensors=None, training=None",
	Doc: "Makes one tensor (batch, n) of a dict of features: what the feature columns give, side by side in the order of " +
		"their names. Columns of categories have to be wrapped by indicator_column or embedding_column, whose weights the " +
		"layer learns.",
	Example: ">>> size = tf.feature_column.numeric_column('size')\n>>> buckets = tf.feature_column.bucketized_column(size, [1, 5])\n" +
		">>> layers.DenseFeatures([size, buckets])({'size': [0.5, 7.0]}).numpy()\narray([[0.5, 1. , 0. , 0. ],\n       [7. , 0. , 0. , 1. ]], dtype=float32)",
	New:     func() any { return new(DenseFeatures) },
	Restore: restoreDenseFeatures,
	Methods: []*model.Method{{
		Signature: "_feature_columns", Doc: "the columns in the order of their names",
		Call: func(c *model.Context, obj any, args []any) any {
			var out []any
			for _, col := range obj.(*DenseFeatures).columns {
				out = append(out, col)
			}
			return out
		},
	}},
})

// restoreDenseFeatures makes the columns of their configs first.
func restoreDenseFeatures(st *model.State, cfg *model.Map) any {
	var kw []model.Named
	for _, k := range cfg.Keys {
		v := cfg.Vals[k]
		if items, ok := model.Sequence(v); ok && k == "feature_columns" {
			made := make([]any, len(items))
			for i, it := range items {
				made[i] = columns.FromConfig(st, it)
			}
			v = made
		}
		kw = append(kw, model.Named{Name: k, Value: v})
	}
	return model.Find(model.KindLayer, "DenseFeatures").Make(st, nil, kw...)
}

// Init implements [model.Initer].
func (d *DenseFeatures) Init(st *model.State) {
	d.Base.Init(st)
	for _, c := range normalizeColumns(d.Columns) {
		dense, ok := c.(columns.Dense)
		if num, isNumeric := c.(*columns.Numeric); !ok || isNumeric && num.Sequence {
			tensor.Throwf("ValueError", "Items of feature_columns must be a <class 'tensorflow.python.feature_column.feature_column_v2.DenseColumn'>. "+
				"You can wrap a categorical column with an embedding_column or indicator_column. Given: %s", columns.Text(c))
		}
		d.columns = append(d.columns, dense)
	}
}

// normalizeColumns checks a list of columns and sorts it by name.
func normalizeColumns(v any) []columns.Column {
	if c, ok := v.(columns.Column); ok {
		return []columns.Column{c}
	}
	if _, isMap := v.(*model.Map); isMap {
		tensor.Throwf("ValueError", "Expected feature_columns to be iterable, found dict.")
	}
	items, ok := model.Sequence(v)
	if !ok {
		tensor.Throwf("TypeError", "'%s' object is not iterable", model.PythonType(v))
	}
	var out []columns.Column
	for _, it := range items {
		c, ok := it.(columns.Column)
		if !ok {
			tensor.Throwf("ValueError", "Items of feature_columns must be a FeatureColumn. Given (type <class '%s'>): %s.", model.PythonType(it), model.Describe(it))
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		tensor.Throwf("ValueError", "feature_columns must not be empty.")
	}
	seen := map[string]columns.Column{}
	for _, c := range out {
		if other, twice := seen[c.Name()]; twice {
			tensor.Throwf("ValueError", "Duplicate feature column name found for columns: %s and %s. This usually means that these columns refer to same base feature. "+
				"Either one must be discarded or a duplicated but renamed item must be inserted in features dict.", columns.Text(c), columns.Text(other))
		}
		seen[c.Name()] = c
	}
	slices.SortStableFunc(out, func(a, b columns.Column) int { return strings.Compare(a.Name(), b.Name()) })
	return out
}

// Build implements [model.Layer].
func (d *DenseFeatures) Build(c *model.Context, in model.Value) {
	d.weights = map[*columns.Embedding]*tensor.Variable{}
	for _, col := range d.columns {
		e, ok := col.(*columns.Embedding)
		if !ok {
			continue
		}
		opts := []model.WeightOption{model.WithDType(tensor.Float32)}
		if !e.Trainable || !d.CanTrain {
			opts = append(opts, model.Frozen())
		}
		d.weights[e] = d.AddWeight(c, e.Name()+"/embedding_weights", []int{e.Of.NumBuckets(), e.Dimension}, e.Initializer, opts...)
	}
}

// Call implements [model.Layer].
func (d *DenseFeatures) Call(c *model.Context, in model.Value) model.Value {
	features, ok := in.(*model.Dict)
	if !ok {
		tensor.Throwf("ValueError", "We expected a dictionary here. Instead we got: ")
	}
	if !d.loaded {
		for e, v := range d.weights {
			e.Load(c.State, v)
		}
		d.loaded = true
	}
	b := columns.NewBatch(c, features, d.weights)
	out := make([]*tensor.Tensor, len(d.columns))
	size, first := -1, 0
	for i, col := range d.columns {
		x := col.Tensor(b)
		switch n := x.Dim(0); {
		case n < 0:
		case size < 0:
			size, first = n, i
		case n != size:
			tensor.Throwf("ValueError", "Batch size (first dimension) of each feature must be same. Batch size of columns (%s, %s): (%d, %d)",
				d.columns[first].Name(), col.Name(), size, n)
		}
		out[i] = c.Reshape(x, []int{x.Dim(0), columns.Elements(col)})
	}
	return c.Concat(out, -1)
}

// ComputeOutputShape implements [model.ShapeComputer].
func (d *DenseFeatures) ComputeOutputShape(c *model.Context, shape any) any {
	total := 0
	for _, col := range d.columns {
		total += columns.Elements(col)
	}
	in := model.ShapeOf(shape)
	return model.Tup(axisTuple([]int{in[0], total}))
}

// GetConfig implements [model.Configer].
func (d *DenseFeatures) GetConfig(st *model.State) *model.Map {
	list := make([]any, len(d.columns))
	for i, c := range d.columns {
		list[i] = columns.Config(st, c)
	}
	return model.BaseConfig(&d.Base).Set("feature_columns", list).Set("partitioner", model.ConfigOf(st, d.Partitioner))
}
