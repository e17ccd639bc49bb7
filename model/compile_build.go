package model

import "kerash/tensor"

// BuildCompiled makes the losses and metrics that compile was given from what
// the model's outputs tell, as Keras does around HDF5 files: targets are taken
// to have the outputs' shapes. Models without a graph wait for a batch.
func BuildCompiled(c *Context, m Model) {
	k, g := m.ModelCore().compiled, m.Graph()
	if k == nil || g == nil {
		return
	}
	err := tensor.Catch(func() {
		names := outputNames(m)
		if !k.losses.built {
			k.losses.build(c, names, g.Out)
		}
		if !k.metrics.built {
			k.metrics.build(c, names, g.Out, g.Outputs)
		}
	})
	if err != nil {
		c.State.Warnf("WARNING:tensorflow", "Compiled the loaded model, but the compiled metrics have yet to be built. `model.compile_metrics` will be empty until you train or evaluate the model.")
	}
}

// BuiltMetrics is the metrics that compile was given, plain and weighted ones,
// in lists by output; ok is false before they are made.
func BuiltMetrics(m Model) (plain, weighted any, ok bool) {
	k := m.ModelCore().compiled
	if k == nil || !k.metrics.built {
		return nil, nil, false
	}
	lists := func(by [][]Metric) any {
		out := make([]any, len(by))
		for i, ms := range by {
			list := make([]any, len(ms))
			for j, x := range ms {
				list[j] = x
			}
			out[i] = list
		}
		return out
	}
	return lists(k.metrics.plain), lists(k.metrics.counted), true
}
