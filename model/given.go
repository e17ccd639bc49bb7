package model

import (
	"reflect"
	"strings"

	"kerash/tensor"
)

// Truth is what Python's bool makes of a neutral value: empty texts and
// containers and zeros are false, anything else is true.
func Truth(x any) bool {
	switch x := x.(type) {
	case nil:
		return false
	case string:
		return x != ""
	case *Map:
		return len(x.Keys) > 0
	case []any:
		return len(x) > 0
	case Tup:
		return len(x) > 0
	}
	f, ok := AsFloat(x)
	return !ok || f != 0
}

// compare throws what Python says where Keras compares an argument with a
// number, as the tag compared:"<= int" declares, that has no order with it.
func (a Arg) compare(x any) {
	op, with, ok := strings.Cut(a.Compared, " ")
	if !ok || x == nil && with == "int" && a.Name == "filters" {
		return
	}
	if _, number := AsFloat(x); !number {
		tensor.Throwf("TypeError", "'%s' not supported between instances of '%s' and '%s'", op, PythonType(x), with)
	}
}

// keepGiven remembers what a layer's argument was given as, where its field
// cannot tell: a config shows use_bias=0 and units=True again.
func keepGiven(obj any, a Arg, x any) {
	l, ok := obj.(Layer)
	if !ok || a.NoConfig || a.shared {
		return
	}
	switch a.Type.Kind() {
	case reflect.Bool:
		_, ok = x.(bool)
	case reflect.Int:
		switch x.(type) {
		case bool, *tensor.Tensor:
			ok = false
		}
	}
	b := l.Core()
	if ok {
		delete(b.given, a.Name)
		return
	}
	if b.given == nil {
		b.given = map[string]any{}
	}
	b.given[a.Name] = x
}

// asGiven is what [keepGiven] has kept of an argument.
func asGiven(obj any, name string) (any, bool) {
	l, ok := obj.(Layer)
	if !ok {
		return nil, false
	}
	x, ok := l.Core().given[name]
	return x, ok
}
