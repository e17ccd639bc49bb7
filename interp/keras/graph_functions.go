package keras

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// graphCall computes functions of Keras on symbolic tensors. They are made of
// functions of tensorflow, each of which becomes a layer of the functional
// graph.
type graphCall struct{ th *object.Thread }

// tf calls a function of tensorflow.
func (g graphCall) tf(name string, args ...object.Value) object.Value {
	return callTF(g.th, name, object.Pos(args...))
}

// op is a op b.
func (g graphCall) op(op object.Op, a, b object.Value) object.Value {
	return object.Must(object.BinaryOp(g.th, op, a, b))
}

func (g graphCall) mean(x, axis object.Value) object.Value {
	return g.tf("math.reduce_mean", x, axis, false)
}

func (g graphCall) epsilon() float64 { return binding.State(g.th).Epsilon }

func (g graphCall) floatX() object.Value { return binding.State(g.th).FloatX.String() }

// number is v as a tensor of x's dtype.
func (g graphCall) number(x object.Value, v float64) object.Value {
	return tensor.Full(dtypeOf(x), v)
}

func dtypeOf(x object.Value) tensor.DType {
	if t, ok := object.NativeOf(x).(*tensor.Tensor); ok {
		return t.DType()
	}
	return tensor.Float32
}

// targets converts the arguments of most losses: predictions as a tensor,
// targets to their dtype.
func (g graphCall) targets(yTrue, yPred object.Value) (t, p object.Value) {
	p = g.tf("convert_to_tensor", yPred)
	return g.tf("cast", yTrue, dtypeOf(p).String()), p
}

// dispatched declares a function that, used on symbolic tensors, becomes one
// layer as a whole.
func dispatched(symbol string, m object.Member) object.Member {
	fn := m.Value.(*object.Builtin)
	outer := object.RawFunc(fn.Sig, fn.Doc, nil)
	outer.Raw = func(th *object.Thread, args object.Args) (object.Value, error) {
		if binding.HasKeras(args) {
			return binding.ApplyToGraph(th, symbol, fn, args), nil
		}
		return fn.Invoke(th, args)
	}
	return object.Member{Name: m.Name, Value: outer}
}

// FunctionNamed finds a function of Keras by the name that layers of functions
// have in saved models, nil when there is none.
func FunctionNamed(symbol string) *object.Builtin {
	if name, ok := strings.CutPrefix(symbol, "keras.metrics."); ok {
		for _, k := range []model.Kind{model.KindLoss, model.KindMetric} {
			for _, m := range functionMembers(k) {
				if m.Name == name {
					return m.Value.(*object.Builtin)
				}
			}
		}
		return nil
	}
	if name, ok := strings.CutPrefix(symbol, "keras.backend."); ok {
		for _, m := range append(backendNN(), backendShapes()...) {
			if fn, ok := m.Value.(*object.Builtin); ok && m.Name == name {
				return fn
			}
		}
	}
	return nil
}
