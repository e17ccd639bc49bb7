package keras

import (
	"reflect"

	"kerash/interp/object"
	"kerash/model"
)

// nodeClass is the class of the uses of layers in functional graphs.
var nodeClass = &object.Class{Name: "Node", Module: "keras.src.engine.node", Doc: "One use of a layer in a functional graph.", Final: true, Members: nodeMembers}

func nodeMembers() []object.Member {
	get := func(name, doc string, f func(n *model.Node) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, v object.Value) (object.Value, error) { return f(v.(*model.Node)), nil })
	}
	layers := func(n *model.Node) object.Value {
		var ls []object.Value
		for _, t := range n.Inputs() {
			ls = append(ls, toPython(model.InfoOf(t).Layer))
		}
		if len(ls) == 1 {
			return ls[0]
		}
		return object.NewList(ls...)
	}
	return []object.Member{
		get("layer", "the layer that is used", func(n *model.Node) object.Value { return toPython(n.Layer) }),
		get("outbound_layer", "the layer that is used", func(n *model.Node) object.Value { return toPython(n.Layer) }),
		get("inbound_layers", "the layers whose outputs the layer reads", layers),
		get("is_input", "whether the layer is an input of the graph", func(n *model.Node) object.Value { return len(n.Inputs()) == 0 }),
		get("input_tensors", "the symbolic inputs", func(n *model.Node) object.Value { return toPython(n.First()) }),
		get("output_tensors", "the symbolic outputs", func(n *model.Node) object.Value { return toPython(n.Output) }),
		get("outputs", "the symbolic outputs", func(n *model.Node) object.Value { return toPython(n.Output) }),
		get("keras_inputs", "the symbolic inputs, as a list", func(n *model.Node) object.Value { return tensorList(n.Inputs()) }),
		get("input_shapes", "the shapes of the inputs", func(n *model.Node) object.Value { return shapesOf(n.First()) }),
		get("output_shapes", "the shapes of the outputs", func(n *model.Node) object.Value {
			if len(n.Inputs()) == 0 { // an input layer's node keeps its output in a list
				return object.NewList(shapesOf(n.Output))
			}
			return shapesOf(n.Output)
		}),
	}
}

var _ = object.RegisterType(reflect.TypeFor[*model.Node](), nodeClass)
