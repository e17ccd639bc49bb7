package numpy

import (
	"kerash/interp/object"
	"kerash/tensor"
)

// padWidths are the places before and after each axis.
func padWidths(c *call, rank int) [][2]int {
	w := c.operand("pad_width")
	if !w.DType().IsInteger() && w.Size() > 0 {
		throwType("`pad_width` must be of integral type.")
	}
	out := make([][2]int, rank)
	pairs := pairsOf(w, rank, "pad_width")
	for i, p := range pairs {
		out[i] = [2]int{int(p[0]), int(p[1])}
		if p[0] < 0 || p[1] < 0 {
			throwValue("index can't contain negative values")
		}
	}
	return out
}

// pairsOf broadcasts n, (n,), (before, after) or one pair per axis to pairs.
func pairsOf(w *tensor.Array, rank int, name string) [][2]float64 {
	s, ok := tensor.BroadcastShapes(w.Shape(), []int{rank, 2})
	if !ok || len(s) != 2 || s[0] != rank {
		throwValue("operands could not be broadcast together with remapped shapes [original->remapped]: %s  and requested shape (%d,2)", shapeText(w.Shape()), rank)
	}
	b := w.BroadcastTo([]int{rank, 2})
	out := make([][2]float64, rank)
	for i := range out {
		out[i] = [2]float64{b.Float(2 * i), b.Float(2*i + 1)}
	}
	return out
}

// padKeywords has the arguments that each mode takes.
var padKeywords = map[string]string{
	"constant": "constant_values", "linear_ramp": "end_values", "maximum": "stat_length", "minimum": "stat_length", "mean": "stat_length",
	"median": "stat_length", "reflect": "reflect_type", "symmetric": "reflect_type", "edge": "", "empty": "", "wrap": "",
}

func pad(c *call) object.Value {
	a := c.first()
	widths := padWidths(c, a.Rank())
	mode, ok := c.Value("mode").(string)
	if !ok {
		return padByFunction(c, a, widths)
	}
	allowed, known := padKeywords[mode]
	if !known {
		throwValue("mode '%s' is not supported", mode)
	}
	var extra object.Value
	for _, k := range c.Kwargs("kwargs") {
		if k.Name != allowed {
			throwValue("unsupported keyword arguments for mode '%s': {'%s'}", mode, k.Name)
		}
		extra = k.Value
	}
	for ax := range a.Rank() {
		a = padAxis(c, a, ax, widths[ax], mode, extra, len(widths))
	}
	return a
}

// padAxis adds places along one axis.
func padAxis(c *call, a *tensor.Array, axis int, w [2]int, mode string, extra object.Value, rank int) *tensor.Array {
	if w[0] == 0 && w[1] == 0 {
		return a
	}
	n := a.Shape()[axis]
	part := func(size int) *tensor.Array {
		shape := append([]int{}, a.Shape()...)
		shape[axis] = size
		return like(a, shape)
	}
	switch mode {
	case "constant", "empty":
		vals := [2]float64{}
		if extra != nil {
			vals = pairsOf(toArray(c.th, extra), rank, "constant_values")[axis]
		}
		before, after := part(w[0]), part(w[1])
		if a.DType() != tensor.String {
			before.Fill(vals[0])
			after.Fill(vals[1])
		}
		return concatenate([]*tensor.Array{before, a, after}, axis)
	case "linear_ramp":
		ends := [2]float64{}
		if extra != nil {
			ends = pairsOf(toArray(c.th, extra), rank, "end_values")[axis]
		}
		return concatenate([]*tensor.Array{ramp(a, axis, ends[0], w[0], false), a, ramp(a, axis, ends[1], w[1], true)}, axis)
	case "maximum", "minimum", "mean", "median":
		return padStatistic(c, a, axis, w, mode, extra, rank)
	}
	if n == 0 {
		throwValue("can't extend empty axis %d using modes other than 'constant' or 'empty'", axis)
	}
	if s, _ := extra.(string); s == "odd" {
		return padOdd(a, axis, w, mode)
	}
	idx := make([]int64, 0, n+w[0]+w[1])
	for i := -w[0]; i < n+w[1]; i++ {
		idx = append(idx, int64(padSource(i, n, mode)))
	}
	return takeAxis(a, tensor.FromSlice(idx, len(idx)), axis).Contiguous()
}

// padSource is the place that an added place shows.
func padSource(i, n int, mode string) int {
	switch mode {
	case "edge":
		return min(max(i, 0), n-1)
	case "wrap":
		return ((i % n) + n) % n
	case "reflect":
		if n == 1 {
			return 0
		}
		period := 2 * (n - 1)
		i = ((i % period) + period) % period
		if i >= n {
			i = period - i
		}
		return i
	}
	period := 2 * n
	i = ((i % period) + period) % period
	if i >= n {
		i = period - 1 - i
	}
	return i
}

// padOdd mirrors the values as well: the border minus the mirrored part.
func padOdd(a *tensor.Array, axis int, w [2]int, mode string) *tensor.Array {
	n := a.Shape()[axis]
	side := func(count int, after bool) *tensor.Array {
		idx := make([]int64, count)
		edge := 0
		for i := range idx {
			if after {
				edge = n - 1
				idx[i] = int64(padSource(n+i, n, mode))
			} else {
				idx[i] = int64(padSource(i-count, n, mode))
			}
		}
		border := sliceAxis(a, axis, edge, edge+1)
		twice := op2(ufAdd, border, border)
		return op2(ufSubtract, twice, takeAxis(a, tensor.FromSlice(idx, count), axis))
	}
	return concatenate([]*tensor.Array{side(w[0], false), a, side(w[1], true)}, axis)
}

// ramp goes from the end value to the border, which it does not reach.
func ramp(a *tensor.Array, axis int, end float64, count int, after bool) *tensor.Array {
	edge := 0
	if after {
		edge = a.Shape()[axis] - 1
	}
	border := castTo(sliceAxis(a, axis, edge, edge+1), tensor.Float64)
	parts := make([]*tensor.Array, count)
	for i := range parts {
		t := float64(i) / float64(count)
		step := op2(ufMultiply, op2(ufSubtract, border, tensor.Scalar(end)), tensor.Scalar(t))
		v := op2(ufAdd, step, tensor.Scalar(end))
		if after {
			parts[count-1-i] = v
		} else {
			parts[i] = v
		}
	}
	if count == 0 {
		shape := append([]int{}, a.Shape()...)
		shape[axis] = 0
		return like(a, shape)
	}
	return castTo(concatenate(parts, axis), a.DType())
}

func padStatistic(c *call, a *tensor.Array, axis int, w [2]int, mode string, extra object.Value, rank int) *tensor.Array {
	n := a.Shape()[axis]
	lengths := [2]float64{float64(n), float64(n)}
	if extra != nil {
		lengths = pairsOf(toArray(c.th, extra), rank, "stat_length")[axis]
	}
	side := func(part *tensor.Array, count int) *tensor.Array {
		opt := &reduction{axes: []int{axis}, keepdims: true}
		var v *tensor.Array
		switch mode {
		case "maximum":
			v = ufMaximum.reduce(part, opt)
		case "minimum":
			v = ufMinimum.reduce(part, opt)
		case "mean":
			v = mean(part, opt)
		default:
			rows := quantiles(moveLast(part, axis), []float64{0.5}, "linear", false)
			full, _ := opt.keptShape(part.Shape())
			v = tensor.NewArray(tensor.Float64, full...)
			for i, r := range rows {
				tensor.Data[float64](v)[i] = r[0]
			}
		}
		if !a.DType().IsFloat() && v.DType().IsFloat() {
			v = op1(ufRint, v)
		}
		shape := append([]int{}, a.Shape()...)
		shape[axis] = count
		return castTo(v, a.DType()).BroadcastTo(shape)
	}
	before := sliceAxis(a, axis, 0, min(int(lengths[0]), n))
	after := sliceAxis(a, axis, n-min(int(lengths[1]), n), n)
	return concatenate([]*tensor.Array{side(before, w[0]), a, side(after, w[1])}, axis)
}

// padByFunction lets user code fill the added places of each row.
func padByFunction(c *call, a *tensor.Array, widths [][2]int) object.Value {
	shape := append([]int{}, a.Shape()...)
	for i, w := range widths {
		shape[i] += w[0] + w[1]
	}
	inner := like(a, shape)
	part := inner
	for i, w := range widths {
		part = sliceAxis(part, i, w[0], w[0]+a.Shape()[i])
	}
	part.CopyFrom(a)
	kw := object.NewDict()
	for _, k := range c.Kwargs("kwargs") {
		kw.SetStr(k.Name, k.Value)
	}
	for ax := range a.Rank() {
		moved := moveLast(inner, ax)
		rows := moved.Size() / max(shape[ax], 1)
		for r := range rows {
			row := moved.View([]int{shape[ax]}, []int{moved.Strides()[moved.Rank()-1]}, moved.Position(r*shape[ax]))
			object.Must(object.CallFn(c.th, c.Value("mode"), row, object.NewTuple(widths[ax][0], widths[ax][1]), ax, kw))
		}
	}
	return inner
}
