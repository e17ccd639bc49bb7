package model

import (
	"reflect"
	"strings"
	"sync"

	"kerash/tensor"
)

// Configer is an object that writes its config itself; all others are
// described by the arguments of their class.
type Configer interface {
	GetConfig(st *State) *Map
}

// ConfigMaker makes an object from a config: a class of the user's, which the
// session has registered under a name.
type ConfigMaker interface {
	FromConfig(st *State, config *Map) any
}

// ConfigValuer is an argument type that stands in a config as another value.
type ConfigValuer interface{ ConfigValue() any }

// StateConfigValuer is a [ConfigValuer] that needs the session.
type StateConfigValuer interface{ ConfigValueIn(st *State) any }

// GetConfig is the constructor arguments of obj: what get_config returns, in
// Keras' order.
func GetConfig(st *State, obj any) *Map {
	if c, ok := obj.(Configer); ok {
		return c.GetConfig(st)
	}
	m := NewMap()
	if l, ok := obj.(Layer); ok {
		m = BaseConfig(l.Core())
	} else if c := ClassOf(obj); c != nil && sharedFirst[c.Kind] {
		addArgs(st, m, obj, true)
	}
	AddArgs(st, m, obj)
	if x, ok := obj.(ConfigAdder); ok {
		x.AddConfig(m)
	}
	return m
}

// ConfigAdder adds to, or changes, the config that the declaration gives.
type ConfigAdder interface{ AddConfig(m *Map) }

// sharedFirst is the families whose configs begin with the arguments that all
// of the family take.
var sharedFirst = map[Kind]bool{KindLoss: true, KindMetric: true, KindOptimizer: true}

// BaseConfig is the part of a config that all layers share: name, trainable,
// dtype and, for a layer that was given one, the batch input shape.
func BaseConfig(b *Base) *Map {
	m := NewMap().Set("name", b.Label).Set("trainable", b.CanTrain).Set("dtype", b.Policy.ConfigValue())
	if shape, ok := b.FirstShape(); ok {
		m.Set("batch_input_shape", intTup(shape))
	}
	return m
}

// AddArgs adds the arguments that obj's class declares to a config and returns
// it.
func AddArgs(st *State, m *Map, obj any) *Map { return addArgs(st, m, obj, false) }

func addArgs(st *State, m *Map, obj any, shared bool) *Map {
	c := ClassOf(obj)
	if c == nil {
		return m
	}
	v := reflect.ValueOf(obj).Elem()
	for _, a := range c.configArgs() {
		if a.NoConfig || a.shared != shared {
			continue
		}
		x, kept := asGiven(obj, a.Name)
		if !kept {
			x = configValue(st, v.FieldByIndex(a.index))
		}
		if x == "" && a.Default == "None" && a.Type.Kind() == reflect.String {
			x = nil
		}
		m.Set(a.Name, x)
	}
	return m
}

// configArgs is the arguments in the order of get_config.
func (c *Class) configArgs() []Arg {
	args := c.Args()
	if c.ConfigOrder == nil {
		return args
	}
	var out []Arg
	for _, name := range c.ConfigOrder {
		out = append(out, args[c.argIndex(name)])
	}
	for _, a := range args {
		if a.shared {
			out = append(out, a)
		}
	}
	return out
}

// ConfigOf is a Go value as it stands in a config.
func ConfigOf(st *State, x any) any {
	if x == nil {
		return nil
	}
	return configValue(st, reflect.ValueOf(x))
}

func configValue(st *State, v reflect.Value) any {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return nil
		}
	}
	switch x := v.Interface().(type) {
	case StateConfigValuer:
		return x.ConfigValueIn(st)
	case ConfigValuer:
		return x.ConfigValue()
	case []int:
		if x == nil {
			return nil
		}
		return intTup(x)
	case Callable:
		return SerializeFunction(st, x)
	case tensor.DType:
		if x == tensor.Invalid {
			return nil
		}
		return x.String()
	case *tensor.Array, Rank0, *tensor.Tensor, *tensor.Variable, *Map, Ellipsis:
		return x
	}
	switch v.Kind() {
	case reflect.Interface:
		return configValue(st, v.Elem())
	case reflect.Pointer:
		if v.Elem().Kind() != reflect.Struct {
			return configValue(st, v.Elem())
		}
		return Serialize(st, v.Interface())
	case reflect.Struct:
		if v.CanAddr() {
			return Serialize(st, v.Addr().Interface())
		}
	case reflect.Slice:
		if list, ok := v.Interface().([]any); ok {
			return configList(st, list)
		}
		if t, ok := v.Interface().(Tup); ok {
			return Tup(configList(st, t))
		}
		out := make([]any, v.Len())
		for i := range out {
			out[i] = configValue(st, v.Index(i))
		}
		return out
	}
	return v.Interface()
}

func configList(st *State, list []any) []any {
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = ConfigOf(st, x)
	}
	return out
}

// Serialize is an object with its class: {"module": …, "class_name": …,
// "config": …, "registered_name": …}; nil stays nil.
func Serialize(st *State, obj any) any {
	switch x := obj.(type) {
	case nil:
		return nil
	case Callable:
		return SerializeFunction(st, x)
	}
	m := NewMap()
	if u, ok := obj.(UserObject); ok {
		var module any
		if u.Module() != "" {
			module = u.Module()
		}
		m.Set("module", module).Set("class_name", u.ClassName()).Set("config", plainConfig(GetConfig(st, obj))).Set("registered_name", u.RegisteredName())
	} else {
		c := ClassOf(obj)
		if c == nil {
			tensor.Throwf("TypeError", "Cannot serialize object %s of type <class '%s'>. To be serializable, a class must implement the `get_config()` method.", Describe(obj), PythonType(obj))
		}
		var registered any
		if c.Kind == KindOpInitializer || strings.HasPrefix(c.In, "keras.src.") {
			registered = c.Name
		}
		m.Set("module", c.Module()).Set("class_name", c.Name).Set("config", plainConfig(GetConfig(st, obj))).Set("registered_name", registered)
	}
	if l, ok := obj.(Layer); ok {
		if c := buildConfig(l); c != nil {
			m.Set("build_config", c)
		}
	}
	if t, ok := obj.(Model); ok {
		if c := compileConfig(st, t); c != nil {
			m.Set("compile_config", c)
		}
	}
	return m
}

// OwnConfigs is a layer or model whose class may override the methods for the
// configs of build and compile.
type OwnConfigs interface {
	// OwnBuildConfig is get_build_config; false where it is not overridden.
	OwnBuildConfig() (*Map, bool)
	// BuildFromConfig is build_from_config.
	BuildFromConfig(cfg *Map)
	// OwnCompileConfig is get_compile_config; false where it is not overridden.
	OwnCompileConfig() (*Map, bool)
	// CompileFromOwn is compile_from_config; false where it is not overridden.
	CompileFromOwn(cfg *Map) bool
}

// buildConfig is what get_build_config gives, nil for None.
func buildConfig(l Layer) *Map {
	if o, ok := l.(OwnConfigs); ok {
		if c, own := o.OwnBuildConfig(); own {
			return c
		}
	}
	if shape := l.Core().BuildInputShape(); shape != nil {
		return NewMap().Set("input_shape", shape)
	}
	return nil
}

// compileConfig is what get_compile_config gives, nil for None.
func compileConfig(st *State, m Model) *Map {
	if o, ok := m.(OwnConfigs); ok {
		if c, own := o.OwnCompileConfig(); own {
			return c
		}
	}
	return m.ModelCore().CompileConfig(st)
}

// builtFrom lets a restored layer of a class of the user's build itself. Keras
// builds its own layers when they are first called.
func builtFrom(obj any, m *Map) any {
	if o, ok := obj.(OwnConfigs); ok {
		if c, _ := m.Get("build_config").(*Map); c != nil {
			o.BuildFromConfig(c)
		}
	}
	return obj
}

// plainConfig is a config with NumPy scalars as Python numbers and arrays in
// their serialized form, as serializing makes of them.
func plainConfig(m *Map) *Map {
	out := NewMap()
	for _, k := range m.Keys {
		x := m.Vals[k]
		if r, ok := x.(Rank0); ok {
			x = r.Array
		}
		if a, ok := x.(*tensor.Array); ok {
			if x = nestedFloats(a); a.Rank() > 0 {
				x = NewMap().Set("class_name", "__numpy__").Set("config", NewMap().Set("value", x).Set("dtype", a.DType().String()))
			}
		}
		out.Set(k, x)
	}
	return out
}

// UserObject is an object of a class of the user's, which says itself how it
// is found again.
type UserObject interface {
	Module() string
	ClassName() string
	RegisteredName() string
}

// SerializeFunction is how a function of the user's stands in a config.
func SerializeFunction(st *State, f Callable) any {
	if w, ok := f.(interface{ unwrap() Callable }); ok {
		f = w.unwrap()
	}
	if s, ok := f.(StateConfigValuer); ok {
		return s.ConfigValueIn(st)
	}
	name := f.FuncName()
	if r := st.registered(f); r != "" {
		name = r
	}
	return NewMap().Set("module", "builtins").Set("class_name", "function").Set("config", name).Set("registered_name", "function")
}

// registered is the name under which a function of the user's was registered
// ("package>name"), "" when it was not.
func (st *State) registered(f Callable) string {
	s, ok := f.(interface{ SameFunction(Callable) bool })
	if !ok {
		return ""
	}
	for name, obj := range st.Custom {
		if g, ok := obj.(Callable); ok && strings.Contains(name, ">") && s.SameFunction(g) {
			return name
		}
	}
	return ""
}

// FromConfig makes an object of a family from its serialized form, with or
// without a module. It throws ValueError for a class that is not known.
func FromConfig(st *State, k Kind, m *Map) any {
	name, ok := m.Get("class_name").(string)
	if !ok {
		tensor.Throwf("ValueError", "Improper config format for %s. Expecting python dict contains `class_name` and `config` as keys", Describe(m))
	}
	if name == "function" {
		fn, _ := m.Get("config").(string)
		return Resolve(st, k, fn)
	}
	if !m.Has("config") {
		if k == KindOptimizer {
			tensor.Throwf("KeyError", "config")
		}
		tensor.Throwf("ValueError", "Improper config format for %s. Expecting python dict contains `class_name` and `config` as keys", Describe(m))
	}
	cfg, _ := m.Get("config").(*Map)
	if cfg == nil {
		cfg = NewMap()
	}
	for _, key := range []string{registeredName(m), name} {
		switch custom := st.Custom[key].(type) {
		case ConfigMaker:
			return builtFrom(custom.FromConfig(st, cfg), m)
		case nil:
		default:
			return Resolve(st, k, custom)
		}
	}
	if module, _ := m.Get("module").(string); k == KindOptimizer && strings.HasSuffix(module, ".legacy") {
		k = KindLegacyOptimizer
	}
	c := FindFunction(k, name)
	if k == KindOptimizer && !m.Has("module") && len(cfg.Keys) > 0 && !cfg.Has("is_legacy_optimizer") {
		if older := foldedName(KindLegacyOptimizer, name); older != nil { // as Keras has it, what does not say is old
			k, c = KindLegacyOptimizer, older
		}
	}
	if k == KindOptimizer && (c == nil || c.OnlyObject && !strings.HasPrefix(c.In, "keras.src.") && !m.Has("module")) {
		c = foldedName(k, name)
	}
	if c == nil && k == KindLayer {
		c = Find(KindModel, name)
	}
	if c == nil && m.Has("module") && m.Get("module") == nil {
		tensor.Throwf("TypeError", "Cannot deserialize object of type `%s`. If `%s` is a custom class, please register it using the `@keras.saving.register_keras_serializable()` decorator.", name, name)
	}
	if c == nil {
		tensor.Throw(unknownName(k, name))
	}
	return c.FromConfig(st, withArrays(cfg))
}

// withArrays is the reverse of [plainConfig]: serialized arrays become arrays.
func withArrays(cfg *Map) *Map {
	out := NewMap()
	for _, k := range cfg.Keys {
		x := cfg.Vals[k]
		if m, ok := x.(*Map); ok && m.Get("class_name") == "__numpy__" {
			if inner, ok := m.Get("config").(*Map); ok {
				if a := arrayOfLists(inner.Get("value")); a != nil {
					name, _ := inner.Get("dtype").(string)
					if dt, ok := tensor.ParseDType(name); ok {
						a = a.Cast(dt)
					}
					x = a
				}
			}
		}
		out.Set(k, x)
	}
	return out
}

func registeredName(m *Map) string {
	s, _ := m.Get("registered_name").(string)
	return s
}

// beside is the keys that configs of losses, metrics and optimizers have beside
// the arguments.
var beside = map[string]bool{"fn": true, "is_legacy_optimizer": true}

// FromConfig makes an object of the class from what get_config gave.
func (c *Class) FromConfig(st *State, cfg *Map) any {
	if c.Restore != nil {
		return c.Restore(st, cfg)
	}
	kw := make([]Named, 0, len(cfg.Keys))
	for _, k := range cfg.Keys {
		if !beside[k] || c.argIndex(k) >= 0 {
			kw = append(kw, Named{k, cfg.Vals[k]})
		}
	}
	if c.Kind != KindLayer && c.Kind != KindMetric || c.PlainRestore {
		return c.Make(st, nil, kw...)
	}
	var obj any
	if err := tensor.Catch(func() { obj = c.Make(st, nil, kw...) }); err != nil {
		if e, ok := err.(*tensor.Error); ok {
			tensor.Throwf("TypeError", "Error when deserializing class '%s' using config=%s.\n\nException encountered: %s", c.Name, Describe(cfg), e.Msg)
		}
		tensor.Throw(err)
	}
	return obj
}

// Remake makes an object of obj's class from a config:
// obj.__class__.from_config(config).
func Remake(st *State, obj any, cfg *Map) any {
	if u, ok := obj.(interface{ ClassMaker() ConfigMaker }); ok {
		return u.ClassMaker().FromConfig(st, cfg)
	}
	return ClassOf(obj).FromConfig(st, cfg)
}

// Module is the name of the module that holds the class: "keras.layers".
func (c *Class) Module() string {
	if c.In != "" {
		return c.In
	}
	if c.Kind == KindModel {
		return "keras"
	}
	return "keras." + string(c.Kind)
}

var (
	typesOnce   sync.Once
	typeClasses map[reflect.Type]*Class
)

// ClassOf is the declaration of an object's class, nil for what is no object
// of a declared class.
func ClassOf(obj any) *Class {
	if o, ok := obj.(interface{ Class() *Class }); ok {
		if c := o.Class(); c != nil {
			return c
		}
	}
	typesOnce.Do(func() {
		typeClasses = map[reflect.Type]*Class{}
		for _, c := range registry {
			if t := reflect.TypeOf(c.New()); typeClasses[t] == nil {
				typeClasses[t] = c
			}
		}
	})
	return typeClasses[reflect.TypeOf(obj)]
}
