package numpy

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// selection is what an index of an array selects.
type selection struct {
	a *tensor.Array
	// basic is the shape, strides and offset of the part that integers, slices
	// and new axes select; axes that index arrays select from are left out.
	shape, strides []int
	offset         int
	// advanced are the index arrays with the axes that they are for; front is
	// how many axes of shape come before their common shape.
	advanced []axisIndex
	front    int
	// scalar tells that integers alone selected one element, byMask that a
	// boolean array did the selecting.
	scalar, byMask bool
}

// axisIndex is an array of indices along an axis.
type axisIndex struct {
	index        *tensor.Array
	size, stride int
	axis         int
	// at is the position in the index, to tell whether index arrays are neighbours.
	at int
}

const badIndex = "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"

// indexItems gives the parts of an index with the axes that an ellipsis, or
// its absence, stands for as full slices. An ellipsis makes a view of what would
// be a number.
func (s *selection) indexItems(th *object.Thread, key object.Value) []object.Value {
	a := s.a
	items := []object.Value{key}
	if t, ok := object.NativeOf(key).(*object.Tuple); ok {
		items = t.Elems
	}
	taken, ellipsis := 0, -1
	items = append([]object.Value{}, items...)
	for i, it := range items {
		switch v := it.(type) {
		case nil:
		case object.EllipsisType:
			if ellipsis >= 0 {
				throwIndex("an index can only have a single ellipsis ('...')")
			}
			ellipsis = i
			s.scalar = false
		case int, *object.Slice:
			taken++
		default:
			arr := indexOperand(th, v)
			items[i] = arr
			if arr.DType() == tensor.Bool {
				taken += arr.Rank()
			} else {
				taken++
			}
		}
	}
	if taken > a.Rank() {
		throwIndex("too many indices for array: array is %d-dimensional, but %d were indexed", a.Rank(), taken)
	}
	if ellipsis < 0 {
		ellipsis = len(items)
		items = append(items, object.Ellipsis)
	}
	full := make([]object.Value, 0, len(items)+a.Rank()-taken)
	full = append(full, items[:ellipsis]...)
	for range a.Rank() - taken {
		full = append(full, &object.Slice{})
	}
	return append(full, items[ellipsis+1:]...)
}

// indexOperand is an index that is an array, a list, or a number of NumPy.
func indexOperand(th *object.Thread, v object.Value) *tensor.Array {
	switch s := v.(type) {
	case string, float64:
		throwIndex(badIndex)
	case bool:
		return tensor.Scalar(s)
	case *object.List:
		if len(s.Elems) == 0 {
			return tensor.NewArray(tensor.Int64, 0)
		}
	}
	var a *tensor.Array
	if err := binding.Catch(func() { a = toArray(th, v) }); err != nil {
		if i, err := object.AsIndex(th, v); err == nil {
			return tensor.Scalar(int64(i))
		}
		throwIndex(badIndex)
	}
	if dt := a.DType(); dt != tensor.Bool && !dt.IsInteger() {
		if a.Size() == 0 && !isArray(v) {
			return a.Cast(tensor.Int64)
		}
		if !isArray(v) {
			throwIndex(badIndex)
		}
		throwIndex("arrays used as indices must be of integer (or boolean) type")
	}
	return a
}

func isArray(v object.Value) bool {
	_, ok := v.(*tensor.Array)
	return ok
}

// selectIndex resolves an index.
func selectIndex(th *object.Thread, a *tensor.Array, key object.Value) *selection {
	s := &selection{a: a, shape: []int{}, strides: []int{}, offset: a.Offset(), scalar: true}
	items := s.indexItems(th, key)
	hasArrays := false
	for _, it := range items {
		if arr, ok := it.(*tensor.Array); ok && (arr.Rank() > 0 || arr.DType() == tensor.Bool) {
			hasArrays = true
		}
	}
	axis := 0
	strides := a.Strides()
	var before []int // axes of shape before each index array
	addArray := func(pos int, idx *tensor.Array, size, stride int) {
		s.advanced = append(s.advanced, axisIndex{idx, size, stride, axis, pos})
		before = append(before, len(s.shape))
	}
	for pos, it := range items {
		switch v := it.(type) {
		case nil:
			s.shape, s.strides, s.scalar = append(s.shape, 1), append(s.strides, 0), false
			continue
		case *object.Slice:
			start, _, step, n := binding.SliceBounds(th, v, a.Shape()[axis])
			if n > 0 {
				s.offset += start * strides[axis]
			}
			s.shape, s.strides, s.scalar = append(s.shape, n), append(s.strides, step*strides[axis]), false
		case int:
			if hasArrays {
				addArray(pos, tensor.Scalar(int64(v)), a.Shape()[axis], strides[axis])
			} else {
				s.offset += checkIndex(v, axis, a.Shape()[axis]) * strides[axis]
			}
		case *tensor.Array:
			switch {
			case v.DType() == tensor.Bool:
				s.scalar = false
				axis += s.addMask(v, axis, pos, addArray)
				continue
			case !hasArrays:
				s.offset += checkIndex(int(v.Int(0)), axis, a.Shape()[axis]) * strides[axis]
			default:
				s.scalar = false
				addArray(pos, v, a.Shape()[axis], strides[axis])
			}
		}
		axis++
	}
	s.placeArrays(before)
	return s
}

// addMask adds the index arrays that a mask stands for and tells how many axes
// it takes.
func (s *selection) addMask(mask *tensor.Array, axis, pos int, add func(pos int, idx *tensor.Array, size, stride int)) int {
	s.byMask = true
	if mask.Rank() == 0 {
		idx := tensor.NewArray(tensor.Int64, int(mask.Int(0)))
		add(pos, idx, 1, 0)
		return 0
	}
	for i, d := range mask.Shape() {
		if n := s.a.Shape()[axis+i]; n != d {
			throwIndex("boolean index did not match indexed array along dimension %d; dimension is %d but corresponding boolean dimension is %d", axis+i, n, d)
		}
	}
	for i, idx := range nonzero(mask) {
		add(pos, idx, s.a.Shape()[axis+i], s.a.Strides()[axis+i])
	}
	return mask.Rank()
}

// placeArrays says where the common shape of the index arrays goes: where they
// stand, or to the front when something stands between them.
func (s *selection) placeArrays(before []int) {
	if len(s.advanced) == 0 {
		return
	}
	s.front = before[0]
	for i := 1; i < len(s.advanced); i++ {
		if d := s.advanced[i].at - s.advanced[i-1].at; d > 1 || before[i] != before[i-1] {
			s.front = 0
		}
	}
}

func checkIndex(i, axis, size int) int {
	if i < -size || i >= size {
		throwIndex("index %d is out of bounds for axis %d with size %d", i, axis, size)
	}
	if i < 0 {
		i += size
	}
	return i
}

// view is the selected part when no index array takes part.
func (s *selection) view() *tensor.Array { return s.a.View(s.shape, s.strides, s.offset) }

// offsets resolves the index arrays: their common shape, and for each of its
// elements the way to the selected place in the storage.
func (s *selection) offsets() (shape []int, at []int) {
	shape = []int{}
	for _, ix := range s.advanced {
		m, ok := tensor.BroadcastShapes(shape, ix.index.Shape())
		if !ok {
			text := ""
			for _, ix := range s.advanced {
				text += shapeText(ix.index.Shape()) + " "
			}
			throwIndex("shape mismatch: indexing arrays could not be broadcast together with shapes %s", text)
		}
		shape = m
	}
	at = make([]int, tensor.NumElements(shape))
	if s.maskPositions(at) {
		return shape, at
	}
	for _, ix := range s.advanced {
		idx := tensor.Data[int64](castTo(ix.index, tensor.Int64).BroadcastTo(shape).Contiguous())
		for k, i := range idx {
			at[k] += checkIndex(int(i), ix.axis, ix.size) * ix.stride
		}
	}
	return shape, at
}

// maskPositions fills in the places that one mask of a whole row selects, where
// no index has to be checked.
func (s *selection) maskPositions(at []int) bool {
	if !s.byMask || len(s.advanced) != 1 || !s.advanced[0].index.IsContiguous() || s.advanced[0].index.DType() != tensor.Int64 {
		return false
	}
	stride := s.advanced[0].stride
	for k, i := range tensor.Data[int64](s.advanced[0].index) {
		at[k] = int(i) * stride
	}
	return true
}

// index is a[key]: a view for integers and slices, a copy for index arrays.
func index(th *object.Thread, a *tensor.Array, key object.Value) object.Value {
	s := selectIndex(th, a, key)
	if len(s.advanced) == 0 {
		if s.scalar {
			return binding.ScalarAt(s.view(), 0)
		}
		return s.view()
	}
	return s.take()
}

// indexArray is index for what gives an array.
func indexArray(th *object.Thread, a *tensor.Array, key object.Value) *tensor.Array {
	return toArray(th, index(th, a, key))
}

// take copies what index arrays select.
func (s *selection) take() *tensor.Array {
	shape, at := s.offsets()
	rest := tensor.NumElements(s.shape)
	if slices.Equal(s.strides, rowMajor(s.shape)) && rest > 1 {
		out := s.a.TakeRows(at, s.offset, rest, append(append([]int{}, shape...), s.shape...))
		return s.arrange(out, len(shape))
	}
	out := like(s.a, append(append([]int{}, shape...), s.shape...))
	if rest == 1 {
		from := make([]int, len(at))
		for k, p := range at {
			from[k] = s.offset + p
		}
		out = s.a.TakePositions(from, out.Shape())
	} else {
		rows := tensorRows(out, len(at), s.shape)
		for k, p := range at {
			rows(k).CopyFrom(s.a.View(s.shape, s.strides, s.offset+p))
		}
	}
	return s.arrange(out, len(shape))
}

// tensorRows gives the k-th of n parts of a contiguous array.
func tensorRows(a *tensor.Array, n int, shape []int) func(k int) *tensor.Array {
	size := tensor.NumElements(shape)
	strides := rowMajor(shape)
	return func(k int) *tensor.Array { return a.View(shape, strides, a.Offset()+k*size) }
}

// arrange moves the axes of the index arrays, which come first, to where they
// belong.
func (s *selection) arrange(out *tensor.Array, n int) *tensor.Array {
	if s.front == 0 {
		return out
	}
	perm := make([]int, 0, out.Rank())
	for i := range s.front {
		perm = append(perm, n+i)
	}
	for i := range n {
		perm = append(perm, i)
	}
	for i := n + s.front; i < out.Rank(); i++ {
		perm = append(perm, i)
	}
	return out.Permute(perm)
}

// placesOf are single places of a storage with the shape that they have.
type placesOf struct {
	shape  []int
	places []int
}

// selectPlaces resolves an index to the places of single elements.
func selectPlaces(th *object.Thread, a *tensor.Array, key object.Value) placesOf {
	s := selectIndex(th, a, key)
	shape, at := []int{}, []int{0}
	if len(s.advanced) > 0 {
		shape, at = s.offsets()
	}
	view := s.a.View(s.shape, s.strides, s.offset)
	rest := view.Size()
	flat := tensor.NewArray(tensor.Int64, append(append([]int{}, shape...), s.shape...)...)
	d := tensor.Data[int64](flat)
	for k, p := range at {
		for i := range rest {
			d[k*rest+i] = int64(p + view.Position(i))
		}
	}
	arranged := flat
	if len(s.advanced) > 0 {
		arranged = s.arrange(flat, len(shape)).Contiguous()
	}
	return placesOf{arranged.Shape(), arranged.Ints()}
}

// setIndex is a[key] = v.
func setIndex(th *object.Thread, a *tensor.Array, key, v object.Value) {
	s := selectIndex(th, a, key)
	val := assigned(th, a, v)
	if val.SharesStorage(a) {
		val = val.Clone()
	}
	if len(s.advanced) == 0 {
		dst := s.view()
		if s.scalar && val.Rank() > 0 && val.Size() != 1 {
			throwValue("setting an array element with a sequence.")
		}
		dst.CopyFrom(fitInto(val, s.shape))
		return
	}
	shape, at := s.offsets()
	full := append(append(append([]int{}, s.shape[:s.front]...), shape...), s.shape[s.front:]...)
	val = fitIndexed(val, full, s.byMask)
	perm := make([]int, 0, len(full))
	for i := range shape {
		perm = append(perm, s.front+i)
	}
	for i := range full {
		if i < s.front || i >= s.front+len(shape) {
			perm = append(perm, i)
		}
	}
	val = val.Permute(perm).Contiguous()
	rest := tensor.NumElements(s.shape)
	if rest == 1 {
		to := make([]int, len(at))
		for k, p := range at {
			to[k] = s.offset + p
		}
		a.PutPositions(to, val)
		return
	}
	rows := tensorRows(val, len(at), s.shape)
	for k, p := range at {
		a.View(s.shape, s.strides, s.offset+p).CopyFrom(rows(k))
	}
}

// assigned is a value as an array of a's dtype.
func assigned(th *object.Thread, a *tensor.Array, v object.Value) *tensor.Array {
	if v == nil && a.DType().IsFloat() {
		return binding.ToArray(th, v, a.DType())
	}
	val := castTo(toArrayFor(th, v, a.DType()), a.DType())
	if a.DType() == tensor.String {
		return textAs(val, binding.NumpyDTypeOf(a))
	}
	return val
}

// toArrayFor converts text to a number where a number is needed.
func toArrayFor(th *object.Thread, v object.Value, dt tensor.DType) *tensor.Array {
	if isArray(v) {
		return v.(*tensor.Array)
	}
	return binding.ToArray(th, v, dt)
}

// fitInto broadcasts a value to the shape of what it is assigned to; leading
// axes of length 1 may be too many.
func fitInto(v *tensor.Array, shape []int) *tensor.Array {
	given := v.Shape()
	for v.Rank() > len(shape) && v.Shape()[0] == 1 {
		v = at(v, 0, 0)
	}
	if s, ok := tensor.BroadcastShapes(v.Shape(), shape); !ok || !tensor.SameShape(s, shape) {
		throwValue("could not broadcast input array from shape %s into shape %s", shapeText(given), shapeText(shape))
	}
	return v.BroadcastTo(shape)
}

// fitIndexed is fitInto in the words that assignment through index arrays has.
func fitIndexed(v *tensor.Array, shape []int, byMask bool) *tensor.Array {
	given := v.Shape()
	for v.Rank() > len(shape) && v.Shape()[0] == 1 {
		v = at(v, 0, 0)
	}
	if s, ok := tensor.BroadcastShapes(v.Shape(), shape); !ok || !tensor.SameShape(s, shape) {
		if byMask && len(shape) == 1 && len(given) == 1 {
			throwValue("NumPy boolean array indexing assignment cannot assign %d input values to the %d output values where the mask is true", given[0], shape[0])
		}
		throwValue("shape mismatch: value array of shape %s could not be broadcast to indexing result of shape %s", shapeText(given), shapeText(shape))
	}
	return v.BroadcastTo(shape)
}
