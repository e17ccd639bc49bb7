package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// forTaps calls f for each output place, input place and tap that meet.
func (s *convSizes) forTaps(f func(out, in, tap int)) {
	o := 0
	for n := range s.batch {
		for z := range s.out[0] {
			for y := range s.out[1] {
				for x := range s.out[2] {
					for tap := range s.taps {
						k := axes3{tap / (s.k[1] * s.k[2]), tap / s.k[2] % s.k[1], tap % s.k[2]}
						inside, at := true, n
						for a, v := range (axes3{z, y, x}) {
							i := v*s.stride[a] + k[a]*s.dilation[a] - s.pad[a]
							inside = inside && i >= 0 && i < s.in[a]
							at = at*s.in[a] + i
						}
						if inside {
							f(o, at, tap)
						}
					}
					o++
				}
			}
		}
	}
}

// products calls f for each product of the convolution with the offsets of its
// output, input and filter elements.
func (s *convSizes) products(f func(out, in, w int)) {
	s.forTaps(func(out, in, tap int) {
		for c := range s.groupIn {
			for o := range s.outC {
				f(out*s.outC+o, in*s.inC+o/s.groupOut*s.groupIn+c, (tap*s.groupIn+c)*s.outC+o)
			}
		}
	})
}

func (s *convSizes) String() string { return fmt.Sprintf("%+v", *s) }

// params gives the sizes back as the public type.
func (s *convSizes) params() *Conv3DParams {
	return &Conv3DParams{
		Batch: s.batch, InD: s.in[0], InH: s.in[1], InW: s.in[2], InC: s.inC, KD: s.k[0], KH: s.k[1], KW: s.k[2],
		OutD: s.out[0], OutH: s.out[1], OutW: s.out[2], OutC: s.outC,
		StrideD: s.stride[0], StrideH: s.stride[1], StrideW: s.stride[2],
		DilationD: s.dilation[0], DilationH: s.dilation[1], DilationW: s.dilation[2],
		PadFront: s.pad[0], PadTop: s.pad[1], PadLeft: s.pad[2], Groups: s.groups,
	}
}

// randomConv draws sizes; flat ones have depth 1.
func randomConv(r *rand.Rand, flat bool) convSizes {
	p := Conv3DParams{Batch: 1 + r.IntN(3), Groups: 1}
	if r.IntN(4) == 0 {
		p.Groups = 1 + r.IntN(3)
	}
	channels := func() int {
		if r.IntN(3) == 0 {
			return 1 + r.IntN(40)
		}
		return 1 + r.IntN(5)
	}
	p.InC, p.OutC = p.Groups*channels(), p.Groups*channels()
	axis := func(in, k, out, stride, dilation, pad *int, one bool) {
		*in, *k, *out, *stride, *dilation = 1, 1, 1, 1, 1
		if one {
			return
		}
		for {
			*in, *k, *stride, *dilation, *pad = 1+r.IntN(14), 1+r.IntN(4), 1, 1, r.IntN(3)
			if r.IntN(5) == 0 {
				*in += r.IntN(40)
			}
			if r.IntN(3) == 0 {
				*stride = 1 + r.IntN(3)
			}
			if r.IntN(4) == 0 {
				*dilation = 1 + r.IntN(2)
			}
			after := r.IntN(3)
			if n := *in + *pad + after - (*k-1)**dilation - 1; n >= 0 {
				*out = n / *stride + 1
				return
			}
		}
	}
	axis(&p.InD, &p.KD, &p.OutD, &p.StrideD, &p.DilationD, &p.PadFront, flat || r.IntN(2) == 0)
	axis(&p.InH, &p.KH, &p.OutH, &p.StrideH, &p.DilationH, &p.PadTop, r.IntN(5) == 0)
	axis(&p.InW, &p.KW, &p.OutW, &p.StrideW, &p.DilationW, &p.PadLeft, false)
	return p.sizes()
}

func closeTo(t *testing.T, what string, got []float32, want []float64, terms int) {
	t.Helper()
	tol := 2e-7 * float64(terms+8)
	for i, v := range got {
		if math.Abs(float64(v)-want[i]) > tol*math.Max(1, math.Abs(want[i])) || v != v {
			t.Fatalf("%s: element %d is %v, want %v", what, i, v, want[i])
		}
	}
}

func checkConv(t *testing.T, r *rand.Rand, s convSizes) {
	t.Helper()
	nx, nw, ny := s.batch*s.in.product()*s.inC, s.taps*s.groupIn*s.outC, s.batch*s.out.product()*s.outC
	x, w, dy := randSlice(r, nx), randSlice(r, nw), randSlice(r, ny)
	wantY, wantX, wantW := make([]float64, ny), make([]float64, nx), make([]float64, nw)
	ep := &Epilogue{Act: []Act{ActNone, ActRelu, ActTanh}[r.IntN(3)]}
	if r.IntN(2) == 0 {
		ep.Bias = randSlice(r, s.outC)
		for i := range wantY {
			wantY[i] = float64(ep.Bias[i%s.outC])
		}
	}
	s.products(func(o, i, k int) {
		wantY[o] += float64(x[i]) * float64(w[k])
		wantX[i] += float64(dy[o]) * float64(w[k])
		wantW[k] += float64(dy[o]) * float64(x[i])
	})
	for i, v := range wantY {
		switch ep.Act {
		case ActRelu:
			wantY[i] = max(v, 0)
		case ActTanh:
			wantY[i] = math.Tanh(v)
		}
	}
	fill := func(d []float32) {
		for i := range d {
			d[i] = float32(math.NaN())
		}
	}
	y, guard := guarded(t, r, ny)
	fill(y)
	Conv3D(s.params(), x, w, y, ep)
	guard("forward " + s.String())
	loose := 1
	if s.groupIn >= winogradWide && s.groupOut >= winogradWide {
		loose = 5
	}
	closeTo(t, "forward "+s.String(), y, wantY, loose*s.taps*s.groupIn)
	dx, guard := guarded(t, r, nx)
	fill(dx)
	Conv3DBackInput(s.params(), dy, w, dx)
	guard("input gradient " + s.String())
	closeTo(t, "input gradient "+s.String(), dx, wantX, loose*s.taps*s.groupOut)
	dw, guard := guarded(t, r, nw)
	fill(dw)
	Conv3DBackFilter(s.params(), x, dy, dw)
	guard("filter gradient " + s.String())
	closeTo(t, "filter gradient "+s.String(), dw, wantW, s.batch*s.out.product())
}

func TestConvRandomSizes(t *testing.T) {
	forEachISA(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(7, 8))
		for i := range 400 {
			s := randomConv(r, i%3 != 0)
			if s.batch*s.out.product()*s.taps*s.groupIn*s.outC < 2<<20 {
				checkConv(t, r, s)
			}
		}
	})
}

// conv2 is a square 2D convolution with Keras' "same" padding.
func conv2(batch, size, inC, k, stride, outC, groups int) convSizes {
	out := (size + stride - 1) / stride
	pad := max(0, (out-1)*stride+k-size) / 2
	return (&ConvParams{Batch: batch, InH: size, InW: size, InC: inC, KH: k, KW: k, OutH: out, OutW: out, OutC: outC,
		StrideH: stride, StrideW: stride, PadTop: pad, PadLeft: pad, Groups: groups}).sizes()
}

func TestDepthwiseRandomSizes(t *testing.T) {
	forEachISA(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(17, 8))
		for range 200 {
			s := randomConv(r, true)
			mul := 1 + r.IntN(3)*r.IntN(2)
			s.groups, s.outC, s.groupIn, s.groupOut = s.inC, s.inC*mul, 1, mul
			checkDepthwise(t, r, s)
		}
		checkDepthwise(t, r, conv2(3, 28, 40, 3, 1, 40, 40))
		checkDepthwise(t, r, conv2(2, 57, 67, 3, 2, 67, 67))
	})
}

func checkDepthwise(t *testing.T, r *rand.Rand, s convSizes) {
	t.Helper()
	nx, nw, ny := s.batch*s.in.product()*s.inC, s.taps*s.outC, s.batch*s.out.product()*s.outC
	x, w, dy := randSlice(r, nx), randSlice(r, nw), randSlice(r, ny)
	wantY, wantX, wantW := make([]float64, ny), make([]float64, nx), make([]float64, nw)
	ep := &Epilogue{Act: []Act{ActNone, ActRelu}[r.IntN(2)]}
	if r.IntN(2) == 0 {
		ep.Bias = randSlice(r, s.outC)
		for i := range wantY {
			wantY[i] = float64(ep.Bias[i%s.outC])
		}
	}
	s.products(func(o, i, k int) {
		wantY[o] += float64(x[i]) * float64(w[k])
		wantX[i] += float64(dy[o]) * float64(w[k])
		wantW[k] += float64(dy[o]) * float64(x[i])
	})
	for i, v := range wantY {
		if ep.Act == ActRelu {
			wantY[i] = max(v, 0)
		}
	}
	q := s.params()
	p := &ConvParams{Batch: q.Batch, InH: q.InH, InW: q.InW, InC: q.InC, KH: q.KH, KW: q.KW, OutH: q.OutH, OutW: q.OutW, OutC: q.OutC,
		StrideH: q.StrideH, StrideW: q.StrideW, DilationH: q.DilationH, DilationW: q.DilationW, PadTop: q.PadTop, PadLeft: q.PadLeft}
	y, guard := guarded(t, r, ny)
	DepthwiseConv2D(p, x, w, y, ep)
	guard("forward " + s.String())
	closeTo(t, "forward "+s.String(), y, wantY, s.taps)
	dx, guard := guarded(t, r, nx)
	DepthwiseBackInput(p, dy, w, dx)
	guard("input gradient " + s.String())
	closeTo(t, "input gradient "+s.String(), dx, wantX, s.taps*s.groupOut)
	dw, guard := guarded(t, r, nw)
	DepthwiseBackFilter(p, x, dy, dw)
	guard("filter gradient " + s.String())
	closeTo(t, "filter gradient "+s.String(), dw, wantW, s.batch*s.out.product())
}

func TestConvLargeSizes(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for _, s := range []convSizes{
		conv2(5, 28, 32, 3, 1, 64, 1), conv2(1, 29, 64, 3, 1, 66, 1), conv2(3, 19, 17, 3, 1, 21, 1), conv2(2, 56, 16, 5, 2, 24, 1), conv2(3, 7, 96, 3, 1, 130, 1),
		conv2(40, 3, 64, 3, 1, 48, 1), conv2(1, 30, 48, 3, 1, 48, 3), conv2(9, 14, 20, 1, 2, 36, 1), conv2(4, 14, 24, 1, 1, 40, 1),
	} {
		checkConv(t, r, s)
	}
}

func TestConvSameBitsWithAnyThreads(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for _, s := range []convSizes{conv2(6, 28, 16, 3, 1, 32, 1), conv2(32, 5, 48, 3, 1, 64, 1), conv2(2, 33, 3, 3, 2, 24, 1)} {
		x, w := randSlice(r, s.batch*s.in.product()*s.inC), randSlice(r, s.taps*s.groupIn*s.outC)
		dy := randSlice(r, s.batch*s.out.product()*s.outC)
		var first [3][]float32
		for i, th := range []int{1, 2, 5} {
			withThreads(t, th)
			y, dx, dw := make([]float32, len(dy)), make([]float32, len(x)), make([]float32, len(w))
			Conv3D(s.params(), x, w, y, nil)
			Conv3DBackInput(s.params(), dy, w, dx)
			Conv3DBackFilter(s.params(), x, dy, dw)
			for j, v := range [][]float32{y, dx, dw} {
				if i == 0 {
					first[j] = v
				}
				for k := range v {
					if v[k] != first[j][k] {
						t.Fatalf("%d threads, result %d differs at %d", th, j, k)
					}
				}
			}
		}
	}
}

func benchConv(b *testing.B, s convSizes) {
	r := rand.New(rand.NewPCG(1, 1))
	x, w := randSlice(r, s.batch*s.in.product()*s.inC), randSlice(r, s.taps*s.groupIn*s.outC)
	dy := randSlice(r, s.batch*s.out.product()*s.outC)
	dx, dw, y := make([]float32, len(x)), make([]float32, len(w)), make([]float32, len(dy))
	flops := 2 * float64(len(dy)) * float64(s.taps*s.groupIn)
	for _, c := range []struct {
		name string
		f    func()
	}{
		{"forward", func() { convForward(&s, x, w, y, nil) }},
		{"input", func() { convBackInput(&s, dy, w, dx) }},
		{"filter", func() { convBackFilter(&s, x, dy, dw) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for range b.N {
				c.f()
			}
			reportFlops(b, flops)
		})
	}
}

func BenchmarkConv(b *testing.B) {
	for _, c := range []struct {
		name string
		s    convSizes
	}{
		{"mnist1", conv2(128, 28, 1, 3, 1, 32, 1)},
		{"mnist2", conv2(128, 13, 32, 3, 1, 64, 1)},
		{"stem", conv2(1, 224, 3, 3, 2, 32, 1)},
		{"56x64", conv2(1, 56, 64, 3, 1, 64, 1)},
		{"14x256", conv2(1, 14, 256, 3, 1, 256, 1)},
		{"7x512", conv2(1, 7, 512, 3, 1, 512, 1)},
		{"pointwise", conv2(1, 28, 192, 1, 1, 64, 1)},
		{"1x1s2", conv2(8, 28, 128, 1, 2, 256, 1)},
	} {
		b.Run(c.name, func(b *testing.B) { benchConv(b, c.s) })
	}
}
