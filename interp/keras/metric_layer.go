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
