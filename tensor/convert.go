package tensor

var opCast, opBitcast *Op

func init() {
	opCast = &Op{
		Name:        "Cast",
		Elementwise: true,
		Infer: func(c *Call) []Spec {
			to := c.Attr.(DType)
			if (to == String) != (c.In[0].DType == String) {
				Throwf("UnimplementedError", "{{function_node __wrapped__Cast_device_/job:localhost/replica:0/task:0/device:CPU:0}} Cast %s to %s is not supported [Op:Cast] name: ", c.In[0].DType.RuntimeName(), to.RuntimeName())
			}
			return c.result(Spec{to, c.In[0].Shape})
		},
		Eval: func(c *Call, in, out []*Array) { castInto(out[0], in[0]) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			if !differentiable(out[0].DType()) {
				return nil
			}
			return []*Tensor{s.Cast(gout[0], in[0].DType())}
		},
		Hint: func(c *Call, in []*Tensor) []int { return in[0].Hint() },
	}
}

// Cast converts the elements of x; floats to integers truncate. x itself comes
// back when it has the dtype already.
func (s *Scope) Cast(x *Tensor, dt DType) *Tensor {
	if x.DType() == dt {
		return x
	}
	return s.Apply1(opCast, dt, x)
}
