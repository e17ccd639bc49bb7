package kernel

import (
	"math"
	"sync"
	"unsafe"
)

// channelCtx keeps the arguments of a kernel call off the stack.
type channelCtx struct{ args channelArgs }

var channelPool = sync.Pool{New: func() any { return new(channelCtx) }}

func installGoChannels(k *kernels) {
	k.channels, k.channelsFilter = goChannels, goChannelsFilter
	k.channelsMax, k.channelsMaxBack = goChannelsMax, goChannelsMaxBack
	k.channelsMean, k.channelsMeanBack = goChannelsMean, goChannelsMeanBack
}

func floatsAt(p unsafe.Pointer, off, n int) []float32 {
	return unsafe.Slice((*float32)(unsafe.Add(p, off)), n)
}

func goChannels(a *channelArgs) {
	for p := range a.places {
		y := floatsAt(a.y, p*a.stepY, a.n)
		if a.bias != nil {
			copy(y, floatsAt(a.bias, 0, a.n))
		} else {
			clear(y)
		}
		for _, s := range unsafe.Slice(a.tab, a.taps) {
			x, w := floatsAt(a.x, p*a.stepX+s.a, a.n), floatsAt(a.w, s.b, a.n)
			for c := range y {
				y[c] += x[c] * w[c]
			}
		}
		if a.relu != 0 {
			for c, v := range y {
				if v <= 0 {
					y[c] = 0
				}
			}
		}
	}
}

// goChannelsFilter computes w[c] += Σ over places of x[p·stepX + c]·y[p·stepY + c].
func goChannelsFilter(a *channelArgs) {
	w := floatsAt(a.w, 0, a.n)
	for p := range a.places {
		x, y := floatsAt(a.x, p*a.stepX, a.n), floatsAt(a.y, p*a.stepY, a.n)
		for c := range w {
			w[c] += x[c] * y[c]
		}
	}
}

// goChannelsMax is the largest of the taps for each place and channel; NaN is
// passed over.
func goChannelsMax(a *channelArgs) {
	for p := range a.places {
		y := floatsAt(a.y, p*a.stepY, a.n)
		for c := range y {
			y[c] = -math.MaxFloat32
		}
		for _, s := range unsafe.Slice(a.tab, a.taps) {
			for c, v := range floatsAt(a.x, p*a.stepX+s.a, a.n) {
				if v > y[c] {
					y[c] = v
				}
			}
		}
	}
}

// goChannelsMean is the sum of the taps times scale.
func goChannelsMean(a *channelArgs) {
	for p := range a.places {
		y := floatsAt(a.y, p*a.stepY, a.n)
		clear(y)
		for _, s := range unsafe.Slice(a.tab, a.taps) {
			for c, v := range floatsAt(a.x, p*a.stepX+s.a, a.n) {
				y[c] += v
			}
		}
		for c := range y {
			y[c] *= a.scale
		}
	}
}

// goChannelsMaxBack adds the gradients, behind bias, of the results y to the
// first tap that is equal to the result; w is the gradient of the input x.
// With relu set the taps of different places are apart and are written.
func goChannelsMaxBack(a *channelArgs) {
	for p := range a.places {
		y, dy := floatsAt(a.y, p*a.stepY, a.n), floatsAt(a.bias, p*a.stepY, a.n)
		for c, top := range y {
			found := false
			for _, s := range unsafe.Slice(a.tab, a.taps) {
				off := p*a.stepX + s.a
				w := &floatsAt(a.w, off, a.n)[c]
				if a.relu != 0 {
					*w = 0
				}
				if !found && floatsAt(a.x, off, a.n)[c] == top {
					found = true
					*w += dy[c] * a.scale
				}
			}
		}
	}
}

// goChannelsMeanBack adds the gradients, behind bias, times scale to all taps,
// or writes them when relu is set.
func goChannelsMeanBack(a *channelArgs) {
	for p := range a.places {
		dy := floatsAt(a.bias, p*a.stepY, a.n)
		for _, s := range unsafe.Slice(a.tab, a.taps) {
			w := floatsAt(a.w, p*a.stepX+s.a, a.n)
			for c := range w {
				if a.relu != 0 {
					w[c] = 0
				}
				w[c] += dy[c] * a.scale
			}
		}
	}
}
