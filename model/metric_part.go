package model

// metricPart is a metric among the parts of a model of the user's: Keras counts
// its state among the model's weights, but not the metric among the layers.
type metricPart struct {
	Base
	metric Metric
}

// Call implements [Layer]; nothing calls it.
func (p *metricPart) Call(c *Context, x Value) Value { return x }

// TrackState makes the state of a metric a part of a model's weights, and
// returns that part.
func (b *Base) TrackState(m Metric) Layer {
	for _, l := range b.tracked {
		if p, ok := l.(*metricPart); ok && p.metric == m {
			return p
		}
	}
	p := &metricPart{metric: m}
	p.self, p.Label, p.Built, p.CanTrain = p, m.MetricCore().Label, true, true
	p.OnRefresh(func() { p.own = m.MetricCore().Variables() })
	b.tracked = append(b.tracked, p)
	return p
}

// layersOf is the tracked parts without the state of metrics.
func layersOf(parts []Layer) []Layer {
	var out []Layer
	for i, l := range parts {
		if _, ok := l.(*metricPart); !ok {
			if out != nil {
				out = append(out, l)
			}
			continue
		}
		if out == nil {
			out = append([]Layer{}, parts[:i]...)
		}
	}
	if out == nil {
		return parts
	}
	return out
}
