package tensor

import "slices"

const (
	// chainElements is from how many elements on calls are joined to a chain: a
	// smaller result is in the first cache anyway.
	chainElements = 4 << 10
	// chainRow is the longest row along which an operand of a chain repeats.
	chainRow = 8 << 10
	// chainLength is how many calls a chain has at most.
	chainLength = 64
)

// chain is a group of elementwise calls, connected through their results, that
// run together, block by block, where the last of them stands. All results have
// size elements.
type chain struct {
	size    int
	row     int   // the length of the rows along which operands repeat, 0 for none
	members []int // positions of the calls, ascending
	closed  bool  // something outside of the chain uses a result, or changes what it reads
}

// chainer finds the chains of a planner's calls.
type chainer struct {
	*planner
	last   map[*planValue]int
	chains []*chain
	of     map[*planValue]*chain // by the root of a result
}

// fuse replaces chains of elementwise calls by one call each. What only the
// chain itself uses needs no memory then.
func (b *planner) fuse() {
	f := &chainer{planner: b, last: b.lastUses(), of: map[*planValue]*chain{}}
	for i := range b.calls {
		f.visit(i)
	}
	at := map[int]*chain{}
	for _, ch := range f.chains {
		if len(ch.members) < 2 {
			continue
		}
		for _, i := range ch.members {
			at[i] = ch
		}
	}
	if len(at) == 0 {
		return
	}
	outside := f.usedOutside(at)
	var calls []plannedCall
	for i, c := range b.calls {
		switch ch := at[i]; {
		case ch == nil:
			calls = append(calls, c)
		case i == ch.members[len(ch.members)-1]:
			calls = append(calls, b.fused(ch, outside))
		}
	}
	b.calls, b.never = calls, len(calls)
}

// usedOutside is the results of chains that others use.
func (f *chainer) usedOutside(at map[int]*chain) map[*planValue]bool {
	used := map[*planValue]bool{}
	for i, c := range f.calls {
		for _, v := range c.in {
			if r := v.root(); f.of[r] != at[i] {
				used[r] = true
			}
		}
	}
	for _, v := range f.values {
		if r := v.root(); r.stays {
			used[r] = true
		}
	}
	return used
}

// visit puts call i into the chain that makes its inputs, or into a new one,
// and closes the chains that cannot go on beyond it.
func (f *chainer) visit(i int) {
	c := &f.calls[i]
	row, ok := chainable(c)
	var into *chain
	for _, v := range c.in {
		ch := f.of[v.root()]
		if ch == nil || ch.closed || ch == into {
			continue
		}
		if !ok || !f.joins(ch, i, row) || into != nil && len(into.members)+len(ch.members) >= chainLength {
			ch.closed = true
			continue
		}
		row = max(row, ch.row)
		if into != nil {
			f.merge(ch, into)
		} else {
			into = ch
		}
	}
	if len(c.node.Vars) > 0 {
		f.closeReaders(c.node.Vars)
	}
	if !ok {
		return
	}
	if into == nil {
		into = &chain{size: NumElements(c.out[0].spec.Shape)}
		f.chains = append(f.chains, into)
	}
	into.row = row
	into.members = append(into.members, i)
	f.of[c.out[0]] = into
}

// joins tells whether call i, whose operands repeat along rows of a length, may
// become a part of a chain, and whether that saves memory: what the chain reads
// has to live until the call.
func (f *chainer) joins(ch *chain, i, row int) bool {
	c := &f.calls[i]
	if ch.size != NumElements(c.out[0].spec.Shape) || row != 0 && ch.row != 0 && row != ch.row || len(ch.members) >= chainLength {
		return false
	}
	if ch.members[len(ch.members)-1] == i-1 {
		return true
	}
	kept := map[*planValue]bool{}
	longer, saved := 0, 0
	for _, j := range ch.members {
		for _, v := range f.calls[j].in {
			if r := v.root(); r.kind == valueArena && f.of[r] != ch && f.last[r] < i && !kept[r] {
				kept[r] = true
				longer += r.bytes()
			}
		}
		if y := f.calls[j].out[0]; f.last[y] >= i {
			saved += y.bytes()
		}
	}
	return longer <= saved
}

func (v *planValue) bytes() int { return NumElements(v.spec.Shape) * storageSize(v.spec.DType) }

// merge makes ch a part of into.
func (f *chainer) merge(ch, into *chain) {
	for _, i := range ch.members {
		f.of[f.calls[i].out[0]] = into
	}
	into.members = append(into.members, ch.members...)
	slices.Sort(into.members)
	into.row = max(into.row, ch.row)
	ch.members, ch.closed = nil, true
}

// closeReaders closes the chains that read variables which change now.
func (f *chainer) closeReaders(vars []*Variable) {
	for _, ch := range f.chains {
		if ch.closed {
			continue
		}
		for _, i := range ch.members {
			for _, v := range f.calls[i].in {
				if r := v.root(); r.kind == valueVariable && slices.Contains(vars, r.v) {
					ch.closed = true
				}
			}
		}
	}
}

// chainable reports whether a call can be part of a chain, and the length of the
// rows along which one of its operands repeats, 0 for none.
func chainable(c *plannedCall) (row int, ok bool) {
	if !c.call.Op.Elementwise || len(c.out) != 1 || len(c.node.Vars) > 0 || c.call.Op.Stateful {
		return 0, false
	}
	full := c.out[0].spec.Shape
	n := NumElements(full)
	if n < chainElements || c.out[0].spec.DType == String {
		return 0, false
	}
	for _, v := range c.in {
		kind, r := operandKind(v.spec.Shape, full)
		if v.spec.DType == String || kind == operandOther || row != 0 && r != 0 && r != row || r > chainRow {
			return 0, false
		}
		if r != 0 && c.call.Op == opSelect { // which would make copies
			return 0, false
		}
		row = max(row, r)
	}
	return row, true
}

// operandKind is how an operand of some shape takes part in a result of shape
// full, and the length of the rows along which it repeats.
func operandKind(shape, full []int) (kind operand, row int) {
	n, k := NumElements(full), NumElements(shape)
	switch {
	case k == n:
		return operandFull, 0
	case k == 1:
		return operandWhole, 0
	case isTrailing(shape, full):
		return operandWhole, k
	case isLeading(shape, full):
		return operandColumn, n / k
	}
	return operandOther, 0
}
