package callbacks

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"kerash/model"
	"kerash/model/format/checkpoint"
)

// SidecarEvaluatorModelExport saves the best of the models that a
// SidecarEvaluator evaluates.
type SidecarEvaluatorModelExport struct {
	ExportPath     string `arg:"export_filepath" doc:"where to save the best model to; may hold {epoch:02d} and names of logs"`
	CheckpointPath string `arg:"checkpoint_filepath" doc:"where training saves checkpoints to, such as 'dir/ckpt-{epoch}'"`

	ModelCheckpoint `args:"inline"`

	ExportIndex int `attr:"export_index"`
}

// SidecarEvaluatorModelExportClass declares SidecarEvaluatorModelExport.
var SidecarEvaluatorModelExportClass = declare(&model.Class{
	Name: "SidecarEvaluatorModelExport", Defaults: map[string]string{"filepath": "None"},
	Doc: "Saves the best of the models that keras.utils.SidecarEvaluator evaluates. The epoch in the path is that at which " +
		"training saved the checkpoint. Further arguments are those of ModelCheckpoint.",
	Example: ">>> cb = keras.callbacks.SidecarEvaluatorModelExport('best-{epoch}.keras', 'ckpt-{epoch}', monitor='loss')\n>>> cb.save_best_only\nTrue",
	New:     func() any { return new(SidecarEvaluatorModelExport) },
	Methods: monitorOp(func(obj any) direction { return obj.(*SidecarEvaluatorModelExport).towards }),
})

// Init implements [model.Initer].
func (k *SidecarEvaluatorModelExport) Init(st *model.State) {
	k.FilePath, k.SaveBestOnly = k.ExportPath, true
	k.ModelCheckpoint.Init(st)
}

// checkpointNumber matches the number of a checkpoint.
var checkpointNumber = regexp.MustCompile(`^.*ckpt-(\d+)`)

// OnTestBegin implements [model.Callback].
func (k *SidecarEvaluatorModelExport) OnTestBegin(c *model.Context, logs *model.Map) {
	k.ExportIndex = 0
	if m := checkpointNumber.FindStringSubmatch(mostRecent(k.CheckpointPath)); m != nil {
		n, _ := strconv.Atoi(m[1]) // digits
		k.ExportIndex = n - 1
	}
}

// OnTestEnd implements [model.Callback].
func (k *SidecarEvaluatorModelExport) OnTestEnd(c *model.Context, logs *model.Map) {
	k.EpochsSinceSave++
	if k.every > 0 || k.EpochsSinceSave >= k.Period {
		k.save(c, k.ExportIndex, -1, logs)
	}
}

// mostRecent is the file that was changed last of those which fit a path with
// placeholders; of several the one with the largest name, "" for none. What
// TensorFlow notes as its latest checkpoint comes first.
func mostRecent(pattern string) string {
	dir, base := filepath.Dir(pattern), filepath.Base(pattern)
	fits := regexp.MustCompile("^" + placeholders(base) + "$")
	if latest := checkpoint.Latest(dir); latest != "" && fits.MatchString(filepath.Base(latest)) {
		return latest
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	best, largest, ties := "", "", 0
	var when int64
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !fits.MatchString(e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		largest = max(largest, path)
		switch t := info.ModTime().UnixNano(); {
		case t > when:
			best, when, ties = path, t, 1
		case t == when:
			ties++
		}
	}
	if ties == 1 {
		return best
	}
	return largest
}

// placeholders is a name as a regular expression in which anything may stand for
// {…}, from the first such to the last.
func placeholders(name string) string {
	from, to := strings.Index(name, "{"), strings.LastIndex(name, "}")
	if from < 0 || to < from {
		return regexp.QuoteMeta(name)
	}
	return regexp.QuoteMeta(name[:from]) + ".*" + regexp.QuoteMeta(name[to+1:])
}
