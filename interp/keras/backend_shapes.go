package keras

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

var posInf, negInf = math.Inf(1), math.Inf(-1)

// classNamed is the Python class of a layer by its name.
func classNamed(layer string) *object.Class { return classOf(model.Find(model.KindLayer, layer)) }

// applyLayer makes a layer and calls it on x.
func applyLayer(th *object.Thread, layer string, x object.Value, args object.Args) object.Value {
	return object.Must(object.CallFn(th, object.Must(object.Construct(th, classNamed(layer), args)), x))
}

func backendShapes() []object.Member {
	return []object.Member{
		object.Fun("arange(start, stop=None, step=1, dtype='int32')", "Evenly spaced numbers.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			start, stop := a.At(0), a.At(1)
			if stop == nil {
				start, stop = 0, start
			}
			return callTF(th, "cast", object.Pos(callTF(th, "range", object.Pos(start, stop, a.At(2))), a.At(3))), nil
		}),
		object.Fun("zeros(shape, dtype=None, name=None)", "A variable of zeros.", filledVariable("zeros")),
		object.Fun("ones(shape, dtype=None, name=None)", "A variable of ones.", filledVariable("ones")),
		object.Fun("eye(size, dtype=None, name=None)", "A variable that is an identity matrix.", filledVariable("eye")),
		alias("zeros_like(x, dtype=None, name=None)", "Zeros of the shape of x.", "zeros_like", "", "dtype", "name"),
		alias("ones_like(x, dtype=None, name=None)", "Ones of the shape of x.", "ones_like", "", "dtype", "name"),
		alias("shape(x)", "The shape as a tensor.", "shape"),
		alias("reshape(x, shape)", "The elements under another shape.", "reshape"),
		alias("transpose(x)", "The axes in reverse order.", "transpose"),
		alias("permute_dimensions(x, pattern)", "The axes in another order.", "transpose"),
		alias("expand_dims(x, axis=-1)", "A new axis of length 1.", "expand_dims"),
		object.Fun("squeeze(x, axis)", "Without an axis of length 1.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "squeeze", object.Pos(a.At(0), object.NewList(a.At(1)))), nil
		}),
		alias("stack(x, axis=0)", "Tensors along a new axis.", "stack"),
		object.Fun("tile(x, n)", "The tensor repeated along its axes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n := a.At(1)
			if _, ok := n.(int); ok {
				n = object.NewList(n)
			}
			return callTF(th, "tile", object.Pos(a.At(0), n)), nil
		}),
		object.Fun("concatenate(tensors, axis=-1)", "Tensors joined along an axis.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			axis := a.Int("axis")
			if elems := a.Elems("tensors"); axis < 0 && len(elems) > 0 {
				axis = positive(axis, max(tensorArg(th, elems[0]).Rank(), 1))
			}
			return callTF(th, "concat", object.Pos(a.At(0), axis)), nil
		}),
		object.Fun("flatten(x)", "All elements along one axis.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "reshape", object.Pos(a.At(0), object.NewList(-1))), nil
		}),
		dispatched("keras.backend.batch_flatten", object.Fun("batch_flatten(x)", "The elements of each sample along one axis.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n := 1
			for _, d := range tensorArg(th, a.At(0)).Shape()[1:] {
				n *= d
			}
			return callTF(th, "reshape", object.Pos(a.At(0), object.NewList(-1, n))), nil
		})),
		object.Fun("repeat(x, n)", "Each sample repeated along a new axis.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return applyLayer(th, "RepeatVector", a.At(0), object.Pos(a.At(1))), nil
		}),
		alias("repeat_elements(x, rep, axis)", "The elements of an axis, each repeated.", "repeat"),
		object.Fun("reverse(x, axes)", "The elements of axes in reverse order.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			axes := a.At(1)
			if _, ok := axes.(int); ok {
				axes = object.NewList(axes)
			}
			return callTF(th, "reverse", object.Pos(a.At(0), axes)), nil
		}),
		alias("gather(reference, indices)", "The rows at positions.", "gather"),
		object.Fun("one_hot(indices, num_classes)", "Positions as rows with a one.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "one_hot", object.Pos(a.At(0)).With("depth", a.At(1)).With("axis", -1)), nil
		}),
		object.Fun("temporal_padding(x, padding=(1, 1))", "Zeros before and after the time steps.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return applyLayer(th, "ZeroPadding1D", a.At(0), object.Pos(a.At(1))), nil
		}),
		object.Fun("spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None)", "Zeros around images.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return applyLayer(th, "ZeroPadding2D", a.At(0), object.Pos(a.At(1)).With("data_format", a.At(2))), nil
		}),
		object.Fun("spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None)", "Zeros around volumes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return applyLayer(th, "ZeroPadding3D", a.At(0), object.Pos(a.At(1)).With("data_format", a.At(2))), nil
		}),
		object.Fun("resize_images(x, height_factor, width_factor, data_format, interpolation='nearest')", "Images scaled up by whole factors.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return applyLayer(th, "UpSampling2D", a.At(0), object.Pos(object.NewTuple(a.At(1), a.At(2))).With("data_format", a.At(3)).With("interpolation", a.At(4))), nil
		}),
		object.Fun("resize_volumes(x, depth_factor, height_factor, width_factor, data_format)", "Volumes scaled up by whole factors.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return applyLayer(th, "UpSampling3D", a.At(0), object.Pos(object.NewTuple(a.At(1), a.At(2), a.At(3))).With("data_format", a.At(4))), nil
		}),
	}
}

// filledVariable is zeros, ones or eye as a variable.
func filledVariable(target string) func(th *object.Thread, a *object.Bound) (object.Value, error) {
	return func(th *object.Thread, a *object.Bound) (object.Value, error) {
		v := callTF(th, target, object.Pos(a.At(0)).With("dtype", floatType(th, a.At(1))))
		return callTF(th, "Variable", object.Pos(v).With("name", a.At(2))), nil
	}
}

func backendRandom() []object.Member {
	random := func(sig, doc, target string, names ...string) object.Member {
		return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			args := object.Pos(a.At(0))
			for i, n := range names {
				args = args.With(n, a.At(i+1))
			}
			return callTF(th, target, args.With("dtype", floatType(th, a.Value("dtype"))).With("seed", a.Value("seed"))), nil
		})
	}
	variable := func(sig, doc, target string, names ...string) object.Member {
		return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v := callTF(th, target, object.Pos(a.At(0)).With(names[0], a.At(1)).With(names[1], a.At(2)).With("dtype", floatType(th, a.Value("dtype"))).With("seed", a.Value("seed")))
			return callTF(th, "Variable", object.Pos(v).With("name", a.Value("name"))), nil
		})
	}
	below := func(th *object.Thread, a *object.Bound) (object.Value, error) {
		st := binding.State(th)
		u := callTF(th, "random.uniform", object.Pos(a.At(0)).With("dtype", floatType(th, a.Value("dtype"))).With("seed", a.Value("seed")))
		s := binding.Scope(th)
		t := tensorArg(th, u)
		return s.Cast(s.LessEqual(t, tensor.Full(t.DType(), a.Float("p"))), binding.DTypeOr(th, a.Value("dtype"), st.FloatX)), nil
	}
	return []object.Member{
		random("random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None)", "Normally distributed numbers.", "random.normal", "mean", "stddev"),
		random("random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None)", "Uniformly distributed numbers.", "random.uniform", "minval", "maxval"),
		random("truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None)", "Normally distributed numbers within two deviations.", "random.truncated_normal", "mean", "stddev"),
		object.Fun("random_bernoulli(shape, p=0.0, dtype=None, seed=None)", "Ones with probability p, else zeros.", below),
		object.Fun("random_binomial(shape, p=0.0, dtype=None, seed=None)", "Ones with probability p, else zeros.", below),
		variable("random_normal_variable(shape, mean, scale, dtype=None, name=None, seed=None)", "A variable of normally distributed numbers.", "random.normal", "mean", "stddev"),
		variable("random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None)", "A variable of uniformly distributed numbers.", "random.uniform", "minval", "maxval"),
	}
}
