package tensor

import "context"
import "testing"

// The numbers are TensorFlow's for tf.random.set_seed(3) and for the stateless
// seed (1, 2).
func TestDrawsAreTensorFlows(t *testing.T) {
	g := NewGenerator(0)
	g.SetSeed(3)
	s := NewScope(context.Background())
	logits := Const([]float32{1, 2, 3, 0, 0, 0}, 2, 3)
	classes := s.Categorical(logits, 8, Int64, g.OpStream("Multinomial", Float32, nil)).Array()
	sameInts(t, "categorical", classes.Ints(), []int{0, 2, 0, 0, 1, 2, 2, 2, 0, 1, 0, 0, 0, 1, 1, 2})
	sameInts(t, "shuffle", g.OpStream("RandomShuffle", Int32, nil).TakeWords(10).Shuffle(10), []int{7, 9, 1, 6, 3, 0, 2, 4, 5, 8})
	near(t, "gamma", FromSlice(g.OpStream("RandomGamma", Float32, nil).Take(5).FillGamma([]float64{2}, 5)).Cast(Float32),
		[]float64{2.569014, 2.0548594, 0.7637354, 1.7647444, 0.08268642})
	near(t, "poisson", FromSlice(g.OpStream("RandomPoissonV2", Float32, nil).Take(12).FillPoisson([]float64{3, 40}, 6)),
		[]float64{3, 36, 2, 30, 1, 39, 2, 39, 3, 41, 2, 41})

	stateless := func() *Philox { return StatelessPhilox([2]int64{1, 2}) }
	sameInts(t, "stateless categorical", stateless().FillCategorical([]float64{1, 2, 3}, 3, 8), []int{2, 2, 1, 2, 2, 2, 2, 1})
	near(t, "stateless gamma", FromSlice(stateless().FillGamma([]float64{0.3}, 5)).Cast(Float32),
		[]float64{0.00577491, 0.3124972, 0.02709187, 0.00384716, 0.03280522})
	near(t, "stateless poisson", FromSlice(stateless().FillPoisson([]float64{3}, 5)), []float64{5, 5, 4, 6, 3})
	near(t, "stateless binomial", FromSlice(stateless().FillBinomial(Float32, []float64{100}, []float64{0.3}, 5)), []float64{36, 33, 37, 42, 26})
	sameInts(t, "bits", stateless().FillBits(Int32, 3, 2).Ints(),
		[]int{1105988140, 1738052849, -335576002, 370444179, 10670227, -246211131})
}

func TestDropoutIsTensorFlows(t *testing.T) {
	s := NewScope(context.Background())
	s.Rand.SetSeed(3)
	x := Full(Float32, 1, 2, 5)
	const v = 1.6666666
	near(t, "dropout", s.Dropout(x, 0.4, nil, s.Rand.OpStream("RandomUniform", Float32, nil)).Array(), []float64{0, v, v, 0, v, v, 0, 0, v, v})
	seed := int64(4)
	near(t, "noise shape", s.Dropout(x, 0.4, []int{2, 1}, s.Rand.OpStream("RandomUniform", Float32, &seed)).Array(), []float64{v, v, v, v, v, 0, 0, 0, 0, 0})
}

func TestBinomialMean(t *testing.T) {
	for _, c := range []struct{ count, q float64 }{{10, 0.3}, {10, 0.8}, {200, 0.25}, {1000, 0.9}} {
		sum := 0.0
		const n = 4000
		for _, v := range StatelessPhilox([2]int64{4, 4}).FillBinomial(Float64, []float64{c.count}, []float64{c.q}, n) {
			sum += v
		}
		if mean := sum / n; abs(mean-c.count*c.q) > 0.02*c.count {
			t.Errorf("binomial(%v, %v) has mean %v", c.count, c.q, mean)
		}
	}
}

func sameInts(t *testing.T, name string, got, want []int) {
	t.Helper()
	if !SameShape(got, want) {
		t.Errorf("%s = %v, want %v", name, got, want)
	}
}
