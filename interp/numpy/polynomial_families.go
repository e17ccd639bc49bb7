package numpy

var unitDomain = [2]float64{-1, 1}

// lowered is a derivative whose coefficient k-1 is factor(k) times that of k.
func lowered(factor func(k float64) float64) func(c []float64) []float64 {
	return func(c []float64) []float64 {
		out := make([]float64, len(c)-1)
		for i := range out {
			out[i] = factor(float64(i+1)) * c[i+1]
		}
		return out
	}
}

// raised is the integral that undoes lowered.
func raised(factor func(k float64) float64) func(c []float64) []float64 {
	return func(c []float64) []float64 {
		out := make([]float64, len(c)+1)
		for i, v := range c {
			out[i+1] = v / factor(float64(i+1))
		}
		return out
	}
}

// descended is a derivative by recurrence from the last coefficient on: that of
// the term j is lead(j) of the one below it, and carry of its coefficient goes to
// the term two below.
func descended(lead func(j float64) float64, carry func(j, c float64) float64) func(c []float64) []float64 {
	return func(c []float64) []float64 {
		out := make([]float64, len(c)-1)
		for j := len(out); j > 2; j-- {
			out[j-1] = lead(float64(j)) * c[j]
			c[j-2] += carry(float64(j), c[j])
		}
		if len(out) > 1 {
			out[1] = lead(2) * c[2]
		}
		out[0] = c[1]
		return out
	}
}

// spread is the integral that undoes descended: the term j gives to those above
// and below it.
func spread(above, below func(j float64) float64) func(c []float64) []float64 {
	return func(c []float64) []float64 {
		out := make([]float64, len(c)+1)
		out[1] = c[0]
		for j := 1; j < len(c); j++ {
			out[j+1] = c[j] / above(float64(j))
			if j > 1 {
				out[j-1] -= c[j] / below(float64(j))
			}
		}
		return out
	}
}

func odd(j float64) float64   { return 2*j - 1 }
func once(k float64) float64  { return k }
func twice(k float64) float64 { return 2 * k }

var powers = &basis{name: "Polynomial", module: "polynomial", prefix: "poly", domain: unitDomain,
	recur:   func(k float64) (a, b, c float64) { return 1, 0, 0 },
	derived: lowered(once), integrated: raised(once)}

var chebyshev = &basis{name: "Chebyshev", module: "chebyshev", prefix: "cheb", symbol: "T", domain: unitDomain,
	recur: func(k float64) (a, b, c float64) {
		if k == 0 {
			return 1, 0, 1
		}
		return 2, 0, 1
	},
	derived:    descended(twice, func(j, c float64) float64 { return j * c / (j - 2) }),
	integrated: spread(func(j float64) float64 { return 2 * (j + 1) }, func(j float64) float64 { return 2 * (j - 1) })}

var legendre = &basis{name: "Legendre", module: "legendre", prefix: "leg", symbol: "P", domain: unitDomain,
	recur:      func(k float64) (a, b, c float64) { return (2*k + 1) / (k + 1), 0, k / (k + 1) },
	derived:    descended(odd, func(_, c float64) float64 { return c }),
	integrated: spread(func(j float64) float64 { return odd(j + 1) }, func(j float64) float64 { return odd(j + 1) })}

var hermite = &basis{name: "Hermite", module: "hermite", prefix: "herm", symbol: "H", domain: unitDomain,
	recur:   func(k float64) (a, b, c float64) { return 2, 0, 2 * k },
	derived: lowered(twice), integrated: raised(twice)}

var hermiteE = &basis{name: "HermiteE", module: "hermite_e", prefix: "herme", symbol: "He", domain: unitDomain,
	recur:   func(k float64) (a, b, c float64) { return 1, 0, k },
	derived: lowered(once), integrated: raised(once)}

var laguerre = &basis{name: "Laguerre", module: "laguerre", prefix: "lag", symbol: "L", domain: [2]float64{0, 1},
	recur: func(k float64) (a, b, c float64) { return -1 / (k + 1), (2*k + 1) / (k + 1), k / (k + 1) },
	derived: func(c []float64) []float64 {
		out := make([]float64, len(c)-1)
		for j := len(out); j > 1; j-- {
			out[j-1] = -c[j]
			c[j-1] += c[j]
		}
		out[0] = -c[1]
		return out
	},
	integrated: func(c []float64) []float64 {
		out := make([]float64, len(c)+1)
		for j, v := range c {
			out[j] += v
			out[j+1] = -v
		}
		return out
	}}

func allBases() []*basis {
	return []*basis{powers, chebyshev, legendre, hermite, hermiteE, laguerre}
}

func init() {
	for _, b := range allBases() {
		b.declare()
	}
}
