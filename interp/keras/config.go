package keras

import (
	"errors"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// configOf is what get_config of Keras' classes returns. From a user's class it
// is reached by super().get_config().
func configOf(th *object.Thread, self object.Value) object.Value {
	st := binding.State(th)
	n := object.NativeOf(self)
	if a, ok := n.(adapter); ok {
		return toPython(baseConfig(st, self.(*object.Instance), a.native()))
	}
	config := toPython(model.GetConfig(st, n))
	if d, ok := config.(*object.Dict); ok {
		wrapArguments(n, d)
	}
	return config
}

// wrapArguments wraps the lists among the arguments in the config of a layer or
// metric, which Keras takes from the object's attributes.
func wrapArguments(obj any, config *object.Dict) {
	c := model.ClassOf(obj)
	if c == nil || c.Kind != model.KindLayer && c.Kind != model.KindMetric {
		return
	}
	for _, a := range c.Args() {
		v, ok := config.GetStr(a.Name)
		list, isList := v.(*object.List)
		if ok && isList && !holdsDicts(list) {
			config.SetStr(a.Name, binding.Wrap(list))
		}
	}
}

// holdsDicts reports whether a list is one of serialized objects, which configs
// have in a list of their own.
func holdsDicts(l *object.List) bool {
	return slices.ContainsFunc(l.Elems, func(v object.Value) bool {
		_, ok := v.(*object.Dict)
		return ok
	})
}

// baseConfig is the config that Keras' class gives an object of a user's. Where
// neither class describes the arguments of the user's __init__, the arguments of
// the constructor's call are the config, if they are plain values. A model whose
// class describes itself gets nothing from Keras' class.
func baseConfig(st *model.State, inst *object.Instance, obj any) *model.Map {
	m := model.GetConfig(st, obj)
	a, ok := inst.Native.(interface{ arguments() object.Args })
	_, plain := obj.(*plainLayer)
	base, isModel := obj.(*model.ModelBase)
	if !ok || !plain && !isModel {
		return m
	}
	if _, own := inst.Overrides("get_config"); own {
		if isModel {
			return model.NewMap()
		}
		return m
	}
	if !isModel {
		return autoConfig(m, inst, a.arguments())
	}
	return modelConfig(st, model.BaseConfig(base.Core()), inst, a.arguments())
}

// modelConfig is autoConfig of a model without a graph: empty, with a warning,
// where the arguments cannot be in a config.
func modelConfig(st *model.State, m *model.Map, inst *object.Instance, args object.Args) (out *model.Map) {
	err := binding.Catch(func() { out = autoConfig(m, inst, args) })
	var raised *object.Raised
	switch {
	case err == nil:
		return out
	case errors.As(err, &raised) && object.IsInstance(raised.Exc, object.NotImplementedError):
		st.Warnf("WARNING", "Model's `__init__()` arguments contain non-serializable objects. Please implement a `get_config()` method in the subclassed Model for proper saving and loading. Defaulting to empty config.")
		return model.NewMap()
	}
	binding.Throw(err)
	return nil
}

func autoConfig(m *model.Map, inst *object.Instance, args object.Args) *model.Map {
	fn, ok := inst.Overrides("__init__")
	if !ok {
		return m
	}
	sig := object.SignatureOf(fn)
	if sig == nil {
		return m
	}
	extra := slices.Clone(m.Keys)
	names, varKw := parameterNames(sig)
	given := object.NewDict()
	for _, k := range args.Kw {
		given.SetStr(k.Name, k.Value)
	}
	for i, v := range args.Pos {
		if i+1 < len(names) {
			given.SetStr(names[i+1], v)
		}
	}
	for it := given.Entries(); it.Next(); {
		if !isPlain(it.Value()) {
			binding.Throw(object.NewError(object.NotImplementedError, strings.ReplaceAll(notSerializable, "CLASS", inst.Class.Name)))
		}
		m.Set(it.Key().(string), toModel(nil, it.Value()))
	}
	if varKw == "kwargs" {
		return m
	}
	kept := model.NewMap()
	for _, k := range m.Keys {
		if !slices.Contains(extra, k) || slices.Contains(names[1:], k) {
			kept.Set(k, m.Vals[k])
		}
	}
	return kept
}

func parameterNames(sig *object.Signature) (names []string, varKw string) {
	for _, p := range sig.Params {
		switch p.Kind {
		case object.PosOnly, object.Regular:
			names = append(names, p.Name)
		case object.VarKw:
			varKw = p.Name
		}
	}
	return names, varKw
}

// isPlain reports whether a value may stand in a config as it is.
func isPlain(v object.Value) bool {
	switch x := v.(type) {
	case nil, bool, int, float64, string:
		return true
	case *object.List:
		return !slices.ContainsFunc(x.Elems, func(e object.Value) bool { return !isPlain(e) })
	case *object.Tuple:
		return !slices.ContainsFunc(x.Elems, func(e object.Value) bool { return !isPlain(e) })
	case *object.Dict:
		return !slices.ContainsFunc(x.Values(), func(e object.Value) bool { return !isPlain(e) })
	}
	return false
}

const notSerializable = `
Layer CLASS was created by passing
non-serializable argument values in ` + "`__init__()`" + `,
and therefore the layer must override ` + "`get_config()`" + ` in
order to be serializable. Please implement ` + "`get_config()`" + `.

Example:

class CustomLayer(keras.layers.Layer):
    def __init__(self, arg1, arg2, **kwargs):
        super().__init__(**kwargs)
        self.arg1 = arg1
        self.arg2 = arg2

    def get_config(self):
        config = super().get_config()
        config.update({
            "arg1": self.arg1,
            "arg2": self.arg2,
        })
        return config`

// fromConfigMember declares from_config of a family of classes.
func fromConfigMember(what string) object.Member {
	if what == "model" || what == "optimizer" {
		return fromConfigOfCustom(what)
	}
	return object.ClassMethodOf("from_config(cls, config)", fromConfigDoc(what), fromConfig)
}

func fromConfigDoc(what string) string { return "Makes a " + what + " from what get_config returned." }

// fromConfigOfCustom is [fromConfigMember] for configs that may name classes and
// functions of the user's.
func fromConfigOfCustom(what string) object.Member {
	return object.ClassMethodOf("from_config(cls, config, custom_objects=None)", fromConfigDoc(what), func(th *object.Thread, a *object.Bound) (v object.Value, err error) {
		withCustom(th, a.Value("custom_objects"), func() { v, err = fromConfig(th, a) })
		return v, err
	})
}

func fromConfig(th *object.Thread, a *object.Bound) (object.Value, error) {
	cls, ok := a.At(0).(*object.Class)
	if !ok {
		cls = object.TypeOf(a.At(0))
	}
	config, ok := object.NativeOf(a.Value("config")).(*object.Dict)
	if !ok {
		return nil, noConfig(th, cls, a.Value("config"))
	}
	if c := declarationOf(cls); c != nil && c != plainLayerDecl && c != plainModelDecl {
		return toPython(c.FromConfig(binding.State(th), toMap(th, config))), nil
	}
	if m, ok := modelFromConfig(th, cls, toMap(th, config)); ok {
		return m, nil
	}
	if cls.IsSubclass(modelClass()) && isGraphConfig(config) {
		return graphFromConfig(th, cls, config)
	}
	var args object.Args
	for it := config.Entries(); it.Next(); {
		name, ok := it.Key().(string)
		if !ok {
			return nil, object.TypeErrorf("keywords must be strings")
		}
		args = args.With(name, it.Value())
	}
	v, err := object.Construct(th, cls, args)
	if err != nil {
		return nil, reviveError(th, cls, config, object.AsRaised(err))
	}
	return v, nil
}

// reviveError is what became of a config that a constructor does not take.
func reviveError(th *object.Thread, cls *object.Class, config *object.Dict, raised *object.Raised) error {
	text := object.Must(object.Str(th, raised.Exc))
	shown := object.Must(object.Repr(th, config))
	switch {
	case cls.IsSubclass(modelClass()) && object.IsInstance(raised.Exc, object.TypeError):
		return object.TypeErrorf("Unable to revive model from config. When overriding the `get_config()` method, make sure that the returned config contains all items used as arguments in the  constructor to %s, which is the default behavior. "+
			"You can override this default behavior by defining a `from_config(cls, config)` class method to specify how to create an instance of %s from its config.\n\nReceived config=%s\n\nError encountered during deserialization: %s",
			object.Must(object.Str(th, cls)), cls.Name, shown, text)
	case cls.IsSubclass(layerClass()) && !cls.IsSubclass(modelClass()):
		return object.TypeErrorf("Error when deserializing class '%s' using config=%s.\n\nException encountered: %s", cls.Name, shown, text)
	}
	return raised
}

// noConfig is the error of from_config for what is no dict: what Keras' classes
// trip over, each in its way.
func noConfig(th *object.Thread, cls *object.Class, v object.Value) error {
	var kind model.Kind
	if c := declarationOf(cls); c != nil {
		kind = c.Kind
	}
	got := object.TypeName(v)
	spread := cls.Module + "." + cls.Name + "() argument after ** must be a mapping, not " + got
	e := object.TypeErrorf("%s", spread)
	switch kind {
	case model.KindLayer, model.KindMetric:
		e = object.TypeErrorf("Error when deserializing class '%s' using config=%s.\n\nException encountered: %s", cls.Name, object.Must(object.Str(th, v)), spread)
	case model.KindLoss, model.KindInitializer:
		e = object.AttributeErrorf("'%s' object has no attribute 'pop'", got)
	case model.KindOptimizer, model.KindModel, "":
		e = object.TypeErrorf("argument of type '%s' is not iterable", got)
	}
	return e.WithHint("%s.from_config takes a dict", cls.Name)
}

// modelFromConfig makes a functional model or a Sequential of the config that
// such models give; ok is false for other classes and configs.
func modelFromConfig(th *object.Thread, cls *object.Class, config *model.Map) (v object.Value, ok bool) {
	st := binding.State(th)
	if cls == sequentialClass() {
		checkStackConfig(st, config)
	}
	switch {
	case !config.Has("layers"):
		return nil, false
	case cls == sequentialClass():
		return toPython(model.SequentialClass.FromConfig(st, config)), true
	case config.Has("input_layers") && (cls == modelClass() || cls == functionalClass()):
		return toPython(model.FunctionalClass.FromConfig(st, config)), true
	case !cls.IsSubclass(sequentialClass()):
		return nil, false
	}
	name, _ := config.Get("name").(string)
	v = object.Must(object.Construct(th, cls, object.Args{}.With("name", name)))
	items, _ := model.Sequence(config.Get("layers"))
	for _, it := range items {
		layer := model.Resolve(st, model.KindLayer, it)
		object.Must(object.CallMethodOf(th, v, "add", object.Pos(toPython(layer))))
	}
	return v, true
}

// checkStackConfig throws what Sequential.from_config trips over: it takes a config
// without a name for the layers themselves.
func checkStackConfig(st *model.State, config *model.Map) {
	switch {
	case config.Has("name") && !config.Has("layers"):
		object.Throw(object.NewError(object.KeyError, "layers"))
	case config.Has("name"):
	case len(config.Keys) == 0:
		object.Throw(object.NewError(object.UnboundLocalError, "cannot access local variable 'build_input_shape' where it is not associated with a value"))
	default:
		model.Resolve(st, model.KindLayer, config.Keys[0]) // throws: a key is no layer
	}
}

// isGraphConfig reports whether a config describes a functional model.
func isGraphConfig(config *object.Dict) bool {
	for _, k := range []string{"name", "layers", "input_layers", "output_layers"} {
		if _, ok := config.GetStr(k); !ok {
			return false
		}
	}
	return true
}

// graphFromConfig makes a functional model, of a class of the user's where cls is
// one.
func graphFromConfig(th *object.Thread, cls *object.Class, config *object.Dict) (object.Value, error) {
	f := model.FunctionalClass.FromConfig(binding.State(th), toMap(th, config)).(*model.Functional)
	if !cls.IsUser() {
		return f, nil
	}
	g := f.Graph()
	args := object.Args{}.With("inputs", toPython(g.In)).With("outputs", toPython(g.Out)).With("name", f.Label)
	return object.Construct(th, cls, args)
}

// classMaker is a class of the user's as package model finds it by a name in a
// config.
type classMaker struct {
	th  *object.Thread
	cls *object.Class
}

// PyValue implements binding.Owner.
func (m *classMaker) PyValue() object.Value { return m.cls }

// FromConfig implements model.ConfigMaker.
func (m *classMaker) FromConfig(st *model.State, config *model.Map) any {
	v, err := object.CallMethodOf(m.th, m.cls, "from_config", object.Pos(toPython(config)))
	if err != nil {
		binding.Throw(err)
	}
	return toModel(m.th, v)
}

// ClassMaker makes objects of the user's class from configs.
func (a *adapted) ClassMaker() model.ConfigMaker { return &classMaker{a.th, a.inst.Class} }

// customObject is a class or function of the user's as the session's table of
// custom objects keeps it.
func customObject(th *object.Thread, v object.Value) any {
	if cls, ok := v.(*object.Class); ok && declarationOf(cls) == nil {
		return &classMaker{th, cls}
	}
	return toModel(th, v)
}
