package tensor

import "slices"

// axisAttr is an op's axis, not negative.
type axisAttr struct{ axis int }

// splitAttr cuts an axis into pieces.
type splitAttr struct {
	axis  int
	sizes []int
}

var opConcat, opStack, opUnstack, opSplit *Op

func init() {
	opConcat = concatOp()
	opStack = stackOp()
	opUnstack = unstackOp()
	opSplit = splitOp()
}

func concatOp() *Op {
	return &Op{
		Name:  "ConcatV2",
		Infer: inferConcat,
		Eval:  evalConcat,
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			axis := c.Attr.(*axisAttr).axis
			sizes := make([]int, len(in))
			for i, x := range in {
				sizes[i] = x.Shape()[axis]
			}
			return s.Apply(opSplit, &splitAttr{axis, sizes}, gout[0])
		},
		Hint: func(c *Call, in []*Tensor) []int {
			var out []int
			for i, x := range in {
				h := x.Hint()
				if h == nil && c.In[i].Shape[0] != 0 {
					return nil
				}
				out = append(out, h...)
			}
			return out
		},
	}
}

func stackOp() *Op {
	return &Op{
		Name:  "Pack",
		Infer: inferStack,
		Eval:  evalStack,
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return s.Unstack(gout[0], c.Attr.(*axisAttr).axis)
		},
		Hint: func(c *Call, in []*Tensor) []int {
			out := make([]int, 0, len(in))
			for i, x := range in {
				if len(c.In[i].Shape) != 0 || !c.In[i].DType.IsInteger() {
					return nil
				}
				if h := x.Hint(); len(h) == 1 {
					out = append(out, h[0])
				} else {
					out = append(out, -1)
				}
			}
			return out
		},
	}
}

func unstackOp() *Op {
	return &Op{
		Name: "Unpack",
		Infer: func(c *Call) []Spec {
			axis := c.Attr.(*axisAttr).axis
			in := c.In[0].Shape
			rest := append(append([]int{}, in[:axis]...), in[axis+1:]...)
			out := make([]Spec, in[axis])
			for i := range out {
				out[i] = Spec{c.In[0].DType, rest}
			}
			return out
		},
		Eval: func(c *Call, in, out []*Array) {
			cutInto(out, in[0], c.Attr.(*axisAttr).axis, func(int) int { return 1 })
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Stack(s.fillGrads(out, gout), c.Attr.(*axisAttr).axis)}
		},
	}
}

func splitOp() *Op {
	return &Op{
		Name: "SplitV",
		Infer: func(c *Call) []Spec {
			a := c.Attr.(*splitAttr)
			out := make([]Spec, len(a.sizes))
			for i, n := range a.sizes {
				shape := append([]int{}, c.In[0].Shape...)
				shape[a.axis] = n
				out[i] = Spec{c.In[0].DType, shape}
			}
			return out
		},
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*splitAttr)
			cutInto(out, in[0], a.axis, func(i int) int { return a.sizes[i] })
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Concat(s.fillGrads(out, gout), c.Attr.(*splitAttr).axis)}
		},
	}
}

// fillGrads puts zeros where an output has no gradient.
func (s *Scope) fillGrads(out, gout []*Tensor) []*Tensor {
	full := make([]*Tensor, len(out))
	for i, g := range gout {
		if g == nil {
			g = s.ZerosLike(out[i])
		}
		full[i] = g
	}
	return full
}

func inferConcat(c *Call) []Spec {
	axis := c.Attr.(*axisAttr).axis
	first := c.In[0]
	shape := append([]int{}, first.Shape...)
	for i, sp := range c.In[1:] {
		fits := len(sp.Shape) == len(shape)
		for j := 0; fits && j < len(shape); j++ {
			switch {
			case j == axis && (shape[j] < 0 || sp.Shape[j] < 0):
				shape[j] = -1
			case j == axis:
				shape[j] += sp.Shape[j]
			case shape[j] < 0:
				shape[j] = sp.Shape[j]
			default:
				fits = sp.Shape[j] == shape[j] || sp.Shape[j] < 0
			}
		}
		if !fits {
			if len(sp.Shape) != len(first.Shape) {
				Throwf("InvalidArgumentError", "{{function_node __wrapped__ConcatV2_N_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} ConcatOp : Ranks of all input tensors should match: shape[0] = %s vs. shape[%d] = %s [Op:ConcatV2] name: concat", len(c.In), shapeBrackets(first.Shape), i+1, shapeBrackets(sp.Shape))
			}
			Throwf("InvalidArgumentError", "{{function_node __wrapped__ConcatV2_N_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} ConcatOp : Dimension %d in both shapes must be equal: shape[0] = %s vs. shape[%d] = %s [Op:ConcatV2] name: concat", len(c.In), firstMismatch(first.Shape, sp.Shape, axis), shapeBrackets(first.Shape), i+1, shapeBrackets(sp.Shape))
		}
	}
	return []Spec{{first.DType, shape}}
}

func firstMismatch(a, b []int, except int) int {
	for i := range a {
		if i != except && a[i] != b[i] {
			return i
		}
	}
	return 0
}

func evalConcat(c *Call, in, out []*Array) {
	axis := c.Attr.(*axisAttr).axis
	y := out[0]
	outer := NumElements(y.shape[:axis])
	inner := NumElements(y.shape[axis:])
	at := 0
	for _, x := range in {
		n := NumElements(x.shape[axis:])
		for o := 0; o < outer; o++ {
			copyRun(y, o*inner+at, x, o*n, n)
		}
		at += n
	}
}

func inferStack(c *Call) []Spec {
	axis := c.Attr.(*axisAttr).axis
	shape := append([]int{}, c.In[0].Shape...)
	for i, sp := range c.In {
		if sp.DType != c.In[0].DType {
			Throwf("InvalidArgumentError", "cannot compute Pack as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor [Op:Pack] name: stack", i, c.In[0].DType.RuntimeName(), sp.DType.RuntimeName())
		}
		fits := len(sp.Shape) == len(shape)
		for j := 0; fits && j < len(shape); j++ {
			if shape[j] < 0 {
				shape[j] = sp.Shape[j]
			}
			fits = sp.Shape[j] == shape[j] || sp.Shape[j] < 0
		}
		if !fits {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__Pack_N_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} Shapes of all inputs must match: values[0].shape = %s != values[%d].shape = %s [Op:Pack] name: stack",
				len(c.In), shapeBrackets(c.In[0].Shape), i, shapeBrackets(sp.Shape))
		}
	}
	full := append(append(append([]int{}, shape[:axis]...), len(c.In)), shape[axis:]...)
	return []Spec{{c.In[0].DType, full}}
}

func evalStack(c *Call, in, out []*Array) {
	axis := c.Attr.(*axisAttr).axis
	outer := NumElements(in[0].shape[:axis])
	n := NumElements(in[0].shape[axis:])
	for i, x := range in {
		for o := 0; o < outer; o++ {
			copyRun(out[0], (o*len(in)+i)*n, x, o*n, n)
		}
	}
}

// cutInto copies the pieces of x along axis into out; size gives the length of
// each.
func cutInto(out []*Array, x *Array, axis int, size func(i int) int) {
	outer := NumElements(x.shape[:axis])
	row := NumElements(x.shape[axis+1:])
	at := 0
	for i, y := range out {
		n := size(i) * row
		for o := 0; o < outer; o++ {
			copyRun(y, o*n, x, o*x.shape[axis]*row+at, n)
		}
		at += n
	}
}

// copyRun copies n neighbouring elements between contiguous arrays of one
// dtype.
func copyRun(dst *Array, at int, src *Array, from, n int) {
	at += dst.offset
	from += src.offset
	switch d := dst.buf.(type) {
	case []float32:
		copy(d[at:at+n], src.buf.([]float32)[from:from+n])
	case []float64:
		copy(d[at:at+n], src.buf.([]float64)[from:from+n])
	case []int32:
		copy(d[at:at+n], src.buf.([]int32)[from:from+n])
	case []int64:
		copy(d[at:at+n], src.buf.([]int64)[from:from+n])
	case []uint8:
		copy(d[at:at+n], src.buf.([]uint8)[from:from+n])
	case []bool:
		copy(d[at:at+n], src.buf.([]bool)[from:from+n])
	case []int8:
		copy(d[at:at+n], src.buf.([]int8)[from:from+n])
	case []int16:
		copy(d[at:at+n], src.buf.([]int16)[from:from+n])
	case []uint16:
		copy(d[at:at+n], src.buf.([]uint16)[from:from+n])
	case []uint32:
		copy(d[at:at+n], src.buf.([]uint32)[from:from+n])
	case []uint64:
		copy(d[at:at+n], src.buf.([]uint64)[from:from+n])
	case []complex64:
		copy(d[at:at+n], src.buf.([]complex64)[from:from+n])
	case []complex128:
		copy(d[at:at+n], src.buf.([]complex128)[from:from+n])
	case []string:
		copy(d[at:at+n], src.buf.([]string)[from:from+n])
	}
}

// Concat joins tensors along an axis.
func (s *Scope) Concat(xs []*Tensor, axis int) *Tensor {
	if len(xs) == 0 {
		Throwf("ValueError", "tf.concat requires at least one tensor")
	}
	r := xs[0].Rank()
	if slices.ContainsFunc(xs, func(x *Tensor) bool { return x.Rank() == 0 }) && (r > 0 || axis == 0) {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__ConcatV2_N_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} ConcatOp : Can't concatenate scalars (use tf.stack instead) [Op:ConcatV2] name: concat", len(xs))
	}
	a := axis
	if a < 0 {
		a += r
	}
	if a < 0 || a >= r {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__ConcatV2_N_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} ConcatOp : Expected concatenating dimensions in the range [%d, %d), but got %d [Op:ConcatV2] name: concat", len(xs), -r, r, axis)
	}
	return s.Apply1(opConcat, &axisAttr{a}, xs...)
}

// Stack joins tensors of one shape along a new axis.
func (s *Scope) Stack(xs []*Tensor, axis int) *Tensor {
	if len(xs) == 0 {
		Throwf("ValueError", "cannot stack an empty list")
	}
	r := xs[0].Rank() + 1
	if axis < -r || axis >= r {
		Throwf("ValueError", "Argument `axis` = %d not in range [%d, %d)", axis, -r, r)
	}
	if axis < 0 {
		axis += r
	}
	return s.Apply1(opStack, &axisAttr{axis}, xs...)
}

// Unstack cuts x into the tensors that lie along an axis, without that axis.
func (s *Scope) Unstack(x *Tensor, axis int) []*Tensor {
	r := x.Rank()
	if axis < -r || axis >= r {
		Throwf("ValueError", "Argument `axis` = %d not in range [%d, %d)", axis, -r, r)
	}
	if axis < 0 {
		axis += r
	}
	if x.Shape()[axis] < 0 {
		Throwf("ValueError", "Cannot infer argument `num` from shape %s", ShapeString(x.Shape()))
	}
	out := s.Apply(opUnstack, &axisAttr{axis}, x)
	if h := x.Hint(); r == 1 && len(h) == len(out) { // the lengths of a shape stay known one by one
		for i, t := range out {
			if t.arr == nil {
				t.hint = h[i : i+1]
			}
		}
	}
	return out
}

// SplitSizes cuts an axis into pieces of the given sizes, one of which may be
// -1 (the rest).
func (s *Scope) SplitSizes(x *Tensor, sizes []int, axis int) []*Tensor {
	a := normalAxis(axis, x.Rank())
	sizes = append([]int{}, sizes...)
	free, sum := -1, 0
	for i, n := range sizes {
		if n == -1 {
			free = i
		} else {
			sum += n
		}
	}
	d := x.Shape()[a]
	s.needLengths("a split", d)
	if d >= 0 {
		if free >= 0 {
			sizes[free] = d - sum
			sum = d
		}
		if sum != d || free >= 0 && sizes[free] < 0 {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__SplitV_num_split_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} Determined shape must either match input shape along split_dim exactly if fully specified, or be less than the size of the input along split_dim if not fully specified.  Got: %d [Op:SplitV] name: split", len(sizes), sum)
		}
	}
	return s.Apply(opSplit, &splitAttr{a, sizes}, x)
}

// Split cuts an axis into n equal pieces.
func (s *Scope) Split(x *Tensor, n, axis int) []*Tensor {
	r := x.Rank()
	if axis < -r || axis >= r {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__Split_num_split_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} -input rank(-%d) <= split_dim < input rank (%d), but got %d [Op:Split] name: split", n, r, r, axis)
	}
	a := normalAxis(axis, r)
	d := x.Shape()[a]
	s.needLengths("a split", d)
	if n < 1 || d >= 0 && d%n != 0 {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__Split_num_split_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} Number of ways to split should evenly divide the split dimension, but got split_dim %d (size = %d) and num_split %d [Op:Split] name: split", n, a, d, n)
	}
	sizes := make([]int, n)
	for i := range sizes {
		sizes[i] = -1
		if d >= 0 {
			sizes[i] = d / n
		}
	}
	return s.Apply(opSplit, &splitAttr{a, sizes}, x)
}
