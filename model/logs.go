package model

import (
	"slices"
	"sort"

	"kerash/tensor"
)

// stepLogs is the logs of a step: what a step of the user's gave, or the
// results of the model's metrics.
func stepLogs(c *Context, m Model, result Value) *Map {
	if result == nil {
		return metricLogs(c, m)
	}
	return plainLogs(result)
}

// metricLogs is the results of the model's metrics, by name.
func metricLogs(c *Context, m Model) *Map {
	logs := NewMap()
	for _, k := range ModelMetrics(m) {
		addResult(logs, k.MetricCore().Label, k.Result(c))
	}
	return logs
}

func addResult(logs *Map, name string, v Value) {
	switch v := v.(type) {
	case *Dict:
		for i, k := range v.Keys {
			logs.Set(k, logValue(v.Vals[i]))
		}
	case *Map:
		for _, k := range v.Keys {
			logs.Set(k, logValue(v.Vals[k]))
		}
	default:
		logs.Set(name, logValue(v))
	}
}

// plainLogs is the logs of a step of the user's with numbers instead of
// tensors.
func plainLogs(result Value) *Map {
	logs := NewMap()
	switch r := result.(type) {
	case *Map:
		addResult(logs, "", r)
	case *Dict:
		addResult(logs, "", r)
	default:
		tensor.Throwf("AttributeError", "'%s' object has no attribute 'items'", PythonType(logValue(r)))
	}
	return logs
}

// epochLogs is the logs at the end of an epoch: the metrics' results rather
// than the last step's logs, when both have the same names.
func epochLogs(c *Context, m Model, result Value) *Map {
	if result == nil {
		return metricLogs(c, m)
	}
	last, all := plainLogs(result), metricLogs(c, m)
	if len(last.Keys) != len(all.Keys) {
		return last
	}
	for _, k := range all.Keys {
		if !last.Has(k) {
			return last
		}
	}
	return all
}

// ResultsInOrder is logs as evaluate and train_on_batch return them: in the
// order of metrics_names, further ones by name; a single one by itself.
func ResultsInOrder(logs *Map, names []string) any {
	out := []any{}
	for _, n := range names {
		if logs.Has(n) {
			out = append(out, logs.Get(n))
		}
	}
	rest := slices.Clone(logs.Keys)
	sort.Strings(rest)
	for _, k := range rest {
		if !slices.Contains(names, k) {
			out = append(out, logs.Get(k))
		}
	}
	if len(out) == 1 {
		return out[0]
	}
	return out
}

// logged is logs as events show them.
func logged(logs *Map) []Logged {
	var out []Logged
	for _, k := range logs.Keys {
		if v, ok := AsFloat(logs.Vals[k]); ok {
			out = append(out, Logged{k, v})
		} else if a, ok := logs.Vals[k].(*tensor.Array); ok {
			out = append(out, Logged{k, meanOf(a)})
		}
	}
	return out
}

func meanOf(a *tensor.Array) float64 {
	sum := 0.0
	for i := range a.Size() {
		sum += a.Float(i)
	}
	return sum / float64(a.Size())
}
