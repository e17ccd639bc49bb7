package activations

import (
	"fmt"
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

func TestActivationsAreKeras(t *testing.T) {
	st := oracle.State()
	data := oracle.Load(t, "testdata/cases.json").(*model.Map)
	values := oracle.Floats(data.Get("x"))
	x := tensor.FromArray(tensor.FromSlice(values, 2, 4).Cast(tensor.Float32))
	weight := tensor.FromArray(tensor.FromSlice(append(append([]float64{}, values[4:]...), values[:4]...), 2, 4).Cast(tensor.Float32))
	tested := map[string]bool{}
	for i, it := range data.Get("cases").([]any) {
		cs := it.(*model.Map)
		name := cs.Get("name").(string)
		f := Find(name)
		tested[f.Name] = true
		t.Run(fmt.Sprintf("%d/%s", i, name), func(t *testing.T) {
			if d := oracle.Diff(Get(st, name).ConfigValueIn(st), cs.Get("serialized")); d != "" {
				t.Error(d)
			}
			c := st.NewContext()
			tape := tensor.NewTape()
			tape.Watch(x)
			c.PushTape(tape)
			y := f.CallValue(c, append([]any{x}, cs.Get("args").([]any)...)...).(*tensor.Tensor)
			loss := c.Sum(c.Mul(y, weight), nil, false)
			c.PopTape(tape)
			if d := oracle.Close(y.Array().Floats(), oracle.Floats(cs.Get("values")), 2e-6); d != "" {
				t.Error(d)
			}
			g := tape.Gradients(c.Scope, []*tensor.Tensor{loss}, nil, []*tensor.Tensor{x})[0]
			if d := oracle.Close(g.Array().Floats(), oracle.Floats(cs.Get("gradient")), 5e-6); d != "" {
				t.Errorf("gradient: %s", d)
			}
		})
	}
	for _, f := range Functions {
		if !tested[f.Name] {
			t.Errorf("no case for %s", f.Name)
		}
	}
}

func TestUnknownActivation(t *testing.T) {
	st := oracle.State()
	for v, want := range map[any]string{
		"nope": "ValueError: Unknown activation function 'nope' cannot be deserialized.",
		3:      "TypeError: Could not interpret activation function identifier: 3",
	} {
		if got := oracle.Failure(func() { Get(st, v) }); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
