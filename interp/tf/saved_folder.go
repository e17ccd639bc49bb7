package tf

import (
	"kerash/interp/object"
	"kerash/model/format/saved"
)

// SavedFolder is a SavedModel that is made into objects piece by piece: those of
// Keras by package keras.
type SavedFolder struct{ l *loadedModule }

// OpenSaved reads a SavedModel. What layer makes of a node stands for that; where
// it is not ok, the node becomes an object of TensorFlow's.
func OpenSaved(th *object.Thread, path string, layer func(id int) (v object.Value, ok bool)) (*SavedFolder, error) {
	l, err := openModule(th, path)
	if err != nil {
		return nil, err
	}
	l.layer = layer
	return &SavedFolder{l}, nil
}

// Node is a node of the file, nil where there is none.
func (f *SavedFolder) Node(id int) *saved.LoadedNode {
	if id < 0 || id >= len(f.l.file.Nodes) {
		return nil
	}
	return f.l.file.Nodes[id]
}

// Put makes v the object of a node.
func (f *SavedFolder) Put(id int, v object.Value) { f.l.made[id], f.l.known[id] = v, true }

// Made reports whether a node has its object.
func (f *SavedFolder) Made(id int) bool { return f.l.known[id] }

// Object is the object of a node.
func (f *SavedFolder) Object(id int) object.Value { return f.l.object(id) }

// First is the specs of the arguments in the first form of a function, nil for a
// function without one.
func (f *SavedFolder) First(fn *saved.Function) any {
	for _, name := range fn.Concretes {
		if c := f.l.file.Concretes[name]; c != nil {
			return c.In
		}
	}
	return nil
}
