package numpy

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/builtins"
	"kerash/interp/object"
	"kerash/tensor"
)

func fromBuffer(c *call) object.Value {
	raw, ok := c.Value("buffer").(object.Bytes)
	if !ok {
		throwType("a bytes-like object is required, not '%s'", object.TypeName(c.Value("buffer")))
	}
	dt := c.dtypeOr("dtype", tensor.Float64)
	data := []byte(raw)[min(c.Int("offset"), len(raw)):]
	n := c.Int("count")
	if n < 0 {
		if len(data)%dt.Size() != 0 {
			throwValue("buffer size must be a multiple of element size")
		}
		n = len(data) / dt.Size()
	}
	if n*dt.Size() > len(data) {
		throwValue("buffer is smaller than requested size")
	}
	return tensor.ArrayOfBytes(dt, append([]byte{}, data[:n*dt.Size()]...), n)
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
		for j := range cols {
			if j > 0 {
				b.WriteString(c.Str("delimiter"))
			}
			b.WriteString(object.Must(object.Printf(c.th, textFormat(c, j), object.NewTuple(binding.PythonAt(x, i*cols+j)))))
		}
		b.WriteString(c.Str("newline"))
	}
	comment(c.Str("footer"))
	refuseFiles(c.th)
	path := object.Must(builtins.FilePath(c.th, c.Value("fname")))
	replaceFile(path, []byte(b.String()))
	return nil
}

// textFormat is the format of a column.
func textFormat(c *call, column int) string {
	if s, ok := c.Value("fmt").(string); ok {
		return s
	}
	all := object.Must(object.ToSlice(c.th, c.Value("fmt")))
	s, _ := all[column%len(all)].(string)
	return s
}

func loadText(c *call) object.Value {
	lines := strings.Split(strings.ReplaceAll(string(readFrom(c.th, c.Value("fname"))), "\r\n", "\n"), "\n")
	skip := 0
	for _, name := range []string{"skiprows", "skip_header"} {
		if c.Sig.Index(name) >= 0 {
			skip = c.Int(name)
		}
	}
	mark := c.StrOr("comments", "")
	rows := object.NewList()
	var want []int
	if c.Has("usecols") {
		want = object.Must(object.AsInts(c.th, c.Value("usecols")))
	}
	dt := c.dtypeOr("dtype", tensor.Float64)
	for _, line := range lines[min(skip, len(lines)):] {
		if mark != "" {
			line, _, _ = strings.Cut(line, mark)
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		fields := strings.Fields(line)
		if d := c.StrOr("delimiter", ""); strings.TrimSpace(d) != "" {
			fields = strings.Split(line, d)
		}
		rows.Elems = append(rows.Elems, textRow(c, fields, want, dt, rows))
		if c.Sig.Index("max_rows") >= 0 && len(rows.Elems) == c.IntOr("max_rows", -1) {
			break
		}
	}
	a := binding.ToArray(c.th, rows, dt)
	if len(rows.Elems) == 0 {
		a = tensor.NewArray(dt, 0)
	}
	a = squeezeAll(a)
	if c.Sig.Index("unpack") >= 0 && c.Bool("unpack") {
		a = reverseAxes(a)
	}
	return a
}

func textRow(c *call, fields []string, want []int, dt tensor.DType, rows *object.List) *object.List {
	if want != nil {
		picked := make([]string, len(want))
		for i, k := range want {
			picked[i] = fields[checkIndex(k, 1, len(fields))]
		}
		fields = picked
	}
	row := object.NewList()
	for _, f := range fields {
		f = strings.TrimSpace(f)
		if dt == tensor.String {
			row.Elems = append(row.Elems, f)
			continue
		}
		v, err := object.ToFloat(c.th, f)
		if err != nil {
			if c.Sig.Name != "genfromtxt" {
				throwValue("could not convert string '%s' to float64 at row %d, column %d.", f, len(rows.Elems), len(row.Elems)+1)
			}
			v = object.Must(object.ToFloat(c.th, "nan"))
		}
		row.Elems = append(row.Elems, v)
	}
	return row
}

// squeezeAll drops all axes of length 1.
func squeezeAll(a *tensor.Array) *tensor.Array {
	shape := []int{}
	for _, d := range a.Shape() {
		if d != 1 {
			shape = append(shape, d)
		}
	}
	return a.Reshape(shape)
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
	writeTo(c.th, c.Value("fid"), "", a.Contiguous().Bytes())
	return nil
}

// fromFile reads what toFile wrote.
func fromFile(c *call) object.Value {
	raw := readFrom(c.th, c.Value("file"))
	dt := c.dtypeOr("dtype", tensor.Float64)
	if sep := c.Str("sep"); sep != "" {
		l := object.NewList()
		for _, p := range strings.Split(strings.TrimSpace(string(raw)), sep) {
			if p = strings.TrimSpace(p); p != "" {
				l.Elems = append(l.Elems, object.Must(object.ToFloat(c.th, p)))
			}
		}
		return binding.ToArray(c.th, l, dt)
	}
	raw = raw[min(c.Int("offset"), len(raw)):]
	n := len(raw) / dt.Size()
	if k := c.Int("count"); k >= 0 {
		n = min(n, k)
	}
	return tensor.ArrayOfBytes(dt, append([]byte{}, raw[:n*dt.Size()]...), n)
}
