package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// lossOnGraph computes a function of keras.losses on symbolic tensors. params
// are the loss's own arguments by name.
type lossOnGraph func(g graphCall, yTrue, yPred object.Value, params map[string]object.Value) object.Value

// graphLosses are the losses that come apart into functions of tensorflow, by
// the names of their functions; others become one layer each.
func graphLosses() map[string]lossOnGraph {
	return map[string]lossOnGraph{
		"mean_squared_error": func(g graphCall, t, p object.Value, _ map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			return g.mean(g.tf("math.squared_difference", p, t), -1)
		},
		"mean_absolute_error": func(g graphCall, t, p object.Value, _ map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			return g.mean(g.tf("abs", g.op(object.Sub, p, t)), -1)
		},
		"mean_absolute_percentage_error": func(g graphCall, t, p object.Value, _ map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			diff := g.op(object.Sub, t, p)
			diff = g.tf("abs", g.op(object.Div, diff, g.tf("maximum", g.tf("abs", t), g.epsilon())))
			return g.op(object.Mul, 100.0, g.mean(diff, -1))
		},
		"mean_squared_logarithmic_error": func(g graphCall, t, p object.Value, _ map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			log := func(x object.Value) object.Value {
				return g.tf("math.log", g.op(object.Add, g.tf("maximum", x, g.epsilon()), 1.0))
			}
			first := log(p)
			return g.mean(g.tf("math.squared_difference", first, log(t)), -1)
		},
		"binary_crossentropy": func(g graphCall, t, p object.Value, params map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			t = g.smooth(t, params, func(s float64) object.Value { return g.number(t, 0.5*s) })
			return g.mean(g.backend("binary_crossentropy", object.Pos(t, p).With("from_logits", params["from_logits"])), params["axis"])
		},
		"categorical_crossentropy": func(g graphCall, t, p object.Value, params map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			t = g.smoothClasses(t, params, params["axis"])
			return g.backend("categorical_crossentropy", object.Pos(t, p).With("from_logits", params["from_logits"]).With("axis", params["axis"]))
		},
		"sparse_categorical_crossentropy": func(g graphCall, t, p object.Value, params map[string]object.Value) object.Value {
			return g.backend("sparse_categorical_crossentropy", object.Pos(t, p).With("from_logits", params["from_logits"]).
				With("ignore_class", params["ignore_class"]).With("axis", params["axis"]))
		},
		"categorical_focal_crossentropy": func(g graphCall, t, p object.Value, params map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			t = g.smoothClasses(t, params, -1)
			return g.backend("categorical_focal_crossentropy", object.Pos(t).With("output", p).With("alpha", params["alpha"]).
				With("gamma", params["gamma"]).With("from_logits", params["from_logits"]).With("axis", params["axis"]))
		},
		"binary_focal_crossentropy": binaryFocalOnGraph,
		"kl_divergence": func(g graphCall, t, p object.Value, _ map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			t = g.tf("clip_by_value", t, g.epsilon(), 1)
			p = g.tf("clip_by_value", p, g.epsilon(), 1)
			return g.tf("reduce_sum", g.op(object.Mul, t, g.tf("math.log", g.op(object.Div, t, p))), -1)
		},
		"poisson": func(g graphCall, t, p object.Value, _ map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			log := g.tf("math.log", g.op(object.Add, p, g.epsilon()))
			return g.mean(g.op(object.Sub, p, g.op(object.Mul, t, log)), -1)
		},
		"log_cosh": func(g graphCall, t, p object.Value, _ map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			x := g.op(object.Sub, p, t)
			soft := g.tf("math.softplus", g.op(object.Mul, -2.0, x))
			return g.mean(g.op(object.Sub, g.op(object.Add, x, soft), g.tf("math.log", g.number(x, 2))), -1)
		},
		"categorical_hinge": func(g graphCall, t, p object.Value, _ map[string]object.Value) object.Value {
			t, p = g.targets(t, p)
			pos := g.tf("reduce_sum", g.op(object.Mul, t, p), -1)
			neg := g.tf("reduce_max", g.op(object.Mul, g.op(object.Sub, 1.0, t), p), -1)
			return g.tf("maximum", g.op(object.Add, g.op(object.Sub, neg, pos), 1.0), g.number(p, 0))
		},
		"huber": func(g graphCall, t, p object.Value, params map[string]object.Value) object.Value {
			p, t = g.tf("cast", p, g.floatX()), g.tf("cast", t, g.floatX())
			delta := g.tf("cast", params["delta"], g.floatX())
			e := g.tf("subtract", p, t)
			size := g.tf("abs", e)
			half := g.number(size, 0.5)
			small := g.op(object.Le, size, delta)
			square := g.op(object.Mul, half, g.tf("square", e))
			linear := g.op(object.Sub, g.op(object.Mul, delta, size), g.op(object.Mul, half, g.tf("square", delta)))
			return g.mean(g.tf("where", small, square, linear), -1)
		},
		"cosine_similarity": func(g graphCall, t, p object.Value, params map[string]object.Value) object.Value {
			t, p = g.tf("linalg.l2_normalize", t, params["axis"]), g.tf("linalg.l2_normalize", p, params["axis"])
			return g.tf("negative", g.tf("reduce_sum", g.op(object.Mul, t, p), params["axis"]))
		},
	}
}

func binaryFocalOnGraph(g graphCall, t, p object.Value, params map[string]object.Value) object.Value {
	t, p = g.targets(t, p)
	t = g.smooth(t, params, func(s float64) object.Value { return g.number(t, 0.5*s) })
	if truth, _ := params["from_logits"].(bool); truth {
		p = g.tf("sigmoid", p)
	}
	away := g.op(object.Sub, 1.0, t)
	one := g.op(object.Sub, 1.0, p)
	pt := g.op(object.Add, g.op(object.Mul, t, p), g.op(object.Mul, away, one))
	factor := g.tf("pow", g.op(object.Sub, 1.0, pt), params["gamma"])
	loss := g.op(object.Mul, factor, g.backend("binary_crossentropy", object.Pos(t).With("output", p).With("from_logits", false)))
	if balance, _ := params["apply_class_balancing"].(bool); balance {
		alpha := params["alpha"]
		weight := g.op(object.Add, g.op(object.Mul, t, alpha), g.op(object.Mul, g.op(object.Sub, 1.0, t), g.op(object.Sub, 1.0, alpha)))
		loss = g.op(object.Mul, weight, loss)
	}
	return g.mean(loss, params["axis"])
}

// smooth moves the targets towards a middle by label_smoothing.
func (g graphCall) smooth(t object.Value, params map[string]object.Value, middle func(s float64) object.Value) object.Value {
	s := object.Must(object.AsFloat(g.th, params["label_smoothing"]))
	if s == 0 {
		return t
	}
	kept := g.op(object.Mul, t, g.number(t, 1-s))
	return g.op(object.Add, kept, middle(s))
}

// smoothClasses is smooth for distributions over the classes along an axis.
func (g graphCall) smoothClasses(t object.Value, params map[string]object.Value, axis object.Value) object.Value {
	return g.smooth(t, params, func(s float64) object.Value {
		shape := g.tf("shape", t)
		n := g.tf("cast", object.Must(object.Index(g.th, shape, axis)), dtypeOf(t).String())
		return g.op(object.Div, g.number(t, s), n)
	})
}

// backend calls a function of keras.backend.
func (g graphCall) backend(name string, args object.Args) object.Value {
	return object.Must(FunctionNamed("keras.backend."+name).Invoke(g.th, args))
}

// lossFunctionOnGraph calls the function form of a loss or metric with symbolic
// tensors among the arguments.
func lossFunctionOnGraph(th *object.Thread, c *model.Class, a *object.Bound, args object.Args) object.Value {
	name := c.Functions[0]
	f, ok := graphLosses()[name]
	if !ok || c.Kind != model.KindLoss {
		return binding.ApplyToGraph(th, "keras.metrics."+name, functionForm(c), args)
	}
	params := map[string]object.Value{}
	for i, p := range c.FunctionParams() {
		params[p.Name] = a.At(i + 2)
	}
	return f(graphCall{th}, a.At(0), a.At(1), params)
}

// lossOnGraphReduced is loss(y_true, y_pred, sample_weight) on symbolic
// tensors.
func lossOnGraphReduced(th *object.Thread, l model.Loss, a *object.Bound) object.Value {
	g := graphCall{th}
	losses := g.lossValues(l, a)
	if a.Has("sample_weight") {
		losses = g.tf("multiply", losses, g.tf("cast", a.At(2), dtypeOf(losses).String()))
	} else {
		losses = g.tf("multiply", losses, g.number(losses, 1))
	}
	switch l.LossCore().Reduction {
	case "none":
		return losses
	case "sum":
		return g.tf("reduce_sum", losses)
	}
	sum := g.tf("reduce_sum", losses)
	n := g.tf("cast", g.tf("size", losses), dtypeOf(losses).String())
	return g.tf("math.divide_no_nan", g.tf("reduce_sum", sum), n)
}

// lossValues is the loss of each sample.
func (g graphCall) lossValues(l model.Loss, a *object.Bound) object.Value {
	if u, ok := l.(*userLoss); ok {
		if f, ok := u.method("call"); ok {
			return object.Must(object.Call(g.th, f, object.Pos(a.At(0), a.At(1))))
		}
		l = u.Loss
	}
	c := model.ClassOf(l)
	params := map[string]object.Value{}
	config := model.GetConfig(binding.State(g.th), l)
	for _, p := range c.FunctionParams() {
		params[p.Name] = binding.FromNeutral(config.Vals[p.Name])
	}
	if f, ok := graphLosses()[c.Functions[0]]; ok {
		return f(g, a.At(0), a.At(1), params)
	}
	args := object.Pos(a.At(0), a.At(1))
	for name, v := range params {
		args = args.With(name, v)
	}
	return binding.ApplyToGraph(g.th, "keras.metrics."+c.Functions[0], functionForm(c), args)
}
