package keras

import (
	"slices"

	"maps"

	"kerash/interp/binding"
	"kerash/interp/object"
)

// registrationMembers are the functions of keras.utils and keras.saving that
// tell Keras of classes and functions of the user's.
func registrationMembers() []object.Member {
	return []object.Member{
		object.Fun("register_keras_serializable(package='Custom', name=None)", "A decorator: configs find the class or function under package>name.", registerSerializable),
		object.Fun("get_custom_objects()", "The classes and functions of the user's that configs find, by name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return sessionOf(th).custom(), nil
		}),
		object.Fun("get_registered_name(obj)", "The name under which a class or function was registered, or its own.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if name, ok := sessionOf(th).registered[a.At(0)]; ok {
				return name, nil
			}
			if name, ok := object.FuncName(a.At(0)); ok {
				return name, nil
			}
			return nil, object.AttributeErrorf("'%s' object has no attribute '__name__'", object.TypeName(a.At(0)))
		}),
		object.Fun("get_registered_object(name, custom_objects=None, module_objects=None)", "The class or function registered under a name, or None.", getRegisteredObject),
		object.Fun("serialize_keras_object(obj)", "An object as a dict from which deserialize_keras_object makes it again.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return serializeObject(th, a.At(0)), nil
		}),
		object.Fun("deserialize_keras_object(config, custom_objects=None, safe_mode=True, **kwargs)", "The object that serialize_keras_object described.", deserializeObject),
		object.Const("custom_object_scope", customScopeClass()),
	}
}

// savingModule is the names of keras.saving.
func savingModule() []object.Member { return slices.Concat(registrationMembers(), loadFunctions()) }

// custom is the table that get_custom_objects shows. What user code puts into it
// counts from the next look-up on; see customObjects.
func (s *session) custom() *object.Dict {
	if s.customDict == nil {
		s.customDict = object.NewDict()
	}
	return s.customDict
}

// syncCustom hands the table of custom objects to package model.
func syncCustom(th *object.Thread) {
	s := sessionOf(th)
	if s.customDict == nil || s.scoped > 0 {
		return
	}
	table := map[string]any{}
	for _, d := range append([]*object.Dict{s.custom()}, s.scopes...) {
		for it := d.Entries(); it.Next(); {
			if name, ok := it.Key().(string); ok {
				table[name] = customObject(th, it.Value())
			}
		}
	}
	binding.State(th).Custom = table
}

// withCustom runs f with further custom objects, the custom_objects argument of
// many functions.
func withCustom(th *object.Thread, objects object.Value, f func()) {
	st := binding.State(th)
	saved := st.Custom
	syncCustom(th)
	if d, ok := objects.(*object.Dict); ok && d != nil {
		table := maps.Clone(st.Custom)
		if table == nil {
			table = map[string]any{}
		}
		for it := d.Entries(); it.Next(); {
			if name, ok := it.Key().(string); ok {
				table[name] = customObject(th, it.Value())
			}
		}
		saved = st.Custom
		st.Custom = table
		sessionOf(th).scoped++
		defer func() { sessionOf(th).scoped-- }()
	}
	defer func() { st.Custom = saved }()
	f()
}

func registerSerializable(th *object.Thread, a *object.Bound) (object.Value, error) {
	pkg, given := a.Str("package"), a.Value("name")
	return object.Func("decorator(arg)", "Registers a class or function.", func(th *object.Thread, d *object.Bound) (object.Value, error) {
		obj := d.At(0)
		name, ok := object.FuncName(obj)
		if !ok {
			return nil, object.AttributeErrorf("'%s' object has no attribute '__name__'", object.TypeName(obj))
		}
		if n, ok := given.(string); ok {
			name = n
		}
		full := pkg + ">" + name
		if cls, ok := obj.(*object.Class); ok {
			if _, has := cls.Lookup("get_config"); !has {
				return nil, object.ValueErrorf("Cannot register a class that does not have a get_config() method.")
			}
		}
		s := sessionOf(th)
		s.custom().SetStr(full, obj)
		if s.registered == nil {
			s.registered = map[object.Value]string{}
		}
		s.registered[obj] = full
		syncCustom(th)
		return obj, nil
	}), nil
}

// registeredNameOf is the name under which configs find a class of the user's.
func registeredNameOf(th *object.Thread, cls *object.Class) string {
	if name, ok := sessionOf(th).registered[cls]; ok {
		return name
	}
	return cls.Name
}

func getRegisteredObject(th *object.Thread, a *object.Bound) (object.Value, error) {
	var tables []object.Value
	for _, scope := range slices.Backward(sessionOf(th).scopes) {
		tables = append(tables, scope)
	}
	for _, table := range append(tables, sessionOf(th).custom(), a.Value("custom_objects"), a.Value("module_objects")) {
		if d, ok := table.(*object.Dict); ok && d != nil {
			v, found, err := d.Get(th, a.Value("name"))
			if found || err != nil {
				return v, err
			}
		}
	}
	return nil, nil
}

// customScopeClass is keras.utils.custom_object_scope.
func customScopeClass() *object.Class { return customScopeClassOnce.get(newCustomScopeClass) }

var customScopeClassOnce lazyClass

func newCustomScopeClass() *object.Class {
	return plainClass{
		module: "keras.src.saving.object_registration",
		sig:    "CustomObjectScope(*args)",
		doc:    "A with block in which configs find further classes and functions, given as dicts by name.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			self.Attrs.Set("custom_objects", object.NewTuple(a.Rest("args")...))
			return nil
		},
		enter: func(th *object.Thread, self object.Value) (object.Value, error) {
			scope := object.NewDict()
			for _, d := range attr(self, "custom_objects").(*object.Tuple).Elems {
				objects, ok := d.(*object.Dict)
				if !ok {
					return nil, object.TypeErrorf("'%s' object is not iterable", object.TypeName(d))
				}
				for it := objects.Entries(); it.Next(); {
					if err := scope.Set(th, it.Key(), it.Value()); err != nil {
						return nil, err
					}
				}
			}
			ses := sessionOf(th)
			ses.custom() // from now on the table counts
			ses.scopes = append(ses.scopes, scope)
			syncCustom(th)
			return self, nil
		},
		exit: func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
			ses := sessionOf(th)
			ses.scopes = ses.scopes[:len(ses.scopes)-1]
			syncCustom(th)
			return false, nil
		},
	}.class()
}
