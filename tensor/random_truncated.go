package tensor

import "math"

// TruncatedSpec is a normal distribution of which only what lies between Lo and
// Hi is drawn.
type TruncatedSpec struct{ Mean, Deviation, Lo, Hi float64 }

// valid reports whether there is something to draw.
func (t TruncatedSpec) valid() bool {
	return t.Deviation > 0 && t.Lo < t.Hi && !(math.IsInf(t.Lo, 0) && math.IsInf(t.Hi, 0))
}

// FillTruncated draws n numbers of each distribution, which vary fastest, as
// elements of a floating point dtype. ok is false for a distribution that has
// none. The numbers are TensorFlow's as long as it makes them on one thread.
func (p *Philox) FillTruncated(dt DType, specs []TruncatedSpec, n int) (out []float64, ok bool) {
	g := *p
	g.Skip(0)
	out = make([]float64, len(specs)*n)
	for i, t := range specs {
		if !t.valid() {
			return nil, false
		}
		put := func(k int, v float64) { out[k*len(specs)+i] = v }
		if dt == Float64 {
			newTruncated(&g, t).draw(n, put)
		} else {
			newTruncated32(&g, t).draw(n, put)
		}
	}
	return out, true
}

// truncated draws numbers of one distribution, in the precision of T.
type truncated[T Float] struct {
	mean, deviation T
	lo, hi          T // in deviations from the mean
	uniform, normal func() []T
}

func newTruncated(g *Philox, t TruncatedSpec) *truncated[float64] {
	group := make([]float64, 2)
	fill := func(d Distribution) func() []float64 {
		return func() []float64 { group64(g, d, group); return group }
	}
	return truncatedOf(t, fill(Uniform), fill(Normal))
}

func newTruncated32(g *Philox, t TruncatedSpec) *truncated[float32] {
	group := make([]float32, 4)
	fill := func(d Distribution) func() []float32 {
		return func() []float32 { group32(g, d, group); return group }
	}
	return truncatedOf(t, fill(Uniform), fill(Normal))
}

// truncatedOf turns a distribution that is open downwards, or below its mean,
// round.
func truncatedOf[T Float](s TruncatedSpec, uniform, normal func() []T) *truncated[T] {
	lo, hi := T(s.Lo), T(s.Hi)
	t := &truncated[T]{mean: T(s.Mean), deviation: T(s.Deviation), uniform: uniform, normal: normal}
	if math.IsInf(s.Lo, -1) || hi < t.mean {
		lo, hi, t.deviation = hi, lo, -t.deviation
	}
	t.lo, t.hi = (lo-t.mean)/t.deviation, (hi-t.mean)/t.deviation
	return t
}

// draw gives n numbers to put, by the method that rejects the fewest: from the
// normal distribution, a uniform or an exponential one.
func (t *truncated[T]) draw(n int, put func(k int, v float64)) {
	const wide = 1.3
	root := sqrtOf(t.lo*t.lo + 4)
	cutoff := 2 * expOf(0.5+t.lo*(t.lo-root)/4) / (t.lo + root)
	next := t.exponential
	switch {
	case t.lo < -wide && t.hi >= 0, t.hi > wide && t.lo <= 0:
		next = t.rejectNormal
	case t.hi-t.lo < cutoff:
		next = t.rejectUniform
	}
	for k := 0; k < n; {
		for _, z := range next() {
			put(k, float64(T(z*t.deviation)+t.mean))
			if k++; k == n {
				break
			}
		}
	}
}

// rejectNormal is the accepted numbers of a group.
func (t *truncated[T]) rejectNormal() (kept []T) {
	for _, z := range t.normal() {
		if z >= t.lo && z <= t.hi {
			kept = append(kept, z)
		}
	}
	return kept
}

func (t *truncated[T]) rejectUniform() (kept []T) {
	plus := T(0)
	if t.lo >= 0 {
		plus = t.lo * t.lo
	}
	var z []T
	for _, u := range t.uniform() {
		z = append(z, T(u*(t.hi-t.lo))+t.lo)
	}
	for i, u := range t.uniform() {
		if u <= expOf((plus-T(z[i]*z[i]))/2) {
			kept = append(kept, z[i])
		}
	}
	return kept
}

func (t *truncated[T]) exponential() (kept []T) {
	alpha := (t.lo + sqrtOf(t.lo*t.lo+4)) / 2
	words := t.uniform()
	for i := 0; i < len(words); i += 2 {
		z := -T(math.Log(float64(words[i])))/alpha + t.lo
		x := t.lo - alpha
		if t.lo < alpha {
			x = alpha - z
		}
		if words[i+1] <= expOf(-x*x/2) && z < t.hi {
			kept = append(kept, z)
		}
	}
	return kept
}

func sqrtOf[T Float](x T) T { return T(math.Sqrt(float64(x))) }
func expOf[T Float](x T) T  { return T(math.Exp(float64(x))) }
