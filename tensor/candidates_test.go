package tensor

import "testing"

// The numbers are TensorFlow's for seed 1 and the true class 1.
func TestCandidatesAreTensorFlows(t *testing.T) {
	seed := int64(1)
	g := NewGenerator(0)
	truth := []int{1}
	c := SampleLogUniform(g.OpStream("LogUniformCandidateSampler", Int64, &seed), truth, 3, 10, true)
	sameInts(t, "log uniform", c.Sampled, []int{7, 1, 4})
	near(t, "true", FromSlice(c.TrueExpected).Cast(Float32), []float64{0.5072763})
	near(t, "sampled", FromSlice(c.SampledExpected).Cast(Float32), []float64{0.14735803, 0.5072763, 0.22810198})
	c = SampleUniform(g.OpStream("UniformCandidateSampler", Int64, &seed), truth, 3, 10, true)
	sameInts(t, "uniform", c.Sampled, []int{1, 5, 4})
	near(t, "uniform expected", FromSlice(c.SampledExpected).Cast(Float32), []float64{0.3439, 0.3439, 0.3439})
	c = SampleUnigram(NewPhilox(1, 2), truth, 3, []float64{0.1, 0.2, 0.3, 0.4}, true)
	if len(c.Sampled) != 3 || c.Sampled[0] == c.Sampled[1] || c.Sampled[1] == c.Sampled[2] {
		t.Errorf("unigram: %v", c.Sampled)
	}
	sameInts(t, "all", SampleAll(truth, 3).Sampled, []int{0, 1, 2})
}
