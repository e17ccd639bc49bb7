package model

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"kerash/tensor"
)

// Named is one keyword argument.
type Named struct {
	Name  string
	Value any
}

// Initer is implemented by objects that check or complete their arguments once
// all of them are set.
type Initer interface{ Init(st *State) }

// Make makes an object of the class from call arguments, checks them and runs
// Init. It throws TypeError for unknown, missing or doubled arguments.
func (c *Class) Make(st *State, pos []any, kw ...Named) any {
	obj := c.New()
	c.SetArgs(st, obj, pos, kw...)
	return obj
}

// SetArgs is the part of [Class.Make] that fills a new object: what a user's
// subclass calls through super().__init__.
func (c *Class) SetArgs(st *State, obj any, pos []any, kw ...Named) {
	args := c.Args()
	values, given := c.bind(obj, pos, kw)
	read := false // an Init that throws knows whether Keras has named the layer
	defer func() {
		if r := recover(); r != nil {
			if !read {
				c.claimName(st, obj, values)
			}
			tensor.Throw(tensor.Recovered(r))
		}
	}()
	v := reflect.ValueOf(obj).Elem()
	for i, a := range args {
		x := values[i]
		if !given[i] {
			var err error
			x, err = ParseLiteral(a.Default)
			tensor.Check(err)
		}
		setArg(st, c, obj, a, v.FieldByIndex(a.index), x)
	}
	read = true
	c.finish(st, obj)
}

// bind finds the argument that each value of a call is for.
func (c *Class) bind(obj any, pos []any, kw []Named) (values []any, given []bool) {
	args := c.Args()
	values, given = make([]any, len(args)), make([]bool, len(args))
	positional := 0
	for _, a := range args {
		if !a.KwOnly {
			positional++
		}
	}
	if len(pos) > positional {
		tensor.Throw(c.tooMany(positional, len(pos)))
	}
	for i, x := range pos {
		values[i], given[i] = x, true
	}
	unknown := ""
	for _, k := range kw {
		i := c.argIndex(k.Name)
		if i < 0 {
			if u, ok := obj.(interface{ UnknownArg(c *Class, a Named) error }); ok {
				if err := u.UnknownArg(c, k); err != nil {
					tensor.Throw(err)
				}
				continue
			}
			if unknown == "" {
				unknown = k.Name
			}
			continue
		}
		if given[i] {
			tensor.Throwf("TypeError", "%s.__init__() got multiple values for argument '%s'", c.Name, k.Name)
		}
		values[i], given[i] = k.Value, true
	}
	var missing []string
	for i, a := range args {
		if !given[i] && a.Required {
			missing = append(missing, "'"+a.Name+"'")
		}
	}
	// Layers look at keywords of no argument only in their constructor's body,
	// Python at those of other classes before it counts what is missing.
	if len(missing) > 0 && (unknown == "" || c.Kind == KindLayer) {
		tensor.Throw(missingArgs(c.Name, missing))
	}
	if unknown != "" {
		tensor.Throw(c.unknownArg(unknown))
	}
	return values, given
}

// claimName uses up the name that a layer would have got whose arguments do not
// convert: Keras names layers before it looks at these.
func (c *Class) claimName(st *State, obj any, values []any) {
	l, ok := obj.(Layer)
	if !ok || c.ArgsFirst {
		return
	}
	if i := c.argIndex("name"); i < 0 || values[i] != nil || l.Core().Label != "" {
		return
	}
	l.Core().setClass(c, obj)
	l.Core().InitName(st)
}

// tooMany is the error for n positional arguments where most are taken.
func (c *Class) tooMany(most, n int) error {
	name, least := c.Name, c.required()
	if c.InitOf != "" {
		name = c.InitOf
	}
	if name == "Layer" { // whose own arguments have places
		most = 4
	}
	takes := fmt.Sprintf("from %d to %d positional arguments", least+1, most+1)
	if least == most {
		takes = fmt.Sprintf("%d positional argument%s", most+1, map[bool]string{true: "s"}[most > 0])
	}
	return tensor.Errorf("TypeError", "%s.__init__() takes %s but %d were given", name, takes, n+1)
}

func missingArgs(class string, missing []string) error {
	s, list := "", strings.Join(missing, " and ")
	if n := len(missing); n > 1 {
		s = "s"
		if n > 2 {
			list = strings.Join(missing[:n-1], ", ") + ", and " + missing[n-1]
		}
	}
	return tensor.Errorf("TypeError", "%s.__init__() missing %d required positional argument%s: %s", class, len(missing), s, list)
}

func (c *Class) required() int {
	n := 0
	for _, a := range c.Args() {
		if a.Required {
			n++
		}
	}
	return n
}

func (c *Class) argIndex(name string) int {
	for i, a := range c.Args() {
		if a.Name == name {
			return i
		}
	}
	return -1
}

// unknownArg is Keras' error for an unknown keyword, with the nearest name as
// a hint.
func (c *Class) unknownArg(name string) error {
	var names []string
	for _, a := range c.Args() {
		names = append(names, a.Name)
	}
	var e *tensor.Error
	if c == InputLayerClass {
		e = tensor.Errorf("ValueError", "Unrecognized keyword arguments: ['%s']", name)
	} else if c.Kind == KindLayer {
		e = tensor.Errorf("TypeError", "('Keyword argument not understood:', '%s')", name)
	} else {
		e = tensor.Errorf("TypeError", "%s.__init__() got an unexpected keyword argument '%s'", c.Name, name)
	}
	if near := Nearest(name, names); near != "" {
		return e.WithHint("did you mean %s=?", near)
	}
	return e.WithHint("the arguments are %s", strings.Join(names, ", "))
}

// ArgSetter is implemented by argument types that convert what they are given.
type ArgSetter interface{ SetArg(st *State, v any) error }

// setField stores an argument value in a struct field, converted; it throws
// TypeError or ValueError naming the argument when it does not fit.
func setField(st *State, c *Class, a Arg, f reflect.Value, x any) {
	if s, ok := f.Addr().Interface().(ArgSetter); ok {
		tensor.Check(s.SetArg(st, x))
		return
	}
	if kind, ok := interfaceKinds[f.Type()]; ok {
		obj := Resolve(st, kind, x)
		if obj == nil {
			f.SetZero()
			return
		}
		ov := reflect.ValueOf(obj)
		if !ov.Type().Implements(f.Type()) {
			what := kind.singular()
			if kind == KindConstraint {
				what += " function"
			}
			tensor.Throwf("ValueError", "Could not interpret %s identifier: %s", what, st.Show(x))
		}
		f.Set(ov)
		return
	}
	a.compare(x)
	x = whole(a, x)
	if _, ok := x.(bool); a.shared && a.Name == "trainable" && !ok {
		tensor.Throwf("TypeError", "Expected `trainable` argument to be a boolean, but got: %s", Describe(x))
	}
	if err := assign(f, x); err != nil {
		if a.shared && a.Name == "name" && (c.Kind == KindLayer || c.Kind == KindMetric) {
			tensor.Throwf("TypeError", "Expected `name` argument to be a string, but got: %s", Describe(x))
		}
		if e, ok := err.(*tensor.Error); ok {
			tensor.Throw(e)
		}
		e := tensor.Errorf("TypeError", "%s: argument `%s` %v", c.Name, a.Name, err)
		if a.Type.Kind() == reflect.Int {
			e.Class = "ValueError"
		}
		tensor.Throw(e)
	}
}

// whole is the value of an argument after int(), where Keras calls that.
func whole(a Arg, x any) any {
	if a.Name != "units" && a.Name != "filters" {
		return x
	}
	switch v := x.(type) {
	case nil:
		tensor.Throwf("TypeError", "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
	case float64:
		if a.Late == "dimension" { // Keras makes a shape of it at once
			tensor.Throwf("TypeError", "Dimension value must be integer or None or have an __index__ method, got value '%s' with type '<class 'float'>'", Describe(x))
		}
		return int(v)
	case string:
		if n, err := strconv.Atoi(strings.TrimSpace(v)); err == nil {
			return n
		}
	case []any, Tup, *Map:
		tensor.Throwf("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '%s'", PythonType(x))
	}
	return x
}

// assign converts a neutral value to a field's Go type.
func assign(f reflect.Value, x any) error {
	if x == nil {
		f.SetZero()
		return nil
	}
	if f.Kind() == reflect.Pointer && f.Type().Elem().Kind() != reflect.Struct {
		p := reflect.New(f.Type().Elem())
		if err := assign(p.Elem(), x); err != nil {
			return err
		}
		f.Set(p)
		return nil
	}
	if f.Type() == reflect.TypeFor[tensor.DType]() {
		return assignDType(f, x)
	}
	xv := reflect.ValueOf(x)
	if xv.Type().AssignableTo(f.Type()) {
		f.Set(xv)
		return nil
	}
	switch f.Kind() {
	case reflect.Int:
		if n, ok := AsInt(x); ok {
			f.SetInt(int64(n))
			return nil
		}
		if v, ok := x.(string); ok {
			return tensor.Errorf("ValueError", "invalid literal for int() with base 10: '%s'", v)
		}
		return fmt.Errorf("should be an integer, received: %s", Describe(x))
	case reflect.Float64, reflect.Float32:
		if v, ok := AsFloat(x); ok {
			f.SetFloat(v)
			return nil
		}
		return fmt.Errorf("should be a number, received: %s", Describe(x))
	case reflect.Bool:
		f.SetBool(Truth(x))
		return nil
	case reflect.String:
		return fmt.Errorf("should be a string, received: %s", Describe(x))
	case reflect.Slice:
		items, ok := Sequence(x)
		if !ok {
			return fmt.Errorf("should be a list or tuple, received: %s", Describe(x))
		}
		s := reflect.MakeSlice(f.Type(), len(items), len(items))
		for i, it := range items {
			if it == nil && f.Type().Elem().Kind() == reflect.Int {
				s.Index(i).SetInt(-1)
				continue
			}
			if err := assign(s.Index(i), it); err != nil {
				return err
			}
		}
		f.Set(s)
		return nil
	}
	return fmt.Errorf("has an unexpected value: %s", Describe(x))
}

func assignDType(f reflect.Value, x any) error {
	if d, ok := x.(tensor.DType); ok {
		f.SetUint(uint64(d))
		return nil
	}
	name, _ := x.(string)
	d, ok := tensor.ParseDType(name)
	if !ok {
		return fmt.Errorf("should be a dtype, received: %s", Describe(x))
	}
	f.SetUint(uint64(d))
	return nil
}

// AsInt is a neutral value as an int: ints, bools and integer scalars.
func AsInt(x any) (int, bool) {
	switch x := x.(type) {
	case int:
		return x, true
	case bool:
		if x {
			return 1, true
		}
		return 0, true
	case *tensor.Tensor:
		if !x.IsSymbolic() {
			return AsInt(x.Array())
		}
	case *tensor.Variable:
		return AsInt(x.Value())
	case *tensor.Array:
		if x.Size() == 1 && !x.DType().IsFloat() && x.DType() != tensor.String {
			return int(x.Int(0)), true
		}
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
			return int(x), true
		}
	}
	return 0, false
}

// AsFloat is a neutral value as a float64: numbers and numeric scalars.
func AsFloat(x any) (float64, bool) {
	switch x := x.(type) {
	case float64:
		return x, true
	case int:
		return float64(x), true
	case bool:
		if x {
			return 1, true
		}
		return 0, true
	case *tensor.Tensor:
		if !x.IsSymbolic() {
			return AsFloat(x.Array())
		}
	case *tensor.Variable:
		return AsFloat(x.Value())
	case Rank0:
		return AsFloat(x.Array)
	case *tensor.Array:
		if x.Size() == 1 && x.DType() != tensor.String {
			return x.Float(0), true
		}
	}
	return 0, false
}

// Sequence is the elements of a list, tuple or one-dimensional array.
func Sequence(x any) ([]any, bool) {
	switch x := x.(type) {
	case []any:
		return x, true
	case Tup:
		return x, true
	case []int:
		out := make([]any, len(x))
		for i, v := range x {
			out[i] = v
		}
		return out, true
	case *tensor.Tensor:
		if !x.IsSymbolic() {
			return Sequence(x.Array())
		}
	case *tensor.Array:
		if x.Rank() == 1 {
			out := make([]any, x.Size())
			for i := range out {
				if x.DType().IsFloat() {
					out[i] = x.Float(i)
				} else if x.DType() == tensor.String {
					out[i] = x.Str(i)
				} else {
					out[i] = int(x.Int(i))
				}
			}
			return out, true
		}
	}
	return nil, false
}
