package tensor

import "math"

// Adafactor keeps the second moments of a matrix as one number per row and per
// column (Shazeer and Stern 2018). Slots: r without the last axis, c without
// the last but one, v in the variable's shape; r and c are not used for
// variables of rank below 2.
type Adafactor struct {
	Beta2Decay, Epsilon1, Epsilon2, ClipThreshold float64
	// RelativeStep bounds the rate by one over the root of the number of
	// steps; Keras does not do so for a learning rate schedule.
	RelativeStep bool
}

func (o Adafactor) update(c *Call, in, out []*Array) {
	r := rounding(out[0].dtype)
	t := float64(in[2].Int(0) + 1)
	rate, bound := r(in[1].Float(0)), r(1/math.Sqrt(t))
	if o.RelativeStep {
		rate = min(rate, bound)
	}
	st := adafactorStep{
		rate:      min(rate, bound),
		beta2:     r(1 - r(math.Pow(t, r(o.Beta2Decay)))),
		Adafactor: o, rows: 1, cols: out[0].Size(),
	}
	if k := out[0].Rank(); k >= 2 {
		st.rows, st.cols = out[0].shape[k-2], out[0].shape[k-1]
	}
	if out[0].dtype == Float64 {
		adafactor(&st, in, out, Data[float64])
	} else {
		adafactor(&st, in, out, Data[float32])
	}
}

// adafactorStep are the numbers of one update.
type adafactorStep struct {
	Adafactor
	rate, beta2 float64
	rows, cols  int // of each matrix
}

func adafactor[T Float](st *adafactorStep, in, out []*Array, data func(*Array) []T) {
	w, g, v := data(out[0]), data(in[0]), data(out[3])
	if out[0].Rank() >= 2 {
		r, c := data(out[1]), data(out[2])
		size := st.rows * st.cols
		for m := 0; m*size < len(w); m++ {
			factored(st, g[m*size:][:size], v[m*size:][:size], r[m*st.rows:][:st.rows], c[m*st.cols:][:st.cols])
		}
	} else {
		b := T(st.beta2)
		for i, x := range g {
			v[i] = b*v[i] + (1-b)*(x*x+T(st.Epsilon1))
		}
	}
	sumW, sumU := 0.0, 0.0
	for i, x := range g {
		u := float64(x) / math.Sqrt(float64(v[i]))
		sumU += u * u
		sumW += float64(w[i]) * float64(w[i])
	}
	n := float64(len(w))
	alpha := max(st.Epsilon2, math.Sqrt(sumW/n)) * st.rate
	alpha /= max(1, math.Sqrt(sumU/n)/st.ClipThreshold)
	for i, x := range g {
		w[i] -= T(alpha * float64(x) / math.Sqrt(float64(v[i])))
	}
}

// factored updates the row and column moments of one matrix and spreads their
// product into v.
func factored[T Float](st *adafactorStep, g, v, r, c []T) {
	b, rest := st.beta2, 1-st.beta2
	total := 0.0
	for i := range r {
		sum := 0.0
		for _, x := range g[i*st.cols:][:st.cols] {
			sum += float64(x)*float64(x) + st.Epsilon1
		}
		r[i] = T(b*float64(r[i]) + rest*sum/float64(st.cols))
		total += float64(r[i])
	}
	for j := range c {
		sum := 0.0
		for i := range r {
			x := float64(g[i*st.cols+j])
			sum += x*x + st.Epsilon1
		}
		c[j] = T(b*float64(c[j]) + rest*sum/float64(len(r)))
	}
	mean := T(total / float64(len(r)))
	for i := range r {
		scale := r[i] / mean
		row := v[i*st.cols:][:st.cols]
		for j := range row {
			row[j] = scale * c[j]
		}
	}
}
