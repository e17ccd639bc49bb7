package main

import (
	"bytes"
	"fmt"
	"go/format"
	"go/token"
	"go/types"
	"log"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/gotypes"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/pass"
	"github.com/mmcloughlin/avo/printer"
	"github.com/mmcloughlin/avo/reg"
)

type (
	vec = reg.VecVirtual
	gp  = reg.GPVirtual
	op  = operand.Op
	mem = operand.Mem
)

// lanes is the number of floats of a vector, vecBytes its size.
const (
	lanes    = 8
	vecBytes = 4 * lanes
)

// builder makes one assembly file of AVX2 kernels and notes, for the Go side,
// their declarations and where they go in the table of kernels.
type builder struct {
	*build.Context
	name    string
	words   []uint32 // constants, each repeated over a vector
	place   map[uint32]int
	tables  []uint32 // tables of eight floats
	stubs   bytes.Buffer
	install bytes.Buffer
	pkg     *types.Package
	labels  int
}

// newBuilder begins a file.
func newBuilder(name string) *builder {
	b := &builder{Context: build.NewContext(), name: name, place: map[uint32]int{}, pkg: kernelPackage()}
	return b
}

// kernelPackage has the names of the argument structs that signatures use.
func kernelPackage() *types.Package {
	pkg := types.NewPackage("kernel", "kernel")
	for _, n := range []string{"channelArgs", "microArgs", "optArgs", "cellArgs"} {
		obj := types.NewTypeName(token.NoPos, pkg, n, nil)
		types.NewNamed(obj, types.NewStruct(nil, nil), nil)
		pkg.Scope().Insert(obj)
	}
	return pkg
}

// fn begins a function with a signature such as "(dst, x []float32)"; slot is
// its place in the table of kernels, such as "unary[OpExp]".
func (b *builder) fn(name, sig, slot, doc string) {
	b.Function(name)
	b.Attributes(attr.NOSPLIT)
	s, err := gotypes.ParseSignatureInPackage(b.pkg, "func"+sig)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	b.Signature(s)
	fmt.Fprintf(&b.stubs, "// %s %s\n//\n//go:noescape\nfunc %s%s\n\n", name, doc, name, sig)
	if slot != "" {
		fmt.Fprintf(&b.install, "\tk.%s = %s\n", slot, name)
	}
}

// end leaves the function.
func (b *builder) end() {
	b.VZEROUPPER()
	b.RET()
}

// label makes a new label name.
func (b *builder) label(what string) string {
	b.labels++
	return fmt.Sprintf("%s%d", what, b.labels)
}

// word is the operand for a constant pattern in every lane.
func (b *builder) word(w uint32) mem {
	at, ok := b.place[w]
	if !ok {
		at = len(b.words)
		b.words = append(b.words, w)
		b.place[w] = at
	}
	return operand.NewDataAddr(operand.NewStaticSymbol(b.name+"Const"), at*vecBytes)
}

// f is the operand for a float in every lane.
func (b *builder) f(v float64) mem { return b.word(math.Float32bits(float32(v))) }

// table is the operand for a table of eight floats.
func (b *builder) table(v []float32) mem {
	at := len(b.tables)
	for _, x := range v {
		b.tables = append(b.tables, math.Float32bits(x))
	}
	for k := 0; k < at; k += lanes { // the same table may be there already
		if slices.Equal(b.tables[k:k+lanes], b.tables[at:]) {
			b.tables = b.tables[:at]
			at = k
			break
		}
	}
	return operand.NewDataAddr(operand.NewStaticSymbol(b.name+"Table"), 4*at)
}

// tailTable is eight words of ones followed by eight zeros.
func (b *builder) tailTable() mem {
	return operand.NewDataAddr(operand.NewStaticSymbol(b.name+"Tail"), 0)
}

// slice loads the base of a slice parameter.
func (b *builder) slice(name string) gp { return b.Load(b.Param(name).Base(), b.GP64()).(gp) }

// length loads the length of a slice parameter.
func (b *builder) length(name string) gp { return b.Load(b.Param(name).Len(), b.GP64()).(gp) }

// scalar is a float parameter in every lane.
func (b *builder) scalar(name string) vec {
	p, err := b.Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	v := b.YMM()
	b.VBROADCASTSS(p.Addr, v)
	return v
}

// at is the memory at a register plus an offset in bytes.
func at(base reg.Register, disp int) mem { return mem{Base: base, Disp: disp} }

// write compiles the file and its Go side.
func (b *builder) write() error {
	b.data(b.name+"Const", b.words, lanes)
	b.data(b.name+"Table", b.tables, 1)
	tail := make([]uint32, 16)
	for i := range 8 {
		tail[i] = math.MaxUint32
	}
	b.data(b.name+"Tail", tail, 1)
	file, err := b.Result()
	if err != nil {
		build.LogError(log.New(os.Stderr, "", 0), err, 0)
		return err
	}
	if err := pass.Compile.Execute(file); err != nil {
		return fmt.Errorf("%s: %w", b.name, err)
	}
	text, err := printer.NewGoAsm(printer.Config{Name: "kernel/gen", Pkg: "kernel"}).Print(file)
	if err != nil {
		return err
	}
	if high := regexp.MustCompile(`[XY](1[6-9]|2\d|3[01])\b`).Find(text); high != nil {
		return fmt.Errorf("%s: more than 16 vector registers are needed, up to %s", b.name, high)
	}
	body := text[bytes.IndexByte(text, '\n')+1:] // the printer's own first line
	if err := os.WriteFile(b.name+"_amd64.s", append([]byte(header), bytes.TrimLeft(body, "\n")...), 0o644); err != nil {
		return err
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%spackage kernel\n\n", header)
	if b.install.Len() > 0 {
		fmt.Fprintf(&out, "// install%s puts the kernels of this file into the table.\nfunc install%s(k *kernels) {\n%s}\n\n",
			strings.ToUpper(b.name[:1])+b.name[1:], strings.ToUpper(b.name[:1])+b.name[1:], b.install.String())
	}
	out.Write(b.stubs.Bytes())
	src, err := format.Source(out.Bytes())
	if err != nil {
		return err
	}
	return os.WriteFile(b.name+"_amd64.go", src, 0o644)
}

// data adds a block of words, each repeated n times.
func (b *builder) data(name string, words []uint32, n int) {
	if len(words) == 0 {
		return
	}
	b.StaticGlobal(name)
	b.DataAttributes(attr.RODATA | attr.NOPTR)
	for i, w := range words {
		for j := range n {
			b.AddDatum(4*(i*n+j), operand.U32(w))
		}
	}
}
