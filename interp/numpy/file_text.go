package numpy

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/builtins"
	"kerash/interp/object"
	"kerash/tensor"
)

func fromBuffer(c *call) object.Value {
	raw, ok := object.AsBytes(c.Value("buffer"))
	if a, isArray := c.Value("buffer").(*tensor.Array); isArray {
		raw, ok = string(rawOf(a)), true
	}
	if !ok {
		throwType("a bytes-like object is required, not '%s'", object.TypeName(c.Value("buffer")))
	}
	return fromRaw(c, []byte(raw), true)
}

func fromText(c *call) object.Value {
	sep := strings.TrimSpace(c.Str("sep"))
	s := c.Str("string")
	parts := strings.Fields(s)
	if sep != "" {
		parts = strings.Split(s, sep)
	}
	l := object.NewList()
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			l.Elems = append(l.Elems, object.Must(object.ToFloat(c.th, p)))
		}
	}
	return binding.ToArray(c.th, l, c.dtypeOr("dtype", tensor.Float64))
}

func saveText(c *call) object.Value {
	_, isText := c.Value("fname").(string)
	toFile := !isText && hasWrite(c.Value("fname"))
	if !toFile {
		refuseFiles(c.th)
		if _, err := builtins.FilePath(c.th, c.Value("fname")); err != nil {
			throwValue("fname must be a string or file handle")
		}
	}
	x := c.operand("X")
	if x.Rank() > 2 {
		throwValue("Expected 1D or 2D array, got %dD array instead", x.Rank())
	}
	if x.Rank() < 2 {
		x = x.Reshape([]int{x.Size(), 1})
	}
	var b strings.Builder
	comment := func(text string) {
		if text != "" {
			b.WriteString(c.Str("comments") + strings.ReplaceAll(text, "\n", "\n"+c.Str("comments")) + c.Str("newline"))
		}
	}
	comment(c.Str("header"))
	cols := x.Shape()[1]
	for i := range x.Shape()[0] {
		b.WriteString(textLine(c, x, i, cols) + c.Str("newline"))
	}
	comment(c.Str("footer"))
	if toFile {
		writeText(c.th, c.Value("fname"), b.String())
		return nil
	}
	replaceFile(object.Must(builtins.FilePath(c.th, c.Value("fname"))), []byte(b.String()))
	return nil
}

// writeText writes to an open file, of texts or of bytes.
func writeText(th *object.Thread, file object.Value, text string) {
	_, err := object.CallMethodOf(th, file, "write", object.Pos(text))
	if object.IsError(err, object.TypeError) {
		_, err = object.CallMethodOf(th, file, "write", object.Pos(object.Bytes(text)))
	}
	if err != nil {
		object.Throw(err)
	}
}

// textLine is a row as text: by one format for the row, or one for each column.
func textLine(c *call, x *tensor.Array, row, cols int) string {
	values := make([]object.Value, cols)
	for j := range values {
		values[j] = binding.PythonAt(x, row*cols+j)
	}
	if s, ok := c.Value("fmt").(string); ok && cols > 1 {
		switch strings.Count(strings.ReplaceAll(s, "%%", ""), "%") {
		case cols:
			return object.Must(object.Printf(c.th, s, object.NewTuple(values...)))
		case 1:
		default:
			throwValue("fmt has wrong number of %% formats:  %s", s)
		}
	}
	parts := make([]string, cols)
	for j, v := range values {
		parts[j] = object.Must(object.Printf(c.th, textFormat(c, j), object.NewTuple(v)))
	}
	return strings.Join(parts, c.Str("delimiter"))
}

// textFormat is the format of a column.
func textFormat(c *call, column int) string {
	if s, ok := c.Value("fmt").(string); ok {
		return s
	}
	all, isSeq := listElems(c.Value("fmt"))
	if !isSeq {
		throwValue("invalid fmt: %s", object.Must(object.Repr(c.th, c.Value("fmt"))))
	}
	if cols := c.operand("X").Shape(); len(cols) == 2 && len(all) != cols[1] || len(all) == 0 {
		object.Throw(object.AttributeErrorf("fmt has wrong shape.  %s", object.Must(object.Str(c.th, c.Value("fmt")))))
	}
	s, _ := all[column%len(all)].(string)
	return s
}

// toFile writes the bytes of the elements, or their text between separators.
func toFile(c *call) object.Value {
	a := c.first()
	if sep := c.Str("sep"); sep != "" {
		parts := make([]string, a.Size())
		for i := range parts {
			parts[i] = object.Must(object.Printf(c.th, c.Str("format"), object.NewTuple(binding.PythonAt(a, i))))
		}
		writeTo(c.th, c.Value("fid"), "", []byte(strings.Join(parts, sep)))
		return nil
	}
	writeTo(c.th, c.Value("fid"), "", rawOf(a))
	return nil
}

// fromFile reads what toFile wrote.
func fromFile(c *call) object.Value {
	raw := readFrom(c.th, c.Value("file"))
	if sep := c.Str("sep"); sep != "" {
		l := object.NewList()
		for _, p := range strings.Split(strings.TrimSpace(string(raw)), sep) {
			if p = strings.TrimSpace(p); p != "" {
				l.Elems = append(l.Elems, object.Must(object.ToFloat(c.th, p)))
			}
		}
		return binding.ToArray(c.th, l, c.dtypeOr("dtype", tensor.Float64))
	}
	return fromRaw(c, raw, false)
}
