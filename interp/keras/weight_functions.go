package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// familyBase declares the class from which the classes of a family derive:
// Initializer, Loss and so on. Objects of it are made only by user code.
func familyBase(kind model.Kind, sig, doc string, call func(th *object.Thread, self object.Value, args object.Args) (object.Value, error),
	adapt func(*object.Thread, *object.Instance, any) any, newNative func() any, members func() []object.Member) *object.Class {
	decl := &model.Class{Kind: kind, Name: object.ParseSignature(sig).Name, Doc: doc, New: newNative}
	cls := &object.Class{Name: decl.Name, Module: "keras.src." + string(kind), Doc: doc, Signature: sig, Members: func() []object.Member { return object.Owned(decl.Name, members()) },
		Call: call, GetAttr: declaredAttr, SetAttr: setDeclared, DelAttr: delDeclared, AttrNames: declaredNames}
	if l, ok := lineageOf(kind, decl.Name); ok {
		cls.Module = l.module
	}
	construct(cls, decl, family{func() *object.Class { return object.ObjectClass }, adapt})
	switch newNative().(type) {
	case *nothing, *scheduleBase, *optimizerBase:
		cls.New = func(th *object.Thread, _ *object.Class, args object.Args) (object.Value, error) {
			return bareObject(th, cls, args)
		}
	}
	declared.mu.Lock()
	bindClass(decl, cls)
	declared.mu.Unlock()
	return cls
}

// bareObject is an object of a family's base class itself, which is as one of a
// user's class that overrides nothing.
func bareObject(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	inst := &object.Instance{Class: cls}
	native, err := cls.Alloc(th, inst)
	if err != nil {
		return nil, err
	}
	inst.Native = native
	cls.Constructing(th, inst, args)
	return inst, cls.Init(th, inst, args)
}

// configMembers are the methods that all families have.
func configMembers(what string, more ...object.Member) func() []object.Member {
	return func() []object.Member {
		return append(more,
			object.Method("get_config(self)", "The arguments of the constructor, from which from_config makes an equal "+what+".", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return configOf(th, a.Self()), nil
			}),
			fromConfigMember(what))
	}
}

// nothing is the Go part of objects whose class Keras gives no arguments.
type nothing struct{}

// userInitializer is an initializer of the user's.
type userInitializer struct{ adapted }

func adaptInitializer(th *object.Thread, inst *object.Instance, obj any) any {
	return &userInitializer{adapted{th: th, inst: inst, obj: obj}}
}

// Initial implements model.Initializer.
func (u *userInitializer) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	if _, ok := u.method("__call__"); !ok {
		if i, ok := u.obj.(model.Initializer); ok {
			return i.Initial(c, shape, dt)
		}
		binding.Throw(object.NotImplementedErrorf("Initializer subclasses must implement the `__call__()` method."))
	}
	args := object.Pos(binding.NewTensorShape(shape))
	if u.takesDType() {
		args = args.With("dtype", binding.TFDType(dt))
	}
	return model.AsTensor(u.result(u.call(c, "__call__", args)), dt).Array()
}

func (u *userInitializer) takesDType() bool {
	fn, _ := u.method("__call__")
	sig := object.SignatureOf(fn)
	if sig == nil || sig.Index("dtype") >= 0 {
		return true
	}
	_, varKw := parameterNames(sig)
	return varKw != ""
}

// GetConfig implements model.Configer.
func (u *userInitializer) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return model.GetConfig(st, u.obj) })
}

// initializerClass is initializers.Initializer.
func initializerClass() *object.Class { return initializerClassOnce.get(newInitializerClass) }

var initializerClassOnce lazyClass

func newInitializerClass() *object.Class {
	return familyBase(model.KindInitializer, "Initializer()", "The class from which initializers derive: __call__(shape, dtype) makes the first value of a weight.",
		callInitializer, adaptInitializer, func() any { return new(nothing) }, configMembers("initializer"))
}

var initializerSig = object.ParseSignature("__call__(shape, dtype=None, **kwargs)")

func callInitializer(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
	a, err := initializerSig.Bind(th, args)
	if err != nil {
		return nil, err
	}
	init, ok := goPart(self).(model.Initializer)
	if !ok {
		return nil, object.NotImplementedErrorf("Initializer subclasses must implement the `__call__()` method.")
	}
	st := binding.State(th)
	dt := binding.DTypeOr(th, a.Value("dtype"), st.FloatX)
	return tensor.FromArray(init.Initial(binding.Context(th), binding.ToShape(th, a.Value("shape")), dt).Cast(dt)), nil
}

// userRegularizer is a regularizer of the user's.
type userRegularizer struct{ adapted }

func adaptRegularizer(th *object.Thread, inst *object.Instance, obj any) any {
	return &userRegularizer{adapted{th: th, inst: inst, obj: obj}}
}

// Penalty implements model.Regularizer.
func (u *userRegularizer) Penalty(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if _, ok := u.method("__call__"); !ok {
		if r, ok := u.obj.(model.Regularizer); ok {
			return r.Penalty(c, x)
		}
		return tensor.Full(x.DType(), 0)
	}
	return model.AsTensor(u.result(u.call(c, "__call__", object.Pos(x))), x.DType())
}

// GetConfig implements model.Configer.
func (u *userRegularizer) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return model.GetConfig(st, u.obj) })
}

// regularizerClass is regularizers.Regularizer.
func regularizerClass() *object.Class { return regularizerClassOnce.get(newRegularizerClass) }

var regularizerClassOnce lazyClass

func newRegularizerClass() *object.Class {
	return familyBase(model.KindRegularizer, "Regularizer()", "The class from which regularizers derive: __call__(x) is the penalty of a weight.",
		callRegularizer, adaptRegularizer, func() any { return new(nothing) }, configMembers("regularizer"))
}

var weightFunctionSig = object.ParseSignature("__call__(x)")

func callRegularizer(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
	a, err := weightFunctionSig.Bind(th, args)
	if err != nil {
		return nil, err
	}
	if r, ok := goPart(self).(model.Regularizer); ok {
		return r.Penalty(binding.Context(th), tensorArg(th, a.Value("x"))), nil
	}
	return 0.0, nil
}

// userConstraint is a constraint of the user's.
type userConstraint struct{ adapted }

func adaptConstraint(th *object.Thread, inst *object.Instance, obj any) any {
	return &userConstraint{adapted{th: th, inst: inst, obj: obj}}
}

// Project implements model.Constraint.
func (u *userConstraint) Project(c *model.Context, w *tensor.Tensor) *tensor.Tensor {
	if _, ok := u.method("__call__"); !ok {
		if k, ok := u.obj.(model.Constraint); ok {
			return k.Project(c, w)
		}
		return w
	}
	return model.AsTensor(u.result(u.call(c, "__call__", object.Pos(w))), w.DType())
}

// GetConfig implements model.Configer.
func (u *userConstraint) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return model.GetConfig(st, u.obj) })
}

// constraintClass is constraints.Constraint.
func constraintClass() *object.Class { return constraintClassOnce.get(newConstraintClass) }

var constraintClassOnce lazyClass

func newConstraintClass() *object.Class {
	return familyBase(model.KindConstraint, "Constraint()", "The class from which constraints derive: __call__(w) is the weight as it may be.",
		callConstraint, adaptConstraint, func() any { return new(nothing) }, configMembers("constraint"))
}

func callConstraint(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
	a, err := weightFunctionSig.Bind(th, args)
	if err != nil {
		return nil, err
	}
	w := tensorArg(th, a.Value("x"))
	if k, ok := goPart(self).(model.Constraint); ok {
		return k.Project(binding.Context(th), w), nil
	}
	return w, nil
}
