package model

import (
	"fmt"
	"strings"

	"kerash/tensor"
)

// CurrentRate is the learning rate of the running step in a dtype.
func (o *OptimizerBase) CurrentRate(c *Context, dt tensor.DType) *tensor.Tensor {
	return c.Cast(c.Read(o.rate), dt)
}

// ApplyGradients does a step: variables are changed by their gradients; nil
// gradients are left out with a warning. It throws ValueError when all are nil.
func ApplyGradients(c *Context, o Optimizer, grads []*tensor.Tensor, vars []*tensor.Variable) {
	if s, ok := o.(LossScaler); ok {
		if len(s.ScaleState()) > 0 {
			defer c.State.step.branch()()
		}
		s.ApplyScaled(c, grads, vars)
		return
	}
	b := o.OptimizerCore()
	tensor.Check(b.unfit)
	if b.unrated {
		class := strings.TrimSuffix(c.State.ShowType(o), "'>")
		tensor.Throw(tensor.Errorf("AttributeError", "'%s' object has no attribute '_learning_rate'", class[strings.LastIndexAny(class, ".'")+1:]).WithHint("set self._learning_rate = self._build_learning_rate(rate) in __init__"))
	}
	b.setRate(c)
	if len(grads) == 0 {
		return
	}
	b.applying = true
	if b.legacy && !b.built {
		b.nameHypers()
	}
	BuildOptimizer(c, o, vars)
	b.applying = false
	grads, vars = b.present(c.State, grads, vars)
	grads = transformed(c, b.Aggregate, grads, vars)
	grads = transformed(c, b.Transform, b.clip(c, grads), vars)
	if b.WeightDecay != nil {
		for _, v := range vars {
			if b.decays(v) {
				c.Decay(v, *b.WeightDecay, b.CurrentRate(c, v.DType()))
			}
		}
	}
	for i, v := range vars {
		b.IndexOf(v)
		if !tensor.SameShape(grads[i].Shape(), v.Shape()) {
			checkGradient(o, grads[i].Shape(), v)
			grads[i] = c.BroadcastTo(grads[i], v.Shape())
		}
		o.Step(c, grads[i], v)
	}
	b.averageWeights(c, vars)
	c.AssignAdd(b.iterations, tensor.ConstScalar(int64(1)))
	c.State.step.applies(b, grads, vars)
	for _, v := range vars {
		if v.Constraint != nil {
			c.Assign(v, v.Constraint(c.Scope, c.Read(v)))
		}
	}
}

// FirstUse is implemented by optimizers whose first op on a gradient is not the
// one that updates a slot in place.
type FirstUse interface {
	// FirstUse is the op in which a gradient meets a slot or the variable, and
	// whether the gradient is its second input.
	FirstUse() (op string, second bool)
}

// SlotAssigner is implemented by optimizers that first assign to a slot what a
// gradient makes of it, instead of adding to it.
type SlotAssigner interface {
	// AssignedSlot is the name of that slot.
	AssignedSlot() string
}

// OpApplier is implemented by optimizers that leave a whole step to one op of
// TensorFlow.
type OpApplier interface {
	// ApplyOp is that op, "" for none, and what it calls the gradient.
	ApplyOp() (op, gradient string)
}

// checkGradient throws what TensorFlow's op throws that first gets a gradient of
// a shape that cannot be spread over the variable's.
func checkGradient(o Optimizer, grad []int, v *tensor.Variable) {
	b := o.OptimizerCore()
	if r, ok := o.(OpApplier); ok {
		if op, name := r.ApplyOp(); op != "" {
			tensor.ThrowRun(op, "var and %s do not have the same shape%s %s", name, brackets(v.Shape()), brackets(grad))
		}
	}
	add := func(shape []int) {
		tensor.ThrowRun("AssignAddVariableOp", "Cannot update variable with shape %s using a Tensor with shape %s, shapes must be equal.", brackets(v.Shape()), brackets(shape))
	}
	u, ok := o.(FirstUse)
	if !ok {
		add(grad)
	}
	shape, fit := tensor.BroadcastShapes(grad, v.Shape())
	switch {
	case fit && tensor.SameShape(shape, v.Shape()):
		return
	case !fit:
		op, second := u.FirstUse()
		x, y := grad, v.Shape()
		if second {
			x, y = y, x
		}
		tensor.ThrowRun(op, "Incompatible shapes: %s vs. %s", brackets(x), brackets(y))
	}
	if s, ok := o.(SlotAssigner); ok {
		tensor.Throwf("ValueError", "Cannot assign value to variable ' %s/%s/%s': Shape mismatch.The variable shape %s, and the assigned value shape %s are incompatible.",
			b.Label, s.AssignedSlot(), fullName(v), tensor.ShapeString(v.Shape()), tensor.ShapeString(shape))
	}
	add(shape)
}

func brackets(shape []int) string { return strings.ReplaceAll(fmt.Sprint(shape), " ", ",") }

// fullName is a variable's name with the number that TensorFlow gives it.
func fullName(v *tensor.Variable) string {
	if strings.HasSuffix(v.Name, ":0") {
		return v.Name
	}
	return v.Name + ":0"
}

// setRate computes the learning rate of the step that begins.
func (b *OptimizerBase) setRate(c *Context) {
	switch {
	case b.schedule != nil:
		c.Assign(b.rate, c.Cast(b.schedule.At(c, c.Read(b.iterations)), b.rate.DType()))
	case b.rateFn != nil:
		c.Assign(b.rate, AsTensor(b.rateFn.CallValue(c), b.rate.DType()))
	}
}

// present drops the variables without gradients.
func (b *OptimizerBase) present(st *State, grads []*tensor.Tensor, vars []*tensor.Variable) ([]*tensor.Tensor, []*tensor.Variable) {
	var gs []*tensor.Tensor
	var vs []*tensor.Variable
	var missing []string
	for i, g := range grads {
		if g == nil {
			missing = append(missing, fullName(vars[i]))
			continue
		}
		gs, vs = append(gs, g), append(vs, vars[i])
	}
	if len(gs) == 0 {
		var names, pairs []string
		for _, v := range vars {
			names = append(names, "'"+fullName(v)+"'")
			pairs = append(pairs, fmt.Sprintf("(None, %s)", v.Repr(tensor.DefaultPrintOptions())))
		}
		tensor.Throwf("ValueError", "No gradients provided for any variable: (%s,). Provided `grads_and_vars` is %s.", "["+strings.Join(names, ", ")+"]", pythonTuple(pairs))
	}
	if len(missing) > 0 {
		st.Warnf("WARNING:tensorflow", "Gradients do not exist for variables %s when minimizing the loss. If you're using `model.compile()`, did you forget to provide a `loss` argument?", stringList(missing))
	}
	return gs, vs
}

// transformed is the gradients that functions of the user's give for pairs of
// gradients and variables.
func transformed(c *Context, fs []Callable, grads []*tensor.Tensor, vars []*tensor.Variable) []*tensor.Tensor {
	for _, f := range fs {
		pairs := make([]any, len(grads))
		for i, g := range grads {
			pairs[i] = Tup{g, vars[i]}
		}
		out := Items(f.CallValue(c, pairs))
		if len(out) != len(pairs) {
			tensor.Throwf("ValueError", "%s has to give a list of as many pairs as it is given: %d, not %d", f.FuncName(), len(pairs), len(out))
		}
		next := make([]*tensor.Tensor, len(out))
		for i, pair := range out {
			if items := Items(pair); len(items) > 0 {
				next[i] = One(items[0])
			}
		}
		grads = next
	}
	return grads
}

func pythonTuple(items []string) string {
	if len(items) == 1 {
		return "(" + items[0] + ",)"
	}
	return "(" + strings.Join(items, ", ") + ")"
}

func (b *OptimizerBase) clip(c *Context, grads []*tensor.Tensor) []*tensor.Tensor {
	if b.legacy && b.ClipValue != nil && (b.ClipNorm != nil || b.GlobalClipNorm != nil) {
		first, then := *b, *b // one after the other
		first.ClipNorm, first.GlobalClipNorm, then.ClipValue = nil, nil, nil
		return then.clip(c, first.clip(c, grads))
	}
	out := make([]*tensor.Tensor, len(grads))
	switch {
	case b.ClipNorm != nil && *b.ClipNorm > 0:
		for i, g := range grads {
			out[i] = g.MapRows(c.Scope, func(g *tensor.Tensor) *tensor.Tensor {
				return c.ClipByNorm(g, tensor.Full(g.DType(), *b.ClipNorm), nil)
			})
		}
	case b.GlobalClipNorm != nil && *b.GlobalClipNorm > 0:
		clipGlobal(c, grads, *b.GlobalClipNorm, out)
	case b.ClipValue != nil && *b.ClipValue > 0:
		for i, g := range grads {
			out[i] = g.MapRows(c.Scope, func(g *tensor.Tensor) *tensor.Tensor { return c.Clip(g, -*b.ClipValue, *b.ClipValue) })
		}
	default:
		return grads
	}
	return out
}

// clipGlobal scales all gradients so that their norm together is at most limit.
func clipGlobal(c *Context, grads []*tensor.Tensor, limit float64, out []*tensor.Tensor) {
	values := make([]*tensor.Tensor, len(grads))
	for i, g := range grads {
		values[i] = g.RowValues()
	}
	norm := c.GlobalNorm(values)
	one, top := tensor.Full(norm.DType(), 1), tensor.Full(norm.DType(), limit)
	scale := c.Mul(top, c.Minimum(c.Div(one, norm), c.Div(one, top)))
	scale = c.Add(scale, c.Sub(norm, norm)) // an infinite norm makes NaN
	for i, g := range grads {
		out[i] = g.MapRows(c.Scope, func(g *tensor.Tensor) *tensor.Tensor { return c.Mul(g, c.Cast(scale, g.DType())) })
	}
}

// averageWeights moves the averages of the weights and, every so many steps,
// puts them in the weights' place.
func (b *OptimizerBase) averageWeights(c *Context, vars []*tensor.Variable) {
	if !b.UseEMA {
		return
	}
	for _, v := range vars {
		c.Average(b.average[b.IndexOf(v)], b.EMAMomentum, c.Read(v))
	}
	if b.EMAOverwrite == nil {
		return
	}
	one := tensor.ConstScalar(int64(1))
	every := tensor.ConstScalar(int64(*b.EMAOverwrite))
	now := c.Equal(c.FloorMod(c.Add(c.Read(b.iterations), one), every), tensor.ConstScalar(int64(0)))
	for _, v := range vars {
		c.Assign(v, c.Select(now, c.Read(b.average[b.IndexOf(v)]), c.Read(v)))
	}
}

// Finalize puts the averages in the place of the weights at the end of
// training.
func (b *OptimizerBase) Finalize(c *Context, vars []*tensor.Variable) {
	if b.UseEMA && b.built {
		for _, v := range vars {
			c.Assign(v, c.Read(b.average[b.IndexOf(v)]))
		}
	}
}
