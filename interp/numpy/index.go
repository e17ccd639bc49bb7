package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// selection is what a key picks of an array: a view, or the positions of
// elements in storage.
type selection struct {
	view *tensor.Array
	// positions are offsets into storage, in row-major order of shape, when
	// integer or bool arrays take part; else nil.
	positions []int
	shape     []int
	scalar    bool // every axis was indexed by an integer
}

// part is one entry of a key, after bool arrays have become integer ones.
type part struct {
	index   int           // with isInt
	slice   *object.Slice // a:b:c
	array   *tensor.Array // int64 positions
	isInt   bool
	newAxis bool
}

// choose finds what a key picks.
func choose(th *object.Thread, a *tensor.Array, key object.Value) selection {
	parts, advanced := parseKey(th, a, key)
	if !advanced {
		v, scalar := basic(th, a, parts)
		return selection{view: v, shape: v.Shape(), scalar: scalar}
	}
	return fancy(th, a, parts)
}

// parseKey makes the entries of a key, one for each axis and None; the
// ellipsis and what is missing become full slices.
func parseKey(th *object.Thread, a *tensor.Array, key object.Value) (parts []part, advanced bool) {
	keys := []object.Value{key}
	if tup, ok := key.(*object.Tuple); ok {
		keys = tup.Elems
	}
	used, ellipsis := 0, -1
	for _, k := range keys {
		switch x := object.NativeOf(k).(type) {
		case nil:
			parts = append(parts, part{newAxis: true})
			continue
		case object.EllipsisType:
			if ellipsis >= 0 {
				object.Throw(object.IndexErrorf("an index can only have a single ellipsis ('...')"))
			}
			ellipsis = len(parts)
			continue
		case *object.Slice:
			parts = append(parts, part{slice: x})
			used++
			continue
		case int:
			parts = append(parts, part{index: x, isInt: true})
			used++
			continue
		case bool:
			parts = append(parts, part{newAxis: true}, part{array: boolPosition(x)})
			advanced = true
			continue
		case string:
			object.Throw(object.IndexErrorf("only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"))
		case float64:
			object.Throw(object.IndexErrorf("only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"))
		}
		idx := keyArray(th, k)
		if idx.DType() == tensor.Bool {
			if idx.Rank() == 0 {
				parts = append(parts, part{newAxis: true}, part{array: boolPosition(idx.Int(0) != 0)})
				advanced = true
				continue
			}
			checkMask(a, idx, used)
			for _, p := range nonzero(idx) {
				parts = append(parts, part{array: p})
			}
			used += idx.Rank()
			advanced = true
			continue
		}
		used++
		if _, isArray := k.(*tensor.Array); idx.Rank() == 0 && !isArray {
			parts = append(parts, part{index: int(idx.Int(0)), isInt: true})
			continue
		}
		if idx.Rank() == 0 {
			parts = append(parts, part{index: int(idx.Int(0)), isInt: true})
			continue
		}
		parts = append(parts, part{array: idx})
		advanced = true
	}
	if used > a.Rank() {
		object.Throw(object.IndexErrorf("too many indices for array: array is %d-dimensional, but %d were indexed", a.Rank(), used))
	}
	full := make([]part, a.Rank()-used)
	for i := range full {
		full[i] = part{slice: &object.Slice{}}
	}
	if ellipsis < 0 {
		ellipsis = len(parts)
	}
	return append(parts[:ellipsis:ellipsis], append(full, parts[ellipsis:]...)...), advanced
}

func boolPosition(b bool) *tensor.Array {
	if b {
		return tensor.FromSlice([]int64{0})
	}
	return tensor.FromSlice([]int64{})
}

// keyArray is an index given as an array, a list or a NumPy scalar.
func keyArray(th *object.Thread, k object.Value) *tensor.Array {
	idx := arrayOf(th, k)
	if idx.Size() == 0 && idx.DType() == tensor.Float64 {
		if _, ok := k.(*object.List); ok {
			return idx.Cast(tensor.Int64) // an empty list
		}
	}
	if !idx.DType().IsInteger() && idx.DType() != tensor.Bool {
		if _, isArray := k.(*tensor.Array); isArray {
			object.Throw(object.IndexErrorf("arrays used as indices must be of integer (or boolean) type"))
		}
		object.Throw(object.IndexErrorf("only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"))
	}
	return idx
}

func checkMask(a, mask *tensor.Array, axis int) {
	for i, d := range mask.Shape() {
		if axis+i >= a.Rank() {
			object.Throw(object.IndexErrorf("too many indices for array: array is %d-dimensional, but %d were indexed", a.Rank(), axis+mask.Rank()))
		}
		if a.Shape()[axis+i] != d {
			object.Throw(object.IndexErrorf("boolean index did not match indexed array along dimension %d; dimension is %d but corresponding boolean dimension is %d", axis+i, a.Shape()[axis+i], d))
		}
	}
}

// nonzero is the positions of the elements that are not zero, an array for
// each axis.
func nonzero(a *tensor.Array) []*tensor.Array {
	cols := make([][]int64, max(a.Rank(), 1))
	for i := range a.Size() {
		if a.Float(i) == 0 {
			continue
		}
		rest := i
		for ax := a.Rank() - 1; ax >= 0; ax-- {
			cols[ax] = append(cols[ax], int64(rest%a.Shape()[ax]))
			rest /= a.Shape()[ax]
		}
		if a.Rank() == 0 {
			cols[0] = append(cols[0], 0)
		}
	}
	out := make([]*tensor.Array, len(cols))
	for i, c := range cols {
		if c == nil {
			c = []int64{}
		}
		out[i] = tensor.FromSlice(c)
	}
	return out
}

// basic is the view that ints, slices and None give.
func basic(th *object.Thread, a *tensor.Array, parts []part) (v *tensor.Array, scalar bool) {
	shape, strides := []int{}, []int{}
	offset, st := a.Offset(), a.Strides()
	axis := 0
	scalar = true
	for _, p := range parts {
		switch {
		case p.newAxis:
			shape, strides = append(shape, 1), append(strides, 0)
			scalar = false
		case p.isInt:
			offset += checkIndex(p.index, a.Shape()[axis], axis) * st[axis]
			axis++
		default:
			start, _, step, n := binding.SliceBounds(th, p.slice, a.Shape()[axis])
			shape, strides = append(shape, n), append(strides, step*st[axis])
			if n > 0 {
				offset += start * st[axis]
			}
			axis++
			scalar = false
		}
	}
	return a.View(shape, strides, offset), scalar
}

func checkIndex(i, n, axis int) int {
	if i < -n || i >= n {
		object.Throw(object.IndexErrorf("index %d is out of bounds for axis %d with size %d", i, axis, n))
	}
	if i < 0 {
		i += n
	}
	return i
}

// fancy is what integer arrays pick: their common shape stands in the place of
// the first of them when they are neighbours, in front otherwise.
func fancy(th *object.Thread, a *tensor.Array, parts []part) selection {
	var index []*tensor.Array
	var axes []int
	first, last, count := -1, -1, 0
	axis := 0
	rest := make([]part, 0, len(parts)) // what basic indexing sees: arrays become full slices
	for i, p := range parts {
		if p.newAxis {
			// the axis of a bool scalar is the array's own
			rest = append(rest, p)
			if i+1 < len(parts) && parts[i+1].array != nil && isBoolAxis(parts, i) {
				axes = append(axes, len(rest)-1)
			}
			continue
		}
		if p.array != nil || p.isInt {
			if first < 0 {
				first = i
			}
			last = i
			count++
		}
		switch {
		case p.array != nil && i > 0 && parts[i-1].newAxis && isBoolAxis(parts, i-1):
			index = append(index, p.array)
			continue
		case p.array != nil:
			checkAll(p.array, a.Shape()[axis], axis)
			index = append(index, p.array)
			axes = append(axes, len(rest))
			rest = append(rest, part{slice: &object.Slice{}})
		case p.isInt:
			checkIndex(p.index, a.Shape()[axis], axis)
			index = append(index, tensor.Scalar(int64(p.index)))
			axes = append(axes, len(rest))
			rest = append(rest, part{slice: &object.Slice{}})
		default:
			rest = append(rest, p)
		}
		axis++
	}
	v, _ := basic(th, a, rest)
	return gather(v, index, axes, last-first+1 == count, firstAxis(axes))
}

// isBoolAxis reports whether entry i is the axis that a bool scalar brings.
func isBoolAxis(parts []part, i int) bool {
	p := parts[i+1]
	return p.array != nil && p.array.Rank() == 1 && p.array.Size() <= 1 && p.array.DType() == tensor.Int64 && parts[i].newAxis
}

func firstAxis(axes []int) int {
	if len(axes) == 0 {
		return 0
	}
	return axes[0]
}

func checkAll(idx *tensor.Array, n, axis int) {
	for i := range idx.Size() {
		checkIndex(int(idx.Int(i)), n, axis)
	}
}

// gather lists the storage positions that index arrays over some axes of v
// pick.
func gather(v *tensor.Array, index []*tensor.Array, axes []int, together bool, place int) selection {
	shape := []int{}
	for i, x := range index {
		s, ok := tensor.BroadcastShapes(shape, x.Shape())
		if !ok {
			text := ""
			for _, y := range index {
				text += shapeText(y.Shape()) + " "
			}
			_ = i
			object.Throw(object.IndexErrorf("shape mismatch: indexing arrays could not be broadcast together with shapes %s", text))
		}
		shape = s
	}
	picked := map[int]bool{}
	for _, ax := range axes {
		picked[ax] = true
	}
	var keep []int
	for ax := range v.Rank() {
		if !picked[ax] {
			keep = append(keep, ax)
		}
	}
	// positions of the picked part, then of the kept axes
	n := tensor.NumElements(shape)
	base := make([]int, n)
	st := v.Strides()
	for k, x := range index {
		b := x.BroadcastTo(shape)
		d := v.Shape()[axes[k]]
		for i := range n {
			j := int(b.Int(i))
			if j < 0 {
				j += d
			}
			base[i] += j * st[axes[k]]
		}
	}
	before := 0
	if together {
		for _, ax := range keep {
			if ax < place {
				before++
			}
		}
	}
	lead, tail := keep[:before], keep[before:]
	out := selection{}
	for _, ax := range lead {
		out.shape = append(out.shape, v.Shape()[ax])
	}
	out.shape = append(out.shape, shape...)
	for _, ax := range tail {
		out.shape = append(out.shape, v.Shape()[ax])
	}
	if out.shape == nil {
		out.shape = []int{}
	}
	leads, tails := offsets(v, lead), offsets(v, tail)
	out.positions = make([]int, 0, len(leads)*n*len(tails))
	for _, l := range leads {
		for _, b := range base {
			for _, r := range tails {
				out.positions = append(out.positions, v.Offset()+l+b+r)
			}
		}
	}
	return out
}

// offsets lists the storage offsets of all positions along some axes.
func offsets(v *tensor.Array, axes []int) []int {
	out := []int{0}
	for _, ax := range axes {
		next := make([]int, 0, len(out)*v.Shape()[ax])
		for _, o := range out {
			for i := range v.Shape()[ax] {
				next = append(next, o+i*v.Strides()[ax])
			}
		}
		out = next
	}
	return out
}

// indexSlot is a[key].
func indexSlot(th *object.Thread, self, key object.Value) (v object.Value, err error) {
	a := self.(*tensor.Array)
	err = binding.Catch(func() {
		if i, ok := key.(int); ok && a.Rank() > 0 { // the common case
			r := row(a, checkIndex(i, a.Shape()[0], 0))
			v = element(r, a.Rank() == 1)
			return
		}
		sel := choose(th, a, key)
		if sel.positions == nil && sel.view != nil {
			v = element(sel.view, sel.scalar)
			return
		}
		v = a.TakePositions(sel.positions, sel.shape)
	})
	return v, err
}

// element is a view, or the scalar that it holds.
func element(v *tensor.Array, scalar bool) object.Value {
	if scalar {
		return binding.ScalarAt(v, 0)
	}
	return v
}

// setIndexSlot is a[key] = x.
func setIndexSlot(th *object.Thread, self, key, x object.Value) error {
	a := self.(*tensor.Array)
	return binding.Catch(func() {
		sel := choose(th, a, key)
		src := arrayOf(th, x)
		if src.DType() == tensor.String && a.DType() != tensor.String {
			src = binding.CastArray(th, src, a.DType())
		}
		src = src.Cast(a.DType())
		for src.Rank() > len(sel.shape) && src.Shape()[0] == 1 {
			src = row(src, 0)
		}
		if s, ok := tensor.BroadcastShapes(src.Shape(), sel.shape); !ok || !tensor.SameShape(s, sel.shape) {
			if sel.positions != nil {
				object.Throw(object.ValueErrorf("shape mismatch: value array of shape %s could not be broadcast to indexing result of shape %s", shapeText(src.Shape()), shapeText(sel.shape)))
			}
			object.Throw(object.ValueErrorf("could not broadcast input array from shape %s into shape %s", shapeText(src.Shape()), shapeText(sel.shape)))
		}
		src = src.BroadcastTo(sel.shape)
		if sel.positions == nil && sel.view != nil {
			if src.SharesStorage(a) {
				src = src.Clone()
			}
			sel.view.CopyFrom(src)
			return
		}
		a.PutPositions(sel.positions, src)
	})
}

// iterSlot goes through the first axis.
func iterSlot(th *object.Thread, self object.Value) (object.Iterator, error) {
	a := self.(*tensor.Array)
	if a.Rank() == 0 {
		return nil, object.TypeErrorf("iteration over a 0-d array")
	}
	i := 0
	return object.NewIter(func(*object.Thread) (object.Value, bool, error) {
		if i >= a.Shape()[0] {
			return nil, false, nil
		}
		v := element(row(a, i), a.Rank() == 1)
		i++
		return v, true, nil
	}), nil
}

func lenSlot(th *object.Thread, self object.Value) (int, error) {
	a := self.(*tensor.Array)
	if a.Rank() == 0 {
		return 0, object.TypeErrorf("len() of unsized object")
	}
	return a.Shape()[0], nil
}

func containsSlot(th *object.Thread, self, v object.Value) (found bool, err error) {
	a := self.(*tensor.Array)
	err = binding.Catch(func() {
		eq := compareArrays(th, object.Eq, operand{a, a.Rank() == 0}, operandOf(th, v))
		for i := range eq.Size() {
			if eq.Int(i) != 0 {
				found = true
			}
		}
	})
	return found, err
}
