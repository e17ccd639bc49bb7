package tf

import (
	"fmt"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// printDecls is tf.print.
func printDecls() []decl {
	return []decl{
		{names: "print", sig: "print_v2(*inputs, **kwargs)", doc: "Prints values to stderr, or another output_stream.", plain: true, fn: func(c *call) object.Value {
			p := &printing{th: c.th, sep: " ", end: "\n", summarize: 3, inputs: c.Rest("inputs")}
			p.options(c.Kwargs("kwargs"))
			p.run(c.s)
			return nil
		}},
	}
}

// printing is one call of tf.print.
type printing struct {
	th        *object.Thread
	inputs    []object.Value
	stream    object.Value
	sep, end  string
	summarize int
}

func (p *printing) options(kw []object.Kwarg) {
	unknown := object.NewDict()
	for _, k := range kw {
		switch k.Name {
		case "output_stream":
			p.stream = k.Value
		case "sep":
			p.sep = object.Must(object.Str(p.th, k.Value))
		case "end":
			p.end = object.Must(object.Str(p.th, k.Value))
		case "summarize":
			p.summarize = toInt(p.th, k.Value)
		case "name":
		default:
			unknown.SetStr(k.Name, k.Value)
		}
	}
	if unknown.Len() > 0 {
		object.Throw(object.ValueErrorf("Unrecognized keyword arguments for tf.print: %s", object.Must(object.Repr(p.th, unknown))))
	}
	if s, ok := p.stream.(string); p.stream != nil && (ok && !strings.HasPrefix(s, "file://") || !ok && !writable(p.th, p.stream)) {
		object.Throw(object.ValueErrorf("Unsupported output stream, logging level, or file.%s. Supported streams are sys.stdout, sys.stderr, tf.logging.info, tf.logging.warning, tf.logging.error. File needs to be in the form of 'file://<filepath>'.",
			object.Must(object.Str(p.th, p.stream))))
	}
}

func writable(th *object.Thread, v object.Value) bool {
	ok, err := object.HasAttr(th, v, "write")
	return ok && err == nil
}

// opPrint prints as part of a recorded function: its attribute knows how.
var opPrint = &tensor.Op{
	Name: "PrintV2",
	Eval: func(c *tensor.Call, in, out []*tensor.Array) { c.Attr.(func(in []*tensor.Array))(in) },
}

// run prints now or, while a function is recorded, each time that it runs.
func (p *printing) run(s *tensor.Scope) {
	var tensors []*tensor.Tensor
	var parts []object.Value
	for _, v := range p.inputs {
		parts = append(parts, mapStructure(p.th, v, func(leaf object.Value) object.Value {
			switch x := object.NativeOf(leaf).(type) {
			case *tensor.Tensor:
				tensors = append(tensors, x)
				return printPlace(len(tensors) - 1)
			case *tensor.Variable:
				tensors = append(tensors, s.Read(x))
				return printPlace(len(tensors) - 1)
			}
			return leaf
		}))
	}
	s.Update(opPrint, func(in []*tensor.Array) {
		if err := binding.Catch(func() { p.write(p.text(parts, in)) }); err != nil {
			binding.Throw(err)
		}
	}, []*tensor.Variable{}, tensors...)
}

// printPlace stands for a tensor among the values to print.
type printPlace int

func (p *printing) text(parts []object.Value, in []*tensor.Array) string {
	if len(parts) == 1 && parts[0] == object.Value(printPlace(0)) && in[0].Rank() == 0 && in[0].DType() == tensor.String {
		return in[0].Str(0) + p.end // a text alone is printed as it is
	}
	texts := make([]string, len(parts))
	for i, v := range parts {
		texts[i] = p.value(v, in, true)
	}
	return strings.Join(texts, p.sep) + p.end
}

// value is a value as tf.print writes it: tensors in their own way, strings
// plain at the top, anything else as Python's repr.
func (p *printing) value(v object.Value, in []*tensor.Array, top bool) string {
	join := func(vs []object.Value) string {
		out := make([]string, len(vs))
		for i, e := range vs {
			out[i] = p.value(e, in, false)
		}
		return strings.Join(out, ", ")
	}
	switch x := object.NativeOf(v).(type) {
	case printPlace:
		return TensorText(in[x], p.summarize)
	case *object.List:
		return "[" + join(x.Elems) + "]"
	case *object.Tuple:
		if len(x.Elems) == 1 {
			return "(" + join(x.Elems) + ",)"
		}
		return "(" + join(x.Elems) + ")"
	case *object.Dict:
		var items []string
		for it := x.Entries(); it.Next(); {
			items = append(items, object.Must(object.Repr(p.th, it.Key()))+": "+p.value(it.Value(), in, false))
		}
		sort.Strings(items)
		return "{" + strings.Join(items, ", ") + "}"
	case string:
		if top {
			return x
		}
	}
	return object.Must(object.Repr(p.th, v))
}

func (p *printing) write(text string) {
	if file, ok := p.stream.(string); ok {
		if p.th.Safe {
			object.Throw(object.Errorf(object.PermissionError, "files are off in safe mode"))
		}
		f, err := os.OpenFile(strings.TrimPrefix(file, "file://"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err == nil {
			_, err = f.WriteString(text)
			if e := f.Close(); err == nil {
				err = e
			}
		}
		if err != nil {
			object.Throw(object.Errorf(object.OSError, "%v", err))
		}
		return
	}
	stream := p.stream
	if stream == nil {
		sys := object.Must(p.th.Import(p.th, "sys"))
		stream = object.Must(object.GetAttr(p.th, sys, "stderr"))
	}
	if quiet := settings(p.th).quiet; quiet != nil {
		out := p.th.Stdout
		p.th.Stdout = quiet
		defer func() { p.th.Stdout = out }()
	}
	object.Must(object.CallMethodOf(p.th, stream, "write", object.Pos(text)))
}

// TensorText is an array as tf.print and tf.strings.format write it: ends says
// how many entries are shown at each end of an axis, -1 all.
func TensorText(a *tensor.Array, ends int) string {
	if a.Rank() == 0 {
		return elementText(a, 0)
	}
	if a.Size() == 0 {
		return "[]"
	}
	if ends < 0 {
		for _, n := range a.Shape() {
			ends = max(ends, n)
		}
	}
	var b strings.Builder
	axisText(&b, a, 0, 0, ends)
	return b.String()
}

// axisText writes the entries along an axis; at is the first element.
func axisText(b *strings.Builder, a *tensor.Array, axis, at, ends int) {
	rank := a.Rank()
	if axis == rank {
		b.WriteString(elementText(a, at))
		return
	}
	step := tensor.NumElements(a.Shape()[axis+1:])
	n := a.Shape()[axis]
	space := func() {
		if axis == rank-1 {
			b.WriteByte(' ')
			return
		}
		b.WriteString(strings.Repeat("\n", rank-axis-1) + strings.Repeat(" ", axis+1))
	}
	b.WriteByte('[')
	for i := range min(ends, n) {
		if i > 0 {
			space()
		}
		axisText(b, a, axis+1, at+i*step, ends)
	}
	if n > 2*ends {
		space()
		b.WriteString("...")
	}
	for i := max(ends, n-ends); i < n; i++ {
		space()
		axisText(b, a, axis+1, at+i*step, ends)
	}
	b.WriteByte(']')
}

// elementText is one element: floats with the fewest of 6 or 9 digits (15 or
// 17 for float64) that identify them, bools as 1 and 0.
func elementText(a *tensor.Array, i int) string {
	switch dt := a.DType(); {
	case dt == tensor.String:
		return "\"" + a.Str(i) + "\""
	case dt == tensor.Float64:
		return shortest(a.Float(i), 15, 17, 64)
	case dt.IsFloat():
		return shortest(a.Float(i), 6, 9, 32)
	case dt.IsComplex():
		return "?" // TensorFlow prints no complex numbers
	}
	return strconv.FormatInt(a.Int(i), 10)
}

func shortest(v float64, few, many, bits int) string {
	switch {
	case v != v:
		return "nan"
	case math.IsInf(v, 1):
		return "inf"
	case math.IsInf(v, -1):
		return "-inf"
	}
	s := fmt.Sprintf("%.*g", few, v)
	if back, err := strconv.ParseFloat(s, bits); err != nil || back != v {
		s = fmt.Sprintf("%.*g", many, v)
	}
	return s
}
