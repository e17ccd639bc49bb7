package saved

import (
	"os"
	"path/filepath"

	"google.golang.org/protobuf/encoding/protowire"

	"kerash/model"
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

// saveFolder writes a model in the layout of a SavedModel folder: the
// architecture and what compile set in keras_metadata.pb, the weights in a
// checkpoint. TensorFlow's graphs are not among it, so that only readers that
// build the model from its architecture can use the folder.
func saveFolder(st *model.State, m model.Model, path string, o Options) error {
	if m.Graph() == nil && m.Core().ClassName() != "Sequential" {
		return tensor.Errorf("NotImplementedError", "A SavedModel of a subclassed model consists of TensorFlow graphs, which kerash does not have.").
			WithHint("model.save('model.keras') or save_weights serve")
	}
	var root string
	err := tensor.Catch(func() {
		m.Core().CheckWeights()
		cfg := model.NewMap().Set("name", m.Core().Label).Set("class_name", m.Core().ClassName()).Set("config", legacyLayers(model.GetConfig(st, m)))
		if m.ModelCore().Compiled() && !o.WithoutOptimizer {
			cfg.Set("training_config", trainingConfig(st, m))
		}
		root = model.WriteJSON(cfg)
	})
	if err != nil {
		return err
	}
	for _, dir := range []string{"assets", "variables"} {
		if err := os.MkdirAll(filepath.Join(path, dir), 0o777); err != nil {
			return plain.FileError(err, path)
		}
	}
	kind := "_tf_keras_network"
	if m.Core().ClassName() == "Sequential" {
		kind = "_tf_keras_sequential"
	}
	for name, data := range map[string][]byte{"keras_metadata.pb": metadata(kind, root), "saved_model.pb": emptyGraphs()} {
		if err := os.WriteFile(filepath.Join(path, name), data, 0o666); err != nil {
			return plain.FileError(err, path)
		}
	}
	return weights.SaveObjects(filepath.Join(path, "variables", "variables"), m)
}

// metadata is a SavedMetadata message with the root object alone.
func metadata(kind, root string) []byte {
	return message(nil, 1, message(message(message(nil, 3, []byte("root")), 4, []byte(kind)), 5, []byte(root)))
}

// emptyGraphs is a SavedModel message of version 1 for serving, without
// functions.
func emptyGraphs() []byte {
	info := message(message(nil, 4, []byte("serve")), 5, []byte("2.15.0"))
	out := protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), 1)
	return message(out, 2, message(nil, 1, info))
}

// message appends a field of bytes.
func message(b []byte, field protowire.Number, data []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, field, protowire.BytesType), data)
}

// loadFolder reads a SavedModel that Keras wrote: the architecture from
// keras_metadata.pb, the weights from its checkpoint. Its graphs are not run.
func loadFolder(st *model.State, path string, compile bool) (m model.Model, err error) {
	b, err := os.ReadFile(filepath.Join(path, "keras_metadata.pb"))
	if err != nil {
		if _, isSaved := os.Stat(filepath.Join(path, "saved_model.pb")); isSaved == nil {
			return nil, tensor.Errorf("ValueError", "'%s' is a SavedModel without Keras' metadata: it holds only graphs, which kerash does not run.", path)
		}
		return nil, tensor.Errorf("OSError", "No file or directory found at %s: the folder holds no SavedModel.", path)
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
		_, err := weights.LoadCheckpoint(st, filepath.Join(path, "variables", "variables"), m)
		tensor.Check(err)
		if t, ok := cfg.Get("training_config").(*model.Map); ok && compile {
			CompileFromTraining(st, m, t)
		}
	})
	return m, err
}

// rootMetadata finds the JSON of the root object in a SavedMetadata message:
// nodes (1) with path (3) and metadata (5).
func rootMetadata(b []byte) (string, error) {
	broken := func() (string, error) {
		return "", plain.Errorf("ValueError", "keras_metadata.pb is damaged.")
	}
	for len(b) > 0 {
		num, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return broken()
		}
		b = b[n:]
		if num != 1 || kind != protowire.BytesType {
			if n = protowire.ConsumeFieldValue(num, kind, b); n < 0 {
				return broken()
			}
			b = b[n:]
			continue
		}
		node, n := protowire.ConsumeBytes(b)
		if n < 0 {
			return broken()
		}
		b = b[n:]
		var path, metadata string
		for len(node) > 0 {
			num, kind, n := protowire.ConsumeTag(node)
			if n < 0 {
				return broken()
			}
			node = node[n:]
			if kind == protowire.BytesType && (num == 3 || num == 5) {
				text, n := protowire.ConsumeBytes(node)
				if n < 0 {
					return broken()
				}
				if num == 3 {
					path = string(text)
				} else {
					metadata = string(text)
				}
				node = node[n:]
				continue
			}
			if n = protowire.ConsumeFieldValue(num, kind, node); n < 0 {
				return broken()
			}
			node = node[n:]
		}
		if path == "root" {
			return metadata, nil
		}
	}
	return "", plain.Errorf("ValueError", "keras_metadata.pb names no root object.")
}
