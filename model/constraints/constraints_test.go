package constraints

import (
	"fmt"
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

func TestConstraintsAreKeras(t *testing.T) {
	st := oracle.State()
	tested := map[string]bool{}
	for i, it := range oracle.Load(t, "testdata/cases.json").(*model.Map).Get("cases").([]any) {
		cs := it.(*model.Map)
		name := cs.Get("class").(string)
		tested[name] = true
		t.Run(fmt.Sprintf("%d/%s", i, name), func(t *testing.T) {
			obj := model.Find(model.KindConstraint, name).Make(st, nil, oracle.Named(cs.Get("kwargs").(*model.Map))...)
			config := model.Serialize(st, obj)
			if d := oracle.Diff(config, cs.Get("config")); d != "" {
				t.Errorf("config%s", d)
			}
			again := model.FromConfig(st, model.KindConstraint, config.(*model.Map))
			shape := oracle.Ints(cs.Get("shape"))
			for _, k := range []any{obj, again} {
				var got *tensor.Tensor
				failure := oracle.Failure(func() { got = k.(model.Constraint).Project(st.NewContext(), ramp(shape)) })
				if want, _ := cs.Get("error").(string); failure != want {
					t.Errorf("got error %q, want %q", failure, want)
				}
				if got == nil {
					continue
				}
				if d := oracle.Close(got.Array().Floats(), oracle.Floats(cs.Get("values")), 1e-6); d != "" {
					t.Error(d)
				}
			}
		})
	}
	for _, c := range model.Classes(model.KindConstraint) {
		if !tested[c.Name] {
			t.Errorf("no case for %s", c.Name)
		}
	}
}

// ramp counts up from -2.5.
func ramp(shape []int) *tensor.Tensor {
	values := make([]float32, tensor.NumElements(shape))
	for i := range values {
		values[i] = float32(i) - 2.5
	}
	return tensor.Const(values, shape...)
}
