package tensor

var opIsotonic, opIsotonicGrad *Op

func init() {
	// opIsotonic gives, for each row, the closest decreasing row and the number
	// of the run of equal elements that each place belongs to.
	opIsotonic = &Op{
		Name: "IsotonicRegression",
		Infer: func(c *Call) []Spec {
			return []Spec{c.In[0], {Int32, c.In[0].Shape}}
		},
		Eval: func(c *Call, in, out []*Array) {
			m, n := rowsOf(in[0])
			for r := range m {
				poolViolators(in[0], out[0], out[1], r*n, n)
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			if gout[0] == nil {
				return nil
			}
			return []*Tensor{s.Apply1(opIsotonicGrad, nil, gout[0], out[1])}
		},
	}
	// opIsotonicGrad averages over each run.
	opIsotonicGrad = &Op{
		Name:  "IsotonicRegressionGrad",
		Infer: func(c *Call) []Spec { return c.result(c.In[0]) },
		Eval: func(c *Call, in, out []*Array) {
			m, n := rowsOf(in[0])
			for at := 0; at < m*n; {
				end, sum := at, 0.0
				for ; end < (at/n+1)*n && in[1].Int(end) == in[1].Int(at); end++ {
					sum += in[0].Float(end)
				}
				for mean := sum / float64(end-at); at < end; at++ {
					out[0].setFloat(at, mean)
				}
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opIsotonicGrad, nil, gout[0], in[1]), nil}
		},
	}
}

// poolViolators joins neighbouring runs as long as the later one has a larger
// mean (the pool adjacent violators algorithm).
func poolViolators(x, y, segments *Array, at, n int) {
	type run struct {
		sum  float64
		size int
	}
	var runs []run
	for i := range n {
		runs = append(runs, run{x.Float(at + i), 1})
		for k := len(runs) - 1; k > 0; k-- {
			a, b := runs[k-1], runs[k]
			if a.sum*float64(b.size) >= b.sum*float64(a.size) {
				break
			}
			runs = append(runs[:k-1], run{a.sum + b.sum, a.size + b.size})
		}
	}
	for k, r := range runs {
		for range r.size {
			y.setFloat(at, r.sum/float64(r.size))
			segments.setInt(at, int64(k))
			at++
		}
	}
}

// IsotonicRegression is the decreasing sequences closest to x along its last
// axis, and the number of the run of equal elements at each place.
func (s *Scope) IsotonicRegression(x *Tensor) (y, segments *Tensor) {
	out := s.Apply(opIsotonic, nil, x)
	return out[0], out[1]
}
