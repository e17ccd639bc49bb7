package tensor

import "kerash/tensor/internal/kernel"

// Variable is a tensor whose value can be changed: a weight, an optimizer
// slot, a metric's total.
//
// Its array keeps its identity, so that a plan can hold on to it; its buffer
// is replaced rather than overwritten when a tensor read from the variable may
// still be in use.
type Variable struct {
	Name      string
	Trainable bool
	// Constraint, when set, projects the value after an optimizer's update.
	Constraint func(s *Scope, t *Tensor) *Tensor
	// ConstraintOf is what Constraint was made of: a value of the package that
	// made the variable.
	ConstraintOf any
	// AutoCast lets reads give the dtype that [Scope.CastVariables] asks for.
	AutoCast bool
	// Meta belongs to the package that made the variable.
	Meta any

	arr    *Array
	fill   func() *Array // makes the first value, which nobody has asked for yet; arr then has no elements
	shared bool          // a tensor read from the variable uses arr's buffer
	lent   int           // how many tapes hold tensors that do so; see [Scope.Borrow]
	age    int           // counts buffers
	loose  []int         // the declared shape of a variable whose axes of -1 may change
	open   bool          // values may have any shape
}

// NewVariable makes a trainable variable with a copy of an initial value.
func NewVariable(name string, init *Array) *Variable {
	return &Variable{Name: name, Trainable: true, arr: init.Clone()}
}

// NewLazyVariable makes a trainable variable whose initial value, of the dtype
// and shape, is computed when it is first needed: large models can be looked at,
// or be given weights of a file, without it.
func NewLazyVariable(name string, dt DType, shape []int, fill func() *Array) *Variable {
	checkedSize(dt, shape)
	return &Variable{Name: name, Trainable: true, arr: &Array{dtype: dt, shape: shape}, fill: fill}
}

// MadeVariable notes that a variable was made, for [Scope.CountVariables]. It
// throws ValueError where none may be made.
func (s *Scope) MadeVariable() {
	if s.settled {
		Throwf("ValueError", "tf.function only supports singleton tf.Variables created on the first call. Make sure the tf.Variable is only created once or created outside tf.function. See https://www.tensorflow.org/guide/function#creating_tfvariables for more information.")
	}
	s.variables++
	s.everMade++
}

// VariablesMade counts the variables that were ever made in the scope.
func (s *Scope) VariablesMade() int { return s.everMade }

// NoteVariable hands a variable that was just made to [Scope.NewVariables].
func (s *Scope) NoteVariable(v *Variable) {
	if s.noted != nil {
		*s.noted = append(*s.noted, v)
	}
}

// NewVariables runs f and is the variables of the user's and weights that it made.
func (s *Scope) NewVariables(f func()) (made []*Variable) {
	outer := s.noted
	s.noted = &made
	defer func() {
		if s.noted = outer; outer != nil {
			*outer = append(*outer, made...)
		}
	}()
	f()
	return made
}

// CountVariables runs f, the body of a function that is recorded, and tells how
// many variables it made; those that functions called by f made do not count.
func (s *Scope) CountVariables(allowed bool, f func()) (made int) {
	variables, settled := s.variables, s.settled
	s.variables, s.settled = 0, !allowed
	defer func() { s.variables, s.settled = variables, settled }()
	f()
	return s.variables
}

// Pending reports whether the initial value was not needed yet.
func (v *Variable) Pending() bool { return v.fill != nil }

// Symbol is a symbolic tensor of the variable's dtype and shape, for shape
// inference that needs no value.
func (v *Variable) Symbol() *Tensor { return &Tensor{spec: Spec{v.arr.dtype, v.arr.shape}, v: v} }

// settled is the variable's array with its elements.
func (v *Variable) settled() *Array {
	if v.fill != nil {
		fill := v.fill
		v.fill = nil
		v.arr.buf = fill().Cast(v.arr.dtype).Contiguous().buf
	}
	return v.arr
}

// DType is the element type.
func (v *Variable) DType() DType { return v.arr.dtype }

// Shape is the length of each axis.
func (v *Variable) Shape() []int { return v.arr.shape }

// Loosen lets values of the variable have any length along the axes of shape
// that are -1.
func (v *Variable) Loosen(shape []int) { v.loose = shape }

// LoosenRank lets values of the variable have any shape.
func (v *Variable) LoosenRank() { v.open = true }

// IsOpen reports whether values of the variable may have any shape.
func (v *Variable) IsOpen() bool { return v.open }

// Takes reports whether values of the variable may have a shape.
func (v *Variable) Takes(shape []int) bool { return v.open || fits(v.Declared(), shape) }

// Declared is the variable's shape with -1 for axes whose length may change.
func (v *Variable) Declared() []int {
	if v.loose != nil {
		return v.loose
	}
	return v.arr.shape
}

// Size is the number of elements.
func (v *Variable) Size() int { return v.arr.Size() }

// Params is the number of elements as far as it is fixed: 0 for a variable
// with an axis whose length may change.
func (v *Variable) Params() int {
	if !IsStatic(v.Declared()) {
		return 0
	}
	return v.Size()
}

// Value is the current value, for reading at once: the next assignment may
// overwrite it. See [Scope.Read] for a tensor that lasts.
func (v *Variable) Value() *Array { return v.settled() }

// layoutElements is from how many elements on the layouts of a variable are
// remembered.
const layoutElements = 4 << 10

// remember lets the kernels remember how they laid out the variable's elements,
// as long as it does not change.
func (v *Variable) remember() {
	if v.arr.layouts == nil && v.arr.dtype == Float32 && len(v.arr.shape) > 1 && v.arr.Size() >= layoutElements {
		v.arr.layouts = new(kernel.Layouts)
	}
}

// own makes sure that writing into the array changes no tensor.
func (v *Variable) own() {
	v.settled()
	v.arr.layouts = nil
	if v.inUse() {
		v.renew(v.arr.Clone().buf)
	}
}

// inUse reports whether a tensor may still show the value that the buffer has.
func (v *Variable) inUse() bool { return v.shared || v.lent > 0 }

// renew replaces the buffer.
func (v *Variable) renew(buf any) {
	v.arr.buf, v.arr.offset = buf, 0
	v.shared, v.lent = false, 0
	v.age++
}

// SetValue replaces the value by a copy of a, cast to the variable's dtype.
// It throws ValueError when the shapes differ.
func (v *Variable) SetValue(a *Array) {
	if !v.Takes(a.shape) {
		Throwf("ValueError", "Cannot assign value to variable '%s': Shape mismatch.The variable shape %s, and the assigned value shape %s are incompatible.",
			v.Name, ShapeString(v.Declared()), ShapeString(a.shape))
	}
	if !SameShape(a.shape, v.arr.shape) {
		fresh := NewArray(v.arr.dtype, a.shape...)
		*v.arr = *fresh
		v.renew(fresh.buf)
	}
	if v.inUse() || v.fill != nil {
		v.fill = nil
		v.renew(makeBuf(v.arr.dtype, v.arr.Size()))
	}
	v.arr.layouts = nil
	v.arr.CopyFrom(a.Cast(v.arr.dtype))
}

// Read is the variable's present value as a tensor. Active tapes watch it when
// the variable is trainable; in a trace it stands for the value at that point
// of every step.
func (s *Scope) Read(v *Variable) *Tensor {
	t := &Tensor{spec: Spec{v.arr.dtype, v.arr.shape}, v: v}
	if s.trace != nil {
		t.node = &Node{read: v, Out: []*Tensor{t}}
		t.later = s.trace.recording
		t.graph = s.trace.own()
		s.trace.nodes = append(s.trace.nodes, t.node)
		s.trace.nameRead(v, t)
	} else {
		v.shared = true
		t.arr = v.header()
	}
	for _, tape := range s.tapes {
		tape.read(v, t)
	}
	if v.AutoCast && s.casting != Invalid && s.casting != t.spec.DType {
		return s.Cast(t, s.casting)
	}
	return t
}

// header is an array over the buffer of the present value.
func (v *Variable) header() *Array {
	v.remember()
	arr := *v.settled()
	return &arr
}

// Borrow is [Scope.Read] for a tensor that its user drops before anything can
// change the variable, and of which no result is a view: a layer's weight
// within a call. Only tapes hold on to it, until they have been used; after
// that the variable may be updated in place.
func (s *Scope) Borrow(v *Variable) *Tensor {
	if s.trace != nil {
		return s.Read(v)
	}
	t := &Tensor{spec: Spec{v.arr.dtype, v.arr.shape}, v: v, arr: v.header()}
	for _, tape := range s.tapes {
		tape.read(v, t)
		tape.borrow(v)
	}
	return t
}

// opAssign copies its input into the variable.
var opAssign = &Op{
	Name: "Assign",
	Eval: func(c *Call, in, out []*Array) { out[0].CopyFrom(in[0]) },
}

// Assign sets the variable to t, of its dtype and shape, now or, in a trace,
// at this point of every step.
func (s *Scope) Assign(v *Variable, t *Tensor) {
	if t.arr != nil && s.trace == nil {
		v.SetValue(t.arr)
		return
	}
	if !SameShape(t.Shape(), v.Shape()) {
		if v.Takes(t.Shape()) { // what reads it later is recorded for the shape it had
			Throw(&Untraceable{Op: "a value of another shape for a variable"})
		}
		Throwf("ValueError", "Cannot assign value to variable '%s': Shape mismatch.The variable shape %s, and the assigned value shape %s are incompatible.",
			v.Name, ShapeString(v.Shape()), ShapeString(t.Shape()))
	}
	s.Update(opAssign, nil, []*Variable{v}, t)
}

// opAssignAdd adds its input to the variable.
var opAssignAdd = &Op{
	Name: "AssignAdd",
	Eval: func(c *Call, in, out []*Array) { evalBinary(&addition, out[0], in[0], out[0]) },
}

var addition = binaryFuncs{
	f64: func(a, b float64) float64 { return a + b },
	int: func(a, b int64) int64 { return a + b },
	k:   kernel.OpAdd,
}

// AssignAdd adds t, of the variable's dtype and shape, to the variable, now or,
// in a trace, at this point of every step.
func (s *Scope) AssignAdd(v *Variable, t *Tensor) {
	if !SameShape(t.Shape(), v.Shape()) {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__AssignAddVariableOp_device_/job:localhost/replica:0/task:0/device:CPU:0}} Cannot update variable with shape %s using a Tensor with shape %s, shapes must be equal. [Op:AssignAddVariableOp] name: ",
			shapeBrackets(v.Shape()), shapeBrackets(t.Shape()))
	}
	s.Update(opAssignAdd, nil, []*Variable{v}, t)
}
