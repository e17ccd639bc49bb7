package tf

import (
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// sequenceDecls are numbers between random and regular ones, and distributions
// with bounds.
func sequenceDecls() []decl {
	return []decl{
		{names: "math.sobol_sample", direct: true, sig: "sobol_sample(dim, num_results, skip=0, dtype=tf.float32, name=None)", doc: "Points of the Sobol sequence, which fills the unit cube of dim axes evenly.", fn: sobolSample},
		{names: "random_index_shuffle", raw: true, sig: "random_index_shuffle(index, seed, max_index, rounds=4, name=None)", doc: "Where an index goes in a random permutation of the numbers up to max_index, without making it.", fn: indexShuffle},
		{names: "random.stateless_parameterized_truncated_normal", sig: "stateless_parameterized_truncated_normal(shape, seed, means=0.0, stddevs=1.0, minvals=-2.0, maxvals=2.0, name=None)", doc: "Numbers of normal distributions, without those outside of bounds.", fn: statelessTruncated},
	}
}

func sobolSample(c *call) object.Value {
	const op = "SobolSample"
	whole := func(name string) int { return int(c.tensorAs(name, tensor.Int32).Array().Int(0)) }
	axes, n, skip := whole("dim"), whole("num_results"), whole("skip")
	dt := c.dtype("dtype", tensor.Float32)
	if dt != tensor.Float32 && dt != tensor.Float64 {
		tensor.Throwf("InvalidArgumentError", "Value for attr 'dtype' of %s is not in the list of allowed values: float, double\n\t; NodeDef: {{node SobolSample}}; Op<name=SobolSample; signature=dim:int32, num_results:int32, skip:int32 -> samples:dtype; attr=dtype:type,default=DT_FLOAT,allowed=[DT_FLOAT, DT_DOUBLE]> [Op:SobolSample] name: ", dt.RuntimeName())
	}
	fail := func(format string, args ...any) { opFailed("InvalidArgumentError", op, format, args...) }
	switch {
	case axes < 1:
		fail("dim must be at least one")
	case axes > 21200:
		fail("dim must be at most 21200")
	case axes > tensor.SobolAxes:
		object.Throw(object.NotImplementedErrorf("Sobol sequences of more than %d axes are left out", tensor.SobolAxes).WithHint("tf.random.uniform serves as well for that many"))
	case n < 1:
		fail("num_results must be at least one")
	case skip < 0:
		fail("skip must be non-negative")
	case n >= math.MaxInt32-skip:
		fail("num_results+skip must be less than %d", math.MaxInt32)
	}
	return tensor.Sobol(dt, axes, n, skip)
}

func indexShuffle(c *call) object.Value {
	const op = "RandomIndexShuffle"
	index, last := c.pair("index", "max_index")
	seed := c.tensor("seed")
	if dt := index.DType(); !dt.IsInteger() || dt.Size() < 4 {
		tensor.Throwf("InvalidArgumentError", "Value for attr 'dtype' of %s is not in the list of allowed values: int32, uint32, int64, uint64\n\t; NodeDef: {{node RandomIndexShuffle}}; Op<name=RandomIndexShuffle; signature=index:dtype, seed:Tseed, max_index:dtype -> output:dtype; attr=rounds:int,default=4; attr=dtype:type,allowed=[DT_INT32, DT_UINT32, DT_INT64, DT_UINT64]; attr=Tseed:type,allowed=[DT_INT32, DT_UINT32, DT_INT64, DT_UINT64]> [Op:RandomIndexShuffle]", dt.RuntimeName())
	}
	fail := func(format string, args ...any) { opFailed("InvalidArgumentError", op, format, args...) }
	n := 1
	for _, t := range []*tensor.Tensor{index, last} {
		if t.Rank() > 1 {
			fail("Index bust be a scalar or vector.")
		}
		if t.Rank() == 1 {
			n = max(n, t.Dim(0))
		}
	}
	keys := seed.Array()
	if keys.Rank() == 2 {
		n = max(n, seed.Dim(0))
	}
	if r := keys.Rank(); r < 1 || r > 2 || seed.Dim(-1) != 3 || r == 2 && seed.Dim(0) != n {
		fail("Seed must be a vector of size [3] or a matrix of size [%d, 3] but got %s.", n, brackets(keys.Shape()))
	}
	at := func(a *tensor.Array, i int) uint64 {
		if a.Size() == 1 {
			i = 0
		} else if a.Size() != n {
			fail("Index bust be a scalar or vector.")
		}
		return uint64(a.Int(i))
	}
	rounds := c.int("rounds")
	out := make([]int, n)
	for i := range out {
		k := 0
		if keys.Size() > 3 {
			k = 3 * i
		}
		key := [3]uint32{uint32(keys.Int(k)), uint32(keys.Int(k + 1)), uint32(keys.Int(k + 2))}
		out[i] = int(tensor.ShuffleIndex(at(index.Array(), i), at(last.Array(), i), key, rounds))
	}
	y := tensor.IntTensor(index.DType(), out...)
	if index.Rank() == 0 && last.Rank() == 0 && keys.Rank() == 1 {
		return c.s.Reshape(y, []int{})
	}
	return y
}

func statelessTruncated(c *call) object.Value {
	const op = "StatelessParameterizedTruncatedNormal"
	fail := func(format string, args ...any) { opFailed("InvalidArgumentError", op, format, args...) }
	seed := c.tensor("seed").Array()
	if seed.Rank() != 1 || seed.Size() != 2 {
		fail("seed must have shape [2], not %s", brackets(seed.Shape()))
	}
	var all [4]*tensor.Tensor
	for i, name := range []string{"means", "stddevs", "minvals", "maxvals"} {
		all[i] = c.tensor(name)
	}
	dt := all[0].DType()
	if !dt.IsFloat() {
		tensor.Throwf("InvalidArgumentError", "Value for attr 'dtype' of %s is not in the list of allowed values: half, float, double\n\t; NodeDef: {{node %s}}; Op<name=%s; signature=shape:S, seed:Tseed, means:dtype, stddevs:dtype, minvals:dtype, maxvals:dtype -> output:dtype; attr=S:type,allowed=[DT_INT32, DT_INT64]; attr=Tseed:type,default=DT_INT64,allowed=[DT_INT32, DT_INT64]; attr=dtype:type,allowed=[DT_HALF, DT_FLOAT, DT_DOUBLE]> [Op:%s]", dt.RuntimeName(), op, op, op)
	}
	wide := []int{}
	for _, t := range all {
		b, ok := tensor.BroadcastShapes(wide, t.Shape())
		if !ok {
			fail("incompatible shapes for means, stddevs, minvals and maxvals")
		}
		wide = b
	}
	shape := c.shape("shape")
	if d := len(shape) - len(wide); d < 0 || !tensor.SameShape(shape[d:], wide) {
		fail("Shape passed in must end with broadcasted shape.")
	}
	specs := make([]tensor.TruncatedSpec, tensor.NumElements(wide))
	var values [4][]float64
	for i, t := range all {
		values[i] = c.s.BroadcastTo(t, wide).Array().Floats()
	}
	for i := range specs {
		specs[i] = tensor.TruncatedSpec{Mean: values[0][i], Deviation: values[1][i], Lo: values[2][i], Hi: values[3][i]}
	}
	n := 0
	if len(specs) > 0 {
		n = tensor.NumElements(shape) / len(specs)
	}
	data, ok := tensor.StatelessPhilox([2]int64{seed.Int(0), seed.Int(1)}).FillTruncated(dt, specs, n)
	if !ok {
		fail("Invalid parameters")
	}
	return tensor.FromArray(tensor.FromSlice(data, append([]int{}, shape...)...).Cast(dt))
}
