package tensor

import "math"

var opCheckNumerics *Op

func init() {
	opCheckNumerics = &Op{
		Name: "CheckNumerics",
		Infer: func(c *Call) []Spec {
			return []Spec{c.In[0]}
		},
		Eval: func(c *Call, in, out []*Array) {
			var nan, inf bool
			for i := range in[0].Size() {
				v := in[0].Float(i)
				nan = nan || v != v
				inf = inf || math.IsInf(v, 0)
			}
			what := ""
			switch {
			case nan && inf:
				what = "Inf and NaN"
			case nan:
				what = "NaN"
			case inf:
				what = "Inf"
			}
			if what != "" {
				throwRun("CheckNumerics", "%s : Tensor had %s values", c.Attr.(string), what)
			}
			out[0].CopyFrom(in[0])
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opCheckNumerics, "Not a number (NaN) or infinity (Inf) values detected in gradient. "+c.Attr.(string), gout[0])}
		},
	}
}

// CheckNumerics is x; it throws InvalidArgumentError with the message when x
// has a NaN or an infinite element.
func (s *Scope) CheckNumerics(x *Tensor, message string) *Tensor {
	return s.Apply1(opCheckNumerics, message, x)
}
