package featurecolumn

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/columns"
	"kerash/tensor"
)

// Of is the column that a value of Python is; ok is false for other values.
func Of(th *object.Thread, v object.Value) (c columns.Column, ok bool) {
	if !object.IsInstance(v, featureColumn) {
		return nil, false
	}
	return fields{th, object.TypeOf(v).Name, elements(v)}.column(), true
}

// mustBe is the column that an object of one of the classes is.
func mustBe(th *object.Thread, v object.Value) columns.Column {
	c, _ := Of(th, v)
	return c
}

// fields is the elements of a column of Python.
type fields struct {
	th    *object.Thread
	kind  string
	elems []object.Value
}

func (f fields) column() columns.Column {
	switch f.kind {
	case "NumericColumn", "SequenceNumericColumn":
		n := &columns.Numeric{Key: f.text(0), Shape: binding.ToShape(f.th, f.elems[1]), Default: binding.ToNeutral(f.th, f.elems[2]), DType: f.dtype(3),
			Sequence: f.kind != "NumericColumn"}
		if f.elems[4] != nil {
			n.Normalizer = binding.NewFunction(f.th, f.elems[4])
		}
		return n
	case "BucketizedColumn":
		source, _ := mustBe(f.th, f.elems[0]).(*columns.Numeric)
		return &columns.Bucketized{Source: source, Boundaries: f.list(1)}
	case "HashedCategoricalColumn":
		return &columns.Hashed{Key: f.text(0), Buckets: f.number(1), DType: f.dtype(2)}
	case "IdentityCategoricalColumn":
		c := &columns.Identity{Key: f.text(0), Buckets: f.number(1)}
		if f.elems[2] != nil {
			n := f.number(2)
			c.Default = &n
		}
		return c
	case "VocabularyListCategoricalColumn":
		return &columns.Vocabulary{Key: f.text(0), List: f.list(1), DType: f.dtype(2), Default: f.number(3), OOV: f.number(4)}
	case "VocabularyFileCategoricalColumn":
		return &columns.Vocabulary{Key: f.text(0), File: f.text(1), Size: f.number(2), OOV: f.number(3), DType: f.dtype(4), Default: f.number(5), Format: f.elems[6]}
	}
	return f.combined()
}

// combined is a column that is made of another one.
func (f fields) combined() columns.Column {
	switch f.kind {
	case "CrossedColumn":
		c := &columns.Crossed{Buckets: f.number(1), HashKey: binding.ToNeutral(f.th, f.elems[2])}
		for _, k := range f.elems[0].(*object.Tuple).Elems {
			if col, ok := Of(f.th, k); ok {
				c.Keys = append(c.Keys, col)
			} else {
				c.Keys = append(c.Keys, k)
			}
		}
		return c
	case "WeightedCategoricalColumn":
		return &columns.Weighted{Of: f.categorical(), Key: f.text(1), DType: f.dtype(2)}
	case "SequenceCategoricalColumn":
		return &columns.Sequence{Of: f.categorical()}
	case "IndicatorColumn":
		return &columns.Indicator{Of: f.categorical()}
	}
	e := &columns.Embedding{Of: f.categorical(), Dimension: f.number(1), Combiner: f.text(2), Checkpoint: f.elems[4], TensorName: f.elems[5],
		MaxNorm: binding.ToNeutral(f.th, f.elems[6]), Trainable: object.Must(object.Truth(f.th, f.elems[7])), Safe: object.Must(object.Truth(f.th, f.elems[8]))}
	e.Initializer = initializerOf(f.th, f.elems[3])
	return e
}

// initializerOf is an initializer of Keras', or a function of the user's.
func initializerOf(th *object.Thread, v object.Value) model.Initializer {
	x, ok := object.NativeOf(v).(model.Initializer)
	if !ok {
		x, _ = model.Resolve(binding.State(th), model.KindInitializer, binding.ToNeutral(th, v)).(model.Initializer)
	}
	return x
}

func (f fields) text(i int) string { return object.Must(object.Str(f.th, f.elems[i])) }
func (f fields) number(i int) int  { return object.Must(object.AsInt(f.th, f.elems[i])) }

func (f fields) list(i int) []any {
	t, _ := binding.ToNeutral(f.th, f.elems[i]).(model.Tup)
	return t
}

func (f fields) dtype(i int) tensor.DType { return binding.ToDType(f.th, f.elems[i]) }

func (f fields) categorical() columns.Categorical {
	c, _ := mustBe(f.th, f.elems[0]).(columns.Categorical)
	return c
}
