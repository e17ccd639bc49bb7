package kernel

import (
	"math"
	"unsafe"
)

// Convolutions with filters of 3 x 3 and stride 1 take Lavin and Gray's way
// (2016) when it pays: a patch of m+2 by m+2 inputs gives m x m results with
// (m+2)² products per pair of channels instead of 9m². Patches, filters and
// products are transformed by small fixed matrices; the products of all
// patches of a unit are (m+2)² matrix products. With m = 2 the results are closer
// to the exact ones than the direct way's, whose sums are longer; with m = 4 the
// largest error is some five times as large, so that only wide layers take it.

// winogradFuncs transform squares of vectors of n floats whose places lie line
// and pixel bytes apart. out adds a bias per channel and takes the larger of
// the sum and low.
type winogradFuncs struct {
	in, filter func(dst, src *float32, dstLine, dstPixel, srcLine, srcPixel, n int)
	out        func(dst, src *float32, dstLine, dstPixel, srcLine, srcPixel, n int, bias *float32, low float32)
}

// winogradPlan is how a convTask takes this way; m is 0 when it does not.
type winogradPlan struct {
	f            *winogradFuncs
	m            int // results of a patch along an axis
	places       int // (m+2)²
	rows, cols   int // patches of a unit
	filter, bias []float32
}

const (
	winogradFloats = 192 << 10 // floats of a unit's transformed patches and products
	winogradPlaces = 64        // fewer results are not worth looking at
	winogradTiles  = 12
	winogradWide   = 64 // channels from which on patches of 4 x 4 are used
)

// winogradPays chooses the size of the patches, or the direct way. The costs
// count multiply-adds; a transform costs so many per channel, that of the filter
// forty, being limited by memory, for each of its numbers.
func (t *convTask) winogradPays() {
	t.wino.m = 0
	if t.each != nil || len(t.taps) != 9 || t.step != (axes3{1, 1, 1}) || t.in[0] != 1 || t.out[0] != 1 ||
		t.c < 16 || t.n < 16 || t.batch*t.out[1]*t.out[2] < winogradPlaces {
		return
	}
	for i, tap := range t.taps {
		first := t.taps[0].at
		if tap.at != (axes3{first[0], first[1] + i/3, first[2] + i%3}) {
			return
		}
	}
	product := t.c * t.n
	least := t.batch * 9 * product * t.out[1] * t.out[2] * 85 / 100
	for _, w := range []struct{ m, in, out int }{{2, 80, 64}, {4, 264, 200}} {
		tiles := ((t.out[1] + w.m - 1) / w.m) * ((t.out[2] + w.m - 1) / w.m)
		places := (w.m + 2) * (w.m + 2)
		cost := t.batch*tiles*(places*product*9/8+w.in*t.c+w.out*t.n) + 40*places*product
		if w.m == 4 && (t.c < winogradWide || t.n < winogradWide || min(t.out[1], t.out[2]) < 8) {
			continue
		}
		if tiles*t.batch >= winogradTiles && cost < least {
			least = cost
			t.wino.m, t.wino.places = w.m, places
		}
	}
	switch t.wino.m {
	case 2:
		t.wino.f = &t.k.winograd2
	case 4:
		t.wino.f = &t.k.winograd4
	}
}

// cutWinograd chooses the patches of a unit.
func (t *convTask) cutWinograd() {
	w := &t.wino
	most := max(winogradTiles, winogradFloats/(w.places*(t.c+t.n)))
	across, down := (t.out[2]+w.m-1)/w.m, (t.out[1]+w.m-1)/w.m
	parts := (across + most - 1) / most
	w.cols = (across + parts - 1) / parts
	w.rows = min(down, max(1, most/w.cols))
	parts = (down + w.rows - 1) / w.rows
	w.rows = (down + parts - 1) / parts
	t.rows, t.cols = w.rows*w.m, w.cols*w.m
	t.rowBlocks, t.colBlocks = (t.out[1]+t.rows-1)/t.rows, (t.out[2]+t.cols-1)/t.cols
	t.units = t.batch * t.rowBlocks * t.colBlocks
	t.copyIn, t.patches = true, false
}

// holdBias makes a bias as long as the panels.
func (t *convTask) holdBias() {
	t.wino.bias = t.hold(2, roundUp(t.n, t.panel))
	clear(t.wino.bias)
	if t.hasEp && t.ep.Bias != nil {
		copy(t.wino.bias, t.ep.Bias[:t.n])
	}
}

// transformFilter turns the packed filter, taps of panels, into places of
// panels when the task goes this way.
func (t *convTask) transformFilter() {
	w := &t.wino
	if w.m == 0 {
		return
	}
	w.filter = t.hold(1, w.places*t.filterStep())
	j := getJob(func(j *job, lo, hi int) {
		size, step, m := j.n[0], j.n[1], j.n[2]
		f := j.k.winograd2.filter
		if m == 4 {
			f = j.k.winograd4.filter
		}
		for p := lo; p < hi; p++ {
			f(&j.s[0][p*size], &j.s[1][p*9*size], 4*(m+2)*step, 4*step, 4*3*size, 4*size, size)
		}
	})
	j.s[0], j.s[1] = w.filter, t.filter
	j.n[0], j.n[1], j.n[2] = t.c*t.panel, t.filterStep(), w.m
	j.run(roundUp(t.n, t.panel)/t.panel, max(1, ewBlockLight/(t.c*t.panel)))
}

// The places of transformed patches, filters and products lie a little more
// than their size apart: powers of two would fight for the same cache lines.

func (t *convTask) filterStep() int           { return t.c*roundUp(t.n, t.panel) + copyPad }
func (t *convTask) patchStep(tiles int) int   { return tiles*t.c + copyPad }
func (t *convTask) productStep(tiles int) int { return tiles*roundUp(t.n, t.panel) + copyPad }

// winogradSize is how many floats a unit needs for its part of the source, the
// transformed patches, the products and one patch of results.
func (t *convTask) winogradSize() int {
	w := &t.wino
	tiles := w.rows * w.cols
	return t.block.product()*t.c + w.places*(t.patchStep(tiles)+t.productStep(tiles)) + w.m*w.m*t.n
}

// winogradUnit computes a block of places of an image.
func (t *convTask) winogradUnit(a *microArgs, u int, buf []float32) {
	cb, u := u%t.colBlocks, u/t.colBlocks
	rb, img := u%t.rowBlocks, u/t.rowBlocks
	w := &t.wino
	y0, x0 := rb*t.rows, cb*t.cols
	y1, x1 := min(y0+t.rows, t.out[1]), min(x0+t.cols, t.out[2])
	down, across := (y1-y0+w.m-1)/w.m, (x1-x0+w.m-1)/w.m
	t.load(buf, img, 0, y0, y0+down*w.m, x0, x0+across*w.m)
	tiles, wide := down*across, roundUp(t.n, t.panel)
	patches := buf[t.block.product()*t.c:]
	products := patches[w.places*t.patchStep(tiles):]
	step := 4 * t.patchStep(tiles)
	for i := range tiles {
		at := i/across*w.m*t.line + i%across*w.m*t.pixel
		w.f.in(&patches[i*t.c], &buf[at], (w.m+2)*step, step, 4*t.line, 4*t.pixel, t.c)
	}
	a.tab, a.segs, a.k, a.flags, a.bias = &oneSegment, 1, t.c, 0, nil
	a.rsA, a.csA, a.ldc = 4*t.c, 4, 4*wide
	for p := range w.places {
		for j := 0; j < t.n; j += t.panel {
			a.cols = min(t.panel, t.n-j)
			a.b = unsafe.Pointer(&w.filter[p*t.filterStep()+j*t.c])
			t.tiles(a, unsafe.Pointer(&patches[p*t.patchStep(tiles)]), &products[p*t.productStep(tiles)+j], tiles)
		}
	}
	t.winogradOut(products, products[w.places*t.productStep(tiles):], img*t.dstImage+t.dstAt, y0, y1, x0, x1)
}

// winogradOut transforms the products of a unit back into the result. Patches
// that reach beyond it go through part.
func (t *convTask) winogradOut(products, part []float32, dst, y0, y1, x0, x1 int) {
	w := &t.wino
	across := (x1 - x0 + w.m - 1) / w.m
	tiles, wide := across*((y1-y0+w.m-1)/w.m), roundUp(t.n, t.panel)
	low := float32(math.Inf(-1))
	if t.hasEp && t.ep.Act == ActRelu {
		low = 0
	}
	step := 4 * t.productStep(tiles)
	for i := range tiles {
		y, x := y0+i/across*w.m, x0+i%across*w.m
		at := dst + y*t.dstStride[1] + x*t.dstStride[2]
		rows, cols := min(w.m, y1-y), min(w.m, x1-x)
		if rows == w.m && cols == w.m {
			_ = t.dst[at+(rows-1)*t.dstStride[1]+(cols-1)*t.dstStride[2]+t.n-1]
			w.f.out(&t.dst[at], &products[i*wide], 4*t.dstStride[1], 4*t.dstStride[2], (w.m+2)*step, step, t.n, &w.bias[0], low)
			continue
		}
		w.f.out(&part[0], &products[i*wide], 4*w.m*t.n, 4*t.n, (w.m+2)*step, step, t.n, &w.bias[0], low)
		for r := range rows {
			for c := range cols {
				copy(t.dst[at+r*t.dstStride[1]+c*t.dstStride[2]:][:t.n], part[(r*w.m+c)*t.n:])
			}
		}
	}
	if t.actLeft() {
		for y := y0; y < y1; y++ {
			t.activate(dst+y*t.dstStride[1]+x0*t.dstStride[2], x1-x0)
		}
	}
}
