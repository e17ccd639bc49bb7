package saved

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"kerash/model"
	"kerash/model/format/hdf5"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

func saveH5(st *model.State, m model.Model, file string, o Options) error {
	if m.Graph() == nil && m.Core().ClassName() != "Sequential" {
		return tensor.Errorf("NotImplementedError", "Saving the model to HDF5 format requires the model to be a Functional model or a Sequential model. It does not work for subclassed models, because such models are defined via the body of a Python method, which isn't safely serializable. Consider saving to the Tensorflow SavedModel format (by setting save_format=\"tf\") or using `save_weights`.").
			WithHint("model.save('model.keras') serves")
	}
	var root hdf5.Builder
	err := tensor.Catch(func() {
		m.Core().CheckWeights()
		cfg := model.NewMap().Set("class_name", m.Core().ClassName()).Set("config", legacyLayers(model.GetConfig(st, m)))
		root.SetText("keras_version", model.KerasVersion)
		root.SetText("backend", "tensorflow")
		root.SetText("model_config", model.WriteJSON(cfg))
		weights.PutH5(root.Group("model_weights"), m)
		if !m.ModelCore().Compiled() || o.WithoutOptimizer {
			return
		}
		root.SetText("training_config", model.WriteJSON(trainingConfig(st, m)))
		weights.PutList(root.Group("optimizer_weights"), m.ModelCore().Optimizer().OptimizerCore().Variables())
	})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return plain.FileError(err, file)
	}
	return root.Save(file)
}

// legacyLayers is a model's config with its layers as HDF5 files have them:
// without modules, and under the names that classes are registered by.
func legacyLayers(config any) any {
	cfg, ok := config.(*model.Map)
	if !ok {
		return config
	}
	layers, ok := cfg.Get("layers").([]any)
	if !ok {
		return config
	}
	out := make([]any, len(layers))
	for i, x := range layers {
		layer, ok := x.(*model.Map)
		if !ok {
			return config
		}
		class := layer.Get("class_name")
		if name, ok := layer.Get("registered_name").(string); ok {
			class = name
		}
		short := model.NewMap().Set("class_name", class).Set("config", layer.Get("config"))
		for _, key := range []string{"name", "inbound_nodes"} {
			if layer.Has(key) {
				short.Set(key, layer.Get(key))
			}
		}
		out[i] = short
	}
	return cfg.Set("layers", out)
}

func loadH5(st *model.State, file string, compile bool) (m model.Model, err error) {
	f, err := hdf5.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	root := f.Root()
	config, err := root.TextAttr("model_config")
	if err != nil {
		return nil, err
	}
	if config == "" {
		return nil, tensor.Errorf("ValueError", "No model config found in the file at %s.", file).
			WithHint("a file of weights only is read by model.load_weights")
	}
	version, err := root.TextAttr("keras_version")
	if err != nil {
		return nil, err
	}
	parse := func(text, what string) *model.Map {
		cfg := parseConfig(text, what+" of '"+file+"'")
		if isKeras3(version) {
			return fromKeras3(cfg).(*model.Map)
		}
		return cfg
	}
	err = tensor.Catch(func() {
		m = modelFrom(st, withoutBuild(parse(config, "model_config")).(*model.Map))
		g, err := root.Group("model_weights")
		tensor.Check(err)
		tensor.Check(weights.GetH5(g, m, weights.Options{}))
		training, err := root.TextAttr("training_config")
		tensor.Check(err)
		if training == "" || !compile {
			return
		}
		cfg := parse(training, "training_config")
		if opt, ok := cfg.Get("optimizer_config").(*model.Map); ok && isKeras3(version) {
			opt.Set("class_name", newOptimizer+model.Describe(opt.Get("class_name")))
		}
		CompileFromTraining(st, m, cfg)
		restoreOptimizer(st, m, root)
	})
	return m, err
}

// restoreOptimizer sets the optimizer's variables. A state that does not fit
// (of an optimizer that was not built) leaves them as they are, with a warning.
func restoreOptimizer(st *model.State, m model.Model, root *hdf5.Group) {
	if !root.Has("optimizer_weights") {
		return
	}
	g, err := root.Group("optimizer_weights")
	tensor.Check(err)
	names, _, err := g.TextListAttr("weight_names")
	tensor.Check(err)
	vars := m.ModelCore().Optimizer().OptimizerCore().Variables()
	var values []plain.Array
	for _, n := range names {
		if path.Base(strings.TrimSuffix(n, ":0")) == "learning_rate" {
			continue // Keras 3 lists the rate, which the config has
		}
		d, err := g.Dataset(n)
		tensor.Check(err)
		a, err := d.Read()
		tensor.Check(err)
		values = append(values, a)
	}
	if len(values) < len(vars) && len(values) <= 1 {
		vars = vars[:len(values)] // saved before the first step
	}
	if err := weights.Assign(vars, values); err != nil {
		st.Warnf("WARNING", "Error in loading the saved optimizer state. As a result, your model is starting with a freshly initialized optimizer.")
	}
}

// withoutBuild takes from a config, and from all in it, how layers were built:
// HDF5 files leave that to the first call.
func withoutBuild(x any) any {
	switch x := x.(type) {
	case []any:
		for i := range x {
			x[i] = withoutBuild(x[i])
		}
	case *model.Map:
		out := model.NewMap()
		for _, k := range x.Keys {
			if k != "build_config" {
				out.Set(k, withoutBuild(x.Vals[k]))
			}
		}
		return out
	}
	return x
}
