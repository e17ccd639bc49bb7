package saved

import (
	"io"
	"os"
	"path/filepath"
	"slices"

	"kerash/model"
	"kerash/model/format/message"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// IsFolder tells whether a folder holds a SavedModel.
func IsFolder(path string) bool {
	for _, name := range []string{"saved_model.pb", "saved_model.pbtxt"} {
		if _, err := os.Stat(filepath.Join(path, name)); err == nil {
			return true
		}
	}
	return false
}

// HasMetadata tells whether a SavedModel is one of Keras, which says what its
// layers are made from.
func HasMetadata(path string) bool {
	_, err := os.Stat(filepath.Join(path, "keras_metadata.pb"))
	return err == nil
}

// saveFolder writes a model as TensorFlow's save(save_traces=False) does: the
// graph of objects, what each layer is made from in keras_metadata.pb, and the
// weights in a checkpoint, but no functions. Keras makes the layers anew, so
// that classes of the user's must be known where the folder is read.
func saveFolder(st *model.State, m model.Model, path string, o Options) error {
	var graph, metadata []byte
	root := folderRoot{m, !o.WithoutOptimizer}
	err := tensor.Catch(func() {
		m.Core().CheckWeights()
		objects := weights.Objects(root)
		graph = savedModel(objects)
		metadata = layersMetadata(st, objects, m.ModelCore().Compiled() && !o.WithoutOptimizer)
	})
	if err != nil {
		return err
	}
	return writeFolder(path, root, graph, metadata)
}

// writeFolder writes a SavedModel: the values below its root, the graph, its
// fingerprint and, of a Keras model, what Keras knows of it.
func writeFolder(path string, root any, graph, metadata []byte) error {
	for _, dir := range []string{"assets", "variables"} {
		if err := os.MkdirAll(filepath.Join(path, dir), 0o777); err != nil {
			return plain.FileError(err, path)
		}
	}
	if err := weights.SaveObjects(filepath.Join(path, "variables", "variables"), root); err != nil {
		return err
	}
	for _, file := range []struct {
		name string
		data []byte
	}{{"keras_metadata.pb", metadata}, {"fingerprint.pb", fingerprint(graph)}, {"saved_model.pb", graph}} {
		if file.data == nil {
			continue
		}
		err := plain.Replace(filepath.Join(path, file.name), func(w io.Writer) error {
			_, err := w.Write(file.data)
			return err
		})
		if err != nil {
			return plain.FileError(err, path)
		}
	}
	return nil
}

// fingerprint is a FingerprintDef message, which tells SavedModels apart: the hash
// of the graph's file and the version of the message. TensorFlow hashes parts of
// the graph as well.
func fingerprint(graph []byte) []byte {
	b := message.AppendNumber(nil, 1, tensor.Fingerprint64(string(graph)))
	return message.Append(b, 6, message.AppendNumber(nil, 1, 1))
}

// folderRoot is a model as the root of a SavedModel, with lists of its variables,
// and without its optimizer if that is not to be saved.
type folderRoot struct {
	model.Model
	optimizer bool
}

// Trackables implements [weights.Trackable].
func (r folderRoot) Trackables() []weights.Edge {
	own := slices.DeleteFunc(weights.Edges(r.Model), func(e weights.Edge) bool { return e.Name == "optimizer" })
	out := append(own, weights.Edge{Name: "variables", To: variableList{r.Core(), false}},
		weights.Edge{Name: "trainable_variables", To: variableList{r.Core(), true}})
	if r.optimizer {
		out = append(out, weights.OptimizerEdge(r.Model)...)
	}
	return out
}

// variableList is the variables of a model, or those that are trained.
type variableList struct {
	of        *model.Base
	trainable bool
}

// ContainerKind implements [weights.Container].
func (variableList) ContainerKind() string { return "list" }

// Trackables implements [weights.Trackable].
func (l variableList) Trackables() []weights.Edge {
	if l.trainable {
		return weights.Numbered(l.of.TrainableWeights())
	}
	return weights.Numbered(l.of.Weights())
}

// loadFolder reads a SavedModel that Keras wrote: the architecture from
// keras_metadata.pb, the weights from its checkpoint. Its graphs are not run.
func loadFolder(st *model.State, path string, compile bool) (m model.Model, err error) {
	b, err := os.ReadFile(filepath.Join(path, "keras_metadata.pb"))
	if err != nil {
		if _, isSaved := os.Stat(filepath.Join(path, "saved_model.pb")); isSaved == nil {
			return nil, tensor.Errorf("ValueError", "'%s' is a SavedModel without Keras' metadata: it holds only graphs, which kerash does not run.", path)
		}
		return nil, tensor.Errorf("OSError", "SavedModel file does not exist at: %s/{saved_model.pbtxt|saved_model.pb}", path)
	}
	text, err := rootMetadata(b)
	if err != nil {
		return nil, err
	}
	err = tensor.Catch(func() {
		cfg := parseConfig(text, "keras_metadata.pb of '"+path+"'")
		m = modelFrom(st, model.NewMap().Set("class_name", cfg.Get("class_name")).Set("config", cfg.Get("config")))
		if !m.Core().Built {
			if shape := cfg.Get("build_input_shape"); shape != nil {
				model.BuildShape(st.NewContext(), m, shape)
			}
		}
		// Keras compiles anew, with an optimizer in its first state.
		_, err := weights.LoadCheckpoint(st, filepath.Join(path, "variables", "variables"), folderRoot{m, false})
		tensor.Check(err)
		loadVocabularies(path, m)
		if t, ok := cfg.Get("training_config").(*model.Map); ok && compile {
			CompileFromTraining(st, m, t)
		}
	})
	return m, err
}

// rootMetadata finds the JSON of the root object in a SavedMetadata message:
// nodes (1) with path (3) and metadata (5).
func rootMetadata(b []byte) (string, error) {
	nodes, err := message.Fields(b)
	if err != nil {
		return "", plain.Errorf("ValueError", "keras_metadata.pb is damaged (%v).", err)
	}
	for _, node := range nodes {
		if node.Num != 1 {
			continue
		}
		parts, err := message.Fields(node.Bytes)
		if err != nil {
			return "", plain.Errorf("ValueError", "keras_metadata.pb is damaged (%v).", err)
		}
		var path, metadata string
		for _, p := range parts {
			switch p.Num {
			case 3:
				path = string(p.Bytes)
			case 5:
				metadata = string(p.Bytes)
			}
		}
		if path == "root" {
			return metadata, nil
		}
	}
	return "", plain.Errorf("ValueError", "keras_metadata.pb names no root object.")
}
