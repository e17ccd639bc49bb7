package keras

import (
	"fmt"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/tf"
	"kerash/model"
	"kerash/tensor"
)

// archive is what an ExportArchive knows besides its attributes.
type archive struct{ names []string }

// archiveState is the attribute that holds it.
const archiveState = "_endpoint_names"

// exportArchiveClass is keras.export.ExportArchive.
var exportArchiveClass lazyClass

func newExportArchive() *object.Class {
	cls := &object.Class{Name: "ExportArchive", Module: "keras.src.export.export_lib", Signature: "ExportArchive()",
		Doc: "Writes models and functions to a folder, from which tf.saved_model.load gives an object with the endpoints as functions."}
	cls.Alloc = func(th *object.Thread, inst *object.Instance) (any, error) {
		return binding.Attributes{Of: &inst.Attrs}, nil
	}
	cls.New = func(th *object.Thread, c *object.Class, args object.Args) (object.Value, error) {
		inst := &object.Instance{Class: c}
		inst.Native = binding.Attributes{Of: &inst.Attrs}
		return inst, initArchive(th, inst, args)
	}
	cls.Init = initArchive
	cls.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		self.(*object.Instance).Attrs.Set(name, binding.Wrap(v))
		return true, nil
	}
	cls.Members = func() []object.Member {
		return []object.Member{
			object.Method("track(self, resource)", "Makes the variables of a layer or model known to the archive.", trackResource),
			object.Method("add_endpoint(self, name, fn, input_signature=None)", "Adds a function: a tf.function that was called, or one with the specs of its arguments.", addEndpoint),
			object.Method("add_variable_collection(self, name, variables)", "Adds a list of variables under a name.", addVariables),
			object.Method("write_out(self, filepath, options=None)", "Writes the folder and tells about the endpoints.", writeArchive),
		}
	}
	return cls
}

func initArchive(th *object.Thread, inst *object.Instance, args object.Args) error {
	if n := len(args.Pos); n > 0 || len(args.Kw) > 0 {
		if n > 0 {
			return object.TypeErrorf("ExportArchive.__init__() takes 1 positional argument but %d were given", n+1)
		}
		return object.TypeErrorf("ExportArchive.__init__() got an unexpected keyword argument '%s'", args.Kw[0].Name)
	}
	inst.Attrs.Set(archiveState, &archive{})
	inst.Attrs.Set("tensorflow_version", tf.Version)
	for _, name := range []string{"variables", "trainable_variables", "non_trainable_variables"} {
		inst.Attrs.Set(name, binding.Wrap(object.NewList()))
	}
	return nil
}

func archiveOf(v object.Value) (*object.Instance, *archive) {
	inst := v.(*object.Instance)
	x, _ := inst.Attrs.Get(archiveState)
	a, ok := x.(*archive)
	if !ok {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute '%s'", object.TypeName(v), archiveState))
	}
	return inst, a
}

func trackResource(th *object.Thread, a *object.Bound) (object.Value, error) {
	inst, _ := archiveOf(a.Self())
	v := a.Value("resource")
	if binding.Trackable(v) == nil {
		return nil, object.ValueErrorf("Invalid resource type. Expected an instance of a TensorFlow `Trackable` (such as a Keras `Layer` or `Model`). Received instead an object of type '%s'. Object received: %s",
			object.Must(object.Str(th, object.TypeOf(v))), object.Must(object.Str(th, v)))
	}
	l, ok := object.NativeOf(v).(model.Layer)
	if !ok {
		return nil, nil
	}
	b := l.Core()
	if !b.Built {
		return nil, object.ValueErrorf("The layer provided has not yet been built. It must be built before export.")
	}
	for name, vars := range map[string][]*tensor.Variable{"variables": b.Weights(), "trainable_variables": b.TrainableWeights(), "non_trainable_variables": b.NonTrainableWeights()} {
		x, _ := inst.Attrs.Get(name)
		list := object.NativeOf(x).(*object.List)
		for _, w := range vars {
			list.Elems = append(list.Elems, w)
		}
	}
	return nil, nil
}

func addEndpoint(th *object.Thread, a *object.Bound) (object.Value, error) {
	inst, state := archiveOf(a.Self())
	name, fn := a.Str("name"), a.Value("fn")
	if slices.Contains(state.names, name) {
		return nil, object.ValueErrorf("Endpoint name '%s' is already taken.", name)
	}
	var specs []object.Value
	if sig := a.Value("input_signature"); sig != nil && object.Must(object.Truth(th, sig)) {
		specs = object.Must(object.ToSlice(th, sig))
	}
	f := tf.Endpoint(fn, specs)
	if f == nil {
		return nil, object.ValueErrorf("If the `fn` argument provided is not a `tf.function`, you must provide an `input_signature` argument to specify the shape and dtype of the function arguments. Example:\n\n" +
			"export_archive.add_endpoint(\n    name='call',\n    fn=model.call,\n    input_signature=[\n        tf.TensorSpec(\n            shape=(None, 224, 224, 3),\n            dtype=tf.float32,\n        )\n    ],\n)")
	}
	if specs == nil && tf.EndpointConcrete(th, f) == nil {
		return nil, object.ValueErrorf("The provided tf.function '%s' has never been called. To specify the expected shape and dtype of the function's arguments, you must either provide a function that has been called at least once, or alternatively pass an `input_signature` argument in `add_endpoint()`.", object.Must(object.Str(th, fn)))
	}
	inst.Attrs.Set(name, f)
	state.names = append(state.names, name)
	return nil, nil
}

func addVariables(th *object.Thread, a *object.Bound) (object.Value, error) {
	inst, _ := archiveOf(a.Self())
	v := a.Value("variables")
	switch object.NativeOf(v).(type) {
	case *object.List, *object.Tuple, *object.Set:
	default:
		return nil, object.ValueErrorf("Expected `variables` to be a list/tuple/set. Received instead object of type '%s'.", object.Must(object.Str(th, object.TypeOf(v))))
	}
	vars := object.Must(object.ToSlice(th, v))
	var types []object.Value
	for _, x := range vars {
		if _, ok := object.NativeOf(x).(*tensor.Variable); !ok && !slices.Contains(types, object.Value(object.TypeOf(x))) {
			types = append(types, object.TypeOf(x))
		}
	}
	if types != nil {
		return nil, object.ValueErrorf("Expected all elements in `variables` to be `tf.Variable` instances. Found instead the following types: %s", object.Must(object.Repr(th, object.NewList(types...))))
	}
	inst.Attrs.Set(a.Str("name"), binding.Wrap(object.NewList(vars...)))
	return nil, nil
}

func writeArchive(th *object.Thread, a *object.Bound) (object.Value, error) {
	inst, state := archiveOf(a.Self())
	if len(state.names) == 0 {
		return nil, object.ValueErrorf("No endpoints have been set yet. Call add_endpoint().")
	}
	path := pathArg(th, a)
	signatures := object.NewDict()
	var concretes []object.Value
	var text strings.Builder
	fmt.Fprintf(&text, "Saved artifact at '%s'. The following endpoints are available:\n", object.Must(object.Str(th, a.Value("filepath"))))
	for _, name := range state.names {
		f, _ := inst.Attrs.Get(name)
		c := tf.EndpointConcrete(th, f)
		concretes = append(concretes, c)
		signatures.SetStr(name, c)
		fmt.Fprintf(&text, "\n* Endpoint '%s'\n%s\n", name, tf.EndpointText(th, c))
	}
	if !slices.Contains(state.names, "serving_default") {
		signatures.SetStr("serving_default", concretes[0])
	}
	trained, others := tf.EndpointVariables(concretes)
	inst.Attrs.Set("_all_variables", binding.Wrap(object.NewList(append(trained, others...)...)))
	tf.SaveObject(th, inst, path, signatures)
	fmt.Fprint(th.Stdout, text.String())
	return nil, nil
}

// exportModel writes what a model computes as a SavedModel.
func exportModel(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	inst := object.Must(object.Call(th, exportArchiveClass.get(newExportArchive), object.Args{}))
	object.Must(object.CallMethodOf(th, inst, "track", object.Pos(toPython(m))))
	spec := rootSpec(m)
	if spec == nil {
		object.Throw(object.ValueErrorf("The model provided has never called. It must be called at least once before export."))
	}
	s := &functionSaver{th: th, st: binding.State(th)}
	in := s.specs(spec.Input, m)
	names := pseudoNames(th, in, "input_")
	if g := m.Graph(); g != nil {
		names = g.InputNames()
	}
	var named []object.Value
	for i, v := range tf.Flatten(th, in) {
		sp := *(v.(*tf.TensorSpec))
		sp.Name = names[i]
		named = append(named, &sp)
	}
	serve := object.RawFunc("serve(*args)", "The model's outputs.", func(th *object.Thread, args object.Args) (object.Value, error) {
		return object.Call(th, toPython(m), object.Pos(args.Pos...).With("training", false))
	})
	object.Must(object.CallMethodOf(th, inst, "add_endpoint", object.Pos("serve", serve, object.NewList(tf.PackSequenceAs(th, in, named)))))
	object.Must(object.CallMethodOf(th, inst, "write_out", object.Pos(a.Value("filepath"))))
	return nil
}
