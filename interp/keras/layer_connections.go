package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// connectionMembers are what a layer shows of its uses in functional graphs.
func connectionMembers() []object.Member {
	at := func(name, doc string, get func(n *model.Node) object.Value) object.Member {
		return layerMethod("get_"+name+"_at(self, node_index)", doc, func(th *object.Thread, l model.Layer, a *object.Bound) object.Value {
			nodes, i := l.Core().Nodes(), a.Int("node_index")
			if len(nodes) == 0 {
				tensor.Throwf("RuntimeError", "The layer %s has never been called and thus has no defined %s.", l.Core().Label, attributeWords[name])
			}
			if i < 0 {
				i += len(nodes)
			}
			if i < 0 || i >= len(nodes) {
				tensor.Throwf("ValueError", "Asked to get %s at node %d, but the layer has only %d inbound nodes.", attributeWords[name], a.Int("node_index"), len(nodes))
			}
			return get(nodes[i])
		})
	}
	// What a graph begins and ends with is that of the graph, not of its uses.
	end := func(name, doc string, ofGraph func(g *model.Graph) object.Value, ofUse func(b *model.Base) object.Value) object.Member {
		return layerGetter(name, doc, func(th *object.Thread, b *model.Base) object.Value {
			if g := graphOf(b); g != nil {
				return ofGraph(g)
			}
			return ofUse(b)
		})
	}
	return []object.Member{
		end("input", "the symbolic input of the layer's only use", func(g *model.Graph) object.Value { return toPython(g.In) }, func(b *model.Base) object.Value { return toPython(b.NodeInput()) }),
		end("output", "the symbolic output of the layer's only use", func(g *model.Graph) object.Value { return toPython(g.Out) }, func(b *model.Base) object.Value { return toPython(b.NodeOutput()) }),
		end("input_shape", "the shape of the input, None for unknown axes", func(g *model.Graph) object.Value { return shapesOf(g.In) }, func(b *model.Base) object.Value { return shapesValue(b.InputShape()) }),
		end("output_shape", "the shape of the output, None for unknown axes", func(g *model.Graph) object.Value { return shapesOf(g.Out) }, func(b *model.Base) object.Value { return shapesValue(b.OutputShape()) }),
		layerGetter("input_mask", "the mask of the input of the layer's only use", func(th *object.Thread, b *model.Base) object.Value { return masksValue(b.NodeInput()) }),
		layerGetter("output_mask", "the mask of the output of the layer's only use", func(th *object.Thread, b *model.Base) object.Value { return masksValue(b.NodeOutput()) }),
		layerGetter("inbound_nodes", "the layer's uses in functional graphs", func(th *object.Thread, b *model.Base) object.Value {
			return object.NewList(toPythons(b.Nodes())...)
		}),
		layerGetter("_inbound_nodes", "the layer's uses in functional graphs", func(th *object.Thread, b *model.Base) object.Value {
			return object.NewList(toPythons(b.Nodes())...)
		}),
		layerGetter("outbound_nodes", "the uses of the layer's outputs in functional graphs", func(th *object.Thread, b *model.Base) object.Value {
			return object.NewList(toPythons(b.OutboundNodes())...)
		}),
		at("input", "The symbolic input of one of the layer's uses.", func(n *model.Node) object.Value { return toPython(n.First()) }),
		at("output", "The symbolic output of one of the layer's uses.", func(n *model.Node) object.Value { return toPython(n.Output) }),
		at("input_shape", "The input's shape at one of the layer's uses.", func(n *model.Node) object.Value { return shapesOf(n.First()) }),
		at("output_shape", "The output's shape at one of the layer's uses.", func(n *model.Node) object.Value { return shapesOf(n.Output) }),
		at("input_mask", "The input's mask at one of the layer's uses.", func(n *model.Node) object.Value { return masksValue(n.First()) }),
		at("output_mask", "The output's mask at one of the layer's uses.", func(n *model.Node) object.Value { return masksValue(n.Output) }),
	}
}

// graphOf is the graph of a layer that is a model of one, of a class of the
// user's too; nil for other layers.
func graphOf(b *model.Base) *model.Graph {
	if m, ok := b.Self().(model.Model); ok {
		return m.Graph()
	}
	return nil
}

var attributeWords = map[string]string{"input": "input", "output": "output", "input_shape": "input shape", "output_shape": "output shape", "input_mask": "input mask", "output_mask": "output mask"}

// shapesOf is the shapes of tensors in the structure they come in.
func shapesOf(v model.Value) object.Value {
	return toPython(model.MapValue(v, func(t *tensor.Tensor) model.Value { return binding.ShapeTuple(t.Shape()) }))
}

func masksValue(v model.Value) object.Value {
	return toPython(model.MapValue(v, func(t *tensor.Tensor) model.Value {
		if m := model.MaskOf(t); m != nil {
			return m
		}
		return nil
	}))
}
