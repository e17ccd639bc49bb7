package keras

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/data"
	"kerash/tensor"
)

// splitMember is keras.utils.split_dataset.
func splitMember() object.Member {
	return object.Fun("split_dataset(dataset, left_size=None, right_size=None, shuffle=False, seed=None)",
		"Two datasets of the first and the last elements of a dataset, list of arrays or array; sizes are numbers or shares.", splitDataset)
}

func splitDataset(th *object.Thread, a *object.Bound) (object.Value, error) {
	s := &splitter{th: th, given: a.Value("dataset")}
	if err := s.check(a); err != nil {
		return nil, err
	}
	if err := s.list(); err != nil {
		return nil, err
	}
	if a.Bool("shuffle") {
		s.shuffle(a.Value("seed"))
	}
	left, right, err := splitSizes(th, a.Value("left_size"), a.Value("right_size"), len(s.elems))
	if err != nil {
		return nil, err
	}
	return object.NewTuple(s.half(s.elems[:left]), s.half(s.elems[len(s.elems)-right:])), nil
}

// splitter takes a dataset apart and makes two of it.
type splitter struct {
	th    *object.Thread
	given object.Value
	elems []object.Value
	batch object.Value // the batch size of a batched dataset, None for others
}

// isColumns reports whether the given is a list or tuple of arrays side by side.
func (s *splitter) isColumns() (kind string, ok bool) {
	switch object.NativeOf(s.given).(type) {
	case *object.List:
		return "list", true
	case *object.Tuple:
		return "tuple", true
	}
	return "", false
}

func (s *splitter) check(a *object.Bound) error {
	_, columns := s.isColumns()
	_, isArray := s.given.(*tensor.Array)
	_, isDataset := object.NativeOf(s.given).(*data.Dataset)
	if !columns && !isArray && !isDataset {
		return object.TypeErrorf("The `dataset` argument must be either a `tf.data.Dataset` object or a list/tuple of arrays. Received: dataset=%s of type %s",
			object.Must(object.Str(s.th, s.given)), object.Must(object.Str(s.th, object.TypeOf(s.given))))
	}
	if a.Value("left_size") == nil && a.Value("right_size") == nil {
		return object.ValueErrorf("At least one of the `left_size` or `right_size` must be specified. Received: left_size=None and right_size=None")
	}
	return nil
}

// list finds the elements; those of a batched dataset are taken out of their
// batches.
func (s *splitter) list() (err error) {
	if kind, ok := s.isColumns(); ok {
		s.elems, err = s.rows(kind)
		return err
	}
	v := s.given
	if ds, ok := object.NativeOf(v).(*data.Dataset); ok && ds.BatchSize > 0 {
		s.batch = ds.BatchSize
		v = callOn(s.th, v, "unbatch")
	}
	if s.elems, err = object.ToSlice(s.th, v); err != nil {
		return err
	}
	if len(s.elems) == 0 {
		return object.ValueErrorf("Received an empty Dataset. `dataset` must be a non-empty list/tuple of `numpy.ndarray` objects or `tf.data.Dataset` objects.")
	}
	return nil
}

// rows is arrays side by side as rows, each in one array.
func (s *splitter) rows(kind string) ([]object.Value, error) {
	columns := object.Must(object.ToSlice(s.th, s.given))
	if len(columns) == 0 {
		gap := map[string]string{"list": " ", "tuple": ""}[kind]
		return nil, object.ValueErrorf("Received an empty list dataset.%sPlease provide a non-empty %s of arrays.", gap, kind)
	}
	first, ok := columns[0].(*tensor.Array)
	if !ok {
		gap := map[string]string{"list": "", "tuple": " "}[kind]
		return nil, object.ValueErrorf("Expected a %s of `numpy.ndarray` objects,%sReceived: %s", kind, gap, object.Must(object.Str(s.th, object.TypeOf(columns[0]))))
	}
	for i, c := range columns {
		if a := arrayArg(s.th, c); a.Rank() == 0 || a.Shape()[0] != first.Shape()[0] {
			return nil, object.ValueErrorf("Received a %s of NumPy arrays with different lengths. Mismatch found at index %d, Expected shape=%s Received shape=%s.Please provide a %s of NumPy arrays with the same length.",
				kind, i, tensor.ShapeString(first.Shape()), tensor.ShapeString(a.Shape()), kind)
		}
	}
	rows := s.zip(columns)
	for i, r := range rows {
		// Rows of several shapes stay tuples: NumPy makes arrays of objects of them.
		if err := binding.Catch(func() { rows[i] = s.array(r.(*object.Tuple).Elems) }); err != nil {
			rows[i] = r
		}
	}
	return rows, nil
}

// zip is the tuples of the first, second, … elements.
func (s *splitter) zip(vs []object.Value) []object.Value {
	var out []object.Value
	for k, v := range vs {
		if t, ok := v.(*tensor.Tensor); ok && t.Rank() == 0 {
			object.Throw(object.TypeErrorf("Cannot iterate over a scalar tensor."))
		}
		elems := object.Must(object.ToSlice(s.th, v))
		if k == 0 {
			out = make([]object.Value, len(elems))
			for i := range out {
				out[i] = object.NewTuple()
			}
		}
		out = out[:min(len(out), len(elems))]
		for i := range out {
			t := out[i].(*object.Tuple)
			t.Elems = append(t.Elems, elems[i])
		}
	}
	return out
}

func (s *splitter) array(elems []object.Value) object.Value {
	return binding.ToArray(s.th, object.NewList(elems...), tensor.Invalid)
}

func (s *splitter) shuffle(seed object.Value) {
	if seed == nil {
		seed = object.Must(callImported(s.th, "random", "randint", object.Pos(0, 1_000_000)))
	}
	object.Must(callImported(s.th, "random", "seed", object.Pos(seed)))
	l := object.NewList(s.elems...)
	object.Must(callImported(s.th, "random", "shuffle", object.Pos(l)))
	s.elems = l.Elems
}

// half is a dataset of some of the elements.
func (s *splitter) half(elems []object.Value) object.Value {
	ds := callTF(s.th, "data.Dataset.from_tensor_slices", object.Pos(s.restored(elems)))
	if s.batch != nil {
		ds = callOn(s.th, ds, "batch", s.batch)
	}
	return callOn(s.th, ds, "prefetch", -1)
}

// restored joins elements along a new first axis, each part for itself.
func (s *splitter) restored(elems []object.Value) object.Value {
	if _, isArray := s.given.(*tensor.Array); isArray {
		return object.NewList(elems...)
	}
	if _, isDict := object.NativeOf(elems[0]).(*object.Dict); isDict {
		out := object.NewDict()
		for _, e := range elems {
			for it := object.NativeOf(e).(*object.Dict).Entries(); it.Next(); {
				list, ok, err := out.Get(s.th, it.Key())
				if !object.Must(ok, err) {
					list = object.NewList()
					object.Must(0, out.Set(s.th, it.Key(), list))
				}
				l := list.(*object.List)
				l.Elems = append(l.Elems, it.Value())
			}
		}
		return out
	}
	parts := object.NewTuple()
	for _, column := range s.zip(elems) {
		parts.Elems = append(parts.Elems, s.array(column.(*object.Tuple).Elems))
	}
	return parts
}

// splitSizes are the numbers of elements left and right.
func splitSizes(th *object.Thread, left, right object.Value, n int) (l, r int, err error) {
	if err := checkSplitTypes(th, left, right); err != nil {
		return 0, 0, err
	}
	lf, leftShare := left.(float64)
	rf, rightShare := right.(float64)
	for _, side := range []struct {
		name, and, comma string
		v                object.Value
	}{{"left_size", "", ",", left}, {"right_size", "and ", "", right}} {
		x, isInt := side.v.(int)
		f, isShare := side.v.(float64)
		if isInt && (x <= 0 || x >= n) || isShare && (f <= 0 || f >= 1) {
			return 0, 0, object.ValueErrorf("`%s` should be either a positive integer %ssmaller than %d%s or a float within the range `[0, 1]`. Received: %s=%s",
				side.name, side.and, n, side.comma, side.name, object.Must(object.Str(th, side.v)))
		}
	}
	if leftShare && rightShare && lf+rf > 1 {
		return 0, 0, object.ValueErrorf("The sum of `left_size` and `right_size` is greater than 1. It must be less than or equal to 1.")
	}
	l, r = splitSize(left, n), splitSize(right, n)
	switch {
	case left == nil:
		l = n - r
	case right == nil:
		r = n - l
	}
	if l+r > n {
		return 0, 0, object.ValueErrorf("The sum of `left_size` and `right_size` should be smaller than the {total_length}. Received: left_size + right_size = %sand total_length = %d", sizeText(l+r, left, right), n)
	}
	if l == 0 || r == 0 {
		empty := map[bool]string{true: "left", false: "right"}[l == 0]
		return 0, 0, object.ValueErrorf("With `dataset` of length=%d, `left_size`=%s and `right_size`=%s.Resulting %s side dataset split will be empty. Adjust any of the aforementioned parameters",
			n, sizeText(l, left, right), sizeText(r, right, left), empty)
	}
	return l, r, nil
}

// checkSplitTypes throws TypeError for sizes that are no numbers.
func checkSplitTypes(th *object.Thread, left, right object.Value) error {
	bad := func(v object.Value) bool {
		switch v.(type) {
		case nil, int, float64:
			return false
		}
		return true
	}
	class := func(v object.Value) string { return object.Must(object.Str(th, object.TypeOf(v))) }
	switch {
	case bad(left) && bad(right):
		return object.TypeErrorf("Invalid `left_size` and `right_size` Types. Expected: integer or float or None, Received: type(left_size)=%s and type(right_size)=%s", class(left), class(right))
	case bad(left):
		return object.TypeErrorf("Invalid `left_size` Type. Expected: int or float or None, Received: type(left_size)=%s.  ", class(left))
	case bad(right):
		return object.TypeErrorf("Invalid `right_size` Type. Expected: int or float or None,Received: type(right_size)=%s.", class(right))
	case left == object.Value(0) && right == object.Value(0):
		return object.ValueErrorf("Both `left_size` and `right_size` are zero. At least one of the split sizes must be non-zero.")
	}
	return nil
}

func splitSize(v object.Value, n int) int {
	switch x := v.(type) {
	case int:
		return x
	case float64:
		return int(math.RoundToEven(x * float64(n)))
	}
	return 0
}

// sizeText is a size as Keras' message has it: whole numbers that were given
// have become floats.
func sizeText(size int, of, other object.Value) string {
	_, given := of.(int)
	_, otherGiven := other.(int)
	if given || of == nil && otherGiven {
		return object.FloatRepr(float64(size))
	}
	return object.Must(object.Str(nil, size))
}
