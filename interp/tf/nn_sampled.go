package tf

import (
	"fmt"
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// The named tuples of the candidate samplers.
var (
	logUniformClass = candidateClass("LogUniformCandidateSampler")
	uniformClass    = candidateClass("UniformCandidateSampler")
	unigramClass    = candidateClass("FixedUnigramCandidateSampler")
	allClass        = candidateClass("AllCandidateSampler")
	learnedClass    = candidateClass("LearnedUnigramCandidateSampler")
	hitsClass       = namedTuple("ComputeAccidentalHits", "indices", "ids", "weights")
)

func candidateClass(name string) *object.Class {
	return namedTuple(name, "sampled_candidates", "true_expected_count", "sampled_expected_count")
}

// sampledDecls are the candidate samplers and the losses that use them.
func sampledDecls() []decl {
	return []decl{
		{names: "random.log_uniform_candidate_sampler", sig: "log_uniform_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None)", doc: "Classes drawn so that low numbers, the frequent ones, come more often.", fn: func(c *call) object.Value {
			return sampled(logUniformClass, c, tensor.SampleLogUniform)
		}},
		{names: "random.uniform_candidate_sampler", sig: "uniform_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None)", doc: "Classes drawn with equal probabilities.", fn: func(c *call) object.Value {
			return sampled(uniformClass, c, tensor.SampleUniform)
		}},
		{names: "random.fixed_unigram_candidate_sampler nn.fixed_unigram_candidate_sampler", sig: "fixed_unigram_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, vocab_file='', distortion=1.0, num_reserved_ids=0, num_shards=1, shard=0, unigrams=(), seed=None, name=None)", doc: "Classes drawn with given weights.", fn: fixedUnigram},
		{names: "random.learned_unigram_candidate_sampler nn.learned_unigram_candidate_sampler", sig: "learned_unigram_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None)", doc: "Classes drawn more often the more often they were true in earlier calls.", fn: learnedUnigram},
		{names: "random.all_candidate_sampler nn.all_candidate_sampler", sig: "all_candidate_sampler(true_classes, num_true, num_sampled, unique, seed=None, name=None)", doc: "All classes, for tests.", fn: func(c *call) object.Value {
			truth := c.tensor("true_classes")
			return candidates(allClass, truth, tensor.SampleAll(truth.Array().Ints(), c.int("num_sampled")))
		}},
		{names: "nn.compute_accidental_hits", sig: "compute_accidental_hits(true_classes, sampled_candidates, num_true, seed=None, name=None)", doc: "Where sampled classes are true ones, with a weight that takes them out.", fn: func(c *call) object.Value {
			rows, ids := hits(c.tensor("true_classes").Array(), c.tensor("sampled_candidates").Array())
			return named(hitsClass, tensor.IntTensor(tensor.Int32, rows...), tensor.IntTensor(tensor.Int64, ids...), tensor.Full(tensor.Float32, -math.MaxFloat32, len(ids)))
		}},
		{names: "nn.nce_loss", sig: "nce_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None, remove_accidental_hits=False, name='nce_loss')", doc: "Noise-contrastive estimation: the true classes against sampled ones.", fn: func(c *call) object.Value {
			labels, logits := c.sampledLogits()
			return c.s.Sum(c.s.SigmoidCrossEntropy(labels, logits), []int{1}, false)
		}},
		{names: "nn.sampled_softmax_loss", sig: "sampled_softmax_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None, remove_accidental_hits=True, seed=None, name='sampled_softmax_loss')", doc: "Softmax cross-entropy over the true classes and sampled ones.", fn: func(c *call) object.Value {
			labels, logits := c.sampledLogits()
			return c.s.SoftmaxCrossEntropy(c.s.StopGradient(labels), logits, -1)
		}},
	}
}

type sampler = func(stream *tensor.Philox, truth []int, n, classes int, unique bool) tensor.Candidates

func sampled(class *object.Class, c *call, f sampler) object.Value {
	truth := c.tensor("true_classes")
	stream := c.stream(class.Name, tensor.Int64)
	return candidates(class, truth, f(stream, truth.Array().Ints(), c.int("num_sampled"), c.checkedRange(), c.Bool("unique")))
}

// checkedRange is the number of classes, from which as many different ones can
// be drawn as asked.
func (c *call) checkedRange() int {
	n, classes := c.int("num_sampled"), c.int("range_max")
	if c.Bool("unique") && n > classes {
		tensor.Throwf("InvalidArgumentError", "Sampler's range is too small.")
	}
	return classes
}

func fixedUnigram(c *call) object.Value {
	truth := c.tensor("true_classes")
	weights := make([]float64, c.int("num_reserved_ids"))
	for _, v := range c.Elems("unigrams") {
		weights = append(weights, math.Pow(toFloat(c.th, v), c.number("distortion")))
	}
	if len(weights) != c.checkedRange() {
		tensor.Throwf("InvalidArgumentError", "range_max is %d, but there are %d unigrams", c.int("range_max"), len(weights))
	}
	stream := c.stream(unigramClass.Name, tensor.Int64)
	return candidates(unigramClass, truth, tensor.SampleUnigram(stream, truth.Array().Ints(), c.int("num_sampled"), weights, c.Bool("unique")))
}

func learnedUnigram(c *call) object.Value {
	truth := c.tensor("true_classes")
	fail := func(format string, args ...any) {
		wrongImage(learnedClass.Name, fmt.Sprintf(format, args...))
	}
	key := tensor.LearnedKey{True: c.int("num_true"), N: c.int("num_sampled"), Classes: c.int("range_max"), Unique: c.Bool("unique"), Seeded: c.Has("seed")}
	switch {
	case truth.Rank() != 2:
		fail("true_classes must be a matrix")
	case truth.Dim(1) != key.True:
		fail("true_classes must have num_true columns, expected: %d was: %d", truth.Dim(1), key.True)
	case key.Unique && key.N > key.Classes:
		fail("Sampler's range is too small.")
	}
	if key.Seeded {
		key.Seed = int64(c.int("seed"))
	}
	stream := c.stream(fmt.Sprintf("%s%v", learnedClass.Name, key), tensor.Int64)
	return candidates(learnedClass, truth, c.s.SampleLearned(stream, truth.Array().Ints(), key))
}

func candidates(class *object.Class, truth *tensor.Tensor, d tensor.Candidates) object.Value {
	return named(class, tensor.IntTensor(tensor.Int64, d.Sampled...), floats(d.TrueExpected, truth.Shape()...), floats(d.SampledExpected, len(d.Sampled)))
}

// floats makes a float32 tensor.
func floats(v []float64, shape ...int) *tensor.Tensor {
	return tensor.FromArray(tensor.FromSlice(v, append([]int{}, shape...)...).Cast(tensor.Float32))
}

// hits lists the rows in which a sampled class is true, and which one it is.
func hits(truth, sampled *tensor.Array) (rows, ids []int) {
	width := 1
	if truth.Rank() > 1 {
		width = truth.Shape()[1]
	}
	last := map[int64]int{} // of a class that was drawn twice only the last counts
	for k := range sampled.Size() {
		last[int64(sampled.Int(k))] = k
	}
	for i := range truth.Size() {
		if k, ok := last[int64(truth.Int(i))]; ok {
			rows, ids = append(rows, i/width), append(ids, k)
		}
	}
	return rows, ids
}

// sampledLogits is the logits of the true and of sampled classes for each
// input, and their labels.
func (c *call) sampledLogits() (labels, logits *tensor.Tensor) {
	s, classes, x := c.s, c.tensor("labels"), c.tensor("inputs")
	numTrue, dt := c.int("num_true"), x.DType()
	classes = s.Cast(s.Reshape(classes, []int{-1, numTrue}), tensor.Int64)
	drawn, trueExpected, sampledExpected := c.sampledValues(classes)

	all := s.Concat([]*tensor.Tensor{s.Reshape(classes, []int{-1}), drawn}, 0)
	n := classes.Dim(0) * numTrue
	split := func(table *tensor.Tensor) (truth, sampled *tensor.Tensor) {
		parts := s.SplitSizes(s.Gather(table, all, 0, 0), []int{n, -1}, 0)
		return parts[0], parts[1]
	}
	trueW, sampledW := split(c.tensor("weights"))
	trueB, sampledB := split(c.tensor("biases"))

	products := s.Mul(s.ExpandDims(x, 1), s.Reshape(trueW, []int{-1, numTrue, x.Dim(1)}))
	trueLogits := s.Add(s.Sum(products, []int{2}, false), s.Reshape(trueB, []int{-1, numTrue}))
	sampledLogits := s.Add(s.MatMul(x, sampledW, false, true), sampledB)
	if c.Bool("remove_accidental_hits") {
		rows, ids := hits(classes.Array(), drawn.Array())
		at := make([]int32, 0, 2*len(rows))
		for i := range rows {
			at = append(at, int32(rows[i]), int32(ids[i]))
		}
		low := tensor.Full(dt, -math.MaxFloat32, len(rows))
		sampledLogits = s.TensorScatterAdd(sampledLogits, tensor.Const(at, len(rows), 2), low)
	}
	trueLogits = s.Sub(trueLogits, s.Log(s.Cast(trueExpected, dt)))
	sampledLogits = s.Sub(sampledLogits, s.Log(s.Cast(sampledExpected, dt)))
	labels = s.Concat([]*tensor.Tensor{
		s.Div(s.OnesLike(trueLogits), tensor.Full(dt, float64(numTrue))), s.ZerosLike(sampledLogits)}, 1)
	return labels, s.Concat([]*tensor.Tensor{trueLogits, sampledLogits}, 1)
}

// sampledValues is the argument of that name, or classes drawn now.
func (c *call) sampledValues(classes *tensor.Tensor) (drawn, trueExpected, sampledExpected *tensor.Tensor) {
	if c.Has("sampled_values") {
		ts := c.Elems("sampled_values")
		if len(ts) != 3 {
			object.Throw(object.ValueErrorf("sampled_values must be a tuple of 3 tensors"))
		}
		get := func(i int) *tensor.Tensor { return toTensorList(c.th, object.NewList(ts[i]))[0] }
		return c.s.Cast(get(0), tensor.Int64), get(1), get(2)
	}
	var seed *int64
	if c.Sig.Index("seed") >= 0 && c.Has("seed") {
		n := int64(c.int("seed"))
		seed = &n
	}
	stream := c.s.OpStream(logUniformClass.Name, tensor.Int64, seed)
	d := tensor.SampleLogUniform(stream, classes.Array().Ints(), c.int("num_sampled"), c.int("num_classes"), true)
	return tensor.IntTensor(tensor.Int64, d.Sampled...), floats(d.TrueExpected, classes.Shape()...), floats(d.SampledExpected, len(d.Sampled))
}
