// Package tensor is the numeric core of kerash: arrays, the ops declared over
// them, reverse-mode differentiation, symbolic shapes and traced plans, random
// numbers and the printing of arrays. It knows nothing of layers, of the
// language or of the terminal.
//
// An op is declared once ([Op]) and called through a [Scope], which decides
// how it runs: eagerly on values, symbolically on tensors without values
// (keras.Input), or recorded into a [Trace] from which a plan is made.
package tensor

import (
	"context"
	"slices"
)

// Scope is where ops run: it holds the active tapes, the trace being made, the
// random generator and the context that can cancel the work. A session owns
// one; a Scope is used by one goroutine at a time.
type Scope struct {
	Ctx  context.Context
	Rand *Generator
	// AnyDType lets ops take every dtype that they can compute, not only those
	// for which TensorFlow has kernels, and gives gradients that it lacks.
	AnyDType bool

	tapes []*Tape
	trace *Trace
	spare *eagerCall
	arena arena // of plans

	streams   *Streams     // of the function that is running, nil for eager work
	inferring bool         // within [Scope.Infer]
	naming    *Trace       // gives ops their names within that
	variables int          // made within CountVariables
	everMade  int          // variables, for VariablesMade
	settled   bool         // no variable may be made
	noted     *[]*Variable // made within NewVariables; nil outside
	wanted    []bool       // by input of the op whose gradient is being computed; nil for all
	casting   DType        // of what AutoCast variables give; Invalid for their own
}

// CastVariables sets the dtype in which variables that are AutoCast are read
// from now on; Invalid stands for their own. It returns what was set before.
func (s *Scope) CastVariables(dt DType) DType {
	old := s.casting
	s.casting = dt
	return old
}

// NewScope makes a scope that runs eagerly.
func NewScope(ctx context.Context) *Scope {
	return &Scope{Ctx: ctx, Rand: NewGenerator(0)}
}

// Interrupted throws KeyboardInterrupt when the scope's context has ended;
// long loops call it between blocks.
func (s *Scope) Interrupted() {
	if s.Ctx != nil && s.Ctx.Err() != nil {
		Throw(s.Ctx.Err())
	}
}

// Tensor is an immutable value that ops work on. It either holds an array or
// is symbolic: a spec only, made by an op in a graph or by [Symbol].
type Tensor struct {
	spec  Spec
	arr   *Array
	node  *Node // what makes a symbolic tensor; nil for a graph's inputs
	index int   // which output of node
	hint  []int // known elements of a small symbolic integer tensor, -1 unknown
	v     *Variable
	later *Recording // where a symbol's value can be had
	graph *Trace     // of the branch or loop that a symbol belongs to
	rows  *Rows      // what a gradient was scattered from
	sole  bool       // nobody else can know arr; see Sole
	label *label     // what it is called in a graph, nil for nothing

	// Meta belongs to the package that made a symbolic tensor: model keeps the
	// layer history of a Keras tensor here.
	Meta any
}

// FromArray makes a tensor of an array; the array must not change afterwards.
func FromArray(a *Array) *Tensor {
	a = a.Contiguous()
	return &Tensor{spec: Spec{a.dtype, a.shape}, arr: a}
}

// Const makes a tensor of Go values, one axis unless a shape is given.
func Const[T Elem](data []T, shape ...int) *Tensor { return FromArray(FromSlice(data, shape...)) }

// ConstScalar makes a tensor of rank 0.
func ConstScalar[T Elem](v T) *Tensor { return FromArray(Scalar(v)) }

// Symbol makes a symbolic tensor that no op has made: a graph's input.
func Symbol(sp Spec) *Tensor { return &Tensor{spec: sp} }

// Spec is the tensor's dtype and shape.
func (t *Tensor) Spec() Spec { return t.spec }

// DType is the element type.
func (t *Tensor) DType() DType { return t.spec.DType }

// Shape is the length of each axis, -1 where not known; do not modify it.
func (t *Tensor) Shape() []int { return t.spec.Shape }

// Refine tells a symbolic tensor the lengths of axes that it leaves open. The
// shape has one length for each axis, -1 where it adds nothing.
func (t *Tensor) Refine(shape []int) {
	known := slices.Clone(t.spec.Shape)
	for i, n := range shape {
		if known[i] < 0 {
			known[i] = n
		}
	}
	t.spec.Shape = known
}

// Rank is the number of axes.
func (t *Tensor) Rank() int { return len(t.spec.Shape) }

// Dim is the length of an axis; negative axes count from the end.
func (t *Tensor) Dim(axis int) int {
	if axis < 0 {
		axis += len(t.spec.Shape)
	}
	return t.spec.Shape[axis]
}

// IsSymbolic reports whether the tensor has no value.
func (t *Tensor) IsSymbolic() bool { return t.arr == nil }

// HasValue reports whether [Tensor.Array] gives a value: of a tensor that is
// not symbolic, or of one in a function that is being recorded.
func (t *Tensor) HasValue() bool { return t.arr != nil || t.later != nil }

// Node is what made a symbolic tensor, nil for a graph's input.
func (t *Tensor) Node() *Node { return t.node }

// Variable is the variable that the tensor was read from, or nil.
func (t *Tensor) Variable() *Variable { return t.v }

// Array is the tensor's value. It throws for a symbolic tensor that stands for
// none.
func (t *Tensor) Array() *Array {
	t.Share()
	if t.arr == nil {
		if t.later != nil {
			return t.later.look(t).arr
		}
		Throw(&Untraceable{Op: "the value of a symbolic tensor"})
	}
	return t.arr
}

// Hint is what is known of the elements of a symbolic integer tensor: nil for
// nothing, -1 for an element that is not known. For a tensor with a value it
// is the value.
func (t *Tensor) Hint() []int {
	if t.arr != nil && t.spec.DType.IsInteger() && t.arr.Size() <= 64 {
		return t.arr.Ints()
	}
	return t.hint
}

// WithHint returns a copy of the tensor with known elements; see [Tensor.Hint].
func (t *Tensor) WithHint(h []int) *Tensor {
	t.Share()
	c := *t
	c.hint = h
	return &c
}
