package callbacks

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"kerash/model"
	"kerash/model/format/plain"
	"kerash/tensor"
)

// BackupAndRestore keeps a copy of the state of training in a folder, from
// which a fit that was cut off goes on.
type BackupAndRestore struct {
	Dir              string `arg:"backup_dir" doc:"folder of the copy"`
	SaveFreq         any    `arg:"save_freq" default:"'epoch'" doc:"'epoch', or after how many batches a copy is made"`
	DeleteCheckpoint bool   `arg:"delete_checkpoint" default:"True" doc:"whether the copy is removed when training has come to its end"`
	BeforePreemption bool   `arg:"save_before_preemption" default:"False" doc:"accepted for compatibility"`
	model.CallbackBase
	model.BatchHooks

	epoch, batches int
	resume         int     // epoch to begin with, -1 for none
	waiting        *backup // a copy for a model that has no weights yet
}

// BackupAndRestoreClass declares BackupAndRestore.
var BackupAndRestoreClass = declare(&model.Class{
	Name: "BackupAndRestore",
	Doc:  "Keeps a copy of weights, optimizer and epoch in a folder; a fit that finds one goes on from there.",
	Example: `>>> keras.callbacks.BackupAndRestore("backup").save_freq
'epoch'`,
	New: func() any { return new(BackupAndRestore) },
})

// backup is what the copy holds.
type backup struct {
	Epoch              int
	Weights, Optimizer []stored
}

// stored is a variable's value. The elements are float64 in little-endian
// order, for JSON has no word for NaN.
type stored struct {
	DType  string
	Shape  []int
	Values []byte
}

// Init implements [model.Initer].
func (b *BackupAndRestore) Init(st *model.State) {
	st.CheckFiles()
	b.resume = -1
	if f, ok := model.AsFloat(b.SaveFreq); b.SaveFreq == nil || ok && f == 0 {
		if !b.BeforePreemption {
			tensor.Throwf("ValueError", "Either `save_freq` or `save_before_preemption` must be set.")
		}
	}
}

func (b *BackupAndRestore) file() string { return filepath.Join(b.Dir, "chief", "training_state") }

// WantsBatches reports whether copies are made after batches.
func (b *BackupAndRestore) WantsBatches() bool { return b.SaveFreq != "epoch" }

// OnTrainBegin implements [model.Callback]: it goes back to the copy.
func (b *BackupAndRestore) OnTrainBegin(c *model.Context, logs *model.Map) {
	b.resume, b.waiting = -1, nil
	f, err := os.Open(b.file())
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		tensor.Throwf("OSError", "%v", err)
	}
	defer f.Close()
	var s backup
	if err := json.NewDecoder(f).Decode(&s); err != nil {
		tensor.Throwf("ValueError", "The backup in %s cannot be read: %v", b.Dir, err)
	}
	b.resume, b.waiting = s.Epoch+1, &s
	if b.Model.Core().Built {
		b.Restore(c)
	}
}

// WantsRestore implements [model.Restorer].
func (b *BackupAndRestore) WantsRestore() bool { return b.waiting != nil }

// Restore implements [model.Restorer].
func (b *BackupAndRestore) Restore(c *model.Context) {
	s := b.waiting
	b.waiting = nil
	core := b.Model.Core()
	put(core.Weights(), s.Weights)
	o := b.Model.ModelCore().Optimizer()
	model.BuildOptimizer(c, o, core.TrainableWeights())
	put(o.OptimizerCore().Variables(), s.Optimizer)
}

// put sets variables to stored values, as far as they fit.
func put(vars []*tensor.Variable, values []stored) {
	if len(vars) != len(values) {
		tensor.Throwf("ValueError", "The backup is of another model: it holds %d variables instead of %d.", len(values), len(vars))
	}
	for i, v := range vars {
		a, ok := values[i].array()
		if !ok || !tensor.SameShape(a.Shape(), v.Shape()) {
			tensor.Throwf("ValueError", "The backup is of another model: variable %d, of shape %v, has the shape %v there.", i, v.Shape(), values[i].Shape)
		}
		v.SetValue(a)
	}
}

// array is the value as an array; ok is false when its parts do not agree.
func (s *stored) array() (a *tensor.Array, ok bool) {
	dt, known := tensor.ParseDType(s.DType)
	n := 1
	for _, d := range s.Shape {
		if d < 0 {
			return nil, false
		}
		n *= d
	}
	if !known || len(s.Values) != 8*n {
		return nil, false
	}
	values := make([]float64, n)
	for i := range values {
		values[i] = math.Float64frombits(binary.LittleEndian.Uint64(s.Values[8*i:]))
	}
	return tensor.FromSlice(values, s.Shape...).Cast(dt), true
}

func take(vars []*tensor.Variable) []stored {
	var out []stored
	for _, v := range vars {
		var data []byte
		for _, x := range v.Value().Floats() {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(x))
		}
		out = append(out, stored{v.DType().String(), append([]int{}, v.Shape()...), data})
	}
	return out
}

// ResumeEpoch implements [model.Resumer].
func (b *BackupAndRestore) ResumeEpoch() (epoch int, ok bool) { return b.resume, b.resume >= 0 }

// OnEpochBegin implements [model.Callback].
func (b *BackupAndRestore) OnEpochBegin(c *model.Context, epoch int, logs *model.Map) {
	b.epoch = epoch
}

// OnTrainBatchEnd implements [model.BatchCallback].
func (b *BackupAndRestore) OnTrainBatchEnd(c *model.Context, batch int, logs *model.Map) {
	n, ok := model.AsInt(b.SaveFreq)
	if !ok || n == 0 {
		return
	}
	if b.batches++; b.batches >= n {
		b.batches = 0
		b.write(b.epoch - 1)
	}
}

// OnEpochEnd implements [model.Callback].
func (b *BackupAndRestore) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	if b.SaveFreq == "epoch" {
		b.write(epoch)
	}
}

// write makes the copy, in such a way that there is always a whole one.
func (b *BackupAndRestore) write(epoch int) {
	s := backup{Epoch: epoch, Weights: take(b.Model.Core().Weights())}
	s.Optimizer = take(b.Model.ModelCore().Optimizer().OptimizerCore().Variables())
	if err := os.MkdirAll(filepath.Dir(b.file()), 0o777); err != nil {
		tensor.Throwf("OSError", "%v", err)
	}
	tensor.Check(plain.Replace(b.file(), func(w io.Writer) error { return json.NewEncoder(w).Encode(s) }))
}

// OnTrainEnd implements [model.Callback].
func (b *BackupAndRestore) OnTrainEnd(c *model.Context, logs *model.Map) {
	if b.DeleteCheckpoint {
		if err := os.RemoveAll(filepath.Dir(b.file())); err != nil {
			tensor.Throwf("OSError", "%v", err)
		}
	}
}
