package tf

import (
	"fmt"
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

var editDistanceDecl = decl{names: "edit_distance", sig: "edit_distance(hypothesis, truth, normalize=True, name='edit_distance')", doc: "The Levenshtein distance of sequences, which are the last axis of sparse tensors.", fn: editDistance}

// editDistance is https://www.tensorflow.org/api_docs/python/tf/edit_distance.
func editDistance(c *call) object.Value {
	hyp, ok := object.NativeOf(c.Value("hypothesis")).(*Sparse)
	if !ok {
		object.Throw(object.TypeErrorf("Hypothesis must be a SparseTensor."))
	}
	truth, ok := object.NativeOf(c.Value("truth")).(*Sparse)
	if !ok {
		object.Throw(object.TypeErrorf("Truth must be a SparseTensor."))
	}
	const op = "EditDistance"
	if x, y := hyp.Values.DType(), truth.Values.DType(); x != y {
		tensor.Throwf("InvalidArgumentError", "cannot compute %s as input #4(zero-based) was expected to be a %s tensor but is a %s tensor [Op:%s] name: %s", op, x.RuntimeName(), y.RuntimeName(), op, c.Str("name"))
	}
	fail := func(format string, args ...any) {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s] name: %s", op, fmt.Sprintf(format, args...), op, c.Str("name"))
	}
	h, t := hyp.DenseShape.Array().Ints(), truth.DenseShape.Array().Ints()
	if len(h) != len(t) {
		fail("Expected truth and hypothesis to have matching ranks, but their shapes are: [%d] and [%d]", len(t), len(h))
	}
	if len(h) < 2 {
		fail("Input SparseTensors must have rank at least 2, but truth_shape rank is: %d", len(t))
	}
	shape := make([]int, len(h)-1)
	for i := range shape {
		shape[i] = max(h[i], t[i])
	}
	hs, ts := hyp.sequences(shape), truth.sequences(shape)
	normalize := c.Bool("normalize")
	out := make([]float32, tensor.NumElements(shape))
	for i := range out {
		x, y := hs[i], ts[i]
		d := levenshtein(len(x), len(y), func(p, q int) bool { return same(hyp.Values, x[p], truth.Values, y[q]) })
		out[i] = float32(d)
		switch {
		case !normalize:
		case len(y) > 0:
			out[i] /= float32(len(y))
		case len(x) > 0:
			out[i] = float32(math.Inf(1))
		}
	}
	return tensor.Const(out, shape...)
}

// sequences lists, for each place of shape, which values of a sparse tensor lie
// along its last axis.
func (s *Sparse) sequences(shape []int) [][]int {
	lists := make([][]int, tensor.NumElements(shape))
	indices, rank := s.Indices.Array().Ints(), len(shape)+1
	for v := range s.Values.Array().Size() {
		place := 0
		for axis, n := range shape {
			place = place*n + indices[v*rank+axis]
		}
		lists[place] = append(lists[place], v)
	}
	return lists
}

// same reports whether two values are equal.
func same(a *tensor.Tensor, i int, b *tensor.Tensor, j int) bool {
	if a.DType() == tensor.String {
		return a.Array().Str(i) == b.Array().Str(j)
	}
	return a.Array().Float(i) == b.Array().Float(j)
}

// levenshtein is the least number of insertions, removals and exchanges that
// make a sequence of m elements one of n.
func levenshtein(m, n int, equal func(i, j int) bool) int {
	row := make([]int, n+1)
	for j := range row {
		row[j] = j
	}
	for i := range m {
		corner := row[0]
		row[0] = i + 1
		for j := range n {
			cost := corner
			if !equal(i, j) {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, corner+1, row[j]+1)
		}
	}
	return row[n]
}
