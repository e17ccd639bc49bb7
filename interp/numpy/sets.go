package numpy

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// distinct are the different elements of a row in order, with where each first
// occurs, which of them each element is, and how often each occurs.
func distinct(a *tensor.Array) (values, first, inverse, counts *tensor.Array) {
	flat := ravel(a, "C").Contiguous()
	n := flat.Size()
	idx, differ := stableSort(flat)
	var firsts, number []int64
	inv := make([]int64, n)
	for k, p := range idx {
		if k == 0 || differ(idx[k-1], p) {
			firsts, number = append(firsts, int64(p)), append(number, 0)
		}
		inv[p] = int64(len(firsts) - 1)
		number[len(number)-1]++
	}
	from := make([]int, len(firsts))
	for i, p := range firsts {
		from[i] = flat.Offset() + int(p)
	}
	return flat.TakePositions(from, []int{len(from)}), tensor.FromSlice(firsts, len(firsts)), tensor.FromSlice(inv, n), tensor.FromSlice(number, len(number))
}

// stableSort is the order of the elements of a row, and which of them differ.
func stableSort(a *tensor.Array) (idx []int, differ func(i, j int) bool) {
	idx = make([]int, a.Size())
	if keys := sortKeys(a); len(keys) >= radixLeast {
		for i, p := range radixOrder(keys) {
			idx[i] = int(p)
		}
		return idx, func(i, j int) bool { return keys[i] != keys[j] }
	}
	for i := range idx {
		idx[i] = i
	}
	compare := order(a)
	slices.SortStableFunc(idx, compare)
	return idx, func(i, j int) bool { return compare(i, j) != 0 }
}

func unique(c *call) object.Value {
	a := c.operand("ar")
	var values, first, inverse, counts *tensor.Array
	if ax, ok := c.axis("axis", a.Rank()); ok {
		values, first, inverse, counts = distinctEntries(a, ax)
	} else {
		values, first, inverse, counts = distinct(a)
	}
	out := []object.Value{values}
	for _, extra := range []struct {
		name string
		v    *tensor.Array
	}{{"return_index", first}, {"return_inverse", inverse}, {"return_counts", counts}} {
		if c.Bool(extra.name) {
			out = append(out, extra.v)
		}
	}
	if len(out) == 1 {
		return values
	}
	return object.NewTuple(out...)
}

// distinctEntries are the different entries along an axis in lexical order.
func distinctEntries(a *tensor.Array, axis int) (values, first, inverse, counts *tensor.Array) {
	n := a.Shape()[axis]
	rows := moveAxes(a, []int{axis}, []int{0}).Contiguous()
	width := rows.Size() / max(n, 1)
	compare := order(rows)
	byRow := func(i, j int) int {
		for k := range width {
			if d := compare(i*width+k, j*width+k); d != 0 {
				return d
			}
		}
		return 0
	}
	idx := make([]int, n)
	for i := range idx {
		idx[i] = i
	}
	slices.SortStableFunc(idx, byRow)
	var firsts, number []int64
	inv := make([]int64, n)
	for k, p := range idx {
		if k == 0 || byRow(idx[k-1], p) != 0 {
			firsts, number = append(firsts, int64(p)), append(number, 0)
		}
		inv[p] = int64(len(firsts) - 1)
		number[len(number)-1]++
	}
	f := tensor.FromSlice(firsts, len(firsts))
	return takeAxis(a, f, axis).Contiguous(), f, tensor.FromSlice(inv, n), tensor.FromSlice(number, len(number))
}

// isIn tells which elements of a occur in b.
func isIn(a, b *tensor.Array, invert bool) *tensor.Array {
	dt := binding.Promote(a.DType(), b.DType())
	values, _, _, _ := distinct(castTo(b, dt))
	x := castTo(a, dt)
	out := tensor.NewArray(tensor.Bool, append([]int{}, a.Shape()...)...)
	d := tensor.Data[bool](out)
	if values.Size() > 0 {
		places := searchSorted(values, ravel(x, "C"), "left", nil, nil)
		joined := concatenate([]*tensor.Array{values, ravel(x, "C")}, 0)
		compare := order(joined)
		n := values.Size()
		for i := range d {
			p := int(places.Int(i))
			d[i] = p < n && compare(p, n+i) == 0 && (!dt.IsFloat() || x.Float(i) == x.Float(i))
		}
	}
	if invert {
		for i := range d {
			d[i] = !d[i]
		}
	}
	return out
}

func setFuncs() []object.Member {
	common := func(c *call) (a, b *tensor.Array) {
		a, b = ravel(c.operandAt(0), "C"), ravel(c.operandAt(1), "C")
		dt := binding.Promote(a.DType(), b.DType())
		return castTo(a, dt), castTo(b, dt)
	}
	members := func(a *tensor.Array, in *tensor.Array) *tensor.Array {
		return takeAxis(a, nonzero(in)[0], 0)
	}
	only := func(a *tensor.Array) *tensor.Array {
		v, _, _, _ := distinct(a)
		return v
	}
	return []object.Member{
		fun("unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True)", "The different elements in order.", unique),
		fun("intersect1d(ar1, ar2, assume_unique=False, return_indices=False)", "The different elements that both have.", func(c *call) object.Value {
			a, b := common(c)
			u := only(a)
			both := members(u, isIn(u, b, false))
			if !c.Bool("return_indices") {
				return both
			}
			_, fa, _, _ := distinct(a)
			_, fb, _, _ := distinct(b)
			return object.NewTuple(both, takeAxis(fa, searchSorted(only(a), both, "left", nil, nil), 0), takeAxis(fb, searchSorted(only(b), both, "left", nil, nil), 0))
		}),
		fun("union1d(ar1, ar2)", "The different elements that one of the two has.", func(c *call) object.Value {
			a, b := common(c)
			return only(concatenate([]*tensor.Array{a, b}, 0))
		}),
		fun("setdiff1d(ar1, ar2, assume_unique=False)", "The different elements that the second lacks.", func(c *call) object.Value {
			a, b := common(c)
			if !c.Bool("assume_unique") {
				a = only(a)
			}
			return members(a, isIn(a, b, true))
		}),
		fun("setxor1d(ar1, ar2, assume_unique=False)", "The different elements that only one of the two has.", func(c *call) object.Value {
			a, b := common(c)
			a, b = only(a), only(b)
			return only(concatenate([]*tensor.Array{members(a, isIn(a, b, true)), members(b, isIn(b, a, true))}, 0))
		}),
		fun("isin(element, test_elements, assume_unique=False, invert=False, *, kind=None)", "Which elements occur in another array.", func(c *call) object.Value {
			return binding.FromArray(isIn(c.operandAt(0), c.operandAt(1), c.Bool("invert")))
		}),
		fun("in1d(ar1, ar2, assume_unique=False, invert=False, *, kind=None)", "Which elements occur in another array, in one row.", func(c *call) object.Value {
			return isIn(ravel(c.operandAt(0), "C"), c.operandAt(1), c.Bool("invert"))
		}),
	}
}
