package tensor

import (
	"math"
	"sort"
)

// doubles hands out uniform numbers in [0, 1) as TensorFlow's samplers take
// them from a generator: two per block, the second first.
type doubles struct {
	g    *Philox
	pair [2]float64
	left int
}

func (d *doubles) next() float64 {
	if d.left == 0 {
		x := d.g.Next()
		d.pair = [2]float64{unit64(x[0], x[1]), unit64(x[2], x[3])}
		d.left = 2
	}
	d.left--
	return d.pair[d.left]
}

// FillGamma draws from Gamma distributions with the given shape parameters and
// scale 1: n numbers for each of alpha, which vary fastest. TensorFlow's method
// is that of Marsaglia and Tsang.
func (p *Philox) FillGamma(alpha []float64, n int) []float64 {
	return p.perSample(len(alpha), n, always(reservedPerNumber), func(g *Philox, i int) float64 { return drawGamma(g, alpha[i]) })
}

// perSample makes n samples for each of k parameters; each has a generator of
// its own, so that the result does not depend on the order of work. It starts
// as many blocks behind that of the sample before as apart says.
func (p *Philox) perSample(k, n int, apart func(i int) uint64, draw func(g *Philox, i int) float64) []float64 {
	out := make([]float64, k*n)
	for i := range k {
		for j := range n {
			g := p.at(uint64(i*n+j) * apart(i))
			out[j*k+i] = draw(&g, i)
		}
	}
	return out
}

// always is a distance that does not depend on the parameter.
func always(blocks uint64) func(int) uint64 { return func(int) uint64 { return blocks } }

func drawGamma(g *Philox, alpha float64) float64 {
	uniform := doubles{g: g}
	if alpha == 1 {
		return -math.Log1p(-uniform.next())
	}
	d := alpha - 1.0/3
	if alpha < 1 {
		d = alpha + 2.0/3
	}
	c := 1.0 / 3 / math.Sqrt(d)
	var normal [2]float64
	for left := 0; ; {
		if left == 0 {
			normal[0], normal[1] = pair64(g.Next())
			left = 2
		}
		left--
		x := normal[left]
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		u := uniform.next()
		if u < 1-0.0331*(x*x)*(x*x) || math.Log(u) < 0.5*x*x+d*(1-v+math.Log(v)) {
			y := d * v
			if alpha < 1 {
				y *= math.Pow(uniform.next(), 1/alpha)
			}
			return y
		}
	}
}

// FillPoisson draws from Poisson distributions: n numbers for each rate, which
// vary fastest.
func (p *Philox) FillPoisson(rates []float64, n int) []float64 {
	return p.perSample(len(rates), n, always(reservedPerNumber), func(g *Philox, i int) float64 { return drawPoisson(g, rates[i]) })
}

func drawPoisson(g *Philox, rate float64) float64 {
	uniform := doubles{g: g}
	switch {
	case !(rate >= 0) || math.IsInf(rate, 1):
		return math.NaN()
	case rate < 10: // Knuth
		limit, product := math.Exp(-rate), 1.0
		for x := 0.0; ; x++ {
			product *= uniform.next()
			if product <= limit {
				return x
			}
		}
	}
	// Hörmann's transformed rejection.
	log := math.Log(rate)
	b := 0.931 + 2.53*math.Sqrt(rate)
	a := -0.059 + 0.02483*b
	inverse := 1.1239 + 1.1328/(b-3.4)
	for {
		u := uniform.next() - 0.5
		v := uniform.next()
		shifted := 0.5 - math.Abs(u)
		k := math.Floor((2*a/shifted+b)*u + rate + 0.43)
		if shifted >= 0.07 && v <= 0.9277-3.6224/(b-2) {
			return k
		}
		if k < 0 || shifted < 0.013 && v > shifted {
			continue
		}
		top, _ := math.Lgamma(k + 1)
		if math.Log(v*inverse/(a/(shifted*shifted)+b)) <= -rate+k*log-top {
			return k
		}
	}
}

// FillBinomial draws from binomial distributions: n numbers for each pair of
// counts and probabilities, which vary fastest and have dtype dt.
func (p *Philox) FillBinomial(dt DType, counts, probs []float64, n int) []float64 {
	mean := func(i int) float64 { return typedProduct(dt, counts[i], min(probs[i], 1-probs[i])) }
	apart := func(i int) uint64 {
		if mean(i) < fewHits {
			return reservedPerWait
		}
		return reservedPerNumber
	}
	return p.perSample(len(counts), n, apart, func(g *Philox, i int) float64 {
		count, q := counts[i], probs[i]
		switch {
		case q != q || count != count:
			return math.NaN()
		case count <= 0 || q <= 0:
			return 0
		case q >= 1:
			return count
		case q > 0.5:
			return count - drawBinomial(g, count, 1-q, mean(i) < fewHits)
		}
		return drawBinomial(g, count, q, mean(i) < fewHits)
	})
}

// fewHits is the mean below which a binomial number is drawn by waiting times;
// TensorFlow then reserves reservedPerWait blocks for each.
const (
	fewHits         = 10
	reservedPerWait = 42
)

// BinomialRoom is as how many numbers of another distribution TensorFlow counts
// n binomial ones when it reserves room for them.
func BinomialRoom(n int) int { return 50 * (n + 3) }

// typedProduct is a product as arithmetic of dtype dt gives it.
func typedProduct(dt DType, a, b float64) float64 {
	switch dt {
	case Float32:
		return float64(float32(a) * float32(b))
	case Float16:
		half := []float32{float32(a * b)}
		RoundHalf(dt, half)
		return float64(half[0])
	}
	return a * b
}

// drawBinomial needs a probability of at most one half.
func drawBinomial(g *Philox, count, q float64, few bool) float64 {
	uniform := doubles{g: g}
	if few { // the waiting times between successes
		sum, hits := 0.0, 0.0
		for {
			sum += math.Ceil(math.Log(uniform.next()) / math.Log1p(-q))
			if sum > count {
				return hits
			}
			hits++
		}
	}
	// Hörmann's transformed rejection.
	dev := math.Sqrt(count * q * (1 - q))
	b := 1.15 + 2.53*dev
	a := -0.0873 + 0.0248*b + 0.01*q
	c := count*q + 0.5
	box := 0.92 - 4.2/b
	r := q / (1 - q)
	alpha := (2.83 + 5.1/b) * dev
	m := math.Floor((count + 1) * q)
	for {
		u := uniform.next() - 0.5
		v := uniform.next()
		shifted := 0.5 - math.Abs(u)
		k := math.Floor((2*a/shifted+b)*u + c)
		if shifted >= 0.07 && v <= box {
			return k
		}
		if k < 0 || k > count {
			continue
		}
		bound := (m+0.5)*math.Log((m+1)/(r*(count-m+1))) +
			(count+1)*math.Log((count-m+1)/(count-k+1)) +
			(k+0.5)*math.Log(r*(count-k+1)/(k+1)) +
			stirlingTail(m) + stirlingTail(count-m) - stirlingTail(k) - stirlingTail(count-k)
		if math.Log(v*alpha/(a/(shifted*shifted)+b)) <= bound {
			return k
		}
	}
}

// stirlingTail is what Stirling's formula leaves of log k!.
func stirlingTail(k float64) float64 {
	x := (k + 1) * (k + 1)
	if k <= 9 {
		top, _ := math.Lgamma(k + 1)
		return top - (0.5*math.Log(2*math.Pi) + (k+0.5)*math.Log(k+1) - (k + 1))
	}
	return (1.0/12 - (1.0/360-1.0/1260/x)/x) / (k + 1)
}

// FillCategorical draws n classes for each row of logits.
func (p *Philox) FillCategorical(logits []float64, classes, n int) []int {
	rows := len(logits) / max(classes, 1)
	out := make([]int, 0, rows*n)
	words := singles{g: p, at: 4}
	sums := make([]float64, classes)
	for r := range rows {
		row, top := logits[r*classes:(r+1)*classes], math.Inf(-1)
		for _, v := range row {
			if v-v == 0 {
				top = math.Max(top, v)
			}
		}
		total := 0.0
		for j, v := range row {
			if v-v == 0 {
				total += math.Exp(v - top)
			}
			sums[j] = total
		}
		for range n {
			at := unit64(words.next(), words.next()) * total
			out = append(out, min(sort.Search(classes, func(j int) bool { return sums[j] > at }), classes-1))
		}
	}
	return out
}

// Shuffle is a random order of n things, as TensorFlow's RandomShuffle makes
// it.
func (p *Philox) Shuffle(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	words := singles{g: p, at: 4}
	for i := 0; i < n-1; i++ {
		j := i + int(words.next()%uint32(n-i))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// TakeWords is [Philox.Take] for an op that uses n single words.
func (p *Philox) TakeWords(n int) *Philox {
	q := *p
	p.Skip(uint64(n+3) / 4)
	return &q
}

// Shuffle puts the entries of x along its first axis into a random order.
func (s *Scope) Shuffle(x *Tensor, stream *Philox) *Tensor {
	if x.Rank() == 0 || x.Dim(0) <= 1 && x.Dim(0) >= 0 {
		return x
	}
	return s.pick(x, s.Apply1(opShuffledOrder, stream, x), 0)
}

// opShuffledOrder is the numbers of the entries of its input in a random order.
var opShuffledOrder = &Op{
	Name:     "ShuffledOrder",
	Stateful: true,
	Infer:    func(c *Call) []Spec { return []Spec{{Int32, []int{c.In[0].Shape[0]}}} },
	Eval: func(c *Call, in, out []*Array) {
		order := Data[int32](out[0])
		for i, k := range c.Attr.(*Philox).TakeWords(len(order)).Shuffle(len(order)) {
			order[i] = int32(k)
		}
	},
}
