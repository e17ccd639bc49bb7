package numpy

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// recordArray is a structured array: a column for each field.
type recordArray struct {
	dt *binding.NumpyDType
	// cols have the values of all records: arrays, or laid arrays, of one axis
	// more than the field's own shape.
	cols []object.Value
	// at says which record each element is: a view of the numbers from 0 on.
	at *tensor.Array
}

var (
	recordArrayClass = newLaidClass("ndarray", "numpy", "An array of records.")
	recarrayClass    = &object.Class{Name: "recarray", Module: "numpy", Base: ndarrayClass, Doc: "An array of records whose fields are attributes.", Final: true}
	voidClass        = &object.Class{Name: "void", Module: "numpy", ErrorName: "numpy.void", Base: binding.Generic, Doc: "A record.", Final: true}
	recordClass      = &object.Class{Name: "record", Module: "numpy", Base: voidClass, Doc: "A record whose fields are attributes.", Final: true}
)

// PyClass is numpy.ndarray for records.
func (r *recordArray) PyClass() *object.Class { return recordArrayClass }

// PyClass is numpy.void, or numpy.record for those of a recarray.
func (s *recordScalar) PyClass() *object.Class {
	if s.r.dt.Name == "record" {
		return recordClass
	}
	return voidClass
}

func init() {
	c := recordArrayClass
	byPlace := c.Index
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		r := self.(*recordArray)
		if name, ok := key.(string); ok {
			return r.field(r.find(name)), nil
		}
		if names, ok := fieldNames(key); ok {
			return r.only(names), nil
		}
		return byPlace(th, self, key)
	}
	c.Compare = compareRecords
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		r := self.(*recordArray)
		for i, f := range r.dt.Fields {
			if f.Name == name && r.dt.Name == "record" {
				return r.field(i), true, nil
			}
		}
		return nil, false, nil
	}
	c.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		r := self.(*recordArray)
		for _, f := range r.dt.Fields {
			if f.Name == name && r.dt.Name == "record" {
				return true, object.SetIndex(th, self, name, v)
			}
		}
		return false, nil
	}
	recarrayClass.Signature = "recarray(shape, dtype)"
	recarrayClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		k := &call{b, th}
		given := k.fullType("dtype")
		if given == nil || given.Kind() != 'V' {
			return nil, object.ValueErrorf("the dtype of a recarray has fields")
		}
		dt := *given
		dt.Name = "record"
		return newRecords(&dt, binding.ToShape(th, b.Value("shape"))), nil
	}
	v := voidClass
	v.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return self.(*recordScalar).value(key), nil
	}
	v.SetIndex = func(th *object.Thread, self, key, value object.Value) error {
		s := self.(*recordScalar)
		return object.SetIndex(th, s.r.cols[s.place(key)], int(s.n), value)
	}
	v.Len = func(th *object.Thread, self object.Value) (int, error) {
		return len(self.(*recordScalar).r.dt.Fields), nil
	}
	v.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.Iter(th, object.NewTuple(self.(*recordScalar).values()...))
	}
	v.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*recordScalar).text(th), nil }
	v.Str = v.Repr
	v.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if s, ok := b.(*recordScalar); ok {
			b = object.NewTuple(s.values()...)
		}
		if s, ok := a.(*recordScalar); ok {
			a = object.NewTuple(s.values()...)
		}
		return object.Compare(th, op, a, b)
	}
	v.Binary, v.Unary = nil, nil
	recordClass.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		s := self.(*recordScalar)
		for _, f := range s.r.dt.Fields {
			if f.Name == name {
				return s.value(name), true, nil
			}
		}
		return nil, false, nil
	}
	recordClass.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		for _, f := range self.(*recordScalar).r.dt.Fields {
			if f.Name == name {
				return true, object.SetIndex(th, self, name, v)
			}
		}
		return false, nil
	}
	v.Members = func() []object.Member {
		return []object.Member{
			object.Getter("dtype", "the type with its fields", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*recordScalar).r.dt, nil
			}),
			object.Getter("shape", "()", func(th *object.Thread, self object.Value) (object.Value, error) { return object.NewTuple(), nil }),
			method("tobytes(self, order='C')", "The fields as bytes.", func(c *call) object.Value { return object.Bytes(rawOf(arrayLike(c.th, c.At(0)))) }),
			method("item(self)", "The record as a tuple.", func(c *call) object.Value { return c.Self().(*recordScalar).tuple() }),
			method("tolist(self)", "The record as a tuple.", func(c *call) object.Value { return c.Self().(*recordScalar).tuple() }),
		}
	}
}

// newRecords is an array of records of zeros.
func newRecords(dt *binding.NumpyDType, shape []int) *recordArray {
	n := tensor.NumElements(shape)
	r := &recordArray{dt: dt, at: arange(tensor.Int64, 0, 1, n).Reshape(shape)}
	for _, f := range dt.Fields {
		r.cols = append(r.cols, newColumn(f, n))
	}
	return r
}

func newColumn(f binding.Field, n int) object.Value {
	shape := append([]int{n}, f.Shape...)
	switch f.Type.Kind() {
	case 'O':
		return filledObjects(0, false, shape)
	case 'M', 'm':
		return &timeArray{tensor.NewArray(tensor.Int64, shape...), f.Type.Unit(), f.Type.Kind() == 'm'}
	case 'V':
		return newRecords(f.Type, shape)
	case 'U', 'S':
		return textAs(tensor.NewArray(tensor.String, shape...), f.Type)
	}
	return tensor.NewArray(f.Type.DType, shape...)
}

// recordsOf makes records of nested lists of tuples.
func recordsOf(th *object.Thread, v object.Value, dt *binding.NumpyDType) *recordArray {
	switch x := v.(type) {
	case *recordArray:
		r := newRecords(dt, append([]int{}, x.at.Shape()...))
		for i := range dt.Fields {
			if i < len(x.cols) {
				check(object.SetIndex(th, r.field(i), object.Ellipsis, x.field(i)))
			}
		}
		return r
	case *recordScalar:
		return recordsOf(th, x.tuple(), dt)
	}
	elems, shape := []object.Value{v}, []int{}
	for len(elems) > 0 {
		l, ok := elems[0].(*object.List)
		if !ok {
			break
		}
		shape = append(shape, len(l.Elems))
		var next []object.Value
		for _, e := range elems {
			x, ok := e.(*object.List)
			if !ok || len(x.Elems) != len(l.Elems) {
				throwValue("setting an array element with a sequence.")
			}
			next = append(next, x.Elems...)
		}
		elems = next
	}
	r := newRecords(dt, shape)
	for i, e := range elems {
		r.setRecord(th, i, e)
	}
	return r
}

// setRecord sets one record to a tuple, or all of its fields to one value.
func (r *recordArray) setRecord(th *object.Thread, n int, v object.Value) {
	if s, ok := v.(*recordScalar); ok {
		v = s.tuple()
	}
	t, ok := object.NativeOf(v).(*object.Tuple)
	if ok && len(t.Elems) != len(r.cols) {
		throwValue("could not assign tuple of length %d to structure with %d fields.", len(t.Elems), len(r.cols))
	}
	for k, col := range r.cols {
		e := v
		if ok {
			e = t.Elems[k]
		}
		check(object.SetIndex(th, col, n, e))
	}
}

func (r *recordArray) layout() *tensor.Array { return r.at }

func (r *recordArray) dtype() *binding.NumpyDType { return r.dt }

func (r *recordArray) element(number int64) object.Value { return &recordScalar{r, number} }

func (r *recordArray) laidAs(at *tensor.Array) laid {
	if at.SharesStorage(r.at) {
		return &recordArray{r.dt, r.cols, at}
	}
	out := &recordArray{dt: r.dt, at: arange(tensor.Int64, 0, 1, at.Size()).Reshape(append([]int{}, at.Shape()...))}
	flat := at.Reshape([]int{at.Size()})
	for _, col := range r.cols {
		out.cols = append(out.cols, takeRows(col, flat))
	}
	return out
}

// takeRows are the entries of a column at some places.
func takeRows(col object.Value, places *tensor.Array) object.Value {
	if l, ok := col.(laid); ok {
		return l.laidAs(takeAxis(l.layout(), places, 0))
	}
	return takeAxis(col.(*tensor.Array), places, 0)
}

// field is a column along the elements: a view.
func (r *recordArray) field(i int) object.Value {
	if l, ok := r.cols[i].(laid); ok {
		return l.laidAs(r.along(l.layout()))
	}
	return r.along(r.cols[i].(*tensor.Array))
}

// along is a view of a column in the order of the elements.
func (r *recordArray) along(col *tensor.Array) *tensor.Array {
	step := 0
	if st := col.Strides(); len(st) > 0 {
		step = st[0]
	}
	shape, strides := append([]int{}, r.at.Shape()...), []int{}
	for _, s := range r.at.Strides() {
		strides = append(strides, s*step)
	}
	return col.View(append(shape, col.Shape()[1:]...), append(strides, col.Strides()[1:]...), col.Offset()+r.at.Offset()*step)
}

// find is the place of a field.
func (r *recordArray) find(name string) int {
	i := slices.IndexFunc(r.dt.Fields, func(f binding.Field) bool { return f.Name == name })
	if i < 0 {
		throwValue("no field of name %s", name)
	}
	return i
}

// fieldNames are the names in a list of names.
func fieldNames(key object.Value) ([]string, bool) {
	l, ok := key.(*object.List)
	if !ok || len(l.Elems) == 0 {
		return nil, false
	}
	var names []string
	for _, e := range l.Elems {
		s, ok := e.(string)
		if !ok {
			return nil, false
		}
		names = append(names, s)
	}
	return names, true
}

// only is the records with some of the fields.
func (r *recordArray) only(names []string) *recordArray {
	out := &recordArray{at: r.at}
	var fields []binding.Field
	for _, n := range names {
		i := slices.IndexFunc(r.dt.Fields, func(f binding.Field) bool { return f.Name == n })
		if i < 0 {
			object.Throw(object.Errorf(object.KeyError, "'%s'", n))
		}
		fields, out.cols = append(fields, r.dt.Fields[i]), append(out.cols, r.cols[i])
	}
	out.dt = binding.RecordDType(fields)
	return out
}

func (r *recordArray) joined(th *object.Thread, values []object.Value) (laid, []*tensor.Array) {
	parts := make([]*recordArray, len(values))
	var layouts []*tensor.Array
	n := 0
	for i, v := range values {
		parts[i] = recordsOf(th, v, r.dt)
		layouts = append(layouts, arange(tensor.Int64, float64(n), 1, parts[i].at.Size()).Reshape(parts[i].at.Shape()))
		n += parts[i].at.Size()
	}
	all := newRecords(r.dt, []int{n})
	k := 0
	for _, p := range parts {
		for i := range p.at.Size() {
			all.setRecord(th, k, p.element(p.at.Int(i)))
			k++
		}
	}
	return all, layouts
}

func (r *recordArray) put(th *object.Thread, key, v object.Value) {
	if name, ok := key.(string); ok {
		check(object.SetIndex(th, r.field(r.find(name)), object.Ellipsis, v))
		return
	}
	var places *tensor.Array
	switch x := index(th, r.at, key).(type) {
	case *binding.Scalar:
		r.setRecord(th, x.Int(), v)
		return
	case *tensor.Array:
		places = x
	}
	if _, isList := v.(*object.List); isList {
		v = recordsOf(th, v, r.dt)
	}
	src, ok := v.(*recordArray)
	for i := range places.Size() {
		e := v
		if ok {
			e = src.element(src.at.BroadcastTo(places.Shape()).Int(i))
		}
		r.setRecord(th, int(places.Int(i)), e)
	}
}

func (r *recordArray) plain() *tensor.Array {
	throwType("Cannot cast array data from dtype(%s) to dtype('float64').", r.dt.Descr())
	return nil
}

// text writes the records, each field lined up for itself.
func (r *recordArray) text(th *object.Thread, repr bool) string {
	a, opt := writtenElements(th, r.texts(th), r.at.Shape())
	if repr {
		opt.TypeName = r.dt.Descr()
		return opt.Repr(a)
	}
	return opt.Str(a)
}

// texts are the records in parentheses.
func (r *recordArray) texts(th *object.Thread) []string {
	n := r.at.Size()
	parts := make([][]string, n)
	for i := range r.cols {
		for k, s := range columnTexts(th, r.field(i), n) {
			parts[k] = append(parts[k], s)
		}
	}
	out := make([]string, n)
	for k, p := range parts {
		out[k] = "(" + strings.Join(p, ", ") + ")"
		if len(p) == 1 {
			out[k] = "(" + p[0] + ",)"
		}
	}
	return out
}

// columnTexts writes the n entries of a field, lined up.
func columnTexts(th *object.Thread, col object.Value, n int) []string {
	if x, ok := col.(*recordArray); ok {
		return x.texts(th)
	}
	if n == 0 {
		return nil
	}
	const separator = "\x00"
	opt := *binding.PrintOptions(th)
	opt.LineWidth, opt.Threshold = 1<<30, 1<<30
	var all []string
	switch x := col.(type) {
	case *tensor.Array:
		s := opt.ArrayString(x.Reshape([]int{x.Size()}), separator, "", "")
		all = strings.Split(s[1:len(s)-1], separator)
	case laid:
		for _, e := range laidElements(x) {
			s := objectText(th, e)
			if t, ok := e.(*timeScalar); ok && !t.span {
				s = "'" + t.String() + "'"
			} else if ok {
				s = object.Must(object.Str(th, int(t.v)))
			}
			all = append(all, s)
		}
	}
	size := len(all) / n
	out := make([]string, n)
	for k := range out {
		out[k] = all[k]
		if shape := columnShape(col); len(shape) > 0 && size != 1 || isNested(col, n) {
			out[k] = nestedText(all[k*size:(k+1)*size], shape)
		}
	}
	return out
}

// columnShape is the shape of each entry of a field with a shape of its own.
func columnShape(col object.Value) []int {
	if a, ok := col.(*tensor.Array); ok && a.Rank() > 1 {
		return a.Shape()[1:]
	}
	return nil
}

func isNested(col object.Value, n int) bool {
	a, ok := col.(*tensor.Array)
	return ok && a.Size() != n
}

// nestedText writes texts in nested brackets.
func nestedText(texts []string, shape []int) string {
	if len(shape) <= 1 {
		return "[" + strings.Join(texts, ", ") + "]"
	}
	n := len(texts) / max(shape[0], 1)
	parts := make([]string, shape[0])
	for i := range parts {
		parts[i] = nestedText(texts[i*n:(i+1)*n], shape[1:])
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
