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

// saveFolder writes a model as TensorFlow does: the graph of objects, what each
// layer is made from in keras_metadata.pb, the weights in a checkpoint, and the
// functions of the model and of layers of the user's classes, as far as there are
// ops for them. Without these Keras makes the layers anew, so that classes of the
// user's must be known where the folder is read.
func saveFolder(st *model.State, m model.Model, path string, o Options) error {
	var graph, metadata []byte
	root := folderRoot{m, !o.WithoutOptimizer}
	err := tensor.Catch(func() {
		m.Core().CheckWeights()
		f := &Functions{Of: func(any) []Function { return nil }}
		if o.Functions != nil {
			f = o.Functions()
		}
		objects := weights.ObjectsBy(root, f.edges)
		module := Module{Root: root, Functions: f.Of, Concretes: f.Concretes, Signatures: f.Signatures}
		graph = module.message(objects)
		if !o.WithoutMetadata || len(f.Of(root)) == 0 {
			metadata = layersMetadata(st, objects, m.ModelCore().Compiled() && !o.WithoutOptimizer)
		}
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
	own := slices.DeleteFunc(weights.Edges(r.Model), func(e weights.Edge) bool {
		return e.Name == "optimizer" || e.Name == "variables" || e.Name == "trainable_variables"
	})
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
// keras_metadata.pb, the weights from its checkpoint.
func loadFolder(st *model.State, path string, compile bool) (m model.Model, err error) {
	b, err := os.ReadFile(filepath.Join(path, "keras_metadata.pb"))
	if err != nil {
		if IsFolder(path) {
			return nil, tensor.Errorf("ValueError", "'%s' is a SavedModel without Keras' metadata.", path)
		}
		return nil, tensor.Errorf("OSError", "SavedModel file does not exist at: %s/{saved_model.pbtxt|saved_model.pb}", path)
	}
	text, err := rootMetadata(b)
	if err != nil {
		return nil, err
	}
	err = tensor.Catch(func() {
		cfg := parseConfig(text, "keras_metadata.pb of '"+path+"'")
		found := map[string]*model.Map{}
		for _, n := range metadataNodes(b) {
			own, _ := parseConfig(n.text, "keras_metadata.pb of '"+path+"'").Get("config").(*model.Map)
			if name, ok := own.Get("name").(string); ok && own.Get("vocabulary") != nil {
				found[name] = own
			}
		}
		giveVocabularies(cfg.Get("config"), found)
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

// giveVocabularies puts what adapt found into the configs within a model's: it
// stands in those of the layers themselves.
func giveVocabularies(x any, found map[string]*model.Map) {
	switch x := x.(type) {
	case []any:
		for _, e := range x {
			giveVocabularies(e, found)
		}
	case *model.Map:
		name, _ := x.Get("name").(string)
		if own := found[name]; own != nil && x.Has("vocabulary") && x.Get("vocabulary") == nil {
			x.Set("vocabulary", own.Get("vocabulary"))
			if x.Has("idf_weights") {
				x.Set("idf_weights", own.Get("idf_weights"))
			}
			return
		}
		for _, k := range x.Keys {
			giveVocabularies(x.Vals[k], found)
		}
	}
}

// rootMetadata finds the JSON of the root object in a SavedMetadata message.
func rootMetadata(b []byte) (string, error) {
	var text string
	err := tensor.Catch(func() {
		for _, n := range metadataNodes(b) {
			if n.path == "root" {
				text = n.text
				return
			}
		}
		tensor.Check(plain.Errorf("ValueError", "keras_metadata.pb names no root object."))
	})
	return text, err
}

// metadataNode is a node of a SavedMetadata message.
type metadataNode struct {
	id               int
	path, kind, text string
}

// metadataNodes takes a SavedMetadata message apart: nodes (1) with id (2), path
// (3), identifier (4) and metadata (5).
func metadataNodes(b []byte) (out []metadataNode) {
	apart := func(b []byte) []message.Field {
		fs, err := message.Fields(b)
		if err != nil {
			tensor.Check(plain.Errorf("ValueError", "keras_metadata.pb is damaged (%v).", err))
		}
		return fs
	}
	for _, node := range apart(b) {
		if node.Num != 1 {
			continue
		}
		var n metadataNode
		for _, p := range apart(node.Bytes) {
			switch p.Num {
			case 2:
				n.id = int(int32(p.Value))
			case 3:
				n.path = string(p.Bytes)
			case 4:
				n.kind = string(p.Bytes)
			case 5:
				n.text = string(p.Bytes)
			}
		}
		out = append(out, n)
	}
	return out
}

// LayerNode is what a SavedModel says of a layer or metric.
type LayerNode struct {
	ID int // of its node
	// Kind is what TensorFlow calls it, see [LayerNode.IsModel].
	Kind   string
	Config *model.Map // class_name, config, name, trainable …
}

// IsInput reports whether it is an InputLayer.
func (n *LayerNode) IsInput() bool { return n.Kind == inputIdentifier }

// IsMetric reports whether it is a metric.
func (n *LayerNode) IsMetric() bool { return n.Kind == metricIdentifier }

// IsModel reports whether it is a model.
func (n *LayerNode) IsModel() bool {
	return n.Kind == modelIdentifier || n.Kind == networkIdentifier || n.Kind == sequentialIdentifier
}

// LayerNodes is what keras_metadata.pb says of the layers, by node.
func LayerNodes(path string) (nodes map[int]*LayerNode, err error) {
	b, err := os.ReadFile(filepath.Join(path, "keras_metadata.pb"))
	if err != nil {
		return nil, plain.FileError(err, path)
	}
	nodes = map[int]*LayerNode{}
	err = tensor.Catch(func() {
		for _, n := range metadataNodes(b) {
			nodes[n.id] = &LayerNode{ID: n.id, Kind: n.kind, Config: parseConfig(n.text, "keras_metadata.pb of '"+path+"'")}
		}
	})
	return nodes, err
}

// Finish gives a model that was made of a SavedModel's parts the vocabularies of
// its layers, and compiles it.
func Finish(st *model.State, path string, m model.Model, training *model.Map) {
	loadVocabularies(path, m)
	if training != nil {
		CompileFromTraining(st, m, training)
	}
}
