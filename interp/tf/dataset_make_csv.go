package tf

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// makeCSVDataset is tf.data.experimental.make_csv_dataset: batches of the
// columns of CSV files, by their names.
var makeCSVDataset = object.Fun("make_csv_dataset(file_pattern, batch_size, column_names=None, column_defaults=None, label_name=None, select_columns=None, field_delim=',', use_quote_delim=True, na_value='', header=True, num_epochs=None, shuffle=True, shuffle_buffer_size=10000, shuffle_seed=None, prefetch_buffer_size=None, num_parallel_reads=None, sloppy=False, num_rows_for_inference=100, compression_type=None, ignore_errors=False, encoding='utf-8')",
	"Batches of the columns of CSV files: dicts by the columns' names, beside the column of labels. The types are those that the first rows fit.",
	func(th *object.Thread, a *object.Bound) (object.Value, error) {
		refuseFiles(th)
		return newCSVTable(th, a).batches(th, a), nil
	})

// csvTable is CSV files whose columns have names.
type csvTable struct {
	*csvFormat
	files []string
	names []string
	label string
}

func newCSVTable(th *object.Thread, a *object.Bound) *csvTable {
	t := &csvTable{files: csvFiles(th, a.Value("file_pattern")), label: a.StrOr("label_name", "")}
	delim := a.Str("field_delim")
	if len(delim) != 1 {
		object.Throw(object.TypeErrorf("\"delimiter\" must be a 1-character string"))
	}
	t.csvFormat = &csvFormat{delim: delim[0], quotes: a.Bool("use_quote_delim"), na: a.Str("na_value"), header: a.Bool("header"), compression: compressionOf(a, "compression_type")}
	switch {
	case a.Has("column_names"):
		for _, v := range a.Elems("column_names") {
			t.names = append(t.names, object.Must(object.Str(th, v)))
		}
	case !t.header:
		object.Throw(object.ValueErrorf("Expected `column_names` or `header` arguments. Neither is provided."))
	default:
		t.names = t.headerNames()
	}
	t.checkNames()
	if a.Has("select_columns") {
		t.selectColumns(th, a.Elems("select_columns"))
	}
	if a.Has("column_defaults") {
		t.columns = csvColumns(th, a.Value("column_defaults"))
	} else {
		t.inferColumns(a)
	}
	if t.selected != nil && len(t.columns) != len(t.selected) {
		object.Throw(object.ValueErrorf("If specified, `column_defaults` and `select_columns` must have the same length: `column_defaults` has length %d, `select_columns` has length %d.", len(t.columns), len(t.selected)))
	}
	if t.selected != nil {
		t.names = pick(t.names, t.selected)
	}
	if a.Has("label_name") && !slices.Contains(t.names, t.label) {
		object.Throw(object.ValueErrorf("`label_name` provided must be one of the columns: %s. Received: %s.", t.shownNames(), t.label))
	}
	return t
}

// csvFiles is the files that fit one pattern or several, sorted.
func csvFiles(th *object.Thread, pattern object.Value) []string {
	patterns := []object.Value{pattern}
	if l, ok := object.NativeOf(pattern).(*object.List); ok {
		if patterns = l.Elems; len(patterns) == 0 {
			object.Throw(object.ValueErrorf("Argument `file_pattern` should not be empty."))
		}
	}
	var files []string
	for _, p := range patterns {
		text := object.Must(object.Str(th, object.Must(object.FSPath(th, p))))
		files = append(files, matching(th, text)...)
	}
	if len(files) == 0 {
		object.Throw(object.ValueErrorf("No files match `file_pattern` %s.", object.Must(object.Str(th, pattern))))
	}
	slices.Sort(files)
	return files
}

// records opens a file with its header still to come.
func (t *csvTable) records(path string) *csvRecords {
	f := *t.csvFormat
	f.header = false
	return f.open(path)
}

// headerNames is the names in the first line, which all files share.
func (t *csvTable) headerNames() []string {
	var names []string
	for i, path := range t.files {
		line, err := t.records(path).next()
		if err == io.EOF {
			object.Throw(object.ValueErrorf("Failed when reading the header line of %s. Is it an empty file?", path))
		}
		if i == 0 {
			names = line
		} else if !slices.Equal(names, line) {
			object.Throw(object.ValueErrorf("All input CSV files should have the same column names in the header row. File %s has different column names.", path))
		}
	}
	return names
}

// shownNames is the names as a list of Python shows them.
func (t *csvTable) shownNames() string {
	names := make([]any, len(t.names))
	for i, name := range t.names {
		names[i] = name
	}
	return model.Describe(names)
}

func (t *csvTable) checkNames() {
	sorted := slices.Sorted(slices.Values(t.names))
	for i := 1; i < len(sorted); i++ {
		if sorted[i] == sorted[i-1] {
			object.Throw(object.ValueErrorf("Either `column_names` argument or CSV header row contains duplicate column names: {'%s'}.", sorted[i]))
		}
	}
}

// selectColumns takes columns by their names or numbers.
func (t *csvTable) selectColumns(th *object.Thread, chosen []object.Value) {
	t.selected = []int{}
	for _, v := range chosen {
		if i, ok := v.(int); ok {
			if i < 0 || i >= len(t.names) {
				object.Throw(object.ValueErrorf("Column index %d specified in `select_columns` should be > 0  and <= %d, which is the number of columns.", i, len(t.names)))
			}
			t.selected = append(t.selected, i)
			continue
		}
		name := object.Must(object.Str(th, v))
		i := slices.Index(t.names, name)
		if i < 0 {
			object.Throw(object.ValueErrorf("Column %s specified in `select_columns` must be of one of the columns: dict_keys(%s).", name, t.shownNames()))
		}
		t.selected = append(t.selected, i)
	}
	slices.Sort(t.selected)
	if t.selected = slices.Compact(t.selected); len(t.selected) != len(chosen) {
		object.Throw(object.ValueErrorf("The `select_columns` argument contains duplicate columns: set()."))
	}
}

// inferColumns finds the types of the columns in the first rows.
func (t *csvTable) inferColumns(a *object.Bound) {
	selected := t.selected
	if selected == nil {
		for i := range t.names {
			selected = append(selected, i)
		}
	}
	types := make([]tensor.DType, len(selected))
	left := a.IntOr("num_rows_for_inference", math.MaxInt)
	for _, path := range t.files {
		records := t.records(path)
		for row := 1; left > 0; row++ {
			fields, err := records.next()
			if err != nil {
				break // a wrong record fails when it is read
			}
			if row == 1 && t.header {
				continue
			}
			if len(fields) != len(t.names) {
				object.Throw(object.ValueErrorf("Problem inferring types: CSV row %d has %d number of fields. Expected: %d.", row, len(fields), len(t.names)))
			}
			left--
			for i, at := range selected {
				if s := fields[at]; s != "" && s != t.na {
					types[i] = widerType(s, types[i])
				}
			}
		}
	}
	for _, dt := range types {
		col := column{dtype: dt}
		switch dt {
		case tensor.Invalid, tensor.String:
			col = column{tensor.String, tensor.FromSlice([]string{""}, 1)}
		default:
			col.fallback = tensor.FromSlice([]int64{0}, 1).Cast(dt)
		}
		t.columns = append(t.columns, col)
	}
}

// csvTypes are the types of columns, from the least permissive on.
var csvTypes = []tensor.DType{tensor.Int32, tensor.Int64, tensor.Float32, tensor.Float64, tensor.String}

// widerType is the first type that fits a text and all texts of type before.
func widerType(s string, before tensor.DType) tensor.DType {
	s = strings.TrimSpace(s)
	for i, dt := range csvTypes {
		ok := true
		switch dt {
		case tensor.Int32, tensor.Int64:
			_, err := strconv.ParseInt(s, 10, dt.Size()*8)
			ok = err == nil
		case tensor.Float32, tensor.Float64:
			v, err := strconv.ParseFloat(s, dt.Size()*8)
			ok = err == nil && v < math.Inf(1)
		}
		if ok && slices.Index(csvTypes, before) <= i {
			return dt
		}
	}
	return tensor.String
}

// batches is the dataset.
func (t *csvTable) batches(th *object.Thread, a *object.Bound) *data.Dataset {
	random := binding.State(th).Scope.Rand
	shuffle := a.Bool("shuffle")
	names := data.FromSlices(tensor.Const(t.files))
	if shuffle {
		names = names.Shuffle(random, len(t.files), seedOf(a, "shuffle_seed"), true)
	}
	spec := t.spec()
	of := func(c *model.Context, args []model.Value) model.Value {
		d := t.dataset(data.FromTensors(args[0]))
		if a.Bool("ignore_errors") {
			d = d.IgnoreErrors(nil)
		}
		return d
	}
	d := names.Interleave("ParallelInterleaveDataset", of, spec, max(1, a.IntOr("num_parallel_reads", 1)), 1)
	if shuffle {
		d = d.Shuffle(random, a.Int("shuffle_buffer_size"), seedOf(a, "shuffle_seed"), true)
	}
	if n := a.IntOr("num_epochs", -1); n != 1 {
		d = d.Repeat(n)
	}
	d = d.Batch("_BatchDataset", toInt(th, a.Value("batch_size")), !a.Has("num_epochs"))
	named := func(c *model.Context, args []model.Value) model.Value { return t.named(args) }
	return d.Map("_MapDataset", named, t.named(d.Spec.(model.Tuple))).Pass("_PrefetchDataset")
}

// named is the columns of a batch by their names, with the labels beside them.
func (t *csvTable) named(columns []model.Value) model.Value {
	out := &model.Dict{Ordered: true}
	var label model.Value
	for i, name := range t.names {
		if t.label != "" && name == t.label {
			label = columns[i]
			continue
		}
		out.Set(name, columns[i])
	}
	if label == nil {
		return out
	}
	return model.Tuple{out, label}
}
