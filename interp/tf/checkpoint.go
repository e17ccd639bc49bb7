package tf

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/checkpoint"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// CheckpointClass is tf.train.Checkpoint.
var CheckpointClass = &object.Class{Name: "Checkpoint", Module: "tensorflow.python.checkpoint.checkpoint",
	Doc:       "Objects whose variables are saved and restored together: keyword arguments and attributes name them.",
	Signature: "Checkpoint(root=None, **kwargs)",
	Example: `>>> step = tf.Variable(3)
>>> path = tf.train.Checkpoint(step=step).save('run/ckpt')
>>> path
'run/ckpt-1'
>>> step.assign(0);
>>> tf.train.Checkpoint(step=step).restore(path).assert_consumed();
>>> step.numpy()
3`}

// saver is the Go part of a tf.train.Checkpoint.
type saver struct {
	attrs   *object.Namespace
	root    any // what the graph of objects starts at, nil for the checkpoint itself
	counter *tensor.Variable
}

const counterName = "save_counter"

// Trackables implements weights.Trackable.
func (s *saver) Trackables() []weights.Edge {
	out := binding.Attributes{Of: s.attrs}.Trackables()
	return s.withCounter(out)
}

func (s *saver) withCounter(edges []weights.Edge) []weights.Edge {
	if s.counter == nil {
		return edges
	}
	return append(edges, weights.Edge{Name: counterName, To: s.counter})
}

// rooted is the root of a checkpoint with what the checkpoint attaches to it.
type rooted struct{ s *saver }

// Trackables implements weights.Trackable.
func (r rooted) Trackables() []weights.Edge {
	out := append([]weights.Edge{}, weights.Edges(r.s.root)...)
	for _, e := range (binding.Attributes{Of: r.s.attrs}).Trackables() {
		if e.Name == "root" {
			e.To = r
		}
		out = append(out, e)
	}
	return r.s.withCounter(out)
}

// top is where the graph of objects starts.
func (s *saver) top() any {
	if s.root != nil {
		return rooted{s}
	}
	return s
}

// saveCounter is the variable that counts saves, made at first use.
func (s *saver) saveCounter() *tensor.Variable {
	if s.counter == nil {
		s.counter = tensor.NewVariable(counterName, tensor.Scalar(int64(0)))
		s.counter.Trainable = false
	}
	return s.counter
}

func init() {
	c := CheckpointClass
	c.Alloc = func(th *object.Thread, inst *object.Instance) (any, error) { return &saver{attrs: &inst.Attrs}, nil }
	c.Init = initCheckpoint
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		inst := &object.Instance{Class: cls}
		inst.Native = &saver{attrs: &inst.Attrs}
		return inst, initCheckpoint(th, inst, args)
	}
	c.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		self.(*object.Instance).Attrs.Set(name, binding.Wrap(v))
		return true, binding.Catch(binding.State(th).VariablesMade)
	}
	c.Members = checkpointMembers
}

func initCheckpoint(th *object.Thread, inst *object.Instance, args object.Args) error {
	a, err := CheckpointClass.BindNew(th, args)
	if err != nil {
		if len(args.Pos) > 1 {
			return object.TypeErrorf("Checkpoint.__init__() takes from 1 to 2 positional arguments but %d were given", len(args.Pos)+1)
		}
		return err
	}
	s := inst.Native.(*saver)
	kw := a.Kwargs("kwargs")
	if a.Has("root") {
		root := a.Value("root")
		if s.root, err = trackableArg(th, "root", root); err != nil {
			return err
		}
		kw = append(kw, object.Kwarg{Name: "root", Value: root})
	}
	sort.SliceStable(kw, func(i, j int) bool { return kw[i].Name < kw[j].Name })
	taken := map[string]any{}
	if s.root != nil {
		for _, e := range weights.Edges(s.root) {
			taken[e.Name] = e.To
		}
	}
	for _, k := range kw {
		v := binding.Wrap(k.Value)
		t, err := trackableArg(th, k.Name, v)
		if err != nil {
			return err
		}
		if other, clash := taken[k.Name]; clash && other != t {
			return object.ValueErrorf("Cannot create a Checkpoint with keyword argument %s if root.%s already exists.", k.Name, k.Name)
		}
		inst.Attrs.Set(k.Name, v)
	}
	return nil
}

func trackableArg(th *object.Thread, name string, v object.Value) (any, error) {
	if t := binding.Trackable(v); t != nil {
		return t, nil
	}
	text, err := object.Str(th, v)
	if err != nil {
		return nil, err
	}
	return nil, object.ValueErrorf("`Checkpoint` was expecting %s to be a trackable object (an object derived from `Trackable`), got %s. If you believe this object should be trackable (i.e. it is part of the TensorFlow Python API and manages state), please open an issue.", name, text)
}

func checkpointMembers() []object.Member {
	method := func(sig, doc string, f func(th *object.Thread, s *saver, a *object.Bound) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			refuseFiles(th)
			return f(th, a.Native().(*saver), a), nil
		})
	}
	return []object.Member{
		object.Getter(counterName, "how often the checkpoint was saved", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.NativeOf(self).(*saver).saveCounter(), nil
		}),
		method("save(self, file_prefix, options=None)", "Writes a checkpoint with a number at the end of its name, and gives its path.", func(th *object.Thread, s *saver, a *object.Bound) object.Value {
			return s.saveNumbered(filePath(th, a.Value("file_prefix")))
		}),
		method("write(self, file_prefix, options=None)", "Writes a checkpoint under a name, and gives its path.", func(th *object.Thread, s *saver, a *object.Bound) object.Value {
			prefix := filePath(th, a.Value("file_prefix"))
			s.write(prefix)
			return prefix
		}),
		method("read(self, save_path, options=None)", "Sets the variables to what write stored.", func(th *object.Thread, s *saver, a *object.Bound) object.Value {
			return s.read(th, a.Value("save_path"))
		}),
		method("restore(self, save_path, options=None)", "Sets the variables to what save stored. Variables that are yet to be made get their values when they are.", func(th *object.Thread, s *saver, a *object.Bound) object.Value {
			return s.restore(th, a.Value("save_path"))
		}),
		method("sync(self)", "Waits until all is written: it is.", func(th *object.Thread, s *saver, a *object.Bound) object.Value { return nil }),
	}
}

// saveNumbered writes the checkpoint prefix-N and names it in the folder's
// state.
func (s *saver) saveNumbered(prefix string) string {
	n := s.count()
	path := fmt.Sprintf("%s-%d", prefix, n)
	s.write(path)
	tensor.Check(checkpoint.WriteState(filepath.Dir(path), checkpoint.State{Newest: path, All: []string{path}}))
	return path
}

// count adds one to the counter of saves.
func (s *saver) count() int64 {
	v := s.saveCounter()
	n := v.Value().Int(0) + 1
	v.SetValue(tensor.Scalar(n))
	return n
}

func (s *saver) write(prefix string) {
	if err := os.MkdirAll(filepath.Dir(prefix), 0o777); err != nil {
		tensor.Check(plain.FileError(err, prefix))
	}
	tensor.Check(weights.SaveObjects(prefix, s.top()))
}

// restore is read, with an error that gives advice, and with the counter of
// saves.
func (s *saver) restore(th *object.Thread, path object.Value) object.Value {
	if path != nil {
		p := filePath(th, path)
		if vars := checkpoint.InFolder(p, "variables/variables"); checkpoint.Exists(vars) {
			path = vars // of a SavedModel
		} else if !checkpoint.Exists(p) {
			tensor.Throwf("NotFoundError", "Error when restoring from checkpoint or SavedModel at %s: Unsuccessful TensorSliceReader constructor: Failed to find any matching files for %s\nPlease double-check that the path is correct. You may be missing the checkpoint suffix (e.g. the '-1' in 'path/to/ckpt-1').", p, p)
		}
	}
	status := s.read(th, path)
	s.saveCounter()
	binding.State(th).VariablesMade() // the counter has a value in the checkpoint
	return status
}

func (s *saver) read(th *object.Thread, path object.Value) *binding.LoadStatus {
	if path == nil {
		return binding.NewLoadStatus(nil, s.top)
	}
	r, err := weights.OpenRestore(filePath(th, path))
	tensor.Check(err)
	tensor.Check(r.BindAlways(binding.State(th), s, s.top))
	return binding.NewLoadStatus(r, s.top)
}
