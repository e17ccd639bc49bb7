package layers

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

// layerCase is one use of a layer, with what Keras made of it.
type layerCase struct {
	*model.Map
	class string
}

func loadCases(t *testing.T, list string) []layerCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []layerCase
	for _, f := range files {
		items, _ := oracle.Load(t, f).(*model.Map).Get(list).([]any)
		for _, it := range items {
			m := it.(*model.Map)
			out = append(out, layerCase{m, m.Get("class").(string)})
		}
	}
	return out
}

func (cs layerCase) make(st *model.State) model.Layer {
	c := model.Find(model.KindLayer, cs.class)
	if c == nil {
		tensor.Throwf("NameError", "no layer %s", cs.class)
	}
	return c.Make(st, nil, oracle.Named(cs.Get("kwargs").(*model.Map))...).(model.Layer)
}

// value is neutral data as a layer's input.
func value(v any) model.Value {
	switch v := v.(type) {
	case []any:
		out := make(model.List, len(v))
		for i, x := range v {
			out[i] = value(x)
		}
		return out
	case model.Tup:
		out := make(model.Tuple, len(v))
		for i, x := range v {
			out[i] = value(x)
		}
		return out
	}
	return v
}

// context is a context with the case's call arguments.
func (cs layerCase) context(st *model.State) *model.Context {
	c := st.NewContext()
	call := cs.Get("call").(*model.Map)
	for _, k := range call.Keys {
		switch v := call.Vals[k]; k {
		case "training":
			c.Training, c.TrainingSet = v == true, true
		case "mask":
			c.Mask = value(v)
		default:
			if c.Args == nil {
				c.Args = map[string]any{}
			}
			c.Args[k] = argument(v)
		}
	}
	return c
}

func argument(v any) any {
	if list, ok := v.([]any); ok {
		return value(list)
	}
	return v
}

// setWeights gives the weights the values that the generator gave them.
func (cs layerCase) setWeights(l model.Layer) {
	if cs.Has("adapt") || cs.Has("vocabulary") {
		return
	}
	for i, w := range l.Core().Weights() {
		if !w.DType().IsFloat() {
			continue
		}
		values := make([]float64, w.Size())
		for k := range values {
			values[k] = 0.3 * math.Cos(float64(k+i))
			if strings.Contains(w.Name, "variance") {
				values[k] = math.Abs(values[k]) + 0.5
			}
		}
		w.SetValue(tensor.FromSlice(values, w.Shape()...))
	}
}

// adapt gives a preprocessing layer the case's data.
func (cs layerCase) adapt(st *model.State, l model.Layer) {
	if data := cs.Get("adapt"); data != nil {
		batch, _ := model.AsInt(cs.Get("batch_size"))
		adapt(st.NewContext(), l.(adaptable), data, batch, 0)
	}
}

func (cs layerCase) checkVocabulary(t *testing.T, l model.Layer) {
	t.Helper()
	v, ok := l.(vocabularied)
	if !ok {
		return
	}
	got := v.vocabularyList(true)
	for i, x := range got {
		got[i] = listed(x)
	}
	if d := oracle.Diff(got, cs.Get("vocabulary")); d != "" {
		t.Errorf("vocabulary%s", d)
	}
}

// loss is what the generator differentiated.
func loss(c *model.Context, ys []*tensor.Tensor) *tensor.Tensor {
	total := tensor.Full(tensor.Float32, 0)
	for _, y := range ys {
		if !y.DType().IsFloat() {
			continue
		}
		w := make([]float64, tensor.NumElements(y.Shape()))
		for k := range w {
			w[k] = math.Sin(float64(k)*0.3 + 0.1)
		}
		weight := tensor.FromArray(tensor.FromSlice(w, y.Shape()...).Cast(tensor.Float32))
		total = c.Add(total, c.Sum(c.Mul(c.Cast(y, tensor.Float32), weight), nil, false))
	}
	return total
}

func TestLayersAreKeras(t *testing.T) {
	tested := map[string]bool{}
	for i, cs := range loadCases(t, "cases") {
		tested[cs.class] = true
		t.Run(fmt.Sprintf("%d/%s", i, cs.class), func(t *testing.T) {
			if err := tensor.Catch(func() { cs.check(t) }); err != nil {
				if e, ok := err.(*tensor.InternalError); ok {
					t.Fatalf("%v\n%s", e, e.Stack)
				}
				t.Fatalf("%s: %v", model.Describe(cs.Get("kwargs")), err)
			}
		})
	}
	for _, c := range model.Classes(model.KindLayer) {
		if !tested[c.Name] && !withoutCase[c.Name] {
			t.Errorf("no case for %s", c.Name)
		}
	}
}

// withoutCase is the layers that no case can be written down for.
var withoutCase = map[string]bool{"Wrapper": true, "DenseFeatures": true, "Lambda": true, "AbstractRNNCell": true, "InputLayer": true, "AddLoss": true, "AddMetric": true, "TFOpLambda": true, "SlicingOpLambda": true, "InstanceMethod": true, "InstanceProperty": true, "RandomFourierFeatures": true}

// check runs the case in every way.
func (cs layerCase) check(t *testing.T) {
	st := oracle.State()
	st.Scope.Rand = tensor.NewGenerator(0)
	l := cs.make(st)
	config := model.GetConfig(st, l)
	if d := oracle.Diff(config, cs.Get("config")); d != "" {
		t.Errorf("config%s", d)
	}
	tol := cs.tolerance(l)
	in := value(cs.Get("inputs"))
	cs.adapt(st, l)
	model.Apply(cs.context(st), l, in)
	if d := oracle.Diff(model.GetConfig(st, l), cs.Get("built_config")); d != "" {
		t.Errorf("config when built%s", d)
	}
	cs.checkWeights(t, l)
	cs.checkVocabulary(t, l)
	cs.setWeights(l)
	cs.checkEager(t, st, l, in, tol)
	cs.checkSymbolic(t, in)

	again := model.FromConfig(st, model.KindLayer, model.Serialize(st, l).(*model.Map)).(model.Layer)
	cs.adapt(st, again)
	model.Apply(cs.context(st), again, in)
	cs.setWeights(again)
	ys := model.Leaves(model.Apply(cs.context(st), again, in))
	cs.checkOutputs(t, "from config", ys, tol)
	cs.checkPlan(t, st, again, in, tol)
}

// tolerance is larger for layers that compute in half precision.
func (cs layerCase) tolerance(l model.Layer) float64 {
	switch l.Core().Policy.Compute {
	case tensor.Float16, tensor.BFloat16:
		return 3e-3
	}
	return 2e-5
}

func (cs layerCase) checkWeights(t *testing.T, l model.Layer) {
	t.Helper()
	var got []any
	for _, w := range l.Core().Weights() {
		shape := []any{}
		for _, d := range w.Declared() {
			if d < 0 {
				shape = append(shape, nil)
			} else {
				shape = append(shape, d)
			}
		}
		got = append(got, []any{w.Name, shape, w.Trainable, w.DType().String()})
	}
	want, _ := cs.Get("weights").([]any)
	if len(got) == 0 && len(want) == 0 {
		return
	}
	if d := oracle.Diff(got, want); d != "" {
		t.Errorf("weights%s", d)
	}
}

func (cs layerCase) checkEager(t *testing.T, st *model.State, l model.Layer, in model.Value, tol float64) {
	t.Helper()
	c := cs.context(st)
	tape := tensor.NewTape()
	var floats []*tensor.Tensor
	for _, x := range model.Leaves(in) {
		if x.DType().IsFloat() {
			tape.Watch(x)
			floats = append(floats, x)
		}
	}
	c.PushTape(tape)
	ys := model.Leaves(model.Apply(c, l, in))
	total := loss(c, ys)
	c.PopTape(tape)
	cs.checkOutputs(t, "eager", ys, tol)
	cs.checkMasks(t, ys)
	cs.checkLosses(t, st, l)
	if after, ok := cs.Get("after").([]any); ok {
		for i, w := range l.Core().Weights() {
			if d := oracle.Close(w.Value().Floats(), oracle.Floats(after[i]), tol); d != "" {
				t.Errorf("%s after the call: %s", w.Name, d)
			}
		}
	}
	if cs.Get("input_gradients") == nil && cs.Get("weight_gradients") == nil {
		return // TensorFlow has none
	}
	gx, gw := tape.GradientsOf(c.Scope, []*tensor.Tensor{total}, nil, floats, l.Core().TrainableWeights())
	cs.checkGradients(t, "input_gradients", dense(c.Scope, gx), tol)
	cs.checkGradients(t, "weight_gradients", dense(c.Scope, gw), tol)
}

// dense is the gradients as whole tensors, nil where there is none.
func dense(s *tensor.Scope, gs []tensor.Gradient) []*tensor.Tensor {
	out := make([]*tensor.Tensor, len(gs))
	for i, g := range gs {
		out[i] = g.Dense(s)
	}
	return out
}

func (cs layerCase) checkOutputs(t *testing.T, way string, ys []*tensor.Tensor, tol float64) {
	t.Helper()
	want := cs.Get("outputs").([]any)
	if len(ys) != len(want) {
		t.Errorf("%s: %d outputs, want %d", way, len(ys), len(want))
		return
	}
	for i, y := range ys {
		w := want[i].(*tensor.Tensor)
		if !tensor.SameShape(y.Shape(), w.Shape()) || y.DType() != w.DType() {
			t.Errorf("%s: output %d is %v %v, want %v %v", way, i, y.Shape(), y.DType(), w.Shape(), w.DType())
			continue
		}
		if cs.Get("only") == "shape" || way != "eager" && cs.random() {
			continue
		}
		if d := diffArrays(y.Array(), w.Array(), tol); d != "" {
			t.Errorf("%s: output %d: %s", way, i, d)
		}
	}
}

func diffArrays(got, want *tensor.Array, tol float64) string {
	if got.DType() == tensor.String {
		for i := range got.Size() {
			if got.Str(i) != want.Str(i) {
				return fmt.Sprintf("value %d is %q, want %q", i, got.Str(i), want.Str(i))
			}
		}
		return ""
	}
	return oracle.Close(got.Floats(), want.Floats(), tol)
}

// random reports whether the case draws random numbers.
func (cs layerCase) random() bool {
	if strings.HasPrefix(cs.class, "Random") {
		return cs.Get("kwargs").(*model.Map).Has("seed")
	}
	return cs.Get("call").(*model.Map).Get("training") == true && cs.Get("kwargs").(*model.Map).Has("seed")
}

func (cs layerCase) checkMasks(t *testing.T, ys []*tensor.Tensor) {
	t.Helper()
	want, _ := cs.Get("masks").([]any)
	for i, y := range ys {
		got := model.MaskOf(y)
		var w *tensor.Tensor
		if i < len(want) {
			w, _ = want[i].(*tensor.Tensor)
		}
		switch {
		case got == nil && w == nil:
		case got == nil || w == nil:
			t.Errorf("mask %d is %v, want %v", i, got, w)
		default:
			if d := diffArrays(got.Array(), w.Array(), 0); d != "" || !tensor.SameShape(got.Shape(), w.Shape()) {
				t.Errorf("mask %d: %s", i, d)
			}
		}
	}
}

func (cs layerCase) checkLosses(t *testing.T, st *model.State, l model.Layer) {
	t.Helper()
	var got []float64
	for _, v := range l.Core().Losses(st.NewContext()) {
		got = append(got, v.Array().Float(0))
	}
	if d := oracle.Close(got, oracle.Floats(cs.Get("losses")), 1e-5); d != "" {
		t.Errorf("losses: %s", d)
	}
}

func (cs layerCase) checkGradients(t *testing.T, key string, got []*tensor.Tensor, tol float64) {
	t.Helper()
	want, ok := cs.Get(key).([]any)
	if !ok || cs.Get("only") == "shape" {
		return
	}
	for i, g := range got {
		if g == nil || want[i] == nil {
			if (g == nil) != (want[i] == nil) && !zeros(g, want[i]) {
				t.Errorf("%s %d is %v, want %v", key, i, g, want[i])
			}
			continue
		}
		if d := oracle.Close(g.Array().Floats(), oracle.Floats(want[i]), 5*tol); d != "" {
			t.Errorf("%s %d: %s", key, i, d)
		}
	}
}

// zeros reports whether the one gradient that is there is zero.
func zeros(g *tensor.Tensor, want any) bool {
	values := oracle.Floats(want)
	if g != nil {
		values = g.Array().Floats()
	}
	for _, v := range values {
		if v != 0 {
			return false
		}
	}
	return true
}

// checkSymbolic uses the layer in a functional graph with unknown axes.
func (cs layerCase) checkSymbolic(t *testing.T, in model.Value) {
	t.Helper()
	want, ok := cs.Get("symbolic").(*model.Map)
	if !ok {
		return
	}
	st := oracle.State()
	shapes, i := want.Get("in").([]any), 0
	args := model.MapValue(in, func(x *tensor.Tensor) model.Value {
		y := model.NewInput(st, oracle.Ints(shapes[i]), x.DType(), "")
		i++
		return y
	})
	c := cs.context(st)
	c.Mask, c.Args = nil, nil
	l := cs.make(st)
	cs.adapt(st, l)
	for i, y := range model.Leaves(model.Apply(c, l, args)) {
		if w := oracle.Ints(want.Get("out").([]any)[i]); !tensor.SameShape(y.Shape(), w) {
			t.Errorf("symbolic output %d has shape %v, want %v", i, y.Shape(), w)
		}
	}
}

// checkPlan traces the built layer and runs the plan.
func (cs layerCase) checkPlan(t *testing.T, st *model.State, l model.Layer, in model.Value, tol float64) {
	t.Helper()
	cs.setWeights(l)
	xs := model.Leaves(in)
	ins := make([]*tensor.Tensor, len(xs))
	arrays := make([]*tensor.Array, len(xs))
	var ys []*tensor.Tensor
	tr, err := st.Scope.Trace(func() {
		i := 0
		v := model.MapValue(in, func(x *tensor.Tensor) model.Value {
			ins[i], arrays[i] = tensor.Symbol(x.Spec()), x.Array()
			i++
			return ins[i-1]
		})
		ys = model.Leaves(model.Apply(cs.context(st), l, v))
	})
	if err != nil {
		if _, ok := err.(*tensor.Untraceable); !ok {
			t.Errorf("trace: %v", err)
		}
		return
	}
	plan, err := tensor.NewPlan(st.Scope, tr, ins, ys)
	if err != nil {
		t.Errorf("plan: %v", err)
		return
	}
	out, err := plan.Run(st.Scope, arrays)
	if err != nil {
		t.Errorf("plan run: %v", err)
		return
	}
	planned := make([]*tensor.Tensor, len(out))
	for i, a := range out {
		planned[i] = tensor.FromArray(a)
	}
	cs.checkOutputs(t, "planned", planned, tol)
}

func TestErrorsAreKeras(t *testing.T) {
	for i, cs := range loadCases(t, "errors") {
		t.Run(fmt.Sprintf("%d/%s", i, cs.class), func(t *testing.T) {
			st := oracle.State()
			got := oracle.Failure(func() {
				l := cs.make(st)
				if in := cs.Get("inputs"); in != nil {
					model.Apply(st.NewContext(), l, value(in))
				}
			})
			if want, _ := cs.Get("error").(string); got != want {
				t.Errorf("%s:\n got %q\nwant %q", model.Describe(cs.Get("kwargs")), got, want)
			}
		})
	}
}
