package model

import (
	"reflect"
	"slices"

	"kerash/tensor"
)

// SetWeight makes x, a variable or a tensor, what the attribute of a layer
// stands for that a weight of its declaration has; false where there is none of
// that name. The weight before is no part of the layer any more.
func SetWeight(obj any, name string, x any) bool {
	l, ok := obj.(Layer)
	if !ok {
		return false
	}
	f, ok := weightField(obj, name)
	if !ok {
		return false
	}
	b := l.Core()
	old, _ := f.Interface().(*tensor.Variable)
	switch x := x.(type) {
	case *tensor.Variable:
		if i := slices.Index(b.own, old); i >= 0 && !slices.Contains(b.own, x) {
			b.own[i] = x
		}
		b.DropVariable(old)
		b.AddVariable(x)
		f.Set(reflect.ValueOf(x))
		return true
	case *tensor.Tensor:
		if old == nil {
			return false
		}
		b.DropVariable(old)
		if b.standIns == nil {
			b.standIns = map[*tensor.Variable]*tensor.Tensor{}
		}
		b.standIns[old] = x
		return true
	}
	return false
}

// weightField is the field of a weight by its attribute's name.
func weightField(obj any, name string) (field reflect.Value, ok bool) {
	v := reflect.ValueOf(obj)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return field, false
	}
	weightFields(v.Elem().Type(), nil, func(n string, index []int) {
		if n == name && v.Elem().FieldByIndex(index).Type() == reflect.TypeFor[*tensor.Variable]() {
			field, ok = v.Elem().FieldByIndex(index), true
		}
	})
	return field, ok
}

// standIn is the tensor that user code has put in the place of a weight.
func standIn(obj, weight any) (*tensor.Tensor, bool) {
	l, isLayer := obj.(Layer)
	v, isVariable := weight.(*tensor.Variable)
	if !isLayer || !isVariable {
		return nil, false
	}
	t, ok := l.Core().standIns[v]
	return t, ok
}
