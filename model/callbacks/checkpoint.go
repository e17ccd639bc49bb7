package callbacks

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"kerash/model"
	"kerash/model/format/saved"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// ModelCheckpoint saves the model, or its weights, during training.
type ModelCheckpoint struct {
	FilePath         string   `arg:"filepath" doc:"where to save to; may hold {epoch:02d} and names of logs such as {val_loss:.2f}"`
	Monitor          string   `arg:"monitor" default:"'val_loss'" doc:"name of the log that tells the best model"`
	Verbose          int      `arg:"verbose" default:"0" doc:"1 prints a line when the model is saved"`
	SaveBestOnly     bool     `arg:"save_best_only" default:"False" doc:"whether only a model better than all before is saved"`
	SaveWeightsOnly  bool     `arg:"save_weights_only" default:"False" doc:"whether only the weights are saved"`
	Mode             string   `arg:"mode" default:"'auto'" hidden:"true" doc:"'min', 'max' or 'auto': whether smaller or larger is better"`
	SaveFreq         any      `arg:"save_freq" default:"'epoch'" doc:"'epoch', or after how many batches the model is saved"`
	Options          any      `arg:"options" default:"None" doc:"accepted for compatibility"`
	InitialThreshold *float64 `arg:"initial_value_threshold" default:"None" doc:"value that the first saved model has to beat"`
	Period           int      `arg:"period" default:"1" kwonly:"true" doc:"epochs between saves"`
	LoadOnRestart    bool     `arg:"load_weights_on_restart" default:"False" kwonly:"true" doc:"whether to begin with the weights of the file, if it is there"`
	model.CallbackBase
	model.BatchHooks

	Best            float64 `attr:"best"`
	EpochsSinceSave int     `attr:"epochs_since_last_save"`

	towards            direction
	every              int // batches, 0 for epochs
	seen, last, epoch_ int
}

// ModelCheckpointClass declares ModelCheckpoint.
var ModelCheckpointClass = declare(&model.Class{
	Name: "ModelCheckpoint",
	Doc:  "Saves the model or its weights after epochs or batches, always or when a metric is better than before.",
	Example: `>>> cb = keras.callbacks.ModelCheckpoint("best.keras", save_best_only=True)
>>> cb.monitor
'val_loss'`,
	New:     func() any { return new(ModelCheckpoint) },
	Methods: monitorOp(func(obj any) direction { return obj.(*ModelCheckpoint).towards }),
})

// Init implements [model.Initer].
func (k *ModelCheckpoint) Init(st *model.State) {
	st.CheckFiles()
	rising := strings.Contains(k.Monitor, "acc") || strings.HasPrefix(k.Monitor, "fmeasure")
	k.towards = directionOf(st, "ModelCheckpoint", k.Mode, rising)
	k.Best = k.towards.worst()
	if k.InitialThreshold != nil {
		k.Best = *k.InitialThreshold
	}
	k.last = -1
	if k.SaveFreq == "epoch" {
		return
	}
	n, ok := k.SaveFreq.(int)
	if !ok {
		tensor.Throwf("ValueError", "Unrecognized save_freq: %s. Expected save_freq are \"epoch\" or integer", model.Describe(k.SaveFreq))
	}
	k.every = n
}

// UnknownArg lets any other argument pass, as Keras does.
func (k *ModelCheckpoint) UnknownArg(c *model.Class, a model.Named) error { return nil }

// WantsBatches reports whether the model is saved after batches.
func (k *ModelCheckpoint) WantsBatches() bool { return k.SaveFreq != "epoch" }

// OnTrainBegin implements [model.Callback].
func (k *ModelCheckpoint) OnTrainBegin(c *model.Context, logs *model.Map) {
	if !k.LoadOnRestart {
		return
	}
	if path := mostRecent(k.FilePath); path != "" {
		_, err := saved.LoadWeights(c.State, k.Model, path, weights.Options{})
		tensor.Check(err)
	}
}

// OnEpochBegin implements [model.Callback].
func (k *ModelCheckpoint) OnEpochBegin(c *model.Context, epoch int, logs *model.Map) {
	k.epoch_ = epoch
}

// OnTrainBatchEnd implements [model.BatchCallback].
func (k *ModelCheckpoint) OnTrainBatchEnd(c *model.Context, batch int, logs *model.Map) {
	if k.SaveFreq == "epoch" {
		return
	}
	if batch <= k.last {
		k.seen += batch + 1
	} else {
		k.seen += batch - k.last
	}
	k.last = batch
	if k.seen >= k.every {
		k.seen = 0
		k.save(c, k.epoch_, batch, logs)
	}
}

// OnEpochEnd implements [model.Callback].
func (k *ModelCheckpoint) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	k.EpochsSinceSave++
	if k.SaveFreq == "epoch" && k.EpochsSinceSave >= k.Period {
		k.save(c, epoch, -1, logs)
	}
}

// save writes the model if it is to be written now; a batch of -1 stands for
// the end of an epoch.
func (k *ModelCheckpoint) save(c *model.Context, epoch, batch int, logs *model.Map) {
	k.EpochsSinceSave = 0
	path := k.path(epoch, batch, logs)
	if dir := filepath.Dir(path); dir != "." {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			tensor.Throwf("OSError", "%v", err)
		}
	}
	if !k.SaveBestOnly {
		k.say(c, "\nEpoch %d: saving model to %s", epoch+1, path)
		k.write(c, path)
		return
	}
	now, ok := model.Monitored(logs, k.Monitor)
	if !ok {
		c.State.Warnf("WARNING:tensorflow", "Can save best model only with %s available, skipping.", k.Monitor)
		return
	}
	if !k.towards.better(now, k.Best, 0) {
		k.say(c, "\nEpoch %d: %s did not improve from %s", epoch+1, k.Monitor, fixed(k.Best))
		return
	}
	k.say(c, "\nEpoch %d: %s improved from %s to %s, saving model to %s", epoch+1, k.Monitor, fixed(k.Best), fixed(now), path)
	k.Best = now
	k.write(c, path)
}

func (k *ModelCheckpoint) say(c *model.Context, format string, args ...any) {
	if k.Verbose > 0 {
		c.State.Say(fmt.Sprintf(format, args...))
	}
}

// fixed is a number with five decimals, as Python writes it.
func fixed(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return "inf"
	case math.IsInf(v, -1):
		return "-inf"
	case math.IsNaN(v):
		return "nan"
	}
	return fmt.Sprintf("%.5f", v)
}

func (k *ModelCheckpoint) write(c *model.Context, path string) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		tensor.Throwf("OSError", "Please specify a non-directory filepath for ModelCheckpoint. Filepath used is an existing directory: %s", path)
	}
	if k.SaveWeightsOnly {
		tensor.Check(saved.SaveWeights(c.State, k.Model, path, saved.Options{Overwrite: true}))
		return
	}
	tensor.Check(saved.Save(c.State, k.Model, path, saved.Options{Overwrite: true}))
}

func (k *ModelCheckpoint) path(epoch, batch int, logs *model.Map) string {
	fields := model.NewMap().Set("epoch", epoch+1)
	if batch >= 0 && !logs.Has("batch") {
		fields.Set("batch", batch+1)
	}
	for _, name := range logs.Keys {
		fields.Set(name, logs.Vals[name])
	}
	out, lost := expand(k.FilePath, fields)
	if lost != "" {
		tensor.Throwf("KeyError", "Failed to format this callback filepath: \"%s\". Reason: '%s'", k.FilePath, lost)
	}
	return out
}
