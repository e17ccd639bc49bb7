package initializers

import (
	"fmt"
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

func TestInitializersAreKeras(t *testing.T) {
	st := oracle.State()
	data := oracle.Load(t, "testdata/cases.json").(*model.Map)
	tested := map[string]bool{}
	for i, x := range data.Get("cases").([]any) {
		cs := x.(*model.Map)
		name := cs.Get("class").(string)
		tested[name] = true
		t.Run(fmt.Sprintf("%d/%s", i, name), func(t *testing.T) {
			obj := model.Find(model.KindInitializer, name).Make(st, nil, oracle.Named(cs.Get("kwargs").(*model.Map))...)
			config := model.Serialize(st, obj)
			if d := oracle.Diff(config, cs.Get("config")); d != "" {
				t.Errorf("config%s", d)
			}
			again := model.FromConfig(st, model.KindInitializer, config.(*model.Map))
			for _, init := range []any{obj, again} {
				for _, r := range cs.Get("runs").([]any) {
					compareRun(t, st, init.(model.Initializer), r.(*model.Map))
				}
			}
		})
	}
	for _, c := range model.Classes(model.KindInitializer) {
		if !tested[c.Name] {
			t.Errorf("no case for %s", c.Name)
		}
	}
}

func compareRun(t *testing.T, st *model.State, init model.Initializer, r *model.Map) {
	t.Helper()
	dt, _ := tensor.ParseDType(r.Get("dtype").(string))
	shape := oracle.Ints(r.Get("shape"))
	var got *tensor.Array
	failure := oracle.Failure(func() { got = init.Initial(st.NewContext(), shape, dt) })
	if want, _ := r.Get("error").(string); failure != want {
		t.Errorf("shape %v: got error %q, want %q", shape, failure, want)
	}
	if got == nil {
		return
	}
	if !tensor.SameShape(got.Shape(), shape) || got.DType() != dt {
		t.Errorf("shape %v %v, want %v %v", got.Shape(), got.DType(), shape, dt)
	}
	tol := 1e-6
	if dt == tensor.Float64 {
		tol = 1e-13
	}
	if d := oracle.Close(got.Floats(), oracle.Floats(r.Get("values")), tol); d != "" {
		t.Errorf("shape %v %v: %s", shape, dt, d)
	}
}

func TestUnseededInitializersFollowTheGlobalSeed(t *testing.T) {
	st := oracle.State()
	st.Scope.Rand.SetKerasSeed(5)
	for i, want := range oracle.Load(t, "testdata/cases.json").(*model.Map).Get("seeded").([]any) {
		init := model.Resolve(st, model.KindInitializer, "glorot_uniform").(model.Initializer)
		got := init.Initial(st.NewContext(), []int{2, 2}, tensor.Float32)
		if d := oracle.Close(got.Floats(), oracle.Floats(want), 1e-6); d != "" {
			t.Errorf("use %d: %s", i, d)
		}
	}
}

func TestNamesOfInitializers(t *testing.T) {
	st := oracle.State()
	for name, want := range map[string]string{"zeros": "Zeros", "zero": "Zeros", "one": "Ones", "normal": "RandomNormal", "uniform": "RandomUniform",
		"he_normal": "HeNormal", "HeNormal": "HeNormal", "glorot_uniformV2": "GlorotUniform", "identity": "Identity"} {
		if got := model.ClassOf(model.Resolve(st, model.KindInitializer, name)).Name; got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
