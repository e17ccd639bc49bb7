package kernel

import (
	"math"
	"sync"
	"unsafe"
)

// PoolParams are the sizes of a pooling over NDHWC data; zero depth sizes mean
// 1, so 2D pooling leaves them out. Zero strides mean 1. Windows may reach
// over the border by the paddings; places outside never take part.
type PoolParams struct {
	Batch, InD, InH, InW, C   int
	KD, KH, KW                int
	OutD, OutH, OutW          int
	StrideD, StrideH, StrideW int
	PadFront, PadTop, PadLeft int
}

func (p *PoolParams) norm() PoolParams {
	q := *p
	q.InD, q.KD, q.OutD = oneIfZero(p.InD), oneIfZero(p.KD), oneIfZero(p.OutD)
	q.StrideD, q.StrideH, q.StrideW = oneIfZero(p.StrideD), oneIfZero(p.StrideH), oneIfZero(p.StrideW)
	return q
}

// poolTask runs one pooling. The unit of work is a row of the result, or an
// image for the ways back, whose windows may overlap.
type poolTask struct {
	p            PoolParams
	f            func(t *poolTask, c *poolCtx, n int)
	x, y, dy, dx []float32
	k            *kernels
}

// poolCtx is what one worker needs: the arguments of the row kernels and the
// offsets of a window's places.
type poolCtx struct {
	args channelArgs
	tab  []segment
}

var (
	poolTasks = sync.Pool{New: func() any { return new(poolTask) }}
	poolCtxs  = sync.Pool{New: func() any { return new(poolCtx) }}
)

// Run implements Task.
func (t *poolTask) Run(_, lo, hi int) {
	c := poolCtxs.Get().(*poolCtx)
	c.args.n, c.args.stepX, c.args.stepY, c.args.scale = t.p.C, 4*t.p.StrideW*t.p.C, 4*t.p.C, 1
	for n := lo; n < hi; n++ {
		t.f(t, c, n)
	}
	c.args = channelArgs{}
	poolCtxs.Put(c)
}

func runPool(p *PoolParams, f func(t *poolTask, c *poolCtx, n int), x, y, dy, dx []float32, rows bool) {
	t := poolTasks.Get().(*poolTask)
	t.p, t.f, t.x, t.y, t.dy, t.dx, t.k = p.norm(), f, x, y, dy, dx, kern()
	n, work := t.p.Batch, t.p.OutD*t.p.OutH*t.p.OutW*t.p.C*t.p.KD*t.p.KH*t.p.KW
	if rows {
		n, work = n*t.p.OutD*t.p.OutH, work/(t.p.OutD*t.p.OutH+1)
	}
	if t.p.C > 0 && t.p.OutW > 0 {
		ParallelTask(n, max(1, ewBlockLight/(work+1)), t)
	}
	*t = poolTask{}
	poolTasks.Put(t)
}

// runs calls f for each run of neighbouring results of row r (of all images)
// whose windows are cut by the border in the same way, with the table of their
// places filled in: at is the first place of the first window inside of x.
func (c *poolCtx) runs(p *PoolParams, r int, f func(c *poolCtx, ox, count, at int)) {
	oy, od, n := r%p.OutH, r/p.OutH%p.OutD, r/p.OutH/p.OutD
	d, y := od*p.StrideD-p.PadFront, oy*p.StrideH-p.PadTop
	d0, d1, y0, y1 := max(d, 0), min(d+p.KD, p.InD), max(y, 0), min(y+p.KH, p.InH)
	for ox := 0; ox < p.OutW; {
		x := ox*p.StrideW - p.PadLeft
		x0, x1 := max(x, 0), min(x+p.KW, p.InW)
		count := 1
		if x >= 0 && x+p.KW <= p.InW {
			count = min(p.OutW-ox, (p.InW-p.KW-x)/p.StrideW+1)
		}
		c.tab = c.tab[:0]
		for iz := d0; iz < d1; iz++ {
			for iy := y0; iy < y1; iy++ {
				for ix := x0; ix < x1; ix++ {
					c.tab = append(c.tab, segment{a: 4 * (((iz-d0)*p.InH+iy-y0)*p.InW + ix - x0) * p.C})
				}
			}
		}
		f(c, ox, count, ((n*p.InD+d0)*p.InH+y0)*p.InW+x0)
		ox += count
	}
}

// window points the arguments at a run of windows.
func (c *poolCtx) window(count int) bool {
	c.args.places, c.args.taps = count, len(c.tab)
	if len(c.tab) == 0 {
		return false
	}
	c.args.tab = &c.tab[0]
	return true
}

// MaxPool computes y, the largest value of each window and channel. NaN is
// passed over; a window of nothing else gives the smallest finite number.
func MaxPool(p *PoolParams, x, y []float32) {
	runPool(p, func(t *poolTask, c *poolCtx, r int) {
		c.runs(&t.p, r, func(c *poolCtx, ox, count, at int) {
			out := (r*t.p.OutW + ox) * t.p.C
			if !c.window(count) {
				Fill(t.y[out:][:count*t.p.C], -math.MaxFloat32)
				return
			}
			c.args.x, c.args.y = unsafe.Pointer(&t.x[at*t.p.C]), unsafe.Pointer(&t.y[out])
			t.k.channelsMax(&c.args)
		})
	}, x, y, nil, nil, true)
}

// AvgPool computes y, the mean of each window and channel over the places
// inside of x.
func AvgPool(p *PoolParams, x, y []float32) {
	runPool(p, func(t *poolTask, c *poolCtx, r int) {
		c.runs(&t.p, r, func(c *poolCtx, ox, count, at int) {
			out := (r*t.p.OutW + ox) * t.p.C
			if !c.window(count) {
				Fill(t.y[out:][:count*t.p.C], float32(math.NaN()))
				return
			}
			c.args.x, c.args.y = unsafe.Pointer(&t.x[at*t.p.C]), unsafe.Pointer(&t.y[out])
			c.args.scale = 1 / float32(len(c.tab))
			t.k.channelsMean(&c.args)
		})
	}, x, y, nil, nil, true)
}

// MaxPoolBack computes dx from x, the forward result y and dy: the gradient of
// a window goes to its first largest element in row-major order.
func MaxPoolBack(p *PoolParams, x, y, dy, dx []float32) {
	runPool(p, maxPoolBackImage, x, y, dy, dx, false)
}

func maxPoolBackImage(t *poolTask, c *poolCtx, n int) {
	t.clearImage(n, c)
	rows := t.p.OutD * t.p.OutH
	for r := n * rows; r < (n+1)*rows; r++ {
		c.runs(&t.p, r, func(c *poolCtx, ox, count, at int) {
			if !c.window(count) {
				return
			}
			out := (r*t.p.OutW + ox) * t.p.C
			c.args.x, c.args.w = unsafe.Pointer(&t.x[at*t.p.C]), unsafe.Pointer(&t.dx[at*t.p.C])
			c.args.y, c.args.bias = unsafe.Pointer(&t.y[out]), unsafe.Pointer(&t.dy[out])
			t.k.channelsMaxBack(&c.args)
		})
	}
}

// AvgPoolBack computes dx from dy.
func AvgPoolBack(p *PoolParams, dy, dx []float32) {
	runPool(p, avgPoolBackImage, nil, nil, dy, dx, false)
}

func avgPoolBackImage(t *poolTask, c *poolCtx, n int) {
	t.clearImage(n, c)
	rows := t.p.OutD * t.p.OutH
	for r := n * rows; r < (n+1)*rows; r++ {
		c.runs(&t.p, r, func(c *poolCtx, ox, count, at int) {
			if !c.window(count) {
				return
			}
			out := (r*t.p.OutW + ox) * t.p.C
			// The kernel wants all pointers; only w and bias matter here.
			c.args.w, c.args.bias = unsafe.Pointer(&t.dx[at*t.p.C]), unsafe.Pointer(&t.dy[out])
			c.args.x, c.args.y = c.args.w, c.args.bias
			c.args.scale = 1 / float32(len(c.tab))
			t.k.channelsMeanBack(&c.args)
		})
	}
}

// clearImage zeroes what no window of one image's gradient covers, or all of
// it when windows may overlap; c is told.
func (t *poolTask) clearImage(n int, c *poolCtx) {
	p := &t.p
	size := p.InD * p.InH * p.InW * p.C
	dx := t.dx[n*size : (n+1)*size]
	if p.StrideD < p.KD || p.StrideH < p.KH || p.StrideW < p.KW || p.StrideH > p.KH || p.StrideW > p.KW ||
		p.KD > 1 || p.InD != p.OutD || p.PadFront+p.PadTop+p.PadLeft > 0 {
		c.args.relu = 0
		clear(dx)
		return
	}
	c.args.relu = 1
	rows, cols := min(p.OutH*p.KH, p.InH), min(p.OutW*p.KW, p.InW)
	for z := range p.InD {
		plane := dx[z*p.InH*p.InW*p.C:][:p.InH*p.InW*p.C]
		clear(plane[rows*p.InW*p.C:])
		for y := 0; y < rows && cols < p.InW; y++ {
			clear(plane[(y*p.InW+cols)*p.C : (y+1)*p.InW*p.C])
		}
	}
}
