// Package metrics declares keras.metrics. State is kept in variables and
// changed by ops, so that metrics run eagerly and in traced steps alike.
package metrics

import (
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// declare adds a metric. An empty label stands for a name made of the class's;
// functions are the names of its function form.
func declare(c *model.Class, label string, functions ...string) *model.Class {
	c.Kind, c.Functions = model.KindMetric, functions
	if label != "" {
		c.Defaults = map[string]string{"name": "'" + label + "'"}
	}
	return model.Declare(c)
}

// full is a scalar of x's dtype.
func full(x *tensor.Tensor, v float64) *tensor.Tensor { return tensor.Full(x.DType(), v) }

// share is part / (part + rest), 0 where there is neither.
func share(c *model.Context, part, rest *tensor.Variable) *tensor.Tensor {
	p := c.Read(part)
	return c.DivNoNan(p, c.Add(p, c.Read(rest)))
}

// first is the only element of a result for one threshold, or the result.
func first(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if x.Dim(0) == 1 {
		return c.StridedSlice(x, []tensor.Slice{tensor.At(0)})
	}
	return x
}

// throwf raises Keras' ValueError.
func throwf(format string, args ...any) { tensor.Throwf("ValueError", format, args...) }

// order puts keys of a config first.
func order(m *model.Map, keys ...string) {
	for _, k := range m.Keys {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	m.Keys = keys
}
