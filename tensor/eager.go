package tensor

// eagerCall is what running an op at once needs besides its results. A scope
// keeps one and uses it again, since nobody holds on to it unless a tape
// records.
type eagerCall struct {
	call   Call
	in     [3]Spec
	arrays [4]*Array
}

// keptWork is how much scratch memory, in floats, stays from op to op.
const keptWork = 1 << 14

// direct reports whether op runs on values at once and nobody records it.
func (s *Scope) direct(op *Op, in []*Tensor) bool {
	if len(s.tapes) > 0 || op.Dynamic != nil || op.Run != nil || s.trace != nil {
		return false
	}
	for _, t := range in {
		if t.arr == nil {
			return false
		}
	}
	return true
}

// begin prepares a call and the list of its input arrays.
func (s *Scope) begin(op *Op, attr any, in []*Tensor) (e *eagerCall, arrays []*Array) {
	if e = s.spare; e == nil {
		e = new(eagerCall)
	}
	s.spare = nil
	c := &e.call
	c.Op, c.Attr, c.Scope = op, attr, s
	c.In, arrays = e.in[:0], e.arrays[:0]
	for _, t := range in {
		c.In = append(c.In, t.spec)
		arrays = append(arrays, t.arr)
	}
	return e, arrays
}

// end lets go of everything that the call refers to.
func (s *Scope) end(e *eagerCall) {
	c := &e.call
	c.Attr, c.In, c.Out = nil, nil, nil
	e.in, e.arrays, c.one = [3]Spec{}, [4]*Array{}, [1]Spec{}
	for _, w := range c.work {
		if cap(w) > keptWork {
			c.work = nil
			break
		}
	}
	s.spare = e
}

// runDirect runs an op with one output.
func (s *Scope) runDirect(op *Op, attr any, in []*Tensor) *Tensor {
	e, arrays := s.begin(op, attr, in)
	c := &e.call
	op.checkTypes(c)
	sp := op.Infer(c)[0]
	var out *Tensor
	if op.Alias {
		in[0].Share()
		out = FromArray(in[0].arr.Reshape(sp.Shape))
	} else {
		out = newTensor(sp)
		c.Out = append(c.one[:0], sp)
		result := [1]*Array{out.arr}
		op.Eval(c, arrays, append(arrays, result[:]...)[len(arrays):])
		out.sole = out.arr.pooled
	}
	s.end(e)
	return out
}

// newTensor makes a tensor and its array, of any contents, in one piece.
func newTensor(sp Spec) *Tensor {
	t := &struct {
		Tensor
		array Array
	}{}
	t.spec, t.Tensor.arr = sp, &t.array
	t.array.allocDirty(sp.DType, sp.Shape)
	return &t.Tensor
}
