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

// givenArgs is arguments of an object as they were given, where its fields cannot
// tell.
type givenArgs map[string]any

// givenKeeper is an object that keeps arguments as they were given.
type givenKeeper interface{ givenArgs() *givenArgs }

func (b *Base) givenArgs() *givenArgs       { return &b.given }
func (l *LossBase) givenArgs() *givenArgs   { return &l.given }
func (m *MetricBase) givenArgs() *givenArgs { return &m.given }

func (o *OptimizerBase) givenArgs() *givenArgs { return &o.given }

// keepGiven remembers what an argument of a layer, loss or metric was given as,
// where its field cannot tell: a config shows use_bias=0 and units=True again.
func keepGiven(c *Class, obj any, a Arg, x any) {
	k, ok := keeperOf(obj), true
	if k == nil || a.shared && c.Kind == KindLayer {
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
	given := k.givenArgs()
	if ok {
		delete(*given, a.Name)
		return
	}
	given.keep(a.Name, x)
}

// setArg stores an argument in its field. An optimizer, as in Keras, takes also
// what is no number and refuses it in the first step.
func setArg(st *State, c *Class, obj any, a Arg, f reflect.Value, x any) {
	if keepRefused(obj, a, x, func() { setField(st, c, a, f, x); keepGiven(c, obj, a, x) }) {
		return
	}
	core := ownCore(obj)
	if core == nil || !isNumeric(f.Type()) {
		setField(st, c, a, f, x)
		keepGiven(c, obj, a, x)
		return
	}
	delete(core.given, a.Name)
	if err := tensor.Catch(func() { setField(st, c, a, f, x) }); err != nil {
		core.given.keep(a.Name, x)
		if core.unfit == nil {
			core.unfit = err
		}
	}
}

// ownCore is the core of an optimizer that has one of its own, nil for all else.
func ownCore(obj any) *OptimizerBase {
	if _, wrapper := obj.(LossScaler); wrapper {
		return nil
	}
	if o, ok := obj.(Optimizer); ok {
		return o.OptimizerCore()
	}
	return nil
}

func isNumeric(t reflect.Type) bool {
	return t == reflect.TypeFor[float64]() || t == reflect.TypeFor[*float64]() || t == reflect.TypeFor[*int]()
}

// keeperOf is the part of an object that keeps arguments as they were given, nil
// for none.
func keeperOf(obj any) givenKeeper {
	if core := ownCore(obj); core != nil {
		return core
	}
	k, _ := obj.(givenKeeper)
	return k
}

func (g *givenArgs) keep(name string, x any) {
	if *g == nil {
		*g = givenArgs{}
	}
	(*g)[name] = x
}

// AsGiven is an argument of a layer as it was given, or else the value of its
// field.
func (b *Base) AsGiven(name string, field any) any {
	if x, ok := b.given[name]; ok {
		return x
	}
	return field
}

// asGiven is what [keepGiven] has kept of an argument.
func asGiven(obj any, name string) (any, bool) {
	k := keeperOf(obj)
	if k == nil {
		return nil, false
	}
	x, ok := (*k.givenArgs())[name]
	return x, ok
}
