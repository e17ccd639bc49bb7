package tensor

import "slices"

// Forward computes directional derivatives while the function runs: for what is
// computed from a watched tensor, the product of its Jacobian and the tensor's
// tangent (forward-mode differentiation). The tangents of an op follow from its
// gradient function, which is linear in the gradients that flow in: they are the
// gradient of that function's result with respect to these.
type Forward struct {
	tape      *Tape
	tangents  map[*Tensor]*Tensor
	variables map[*Variable]*Tensor
}

// NewForward makes a Forward; it computes once pushed.
func NewForward() *Forward {
	f := &Forward{tape: NewTape(), tangents: map[*Tensor]*Tensor{}, variables: map[*Variable]*Tensor{}}
	f.tape.forward = f
	return f
}

// PushForward starts computing tangents with f. What f computes, accumulators
// and tapes pushed before it see.
func (s *Scope) PushForward(f *Forward) { s.PushTape(f.tape) }

// PopForward stops computing tangents with f.
func (s *Scope) PopForward(f *Forward) { s.PopTape(f.tape) }

// Watch gives x a tangent of its shape.
func (f *Forward) Watch(x, tangent *Tensor) { f.tangents[x] = tangent }

// WatchVariable gives later reads of v a tangent.
func (f *Forward) WatchVariable(v *Variable, tangent *Tensor) { f.variables[v] = tangent }

// Tangent is the directional derivative of x, nil when it does not depend on
// what is watched.
func (f *Forward) Tangent(x *Tensor) *Tensor { return f.tangents[x] }

// VariableTangent is the tangent of a watched variable, or nil.
func (f *Forward) VariableTangent(v *Variable) *Tensor { return f.variables[v] }

func (f *Forward) read(v *Variable, x *Tensor) {
	if t := f.variables[v]; t != nil {
		f.tangents[x] = t
	}
}

// SameTangent tells accumulators that a tensor, computed without them, has the
// tangent of another.
func (s *Scope) SameTangent(of, x *Tensor) {
	for _, t := range s.tapes {
		if f := t.forward; f != nil && f.tangents[of] != nil {
			f.tangents[x] = f.tangents[of]
		}
	}
}

// record computes the tangents of what an op gave.
func (f *Forward) record(c *Call, in, out []*Tensor) {
	op, s := c.Op, c.Scope
	if op.Grad == nil || op == opStopGradient {
		return
	}
	moving := make([]bool, len(in))
	for i, x := range in {
		moving[i] = f.tangents[x] != nil && differentiable(x.DType())
	}
	if !slices.Contains(moving, true) {
		return
	}
	flows, sources := make([]*Tensor, len(out)), []*Tensor{}
	saved, wanted := s.tapes, s.wanted
	defer func() { s.tapes, s.wanted = saved, wanted }()
	s.tapes, s.wanted = slices.Clone(saved[:slices.Index(saved, f.tape)]), moving
	back := NewTape()
	for k, y := range out {
		if differentiable(y.DType()) && f.tangents[y] == nil {
			flows[k] = s.OnesLike(y)
			back.Watch(flows[k])
			sources = append(sources, flows[k])
		}
	}
	if len(sources) == 0 {
		return
	}
	s.PushTape(back)
	gradients := op.Grad(s, c, in, out, flows)
	s.PopTape(back)
	s.wanted = nil
	var targets, seeds []*Tensor
	for i, g := range gradients {
		if g != nil && i < len(in) && moving[i] {
			targets, seeds = append(targets, g), append(seeds, f.tangents[in[i]])
		}
	}
	for i, tangent := range back.Gradients(s, targets, seeds, sources) {
		if tangent != nil {
			f.tangents[out[slices.Index(flows, sources[i])]] = tangent
		}
	}
}
