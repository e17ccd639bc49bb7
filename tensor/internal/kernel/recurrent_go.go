package kernel

import "math"

func installGoCells(k *kernels) {
	k.lstm, k.lstmBack, k.gru, k.gruBack = goLSTM, goLSTMBack, goGRU, goGRUBack
}

func sigmoid32(x float32) float32 { return float32(sigmoid64(float64(x))) }

func tanh32(x float32) float32 { return float32(math.Tanh(float64(x))) }

func goLSTM(z, cPrev, c, h, tanhC []float32) {
	u := len(c)
	for t := range c {
		i, f, g, o := sigmoid32(z[t]), sigmoid32(z[u+t]), tanh32(z[2*u+t]), sigmoid32(z[3*u+t])
		z[t], z[u+t], z[2*u+t], z[3*u+t] = i, f, g, o
		c[t] = f*cPrev[t] + i*g
		tc := tanh32(c[t])
		tanhC[t] = tc
		h[t] = o * tc
	}
}

func goLSTMBack(dz, dcPrev, z, cPrev, tanhC, dh, dc []float32) {
	u := len(dc)
	for t := range dc {
		i, f, g, o, tc := z[t], z[u+t], z[2*u+t], z[3*u+t], tanhC[t]
		d := dc[t] + dh[t]*o*(1-tc*tc)
		dz[3*u+t] = dh[t] * tc * o * (1 - o)
		dz[u+t] = d * cPrev[t] * f * (1 - f)
		dz[2*u+t] = d * i * (1 - g*g)
		dz[t] = d * g * i * (1 - i)
		dcPrev[t] = d * f
	}
}

func goGRU(xz, hz, hPrev, h []float32) {
	u := len(h)
	for t := range h {
		z, r := sigmoid32(xz[t]+hz[t]), sigmoid32(xz[u+t]+hz[u+t])
		c := tanh32(xz[2*u+t] + r*hz[2*u+t])
		xz[t], xz[u+t], xz[2*u+t] = z, r, c
		h[t] = c + z*(hPrev[t]-c)
	}
}

func goGRUBack(dx, dhz, dhPrev, z, hz, hPrev, dc []float32) {
	u := len(dc)
	for t := range dc {
		zt, r, c, g := z[t], z[u+t], z[2*u+t], dc[t]
		dz := g * (hPrev[t] - c) * zt * (1 - zt)
		d := g * (1 - zt) * (1 - c*c)
		dr := d * hz[2*u+t] * r * (1 - r)
		dhPrev[t] = g * zt
		dx[t], dx[u+t], dx[2*u+t] = dz, dr, d
		dhz[t], dhz[u+t], dhz[2*u+t] = dz, dr, d*r
	}
}
