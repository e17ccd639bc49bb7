package weights

import (
	"strings"

	"kerash/model/format/checkpoint"
	"kerash/tensor"
)

// attributes separates the path of an object from what of it is saved.
const attributes = "/.ATTRIBUTES/"

// valueName names the value of a variable.
const valueName = "VARIABLE_VALUE"

// vertex is an object of the graph below a root.
type vertex struct {
	value any
	path  string
	edges []int // of the vertices that edges lead to
	names []string
}

// objectGraph is the objects that can be reached from a root, breadth first:
// an object's path is the shortest one, and the first of these.
func objectGraph(root any) []*vertex {
	all := []*vertex{{value: root}}
	ids := map[any]int{identity(root): 0}
	for i := 0; i < len(all); i++ {
		at := all[i]
		for _, e := range Edges(at.value) {
			id, known := ids[identity(e.To)]
			if !known {
				id = len(all)
				ids[identity(e.To)] = id
				all = append(all, &vertex{value: e.To, path: join(at.path, escaped(e.Name))})
			}
			at.edges, at.names = append(at.edges, id), append(at.names, e.Name)
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
		for _, v := range objectGraph(root) {
			o := checkpoint.Object{}
			for i, id := range v.edges {
				o.Children = append(o.Children, checkpoint.Child{Name: v.names[i], ID: id})
			}
			switch x := v.value.(type) {
			case *tensor.Variable:
				o.Attribute, o.Key, o.FullName = valueName, v.path+attributes+valueName, strings.TrimSuffix(x.Name, ":0")
				tensors = append(tensors, checkpoint.Named{Key: o.Key, Array: Stored(x.Value())})
			case Stateful:
				attribute, entry := x.StateName()
				o.Attribute, o.Key = attribute, v.path+attributes+attribute
				tensors = append(tensors, checkpoint.Named{Key: v.path + attributes + entry, Array: x.SaveState()})
			}
			objects = append(objects, o)
		}
	})
	if err != nil {
		return err
	}
	return checkpoint.Write(prefix, tensors, objects)
}
