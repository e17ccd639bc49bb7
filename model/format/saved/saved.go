// Package saved reads and writes whole models: architecture, weights, what
// compile set and the optimizer's state, in Keras' formats: .keras archives,
// HDF5 files, and SavedModel folders; and modules with their functions, which
// SavedModels hold as graphs.
package saved

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kerash/model"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// Format names a file format of models.
type Format string

// The formats; Auto goes by the ending of the path.
const (
	Auto  Format = ""
	Keras Format = "keras"
	H5    Format = "h5"
	TF    Format = "tf"
)

// FormatOf is the format that Keras takes a path for.
func FormatOf(path string) Format {
	switch {
	case strings.HasSuffix(path, ".keras"):
		return Keras
	case strings.HasSuffix(path, ".h5") || strings.HasSuffix(path, ".hdf5"):
		return H5
	}
	return TF
}

// Options says how a model is saved.
type Options struct {
	Format Format
	// Overwrite replaces an existing file; without it, that is an error.
	Overwrite bool
	// WithoutOptimizer leaves the optimizer's state out.
	WithoutOptimizer bool
	// Functions gives what the layers of a SavedModel compute; nil leaves it out.
	Functions func() *Functions
	// WithoutMetadata leaves out what Keras makes the layers from.
	WithoutMetadata bool
}

// Save writes a model.
func Save(st *model.State, m model.Model, path string, o Options) error {
	if o.Format == Auto {
		o.Format = FormatOf(path)
	}
	if !o.Overwrite {
		if _, err := os.Stat(path); err == nil {
			return tensor.Errorf("FileExistsError", "[Errno 17] File exists: '%s'", path).WithHint("pass overwrite=True to replace it")
		}
	}
	switch o.Format {
	case Keras:
		if err := checkEnding(path); err != nil {
			return err
		}
		return saveKeras(st, m, path)
	case H5:
		return saveH5(st, m, path, o)
	case TF:
		return saveFolder(st, m, path, o)
	}
	return tensor.Errorf("ValueError", "Unknown `save_format` argument. Expected one of 'keras', 'tf', or 'h5'. Received: save_format%s", o.Format)
}

// checkEnding is the error of a path of a .keras archive without that ending.
func checkEnding(path string) error {
	if FormatOf(path) != Keras {
		return tensor.Errorf("ValueError", "Invalid `filepath` argument: expected a `.keras` extension. Received: filepath=%s", path)
	}
	return nil
}

// Load reads a model that Save or real Keras wrote; compile restores what
// compile had set, and the optimizer's state.
func Load(st *model.State, path string, compile bool) (model.Model, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, tensor.Errorf("OSError", "No file or directory found at %s", path)
	case err != nil:
		return nil, plain.FileError(err, path)
	case info.IsDir():
		return loadFolder(st, path, compile)
	}
	kind, err := sniff(path)
	switch {
	case err != nil:
		return nil, err
	case kind == Keras:
		return loadKeras(st, path, info.Size(), compile)
	case kind == H5:
		return loadH5(st, path, compile)
	}
	return nil, tensor.Errorf("OSError", "Unable to synchronously open file (file signature not found)").
		WithHint("'%s' is neither a .keras archive nor an HDF5 file", path)
}

// sniff tells a file's format by its first bytes. A file that ends in .h5 but
// is none is left to the HDF5 reader, which says what is wrong.
func sniff(path string) (Format, error) {
	f, err := os.Open(path)
	if err != nil {
		return Auto, plain.FileError(err, path)
	}
	defer f.Close()
	head := make([]byte, 8)
	n, _ := f.Read(head)
	head = head[:n]
	switch {
	case strings.HasPrefix(string(head), "PK"):
		return Keras, nil
	case strings.HasPrefix(string(head), "\x89HDF") || FormatOf(path) == H5:
		return H5, nil
	}
	return Auto, nil
}

// SaveWeights writes a model's weights: .weights.h5 in the newer tree layout,
// other endings of HDF5 in the older one, all other paths as a checkpoint of
// TensorFlow.
func SaveWeights(st *model.State, m model.Model, path string, o Options) error {
	if strings.HasSuffix(path, ".weights.h5") {
		return weights.SaveTree(path, m, extras(m))
	}
	if err := built(m); err != nil {
		return err
	}
	switch {
	case o.Format == TF && weights.IsH5(path):
		return tensor.Errorf("ValueError", "save_weights got save_format=\"tf\"/\"tensorflow\", but the filepath (%s) looks like an HDF5 file. Omit the \".h5\"/\".keras\" when saving in TensorFlow format.", path)
	case o.Format == H5 || o.Format == Auto && weights.IsH5(path):
		return weights.SaveH5(path, m)
	case o.Format != Auto && o.Format != TF:
		return tensor.Errorf("ValueError", "Unknown format. Received: `save_format`=%s. Was expecting one of {\"tf\", \"h5\"}.", o.Format)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return plain.FileError(err, path)
	}
	return weights.SaveCheckpoint(path, m)
}

func built(m model.Model) error {
	return tensor.Catch(func() { m.Core().CheckWeights() })
}

// LoadWeights reads weights into a model, in any format. Of a checkpoint it
// gives what became of it; for the other formats the model must have weights.
func LoadWeights(st *model.State, m model.Model, path string, o weights.Options) (*weights.Restore, error) {
	tree := strings.HasSuffix(path, ".weights.h5") || strings.HasSuffix(path, ".keras")
	if o.SkipMismatch && !o.ByName && !tree {
		return nil, tensor.Errorf("ValueError", "When calling model.load_weights, skip_mismatch can only be set to True when by_name is True.")
	}
	if !tree && !weights.IsH5(path) {
		restore, err := weights.LoadCheckpoint(st, path, m)
		if err == nil && o.ByName {
			err = tensor.Errorf("NotImplementedError", "Weights may only be loaded based on topology into Models when loading TensorFlow-formatted weights (got by_name=True to load_weights).")
		}
		return restore, err
	}
	if !tree && m.Graph() == nil && (!m.Core().Built || built(m) != nil) {
		return nil, tensor.Errorf("ValueError", "Unable to load weights saved in HDF5 format into a subclassed Model which has not created its variables yet. Call the Model first, then load the weights.")
	}
	switch {
	case strings.HasSuffix(path, ".weights.h5"):
		return nil, weights.LoadTree(path, m, extras(m), o)
	case tree:
		return nil, loadKerasWeights(st, m, path, o)
	}
	return nil, weights.LoadH5(path, m, o)
}

// extras is what a file of a compiled model holds besides its layers.
func extras(m model.Model) []weights.Extra {
	var out []weights.Extra
	if o := m.ModelCore().Optimizer(); o != nil && !o.OptimizerCore().IsLegacy() {
		out = append(out, weights.Extra{Name: "optimizer", Vars: o.OptimizerCore().Variables()})
	}
	return out
}
