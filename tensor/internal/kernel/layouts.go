package kernel

import "sync"

// Layouts remembers how a matrix of weights, or a filter, was laid out for the
// kernels, for weights that many calls use before they change. Whoever changes
// the weights must drop it. It is for the first slice that it is asked for; a
// nil Layouts remembers nothing.
//
// A layout is kept from its second use on: weights in training change each time.
type Layouts struct {
	mu    sync.Mutex
	of    *float32
	known []*layout
}

// layoutKey tells layouts of the same weights apart.
type layoutKey struct {
	ks   *kernels
	k, n int // sizes of a matrix; channels of a filter
	taps int // of a filter, 0 for a matrix
	wino int // of a filter: the patches of the Winograd transform, 0 without
}

type layout struct {
	key  layoutKey
	data []float32 // nil until it is kept
}

// layoutPlaces is the number of results per column up to which keeping a layout
// pays: laying out an element costs as much as some fifty results.
const layoutPlaces = 2 << 10

// layoutLeast is the least number of weights that are worth it.
const layoutLeast = 4 << 10

// find gives a kept layout of w; when there is none but the next should be kept,
// it gives the place for it. Each result per column is one of places.
func (l *Layouts) find(w []float32, key layoutKey, places int) (data []float32, wanted *layout) {
	if l == nil || places > layoutPlaces || len(w) < layoutLeast {
		return nil, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == nil {
		l.of = &w[0]
	}
	if l.of != &w[0] {
		return nil, nil
	}
	for _, e := range l.known {
		if e.key == key {
			return e.data, e
		}
	}
	l.known = append(l.known, &layout{key: key})
	return nil, nil
}

// keep remembers what was laid out.
func (l *Layouts) keep(e *layout, data []float32) {
	l.mu.Lock()
	e.data = data
	l.mu.Unlock()
}

// Dense computes y = act(x·w + bias) for x of m x k and w of k x n; known, which
// may be nil, remembers the layout of w.
func Dense(m, n, k int, x, w, y []float32, ep *Epilogue, known *Layouts) {
	if packsB(false, m, n, k, n) {
		ks := kern()
		data, wanted := known.find(w, layoutKey{ks: ks, k: k, n: n}, m)
		if wanted != nil {
			b := PackedB{k: k, n: n, ks: ks, data: data}
			if data == nil {
				b = *PackB(false, k, n, w, n)
				known.keep(wanted, b.data)
			}
			GemmPacked(false, m, 1, x, k, &b, 0, y, n, ep)
			return
		}
	}
	Gemm(false, false, m, n, k, 1, x, k, w, n, 0, y, n, ep)
}
