package tensor

var opIdentity = &Op{
	Name:  "Identity",
	Alias: true,
	Infer: func(c *Call) []Spec { return c.result(c.In[0]) },
	Eval:  func(c *Call, in, out []*Array) { out[0].CopyFrom(in[0]) },
	Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return []*Tensor{gout[0]}
	},
	Hint: func(c *Call, in []*Tensor) []int { return in[0].Hint() },
}

// Identity is x as a tensor of its own (tf.identity).
func (s *Scope) Identity(x *Tensor) *Tensor { return s.Apply1(opIdentity, nil, x) }
