package tf

import (
	"cmp"
	"slices"
	"sort"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// setDecls are the functions of tf.sets: the last axis of a tensor holds sets.
func setDecls() []decl {
	return []decl{
		{names: "sets.size", sig: "set_size(a, validate_indices=True)", doc: "How many different elements the last axis has.", plain: true, fn: func(c *call) object.Value {
			s, ok := c.Value("a").(*Sparse)
			if !ok {
				object.Throw(object.TypeErrorf("Expected `SparseTensor`, got %s.", object.Must(object.Repr(c.th, c.Value("a")))))
			}
			rows := setRows(s)
			out := make([]int32, len(rows.sets))
			for i, set := range rows.sets {
				out[i] = int32(len(set))
			}
			return tensor.FromArray(tensor.FromSlice(out, rows.shape...))
		}},
		setDecl("sets.intersection", "set_intersection(a, b, validate_indices=True)", "The elements that are in both.", func(inA, inB bool) bool { return inA && inB }),
		setDecl("sets.union", "set_union(a, b, validate_indices=True)", "The elements that are in any of both.", func(inA, inB bool) bool { return true }),
		{names: "sets.difference", sig: "set_difference(a, b, aminusb=True, validate_indices=True)", doc: "The elements of a that are not in b; with aminusb=False the other way round.", plain: true, fn: func(c *call) object.Value {
			minus := c.Bool("aminusb")
			return c.setOperation(func(inA, inB bool) bool { return minus && !inB || !minus && !inA })
		}},
	}
}

func setDecl(name, sig, doc string, keep func(inA, inB bool) bool) decl {
	return decl{names: name, sig: sig, doc: doc, plain: true, fn: func(c *call) object.Value { return c.setOperation(keep) }}
}

// rowSets is the sets in the last axis of a tensor: for each row the places of
// its different elements, in rising order.
type rowSets struct {
	shape  []int // without the last axis
	values *tensor.Array
	sets   [][]int
}

// compareElements orders two elements.
func compareElements(a *tensor.Array, i int, b *tensor.Array, k int) int {
	if a.DType() == tensor.String {
		return cmp.Compare(a.Str(i), b.Str(k))
	}
	return cmp.Compare(a.Int(i), b.Int(k))
}

// order sorts the places of a row by their elements, each once.
func (r *rowSets) order(places []int) []int {
	sort.SliceStable(places, func(i, k int) bool { return compareElements(r.values, places[i], r.values, places[k]) < 0 })
	return slices.CompactFunc(places, func(i, k int) bool { return compareElements(r.values, i, r.values, k) == 0 })
}

// setRows is the sets of a sparse or dense tensor.
func setRows(v any) *rowSets {
	switch x := v.(type) {
	case *Sparse:
		full := x.shape()
		r := &rowSets{shape: full[:len(full)-1], values: x.Values.Array()}
		r.sets = make([][]int, tensor.NumElements(r.shape))
		for i, at := range x.rows() {
			row := place(at[:len(r.shape)], r.shape)
			r.sets[row] = append(r.sets[row], i)
		}
		for i := range r.sets {
			r.sets[i] = r.order(r.sets[i])
		}
		return r
	default:
		a := v.(*tensor.Tensor).Array().Contiguous()
		last := a.Rank() - 1
		r := &rowSets{shape: a.Shape()[:last], values: a}
		width := a.Shape()[last]
		r.sets = make([][]int, tensor.NumElements(r.shape))
		for i := range r.sets {
			for k := range width {
				r.sets[i] = append(r.sets[i], i*width+k)
			}
			r.sets[i] = r.order(r.sets[i])
		}
		return r
	}
}

func (c *call) setArgument(name string, dt tensor.DType) any {
	if s, ok := c.Value(name).(*Sparse); ok {
		return s
	}
	t := binding.ToTensor(c.th, c.Value(name), dt)
	if t.Rank() < 1 {
		object.Throw(object.ValueErrorf("Shape must be at least rank 1 but is rank 0"))
	}
	if dt := t.DType(); dt.IsFloat() || dt == tensor.Bool {
		object.Throw(object.TypeErrorf("Set operations take integers or strings, not %s", dt))
	}
	return t
}

// setOperation joins the sets of a and b row by row; keep tells which elements
// stay.
func (c *call) setOperation(keep func(inA, inB bool) bool) object.Value {
	a, b := setRows(c.setArgument("a", tensor.Invalid)), setRows(c.setArgument("b", tensor.Invalid))
	if a.values.DType() != b.values.DType() {
		object.Throw(object.TypeErrorf("Types mismatch %s, %s.", reprDType(a.values.DType()), reprDType(b.values.DType())))
	}
	if !tensor.SameShape(a.shape, b.shape) {
		opFailed("InvalidArgumentError", "DenseToDenseSetOperation", "Mismatched group shapes %s vs %s.", brackets(a.shape), brackets(b.shape))
	}
	var at, places []int
	var fromA []bool
	widest := 0
	row := make([]int, len(a.shape))
	for i := range a.sets {
		n := 0
		add := func(inA bool, place int) {
			at = append(append(at, row...), n)
			fromA, places = append(fromA, inA), append(places, place)
			n++
		}
		mergeSets(a, b, i, keep, add)
		widest = max(widest, n)
		advance(row, a.shape)
	}
	out := tensor.NewArray(a.values.DType(), len(places))
	for i, p := range places {
		from := a.values
		if !fromA[i] {
			from = b.values
		}
		flat := from.Reshape([]int{from.Size()})
		out.Slice([]tensor.Slice{tensor.At(i)}).CopyFrom(flat.Slice([]tensor.Slice{tensor.At(p)}))
	}
	return newSparse(at, len(a.shape)+1, tensor.FromArray(out), append(append([]int{}, a.shape...), widest))
}

// mergeSets walks through the sets of row i of both in rising order.
func mergeSets(a, b *rowSets, i int, keep func(inA, inB bool) bool, add func(fromA bool, place int)) {
	x, y := a.sets[i], b.sets[i]
	for len(x) > 0 || len(y) > 0 {
		order := 0
		switch {
		case len(y) == 0:
			order = -1
		case len(x) == 0:
			order = 1
		default:
			order = compareElements(a.values, x[0], b.values, y[0])
		}
		inA, inB := order <= 0, order >= 0
		if keep(inA, inB) {
			if inA {
				add(true, x[0])
			} else {
				add(false, y[0])
			}
		}
		if inA {
			x = x[1:]
		}
		if inB {
			y = y[1:]
		}
	}
}

// advance is the next position of a shape in row-major order.
func advance(place, shape []int) {
	for k := len(place) - 1; k >= 0; k-- {
		if place[k]++; place[k] < shape[k] {
			return
		}
		place[k] = 0
	}
}
