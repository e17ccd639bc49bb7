package checkpoint

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"kerash/model/format/plain"
	"kerash/tensor"
)

// stateFile is the file beside checkpoints that names them.
const stateFile = "checkpoint"

// State is what the file "checkpoint" of a folder says: which checkpoints are
// there, the newest last.
type State struct {
	Newest string
	All    []string
	// Times are when those of All were written, in seconds since 1970, and
	// Preserved when the last one was that is kept for good.
	Times     []float64
	Preserved float64
}

// WriteState writes the file of a folder. Paths in the folder are stored
// without it.
func WriteState(folder string, s State) error {
	if s.Newest == stateFile {
		return tensor.Errorf("RuntimeError", "Save path '%s' conflicts with path used for checkpoint state.  Please use a different save path.", s.Newest)
	}
	return plain.Replace(filepath.Join(folder, stateFile), func(w io.Writer) error {
		_, err := io.WriteString(w, s.Text(folder))
		return err
	})
}

// Text is what the file of a folder says; without a folder, all paths are
// whole.
func (s State) Text(folder string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "model_checkpoint_path: %q\n", relative(folder, s.Newest))
	for _, p := range s.All {
		fmt.Fprintf(&b, "all_model_checkpoint_paths: %q\n", relative(folder, p))
	}
	for _, t := range s.Times {
		fmt.Fprintf(&b, "all_model_checkpoint_timestamps: %s\n", seconds(t))
	}
	if s.Preserved != 0 {
		fmt.Fprintf(&b, "last_preserved_timestamp: %s\n", seconds(s.Preserved))
	}
	return b.String()
}

func seconds(t float64) string { return strconv.FormatFloat(t, 'f', -1, 64) }

func relative(folder, path string) string {
	if folder != "" && filepath.Dir(path) == filepath.Clean(folder) {
		return filepath.Base(path)
	}
	return path
}

// ReadState reads the file of a folder; ok is false when there is none or it
// cannot be understood.
func ReadState(folder string) (s State, ok bool) {
	raw, err := os.ReadFile(filepath.Join(folder, stateFile))
	if err != nil {
		return s, false
	}
	for _, line := range strings.Split(string(raw), "\n") {
		name, value, found := strings.Cut(strings.TrimSpace(line), ":")
		if !found {
			continue
		}
		value = strings.TrimSpace(value)
		switch name {
		case "model_checkpoint_path":
			s.Newest = absolute(folder, value)
		case "all_model_checkpoint_paths":
			s.All = append(s.All, absolute(folder, value))
		case "all_model_checkpoint_timestamps", "last_preserved_timestamp":
			t, err := strconv.ParseFloat(value, 64)
			if err != nil {
				return s, false
			}
			if name == "last_preserved_timestamp" {
				s.Preserved = t
			} else {
				s.Times = append(s.Times, t)
			}
		}
	}
	return s, s.Newest != ""
}

// absolute is a quoted path of the file with the folder before it.
func absolute(folder, quoted string) string {
	path, err := strconv.Unquote(quoted)
	if err != nil {
		path = strings.Trim(quoted, `"`)
	}
	if filepath.IsAbs(path) || path == "" {
		return path
	}
	return InFolder(folder, path)
}

// InFolder is the path of a file in a folder that is written as the user wrote
// it: "./saved/" stays what it is.
func InFolder(folder, name string) string {
	if folder == "" || strings.HasSuffix(folder, "/") {
		return folder + name
	}
	return folder + "/" + name
}

// Latest is the newest checkpoint of a folder, "" when there is none.
func Latest(folder string) string {
	if s, ok := ReadState(folder); ok && Exists(s.Newest) {
		return s.Newest
	}
	return ""
}

// Remove deletes the files of a checkpoint.
func Remove(prefix string) error {
	files, err := filepath.Glob(prefix + ".data-?????-of-?????")
	if err != nil {
		return plain.FileError(err, prefix)
	}
	for _, f := range append(files, prefix+".index") {
		if err := os.Remove(f); err != nil && !os.IsNotExist(err) {
			return plain.FileError(err, f)
		}
	}
	return nil
}
