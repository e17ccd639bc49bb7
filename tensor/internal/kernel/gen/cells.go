package main

// Rows of recurrent cells. The gates of a row follow each other in one slice,
// each with as many units as the state has.

// gates are the bases of n gates in a slice.
func (b *builder) gates(name string, units gp, n int) []gp {
	out := []gp{b.slice(name)}
	for i := 1; i < n; i++ {
		p := b.GP64()
		b.LEAQ(mem{Base: out[i-1], Index: units, Scale: 4}, p)
		out = append(out, p)
	}
	return out
}

func writeCells() error {
	b := newBuilder("cells")
	b.fn("avxLSTMRow", "(z, cPrev, c, h, tanhC []float32)", "lstm", "is a row of LSTMForward.")
	n := b.length("c")
	z := b.gates("z", n, 4)
	cPrev, c, h, tc := b.slice("cPrev"), b.slice("c"), b.slice("h"), b.slice("tanhC")
	b.each(n, 1, func(s *span) {
		i := b.sigmoid(s.load(z[0]))
		s.store(i, z[0])
		g := b.tanh(s.load(z[2]))
		s.store(g, z[2])
		state := b.mul(i, g)
		f := b.sigmoid(s.load(z[1]))
		s.store(f, z[1])
		b.fma(state, f, s.load(cPrev))
		s.store(state, c)
		o := b.sigmoid(s.load(z[3]))
		s.store(o, z[3])
		t := b.tanh(state)
		s.store(t, tc)
		s.store(b.mul(t, o), h)
	})
	b.end()
	b.lstmBack()
	b.gru()
	b.gruBack()
	return b.write()
}

func (b *builder) oneMinus(x vec) vec { return b.sub(b.load(b.f(1)), x) }

// slope is the derivative of the sigmoid, from its value, times d.
func (b *builder) slope(d, y vec) vec { return b.mul(b.mul(d, y), b.oneMinus(y)) }

// slopeTanh is the derivative of tanh, from its value, times d.
func (b *builder) slopeTanh(d, y vec) vec { return b.mul(d, b.oneMinus(b.mul(y, y))) }

func (b *builder) lstmBack() {
	b.fn("avxLSTMBackRow", "(dz, dcPrev, z, cPrev, tanhC, dh, dc []float32)", "lstmBack", "is a row of LSTMBackward.")
	n := b.length("dc")
	// The gates are reached from their first by the length of a gate: fewer
	// registers than a pointer each.
	dz, z := b.gates("dz", n, 2), b.gates("z", n, 2)
	dz3, z3 := b.GP64(), b.GP64()
	b.LEAQ(mem{Base: dz[1], Index: n, Scale: 8}, dz3)
	b.LEAQ(mem{Base: z[1], Index: n, Scale: 8}, z3)
	state, tc := b.slice("cPrev"), b.slice("tanhC")
	dh := b.slice("dh")
	_ = dh
	b.each(n, 1, func(s *span) {
		o, t := s.load(z3), s.load(tc)
		h := s.load(dh)
		s.store(b.slope(b.mul(h, t), o), dz3)
		d := b.slopeTanh(b.mul(h, o), t)
		b.VADDPS(s.loadFrom("dc"), d, d)
		f := s.load(z[1])
		s.storeTo(b.mul(d, f), "dcPrev")
		s.store(b.slope(b.mul(d, s.load(state)), f), dz[1])
		i, g := s.load(z[0]), s.loadGate("z", 2)
		s.storeGate(b.slopeTanh(b.mul(d, i), g), "dz", 2)
		s.store(b.slope(b.mul(d, g), i), dz[0])
	})
	b.end()
}

// loadFrom and storeTo reach a parameter whose base is not kept in a register.
func (s *span) loadFrom(name string) vec   { return s.load(s.slice(name)) }
func (s *span) storeTo(v vec, name string) { s.store(v, s.slice(name)) }

// loadGate and storeGate reach gate k of a parameter; a gate has as many units
// as dc.
func (s *span) gate(name string, k int) gp {
	p, n := s.slice(name), s.length("dc")
	for range k {
		s.LEAQ(mem{Base: p, Index: n, Scale: 4}, p)
	}
	return p
}

func (s *span) loadGate(name string, k int) vec     { return s.load(s.gate(name, k)) }
func (s *span) storeGate(v vec, name string, k int) { s.store(v, s.gate(name, k)) }

func (b *builder) gru() {
	b.fn("avxGRURow", "(xz, hz, hPrev, h []float32)", "gru", "is a row of GRUForward.")
	n := b.length("h")
	x, r := b.gates("xz", n, 3), b.gates("hz", n, 3)
	hPrev, h := b.slice("hPrev"), b.slice("h")
	b.each(n, 1, func(s *span) {
		reset := b.sigmoid(b.add(s.load(x[1]), s.load(r[1])))
		s.store(reset, x[1])
		c := s.load(x[2])
		b.fma(c, reset, s.load(r[2]))
		c = b.tanh(c)
		s.store(c, x[2])
		z := b.sigmoid(b.add(s.load(x[0]), s.load(r[0])))
		s.store(z, x[0])
		out := b.sub(s.load(hPrev), c)
		b.mulAdd(out, z, c)
		s.store(out, h)
	})
	b.end()
}

func (b *builder) gruBack() {
	b.fn("avxGRUBackRow", "(dx, dhz, dhPrev, z, hz, hPrev, dc []float32)", "gruBack", "is a row of GRUBackward; dc is the gradient of the state.")
	n := b.length("dc")
	dh, dhPrev, hPrev := b.slice("dc"), b.slice("dhPrev"), b.slice("hPrev")
	z := b.gates("z", n, 3)
	b.each(n, 1, func(s *span) {
		g := s.load(dh)
		zt, c := s.load(z[0]), s.load(z[2])
		s.store(b.mul(g, zt), dhPrev)
		dz := b.slope(b.mul(g, b.sub(s.load(hPrev), c)), zt)
		s.storeGate(dz, "dx", 0)
		s.storeGate(dz, "dhz", 0)
		dc := b.slopeTanh(b.mul(g, b.oneMinus(zt)), c)
		r := s.load(z[1])
		dr := b.slope(b.mul(dc, s.loadGate("hz", 2)), r)
		s.storeGate(dc, "dx", 2)
		s.storeGate(b.mul(dc, r), "dhz", 2)
		s.storeGate(dr, "dx", 1)
		s.storeGate(dr, "dhz", 1)
	})
	b.end()
}
