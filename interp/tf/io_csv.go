package tf

import (
	"fmt"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// column is a column of CSV lines: its dtype and what stands where nothing
// does; without a default an empty field is an error.
type column struct {
	dtype    tensor.DType
	fallback *tensor.Array
}

// decodeCSV is tf.io.decode_csv: a tensor for each column.
func decodeCSV(c *call) object.Value {
	records := c.text("records").Array()
	var cols []column
	for _, v := range object.Must(object.ToSlice(c.th, c.Value("record_defaults"))) {
		a := binding.ToTensor(c.th, v, tensor.Invalid).Array()
		col := column{dtype: a.DType()}
		if a.Size() > 0 {
			col.fallback = a
		}
		cols = append(cols, col)
	}
	op := fmt.Sprintf("DecodeCSV_OUT_TYPE_%d", len(cols))
	fail := func(format string, args ...any) {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:DecodeCSV]", op, fmt.Sprintf(format, args...))
	}
	selected := c.axes("select_cols")
	values := make([][]string, len(cols))
	for i := range records.Size() {
		fields, err := csvFields(records.Str(i), c.Str("field_delim"), c.Bool("use_quote_delim"))
		if err != "" {
			fail("%s", err)
		}
		if selected != nil {
			fields = pick(fields, selected)
		}
		if len(fields) != len(cols) {
			fail("Expect %d fields but have %d in record %d", len(cols), len(fields), i)
		}
		for k, f := range fields {
			if f == c.Str("na_value") {
				f = ""
			}
			values[k] = append(values[k], f)
		}
	}
	out := object.NewList()
	for k, col := range cols {
		out.Elems = append(out.Elems, tensor.FromArray(col.parse(k, values[k], records.Shape(), fail)))
	}
	return out
}

func pick(fields []string, at []int) []string {
	var out []string
	for _, i := range at {
		if i >= 0 && i < len(fields) {
			out = append(out, fields[i])
		}
	}
	return out
}

// parse is the column k with the given texts.
func (col column) parse(k int, texts []string, shape []int, fail func(format string, args ...any)) *tensor.Array {
	if col.dtype == tensor.String {
		out := make([]string, len(texts))
		for i, t := range texts {
			if out[i] = t; t == "" {
				if col.fallback == nil {
					fail("Field %d is required but missing in record %d!", k, i)
				}
				out[i] = col.fallback.Str(0)
			}
		}
		return tensor.FromSlice(out, shape...)
	}
	ints, floats := make([]int64, len(texts)), make([]float64, len(texts))
	for i, t := range texts {
		var err error
		switch {
		case t == "" && col.fallback == nil:
			fail("Field %d is required but missing in record %d!", k, i)
		case t == "":
			ints[i], floats[i] = col.fallback.Int(0), col.fallback.Float(0)
		case col.dtype.IsInteger():
			ints[i], err = strconv.ParseInt(strings.TrimSpace(t), 10, col.dtype.Size()*8)
		default:
			floats[i], err = strconv.ParseFloat(strings.TrimSpace(t), col.dtype.Size()*8)
		}
		if err != nil {
			fail("Field %d in record %d is not a valid %s: %s", k, i, col.dtype.RuntimeName(), t)
		}
	}
	if col.dtype.IsInteger() {
		return tensor.FromSlice(ints, shape...).Cast(col.dtype)
	}
	return tensor.FromSlice(floats, shape...).Cast(col.dtype)
}

// csvFields cuts a line at its delimiters, except inside of quotes. A wrong
// line gives an error text.
func csvFields(line, delim string, quotes bool) (fields []string, err string) {
	line = strings.TrimRight(line, "\r\n")
	for {
		if quotes && strings.HasPrefix(line, `"`) {
			var b strings.Builder
			rest := line[1:]
			for {
				end := strings.IndexByte(rest, '"')
				if end < 0 {
					return nil, "Quoted field has to end with quote followed by delim or end"
				}
				b.WriteString(rest[:end])
				rest = rest[end+1:]
				if !strings.HasPrefix(rest, `"`) {
					break
				}
				b.WriteByte('"')
				rest = rest[1:]
			}
			fields = append(fields, b.String())
			if rest == "" {
				return fields, ""
			}
			if !strings.HasPrefix(rest, delim) {
				return nil, "Quoted field has to end with quote followed by delim or end"
			}
			line = rest[len(delim):]
			continue
		}
		field, rest, more := strings.Cut(line, delim)
		if quotes && strings.Contains(field, `"`) {
			return nil, "Unquoted fields cannot have quotes/CRLFs inside"
		}
		fields = append(fields, field)
		if !more {
			return fields, ""
		}
		line = rest
	}
}
