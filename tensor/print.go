package tensor

import (
	"strconv"
	"strings"
)

// PrintOptions is how arrays are printed: the arguments of
// np.set_printoptions.
type PrintOptions struct {
	Precision int // most digits after the point
	Threshold int // more elements than this are summarised with ...
	EdgeItems int // elements shown at each end of a summarised axis
	LineWidth int
	Suppress  bool   // never switch to exponents because of small numbers
	FloatMode string // fixed, unique, maxprec or maxprec_equal
	Sign      string // "-", "+" or " "
	NanStr    string
	InfStr    string
	// Formatter, when it returns a function for a kind of element ("float",
	// "int", "bool", "numpystr"), replaces the way that elements are written.
	Formatter func(kind string) func(a *Array, i int) string
	// Bytes prints strings as TensorFlow does, whose strings are bytes in
	// arrays of dtype object; otherwise as NumPy prints its str arrays.
	Bytes bool
	// TypeName is the dtype that Repr tells in the place of the array's.
	TypeName string
	// ClassName is what Repr calls the array instead of array.
	ClassName string
}

// DefaultPrintOptions are the options of a fresh NumPy.
func DefaultPrintOptions() *PrintOptions {
	return &PrintOptions{Precision: 8, Threshold: 1000, EdgeItems: 3, LineWidth: 75,
		FloatMode: "maxprec", Sign: "-", NanStr: "nan", InfStr: "inf"}
}

// String is the text that print shows in NumPy: [1. 2. 3.].
func (a *Array) String() string { return DefaultPrintOptions().Str(a) }

// Repr is the array as NumPy's repr writes it: array([1., 2., 3.]).
func (a *Array) Repr() string { return DefaultPrintOptions().Repr(a) }

// Str is the text that print shows: [1. 2. 3.].
func (o *PrintOptions) Str(a *Array) string {
	if a.Rank() == 0 {
		return o.scalar(a, 0, false)
	}
	return o.ArrayString(a, " ", "", "")
}

// Repr is the text of NumPy's repr: array([1., 2., 3.]).
func (o *PrintOptions) Repr(a *Array) string {
	prefix := "array("
	if o.ClassName != "" {
		prefix = o.ClassName + "("
	}
	s := prefix
	switch {
	case a.Size() > 0 || len(a.shape) == 1:
		s += o.ArrayString(a, ", ", prefix, ")")
	default:
		s += "[], shape=" + ShapeString(a.shape)
	}
	if o.TypeName == "" && (a.dtype == Int64 || a.dtype == Float64 || a.dtype == Complex128 || a.dtype == Bool) && a.Size() > 0 {
		return s + ")"
	}
	name := o.TypeName
	if name == "" {
		name = o.DTypeName(a)
	}
	dt := "dtype=" + name + ")"
	last := len([]rune(s[strings.LastIndexByte(s, '\n')+1:]))
	if last+len(dt)+2 > o.LineWidth {
		return s + ",\n" + strings.Repeat(" ", len(prefix)) + dt
	}
	return s + ", " + dt
}

// DTypeName is the dtype as it stands in a repr: float32, '<U3', object.
func (o *PrintOptions) DTypeName(a *Array) string {
	if a.dtype != String {
		return a.dtype.String()
	}
	if o.Bytes || a.bytes && a.width == 0 {
		return "object"
	}
	return "'" + UnicodeName(a) + "'"
}

// UnicodeName is NumPy's name for the dtype of a text array: <U or |S and how
// long elements may be.
func UnicodeName(a *Array) string {
	n := a.width
	if n == 0 {
		for i := 0; i < a.Size(); i++ {
			n = max(n, len([]rune(a.Str(i))))
		}
	}
	kind := "<U"
	if a.bytes {
		kind = "|S"
	}
	return kind + strconv.Itoa(max(n, 1))
}

// ArrayString is np.array2string: the elements in brackets between separators,
// wrapped so that prefix and suffix fit on the first and last line.
func (o *PrintOptions) ArrayString(a *Array, separator, prefix, suffix string) string {
	if a.Size() == 0 {
		return "[]"
	}
	p := &printer{o: o, a: a, sep: separator, indent: " " + spaces(len([]rune(prefix)))}
	p.summary = a.Size() > o.Threshold
	p.collect(0, a.offset)
	p.format = o.elementFormat(a, p.positions)
	var b strings.Builder
	p.next = 0
	p.write(&b, 0, p.indent, o.LineWidth-len([]rune(suffix)))
	return b.String()
}

// printer is one array on its way to text.
type printer struct {
	o         *PrintOptions
	a         *Array
	sep       string
	indent    string // before every line but the first
	summary   bool
	positions []int // storage positions of the shown elements, in order
	next      int   // how many of them are written
	format    func(position int) string
}

// shown is how an axis is cut: the elements at its beginning and end, and
// whether some between are left out.
func (p *printer) shown(axis int) (lead, trail int, cut bool) {
	n := p.a.shape[axis]
	if e := p.o.EdgeItems; p.summary && 2*e < n {
		return e, e, true
	}
	return 0, n, false
}

func (p *printer) collect(axis, pos int) {
	if axis == len(p.a.shape) {
		p.positions = append(p.positions, pos)
		return
	}
	st := p.a.stride(axis)
	n := p.a.shape[axis]
	lead, trail, _ := p.shown(axis)
	for i := 0; i < lead; i++ {
		p.collect(axis+1, pos+i*st)
	}
	for i := n - trail; i < n; i++ {
		p.collect(axis+1, pos+i*st)
	}
}

func (a *Array) stride(axis int) int {
	if a.strides != nil {
		return a.strides[axis]
	}
	return NumElements(a.shape[axis+1:])
}

func (p *printer) word() string {
	p.next++
	return p.format(p.positions[p.next-1])
}

// write adds the part of the array below axis; indent is the hanging indent of
// its lines and width what a line may hold.
func (p *printer) write(b *strings.Builder, axis int, indent string, width int) {
	if axis == len(p.a.shape) {
		b.WriteString(p.word())
		return
	}
	b.WriteByte('[')
	if axis == len(p.a.shape)-1 {
		p.writeRow(b, axis, indent, width-1)
	} else {
		p.writeBlocks(b, axis, indent, width)
	}
	b.WriteByte(']')
}

// writeBlocks writes the nested brackets of an axis one under the other.
func (p *printer) writeBlocks(b *strings.Builder, axis int, indent string, width int) {
	lead, trail, cut := p.shown(axis)
	sep := strings.TrimRight(p.sep, " ") + strings.Repeat("\n", len(p.a.shape)-axis-1)
	first := true
	begin := func() {
		if !first {
			b.WriteString(sep)
			b.WriteString(indent)
		}
		first = false
	}
	for i := 0; i < lead; i++ {
		begin()
		p.write(b, axis+1, indent+" ", width-1)
	}
	if cut {
		begin()
		b.WriteString("...")
	}
	for i := 0; i < trail; i++ {
		begin()
		p.write(b, axis+1, indent+" ", width-1)
	}
}

// writeRow writes the elements of the last axis, wrapped at the line width.
func (p *printer) writeRow(b *strings.Builder, axis int, indent string, width int) {
	width -= max(len(strings.TrimRight(p.sep, " "))-1, 0)
	lead, trail, cut := p.shown(axis)
	line := []byte{}
	used := len(indent) // runes on the line, indent included
	first := true
	flush := func() {
		b.WriteString(strings.TrimRight(string(line), " \t"))
		line = line[:0]
	}
	add := func(word string) {
		if !first {
			line = append(line, p.sep...)
			used += len([]rune(p.sep))
		}
		first = false
		parts := strings.Split(word, "\n")
		n, last := 0, 0
		for _, part := range parts {
			last = len([]rune(part))
			n = max(n, last)
		}
		if used+n > width && used > len(indent) {
			flush()
			b.WriteByte('\n')
			b.WriteString(indent)
			used = len(indent)
		}
		// An element of several lines hangs below its first one.
		hang := "\n" + spaces(used)
		line = append(line, parts[0]...)
		for _, part := range parts[1:] {
			flush()
			b.WriteString(hang)
			line = append(line, part...)
		}
		if len(parts) > 1 {
			line = append(line, spaces(n-last)...)
		}
		used += n
	}
	for i := 0; i < lead; i++ {
		add(p.word())
	}
	if cut {
		add("...")
	}
	for i := 0; i < trail; i++ {
		add(p.word())
	}
	b.Write(line)
}
