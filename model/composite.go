package model

import "kerash/tensor"

// Composite is a value of several tensors, as the language has it: a ragged or
// sparse tensor.
type Composite interface {
	// ElementSpec is what is known of it.
	ElementSpec() CompositeSpec
	// Rows is its length along the first axis.
	Rows() int
	// Row is its slice i along the first axis: a tensor or another composite.
	Row(s *tensor.Scope, i int) any
	// Inner is its elements, one after the other.
	Inner() *tensor.Tensor
	// String is the value as it prints.
	String() string
	// WithInner is one with others at the same places.
	WithInner(t *tensor.Tensor) any
}

// CompositeSpec is what is known of a composite without its value.
type CompositeSpec interface {
	// Kind is the name of the values' class without Tensor: Ragged, Sparse.
	Kind() string
	// Text is the spec as it prints.
	Text() string
	// Whole is the shape, -1 for lengths that are not known, and the dtype.
	Whole() tensor.Spec
	// RowSpec is the spec of a slice along the first axis.
	RowSpec() CompositeSpec
	// BatchSpec is the spec of n elements along a new first axis; -1 stands for
	// any number.
	BatchSpec(n int) CompositeSpec
	// Merge is what it has in common with the spec of another element.
	Merge(other CompositeSpec) CompositeSpec
	// Stack joins elements along a new first axis.
	Stack(s *tensor.Scope, elems []any) any
	// Join puts values one behind the other along an axis.
	Join(s *tensor.Scope, values []any, axis int) any
	// Sample is a value of which only the places are there, as long along each
	// axis as lengths says.
	Sample(lengths func(axis, known int) int) Composite
}

// Sparse is a tensor of which the elements that are not zero are kept, as the
// language has it.
type Sparse interface {
	Composite
	// Dense is the whole tensor.
	Dense(s *tensor.Scope) *tensor.Tensor
}

// SparseTaker is a layer that takes a sparse tensor as if it were whole.
type SparseTaker interface{ TakesSparse() }

// Ragged is a tensor whose rows differ in length, as the language has it.
type Ragged interface {
	Composite
	// RowLengths is the lengths of the innermost rows.
	RowLengths() []int
	// Depth is the number of ragged axes.
	Depth() int
	// Padded is the rows as a tensor.
	Padded(s *tensor.Scope, fill *tensor.Tensor) *tensor.Tensor
}

// Unborn is an output of a layer on symbolic inputs, of which nothing but the
// spec is known.
type Unborn struct{ Spec CompositeSpec }

// CompositeOf is the spec of what a symbolic tensor of a functional graph stands
// for, nil for a plain tensor.
func CompositeOf(t *tensor.Tensor) CompositeSpec {
	if i := InfoOf(t); i != nil {
		return i.Composite
	}
	return nil
}

// HasComposite reports whether a composite value is in v.
func HasComposite(v Value) bool {
	found := false
	walk(v, func(x any) {
		if _, ok := x.(Composite); ok {
			found = true
		}
	})
	return found
}

// parts is the tensors and composites of v, in the order of [Leaves].
func parts(v Value) []Value {
	var out []Value
	walk(v, func(x any) {
		switch x := x.(type) {
		case *tensor.Tensor:
			if x != nil {
				out = append(out, x)
			}
		case Composite, Unborn:
			out = append(out, x)
		}
	})
	return out
}

// mapLeaves is [MapValue] that takes every leaf to f.
func mapLeaves(v Value, f func(any) Value) Value {
	switch v := v.(type) {
	case List:
		out := make(List, len(v))
		for i, x := range v {
			out[i] = mapLeaves(x, f)
		}
		return out
	case Tuple:
		out := make(Tuple, len(v))
		for i, x := range v {
			out[i] = mapLeaves(x, f)
		}
		return out
	case *Dict:
		out := &Dict{Keys: v.Keys, Vals: make([]Value, len(v.Vals))}
		for _, i := range v.sorted() {
			out.Vals[i] = mapLeaves(v.Vals[i], f)
		}
		return out
	}
	return f(v)
}

// specOf is the shape and dtype of a tensor or composite.
func specOf(v Value) (tensor.Spec, bool) {
	switch x := v.(type) {
	case *tensor.Tensor:
		return x.Spec(), x != nil
	case Composite:
		return x.ElementSpec().Whole(), true
	case Unborn:
		return x.Spec.Whole(), true
	}
	return tensor.Spec{}, false
}

// castInner is a composite with its elements in another dtype.
func castInner(c *Context, x Composite, dt tensor.DType) Value {
	if x.Inner().DType() == dt {
		return x
	}
	return x.WithInner(c.Cast(x.Inner(), dt))
}
