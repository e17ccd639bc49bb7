package tf

import (
	"kerash/interp/object"
	"kerash/tensor"
)

var (
	fractionalMaxClass = namedTuple("FractionalMaxPool", "output", "row_pooling_sequence", "col_pooling_sequence")
	fractionalAvgClass = namedTuple("FractionalAvgPool", "output", "row_pooling_sequence", "col_pooling_sequence")
)

// fractionalFn pools windows that begin at the given rows and columns.
type fractionalFn = func(s *tensor.Scope, x *tensor.Tensor, rows, cols []int, overlapping bool) *tensor.Tensor

func fractionalPool(names, sig, doc string, class *object.Class, f fractionalFn) decl {
	return decl{names: names, sig: sig, doc: doc, fn: func(c *call) object.Value {
		ratio := c.poolingRatio(class.Name)
		x := c.tensor("value")
		if x.Rank() != 4 {
			opFailed("InvalidArgumentError", class.Name, "tensor_in must be 4-dimensional")
		}
		var sizes [2]int
		for i := range sizes {
			n, r := x.Dim(1+i), ratio[1+i]
			if n < 0 {
				tensor.Throw(&tensor.Untraceable{Op: class.Name + " of images of unknown size"})
			}
			if sizes[i] = int(float32(n) / float32(r)); sizes[i] < 1 {
				opFailed("InvalidArgumentError", class.Name, "Pooling ratio is higher than input dimension size for dimension %d. Input dim size: %d pooling ratio: %s", 1+i, n, shortFloat(r))
			}
		}
		stream := c.poolStream(class.Name, x)
		rows := tensor.PoolSequence(stream, x.Dim(1), sizes[0], c.Bool("pseudo_random"))
		cols := tensor.PoolSequence(stream, x.Dim(2), sizes[1], c.Bool("pseudo_random"))
		y := f(c.s, x, rows, cols, c.Bool("overlapping"))
		return named(class, y, tensor.IntTensor(tensor.Int64, rows...), tensor.IntTensor(tensor.Int64, cols...))
	}}
}

// poolStream is where the windows come from: with a seed they are the same in
// each call.
func (c *call) poolStream(op string, x *tensor.Tensor) *tensor.Philox {
	if seed := c.int("seed"); seed != 0 {
		return c.s.Rand.SeededStream(int64(seed))
	}
	if x.IsSymbolic() {
		tensor.Throw(&tensor.Untraceable{Op: op + " without a seed"})
	}
	return c.s.Rand.OpStream(op, x.DType(), nil)
}

// poolingRatio is the argument of that name, one number for each axis.
func (c *call) poolingRatio(op string) []float64 {
	v := c.Value("pooling_ratio")
	_, isFloat := v.(float64)
	_, isInt := v.(int)
	fail := func(format string) {
		object.Throw(object.ValueErrorf(format+" Received: pooling_ratio=%s", object.Must(object.Str(c.th, v))))
	}
	if isFloat || isInt {
		r := c.number("pooling_ratio")
		if op == fractionalAvgClass.Name {
			object.Throw(object.TypeErrorf("Expected list for 'pooling_ratio' argument to 'fractional_avg_pool' Op, not %s.", object.Must(object.Repr(c.th, v))))
		}
		if r < 1 {
			fail("`pooling_ratio` should be >= 1.0.")
		}
		return []float64{1, r, r, 1}
	}
	l, ok := listOf(v)
	if !ok && op == fractionalAvgClass.Name {
		object.Throw(object.TypeErrorf("Expected list for 'pooling_ratio' argument to 'fractional_avg_pool' Op, not %s.", object.Must(object.Repr(c.th, v))))
	}
	if !ok {
		fail("`pooling_ratio` should be an int or a list of ints.")
	}
	ratio := make([]float64, len(l))
	for i, e := range l {
		ratio[i] = toFloat(c.th, e)
	}
	if op == fractionalAvgClass.Name {
		if len(ratio) != 4 {
			opFailed("InvalidArgumentError", op, "pooling_ratio field must specify 4 dimensions")
		}
		return ratio
	}
	if len(ratio) == 0 || ratio[0] != 1 || ratio[len(ratio)-1] != 1 {
		fail("`pooling_ratio` should have first and last elements with value 1.0.")
	}
	for _, r := range ratio {
		if r < 1 {
			fail("`pooling_ratio` elements should be >= 1.0.")
		}
	}
	switch len(ratio) {
	case 1, 2:
		return []float64{1, ratio[0], ratio[len(ratio)-1], 1}
	case 4:
		return ratio
	}
	object.Throw(object.ValueErrorf("pooling_ratio should be of length 1, 2 or 4. Received: pooling_ratio=%s of length %d", object.Must(object.Str(c.th, object.NewList(l...))), len(ratio)))
	return nil
}
