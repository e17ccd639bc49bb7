package callbacks_test

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kerash/model"
	"kerash/model/callbacks"
	_ "kerash/model/layers"
	_ "kerash/model/losses"
	_ "kerash/model/optimizers"
	"kerash/tensor"
)

// line is a model of one weight that learns y = 2x.
func line(st *model.State) (m model.Model, x, y *tensor.Array) {
	m = model.FromJSON(st, `{"class_name": "Sequential", "config": {"name": "line", "layers": [
		{"class_name": "InputLayer", "config": {"batch_input_shape": [null, 1], "dtype": "float32", "name": "x"}},
		{"class_name": "Dense", "config": {"name": "d", "units": 1, "kernel_initializer": "zeros"}}]}}`)
	opt := model.Find(model.KindOptimizer, "SGD").Make(st, []any{0.1})
	model.Compile(st, m, model.CompileOptions{Optimizer: opt, Loss: "mse"})
	return m, tensor.FromSlice([]float32{0, 1, 2, 3}).Reshape([]int{4, 1}), tensor.FromSlice([]float32{0, 2, 4, 6}).Reshape([]int{4, 1})
}

func newState() *model.State { return model.NewState(tensor.NewScope(context.Background())) }

func fit(t *testing.T, st *model.State, epochs int, k model.Callback) *model.History {
	t.Helper()
	m, x, y := line(st)
	var h *model.History
	err := tensor.Catch(func() {
		h = model.Fit(st.NewContext(), m, model.FitOptions{X: x, Y: y, Epochs: epochs, BatchSize: 2, Callbacks: []model.Callback{k}})
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// EarlyStopping ends training once the loss no longer falls by min_delta.
func TestEarlyStopping(t *testing.T) {
	st := newState()
	k := callbacks.EarlyStoppingClass.Make(st, []any{"loss"}, model.Named{Name: "min_delta", Value: 100.0}, model.Named{Name: "patience", Value: 2}).(*callbacks.EarlyStopping)
	h := fit(t, st, 10, k)
	if n := len(h.Values["loss"]); n != 3 {
		t.Errorf("trained for %d epochs, want 3", n)
	}
	if k.StoppedEpoch != 2 || k.BestEpoch != 0 {
		t.Errorf("stopped at %d, best %d; want 2 and 0", k.StoppedEpoch, k.BestEpoch)
	}
}

// CSVLogger writes a header and a line for each epoch.
func TestCSVLogger(t *testing.T) {
	st := newState()
	name := filepath.Join(t.TempDir(), "log.csv")
	k := callbacks.CSVLoggerClass.Make(st, []any{name}).(model.Callback)
	fit(t, st, 2, k)
	if !hasLines(t, name, "epoch,loss", "0,", "1,") {
		t.Errorf("%s does not hold a header and two epochs", name)
	}
}

// Callbacks that use files are refused where files are off.
func TestNoFiles(t *testing.T) {
	st := newState()
	st.NoFiles = true
	for _, c := range []*model.Class{callbacks.CSVLoggerClass, callbacks.ModelCheckpointClass, callbacks.TensorBoardClass, callbacks.BackupAndRestoreClass} {
		err := tensor.Catch(func() { c.Make(st, []any{"x"}) })
		var e *tensor.Error
		if !errors.As(err, &e) || e.Class != "PermissionError" {
			t.Errorf("%s: %v, want a PermissionError", c.Name, err)
		}
	}
}

// Means of BaseLogger weigh batches by their sizes.
func TestBaseLogger(t *testing.T) {
	st := newState()
	c := st.NewContext()
	k := callbacks.BaseLoggerClass.Make(st, nil).(*callbacks.BaseLogger)
	k.Params = model.NewMap().Set("metrics", []any{"loss"})
	k.OnEpochBegin(c, 0, nil)
	k.OnTrainBatchEnd(c, 0, model.NewMap().Set("size", 2).Set("loss", 1.0))
	k.OnTrainBatchEnd(c, 1, model.NewMap().Set("size", 6).Set("loss", 2.0))
	logs := model.NewMap()
	k.OnEpochEnd(c, 0, logs)
	if v, _ := model.AsFloat(logs.Get("loss")); math.Abs(v-1.75) > 1e-12 {
		t.Errorf("loss is %v, want 1.75", v)
	}
}

func hasLines(t *testing.T, name string, prefixes ...string) bool {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != len(prefixes) {
		return false
	}
	for i, p := range prefixes {
		if !strings.HasPrefix(lines[i], p) {
			return false
		}
	}
	return true
}
