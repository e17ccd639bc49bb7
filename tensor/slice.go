package tensor

// NoIndex marks a bound of a [Slice] that is not given.
const NoIndex = -1 << 62

// Slice is one part of an index: start:stop:step along an axis, one position,
// a new axis or "...".
type Slice struct {
	Start, Stop, Step int  // NoIndex: not given; Step 0 means 1
	Index             bool // Start is a single position, the axis goes away
	NewAxis           bool
	Ellipsis          bool
}

// All is the slice that takes a whole axis.
func All() Slice { return Slice{Start: NoIndex, Stop: NoIndex, Step: 1} }

// At is the slice that takes one position and drops the axis.
func At(i int) Slice { return Slice{Start: i, Index: true, Step: 1} }

// Span is the slice from start up to stop.
func Span(start, stop int) Slice { return Slice{Start: start, Stop: stop, Step: 1} }

// sliceAttr is an index as the user gave it: it is resolved against the shape
// of what it meets, so that one call serves every batch size.
type sliceAttr struct{ index []Slice }

// sliceView is an index resolved against a shape.
type sliceView struct {
	start, step []int // per axis of the input
	count       []int // -1 unknown
	shape       []int // of the result
	from        []int // per axis of the result: the input's axis, -1 for a new one
}

var opStridedSlice, opStridedSliceGrad, opExpandDims, opSqueeze *Op

func init() {
	opStridedSlice = &Op{
		Name: "StridedSlice",
		Infer: func(c *Call) []Spec {
			v := resolveSlices(c.In[0].Shape, c.Attr.(*sliceAttr).index)
			return []Spec{{c.In[0].DType, v.shape}}
		},
		Eval: func(c *Call, in, out []*Array) {
			v := resolveSlices(in[0].shape, c.Attr.(*sliceAttr).index)
			out[0].Reshape(v.count).CopyFrom(v.of(in[0]))
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opStridedSliceGrad, c.Attr, gout[0], in[0])}
		},
		Hint: hintSlice,
	}
	// StridedSliceGrad places a gradient into zeros of the shape of its second
	// input, whose values do not matter.
	opStridedSliceGrad = &Op{
		Name:   "StridedSliceGrad",
		Inputs: "- dy",
		Infer:  func(c *Call) []Spec { return []Spec{c.In[1]} },
		Eval: func(c *Call, in, out []*Array) {
			out[0].Fill(0)
			v := resolveSlices(out[0].shape, c.Attr.(*sliceAttr).index)
			v.of(out[0]).CopyFrom(in[0].Reshape(v.count))
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opStridedSlice, c.Attr, gout[0]), nil}
		},
	}
	opExpandDims = &Op{
		Name:  "ExpandDims",
		Alias: true,
		Infer: func(c *Call) []Spec {
			a := c.Attr.(*axisAttr).axis
			in := c.In[0].Shape
			return []Spec{{c.In[0].DType, append(append(append([]int{}, in[:a]...), 1), in[a:]...)}}
		},
		Eval: func(c *Call, in, out []*Array) { out[0].CopyFrom(in[0].Reshape(out[0].shape)) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Squeeze(gout[0], []int{c.Attr.(*axisAttr).axis})}
		},
		Hint: func(c *Call, in []*Tensor) []int { return in[0].Hint() },
	}
	opSqueeze = &Op{
		Name:  "Squeeze",
		Alias: true,
		Infer: inferSqueeze,
		Eval:  func(c *Call, in, out []*Array) { out[0].CopyFrom(in[0].Reshape(out[0].shape)) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			g := gout[0]
			for _, ax := range squeezedAxes(c.In[0].Shape, c.Attr.(*reduceAttr).axes) {
				g = s.ExpandDims(g, ax)
			}
			return []*Tensor{g}
		},
		Hint: func(c *Call, in []*Tensor) []int { return in[0].Hint() },
	}
}

// Slice is a view of the part of a that index selects, with Python's rules;
// it throws InvalidArgumentError when the index does not fit.
func (a *Array) Slice(index []Slice) *Array {
	v := resolveSlices(a.shape, index)
	part := v.of(a)
	st := part.Strides()
	strides := make([]int, len(v.shape))
	for i, ax := range v.from {
		if ax >= 0 {
			strides[i] = st[ax]
		}
	}
	return part.View(v.shape, strides, part.offset)
}

// resolveSlices applies Python's rules for slices to a shape.
func resolveSlices(shape []int, index []Slice) sliceView {
	used := 0
	for _, ix := range index {
		if !ix.NewAxis && !ix.Ellipsis {
			used++
		}
	}
	if used > len(shape) {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} Index out of range using input dim %d; input has only %d dims [Op:StridedSlice] name: strided_slice/", len(shape), len(shape))
	}
	r := len(shape)
	room := make([]int, 4*r+len(index))
	v := sliceView{start: room[:0:r], step: room[r : r : 2*r], count: room[2*r : 2*r : 3*r], shape: room[3*r : 3*r]}
	ax := 0
	whole := func(n int) {
		for ; n > 0; n-- {
			v.start, v.step = append(v.start, 0), append(v.step, 1)
			v.count, v.shape = append(v.count, shape[ax]), append(v.shape, shape[ax])
			v.from = append(v.from, ax)
			ax++
		}
	}
	for _, ix := range index {
		switch {
		case ix.NewAxis:
			v.shape, v.from = append(v.shape, 1), append(v.from, -1)
		case ix.Ellipsis:
			whole(len(shape) - used)
			used = len(shape)
		default:
			start, step, n := resolveSlice(ix, shape[ax], ax)
			v.start, v.step, v.count = append(v.start, start), append(v.step, step), append(v.count, n)
			if !ix.Index {
				v.shape, v.from = append(v.shape, n), append(v.from, ax)
			}
			ax++
		}
	}
	whole(len(shape) - ax)
	return v
}

func throwSliceIndex(i, axis int) {
	Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} slice index %d of dimension %d out of bounds. [Op:StridedSlice] name: strided_slice/", i, axis)
}

// resolveSlice gives the first position, step and number of positions along an
// axis of length d; d and the number are -1 when not known.
func resolveSlice(ix Slice, d, axis int) (start, step, n int) {
	if ix.Index {
		i := ix.Start
		if d < 0 {
			return i, 1, 1
		}
		if i < 0 {
			i += d
		}
		if i < 0 || i >= d {
			throwSliceIndex(i, axis)
		}
		return i, 1, 1
	}
	step = ix.Step
	if step == 0 {
		step = 1
	}
	if d < 0 {
		return 0, step, unknownCount(ix)
	}
	lo, hi := 0, d
	first, last := 0, d
	if step < 0 {
		lo, hi = -1, d-1
		first, last = d-1, -1
	}
	clamp := func(i, def int) int {
		if i == NoIndex {
			return def
		}
		if i < 0 {
			i += d
		}
		return min(max(i, lo), hi)
	}
	start = clamp(ix.Start, first)
	stop := clamp(ix.Stop, last)
	if step > 0 {
		n = (stop - start + step - 1) / step
	} else {
		n = (start - stop - step - 1) / -step
	}
	return start, step, max(n, 0)
}

// unknownCount is the number of positions along an axis of unknown length,
// where the slice alone tells it.
func unknownCount(ix Slice) int {
	if ix.Start != NoIndex && ix.Stop != NoIndex && ix.Start == ix.Stop {
		return 0
	}
	return -1
}

// of is the part of a that the index names, with every axis of a kept.
func (v sliceView) of(a *Array) *Array {
	strides := append([]int{}, a.Strides()...)
	off := a.offset
	for i, st := range strides {
		off += v.start[i] * st
		strides[i] = st * v.step[i]
	}
	if NumElements(v.count) == 0 {
		off = a.offset
	}
	return a.View(v.count, strides, off)
}

func hintSlice(c *Call, in []*Tensor) []int {
	h := in[0].Hint()
	if h == nil || len(c.In[0].Shape) != 1 {
		return nil
	}
	v := resolveSlices(c.In[0].Shape, c.Attr.(*sliceAttr).index)
	if v.count[0] < 0 {
		return nil
	}
	out := make([]int, v.count[0])
	for i := range out {
		out[i] = h[v.start[0]+i*v.step[0]]
	}
	return out
}

// StridedSlice is x[index], with Python's rules.
func (s *Scope) StridedSlice(x *Tensor, index []Slice) *Tensor {
	return s.Apply1(opStridedSlice, &sliceAttr{index}, x)
}

// Slice is the block of x that begins at begin; a size of -1 takes the rest of
// an axis.
func (s *Scope) Slice(x *Tensor, begin, size []int) *Tensor {
	if len(begin) != x.Rank() || len(size) != x.Rank() {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__Slice_device_/job:localhost/replica:0/task:0/device:CPU:0}} Expected begin and size arguments to be 1-D tensors of size %d, but got shapes [%d] and [%d] instead. [Op:Slice]", x.Rank(), len(begin), len(size))
	}
	index := make([]Slice, len(begin))
	for i, b := range begin {
		d := x.Shape()[i]
		if d >= 0 && (b < 0 || b > d) {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__Slice_device_/job:localhost/replica:0/task:0/device:CPU:0}} Expected begin[%d] in [0, %d], but got %d [Op:Slice]", i, d, b)
		}
		n := size[i]
		if n == -1 {
			index[i] = Slice{Start: b, Stop: NoIndex, Step: 1}
			continue
		}
		if d >= 0 && (n < 0 || b+n > d) {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__Slice_device_/job:localhost/replica:0/task:0/device:CPU:0}} Expected size[%d] in [0, %d], but got %d [Op:Slice]", i, d-b, n)
		}
		index[i] = Span(b, b+n)
	}
	return s.StridedSlice(x, index)
}

// ExpandDims is x with a new axis of length one before axis.
func (s *Scope) ExpandDims(x *Tensor, axis int) *Tensor {
	r := x.Rank()
	if axis < -r-1 || axis > r {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__ExpandDims_device_/job:localhost/replica:0/task:0/device:CPU:0}} Tried to expand dim index %d for tensor with %d dimensions. [Op:ExpandDims] name: ", axis, r)
	}
	if axis < 0 {
		axis += r + 1
	}
	return s.Apply1(opExpandDims, &axisAttr{axis}, x)
}

func squeezedAxes(shape, axes []int) []int {
	if axes != nil {
		return axes
	}
	out := []int{}
	for i, d := range shape {
		if d == 1 {
			out = append(out, i)
		}
	}
	return out
}

func inferSqueeze(c *Call) []Spec {
	in := c.In[0].Shape
	axes := squeezedAxes(in, c.Attr.(*reduceAttr).axes)
	for _, ax := range axes {
		if in[ax] != 1 && in[ax] >= 0 {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__Squeeze_device_/job:localhost/replica:0/task:0/device:CPU:0}} Can not squeeze dim[%d], expected a dimension of 1, got %d [Op:Squeeze] name: ", ax, in[ax])
		}
	}
	return []Spec{{c.In[0].DType, reducedShape(in, axes, false)}}
}

// Squeeze drops axes of length one: the given ones, or all of them for nil.
func (s *Scope) Squeeze(x *Tensor, axes []int) *Tensor {
	a := &reduceAttr{}
	if len(axes) > 0 {
		for _, ax := range axes {
			if ax < -x.Rank() || ax >= x.Rank() {
				Throwf("InvalidArgumentError", "{{function_node __wrapped__Squeeze_device_/job:localhost/replica:0/task:0/device:CPU:0}} Tried to squeeze dim index %d for tensor with %d dimensions. [Op:Squeeze] name: ", ax, x.Rank())
			}
		}
		a.axes = uniqueAxes(axes, x.Rank())
	}
	return s.Apply1(opSqueeze, a, x)
}

// uniqueAxes resolves negative axes, sorts and drops repetitions.
func uniqueAxes(axes []int, rank int) []int {
	on := make([]bool, rank)
	for _, ax := range axes {
		on[normalAxis(ax, rank)] = true
	}
	out := []int{}
	for i, v := range on {
		if v {
			out = append(out, i)
		}
	}
	return out
}
