package tensor

// graphNamed is an attribute of an op that stands for several of TensorFlow's:
// it names the last of them.
type graphNamed interface{ graphName(c *Call) string }

// OpName is what TensorFlow calls the op that made a symbolic tensor, as it
// stands in the names of graph tensors (dense/BiasAdd:0). It is empty for a
// graph's input.
func (t *Tensor) OpName() string {
	if t.node == nil || t.node.Call == nil {
		return ""
	}
	c := t.node.Call
	if a, ok := c.Attr.(graphNamed); ok {
		return a.graphName(c)
	}
	return c.Op.Name
}

func (a *actAttr) graphName(c *Call) string { return a.act.name }

func (a *denseAttr) graphName(c *Call) string { return a.act.graphName(c, "MatMul") }

func (a *convAttr) graphName(c *Call) string {
	product := c.Op.Name
	switch {
	case a.depthwise:
		product = "depthwise"
	case len(c.In[0].Shape) == 3:
		product = "Conv1D/Squeeze"
	case len(c.In[0].Shape) == 5:
		product = "Conv3D"
	}
	return a.act.graphName(c, product)
}

// graphName is the op of the activation; without one that of the bias, the
// third input; without either the product's.
func (a Act) graphName(c *Call, product string) string {
	switch {
	case a.decl != nil:
		return a.decl.name
	case len(c.In) > 2:
		return "BiasAdd"
	}
	return product
}
