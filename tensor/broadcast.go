package tensor

// BroadcastShapes is the shape that two shapes give by NumPy's rules; an axis
// of -1 (not known) goes with anything. ok is false when they do not fit. The
// result may be one of the shapes themselves; do not modify it.
func BroadcastShapes(a, b []int) (shape []int, ok bool) {
	if SameShape(a, b) || len(b) == 0 {
		return a, true
	}
	if len(a) == 0 {
		return b, true
	}
	n := max(len(a), len(b))
	shape = make([]int, n)
	for i := range shape {
		da, db := 1, 1
		if j := i - (n - len(a)); j >= 0 {
			da = a[j]
		}
		if j := i - (n - len(b)); j >= 0 {
			db = b[j]
		}
		switch {
		case da == db:
			shape[i] = da
		case da == 1:
			shape[i] = db
		case db == 1:
			shape[i] = da
		case da == -1:
			shape[i] = db
		case db == -1:
			shape[i] = da
		default:
			return nil, false
		}
	}
	return shape, true
}

// inferBroadcast is the output spec of an elementwise op on two inputs of one
// dtype.
func inferBroadcast(c *Call) Spec {
	a, b := c.In[0], c.In[1]
	if a.DType != b.DType { // of an op that TensorFlow has not
		throwMismatch(c.Op.Name, 1, a.DType, b.DType)
	}
	shape, ok := BroadcastShapes(a.Shape, b.Shape)
	if !ok {
		throwRun(c.Op.Name, "Incompatible shapes: %s vs. %s", shapeBrackets(a.Shape), shapeBrackets(b.Shape))
	}
	return Spec{a.DType, shape}
}

// UnbroadcastLike sums a gradient over the axes along which the input like was
// broadcast, so that it gets like's shape.
func (s *Scope) UnbroadcastLike(g, like *Tensor) *Tensor {
	shape := like.Shape()
	if SameShape(g.Shape(), shape) {
		return g
	}
	lead := g.Rank() - len(shape)
	var axes []int
	for i := 0; i < g.Rank(); i++ {
		if i < lead || shape[i-lead] == 1 && g.Shape()[i] != 1 {
			axes = append(axes, i)
		}
	}
	if len(axes) > 0 {
		g = s.Sum(g, axes, true)
	}
	return s.ReshapeLike(g, like)
}
