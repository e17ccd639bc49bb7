package tf

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// raggedFunctions are functions of the module on ragged tensors, by their first
// names. A result of nil leaves the call to the function's declaration.
func raggedFunctions() map[string]func(c *call) object.Value {
	return map[string]func(c *call) object.Value{
		"compat.v1.size": func(c *call) object.Value {
			return c.s.Cast(tensor.ConstScalar(int64(tensor.NumElements(c.ragged("input").flat().Shape()))), c.dtype("out_type", tensor.Int32))
		},
		"compat.v1.gather": raggedIndices,
		"where": func(c *call) object.Value {
			r, ok := c.Value("condition").(*Ragged)
			if !ok || c.Has("x") || c.Has("y") {
				return nil
			}
			at := r.toSparse().Indices
			return c.s.BooleanMask(at, c.s.Reshape(c.s.Cast(r.flat(), tensor.Bool), []int{-1}), 0)
		},
		"rank":        func(c *call) object.Value { return tensor.ConstScalar(int32(c.ragged("input").rank())) },
		"expand_dims": raggedExpandDims,
		"reverse":     raggedReverse,
		"stack":       raggedStack,
		"stop_gradient": func(c *call) object.Value {
			r := c.ragged("input")
			return r.withFlat(c.s.StopGradient(r.flat()))
		},
		"nn.dropout": func(c *call) object.Value {
			r := c.ragged("x")
			x := r.flat()
			return r.withFlat(c.s.Dropout(x, c.number("rate"), nil, c.stream("RandomUniform", x.DType())))
		},
		"nn.softmax": func(c *call) object.Value {
			r := c.ragged("logits")
			if ax := c.IntOr("axis", -1); ax != -1 && ax != r.rank()-1 {
				object.Throw(object.ValueErrorf("The axis of the softmax of ragged tensors must be the last one, got %d", ax))
			}
			if r.flat().Rank() > 1 {
				return r.withFlat(c.s.Softmax(r.flat(), -1))
			}
			return r.perRow(c.s, func(x *tensor.Tensor) *tensor.Tensor { return c.s.Softmax(x, -1) })
		},
		"compat.v1.nn.embedding_lookup": func(c *call) object.Value {
			r := c.ragged("ids")
			return r.withFlat(c.s.Gather(c.limited(c.tensor("params")), r.flat(), 0, 0))
		},
		"strings.join": func(c *call) object.Value {
			return onFlat(c.th, c.Elems("inputs"), func(parts []object.Value) object.Value {
				return c.s.StringJoin(binding.ToTensors(c.th, parts...), c.Str("separator"))
			})
		},
		"strings.reduce_join": func(c *call) object.Value {
			r := c.ragged("inputs")
			if ax := c.IntOr("axis", -9); r.raggedRank() != 1 || r.flat().Rank() != 1 || ax != 1 && ax != -1 {
				object.Throw(object.NotImplementedErrorf("tf.strings.reduce_join of ragged tensors is left out but for the words of rows"))
			}
			words := tensor.Data[string](r.flat().Array())
			rows := make([]string, r.rows())
			for i := range rows {
				rows[i] = strings.Join(words[r.splits[i]:r.splits[i+1]], c.StrOr("separator", ""))
			}
			return tensor.Const(rows, len(rows))
		},
	}
}

// ragged is an argument that is a ragged tensor.
func (c *call) ragged(name string) *Ragged {
	r, ok := c.Value(name).(*Ragged)
	if !ok {
		object.Throw(object.NotImplementedErrorf("the argument %s must be a ragged tensor when another one is", name))
	}
	return r
}

// perRow applies a function to each innermost row.
func (r *Ragged) perRow(s *tensor.Scope, f func(x *tensor.Tensor) *tensor.Tensor) *Ragged {
	if inner, ok := r.values.(*Ragged); ok {
		return &Ragged{inner.perRow(s, f), r.splits}
	}
	if r.rows() == 0 {
		return r
	}
	rows := make([]object.Value, r.rows())
	for i := range rows {
		rows[i] = f(r.row(s, i).(*tensor.Tensor))
	}
	return joinRows(s, rows)
}

func raggedExpandDims(c *call) object.Value {
	r := c.ragged("input")
	ax, n := c.int("axis"), r.rank()
	if ax < -n-1 || ax > n {
		object.Throw(object.ValueErrorf("axis=%d out of bounds: expected %d<=axis<%d", ax, -n-1, n+1))
	}
	if ax < 0 {
		ax += n + 1
	}
	return expandRagged(c.s, r, ax)
}

func raggedReverse(c *call) object.Value {
	r := c.ragged("tensor")
	for _, ax := range c.axes("axis") {
		if ax < 0 {
			ax += r.rank()
		}
		r = reverseRagged(c.s, r, ax).(*Ragged)
	}
	return r
}

func reverseRagged(s *tensor.Scope, v object.Value, axis int) object.Value {
	r, ok := v.(*Ragged)
	if !ok {
		return s.Reverse(v.(*tensor.Tensor), []int{axis})
	}
	if axis > 1 {
		return &Ragged{reverseRagged(s, r.values, axis-1), r.splits}
	}
	order := make([]int, r.rows())
	for i := range order {
		order[i] = len(order) - 1 - i
	}
	if axis == 0 {
		return r.gather(s, order)
	}
	rows := make([]object.Value, r.rows())
	for i := range rows {
		rows[i] = reverseRagged(s, r.row(s, i), 0)
	}
	if len(rows) == 0 {
		return r
	}
	return joinRows(s, rows)
}

// raggedStack joins values along a new axis, the first or the second.
func raggedStack(c *call) object.Value {
	var all []object.Value
	for _, v := range c.Elems("values") {
		all = append(all, raggedOrTensor(c.th, v))
	}
	if len(all) == 0 {
		object.Throw(object.ValueErrorf("Must provide at least one value."))
	}
	switch c.int("axis") {
	case 0:
		return joinRows(c.s, all)
	case 1:
		n := -1
		each := make([]object.Value, 0, len(all))
		for _, v := range all {
			if t, ok := v.(*tensor.Tensor); ok {
				v = denseRows(c.s, t)
			}
			each = append(each, v)
			if k := v.(*Ragged).rows(); n >= 0 && k != n {
				tensor.Throwf("InvalidArgumentError", "Input tensors have different numbers of rows")
			} else {
				n = k
			}
		}
		rows := make([]object.Value, n)
		for i := range rows {
			parts := make([]object.Value, len(each))
			for k, v := range each {
				parts[k] = v.(*Ragged).row(c.s, i)
			}
			rows[i] = joinRows(c.s, parts)
		}
		return joinRows(c.s, rows)
	}
	object.Throw(object.NotImplementedErrorf("ragged tensors are stacked along the first two axes only"))
	return nil
}

// raggedIndices picks entries of a tensor by ragged numbers, nil when it is not
// that which a call of tf.gather asks for.
func raggedIndices(c *call) object.Value {
	at, ok := c.Value("indices").(*Ragged)
	if !ok {
		return nil
	}
	params := raggedOrTensor(c.th, c.Value("params"))
	if c.IntOr("batch_dims", 0) == 0 {
		if t, ok := params.(*tensor.Tensor); ok {
			return at.withFlat(c.s.Gather(t, at.flat(), 0, 0))
		}
		return nil
	}
	rows := make([]object.Value, at.rows())
	for i := range rows {
		var row object.Value
		switch p := params.(type) {
		case *Ragged:
			row = p.row(c.s, i)
		case *tensor.Tensor:
			row = c.s.StridedSlice(p, []tensor.Slice{tensor.At(i)})
		}
		t, ok := row.(*tensor.Tensor)
		if !ok {
			return nil
		}
		rows[i] = c.s.Gather(t, binding.ToTensor(c.th, at.row(c.s, i), tensor.Invalid), 0, 0)
	}
	return joinRows(c.s, rows)
}
