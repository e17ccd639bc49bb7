package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// modelPart is what the adapters of models share.
type modelPart struct {
	adapted
	tracked
	sig *callSignature
}

// userModel is a model of a class of the user's that derives from keras.Model
// and defines call.
type userModel struct {
	*modelPart
	*model.ModelBase
}

// userFunctional is a model of a class of the user's whose constructor was given
// inputs and outputs.
type userFunctional struct {
	*modelPart
	*model.Functional
}

// userSequential is a model of a class of the user's that derives from
// keras.Sequential.
type userSequential struct {
	*modelPart
	*model.Sequential
}

func adaptModel(th *object.Thread, inst *object.Instance, obj any) any {
	m := obj.(*model.ModelBase)
	u := &userModel{&modelPart{adapted: adapted{th: th, inst: inst, obj: obj}}, m}
	m.SetSelf(u)
	u.follow(&inst.Attrs, m.Core())
	return u
}

// setModelAttr is model.name = v on objects of user classes and others.
func setModelAttr(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
	inst, ok := self.(*object.Instance)
	if !ok {
		return setLayerAttr(th, self, name, v)
	}
	if a, ok := inst.Native.(adapter); ok && !a.isStarted() {
		mustStart(th, v)
	}
	return setLayerAttr(th, self, name, v)
}

func (p *modelPart) setAttr(name string, v object.Value) (bool, error) {
	p.tracked.assign(name, v)
	return true, nil
}

func (p *modelPart) attrsChanged() { p.tracked.dirty = true }

func (p *modelPart) signature() *callSignature {
	if p.sig == nil {
		p.sig = callSignatureOf(p.th, p.inst)
	}
	return p.sig
}

// callAs runs the user's call, or that of the class it derives from.
func (p *modelPart) callAs(base model.Model, c *model.Context, x model.Value) model.Value {
	if _, ok := p.method("call"); !ok {
		return base.Call(c, x)
	}
	return p.result(p.call(c, "call", p.signature().arguments(c, x)))
}

func (p *modelPart) buildAs(base model.Model, c *model.Context, x model.Value) {
	if _, ok := p.method("build"); !ok {
		base.Build(c, x)
		return
	}
	p.call(c, "build", object.Pos(inputShapes(x)))
}

func (p *modelPart) maskAs(base model.Layer, c *model.Context, x, mask model.Value) model.Value {
	if _, ok := p.method("compute_mask"); ok {
		return p.result(p.call(c, "compute_mask", object.Pos(toPython(x), toPython(mask))))
	}
	if m, ok := base.(model.Masker); ok {
		return m.ComputeMask(c, x, mask)
	}
	return nil
}

func (p *modelPart) argumentsAs(base model.CallArguments, c *model.Context, x model.Value) []model.Named {
	if _, ok := p.method("call"); !ok {
		return base.CallArguments(c, x)
	}
	return p.signature().described(c, x)
}

func (p *modelPart) configAs(st *model.State, base any) *model.Map {
	return p.config(st, func() *model.Map { return model.GetConfig(st, base) })
}

// ClassName is the name of the user's class.
func (u *userModel) ClassName() string { return u.adapted.ClassName() }

// Build implements model.Layer.
func (u *userModel) Build(c *model.Context, x model.Value) {
	if !u.init {
		binding.Throw(object.RuntimeErrorf("It looks like you are subclassing `Model` and you forgot to call `super().__init__()`. Always start with this line."))
	}
	u.buildAs(u.ModelBase, c, x)
}

// Call implements model.Layer.
func (u *userModel) Call(c *model.Context, x model.Value) model.Value {
	return u.callAs(u.ModelBase, c, x)
}

// ComputeMask implements model.Masker.
func (u *userModel) ComputeMask(c *model.Context, x, mask model.Value) model.Value {
	return u.maskAs(u.ModelBase, c, x, mask)
}

// CallArguments implements model.CallArguments.
func (u *userModel) CallArguments(c *model.Context, x model.Value) []model.Named {
	return u.argumentsAs(u.ModelBase, c, x)
}

// GetConfig implements model.Configer.
func (u *userModel) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return autoConfig(model.NewMap(), u.inst, u.args) })
}

// ClassName is the name of the user's class.
func (u *userFunctional) ClassName() string { return u.adapted.ClassName() }

// Build implements model.Layer.
func (u *userFunctional) Build(c *model.Context, x model.Value) { u.buildAs(u.Functional, c, x) }

// Call implements model.Layer.
func (u *userFunctional) Call(c *model.Context, x model.Value) model.Value {
	return u.callAs(u.Functional, c, x)
}

// ComputeMask implements model.Masker.
func (u *userFunctional) ComputeMask(c *model.Context, x, mask model.Value) model.Value {
	return u.maskAs(u.Functional, c, x, mask)
}

// CallArguments implements model.CallArguments.
func (u *userFunctional) CallArguments(c *model.Context, x model.Value) []model.Named {
	return u.argumentsAs(u.Functional, c, x)
}

// GetConfig implements model.Configer.
func (u *userFunctional) GetConfig(st *model.State) *model.Map { return u.configAs(st, u.Functional) }

// ClassName is the name of the user's class.
func (u *userSequential) ClassName() string { return u.adapted.ClassName() }

// Build implements model.Layer.
func (u *userSequential) Build(c *model.Context, x model.Value) { u.buildAs(u.Sequential, c, x) }

// Call implements model.Layer.
func (u *userSequential) Call(c *model.Context, x model.Value) model.Value {
	return u.callAs(u.Sequential, c, x)
}

// ComputeMask implements model.Masker.
func (u *userSequential) ComputeMask(c *model.Context, x, mask model.Value) model.Value {
	return u.maskAs(u.Sequential, c, x, mask)
}

// CallArguments implements model.CallArguments.
func (u *userSequential) CallArguments(c *model.Context, x model.Value) []model.Named {
	return u.argumentsAs(u.Sequential, c, x)
}

// GetConfig implements model.Configer.
func (u *userSequential) GetConfig(st *model.State) *model.Map { return u.configAs(st, u.Sequential) }
