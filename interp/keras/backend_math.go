package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// alias declares a function that is one of TensorFlow's under another name;
// names are TensorFlow's names for the parameters of sig, in order: "" passes
// one by its place, "-" leaves it out. What is left at None is not passed on.
func alias(sig, doc, target string, names ...string) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		var args object.Args
		for i, p := range a.Sig.Params {
			name := ""
			if i < len(names) {
				name = names[i]
			}
			switch v := a.At(i); {
			case name == "-", v == nil && p.HasDefault:
			case name == "":
				args.Pos = append(args.Pos, v)
			default:
				args = args.With(name, v)
			}
		}
		return callTF(th, target, args), nil
	})
}

// unaryAlias is an alias with one parameter, x.
func unaryAlias(name, doc, target string) object.Member { return alias(name+"(x)", doc, target) }

// reduction declares a reduction over axes; bool tensors count as floats where
// numeric is set.
func reduction(name, doc, target string, numeric bool) object.Member {
	return object.Fun(name+"(x, axis=None, keepdims=False)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		x := a.At(0)
		if numeric && isBool(x) {
			x = callTF(th, "cast", object.Pos(x, binding.State(th).FloatX.String()))
		}
		return callTF(th, target, object.Pos(x, a.At(1), a.At(2))), nil
	})
}

func isBool(v object.Value) bool {
	t, ok := v.(*tensor.Tensor)
	return ok && t.DType() == tensor.Bool
}

func backendMath() []object.Member {
	binary := func(name, doc, target string) object.Member { return alias(name+"(x, y)", doc, target) }
	return []object.Member{
		unaryAlias("abs", "The absolute value.", "abs"), unaryAlias("cos", "The cosine.", "cos"), unaryAlias("sin", "The sine.", "sin"),
		unaryAlias("exp", "The exponential.", "exp"), unaryAlias("log", "The natural logarithm.", "math.log"), unaryAlias("round", "The nearest integers.", "round"),
		unaryAlias("sign", "-1, 0 or 1 by the sign.", "sign"), unaryAlias("square", "The square.", "square"), unaryAlias("sigmoid", "1 / (1 + exp(-x)).", "sigmoid"),
		unaryAlias("softplus", "log(1 + exp(x)).", "math.softplus"), unaryAlias("softsign", "x / (1 + |x|).", "nn.softsign"), unaryAlias("tanh", "The hyperbolic tangent.", "tanh"),
		unaryAlias("stop_gradient", "The tensor as a constant for differentiation.", "stop_gradient"),
		object.Fun("sqrt(x)", "The square root; negative numbers count as 0.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "sqrt", object.Pos(callTF(th, "maximum", object.Pos(a.At(0), 0.0)))), nil
		}),
		alias("pow(x, a)", "The power.", "pow"),
		binary("equal", "Whether elements are equal.", "equal"), binary("not_equal", "Whether elements differ.", "not_equal"),
		binary("greater", "Whether elements of x are greater.", "greater"), binary("greater_equal", "Whether elements of x are not less.", "greater_equal"),
		binary("less", "Whether elements of x are less.", "less"), binary("less_equal", "Whether elements of x are not greater.", "less_equal"),
		binary("maximum", "The greater of two, element by element.", "maximum"), binary("minimum", "The lesser of two, element by element.", "minimum"),
		reduction("max", "The greatest element.", "reduce_max", false), reduction("min", "The least element.", "reduce_min", false),
		reduction("sum", "The sum.", "reduce_sum", false), reduction("prod", "The product.", "reduce_prod", false),
		reduction("mean", "The mean.", "reduce_mean", true), reduction("std", "The standard deviation.", "math.reduce_std", true),
		reduction("var", "The variance.", "math.reduce_variance", true),
		object.Fun("any(x, axis=None, keepdims=False)", "Whether any element is true.", boolReduction("reduce_any")),
		object.Fun("all(x, axis=None, keepdims=False)", "Whether all elements are true.", boolReduction("reduce_all")),
		alias("cumsum(x, axis=0)", "The sums of leading elements.", "cumsum"), alias("cumprod(x, axis=0)", "The products of leading elements.", "math.cumprod"),
		alias("argmax(x, axis=-1)", "The positions of the greatest elements.", "argmax"), alias("argmin(x, axis=-1)", "The positions of the least elements.", "argmin"),
		object.Fun("clip(x, min_value, max_value)", "The elements brought into a range.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			lo, hi := a.At(1), a.At(2)
			if lo == nil {
				lo = negInf
			}
			if hi == nil {
				hi = posInf
			}
			return callTF(th, "clip_by_value", object.Pos(a.At(0), lo, hi)), nil
		}),
		alias("cast(x, dtype)", "The tensor in another dtype.", "cast"),
		object.Fun("cast_to_floatx(x)", "The tensor or array in the default float dtype.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if binding.IsTensor(a.At(0)) {
				return callTF(th, "cast", object.Pos(a.At(0), binding.State(th).FloatX.String())), nil
			}
			return binding.ToArray(th, a.At(0), binding.State(th).FloatX), nil
		}),
		alias("l2_normalize(x, axis=None)", "The tensor scaled to Euclidean norm 1 along an axis.", "linalg.l2_normalize"),
		object.Fun("dot(x, y)", "The product of matrices, or of the last axis of x with the next to last of y.", backendDot),
		object.Fun("batch_dot(x, y, axes=None)", "The products of the samples of two batches along axes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return batchDot(th, a), nil
		}),
		object.Fun("in_top_k(predictions, targets, k)", "Whether the targets are among the k greatest predictions.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "math.in_top_k", object.Pos(a.At(1), a.At(0), a.At(2))), nil
		}),
		alias("map_fn(fn, elems, name=None, dtype=None)", "A function of each element of the first axis.", "map_fn", "fn", "elems", "name", "dtype"),
		alias("foldl(fn, elems, initializer=None, name=None)", "The elements of the first axis combined from the first on.", "foldl", "fn", "elems", "initializer", "name"),
		alias("foldr(fn, elems, initializer=None, name=None)", "The elements of the first axis combined from the last on.", "foldr", "fn", "elems", "initializer", "name"),
		object.Fun("switch(condition, then_expression, else_expression)", "One of two tensors (or functions) by a condition.", backendSwitch),
	}
}

func boolReduction(target string) func(th *object.Thread, a *object.Bound) (object.Value, error) {
	return func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return callTF(th, target, object.Pos(callTF(th, "cast", object.Pos(a.At(0), "bool")), a.At(1), a.At(2))), nil
	}
}

func backendDot(th *object.Thread, a *object.Bound) (object.Value, error) {
	x, y := tensorArg(th, a.At(0)), tensorArg(th, a.At(1))
	if x.Rank() <= 2 && y.Rank() <= 2 {
		return callTF(th, "matmul", object.Pos(x, y)), nil
	}
	axis := y.Rank() - 2
	if y.Rank() == 1 {
		axis = 0
	}
	return callTF(th, "tensordot", object.Pos(x, y, object.NewList(object.NewList(x.Rank()-1), object.NewList(axis)))), nil
}

// batchDot multiplies sample by sample: the axis of x with that of y.
func batchDot(th *object.Thread, a *object.Bound) object.Value {
	if x, y := tensorArg(th, a.At(0)), tensorArg(th, a.At(1)); x.Rank() > 0 && y.Rank() > 0 && x.Dim(0) >= 0 && y.Dim(0) >= 0 && x.Dim(0) != y.Dim(0) {
		object.Throw(object.ValueErrorf("Cannot do batch_dot on inputs with different batch sizes. Received inputs with shapes %s and %s.", tensor.ShapeString(x.Shape()), tensor.ShapeString(y.Shape())))
	}
	x, y := tensorArg(th, a.At(0)), tensorArg(th, a.At(1))
	ax, ay := x.Rank()-1, y.Rank()-2
	if y.Rank() == 2 {
		ay = 1
	}
	switch v := a.At(2).(type) {
	case nil:
	case int:
		ax, ay = v, v
	default:
		axes := binding.ToAxes(th, v)
		ax, ay = axes[0], axes[1]
	}
	layer := object.Must(object.Construct(th, classNamed("Dot"), object.Args{}.With("axes", object.NewTuple(positive(ax, x.Rank()), positive(ay, y.Rank())))))
	return object.Must(object.CallFn(th, layer, object.NewList(x, y)))
}

func positive(axis, rank int) int {
	if axis < 0 {
		return axis + rank
	}
	return axis
}

func backendSwitch(th *object.Thread, a *object.Bound) (object.Value, error) {
	cond := tensorArg(th, a.At(0))
	branch := func(v object.Value) object.Value {
		if object.IsCallable(v) && !binding.IsTensor(v) {
			return object.Must(object.CallFn(th, v))
		}
		return v
	}
	if cond.Rank() == 0 && !cond.IsSymbolic() {
		if cond.Array().Float(0) != 0 {
			return branch(a.At(1)), nil
		}
		return branch(a.At(2)), nil
	}
	yes, no := tensorArg(th, branch(a.At(1))), branch(a.At(2))
	s := binding.Scope(th)
	c := s.Cast(cond, tensor.Bool)
	for c.Rank() < yes.Rank() {
		c = s.ExpandDims(c, -1)
	}
	return callTF(th, "where", object.Pos(c, yes, no)), nil
}
