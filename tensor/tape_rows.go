package tensor

// Rows is a gradient with respect to a tensor of which only some entries along
// the first axis take part: the entries' gradients, which of them they are
// (an entry may occur more than once), and the tensor itself.
type Rows struct {
	Values, Indices *Tensor
	of              *Tensor
}

// NewRows is rows of a gradient with respect to of.
func NewRows(values, indices, of *Tensor) *Rows { return &Rows{values, indices, of} }

// Shape is the shape of the whole gradient.
func (r *Rows) Shape() []int { return r.of.Shape() }

// Dense is the whole gradient, zero where no row is. It remembers its rows; see
// [Tensor.MapRows].
func (r *Rows) Dense(s *Scope) *Tensor {
	g := s.Apply1(opGatherGrad, &gatherAttr{}, r.Values, r.Indices, r.of)
	g.rows = r
	return g
}

// AsRows is the rows of a gradient that is made of rows; nil for others.
func (t *Tensor) AsRows() *Rows { return t.rows }

// RowValues is t, or, of a gradient made of rows, the rows as they came, an
// entry that occurs twice not yet summed: what norms of gradients are taken of.
func (t *Tensor) RowValues() *Tensor {
	if t.rows != nil {
		return t.rows.Values
	}
	return t
}

// MapRows is f of t, or, of a gradient made of rows, the whole of f of the rows.
func (t *Tensor) MapRows(s *Scope, f func(t *Tensor) *Tensor) *Tensor {
	if t.rows != nil {
		return NewRows(f(t.rows.Values), t.rows.Indices, t.rows.of).Dense(s)
	}
	return f(t)
}

// OnlyRows is y, or, where the gradient t is made of rows, y in these rows and
// old in all others: what optimizers do that leave alone what a step did not
// touch. y, old and t have one shape.
func (t *Tensor) OnlyRows(s *Scope, y, old *Tensor) *Tensor {
	if t.rows == nil {
		return y
	}
	one := Full(t.rows.Values.DType(), 1)
	count := NewRows(s.Add(s.ZerosLike(t.rows.Values), one), t.rows.Indices, t.rows.of).Dense(s)
	return s.Select(s.Greater(count, Full(count.DType(), 0)), y, old)
}

// and is the rows of both.
func (r *Rows) and(s *Scope, more *Rows) *Rows {
	a, b := r.Indices, more.Indices
	if a.DType() != b.DType() {
		a, b = s.Cast(a, Int64), s.Cast(b, Int64)
	}
	return &Rows{s.Concat([]*Tensor{r.Values, more.Values}, 0), s.Concat([]*Tensor{a, b}, 0), r.of}
}

// gatheredRows is the gradient of a gather along the first axis, nil for
// another op: the gradient that flows in, flattened to a list of rows.
func gatheredRows(s *Scope, e tapeEntry, gout *Tensor) *Rows {
	if !gathersRows(e) || !IsStatic(e.in[0].Shape()) {
		return nil
	}
	indices := e.in[1]
	n := -1 // the length follows when the op runs
	if IsStatic(indices.Shape()) {
		n = NumElements(indices.Shape())
	}
	return &Rows{
		s.Reshape(gout, append([]int{n}, e.in[0].Shape()[1:]...)),
		s.Reshape(indices, []int{n}), e.in[0],
	}
}

// gathersRows reports whether an entry takes rows of its first input, those that
// its second one lists.
func gathersRows(e tapeEntry) bool {
	switch a := e.call.Attr.(type) {
	case *gatherAttr:
		return e.call.Op == opGather && a.sparse && a.axis == 0 && a.batch == 0
	case *indexNDAttr:
		return e.call.Op == opGatherNd && a.rows && a.batch == 0 && e.in[1].Rank() == 2 && e.in[1].Dim(1) == 1
	}
	return false
}

// backprop is one walk back over a tape: the gradients found so far by tensor,
// as whole tensors and as rows. Rows stay rows until an op needs the whole.
type backprop struct {
	s     *Scope
	need  map[*Tensor]bool
	whole map[*Tensor]*Tensor
	rows  map[*Tensor]*Rows

	wanted []bool // of the entry at hand
}

func (b *backprop) add(x, g *Tensor) {
	if have := b.whole[x]; have != nil {
		g = b.s.Add(have, g)
	}
	b.whole[x] = g
}

// addRows puts rows before those of what was done later.
func (b *backprop) addRows(x *Tensor, r *Rows) {
	if have := b.rows[x]; have != nil {
		r = r.and(b.s, have)
	}
	b.rows[x] = r
}

// dense is the gradient of x as a whole tensor, or nil.
func (b *backprop) dense(x *Tensor) *Tensor {
	if r := b.rows[x]; r != nil {
		delete(b.rows, x)
		b.add(x, r.Dense(b.s))
	}
	return b.whole[x]
}

// denseSum is the sum of the gradients of several reads of one variable.
func (b *backprop) denseSum(reads []*Tensor) *Tensor {
	var sum *Tensor
	for _, x := range reads {
		switch g := b.dense(x); {
		case g == nil:
		case sum == nil:
			sum = g
		default:
			sum = b.s.Add(sum, g)
		}
	}
	return sum
}

// gradient is the gradient of a source, given all the reads of it: rows when
// it was only gathered from, in the order in which that was done.
func (b *backprop) gradient(reads []*Tensor) Gradient {
	var rows *Rows
	for _, x := range reads {
		if b.whole[x] != nil {
			return Gradient{Tensor: b.denseSum(reads)}
		}
		switch r := b.rows[x]; {
		case r == nil:
		case rows == nil:
			rows = r
		default:
			rows = rows.and(b.s, r)
		}
	}
	return Gradient{Rows: rows}
}

// entry passes the gradients of an entry's outputs on to its inputs.
func (b *backprop) entry(e tapeEntry) {
	gout := make([]*Tensor, len(e.out))
	any := false
	for j, o := range e.out {
		gout[j] = b.dense(o)
		any = any || gout[j] != nil
	}
	if any {
		e.call.needGradient()
	}
	if !any || e.call.Op.Grad == nil {
		return
	}
	if r := gatheredRows(b.s, e, gout[0]); r != nil && b.need[e.in[0]] {
		b.addRows(e.in[0], r)
		return
	}
	gin := b.differentiate(e, gout)
	for j, g := range gin {
		if g != nil && j < len(e.in) && b.need[e.in[j]] && differentiable(e.in[j].DType()) {
			b.add(e.in[j], g)
		}
	}
}

// differentiate calls the gradient function of an op and lets it know which
// gradients are of use; see [Scope.wants].
func (b *backprop) differentiate(e tapeEntry, gout []*Tensor) []*Tensor {
	saved := b.s.wanted
	defer func() { b.s.wanted = saved }()
	b.wanted = b.wanted[:0]
	for _, x := range e.in {
		b.wanted = append(b.wanted, b.need[x])
	}
	b.s.wanted = b.wanted
	return e.call.Op.Grad(b.s, e.call, e.in, e.out, gout)
}

// wants reports whether a gradient function should compute the gradient for
// input i of its op: that of a batch of data, say, is not wanted. What it gives
// for the others is not looked at.
func (s *Scope) wants(i int) bool { return i >= len(s.wanted) || s.wanted[i] }
