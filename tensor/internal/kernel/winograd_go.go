package kernel

import "unsafe"

// The matrices of F(2x2, 3x3) and F(4x4, 3x3): for patches, filters and results.
var (
	winogradIn = [][][]float32{
		{{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}},
		{{4, 0, -5, 0, 1, 0}, {0, -4, -4, 1, 1, 0}, {0, 4, -4, -1, 1, 0},
			{0, -2, -1, 2, 1, 0}, {0, 2, -1, -2, 1, 0}, {0, 4, 0, -5, 0, 1}},
	}
	winogradFilter = [][][]float32{
		{{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}},
		{{1. / 4, 0, 0}, {-1. / 6, -1. / 6, -1. / 6}, {-1. / 6, 1. / 6, -1. / 6},
			{1. / 24, 1. / 12, 1. / 6}, {1. / 24, -1. / 12, 1. / 6}, {0, 0, 1}},
	}
	winogradOut = [][][]float32{
		{{1, 1, 1, 0}, {0, 1, -1, -1}},
		{{1, 1, 1, 1, 1, 0}, {0, 1, -1, 2, -2, 0}, {0, 1, 1, 4, 4, 0}, {0, 1, -1, 8, -8, 1}},
	}
)

func installGoWinograd(k *kernels) {
	for i, f := range []*winogradFuncs{&k.winograd2, &k.winograd4} {
		f.in, f.filter = goWinograd(winogradIn[i]), goWinograd(winogradFilter[i])
		out := winogradOut[i]
		f.out = func(dst, src *float32, dstLine, dstPixel, srcLine, srcPixel, n int, bias *float32, low float32) {
			add := unsafe.Slice(bias, n)
			goTransform(out, dst, src, dstLine, dstPixel, srcLine, srcPixel, n, func(c int, v float32) float32 {
				if v += add[c]; v < low {
					return low
				}
				return v
			})
		}
	}
}

func goWinograd(t [][]float32) func(dst, src *float32, dstLine, dstPixel, srcLine, srcPixel, n int) {
	return func(dst, src *float32, dstLine, dstPixel, srcLine, srcPixel, n int) {
		goTransform(t, dst, src, dstLine, dstPixel, srcLine, srcPixel, n, func(_ int, v float32) float32 { return v })
	}
}

// goTransform makes T·d·Tᵀ for squares d of numbers, n of them side by side.
func goTransform(t [][]float32, dst, src *float32, dstLine, dstPixel, srcLine, srcPixel, n int, finish func(c int, v float32) float32) {
	from, to := unsafe.Pointer(src), unsafe.Pointer(dst)
	side := len(t[0])
	for c := range n {
		for i, row := range t {
			var r [6]float32
			for k, f := range row {
				if f != 0 {
					for j := range side {
						r[j] += f * at(from, k*srcLine+j*srcPixel+4*c)
					}
				}
			}
			for l, col := range t {
				var v float32
				for j, f := range col {
					v += f * r[j]
				}
				*(*float32)(unsafe.Add(to, i*dstLine+l*dstPixel+4*c)) = finish(c, v)
			}
		}
	}
}
