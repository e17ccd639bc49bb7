package weights

import (
	"maps"
	"slices"
	"strings"

	"kerash/model"
	"kerash/model/format/checkpoint"
	"kerash/model/format/plain"
	"kerash/tensor"
)

// Restore gives objects what a checkpoint holds for them: at once for those
// that are there, later for variables that are yet to be made.
type Restore struct {
	bundle *checkpoint.Bundle
	saved  []checkpoint.Object
	start  int // the saved object that is the root
	// bound tells which object of the program a saved one is.
	bound map[int]any
	// filled are the variables that have their value from the checkpoint.
	filled map[any]bool
	// What one walk finds: the keys of variables, their values, other states.
	keys   map[*tensor.Variable]string
	values map[*tensor.Variable]*tensor.Array
	states map[Stateful]plain.Array
}

// OpenRestore opens a checkpoint for restoring.
func OpenRestore(prefix string) (*Restore, error) {
	b, err := checkpoint.Open(prefix)
	if err != nil {
		return nil, err
	}
	saved, err := b.Graph()
	if err != nil {
		return nil, err
	}
	if len(saved) == 0 {
		return nil, plain.Errorf("ValueError", "%s holds no graph of objects: it was not written by Keras or tf.train.Checkpoint", prefix)
	}
	return &Restore{bundle: b, saved: saved, bound: map[int]any{}, filled: map[any]bool{}}, nil
}

// Bind follows the saved graph and the program's objects from a root along
// edges of the same names, and sets what is met for the first time. A value
// that does not fit is a ValueError, and then nothing changes.
func (r *Restore) Bind(root any) error { return r.bindAt(r.start, root) }

// StartAt makes the child of the saved root with one of the names the object
// that Bind starts at, when the saved root has none of the edges of a root: a
// model that was saved as a part of something else.
func (r *Restore) StartAt(root any, names ...string) {
	for _, e := range Edges(root) {
		if _, ok := r.saved[0].Child(e.Name); ok {
			return
		}
	}
	for _, name := range names {
		if id, ok := r.saved[0].Child(name); ok {
			r.start = id
			return
		}
	}
}

// BindAlways is Bind now and whenever variables are made, until everything in
// the checkpoint is used, or another restore takes over for the key.
func (r *Restore) BindAlways(st *model.State, key any, root func() any) error {
	if err := r.Bind(root()); err != nil {
		return err
	}
	st.WhenMade(key, func() (done bool) {
		tensor.Check(r.Bind(root()))
		_, open := r.Unresolved()
		return !open
	})
	return nil
}

func (r *Restore) bindAt(id int, root any) error {
	r.keys, r.values, r.states = map[*tensor.Variable]string{}, map[*tensor.Variable]*tensor.Array{}, map[Stateful]plain.Array{}
	return tensor.Catch(func() {
		r.walk(id, root)
		r.readAll()
		for v, a := range r.values {
			v.SetValue(a)
			r.filled[v] = true
		}
		for s, a := range r.states {
			s.RestoreState(a)
			r.filled[s] = true
		}
	})
}

func (r *Restore) walk(id int, root any) {
	type pair struct {
		id    int
		value any
	}
	seen := map[pair]bool{}
	queue := []pair{{id, root}}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		key := pair{p.id, identity(p.value)}
		if seen[key] {
			continue
		}
		seen[key] = true
		r.take(p.id, p.value)
		for _, e := range Edges(p.value) {
			if child, ok := r.saved[p.id].Child(e.Name); ok {
				queue = append(queue, pair{child, e.To})
			}
		}
	}
}

// take notes that a saved object is an object of the program, and reads its
// value the first time.
func (r *Restore) take(id int, value any) {
	if _, taken := r.bound[id]; !taken {
		r.bound[id] = identity(value)
	}
	o := r.saved[id]
	if o.Key == "" || r.filled[value] {
		return
	}
	switch x := value.(type) {
	case *tensor.Variable:
		if _, met := r.keys[x]; !met {
			r.keys[x] = o.Key
		}
	case Stateful:
		attribute, entry := x.StateName()
		if o.Attribute == attribute {
			a, err := r.bundle.Read(strings.TrimSuffix(o.Key, attribute) + entry)
			tensor.Check(err)
			r.states[x] = a
		}
	}
}

// readAll reads the values of the variables that were met, in the order of their
// keys: the first that does not fit is the error.
func (r *Restore) readAll() {
	vars := slices.SortedFunc(maps.Keys(r.keys), func(a, b *tensor.Variable) int { return strings.Compare(r.keys[a], r.keys[b]) })
	for _, v := range vars {
		r.values[v] = r.read(r.keys[v], v)
	}
}

func (r *Restore) read(key string, v *tensor.Variable) *tensor.Array {
	a, err := r.bundle.Read(key)
	tensor.Check(err)
	if !compatible(v.Declared(), a.Shape) {
		tensor.Throwf("ValueError", "Received incompatible tensor with shape %s when attempting to restore variable with shape %s and name %s.",
			tensor.ShapeString(a.Shape), tensor.ShapeString(v.Declared()), colon(v.Name))
	}
	value := Loaded(a)
	if value.DType() != v.DType() {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__RestoreV2_dtypes_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} "+
			"tensor_name = %s; expected dtype %s does not equal original dtype %s [Op:RestoreV2]", len(r.keys), key, v.DType().RuntimeName(), value.DType().RuntimeName())
	}
	return value
}

// compatible reports whether a shape is one of a declared kind, in which -1
// stands for any length.
func compatible(declared, shape []int) bool {
	if len(declared) != len(shape) {
		return false
	}
	for i, d := range declared {
		if d >= 0 && d != shape[i] {
			return false
		}
	}
	return true
}

func colon(name string) string {
	if strings.Contains(name, ":") {
		return name
	}
	return name + ":0"
}

// Nothing reports whether nothing but the root was found in the checkpoint.
func (r *Restore) Nothing() bool { return len(r.bound) <= 1 }

// Unresolved describes the first saved object with a value that has no object
// in the program, with its path.
func (r *Restore) Unresolved() (text string, open bool) {
	for id, o := range r.saved {
		if _, ok := r.bound[id]; !ok && o.Key != "" {
			return r.pathOf(id) + ": " + o.String(), true
		}
	}
	return "", false
}

// pathOf is the first path to a saved object, breadth first, as
// "(root).a.b".
func (r *Restore) pathOf(want int) string {
	paths := map[int]string{0: "(root)"}
	queue := []int{0}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		if id == want {
			break
		}
		for _, c := range r.saved[id].Children {
			if _, known := paths[c.ID]; !known {
				paths[c.ID] = paths[id] + "." + c.Name
				queue = append(queue, c.ID)
			}
		}
	}
	return paths[want]
}

// Unbound is the variables below a root that the checkpoint has nothing for.
func (r *Restore) Unbound(root any) (missing []any) {
	for _, v := range Objects(root) {
		switch v.Value.(type) {
		case *tensor.Variable, Stateful:
			if !r.filled[v.Value] {
				missing = append(missing, v.Value)
			}
		}
	}
	return missing
}
