// Package columns is TensorFlow's feature columns: descriptions of how the raw
// features of structured data become numbers that a network takes. A layer,
// DenseFeatures, runs them.
//
// A column is a value: fields that are its arguments, and the columns that it
// is made of. The package knows nothing of the language; the checks of the
// functions that make columns belong to those.
package columns

import (
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// Column is a feature column.
type Column interface {
	// Kind is the name of TensorFlow's class: "NumericColumn".
	Kind() string
	// Name is made of the names of the features, unique in a layer.
	Name() string
	// Fields is the arguments in their order.
	Fields() []Field
	// Features is the raw features that the column needs, as parsers of
	// examples want to know them.
	Features() []Feature
	// Parents is the columns, or keys of features, that it is made of.
	Parents() []any
}

// Field is an argument of a column: a column, a string, a number, a
// tensor.DType, nil, or a model.Tup of such.
type Field struct {
	Name  string
	Value any
}

// Feature says how a raw feature is parsed: with a fixed shape, or with any
// number of values.
type Feature struct {
	Key     string
	DType   tensor.DType
	Fixed   bool
	Shape   []int
	Default any
}

// Dense is a column that gives numbers.
type Dense interface {
	Column
	// VariableShape is the shape of the numbers of one example.
	VariableShape() []int
	// Tensor is the numbers of a batch.
	Tensor(b *Batch) *tensor.Tensor
}

// Categorical is a column that gives categories, numbered from 0.
type Categorical interface {
	Column
	NumBuckets() int
	// IDs is the categories of a batch.
	IDs(b *Batch) IDs
}

// IDs are the categories of a batch, of shape (batch, n): Present says which of
// the n there are, as rows may have fewer. A category below 0 is none that the
// column knows. Weight is nil where all count the same.
type IDs struct {
	ID, Present, Weight *tensor.Tensor
}

// Sequential is a column of sequences, which layers for single examples refuse.
type Sequential interface {
	Categorical
	sequence()
}

// Elements is the number of numbers that a column gives for an example.
func Elements(d Dense) int {
	n := 1
	for _, k := range d.VariableShape() {
		n *= k
	}
	return n
}

// Equal reports whether two columns are of one kind and have equal fields.
func Equal(a, b Column) bool {
	if a == b {
		return true
	}
	if a.Kind() != b.Kind() {
		return false
	}
	fa, fb := a.Fields(), b.Fields()
	for i := range fa {
		if !equalValues(fa[i].Value, fb[i].Value) {
			return false
		}
	}
	return true
}

func equalValues(a, b any) bool {
	switch a := a.(type) {
	case Column:
		o, ok := b.(Column)
		return ok && Equal(a, o)
	case model.Tup:
		o, ok := b.(model.Tup)
		return ok && slices.EqualFunc(a, o, equalValues)
	case interface{ SameFunction(g model.Callable) bool }:
		o, ok := b.(model.Callable)
		return ok && a.SameFunction(o)
	}
	return a == b
}

// Text is a column as Python shows it.
func Text(c Column) string {
	s := c.Kind() + "("
	for i, f := range c.Fields() {
		if i > 0 {
			s += ", "
		}
		s += f.Name + "=" + valueText(f.Value)
	}
	return s + ")"
}

func valueText(v any) string {
	switch v := v.(type) {
	case Column:
		return Text(v)
	case tensor.DType:
		return "tf." + v.String()
	case model.Tup:
		s := "("
		for i, x := range v {
			if i > 0 {
				s += ", "
			}
			s += valueText(x)
		}
		if len(v) == 1 {
			s += ","
		}
		return s + ")"
	}
	return model.Repr(v)
}

func intTuple(ns []int) model.Tup {
	out := make(model.Tup, len(ns))
	for i, n := range ns {
		out[i] = n
	}
	return out
}
