package tensor

// argAttr is the attribute of ArgMax and ArgMin.
type argAttr struct {
	axis int
	out  DType
}

var opArgMax, opArgMin *Op

func init() {
	opArgMax = argExtreme("ArgMax", true)
	opArgMin = argExtreme("ArgMin", false)
}

func argExtreme(name string, largest bool) *Op {
	return &Op{
		Name: name,
		Infer: func(c *Call) []Spec {
			a, in := c.Attr.(*argAttr), c.In[0]
			if in.Shape[a.axis] == 0 {
				throwRun(name, "Reduction axis %d is empty in shape %s", a.axis, shapeBrackets(in.Shape))
			}
			return []Spec{{a.out, reducedShape(in.Shape, []int{a.axis}, false)}}
		},
		Eval: func(c *Call, in, out []*Array) {
			x, a := in[0], c.Attr.(*argAttr)
			switch x.buf.(type) {
			case []float32:
				argLines[float32](x, out[0], a.axis, largest)
			case []float64:
				argLines[float64](x, out[0], a.axis, largest)
			case []int32:
				argLines[int32](x, out[0], a.axis, largest)
			case []uint64:
				argLines[uint64](x, out[0], a.axis, largest)
			default:
				argLines[int64](x.Cast(Int64), out[0], a.axis, largest)
			}
		},
	}
}

// argLines finds the first extreme of every line along the axis; NaN counts as
// less extreme than anything.
func argLines[T Number](x, y *Array, axis int, largest bool) {
	d := Data[T](x)
	n, inner := x.shape[axis], NumElements(x.shape[axis+1:])
	for r := range y.Size() {
		at := r/max(inner, 1)*n*inner + r%max(inner, 1)
		best, where := d[at], 0
		for i := 1; i < n; i++ {
			v := d[at+i*inner]
			if largest && v > best || !largest && v < best || best != best && v == v {
				best, where = v, i
			}
		}
		y.setInt(r, int64(where))
	}
}

func (s *Scope) argExtreme(op *Op, x *Tensor, axis int, out DType) *Tensor {
	r := x.Rank()
	if axis < -r || axis >= r {
		throwRun(op.Name, "Expected dimension in the range [%d, %d), but got %d", -r, r, axis)
	}
	return s.Apply1(op, &argAttr{normalAxis(axis, r), out}, x)
}

// ArgMax is the position of the first largest element along an axis.
func (s *Scope) ArgMax(x *Tensor, axis int, out DType) *Tensor {
	return s.argExtreme(opArgMax, x, axis, out)
}

// ArgMin is the position of the first smallest element along an axis.
func (s *Scope) ArgMin(x *Tensor, axis int, out DType) *Tensor {
	return s.argExtreme(opArgMin, x, axis, out)
}
