package tensor

import "kerash/tensor/internal/kernel"

// blockElements is how many elements of a chain's results are computed at a
// time: few enough to stay in the near caches, enough that a call of a kernel
// does not count.
const blockElements = 4 << 10

// operand is how a value takes part in a block of a chain.
type operand uint8

const (
	operandOther  operand = iota // not as a part of a chain
	operandFull                  // the elements of the block
	operandColumn                // one element for each row of the block
	operandWhole                 // all of it in every block: a row or a single element
	operandSlot                  // a result that lives in the block only
)

// opFused runs a chain of elementwise calls block by block.
var opFused = &Op{Name: "Fused", Eval: func(c *Call, in, out []*Array) { c.Attr.(*fusedChain).run(c.Scope, in, out) }}

// fusedChain is a chain of elementwise calls made ready to run: each block goes
// through all of them before the next block is begun. Blocks are the same
// whatever the number of threads.
type fusedChain struct {
	values  []fusedValue
	members []fusedMember
	ins     int // how many of the values come from outside; the results that others use follow
	outs    int
	units   int // rows, or elements where no operand repeats
	row     int // elements of a unit
	block   int // units of a block; the last one has the rest as well
	blocks  int
	grain   int        // blocks that a worker takes at a time
	need    arenaSizes // of a worker's slots
	lanes   []*fusedLane
	scope   *Scope

	// For the planner: the member that reads an input last and the one that
	// makes an output.
	lastRead, madeBy []int

	in, out []*Array // of the present run
}

type fusedValue struct {
	kind   operand
	dtype  DType
	size   int // of what is the same in every block
	offset int // of a slot
}

// fusedMember is one call: the values that it reads and the one that it makes.
type fusedMember struct {
	call *Call
	in   []int
	out  int
}

// fusedLane is what one worker needs to run blocks.
type fusedLane struct {
	chain  *fusedChain
	values []Array
	calls  []Call
	in     [][]*Array
	out    [][]*Array
	shape  []int // of the block, which all full values share
	column []int
}

// chainEnd is a value that a chain reads, in one of the ways in which that is
// possible, or makes.
type chainEnd struct {
	v    *planValue
	kind operand
}

// fused makes the call that stands for a chain.
func (b *planner) fused(ch *chain, outside map[*planValue]bool) plannedCall {
	f := &fusedChain{row: max(ch.row, 1)}
	f.units = ch.size / f.row
	f.block = max(1, blockElements/f.row)
	f.blocks = max(1, f.units/f.block)
	index := map[chainEnd]int{}
	in, out := b.fusedEnds(f, ch, outside, index)
	slots := slotAllocator{f: f, size: roundTo((f.units-(f.blocks-1)*f.block)*f.row, arenaAlign)}
	last := map[*planValue]int{}
	for m, i := range ch.members {
		for _, v := range b.calls[i].in {
			last[v.root()] = m
		}
	}
	weight := 0
	for m, i := range ch.members {
		c := &b.calls[i]
		member := fusedMember{call: c.call}
		for _, v := range c.in {
			r := v.root()
			kind, _ := operandKind(v.spec.Shape, c.out[0].spec.Shape)
			k := index[chainEnd{r, kind}]
			member.in = append(member.in, k)
			switch {
			case k < f.ins:
				f.lastRead[k] = m
			case f.values[k].kind == operandSlot && last[r] == m:
				slots.release(k)
			}
		}
		y := chainEnd{c.out[0], operandFull}
		if k, known := index[y]; known {
			f.madeBy[k-f.ins] = m
		} else {
			index[y] = slots.take(y.v.spec.DType)
		}
		member.out = index[y]
		weight += c.call.Op.weight()
		f.members = append(f.members, member)
	}
	f.grain = max(1, chainWork/(weight*f.block*f.row))
	call := &Call{Op: opFused, Attr: f, Scope: b.scope}
	return plannedCall{node: &Node{}, call: call, eval: opFused.Eval, in: in, out: out}
}

// fusedEnds lists what a chain reads from outside and what others use of it.
func (b *planner) fusedEnds(f *fusedChain, ch *chain, outside map[*planValue]bool, index map[chainEnd]int) (in, out []*planValue) {
	made := map[*planValue]bool{}
	for _, i := range ch.members {
		c := &b.calls[i]
		made[c.out[0]] = true
		for _, v := range c.in {
			kind, _ := operandKind(v.spec.Shape, c.out[0].spec.Shape)
			end := chainEnd{v.root(), kind}
			if _, known := index[end]; known || made[end.v] {
				continue
			}
			index[end] = len(in)
			in = append(in, end.v)
			f.values = append(f.values, fusedValue{kind: kind, dtype: v.spec.DType, size: NumElements(v.spec.Shape)})
		}
	}
	for _, i := range ch.members {
		if y := b.calls[i].out[0]; outside[y] {
			index[chainEnd{y, operandFull}] = len(in) + len(out)
			out = append(out, y)
			f.values = append(f.values, fusedValue{kind: operandFull, dtype: y.spec.DType})
		}
	}
	f.ins, f.outs = len(in), len(out)
	f.lastRead, f.madeBy = make([]int, f.ins), make([]int, f.outs)
	return in, out
}

// slotAllocator gives the results that live in a block only a place in it; a
// result may take the place of an operand that is used for the last time.
type slotAllocator struct {
	f    *fusedChain
	size int
	free [String + 1][]int // offsets
}

func (s *slotAllocator) take(d DType) int {
	v := fusedValue{kind: operandSlot, dtype: d}
	if list := s.free[d]; len(list) > 0 {
		v.offset = list[len(list)-1]
		s.free[d] = list[:len(list)-1]
	} else {
		v.offset = s.f.need[d]
		s.f.need[d] += s.size
	}
	s.f.values = append(s.f.values, v)
	return len(s.f.values) - 1
}

// release frees the slot of value k, once.
func (s *slotAllocator) release(k int) {
	v := s.f.values[k]
	for _, o := range s.free[v.dtype] {
		if o == v.offset {
			return
		}
	}
	s.free[v.dtype] = append(s.free[v.dtype], v.offset)
}

// chainWork is how much work a worker takes at a time, in elements of a light
// op.
const chainWork = 64 << 10

// weight is the work that an element of an elementwise op takes, about.
func (op *Op) weight() int {
	switch op {
	case opAdd, opSub, opMul, opNeg, opMaximum, opMinimum, opSquaredDifference, opSquare, opAbs, opBroadcastTo, opBroadcastLike, opClip:
		return 1
	case opDiv, opSqrt, opBiasAdd:
		return 2
	}
	return 6
}

// run computes the chain's results.
func (f *fusedChain) run(s *Scope, in, out []*Array) {
	if f.scope != s {
		f.scope, f.lanes = s, nil
	}
	workers := kernel.Threads()
	for len(f.lanes) < workers {
		f.lanes = append(f.lanes, f.lane())
	}
	s.arena.reserveBlocks(workers, &f.need)
	f.in, f.out = in, out
	kernel.ParallelTask(f.blocks, f.grain, f)
	f.in, f.out = nil, nil
}

// lane makes the headers of a worker.
func (f *fusedChain) lane() *fusedLane {
	l := &fusedLane{chain: f, values: make([]Array, len(f.values)), calls: make([]Call, len(f.members)), shape: []int{0}}
	if f.row > 1 {
		l.shape, l.column = []int{0, f.row}, []int{0, 1}
	}
	for i, v := range f.values {
		a := &l.values[i]
		a.dtype = v.dtype
		switch v.kind {
		case operandFull, operandSlot:
			a.shape = l.shape
		case operandColumn:
			a.shape = l.column
		case operandWhole:
			a.shape = []int{v.size}
		}
	}
	for i, m := range f.members {
		c := &l.calls[i]
		*c = *m.call
		c.Scope, c.pool, c.work = f.scope, nil, nil
		var in []*Array
		for _, k := range m.in {
			in = append(in, &l.values[k])
		}
		l.in = append(l.in, in)
		l.out = append(l.out, []*Array{&l.values[m.out]})
	}
	return l
}

// Run computes blocks [lo, hi) as a [kernel.Task].
func (f *fusedChain) Run(worker, lo, hi int) {
	l := f.lanes[worker]
	l.bind(&f.scope.arena.blocks[worker].buf)
	for b := lo; b < hi; b++ {
		from, to := b*f.block, (b+1)*f.block
		if b == f.blocks-1 {
			to = f.units
		}
		l.runBlock(from, to-from)
	}
}

// bind points the headers at the values of this run.
func (l *fusedLane) bind(slots *[String + 1]any) {
	f := l.chain
	for i, v := range f.values {
		a := &l.values[i]
		switch {
		case v.kind == operandSlot:
			a.buf, a.offset = slots[v.dtype], v.offset
			continue
		case i < f.ins:
			a.buf, a.offset = f.in[i].buf, f.in[i].offset
		default:
			a.buf, a.offset = f.out[i-f.ins].buf, f.out[i-f.ins].offset
		}
	}
}

// runBlock runs all calls on n units from one on.
func (l *fusedLane) runBlock(from, n int) {
	f := l.chain
	l.shape[0] = n
	if l.column != nil {
		l.column[0] = n
	}
	for i := range f.ins + f.outs {
		base := 0
		if i < f.ins {
			base = f.in[i].offset
		} else {
			base = f.out[i-f.ins].offset
		}
		switch f.values[i].kind {
		case operandFull:
			l.values[i].offset = base + from*f.row
		case operandColumn:
			l.values[i].offset = base + from
		}
	}
	for i := range l.calls {
		c := &l.calls[i]
		c.Op.Eval(c, l.in[i], l.out[i])
	}
}
