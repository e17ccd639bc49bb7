package keras

import (
	"kerash/interp/object"
	"kerash/model/activations"
	"kerash/tensor"
)

// graphActivations are the functions of keras.activations that are one function
// of tensorflow with the same arguments.
var graphActivations = map[string]string{
	"exponential": "exp", "gelu": "nn.gelu", "selu": "nn.selu", "sigmoid": "sigmoid", "softplus": "math.softplus", "softsign": "nn.softsign",
	"swish": "nn.silu", "tanh": "tanh", "leaky_relu": "nn.leaky_relu", "log_softmax": "nn.log_softmax", "relu6": "nn.relu6",
}

// activationOnGraph computes an activation of a symbolic tensor.
func activationOnGraph(th *object.Thread, f *activations.Function, a *object.Bound) object.Value {
	g, x := graphCall{th}, a.At(0)
	switch f.Name {
	case "linear":
		return x
	case "softmax":
		if n := object.NativeOf(x).(*tensor.Tensor).Rank(); n < 2 {
			tensor.Throwf("ValueError", "Cannot apply softmax to a tensor that is 1D. Received input: %s", object.Must(object.Str(th, x)))
		}
		return g.tf("nn.softmax", x, a.Value("axis"))
	case "relu":
		return g.relu(x, a)
	case "elu":
		y := g.tf("nn.elu", x)
		alpha := a.Value("alpha")
		if object.Must(object.AsFloat(th, alpha)) == 1 {
			return y
		}
		positive := g.op(object.Gt, x, 0)
		return g.tf("where", positive, y, g.op(object.Mul, alpha, y))
	case "hard_sigmoid":
		x = g.tf("add", g.op(object.Mul, g.number(x, 0.2), x), g.number(x, 0.5))
		return g.tf("clip_by_value", x, 0.0, 1.0)
	case "mish":
		return g.op(object.Mul, x, g.tf("tanh", g.tf("math.softplus", x)))
	}
	args := object.Pos(x)
	for i, p := range f.Params {
		args = args.With(p.Name, a.At(i+1))
	}
	return callTF(th, graphActivations[f.Name], args)
}

// relu picks the functions by the slope below the threshold, the limit and the
// threshold.
func (g graphCall) relu(x object.Value, a *object.Bound) object.Value {
	alpha, threshold := object.Must(object.AsFloat(g.th, a.Value("alpha"))), object.Must(object.AsFloat(g.th, a.Value("threshold")))
	limited := a.Has("max_value")
	if alpha != 0 && !limited && threshold == 0 {
		return g.tf("nn.leaky_relu", x, a.Value("alpha"))
	}
	var below object.Value
	if alpha != 0 {
		if threshold != 0 {
			below = g.tf("nn.relu", g.op(object.Add, g.tf("negative", x), threshold))
		} else {
			below = g.tf("nn.relu", g.tf("negative", x))
		}
	}
	clip := limited
	switch {
	case threshold != 0:
		x = g.op(object.Mul, x, g.tf("cast", g.tf("greater", x, threshold), dtypeOf(x).String()))
	case limited && object.Must(object.AsFloat(g.th, a.Value("max_value"))) == 6:
		x, clip = g.tf("nn.relu6", x), false
	default:
		x = g.tf("nn.relu", x)
	}
	if clip {
		limit := object.Must(object.AsFloat(g.th, a.Value("max_value")))
		x = g.tf("clip_by_value", x, g.number(x, 0), g.number(x, limit))
	}
	if alpha != 0 {
		x = g.op(object.Sub, x, g.op(object.Mul, g.number(x, alpha), below))
	}
	return x
}
