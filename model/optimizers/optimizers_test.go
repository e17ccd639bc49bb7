package optimizers

import (
	"fmt"
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

func TestOptimizersAreKeras(t *testing.T) {
	data := oracle.Load(t, "testdata/cases.json").(*model.Map)
	tested := map[string]bool{}
	for i, it := range data.Get("cases").([]any) {
		cs := it.(*model.Map)
		name := cs.Get("class").(string)
		tested[name] = true
		t.Run(fmt.Sprintf("%d/%s", i, name), func(t *testing.T) { runCase(t, data, cs, name) })
	}
	for _, c := range model.Classes(model.KindOptimizer) {
		if !tested[c.Name] && c != LossScaleClass { // which has a test of its own
			t.Errorf("%s has no case", c.Name)
		}
	}
}

// weights are the two variables that the cases train.
func weights() []*tensor.Variable {
	w := make([]float32, 6)
	for i := range w {
		w[i] = float32(i)/3 - 1
	}
	return []*tensor.Variable{tensor.NewVariable("w:0", tensor.FromSlice(w, 2, 3)), tensor.NewVariable("b:0", tensor.FromSlice([]float32{0.5, -0.5, 1}))}
}

func floats32(v any, shape ...int) *tensor.Tensor {
	return tensor.FromArray(tensor.FromSlice(oracle.Floats(v), shape...).Cast(tensor.Float32))
}

func runCase(t *testing.T, data, cs *model.Map, name string) {
	st := oracle.State()
	var obj any
	failure := oracle.Failure(func() {
		obj = model.Find(model.KindOptimizer, name).Make(st, nil, oracle.Named(cs.Get("kwargs").(*model.Map))...)
	})
	if want, _ := cs.Get("error").(string); failure != want {
		t.Errorf("got error %q, want %q", failure, want)
	}
	if obj == nil {
		return
	}
	config := model.Serialize(st, obj).(*model.Map)
	if d := oracle.Diff(config, cs.Get("config")); d != "" {
		t.Errorf("config%s", d)
	}
	o := model.FromConfig(st, model.KindOptimizer, config).(model.Optimizer)
	vars := weights()
	c := st.NewContext()
	for k, it := range cs.Get("after").([]any) {
		g := floats32(data.Get("grads").([]any)[k], 2, 3)
		h := floats32(data.Get("biases").([]any)[k], 3)
		model.ApplyGradients(c, o, []*tensor.Tensor{g, h}, vars)
		for i, want := range it.([]any) {
			if d := oracle.Close(vars[i].Value().Floats(), oracle.Floats(want), 1e-6); d != "" {
				t.Fatalf("weight %d after step %d: %s", i, k, d)
			}
		}
	}
	checkVariables(t, o.OptimizerCore().Variables(), cs.Get("variables").([]any))
}

func checkVariables(t *testing.T, got []*tensor.Variable, want []any) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d variables, want %d", len(got), len(want))
	}
	for i, it := range want {
		w := it.(*model.Map)
		if got[i].Name != w.Get("name") {
			t.Errorf("variable %d is %s, want %s", i, got[i].Name, w.Get("name"))
		}
		if d := oracle.Close(got[i].Value().Floats(), oracle.Floats(w.Get("values")), 1e-5); d != "" {
			t.Errorf("%s: %s", got[i].Name, d)
		}
	}
}

func TestSchedulesAreKeras(t *testing.T) {
	data := oracle.Load(t, "testdata/cases.json").(*model.Map)
	for i, it := range data.Get("schedules").([]any) {
		cs := it.(*model.Map)
		name := cs.Get("class").(string)
		t.Run(fmt.Sprintf("%d/%s", i, name), func(t *testing.T) {
			st := oracle.State()
			obj := model.Find(model.KindSchedule, name).Make(st, nil, oracle.Named(cs.Get("kwargs").(*model.Map))...)
			if d := oracle.Diff(model.GetConfig(st, obj), cs.Get("config")); d != "" {
				t.Errorf("config%s", d)
			}
			var got []float64
			for k := range oracle.Floats(cs.Get("values")) {
				at := obj.(model.Schedule).At(st.NewContext(), tensor.ConstScalar(int32(k)))
				got = append(got, at.Array().Float(0))
			}
			if d := oracle.Close(got, oracle.Floats(cs.Get("values")), 1e-6); d != "" {
				t.Error(d)
			}
		})
	}
}
