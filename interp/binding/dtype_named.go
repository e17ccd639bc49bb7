package binding

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// Field is one field of a structured dtype.
type Field struct {
	Name string
	Type *NumpyDType
	// Shape is that of the part of each element, nil for one value.
	Shape []int
}

// ObjectDType is the dtype of arrays of Python objects.
var ObjectDType = &NumpyDType{DType: tensor.String, Name: "object"}

// TextDType is the dtype of texts of up to n characters, of bytes when raw; 0
// leaves the length open.
func TextDType(n int, raw bool) *NumpyDType {
	if raw {
		return &NumpyDType{DType: tensor.String, Name: "|S" + strconv.Itoa(n)}
	}
	return &NumpyDType{DType: tensor.String, Name: "<U" + strconv.Itoa(n)}
}

// TimeDType is datetime64 or, for spans, timedelta64 of a unit; an empty unit
// is the generic one.
func TimeDType(span bool, unit string) *NumpyDType {
	name := "datetime64"
	if span {
		name = "timedelta64"
	}
	if unit != "" {
		name += "[" + unit + "]"
	}
	return &NumpyDType{DType: tensor.Invalid, Name: name}
}

// RecordDType is the dtype of records with some fields.
func RecordDType(fields []Field) *NumpyDType {
	return &NumpyDType{DType: tensor.Invalid, Name: "void", Fields: fields}
}

// Unit is the unit of a time dtype, "" for the generic one.
func (d *NumpyDType) Unit() string {
	_, unit, _ := strings.Cut(strings.TrimSuffix(d.Name, "]"), "[")
	return unit
}

// TextWidth is how many characters or bytes elements of a text dtype may
// have, 0 when that is open.
func (d *NumpyDType) TextWidth() int {
	n, _ := strconv.Atoi(d.Name[2:])
	return n
}

// IsText reports whether d is one of the dtypes <U3 and |S3.
func (d *NumpyDType) IsText() bool {
	return strings.HasPrefix(d.Name, "<U") || strings.HasPrefix(d.Name, "|S")
}

// Equal reports whether two dtypes are the same.
func (d *NumpyDType) Equal(e *NumpyDType) bool {
	return d.DType == e.DType && d.Name == e.Name && d.Swapped == e.Swapped && slices.Equal(d.Sub, e.Sub) && slices.EqualFunc(d.Fields, e.Fields, func(x, y Field) bool {
		return x.Name == y.Name && x.Type.Equal(y.Type) && slices.Equal(x.Shape, y.Shape)
	})
}

// Descr writes a dtype as it stands in a list of fields: <f8, or the list
// itself for records.
func (d *NumpyDType) Descr() string {
	if d.Fields == nil {
		return "'" + strings.TrimPrefix(d.Code(), "|") + "'"
	}
	parts := make([]string, len(d.Fields))
	for i, f := range d.Fields {
		parts[i] = "('" + f.Name + "', " + f.Type.Descr()
		if f.Shape != nil {
			parts[i] += ", " + tensor.ShapeString(f.Shape)
		}
		parts[i] += ")"
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// Code is the dtype with byte order and size: <f8, |u1, <U3, <M8[D], |O.
func (d *NumpyDType) Code() string {
	switch k := d.Kind(); {
	case k == 'O':
		return "|O"
	case k == 'V':
		return fmt.Sprintf("|V%d", d.Bytes())
	case k == 'M' || k == 'm':
		name := fmt.Sprintf("<%c8", k)
		if u := d.Unit(); u != "" {
			name += "[" + u + "]"
		}
		return name
	case d.IsText():
		return d.Name
	case d.Size() == 1:
		return fmt.Sprintf("|%c1", k)
	case d.Swapped:
		return fmt.Sprintf(">%c%d", k, d.Size())
	default:
		return fmt.Sprintf("<%c%d", k, d.Size())
	}
}

// Bytes is how many bytes an element takes.
func (d *NumpyDType) Bytes() int {
	if d.Sub != nil {
		return d.single().Bytes() * tensor.NumElements(d.Sub)
	}
	switch d.Kind() {
	case 'U':
		return 4 * d.TextWidth()
	case 'S':
		return d.TextWidth()
	case 'O', 'M', 'm':
		return 8
	case 'V':
		n := d.opaque
		for _, f := range d.Fields {
			n += f.Type.Bytes() * tensor.NumElements(f.Shape)
		}
		return n
	}
	return d.Size()
}

// LookupNumpyDType finds the dtype that a value names, those of objects, texts,
// times and records among them.
func LookupNumpyDType(th *object.Thread, v object.Value) (*NumpyDType, bool) {
	switch v := v.(type) {
	case *NumpyDType:
		return v, true
	case string:
		return parseNumpyDType(v)
	case *object.Class:
		switch v {
		case object.ObjectClass:
			return ObjectDType, true
		case object.StrClass, ScalarClass(tensor.String):
			return TextDType(0, false), true
		case BytesClass:
			return TextDType(0, true), true
		case object.FloatClass:
			return NumpyDTypeFor(tensor.Float64), true
		case object.IntClass:
			return NumpyDTypeFor(tensor.Int64), true
		case Datetime64Class, Timedelta64Class:
			return TimeDType(v == Timedelta64Class, ""), true
		}
	case *object.List:
		return recordOf(th, v), true
	case *object.Dict:
		return recordOfDict(th, v), true
	case *DType:
		if v.DType == tensor.String {
			return ObjectDType, true
		}
	case nil:
		return NumpyDTypeFor(tensor.Float64), true
	}
	if dt, ok := LookupDType(v); ok {
		return NumpyDTypeFor(dt), true
	}
	if c, ok := v.(*object.Class); ok && !c.IsSubclass(Generic) {
		return ObjectDType, true // of any class of Python
	}
	return nil, false
}

// throwNoDType throws NumPy's error for what names no dtype.
func throwNoDType(th *object.Thread, v object.Value) {
	if _, ok := v.(*tensor.Array); ok {
		object.Throw(object.TypeErrorf("Cannot construct a dtype from an array"))
	}
	object.Throw(object.TypeErrorf("Cannot interpret '%s' as a data type", object.Must(object.Repr(th, v))))
}

// ToFullDType is LookupNumpyDType that throws TypeError in NumPy's wording.
func ToFullDType(th *object.Thread, v object.Value) *NumpyDType {
	d, ok := LookupNumpyDType(th, v)
	if !ok {
		if s, isText := v.(string); isText {
			object.Throw(object.TypeErrorf("data type '%s' not understood", s))
		}
		throwNoDType(th, v)
	}
	return d
}

func parseNumpyDType(s string) (*NumpyDType, bool) {
	if strings.Contains(s, ",") {
		var fields []Field
		for i, part := range strings.Split(s, ",") {
			t, ok := parseNumpyDType(strings.TrimSpace(part))
			if !ok {
				return nil, false
			}
			fields = append(fields, Field{Name: "f" + strconv.Itoa(i), Type: t})
		}
		return RecordDType(fields), true
	}
	short := strings.TrimLeft(s, "<>=|")
	switch {
	case short == "object" || short == "O" || short == "O8":
		return ObjectDType, true
	case len(short) > 1 && short[0] == 'V' && strings.Trim(short[1:], "0123456789") == "":
		n, _ := strconv.Atoi(short[1:])
		return &NumpyDType{DType: tensor.Invalid, Name: "void", opaque: n}, true
	case short == "str":
		return TextDType(0, false), true
	case short == "bytes":
		return TextDType(0, true), true
	case short != "" && (short[0] == 'U' || short[0] == 'S') && strings.Trim(short[1:], "0123456789") == "":
		n, _ := strconv.Atoi(short[1:])
		return TextDType(n, short[0] == 'S'), true
	}
	for _, t := range []struct {
		prefix string
		span   bool
	}{{"datetime64", false}, {"M8", false}, {"timedelta64", true}, {"m8", true}} {
		if rest, ok := strings.CutPrefix(short, t.prefix); ok {
			unit := strings.TrimSuffix(strings.TrimPrefix(rest, "["), "]")
			if rest != "" && rest != "["+unit+"]" || !ValidTimeUnit(unit) {
				object.Throw(object.TypeErrorf(`Invalid datetime unit "%s" in metadata`, unit))
			}
			return TimeDType(t.span, unit), true
		}
	}
	dt, ok := tensor.ParseDType(s)
	if !ok {
		return nil, false
	}
	if s[0] == '>' && dt.Size() > 1 {
		return NumpyDTypeFor(dt).ordered(">"), true
	}
	return NumpyDTypeFor(dt), true
}

// ValidTimeUnit reports whether a text is a unit of times, with a number of
// them in front or not, or empty.
func ValidTimeUnit(unit string) bool {
	name := strings.TrimLeft(unit, "0123456789")
	return unit == "" || slices.Contains(TimeUnits, name)
}

// TimeUnits are the units of times, from the longest to the shortest.
var TimeUnits = []string{"Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"}

// recordOf is the dtype of a list of (name, type) or (name, type, shape).
func recordOf(th *object.Thread, l *object.List) *NumpyDType {
	var fields []Field
	for _, e := range l.Elems {
		t, ok := e.(*object.Tuple)
		if !ok || len(t.Elems) < 2 || len(t.Elems) > 3 {
			object.Throw(object.TypeErrorf("Field elements must be 2- or 3-tuples, got '%s'", object.Must(object.Repr(th, e))))
		}
		f := Field{Type: ToFullDType(th, t.Elems[1])}
		f.Name, ok = t.Elems[0].(string)
		if !ok {
			object.Throw(object.TypeErrorf("First element of field tuple is neither a tuple nor str"))
		}
		if f.Name == "" {
			f.Name = "f" + strconv.Itoa(len(fields))
		}
		if slices.ContainsFunc(fields, func(g Field) bool { return g.Name == f.Name }) {
			object.Throw(object.ValueErrorf("field '%s' occurs more than once", f.Name))
		}
		if len(t.Elems) == 3 {
			f.Shape = ToShape(th, t.Elems[2])
		}
		fields = append(fields, f)
	}
	return RecordDType(fields)
}

// recordOfDict is the dtype of {'names': …, 'formats': …}.
func recordOfDict(th *object.Thread, d *object.Dict) *NumpyDType {
	names, ok := d.GetStr("names")
	formats, ok2 := d.GetStr("formats")
	if !ok || !ok2 {
		object.Throw(object.ValueErrorf("entry not a 2- or 3- tuple"))
	}
	n, f := object.Must(object.ToSlice(th, names)), object.Must(object.ToSlice(th, formats))
	if len(n) != len(f) {
		object.Throw(object.ValueErrorf("all items in the dictionary must have the same length."))
	}
	l := &object.List{}
	for i := range n {
		l.Elems = append(l.Elems, object.NewTuple(n[i], f[i]))
	}
	return recordOf(th, l)
}
