package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// recordScalar is a numpy.void: one record, which can be written to.
type recordScalar struct {
	r *recordArray
	n int64
}

// place is the field that a name or a number names.
func (s *recordScalar) place(key object.Value) int {
	switch k := key.(type) {
	case string:
		return s.r.find(k)
	case int:
		if n := len(s.r.cols); k >= -n && k < n {
			return (k + n) % n
		}
	}
	throwIndex("invalid index (%v)", key)
	return 0
}

func (s *recordScalar) value(key object.Value) object.Value { return s.at(s.place(key)) }

// at is the value of a field.
func (s *recordScalar) at(i int) object.Value {
	return object.Must(object.Index(nil, s.r.cols[i], int(s.n)))
}

func (s *recordScalar) values() []object.Value {
	out := make([]object.Value, len(s.r.cols))
	for i := range out {
		out[i] = s.at(i)
	}
	return out
}

// tuple is the record with values of Python.
func (s *recordScalar) tuple() object.Value {
	out := s.values()
	for i, v := range out {
		switch x := v.(type) {
		case *binding.Scalar:
			out[i] = python(x)
		case *timeScalar:
			out[i] = x.python()
		case *recordScalar:
			out[i] = x.tuple()
		}
	}
	return object.NewTuple(out...)
}

// text writes the record as an array of it alone does.
func (s *recordScalar) text(th *object.Thread) string {
	one := s.r.laidAs(tensor.FromSlice([]int64{s.n}, 1)).(*recordArray)
	return one.texts(th)[0]
}
