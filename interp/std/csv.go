package std

import (
	"strings"

	"kerash/interp/object"
)

func csvModule() *object.Module {
	const format = "dialect='excel', delimiter=',', quotechar='\"', lineterminator='\\r\\n', quoting=0, skipinitialspace=False"
	return &object.Module{Name: "csv", Doc: "Tables as text.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("reader(csvfile, "+format+")", "The rows of a table, as lists of texts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return newCSVReader(th, a)
			}),
			object.Fun("writer(csvfile, "+format+")", "Writes rows to a file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return &csvWriter{file: a.Value("csvfile"), format: newCSVFormat(a)}, nil
			}),
			object.Fun("DictReader(f, fieldnames=None, restkey=None, restval=None, "+format+")", "The rows of a table, as dicts by the names of the first row.", dictReader),
			object.Fun("DictWriter(f, fieldnames, restval='', extrasaction='raise', "+format+")", "Writes dicts as rows to a file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				extra := strings.ToLower(a.Str("extrasaction"))
				if extra != "raise" && extra != "ignore" {
					return nil, object.ValueErrorf("extrasaction (%s) must be 'raise' or 'ignore'", a.Str("extrasaction"))
				}
				return &csvWriter{file: a.Value("f"), format: newCSVFormat(a), names: a.Elems("fieldnames"), missing: a.Value("restval"), ignore: extra == "ignore"}, nil
			}),
			object.Const("QUOTE_MINIMAL", 0), object.Const("QUOTE_ALL", 1), object.Const("QUOTE_NONNUMERIC", 2), object.Const("QUOTE_NONE", 3),
			object.Const("Error", csvError),
		}
	}}
}

var csvError = object.NewExceptionClass("_csv", "Error", object.ExceptionClass, "The text is no table.")

// csvFormat is how a table is written.
type csvFormat struct {
	delimiter, quote, end string
	all, nonNumeric, skip bool
}

func newCSVFormat(a *object.Bound) csvFormat {
	f := csvFormat{a.Str("delimiter"), a.StrOr("quotechar", ""), a.Str("lineterminator"), a.Int("quoting") == 1, a.Int("quoting") == 2, a.Bool("skipinitialspace")}
	if a.Value("dialect") == "excel-tab" {
		f.delimiter = "\t"
	}
	return f
}

// csvReader gives the rows of an iterable of lines.
type csvReader struct {
	lines  object.Iterator
	format csvFormat
	n      int
	// names makes the rows dicts.
	names   []object.Value
	dicts   bool
	restKey object.Value
	restVal object.Value
}

// PyClass is reader.
func (*csvReader) PyClass() *object.Class { return csvReaderClass }

var csvReaderClass = &object.Class{Name: "reader", Module: "_csv", Doc: "The rows of a table.", Base: object.IteratorClass, Final: true, Members: func() []object.Member {
	return []object.Member{
		object.Getter("line_num", "how many lines were read", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*csvReader).n, nil }),
		object.Getter("fieldnames", "the names of the columns", func(th *object.Thread, self object.Value) (object.Value, error) {
			r := self.(*csvReader)
			if err := r.header(th); err != nil {
				return nil, err
			}
			return object.NewList(r.names...), nil
		}),
	}
}}

func newCSVReader(th *object.Thread, a *object.Bound) (*csvReader, error) {
	lines, err := object.Iter(th, a.At(0))
	return &csvReader{lines: lines, format: newCSVFormat(a)}, err
}

func dictReader(th *object.Thread, a *object.Bound) (object.Value, error) {
	r, err := newCSVReader(th, a)
	if err != nil {
		return nil, err
	}
	r.dicts, r.restKey, r.restVal = true, a.Value("restkey"), a.Value("restval")
	if a.Has("fieldnames") {
		r.names = a.Elems("fieldnames")
	}
	return r, nil
}

// header reads the names of the columns from the first row.
func (r *csvReader) header(th *object.Thread) error {
	if r.names != nil {
		return nil
	}
	row, ok, err := r.row(th)
	if ok {
		r.names = row
	}
	return err
}

// Next gives the next row.
func (r *csvReader) Next(th *object.Thread) (object.Value, bool, error) {
	if !r.dicts {
		row, ok, err := r.row(th)
		return object.NewList(row...), ok, err
	}
	if err := r.header(th); err != nil {
		return nil, false, err
	}
	for {
		row, ok, err := r.row(th)
		if !ok || err != nil {
			return nil, false, err
		}
		if len(row) == 0 {
			continue
		}
		d := object.NewDict()
		for i, name := range r.names {
			v := r.restVal
			if i < len(row) {
				v = row[i]
			}
			if err := d.Set(th, name, v); err != nil {
				return nil, false, err
			}
		}
		if len(row) > len(r.names) {
			err = d.Set(th, r.restKey, object.NewList(row[len(r.names):]...))
		}
		return d, true, err
	}
}

// row reads one row; a field in quotes may go over several lines.
func (r *csvReader) row(th *object.Thread) ([]object.Value, bool, error) {
	text, ok, err := r.line(th)
	if !ok || err != nil {
		return nil, false, err
	}
	for r.format.quote != "" && strings.Count(text, r.format.quote)%2 == 1 {
		more, ok, err := r.line(th)
		if err != nil {
			return nil, false, err
		}
		if !ok {
			break
		}
		text += more
	}
	return r.format.split(strings.TrimRight(text, "\r\n")), true, nil
}

func (r *csvReader) line(th *object.Thread) (string, bool, error) {
	v, ok, err := r.lines.Next(th)
	if !ok || err != nil {
		return "", false, err
	}
	s, isText := v.(string)
	if !isText {
		return "", false, object.Errorf(csvError, "iterator should return strings, not %s (the file should be opened in text mode)", object.TypeName(v))
	}
	r.n++
	return s, true, nil
}

// split cuts a row into its fields.
func (f csvFormat) split(text string) []object.Value {
	if text == "" {
		return []object.Value{}
	}
	var out []object.Value
	var field strings.Builder
	quoted, begin := false, true
	for i := 0; i < len(text); {
		rest := text[i:]
		switch {
		case quoted && strings.HasPrefix(rest, f.quote+f.quote):
			field.WriteString(f.quote)
			i += 2 * len(f.quote)
		case f.quote != "" && strings.HasPrefix(rest, f.quote) && (quoted || begin):
			quoted = !quoted
			begin = false
			i += len(f.quote)
		case !quoted && strings.HasPrefix(rest, f.delimiter):
			out = append(out, field.String())
			field.Reset()
			begin = true
			i += len(f.delimiter)
		case begin && f.skip && rest[0] == ' ':
			i++
		default:
			field.WriteByte(rest[0])
			begin = false
			i++
		}
	}
	return append(out, field.String())
}

// csvWriter writes rows; names are the keys of dicts.
type csvWriter struct {
	file   object.Value
	format csvFormat
	names  []object.Value
	// missing is written for keys that a dict lacks; ignore drops those that
	// are no columns.
	missing object.Value
	ignore  bool
}

// PyClass is writer.
func (*csvWriter) PyClass() *object.Class { return csvWriterClass }

var csvWriterClass = &object.Class{Name: "writer", Module: "_csv", Doc: "Writes the rows of a table.", Final: true, Members: func() []object.Member {
	return []object.Member{
		object.Method("writerow(self, row, /)", "Writes a row.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*csvWriter).write(th, a.At(1))
		}),
		object.Method("writerows(self, rows, /)", "Writes rows.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, object.ForEach(th, a.At(1), func(row object.Value) error {
				_, err := a.Self().(*csvWriter).write(th, row)
				return err
			})
		}),
		object.Method("writeheader(self)", "Writes the names of the columns.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			w := a.Self().(*csvWriter)
			return w.writeFields(th, w.names)
		}),
		object.Getter("fieldnames", "the names of the columns", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.NewList(self.(*csvWriter).names...), nil
		}),
	}
}}

func (w *csvWriter) write(th *object.Thread, row object.Value) (object.Value, error) {
	if w.names == nil {
		fields, err := object.ToSlice(th, row)
		if err != nil {
			return nil, err
		}
		return w.writeFields(th, fields)
	}
	d, ok := object.NativeOf(row).(*object.Dict)
	if !ok {
		return nil, object.TypeErrorf("a dict is required, not '%s'", object.TypeName(row))
	}
	fields := make([]object.Value, len(w.names))
	for i, name := range w.names {
		v, ok, err := d.Get(th, name)
		if err != nil {
			return nil, err
		}
		if fields[i] = v; !ok {
			fields[i] = w.missing
		}
	}
	for _, k := range d.Keys() {
		if w.ignore {
			break
		}
		if known, err := object.Contains(th, object.NewList(w.names...), k); err != nil {
			return nil, err
		} else if !known {
			text, err := object.Repr(th, k)
			if err != nil {
				return nil, err
			}
			return nil, object.ValueErrorf("dict contains fields not in fieldnames: %s", text)
		}
	}
	return w.writeFields(th, fields)
}

func (w *csvWriter) writeFields(th *object.Thread, fields []object.Value) (object.Value, error) {
	f := w.format
	var parts []string
	for _, v := range fields {
		text := ""
		if v != nil {
			var err error
			if text, err = object.Str(th, v); err != nil {
				return nil, err
			}
		}
		_, isText := v.(string)
		special := f.quote != "" && (strings.Contains(text, f.delimiter) || strings.Contains(text, f.quote) || strings.ContainsAny(text, "\r\n"))
		if special || f.all || f.nonNumeric && isText || len(fields) == 1 && text == "" {
			text = f.quote + strings.ReplaceAll(text, f.quote, f.quote+f.quote) + f.quote
		}
		parts = append(parts, text)
	}
	return object.CallMethodOf(th, w.file, "write", object.Pos(strings.Join(parts, f.delimiter)+f.end))
}
