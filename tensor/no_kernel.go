package tensor

// noKernelAttr is what an op of TensorFlow says that has no kernel for what it
// is asked to do.
type noKernelAttr struct{ op, class, msg, node string }

// opNoKernel stands where TensorFlow has an op without a kernel: graphs of it
// can be built, but not run.
var opNoKernel = &Op{
	Name:  "NoKernel",
	Infer: func(c *Call) []Spec { return []Spec{c.In[0]} },
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*noKernelAttr)
		Throwf(a.class, "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s] name: %s", a.op, a.msg, a.op, a.node)
	},
	Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor { return []*Tensor{gout[0]} },
}

// NoKernel is x in a graph; with values it throws an error of a class, as
// TensorFlow words one of its op of some name. node is the name that was given
// to the op, if any.
func (s *Scope) NoKernel(x *Tensor, op, class, msg, node string) *Tensor {
	return s.Apply1(opNoKernel, &noKernelAttr{op, class, msg, node}, x)
}
