package numpy

import (
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// chisquare is a number of the chi-square distribution.
func (d *drawer) chisquare(df float64) float64 { return 2 * d.gamma(df/2) }

// noncentralChisquare is a number of the chi-square distribution of normal
// numbers that have means, whose squares add up to nonc.
func (d *drawer) noncentralChisquare(df, nonc float64) float64 {
	switch {
	case nonc == 0:
		return d.chisquare(df)
	case df > 1:
		x := d.chisquare(df - 1)
		n := d.normal() + math.Sqrt(nonc)
		return x + n*n
	}
	return d.chisquare(df + 2*d.poisson(nonc/2))
}

func (d *drawer) noncentralF(dfnum, dfden, nonc float64) float64 {
	n := d.noncentralChisquare(dfnum, nonc) * dfden
	return n / (d.chisquare(dfden) * dfnum)
}

// wald is a number of the inverse Gaussian distribution (Michael, Schucany and
// Haas).
func (d *drawer) wald(mean, scale float64) float64 {
	half := mean / (2 * scale)
	y := d.normal()
	y = mean * y * y
	x := mean + half*(y-math.Sqrt(4*scale*y+y*y))
	if d.bits.Float64() <= mean/(mean+x) {
		return x
	}
	return mean * mean / x
}

// vonmises is an angle of von Mises' distribution (Best and Fisher).
func (d *drawer) vonmises(mu, kappa float64) float64 {
	var s float64
	switch {
	case kappa < 1e-8:
		return math.Pi * (2*d.bits.Float64() - 1)
	case kappa < 1e-5:
		s = 1/kappa + kappa
	case kappa > 1e6 && !d.legacy: // a normal distribution, wrapped
		x := mu + math.Sqrt(1/kappa)*d.normal()
		if x < -math.Pi {
			x += 2 * math.Pi
		}
		if x > math.Pi {
			x -= 2 * math.Pi
		}
		return x
	default:
		r := 1 + math.Sqrt(1+4*kappa*kappa)
		rho := (r - math.Sqrt(2*r)) / (2 * kappa)
		s = (1 + rho*rho) / (2 * rho)
	}
	var w float64
	for {
		z := math.Cos(math.Pi * d.bits.Float64())
		w = (1 + s*z) / (s + z)
		y := kappa * (s - w)
		v := d.bits.Float64()
		if y*(2-y)-v >= 0 || math.Log(y/v)+1-y >= 0 {
			break
		}
	}
	x := math.Acos(w)
	if d.bits.Float64() < 0.5 {
		x = -x
	}
	x += mu
	turned := math.Mod(math.Abs(x)+math.Pi, 2*math.Pi) - math.Pi
	if x < 0 {
		return -turned
	}
	return turned
}

// zipf is a number of Zipf's distribution, by rejection (Devroye).
func (d *drawer) zipf(a float64) float64 {
	a--
	b := math.Pow(2, a)
	for {
		u := 1 - d.bits.Float64()
		v := d.bits.Float64()
		x := math.Floor(math.Pow(u, -1/a))
		if x > math.MaxInt64 || x < 1 {
			continue
		}
		t := math.Pow(1+1/x, a)
		if v*x*(t-1)/(b-1) <= t/b {
			return x
		}
	}
}

// logseries is a number of the logarithmic distribution (Kemp).
func (d *drawer) logseries(p float64) float64 {
	r := math.Log1p(-p)
	for {
		v := d.bits.Float64()
		if v >= p {
			return 1
		}
		q := -math.Expm1(r * d.bits.Float64())
		switch {
		case v <= q*q:
			if x := math.Floor(1 + math.Log(v)/math.Log(q)); x >= 1 && v != 0 {
				return x
			}
		case v >= q:
			return 1
		default:
			return 2
		}
	}
}

// hypergeometric is how many of sample things taken out of good and bad ones
// are good.
func (d *drawer) hypergeometric(good, bad, sample int) int {
	switch {
	case d.legacy && sample > 10, !d.legacy && sample >= 10 && sample <= good+bad-10:
		return d.hypergeometricLarge(good, bad, sample)
	case d.legacy:
		return d.hypergeometricSteps(good, bad, sample)
	}
	total := good + bad
	count := sample
	if sample > total/2 {
		count = total - sample
	}
	left, leftGood := total, good
	for ; count > 0 && leftGood > 0 && left > leftGood; count-- {
		left--
		if int(masked(d.bits, uint64(left))) < leftGood {
			leftGood--
		}
	}
	if left == leftGood { // all others are good
		leftGood -= count
	}
	if sample > total/2 {
		return leftGood
	}
	return good - leftGood
}

// hypergeometricSteps takes one thing after the other, as RandomState does.
func (d *drawer) hypergeometricSteps(good, bad, sample int) int {
	if sample == 0 {
		return 0
	}
	rest, fewer := float64(good+bad-sample), float64(min(good, bad))
	y := fewer
	for k := sample; y > 0 && k > 0; k-- {
		y -= math.Floor(d.bits.Float64() + y/(rest+float64(k)))
	}
	n := int(fewer - y)
	if good > bad {
		return sample - n
	}
	return n
}

// hypergeometricLarge is Stadlober's ratio of uniforms.
func (d *drawer) hypergeometricLarge(good, bad, sample int) int {
	total := good + bad
	count := min(sample, total-sample)
	fewer, more := min(good, bad), max(good, bad)
	p := float64(fewer) / float64(total)
	q := float64(more) / float64(total)
	drawn := count
	if d.legacy {
		q, drawn = 1-p, sample
	}
	a := float64(count)*p + 0.5
	c := math.Sqrt(float64(total-count)*float64(drawn)*p*q/float64(total-1) + 0.5)
	h := 1.7155277699214135*c + 0.8989161620588988 // 2√(2/e) and 3 - 2√(3/e)
	logs := func(k int) float64 {
		return logFactorial(k) + logFactorial(fewer-k) + logFactorial(count-k) + logFactorial(more-count+k)
	}
	g := logs(int(math.Floor(float64(count+1) * float64(fewer+1) / float64(total+2))))
	bound := min(float64(min(count, fewer)+1), math.Floor(a+16*c))
	var k int
	for {
		u := d.bits.Float64()
		v := d.bits.Float64()
		x := a + h*(v-0.5)/u
		if x < 0 || x >= bound {
			continue
		}
		k = int(math.Floor(x))
		t := g - logs(k)
		if u*(4-u)-3 <= t {
			break
		}
		if u*(u-t) >= 1 {
			continue
		}
		if 2*math.Log(u) <= t {
			break
		}
	}
	if good > bad {
		k = count - k
	}
	if count < sample {
		k = good - k
	}
	return k
}

func logFactorial(k int) float64 {
	v, _ := math.Lgamma(float64(k) + 1)
	return v
}

// coloredSamples is Generator.multivariate_hypergeometric.
func coloredSamples(c *call, g *generator) object.Value {
	colors, sample, way := c.operand("colors").Ints(), c.Int("nsample"), c.Str("method")
	if way != "count" && way != "marginals" {
		throwValue("method must be \"count\" or \"marginals\".")
	}
	if sample < 0 {
		throwValue("nsample must be nonnegative.")
	}
	total := 0
	for _, n := range colors {
		if n < 0 {
			throwValue("colors must be a one-dimensional sequence of nonnegative integers not exceeding 9223372036854775807.")
		}
		total += n
	}
	if sample > total {
		throwValue("nsample > sum(colors)")
	}
	shape, _ := sizeOf(c)
	out := tensor.NewArray(tensor.Int64, append(append([]int{}, shape...), len(colors))...)
	v := tensor.Data[int64](out)
	draw := g.drawer.marginals
	if way == "count" {
		draw = g.drawer.counts
	}
	for i := 0; i < len(v); i += max(len(colors), 1) {
		few := sample
		if sample > total/2 { // it is faster to draw what stays
			few = total - sample
		}
		row := v[i : i+len(colors)]
		draw(row, colors, total, few)
		for j, n := range colors {
			if sample > total/2 {
				row[j] = int64(n) - row[j]
			}
		}
	}
	return out
}

// marginals draws the number of one color after the other.
func (d *drawer) marginals(row []int64, colors []int, total, sample int) {
	for j, n := range colors {
		if sample <= 0 {
			return
		}
		if j == len(colors)-1 {
			row[j] = int64(sample)
			return
		}
		total -= n
		k := d.hypergeometric(n, total, sample)
		row[j] = int64(k)
		sample -= k
	}
}

// counts draws things from a list of all, by color.
func (d *drawer) counts(row []int64, colors []int, total, sample int) {
	all := make([]int, 0, total)
	for j, n := range colors {
		for range n {
			all = append(all, j)
		}
	}
	for i := range sample {
		k := i + int(masked(d.bits, uint64(total-i-1)))
		all[i], all[k] = all[k], all[i]
	}
	for _, j := range all[:sample] {
		row[j]++
	}
}
