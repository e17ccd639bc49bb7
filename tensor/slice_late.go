package tensor

import "slices"

// LateSlice is a slice of which a bound is a tensor, known when the graph runs;
// nil for those that are numbers.
type LateSlice struct{ Start, Stop, Step *Tensor }

// lateAttr is the attribute of opLateSlice: inputs are the sliced tensor and the
// bounds in the order of the slices.
type lateAttr struct {
	index []Slice
	late  []lateBounds
}

// lateBounds says which bounds of a slice are inputs.
type lateBounds struct{ start, stop, step bool }

// filled are the slices with the values of the bounds.
func (a *lateAttr) filled(bounds []*Array) []Slice {
	out := slices.Clone(a.index)
	next := func() int {
		n := int(bounds[0].Int(0))
		bounds = bounds[1:]
		return n
	}
	for i, l := range a.late {
		if l.start {
			out[i].Start = next()
		}
		if l.stop {
			out[i].Stop = next()
		}
		if l.step {
			out[i].Step = next()
		}
	}
	return out
}

// open are slices with which the shape can be told, and the axes of the result
// whose length the bounds decide; rank is that of the sliced tensor.
func (a *lateAttr) open(rank int) (index []Slice, unknown []int) {
	index = slices.Clone(a.index)
	used := 0
	for _, sl := range index {
		if !sl.NewAxis && !sl.Ellipsis {
			used++
		}
	}
	axis := 0
	for i, sl := range index {
		switch l := a.late[i]; {
		case sl.Ellipsis:
			axis += max(rank-used, 0)
			continue
		case sl.Index:
			if l.start {
				index[i] = At(0)
			}
			continue
		case l != lateBounds{}:
			index[i] = All()
			unknown = append(unknown, axis)
		}
		axis++
	}
	return index, unknown
}

// opLateSlice is a strided slice whose bounds the run knows.
var opLateSlice = &Op{
	Name: "LateSlice", Stateful: true,
	Infer: func(c *Call) []Spec {
		index, unknown := c.Attr.(*lateAttr).open(len(c.In[0].Shape))
		sp := inferSymbolic(&Call{Op: opStridedSlice, Attr: &sliceAttr{index}, In: c.In[:1], symbolic: true, Scope: c.Scope})[0]
		sp.Shape = slices.Clone(sp.Shape)
		for _, axis := range unknown {
			sp.Shape[axis] = -1
		}
		return []Spec{sp}
	},
	Run: func(s *Scope, c *Call, in []*Tensor) []*Tensor {
		return []*Tensor{s.StridedSlice(in[0], c.Attr.(*lateAttr).filled(arraysOf(in[1:])))}
	},
}

// opLateSliceGrad is the gradient of opLateSlice: inputs are the gradient of the
// slice and the inputs of that.
var opLateSliceGrad = &Op{
	Name: "LateSliceGrad", Stateful: true,
	Infer: func(c *Call) []Spec { return []Spec{c.In[1]} },
	Run: func(s *Scope, c *Call, in []*Tensor) []*Tensor {
		tape, x := NewTape(), s.Identity(in[1])
		tape.ManualWatch = true
		tape.Watch(x)
		s.PushTape(tape)
		y := s.StridedSlice(x, c.Attr.(*lateAttr).filled(arraysOf(in[2:])))
		s.PopTape(tape)
		return tape.Gradients(s, []*Tensor{y}, []*Tensor{in[0]}, []*Tensor{x})
	},
	Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		grads := make([]*Tensor, len(in))
		grads[0] = s.Apply1(opLateSlice, c.Attr, append([]*Tensor{gout[0]}, in[2:]...)...)
		return grads
	},
}

func init() {
	opLateSlice.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		grads := make([]*Tensor, len(in))
		grads[0] = s.Apply1(opLateSliceGrad, c.Attr, append([]*Tensor{gout[0]}, in...)...)
		return grads
	}
}

// newLateAttr is the attribute of slices, with the bounds that are inputs.
func newLateAttr(index []Slice, late []LateSlice) (a *lateAttr, bounds []*Tensor) {
	a = &lateAttr{index: index}
	for _, l := range late {
		a.late = append(a.late, lateBounds{l.Start != nil, l.Stop != nil, l.Step != nil})
		for _, t := range []*Tensor{l.Start, l.Stop, l.Step} {
			if t != nil {
				bounds = append(bounds, t)
			}
		}
	}
	return a, bounds
}

// LateSlice is [Scope.StridedSlice] where bounds may be tensors without values.
func (s *Scope) LateSlice(x *Tensor, index []Slice, late []LateSlice) *Tensor {
	a, bounds := newLateAttr(index, late)
	return s.Apply1(opLateSlice, a, append([]*Tensor{x}, bounds...)...)
}

// opAssignSlice copies its first input into a part of the variable; the others
// are bounds of the part.
var opAssignSlice = &Op{
	Name: "ResourceStridedSliceAssign",
	Eval: func(c *Call, in, out []*Array) {
		part := out[0].Slice(c.Attr.(*lateAttr).filled(in[1:]))
		if shape, ok := BroadcastShapes(part.Shape(), in[0].Shape()); !ok || !SameShape(shape, part.Shape()) {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__ResourceStridedSliceAssign_device_/job:localhost/replica:0/task:0/device:CPU:0}} Cannot broadcast input shape %s into final shape %s [Op:ResourceStridedSliceAssign] name: strided_slice/_assign",
				shapeBrackets(in[0].Shape()), shapeBrackets(part.Shape()))
		}
		part.CopyFrom(in[0].BroadcastTo(part.Shape()))
	},
}

// AssignSlice sets the part of a variable that slices select to t, of its dtype
// and of a shape that broadcasts to the part's, now or, in a trace, at this point
// of every step. Bounds may be tensors without values; late is nil for none.
func (s *Scope) AssignSlice(v *Variable, index []Slice, late []LateSlice, t *Tensor) {
	a, bounds := newLateAttr(index, late)
	if late == nil {
		a.late = make([]lateBounds, len(index))
	}
	s.Update(opAssignSlice, a, []*Variable{v}, append([]*Tensor{t}, bounds...)...)
}
