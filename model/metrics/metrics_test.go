package metrics

import (
	"fmt"
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

func array(v any) *tensor.Array {
	m := v.(*model.Map)
	dt, _ := tensor.ParseDType(m.Get("dtype").(string))
	return tensor.FromSlice(oracle.Floats(m.Get("values")), oracle.Ints(m.Get("shape"))...).Cast(dt)
}

func TestMetricsAreKeras(t *testing.T) {
	data := oracle.Load(t, "testdata/cases.json").(*model.Map)
	tested := map[string]bool{}
	for i, it := range data.Get("cases").([]any) {
		cs := it.(*model.Map)
		name := cs.Get("class").(string)
		tested[name] = true
		t.Run(fmt.Sprintf("%d/%s", i, name), func(t *testing.T) { runCase(t, cs, name) })
	}
	for _, c := range model.Classes(model.KindMetric) {
		if !tested[c.Name] && c.Name != "MeanMetricWrapper" && c.Name != c.Functions[0] {
			t.Errorf("%s has no case", c.Name)
		}
	}
}

func runCase(t *testing.T, cs *model.Map, name string) {
	st := oracle.State()
	var obj any
	failure := oracle.Failure(func() {
		obj = model.Find(model.KindMetric, name).Make(st, nil, oracle.Named(cs.Get("kwargs").(*model.Map))...)
	})
	if want, _ := cs.Get("error").(string); failure != want {
		t.Errorf("got error %q, want %q", failure, want)
	}
	if obj == nil {
		return
	}
	m := obj.(model.Metric)
	if got := m.MetricCore().Label; got != cs.Get("name") {
		t.Errorf("is named %s, want %s", got, cs.Get("name"))
	}
	c := st.NewContext()
	var p any
	if cs.Has("p") {
		p = tensor.FromArray(array(cs.Get("p")))
	}
	y := tensor.FromArray(array(cs.Get("y")))
	m.Update(c, y, p, nil)
	check(t, "after a batch", m.Result(c), cs.Get("once"))
	checkState(t, "after a batch", m, cs.Get("state"))
	failed := oracle.Failure(func() { m.Update(c, y, p, array(cs.Get("w"))) }) != ""
	if failed != cs.Has("failure") {
		t.Errorf("weights fail: %v", failed)
	}
	if cs.Has("twice") {
		check(t, "after a weighted batch", m.Result(c), cs.Get("twice"))
	}
	m.Reset(c)
	checkState(t, "after a reset", m, cs.Get("reset"))
	config := model.GetConfig(st, m)
	if d := oracle.Diff(config, cs.Get("config")); d != "" {
		t.Errorf("config%s", d)
	}
	again := model.ClassOf(m).FromConfig(st, config).(model.Metric)
	again.Update(c, y, p, nil)
	check(t, "made of the config", again.Result(c), cs.Get("once"))
}

func check(t *testing.T, what string, got model.Value, want any) {
	t.Helper()
	a, w := got.(*tensor.Tensor).Array(), array(want)
	if !tensor.SameShape(a.Shape(), w.Shape()) || a.DType() != w.DType() {
		t.Errorf("%s: %s %v, want %s %v", what, a.DType(), a.Shape(), w.DType(), w.Shape())
		return
	}
	if d := oracle.Close(a.Floats(), w.Floats(), 1e-5); d != "" {
		t.Errorf("%s: %s", what, d)
	}
}

func checkState(t *testing.T, what string, m model.Metric, want any) {
	t.Helper()
	vars, items := m.MetricCore().Variables(), want.([]any)
	if len(vars) != len(items) {
		t.Errorf("%s: %d variables, want %d", what, len(vars), len(items))
		return
	}
	for i, it := range items {
		w := it.(*model.Map)
		if vars[i].Name != w.Get("name") {
			t.Errorf("%s: variable %s, want %s", what, vars[i].Name, w.Get("name"))
		}
		check(t, what+": "+vars[i].Name, tensor.FromArray(vars[i].Value()), w)
	}
}
