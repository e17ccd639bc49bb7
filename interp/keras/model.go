package keras

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// plainModelDecl declares keras.Model for classes that derive from it and give
// no inputs and outputs.
var plainModelDecl = &model.Class{
	Kind: model.KindModel, Name: "Model",
	Doc: "Layers that are trained, evaluated and saved together.\n\n" +
		"Model(inputs, outputs) is the model of the layers between them. A class that derives from Model makes its layers " +
		"in __init__ and uses them in call(inputs).",
	New: func() any { return new(model.ModelBase) },
}

// modelClass is keras.Model.
func modelClass() *object.Class { return modelClassOnce.get(newModelClass) }

var modelClassOnce lazyClass

func newModelClass() *object.Class {
	cls := &object.Class{Name: "Model", Module: "keras.src.engine.training", Doc: plainModelDecl.Doc, Base: layerClass(),
		Signature: "Model(inputs=None, outputs=None, name=None, trainable=True, dtype=None, dynamic=False)", Members: modelMembers}
	construct(cls, plainModelDecl, family{layerClass, adaptModel})
	cls.New = newModel
	cls.Init = initModel
	cls.SetAttr = setModelAttr
	declared.mu.Lock()
	bindClass(plainModelDecl, cls)
	declared.mu.Unlock()
	return cls
}

// functionalArgs reports whether a call of Model gives inputs and outputs, and
// takes them out of the arguments.
func functionalArgs(args object.Args) (in, out object.Value, rest object.Args, ok bool) {
	given := func(name string, at int) (object.Value, bool) {
		if len(args.Pos) > at {
			return args.Pos[at], true
		}
		return args.Lookup(name)
	}
	in, hasIn := given("inputs", 0)
	out, hasOut := given("outputs", 1)
	if !hasIn || !hasOut || len(args.Pos) > 2 {
		return nil, nil, args, false
	}
	for _, k := range args.Kw {
		if k.Name != "inputs" && k.Name != "outputs" {
			rest.Kw = append(rest.Kw, k)
		}
	}
	return in, out, rest, true
}

func newModel(th *object.Thread, _ *object.Class, args object.Args) (object.Value, error) {
	st := binding.State(th)
	if in, out, rest, ok := functionalArgs(args); ok {
		name, trainable, err := modelArgs(th, rest)
		if err != nil {
			return nil, err
		}
		f := model.NewFunctional(st, toValue(th, in), toValue(th, out), name)
		if !trainable {
			f.SetTrainable(false)
		}
		return f, nil
	}
	_, kw, err := plainArgs(th, args)
	if err != nil {
		return nil, err
	}
	return plainModelDecl.Make(st, nil, kw...), nil
}

// plainArgs is the arguments of a model without a graph. Keras ignores
// positional ones.
func plainArgs(th *object.Thread, args object.Args) (pos []any, kw []model.Named, err error) {
	for _, k := range args.Kw {
		switch k.Name {
		case "name", "trainable", "dtype", "dynamic", "autocast":
		default:
			return nil, nil, object.TypeErrorf("('Keyword argument not understood:', '%s')", k.Name)
		}
	}
	args.Pos = nil
	pos, kw = toArgs(th, args)
	return pos, kw, nil
}

// modelArgs reads the arguments of a functional model besides its graph.
func modelArgs(th *object.Thread, args object.Args) (name string, trainable bool, err error) {
	trainable = true
	for _, k := range args.Kw {
		switch k.Name {
		case "name":
			name, _ = k.Value.(string)
		case "trainable":
			if trainable, err = object.Truth(th, k.Value); err != nil {
				return "", false, err
			}
		default:
			return "", false, object.TypeErrorf("('Keyword argument not understood:', '%s')", k.Name)
		}
	}
	return name, trainable, nil
}

func initModel(th *object.Thread, inst *object.Instance, args object.Args) error {
	a, ok := inst.Native.(*userModel)
	if !ok {
		return object.TypeErrorf("descriptor '__init__' requires a 'Model' object but received a '%s'", object.TypeName(inst))
	}
	st := binding.State(th)
	if in, out, rest, ok := functionalArgs(args); ok {
		name, trainable, err := modelArgs(th, rest)
		if err != nil {
			return err
		}
		f := new(model.Functional)
		u := a.connect(f)
		f.Label, f.CanTrain = name, trainable
		inst.Native = u
		u.started()
		f.Connect(st, toValue(th, in), toValue(th, out))
		u.fixed = slices.Clone(f.Core().Sublayers())
		return nil
	}
	_, kw, err := plainArgs(th, args)
	if err != nil {
		return err
	}
	plainModelDecl.SetArgs(st, a.ModelBase, nil, kw...)
	_, a.HasBuild = inst.Overrides("build")
	a.started()
	return nil
}

// functionalClass is the class of models of a graph.
func functionalClass() *object.Class { return functionalClassOnce.get(newFunctionalClass) }

var functionalClassOnce lazyClass

func newFunctionalClass() *object.Class {
	base := modelClass()
	return &object.Class{Name: "Functional", Module: "keras.src.engine.functional", Doc: model.FunctionalClass.Doc, Base: base,
		Signature: "Functional(inputs, outputs, name=None, trainable=True)", New: newModel, Alloc: base.Alloc, Init: initModel, Members: functionalMembers}
}

// sequentialClass is keras.Sequential.
func sequentialClass() *object.Class { return sequentialClassOnce.get(newSequentialClass) }

var sequentialClassOnce lazyClass

func newSequentialClass() *object.Class {
	return &object.Class{Name: "Sequential", Module: "keras.src.engine.sequential", Doc: model.SequentialClass.Doc, Example: model.SequentialClass.Example,
		Base: functionalClass(), Signature: "Sequential(layers=None, name=None)", Members: sequentialMembers,
		New: func(th *object.Thread, _ *object.Class, args object.Args) (object.Value, error) {
			s := new(model.Sequential)
			s.SetClass(model.SequentialClass)
			s.SetSelf(s)
			return s, startSequential(th, s, args)
		},
		Alloc: func(th *object.Thread, inst *object.Instance) (any, error) {
			return adaptSequential(th, inst), nil
		},
		Init: func(th *object.Thread, inst *object.Instance, args object.Args) error {
			u := inst.Native.(*userSequential)
			u.started()
			return startSequential(th, u.Sequential, args)
		},
	}
}

// startSequential is Sequential.__init__.
func startSequential(th *object.Thread, s *model.Sequential, args object.Args) error {
	a, err := bindInit(th, "Sequential(layers=None, name=None)", nil, args)
	if err != nil {
		return err
	}
	if a.Has("name") {
		s.Label = a.Str("name")
	}
	st := binding.State(th)
	s.Start(st)
	v := a.Value("layers")
	if v == nil {
		return nil
	}
	layers := []object.Value{v}
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		layers = x.Elems
	case *object.Tuple:
		layers = x.Elems
	}
	for _, l := range layers {
		s.Add(st, addedLayer(th, l))
	}
	return nil
}

// addedLayer is what Sequential.add takes: a layer, or a tensor of keras.Input
// for its layer.
func addedLayer(th *object.Thread, v object.Value) model.Layer {
	switch x := object.NativeOf(v).(type) {
	case model.Layer:
		return x
	case *tensor.Tensor:
		if i := model.InfoOf(x); i != nil {
			if in, ok := i.Layer.(*model.InputLayer); ok {
				return in
			}
		}
	}
	object.Throw(object.TypeErrorf("The added layer must be an instance of class Layer. Received: layer=%s of type %s.", object.Must(object.Str(th, v)), object.Must(object.Repr(th, object.TypeOf(v)))))
	return nil
}

// modelOf is the model that a Python value is.
func modelOf(v object.Value) model.Model {
	m, ok := object.NativeOf(v).(model.Model)
	if !ok {
		object.Throw(object.TypeErrorf("descriptor requires a 'Model' object but received a '%s'", object.TypeName(v)))
	}
	return m
}

// modelClassOf is the Python class of a model of Go.
func modelClassOf(m model.Model) *object.Class {
	switch m.(type) {
	case *model.Sequential:
		return sequentialClass()
	case *model.Functional:
		return functionalClass()
	}
	return modelClass()
}
