package tensor

import (
	_ "embed"
	"strings"
	"sync"
)

// signatureTable is, a line per op of TensorFlow in the order of their names,
// the signature, where some allowed types have no kernel, the kernels, and "-"
// where there is no gradient.
// scripts/dev/op-signatures.py writes and explains it.
//
//go:embed signatures.tsv
var signatureTable string

// signature says which dtypes an op of TensorFlow takes.
type signature struct {
	op      string
	text    string // as in the table
	kernels string // as in the table, empty when nothing is missing
	final   bool   // the op has no gradient: asking for it is an error
	inputs  []sigInput
	attrs   []sigAttr
}

// sigInput is an input: its type is that of an attribute, or the same always.
type sigInput struct {
	name  string
	attr  int // index of the attribute, -1 for none
	fixed DType
	many  bool // a list of tensors
}

// sigAttr is an attribute that is a type. Allowed and computed have a bit per
// dtype; names are the allowed ones in the order of TensorFlow's messages,
// empty for all.
type sigAttr struct {
	name              string
	names             []string
	allowed, computed uint32
	usual             DType // of inputs that are no tensors, Invalid for none
}

const anyType = 1<<32 - 1

// noSignature stands for ops that TensorFlow does not have.
var noSignature = new(signature)

// signatures keeps what was read of the table, by op.
var signatures sync.Map

// signatureOf finds the signature of one of TensorFlow's ops, noSignature when
// the table does not have it.
func signatureOf(op string) *signature {
	if g, ok := signatures.Load(op); ok {
		return g.(*signature)
	}
	g := noSignature
	if line, ok := signatureLine(op); ok {
		g = parseSignature(line)
	}
	signatures.Store(op, g)
	return g
}

// signatureLine finds the line of an op by bisection.
func signatureLine(op string) (string, bool) {
	lo, hi := 0, len(signatureTable)
	for lo < hi {
		mid := (lo + hi) / 2
		start := strings.LastIndexByte(signatureTable[:mid], '\n') + 1
		line, _, _ := strings.Cut(signatureTable[start:], "\n")
		switch name, _, _ := strings.Cut(line, "\t"); {
		case name == op:
			return line, true
		case name < op:
			lo = start + len(line) + 1
		default:
			hi = start
		}
	}
	return "", false
}

func parseSignature(line string) *signature {
	cells := strings.Split(line, "\t")
	g := &signature{op: cells[0], text: cells[1], kernels: cells[2], final: cells[3] == "-"}
	parts := strings.Split(g.text, "; ")
	for _, part := range parts[1:] {
		name, rest, ok := strings.Cut(strings.TrimPrefix(part, "attr="), ":type")
		if !ok || !strings.HasPrefix(part, "attr=") || strings.Contains(name, ":") {
			continue
		}
		a := sigAttr{name: name, allowed: anyType}
		if _, value, ok := strings.Cut(rest, "default=DT_"); ok {
			value, _, _ = strings.Cut(value, ",")
			a.usual = runtimeType(strings.ToLower(value))
		}
		if _, list, ok := strings.Cut(rest, "allowed=["); ok {
			a.names, a.allowed = strings.Split(strings.TrimSuffix(list, "]"), ", "), 0
			for _, n := range a.names {
				a.allowed |= 1 << runtimeType(n)
			}
		}
		a.computed = g.computed(name)
		g.attrs = append(g.attrs, a)
	}
	inputs, _, _ := strings.Cut(parts[0], " -> ")
	for _, arg := range strings.Split(inputs, ", ") {
		name, kind, _ := strings.Cut(arg, ":")
		in := sigInput{name: name, attr: -1}
		if _, each, ok := strings.Cut(kind, "*"); ok {
			kind, in.many = each, true
		}
		for i, a := range g.attrs {
			if a.name == kind {
				in.attr = i
			}
		}
		if in.attr < 0 {
			in.fixed = runtimeType(kind)
		}
		g.inputs = append(g.inputs, in)
	}
	return g
}

// OpNamed finds one of TensorFlow's ops by the name of its generated Python
// function: MatrixBandPart by matrix_band_part. It is empty where the table of
// signatures has none.
func OpNamed(function string) string { return opsByFunction()[folded(function)] }

func folded(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

var opsByFunction = sync.OnceValue(func() map[string]string {
	ops := map[string]string{}
	for line := range strings.Lines(signatureTable) {
		op, _, _ := strings.Cut(line, "\t")
		ops[folded(op)] = op
	}
	return ops
})

// OpInputNames are the names of the inputs of one of TensorFlow's ops.
func OpInputNames(op string) []string {
	var names []string
	for _, in := range signatureOf(op).inputs {
		names = append(names, in.name)
	}
	return names
}

// OpInput is the dtype to which a value that is no tensor is converted where
// it stands for an input of one of TensorFlow's ops: that of the input or, for
// one that takes several, the usual one, which gives way where it does not
// fit. Both may be Invalid.
func OpInput(op, input string) (fixed, usual DType) {
	g := signatureOf(op)
	for _, in := range g.inputs {
		switch {
		case in.name != input || in.many:
		case in.attr >= 0:
			return Invalid, g.attrs[in.attr].usual
		default:
			return in.fixed, Invalid
		}
	}
	return Invalid, Invalid
}

// computed is the types of an attribute for which the processor has a kernel.
func (g *signature) computed(attr string) uint32 {
	if g.kernels == "" {
		return anyType
	}
	var types uint32
	for _, k := range strings.Split(g.kernels, "|") {
		device, limits, _ := strings.Cut(k, " ")
		if device != "CPU" && device != "DEFAULT" || strings.HasPrefix(limits, "label=") {
			continue
		}
		here := uint32(anyType)
		for _, l := range sigLimits(limits) {
			if l.attr == attr {
				here = 0
				for _, n := range l.types {
					here |= 1 << runtimeType(n)
				}
			}
		}
		types |= here
	}
	return types
}

// sigLimit restricts an attribute to some types, in a kernel for all of them
// or in one for each.
type sigLimit struct {
	attr  string
	types []string
	each  bool
}

func sigLimits(text string) []sigLimit {
	var out []sigLimit
	for _, l := range strings.Split(text, ", ") {
		if i := strings.IndexAny(l, "=*"); i >= 0 {
			out = append(out, sigLimit{l[:i], strings.Fields(l[i+1:]), l[i] == '*'})
		}
	}
	return out
}

// kernelList is the kernels as a message lists them.
func (g *signature) kernelList() string {
	var b strings.Builder
	for _, k := range strings.Split(g.kernels, "|") {
		device, limits, _ := strings.Cut(k, " ")
		writeKernels(&b, "  device='"+device+"'", sigLimits(limits))
	}
	return b.String()
}

func writeKernels(b *strings.Builder, head string, limits []sigLimit) {
	if len(limits) == 0 {
		b.WriteString(head + "\n")
		return
	}
	l := limits[0]
	if !l.each {
		writeKernels(b, head+"; "+l.attr+" in ["+protoTypes(l.types)+"]", limits[1:])
		return
	}
	for i := range l.types {
		writeKernels(b, head+"; "+l.attr+" in ["+protoTypes(l.types[i:i+1])+"]", limits[1:])
	}
}

// String is the signature as messages print it.
func (g *signature) String() string {
	parts := strings.Split(g.text, "; ")
	for i, part := range parts {
		if head, list, ok := strings.Cut(part, "allowed=["); ok && strings.Contains(head, ":type,") {
			parts[i] = head + "allowed=[" + protoTypes(strings.Split(strings.TrimSuffix(list, "]"), ", ")) + "]"
		}
	}
	return strings.Join(parts, "; ")
}

// protoTypes is types as they are called in graphs: DT_FLOAT, DT_INT32.
func protoTypes(names []string) string {
	return "DT_" + strings.ToUpper(strings.Join(names, ", DT_"))
}

// runtimeType finds a dtype by the name that [DType.RuntimeName] gives;
// Invalid for types that kerash has not.
func runtimeType(name string) DType {
	for d := Bool; d <= String; d++ {
		if d.RuntimeName() == name {
			return d
		}
	}
	return Invalid
}
