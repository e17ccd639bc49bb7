package keras

import (
	"errors"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// userLayer is a layer whose class user code wrote. It runs the user's methods
// and, for those that the class does not define, the methods of the layer of Go
// that it extends.
type userLayer struct {
	adapted
	tracked
	model.Layer // what the class extends: a plain layer, or one such as Dense

	sig *callSignature
}

func adaptLayer(th *object.Thread, inst *object.Instance, obj any) any {
	l := obj.(model.Layer)
	u := &userLayer{Layer: l, adapted: adapted{th: th, inst: inst, obj: obj}}
	u.tracked.follow(th, &inst.Attrs, l.Core())
	l.Core().SetSelf(u)
	if _, ok := u.method("compute_mask"); ok {
		l.Core().SupportsMasking = true
	}
	return u
}

func (u *userLayer) setAttr(name string, v object.Value) (bool, error) {
	model.SetWeight(u.obj, name, object.NativeOf(v))
	if !hasParts(v) && model.SetAttr(binding.State(u.th), u.obj, name, toModel(u.th, v)) {
		return true, nil
	}
	u.tracked.assign(name, v)
	return true, nil
}

func (u *userLayer) attrsChanged() { u.tracked.dirty = true }

// Build implements model.Layer.
func (u *userLayer) Build(c *model.Context, x model.Value) {
	if !u.init {
		binding.Throw(object.RuntimeErrorf("You must call `super().__init__()` in the layer constructor."))
	}
	if _, ok := u.method("build"); !ok {
		u.Layer.Build(c, x)
		return
	}
	u.call(c, "build", object.Pos(inputShapes(x)))
}

// inputShapes is the shapes of inputs as Keras hands them to build: TensorShape
// objects in the structure of the inputs.
func inputShapes(x model.Value) object.Value {
	return toPython(model.MapValue(x, func(t *tensor.Tensor) model.Value { return binding.NewTensorShape(t.Shape()) }))
}

// Call implements model.Layer.
func (u *userLayer) Call(c *model.Context, x model.Value) model.Value {
	if _, ok := u.method("call"); !ok {
		return u.Layer.Call(c, x)
	}
	run := func() model.Value { return u.result(u.call(c, "call", u.signature().arguments(c, x))) }
	if in, ok := x.(*tensor.Tensor); ok && in.IsSymbolic() || c.State.Staging() {
		return tracedCall(run)
	}
	return run()
}

// tracedCall runs a user's call that is traced, where exceptions say where in
// the user's code they come from.
func tracedCall(run func() model.Value) (out model.Value) {
	err := binding.Catch(func() { out = run() })
	var raised *object.Raised
	if errors.As(err, &raised) {
		err = object.InUserCode(raised)
	}
	if err != nil {
		binding.Throw(err)
	}
	return out
}

func (u *userLayer) signature() *callSignature {
	if u.sig == nil {
		u.sig = callSignatureOf(u.th, u.inst)
	}
	return u.sig
}

// CallArguments implements model.CallArguments.
func (u *userLayer) CallArguments(c *model.Context, x model.Value) []model.Named {
	return u.signature().described(c, x)
}

// ComputeMask implements model.Masker.
func (u *userLayer) ComputeMask(c *model.Context, x, mask model.Value) model.Value {
	if _, ok := u.method("compute_mask"); ok {
		return u.result(u.call(c, "compute_mask", object.Pos(toPython(x), toPython(mask))))
	}
	if m, ok := u.Layer.(model.Masker); ok {
		return m.ComputeMask(c, x, mask)
	}
	if u.Core().SupportsMasking {
		return mask
	}
	return nil
}

// CastsInputs implements model.Caster.
func (u *userLayer) CastsInputs() bool {
	k, ok := u.Layer.(model.Caster)
	return !ok || k.CastsInputs()
}

// ScriptAttr implements model.Scripted.
func (u *userLayer) ScriptAttr(name string) (any, bool) {
	v, err := object.GetAttr(u.th, u.inst, name)
	if err != nil {
		return nil, false
	}
	return toModel(u.th, v), true
}

// ScriptCall implements model.Scripted.
func (u *userLayer) ScriptCall(c *model.Context, method string, args ...any) (any, bool) {
	if _, ok := u.method(method); !ok {
		return nil, false
	}
	return u.result(u.call(c, method, object.Args{Pos: toPythons(args)})), true
}

// GetConfig implements model.Configer.
func (u *userLayer) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return baseConfig(st, u.inst, u.obj) })
}

// callSignature is the parameters of a user's call.
type callSignature struct {
	params         []string // without self
	defaults       map[string]object.Value
	training, mask bool
	open           bool // it takes any other arguments
}

func callSignatureOf(th *object.Thread, inst *object.Instance) *callSignature {
	s := &callSignature{defaults: map[string]object.Value{}}
	fn, ok := inst.Overrides("call")
	if !ok {
		return s
	}
	sig := object.SignatureOf(fn)
	if sig == nil {
		s.open = true
		return s
	}
	for i, p := range sig.Params {
		switch {
		case i == 0 && p.Kind <= object.Regular:
		case p.Kind == object.VarKw:
			s.open = true
		case p.Kind == object.VarArgs:
			s.open = true
		default:
			s.params = append(s.params, p.Name)
			if p.HasDefault {
				s.defaults[p.Name] = p.Default
			}
		}
	}
	s.training = slices.Contains(s.params, "training")
	s.mask = slices.Contains(s.params, "mask")
	return s
}

// first is the name of the first parameter.
func (s *callSignature) first(other string) string {
	if len(s.params) > 0 {
		return s.params[0]
	}
	return other
}

// arguments is what the user's call gets: training and mask only when it has
// such parameters.
func (s *callSignature) arguments(c *model.Context, x model.Value) object.Args {
	args := object.Pos(toPython(x))
	for _, p := range c.Pos {
		args.Pos = append(args.Pos, toPython(p))
	}
	for _, name := range s.params {
		if v, ok := c.Args[name]; ok {
			args = args.With(name, toPython(v))
		}
	}
	for _, name := range otherNames(c.Args, s.params) {
		args = args.With(name, toPython(c.Args[name]))
	}
	if s.training {
		args = s.withTraining(c, args)
	}
	if s.mask && c.Mask != nil {
		args = args.With("mask", toPython(c.Mask))
	}
	return args
}

// withTraining passes the training mode on. A default other than None in the
// signature becomes the mode of the layers that the call uses.
func (s *callSignature) withTraining(c *model.Context, args object.Args) object.Args {
	if !c.TrainingSet {
		if on, ok := s.defaults["training"].(bool); ok {
			c.Training, c.TrainingSet = on, true
		} else {
			if _, optional := s.defaults["training"]; !optional {
				args = args.With("training", nil)
			}
			return args
		}
	}
	return args.With("training", c.Training)
}

func otherNames(args map[string]any, known []string) []string {
	var names []string
	for name := range args {
		if !slices.Contains(known, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// described is the arguments of a call with their names, for an error.
func (s *callSignature) described(c *model.Context, x model.Value) []model.Named {
	out := []model.Named{{Name: s.first("inputs"), Value: x}}
	for i, name := range s.params {
		if i == 0 {
			continue
		}
		v, ok := c.Args[name]
		switch {
		case ok:
		case name == "training" && c.TrainingSet:
			v = c.Training
		case name == "mask":
			v = c.Mask
		default:
			v = s.defaults[name]
		}
		out = append(out, model.Named{Name: name, Value: v})
	}
	return out
}
