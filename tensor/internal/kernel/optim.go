package kernel

// OptRule is how an optimizer changes weights. Each rule is one pass over the
// weights w, their gradient g and the optimizer's own variables, here called s.
type OptRule uint8

// The rules, in Keras' formulas, with their variables and parameters.
const (
	OptSGD         OptRule = iota // w -= lr·g; p: lr
	OptMomentum                   // s: m; m = m·mom - lr·g, w += m; p: lr, mom
	OptNesterov                   // s: m; m = m·mom - lr·g, w += m·mom - lr·g; p: lr, mom
	OptAdam                       // s: m, v; m += (g-m)·c1, v += (g²-v)·c2, w -= m·alpha/(√v+eps); p: alpha, c1, c2, eps
	OptAMSGrad                    // s: m, v, top; like Adam with top = max(top, v) for v in the last step
	OptAdamax                     // s: m, u; m += (g-m)·c1, u = max(beta2·u, |g|), w -= lr·m/(c·(u+eps)); p: lr, c1, beta2, c, eps
	OptNadam                      // s: m, v; Adam's m and v, w -= lr·(a·m+b·g)/(√(v/c)+eps); p: lr, c1, c2, eps, a, b, c
	OptRMSprop                    // s: v; v = rho·v + r·g², w -= lr·g/√(v+eps); p: lr, rho, r, eps
	OptRMSpropMom                 // s: v, m; m = mom·m + RMSprop's step, w -= m; p: …, mom
	OptCentered                   // s: v, a; a = rho·a + r·g, RMSprop with v - a² for v
	OptCenteredMom                // s: v, a, m
	OptAdagrad                    // s: v; v += g², w -= lr·g/√(v+eps); p: lr, eps
	OptAdadelta                   // s: v, d; v = rho·v + r·g², t = -√(d+eps)·g/√(v+eps), d = rho·d + r·t², w += lr·t; p: lr, rho, r, eps
	OptFtrl                       // s: n, z; see goFtrl; p: lr, -power, l1, 2·l2', 2·shrink
	OptLion                       // s: m; w -= lr·sign(m·b1 + g·c1), m = m·b2 + g·c2; p: lr, b1, c1, b2, c2
	OptDecay                      // w -= w·d·lr; g is not used; p: lr, d
	OptAverage                    // w = w·d + g·r: moving average of g; p: d, r
	optCount
)

// OptParams are the parameters of a rule, in its own order.
type OptParams[T float32 | float64] = [8]T

// OptFunc applies a rule to a stretch of weights; g and the used ones of the
// optimizer's variables have the length of w.
type OptFunc[T float32 | float64] func(w, g, s0, s1, s2 []T, p *OptParams[T])

const optimBlock = 16 << 10

// Optimize applies a rule; g and s may be nil where the rule does not use them.
func Optimize(rule OptRule, w, g []float32, s [3][]float32, p OptParams[float32]) {
	j := getJob(func(j *job, lo, hi int) {
		j.k.opt[j.n[0]](j.s[0][lo:hi], part(j.s[1], lo, hi), part(j.s[2], lo, hi), part(j.s[3], lo, hi), part(j.s[4], lo, hi), &j.opt)
	})
	j.s[0], j.s[1], j.s[2], j.s[3], j.s[4], j.opt, j.n[0] = w, g, s[0], s[1], s[2], p, int(rule)
	j.run(len(w), optimBlock)
}

// part is x[lo:hi], nil for nil.
func part(x []float32, lo, hi int) []float32 {
	if x == nil {
		return nil
	}
	return x[lo:hi]
}

// OptimizeF64 is Optimize for float64.
func OptimizeF64(rule OptRule, w, g []float64, s [3][]float64, p OptParams[float64]) {
	goOpt[float64](rule)(w, g, s[0], s[1], s[2], &p)
}
