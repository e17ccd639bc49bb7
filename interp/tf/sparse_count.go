package tf

import (
	"fmt"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// sparseCountDecls are the functions of tf.sparse that count and cross
// categories.
func sparseCountDecls() []decl {
	return []decl{
		{names: "sparse.bincount", sig: "sparse_bincount(values, weights=None, axis=0, minlength=None, maxlength=None, binary_output=False, name=None)", doc: "How often each number occurs, in all or for each row, as a sparse tensor.", fn: sparseBincount, ragged: sparseBincount},
		{names: "sparse.cross", sig: "sparse_cross(inputs, name=None, separator=None)", doc: "For each row, all combinations of the elements of several tensors, joined to texts.", fn: func(c *call) object.Value {
			separator := "_X_"
			if c.Has("separator") {
				separator = c.constText("separator")
			}
			return c.sparseCross(func(features []feature) object.Value {
				words := make([]string, len(features))
				for i, f := range features {
					words[i] = f.text
				}
				return strings.Join(words, separator)
			})
		}},
		{names: "sparse.cross_hashed", sig: "sparse_cross_hashed(inputs, num_buckets=0, hash_key=None, name=None)", doc: "For each row, all combinations of the elements of several tensors, as numbers of buckets.", fn: func(c *call) object.Value {
			return c.sparseCross(c.hashCross())
		}},
	}
}

// feature is an element that is crossed with others: a text, or a number as
// text.
type feature struct {
	text string
	hash uint64
}

// hashCross gives the bucket of crossed features.
func (c *call) hashCross() func(features []feature) object.Value {
	key, buckets := tensor.CrossKey, uint64(c.int("num_buckets"))
	if c.Has("hash_key") && c.int("hash_key") != 0 {
		key = uint64(c.int("hash_key"))
	}
	if buckets == 0 {
		buckets = 1<<63 - 1
	}
	return func(features []feature) object.Value {
		h := key
		for _, f := range features {
			h = tensor.CrossFingerprints(h, f.hash)
		}
		return int(h % buckets)
	}
}

// featuresOf are the elements of a text or integer array.
func featuresOf(a *tensor.Array) []feature {
	out := make([]feature, a.Size())
	for i := range out {
		if a.DType() == tensor.String {
			out[i] = feature{a.Str(i), tensor.Fingerprint64(a.Str(i))}
		} else {
			out[i] = feature{fmt.Sprint(a.Int(i)), uint64(a.Int(i))}
		}
	}
	return out
}

// featureRows is the features of each row of a matrix, dense, sparse or ragged.
func featureRows(v object.Value) [][]feature {
	switch x := v.(type) {
	case *Sparse:
		out := make([][]feature, x.shape()[0])
		all := featuresOf(x.Values.Array())
		for i, at := range x.rows() {
			out[at[0]] = append(out[at[0]], all[i])
		}
		return out
	case *Ragged:
		all := featuresOf(x.flat().Array())
		out := make([][]feature, x.rows())
		for i := range out {
			out[i] = all[x.splits[i]:x.splits[i+1]]
		}
		return out
	case *tensor.Tensor:
		if x.Rank() != 2 {
			object.Throw(object.ValueErrorf("Shape must be rank 2 but is rank %d", x.Rank()))
		}
		all, n := featuresOf(x.Array()), x.Dim(1)
		out := make([][]feature, x.Dim(0))
		for i := range out {
			out[i] = all[i*n : (i+1)*n]
		}
		return out
	}
	object.Throw(object.TypeErrorf("All inputs must be Tensor or SparseTensor."))
	return nil
}

// crossRows combines the features of each row, the last input's fastest.
func crossRows(inputs [][][]feature, join func(features []feature) object.Value) [][]object.Value {
	out := make([][]object.Value, len(inputs[0]))
	for row := range out {
		count := 1
		for _, in := range inputs {
			if len(in) != len(out) {
				tensor.Throwf("InvalidArgumentError", "Expected batch size %d, got %d", len(out), len(in))
			}
			count *= len(in[row])
		}
		for k := range count {
			features := make([]feature, len(inputs))
			for i := len(inputs) - 1; i >= 0; i-- {
				in := inputs[i][row]
				features[i], k = in[k%len(in)], k/len(in)
			}
			out[row] = append(out[row], join(features))
		}
	}
	return out
}

// sparseCross crosses the inputs, sparse ones before dense ones.
func (c *call) sparseCross(join func(features []feature) object.Value) object.Value {
	items, ok := listOf(c.Value("inputs"))
	if !ok {
		object.Throw(object.TypeErrorf("Inputs must be a list"))
	}
	var inputs [][][]feature
	for _, wantSparse := range []bool{true, false} {
		for _, v := range items {
			if _, is := v.(*Sparse); is == wantSparse {
				inputs = append(inputs, featureRows(v))
			}
		}
	}
	var at []int
	var values []object.Value
	widest := 0
	rows := crossRows(inputs, join)
	for i, row := range rows {
		for k := range row {
			at = append(at, i, k)
		}
		values = append(values, row...)
		widest = max(widest, len(row))
	}
	return newSparse(at, 2, crossed(c.th, values), []int{len(rows), widest})
}

// crossed is crossed features as a tensor of texts or of int64.
func crossed(th *object.Thread, values []object.Value) *tensor.Tensor {
	dt := tensor.Int64
	if len(values) > 0 {
		if _, ok := values[0].(string); ok {
			dt = tensor.String
		}
	}
	return binding.ToTensor(th, object.NewList(values...), dt)
}

// sparseBincount counts numbers, or adds up their weights.
func sparseBincount(c *call) object.Value {
	v := c.Value("values")
	axis := c.IntOr("axis", 0)
	switch {
	case c.Has("weights") && c.Bool("binary_output"):
		object.Throw(object.ValueErrorf("Arguments `binary_output` and `weights` are mutually exclusive. Please specify only one."))
	case axis != 0 && axis != -1:
		object.Throw(object.ValueErrorf("Unsupported value for argument axis=%d. Only 0 and -1 are currently supported.", axis))
	}
	// The numbers and the row of each; no rows when all count together.
	var x *tensor.Tensor
	var rows []int
	count := -1
	switch s := v.(type) {
	case *Sparse:
		x = s.Values
		if axis == -1 && len(s.shape()) == 2 {
			count = s.shape()[0]
			for _, at := range s.rows() {
				rows = append(rows, at[0])
			}
		}
	case *Ragged:
		x = s.flat()
		if axis == -1 {
			count, rows = s.rows(), s.rowIDs().Array().Ints()
		}
	default:
		x = c.tensor("values")
		if axis == -1 && x.Rank() > 1 {
			count = x.Dim(0)
			for i := range x.Array().Size() {
				rows = append(rows, i/x.Dim(1))
			}
		}
	}
	return c.countRows(x.Array(), rows, count)
}

// countRows counts the numbers of each of n rows; n is -1 for all at once.
func (c *call) countRows(x *tensor.Array, rows []int, n int) object.Value {
	weights, dt := c.countWeights(x)
	least, most := c.IntOr("minlength", -1), c.IntOr("maxlength", -1)
	counts := make([]map[int]float64, max(n, 1))
	widest := 0
	for i := range counts {
		counts[i] = map[int]float64{}
	}
	for i := range x.Size() {
		k, row := int(x.Int(i)), 0
		if k < 0 {
			opFailed("InvalidArgumentError", "DenseCountSparseOutput", "Input values must all be non-negative")
		}
		if most >= 0 && k >= most {
			continue
		}
		if n >= 0 {
			row = rows[i]
		}
		widest = max(widest, k+1)
		switch {
		case c.Bool("binary_output"):
			counts[row][k] = 1
		case weights != nil:
			counts[row][k] += weights.Float(i)
		default:
			counts[row][k]++
		}
	}
	if widest = max(widest, least); most > 0 {
		widest = most
	}
	var at []int
	var found []float64
	for row, m := range counts {
		keys := make([]int, 0, len(m))
		for k := range m {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			if n >= 0 {
				at = append(at, row)
			}
			at, found = append(at, k), append(found, m[k])
		}
	}
	values := tensor.FromArray(tensor.FromSlice(found, len(found)).Cast(dt))
	if n < 0 {
		return newSparse(at, 1, values, []int{widest})
	}
	return newSparse(at, 2, values, []int{n, widest})
}

// countWeights is the weights of the numbers, nil for 1, and the dtype of the
// counts.
func (c *call) countWeights(x *tensor.Array) (*tensor.Array, tensor.DType) {
	if !c.Has("weights") {
		return nil, x.DType()
	}
	var w *tensor.Tensor
	switch s := c.Value("weights").(type) {
	case *Sparse:
		w = s.Values
	case *Ragged:
		w = s.flat()
	default:
		w = c.tensor("weights")
	}
	if w.Array().Size() != x.Size() {
		tensor.Throwf("InvalidArgumentError", "'weights' and 'values' must have the same shape.")
	}
	return w.Array(), w.DType()
}
