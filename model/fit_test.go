package model_test

import (
	"fmt"
	"slices"
	"testing"

	"kerash/model"
	_ "kerash/model/constraints"
	_ "kerash/model/initializers"
	"kerash/model/internal/oracle"
	_ "kerash/model/layers"
	_ "kerash/model/losses"
	_ "kerash/model/metrics"
	_ "kerash/model/optimizers"
	_ "kerash/model/regularizers"
	"kerash/tensor"
)

func array(v any) *tensor.Array {
	m := v.(*model.Map)
	dt, _ := tensor.ParseDType(m.Get("dtype").(string))
	return tensor.FromSlice(oracle.Floats(m.Get("values")), oracle.Ints(m.Get("shape"))...).Cast(dt)
}

// arrays is an array, or a list of arrays.
func arrays(v any) any {
	items, ok := v.([]any)
	if !ok {
		return array(v)
	}
	out := make([]any, len(items))
	for i, it := range items {
		out[i] = arrays(it)
	}
	return out
}

func values(v any) []*tensor.Array {
	var out []*tensor.Array
	for _, it := range v.([]any) {
		out = append(out, array(it))
	}
	return out
}

// restored is the model of a case with its first weights, compiled.
func restored(st *model.State, cs *model.Map) model.Model {
	m := model.FromJSON(st, cs.Get("json").(string))
	m.Core().SetWeightValues(values(cs.Get("weights")))
	o := cs.Get("compile").(*model.Map)
	if opt, ok := o.Get("optimizer").(*model.Map); ok { // Keras knows some classes by their module only
		opt.Set("module", "keras.optimizers")
	}
	model.Compile(st, m, model.CompileOptions{Optimizer: o.Get("optimizer"), Loss: o.Get("loss"), Metrics: o.Get("metrics"), LossWeights: o.Get("loss_weights"),
		WeightedMetrics: o.Get("weighted_metrics"), StepsPerExecution: o.Get("steps_per_execution"), RunEagerly: o.Get("run_eagerly")})
	return m
}

func fitOptions(cs *model.Map) model.FitOptions {
	f := cs.Get("fit").(*model.Map)
	num := func(k string) int { n, _ := model.AsInt(f.Get(k)); return n }
	o := model.FitOptions{Epochs: num("epochs"), BatchSize: num("batch_size"), InitialEpoch: num("initial_epoch"), StepsPerEpoch: num("steps_per_epoch"), Shuffle: false, ValidationFreq: f.Get("validation_freq")}
	o.ValidationSplit, _ = model.AsFloat(f.Get("validation_split"))
	o.ClassWeight, _ = f.Get("class_weight").(*model.Map)
	if f.Has("sample_weight") {
		o.SampleWeight = array(f.Get("sample_weight"))
	}
	if f.Has("validation") {
		o.Validation = model.Tup(arrays(f.Get("validation")).([]any))
	}
	data := arrays(cs.Get("data")).([]any)
	o.X, o.Y = data[0], data[1]
	return o
}

func TestFitIsKeras(t *testing.T) {
	data := oracle.Load(t, "testdata/fit/cases.json").(*model.Map)
	for _, it := range data.Get("cases").([]any) {
		cs := it.(*model.Map)
		for _, eager := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/eager=%v", cs.Get("name"), eager), func(t *testing.T) {
				if eager && cs.Get("name") == "nadam" {
					t.Skip("Keras counts Nadam's momentum differently in graphs")
				}
				runFit(t, cs, eager)
			})
		}
	}
}

func runFit(t *testing.T, cs *model.Map, eager bool) {
	st := oracle.State()
	c := st.NewContext()
	cs.Get("compile").(*model.Map).Set("run_eagerly", eager)
	m := restored(st, cs)
	o := fitOptions(cs)
	h := model.Fit(c, m, o)
	want := cs.Get("history").(*model.Map)
	if !slices.Equal(h.Keys, want.Keys) {
		t.Errorf("history has %v, want %v", h.Keys, want.Keys)
	}
	for _, k := range want.Keys {
		if d := oracle.Close(oracle.Floats(h.Values[k]), oracle.Floats(want.Get(k)), 2e-5); d != "" {
			t.Errorf("%s: %s", k, d)
		}
	}
	if d := oracle.Close(oracle.Floats(h.Epoch), oracle.Floats(cs.Get("epochs")), 0); d != "" {
		t.Errorf("epochs: %s", d)
	}
	if names := fmt.Sprint(model.MetricsNames(m)); names != fmt.Sprint(cs.Get("names")) {
		t.Errorf("metrics_names %s, want %v", names, cs.Get("names"))
	}
	for i, w := range values(cs.Get("after")) {
		if d := oracle.Close(m.Core().Weights()[i].Value().Floats(), w.Floats(), 2e-5); d != "" {
			t.Errorf("weight %d: %s", i, d)
		}
	}
	checkOptimizer(t, m.ModelCore().Optimizer().OptimizerCore().Variables(), cs.Get("optimizer").([]any))
	logs := model.Evaluate(c, m, model.RunOptions{X: o.X, Y: o.Y})
	got := model.ResultsInOrder(logs, model.MetricsNames(m))
	if _, list := got.([]any); !list {
		got = []any{got}
	}
	if d := oracle.Close(oracle.Floats(got), oracle.Floats(cs.Get("evaluate")), 2e-5); d != "" {
		t.Errorf("evaluate: %s", d)
	}
	p := model.Leaves(model.Predict(c, m, model.RunOptions{X: o.X}))
	for i, w := range values(cs.Get("predict")) {
		if d := oracle.Close(p[i].Array().Floats(), w.Floats(), 2e-5); d != "" {
			t.Errorf("predict: %s", d)
		}
	}
}

func checkOptimizer(t *testing.T, got []*tensor.Variable, want []any) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d optimizer variables, want %d", len(got), len(want))
	}
	for i, it := range want {
		w := it.(*model.Map)
		if got[i].Name != w.Get("name") {
			t.Errorf("optimizer variable %d is %s, want %s", i, got[i].Name, w.Get("name"))
		}
		if d := oracle.Close(got[i].Value().Floats(), array(w).Floats(), 5e-5); d != "" {
			t.Errorf("%s: %s", got[i].Name, d)
		}
	}
}
