package tensor

import (
	"fmt"
	"strconv"
	"strings"

	"kerash/tensor/internal/kernel"
)

// convAttr is the attribute of the convolution ops. in or filter is the shape
// that a backward op restores.
type convAttr struct {
	ConvSpec
	act           Act
	depthwise     bool
	input, filter []int
}

// nodeAttrs are strides and the like as messages show them, for all axes.
func (a *convAttr) nodeAttrs() nodeAttrs {
	n := len(a.Strides)
	return nodeAttrs{"strides": perAxis(a.Strides, n), "dilations": perAxis(a.Dilations, n), "padding": strconv.Quote(strings.ToUpper(a.Padding))}
}

// convSizes are the sizes of a convolution from its input and filter, as 3D;
// axes that are not there have length 1.
func (a *convAttr) sizes(x, w []int) kernel.Conv3DParams {
	n := len(x) - 2
	var in, k, out, st, dil, pad [3]int
	for i := range 3 {
		in[i], k[i], out[i], st[i], dil[i] = 1, 1, 1, 1, 1
	}
	for i := range n {
		j := 3 - n + i
		in[j], k[j] = x[1+i], w[i]
		out[j], pad[j] = a.window(i, x[1+i], w[i])
		st[j], dil[j] = a.stride(i), a.dilation(i)
	}
	outC := w[n+1]
	if a.depthwise {
		outC *= w[n]
	}
	return kernel.Conv3DParams{
		Batch: x[0], InD: in[0], InH: in[1], InW: in[2], InC: x[n+1],
		KD: k[0], KH: k[1], KW: k[2],
		OutD: out[0], OutH: out[1], OutW: out[2], OutC: outC,
		StrideD: st[0], StrideH: st[1], StrideW: st[2],
		DilationD: dil[0], DilationH: dil[1], DilationW: dil[2],
		PadFront: pad[0], PadTop: pad[1], PadLeft: pad[2],
		Groups: a.groups(),
	}
}

func plane(p *kernel.Conv3DParams) kernel.ConvParams {
	return kernel.ConvParams{
		Batch: p.Batch, InH: p.InH, InW: p.InW, InC: p.InC, KH: p.KH, KW: p.KW,
		OutH: p.OutH, OutW: p.OutW, OutC: p.OutC, StrideH: p.StrideH, StrideW: p.StrideW,
		DilationH: p.DilationH, DilationW: p.DilationW, PadTop: p.PadTop, PadLeft: p.PadLeft, Groups: p.Groups,
		Known: p.Known,
	}
}

// outShape infers the result's shape and throws TensorFlow's errors.
func (a *convAttr) outShape(x, w []int) []int {
	n, name := len(x)-2, "Conv2D"
	switch {
	case a.depthwise:
		name = "DepthwiseConv2dNative"
	case n == 3:
		name = "Conv3D"
	}
	if inC := x[n+1]; inC >= 0 {
		if a.depthwise && w[n] != inC {
			throwRun("DepthwiseConv2dNative", "input and filter must have the same depth: %d vs %d", inC, w[n])
		}
		if !a.depthwise && w[n] == 0 {
			throwRun(name, "filter depth must be stricly positive, got 0")
		}
		if !a.depthwise && w[n] > 0 && inC%w[n] != 0 {
			throwRun(name, "input depth must be evenly divisible by filter depth: %d vs %d", inC, w[n])
		}
	}
	shape := make([]int, n+2)
	shape[0] = x[0]
	for i := range n {
		out, _ := a.window(i, x[1+i], w[i])
		if out < -1 || out == 0 && a.tooSmall(i, x, w[i]) {
			a.throwNegative(name, i, x[1+i], w[i], x, w)
		}
		shape[1+i] = out
	}
	shape[n+1] = w[n+1]
	if a.depthwise {
		shape[n+1] *= w[n]
	}
	return shape
}

// tooSmall tells whether axis i of a graph's tensor of the given shape is
// smaller than a window of k. TensorFlow refuses that when it builds a graph,
// even where the op itself would give an empty result.
func (p *ConvSpec) tooSmall(i int, shape []int, k int) bool {
	n := shape[1+i]
	if p.Padding == "explicit" {
		n += p.Pads[i][0] + p.Pads[i][1]
	}
	return !IsStatic(shape) && p.Padding != "same" && p.Padding != "causal" && n < (k-1)*p.dilation(i)+1
}

// throwNegative says that a window of k does not fit into axis i of length n.
func (p *ConvSpec) throwNegative(op string, i, n, k int, shapes ...[]int) {
	eff, text := (k-1)*p.dilation(i)+1, ""
	for j, sh := range shapes {
		if j > 0 {
			text += ", "
		}
		text += shapeBrackets(sh)
	}
	if p.Padding == "explicit" {
		n += p.Pads[i][0] + p.Pads[i][1]
	}
	if !IsStatic(shapes[0]) {
		Throwf("ValueError", "Negative dimension size caused by subtracting %d from %d for '{{node %s}}' with input shapes: %s.", eff, n, op, strings.ReplaceAll(text, "-1", "?"))
	}
	throwOp("__MklNative"+op, op, "Computed output size would be negative: %d [input_size: %d, effective_filter_size: %d, stride: %d]",
		(n-eff+p.stride(i))/p.stride(i), n, eff, p.stride(i))
}

// throwOp throws an InvalidArgumentError as TensorFlow words one that comes
// from running an op.
func throwOp(node, op, format string, args ...any) {
	Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s] name: ", node, fmt.Sprintf(format, args...), op)
}

// opConv is act(convolution of x with w + b), inputs x, w and optionally b.
var opConv = &Op{
	Name: "Conv2D",
	Infer: func(c *Call) []Spec {
		a := c.Attr.(*convAttr)
		if c.In[0].DType != c.In[1].DType {
			Throwf("InvalidArgumentError", "cannot compute Conv2D as input #1(zero-based) was expected to be a %s tensor but is a %s tensor [Op:Conv2D]", c.In[0].DType.RuntimeName(), c.In[1].DType.RuntimeName())
		}
		return []Spec{{c.In[0].DType, a.outShape(c.In[0].Shape, c.In[1].Shape)}}
	},
	Eval: evalConv,
}

func evalConv(c *Call, in, out []*Array) {
	a := c.Attr.(*convAttr)
	p := a.sizes(in[0].shape, in[1].shape)
	if out[0].dtype == Float64 {
		x, w, y := Data[float64](in[0]), Data[float64](in[1]), Data[float64](out[0])
		clear(y)
		a.taps(&p, func(o, i, t int) { y[o] += x[i] * w[t] })
		var b []float64
		if len(in) > 2 {
			b = Data[float64](in[2])
		}
		a.act.finish64(y, b, p.OutC)
		return
	}
	var b []float32
	if len(in) > 2 {
		b = in[2].F32()
	}
	ep := a.act.epilogue(b)
	x, w, y := in[0].F32(), in[1].F32(), out[0].F32()
	p.Known = in[1].layouts
	if len(in[0].shape) == 5 {
		kernel.Conv3D(&p, x, w, y, &ep)
	} else {
		q := plane(&p)
		if a.depthwise {
			kernel.DepthwiseConv2D(&q, x, w, y, &ep)
		} else {
			kernel.Conv2D(&q, x, w, y, &ep)
		}
	}
	RoundHalf(out[0].dtype, y)
}

// taps calls f with the offsets of an output, an input and a filter element
// for every product of the convolution; what float64 is computed with.
func (a *convAttr) taps(p *kernel.Conv3DParams, f func(o, i, t int)) {
	forWindows(p, func(n, o, i, tap int) {
		if a.depthwise {
			mul := p.OutC / p.InC
			for c := range p.OutC {
				f(o*p.OutC+c, i*p.InC+c/mul, tap*p.OutC+c)
			}
			return
		}
		cg, og := p.InC/p.Groups, p.OutC/p.Groups
		for c := range cg {
			for oc := range p.OutC {
				f(o*p.OutC+oc, i*p.InC+oc/og*cg+c, (tap*cg+c)*p.OutC+oc)
			}
		}
	})
}

// forWindows visits each output position, input position and tap that meet.
func forWindows(p *kernel.Conv3DParams, f func(n, o, i, tap int)) {
	o := 0
	for n := range p.Batch {
		for oz := range p.OutD {
			for oy := range p.OutH {
				for ox := range p.OutW {
					for k := range p.KD * p.KH * p.KW {
						kz, ky, kx := k/(p.KH*p.KW), k/p.KW%p.KH, k%p.KW
						z := oz*p.StrideD + kz*p.DilationD - p.PadFront
						y := oy*p.StrideH + ky*p.DilationH - p.PadTop
						x := ox*p.StrideW + kx*p.DilationW - p.PadLeft
						if z >= 0 && z < p.InD && y >= 0 && y < p.InH && x >= 0 && x < p.InW {
							f(n, o, ((n*p.InD+z)*p.InH+y)*p.InW+x, k)
						}
					}
					o++
				}
			}
		}
	}
}

// opConvTranspose is act(transposed convolution + b): the gradient of a
// convolution as a forward op. The filter's last two axes are (out, in).
var opConvTranspose = &Op{
	Name: "Conv2DTranspose",
	Infer: func(c *Call) []Spec {
		a, x, w := c.Attr.(*convAttr), c.In[0].Shape, c.In[1].Shape
		n := len(x) - 2
		if x[n+1] >= 0 && x[n+1] != w[n+1] {
			throwBackprop(n, "filter and out_backprop must have the same out_depth")
		}
		if a.input != nil {
			a.checkTransposed(x, w)
			shape := append([]int{x[0]}, a.input...)
			return []Spec{{c.In[0].DType, append(shape, w[n])}}
		}
		shape := []int{x[0]}
		for i := range n {
			shape = append(shape, a.transposedLength(i, x[1+i], w[i]))
		}
		return []Spec{{c.In[0].DType, append(shape, w[n])}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*convAttr)
		evalConvBackInput(c, in, out)
		outC := out[0].shape[len(out[0].shape)-1]
		if out[0].dtype == Float64 {
			var b []float64
			if len(in) > 2 {
				b = Data[float64](in[2])
			}
			a.act.finish64(Data[float64](out[0]), b, outC)
			return
		}
		if len(in) > 2 || a.act.decl != nil {
			ep := a.act.epilogue(nil)
			if len(in) > 2 {
				ep.Bias = in[2].F32()
			}
			kernel.BiasAct(out[0].F32(), outC, &ep)
			RoundHalf(out[0].dtype, out[0].F32())
		}
	},
}

// throwBackprop throws what TensorFlow does for the op behind a transposed
// convolution of n spatial axes.
func throwBackprop(n int, format string, args ...any) {
	if n == 3 {
		throwList("Conv3DBackpropInputV2", "Conv3DBackpropInputOp: "+format, args...)
	}
	throwList("Conv2DBackpropInput", "Conv2DCustomBackpropInput: "+format, args...)
}

// checkTransposed makes sure that a convolution of what is asked for would
// give x.
func (a *convAttr) checkTransposed(x, w []int) {
	n := len(x) - 2
	for i, in := range a.input {
		out, _ := a.window(i, in, w[i])
		if out == x[1+i] || x[1+i] < 0 || in < 0 {
			continue
		}
		axis := 1 + i
		if n == 1 { // one axis is treated as the second of two
			axis = 2
		}
		throwBackprop(n, "Size of out_backprop doesn't match computed: actual = %d, computed = %d spatial_dim: %d input: %d filter: %d output: %d stride: %d dilation: %d",
			x[1+i], max(out, 0), axis, in, w[i], x[1+i], a.stride(i), a.dilation(i))
	}
}

// Conv is the convolution of x, (batch, spatial…, channels), with w, (spatial…,
// channels/groups, filters), one to three spatial axes; b may be nil. Bias and
// activation are part of the same pass.
func (s *Scope) Conv(x, w, b *Tensor, spec ConvSpec, act Act) *Tensor {
	s.checkConv(convNames, x, w, &spec)
	return s.applyConv(opConv, &convAttr{ConvSpec: spec, act: act}, x, w, b)
}

// DepthwiseConv convolves each channel of x with its own filters: w is
// (spatial…, channels, multiplier), one or two spatial axes.
func (s *Scope) DepthwiseConv(x, w, b *Tensor, spec ConvSpec, act Act) *Tensor {
	s.checkConv(depthwiseNames, x, w, &spec)
	return s.applyConv(opConv, &convAttr{ConvSpec: spec, act: act, depthwise: true}, x, w, b)
}

// ConvTranspose is the transposed convolution: w is (spatial…, filters,
// channels). out gives the spatial lengths of the result, nil to derive them
// as Keras does.
func (s *Scope) ConvTranspose(x, w, b *Tensor, spec ConvSpec, out []int, act Act) *Tensor {
	s.checkConv(transposeNames, x, w, &spec)
	if out != nil {
		needLength("Conv2DBackpropInput", "the spatial output shape", len(out), x.Rank()-2)
		for _, d := range out {
			if d < -1 {
				throwRun("Conv2DBackpropInput", "the output shape must not be negative: %s", shapeBrackets(out))
			}
		}
	}
	return s.applyConv(opConvTranspose, &convAttr{ConvSpec: spec, act: act, input: out}, x, w, b)
}

func (s *Scope) applyConv(op *Op, a *convAttr, x, w, b *Tensor) *Tensor {
	if x.DType().IsInteger() { // there is no kernel of integers
		y := s.Cast(s.applyConv(op, a, s.Cast(x, Float64), s.Cast(w, Float64), nil), x.DType())
		if b != nil {
			y = s.BiasAdd(y, b)
		}
		return y
	}
	if b == nil {
		return s.Apply1(op, a, x, w)
	}
	s.checkTypes("BiasAdd", x, b)
	outC := w.Dim(-1)
	if op == opConvTranspose || a.depthwise {
		outC = w.Dim(-2)
	}
	if a.depthwise {
		outC *= w.Dim(-1)
	}
	if b.Rank() != 1 || b.Dim(0) != outC && b.Dim(0) >= 0 && outC >= 0 {
		throwRun("BiasAdd", "Must provide as many biases as the last dimension of the input tensor: %s vs. %d", shapeBrackets(b.Shape()), outC)
	}
	return s.Apply1(op, a, x, w, b)
}

// TensorFlow's ops for one or two spatial axes, and for three.
var (
	convNames      = [2]string{"Conv2D", "Conv3D"}
	depthwiseNames = [2]string{"DepthwiseConv2dNative", "Conv3D"}
	transposeNames = [2]string{"Conv2DBackpropInput", "Conv3DBackpropInputV2"}
)

func (s *Scope) checkConv(names [2]string, x, w *Tensor, spec *ConvSpec) {
	if n := w.Rank() - 2; n == 2 && x.Rank() != 4 {
		throwRun("Conv2D", "convolution input must be 4-dimensional: %s", shapeBrackets(x.Shape()))
	}
	if n := x.Rank() - 2; n < 1 || n > 3 || w.Rank() != x.Rank() {
		throwOp("Conv2D", "Conv2D", "input must be 3, 4 or 5-dimensional, and the filter of the same rank: %s, %s", shapeBrackets(x.Shape()), shapeBrackets(w.Shape()))
	}
	spec.check("Conv2D", x.Rank()-2)
	if name := names[max(0, min(1, x.Rank()-4))]; names == transposeNames {
		s.checkTypes(name, Full(Int32, 0), w, x)
	} else {
		s.checkTypes(name, x, w)
	}
	for _, k := range w.Shape()[:w.Rank()-2] {
		if k == 0 {
			throwRun("Conv2D", "the filter must have elements: %s", shapeBrackets(w.Shape()))
		}
	}
	spec.Strides = append([]int(nil), spec.Strides...)
	spec.Dilations = append([]int(nil), spec.Dilations...)
}
