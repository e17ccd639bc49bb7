package model

import "kerash/tensor"

// AddLossLayer adds its input to the model's losses: what model.add_loss makes
// of a symbolic tensor.
type AddLossLayer struct {
	Base
	Unconditional bool `arg:"unconditional" default:"False" doc:"accepted for compatibility"`
}

// AddLossClass declares AddLoss.
var AddLossClass = Declare(&Class{
	Kind: KindLayer, Name: "AddLoss",
	Doc: "Adds its input to the losses of the model; model.add_loss makes one.",
	New: func() any { return new(AddLossLayer) },
})

// Call implements [Layer].
func (l *AddLossLayer) Call(c *Context, x Value) Value {
	l.AddLoss(One(x))
	return x
}

// AddMetricLayer feeds a metric with its input: what model.add_metric makes of
// a symbolic tensor.
type AddMetricLayer struct {
	Base
	Aggregation any    `arg:"aggregation" default:"None" doc:"'mean' or None"`
	MetricName  string `arg:"metric_name" default:"None" doc:"name of the metric"`
	metric      Metric
}

// AddMetricClass declares AddMetric.
var AddMetricClass = Declare(&Class{
	Kind: KindLayer, Name: "AddMetric",
	Doc: "Feeds a metric of the model with its input; model.add_metric makes one.",
	New: func() any { return new(AddMetricLayer) },
})

// Call implements [Layer].
func (l *AddMetricLayer) Call(c *Context, x Value) Value {
	if l.metric == nil {
		l.metric = Resolve(c.State, KindMetric, NewMap().Set("class_name", "Mean").Set("config", NewMap().Set("name", l.MetricName))).(Metric)
		l.TrackMetric(l.metric)
	}
	if !One(x).IsSymbolic() || c.Tracing() {
		l.metric.Update(c, x, nil, nil)
	}
	return x
}

// AddModelLoss adds a loss that is a symbolic tensor of the model's graph.
func AddModelLoss(st *State, m Model, loss *tensor.Tensor) {
	m.Graph().attach(st, m, AddLossClass.Make(st, nil).(Layer), loss)
}

// AddModelMetric adds a metric of a symbolic tensor of the model's graph.
func AddModelMetric(st *State, m Model, value *tensor.Tensor, name string) {
	l := AddMetricClass.Make(st, nil, Named{"aggregation", "mean"}, Named{"metric_name", name}).(Layer)
	m.Graph().attach(st, m, l, value)
}

// attach applies a layer to a tensor of the graph and makes it, and all that
// leads to it, a part of the graph.
func (g *Graph) attach(st *State, m Model, l Layer, t *tensor.Tensor) {
	if g == nil || !IsKeras(t) {
		tensor.Throwf("ValueError", "Expected a symbolic Tensor for the loss or metric value, received: %s", tensorText(t))
	}
	side := newGraph(m.Core().Label, g.In, t)
	Apply(st.NewContext(), l, t)
	var nodes []*Node
	for _, level := range side.levels {
		nodes = append(nodes, level...)
	}
	g.insert(m, append(nodes, l.Core().nodes...), append(side.Layers, l))
}

// insert makes nodes that lead to no output, parents first, and their layers a
// part of the graph.
func (g *Graph) insert(m Model, nodes []*Node, layers []Layer) {
	for _, n := range nodes {
		if g.nodes[n] {
			continue
		}
		depth := 0
		for _, p := range n.parents() {
			depth = min(depth, g.depths.depth[p])
		}
		g.depths.put(n, depth-1)
		g.nodes[n] = true
	}
	known := map[Layer]bool{}
	for _, have := range g.Layers {
		known[have] = true
	}
	for _, add := range layers {
		if !known[add] {
			g.Layers = append(g.Layers, add)
		}
	}
	g.levels = g.depths.byDepth()
	g.countUses()
	m.Core().SetSublayers(g.Layers)
}
