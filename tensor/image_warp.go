package tensor

import "math"

// warpAttr is the attribute of the ops that take each place of the result from
// a computed place of an image.
type warpAttr struct {
	height, width int
	nearest       bool
	fill          string // what lies outside: "constant", "reflect", "wrap", "nearest"
	value         float32
	input         []int // of a gradient: the shape of the images
}

var opProjective, opProjectiveGrad, opCrop, opCropGrad *Op

func init() {
	opProjective = &Op{
		Name:  "ImageProjectiveTransformV3",
		Infer: inferWarp,
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*warpAttr)
			out[0].Fill(0)
			a.eachProjected(in[1], in[0].shape, out[0].shape, gatherPixels(in[0], out[0], a.value))
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := *c.Attr.(*warpAttr)
			a.input = in[0].Shape()
			return []*Tensor{s.Apply1(opProjectiveGrad, &a, gout[0], in[1]), nil}
		},
	}
	opProjectiveGrad = &Op{
		Name:  "ImageProjectiveTransformGrad",
		Infer: func(c *Call) []Spec { return []Spec{{c.In[0].DType, c.Attr.(*warpAttr).input}} },
		Eval: func(c *Call, in, out []*Array) {
			out[0].Fill(0)
			c.Attr.(*warpAttr).eachProjected(in[1], out[0].shape, in[0].shape, scatterPixels(in[0], out[0]))
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opProjective, c.Attr.(*warpAttr).linear(), gout[0], in[1]), nil}
		},
	}
	opCrop = &Op{
		Name: "CropAndResize",
		Infer: func(c *Call) []Spec {
			a, x := c.Attr.(*warpAttr), c.In[0]
			return []Spec{{Float32, []int{c.In[1].Shape[0], a.height, a.width, x.Shape[3]}}}
		},
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*warpAttr)
			x := in[0].Cast(out[0].dtype)
			out[0].Fill(0)
			a.eachCropped(in[1], in[2], x.shape, out[0].shape, gatherPixels(x, out[0], a.value))
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := *c.Attr.(*warpAttr)
			a.input = in[0].Shape()
			dt := in[0].DType()
			return s.final("CropAndResizeGradImage", func(in []*Tensor) []*Tensor {
				return []*Tensor{s.Cast(s.Apply1(opCropGrad, &a, in[0], in[1], in[2]), dt)}
			}, gout[0], in[1], in[2])
		},
	}
	opCropGrad = &Op{
		Name:  "CropAndResizeGradImage",
		Infer: func(c *Call) []Spec { return []Spec{{c.In[0].DType, c.Attr.(*warpAttr).input}} },
		Eval: func(c *Call, in, out []*Array) {
			out[0].Fill(0)
			c.Attr.(*warpAttr).eachCropped(in[1], in[2], out[0].shape, in[0].shape, scatterPixels(in[0], out[0]))
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opCrop, c.Attr.(*warpAttr).linear(), gout[0], in[1], in[2]), nil, nil}
		},
	}
}

// linear is the same map without the constant for what lies outside.
func (a *warpAttr) linear() *warpAttr {
	b := *a
	b.value = 0
	return &b
}

func inferWarp(c *Call) []Spec {
	a, x := c.Attr.(*warpAttr), c.In[0]
	return []Spec{{x.DType, []int{x.Shape[0], a.height, a.width, x.Shape[3]}}}
}

// pixelFunc handles one of the up to four pixels that make a pixel of the
// result: from is its offset in the images (-1: outside), to that of the
// result; n is the number of channels.
type pixelFunc func(from, to, n int, w float32)

func gatherPixels(x, y *Array, outside float32) pixelFunc {
	return func(from, to, n int, w float32) {
		for i := range n {
			v := float64(outside)
			if from >= 0 {
				v = x.Float(from + i)
			}
			addFloat(y, to+i, v*float64(w))
		}
	}
}

func scatterPixels(g, d *Array) pixelFunc {
	return func(from, to, n int, w float32) {
		for i := range n {
			if from >= 0 {
				addFloat(d, from+i, g.Float(to+i)*float64(w))
			}
		}
	}
}

// addFloat adds v to element i of a contiguous array; integers truncate.
func addFloat(a *Array, i int, v float64) {
	switch d := a.buf.(type) {
	case []float32:
		d[a.offset+i] += float32(v)
	case []float64:
		d[a.offset+i] += v
	default:
		a.setInt(i, a.Int(i)+int64(v))
	}
}

// eachProjected walks the pixels of the result; a transform has eight numbers,
// one row for each image or one for all.
func (a *warpAttr) eachProjected(transforms *Array, in, out []int, f pixelFunc) {
	t := transforms.Cast(Float32).F32()
	for n := range out[0] {
		p := t
		if len(t) > 8 {
			p = t[n*8 : n*8+8]
		}
		for y := range out[1] {
			for x := range out[2] {
				to := ((n*out[1]+y)*out[2] + x) * out[3]
				k := p[6]*float32(x) + p[7]*float32(y) + 1
				if k == 0 {
					f(-1, to, out[3], 1)
					continue
				}
				inX := (p[0]*float32(x) + p[1]*float32(y) + p[2]) / k
				inY := (p[3]*float32(x) + p[4]*float32(y) + p[5]) / k
				a.sample(n, foldInto(inY, in[1], a.fill), foldInto(inX, in[2], a.fill), in, to, f)
			}
		}
	}
}

// sample splits a place between pixels into the pixels around it.
func (a *warpAttr) sample(n int, y, x float32, in []int, to int, f pixelFunc) {
	at := func(i, j int) int {
		if i < 0 || i >= in[1] || j < 0 || j >= in[2] {
			return -1
		}
		return ((n*in[1]+i)*in[2] + j) * in[3]
	}
	if a.nearest {
		f(at(int(math.Round(float64(y))), int(math.Round(float64(x)))), to, in[3], 1)
		return
	}
	top, left := float32(math.Floor(float64(y))), float32(math.Floor(float64(x)))
	wy, wx := y-top, x-left
	i, j := int(top), int(left)
	f(at(i, j), to, in[3], (1-wy)*(1-wx))
	f(at(i, j+1), to, in[3], (1-wy)*wx)
	f(at(i+1, j), to, in[3], wy*(1-wx))
	f(at(i+1, j+1), to, in[3], wy*wx)
}

// foldInto brings a place outside of [0, n) back as the fill mode says.
func foldInto(p float32, n int, fill string) float32 {
	last := float32(n - 1)
	switch fill {
	case "reflect":
		if n <= 1 {
			return 0
		}
		period := float32(2 * n)
		if p < 0 {
			if p < -period {
				p += period * float32(math.Trunc(float64(-p/period)))
			}
			if p < -float32(n) {
				p += period
			} else {
				p = -p - 1
			}
		} else if p > last {
			p -= period * float32(math.Trunc(float64(p/period)))
			if p >= float32(n) {
				p = period - p - 1
			}
		}
		return min(max(p, 0), last)
	case "wrap":
		if n <= 1 {
			return 0
		}
		if p < 0 {
			p += float32(n) * float32(math.Trunc(float64(-p/last))+1)
		} else if p > last {
			p -= float32(n) * float32(math.Trunc(float64(p/last)))
		}
		return min(max(p, 0), last)
	case "nearest":
		return min(max(p, 0), last)
	}
	return p
}

// eachCropped walks the pixels of the crops; boxes are (y1, x1, y2, x2) in
// parts of the image.
func (a *warpAttr) eachCropped(boxes, which *Array, in, out []int, f pixelFunc) {
	h, w := float32(in[1]), float32(in[2])
	place := func(lo, hi, size float32, i, n int) float32 {
		if n > 1 {
			return lo*(size-1) + float32(i)*(hi-lo)*(size-1)/float32(n-1)
		}
		return 0.5 * (lo + hi) * (size - 1)
	}
	for b := range out[0] {
		box := [4]float32{float32(boxes.Float(b * 4)), float32(boxes.Float(b*4 + 1)), float32(boxes.Float(b*4 + 2)), float32(boxes.Float(b*4 + 3))}
		n := int(which.Int(b))
		if n < 0 || n >= in[0] {
			Throwf("OutOfRangeError", "{{function_node __wrapped__CropAndResize_device_/job:localhost/replica:0/task:0/device:CPU:0}} box_index has values outside [0, batch_size) [Op:CropAndResize]")
		}
		for i := range out[1] {
			y := place(box[0], box[2], h, i, out[1])
			for j := range out[2] {
				to := ((b*out[1]+i)*out[2] + j) * out[3]
				x := place(box[1], box[3], w, j, out[2])
				if y < 0 || y > h-1 || x < 0 || x > w-1 {
					f(-1, to, out[3], 1)
					continue
				}
				a.sampleInside(n, y, x, in, to, f)
			}
		}
	}
}

// sampleInside is sample for places that are inside of the image.
func (a *warpAttr) sampleInside(n int, y, x float32, in []int, to int, f pixelFunc) {
	a.sample(n, min(y, float32(in[1]-1)), min(x, float32(in[2]-1)), in, to, func(from, to, n int, w float32) {
		if w != 0 {
			f(from, to, n, w)
		}
	})
}

// ProjectiveTransform warps images, (batch, height, width, channels): each
// pixel (x, y) of the result comes from ((a·x+b·y+c)/k, (d·x+e·y+f)/k) with k =
// g·x+h·y+1, where transforms has the rows (a … h). fill says what lies
// outside: "constant" (value), "reflect", "wrap" or "nearest".
func (s *Scope) ProjectiveTransform(x, transforms *Tensor, height, width int, nearest bool, fill string, value float64) *Tensor {
	const op = "ImageProjectiveTransformV3"
	needRank(op, x, 4, 4)
	if transforms.Rank() != 2 || transforms.Dim(1) != 8 || transforms.Dim(0) != 1 && !fits(transforms.Shape()[:1], x.Shape()[:1]) {
		throwRun(op, "Input transform should be num_images x 8 or 1 x 8")
	}
	if height <= 0 || width <= 0 {
		throwRun(op, "output_shape must be two positive integers, got %d and %d", height, width)
	}
	a := &warpAttr{height: height, width: width, nearest: nearest, fill: fill, value: float32(value)}
	return s.Apply1(opProjective, a, x, transforms)
}

// CropAndResize cuts boxes, (y1, x1, y2, x2) in parts of the image, out of the
// images that which names and samples them at one size. There is a gradient
// for the images only.
func (s *Scope) CropAndResize(x, boxes, which *Tensor, height, width int, nearest bool, value float64) *Tensor {
	switch {
	case x.Rank() != 4:
		throwRun("CropAndResize", "input image must be 4-D%s", shapeBrackets(x.Shape()))
	case boxes.Rank() != 2 || boxes.Dim(1) != 4:
		throwRun("CropAndResize", "boxes must be 2-D%s", shapeBrackets(boxes.Shape()))
	case which.Rank() != 1 || which.Dim(0) != boxes.Dim(0):
		throwRun("CropAndResize", "box_index has incompatible shape")
	case height <= 0 || width <= 0:
		throwRun("CropAndResize", "crop dimensions must be positive")
	}
	return s.Apply1(opCrop, &warpAttr{height: height, width: width, nearest: nearest, fill: "constant", value: float32(value)}, x, boxes, which)
}
