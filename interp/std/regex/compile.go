package regex

// Regex is a pattern ready to match.
type Regex struct {
	prog  []inst
	slots int
	// Groups is the number of capturing groups.
	Groups int
	// Names lists the named groups in order; Number gives their numbers.
	Names []string
	// Flags are those given with those of the pattern itself.
	Flags   Flags
	numbers map[string]int
}

// Number gives the number of a named group, or -1.
func (r *Regex) Number(name string) int {
	if n, ok := r.numbers[name]; ok {
		return n
	}
	return -1
}

// Compile prepares a pattern. The error is an *Error.
func Compile(pattern string, flags Flags) (r *Regex, err error) {
	defer func() {
		if p := recover(); p != nil {
			e, ok := p.(*Error)
			if !ok {
				panic(p)
			}
			err = e
		}
	}()
	p := &parser{src: []rune(pattern), flags: flags, names: map[string]int{}}
	x := p.alternatives()
	if p.more() {
		p.fail(p.i, "unbalanced parenthesis")
	}
	c := &compiler{slots: 2*(p.groups+1) + 1}
	c.node(x)
	c.emit(inst{op: opMatch})
	if p.flags&ASCII == 0 {
		p.flags |= Unicode
	}
	return &Regex{prog: c.prog, slots: c.slots, Groups: p.groups, Names: p.order, Flags: p.flags, numbers: p.names}, nil
}

type opcode uint8

const (
	opChar opcode = iota
	opFold
	opAny
	opAnyLine
	opSet
	// opSplit tries x, then y.
	opSplit
	opJump
	// opSave notes the position in a slot.
	opSave
	// opClose notes the position as the end of group x, and that the group was
	// the last one to end.
	opClose
	// opProgress goes to x when the position has not moved since slot y noted it.
	opProgress
	opReference
	opReferenceFold
	// opLook runs the program up to x; opAtomic does and keeps its end.
	opLook
	opAtomic
	opConditional
	opMatch

	opTextStart
	opTextEnd
	opLastLineEnd
	opLineStart
	opLineEnd
	opWordEdge
	opNoWordEdge
	opWordEdgeASCII
	opNoWordEdgeASCII
)

// inst is an instruction: what r, x and y mean depends on op.
type inst struct {
	op       opcode
	negative bool
	r        rune
	x, y     int
	set      *set
}

type compiler struct {
	prog  []inst
	slots int
}

func (c *compiler) emit(i inst) int {
	c.prog = append(c.prog, i)
	return len(c.prog) - 1
}

// here makes an instruction's target the next one.
func (c *compiler) here(target *int) { *target = len(c.prog) }

func (c *compiler) node(n node) {
	switch n := n.(type) {
	case char:
		op := opChar
		if n.fold {
			op = opFold
		}
		c.emit(inst{op: op, r: n.r})
	case class:
		c.emit(inst{op: opSet, set: n.set})
	case anyChar:
		op := opAny
		if !n.newline {
			op = opAnyLine
		}
		c.emit(inst{op: op})
	case assertion:
		c.emit(inst{op: n.op})
	case sequence:
		for _, x := range n {
			c.node(x)
		}
	case alternatives:
		c.alternatives(n)
	case *repeat:
		c.repeat(n)
	case *group:
		if n.number > 0 {
			c.emit(inst{op: opSave, x: 2 * n.number})
		}
		c.node(n.x)
		if n.number > 0 {
			c.emit(inst{op: opClose, x: n.number})
		}
	default:
		c.special(n)
	}
}

func (c *compiler) special(n node) {
	switch n := n.(type) {
	case *look:
		i := c.emit(inst{op: opLook, negative: n.negative, y: n.width})
		c.node(n.x)
		c.emit(inst{op: opMatch})
		c.here(&c.prog[i].x)
	case *atomic:
		i := c.emit(inst{op: opAtomic})
		c.node(n.x)
		c.emit(inst{op: opMatch})
		c.here(&c.prog[i].x)
	case reference:
		op := opReference
		if n.fold {
			op = opReferenceFold
		}
		c.emit(inst{op: op, x: n.number})
	case *conditional:
		i := c.emit(inst{op: opConditional, y: n.number})
		c.node(n.yes)
		j := c.emit(inst{op: opJump})
		c.here(&c.prog[i].x)
		c.node(n.no)
		c.here(&c.prog[j].x)
	}
}

func (c *compiler) alternatives(list alternatives) {
	var ends []int
	for i, x := range list {
		if i == len(list)-1 {
			c.node(x)
			break
		}
		split := c.emit(inst{op: opSplit})
		c.here(&c.prog[split].x)
		c.node(x)
		ends = append(ends, c.emit(inst{op: opJump}))
		c.here(&c.prog[split].y)
	}
	for _, e := range ends {
		c.here(&c.prog[e].x)
	}
}

func (c *compiler) repeat(n *repeat) {
	if n.possessive {
		c.node(&atomic{&repeat{x: n.x, min: n.min, max: n.max}})
		return
	}
	for range n.min {
		c.node(n.x)
	}
	if n.max < 0 {
		c.star(n)
		return
	}
	var skips []int
	for range n.max - n.min {
		skips = append(skips, c.split(n.lazy))
		c.node(n.x)
	}
	for _, s := range skips {
		c.here(c.other(s, n.lazy))
	}
}

// split emits a choice whose preferred way is the next instruction, or with
// lazy the other one.
func (c *compiler) split(lazy bool) int {
	i := c.emit(inst{op: opSplit})
	if lazy {
		c.here(&c.prog[i].y)
	} else {
		c.here(&c.prog[i].x)
	}
	return i
}

// other is the way of a split that leads past what it repeats.
func (c *compiler) other(i int, lazy bool) *int {
	if lazy {
		return &c.prog[i].x
	}
	return &c.prog[i].y
}

// star repeats without limit. A turn that matches nothing ends the loop.
func (c *compiler) star(n *repeat) {
	loop := c.split(n.lazy)
	mark := -1
	if nullable(n.x) {
		mark = c.slots
		c.slots++
		c.emit(inst{op: opSave, x: mark})
	}
	c.node(n.x)
	if mark >= 0 {
		p := c.emit(inst{op: opProgress, y: mark})
		c.emit(inst{op: opJump, x: loop})
		c.here(&c.prog[p].x)
	} else {
		c.emit(inst{op: opJump, x: loop})
	}
	c.here(c.other(loop, n.lazy))
}
