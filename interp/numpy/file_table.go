package numpy

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/builtins"
	"kerash/interp/object"
	"kerash/tensor"
)

// textTable is the fields of a text, as loadtxt and genfromtxt read it.
type textTable struct {
	rows  [][]string
	lines []int // the number of each row's line, from 1
	names []string
}

// readTable parts a text into fields by the arguments of loadtxt or genfromtxt.
func readTable(c *call) *textTable {
	lines := tableLines(c)
	t := &textTable{}
	mark, sep := c.StrOr("comments", ""), c.StrOr("delimiter", "")
	skip := 0
	for _, name := range []string{"skiprows", "skip_header"} {
		if c.Sig.Index(name) >= 0 {
			skip = c.Int(name)
		}
	}
	most := -1
	if c.Sig.Index("max_rows") >= 0 {
		most = c.IntOr("max_rows", -1)
	}
	wantsNames := c.Sig.Index("names") >= 0 && c.Value("names") == true
	for i, line := range lines {
		if i < skip || len(t.rows) == most {
			continue
		}
		if wantsNames && t.names == nil {
			if line = strings.TrimLeft(line, mark+" "); strings.TrimSpace(line) != "" {
				t.names = splitFields(line, sep)
			}
			continue
		}
		if mark != "" {
			line, _, _ = strings.Cut(line, mark)
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		t.rows = append(t.rows, splitFields(line, sep))
		t.lines = append(t.lines, i+1)
	}
	return t
}

// checkTextFile throws for what is no file, in the words of loadtxt and
// genfromtxt.
func checkTextFile(c *call) {
	v := c.Value("fname")
	if _, ok := object.TypeOf(v).Lookup("read"); ok {
		return
	}
	path, err := builtins.FilePath(c.th, v)
	if err != nil {
		if c.Sig.Name == "loadtxt" {
			throwValue("fname must be a string, filehandle, list of strings,\nor generator. Got %s instead.", object.Must(object.Repr(c.th, object.TypeOf(v))))
		}
		throwType("fname must be a string, a filehandle, a sequence of strings,\nor an iterator of strings. Got %s instead.", object.Must(object.Repr(c.th, object.TypeOf(v))))
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		object.Throw(object.Errorf(object.FileNotFoundError, "%s not found.", path))
	}
}

// tableLines are the lines of a file, of an open file, or of a list of lines.
func tableLines(c *call) []string {
	if l, ok := c.Value("fname").(*object.List); ok {
		var lines []string
		for _, e := range l.Elems {
			lines = append(lines, object.Must(object.Str(c.th, e)))
		}
		return lines
	}
	checkTextFile(c)
	lines := strings.Split(strings.ReplaceAll(string(readFrom(c.th, c.Value("fname"))), "\r\n", "\n"), "\n")
	if c.Sig.Index("skip_footer") >= 0 {
		for len(lines) > 0 && lines[len(lines)-1] == "" {
			lines = lines[:len(lines)-1]
		}
		lines = lines[:max(len(lines)-c.Int("skip_footer"), 0)]
	}
	return lines
}

func splitFields(line, sep string) []string {
	if strings.TrimSpace(sep) == "" && sep != "\t" {
		return strings.Fields(line)
	}
	fields := strings.Split(line, sep)
	for i, f := range fields {
		fields[i] = strings.TrimSpace(f)
	}
	return fields
}

// pick keeps the columns that usecols names.
func (t *textTable) pick(c *call) {
	if !c.Has("usecols") {
		return
	}
	for i, row := range t.rows {
		var kept []string
		for _, k := range object.Must(object.AsInts(c.th, c.Value("usecols"))) {
			if k < -len(row) || k >= len(row) {
				throwValue("invalid column index %d at row %d with %d columns", k, i+1, len(row))
			}
			kept = append(kept, row[(k+len(row))%len(row)])
		}
		t.rows[i] = kept
	}
}

// checkWidths throws when rows differ in length.
func (t *textTable) checkWidths(lenient bool) {
	if len(t.rows) == 0 {
		return
	}
	n := len(t.rows[0])
	errors := ""
	for i, row := range t.rows {
		if len(row) == n {
			continue
		}
		if !lenient {
			throwValue("the number of columns changed from %d to %d at row %d; use `usecols` to select a subset and avoid this error", n, len(row), i+1)
		}
		errors += fmt.Sprintf("\n    Line #%d (got %d columns instead of %d)", t.lines[i], len(row), n)
	}
	if errors != "" {
		throwValue("Some errors were detected !%s", errors)
	}
}

// converter gives the function for a column, nil when there is none.
func converter(c *call, column int) object.Value {
	d, ok := c.Value("converters").(*object.Dict)
	if !ok {
		if object.IsCallable(c.Value("converters")) {
			return c.Value("converters")
		}
		return nil
	}
	f, _, _ := d.Get(c.th, column)
	return f
}

func loadText(c *call) object.Value {
	t := readTable(c)
	t.checkWidths(false)
	t.pick(c)
	if dt := c.fullType("dtype"); dt != nil && dt.Fields != nil {
		return t.records(c, dt)
	}
	dt := c.dtypeOr("dtype", tensor.Float64)
	rows := object.NewList()
	for i, row := range t.rows {
		out := object.NewList()
		for j, f := range row {
			switch fn := converter(c, j); {
			case fn != nil:
				out.Elems = append(out.Elems, object.Must(object.CallFn(c.th, fn, f)))
			case dt == tensor.String:
				out.Elems = append(out.Elems, f)
			default:
				v, err := parseField(f, dt)
				if err != nil {
					throwValue("could not convert string '%s' to %s at row %d, column %d.", f, dt, i, j+1)
				}
				out.Elems = append(out.Elems, v)
			}
		}
		rows.Elems = append(rows.Elems, out)
	}
	a := tensor.NewArray(dt, 0)
	if len(t.rows) > 0 {
		a = c.under("dtype", binding.ToArray(c.th, rows, dt))
	}
	a = squeezeTo(a, c.Int("ndmin"))
	if c.Bool("unpack") {
		return reverseAxes(a)
	}
	return a
}

// parseField is the number that a field of a text spells.
func parseField(f string, dt tensor.DType) (object.Value, error) {
	if dt.IsInteger() {
		if i, err := strconv.Atoi(f); err == nil {
			return i, nil
		}
	}
	if dt.IsComplex() {
		return object.ParseComplex(f)
	}
	return object.ToFloat(nil, f)
}

// squeezeTo drops axes of length 1, but keeps as many axes as asked for; one
// row of numbers that was one column stays one.
func squeezeTo(a *tensor.Array, least int) *tensor.Array {
	if a.Rank() == 2 && least == 2 {
		return a
	}
	shape := []int{}
	for _, d := range a.Shape() {
		if d != 1 {
			shape = append(shape, d)
		}
	}
	for len(shape) < least {
		shape = append(shape, 1)
	}
	return a.Reshape(shape)
}

// genFromText is genfromtxt: fields that are missing or no numbers are nan.
func genFromText(c *call) object.Value {
	t := readTable(c)
	t.checkWidths(true)
	t.pick(c)
	switch v := c.Value("names").(type) {
	case string:
		t.names = splitFields(v, ",")
	case *object.List, *object.Tuple:
		elems, _ := listElems(v)
		for _, e := range elems {
			t.names = append(t.names, object.Must(object.Str(c.th, e)))
		}
	}
	dt := binding.NumpyDTypeFor(tensor.Float64)
	if c.Given("dtype") {
		dt = c.fullType("dtype") // nil for None: each column as it is
	}
	switch {
	case dt == nil || dt.Fields != nil || t.names != nil:
		return t.inferred(c, dt)
	case dt.IsText():
		rows := object.NewList()
		for _, row := range t.rows {
			l := object.NewList()
			for _, f := range row {
				l.Elems = append(l.Elems, f)
			}
			rows.Elems = append(rows.Elems, l)
		}
		return c.under("dtype", squeezeTo(binding.ToArray(c.th, rows, tensor.String), 0))
	}
	rows := object.NewList()
	for _, row := range t.rows {
		l := object.NewList()
		for j, f := range row {
			l.Elems = append(l.Elems, numberOr(c, f, j, dt.DType))
		}
		rows.Elems = append(rows.Elems, l)
	}
	if len(t.rows) == 0 {
		return tensor.NewArray(dt.DType, 0)
	}
	a := squeezeTo(binding.ToArray(c.th, rows, dt.DType), 0)
	if c.Bool("unpack") {
		return reverseAxes(a)
	}
	return a
}

// numberOr is a field as a number, or what stands for a missing one.
func numberOr(c *call, f string, column int, dt tensor.DType) object.Value {
	if fn := converter(c, column); fn != nil {
		return object.Must(object.CallFn(c.th, fn, f))
	}
	if v, err := parseField(f, dt); err == nil {
		if _, float := v.(float64); !float || !dt.IsInteger() { // "1.0" is no integer here
			return v
		}
	}
	if c.Has("filling_values") {
		switch v := c.Value("filling_values").(type) {
		case *object.List:
			return v.Elems[min(column, len(v.Elems)-1)]
		case *object.Dict:
			if x, ok, _ := v.Get(c.th, column); ok {
				return x
			}
		default:
			return v
		}
	}
	if dt.IsInteger() {
		return -1
	}
	return math.NaN()
}

// inferred is the table with a dtype for each column: a plain array when all
// have one dtype and no names, else records.
func (t *textTable) inferred(c *call, dt *binding.NumpyDType) object.Value {
	if len(t.rows) == 0 {
		return tensor.NewArray(tensor.Float64, 0)
	}
	width := len(t.rows[0])
	var types []*binding.NumpyDType
	for j := range width {
		switch {
		case dt != nil && dt.Fields != nil:
			types = append(types, dt.Fields[min(j, len(dt.Fields)-1)].Type)
		case dt != nil:
			types = append(types, dt)
		default:
			types = append(types, t.columnType(j))
		}
	}
	same := !slices.ContainsFunc(types, func(x *binding.NumpyDType) bool { return !x.Equal(types[0]) })
	if same && t.names == nil && (dt == nil || dt.Fields == nil) {
		a := binding.ToArray(c.th, t.values(c, types), types[0].DType)
		return squeezeTo(a, 0)
	}
	var fields []binding.Field
	for j, x := range types {
		name := "f" + strconv.Itoa(j)
		switch {
		case dt != nil && dt.Fields != nil && j < len(dt.Fields):
			name = dt.Fields[j].Name
		}
		if j < len(t.names) {
			name = fieldName(t.names[j])
		}
		fields = append(fields, binding.Field{Name: name, Type: x})
	}
	return t.records(c, binding.RecordDType(fields))
}

// fieldName is a name with what no name may have replaced.
func fieldName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("~!@#$%^&*()-=+~\\|]}[{';: /?.>,<", r) && r != ' ' {
			return -1
		}
		return r
	}, s)
	return strings.ReplaceAll(s, " ", "_")
}

// columnType is the dtype that all fields of a column have.
func (t *textTable) columnType(j int) *binding.NumpyDType {
	whole, number, width := true, true, 1
	for _, row := range t.rows {
		if _, err := strconv.Atoi(row[j]); err != nil {
			whole = false
		}
		if _, err := strconv.ParseFloat(row[j], 64); err != nil && row[j] != "" {
			number = false
		}
		width = max(width, len([]rune(row[j])))
	}
	switch {
	case whole:
		return binding.NumpyDTypeFor(tensor.Int64)
	case number:
		return binding.NumpyDTypeFor(tensor.Float64)
	}
	return binding.TextDType(width, false)
}

// values are the fields as values of their column's dtypes.
func (t *textTable) values(c *call, types []*binding.NumpyDType) *object.List {
	rows := object.NewList()
	for _, row := range t.rows {
		l := object.NewList()
		for j, f := range row {
			if types[j].IsText() {
				l.Elems = append(l.Elems, f)
			} else {
				l.Elems = append(l.Elems, numberOr(c, f, j, types[j].DType))
			}
		}
		rows.Elems = append(rows.Elems, l)
	}
	return rows
}

// records is the table as records.
func (t *textTable) records(c *call, dt *binding.NumpyDType) object.Value {
	var types []*binding.NumpyDType
	for _, f := range dt.Fields {
		types = append(types, f.Type)
	}
	list := object.NewList()
	for i, row := range t.rows {
		if len(row) != len(types) {
			throwValue("The dtype passed requires %d columns but %d were found at row %d; use `usecols` to select a subset and avoid this error", len(types), len(row), i+1)
		}
	}
	for _, row := range t.values(c, types).Elems {
		list.Elems = append(list.Elems, object.NewTuple(row.(*object.List).Elems...))
	}
	r := recordsOf(c.th, list, dt)
	if len(t.rows) == 1 {
		return r.laidAs(r.at.Reshape([]int{}))
	}
	return r
}
