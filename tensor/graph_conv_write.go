package tensor

import "slices"

// pads is padding at both ends of axes, as a constant.
func (w *graphWriter) pads(pads [][2]int) string {
	flat := make([]int, 0, 2*len(pads))
	for _, p := range pads {
		flat = append(flat, p[0], p[1])
	}
	return w.constant(intArray(Int32, flat...).Reshape([]int{len(pads), 2}))
}

// moving is strides, padding and dilations as attributes, for one more axis if
// there is but one.
func (p *ConvSpec) moving(n int, dilated bool) []GraphAttr {
	strides, dilations := []int{1}, []int{1}
	if n == 1 {
		strides, dilations = []int{1, 1}, []int{1, 1}
	}
	for i := range n {
		strides, dilations = append(strides, p.stride(i)), append(dilations, p.dilation(i))
	}
	padding := map[string]string{"same": "SAME", "valid": "VALID"}[p.Padding]
	if padding == "" {
		Throwf("NotImplementedError", "a function with this padding cannot be saved")
	}
	out := []GraphAttr{{"strides", append(strides, 1)}, {"padding", padding}}
	if dilated {
		out = append(out, GraphAttr{"dilations", append(dilations, 1)})
	}
	return out
}

// widened adds an axis before the given one.
func (w *graphWriter) widened(x string, axis int, dt DType) string {
	return w.op("ExpandDims", dt, []string{x, w.scalar(axis)})
}

func (w *graphWriter) narrowed(x string, dt DType) string {
	return w.op("Squeeze", dt, []string{x}, GraphAttr{"squeeze_dims", []int{1}})
}

func writeConv(w *graphWriter, n *Node, in []string) string {
	a, dt, axes := n.Call.Attr.(*convAttr), n.Out[0].DType(), len(n.In[0].Shape())-2
	x, filter := in[0], in[1]
	op := "Conv2D"
	switch {
	case axes == 3:
		op = "Conv3D"
	case a.depthwise:
		op = "DepthwiseConv2dNative"
	}
	if axes == 1 {
		x, filter = w.widened(x, 1, dt), w.widened(filter, 0, dt)
	}
	spec := a.ConvSpec
	if spec.Padding == "causal" { // zeros before the first step
		before := spec.dilation(0) * (n.In[1].Shape()[0] - 1)
		pads := [][2]int{{0, 0}, {before, 0}, {0, 0}}
		if axes == 1 {
			pads = [][2]int{{0, 0}, {0, 0}, {before, 0}, {0, 0}}
		}
		x = w.op("Pad", dt, []string{x, w.pads(pads)})
		spec.Padding = "valid"
	}
	moving := spec.moving(axes, true)
	if a.depthwise { // whose kernel takes one stride for both axes
		strides := moving[0].Value.([]int)
		if axes == 1 {
			strides[1] = strides[2]
		}
		if strides[1] != strides[2] {
			Throwf("NotImplementedError", "a function with this convolution cannot be saved")
		}
	}
	y := w.op(op, dt, []string{x, filter}, moving...)
	if axes == 1 {
		y = w.narrowed(y, dt)
	}
	return w.finish(y, in[2:], a.act, dt)
}

func writeConvTranspose(w *graphWriter, n *Node, in []string) string {
	a, dt, axes := n.Call.Attr.(*convAttr), n.Out[0].DType(), len(n.In[0].Shape())-2
	x, filter := in[0], in[1]
	batch := w.composed(n.In[:1], in[:1], func(s *Scope, in []*Tensor) []*Tensor {
		return []*Tensor{s.StridedSlice(s.ShapeOf(in[0], Int32), []Slice{At(0)})}
	})[0]
	sizes := []string{batch}
	if axes == 1 {
		x, filter = w.widened(x, 1, dt), w.widened(filter, 0, dt)
		sizes = append(sizes, w.scalar(1))
	}
	for _, d := range n.Out[0].Shape()[1:] {
		if d < 0 {
			Throwf("NotImplementedError", "a function with a transposed convolution of images of unknown size cannot be saved")
		}
		sizes = append(sizes, w.scalar(d))
	}
	op := "Conv2DBackpropInput"
	if axes == 3 {
		op = "Conv3DBackpropInputV2"
	}
	y := w.op(op, dt, []string{w.op("Pack", Int32, sizes, GraphAttr{"axis", 0}), filter, x}, a.moving(axes, true)...)
	if axes == 1 {
		y = w.narrowed(y, dt)
	}
	return w.finish(y, in[2:], a.act, dt)
}

func writePool(w *graphWriter, n *Node, in []string) string {
	a, dt, axes := n.Call.Attr.(*poolAttr), n.Out[0].DType(), len(n.Call.Attr.(*poolAttr).size)
	op, x, size := n.Call.Op.Name, in[0], []int{1}
	switch axes {
	case 1:
		x, size = w.widened(x, 1, dt), []int{1, 1}
	case 3:
		op += "3D"
	}
	y := w.op(op, dt, []string{x}, append(a.moving(axes, false), GraphAttr{"ksize", append(append(size, a.size...), 1)})...)
	if axes == 1 {
		y = w.narrowed(y, dt)
	}
	return y
}

func writeResize(w *graphWriter, n *Node, in []string) string {
	a := n.Call.Attr.(*resizeAttr)
	op := map[string]string{"nearest": "ResizeNearestNeighbor", "bilinear": "ResizeBilinear", "bicubic": "ResizeBicubic"}[a.method]
	if op == "" || a.antialias {
		Throwf("NotImplementedError", "a function that resizes by the method %s cannot be saved", a.method)
	}
	return w.op(op, n.Out[0].DType(), []string{in[0], w.ints(a.height, a.width)}, GraphAttr{"half_pixel_centers", true})
}

// writeRandom draws numbers: those of TensorFlow's generator.
func writeRandom(w *graphWriter, n *Node, in []string) string {
	a := n.Call.Attr.(*randomAttr)
	w.stateful = true
	shape := w.drawn(a, n, in)
	if a.hi > a.lo {
		bound := func(v int64) string { return w.constant(FromSlice([]int64{v}).Reshape([]int{}).Cast(a.dtype)) }
		return w.op("RandomUniformInt", a.dtype, []string{shape, bound(a.lo), bound(a.hi)})
	}
	op := map[Distribution]string{Uniform: "RandomUniform", Normal: "RandomStandardNormal", TruncatedNormal: "TruncatedNormal"}[a.dist]
	return w.op(op, a.dtype, []string{shape}, GraphAttr{"dtype", a.dtype})
}

// drawn is the shape to draw, with what the input decides.
func (w *graphWriter) drawn(a *randomAttr, n *Node, in []string) string {
	if !slices.Contains(a.shape, -1) || len(in) == 0 {
		return w.ints(a.shape...)
	}
	return w.composed(n.In[:1], in[:1], func(s *Scope, like []*Tensor) []*Tensor {
		full := s.ShapeOf(like[0], Int32)
		parts := make([]*Tensor, len(a.shape))
		for i, d := range a.shape {
			parts[i] = FromArray(intArray(Int32, d).Reshape([]int{}))
			if d < 0 {
				parts[i] = s.StridedSlice(full, []Slice{At(i)})
			}
		}
		return []*Tensor{s.Stack(parts, 0)}
	})[0]
}
