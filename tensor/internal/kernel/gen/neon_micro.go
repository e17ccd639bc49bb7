package main

import "fmt"

// neonMaxRows is the tallest tile of 1, 2 and 3 vectors: with 32 registers, 12 x 8
// and 8 x 12 leave room for B and for values of A.
var neonMaxRows = []int{0, 14, 12, 8}

// neonMicro is a matrix kernel of rows x nv vectors, the last one of them
// incomplete in the masked ones. Each row of A has a pointer, in R0 and up.
type neonMicro struct {
	o        *out
	rows, nv int
	masked   bool
}

// Registers besides the pointers to rows, R18 and R28 being the system's.
const (
	neonArgs, neonB, neonStepA, neonStepB = "R14", "R15", "R16", "R17"
	neonK, neonSegs, neonTab, neonTmp     = "R19", "R20", "R21", "R22"
	neonC, neonLdc, neonRem, neonRow      = "R23", "R24", "R25", "R26"
)

func (m *neonMicro) name() string {
	x := ""
	if m.masked {
		x = "m"
	}
	return fmt.Sprintf("mkNeon%s_%d_%d", x, m.rows, m.nv)
}

func (m *neonMicro) acc(r, j int) int { return r*m.nv + j }
func (m *neonMicro) b(j int) int      { return m.rows*m.nv + j }

// tmp is a scratch register, taken from the end.
func (m *neonMicro) tmp(i int) int {
	free := neonRegs - m.rows*m.nv - m.nv
	return neonRegs - 1 - i%min(free, 6)
}

// load reads vector j behind a pointer. Of an incomplete one only the elements
// that are there are read; label makes names of jumps unique.
func (m *neonMicro) load(base string, j, dst, tmp int, label string) {
	if !m.masked || j < m.nv-1 {
		m.o.i("FMOVQ %d(%s), F%d", 16*j, base, dst)
		return
	}
	m.o.i("FMOVS %d(%s), F%d", 16*j, base, dst)
	for lane := 1; lane < 3; lane++ {
		m.o.i("TBZ $%d, %s, %s", lane, neonRem, label)
		m.o.i("FMOVS %d(%s), F%d", 16*j+4*lane, base, tmp)
		m.o.i("VMOV V%d.S[0], V%d.S[%d]", tmp, dst, lane)
	}
	m.o.f("%s:", label)
}

func (m *neonMicro) store(src int, base string, j, tmp int, label string) {
	if !m.masked || j < m.nv-1 {
		m.o.i("FMOVQ F%d, %d(%s)", src, 16*j, base)
		return
	}
	m.o.i("FMOVS F%d, %d(%s)", src, 16*j, base)
	for lane := 1; lane < 3; lane++ {
		m.o.i("TBZ $%d, %s, %s", lane, neonRem, label)
		m.o.i("VMOV V%d.S[%d], V%d.S[0]", src, lane, tmp)
		m.o.i("FMOVS F%d, %d(%s)", tmp, 16*j+4*lane, base)
	}
	m.o.f("%s:", label)
}

// step is one k: the vectors of B times one value of each row of A.
func (m *neonMicro) step(label string) {
	for j := range m.nv {
		m.load(neonB, j, m.b(j), m.tmp(0), label)
	}
	m.o.i("ADD %s, %s", neonStepB, neonB)
	for r := range m.rows {
		t := m.tmp(r)
		m.o.i("VLD1R.P (R%d)(%s), [V%d.S4]", r, neonStepA, t)
		for j := range m.nv {
			m.o.i("VFMLA V%d.S4, V%d.S4, V%d.S4", t, m.b(j), m.acc(r, j))
		}
	}
}

func (m *neonMicro) write() {
	o := m.o
	o.f("// func %s(a *microArgs)", m.name())
	o.f("TEXT ·%s(SB), NOSPLIT, $0-8", m.name())
	o.i("MOVD a+0(FP), %s", neonArgs)
	for _, f := range []struct {
		off int
		reg string
	}{{offCsA, neonStepA}, {offRsB, neonStepB}, {offSegs, neonSegs}, {offTab, neonTab}, {offRsA, neonRow}, {offMask, neonRem}} {
		o.i("MOVD %d(%s), %s", f.off, neonArgs, f.reg)
	}
	for i := range m.rows * m.nv {
		o.i("VEOR V%d.B16, V%d.B16, V%d.B16", i, i, i)
	}
	o.f("seg:")
	o.i("MOVD %d(%s), R0", offA, neonArgs)
	o.i("MOVD.P 8(%s), %s", neonTab, neonTmp)
	o.i("ADD %s, R0", neonTmp)
	for r := 1; r < m.rows; r++ {
		o.i("ADD %s, R%d, R%d", neonRow, r-1, r)
	}
	o.i("MOVD %d(%s), %s", offB, neonArgs, neonB)
	o.i("MOVD.P 8(%s), %s", neonTab, neonTmp)
	o.i("ADD %s, %s", neonTmp, neonB)
	o.i("MOVD %d(%s), %s", offK, neonArgs, neonK)
	o.i("SUBS $%d, %s", microUnroll, neonK)
	o.i("BLT tail")
	o.f("loop:")
	for u := range microUnroll {
		m.step(fmt.Sprintf("whole%d", u))
	}
	o.i("SUBS $%d, %s", microUnroll, neonK)
	o.i("BGE loop")
	o.f("tail:")
	o.i("ADDS $%d, %s", microUnroll, neonK)
	o.i("BLE next")
	o.f("single:")
	m.step("whole")
	o.i("SUBS $1, %s", neonK)
	o.i("BGT single")
	o.f("next:")
	o.i("SUBS $1, %s", neonSegs)
	o.i("BGT seg")
	m.finish()
	o.i("RET")
	o.f("")
}

// finish adds what is to be added, clips and stores the tile.
func (m *neonMicro) finish() {
	o, t, v := m.o, m.tmp(0), m.b(0)
	o.i("MOVWU %d(%s), %s", offFlags, neonArgs, neonTmp)
	o.i("MOVD %d(%s), %s", offC, neonArgs, neonC)
	o.i("MOVD %d(%s), %s", offLdc, neonArgs, neonLdc)
	o.i("TBZ $%d, %s, noacc", flagAcc, neonTmp)
	o.i("MOVD %s, %s", neonC, neonB)
	for r := range m.rows {
		for j := range m.nv {
			m.load(neonB, j, v, t, fmt.Sprintf("acc%d", r))
			o.word(nFadd, m.acc(r, j), m.acc(r, j), v)
		}
		o.i("ADD %s, %s", neonLdc, neonB)
	}
	o.f("noacc:")
	o.i("MOVD %d(%s), %s", offBias, neonArgs, neonB)
	o.i("CBZ %s, nobias", neonB)
	for j := range m.nv {
		m.load(neonB, j, m.b(j), t, "bias")
	}
	for r := range m.rows {
		for j := range m.nv {
			o.word(nFadd, m.acc(r, j), m.acc(r, j), m.b(j))
		}
	}
	o.f("nobias:")
	o.i("TBZ $%d, %s, norelu", flagRelu, neonTmp)
	o.i("VEOR V%d.B16, V%d.B16, V%d.B16", t, t, t)
	for i := range m.rows * m.nv {
		o.word(nFmax, i, i, t) // NaN stays
	}
	o.f("norelu:")
	for r := range m.rows {
		for j := range m.nv {
			m.store(m.acc(r, j), neonC, j, t, fmt.Sprintf("stored%d", r))
		}
		o.i("ADD %s, %s", neonLdc, neonC)
	}
}

// writeNeonMicro writes the matrix kernels, their declarations and their table.
func writeNeonMicro() {
	var asm, decl, names out
	asm.f("%s#include \"textflag.h\"\n", header)
	decl.f("%spackage kernel\n", header)
	decl.f("var microNeon = microTable{")
	decl.i("w: 4, maxNV: %d,", len(neonMaxRows)-1)
	decl.i("maxRows: [5]int{%s},", ints(neonMaxRows))
	decl.i("fn: [2][5][15]func(*microArgs){")
	for mask, masked := range []bool{false, true} {
		decl.i("%d: {", mask)
		for nv := 1; nv < len(neonMaxRows); nv++ {
			decl.i("%d: {", nv)
			for rows := 1; rows <= neonMaxRows[nv]; rows++ {
				m := neonMicro{&asm, rows, nv, masked}
				m.write()
				decl.i("%d: %s,", rows, m.name())
				names.f("//go:noescape\nfunc %s(a *microArgs)\n", m.name())
			}
			decl.i("},")
		}
		decl.i("},")
	}
	decl.i("},")
	decl.f("}\n")
	decl.Write(names.Bytes())
	asm.save("micro_arm64.s")
	decl.saveGo("micro_arm64.go")
}
