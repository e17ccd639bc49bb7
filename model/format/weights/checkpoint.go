package weights

import (
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"kerash/model"
	"kerash/model/format/checkpoint"
	"kerash/model/format/plain"
	"kerash/tensor"
)

// VariableNamer is a layer that knows under which attribute it holds a
// variable: a class of the user's. For others that is the last part of the
// variable's name.
type VariableNamer interface {
	VariableName(v *tensor.Variable) string
}

func variableName(l model.Layer, v *tensor.Variable) string {
	if n, ok := l.(VariableNamer); ok {
		if name := n.VariableName(v); name != "" {
			return name
		}
	}
	name := strings.TrimSuffix(v.Name, ":0")
	return name[strings.LastIndexByte(name, '/')+1:]
}

// branch is a child in the tree of objects that a checkpoint sees: a layer, a
// group of variables, or a variable.
type branch struct {
	names    []string // the first one is used in keys
	children []branch
	v        *tensor.Variable
}

// branchesOf is the tree below a layer. The layers of a Sequential or
// functional model are named by position, once among all, once among those
// with weights.
func branchesOf(l model.Layer) []branch {
	var out []branch
	weighted := 0
	m, isModel := l.(model.Model)
	for _, p := range model.PartsOf(l) {
		switch {
		case p.Layers != nil && (!isModel || m.Graph() == nil): // a list in an attribute
			list := branch{names: []string{p.Name}}
			for i, sub := range p.Layers {
				list.children = append(list.children, branch{names: []string{strconv.Itoa(i)}, children: branchesOf(sub)})
			}
			out = append(out, list)
		case p.Layers != nil:
			for i, sub := range p.Layers {
				b := branch{names: []string{fmt.Sprintf("layer-%d", i)}, children: branchesOf(sub)}
				if len(sub.Core().Weights()) > 0 {
					b.names = append([]string{fmt.Sprintf("layer_with_weights-%d", weighted)}, b.names...)
					weighted++
				}
				out = append(out, b)
			}
		case p.Layer != nil:
			out = append(out, branch{names: []string{p.Name}, children: branchesOf(p.Layer)})
		default:
			out = append(out, branch{names: []string{p.Name}, children: leaves(l, p.Vars)})
		}
	}
	return append(out, leaves(l, model.OwnVariables(l))...)
}

func leaves(l model.Layer, vars []*tensor.Variable) []branch {
	out := make([]branch, len(vars))
	for i, v := range vars {
		out[i] = branch{names: []string{variableName(l, v)}, v: v}
	}
	return out
}

const valueKey = "/.ATTRIBUTES/VARIABLE_VALUE"

// SaveCheckpoint writes a checkpoint of TensorFlow, as save_weights does for
// names without an ending of HDF5, and the file "checkpoint" beside it that
// names the newest one.
func SaveCheckpoint(prefix string, m Model) error {
	w := &checkpointWriter{objects: []checkpoint.Object{{}}, ids: map[*tensor.Variable]int{}}
	if err := tensor.Catch(func() { w.add(0, "", branchesOf(m.(model.Layer))) }); err != nil {
		return err
	}
	if err := checkpoint.Write(prefix, w.tensors, w.objects); err != nil {
		return err
	}
	name := filepath.Base(prefix)
	return plain.Replace(filepath.Join(filepath.Dir(prefix), "checkpoint"), func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "model_checkpoint_path: %q\nall_model_checkpoint_paths: %q\n", name, name)
		return err
	})
}

type checkpointWriter struct {
	objects []checkpoint.Object
	tensors []checkpoint.Named
	ids     map[*tensor.Variable]int
}

func (w *checkpointWriter) add(parent int, path string, children []branch) {
	for _, b := range children {
		at := join(path, b.names[0])
		id, shared := w.ids[b.v]
		if b.v == nil || !shared {
			id = len(w.objects)
			w.objects = append(w.objects, checkpoint.Object{})
		}
		for _, n := range b.names {
			w.objects[parent].Children = append(w.objects[parent].Children, checkpoint.Child{Name: n, ID: id})
		}
		switch {
		case b.v == nil:
			w.add(id, at, b.children)
		case !shared:
			w.ids[b.v] = id
			w.objects[id].Key = at + valueKey
			w.objects[id].FullName = strings.TrimSuffix(b.v.Name, ":0")
			w.tensors = append(w.tensors, checkpoint.Named{Key: at + valueKey, Array: Stored(b.v.Value())})
		}
	}
}

// LoadCheckpoint reads a checkpoint of TensorFlow by its graph of objects.
// What the checkpoint has and the model lacks, or the other way round, is left
// out, as TensorFlow does; but that nothing at all matches, or that a shape
// differs, is an error, and then nothing changes.
func LoadCheckpoint(prefix string, m Model) error {
	b, err := checkpoint.Open(prefix)
	if err != nil {
		return err
	}
	objects, err := b.Graph()
	if err != nil {
		return err
	}
	if len(objects) == 0 {
		return plain.Errorf("ValueError", "%s holds no graph of objects: it was not written by Keras or tf.train.Checkpoint", prefix)
	}
	r := &checkpointReader{bundle: b, objects: objects}
	return tensor.Catch(func() {
		children := branchesOf(m.(model.Layer))
		r.match(r.root(children), children)
		if len(r.vars) == 0 {
			tensor.Throwf("AssertionError", "Nothing except the root object matched a checkpointed value. Typically this means that the checkpoint does not match the Python program.")
		}
		for i, v := range r.vars {
			v.SetValue(r.values[i])
		}
	})
}

type checkpointReader struct {
	bundle  *checkpoint.Bundle
	objects []checkpoint.Object
	vars    []*tensor.Variable
	values  []*tensor.Array
}

// root is the object that stands for the model: the root itself, or its child
// "model" in a tf.train.Checkpoint(model=...) of another program.
func (r *checkpointReader) root(children []branch) checkpoint.Object {
	root := r.objects[0]
	for _, b := range children {
		for _, n := range b.names {
			if _, ok := root.Child(n); ok {
				return root
			}
		}
	}
	for _, name := range []string{"model", "net"} {
		if id, ok := root.Child(name); ok {
			return r.objects[id]
		}
	}
	return root
}

func (r *checkpointReader) match(o checkpoint.Object, children []branch) {
	for _, b := range children {
		for _, n := range b.names {
			id, ok := o.Child(n)
			if !ok {
				continue
			}
			if b.v != nil {
				r.take(r.objects[id], b.v)
			} else {
				r.match(r.objects[id], b.children)
			}
			break
		}
	}
}

func (r *checkpointReader) take(o checkpoint.Object, v *tensor.Variable) {
	if o.Key == "" {
		return
	}
	a, err := r.bundle.Read(o.Key)
	tensor.Check(err)
	if !tensor.SameShape(a.Shape, v.Shape()) {
		tensor.Throwf("ValueError", "Received incompatible tensor with shape %s when attempting to restore variable with shape %s and name %s.",
			tensor.ShapeString(a.Shape), tensor.ShapeString(v.Shape()), o.Key)
	}
	r.vars, r.values = append(r.vars, v), append(r.values, Loaded(a))
}
