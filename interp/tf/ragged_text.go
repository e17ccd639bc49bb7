package tf

import (
	"strings"
	"unicode/utf8"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// arrayText is an array as NumPy prints it: its elements are texts, or for an
// array of objects, arrays.
type arrayText struct {
	shape []int
	elem  func(i int) any
}

func (a *arrayText) size() int { return tensor.NumElements(a.shape) }

// slice is the entries from lo up to hi.
func (a *arrayText) slice(lo, hi int) *arrayText {
	per := tensor.NumElements(a.shape[1:])
	return &arrayText{append([]int{hi - lo}, a.shape[1:]...), func(i int) any { return a.elem(lo*per + i) }}
}

// numpyText is a ragged tensor as NumPy has it: rows of one length are one
// array, others an array of arrays.
func (r *Ragged) numpyText() *arrayText {
	var values *arrayText
	switch v := r.values.(type) {
	case *Ragged:
		values = v.numpyText()
	case *tensor.Tensor:
		values = tensorText(v.Array())
	}
	n := r.rows()
	for i := range n {
		if r.splits[i+1]-r.splits[i] != r.splits[1]-r.splits[0] {
			return &arrayText{[]int{n}, func(i int) any { return values.slice(int(r.splits[i]), int(r.splits[i+1])) }}
		}
	}
	if n == 0 {
		return &arrayText{[]int{0}, nil}
	}
	all := values.slice(int(r.splits[0]), int(r.splits[n]))
	all.shape = append([]int{n, int(r.splits[1] - r.splits[0])}, values.shape[1:]...)
	return all
}

func tensorText(a *tensor.Array) *arrayText {
	if a.DType() == tensor.String {
		a = a.AsBytes()
	}
	return &arrayText{a.Shape(), func(i int) any {
		v := binding.PythonAt(a, i)
		if x, ok := v.(float64); ok {
			return tensor.FloatRepr(x, a.DType())
		}
		return leafText(v)
	}}
}

// raggedText writes the rows.
func raggedText(r *Ragged, o *tensor.PrintOptions) string {
	return (&arrayPrinter{o}).text(r.numpyText())
}

// arrayPrinter writes arrays as np.array2string does with commas.
type arrayPrinter struct{ *tensor.PrintOptions }

func (p *arrayPrinter) text(v any) string {
	a, ok := v.(*arrayText)
	switch {
	case !ok:
		return v.(string)
	case a.size() == 0:
		return emptyText(a.shape)
	}
	return p.axis(a, 0, 0, " ", p.LineWidth, a.size() > p.Threshold)
}

// emptyText is an array without elements as nested lists.
func emptyText(shape []int) string {
	if len(shape) == 1 {
		return "[]"
	}
	parts := make([]string, shape[0])
	for i := range parts {
		parts[i] = emptyText(shape[1:])
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// axis writes the entries of an axis; at is the number of the first element.
func (p *arrayPrinter) axis(a *arrayText, axis, at int, indent string, width int, summarize bool) string {
	if axis == len(a.shape) {
		return p.text(a.elem(at))
	}
	per, n := tensor.NumElements(a.shape[axis+1:]), a.shape[axis]
	lines := &arrayLines{indent: indent, width: width - 1, line: indent}
	left := len(a.shape) - axis
	for i := 0; i < n; i++ {
		word := ""
		if summarize && 2*p.EdgeItems < n && i == p.EdgeItems {
			word, i = "...", n-p.EdgeItems-1
		} else {
			word = p.axis(a, axis+1, at+i*per, indent+" ", width-1, summarize)
		}
		switch {
		case left == 1 && i < n-1:
			lines.add(word)
			lines.line += ", "
		case left == 1:
			lines.add(word)
		case i < n-1:
			lines.done += indent + word + "," + strings.Repeat("\n", left-1)
		default:
			lines.done += indent + word
		}
	}
	if left == 1 {
		lines.done += lines.line
	}
	return "[" + strings.TrimPrefix(lines.done, indent) + "]"
}

// arrayLines breaks words into lines.
type arrayLines struct {
	done, line, indent string
	width              int
}

func (l *arrayLines) add(word string) {
	words := strings.Split(word, "\n")
	longest := 0
	for _, w := range words {
		longest = max(longest, utf8.RuneCountInString(w))
	}
	indent := strings.Repeat(" ", utf8.RuneCountInString(l.line))
	if utf8.RuneCountInString(l.line)+longest > l.width && len(l.line) > len(l.indent) {
		l.done += strings.TrimRight(l.line, " ") + "\n"
		l.line, indent = l.indent, l.indent
	}
	l.line += words[0]
	for _, w := range words[1:] {
		l.done += strings.TrimRight(l.line, " ") + "\n"
		l.line = indent + w
	}
	if len(words) > 1 {
		l.line += strings.Repeat(" ", longest-utf8.RuneCountInString(words[len(words)-1]))
	}
}

func leafText(v object.Value) string {
	switch x := v.(type) {
	case binding.Bytes:
		return tensor.BytesRepr(string(x))
	case bool:
		if x {
			return "True"
		}
		return "False"
	}
	s, _ := object.Repr(nil, v)
	return s
}
