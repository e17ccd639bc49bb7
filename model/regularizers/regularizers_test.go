package regularizers

import (
	"fmt"
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

func TestRegularizersAreKeras(t *testing.T) {
	st := oracle.State()
	data := oracle.Load(t, "testdata/cases.json").(*model.Map)
	x := tensor.FromArray(tensor.FromSlice(oracle.Floats(data.Get("x")), 2, 3).Cast(tensor.Float32))
	tested := map[string]bool{}
	for i, it := range data.Get("cases").([]any) {
		cs := it.(*model.Map)
		name := cs.Get("class").(string)
		tested[name] = true
		t.Run(fmt.Sprintf("%d/%s", i, name), func(t *testing.T) {
			var obj any
			failure := oracle.Failure(func() {
				obj = model.Find(model.KindRegularizer, name).Make(st, nil, oracle.Named(cs.Get("kwargs").(*model.Map))...)
			})
			if want, _ := cs.Get("error").(string); failure != want {
				t.Errorf("got error %q, want %q", failure, want)
			}
			if obj == nil {
				return
			}
			config := model.Serialize(st, obj)
			if d := oracle.Diff(config, cs.Get("config")); d != "" {
				t.Errorf("config%s", d)
			}
			again := model.FromConfig(st, model.KindRegularizer, config.(*model.Map))
			for _, r := range []any{obj, again} {
				got := r.(model.Regularizer).Penalty(st.NewContext(), x)
				if d := oracle.Close(got.Array().Floats(), oracle.Floats(cs.Get("values")), 1e-6); d != "" {
					t.Error(d)
				}
			}
		})
	}
	for _, c := range model.Classes(model.KindRegularizer) {
		if !tested[c.Name] {
			t.Errorf("no case for %s", c.Name)
		}
	}
}

func TestNamesOfRegularizers(t *testing.T) {
	st := oracle.State()
	for name, want := range map[string]string{"l1": "{'l1': 0.009999999776482582}", "L2": "{'l2': 0.009999999776482582}",
		"l1_l2": "{'l1': 0.009999999776482582, 'l2': 0.009999999776482582}", "L1L2": "{'l1': 0.0, 'l2': 0.0}"} {
		if got := model.Describe(model.GetConfig(st, model.Resolve(st, model.KindRegularizer, name))); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
