package keras

import (
	"os"
	"path/filepath"
	"strconv"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// What classes of the user's may say about how they are saved: the methods that
// Keras calls while it writes and reads a model.

// ownConfig calls a method that gives a config, if the user's class has it.
func (a *adapted) ownConfig(method string) (cfg *model.Map, own bool) {
	if _, own = a.method(method); !own {
		return nil, false
	}
	if d, ok := object.NativeOf(a.call(nil, method, object.Args{})).(*object.Dict); ok {
		a.throwing(func() { cfg = toMap(a.th, serializeObject(a.th, d).(*object.Dict)) })
	}
	return cfg, true
}

// throwing runs f, whose exceptions become errors of package model.
func (a *adapted) throwing(f func()) {
	if err := binding.Catch(f); err != nil {
		binding.Throw(err)
	}
}

// OwnBuildConfig implements model.OwnConfigs.
func (a *adapted) OwnBuildConfig() (*model.Map, bool) { return a.ownConfig("get_build_config") }

// BuildFromConfig implements model.OwnConfigs.
func (a *adapted) BuildFromConfig(cfg *model.Map) {
	if _, err := object.CallMethodOf(a.th, a.inst, "build_from_config", object.Pos(toPython(cfg))); err != nil {
		binding.Throw(err)
	}
}

// OwnCompileConfig implements model.OwnConfigs.
func (a *adapted) OwnCompileConfig() (*model.Map, bool) { return a.ownConfig("get_compile_config") }

// CompileFromOwn implements model.OwnConfigs. A model with a compile of its own
// that does not say how to repeat it stays uncompiled.
func (a *adapted) CompileFromOwn(cfg *model.Map) bool {
	if _, own := a.method("compile_from_config"); own {
		a.call(nil, "compile_from_config", object.Pos(toPython(cfg)))
		return true
	}
	_, own := a.method("compile")
	if own {
		warnCustomCompile(a.th)
	}
	return own
}

func warnCustomCompile(th *object.Thread) {
	binding.State(th).Warnf("WARNING", "`compile()` was not called as part of model loading because the model's `compile()` method is custom. "+
		"All subclassed Models that have `compile()` overridden should also override `get_compile_config()` and `compile_from_config(config)`. "+
		"Alternatively, you can call `compile()` manually after loading.")
}

// OwnArrays implements model.ArrayKeeper.
func (a *adapted) OwnArrays() (arrays []model.NamedArray, ok bool) {
	if _, ok = a.method("save_own_variables"); !ok {
		return nil, false
	}
	store := object.NewDict()
	a.call(nil, "save_own_variables", object.Pos(store))
	a.throwing(func() {
		for it := store.Entries(); it.Next(); {
			arrays = append(arrays, model.NamedArray{Name: object.Must(object.Str(a.th, it.Key())), Array: arrayArg(a.th, it.Value())})
		}
	})
	return arrays, true
}

// LoadsOwnArrays implements model.ArrayKeeper.
func (a *adapted) LoadsOwnArrays() bool {
	_, ok := a.method("load_own_variables")
	return ok
}

// LoadOwnArrays implements model.ArrayKeeper.
func (a *adapted) LoadOwnArrays(arrays []model.NamedArray) {
	store := object.NewDict()
	for _, x := range arrays {
		store.SetStr(x.Name, toPython(x.Array))
	}
	a.call(nil, "load_own_variables", object.Pos(store))
}

// Assets implements model.FileKeeper.
func (a *adapted) Assets() map[string][]byte {
	if _, ok := a.method("save_assets"); !ok {
		if k, ok := a.obj.(model.FileKeeper); ok {
			return k.Assets()
		}
		return nil
	}
	files := map[string][]byte{}
	a.inFolder(func(dir string) {
		a.call(nil, "save_assets", object.Pos(dir))
		tensor.Check(filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			name, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			files[filepath.ToSlash(name)], err = os.ReadFile(path)
			return err
		}))
	})
	return files
}

// LoadAssets implements model.FileKeeper.
func (a *adapted) LoadAssets(files map[string][]byte) {
	if _, ok := a.method("load_assets"); !ok {
		if k, ok := a.obj.(model.FileKeeper); ok {
			k.LoadAssets(files)
		}
		return
	}
	a.inFolder(func(dir string) {
		for name, content := range files {
			path := filepath.Join(dir, filepath.FromSlash(name))
			tensor.Check(os.MkdirAll(filepath.Dir(path), 0o700))
			tensor.Check(os.WriteFile(path, content, 0o600))
		}
		a.call(nil, "load_assets", object.Pos(dir))
	})
}

// inFolder runs f with a folder that is there no longer than f runs.
func (a *adapted) inFolder(f func(dir string)) {
	dir, err := os.MkdirTemp("", "keras-assets-*")
	tensor.Check(err)
	defer os.RemoveAll(dir)
	f(dir)
}

// ownVariableMembers are the methods of layers that a class may override to say
// what a saved model holds of it.
func ownVariableMembers() []object.Member {
	return []object.Member{
		layerMethod("save_own_variables(self, store)", "Puts the layer's own variables into a store, by number.", func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			storeVariables(th, a.Value("store"), model.OwnVariables(native(l)))
			return nil
		}),
		layerMethod("load_own_variables(self, store)", "Takes the layer's own variables from a store, by number.", loadOwnVariables),
	}
}

func loadOwnVariables(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
	vars := model.OwnVariables(native(l))
	if n := storedCount(th, a.Value("store")); n != len(vars) {
		names := make([]any, len(vars))
		for i, v := range vars {
			names[i] = v.Name
		}
		object.Throw(object.ValueErrorf("Layer '%s' expected %d variables, but received %d variables during loading. Expected: %s",
			l.Core().Name(), len(vars), n, model.Describe(names)))
	}
	takeVariables(th, a.Value("store"), vars)
	return nil
}

// storeVariables puts the values of variables into a store, by number.
func storeVariables(th *object.Thread, store object.Value, vars []*tensor.Variable) {
	for i, v := range vars {
		tensor.Check(object.SetIndex(th, store, strconv.Itoa(i), toPython(v.Value().Clone())))
	}
}

// storedCount is how many values a store has.
func storedCount(th *object.Thread, store object.Value) int {
	keys := object.Must(object.CallMethodOf(th, store, "keys", object.Args{}))
	return len(object.Must(object.ToSlice(th, keys)))
}

// takeVariables sets variables to the values of a store.
func takeVariables(th *object.Thread, store object.Value, vars []*tensor.Variable) {
	for i, v := range vars {
		x := object.Must(object.Index(th, store, strconv.Itoa(i)))
		object.Must(object.CallMethodOf(th, toPython(v), "assign", object.Pos(x)))
	}
}
