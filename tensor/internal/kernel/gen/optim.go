package main

// optim makes an optimizer's rule: f changes the weight w, given the gradient,
// the optimizer's variables s, which it may replace, and the parameters.
func (b *builder) optim(rule string, slots, params int, f func(w, g vec, s, p []vec) vec) {
	b.fn("avxOpt"+rule, "(w, g, s0, s1, s2 []float32, p *[8]float32)", "opt[Opt"+rule+"]", "is the rule Opt"+rule+".")
	n, w, g := b.length("w"), b.slice("w"), b.slice("g")
	var ptr []gp
	for i := range slots {
		ptr = append(ptr, b.slice([]string{"s0", "s1", "s2"}[i]))
	}
	base := b.Load(b.Param("p"), b.GP64()).(gp)
	var p []vec
	for i := range params {
		v := b.YMM()
		b.VBROADCASTSS(at(base, 4*i), v)
		p = append(p, v)
	}
	b.each(n, 1, func(sp *span) {
		var s []vec
		for _, q := range ptr {
			s = append(s, sp.load(q))
		}
		sp.store(f(sp.load(w), sp.load(g), s, p), w)
		for i, q := range ptr {
			sp.store(s[i], q)
		}
	})
	b.end()
}

func writeOptim() error {
	b := newBuilder("optim")
	b.optim("SGD", 0, 1, func(w, g vec, s, p []vec) vec { return b.sub(w, b.mul(g, p[0])) })
	momentum := func(g vec, s, p []vec) { s[0] = b.sub(b.mul(s[0], p[1]), b.mul(g, p[0])) }
	b.optim("Momentum", 1, 2, func(w, g vec, s, p []vec) vec {
		momentum(g, s, p)
		return b.add(w, s[0])
	})
	b.optim("Nesterov", 1, 2, func(w, g vec, s, p []vec) vec {
		momentum(g, s, p)
		return b.add(w, b.sub(b.mul(s[0], p[1]), b.mul(g, p[0])))
	})
	// p: alpha, c1, c2, eps.
	moments := func(g vec, s, p []vec) {
		s[0] = b.add(s[0], b.mul(b.sub(g, s[0]), p[1]))
		s[1] = b.add(s[1], b.mul(b.sub(b.mul(g, g), s[1]), p[2]))
	}
	b.optim("Adam", 2, 4, func(w, g vec, s, p []vec) vec {
		moments(g, s, p)
		return b.sub(w, b.div(b.mul(s[0], p[0]), b.add(b.sqrt(s[1]), p[3])))
	})
	b.optim("AMSGrad", 3, 4, func(w, g vec, s, p []vec) vec {
		moments(g, s, p)
		nan := b.cmp(s[1], s[2], isUnordered)
		s[2] = b.or(b.max(s[2], s[1]), nan)
		return b.sub(w, b.div(b.mul(s[0], p[0]), b.add(b.sqrt(s[2]), p[3])))
	})
	// p: lr, c1, beta2, c, eps.
	b.optim("Adamax", 2, 5, func(w, g vec, s, p []vec) vec {
		s[0] = b.add(s[0], b.mul(b.sub(g, s[0]), p[1]))
		decayed, size := b.mul(s[1], p[2]), b.abs(g)
		s[1] = b.or(b.max(decayed, size), b.cmp(decayed, size, isUnordered))
		return b.sub(w, b.div(b.mul(s[0], p[0]), b.mul(b.add(s[1], p[4]), p[3])))
	})
	// p: lr, rho, 1-rho, eps, momentum.
	step := func(g, v vec, p []vec) vec { return b.div(b.mul(g, p[0]), b.sqrt(b.add(v, p[3]))) }
	average := func(old, x vec, p []vec) vec { return b.add(b.mul(old, p[1]), b.mul(x, p[2])) }
	b.optim("RMSprop", 1, 4, func(w, g vec, s, p []vec) vec {
		s[0] = average(s[0], b.mul(g, g), p)
		return b.sub(w, step(g, s[0], p))
	})
	b.optim("RMSpropMom", 2, 5, func(w, g vec, s, p []vec) vec {
		s[0] = average(s[0], b.mul(g, g), p)
		s[1] = b.add(b.mul(s[1], p[4]), step(g, s[0], p))
		return b.sub(w, s[1])
	})
	centered := func(v, a vec, p []vec) vec { return b.sub(v, b.mul(a, a)) }
	b.optim("Centered", 2, 4, func(w, g vec, s, p []vec) vec {
		s[0], s[1] = average(s[0], b.mul(g, g), p), average(s[1], g, p)
		return b.sub(w, step(g, centered(s[0], s[1], p), p))
	})
	b.optim("CenteredMom", 3, 5, func(w, g vec, s, p []vec) vec {
		s[0], s[1] = average(s[0], b.mul(g, g), p), average(s[1], g, p)
		s[2] = b.add(b.mul(s[2], p[4]), step(g, centered(s[0], s[1], p), p))
		return b.sub(w, s[2])
	})
	// p: lr, c1, c2, eps, a, b, c.
	b.optim("Nadam", 2, 7, func(w, g vec, s, p []vec) vec {
		moments(g, s, p)
		top := b.add(b.mul(s[0], p[4]), b.mul(g, p[5]))
		return b.sub(w, b.div(b.mul(top, p[0]), b.add(b.sqrt(b.div(s[1], p[6])), p[3])))
	})
	b.optim("Adagrad", 1, 2, func(w, g vec, s, p []vec) vec {
		s[0] = b.add(s[0], b.mul(g, g))
		return b.sub(w, b.div(b.mul(g, p[0]), b.sqrt(b.add(s[0], p[1]))))
	})
	// p: lr, rho, 1-rho, eps.
	b.optim("Adadelta", 2, 4, func(w, g vec, s, p []vec) vec {
		s[0] = b.add(b.mul(s[0], p[1]), b.mul(b.mul(g, p[2]), g))
		t := b.div(b.mul(b.neg(b.sqrt(b.add(s[1], p[3]))), g), b.sqrt(b.add(s[0], p[3])))
		s[1] = b.add(b.mul(s[1], p[1]), b.mul(b.mul(t, p[2]), t))
		return b.add(w, b.mul(t, p[0]))
	})
	// p: lr, b1, c1, b2, c2.
	b.optim("Lion", 1, 5, func(w, g vec, s, p []vec) vec {
		d := b.add(b.mul(s[0], p[1]), b.mul(g, p[2]))
		s[0] = b.add(b.mul(s[0], p[3]), b.mul(g, p[4]))
		return b.sub(w, b.mul(b.sign(d), p[0]))
	})
	b.fn("avxOptDecay", "(w, g, s0, s1, s2 []float32, p *[8]float32)", "opt[OptDecay]", "is the rule OptDecay.")
	n, w, base := b.length("w"), b.slice("w"), b.Load(b.Param("p"), b.GP64()).(gp)
	rate, decay := b.YMM(), b.YMM()
	b.VBROADCASTSS(at(base, 0), rate)
	b.VBROADCASTSS(at(base, 4), decay)
	b.each(n, light, func(s *span) {
		v := s.load(w)
		s.store(b.sub(v, b.mul(b.mul(v, decay), rate)), w)
	})
	b.end()
	b.optim("Average", 0, 2, func(w, g vec, s, p []vec) vec { return b.add(b.mul(w, p[0]), b.mul(g, p[1])) })
	return b.write()
}
