package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// graphGradientDecls are the gradients of a graph, which only a function that is
// traced has.
func graphGradientDecls() []decl {
	return []decl{
		{names: "gradients", sig: "gradients_v2(ys, xs, grad_ys=None, name='gradients', gate_gradients=False, aggregation_method=None, stop_gradients=None, unconnected_gradients=<UnconnectedGradients.NONE>)", doc: "The gradient of the sum of ys with respect to each of xs, in a function that tf.function traces. Refuses to work on eager tensors, as in TensorFlow: tf.GradientTape differentiates these.", raw: true, plain: true, fn: graphGradients},
		{names: "hessians", sig: "HessiansV2(ys, xs, gate_gradients=False, aggregation_method=None, name='hessians')", doc: "The second derivatives of the sum of ys with respect to the elements of each of xs, in a function that tf.function traces. Refuses to work on eager tensors, as in TensorFlow.", raw: true, plain: true, fn: hessians},
	}
}

// needTrace throws where no graph is being made.
func (c *call) needTrace() {
	if !c.s.Tracing() {
		object.Throw(object.RuntimeErrorf("tf.gradients is not supported when eager execution is enabled. Use tf.GradientTape instead."))
	}
}

// tensorsOf are the leaves of an argument as tensors, nil for None.
func (c *call) tensorsOf(name string) []*tensor.Tensor {
	var out []*tensor.Tensor
	for _, v := range flatten(c.th, c.Value(name)) {
		if v == nil {
			out = append(out, nil)
			continue
		}
		out = append(out, binding.ToTensor(c.th, v, tensor.Invalid))
	}
	return out
}

func graphGradients(c *call) object.Value {
	c.needTrace()
	targets, src := c.tensorsOf("ys"), sourcesOf(c.th, c.Value("xs"))
	var seeds, stop []*tensor.Tensor
	if c.Has("grad_ys") {
		seeds = c.tensorsOf("grad_ys")
	}
	if c.Has("stop_gradients") {
		stop = c.tensorsOf("stop_gradients")
	}
	zero := enumName(c.Value("unconnected_gradients")) == "zero"
	grads := src.gradients(c.s, c.s.GraphTape(src.tensors, src.vars, stop), targets, seeds)
	return object.NewList(src.values(grads, zero)...)
}

// hessians differentiates each element of the gradient once more.
func hessians(c *call) object.Value {
	c.needTrace()
	targets, src := c.tensorsOf("ys"), sourcesOf(c.th, c.Value("xs"))
	out := &object.List{}
	for i, d := range src.dense(c.s, c.s.GraphTape(src.tensors, src.vars, nil), targets, nil) {
		if d == nil {
			object.Throw(object.ValueErrorf("Tried to convert 'tensor' to a tensor and failed. Error: None values not supported."))
		}
		shape := src.zeros(i).Shape()
		n := tensor.NumElements(shape)
		rows := make([]*tensor.Tensor, n)
		flat := c.s.Reshape(d, []int{n})
		for k, y := range c.s.Unstack(flat, 0) {
			one := sourcesOf(c.th, src.leaves[i])
			rows[k] = one.dense(c.s, c.s.GraphTape(one.tensors, one.vars, nil), []*tensor.Tensor{y}, nil)[0]
			if rows[k] == nil {
				rows[k] = src.zeros(i)
			}
		}
		out.Elems = append(out.Elems, c.s.Reshape(c.s.Stack(rows, 0), append(append([]int{}, shape...), shape...)))
	}
	return out
}
