package weights

import (
	"slices"
	"strings"

	"kerash/model/format/checkpoint"
	"kerash/tensor"
)

// attributes separates the path of an object from what of it is saved.
const attributes = "/.ATTRIBUTES/"

// valueName names the value of a variable.
const valueName = "VARIABLE_VALUE"

// Object is an object of the graph below a root.
type Object struct {
	Value any
	// Path is the names of the edges of the shortest way from the root.
	Path []string
	// Children are what the object's edges lead to.
	Children []checkpoint.Child
}

// key is where a checkpoint keeps something of the object.
func (o *Object) key(what string) string {
	parts := make([]string, len(o.Path))
	for i, name := range o.Path {
		parts[i] = escaped(name)
	}
	return strings.Join(parts, "/") + attributes + what
}

// Objects is the objects that can be reached from a root, breadth first: an
// object's path is the shortest one, and the first of these.
func Objects(root any) []*Object { return ObjectsBy(root, Edges) }

// ObjectsBy is [Objects] along other edges.
func ObjectsBy(root any, edges func(v any) []Edge) []*Object {
	all := []*Object{{Value: root}}
	ids := map[any]int{identity(root): 0}
	for i := 0; i < len(all); i++ {
		at := all[i]
		for _, e := range edges(at.Value) {
			id, known := ids[identity(e.To)]
			if !known {
				id = len(all)
				ids[identity(e.To)] = id
				all = append(all, &Object{Value: e.To, Path: append(slices.Clip(at.Path), e.Name)})
			}
			at.Children = append(at.Children, checkpoint.Child{Name: e.Name, ID: id})
		}
	}
	return all
}

// escaped is a name as a part of a path.
func escaped(name string) string {
	return strings.NewReplacer(".", "..", "/", ".S").Replace(name)
}

// SaveObjects writes a checkpoint of what can be reached from an object.
func SaveObjects(prefix string, root any) error {
	var objects []checkpoint.Object
	var tensors []checkpoint.Named
	err := tensor.Catch(func() {
		for _, v := range Objects(root) {
			o := checkpoint.Object{Children: v.Children}
			switch x := v.Value.(type) {
			case *tensor.Variable:
				o.Attribute, o.Key, o.FullName = valueName, v.key(valueName), strings.TrimSuffix(x.Name, ":0")
				tensors = append(tensors, checkpoint.Named{Key: o.Key, Array: Stored(x.Value())})
			case Stateful:
				attribute, entry := x.StateName()
				o.Attribute, o.Key = attribute, v.key(attribute)
				tensors = append(tensors, checkpoint.Named{Key: v.key(entry), Array: x.SaveState()})
			}
			objects = append(objects, o)
		}
	})
	if err != nil {
		return err
	}
	return checkpoint.Write(prefix, tensors, objects)
}
