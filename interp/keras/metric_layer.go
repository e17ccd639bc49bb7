package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// metricLayerMembers are the attributes that metrics have because they are
// layers in Keras: all of them say the same for every metric.
func metricLayerMembers() []object.Member {
	same := func(name, doc string, value func(m *model.MetricBase) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return value(metricOf(self).MetricCore()), nil
		})
	}
	is := func(v object.Value) func(*model.MetricBase) object.Value {
		return func(*model.MetricBase) object.Value { return v }
	}
	empty := func(*model.MetricBase) object.Value { return object.NewList() }
	// A metric is no part of a graph.
	unconnected := func(name, format string) object.Member {
		return same(name, "an error: metrics are no part of graphs", func(m *model.MetricBase) object.Value {
			tensor.Throwf("AttributeError", format, m.Label)
			return nil
		})
	}
	dtype := func(m *model.MetricBase) object.Value { return m.DType.String() }
	return []object.Member{
		object.Getter("built", "whether the state is there: from the start, but where its shape comes from the first batch", func(th *object.Thread, self object.Value) (object.Value, error) {
			m, late := goPart(self).(interface{ Built() bool })
			return !late || m.Built(), nil
		}),
		same("dynamic", "False: a metric runs in graphs", is(false)),
		same("stateful", "True: a metric gathers over batches", is(true)),
		same("supports_masking", "False", is(false)),
		same("trainable", "True, though a metric has nothing to train", is(true)),
		same("input_spec", "None: a metric does not say what it takes", is(nil)),
		same("losses", "always empty", empty),
		same("updates", "always empty", empty),
		same("activity_regularizer", "always None", is(nil)),
		same("inbound_nodes", "always empty", empty),
		same("outbound_nodes", "always empty", empty),
		same("metrics", "always empty", empty),
		unconnected("input", "Layer %s is not connected, no input to return."),
		unconnected("output", "Layer %s has no inbound nodes."),
		unconnected("input_shape", "The layer \"%s\" has never been called and thus has no defined input shape. Note that the `input_shape` property is only available for Functional and Sequential models."),
		unconnected("output_shape", "The layer \"%s\" has never been called and thus has no defined output shape."),
		unconnected("input_mask", "Layer %s is not connected, no input to return."),
		unconnected("output_mask", "Layer %s has no inbound nodes."),
		same("submodules", "always empty", is(object.NewTuple())),
		same("compute_dtype", "the dtype of the result", dtype),
		same("variable_dtype", "the dtype of the state", dtype),
		object.Getter("dtype_policy", "the dtypes of the state and the result", func(th *object.Thread, self object.Value) (object.Value, error) {
			var p model.Policy
			err := p.SetArg(binding.State(th), metricOf(self).MetricCore().DType.String())
			return &policy{p}, err
		}),
		object.Method("count_params(self)", "The number of elements of the state.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n := 0
			for _, v := range metricOf(a.Self()).MetricCore().Variables() {
				n += tensor.NumElements(v.Shape())
			}
			return n, nil
		}),
	}
}
