package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

// resizeAttr is the attribute of the resizing ops: the length along height and
// width of the result, or, for the gradient, of what was resized.
type resizeAttr struct {
	height, width int
	method        string
	antialias     bool
}

// span is which places of an axis make one place of the result, and their
// weights.
type span struct {
	start   int
	weights []float32
}

// opResize samples images, (batch, height, width, channels), along both axes.
// All methods are linear and treat the axes one after the other.
var opResize, opResizeGrad *Op

func init() {
	opResize = &Op{
		Name: "Resize",
		Infer: func(c *Call) []Spec {
			a, x := c.Attr.(*resizeAttr), c.In[0]
			return []Spec{{a.result(x.DType), []int{x.Shape[0], a.height, a.width, x.Shape[3]}}}
		},
		Eval: func(c *Call, in, out []*Array) {
			a, x, y := c.Attr.(*resizeAttr), in[0], out[0]
			if y.Size() == 0 || x.Size() == 0 {
				y.Fill(0)
				return
			}
			if a.method == "nearest" {
				resizeNearest(a, x, y)
				return
			}
			rows, cols := a.spans(x.shape[1], a.height), a.spans(x.shape[2], a.width)
			if a.method == "bicubic" && !a.antialias { // which TensorFlow samples down its columns first
				mid := c.Work(0, x.shape[0]*a.height*x.shape[2]*x.shape[3])
				sampleAxis(mid, x.Cast(Float32).F32(), x.shape[0], x.shape[1], x.shape[2]*x.shape[3], rows)
				sampleAxis(y.F32(), mid, x.shape[0]*a.height, x.shape[2], x.shape[3], cols)
				return
			}
			mid := c.Work(0, x.shape[0]*x.shape[1]*a.width*x.shape[3])
			sampleAxis(mid, x.Cast(Float32).F32(), x.shape[0]*x.shape[1], x.shape[2], x.shape[3], cols)
			sampleAxis(y.F32(), mid, x.shape[0], x.shape[1], a.width*x.shape[3], rows)
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return s.resizeGrad(*c.Attr.(*resizeAttr), in[0], gout[0])
		},
	}
	opResizeGrad = &Op{
		Name: "ResizeGrad",
		Infer: func(c *Call) []Spec {
			a, g := c.Attr.(*resizeAttr), c.In[0]
			return []Spec{{g.DType, []int{g.Shape[0], a.height, a.width, g.Shape[3]}}}
		},
		Eval: func(c *Call, in, out []*Array) {
			a, g, d := c.Attr.(*resizeAttr), in[0], out[0]
			if d.Size() == 0 || g.Size() == 0 {
				d.Fill(0)
				return
			}
			rows, cols := a.spans(a.height, g.shape[1]), a.spans(a.width, g.shape[2])
			dst := NewArray(Float32, d.shape...)
			n, channels := g.shape[0], g.shape[3]
			mid := c.Work(0, n*a.height*g.shape[2]*channels)
			clear(mid)
			spreadAxis(mid, g.Cast(Float32).F32(), n, a.height, g.shape[2]*channels, rows)
			spreadAxis(dst.F32(), mid, n*a.height, a.width, channels, cols)
			castInto(d, dst)
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := *c.Attr.(*resizeAttr)
			a.height, a.width = in[0].Dim(1), in[0].Dim(2)
			return []*Tensor{s.Cast(s.Apply1(opResize, &a, gout[0]), in[0].DType())}
		},
	}
}

// resizeGrad is the gradient of a resizing of x, nil where TensorFlow has none.
func (s *Scope) resizeGrad(a resizeAttr, x, g *Tensor) []*Tensor {
	op := resizeOps[a.method] + "Grad"
	if a.antialias && a.method != "nearest" {
		op = "ScaleAndTranslateGrad"
	}
	switch dt := x.DType(); {
	case op == "ResizeBicubicGrad" && dt != Float32 && dt != Float64:
		return nil
	case op == "ScaleAndTranslateGrad" && dt != Float32 && !s.AnyDType:
		Throwf("InvalidArgumentError", "cannot compute %s as input #1(zero-based) was expected to be a float tensor but is a %s tensor [Op:%s] name: ", op, dt.RuntimeName(), op)
	}
	a.height, a.width = x.Dim(1), x.Dim(2)
	inputs := []*Tensor{g, x}
	if a.method == "nearest" {
		inputs = inputs[:1]
	}
	return s.final(op, func(in []*Tensor) []*Tensor {
		return []*Tensor{s.Cast(s.Apply1(opResizeGrad, &a, in[0]), x.DType())}
	}, inputs...)
}

// result is the dtype that resizing gives: nearest keeps it.
func (a *resizeAttr) result(dt DType) DType {
	if a.method == "nearest" {
		return dt
	}
	return Float32
}

// sampleAxis makes y, outer x len(spans) x inner, from x, outer x n x inner.
func sampleAxis(y, x []float32, outer, n, inner int, spans []span) {
	m := len(spans)
	kernel.Parallel(outer*m, max(1, 8192/max(inner, 1)), func(lo, hi int) {
		for r := lo; r < hi; r++ {
			o, sp := r/m, spans[r%m]
			d := y[r*inner : (r+1)*inner]
			at := (o*n + sp.start) * inner
			if len(sp.weights) == 2 && sp.weights[0] == 1-sp.weights[1] {
				a, b, w := x[at:at+inner], x[at+inner:at+2*inner], sp.weights[1]
				for i := range d {
					d[i] = a[i] + (b[i]-a[i])*w
				}
				continue
			}
			clear(d)
			for k, w := range sp.weights {
				for i, v := range x[at+k*inner : at+(k+1)*inner] {
					d[i] += v * w
				}
			}
		}
	})
}

// spreadAxis is the transpose of sampleAxis: it adds y, outer x len(spans) x
// inner, into x.
func spreadAxis(x, y []float32, outer, n, inner int, spans []span) {
	m := len(spans)
	for r := range outer * m {
		o, sp := r/m, spans[r%m]
		g := y[r*inner : (r+1)*inner]
		at := (o*n + sp.start) * inner
		for k, w := range sp.weights {
			d := x[at+k*inner : at+(k+1)*inner]
			for i, v := range g {
				d[i] += v * w
			}
		}
	}
}

// spans is how an axis of length in becomes one of length out.
func (a *resizeAttr) spans(in, out int) []span {
	scale := float32(in) / float32(out)
	spans := make([]span, out)
	filter, _ := filterOf(a.method)
	for i := range spans {
		switch {
		case a.method == "nearest":
			spans[i] = span{nearestPlace(i, scale, in), []float32{1}}
		case a.method == "area":
			spans[i] = areaSpan(i, scale, in)
		case filter.radius > 0 && (a.antialias || filter.always):
			spans[i] = filterSpan(i, 1/(float32(out)/float32(in)), in, filter, a.antialias)
		case a.method == "bicubic":
			spans[i] = cubicSpan(i, scale, in)
		default:
			spans[i] = linearSpan(i, scale, in)
		}
	}
	return spans
}

func nearestPlace(i int, scale float32, in int) int {
	return min(int(math.Floor(float64((float32(i)+0.5)*scale))), in-1)
}

func linearSpan(i int, scale float32, in int) span {
	at := (float32(i)+0.5)*scale - 0.5
	floor := float32(math.Floor(float64(at)))
	lower, upper := max(int(floor), 0), min(int(math.Ceil(float64(at))), in-1)
	w := at - floor
	if lower == upper {
		return span{lower, []float32{1}}
	}
	return span{lower, []float32{1 - w, w}}
}

func areaSpan(i int, scale float32, in int) span {
	from, to := float32(i)*scale, float32(i+1)*scale
	first, end := int(math.Floor(float64(from))), int(math.Ceil(float64(to)))
	sp := span{start: min(first, in-1)}
	for p := first; p < end; p++ {
		w := float32(1)
		switch {
		case float32(p) < from && float32(p+1) > to:
			w = scale
		case float32(p) < from:
			w = float32(p+1) - from
		case float32(p+1) > to:
			w = to - float32(p)
		}
		if p < in {
			sp.weights = append(sp.weights, w/scale)
		} else {
			sp.weights[len(sp.weights)-1] += w / scale
		}
	}
	return sp
}

// cubicSpan uses weights from a table of 1024 steps, as TensorFlow does.
func cubicSpan(i int, scale float32, in int) span {
	at := (float32(i)+0.5)*scale - 0.5
	floor := int(math.Floor(float64(at)))
	step := int(math.RoundToEven(float64((at - float32(floor)) * 1024)))
	near := func(k int) float32 { return float32(keysCubic(float64(k) / 1024)) }
	far := func(k int) float32 { return float32(keysCubic(float64(k)/1024 + 1)) }
	weights := [4]float32{far(step), near(step), near(1024 - step), far(1024 - step)}
	sp, sum := span{start: -1}, float32(0)
	for k, w := range weights {
		if p := floor - 1 + k; p >= 0 && p < in {
			if sp.start < 0 {
				sp.start = p
			}
			sp.weights = append(sp.weights, w)
			sum += w
		}
	}
	for k := range sp.weights {
		sp.weights[k] *= 1 / sum
	}
	return sp
}

// resizeFilter is an interpolation kernel; always marks those that have no
// path of their own without antialiasing.
type resizeFilter struct {
	radius float32
	always bool
	f      func(x float64) float64
}

// filterOf is the filter of a method; ok is false for one that has none.
func filterOf(method string) (f resizeFilter, ok bool) {
	switch method {
	case "bilinear":
		return resizeFilter{1, false, func(x float64) float64 { return math.Max(0, 1-x) }}, true
	case "bicubic":
		return resizeFilter{2, false, keysCubic}, true
	case "mitchellcubic":
		return resizeFilter{2, true, mitchellCubic}, true
	case "lanczos3":
		return resizeFilter{3, true, lanczos(3)}, true
	case "lanczos5":
		return resizeFilter{5, true, lanczos(5)}, true
	case "gaussian":
		return resizeFilter{1.5, true, func(x float64) float64 {
			if x >= 1.5 {
				return 0
			}
			return math.Exp(-x * x / (2 * 0.5 * 0.5))
		}}, true
	}
	return resizeFilter{}, method == "nearest" || method == "area"
}

func keysCubic(x float64) float64 {
	switch {
	case x >= 2:
		return 0
	case x >= 1:
		return ((-0.5*x+2.5)*x-4)*x + 2
	}
	return (1.5*x-2.5)*x*x + 1
}

func mitchellCubic(x float64) float64 {
	switch {
	case x >= 2:
		return 0
	case x >= 1:
		return ((-7.0/18*x+2)*x-10.0/3)*x + 16.0/9
	}
	return (7.0/6*x-2)*x*x + 8.0/9
}

func lanczos(radius float64) func(x float64) float64 {
	return func(x float64) float64 {
		switch {
		case x > radius:
			return 0
		case x <= 1e-3:
			return 1
		}
		return radius * math.Sin(math.Pi*x) * math.Sin(math.Pi*x/radius) / (math.Pi * math.Pi * x * x)
	}
}

func filterSpan(i int, inverse float32, in int, f resizeFilter, antialias bool) span {
	at := (float32(i) + 0.5) * inverse
	if at < 0 || at > float32(in) {
		return span{}
	}
	wide := float32(1)
	if antialias {
		wide = max(inverse, 1)
	}
	first := int(math.Ceil(float64(at - f.radius*wide - 0.5)))
	last := int(math.Floor(float64(at + f.radius*wide - 0.5)))
	first, last = min(max(first, 0), in-1), min(max(last, 0), in-1)
	sp, sum := span{start: first}, float32(0)
	for p := first; p <= last; p++ {
		w := float32(f.f(math.Abs(float64((float32(p) + 0.5 - at) / wide))))
		sp.weights = append(sp.weights, w)
		sum += w
	}
	for k := range sp.weights {
		sp.weights[k] /= sum
	}
	return sp
}

func resizeNearest(a *resizeAttr, x, y *Array) {
	h, w, c := x.shape[1], x.shape[2], x.shape[3]
	sy, sx := float32(h)/float32(a.height), float32(w)/float32(a.width)
	for n := range y.shape[0] {
		for i := range a.height {
			row := (n*h + nearestPlace(i, sy, h)) * w
			for j := range a.width {
				copyRun(y, ((n*a.height+i)*a.width+j)*c, x, (row+nearestPlace(j, sx, w))*c, c)
			}
		}
	}
}

// resizeOps are TensorFlow's ops for the methods; all others are filters.
var resizeOps = map[string]string{
	"bilinear": "ResizeBilinear", "nearest": "ResizeNearestNeighbor", "bicubic": "ResizeBicubic", "area": "ResizeArea",
	"lanczos3": "ScaleAndTranslate", "lanczos5": "ScaleAndTranslate", "gaussian": "ScaleAndTranslate", "mitchellcubic": "ScaleAndTranslate",
}

// Resize samples images of shape (batch, height, width, channels) or (height,
// width, channels) at another size. method is "bilinear", "nearest",
// "bicubic", "area", "lanczos3", "lanczos5", "gaussian" or "mitchellcubic".
// All but nearest give float32.
func (s *Scope) Resize(x *Tensor, height, width int, method string, antialias bool) *Tensor {
	switch {
	case x.Rank() == 3:
		return s.Squeeze(s.Resize(s.ExpandDims(x, 0), height, width, method, antialias), []int{0})
	case x.Rank() != 4:
		Throwf("ValueError", "'images' must have either 3 or 4 dimensions.")
	case height < 0 || width < 0:
		Throwf("InvalidArgumentError", "output dimensions must be positive")
	}
	if _, ok := filterOf(method); !ok {
		Throwf("ValueError", "Resize method is not implemented: %s", method)
	}
	s.checkTypes(resizeOps[method], x)
	blurs := method == "gaussian" || method == "mitchellcubic"
	if x.Dim(1) == height && x.Dim(2) == width && !blurs {
		return s.Cast(x, (&resizeAttr{method: method}).result(x.DType()))
	}
	resized := func(x *Tensor) *Tensor {
		return s.Apply1(opResize, &resizeAttr{height, width, method, antialias}, x)
	}
	if method == "area" {
		return s.WithoutGradient("ResizeArea", x, resized)
	}
	return resized(x)
}
