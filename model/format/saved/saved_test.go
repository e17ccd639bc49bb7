package saved_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kerash/model"
	"kerash/model/format/saved"
	"kerash/model/format/weights"
	_ "kerash/model/layers"
	_ "kerash/model/losses"
	_ "kerash/model/metrics"
	_ "kerash/model/optimizers"
	"kerash/tensor"
)

const modelsDir = "../../../testdata/models"

func newState() *model.State { return model.NewState(tensor.NewScope(context.Background())) }

// sample is a model that real Keras wrote in several formats, with what it
// computes.
type sample struct {
	name string
	*model.Map
}

func samples(t *testing.T) []sample {
	t.Helper()
	var out []sample
	for _, name := range []string{"mnist_mlp", "mnist_cnn", "nested", "residual", "text_rnn", "k3_cnn", "k3_func", "k3_nested"} {
		b, err := os.ReadFile(filepath.Join(modelsDir, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		v, err := model.ParseJSON(string(b))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, sample{name, v.(*model.Map)})
	}
	return out
}

// input is what the sample's outputs were computed for.
func (s sample) input() *tensor.Tensor {
	shape := model.ShapeOf(s.Get("input_shape"))
	n := tensor.NumElements(shape)
	if formula := s.Get("input").(string); strings.Contains(formula, "% 30") {
		x := make([]int32, n)
		for i := range x {
			x[i] = int32(i * 7 % 30)
		}
		return tensor.Const(x, shape...)
	}
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(math.Sin(0.1 * float64(i)))
	}
	return tensor.Const(x, shape...)
}

func (s sample) outputs() []any {
	if list, ok := s.Get("outputs").([]any); ok {
		return list
	}
	return []any{s.Get("output")}
}

// check compares what a model computes with what it computed in Keras.
func (s sample) check(t *testing.T, st *model.State, m model.Model) {
	t.Helper()
	var y model.Value
	if err := tensor.Catch(func() { y = model.Apply(st.NewContext(), m, s.input()) }); err != nil {
		t.Error(err)
		return
	}
	leaves := model.Leaves(y)
	for i, want := range s.outputs() {
		values, _ := model.Sequence(want)
		got := leaves[i].Array().Floats()
		if len(values) != len(got) {
			t.Errorf("output %d has %d values of %d", i, len(got), len(values))
			continue
		}
		for k, w := range values {
			if v, _ := model.AsFloat(w); math.Abs(v-got[k]) > 1e-5 {
				t.Errorf("output %d[%d] is %g, in Keras %g", i, k, got[k], v)
				break
			}
		}
	}
}

// Every file that real Keras wrote gives the model that it computed with.
func TestFilesOfKeras(t *testing.T) {
	for _, s := range samples(t) {
		files, _ := model.Sequence(s.Get("files"))
		for _, f := range files {
			name := f.(string)
			if strings.HasSuffix(name, "_config.json") {
				continue
			}
			t.Run(name, func(t *testing.T) {
				st := newState()
				path := filepath.Join(modelsDir, name)
				whole := !strings.HasSuffix(name, "weights.h5") && !strings.HasSuffix(name, ".index")
				if !whole {
					path = filepath.Join(modelsDir, s.name+".keras")
				}
				m, err := saved.Load(st, path, true)
				if err != nil {
					t.Fatal(err)
				}
				if !whole {
					zero(m)
					path := filepath.Join(modelsDir, strings.TrimSuffix(name, ".index"))
					if _, err := saved.LoadWeights(st, m, path, weights.Options{}); err != nil {
						t.Fatal(err)
					}
				}
				if n, _ := model.AsInt(s.Get("params")); m.Core().CountParams() != n {
					t.Errorf("%d parameters of %d", m.Core().CountParams(), n)
				}
				s.check(t, st, m)
			})
		}
	}
}

func zero(m model.Model) {
	for _, v := range m.Core().Weights() {
		v.SetValue(tensor.NewArray(v.DType(), v.Shape()...))
	}
}

// What is written is read back the same, in every format.
func TestRoundTrip(t *testing.T) {
	for _, s := range samples(t) {
		for _, ending := range []string{".keras", ".h5", "_folder"} {
			t.Run(s.name+ending, func(t *testing.T) {
				st := newState()
				m, err := saved.Load(st, filepath.Join(modelsDir, s.name+".keras"), true)
				if err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(t.TempDir(), "m"+ending)
				if err := saved.Save(st, m, path, saved.Options{Overwrite: true}); err != nil {
					t.Fatal(err)
				}
				st = newState()
				again, err := saved.Load(st, path, true)
				if err != nil {
					t.Fatal(err)
				}
				s.check(t, st, again)
			})
		}
		for _, ending := range []string{".h5", ".weights.h5", ""} {
			t.Run(fmt.Sprintf("%s weights %q", s.name, ending), func(t *testing.T) {
				st := newState()
				m, err := saved.Load(st, filepath.Join(modelsDir, s.name+".keras"), false)
				if err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(t.TempDir(), "w"+ending)
				if err := saved.SaveWeights(st, m, path, saved.Options{}); err != nil {
					t.Fatal(err)
				}
				zero(m)
				if _, err := saved.LoadWeights(st, m, path, weights.Options{}); err != nil {
					t.Fatal(err)
				}
				s.check(t, st, m)
			})
		}
	}
}

// Broken files are refused with an error that says what is wrong.
func TestBrokenFiles(t *testing.T) {
	for name, want := range map[string]string{
		"truncated.h5":        "truncated file",
		"empty.h5":            "file signature not found",
		"text.h5":             "file signature not found",
		"no_config.keras":     "has no member config.json",
		"unknown_layer.keras": "Unknown layer: 'FancyConv9D'",
		"wrong_units.keras":   "Shape mismatch",
		"huge_dataset.h5":     "No model config",
		"deep_json.keras":     "no config of a model",
		"bomb.keras":          "would take 300 MB",
	} {
		_, err := saved.Load(newState(), filepath.Join(modelsDir, "bad", name), true)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
	escaped := filepath.Join(modelsDir, "..", "..", "escaped.txt")
	saved.Load(newState(), filepath.Join(modelsDir, "bad", "path_traversal.keras"), true)
	if _, err := os.Stat(escaped); err == nil {
		t.Error("an archive wrote outside of its place")
	}
}
