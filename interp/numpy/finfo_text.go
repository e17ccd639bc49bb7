package numpy

import (
	"fmt"
	"math"
	"strings"

	"kerash/tensor"
)

// table is str(finfo): all of the limits of a floating point type.
func (i *info) table() string {
	f := i.facts()
	precision, digits, bits := 15, 16, 11
	switch i.dt {
	case tensor.Float32:
		precision, digits, bits = 6, 7, 8
	case tensor.Float16:
		precision, digits, bits = 3, 4, 5
	}
	exponent := func(v float64) int { return int(math.Round(math.Log2(v))) }
	number := func(v float64) string {
		n := &tensor.FloatFormat{Precision: digits, MinDigits: digits, Unique: false, Trim: tensor.TrimKeep}
		if i.dt == tensor.Float64 {
			n.Precision, n.MinDigits = 16, 16
		}
		return n.Scientific(v, i.dt)
	}
	var b strings.Builder
	rule := strings.Repeat("-", 63)
	fmt.Fprintf(&b, "Machine parameters for %s\n%s\n", i.dt, rule)
	fmt.Fprintf(&b, "precision = %3d   resolution = %s\n", precision, number(f.resolution))
	fmt.Fprintf(&b, "machep = %6d   eps =        %s\n", exponent(f.eps), number(f.eps))
	fmt.Fprintf(&b, "negep =  %6d   epsneg =     %s\n", exponent(f.epsneg), number(f.epsneg))
	fmt.Fprintf(&b, "minexp = %6d   tiny =       %s\n", exponent(f.tiny), number(f.tiny))
	fmt.Fprintf(&b, "maxexp = %6d   max =        %s\n", exponent(f.max), number(f.max))
	fmt.Fprintf(&b, "nexp =   %6d   min =        -max\n", bits)
	fmt.Fprintf(&b, "smallest_normal = %s   smallest_subnormal = %s\n%s\n", number(f.tiny), number(f.smallest), rule)
	return b.String()
}
