package keras

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

func backendNN() []object.Member {
	activation := func(sig, doc, name string) object.Member {
		return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var args object.Args
			for i := range a.Sig.Params {
				args.Pos = append(args.Pos, a.At(i))
			}
			return object.Call(th, activations.Find(name), args)
		})
	}
	return []object.Member{
		object.Fun("relu(x, alpha=0.0, max_value=None, threshold=0.0)", "Negative numbers become 0.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Call(th, activations.Find("relu"), object.Pos(a.At(0), a.At(1), a.At(2), a.At(3)))
		}),
		activation("elu(x, alpha=1.0)", "Negative numbers become alpha (exp(x) - 1).", "elu"),
		activation("hard_sigmoid(x)", "0.2 x + 0.5 brought into 0 to 1.", "hard_sigmoid"),
		activation("softmax(x, axis=-1)", "exp(x) scaled to sum 1.", "softmax"),
		object.Fun("dropout(x, level, noise_shape=None, seed=None)", "Some elements set to 0, the others scaled up.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "nn.dropout", object.Pos(a.At(0), a.At(1)).With("noise_shape", a.At(2)).With("seed", a.At(3))), nil
		}),
		dispatched("keras.backend.binary_crossentropy", lossForm("binary_crossentropy(target, output, from_logits=False)", "The cross-entropy of probabilities with 0 and 1, element by element.", binaryCrossentropy)),
		dispatched("keras.backend.categorical_crossentropy", lossForm("categorical_crossentropy(target, output, from_logits=False, axis=-1)", "The cross-entropy of distributions.", lossByName("CategoricalCrossentropy", "from_logits", "axis"))),
		dispatched("keras.backend.sparse_categorical_crossentropy", lossForm("sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1, ignore_class=None)", "The cross-entropy of distributions with class numbers.", lossByName("SparseCategoricalCrossentropy", "from_logits", "", "ignore_class"))),
		dispatched("keras.backend.categorical_focal_crossentropy", lossForm("categorical_focal_crossentropy(target, output, alpha=0.25, gamma=2.0, from_logits=False, axis=-1)", "The focal cross-entropy of distributions.", lossByName("CategoricalFocalCrossentropy", "alpha", "gamma", "from_logits", "axis"))),
		object.Fun("bias_add(x, bias, data_format=None)", "A bias added to the channels.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			x, b := tensorArg(th, a.At(0)), tensorArg(th, a.At(1))
			format := "NHWC"
			if dataFormat(th, a.Value("data_format")) == "channels_first" && x.Rank() > 2 && b.Rank() == 1 {
				format = "NCHW"
			}
			if b.Rank() == 1 {
				return callTF(th, "nn.bias_add", object.Pos(x, b).With("data_format", format)), nil
			}
			return callTF(th, "add", object.Pos(x, b)), nil
		}),
		alias("batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=0.001)", "Numbers normalised by a mean and variance, then scaled and shifted.", "nn.batch_normalization", "x", "mean", "variance", "offset", "scale", "-", "variance_epsilon"),
		convForm("conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1)", "A convolution over time steps."),
		convForm("conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1))", "A convolution over images."),
		convForm("conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1))", "A convolution over volumes."),
		object.Fun("conv2d_transpose(x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1))", "A transposed convolution over images.", conv2dTranspose),
		object.Fun("depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1))", "A convolution of each channel by itself.", depthwiseConv2d),
		object.Fun("separable_conv2d(x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1))", "A convolution of each channel by itself, then one that joins them.", separableConv2d),
		object.Fun("local_conv1d(inputs, kernel, kernel_size, strides, data_format=None)", "A convolution over time steps with a kernel for each step.", localConv1d),
		object.Fun("local_conv2d(inputs, kernel, kernel_size, strides, output_shape, data_format=None)", "A convolution over images with a kernel for each place.", localConv2d),
		object.Fun("normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=0.001)", "A batch normalised by its own mean and variance, which are returned too.", normalizeBatch),
		lossForm("binary_focal_crossentropy(target, output, apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False)", "The focal cross-entropy of probabilities with 0 and 1, element by element.", binaryFocal),
		object.Fun("rnn(step_function, inputs, initial_states, go_backwards=False, mask=None, constants=None, unroll=False, input_length=None, time_major=False, zero_output_for_mask=False, return_all_outputs=True)",
			"Runs step_function(input, states) over the time steps: the last output, all outputs, and the last states.", backendRNN),
		object.Fun("pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max')", "The greatest element or the mean of windows of images.", pool("2D")),
		object.Fun("pool3d(x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max')", "The greatest element or the mean of windows of volumes.", pool("3D")),
		object.Fun("in_train_phase(x, alt, training=None)", "x in training mode, else alt.", phase(true)),
		object.Fun("in_test_phase(x, alt, training=None)", "x in inference mode, else alt.", phase(false)),
		object.Fun("name_scope(name)", "A with block that names what is made in it.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "name_scope", object.Pos(a.At(0))), nil
		}),
	}
}

func dataFormat(th *object.Thread, v object.Value) string {
	if s, ok := v.(string); ok {
		return s
	}
	return binding.State(th).ImageDataFormat
}

func lossForm(sig, doc string, f func(th *object.Thread, a *object.Bound) object.Value) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(th, a), nil })
}

// lossByName computes the losses of a class of keras.losses; names are its
// arguments for the parameters after target and output.
func lossByName(class string, names ...string) func(th *object.Thread, a *object.Bound) object.Value {
	return func(th *object.Thread, a *object.Bound) object.Value {
		var kw []model.Named
		for i, n := range names {
			if v := a.At(i + 2); n != "" && v != nil {
				kw = append(kw, model.Named{Name: n, Value: toModel(th, v)})
			}
		}
		c := binding.Context(th)
		return model.CallLossFunction(c, model.Find(model.KindLoss, class), batchArg(th, a.At(0)), batchArg(th, a.At(1)), nil, kw...)
	}
}

// binaryCrossentropy is the cross-entropy of each element: unlike the loss, it
// takes no mean over the last axis.
func binaryCrossentropy(th *object.Thread, a *object.Bound) object.Value {
	s, st := binding.Scope(th), binding.State(th)
	p := tensorArg(th, a.At(1))
	t := s.Cast(tensorArg(th, a.At(0)), p.DType())
	logits := a.Bool("from_logits")
	if l := model.LogitsOf(binding.Context(th), p, "Sigmoid"); l != nil && !logits {
		p, logits = l, true
	}
	if logits {
		return callTF(th, "nn.sigmoid_cross_entropy_with_logits", object.Args{}.With("labels", t).With("logits", p))
	}
	full := func(v float64) *tensor.Tensor { return tensor.Full(p.DType(), v) }
	eps := st.Epsilon
	p = s.Clip(p, eps, 1-eps)
	one := full(1)
	bce := s.Mul(t, s.Log(s.Add(p, full(eps))))
	bce = s.Add(bce, s.Mul(s.Sub(one, t), s.Log(s.Add(s.Sub(one, p), full(eps)))))
	return s.Neg(bce)
}

// convForm declares a convolution with a kernel that is given.
func convForm(sig, doc string) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		padding, err := convPadding(th, a)
		if err != nil {
			return nil, err
		}
		x := tensorArg(th, a.At(0))
		if causal := strings.HasPrefix(sig, "conv1d(") && a.Value("padding") == "causal"; causal && x.Rank() == 3 {
			left := (tensorArg(th, a.At(1)).Dim(0) - 1) * binding.ToShape(th, a.Value("dilation_rate"))[0]
			x, padding = binding.Scope(th).Pad(x, [][2]int{{}, {left, 0}, {}}, "CONSTANT", 0), "VALID"
		} else if a.Value("padding") == "causal" {
			return nil, object.ValueErrorf("Invalid padding: causal")
		}
		format := map[int]string{3: "NWC", 4: "NHWC", 5: "NDHWC"}[x.Rank()]
		if dataFormat(th, a.Value("data_format")) == "channels_first" {
			format = map[int]string{3: "NCW", 4: "NCHW", 5: "NCDHW"}[x.Rank()]
		}
		return callTF(th, "nn.convolution", object.Pos(x, a.At(1)).With("strides", a.At(2)).
			With("padding", padding).With("data_format", format).With("dilations", a.Value("dilation_rate"))), nil
	})
}

// convPadding is the padding of a convolution as the ops call it, after Keras'
// checks of the layout and of the padding, which may be causal too.
func convPadding(th *object.Thread, a *object.Bound) (string, error) {
	if f := dataFormat(th, a.Value("data_format")); f != "channels_first" && f != "channels_last" {
		return "", object.ValueErrorf("Unknown data_format: %s", f)
	}
	switch a.Value("padding") {
	case "same", "valid", "causal":
		return strings.ToUpper(a.Str("padding")), nil
	}
	return "", object.ValueErrorf("Invalid padding: %s", object.Must(object.Str(th, a.Value("padding"))))
}

func pool(dims string) func(th *object.Thread, a *object.Bound) (object.Value, error) {
	return func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if _, err := convPadding(th, a); err != nil {
			return nil, err
		}
		class := "MaxPooling" + dims
		switch a.Value("pool_mode") {
		case "max":
		case "avg":
			class = "AveragePooling" + dims
		default:
			return nil, object.ValueErrorf("Invalid pooling mode: %s", object.Must(object.Str(th, a.Value("pool_mode"))))
		}
		return applyLayer(th, class, a.At(0), object.Pos(a.At(1), a.At(2), a.At(3), a.At(4))), nil
	}
}

func phase(training bool) func(th *object.Thread, a *object.Bound) (object.Value, error) {
	return func(th *object.Thread, a *object.Bound) (object.Value, error) {
		c := binding.Context(th)
		on := c.Training
		if v := a.Value("training"); v != nil {
			on = object.Must(object.Truth(th, v))
		} else if st := binding.State(th); !c.TrainingSet && st.Training != nil {
			on = *st.Training
		}
		v := a.At(1)
		if on == training {
			v = a.At(0)
		}
		if object.IsCallable(v) && !binding.IsTensor(v) {
			return object.CallFn(th, v)
		}
		return v, nil
	}
}
