package keras

import (
	"math"

	"kerash/interp/object"
)

// opsStatistics are the functions of keras.ops that sort, count and clean numbers.
func opsStatistics() []object.Member {
	return []object.Member{
		composed("quantile(x, q, axis=None, method='linear', keepdims=False)", "The values below which a share q of the numbers lies.", func(tf caller, a *object.Bound) object.Value {
			method, _ := a.Value("method").(string)
			return quantile(tf, a, a.At(1), method)
		}),
		composed("median(x, axis=None, keepdims=False)", "The middle value.", func(tf caller, a *object.Bound) object.Value {
			return quantile(tf, a, 0.5, "linear")
		}),
		composed("digitize(x, bins)", "The number of the bin that each value falls into.", func(tf caller, a *object.Bound) object.Value {
			x := tf("convert_to_tensor", a.At(0))
			values := tf("reshape", tf("cast", x, "float32"), object.NewList(-1))
			edges := tf("cast", tf("convert_to_tensor", a.At(1)), "float32")
			return tf("reshape", tf("searchsorted", edges, values, "right"), tf("shape", x))
		}),
		composed("bincount(x, weights=None, minlength=0)", "How often each integer occurs, or the sum of its weights.", func(tf caller, a *object.Bound) object.Value {
			return callTF(a.Thread(), "math.bincount", object.Pos(tf("cast", a.At(0), "int32")).With("weights", a.At(1)).With("minlength", a.At(2)).With("axis", -1))
		}),
		composed("diff(a, n=1, axis=-1)", "The differences of neighbours along an axis, n times.", func(tf caller, a *object.Bound) object.Value {
			x := tf("convert_to_tensor", a.At(0))
			axis := axesOf(a, "axis", rankOf(a, x))[0]
			for range a.Int("n") {
				length := tensorArg(a.Thread(), x).Shape()[axis]
				part := func(from int) object.Value {
					places := tf("range", from, from+max(length-1, 0))
					return callTF(a.Thread(), "gather", object.Pos(x, places).With("axis", axis))
				}
				x = tf("subtract", part(1), part(0))
			}
			return x
		}),
		composed("nan_to_num(x)", "0 for nan, the limits of the type for the infinities.", func(tf caller, a *object.Bound) object.Value {
			x := tf("convert_to_tensor", a.At(0))
			t := tensorArg(a.Thread(), x)
			if !t.DType().IsFloat() {
				return x
			}
			limit := object.Must(object.GetAttr(a.Thread(), object.Must(object.GetAttr(a.Thread(), x, "dtype")), "max"))
			constant := func(v object.Value) object.Value { return tf("cast", v, t.DType().String()) }
			x = tf("where", tf("math.is_nan", x), constant(0.0), x)
			x = tf("where", tf("equal", x, constant(math.Inf(1))), constant(limit), x)
			return tf("where", tf("equal", x, constant(math.Inf(-1))), tf("negative", constant(limit)), x)
		}),
		composed("lu_factor(x)", "The triangles of the decomposition of a matrix in one, and the order of its rows.", func(tf caller, a *object.Bound) object.Value {
			parts := object.Must(object.ToSlice(a.Thread(), tf("linalg.lu", a.At(0))))
			return object.NewTuple(parts[0], tf("math.invert_permutation", parts[1]))
		}),
		composed("logspace(start, stop, num=50, endpoint=True, base=10, dtype=None, axis=0)", "Powers of the base with exponents at equal distances.", func(tf caller, a *object.Bound) object.Value {
			dtype := a.Value("dtype")
			if dtype == nil {
				dtype = "float32"
			}
			n := a.Int("num")
			steps := n - 1
			if !a.Bool("endpoint") {
				steps = n
			}
			start, stop := tf("cast", a.At(0), dtype), tf("cast", a.At(1), dtype)
			step := tf("divide", tf("subtract", stop, start), tf("cast", float64(max(steps, 1)), dtype))
			places := tf("cast", tf("range", n), dtype)
			return tf("pow", tf("cast", a.Value("base"), dtype), tf("add", start, tf("multiply", places, step)))
		}),
	}
}

// quantile sorts the axes of a in one row and takes what lies at q of its length.
func quantile(tf caller, a *object.Bound, q object.Value, method string) object.Value {
	x := tf("convert_to_tensor", a.At(0))
	t := tensorArg(a.Thread(), x)
	if !t.DType().IsFloat() {
		x = tf("cast", x, "float32")
		t = tensorArg(a.Thread(), x)
	}
	dtype, rank := t.DType().String(), t.Rank()
	reduced := make([]bool, rank)
	if a.Value("axis") == nil {
		for i := range reduced {
			reduced[i] = true
		}
	} else {
		for _, axis := range axesOf(a, "axis", rank) {
			reduced[axis] = true
		}
	}
	var order, last, rest, kept []object.Value
	n := 1
	for i, size := range t.Shape() {
		if reduced[i] {
			last, kept, n = append(last, i), append(kept, 1), n*size
			continue
		}
		order, rest, kept = append(order, i), append(rest, size), append(kept, size)
	}
	rows := tf("reshape", tf("transpose", x, object.NewList(append(order, last...)...)), object.NewList(append(append([]object.Value{}, rest...), n)...))
	share := tf("cast", tf("convert_to_tensor", q), dtype)
	out := atShare(tf, a, tf("sort", rows), share, n, method, dtype)
	if tensorArg(a.Thread(), share).Rank() == 1 { // the shares come first
		perm := []object.Value{len(rest)}
		for i := range rest {
			perm = append(perm, i)
		}
		out = tf("transpose", out, object.NewList(perm...))
		kept = append([]object.Value{-1}, kept...)
	}
	if a.Bool("keepdims") {
		out = tf("reshape", out, object.NewList(kept...))
	}
	return out
}

// atShare is what lies at a share of the length n of sorted rows.
func atShare(tf caller, a *object.Bound, rows, share object.Value, n int, method, dtype string) object.Value {
	place := tf("multiply", share, tf("cast", n-1, dtype))
	at := func(place object.Value) object.Value {
		return callTF(a.Thread(), "gather", object.Pos(rows, tf("cast", place, "int32")).With("axis", -1))
	}
	low, high := tf("floor", place), tf("math.ceil", place)
	switch method {
	case "lower":
		return at(low)
	case "higher":
		return at(high)
	case "nearest":
		return at(tf("round", place))
	case "midpoint":
		return tf("multiply", tf("add", at(low), at(high)), tf("cast", 0.5, dtype))
	}
	return tf("add", at(low), tf("multiply", tf("subtract", at(high), at(low)), tf("subtract", place, low)))
}
