package keras

import (
	"slices"

	"kerash/interp/object"
)

func opsCreation() []object.Member {
	return []object.Member{
		composed("array(x, dtype=None)", "A tensor of numbers.", converted), composed("convert_to_tensor(x, dtype=None)", "A tensor of numbers.", converted),
		alias("copy(x)", "The tensor again.", "identity"),
		composed("arange(start, stop=None, step=1, dtype=None)", "Numbers from start to before stop.", func(tf caller, a *object.Bound) object.Value {
			from, to := a.At(0), a.At(1)
			if to == nil {
				from, to = 0, from
			}
			r := tf("range", from, to, a.At(2))
			if a.At(3) != nil {
				r = tf("cast", r, a.At(3))
			}
			return r
		}),
		alias("zeros(shape, dtype=None)", "Zeros.", "zeros", "", "dtype"), alias("empty(shape, dtype=None)", "A tensor of a shape; its values are zeros.", "zeros", "", "dtype"),
		alias("ones(shape, dtype=None)", "Ones.", "ones", "", "dtype"),
		alias("zeros_like(x, dtype=None)", "Zeros of the shape of x.", "zeros_like", "", "dtype"), alias("ones_like(x, dtype=None)", "Ones of the shape of x.", "ones_like", "", "dtype"),
		composed("full(shape, fill_value, dtype=None)", "A tensor of one value.", func(tf caller, a *object.Bound) object.Value {
			return tf("fill", a.At(0), valueAs(tf, a.At(1), a.At(2)))
		}),
		composed("full_like(x, fill_value, dtype=None)", "A tensor of one value, of the shape and dtype of x.", func(tf caller, a *object.Bound) object.Value {
			like := tf("zeros_like", a.At(0), a.At(2))
			return tf("add", like, tf("cast", a.At(1), object.Must(object.GetAttr(a.Thread(), like, "dtype"))))
		}),
		composed("eye(N, M=None, k=0, dtype=None)", "Ones on a diagonal, zeros elsewhere.", func(tf caller, a *object.Bound) object.Value {
			return diagonalBand(tf, a, func(i, j object.Value) object.Value { return tf("equal", tf("subtract", j, i), a.At(2)) })
		}),
		composed("tri(N, M=None, k=0, dtype=None)", "Ones on and below a diagonal, zeros above.", func(tf caller, a *object.Bound) object.Value {
			return diagonalBand(tf, a, func(i, j object.Value) object.Value { return tf("less_equal", tf("subtract", j, i), a.At(2)) })
		}),
		alias("identity(n, dtype=None)", "The unit matrix.", "eye", "", "dtype"),
		alias("linspace(start, stop, num=50)", "Numbers at equal distances, both ends included.", "linspace"),
		object.Fun("meshgrid(*x, indexing='xy')", "The coordinates of the points of a grid.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "meshgrid", object.Pos(a.Rest("x")...).With("indexing", a.Value("indexing"))), nil
		}),
	}
}

// converted is the first argument as a tensor, in the dtype of the second.
func converted(tf caller, a *object.Bound) object.Value {
	if a.At(1) == nil {
		return tf("convert_to_tensor", a.At(0))
	}
	return tf("cast", a.At(0), a.At(1))
}

// valueAs is a value in a dtype, None for its own.
func valueAs(tf caller, v, dtype object.Value) object.Value {
	if dtype == nil {
		return tf("cast", v, "float32")
	}
	return tf("cast", v, dtype)
}

// diagonalBand is a matrix of N and M, the first two arguments, with ones where
// in holds for row and column, in the dtype of the fourth argument.
func diagonalBand(tf caller, a *object.Bound, in func(i, j object.Value) object.Value) object.Value {
	cols := a.At(1)
	if cols == nil {
		cols = a.At(0)
	}
	i := tf("expand_dims", tf("range", a.At(0)), 1)
	return valueAs(tf, in(i, tf("range", cols)), a.At(3))
}

func opsShapes() []object.Member {
	return []object.Member{
		composed("shape(x)", "The shape, a tuple: numbers, or tensors for axes of unknown length.", func(tf caller, a *object.Bound) object.Value {
			x := tensorArg(a.Thread(), a.At(0))
			out := object.NewTuple()
			for i, n := range x.Shape() {
				length := object.Value(n)
				if n < 0 {
					length = object.Must(object.Index(a.Thread(), tf("shape", x), i))
				}
				out.Elems = append(out.Elems, length)
			}
			return out
		}),
		alias("size(x)", "The number of elements.", "size"),
		composed("ndim(x)", "The number of axes.", func(tf caller, a *object.Bound) object.Value { return rankOf(a, a.At(0)) }),
		alias("reshape(x, newshape)", "The elements under another shape.", "reshape"),
		composed("ravel(x)", "All elements in a row.", func(tf caller, a *object.Bound) object.Value { return inRow(tf, a.At(0)) }),
		alias("transpose(x, axes=None)", "The axes in another order, reversed for None.", "transpose", "", "perm"),
		alias("broadcast_to(x, shape)", "The tensor repeated to a shape.", "broadcast_to"),
		alias("expand_dims(x, axis)", "A new axis of length 1.", "expand_dims"), alias("squeeze(x, axis=None)", "The tensor without axes of length 1.", "squeeze", "", "axis"),
		alias("concatenate(xs, axis=0)", "Tensors joined along an axis.", "concat"), alias("stack(x, axis=0)", "Tensors along a new axis.", "stack"),
		composed("hstack(xs)", "Tensors joined along the second axis, vectors along the first.", func(tf caller, a *object.Bound) object.Value {
			return tf("concat", a.At(0), min(1, rankOf(a, object.Must(object.Index(a.Thread(), a.At(0), 0)))-1))
		}),
		composed("vstack(xs)", "Tensors joined along the first axis, vectors as rows.", func(tf caller, a *object.Bound) object.Value {
			if rankOf(a, object.Must(object.Index(a.Thread(), a.At(0), 0))) == 1 {
				return tf("stack", a.At(0))
			}
			return tf("concat", a.At(0), 0)
		}),
		composed("append(x1, x2, axis=None)", "Two tensors joined along an axis, in a row for None.", func(tf caller, a *object.Bound) object.Value {
			if a.At(2) != nil {
				return tf("concat", object.NewList(a.At(0), a.At(1)), a.At(2))
			}
			return tf("concat", object.NewList(inRow(tf, a.At(0)), inRow(tf, a.At(1))), 0)
		}),
		composed("moveaxis(x, source, destination)", "An axis at another place.", func(tf caller, a *object.Bound) object.Value {
			n := rankOf(a, a.At(0))
			from, to := axesOf(a, "source", n), axesOf(a, "destination", n)
			return tf("transpose", a.At(0), orderMoving(n, from, to))
		}),
		composed("swapaxes(x, axis1, axis2)", "Two axes in each other's place.", func(tf caller, a *object.Bound) object.Value {
			n := rankOf(a, a.At(0))
			order := make([]object.Value, n)
			for i := range order {
				order[i] = i
			}
			i, j := axesOf(a, "axis1", n)[0], axesOf(a, "axis2", n)[0]
			order[i], order[j] = j, i
			return tf("transpose", a.At(0), object.NewList(order...))
		}),
		composed("flip(x, axis=None)", "The elements of an axis in reverse order, of all for None.", func(tf caller, a *object.Bound) object.Value {
			switch axis := a.At(1).(type) {
			case nil:
				n := rankOf(a, a.At(0))
				axes := make([]object.Value, n)
				for i := range axes {
					axes[i] = i
				}
				return tf("reverse", a.At(0), object.NewList(axes...))
			case int:
				return tf("reverse", a.At(0), object.NewList(axis))
			default:
				return tf("reverse", a.At(0), axis)
			}
		}),
		composed("pad(x, pad_width, mode='constant', constant_values=None)", "The tensor with places added before and after each axis.", func(tf caller, a *object.Bound) object.Value {
			if a.At(3) != nil {
				return tf("pad", a.At(0), a.At(1), "CONSTANT", a.At(3))
			}
			return tf("pad", a.At(0), a.At(1), upper(a, "mode"))
		}),
		alias("tile(x, repeats)", "The tensor repeated along each axis.", "tile"), alias("repeat(x, repeats, axis=None)", "Each element repeated.", "repeat", "", "", "axis"),
		alias("roll(x, shift, axis=None)", "The elements moved around.", "roll"),
		alias("split(x, indices_or_sections, axis=0)", "The tensor cut along an axis.", "split", "", "", "axis"),
		alias("unstack(x, num=None, axis=0)", "The tensors along an axis.", "unstack", "", "num", "axis"),
	}
}

// rankOf is the number of axes of a value.
func rankOf(a *object.Bound, v object.Value) int { return tensorArg(a.Thread(), v).Rank() }

// inRow is all elements of a value in a row.
func inRow(tf caller, v object.Value) object.Value { return tf("reshape", v, object.NewList(-1)) }

// axesOf is an argument of one axis or several as places among n.
func axesOf(a *object.Bound, name string, n int) []int {
	v := a.Value(name)
	items := []object.Value{v}
	if _, ok := v.(int); !ok {
		items = a.Elems(name)
	}
	out := make([]int, len(items))
	for i, it := range items {
		if out[i] = object.Must(object.AsIndex(a.Thread(), it)); out[i] < 0 {
			out[i] += n
		}
		if out[i] < 0 || out[i] >= n {
			object.Throw(object.ValueErrorf("axis %s is out of bounds for a tensor of %d axes", object.Must(object.Str(a.Thread(), it)), n))
		}
	}
	return out
}

// orderMoving is the order of n axes with those of from at the places of to.
func orderMoving(n int, from, to []int) object.Value {
	order := make([]object.Value, n)
	for i, f := range from {
		order[to[i]] = f
	}
	next := 0
	for i := range order {
		if order[i] != nil {
			continue
		}
		for slices.Contains(from, next) {
			next++
		}
		order[i], next = next, next+1
	}
	return object.NewList(order...)
}
