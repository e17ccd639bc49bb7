package kernel

import (
	"math"
	"sync"
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
	for _, v := range []*int{&q.InD, &q.KD, &q.OutD, &q.StrideD, &q.StrideH, &q.StrideW} {
		if *v == 0 {
			*v = 1
		}
	}
	return q
}

// window is the valid part of the input under one output.
type window struct{ d0, d1, y0, y1, x0, x1 int }

func (w *window) count() int { return (w.d1 - w.d0) * (w.y1 - w.y0) * (w.x1 - w.x0) }

func (p *PoolParams) window(od, oy, ox int) window {
	d, y, x := od*p.StrideD-p.PadFront, oy*p.StrideH-p.PadTop, ox*p.StrideW-p.PadLeft
	return window{
		max(d, 0), min(d+p.KD, p.InD),
		max(y, 0), min(y+p.KH, p.InH),
		max(x, 0), min(x+p.KW, p.InW),
	}
}

// poolTask runs one pooling over planes (batch x output depth).
type poolTask struct {
	p            PoolParams
	f            func(t *poolTask, n int)
	x, y, dy, dx []float32
	k            *kernels
}

var poolTasks = sync.Pool{New: func() any { return new(poolTask) }}

// Run implements Task.
func (t *poolTask) Run(_, lo, hi int) {
	for n := lo; n < hi; n++ {
		t.f(t, n)
	}
}

func runPool(p *PoolParams, f func(t *poolTask, n int), x, y, dy, dx []float32, planes bool) {
	t := poolTasks.Get().(*poolTask)
	t.p, t.f, t.x, t.y, t.dy, t.dx, t.k = p.norm(), f, x, y, dy, dx, kern()
	n, work := t.p.Batch, t.p.OutD*t.p.OutH*t.p.OutW*t.p.C*t.p.KD*t.p.KH*t.p.KW
	if planes {
		n, work = n*t.p.OutD*t.p.OutH, work/(t.p.OutD*t.p.OutH+1)
	}
	ParallelTask(n, max(1, ewBlockLight/(work+1)), t)
	*t = poolTask{}
	poolTasks.Put(t)
}

// MaxPool computes y, the largest value of each window and channel.
func MaxPool(p *PoolParams, x, y []float32) { runPool(p, maxPoolRow, x, y, nil, nil, true) }

func maxPoolRow(t *poolTask, r int) {
	p := &t.p
	c := p.C
	oy, od, n := r%p.OutH, r/p.OutH%p.OutD, r/p.OutH/p.OutD
	maxOf := t.k.binary[OpMax]
	for ox := 0; ox < p.OutW; ox++ {
		w := p.window(od, oy, ox)
		y := t.y[(r*p.OutW+ox)*c:][:c]
		first := true
		for d := w.d0; d < w.d1; d++ {
			for iy := w.y0; iy < w.y1; iy++ {
				base := ((n*p.InD+d)*p.InH + iy) * p.InW
				for ix := w.x0; ix < w.x1; ix++ {
					x := t.x[(base+ix)*c:][:c]
					if first {
						copy(y, x)
						first = false
						continue
					}
					maxOf(y, y, x)
				}
			}
		}
		if first {
			Fill(y, float32(math.Inf(-1)))
		}
	}
}

// AvgPool computes y, the mean of each window and channel over the places
// inside of x.
func AvgPool(p *PoolParams, x, y []float32) { runPool(p, avgPoolRow, x, y, nil, nil, true) }

func avgPoolRow(t *poolTask, r int) {
	p := &t.p
	c := p.C
	oy, od, n := r%p.OutH, r/p.OutH%p.OutD, r/p.OutH/p.OutD
	for ox := 0; ox < p.OutW; ox++ {
		w := p.window(od, oy, ox)
		y := t.y[(r*p.OutW+ox)*c:][:c]
		clear(y)
		for d := w.d0; d < w.d1; d++ {
			for iy := w.y0; iy < w.y1; iy++ {
				base := ((n*p.InD+d)*p.InH + iy) * p.InW
				for ix := w.x0; ix < w.x1; ix++ {
					t.k.binary[OpAdd](y, y, t.x[(base+ix)*c:][:c])
				}
			}
		}
		t.k.scalar[OpMul](y, y, 1/float32(w.count()))
	}
}

// MaxPoolBack computes dx from x, the forward result y and dy: the gradient of
// a window goes to its first largest element in row-major order.
func MaxPoolBack(p *PoolParams, x, y, dy, dx []float32) {
	q := p.norm()
	clear(dx[:q.Batch*q.InD*q.InH*q.InW*q.C])
	runPool(p, maxPoolBackImage, x, y, dy, dx, false)
}

func maxPoolBackImage(t *poolTask, n int) {
	p := &t.p
	for od := 0; od < p.OutD; od++ {
		for oy := 0; oy < p.OutH; oy++ {
			for ox := 0; ox < p.OutW; ox++ {
				w := p.window(od, oy, ox)
				maxPoolBackWindow(t, n, &w, (((n*p.OutD+od)*p.OutH+oy)*p.OutW+ox)*p.C)
			}
		}
	}
}

func maxPoolBackWindow(t *poolTask, n int, w *window, out int) {
	p := &t.p
	y, dy := t.y[out:][:p.C], t.dy[out:][:p.C]
	for c := range y {
		v := y[c]
	search:
		for d := w.d0; d < w.d1; d++ {
			for iy := w.y0; iy < w.y1; iy++ {
				base := ((n*p.InD+d)*p.InH + iy) * p.InW
				for ix := w.x0; ix < w.x1; ix++ {
					at := (base+ix)*p.C + c
					if x := t.x[at]; x == v || x != x {
						t.dx[at] += dy[c]
						break search
					}
				}
			}
		}
	}
}

// AvgPoolBack computes dx from dy.
func AvgPoolBack(p *PoolParams, dy, dx []float32) {
	q := p.norm()
	clear(dx[:q.Batch*q.InD*q.InH*q.InW*q.C])
	runPool(p, avgPoolBackImage, nil, nil, dy, dx, false)
}

func avgPoolBackImage(t *poolTask, n int) {
	p := &t.p
	c := p.C
	for od := 0; od < p.OutD; od++ {
		for oy := 0; oy < p.OutH; oy++ {
			for ox := 0; ox < p.OutW; ox++ {
				w := p.window(od, oy, ox)
				dy := t.dy[(((n*p.OutD+od)*p.OutH+oy)*p.OutW+ox)*c:][:c]
				inv := 1 / float32(w.count())
				for d := w.d0; d < w.d1; d++ {
					for iy := w.y0; iy < w.y1; iy++ {
						base := ((n*p.InD+d)*p.InH + iy) * p.InW
						for ix := w.x0; ix < w.x1; ix++ {
							t.k.axpy(t.dx[(base+ix)*c:][:c], inv, dy)
						}
					}
				}
			}
		}
	}
}
