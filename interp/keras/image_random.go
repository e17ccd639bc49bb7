package keras

import (
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// movedArgs are the arguments with which pictures are moved.
const movedArgs = "row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', cval=0.0, "

// movingMembers are the functions that move pictures and change their colours.
func movingMembers() []object.Member {
	return []object.Member{
		object.Fun("apply_affine_transform(x, theta=0, tx=0, ty=0, shear=0, zx=1, zy=1, "+movedArgs+"order=1)",
			"A picture turned by theta degrees, shifted, sheared and zoomed; order is 0 for the nearest pixel or 1 for values between.",
			func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return moved(th, a, "order", motion{a.Float("theta"), a.Float("tx"), a.Float("ty"), a.Float("shear"), a.Float("zx"), a.Float("zy")}), nil
			}),
		object.Fun("random_rotation(x, rg, "+movedArgs+"interpolation_order=1)", "A picture turned by up to rg degrees.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			m := still
			m.theta = spread(th, a.Value("rg"))
			return moved(th, a, "interpolation_order", m), nil
		}),
		object.Fun("random_shift(x, wrg, hrg, "+movedArgs+"interpolation_order=1)", "A picture shifted by up to these shares of its width and height.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			shape := arrayArg(th, a.Value("x")).Shape()
			row, col := a.Int("row_axis"), a.Int("col_axis")
			if max(row, col) >= len(shape) || min(row, col) < 0 {
				return nil, object.IndexErrorf("tuple index out of range")
			}
			m := still
			m.tx = spread(th, a.Value("hrg")) * float64(shape[row])
			m.ty = spread(th, a.Value("wrg")) * float64(shape[col])
			return moved(th, a, "interpolation_order", m), nil
		}),
		object.Fun("random_shear(x, intensity, "+movedArgs+"interpolation_order=1)", "A picture sheared by up to an angle in degrees.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			m := still
			m.shear = spread(th, a.Value("intensity"))
			return moved(th, a, "interpolation_order", m), nil
		}),
		object.Fun("random_zoom(x, zoom_range, "+movedArgs+"interpolation_order=1)", "A picture zoomed along each axis by a factor from a range.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			lo, hi := rangeOfTwo(th, a.Value("zoom_range"), "`zoom_range` should be a tuple or list of two floats. Received: %s")
			m := still
			m.zx, m.zy = zooms(th, lo, hi)
			return moved(th, a, "interpolation_order", m), nil
		}),
		object.Fun("apply_channel_shift(x, intensity, channel_axis=0)", "A picture with intensity added to its channels, within the range that its values had.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return channelShift(th, a.Value("x"), a.Float("intensity")), nil
		}),
		object.Fun("random_channel_shift(x, intensity_range, channel_axis=0)", "A picture with a random intensity added to its channels.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return channelShift(th, a.Value("x"), spread(th, a.Value("intensity_range"))), nil
		}),
		object.Fun("apply_brightness_shift(x, brightness, scale=True)", "A picture with its brightness multiplied: 0 is black, 1 as it was.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return brightened(th, a.Value("x"), a.Float("brightness"), a.Bool("scale")), nil
		}),
		object.Fun("random_brightness(x, brightness_range, scale=True)", "A picture with its brightness multiplied by a factor from a range.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			lo, hi := rangeOfTwo(th, a.Value("brightness_range"), "`brightness_range should be tuple or list of two floats. Received: %s")
			return brightened(th, a.Value("x"), uniform(th, lo, hi), a.Bool("scale")), nil
		}),
	}
}

// moved is the argument x, moved.
func moved(th *object.Thread, a *object.Bound, order string, m motion) object.Value {
	f := framing{row: a.Int("row_axis"), col: a.Int("col_axis"), channel: a.Int("channel_axis"), mode: a.Str("fill_mode"), cval: a.Float("cval"), order: a.Int(order)}
	return f.apply(arrayArg(th, a.Value("x")), m)
}

// uniform draws from NumPy's random numbers.
func uniform(th *object.Thread, lo, hi float64) float64 {
	return object.Must(object.AsFloat(th, object.Must(callImported(th, "numpy.random", "uniform", object.Pos(lo, hi)))))
}

// spread draws a number between -r and r.
func spread(th *object.Thread, r object.Value) float64 {
	v := object.Must(object.AsFloat(th, r))
	return uniform(th, -v, v)
}

// zooms draws the factors of the two axes; none are drawn where both are 1.
func zooms(th *object.Thread, lo, hi float64) (zx, zy float64) {
	if lo == 1 && hi == 1 {
		return 1, 1
	}
	zx = uniform(th, lo, hi)
	return zx, uniform(th, lo, hi)
}

// rangeOfTwo is a pair of numbers; it throws ValueError with the given text for
// another length.
func rangeOfTwo(th *object.Thread, v object.Value, text string) (lo, hi float64) {
	elems := object.Must(object.ToSlice(th, v))
	if len(elems) != 2 {
		object.Throw(object.ValueErrorf(text, object.Must(object.Str(th, v))))
	}
	return object.Must(object.AsFloat(th, elems[0])), object.Must(object.AsFloat(th, elems[1]))
}

// channelShift adds to all pixels within the range of their values.
func channelShift(th *object.Thread, x object.Value, intensity float64) object.Value {
	lo := numpyOf(th, "min", x)
	hi := numpyOf(th, "max", x)
	sum := object.Must(object.BinaryOp(th, object.Add, x, intensity))
	return numpyOf(th, "clip", sum, lo, hi)
}

// brightened multiplies the pixels of a picture, as bytes, as Pillow does.
func brightened(th *object.Thread, x object.Value, factor float64, scale bool) object.Value {
	values := arrayArg(th, x).Floats()
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		lo, hi = min(lo, v), max(hi, v)
	}
	local := lo < 0 || hi > 255
	img := callTF(th, "keras.utils.array_to_img", object.Pos(x).With("scale", local || scale)).(*picImage)
	bytes := img.pixels.Floats()
	for i, v := range bytes {
		bytes[i] = math.Trunc(float64(min(max(float32(factor)*float32(v), 0), 255)))
	}
	bright := &picImage{pixels: tensor.FromSlice(bytes, img.pixels.Shape()...).Cast(img.pixels.DType())}
	out := arrayArg(th, callTF(th, "keras.utils.img_to_array", object.Pos(bright)))
	if scale || !local {
		return out
	}
	pixels := out.Floats()
	for i, v := range pixels {
		pixels[i] = v/255*(hi-lo) + lo
	}
	return tensor.FromSlice(pixels, out.Shape()...).Cast(out.DType())
}
