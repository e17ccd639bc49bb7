package kernel

// Optimizer updates are one pass over the weights w, the gradient g and the
// optimizer's own variables.

const optimBlock = 16 << 10

// SGD computes w -= lr·g.
func SGD(w, g []float32, lr float32) {
	optim(w, g, nil, nil, [6]float32{lr}, func(j *job, lo, hi int) {
		j.k.sgd(j.s[0][lo:hi], j.s[1][lo:hi], j.p[0])
	})
}

// SGDMomentum computes m = momentum·m - lr·g; w += m, or with nesterov
// w += momentum·m - lr·g, as Keras does.
func SGDMomentum(w, g, m []float32, lr, momentum float32, nesterov bool) {
	f := func(j *job, lo, hi int) { j.k.momentum(j.s[0][lo:hi], j.s[1][lo:hi], j.s[2][lo:hi], j.p[0], j.p[1]) }
	if nesterov {
		f = func(j *job, lo, hi int) { j.k.nesterov(j.s[0][lo:hi], j.s[1][lo:hi], j.s[2][lo:hi], j.p[0], j.p[1]) }
	}
	optim(w, g, m, nil, [6]float32{lr, momentum}, f)
}

// Adam computes m += (g-m)·oneMinusBeta1; v += (g²-v)·oneMinusBeta2;
// w -= alpha·m/(sqrt(v)+eps). alpha is lr·sqrt(1-β2ᵗ)/(1-β1ᵗ).
func Adam(w, g, m, v []float32, alpha, oneMinusBeta1, oneMinusBeta2, eps float32) {
	optim(w, g, m, v, [6]float32{alpha, oneMinusBeta1, oneMinusBeta2, eps}, func(j *job, lo, hi int) {
		j.k.adam(j.s[0][lo:hi], j.s[1][lo:hi], j.s[2][lo:hi], j.s[3][lo:hi], j.p[0], j.p[1], j.p[2], j.p[3])
	})
}

// RMSprop computes v = rho·v + (1-rho)·g²; w -= lr·g/sqrt(v+eps), the form of
// Keras without momentum and centring.
func RMSprop(w, g, v []float32, lr, rho, eps float32) {
	optim(w, g, v, nil, [6]float32{lr, rho, eps}, func(j *job, lo, hi int) {
		j.k.rmsprop(j.s[0][lo:hi], j.s[1][lo:hi], j.s[2][lo:hi], j.p[0], j.p[1], j.p[2])
	})
}

func optim(w, g, m, v []float32, p [6]float32, f func(j *job, lo, hi int)) {
	j := getJob(f)
	j.s[0], j.s[1], j.s[2], j.s[3], j.p = w, g, m, v, p
	j.run(len(w), optimBlock)
}
