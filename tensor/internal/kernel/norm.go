package kernel

import "math"

// LayerNorm normalises m rows of n: y = (x-mean)/sqrt(var+eps)·gamma + beta.
// gamma and beta may be nil. mean and inv (1/sqrt(var+eps)) get m values each,
// for LayerNormBack.
func LayerNorm(y, x, gamma, beta, mean, inv []float32, m, n int, eps float32) {
	j := getJob(func(j *job, lo, hi int) {
		n := j.n[0]
		for r := lo; r < hi; r++ {
			x := j.s[1][r*n : (r+1)*n]
			mu := rowSum(j.k, x) / float32(n)
			v := j.k.sumSqDev(x, mu) / float32(n)
			inv := float32(1 / math.Sqrt(float64(v)+float64(j.p[0])))
			j.s[4][r], j.s[5][r] = mu, inv
			j.k.normRow(j.s[0][r*n:(r+1)*n], x, mu, inv, j.s[2], j.s[3])
		}
	})
	j.s = [10][]float32{y[:m*n], x[:m*n], gamma, beta, mean[:m], inv[:m]}
	j.n[0], j.p[0] = n, eps
	j.run(m, max(1, ewBlockLight/(n+1)))
}

// LayerNormBack computes dx, dgamma and dbeta (n values each; nil to leave out)
// from x, dy and the mean and inv of LayerNorm. gamma may be nil. dx may be nil.
func LayerNormBack(dx, dgamma, dbeta, x, dy, gamma, mean, inv []float32, m, n int) {
	if dx != nil {
		j := getJob(layerNormBackRows)
		j.s = [10][]float32{dx[:m*n], x[:m*n], dy[:m*n], gamma, mean, inv}
		j.n[0] = n
		j.run(m, max(1, ewBlockLight/(n+1)))
	}
	if dbeta != nil {
		ColSums(dbeta, dy, m, n)
	}
	if dgamma == nil {
		return
	}
	groups := colGroups(m)
	s := getScratch(groups * n)
	j := getJob(func(j *job, lo, hi int) {
		n, rows := j.n[0], j.n[1]
		for g := lo; g < hi; g++ {
			acc := j.s[0][g*n : (g+1)*n]
			clear(acc)
			for r := g * rows; r < min((g+1)*rows, j.n[2]); r++ {
				x, dy, mu, inv := j.s[1][r*n:(r+1)*n], j.s[2][r*n:(r+1)*n], j.s[3][r], j.s[4][r]
				for i := range acc {
					acc[i] += (x[i] - mu) * inv * dy[i]
				}
			}
		}
	})
	j.s = [10][]float32{s.buf, x[:m*n], dy[:m*n], mean, inv}
	j.n[0], j.n[1], j.n[2] = n, (m+groups-1)/groups, m
	j.run(groups, max(1, ewBlockLight/(m*n/groups+1)))
	colSumRange(kern(), dgamma[:n], s.buf, n, 0, groups)
	putScratch(s)
}

// layerNormBackRows computes, with h = dy·gamma and z the normalised row,
// dx = inv·(h - mean(h) - z·mean(h·z)).
func layerNormBackRows(j *job, lo, hi int) {
	n := j.n[0]
	tmp := getScratch(n)
	h := tmp.buf[:n]
	for r := lo; r < hi; r++ {
		dx, x, dy := j.s[0][r*n:(r+1)*n], j.s[1][r*n:(r+1)*n], j.s[2][r*n:(r+1)*n]
		mu, inv := j.s[4][r], j.s[5][r]
		if gamma := j.s[3]; gamma != nil {
			j.k.binary[OpMul](h, dy, gamma)
		} else {
			copy(h, dy)
		}
		hs := j.k.sum(h) / float32(n)
		hz := (j.k.dot(h, x) - mu*hs*float32(n)) * inv / float32(n)
		// dx = inv·h - inv²·hz·x + (inv²·hz·mu - inv·hs)
		b := inv * inv * hz
		j.k.param[OpAffine](dx, x, -b, b*mu-inv*hs)
		j.k.axpy(dx, inv, h)
	}
	putScratch(tmp)
}

// BatchNormStats computes the mean and the (biased) variance of each of the c
// columns of x, m x c, in two passes.
func BatchNormStats(mean, variance, x []float32, m, c int) {
	ColSums(mean, x, m, c)
	inv := 1 / float32(m)
	for i := range mean[:c] {
		mean[i] *= inv
	}
	colPartials(variance[:c], x, mean, nil, m, c)
	for i := range variance[:c] {
		variance[i] *= inv
	}
}

// colPartials sums (x-mean)² per column, or (x-mean)·g with g.
func colPartials(dst, x, mean, g []float32, m, n int) {
	groups := colGroups(m)
	s := getScratch(groups * n)
	j := getJob(func(j *job, lo, hi int) {
		n, rows := j.n[0], j.n[1]
		for i := lo; i < hi; i++ {
			acc := j.s[0][i*n : (i+1)*n]
			clear(acc)
			r0, r1 := i*rows*n, min((i+1)*rows, j.n[2])*n
			if r0 >= r1 {
				continue
			}
			if g := j.s[3]; g != nil {
				j.k.colDot(acc, j.s[1][r0:r1], j.s[2], g[r0:r1])
			} else {
				j.k.colSq(acc, j.s[1][r0:r1], j.s[2])
			}
		}
	})
	j.s = [10][]float32{s.buf, x[:m*n], mean[:n], g}
	j.n[0], j.n[1], j.n[2] = n, (m+groups-1)/groups, m
	j.run(groups, max(1, ewBlockLight/(m*n/groups+1)))
	colSumRange(kern(), dst, s.buf, n, 0, groups)
	putScratch(s)
}

// BatchNorm computes y = (x-mean)/sqrt(variance+eps)·gamma + beta per column
// of x, m x c. gamma and beta may be nil.
func BatchNorm(y, x, mean, variance, gamma, beta []float32, m, c int, eps float32) {
	s := getScratch(2 * c)
	scale, bias := s.buf[:c], s.buf[c:2*c]
	for i := range scale {
		v := 1 / math.Sqrt(float64(variance[i])+float64(eps))
		if gamma != nil {
			v *= float64(gamma[i])
		}
		scale[i] = float32(v)
		b := -float64(mean[i]) * v
		if beta != nil {
			b += float64(beta[i])
		}
		bias[i] = float32(b)
	}
	j := getJob(func(j *job, lo, hi int) {
		n := j.n[0]
		j.k.scaleBias(j.s[0][lo*n:hi*n], j.s[1][lo*n:hi*n], j.s[2], j.s[3])
	})
	j.s = [10][]float32{y[:m*c], x[:m*c], scale, bias}
	j.n[0] = c
	j.run(m, max(1, ewBlockLight/(c+1)))
	putScratch(s)
}

// BatchNormBack computes dx, dgamma and dbeta (c values each) of a BatchNorm
// in training, whose mean and variance came from the same x. gamma may be nil;
// dx may be nil or dy.
func BatchNormBack(dx, dgamma, dbeta, x, dy, mean, variance, gamma []float32, m, c int, eps float32) {
	ColSums(dbeta, dy, m, c)
	colPartials(dgamma[:c], x, mean, dy, m, c)
	s := getScratch(3 * c)
	cg, cx, c0 := s.buf[:c], s.buf[c:2*c], s.buf[2*c:3*c]
	for i := range cg {
		inv := 1 / math.Sqrt(float64(variance[i])+float64(eps))
		dot := float64(dgamma[i]) * inv
		dgamma[i] = float32(dot)
		w := inv
		if gamma != nil {
			w *= float64(gamma[i])
		}
		// dx = w·(dy - dbeta/m - z·dgamma/m) with z = (x-mean)·inv
		fx := -w * dot * inv / float64(m)
		cg[i], cx[i] = float32(w), float32(fx)
		c0[i] = float32(-w*float64(dbeta[i])/float64(m) - fx*float64(mean[i]))
	}
	if dx != nil {
		j := getJob(func(j *job, lo, hi int) {
			n := j.n[0]
			j.k.lin3(j.s[0][lo*n:hi*n], j.s[1][lo*n:hi*n], j.s[2][lo*n:hi*n], j.s[3], j.s[4], j.s[5])
		})
		j.s = [10][]float32{dx[:m*c], dy[:m*c], x[:m*c], cg, cx, c0}
		j.n[0] = c
		j.run(m, max(1, ewBlockLight/(c+1)))
	}
	putScratch(s)
}
