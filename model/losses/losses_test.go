package losses

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

func TestLossesAreKeras(t *testing.T) {
	data := oracle.Load(t, "testdata/cases.json").(*model.Map)
	tested := map[string]bool{}
	for i, it := range data.Get("cases").([]any) {
		cs := it.(*model.Map)
		name := cs.Get("class").(string)
		tested[name] = true
		t.Run(fmt.Sprintf("%d/%s", i, name), func(t *testing.T) { runCase(t, cs, name) })
	}
	for _, c := range model.Classes(model.KindLoss) {
		if !tested[c.Name] {
			t.Errorf("%s has no case", c.Name)
		}
	}
}

func runCase(t *testing.T, cs *model.Map, name string) {
	st := oracle.State()
	var obj any
	failure := oracle.Failure(func() {
		obj = model.Find(model.KindLoss, name).Make(st, nil, oracle.Named(cs.Get("kwargs").(*model.Map))...)
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
	l := model.FromConfig(st, model.KindLoss, config.(*model.Map)).(model.Loss)
	c := st.NewContext()
	y, p := tensor.FromArray(array(cs.Get("y"))), tensor.FromArray(array(cs.Get("p")))
	tape := tensor.NewTape()
	tape.Watch(p)
	c.PushTape(tape)
	out := model.CallLoss(c, l, y, p, nil)
	c.PopTape(tape)
	check(t, "loss", out, cs.Get("out"))
	if g := tape.Gradients(c.Scope, []*tensor.Tensor{out}, nil, []*tensor.Tensor{p})[0]; g != nil {
		check(t, "gradient", g, cs.Get("grad"))
	} else {
		t.Error("no gradient")
	}
	if cs.Has("each") {
		w := tensor.NewArray(tensor.Float32, y.Dim(0))
		for i := range w.F32() {
			w.F32()[i] = 0.5 + 1.5*float32(i)/float32(max(1, y.Dim(0)-1))
		}
		check(t, "weighted loss", model.CallLoss(c, l, y, p, w), cs.Get("weighted"))
		check(t, "each", l.Compute(c, y, p), cs.Get("each"))
	}
}

func check(t *testing.T, what string, got *tensor.Tensor, want any) {
	t.Helper()
	w := array(want)
	if !tensor.SameShape(got.Shape(), w.Shape()) {
		t.Errorf("%s has shape %v, want %v", what, got.Shape(), w.Shape())
		return
	}
	if d := oracle.Close(got.Array().Floats(), w.Floats(), 2e-5); d != "" {
		t.Errorf("%s: %s", what, d)
	}
}
