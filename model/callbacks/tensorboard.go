package callbacks

import (
	"path/filepath"
	"strings"

	"kerash/model"
	"kerash/model/format/event"
	"kerash/tensor"
)

// TensorBoard writes logs to files that TensorBoard shows.
type TensorBoard struct {
	LogDir             string `arg:"log_dir" default:"'logs'" doc:"folder of the files; train and validation are made in it"`
	HistogramFreq      int    `arg:"histogram_freq" default:"0" doc:"epochs between histograms of the weights, 0 for none"`
	WriteGraph         bool   `arg:"write_graph" default:"True" doc:"accepted for compatibility: there is no graph to write"`
	WriteImages        bool   `arg:"write_images" default:"False" doc:"accepted for compatibility"`
	WriteSteps         bool   `arg:"write_steps_per_second" default:"False" doc:"accepted for compatibility"`
	UpdateFreq         any    `arg:"update_freq" default:"'epoch'" doc:"'epoch', 'batch', or after how many batches their logs are written as well"`
	ProfileBatch       any    `arg:"profile_batch" default:"0" doc:"accepted for compatibility"`
	EmbeddingsFreq     int    `arg:"embeddings_freq" default:"0" doc:"accepted for compatibility"`
	EmbeddingsMetadata any    `arg:"embeddings_metadata" default:"None" doc:"accepted for compatibility"`
	model.CallbackBase
	model.BatchHooks

	files map[string]*event.File
	every int
	step  int64
}

// TensorBoardClass declares TensorBoard.
var TensorBoardClass = declare(&model.Class{
	Name: "TensorBoard",
	Doc:  "Writes the logs of epochs, and histograms of the weights if wanted, to event files for TensorBoard.",
	Example: `>>> keras.callbacks.TensorBoard(log_dir="logs", histogram_freq=1).log_dir
'logs'`,
	New: func() any { return new(TensorBoard) },
})

// Init implements [model.Initer].
func (t *TensorBoard) Init(st *model.State) {
	st.CheckFiles()
	switch f := t.UpdateFreq.(type) {
	case int:
		t.every = f
	case string:
		if f == "batch" {
			t.every = 1
		} else if f != "epoch" {
			tensor.Throwf("ValueError", "Unrecognized `update_freq`: %s. Expected 'batch', 'epoch' or an integer.", f)
		}
	}
}

// WantsBatches reports whether the logs of batches are written.
func (t *TensorBoard) WantsBatches() bool { return t.every > 0 }

// file is the file of a run: "train" or "validation".
func (t *TensorBoard) file(run string) *event.File {
	if f := t.files[run]; f != nil {
		return f
	}
	f, err := event.Create(filepath.Join(t.LogDir, run), len(t.files), ".v2")
	if err != nil {
		tensor.Throwf("OSError", "%v", err)
	}
	if t.files == nil {
		t.files = map[string]*event.File{}
	}
	t.files[run] = f
	return f
}

func (t *TensorBoard) scalar(run, tag string, step int64, v any) {
	if x, ok := model.AsFloat(v); ok {
		if err := t.file(run).Scalar(tag, step, x, ""); err != nil {
			tensor.Throwf("OSError", "%v", err)
		}
	}
}

// OnTrainBegin implements [model.Callback].
func (t *TensorBoard) OnTrainBegin(c *model.Context, logs *model.Map) { t.files, t.step = nil, 0 }

// OnTrainBatchEnd implements [model.BatchCallback].
func (t *TensorBoard) OnTrainBatchEnd(c *model.Context, batch int, logs *model.Map) {
	if t.every > 0 && t.step%int64(t.every) == 0 {
		for _, k := range logs.Keys {
			t.scalar("train", "batch_"+k, t.step, logs.Vals[k])
		}
	}
	t.step++
}

// OnTestEnd implements [model.Callback].
func (t *TensorBoard) OnTestEnd(c *model.Context, logs *model.Map) {
	o := t.Model.ModelCore().Optimizer()
	if o == nil {
		return
	}
	step := o.OptimizerCore().Iterations().Value().Int(0)
	for _, k := range logs.Keys {
		t.scalar("validation", "evaluation_"+k+"_vs_iterations", step, logs.Vals[k])
	}
}

// OnEpochEnd implements [model.Callback].
func (t *TensorBoard) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	step := int64(epoch)
	for _, k := range logs.Keys {
		if name, val := strings.CutPrefix(k, "val_"); val {
			t.scalar("validation", "epoch_"+name, step, logs.Vals[k])
		} else {
			t.scalar("train", "epoch_"+k, step, logs.Vals[k])
		}
	}
	t.scalar("train", "epoch_learning_rate", step, rateOf(&t.CallbackBase))
	if t.HistogramFreq > 0 && epoch%t.HistogramFreq == 0 {
		t.histograms(step)
	}
}

func (t *TensorBoard) histograms(step int64) {
	for _, v := range t.Model.Core().Weights() {
		tag := strings.ReplaceAll(v.Name, ":", "_") + "/histogram"
		if err := t.file("train").Histogram(tag, step, v.Value().Floats(), 30, ""); err != nil {
			tensor.Throwf("OSError", "%v", err)
		}
	}
}

// OnTrainEnd implements [model.Callback].
func (t *TensorBoard) OnTrainEnd(c *model.Context, logs *model.Map) {
	for _, f := range t.files {
		if err := f.Close(); err != nil {
			tensor.Throwf("OSError", "%v", err)
		}
	}
	t.files = nil
}
