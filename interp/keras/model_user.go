package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// modelPart is the adapter part of a model of a class of the user's: it runs the
// user's methods and, for those that the class does not define, those of the
// model of Go that it extends.
type modelPart struct {
	adapted
	tracked
	base model.Model // of Go
	self model.Model // the whole adapter
	sig  *callSignature
}

// The adapters embed the model of Go one level below the part that runs the
// user's methods, so that these come first.
type (
	plainPart      struct{ *model.ModelBase }
	functionalPart struct{ *model.Functional }
	sequentialPart struct{ *model.Sequential }
)

// userModel is a model of a class of the user's that derives from keras.Model
// and defines call.
type userModel struct {
	*modelPart
	plainPart
}

// userFunctional is a model of a class of the user's whose constructor was given
// inputs and outputs.
type userFunctional struct {
	*modelPart
	functionalPart
}

// userSequential is a model of a class of the user's that derives from
// keras.Sequential.
type userSequential struct {
	*modelPart
	sequentialPart
}

func newModelPart(th *object.Thread, inst *object.Instance, base model.Model) *modelPart {
	return &modelPart{adapted: adapted{th: th, inst: inst, obj: base}, base: base}
}

func adaptModel(th *object.Thread, inst *object.Instance, obj any) any {
	m := obj.(*model.ModelBase)
	u := &userModel{newModelPart(th, inst, m), plainPart{m}}
	u.self = u
	m.SetSelf(u)
	u.follow(th, &inst.Attrs, m.Core())
	return u
}

// connect makes the adapter that of a functional model.
func (p *modelPart) connect(f *model.Functional) *userFunctional {
	u := &userFunctional{p, functionalPart{f}}
	p.obj, p.base, p.self = f, f, u
	f.SetClass(model.FunctionalClass)
	f.SetSelf(u)
	u.follow(p.th, &p.inst.Attrs, f.Core())
	return u
}

func adaptSequential(th *object.Thread, inst *object.Instance) *userSequential {
	s := new(model.Sequential)
	u := &userSequential{newModelPart(th, inst, s), sequentialPart{s}}
	u.self = u
	s.SetClass(model.SequentialClass)
	s.SetSelf(u)
	u.stack = true
	u.follow(th, &inst.Attrs, s.Core())
	return u
}

// setModelAttr is model.name = v on objects of user classes and others.
func setModelAttr(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
	if inst, ok := self.(*object.Instance); ok {
		if a, ok := inst.Native.(adapter); ok && !a.isStarted() {
			mustStart(th, v)
		}
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

// Build implements model.Layer.
func (p *modelPart) Build(c *model.Context, x model.Value) {
	if !p.init {
		binding.Throw(object.RuntimeErrorf("It looks like you are subclassing `Model` and you forgot to call `super().__init__()`. Always start with this line."))
	}
	if _, ok := p.method("build"); !ok {
		p.base.Build(c, x)
		return
	}
	p.call(c, "build", object.Pos(inputShapes(x)))
}

// Call implements model.Layer.
func (p *modelPart) Call(c *model.Context, x model.Value) model.Value {
	if _, ok := p.method("call"); !ok {
		return p.base.Call(c, x)
	}
	run := func() model.Value { return p.result(p.call(c, "call", p.signature().arguments(c, x))) }
	if c.State.Staging() {
		return tracedCall(run)
	}
	return run()
}

// ComputeMask implements model.Masker.
func (p *modelPart) ComputeMask(c *model.Context, x, mask model.Value) model.Value {
	if _, ok := p.method("compute_mask"); ok {
		return p.result(p.call(c, "compute_mask", object.Pos(toPython(x), toPython(mask))))
	}
	if m, ok := p.base.(model.Masker); ok {
		return m.ComputeMask(c, x, mask)
	}
	return nil
}

// CallArguments implements model.CallArguments.
func (p *modelPart) CallArguments(c *model.Context, x model.Value) []model.Named {
	if _, ok := p.method("call"); !ok {
		return p.base.ModelCore().CallArguments(c, x)
	}
	return p.signature().described(c, x)
}

// GetConfig implements model.Configer.
func (p *modelPart) GetConfig(st *model.State) *model.Map {
	return p.config(st, func() *model.Map { return baseConfig(st, p.inst, p.base) })
}
