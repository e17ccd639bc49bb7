package tensor

import "kerash/tensor/internal/kernel"

// permAttr is an order of axes: axis i of the result is axis perm[i].
type permAttr struct{ perm []int }

// reverseAttr marks the axes to turn round.
type reverseAttr struct{ axes []bool }

// rollAttr are shifts per axis.
type rollAttr struct{ shifts []int }

var opTranspose, opReverse, opRoll *Op

func init() {
	opTranspose = &Op{
		Name:  "Transpose",
		Infer: inferTranspose,
		Eval:  func(c *Call, in, out []*Array) { permuteInto(out[0], in[0], c.Attr.(*permAttr).perm) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Transpose(gout[0], inversePerm(c.Attr.(*permAttr).perm))}
		},
	}
	opReverse = &Op{
		Name:  "ReverseV2",
		Infer: func(c *Call) []Spec { return c.result(c.In[0]) },
		Eval: func(c *Call, in, out []*Array) {
			x := in[0]
			st := append([]int{}, x.Strides()...)
			off := x.offset
			for i, on := range c.Attr.(*reverseAttr).axes {
				if on && x.shape[i] > 0 {
					off += st[i] * (x.shape[i] - 1)
					st[i] = -st[i]
				}
			}
			out[0].CopyFrom(&Array{dtype: x.dtype, shape: x.shape, strides: st, offset: off, buf: x.buf})
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opReverse, c.Attr, gout[0])}
		},
		Hint: func(c *Call, in []*Tensor) []int {
			h := in[0].Hint()
			if len(c.In[0].Shape) != 1 || h == nil || !c.Attr.(*reverseAttr).axes[0] {
				return h
			}
			out := make([]int, len(h))
			for i, v := range h {
				out[len(h)-1-i] = v
			}
			return out
		},
	}
	opRoll = &Op{
		Name:  "Roll",
		Infer: func(c *Call) []Spec { return c.result(c.In[0]) },
		Eval:  evalRoll,
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := c.Attr.(*rollAttr)
			back := make([]int, len(a.shifts))
			for i, n := range a.shifts {
				back[i] = -n
			}
			return []*Tensor{s.Apply1(opRoll, &rollAttr{back}, gout[0])}
		},
	}
}

func inferTranspose(c *Call) []Spec {
	perm := c.Attr.(*permAttr).perm
	in := c.In[0].Shape
	shape := make([]int, len(perm))
	for i, p := range perm {
		shape[i] = in[p]
	}
	return []Spec{{c.In[0].DType, shape}}
}

func inversePerm(perm []int) []int {
	back := make([]int, len(perm))
	for i, p := range perm {
		back[p] = i
	}
	return back
}

// permuteInto writes x with its axes in another order into y.
func permuteInto(y, x *Array, perm []int) {
	if x.Size() == 0 {
		return
	}
	switch x.buf.(type) {
	case []float32:
		kernel.Permute(y.F32(), x.F32(), x.shape, perm)
	case []float64:
		kernel.Permute(Data[float64](y), Data[float64](x), x.shape, perm)
	default:
		y.CopyFrom(x.Permute(perm))
	}
}

// evalRoll copies the pieces that the shifts cut x into, axis by axis.
func evalRoll(c *Call, in, out []*Array) {
	x, y := in[0], out[0]
	if x.Size() == 0 {
		return
	}
	r := x.Rank()
	sizes := append([]int{}, x.shape...)
	src, dst := make([]int, r), make([]int, r)
	var place func(ax int)
	place = func(ax int) {
		if ax == r {
			window(y, dst, sizes).CopyFrom(window(x, src, sizes))
			return
		}
		n := x.shape[ax]
		k := c.Attr.(*rollAttr).shifts[ax] % n
		if k < 0 {
			k += n
		}
		src[ax], dst[ax], sizes[ax] = 0, k, n-k
		place(ax + 1)
		if k > 0 {
			src[ax], dst[ax], sizes[ax] = n-k, 0, k
			place(ax + 1)
		}
	}
	place(0)
}

// window is the part of an array that begins at start and has the given sizes.
func window(a *Array, start, sizes []int) *Array {
	st := a.Strides()
	off := a.offset
	for i, p := range start {
		off += p * st[i]
	}
	return a.View(append([]int{}, sizes...), append([]int{}, st...), off)
}

// Transpose permutes the axes of x; nil reverses their order.
func (s *Scope) Transpose(x *Tensor, perm []int) *Tensor {
	r := x.Rank()
	p := make([]int, r)
	if perm == nil {
		for i := range p {
			p[i] = r - 1 - i
		}
		return s.Apply1(opTranspose, &permAttr{p}, x)
	}
	if len(perm) != r {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__Transpose_device_/job:localhost/replica:0/task:0/device:CPU:0}} transpose expects a vector of size %d. But input(1) is a vector of size %d [Op:Transpose]", r, len(perm))
	}
	seen := make([]bool, r)
	same := true
	for i, ax := range perm {
		if ax < 0 {
			ax += r
		}
		if ax < 0 || ax >= r {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__Transpose_device_/job:localhost/replica:0/task:0/device:CPU:0}} %d is out of range [0 .. %d) [Op:Transpose]", perm[i], r)
		}
		if seen[ax] {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__Transpose_device_/job:localhost/replica:0/task:0/device:CPU:0}} %d is missing from {%s}. [Op:Transpose]", firstMissing(perm), joinInts(perm, ","))
		}
		seen[ax] = true
		p[i] = ax
		same = same && ax == i
	}
	if same && x.arr != nil && len(s.tapes) == 0 {
		return x
	}
	return s.Apply1(opTranspose, &permAttr{p}, x)
}

func firstMissing(perm []int) int {
	for want := range perm {
		found := false
		for _, p := range perm {
			found = found || p == want
		}
		if !found {
			return want
		}
	}
	return len(perm)
}

// SwapLast transposes the last two axes.
func (s *Scope) SwapLast(x *Tensor) *Tensor {
	needRank("Transpose", x, 2, anyRank)
	p := make([]int, x.Rank())
	for i := range p {
		p[i] = i
	}
	n := len(p)
	p[n-1], p[n-2] = n-2, n-1
	return s.Transpose(x, p)
}

// Reverse turns x round along the axes.
func (s *Scope) Reverse(x *Tensor, axes []int) *Tensor {
	if x.Rank() == 0 { // TensorFlow does not look at the axes then
		return s.Apply1(opReverse, &reverseAttr{}, x)
	}
	a := &reverseAttr{make([]bool, x.Rank())}
	for _, ax := range axes {
		n := ax
		if n < 0 {
			n += x.Rank()
		}
		if n < 0 || n >= x.Rank() {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__ReverseV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} 'axis'[0] = %d is out of valid range [0, %d [Op:ReverseV2]", ax, x.Rank()-1)
		}
		if a.axes[n] {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__ReverseV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} axis %d specified more than once. [Op:ReverseV2]", n)
		}
		a.axes[n] = true
	}
	return s.Apply1(opReverse, a, x)
}

// Roll shifts x along axes, with what leaves one end entering at the other.
func (s *Scope) Roll(x *Tensor, shifts, axes []int) *Tensor {
	needRank("Roll", x, 1, anyRank)
	if len(shifts) != len(axes) {
		throwRun("Roll", "shift and axis must have the same size")
	}
	a := &rollAttr{make([]int, x.Rank())}
	for i, ax := range axes {
		if ax < -x.Rank() || ax >= x.Rank() {
			throwRun("Roll", "axis %d is out of range", ax)
		}
		a.shifts[normalAxis(ax, x.Rank())] += shifts[i]
	}
	return s.Apply1(opRoll, a, x)
}

// normalAxis resolves a negative axis; it throws for one out of range.
func normalAxis(axis, rank int) int {
	a := axis
	if a < 0 {
		a += rank
	}
	if a < 0 || a >= rank {
		Throwf("InvalidArgumentError", "axis %d is out of range [%d, %d)", axis, -rank, rank)
	}
	return a
}
