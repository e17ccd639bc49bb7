package keras

import (
	"kerash/interp/object"
)

func opsPicking() []object.Member {
	return []object.Member{
		composed("take(x, indices, axis=None)", "The elements at places of an axis, of all in a row for None.", func(tf caller, a *object.Bound) object.Value {
			x, axis := a.At(0), a.At(2)
			if axis == nil {
				x, axis = inRow(tf, x), 0
			}
			return callTF(a.Thread(), "gather", object.Pos(x, a.At(1)).With("axis", axis))
		}),
		composed("take_along_axis(x, indices, axis=None)", "The elements at places that each have along an axis.", func(tf caller, a *object.Bound) object.Value {
			x, indices := tf("convert_to_tensor", a.At(0)), tf("convert_to_tensor", a.At(1))
			if a.At(2) == nil {
				return tf("gather", inRow(tf, x), inRow(tf, indices))
			}
			n := rankOf(a, x)
			axis := axesOf(a, "axis", n)
			there := orderMoving(n, axis, []int{n - 1})
			back := orderMoving(n, []int{n - 1}, axis)
			got := callTF(a.Thread(), "gather", object.Pos(tf("transpose", x, there), tf("transpose", indices, there)).With("axis", n-1).With("batch_dims", n-1))
			return tf("transpose", got, back)
		}),
		object.Fun("get_item(x, key)", "x[key].", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Index(th, a.At(0), a.At(1))
		}),
		alias("slice(inputs, start_indices, shape)", "The part of a shape that begins at a place.", "slice"),
		composed("slice_update(inputs, start_indices, updates)", "The tensor with a part replaced that begins at a place.", func(tf caller, a *object.Bound) object.Value {
			return sliceUpdate(tf, a.At(0), a.At(1), a.At(2))
		}),
		alias("scatter(indices, values, shape)", "Zeros with values at places; those of the same place are added.", "scatter_nd"),
		alias("scatter_update(inputs, indices, updates)", "The tensor with values at places replaced.", "tensor_scatter_nd_update"),
		alias("top_k(x, k, sorted=True)", "The k greatest elements of the last axis and their places.", "math.top_k", "", "k", "sorted"),
		alias("in_top_k(targets, predictions, k)", "Whether targets are among the k greatest predictions.", "math.in_top_k"),
		alias("sort(x, axis=-1)", "The elements of an axis in ascending order.", "sort", "", "axis"),
		alias("argsort(x, axis=-1)", "The places of the elements in ascending order.", "argsort", "", "axis"),
		composed("nonzero(x)", "The places of elements that are not 0, for each axis.", func(tf caller, a *object.Bound) object.Value {
			x := tf("convert_to_tensor", a.At(0))
			at := tf("cast", tf("where", tf("not_equal", x, tf("zeros_like", x))), "int32")
			return callTF(a.Thread(), "unstack", object.Pos(tf("transpose", at)).With("num", rankOf(a, x)))
		}),
		alias("diagonal(x, offset=0)", "The elements of a diagonal of the last two axes.", "linalg.diag_part", "", "k"),
		composed("diag(x, k=0)", "A matrix with x on a diagonal, or the diagonal of a matrix.", func(tf caller, a *object.Bound) object.Value {
			target := "linalg.diag_part"
			if rankOf(a, a.At(0)) == 1 {
				target = "linalg.diag"
			}
			return callTF(a.Thread(), target, object.Pos(a.At(0)).With("k", a.At(1)))
		}),
		alias("trace(x)", "The sum of the diagonal of the last two axes.", "linalg.trace"),
		triangle("tril(x, k=0)", "The elements on and below a diagonal, zeros elsewhere.", "less_equal"),
		triangle("triu(x, k=0)", "The elements on and above a diagonal, zeros elsewhere.", "greater_equal"),
		segments("segment_max", "The greatest elements of each segment.", "math.unsorted_segment_max"),
		segments("segment_sum", "The sums of the elements of each segment.", "math.unsorted_segment_sum"),
	}
}

// sliceUpdate puts updates into x from the place start on: the part is cut off
// x and the updates, padded, are added.
func sliceUpdate(tf caller, x, start, updates object.Value) object.Value {
	x, start = tf("convert_to_tensor", x), tf("cast", start, "int32")
	updates = tf("convert_to_tensor", updates)
	size := tf("shape", updates)
	after := tf("subtract", tf("subtract", tf("shape", x), start), size)
	margins := tf("stack", object.NewList(start, after), 1)
	kept := tf("pad", tf("zeros_like", updates, "bool"), margins, "CONSTANT", true)
	return tf("where", kept, x, tf("pad", updates, margins))
}

// triangle declares the part of matrices where the column minus the row is on
// one side of k.
func triangle(sig, doc, side string) object.Member {
	return composed(sig, doc, func(tf caller, a *object.Bound) object.Value {
		x := tf("convert_to_tensor", a.At(0))
		shape := tf("shape", x)
		length := func(axis int) object.Value {
			return tf("range", object.Must(object.Index(a.Thread(), shape, axis)))
		}
		in := tf(side, tf("subtract", length(-1), tf("expand_dims", length(-2), 1)), a.At(1))
		return tf("where", in, x, tf("zeros_like", x))
	})
}

// segments declares a reduction of the rows with the same number.
func segments(name, doc, target string) object.Member {
	return composed(name+"(data, segment_ids, num_segments=None, sorted=False)", doc, func(tf caller, a *object.Bound) object.Value {
		n := a.At(2)
		if n == nil {
			n = tf("add", tf("reduce_max", a.At(1)), 1)
		}
		return tf(target, a.At(0), a.At(1), n)
	})
}
