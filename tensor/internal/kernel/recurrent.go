package kernel

// LSTMForward does the pointwise part of an LSTM step for m rows of u units.
// z, m x 4u, holds the sums of the gates in Keras' order (input, forget, cell,
// output) and is overwritten by the gates after their activations: sigmoid,
// sigmoid, tanh, sigmoid. With cPrev it computes c = f·cPrev + i·g and
// h = o·tanh(c); tanhC gets tanh(c) for the way back (nil to leave out).
func LSTMForward(z, cPrev, c, h, tanhC []float32, m, u int) {
	j := getJob(func(j *job, lo, hi int) {
		u := j.n[0]
		for r := lo; r < hi; r++ {
			z := j.s[0][r*4*u : (r+1)*4*u]
			i, f, g, o := z[:u], z[u:2*u], z[2*u:3*u], z[3*u:]
			j.k.unary[OpSigmoid](z[:2*u], z[:2*u])
			j.k.unary[OpTanh](g, g)
			j.k.unary[OpSigmoid](o, o)
			cp, c, h := j.s[1][r*u:(r+1)*u], j.s[2][r*u:(r+1)*u], j.s[3][r*u:(r+1)*u]
			j.k.binary[OpMul](c, f, cp)
			j.k.fma(c, i, g, c)
			t := h
			if j.s[4] != nil {
				t = j.s[4][r*u : (r+1)*u]
			}
			j.k.unary[OpTanh](t, c)
			j.k.binary[OpMul](h, t, o)
		}
	})
	j.s = [10][]float32{z[:m*4*u], cPrev[:m*u], c[:m*u], h[:m*u], tanhC}
	j.n[0] = u
	j.run(m, max(1, ewBlockHeavy/(4*u+1)))
}

// LSTMBackward is the way back of LSTMForward: from the gates and tanhC that it
// left, cPrev, and the gradients dh and dc (both of m x u), it computes dz
// (m x 4u, gradients of the sums; may be gates) and dcPrev (may be dc).
func LSTMBackward(dz, dcPrev, gates, cPrev, tanhC, dh, dc []float32, m, u int) {
	j := getJob(lstmBackRows)
	j.s = [10][]float32{dz, dcPrev, gates, cPrev, tanhC, dh, dc}
	j.n[0] = u
	j.run(m, max(1, ewBlockLight/(8*u+1)))
}

func lstmBackRows(j *job, lo, hi int) {
	u := j.n[0]
	for r := lo; r < hi; r++ {
		dz := j.s[0][r*4*u : (r+1)*4*u]
		z := j.s[2][r*4*u : (r+1)*4*u]
		for t := 0; t < u; t++ {
			at := r*u + t
			i, f, g, o, tc := z[t], z[u+t], z[2*u+t], z[3*u+t], j.s[4][at]
			dh := j.s[5][at]
			dc := j.s[6][at] + dh*o*(1-tc*tc)
			dz[t] = dc * g * i * (1 - i)
			dz[u+t] = dc * j.s[3][at] * f * (1 - f)
			dz[2*u+t] = dc * i * (1 - g*g)
			dz[3*u+t] = dh * tc * o * (1 - o)
			j.s[1][at] = dc * f
		}
	}
}

// GRUForward does the pointwise part of a GRU step in Keras' default form
// (reset_after): xz, m x 3u, holds x·W + b and hz, m x 3u, holds h·U + rb, both
// in the order update, reset, candidate. It overwrites xz by the gates (update,
// reset, candidate after tanh), leaves hz as it is, and computes
// h = z·hPrev + (1-z)·candidate with candidate = tanh(xz_c + reset·hz_c).
func GRUForward(xz, hz, hPrev, h []float32, m, u int) {
	j := getJob(func(j *job, lo, hi int) {
		u := j.n[0]
		for r := lo; r < hi; r++ {
			a, b := j.s[0][r*3*u:(r+1)*3*u], j.s[1][r*3*u:(r+1)*3*u]
			hp, h := j.s[2][r*u:(r+1)*u], j.s[3][r*u:(r+1)*u]
			j.k.binary[OpAdd](a[:2*u], a[:2*u], b[:2*u])
			j.k.unary[OpSigmoid](a[:2*u], a[:2*u])
			z, rs, c := a[:u], a[u:2*u], a[2*u:]
			j.k.fma(c, rs, b[2*u:], c)
			j.k.unary[OpTanh](c, c)
			j.k.binary[OpSub](h, hp, c)
			j.k.fma(h, h, z, c)
		}
	})
	j.s = [10][]float32{xz, hz, hPrev, h}
	j.n[0] = u
	j.run(m, max(1, ewBlockHeavy/(3*u+1)))
}

// GRUBackward is the way back of GRUForward: from the gates it left, hz, hPrev
// and dh it computes dxz and dhz (m x 3u each) and dhPrev, the part that does
// not go through hz (dh·z). dxz may be gates.
func GRUBackward(dxz, dhz, dhPrev, gates, hz, hPrev, dh []float32, m, u int) {
	j := getJob(gruBackRows)
	j.s = [10][]float32{dxz, dhz, dhPrev, gates, hz, hPrev, dh}
	j.n[0] = u
	j.run(m, max(1, ewBlockLight/(8*u+1)))
}

func gruBackRows(j *job, lo, hi int) {
	u := j.n[0]
	for row := lo; row < hi; row++ {
		dx, dhz := j.s[0][row*3*u:(row+1)*3*u], j.s[1][row*3*u:(row+1)*3*u]
		a, b := j.s[3][row*3*u:(row+1)*3*u], j.s[4][row*3*u:(row+1)*3*u]
		for t := 0; t < u; t++ {
			z, r, c := a[t], a[u+t], a[2*u+t]
			dh, hp := j.s[6][row*u+t], j.s[5][row*u+t]
			dc := dh * (1 - z) * (1 - c*c)
			dz := dh * (hp - c) * z * (1 - z)
			dr := dc * b[2*u+t] * r * (1 - r)
			dx[t], dx[u+t], dx[2*u+t] = dz, dr, dc
			dhz[t], dhz[u+t], dhz[2*u+t] = dz, dr, dc*r
			j.s[2][row*u+t] = dh * z
		}
	}
}
