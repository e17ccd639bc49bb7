// Package callbacks declares keras.callbacks, with the messages that Keras
// prints.
package callbacks

import (
	"math"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// declare adds a callback.
func declare(c *model.Class) *model.Class {
	c.Kind = model.KindCallback
	return model.Declare(c)
}

// repr is a float as Python writes it.
func repr(v float64) string { return tensor.FloatRepr(v, tensor.Float64) }

// direction says whether a metric gets better by falling or by rising.
type direction struct{ rising bool }

// worst is what every value is better than.
func (d direction) worst() float64 {
	if d.rising {
		return math.Inf(-1)
	}
	return math.Inf(1)
}

// better reports whether a is better than b by more than delta.
func (d direction) better(a, b, delta float64) bool {
	if d.rising {
		return a-delta > b
	}
	return a+delta < b
}

// directionOf reads a mode argument; auto decides for "auto" and, after a
// warning, for an unknown mode.
func directionOf(c *model.State, class, mode string, auto bool) direction {
	switch mode {
	case "min":
		return direction{false}
	case "max":
		return direction{true}
	case "auto":
	default:
		c.Warnf("WARNING:tensorflow", "%s mode %s is unknown, fallback to auto mode.", class, mode)
	}
	return direction{auto}
}

// missing warns that the logs do not have what a callback watches.
func missing(c *model.Context, what, monitor string, logs *model.Map) {
	c.State.Warnf("WARNING:tensorflow", "%s `%s` which is not available. Available metrics are: %s", what, monitor, strings.Join(logs.Keys, ","))
}

// rateOf is the learning rate of the callback's model, as logs show it.
func rateOf(b *model.CallbackBase) *tensor.Array {
	b.RequireModel("optimizer")
	return b.Model.ModelCore().Optimizer().OptimizerCore().Rate().Value().Clone()
}

// setRate changes the present learning rate. That of a schedule comes back with
// the next step, as in Keras.
func setRate(b *model.CallbackBase, rate float64) {
	b.RequireModel("optimizer")
	v := b.Model.ModelCore().Optimizer().OptimizerCore().Rate()
	v.SetValue(tensor.Scalar(rate).Cast(v.DType()))
}

// monitorOp declares the attribute with the function that tells a better value
// from a worse one.
func monitorOp(towards func(obj any) direction) []*model.Method {
	return []*model.Method{{
		Signature: "monitor_op",
		Doc:       "np.less or np.greater: tells a better value from a worse one",
		Call: func(c *model.Context, obj any, args []any) any {
			if towards(obj).rising {
				return model.UFunc("greater")
			}
			return model.UFunc("less")
		},
	}}
}
