package main

import (
	"fmt"
	"math"
)

// The kernels for arm64 are written by a small assembler of this package: avo
// knows amd64 only, and Go's own assembler lacks most vector instructions, which
// therefore stand in the output as words with the instruction as a comment.

// neonOp is an instruction on vectors: its bits without registers, and its name.
type neonOp struct {
	bits uint32
	name string
}

// Instructions on four floats or words, by their names in Arm's manual (DDI 0487).
var (
	nFadd   = neonOp{0x4e20d400, "FADD.4S"}
	nFsub   = neonOp{0x4ea0d400, "FSUB.4S"}
	nFmul   = neonOp{0x6e20dc00, "FMUL.4S"}
	nFdiv   = neonOp{0x6e20fc00, "FDIV.4S"}
	nFmla   = neonOp{0x4e20cc00, "FMLA.4S"}
	nFmls   = neonOp{0x4ea0cc00, "FMLS.4S"}
	nFmax   = neonOp{0x4e20f400, "FMAX.4S"}
	nFmin   = neonOp{0x4ea0f400, "FMIN.4S"}
	nFcmeq  = neonOp{0x4e20e400, "FCMEQ.4S"}
	nFcmge  = neonOp{0x6e20e400, "FCMGE.4S"}
	nFcmgt  = neonOp{0x6ea0e400, "FCMGT.4S"}
	nAdd    = neonOp{0x4ea08400, "ADD.4S"}
	nSub    = neonOp{0x6ea08400, "SUB.4S"}
	nAnd    = neonOp{0x4e201c00, "AND"}
	nOrr    = neonOp{0x4ea01c00, "ORR"}
	nOrn    = neonOp{0x4ee01c00, "ORN"}
	nBsl    = neonOp{0x6e601c00, "BSL"}
	nFabs   = neonOp{0x4ea0f800, "FABS.4S"}
	nFneg   = neonOp{0x6ea0f800, "FNEG.4S"}
	nFsqrt  = neonOp{0x6ea1f800, "FSQRT.4S"}
	nFrintn = neonOp{0x4e218800, "FRINTN.4S"}
	nFrintm = neonOp{0x4e219800, "FRINTM.4S"}
	nFrintp = neonOp{0x4ea18800, "FRINTP.4S"}
	nFcvtns = neonOp{0x4e21a800, "FCVTNS.4S"}
	nScvtf  = neonOp{0x4e21d800, "SCVTF.4S"}
	nDup    = neonOp{0x4e040400, "DUP.4S"} // of the first lane
	// On doubles: the lower and upper halves of four floats, and sums.
	nFcvtl   = neonOp{0x0e617800, "FCVTL.2D"}
	nFcvtl2  = neonOp{0x4e617800, "FCVTL2.2D"}
	nFadd64  = neonOp{0x4e60d400, "FADD.2D"}
	nFmla64  = neonOp{0x4e60cc00, "FMLA.2D"}
	nShlBits = uint32(0x4f005400)
	nShrBits = uint32(0x4f000400) // arithmetic
)

func nShl(by int) neonOp { return neonOp{nShlBits | uint32(32+by)<<16, fmt.Sprintf("SHL.4S $%d", by)} }
func nSshr(by int) neonOp {
	return neonOp{nShrBits | uint32(64-by)<<16, fmt.Sprintf("SSHR.4S $%d", by)}
}

// word writes an instruction with its registers: two operands when m is negative.
func (o *out) word(op neonOp, d, n, m int) {
	w := op.bits | uint32(n)<<5 | uint32(d)
	operands := fmt.Sprintf("V%d, V%d", d, n)
	if m >= 0 {
		w |= uint32(m) << 16
		operands += fmt.Sprintf(", V%d", m)
	}
	o.i("WORD $%#08x // %s %s", w, op.name, operands)
}

// nvec is a value of a block: the number of the instruction that makes it.
type nvec int

// none stands for no operand.
const none nvec = -1

type nkind uint8

const (
	nkCompute nkind = iota
	nkTied          // the result replaces the first operand, as in multiply-add
	nkConst         // a constant in all lanes
	nkLoad          // the next elements behind pointer ptr
	nkScalar        // a float parameter in all lanes
)

// ninstr is an instruction of a block. In a tied one, acc is what the result replaces.
type ninstr struct {
	kind      nkind
	op        neonOp
	acc, n, m nvec
	word      uint32
	ptr       int
}

// nblock is the body of an elementwise loop, without jumps: the computation of
// one vector of results.
type nblock struct {
	code   []ninstr
	consts map[uint32]nvec
}

func newNblock() *nblock { return &nblock{consts: map[uint32]nvec{}} }

func (b *nblock) add(in ninstr) nvec {
	b.code = append(b.code, in)
	return nvec(len(b.code) - 1)
}

// word is a constant pattern, f a constant float in all lanes.
func (b *nblock) word(w uint32) nvec {
	if v, ok := b.consts[w]; ok {
		return v
	}
	v := b.add(ninstr{kind: nkConst, word: w, acc: none, n: none, m: none})
	b.consts[w] = v
	return v
}

func (b *nblock) f(v float64) nvec { return b.word(math.Float32bits(float32(v))) }

func (b *nblock) op2(op neonOp, n, m nvec) nvec {
	return b.add(ninstr{op: op, acc: none, n: n, m: m})
}

func (b *nblock) op1(op neonOp, n nvec) nvec { return b.op2(op, n, none) }

func (b *nblock) tied(op neonOp, acc, n, m nvec) nvec {
	return b.add(ninstr{kind: nkTied, op: op, acc: acc, n: n, m: m})
}

// neonLimits of registers: constants stay in the upper ones as long as there are
// enough for the values of the block below.
const (
	neonRegs     = 32
	neonResident = 18
)

// nalloc gives registers to the values of a block.
type nalloc struct {
	b        *nblock
	last     []int // the last instruction that reads a value
	reg      []int // register of a value, -1 without
	resident int   // constants and scalars that have registers of their own
	free     []int
	offset   map[nvec]int // of constants in the table
}

func newNalloc(b *nblock, result nvec, table *neonTable) *nalloc {
	a := &nalloc{b: b, last: make([]int, len(b.code)), reg: make([]int, len(b.code)), offset: map[nvec]int{}}
	for i := range a.reg {
		a.reg[i], a.last[i] = -1, -1
	}
	for i, in := range b.code {
		for _, v := range []nvec{in.acc, in.n, in.m} {
			if v != none {
				a.last[v] = i
			}
		}
	}
	a.last[result] = len(b.code)
	for i, in := range b.code {
		v := nvec(i)
		if in.kind != nkConst && in.kind != nkScalar || a.last[i] < 0 {
			continue
		}
		if in.kind == nkConst {
			a.offset[v] = table.place(in.word)
		}
		if in.kind == nkScalar || a.resident < neonResident {
			a.resident++
			a.reg[i] = neonRegs - a.resident
			a.last[i] = math.MaxInt
		}
	}
	for r := neonRegs - a.resident - 1; r >= 0; r-- {
		a.free = append(a.free, r)
	}
	return a
}

func (a *nalloc) take() int {
	if len(a.free) == 0 {
		fail(fmt.Errorf("neon: more than %d registers are needed", neonRegs))
	}
	r := a.free[len(a.free)-1]
	a.free = a.free[:len(a.free)-1]
	return r
}

// release frees the registers of operands that instruction i was the last to
// read.
func (a *nalloc) release(i int, keep int, vs ...nvec) {
	for k, v := range vs {
		if v == none || a.last[v] != i || a.reg[v] < 0 {
			continue
		}
		seen := false
		for _, w := range vs[:k] {
			seen = seen || w == v
		}
		if !seen && a.reg[v] != keep {
			a.free = append(a.free, a.reg[v])
		}
	}
}

// emit writes the block. Loads take whole vectors, or single elements when one
// is set.
func (a *nalloc) emit(o *out, one bool) {
	free := append([]int(nil), a.free...)
	for i, in := range a.b.code {
		if a.last[i] < 0 || in.kind == nkConst || in.kind == nkScalar {
			continue
		}
		if in.kind == nkLoad {
			a.reg[i] = a.take()
			neonMove(o, one, true, in.ptr, a.reg[i])
			continue
		}
		var temps []int
		use := func(v nvec) int {
			if v == none {
				return -1
			}
			if a.reg[v] >= 0 {
				return a.reg[v]
			}
			r := a.take() // a constant without a register of its own
			temps = append(temps, r)
			o.i("FMOVQ %d(R10), F%d", a.offset[v], r)
			return r
		}
		n, m := use(in.n), use(in.m)
		if in.kind == nkTied {
			a.reg[i] = a.tiedRegister(o, i, in)
			o.word(in.op, a.reg[i], n, m)
			a.release(i, a.reg[i], in.acc, in.n, in.m)
		} else {
			a.release(i, -1, in.n, in.m)
			a.free = append(a.free, temps...)
			temps = nil
			a.reg[i] = a.take()
			o.word(in.op, a.reg[i], n, m)
		}
		a.free = append(a.free, temps...)
	}
	a.free = free
}

// tiedRegister is the register that instruction i changes in place: that of its
// first operand when nobody reads it later, else a copy.
func (a *nalloc) tiedRegister(o *out, i int, in ninstr) int {
	if a.last[in.acc] == i && a.reg[in.acc] >= 0 && in.acc != in.n && in.acc != in.m {
		return a.reg[in.acc]
	}
	r := a.take()
	if from := a.reg[in.acc]; from >= 0 {
		o.word(nOrr, r, from, from)
	} else {
		o.i("FMOVQ %d(R10), F%d", a.offset[in.acc], r)
	}
	return r
}

// neonMove loads or stores a vector, or one element, and moves the pointer on.
func neonMove(o *out, one, load bool, ptr, reg int) {
	op, size := "FMOVQ.P", 16
	if one {
		op, size = "FMOVS.P", 4
	}
	if load {
		o.i("%s %d(R%d), F%d", op, size, ptr, reg)
	} else {
		o.i("%s F%d, %d(R%d)", op, reg, size, ptr)
	}
}

// neonTable is the constants of a file, 16 bytes each.
type neonTable struct {
	name  string
	words []uint32
}

func (t *neonTable) place(w uint32) int {
	for i, x := range t.words {
		if x == w {
			return 16 * i
		}
	}
	t.words = append(t.words, w)
	return 16 * (len(t.words) - 1)
}

func (t *neonTable) write(o *out) {
	for i, w := range t.words {
		for lane := range 4 {
			o.f("DATA %s<>+%d(SB)/4, $%#08x", t.name, 16*i+4*lane, w)
		}
	}
	o.f("GLOBL %s<>(SB), RODATA|NOPTR, $%d", t.name, 16*len(t.words))
}
