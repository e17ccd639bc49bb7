package tf

import (
	"fmt"
	"slices"
	"time"

	"kerash/interp/object"
	"kerash/model/format/checkpoint"
	"kerash/tensor"
)

// CheckpointManagerClass is tf.train.CheckpointManager.
var CheckpointManagerClass = &object.Class{Name: "CheckpointManager", Module: "tensorflow.python.checkpoint.checkpoint_management",
	Doc:       "Saves checkpoints to a folder and deletes old ones.",
	Signature: "CheckpointManager(checkpoint, directory, max_to_keep, keep_checkpoint_every_n_hours=None, checkpoint_name='ckpt', step_counter=None, checkpoint_interval=None, init_fn=None)",
	Example: `>>> manager = tf.train.CheckpointManager(tf.train.Checkpoint(v=tf.Variable(1.0)), 'run', max_to_keep=1)
>>> for _ in range(3): path = manager.save()
>>> manager.checkpoints
['run/ckpt-3']`}

// manager is the Go part of a tf.train.CheckpointManager.
type manager struct {
	value     object.Value // the tf.train.Checkpoint
	s         *saver
	folder    string
	name      string
	keep      int // 0 for all
	keepEvery float64
	step      object.Value
	interval  int // in steps; 0 for none
	last      int // the step of the last save, -1 before
	init      object.Value

	newest    string
	kept      []stamped
	preserved float64
}

// stamped is a checkpoint with the time when it was written.
type stamped struct {
	path string
	time float64
}

// PyClass is tf.train.CheckpointManager.
func (m *manager) PyClass() *object.Class { return CheckpointManagerClass }

func init() {
	c := CheckpointManagerClass
	c.New = newManager
	c.Members = func() []object.Member {
		get := func(name, doc string, f func(m *manager) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*manager)), nil })
		}
		return []object.Member{
			get("checkpoint", "the tf.train.Checkpoint", func(m *manager) object.Value { return m.value }),
			get("directory", "the folder", func(m *manager) object.Value { return m.folder }),
			get("latest_checkpoint", "the path of the newest checkpoint, or None", func(m *manager) object.Value {
				if m.newest == "" {
					return nil
				}
				return m.newest
			}),
			get("checkpoints", "the paths of the checkpoints that are kept, the newest last", func(m *manager) object.Value {
				out := object.NewList()
				for _, k := range m.kept {
					out.Elems = append(out.Elems, k.path)
				}
				return out
			}),
			get("checkpoint_interval", "how many steps lie between two checkpoints, or None", func(m *manager) object.Value {
				if m.interval == 0 {
					return nil
				}
				return m.interval
			}),
			object.Method("save(self, checkpoint_number=None, check_interval=True, options=None)", "Saves a checkpoint and gives its path, or None when it is not yet time.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Self().(*manager).save(th, a), nil
			}),
			object.Method("restore_or_initialize(self)", "Restores the newest checkpoint and gives its path; without one, calls init_fn.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Self().(*manager).restore(th)
			}),
			object.Method("sync(self)", "Waits until all is written: it is.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		}
	}
}

func now() float64 { return float64(time.Now().UnixMicro()) / 1e6 }

func newManager(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	a, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	refuseFiles(th)
	m := &manager{value: a.Value("checkpoint"), folder: filePath(th, a.Value("directory")), name: a.Str("checkpoint_name"),
		step: a.Value("step_counter"), interval: a.IntOr("checkpoint_interval", 0), last: -1, init: a.Value("init_fn"), keepEvery: a.FloatOr("keep_checkpoint_every_n_hours", 0)}
	s, ok := object.NativeOf(m.value).(*saver)
	if !ok {
		return nil, object.AttributeErrorf("'%s' object has no attribute 'save_counter'", object.TypeName(m.value)).WithHint("pass a tf.train.Checkpoint")
	}
	m.s = s
	if a.Has("max_to_keep") {
		if m.keep = a.Int("max_to_keep"); m.keep <= 0 {
			return nil, object.ValueErrorf("Expected a positive integer or `None` for `max_to_keep`, got %d.", m.keep)
		}
	}
	if a.Has("checkpoint_interval") && m.step == nil {
		return nil, object.ValueErrorf("`step_counter` should be passed if `checkpoint_interval` is not None.")
	}
	m.recover()
	return m, nil
}

// recover takes over what the folder's state says.
func (m *manager) recover() {
	m.preserved = now() - 1
	state, ok := checkpoint.ReadState(m.folder)
	if !ok {
		return
	}
	m.newest, m.preserved = state.Newest, state.Preserved
	for i, path := range state.All {
		t := m.preserved
		if i < len(state.Times) {
			t = min(state.Times[i], now())
		}
		m.kept = append(m.kept, stamped{path, t})
	}
}

func (m *manager) save(th *object.Thread, a *object.Bound) object.Value {
	if m.interval > 0 {
		step := object.Must(object.AsInt(th, m.step))
		if m.last >= 0 && (step == m.last || a.Bool("check_interval") && step < m.last+m.interval) {
			return nil
		}
		m.last = step
	}
	n := m.s.count()
	if a.Has("checkpoint_number") {
		n = int64(object.Must(object.AsInt(th, a.Value("checkpoint_number"))))
	}
	path := fmt.Sprintf("%s-%d", checkpoint.InFolder(m.folder, m.name), n)
	m.s.write(path)
	m.kept = slices.DeleteFunc(m.kept, func(k stamped) bool { return k.path == path })
	m.kept = append(m.kept, stamped{path, now()})
	m.newest = path
	m.record() // first with the old ones: a program that is stopped while it deletes finds the new one
	m.sweep()
	m.record()
	return path
}

// sweep deletes the oldest checkpoints beyond those to keep.
func (m *manager) sweep() {
	for m.keep > 0 && len(m.kept) > m.keep {
		old := m.kept[0]
		m.kept = m.kept[1:]
		if m.keepEvery > 0 && old.time-m.keepEvery*3600 >= m.preserved {
			m.preserved = old.time
			continue
		}
		tensor.Check(checkpoint.Remove(old.path))
	}
}

func (m *manager) record() {
	s := checkpoint.State{Newest: m.newest, Preserved: m.preserved}
	for _, k := range m.kept {
		s.All, s.Times = append(s.All, k.path), append(s.Times, k.time)
	}
	tensor.Check(checkpoint.WriteState(m.folder, s))
}

func (m *manager) restore(th *object.Thread) (object.Value, error) {
	if m.newest != "" {
		m.s.restore(th, m.newest)
		if m.interval > 0 {
			m.last = object.Must(object.AsInt(th, m.step))
		}
		return m.newest, nil
	}
	if m.init != nil {
		if _, err := object.CallFn(th, m.init); err != nil {
			return nil, err
		}
	}
	return nil, nil
}
