package binding

import (
	"strconv"

	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// Trackable is a value as checkpoints take it, nil for one that holds nothing
// to save: numbers, texts, functions.
func Trackable(v object.Value) any {
	switch x := object.NativeOf(v).(type) {
	case model.Layer, model.Metric, model.Optimizer, *tensor.Variable, weights.Trackable, weights.Stateful:
		return x
	case *object.List, *object.Tuple, *object.Dict:
		return container{x}
	}
	return nil
}

// container is a list, tuple or dict as a checkpoint sees it: its elements are
// named by position or key.
type container struct{ value object.Value }

// ContainerKind implements weights.Container.
func (c container) ContainerKind() string { return object.TypeOf(c.value).Name }

// Trackables implements weights.Trackable.
func (c container) Trackables() []weights.Edge {
	var out []weights.Edge
	switch x := c.value.(type) {
	case *object.List:
		out = positions(x.Elems)
	case *object.Tuple:
		out = positions(x.Elems)
	case *object.Dict:
		for it := x.Entries(); it.Next(); {
			if name, ok := it.Key().(string); ok {
				out = AppendEdge(out, name, it.Value())
			}
		}
	}
	return out
}

func positions(elems []object.Value) (out []weights.Edge) {
	for i, e := range elems {
		out = AppendEdge(out, strconv.Itoa(i), e)
	}
	return out
}

// AppendEdge adds an edge to a value, if there is something in it to save.
func AppendEdge(edges []weights.Edge, name string, v object.Value) []weights.Edge {
	if t := Trackable(v); t != nil {
		edges = append(edges, weights.Edge{Name: name, To: t})
	}
	return edges
}

// Attributes is the Go part of an object whose attributes are saved in
// checkpoints.
type Attributes struct{ Of *object.Namespace }

// Trackables implements weights.Trackable.
func (a Attributes) Trackables() []weights.Edge {
	var out []weights.Edge
	for i := range a.Of.Len() {
		name, v := a.Of.At(i)
		out = AppendEdge(out, name, v)
	}
	return out
}

// OwnEdges are the edges of a layer or metric of the user's: its attributes;
// variables that it made by add_weight also have the name they were given.
func OwnEdges(attrs *object.Namespace, made []*tensor.Variable) []weights.Edge {
	var out []weights.Edge
	named := map[*tensor.Variable]bool{}
	for _, v := range made {
		named[v] = true
	}
	first := func(v *tensor.Variable) {
		if named[v] {
			named[v] = false
			out = append(out, weights.Edge{Name: weights.VariableName(v), To: v})
		}
	}
	for i := range attrs.Len() {
		name, x := attrs.At(i)
		if v, ok := object.NativeOf(x).(*tensor.Variable); ok {
			first(v)
			if n := len(out); n > 0 && out[n-1].To == any(v) && out[n-1].Name == name {
				continue
			}
		}
		out = AppendEdge(out, name, x)
	}
	for _, v := range made {
		first(v)
	}
	return out
}
