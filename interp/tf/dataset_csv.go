package tf

import (
	"bytes"
	"fmt"
	"io"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/model/format/record"
	"kerash/tensor"
)

// CsvDatasetClass is the class of the records of CSV files.
var CsvDatasetClass = fileDatasetClass("CsvDatasetV2", "The records of CSV files: tuples of a tensor for each column.",
	"CsvDatasetV2(filenames, record_defaults, compression_type=None, buffer_size=None, header=False, field_delim=',', use_quote_delim=True, na_value='', select_cols=None, exclude_cols=None)",
	`>>> tf.io.write_file('a.csv', 'n,x\n1,0.5\n2,\n')
>>> list(tf.data.experimental.CsvDataset('a.csv', [tf.int32, 0.0], header=True).as_numpy_iterator())
[(1, 0.5), (2, 0.0)]`)

func init() {
	CsvDatasetClass.Base = DatasetClass
	CsvDatasetClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		refuseFiles(th)
		return newCSVDataset(th, a), nil
	}
}

// csvFormat is how the records of CSV files are read.
type csvFormat struct {
	columns     []column
	delim       byte
	quotes      bool
	na          string
	header      bool
	selected    []int // ascending; nil for all
	excluded    []int
	compression record.Compression
}

func newCSVDataset(th *object.Thread, a *object.Bound) *data.Dataset {
	f := &csvFormat{columns: csvColumns(th, a.Value("record_defaults")), quotes: a.Bool("use_quote_delim"),
		na: a.Str("na_value"), header: a.Bool("header"), compression: compressionOf(a, "compression_type")}
	refuse := func(text string) {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__CSVDatasetV2_output_types_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:CSVDatasetV2] name: ", len(f.columns), text)
	}
	delim := a.Str("field_delim")
	if len(delim) != 1 {
		refuse("field_delim should be only 1 char")
	}
	f.delim = delim[0]
	if len(f.columns) == 0 {
		tensor.Throwf("InvalidArgumentError", "Length for attr 'output_types' of 0 must be at least minimum 1")
	}
	if a.Has("select_cols") && a.Has("exclude_cols") {
		object.Throw(object.ValueErrorf("Only one of `select_cols` and `exclude_cols` can be specified"))
	}
	f.selected, f.excluded = binding.ToAxes(th, a.Value("select_cols")), binding.ToAxes(th, a.Value("exclude_cols"))
	if f.selected != nil && len(f.selected) != len(f.columns) {
		refuse("select_cols should match output size")
	}
	for i := 1; i < len(f.selected); i++ {
		if f.selected[i] <= f.selected[i-1] {
			refuse("select_cols should be strictly increasing indices")
		}
	}
	return f.dataset(filenames(th, a.Value("filenames")))
}

// csvColumns is the argument record_defaults: dtypes of columns that every
// record must have, and values for those that may be empty.
func csvColumns(th *object.Thread, v object.Value) []column {
	var cols []column
	for _, v := range object.Must(object.ToSlice(th, v)) {
		if n, ok := v.(int); ok && numberedTypes[n] != tensor.Invalid {
			cols = append(cols, column{dtype: numberedTypes[n]})
			continue
		}
		if dt, ok := v.(*binding.DType); ok {
			d := binding.ToDType(th, dt)
			switch d {
			case tensor.Float32, tensor.Float64, tensor.Int32, tensor.Int64, tensor.String:
			default:
				object.Throw(object.ValueErrorf("Attempt to convert a value (%s) with an unsupported type (<class 'tensorflow.python.framework.dtypes.DType'>) to a Tensor.", object.Must(object.Repr(th, v))))
			}
			cols = append(cols, column{dtype: d})
			continue
		}
		a := binding.ToTensor(th, v, tensor.Invalid).Array()
		col := column{dtype: a.DType()}
		if a.Size() > 0 {
			col.fallback = a
		}
		cols = append(cols, col)
	}
	return cols
}

// numberedTypes are the dtypes of columns by TensorFlow's numbers for them: an
// int among record_defaults that is such a number stands for the dtype.
var numberedTypes = map[int]tensor.DType{1: tensor.Float32, 2: tensor.Float64, 3: tensor.Int32, 7: tensor.String, 9: tensor.Int64}

func (f *csvFormat) spec() model.Tuple {
	out := make(model.Tuple, len(f.columns))
	for i, col := range f.columns {
		out[i] = data.Spec{Spec: tensor.Spec{DType: col.dtype, Shape: []int{}}}
	}
	return out
}

func (f *csvFormat) dataset(names *data.Dataset) *data.Dataset {
	spec := f.spec()
	of := func(c *model.Context, args []model.Value) model.Value {
		path := model.One(args[0]).Array().Str(0)
		return data.New(CsvDatasetClass.Name, spec, data.Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
			var r *csvRecords
			return func(c *model.Context) (model.Value, bool) {
				if r == nil {
					r = f.open(path)
				}
				fields, err := r.next()
				if err == io.EOF {
					return nil, false
				}
				if err != nil {
					f.fail("%v", err)
				}
				return f.element(fields), true
			}
		})
	}
	return names.FlatMap(of, spec).WithKind(CsvDatasetClass.Name)
}

func (f *csvFormat) fail(format string, args ...any) {
	tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__IteratorGetNext_output_types_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:IteratorGetNext] name: ",
		len(f.columns), fmt.Sprintf(format, args...))
}

func (f *csvFormat) open(path string) *csvRecords {
	r, err := record.OpenBytes(path, f.compression)
	var raw []byte
	if err == nil {
		defer r.Close()
		raw, err = io.ReadAll(r)
	}
	if err != nil {
		class, text := fileError(path, err)
		tensor.Throwf(class, "{{function_node __wrapped__IteratorGetNext_output_types_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:IteratorGetNext] name: ", len(f.columns), text)
	}
	records := &csvRecords{text: raw, delim: f.delim, quotes: f.quotes}
	if f.header {
		// The header may be no record of the format.
		_, _ = records.next()
	}
	return records
}

// element is a record: a scalar for each column.
func (f *csvFormat) element(fields []string) model.Value {
	switch {
	case f.selected != nil:
		fields = pick(fields, f.selected)
	case f.excluded != nil:
		fields = without(fields, f.excluded)
	}
	if n := len(f.columns); len(fields) > n {
		f.fail("Expect %d fields but have more in record", n)
	}
	out := make(model.Tuple, len(f.columns))
	for i, text := range fields {
		if text == f.na {
			text = ""
		}
		fail := func(format string, args ...any) { f.fail("%s", csvMessage(format, args)) }
		out[i] = tensor.FromArray(f.columns[i].parse(i, []string{text}, []int{}, fail))
	}
	if len(fields) < len(f.columns) {
		f.fail("Expect %d fields but have %d in record", len(f.columns), len(fields))
	}
	return out
}

// csvMessage words an error of [column.parse] for a dataset, which does not
// count its records.
func csvMessage(format string, args []any) string {
	if len(args) == 2 {
		return fmt.Sprintf("Field %d is required but missing in record!", args[0])
	}
	return fmt.Sprintf("Field %d in record is not a valid %s: %s", args[0], args[2], args[3])
}

func without(fields []string, at []int) []string {
	drop := map[int]bool{}
	for _, i := range at {
		drop[i] = true
	}
	var out []string
	for i, s := range fields {
		if !drop[i] {
			out = append(out, s)
		}
	}
	return out
}

// csvError is what is wrong with a record, in TensorFlow's words.
type csvError string

func (e csvError) Error() string { return string(e) }

// csvRecords cuts a text into records. Line ends within quotes belong to their
// field.
type csvRecords struct {
	text   []byte
	delim  byte
	quotes bool
}

// next is the fields of the next record, or io.EOF.
func (r *csvRecords) next() (fields []string, err error) {
	if len(r.text) == 0 {
		return nil, io.EOF
	}
	for {
		var field string
		if r.quotes && len(r.text) > 0 && r.text[0] == '"' {
			if field, err = r.quoted(); err != nil {
				return nil, err
			}
		} else {
			end := bytes.IndexAny(r.text, "\n"+string(rune(r.delim)))
			if end < 0 {
				end = len(r.text)
			}
			field = string(bytes.TrimSuffix(r.text[:end], []byte("\r")))
			if r.quotes && bytes.IndexByte(r.text[:end], '"') >= 0 {
				r.line()
				return nil, csvError("Unquoted fields cannot have quotes inside")
			}
			r.text = r.text[end:]
		}
		fields = append(fields, field)
		if len(r.text) == 0 {
			return fields, nil
		}
		sep := r.text[0]
		r.text = r.text[1:]
		if sep == '\n' {
			return fields, nil
		}
	}
}

// line drops the rest of a line.
func (r *csvRecords) line() {
	_, rest, _ := bytes.Cut(r.text, []byte("\n"))
	r.text = rest
}

// quoted reads a field in quotes, in which doubled quotes stand for one.
func (r *csvRecords) quoted() (string, error) {
	var b []byte
	for rest := r.text[1:]; ; {
		end := bytes.IndexByte(rest, '"')
		if end < 0 {
			r.text = nil
			return "", csvError("Reached end of file without closing quoted field in record")
		}
		b = append(b, rest[:end]...)
		rest = rest[end+1:]
		switch {
		case len(rest) > 0 && rest[0] == '"':
			b = append(b, '"')
			rest = rest[1:]
			continue
		case len(rest) > 0 && rest[0] == '\r':
			rest = rest[1:]
		}
		r.text = rest
		if len(rest) == 0 || rest[0] == r.delim || rest[0] == '\n' {
			return string(b), nil
		}
		r.text = nil
		return "", csvError("Reached end of file without closing quoted field in record")
	}
}
