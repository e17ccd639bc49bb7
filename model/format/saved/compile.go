package saved

import (
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// newOptimizer precedes, in HDF5 files, the classes of optimizers that are not
// those of keras.optimizers.legacy.
const newOptimizer = "Custom>"

// trainingConfig is the same as an HDF5 file holds it: with the metrics that the
// model's outputs ask for, by output.
func trainingConfig(st *model.State, m model.Model) *model.Map {
	o := m.ModelCore().CompileArgs()
	model.BuildCompiled(st.NewContext(), m)
	if plain, weighted, ok := model.BuiltMetrics(m); ok {
		if o.Metrics != nil {
			o.Metrics = plain
		}
		if o.WeightedMetrics != nil {
			o.WeightedMetrics = weighted
		}
	}
	opt := m.ModelCore().Optimizer()
	name, prefix := "Optimizer", newOptimizer
	if opt.OptimizerCore().IsLegacy() {
		prefix = ""
	}
	if c := opt.OptimizerCore().Class(); c != nil {
		name = c.Name
	}
	if _, scales := opt.(model.LossScaler); scales {
		name, prefix = model.ClassOf(opt).Name, ""
	}
	if u, ok := opt.(model.UserObject); ok {
		name, prefix = u.RegisteredName(), ""
	}
	objects := func(x any) any { return legacyForm(model.SerializeAll(st, x)) }
	return model.NewMap().
		Set("loss", objects(o.Loss)).Set("metrics", objects(o.Metrics)).
		Set("weighted_metrics", objects(o.WeightedMetrics)).Set("loss_weights", model.SerializeAll(st, o.LossWeights)).
		Set("optimizer_config", model.NewMap().Set("class_name", prefix+name).Set("config", model.GetConfig(st, opt)))
}

// CompileFromTraining is [CompileFrom] with the config in an HDF5 file or a
// SavedModel, whose metrics have their final names.
func CompileFromTraining(st *model.State, m model.Model, cfg *model.Map) {
	mustKnow(st, model.KindLoss, cfg.Get("loss"))
	for _, key := range []string{"metrics", "weighted_metrics"} {
		mustKnow(st, model.KindMetric, cfg.Get(key))
	}
	CompileFrom(st, m, cfg)
	m.ModelCore().RestoreMetricNames()
	m.ModelCore().LossNamesFunction()
	model.BuildCompiled(st.NewContext(), m)
}

// outputMetrics are the names of metrics that depend on the outputs.
var outputMetrics = []any{"accuracy", "acc", "crossentropy", "ce"}

// mustKnow throws ValueError for the name of a loss or metric that there is not:
// compile would only find out when the model trains.
func mustKnow(st *model.State, k model.Kind, x any) {
	switch x := x.(type) {
	case string:
		if k != model.KindMetric || !slices.Contains(outputMetrics, any(x)) {
			model.Resolve(st, k, x)
		}
	case []any:
		for _, v := range x {
			mustKnow(st, k, v)
		}
	case *model.Map:
		if !x.Has("class_name") {
			for _, key := range x.Keys {
				mustKnow(st, k, x.Vals[key])
			}
		}
	}
}

// CompileFrom compiles a model from a config of either kind and makes the
// optimizer's variables.
func CompileFrom(st *model.State, m model.Model, cfg *model.Map) {
	o := model.CompileOptions{
		Optimizer: cfg.Get("optimizer"), Loss: objects(st, model.KindLoss, cfg.Get("loss")),
		Metrics: objects(st, model.KindMetric, cfg.Get("metrics")), LossWeights: cfg.Get("loss_weights"),
		WeightedMetrics: objects(st, model.KindMetric, cfg.Get("weighted_metrics")),
		RunEagerly:      cfg.Get("run_eagerly"), StepsPerExecution: cfg.Get("steps_per_execution"),
	}
	if old, ok := cfg.Get("optimizer_config").(*model.Map); ok {
		name, _ := old.Get("class_name").(string)
		opt := model.NewMap().Set("class_name", strings.TrimPrefix(name, newOptimizer)).Set("config", old.Get("config"))
		if c, _ := old.Get("config").(*model.Map); strings.HasPrefix(name, newOptimizer) {
			opt.Set("module", "keras.optimizers")
		} else if c.Has("decay") && c.Has("learning_rate") {
			opt.Set("module", "keras.optimizers.legacy")
		}
		o.Optimizer = opt
	}
	model.Compile(st, m, o)
	if vars := m.Core().TrainableWeights(); len(vars) > 0 {
		model.BuildOptimizer(st.NewContext(), m.ModelCore().Optimizer(), vars)
	}
}

// objects is losses or metrics, in the lists and dicts that compile was given,
// made of their configs; names stay names.
func objects(st *model.State, k model.Kind, x any) any {
	switch x := x.(type) {
	case []any:
		out := make([]any, len(x))
		for i, v := range x {
			out[i] = objects(st, k, v)
		}
		return out
	case *model.Map:
		if x.Has("class_name") && x.Has("config") {
			return model.FromConfig(st, k, x)
		}
		out := model.NewMap()
		for _, key := range x.Keys {
			out.Set(key, objects(st, k, x.Vals[key]))
		}
		return out
	}
	return x
}

// modelFrom makes the model of a config.
func modelFrom(st *model.State, cfg *model.Map) model.Model {
	m, ok := model.FromConfig(st, model.KindLayer, cfg).(model.Model)
	if !ok {
		tensor.Throwf("ValueError", "The file's config describes a %s, not a model.", model.Describe(cfg.Get("class_name")))
	}
	return m
}

// parseConfig reads a config's JSON; what says where it comes from.
func parseConfig(text, what string) *model.Map {
	v, err := model.ParseJSON(text)
	if err != nil {
		tensor.Throwf("ValueError", "%s: %v", what, err)
	}
	cfg, ok := plainTuples(v).(*model.Map)
	if !ok {
		tensor.Throwf("ValueError", "%s holds no config of a model.", what)
	}
	return cfg
}

// plainTuples replaces the objects that older files write for tuples and
// shapes: {"class_name": "__tuple__", "items": […]}.
func plainTuples(x any) any {
	switch x := x.(type) {
	case []any:
		for i := range x {
			x[i] = plainTuples(x[i])
		}
	case *model.Map:
		for _, k := range x.Keys {
			x.Vals[k] = plainTuples(x.Vals[k])
		}
		items, ok := x.Get("items").([]any)
		if class := x.Get("class_name"); ok && (class == "__tuple__" || class == "TensorShape") {
			return model.Tup(items)
		}
	}
	return x
}
