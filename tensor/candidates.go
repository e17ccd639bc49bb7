package tensor

import "math"

// Candidates are classes drawn for a sampled loss, with the number of times
// that each of the true and of the sampled classes was to be expected.
type Candidates struct {
	Sampled         []int
	TrueExpected    []float64
	SampledExpected []float64
}

// candidateSampler is a distribution of classes.
type candidateSampler struct {
	classes     int
	draw        func(w *singles) int
	probability func(class int) float64
}

func (w *singles) double() float64 { return unit64(w.next(), w.next()) }

// below is a number in [0, n) without bias.
func (w *singles) below(n uint64) int {
	next := func() uint64 { return uint64(w.next()) | uint64(w.next())<<32 }
	if n&(n-1) == 0 {
		return int(next() & (n - 1))
	}
	for rest := math.MaxUint64%n + 1; ; {
		if x := next(); x >= rest {
			return int(x % n)
		}
	}
}

// candidateWords is how many words TensorFlow reserves for each candidate.
const candidateWords = 2048

// sample draws n classes, all different on request.
func (c *candidateSampler) sample(stream *Philox, truth []int, n int, unique bool) Candidates {
	w := singles{g: stream.TakeWords(candidateWords * n), at: 4}
	out := Candidates{}
	tries := 0
	seen := map[int]bool{}
	for len(out.Sampled) < n {
		k := c.draw(&w)
		tries++
		if unique && seen[k] {
			continue
		}
		seen[k] = true
		out.Sampled = append(out.Sampled, k)
	}
	// In single precision, as TensorFlow's.
	expected := func(class int) float64 {
		p := float32(c.probability(class))
		if tries == n {
			return float64(p * float32(n))
		}
		missed := float32(tries) * float32(math.Log1p(float64(-p)))
		return -float64(float32(math.Expm1(float64(missed))))
	}
	for _, k := range out.Sampled {
		out.SampledExpected = append(out.SampledExpected, expected(k))
	}
	for _, k := range truth {
		out.TrueExpected = append(out.TrueExpected, expected(k))
	}
	return out
}

// SampleLogUniform draws n of the given number of classes, the low ones more
// often: class k with probability log((k+2)/(k+1))/log(classes+1).
func SampleLogUniform(stream *Philox, truth []int, n, classes int, unique bool) Candidates {
	log := math.Log1p(float64(classes))
	c := candidateSampler{classes,
		func(w *singles) int { return (int(math.Exp(w.double()*log)) - 1) % classes },
		func(k int) float64 { return math.Log(float64(k+2)/float64(k+1)) / log }}
	return c.sample(stream, truth, n, unique)
}

// SampleUniform draws n of the given number of classes, all with the same
// probability.
func SampleUniform(stream *Philox, truth []int, n, classes int, unique bool) Candidates {
	c := candidateSampler{classes,
		func(w *singles) int { return w.below(uint64(classes)) },
		func(int) float64 { return 1 / float64(classes) }}
	return c.sample(stream, truth, n, unique)
}

// SampleUnigram draws n classes with probabilities in proportion to weights.
func SampleUnigram(stream *Philox, truth []int, n int, weights []float64, unique bool) Candidates {
	total := 0.0
	for _, v := range weights {
		total += v
	}
	b := newBuckets(weights, total)
	c := candidateSampler{len(weights), b.draw, func(k int) float64 { return weights[k] / total }}
	return c.sample(stream, truth, n, unique)
}

// buckets draw classes by the alias method: each class has a bucket of the same
// size, which it shares with another one.
type buckets struct {
	keeps []float32
	other []int
}

func newBuckets(weights []float64, total float64) *buckets {
	n := len(weights)
	b := &buckets{make([]float32, n), make([]int, n)}
	share := make([]float64, n)
	var low, high []int
	sort := func(i int) {
		if share[i] < 1 {
			low = append(low, i)
		} else {
			high = append(high, i)
		}
	}
	for i, v := range weights {
		share[i] = v * float64(n) / total
		b.other[i] = i
		sort(i)
	}
	for len(low) > 0 && len(high) > 0 {
		l, h := low[len(low)-1], high[len(high)-1]
		low, high = low[:len(low)-1], high[:len(high)-1]
		b.other[l] = h
		share[h] -= 1 - share[l]
		sort(h)
	}
	for _, i := range append(low, high...) { // 1 but for rounding
		share[i] = 1
	}
	for i, p := range share {
		b.keeps[i] = float32(p)
	}
	return b
}

func (b *buckets) draw(w *singles) int {
	r := unit32(w.next())
	k := int(w.below32(uint32(len(b.keeps))))
	if r < b.keeps[k] {
		return k
	}
	return b.other[k]
}

// SampleAll is all classes below n, each expected once.
func SampleAll(truth []int, n int) Candidates {
	out := Candidates{}
	for k := range n {
		out.Sampled, out.SampledExpected = append(out.Sampled, k), append(out.SampledExpected, 1)
	}
	for range truth {
		out.TrueExpected = append(out.TrueExpected, 1)
	}
	return out
}

// LearnedKey tells one sampler that learns from another: its arguments and the
// seed that it was given, if any.
type LearnedKey struct {
	True, N, Classes int
	Unique           bool
	Seed             int64
	Seeded           bool
}

// SampleLearned draws classes with probabilities in proportion to how often each
// was a true one in earlier calls of the same sampler, and once more.
func (s *Scope) SampleLearned(stream *Philox, truth []int, key LearnedKey) Candidates {
	counts := s.Rand.learnedCounts(key)
	total := 0
	for _, n := range counts {
		total += n
	}
	c := candidateSampler{key.Classes,
		func(w *singles) int {
			at := int(w.below32(uint32(total)))
			for k, n := range counts {
				if at -= n; at < 0 {
					return k
				}
			}
			return len(counts) - 1
		},
		func(k int) float64 { return float64(float32(counts[k]) / float32(total)) }}
	out := c.sample(stream, truth, key.N, key.Unique)
	for _, k := range truth {
		counts[k]++
	}
	return out
}

// learnedCounts is what a sampler has learned until the global seed is set anew.
// Without a seed of its own it begins anew under a global seed.
func (g *Generator) learnedCounts(key LearnedKey) []int {
	if counts := g.learned[key]; counts != nil {
		return counts
	}
	counts := make([]int, key.Classes)
	for k := range counts {
		counts[k] = 1
	}
	if g.seeded && !key.Seeded {
		return counts
	}
	if g.learned == nil {
		g.learned = map[LearnedKey][]int{}
	}
	g.learned[key] = counts
	return counts
}
