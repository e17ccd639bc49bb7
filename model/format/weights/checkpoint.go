package weights

import (
	"path/filepath"

	"kerash/model"
	"kerash/model/format/checkpoint"
	"kerash/model/format/plain"
)

// SaveCheckpoint writes a checkpoint of TensorFlow, as save_weights does for
// names without an ending of HDF5, and the file "checkpoint" beside it that
// names the newest one.
func SaveCheckpoint(prefix string, m Model) error {
	if err := SaveObjects(prefix, m); err != nil {
		return err
	}
	return checkpoint.WriteState(filepath.Dir(prefix), checkpoint.State{Newest: prefix, All: []string{prefix}})
}

// LoadCheckpoint reads a checkpoint of TensorFlow by its graph of objects.
// What the checkpoint has and the model lacks, or the other way round, is left
// out, as TensorFlow does; weights that are yet to be made get their values
// when they are. That nothing at all matches, or that a shape differs, is an
// error, and then nothing changes.
func LoadCheckpoint(st *model.State, prefix string, m Model) (*Restore, error) {
	r, err := OpenRestore(prefix)
	if err != nil {
		return nil, err
	}
	r.StartAt(m, "model", "net")
	if err := r.BindAlways(st, m.Core(), func() any { return m }); err != nil {
		return nil, err
	}
	if r.Nothing() {
		return nil, plain.Errorf("AssertionError", "Nothing except the root object matched a checkpointed value. Typically this means that the checkpoint does not match the Python program.")
	}
	return r, nil
}
