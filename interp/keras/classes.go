package keras

import (
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// declared joins the declarations of package model with the Python classes made
// of them.
var declared struct {
	mu      sync.Mutex
	classes map[*model.Class]*object.Class
	decls   map[*object.Class]*model.Class
}

// classOf is the Python class of a declaration; it is made at first use.
func classOf(c *model.Class) *object.Class {
	declared.mu.Lock()
	cls, ok := declared.classes[c]
	declared.mu.Unlock()
	if ok {
		return cls
	}
	cls = newClass(c)
	declared.mu.Lock()
	defer declared.mu.Unlock()
	if have, ok := declared.classes[c]; ok {
		return have
	}
	bindClass(c, cls)
	return cls
}

func bindClass(c *model.Class, cls *object.Class) {
	if declared.classes == nil {
		declared.classes = map[*model.Class]*object.Class{}
		declared.decls = map[*object.Class]*model.Class{}
	}
	declared.classes[c] = cls
	declared.decls[cls] = c
}

// declarationOf is the declaration that a Python class was made of, nil for
// other classes.
func declarationOf(cls *object.Class) *model.Class {
	declared.mu.Lock()
	defer declared.mu.Unlock()
	return declared.decls[cls]
}

// family is what the Python classes of one kind have in common.
type family struct {
	base func() *object.Class
	// adapt makes the Go part of an object of a user's class that derives from
	// one of the kind; nil where a class of the user's cannot take part.
	adapt func(th *object.Thread, inst *object.Instance, native any) any
}

func familyOf(k model.Kind) family {
	switch k {
	case model.KindLayer:
		return family{layerClass, adaptLayer}
	case model.KindModel:
		return family{modelClass, adaptModel}
	case model.KindLoss:
		return family{lossClass, adaptLoss}
	case model.KindMetric:
		return family{metricClass, adaptMetric}
	case model.KindOptimizer:
		return family{optimizerClass, adaptOptimizer}
	case model.KindLegacyOptimizer:
		return family{legacyOptimizerClass, adaptLegacyOptimizer}
	case model.KindSchedule:
		return family{scheduleClass, adaptSchedule}
	case model.KindCallback:
		return family{callbackClass, adaptCallback}
	case model.KindInitializer, model.KindOpInitializer:
		return family{initializerClass, adaptInitializer}
	case model.KindRegularizer:
		return family{regularizerClass, adaptRegularizer}
	case model.KindConstraint:
		return family{constraintClass, adaptConstraint}
	}
	return family{base: func() *object.Class { return object.ObjectClass }}
}

// newClass makes the Python class of a declaration.
func newClass(c *model.Class) *object.Class {
	switch c {
	case model.FunctionalClass:
		return functionalClass()
	case model.SequentialClass:
		return sequentialClass()
	}
	fam := familyOf(c.Kind)
	cls := &object.Class{Name: c.Name, Module: "keras.src." + string(c.Kind), Doc: c.Doc, LazySignature: c.Signature, Base: fam.base(),
		Example: c.Example, ArgDocs: func() []object.ArgDoc { return argDocs(c) }}
	if l, ok := lineageOf(c.Kind, c.Name); ok {
		cls.Module = l.module
		if base := model.Find(c.Kind, l.base); base != nil && base != c {
			cls.Base = classOf(base)
		}
	}
	if _, ok := lineageOf(c.Kind, c.Name); c.In != "" && !ok {
		cls.Module = c.In
	}
	cls.Members = func() []object.Member { return object.Owned(c.Name, extraMembers(c)) }
	construct(cls, c, fam)
	return cls
}

// argDocs is what the declaration says of its arguments.
func argDocs(c *model.Class) []object.ArgDoc {
	var out []object.ArgDoc
	for _, a := range c.Args() {
		out = append(out, object.ArgDoc{Name: a.Name, Doc: a.Doc})
	}
	return out
}

// construct gives a Python class the constructor of a declaration, for itself
// and for classes that user code derives from it.
func construct(cls *object.Class, c *model.Class, fam family) {
	cls.New = func(th *object.Thread, _ *object.Class, args object.Args) (object.Value, error) {
		syncCustom(th)
		pos, kw := toArgs(th, args)
		return toPython(c.Make(binding.State(th), pos, kw...)), nil
	}
	if fam.adapt == nil {
		cls.Final = true
		return
	}
	cls.Alloc = func(th *object.Thread, inst *object.Instance) (any, error) {
		return fam.adapt(th, inst, c.New()), nil
	}
	cls.Constructing = func(th *object.Thread, inst *object.Instance, args object.Args) {
		inst.Native.(adapter).constructing(args)
	}
	cls.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		a, ok := inst.Native.(adapter)
		if !ok {
			return object.TypeErrorf("descriptor '__init__' requires a '%s' object but received a '%s'", c.Name, object.TypeName(inst))
		}
		pos, kw := toArgs(th, args)
		c.SetArgs(binding.State(th), a.native(), pos, kw...)
		a.started()
		return nil
	}
}

// adapter is the Go part of an object of a class that user code derived from
// one of Keras'.
type adapter interface {
	binding.Owner
	// native is the object of Go that the user's class extends.
	native() any
	// constructing is told with what the user's class was called.
	constructing(args object.Args)
	// started is told when the constructor of Keras' class has run.
	started()
	isStarted() bool
}

// adapted is the part that all adapters share.
type adapted struct {
	th   *object.Thread
	inst *object.Instance
	obj  any // of Go
	init bool
	args object.Args // of the call that made the object
}

// PyValue implements binding.Owner.
func (a *adapted) PyValue() object.Value { return a.inst }

func (a *adapted) native() any     { return a.obj }
func (a *adapted) started()        { a.init = true }
func (a *adapted) isStarted() bool { return a.init }

func (a *adapted) constructing(args object.Args) { a.args = args }
func (a *adapted) arguments() object.Args        { return a.args }

// OwnClassName implements model.ClassNamer.
func (a *adapted) OwnClassName() string { return a.inst.Class.Name }

// ClassName implements model.UserObject.
func (a *adapted) ClassName() string { return a.inst.Class.Name }

// Module is where the user's class was defined, "" for a script's own.
func (a *adapted) Module() string {
	if m := a.inst.Class.Module; m != "__main__" {
		return m
	}
	return ""
}

// RegisteredName is the name under which register_keras_serializable keeps the
// class, or the class's own.
func (a *adapted) RegisteredName() string { return registeredNameOf(a.th, a.inst.Class) }

// method is a method that the user's class overrides.
func (a *adapted) method(name string) (object.Value, bool) { return a.inst.Overrides(name) }

// binds reports whether the user's call takes arguments.
func (a *adapted) binds(args object.Args) bool {
	m, _ := a.method("call")
	sig := object.SignatureOf(&object.BoundMethod{Fn: m})
	if sig == nil {
		return true
	}
	_, err := sig.Bind(a.th, args)
	return err == nil
}

// call calls a method of the user's in a context; what it raises is thrown as
// package model throws.
func (a *adapted) call(c *model.Context, name string, args object.Args) object.Value {
	var v object.Value
	var err error
	run := func() { v, _, err = a.inst.CallMethod(a.th, name, args) }
	switch {
	case c == nil:
		run()
	case c.Scope.Tracing() || symbolicIn(args):
		a.th.Staged(convertedMethods[name], func() { binding.Within(a.th, c, run) })
	default:
		binding.Within(a.th, c, run)
	}
	if err != nil {
		if name == "call" && !a.binds(args) {
			object.AsRaised(err).NamesLayer() // Keras tells the arguments of calls that begin
		}
		if c != nil && c.State.Staging() {
			throwStaged(err)
		}
		binding.Throw(err)
	}
	return v
}

// convertedMethods are those that Keras has AutoGraph convert for graphs: not those that
// are a step of training.
var convertedMethods = map[string]bool{"call": true, "update_state": true, "result": true, "__call__": true}

// symbolicIn reports whether one of the arguments is a tensor without a value.
func symbolicIn(args object.Args) bool {
	for _, v := range args.Pos {
		if t, ok := v.(*tensor.Tensor); ok && t.IsSymbolic() {
			return true
		}
	}
	return false
}

// throwStaged throws what left the user's code in a step that is traced: as an
// exception that knows the places in that code, if it can get another message.
func throwStaged(err error) {
	if r := object.AsRaised(err).Plain(); r != nil {
		tensor.Throw(r)
	}
	binding.Throw(err)
}

// result converts what a method of the user's returned; see toValue.
func (a *adapted) result(v object.Value) model.Value {
	var out model.Value
	if err := binding.Catch(func() { out = toValue(a.th, v) }); err != nil {
		binding.Throw(err)
	}
	return out
}

// config is the user's get_config, or the arguments
// of the class that theirs derives from.
func (a *adapted) config(st *model.State, base func() *model.Map) *model.Map {
	if _, ok := a.method("get_config"); !ok {
		return base()
	}
	v := a.call(nil, "get_config", object.Args{})
	d, ok := v.(*object.Dict)
	if !ok {
		binding.Throw(object.TypeErrorf("get_config() of %s returned a %s, not a dict", a.ClassName(), object.TypeName(v)))
	}
	var m *model.Map
	if err := binding.Catch(func() { m = toMap(a.th, d) }); err != nil {
		binding.Throw(err)
	}
	return m
}

// isKerasObject reports whether v is an object of Go that a declaration made.
func isKerasObject(v object.Value) bool {
	switch v.(type) {
	case model.Layer, model.Loss, model.Metric, model.Optimizer, model.Schedule, model.Callback, model.Initializer, model.Regularizer, model.Constraint:
		return true
	}
	return false
}

var _ = object.RegisterResolver(func(v any) *object.Class {
	switch x := v.(type) {
	case model.Model:
		return modelClassOf(x)
	case model.Layer:
		if c := x.Core().Class(); c != nil {
			return classOf(c)
		}
		return layerClass()
	}
	if isKerasObject(v) {
		if c := model.ClassOf(v); c != nil {
			return classOf(c)
		}
	}
	return nil
})
