package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
	"slices"
	"strconv"
	"strings"
)

// compareRecords is == and != of records, field by field.
func compareRecords(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	r, ok := a.(*recordArray)
	other := b
	if !ok {
		r, other = b.(*recordArray), a
	}
	if op != object.Eq && op != object.Ne {
		return object.NotImplemented, nil
	}
	var x *recordArray
	if err := binding.Catch(func() { x = recordsOf(th, other, r.dt) }); err != nil {
		return op == object.Ne, nil
	}
	var same *tensor.Array
	for i := range r.cols {
		eq := toArray(th, object.Must(object.Compare(th, object.Eq, r.field(i), x.field(i))))
		if same == nil {
			same = eq
		} else {
			same = op2(ufLogAnd, same, eq)
		}
	}
	if op == object.Ne {
		same = op1(logicalNot, same)
	}
	return binding.FromArray(same), nil
}

// special are the functions that records have an own way with.
func (r *recordArray) special(c *call, name string, _ func(c *call) object.Value) (object.Value, bool) {
	switch name {
	case "sort", "argsort":
		order := r.sortedPlaces(c)
		switch {
		case name == "argsort":
			return order, true
		case c.Sig.Params[0].Name == "self":
			r.put(c.th, object.Ellipsis, r.laidAs(takeAxis(r.at, order, 0)))
			return nil, true
		}
		return r.laidAs(takeAxis(r.at, order, 0)), true
	case "unique":
		order := r.sortedPlaces(c)
		x := r.laidAs(takeAxis(r.at, order, 0)).(*recordArray)
		var kept []int64
		for i := range x.at.Size() {
			if i == 0 || !object.Must(object.Equal(c.th, x.element(int64(i)), x.element(int64(i-1)))) {
				kept = append(kept, int64(i))
			}
		}
		return x.laidAs(tensor.FromSlice(kept, len(kept))), true
	case "astype":
		if dt := c.fullType("dtype"); dt.Kind() == 'V' {
			return recordsOf(c.th, r, dt), true
		}
	case "view":
		out := *r
		dt := *r.dt
		dt.Name = "record"
		out.dt = &dt
		return &out, true
	case "zeros_like", "empty_like":
		return newRecords(r.dt, append([]int{}, r.at.Shape()...)), true
	case "tolist":
		elems := laidElements(r)
		for i, e := range elems {
			elems[i] = e.(*recordScalar).tuple()
		}
		return nestedList(elems, r.at.Shape()), true
	}
	return laidSpecial(r, c, name)
}

// sortedPlaces is the order of the records by the fields of the argument
// order, all of them when it is absent, and then by the others.
func (r *recordArray) sortedPlaces(c *call) *tensor.Array {
	var fields []int
	if c.Sig.Index("order") >= 0 && c.Has("order") {
		switch v := c.Value("order").(type) {
		case string:
			fields = append(fields, r.find(v))
		default:
			for _, e := range object.Must(object.ToSlice(c.th, v)) {
				fields = append(fields, r.find(object.Must(object.Str(c.th, e))))
			}
		}
	}
	for i := range r.cols {
		if !slices.Contains(fields, i) {
			fields = append(fields, i)
		}
	}
	idx := arange(tensor.Int64, 0, 1, r.at.Size())
	for i := len(fields) - 1; i >= 0; i-- {
		col := takeRows(r.field(fields[i]), idx)
		var keys *tensor.Array
		switch x := col.(type) {
		case *tensor.Array:
			keys = x
		case *objectArray:
			keys = x.ranks(c.th)
		case *timeArray:
			keys = x.a
		default:
			continue
		}
		if keys.Rank() == 1 {
			idx = takeAxis(idx, argSorted(keys, 0), 0)
		}
	}
	return idx
}

// recModule is numpy.rec: records whose fields are attributes.
func recModule() *object.Module {
	named := func(r *recordArray) *recordArray {
		dt := *r.dt
		dt.Name = "record"
		return &recordArray{&dt, r.cols, r.at}
	}
	return &object.Module{Name: "numpy.rec", Doc: "Arrays of records whose fields are attributes.", Members: func() []object.Member {
		return []object.Member{
			object.Const("recarray", recarrayClass),
			ownFun("array(obj, dtype=None)", "An array of records.", func(c *call) object.Value {
				if !c.Has("dtype") {
					if r := recordsIn(c.Value("obj")); r != nil {
						return named(recordsOf(c.th, c.Value("obj"), r.dt))
					}
					throwType("numpy.rec.array needs a dtype")
				}
				return named(recordsOf(c.th, c.Value("obj"), c.fullType("dtype")))
			}),
			ownFun("fromarrays(arrayList, dtype=None, names=None)", "An array of records of one array for each field.", func(c *call) object.Value {
				var cols []*tensor.Array
				for _, e := range object.Must(object.ToSlice(c.th, c.Value("arrayList"))) {
					cols = append(cols, toArray(c.th, e))
				}
				dt := c.fullType("dtype")
				if dt == nil {
					names := strings.Split(c.StrOr("names", ""), ",")
					var fields []binding.Field
					for i, a := range cols {
						f := binding.Field{Name: "f" + strconv.Itoa(i), Type: binding.NumpyDTypeOf(a)}
						if i < len(names) && strings.TrimSpace(names[i]) != "" {
							f.Name = strings.TrimSpace(names[i])
						}
						fields = append(fields, f)
					}
					dt = binding.RecordDType(fields)
				}
				if len(cols) == 0 {
					throwValue("need at least one array")
				}
				r := newRecords(dt, append([]int{}, cols[0].Shape()...))
				for i, a := range cols {
					check(object.SetIndex(c.th, r.field(i), object.Ellipsis, a))
				}
				return named(r)
			}),
		}
	}}
}

// check throws an error.
func check(err error) {
	if err != nil {
		object.Throw(err)
	}
}
