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
			at, end := r*u, (r+1)*u
			t := j.s[3]
			if j.s[4] != nil {
				t = j.s[4]
			}
			j.k.lstm(j.s[0][4*at:4*end], j.s[1][at:end], j.s[2][at:end], j.s[3][at:end], t[at:end])
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
	j := getJob(func(j *job, lo, hi int) {
		u := j.n[0]
		for r := lo; r < hi; r++ {
			at, end := r*u, (r+1)*u
			j.k.lstmBack(j.s[0][4*at:4*end], j.s[1][at:end], j.s[2][4*at:4*end], j.s[3][at:end], j.s[4][at:end], j.s[5][at:end], j.s[6][at:end])
		}
	})
	j.s = [10][]float32{dz, dcPrev, gates, cPrev, tanhC, dh, dc}
	j.n[0] = u
	j.run(m, max(1, ewBlockLight/(8*u+1)))
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
			at, end := r*u, (r+1)*u
			j.k.gru(j.s[0][3*at:3*end], j.s[1][3*at:3*end], j.s[2][at:end], j.s[3][at:end])
		}
	})
	j.s = [10][]float32{xz, hz, hPrev, h}
	j.n[0] = u
	j.run(m, max(1, ewBlockHeavy/(3*u+1)))
}

// GRUBackward is the way back of GRUForward: from the gates it left, hz, hPrev
// and dh it computes dxz and dhz (m x 3u each) and dhPrev, the part that does
// not go through hz (dh·z). dxz may be gates, and dhz may be hz.
func GRUBackward(dxz, dhz, dhPrev, gates, hz, hPrev, dh []float32, m, u int) {
	j := getJob(func(j *job, lo, hi int) {
		u := j.n[0]
		for r := lo; r < hi; r++ {
			at, end := r*u, (r+1)*u
			j.k.gruBack(j.s[0][3*at:3*end], j.s[1][3*at:3*end], j.s[2][at:end], j.s[3][3*at:3*end], j.s[4][3*at:3*end], j.s[5][at:end], j.s[6][at:end])
		}
	})
	j.s = [10][]float32{dxz, dhz, dhPrev, gates, hz, hPrev, dh}
	j.n[0] = u
	j.run(m, max(1, ewBlockLight/(8*u+1)))
}
