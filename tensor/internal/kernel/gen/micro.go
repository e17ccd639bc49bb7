package main

import "fmt"

// Offsets in microArgs.
const (
	offA, offB, offC               = 0, 8, 16
	offRsA, offCsA, offRsB, offLdc = 24, 32, 40, 48
	offK, offSegs, offTab          = 56, 64, 72
	offBias, offMask, offMaskPtr   = 80, 88, 96
	offFlags                       = 104
	flagAcc, flagRelu              = 0, 1
	rowsPerBase                    = 7
	microUnroll                    = 2 // steps of a round
)

// isa describes a vector width for the micro kernels, and what its vectors hold.
type isa struct {
	name    string
	reg     string // register letter
	regs    int
	width   int // bytes
	maxRows []int
	elem    string // the end of instructions: S for float32, D for float64
}

var (
	avx512 = isa{"512", "Z", 32, 64, []int{0, 14, 14, 9, 6}, "S"}
	avx2   = isa{"256", "Y", 16, 32, []int{0, 12, 6, 4}, "S"}

	avx512Double = isa{"512d", "Z", 32, 64, []int{0, 0, 14}, "D"}
	avx2Double   = isa{"256d", "Y", 16, 32, []int{0, 0, 6}, "D"}
)

func (s isa) v(n int) string { return fmt.Sprintf("%s%d", s.reg, n) }

// rowAddr is the address of row r of A: two base registers of seven rows each.
func rowAddr(r int) string {
	base := "R8"
	if r >= rowsPerBase {
		base = "R12"
	}
	return "(" + base + ")" + [...]string{"", "(R9*1)", "(R9*2)", "(R13*1)", "(R9*4)", "(R14*1)", "(R13*2)"}[r%rowsPerBase]
}

// micro is one kernel: rows x nv vectors, the last one masked or not.
type micro struct {
	isa
	o        *out
	rows, nv int
	masked   bool
}

func (m *micro) acc(r, j int) string { return m.v(r*m.nv + j) }
func (m *micro) bReg(j int) string   { return m.v(m.rows*m.nv + j) }

// tmp is a scratch register, taken from the end.
func (m *micro) tmp(i int) string {
	free := m.regs - m.rows*m.nv - m.nv
	return m.v(m.regs - 1 - i%free)
}

func (m *micro) name() string {
	x := ""
	if m.masked {
		x = "m"
	}
	return fmt.Sprintf("mk%s%s_%d_%d", m.isa.name, x, m.rows, m.nv)
}

// load reads vector j at an address, masked when it is the last one.
func (m *micro) load(base string, j int, dst, tmp string) {
	switch {
	case !m.masked || j < m.nv-1:
		m.o.i("VMOVUPS %d(%s), %s", j*m.width, base, dst)
	case m.width == 64:
		m.o.i("VMOVUPS.Z %d(%s), K1, %s", j*m.width, base, dst)
	default:
		m.o.i("VMOVUPS (R15), %s", tmp)
		m.o.i("VMASKMOVPS %d(%s), %s, %s", j*m.width, base, tmp, dst)
	}
}

func (m *micro) store(src, base string, j int, tmp string) {
	switch {
	case !m.masked || j < m.nv-1:
		m.o.i("VMOVUPS %s, %d(%s)", src, j*m.width, base)
	case m.width == 64:
		m.o.i("VMOVUPS %s, K1, %d(%s)", src, j*m.width, base)
	default:
		m.o.i("VMOVUPS (R15), %s", tmp)
		m.o.i("VMASKMOVPS %s, %s, %d(%s)", src, tmp, j*m.width, base)
	}
}

// step is one k: the vectors of B times one value of each row of A.
func (m *micro) step() {
	for j := 0; j < m.nv; j++ {
		m.load("SI", j, m.bReg(j), m.tmp(0))
	}
	for r := 0; r < m.rows; r++ {
		if m.nv == 1 && m.width == 64 {
			m.o.i("VFMADD231P%s.BCST %s, %s, %s", m.elem, rowAddr(r), m.bReg(0), m.acc(r, 0))
			continue
		}
		t := m.tmp(r)
		m.o.i("VBROADCASTS%s %s, %s", m.elem, rowAddr(r), t)
		for j := 0; j < m.nv; j++ {
			m.o.i("VFMADD231P%s %s, %s, %s", m.elem, m.bReg(j), t, m.acc(r, j))
		}
	}
	m.o.i("ADDQ R10, R8")
	if m.rows > rowsPerBase {
		m.o.i("ADDQ R10, R12")
	}
	m.o.i("ADDQ R11, SI")
}

func (m *micro) write() {
	o := m.o
	o.f("// func %s(a *microArgs)", m.name())
	o.f("TEXT ·%s(SB), NOSPLIT, $0-8", m.name())
	o.i("MOVQ a+0(FP), DI")
	o.i("MOVQ %d(DI), R9", offRsA)
	o.i("MOVQ %d(DI), R10", offCsA)
	o.i("MOVQ %d(DI), R11", offRsB)
	o.i("LEAQ (R9)(R9*2), R13")
	o.i("LEAQ (R9)(R9*4), R14")
	o.i("MOVQ %d(DI), BX", offSegs)
	o.i("MOVQ %d(DI), DX", offTab)
	if m.masked {
		if m.width == 64 {
			o.i("MOVQ %d(DI), AX", offMask)
			o.i("KMOVW AX, K1")
		} else {
			o.i("MOVQ %d(DI), R15", offMaskPtr)
		}
	}
	for i := 0; i < m.rows*m.nv; i++ {
		o.i("VXORPS %s, %s, %s", m.v(i), m.v(i), m.v(i))
	}
	m.prefetch()
	o.f("seg:")
	o.i("MOVQ %d(DI), R8", offA)
	o.i("ADDQ (DX), R8")
	o.i("MOVQ %d(DI), SI", offB)
	o.i("ADDQ 8(DX), SI")
	o.i("ADDQ $16, DX")
	if m.rows > rowsPerBase {
		o.i("LEAQ (R8)(R13*2), R12")
		o.i("ADDQ R9, R12")
	}
	o.i("MOVQ %d(DI), AX", offK)
	o.i("SUBQ $%d, AX", microUnroll)
	o.i("JL tail")
	o.f("loop:")
	for u := 0; u < microUnroll; u++ {
		m.step()
	}
	o.i("SUBQ $%d, AX", microUnroll)
	o.i("JGE loop")
	o.f("tail:")
	o.i("ADDQ $%d, AX", microUnroll)
	o.i("JLE next")
	o.f("single:")
	m.step()
	o.i("DECQ AX")
	o.i("JG single")
	o.f("next:")
	o.i("DECQ BX")
	o.i("JG seg")
	m.finish()
	o.i("VZEROUPPER")
	o.i("RET")
	o.f("")
}

// prefetch asks for the tile of C, which is read or written only when the sums
// are there.
func (m *micro) prefetch() {
	o := m.o
	o.i("MOVQ %d(DI), CX", offC)
	o.i("MOVQ %d(DI), R8", offLdc)
	for r := 0; r < m.rows; r++ {
		for at := 0; at < m.nv*m.width; at += 64 {
			o.i("PREFETCHT0 %d(CX)", at)
		}
		if r < m.rows-1 {
			o.i("ADDQ R8, CX")
		}
	}
}

// finish adds what is to be added, clips and stores the tile.
func (m *micro) finish() {
	o := m.o
	o.i("MOVL %d(DI), AX", offFlags)
	t := m.tmp(0)
	o.i("MOVQ %d(DI), CX", offC)
	o.i("MOVQ %d(DI), R8", offLdc)
	o.i("BTL $%d, AX", flagAcc)
	o.i("JCC noacc")
	o.i("MOVQ CX, SI")
	for r := 0; r < m.rows; r++ {
		for j := 0; j < m.nv; j++ {
			if !m.masked || j < m.nv-1 {
				o.i("VADDP%s %d(SI), %s, %s", m.elem, j*m.width, m.acc(r, j), m.acc(r, j))
				continue
			}
			m.load("SI", j, m.bReg(0), t)
			o.i("VADDP%s %s, %s, %s", m.elem, m.bReg(0), m.acc(r, j), m.acc(r, j))
		}
		o.i("ADDQ R8, SI")
	}
	o.f("noacc:")
	o.i("MOVQ %d(DI), SI", offBias)
	o.i("TESTQ SI, SI")
	o.i("JZ nobias")
	for j := 0; j < m.nv; j++ {
		m.load("SI", j, m.bReg(j), t)
	}
	for r := 0; r < m.rows; r++ {
		for j := 0; j < m.nv; j++ {
			o.i("VADDP%s %s, %s, %s", m.elem, m.bReg(j), m.acc(r, j), m.acc(r, j))
		}
	}
	o.f("nobias:")
	o.i("BTL $%d, AX", flagRelu)
	o.i("JCC norelu")
	o.i("VXORPS %s, %s, %s", t, t, t)
	for i := 0; i < m.rows*m.nv; i++ {
		// With the accumulator as the second source a NaN stays.
		o.i("VMAXP%s %s, %s, %s", m.elem, m.v(i), t, m.v(i))
	}
	o.f("norelu:")
	if m.masked && m.width == 64 { // stores with a mask are slow on some processors
		o.i("CMPL %d(DI), $0xffff", offMask)
		o.i("JNE part")
		whole := *m
		whole.masked = false
		whole.storeRows(t)
		o.i("VZEROUPPER")
		o.i("RET")
		o.f("part:")
	}
	m.storeRows(t)
}

// storeRows stores the tile.
func (m *micro) storeRows(t string) {
	for r := 0; r < m.rows; r++ {
		for j := 0; j < m.nv; j++ {
			m.store(m.acc(r, j), "CX", j, t)
		}
		if r < m.rows-1 {
			m.o.i("ADDQ R8, CX")
		}
	}
}

// writeMicro writes the matrix kernels, their declarations and their table.
func writeMicro() {
	var decl out
	decl.f("%spackage kernel\n", header)
	for _, s := range []isa{avx512, avx2} {
		var asm out
		asm.f("%s#include \"textflag.h\"\n", header)
		decl.f("var micro%s = microTable{", s.name)
		decl.i("w: %d, maxNV: %d,", s.width/4, len(s.maxRows)-1)
		decl.i("maxRows: [5]int{%s},", ints(s.maxRows))
		decl.i("alwaysMask: %t,", s.width == 64)
		decl.i("fn: [2][5][15]func(*microArgs){")
		var names []string
		variants := []bool{false, true}
		if s.width == 64 { // a mask costs nothing there
			variants = []bool{true}
		}
		for mask, masked := range variants {
			decl.i("%d: {", mask)
			for nv := 1; nv < len(s.maxRows); nv++ {
				decl.i("%d: {", nv)
				for rows := 1; rows <= s.maxRows[nv]; rows++ {
					m := micro{s, &asm, rows, nv, masked}
					m.write()
					decl.i("%d: %s,", rows, m.name())
					names = append(names, m.name())
				}
				decl.i("},")
			}
			decl.i("},")
		}
		decl.i("},")
		decl.f("}\n")
		for _, n := range names {
			decl.f("//go:noescape\nfunc %s(a *microArgs)\n", n)
		}
		asm.save("micro" + s.name + "_amd64.s")
	}
	decl.saveGo("micro_amd64.go")
}

// writeMicroDouble writes the kernels for float64: whole tiles of two vectors.
func writeMicroDouble() {
	var decl, asm out
	decl.f("%spackage kernel\n", header)
	asm.f("%s#include \"textflag.h\"\n", header)
	for _, s := range []isa{avx512Double, avx2Double} {
		rows := s.maxRows[2]
		decl.f("var micro%s = doubleTable{", s.name)
		decl.i("cols: %d, rows: %d,", 2*s.width/8, rows)
		decl.i("fn: [15]func(*microArgs){")
		for r := 1; r <= rows; r++ {
			m := micro{s, &asm, r, 2, false}
			m.write()
			decl.i("%d: %s,", r, m.name())
		}
		decl.i("},")
		decl.f("}\n")
		for r := 1; r <= rows; r++ {
			m := micro{s, &asm, r, 2, false}
			decl.f("//go:noescape\nfunc %s(a *microArgs)\n", m.name())
		}
	}
	asm.save("micro64_amd64.s")
	decl.saveGo("micro64_amd64.go")
}

func ints(v []int) string {
	s := ""
	for i, x := range v {
		if i > 0 {
			s += ", "
		}
		s += fmt.Sprint(x)
	}
	return s
}
