package tf

import (
	"sort"
	"strings"
	"unicode"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// ModuleClass is tf.Module: objects that know the variables in their
// attributes.
var ModuleClass = &object.Class{Name: "Module", Module: "tensorflow.python.module.module", Doc: "Base of objects that know the variables in their attributes.", Signature: "Module(name=None)"}

func init() {
	c := ModuleClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		inst := &object.Instance{Class: cls}
		inst.Native = binding.Attributes{Of: &inst.Attrs}
		return inst, initModule(th, inst, args)
	}
	c.Alloc = func(th *object.Thread, inst *object.Instance) (any, error) {
		return binding.Attributes{Of: &inst.Attrs}, nil
	}
	c.Init = initModule
	c.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		self.(*object.Instance).Attrs.Set(name, binding.Wrap(v))
		return true, nil
	}
	c.Members = moduleMembers
}

func initModule(th *object.Thread, inst *object.Instance, args object.Args) error {
	a, err := ModuleClass.BindNew(th, args)
	if err != nil {
		return err
	}
	name := model.SnakeCase(inst.Class.Name)
	if a.Has("name") {
		name = a.Str("name")
		if !isIdentifier(name) {
			return object.ValueErrorf("%s is not a valid module name. Module names must be valid Python identifiers (e.g. a valid class name).", object.Must(object.Repr(th, name)))
		}
	}
	inst.Attrs.Set("_name", name)
	inst.Attrs.Set("_scope_name", name)
	return nil
}

func isIdentifier(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != ""
}

func moduleMembers() []object.Member {
	vars := func(name, doc string, keep func(v *tensor.Variable) bool) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			w := &moduleWalk{th: th, seen: map[any]bool{}}
			w.module(self)
			out := &object.Tuple{}
			for _, v := range w.vars {
				if keep(v) {
					out.Elems = append(out.Elems, v)
				}
			}
			return out, nil
		})
	}
	attr := func(th *object.Thread, self object.Value, name string) (object.Value, error) {
		if v, ok := self.(*object.Instance).Attrs.Get(name); ok {
			return v, nil
		}
		return nil, object.AttributeErrorf("'%s' object has no attribute '%s'", object.TypeName(self), name).WithHint("call super().__init__() in __init__")
	}
	return []object.Member{
		object.Getter("name", "the module's name", func(th *object.Thread, self object.Value) (object.Value, error) { return attr(th, self, "_name") }),
		object.Getter("name_scope", "a tf.name_scope of the module's name", func(th *object.Thread, self object.Value) (object.Value, error) {
			v, err := attr(th, self, "_scope_name")
			if err != nil {
				return nil, err
			}
			return &nameScope{name: v.(string) + "/"}, nil
		}),
		vars("variables", "the variables of the module and its submodules", func(v *tensor.Variable) bool { return true }),
		vars("trainable_variables", "the trainable variables of the module and its submodules", func(v *tensor.Variable) bool { return v.Trainable }),
		vars("non_trainable_variables", "the other variables of the module and its submodules", func(v *tensor.Variable) bool { return !v.Trainable }),
		object.Getter("submodules", "the modules in the attributes of the module", func(th *object.Thread, self object.Value) (object.Value, error) {
			w := &moduleWalk{th: th, seen: map[any]bool{}}
			w.module(self)
			return &object.Tuple{Elems: w.modules}, nil
		}),
		object.ClassMethodOf("with_name_scope(cls, method)", "Decorator: the method runs in the module's name scope.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &scopedMethod{a.Value("method")}, nil
		}),
	}
}

// moduleWalk collects the variables and modules below a module: first its own,
// attributes in the order of their names, then those of its submodules.
type moduleWalk struct {
	th      *object.Thread
	seen    map[any]bool
	vars    []*tensor.Variable
	modules []object.Value
}

func (w *moduleWalk) module(v object.Value) {
	inst, ok := v.(*object.Instance)
	if !ok {
		return
	}
	w.seen[inst] = true
	names := inst.Attrs.Names()
	sort.Strings(names)
	var below []object.Value
	for _, n := range names {
		attr, _ := inst.Attrs.Get(n)
		for _, leaf := range flattenLoose(w.th, attr) {
			switch x := object.NativeOf(leaf).(type) {
			case *tensor.Variable:
				w.add(x)
			default:
				if isModule(leaf) && !w.seen[key(leaf)] {
					w.seen[key(leaf)] = true
					w.modules = append(w.modules, leaf)
					below = append(below, leaf)
				}
			}
		}
	}
	for _, m := range below {
		if l, ok := object.NativeOf(m).(model.Layer); ok {
			for _, v := range l.Core().NonTrainableWeights() {
				w.add(v)
			}
			for _, v := range l.Core().TrainableWeights() {
				w.add(v)
			}
			continue
		}
		w.module(m)
	}
}

func (w *moduleWalk) add(v *tensor.Variable) {
	if !w.seen[v] {
		w.seen[v] = true
		w.vars = append(w.vars, v)
	}
}

// ModuleOf is a tf.Module as a part of a layer that holds it in an attribute;
// nil for other values.
func ModuleOf(v object.Value) model.Module {
	if _, isLayer := object.NativeOf(v).(model.Layer); isLayer {
		return nil
	}
	if inst, ok := v.(*object.Instance); ok && object.IsInstance(v, ModuleClass) {
		return heldModule{inst}
	}
	return nil
}

// heldModule is a module in an attribute of a layer.
type heldModule struct{ inst *object.Instance }

// Variables implements model.Module.
func (m heldModule) Variables() []*tensor.Variable {
	w := &moduleWalk{seen: map[any]bool{}}
	w.module(m.inst)
	return w.vars
}

// key identifies a module.
func key(v object.Value) any {
	if n := object.NativeOf(v); n != nil {
		if _, ok := n.(model.Layer); ok {
			return n
		}
	}
	return v
}

func isModule(v object.Value) bool {
	if _, ok := object.NativeOf(v).(model.Layer); ok {
		return true
	}
	return object.IsInstance(v, ModuleClass)
}

// flattenLoose is flatten for dicts with any keys.
func flattenLoose(th *object.Thread, v object.Value) (out []object.Value) {
	if err := binding.Catch(func() { out = flatten(th, v) }); err != nil {
		return nil
	}
	return out
}

// scopedMethod is a method that runs in its module's name scope.
type scopedMethod struct{ fn object.Value }

// PyClass is function.
func (m *scopedMethod) PyClass() *object.Class { return object.FunctionClass }

// BindsSelf makes it a method.
func (m *scopedMethod) BindsSelf() bool { return true }

// FuncName is the method's name.
func (m *scopedMethod) FuncName() string {
	name, _ := object.FuncName(m.fn)
	return name
}

// CallValue implements object.Callable.
func (m *scopedMethod) CallValue(th *object.Thread, args object.Args) (out object.Value, err error) {
	name := ""
	if len(args.Pos) > 0 {
		if inst, ok := args.Pos[0].(*object.Instance); ok {
			v, _ := inst.Attrs.Get("_scope_name")
			name, _ = v.(string)
		}
	}
	if name == "" {
		return object.Call(th, m.fn, args)
	}
	_, leave := binding.Scope(th).EnterNames(name)
	defer leave()
	binding.Within(th, binding.Context(th).NameScope(strings.TrimSuffix(name, "/")), func() { out, err = object.Call(th, m.fn, args) })
	return out, err
}
