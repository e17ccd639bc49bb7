package tf

import (
	"fmt"
	"os"
	"sort"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/checkpoint"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// checkpointDecls are the functions of tf.train.
func checkpointDecls() []decl {
	onCheckpoint := func(name, sig, doc string, fn func(c *call) object.Value) decl {
		return decl{names: "train." + name, sig: sig, doc: doc, raw: true, plain: true, fn: func(c *call) object.Value {
			refuseFiles(c.th)
			return fn(c)
		}}
	}
	return []decl{
		onCheckpoint("latest_checkpoint", "latest_checkpoint(checkpoint_dir, latest_filename=None)", "The path of the newest checkpoint of a folder, or None.", func(c *call) object.Value {
			if path := checkpoint.Latest(c.path("checkpoint_dir")); path != "" {
				return path
			}
			return nil
		}),
		onCheckpoint("list_variables", "list_variables(ckpt_dir_or_file)", "The names and shapes of what a checkpoint holds.", func(c *call) object.Value {
			b := openCheckpoint(c.path("ckpt_dir_or_file"))
			out := object.NewList()
			for _, k := range allKeys(b) {
				_, shape, _ := b.Describe(k)
				out.Elems = append(out.Elems, object.NewTuple(k, intList(shape)))
			}
			return out
		}),
		onCheckpoint("load_variable", "load_variable(ckpt_dir_or_file, name)", "One array of a checkpoint.", func(c *call) object.Value {
			return readTensor(openCheckpoint(c.path("ckpt_dir_or_file")), strings.TrimSuffix(c.Str("name"), ":0"))
		}),
		onCheckpoint("load_checkpoint", "load_checkpoint(ckpt_dir_or_file)", "A reader of a checkpoint.", func(c *call) object.Value {
			return &checkpointReader{openCheckpoint(c.path("ckpt_dir_or_file"))}
		}),
		onCheckpoint("checkpoints_iterator", "checkpoints_iterator(checkpoint_dir, min_interval_secs=0, timeout=None, timeout_fn=None)",
			"The paths of the newest checkpoints of a folder as they appear. After timeout seconds without a new one it asks timeout_fn whether to end, or ends.", checkpointsIterator),
		onCheckpoint("get_checkpoint_state", "get_checkpoint_state(checkpoint_dir, latest_filename=None)", "What the file \"checkpoint\" of a folder says, or None.", func(c *call) object.Value {
			s, ok := checkpoint.ReadState(c.path("checkpoint_dir"))
			if !ok {
				return nil
			}
			return &checkpointState{s}
		}),
	}
}

// openCheckpoint opens a checkpoint, or the newest of a folder.
func openCheckpoint(path string) *checkpoint.Bundle {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		newest := checkpoint.Latest(path)
		if newest == "" {
			object.Throw(object.ValueErrorf("Couldn't find 'checkpoint' file or checkpoints in given directory %s", path))
		}
		path = newest
	}
	b, err := checkpoint.Open(path)
	tensor.Check(err)
	return b
}

func allKeys(b *checkpoint.Bundle) []string {
	keys := b.Keys()
	if _, _, ok := b.Describe(checkpoint.GraphKey); ok {
		keys = append(keys, checkpoint.GraphKey)
	}
	sort.Strings(keys)
	return keys
}

func intList(v []int) *object.List {
	out := object.NewList()
	for _, n := range v {
		out.Elems = append(out.Elems, n)
	}
	return out
}

func readTensor(b *checkpoint.Bundle, name string) object.Value {
	a, err := b.Read(name)
	tensor.Check(err)
	if a.DType == plain.String {
		a.DType = plain.Bytes
	}
	return numpyOf(weights.Loaded(a))
}

// checkpointReader is what load_checkpoint gives.
type checkpointReader struct{ b *checkpoint.Bundle }

var checkpointReaderClass = &object.Class{Name: "CheckpointReader", Module: "tensorflow.python.util._pywrap_checkpoint_reader", Doc: "Reads arrays of a checkpoint by name.", Final: true}

// PyClass is CheckpointReader.
func (r *checkpointReader) PyClass() *object.Class { return checkpointReaderClass }

// checkpointState is what get_checkpoint_state gives.
type checkpointState struct{ checkpoint.State }

var checkpointStateClass = &object.Class{Name: "CheckpointState", Module: "tensorflow.python.training.checkpoint_state_pb2", Doc: "The checkpoints of a folder.", Final: true}

// PyClass is CheckpointState.
func (s *checkpointState) PyClass() *object.Class { return checkpointStateClass }

func init() {
	method := func(sig, doc string, f func(th *object.Thread, r *checkpointReader, a *object.Bound) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(th, a.Self().(*checkpointReader), a), nil
		})
	}
	dictOf := func(r *checkpointReader, of func(dt plain.DType, shape []int) object.Value) object.Value {
		d := object.NewDict()
		for _, k := range allKeys(r.b) {
			dt, shape, _ := r.b.Describe(k)
			d.SetStr(k, of(dt, shape))
		}
		return d
	}
	checkpointReaderClass.Members = func() []object.Member {
		return []object.Member{
			method("get_variable_to_shape_map(self)", "The shapes by name.", func(th *object.Thread, r *checkpointReader, a *object.Bound) object.Value {
				return dictOf(r, func(dt plain.DType, shape []int) object.Value { return intList(shape) })
			}),
			method("get_variable_to_dtype_map(self)", "The dtypes by name.", func(th *object.Thread, r *checkpointReader, a *object.Bound) object.Value {
				return dictOf(r, func(dt plain.DType, shape []int) object.Value {
					return binding.TFDType(binding.ToDType(th, string(dt)))
				})
			}),
			method("debug_string(self)", "A line for each array: name, dtype and shape.", func(th *object.Thread, r *checkpointReader, a *object.Bound) object.Value {
				var b strings.Builder
				for _, k := range allKeys(r.b) {
					dt, shape, _ := r.b.Describe(k)
					fmt.Fprintf(&b, "%s (DT_%s) %s\n", k, strings.ToUpper(binding.ToDType(th, string(dt)).RuntimeName()), strings.ReplaceAll(fmt.Sprint(shape), " ", ","))
				}
				return object.Bytes(b.String())
			}),
			method("has_tensor(self, name)", "Whether there is an array of a name.", func(th *object.Thread, r *checkpointReader, a *object.Bound) object.Value {
				_, _, ok := r.b.Describe(a.Str("name"))
				return ok
			}),
			method("get_tensor(self, name)", "An array.", func(th *object.Thread, r *checkpointReader, a *object.Bound) object.Value {
				return readTensor(r.b, a.Str("name"))
			}),
		}
	}
	checkpointStateClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return self.(*checkpointState).Text(""), nil
	}
	checkpointStateClass.Members = func() []object.Member {
		return []object.Member{
			object.Getter("model_checkpoint_path", "the newest checkpoint", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*checkpointState).Newest, nil
			}),
			object.Getter("all_model_checkpoint_paths", "all checkpoints, the newest last", func(th *object.Thread, self object.Value) (object.Value, error) {
				out := object.NewList()
				for _, p := range self.(*checkpointState).All {
					out.Elems = append(out.Elems, p)
				}
				return out, nil
			}),
		}
	}
}
