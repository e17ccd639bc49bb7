package binding

import (
	"strconv"
	"strings"

	"kerash/interp/object"
)

// reduce is what a dtype is pickled as: the class, the arguments that it is made
// with, and the state that tells the rest, see numpy/core/src/multiarray/descriptor.c.
func (d *NumpyDType) reduce() object.Value {
	code := strings.TrimPrefix(d.Code()[1:], "|")
	order, size, alignment, flags := d.Code()[:1], -1, -1, 0
	version := 3
	var sub, names, fields object.Value
	var rest []object.Value
	switch d.Kind() {
	case 'O':
		code, flags = "O8", 63
	case 'U':
		size, alignment, flags = d.Bytes(), 4, 8
	case 'S':
		size, alignment = d.Bytes(), 1
	case 'M', 'm':
		version, code = 4, code[:2]
		n := strings.TrimLeft(d.Unit(), "0123456789")
		count, err := strconv.Atoi(strings.TrimSuffix(d.Unit(), n))
		if err != nil {
			count = 1
		}
		if n == "" {
			n = "generic"
		}
		rest = []object.Value{object.NewTuple(&object.Dict{}, object.NewTuple(object.Bytes(n), count, 1, 1))}
	case 'V':
		size, alignment, flags = d.Bytes(), 1, 16
		names, fields = object.NewTuple(d.fieldNames()...), d.fieldTable()
		if d.hasObjects() {
			flags = 27
		}
	}
	if d.Sub != nil {
		base := *d
		base.Sub = nil
		size = d.Bytes()
		code, order, version, flags, rest = "V"+strconv.Itoa(size), "|", 3, 0, nil
		sub, names, fields = object.NewTuple(&base, ShapeTuple(d.Sub)), nil, nil
	}
	state := append([]object.Value{version, order, sub, names, fields, size, alignment, flags}, rest...)
	return object.NewTuple(NumpyDTypeClass, object.NewTuple(code, false, true), object.NewTuple(state...))
}

// hasObjects reports whether elements are, or have, Python objects.
func (d *NumpyDType) hasObjects() bool {
	for _, f := range d.Fields {
		if f.Type.hasObjects() {
			return true
		}
	}
	return d.Kind() == 'O'
}

// Rebuilt is the dtype with the state of a pickle.
func (d *NumpyDType) Rebuilt(th *object.Thread, state object.Value) (object.Value, error) {
	t, ok := state.(*object.Tuple)
	if !ok || len(t.Elems) < 8 {
		return nil, object.ValueErrorf("Invalid state while unpickling. Is the pickle corrupted or created with a newer NumPy version?")
	}
	if sub, ok := t.Elems[2].(*object.Tuple); ok && len(sub.Elems) == 2 {
		base := *ToFullDType(th, sub.Elems[0])
		base.Sub = ToShape(th, sub.Elems[1])
		return &base, nil
	}
	if names, ok := t.Elems[3].(*object.Tuple); ok {
		return recordOfState(th, names, t.Elems[4])
	}
	if len(t.Elems) > 8 && (d.Kind() == 'M' || d.Kind() == 'm') {
		return TimeDType(d.Kind() == 'm', unitOfState(t.Elems[8])), nil
	}
	if order, _ := t.Elems[1].(string); order == ">" || order == "<" {
		return d.ordered(order), nil
	}
	return d, nil
}

// recordOfState is the dtype of records with names and a dict of (type, offset).
func recordOfState(th *object.Thread, names *object.Tuple, table object.Value) (object.Value, error) {
	var fields []Field
	at := 0
	for _, n := range names.Elems {
		entry, err := object.Index(th, table, n)
		if err != nil {
			return nil, err
		}
		t, ok := entry.(*object.Tuple)
		name, isText := n.(string)
		if !ok || !isText || len(t.Elems) < 2 {
			return nil, object.ValueErrorf("entry not a 2- or 3- tuple")
		}
		dt := *ToFullDType(th, t.Elems[0])
		if t.Elems[1] != at {
			return nil, object.Errorf(object.NotImplementedError, "fields of records that do not follow one another are not read")
		}
		at += dt.Bytes()
		shape := dt.Sub
		dt.Sub = nil
		fields = append(fields, Field{Name: name, Type: &dt, Shape: shape})
	}
	return RecordDType(fields), nil
}

// unitOfState is the unit of times in ({}, (unit, number, 1, 1)).
func unitOfState(v object.Value) string {
	t, ok := v.(*object.Tuple)
	if !ok || len(t.Elems) != 2 {
		return ""
	}
	t, ok = t.Elems[1].(*object.Tuple)
	if !ok || len(t.Elems) < 2 {
		return ""
	}
	unit, _ := object.AsBytes(t.Elems[0])
	if s, ok := t.Elems[0].(string); ok {
		unit = s
	}
	if unit == "generic" {
		return ""
	}
	if n, _ := t.Elems[1].(int); n > 1 {
		unit = strconv.Itoa(n) + unit
	}
	return unit
}
