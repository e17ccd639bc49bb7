package keras

import (
	"kerash/interp/object"
)

func opsActivations() []object.Member {
	return []object.Member{
		unaryAlias("relu", "max(x, 0).", "nn.relu"), unaryAlias("relu6", "x limited to [0, 6].", "nn.relu6"),
		unaryAlias("sigmoid", "1 / (1 + exp(-x)).", "sigmoid"), unaryAlias("log_sigmoid", "The logarithm of the sigmoid.", "math.log_sigmoid"),
		unaryAlias("softplus", "log(1 + exp(x)).", "math.softplus"), unaryAlias("softsign", "x / (1 + |x|).", "nn.softsign"),
		unaryAlias("silu", "x·sigmoid(x).", "nn.silu"), unaryAlias("swish", "x·sigmoid(x).", "nn.silu"), unaryAlias("selu", "The scaled exponential linear unit.", "nn.selu"),
		composed("elu(x, alpha=1.0)", "x, or alpha·(exp(x) - 1) where it is negative.", func(tf caller, a *object.Bound) object.Value {
			x := tf("convert_to_tensor", a.At(0))
			return tf("where", tf("greater", x, tf("zeros_like", x)), x, tf("multiply", tf("nn.elu", x), a.At(1)))
		}),
		alias("leaky_relu(x, negative_slope=0.2)", "x, or a part of it where it is negative.", "nn.leaky_relu"),
		alias("gelu(x, approximate=True)", "x times the normal distribution function of x.", "nn.gelu"),
		composed("hard_sigmoid(x)", "relu6(x + 3) / 6.", hardSigmoid),
		composed("hard_silu(x)", "x·hard_sigmoid(x).", hardSilu), composed("hard_swish(x)", "x·hard_sigmoid(x).", hardSilu),
		alias("softmax(x, axis=-1)", "exp(x) divided by its sum.", "nn.softmax", "", "axis"),
		alias("log_softmax(x, axis=-1)", "The logarithm of softmax.", "nn.log_softmax", "", "axis"),
		alias("one_hot(x, num_classes, axis=-1, dtype=None)", "A 1 at the place of each class.", "one_hot", "", "", "axis", "dtype"),
		composed("multi_hot(inputs, num_classes, axis=-1)", "A 1 at the places of all classes of a row.", func(tf caller, a *object.Bound) object.Value {
			return callTF(a.Thread(), "reduce_max", object.Pos(tf("one_hot", a.At(0), a.At(1))).With("axis", -2))
		}),
		crossEntropy("binary_crossentropy(target, output, from_logits=False)", "The cross-entropy of probabilities of two classes, for each element."),
		crossEntropy("categorical_crossentropy(target, output, from_logits=False, axis=-1)", "The cross-entropy of probabilities of classes."),
		crossEntropy("sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1)", "The cross-entropy for numbers of classes."),
		composed("batch_normalization(x, mean, variance, axis, offset=None, scale=None, epsilon=0.001)", "Numbers normalised by a mean and a variance for each place of an axis, scaled and shifted.", func(tf caller, a *object.Bound) object.Value {
			n := rankOf(a, a.At(0))
			shape := make([]object.Value, n)
			for i := range shape {
				shape[i] = 1
			}
			shape[axesOf(a, "axis", n)[0]] = -1
			along := func(name string) object.Value {
				if v := a.Value(name); v != nil {
					return tf("reshape", v, object.NewList(shape...))
				}
				return nil
			}
			return tf("nn.batch_normalization", a.At(0), along("mean"), along("variance"), along("offset"), along("scale"), a.Value("epsilon"))
		}),
	}
}

func hardSigmoid(tf caller, a *object.Bound) object.Value {
	return tf("divide", tf("nn.relu6", tf("add", a.At(0), 3.0)), 6.0)
}

func hardSilu(tf caller, a *object.Bound) object.Value {
	return tf("multiply", a.At(0), hardSigmoid(tf, a))
}

// crossEntropy declares the function of keras.backend of the same name.
func crossEntropy(sig, doc string) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		k := object.Must(object.GetAttr(th, object.Must(th.Import(th, "keras")), "backend"))
		var args object.Args
		for i := range a.Sig.Params {
			args.Pos = append(args.Pos, a.At(i))
		}
		return object.Call(th, object.Must(object.GetAttr(th, k, a.Sig.Name)), args)
	})
}

// spatial is TensorFlow's name of the format of inputs of some axes.
func spatial(a *object.Bound, rank int) string {
	middle := []string{"W", "HW", "DHW"}[max(0, min(2, rank-3))]
	if dataFormat(a.Thread(), a.Value("data_format")) == "channels_first" {
		return "NC" + middle
	}
	return "N" + middle + "C"
}

func opsWindows() []object.Member {
	return []object.Member{
		pooling("max_pool", "The greatest element of each window.", "MAX"),
		pooling("average_pool", "The mean of each window.", "AVG"),
		composed("conv(inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1)", "The convolution with a kernel of shape (…, channels, filters).", func(tf caller, a *object.Bound) object.Value {
			format := spatial(a, rankOf(a, a.At(0)))
			args := object.Pos(a.At(0), a.At(1)).With("strides", a.At(2)).With("padding", upper(a, "padding")).With("data_format", format).With("dilations", a.Value("dilation_rate"))
			return callTF(a.Thread(), "nn.convolution", args)
		}),
	}
}

// pooling declares a reduction of windows.
func pooling(name, doc, kind string) object.Member {
	return composed(name+"(inputs, pool_size, strides=None, padding='valid', data_format=None)", doc, func(tf caller, a *object.Bound) object.Value {
		n := rankOf(a, a.At(0))
		window, strides := perAxis(a.At(1), n-2), a.At(2)
		if strides == nil {
			strides = window
		}
		args := object.Pos(a.At(0), window, kind).With("strides", perAxis(strides, n-2)).With("padding", upper(a, "padding")).With("data_format", spatial(a, n))
		return callTF(a.Thread(), "nn.pool", args)
	})
}

// perAxis is a number for each of n axes.
func perAxis(v object.Value, n int) object.Value {
	if _, one := v.(int); !one {
		return v
	}
	out := make([]object.Value, n)
	for i := range out {
		out[i] = v
	}
	return object.NewList(out...)
}

func upper(a *object.Bound, name string) object.Value {
	return object.Must(object.CallMethodOf(a.Thread(), a.Value(name), "upper", object.Args{}))
}

func opsCore() []object.Member {
	return []object.Member{
		alias("cast(x, dtype)", "The tensor in another dtype.", "cast"),
		alias("stop_gradient(variable)", "The tensor as a constant for differentiation.", "stop_gradient"),
		alias("is_tensor(x)", "Whether x is a tensor.", "is_tensor"),
		composed("convert_to_numpy(x)", "The numbers as an array of NumPy.", func(tf caller, a *object.Bound) object.Value {
			return object.Must(object.CallMethodOf(a.Thread(), tf("convert_to_tensor", a.At(0)), "numpy", object.Args{}))
		}),
		alias("cond(pred, true_fn, false_fn)", "The result of one of two functions.", "cond"),
		alias("while_loop(cond, body, loop_vars, maximum_iterations=None)", "The variables after a body was run as long as a condition holds.", "while_loop", "", "", "", "maximum_iterations"),
		object.Fun("fori_loop(lower, upper, body_fun, init_val)", "The value after body_fun(i, value) for each i from lower to before upper.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			value := a.At(3)
			for i := a.Int("lower"); i < a.Int("upper"); i++ {
				value = object.Must(object.Call(th, a.At(2), object.Pos(i, value)))
			}
			if _, ok := value.(*object.Tuple); ok {
				return value, nil
			}
			return callTF(th, "convert_to_tensor", object.Pos(value)), nil
		}),
		alias("vectorized_map(function, elements)", "A function of each element of the first axis.", "vectorized_map"),
	}
}
