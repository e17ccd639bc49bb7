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
			CompileFrom(st, m, t)
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
