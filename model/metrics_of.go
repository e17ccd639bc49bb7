package model

import (
	"slices"
	"strings"

	"kerash/tensor"
)

// outputMetrics is the metrics that compile was given, by output.
type outputMetrics struct {
	given, givenWeighted any
	restored             bool // names are final: the model was loaded
	eager                bool // the model runs eagerly
	unshaped             bool // the lengths of the targets' axes are not known: see [Unshaped]

	names          []string
	plain, counted [][]Metric // by output; counted ones take the sample weight
	built          bool
}

func newOutputMetrics(metrics, weighted any) *outputMetrics {
	m := &outputMetrics{given: metrics, givenWeighted: weighted}
	seen := map[Metric]bool{}
	for _, x := range append(flatObjects(metrics), flatObjects(weighted)...) {
		k, ok := x.(Metric)
		if ok && seen[k] {
			tensor.Throwf("ValueError", "Found duplicated metrics object in the user provided metrics and weighted_metrics. This will cause the same metric object to be updated multiple times, and report wrong results. \nDuplicated items: [%s]", Describe(x))
		}
		if ok {
			seen[k] = true
		}
	}
	return m
}

func flatObjects(x any) []any {
	if m, ok := x.(*Map); ok {
		var out []any
		for _, k := range m.Keys {
			out = append(out, flatObjects(m.Vals[k])...)
		}
		return out
	}
	if items, ok := Sequence(x); ok {
		var out []any
		for _, it := range items {
			out = append(out, flatObjects(it)...)
		}
		return out
	}
	if x == nil {
		return nil
	}
	return []any{x}
}

// build finds the metrics of the outputs, at the first batch.
func (m *outputMetrics) build(c *Context, names []string, yPred Value, targets []*tensor.Tensor) {
	m.names = names
	if m.names == nil {
		m.names = pseudoNames(yPred, "output_")
	}
	preds := Leaves(yPred)
	m.plain = m.objects(c, yPred, preds, targets, m.given)
	m.counted = m.objects(c, yPred, preds, targets, m.givenWeighted)
	if !m.restored {
		m.rename()
	}
	m.built = true
}

// objects is the metrics of each output. A flat list is for all outputs, which
// then get copies of their own.
func (m *outputMetrics) objects(c *Context, yPred Value, preds, targets []*tensor.Tensor, given any) [][]Metric {
	items, isList := Sequence(given)
	flat := isList
	for _, it := range items {
		_, nested := Sequence(it)
		_, dict := it.(*Map)
		flat = flat && !nested && !dict
	}
	_, isDict := given.(*Map)
	all := !isDict && (!isList || flat)
	var by []any
	switch {
	case isList && !IsNested(yPred):
		by = []any{given}
	case all:
		by = make([]any, len(preds))
		for i := range by {
			by[i] = given
		}
	default:
		by = byOutput(yPred, m.names, given)
		if isList && len(by) != len(preds) {
			tensor.Throwf("ValueError", "The two structures don't have the same sequence length. Input structure has length %d, while shallow structure has length %d.", len(by), len(preds))
		}
	}
	out := make([][]Metric, len(preds))
	for i := range preds {
		if i >= len(by) {
			continue
		}
		for _, x := range flatObjects(by[i]) {
			if k, ok := x.(Metric); ok && all && len(preds) > 1 {
				x = copyMetric(c.State, k)
			}
			target := targets[i]
			if target != nil && m.unshaped && !m.eager {
				target = tensor.Symbol(tensor.Spec{DType: target.DType(), Shape: slices.Repeat([]int{-1}, target.Rank())})
			}
			if k := metricObject(c.State, x, target, preds[i]); k != nil {
				out[i] = append(out[i], k)
			}
		}
	}
	return out
}

func copyMetric(st *State, m Metric) Metric {
	k, ok := FromConfig(st, KindMetric, Serialize(st, m).(*Map)).(Metric)
	if !ok {
		return m
	}
	return k
}

// metricObject is what a user may give as a metric as the metric itself;
// "accuracy" and "crossentropy" depend on the shapes.
func metricObject(st *State, x any, t, p *tensor.Tensor) Metric {
	name, isName := x.(string)
	if isName {
		if full := byShapes(strings.ToLower(name), t, p); full != "" {
			return newWrapper(st, Resolve(st, KindMetric, full), name)
		}
		c := FindFunction(KindMetric, name)
		switch {
		case c == nil && st.Custom[name] == nil:
			tensor.Throw(tensor.Errorf("TypeError", "'str' object is not callable").WithHint("there is no metric named '%s'; %s", name, metricAdvice(name)))
		case c != nil && c.Name != name && !contains(c.Aliases, name):
			return newWrapper(st, c.Make(st, nil), name)
		}
	}
	if c, ok := x.(*Class); ok {
		e := tensor.Errorf("TypeError", "'property' object is not iterable")
		tensor.Throw(e.WithHint("%s is a class: %s() makes a metric of it", c.Name, c.Name))
	}
	switch obj := Resolve(st, KindMetric, x).(type) {
	case nil:
		return nil
	case Metric:
		return obj
	case Loss:
		return newWrapper(st, obj, obj.LossCore().Label)
	case Callable:
		return newWrapper(st, obj, obj.FuncName())
	}
	tensor.Throwf("ValueError", "Could not interpret metric identifier: %s", st.Show(x))
	return nil
}

func metricAdvice(name string) string {
	if near := nearestName(KindMetric, name); near != "" {
		return "did you mean '" + near + "'?"
	}
	return "keras.metrics has them all"
}

// byShapes is the function that "accuracy" or "crossentropy" means for targets
// and predictions of these shapes, "" for another name.
func byShapes(name string, t, p *tensor.Tensor) string {
	kind := ""
	switch name {
	case "accuracy", "acc":
		kind = "accuracy"
	case "crossentropy", "ce":
		kind = "crossentropy"
	default:
		return ""
	}
	last := func(x *tensor.Tensor) int {
		if x == nil || x.Rank() == 0 {
			return 0
		}
		return x.Dim(-1)
	}
	switch {
	case last(p) == 1:
		return "binary_" + kind
	case t != nil && (t.Rank() < p.Rank() || last(t) == 1 && last(p) > 1):
		return "sparse_categorical_" + kind
	}
	return "categorical_" + kind
}

// rename makes the names unique: OUTPUT_METRIC with several outputs, weighted_
// where a weighted metric meets a plain one.
func (m *outputMetrics) rename() {
	seen := map[string]bool{}
	several := len(m.names) > 1
	for i, out := range m.names {
		for _, k := range m.at(m.plain, i) {
			b := k.MetricCore()
			if several {
				b.Label = out + "_" + b.Label
			}
			if seen[b.Label] {
				tensor.Throwf("ValueError", "Found two metrics with the same name: %s. All the metrics added to the model need to have unique names.", b.Label)
			}
			seen[b.Label] = true
		}
		for _, k := range m.at(m.counted, i) {
			b := k.MetricCore()
			switch {
			case several && seen[out+"_"+b.Label]:
				b.Label = out + "_weighted_" + b.Label
			case several:
				b.Label = out + "_" + b.Label
			case seen[b.Label]:
				b.Label = "weighted_" + b.Label
			}
			if seen[b.Label] {
				tensor.Throwf("ValueError", "Found two weighted metrics with the same name: %s.All the metrics added to the model need to have unique names.", b.Label)
			}
			seen[b.Label] = true
		}
	}
}

func (m *outputMetrics) at(by [][]Metric, i int) []Metric {
	if i < len(by) {
		return by[i]
	}
	return nil
}

// metrics is the metrics in the order of logs: by output, plain ones first.
func (m *outputMetrics) metrics() []Metric {
	if !m.built {
		return nil
	}
	var out []Metric
	for i := range m.plain {
		out = append(out, m.plain[i]...)
		out = append(out, m.counted[i]...)
	}
	return out
}

// feedFrom prepares for batches of a source.
func (m *outputMetrics) feedFrom(src Source) { _, m.unshaped = src.(Unshaped) }

func (m *outputMetrics) update(c *Context, names []string, yTrue, yPred, weight Value) {
	if m.names != nil {
		names = m.names
	}
	if names == nil {
		names = pseudoNames(yPred, "output_")
	}
	targets := targetsOf(yPred, names, yTrue)
	if !m.built {
		build := func() { m.build(c, names, yPred, targets) }
		if m.eager {
			build()
		} else {
			c.State.InGraph(build)
		}
	}
	if yTrue == nil {
		return
	}
	weights := targetsOf(yPred, names, weight)
	for i, p := range Leaves(yPred) {
		if targets[i] == nil || len(m.plain[i]) == 0 && len(m.counted[i]) == 0 {
			continue
		}
		t, w := matchTarget(c, targets[i], p, weights[i])
		mask := MaskOf(p)
		w = ApplyMask(c, p, w, mask)
		for _, k := range m.plain[i] {
			k.MetricCore().CheckArgs(c)
			k.Update(c, t, p, orNone(mask))
		}
		for _, k := range m.counted[i] {
			k.MetricCore().CheckArgs(c)
			k.Update(c, t, p, orNone(w))
		}
	}
}
