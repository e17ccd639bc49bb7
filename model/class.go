package model

import (
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Kind is a family of classes.
type Kind string

// The families, by the name of the keras module that holds them.
const (
	KindLayer           Kind = "layers"
	KindModel           Kind = "models"
	KindLoss            Kind = "losses"
	KindMetric          Kind = "metrics"
	KindOptimizer       Kind = "optimizers"
	KindLegacyOptimizer Kind = "optimizers.legacy"
	KindSchedule        Kind = "optimizers.schedules"
	KindInitializer     Kind = "initializers"
	KindRegularizer     Kind = "regularizers"
	KindConstraint      Kind = "constraints"
	KindCallback        Kind = "callbacks"

	// KindOpInitializer is the initializers of tf itself, which draw as its
	// random ops do: tf.random_normal_initializer.
	KindOpInitializer Kind = "tensorflow.initializers"
)

// Class declares something that a user can make: its name, documentation and
// the Go struct behind it, whose tagged fields are the arguments in order:
//
//	Units int `arg:"units" doc:"size of the last output axis"`
//	UseBias bool `arg:"use_bias" default:"True" doc:"whether to add a bias"`
//
// The default is a Python literal; an argument without one is required. The
// further tag options: `compared:"<= int"` says that Keras compares the argument
// with a number first; `late:"cast float"` what a loss or metric does with it
// in the end; `config:"-"` keeps a field out of get_config,
// `kwonly:"true"` makes it keyword-only. Fields with `weight:"kernel"` are the
// variables that a built layer shows under that attribute.
type Class struct {
	Kind    Kind
	Name    string   // as in Keras: "Dense"
	Aliases []string // other names in the same module: "AvgPool2D"
	Doc     string   // one sentence, then paragraphs, plain text
	Example string   // a short run of the prompt
	New     func() any

	// Function, for losses, metrics and the like, is the name of the function
	// form (keras.losses.mean_squared_error) with its aliases.
	Functions []string
	// RaggedRows is set for losses that take ragged tensors, a row at a time.
	RaggedRows bool
	// Unlisted functions are what strings mean, but not names of the module.
	Unlisted bool
	// Params is the parameters of the function form after y_true and y_pred,
	// where they are not the class's own arguments.
	Params []string

	// Keys are further names by which strings and configs mean the class:
	// "zero" for Zeros.
	Keys []string
	// OnlyObject keeps strings from meaning an optimizer: one that Keras knows
	// as an object or a config only.
	OnlyObject bool
	// Defaults replaces the tags' defaults of some arguments, for a class that
	// shares its struct with another one.
	Defaults map[string]string
	// In is the module that serialized objects name where it is not that of
	// the family.
	In string
	// ConfigOrder is the class's own arguments in the order of get_config, where
	// that is not the order of the constructor.
	ConfigOrder []string
	// Call is the parameters of a layer's call as Python writes them, where there
	// are others than inputs: "inputs, training=None".
	Call string
	// ArgsFirst says that Keras looks at a layer's arguments before it names it,
	// so that arguments that do not convert use up no name.
	ArgsFirst bool
	// InitOf is the class in Keras that has the constructor, where it is not the
	// class itself, as errors name it.
	InitOf string
	// SameShape says that a layer's compute_output_shape gives back the very
	// shape that it is given, rather than a TensorShape.
	SameShape bool
	// Elementwise says that a layer does the same with each element, or each
	// innermost vector: so it does with those of ragged tensors.
	Elementwise bool
	// Methods are what objects of the class can do besides what all of their
	// family can.
	Methods []*Method
	// Fixed is further attributes, which are the same for all objects of the class.
	Fixed map[string]any
	// PlainRestore says that the class of a layer has a from_config of its own,
	// which tells what goes wrong as the constructor does.
	PlainRestore bool
	// Restore, where it is not enough to call the class with the config's
	// entries, makes an object from a config.
	Restore func(st *State, config *Map) any

	once sync.Once
	args []Arg
}

// Arg is one argument of a class.
type Arg struct {
	Name     string
	Default  string // Python literal; "" with Required
	Required bool
	KwOnly   bool
	NoConfig bool
	Doc      string
	Late     string // what a loss or metric does with the argument when it computes: "cast float"; a conversion if empty
	Compared string // how Keras compares the argument with a number: "<= int"
	Type     reflect.Type
	index    []int
	shared   bool // one of those that all classes of the family take
}

// Inherit is the type of a field that only gives an argument of an embedded
// struct a place, and a default, among the class's own arguments:
//
//	_ model.Inherit `arg:"activity_regularizer" default:"None"`
type Inherit struct{}

var inheritType = reflect.TypeFor[Inherit]()

var registry []*Class

// Declare adds a class to its family; call it for a package-level variable.
func Declare(c *Class) *Class {
	registry = append(registry, c)
	return c
}

// Classes is the declared classes of a family, in the order of declaration.
func Classes(k Kind) []*Class {
	var out []*Class
	for _, c := range registry {
		if c.Kind == k {
			out = append(out, c)
		}
	}
	return out
}

// Find is the class of a family with a name or alias (case matters), or nil.
func Find(k Kind, name string) *Class {
	for _, c := range registry {
		if c.Kind != k {
			continue
		}
		if c.Name == name {
			return c
		}
		for _, a := range c.Aliases {
			if a == name {
				return c
			}
		}
	}
	return nil
}

// FindFunction is the class of a family that has a function form, or an own
// name, written as name ("mse", "mean_squared_error", "MeanSquaredError").
func FindFunction(k Kind, name string) *Class {
	if c := Find(k, name); c != nil {
		return c
	}
	for _, c := range registry {
		if c.Kind == k && (slices.Contains(c.Functions, name) || slices.Contains(c.Keys, name)) {
			return c
		}
	}
	return nil
}

// Args is the class's arguments, own ones first, then those of embedded
// structs (name, trainable, dtype, …). They are read from the tags at first
// use.
func (c *Class) Args() []Arg {
	c.once.Do(func() {
		t := reflect.TypeOf(c.New()).Elem()
		own, embedded := collectArgs(t, nil)
		seen := map[string]bool{}
		for _, a := range own {
			if a.Type == inheritType {
				a = inherited(a, embedded)
			}
			seen[a.Name] = true
			c.args = append(c.args, a)
		}
		for _, a := range embedded {
			if !seen[a.Name] {
				a.shared = true
				c.args = append(c.args, a)
			}
		}
		for i := range c.args {
			if d, ok := c.Defaults[c.args[i].Name]; ok {
				c.args[i].Default, c.args[i].Required = d, false
			}
		}
	})
	return c.args
}

// inherited is the embedded argument that an [Inherit] field a stands for.
func inherited(a Arg, embedded []Arg) Arg {
	for _, e := range embedded {
		if e.Name == a.Name {
			e.Default, e.Required, e.KwOnly, e.NoConfig = a.Default, a.Required, a.KwOnly, a.NoConfig
			return e
		}
	}
	panic("model: no embedded argument " + a.Name)
}

func collectArgs(t reflect.Type, index []int) (own, embedded []Arg) {
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		at := append(append([]int{}, index...), i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			o, e := collectArgs(f.Type, at)
			if strings.Contains(f.Tag.Get("args"), "inline") {
				own = append(own, o...)
			} else {
				embedded = append(embedded, o...)
			}
			embedded = append(embedded, e...)
			continue
		}
		name, ok := f.Tag.Lookup("arg")
		if !ok {
			continue
		}
		def, has := f.Tag.Lookup("default")
		own = append(own, Arg{Name: name, Default: def, Required: !has, KwOnly: f.Tag.Get("kwonly") != "",
			NoConfig: f.Tag.Get("config") == "-", Doc: f.Tag.Get("doc"), Compared: f.Tag.Get("compared"), Late: f.Tag.Get("late"), Type: f.Type, index: at})
	}
	return own, embedded
}

// Signature is the constructor's argument list as Python writes it.
func (c *Class) Signature() string {
	var parts []string
	star := false
	for _, a := range c.Args() {
		if a.KwOnly && !star {
			parts = append(parts, "*")
			star = true
		}
		if a.Required {
			parts = append(parts, a.Name)
		} else {
			parts = append(parts, a.Name+"="+a.Default)
		}
	}
	return c.Name + "(" + strings.Join(parts, ", ") + ")"
}

// Weights is the attribute names of the class's own variables.
func weightFields(t reflect.Type, index []int, f func(name string, index []int)) {
	for i := 0; i < t.NumField(); i++ {
		fd := t.Field(i)
		at := append(append([]int{}, index...), i)
		if fd.Anonymous && fd.Type.Kind() == reflect.Struct {
			weightFields(fd.Type, at, f)
		} else if n, ok := fd.Tag.Lookup("weight"); ok {
			f(n, at)
		}
	}
}

// Attr is the attribute of an object that comes from its declaration: an
// argument's present value, or a variable of a built layer.
func Attr(obj any, name string) (any, bool) {
	v := reflect.ValueOf(obj)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil, false
	}
	v = v.Elem()
	if x, kept := asGiven(obj, name); kept {
		return x, true
	}
	found, ok := fieldAttr(v, name)
	if !ok {
		found, ok = fixedAttr(obj, name)
	}
	if l, is := obj.(Layer); is && !ok && l.Core().Built && hasWeight(v.Type(), name) {
		return nil, true // the layer does without it
	}
	if a, is := found.(AttrValuer); is {
		found = a.AttrValue()
	}
	if t, is := standIn(obj, found); is {
		return t, true
	}
	return found, ok
}

// fixedAttr finds an attribute that all objects of the class have.
func fixedAttr(obj any, name string) (any, bool) {
	c := ClassOf(obj)
	if c == nil {
		return nil, false
	}
	v, ok := c.Fixed[name]
	return v, ok
}

// fieldAttr finds an attribute among a struct's own fields, then among those
// of embedded structs.
func fieldAttr(v reflect.Value, name string) (any, bool) {
	t := v.Type()
	var embedded []reflect.Value
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == inheritType {
			continue
		}
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			embedded = append(embedded, v.Field(i))
			continue
		}
		tagged := func(key string) bool { n, has := f.Tag.Lookup(key); return has && n == name }
		switch {
		case tagged("arg") && f.Tag.Get("hidden") != "": // an argument that is no attribute in Keras
			return nil, false
		case tagged("arg"):
			x := v.Field(i).Interface()
			if x == "" && f.Tag.Get("default") == "None" && f.Type.Kind() == reflect.String {
				x = nil
			}
			return x, true
		case tagged("weight") && !v.Field(i).IsNil(), tagged("attr"):
			return v.Field(i).Interface(), true
		}
	}
	for _, e := range embedded {
		if x, ok := fieldAttr(e, name); ok {
			return x, true
		}
	}
	return nil, false
}

// hasWeight reports whether a struct, or one that it embeds, declares a weight.
func hasWeight(t reflect.Type, name string) bool {
	for i := range t.NumField() {
		f := t.Field(i)
		if n, has := f.Tag.Lookup("weight"); has && n == name {
			return true
		}
		if f.Anonymous && f.Type.Kind() == reflect.Struct && hasWeight(f.Type, name) {
			return true
		}
	}
	return false
}

// AttrValuer is an argument type that shows another value as an attribute.
type AttrValuer interface{ AttrValue() any }
