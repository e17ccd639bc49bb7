package keras

import (
	"fmt"

	"kerash/interp/object"
	"kerash/tensor"
)

// randomTransform is ImageDataGenerator.get_random_transform: it draws in Keras'
// order, so that a seed of NumPy's gives the same amounts.
func randomTransform(th *object.Thread, a *object.Bound) (object.Value, error) {
	self, shape := a.Self(), a.Value("img_shape")
	if seed := a.Value("seed"); seed != nil {
		object.Must(callImported(th, "numpy.random", "seed", object.Pos(seed)))
	}
	on := func(v object.Value) bool { return object.Must(object.Truth(th, v)) }
	amount := func(setting string) object.Value {
		if v := attr(self, setting); on(v) {
			return spread(th, v)
		}
		return 0
	}
	d := object.NewDict()
	d.SetStr("theta", amount("rotation_range"))
	size := func(axis string) object.Value {
		return object.Must(object.Index(th, shape, intAttr(th, self, axis)-1))
	}
	d.SetStr("tx", drawnShift(th, attr(self, "height_shift_range"), func() object.Value { return size("row_axis") }))
	d.SetStr("ty", drawnShift(th, attr(self, "width_shift_range"), func() object.Value { return size("col_axis") }))
	d.SetStr("shear", amount("shear_range"))
	zoom := object.Must(object.ToSlice(th, attr(self, "zoom_range")))
	lo, hi := object.Must(object.AsFloat(th, zoom[0])), object.Must(object.AsFloat(th, zoom[1]))
	d.SetStr("zx", 1)
	d.SetStr("zy", 1)
	if lo != 1 || hi != 1 {
		zx, zy := zooms(th, lo, hi)
		d.SetStr("zx", zx)
		d.SetStr("zy", zy)
	}
	for _, flip := range [][2]string{{"flip_horizontal", "horizontal_flip"}, {"flip_vertical", "vertical_flip"}} {
		name, setting := flip[0], flip[1]
		heads := object.Must(object.AsFloat(th, object.Must(callImported(th, "numpy.random", "random", object.Pos())))) < 0.5
		d.SetStr(name, object.Must(object.BinaryOp(th, object.Mul, heads, attr(self, setting))))
	}
	d.SetStr("channel_shift_intensity", nil)
	if v := attr(self, "channel_shift_range"); on(v) {
		d.SetStr("channel_shift_intensity", spread(th, v))
	}
	d.SetStr("brightness", nil)
	if v := attr(self, "brightness_range"); v != nil {
		ends := object.Must(object.ToSlice(th, v))
		d.SetStr("brightness", uniform(th, object.Must(object.AsFloat(th, ends[0])), object.Must(object.AsFloat(th, ends[1]))))
	}
	return d, nil
}

// drawnShift draws a shift: one of a list of lengths or of the numbers below an
// integer, to either side, or a number up to a float. Ranges below 1 are shares
// of the axis.
func drawnShift(th *object.Thread, r object.Value, size func() object.Value) object.Value {
	if !object.Must(object.Truth(th, r)) {
		return 0
	}
	shift, err := callImported(th, "numpy.random", "choice", object.Pos(r))
	switch {
	case err == nil:
		side := object.Must(callImported(th, "numpy.random", "choice", object.Pos(intList([]int{-1, 1}))))
		shift = object.Must(object.BinaryOp(th, object.Mul, shift, side))
	case object.IsError(err, object.ValueError):
		shift = spread(th, r)
	default:
		object.Throw(err)
	}
	if object.Must(object.AsFloat(th, numpyOf(th, "max", r))) < 1 {
		shift = object.Must(object.BinaryOp(th, object.Mul, shift, size()))
	}
	return shift
}

// applyTransform is ImageDataGenerator.apply_transform.
func applyTransform(th *object.Thread, a *object.Bound) (object.Value, error) {
	self, params := a.Self(), a.Value("transform_parameters")
	get := func(name string, other object.Value) object.Value {
		return object.Must(object.CallMethodOf(th, params, "get", object.Pos(name, other)))
	}
	number := func(name string, other object.Value) float64 {
		return object.Must(object.AsFloat(th, get(name, other)))
	}
	row, col, channel := intAttr(th, self, "row_axis")-1, intAttr(th, self, "col_axis")-1, intAttr(th, self, "channel_axis")-1
	f := framing{row: row, col: col, channel: channel, mode: object.Must(object.Str(th, attr(self, "fill_mode"))),
		cval: object.Must(object.AsFloat(th, attr(self, "cval"))), order: intAttr(th, self, "interpolation_order")}
	m := motion{number("theta", 0), number("tx", 0), number("ty", 0), number("shear", 0), number("zx", 1), number("zy", 1)}
	x := object.Value(f.apply(arrayArg(th, a.Value("x")), m))
	if v := get("channel_shift_intensity", nil); v != nil {
		x = channelShift(th, x, object.Must(object.AsFloat(th, v)))
	}
	if object.Must(object.Truth(th, get("flip_horizontal", false))) {
		x = numpyOf(th, "flip", x, col)
	}
	if object.Must(object.Truth(th, get("flip_vertical", false))) {
		x = numpyOf(th, "flip", x, row)
	}
	if v := get("brightness", nil); v != nil {
		x = brightened(th, x, object.Must(object.AsFloat(th, v)), false)
	}
	return x, nil
}

// checkChannels warns of pictures whose axis of channels has another length
// than pictures have.
func checkChannels(th *object.Thread, text string, format object.Value, axis int, shape []int) {
	switch n := shape[axis]; n {
	case 1, 3, 4:
	default:
		warnUser(th, fmt.Sprintf(text, format, axis, axis, tensor.ShapeString(shape), n))
	}
}
