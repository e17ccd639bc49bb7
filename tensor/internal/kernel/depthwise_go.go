package kernel

import (
	"sync"
	"unsafe"
)

// channelCtx keeps the arguments of a kernel call off the stack.
type channelCtx struct{ args channelArgs }

var channelPool = sync.Pool{New: func() any { return new(channelCtx) }}

func installGoChannels(k *kernels) {
	k.channels, k.channelsFilter = goChannels, goChannelsFilter
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
