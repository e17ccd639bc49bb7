package kernel

import "unsafe"

// patchLine is the distance between gathered patches.
func (t *convTask) patchLine() int { return roundUp(t.total(), copyPad) + copyPad }

// patchUnit computes a run of output places, across rows and images, from
// gathered patches: for results so narrow that the rows of one image would
// leave the tiles half empty.
func (t *convTask) patchUnit(a *microArgs, u int, buf []float32) {
	m0 := u * t.rows
	m1 := min(m0+t.rows, t.batch*t.out.product())
	ld := t.patchLine()
	for m := m0; m < m1; m++ {
		t.gather(buf[(m-m0)*ld:], m)
	}
	_ = t.dst[(m1-1)*t.dstStride[2]+t.dstAt+t.n-1]
	a.rsA, a.csA, a.ldc, a.tab, a.segs = 4*ld, 4, 4*t.dstStride[2], &oneSegment, 1
	step := max(1, convPanel/t.panel)
	for j := 0; j < t.n; j += t.panel {
		a.cols = min(t.panel, t.n-j)
		for p := 0; p < t.total(); p += step {
			a.k = min(step, t.total()-p)
			a.b = unsafe.Pointer(&t.filter[j*t.total()+p*t.panel])
			t.setEpilogue(a, p == 0, p+a.k == t.total(), j)
			t.tiles(a, unsafe.Pointer(&buf[p]), &t.dst[m0*t.dstStride[2]+t.dstAt+j], m1-m0)
		}
	}
	if t.actLeft() {
		t.activate(m0*t.dstStride[2]+t.dstAt, m1-m0)
	}
}

// gather copies the source of output place m, tap by tap.
func (t *convTask) gather(dst []float32, m int) {
	x, r := m%t.out[2], m/t.out[2]
	y, r := r%t.out[1], r/t.out[1]
	z, img := r%t.out[0], r/t.out[0]
	src := t.src[img*t.in.product()*t.inC+t.c0:]
	for i := range t.taps {
		at := &t.taps[i].at
		iz, iy, ix := z*t.step[0]+at[0], y*t.step[1]+at[1], x*t.step[2]+at[2]
		d := dst[i*t.c : (i+1)*t.c]
		if uint(iz) >= uint(t.in[0]) || uint(iy) >= uint(t.in[1]) || uint(ix) >= uint(t.in[2]) {
			clear(d)
			continue
		}
		copy(d, src[((iz*t.in[1]+iy)*t.in[2]+ix)*t.inC:])
	}
}
