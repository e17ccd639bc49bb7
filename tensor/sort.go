package tensor

import (
	"cmp"
	"slices"
)

// sortAttr is the attribute of Sort and TopK, which work along the last axis.
// k is how many elements are kept, -1 for all.
type sortAttr struct {
	descending bool
	k          int
	sorted     bool
	index      DType
}

var opSort, opTopK *Op

func init() {
	opSort = &Op{
		Name: "Sort",
		Infer: func(c *Call) []Spec {
			x, a := c.In[0], c.Attr.(*sortAttr)
			return []Spec{x, {a.index, x.Shape}}
		},
		Eval: func(c *Call, in, out []*Array) { evalSort(in[0], out, c.Attr.(*sortAttr)) },
		Grad: gradPicked,
	}
	opTopK = &Op{
		Name: "TopKV2",
		Infer: func(c *Call) []Spec {
			x, a := c.In[0], c.Attr.(*sortAttr)
			n := len(x.Shape) - 1
			if d := x.Shape[n]; d >= 0 && d < a.k {
				throwRun("TopKV2", "input must have at least k columns. Had %d, needed %d", d, a.k)
			}
			shape := append(append([]int{}, x.Shape[:n]...), a.k)
			return []Spec{{x.DType, shape}, {a.index, shape}}
		},
		Eval: func(c *Call, in, out []*Array) { evalSort(in[0], out, c.Attr.(*sortAttr)) },
		Grad: gradPicked,
	}
}

// gradPicked sends the gradient of the sorted values back to where they came
// from; output 1 has the places.
func gradPicked(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	if gout[0] == nil {
		return nil
	}
	r := in[0].Rank()
	return []*Tensor{s.Apply1(opGatherGrad, &gatherAttr{r - 1, r - 1, false}, gout[0], out[1], in[0])}
}

func evalSort(x *Array, out []*Array, a *sortAttr) {
	switch x.buf.(type) {
	case []float32:
		sortRows[float32](x, out, a)
	case []float64:
		sortRows[float64](x, out, a)
	case []int32:
		sortRows[int32](x, out, a)
	case []int64:
		sortRows[int64](x, out, a)
	case []uint8:
		sortRows[uint8](x, out, a)
	case []int8:
		sortRows[int8](x, out, a)
	case []int16:
		sortRows[int16](x, out, a)
	case []uint16:
		sortRows[uint16](x, out, a)
	case []uint32:
		sortRows[uint32](x, out, a)
	case []uint64:
		sortRows[uint64](x, out, a)
	}
}

// sortRows sorts each row, stably; NaN counts as larger than anything.
func sortRows[T Number](x *Array, out []*Array, a *sortAttr) {
	m, n := rowsOf(x)
	_, k := rowsOf(out[0])
	d, y := Data[T](x), Data[T](out[0])
	order := make([]int, n)
	for r := range m {
		row := d[r*n : (r+1)*n]
		for i := range order {
			order[i] = i
		}
		sortIndices(order, row, a.descending)
		if !a.sorted {
			slices.Sort(order[:k])
		}
		for i := range k {
			y[r*k+i] = row[order[i]]
			out[1].setInt(r*k+i, int64(order[i]))
		}
	}
}

// sortIndices orders positions by the elements of row, ties by position.
func sortIndices[T Number](order []int, row []T, descending bool) {
	slices.SortStableFunc(order, func(i, j int) int {
		c := compareLast(row[i], row[j])
		if descending {
			return -c
		}
		return c
	})
}

// compareLast is cmp.Compare with NaN after everything.
func compareLast[T cmp.Ordered](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == b:
		return 0
	case a == a: // b is NaN
		return -1
	case b == b:
		return 1
	}
	return 0
}

// sortLast sorts along any axis and returns values and positions.
func (s *Scope) sortLast(x *Tensor, axis int, a *sortAttr) (values, indices *Tensor) {
	r := x.Rank()
	if a.descending {
		s.checkTypes("TopKV2", x)
	} else if !x.DType().IsUnsigned() { // TensorFlow takes the largest of the negated
		s.checkTypes("Neg", x)
		s.checkTypes("TopKV2", x)
	}
	if axis < -r || axis >= r { // TensorFlow looks the length of the axis up
		at := axis
		if axis < 0 {
			at += r
		}
		throwSliceIndex(at, 0)
	}
	if axis = normalAxis(axis, r); axis == r-1 {
		out := s.Apply(opSort, a, x)
		return out[0], out[1]
	}
	perm := swapWithLast(axis, r)
	out := s.Apply(opSort, a, s.Transpose(x, perm))
	return s.Transpose(out[0], perm), s.Transpose(out[1], perm)
}

// swapWithLast is the order of axes that exchanges one with the last; it is
// its own inverse.
func swapWithLast(axis, rank int) []int {
	perm := make([]int, rank)
	for i := range perm {
		perm[i] = i
	}
	perm[axis], perm[rank-1] = rank-1, axis
	return perm
}

// Sort orders the elements along an axis.
func (s *Scope) Sort(x *Tensor, axis int, descending bool) *Tensor {
	values, _ := s.sortLast(x, axis, &sortAttr{descending: descending, sorted: true, k: -1, index: Int32})
	return values
}

// ArgSort is the positions, of dtype index, that sort x along an axis; equal
// elements keep their order.
func (s *Scope) ArgSort(x *Tensor, axis int, descending bool, index DType) *Tensor {
	_, indices := s.sortLast(x, axis, &sortAttr{descending: descending, sorted: true, k: -1, index: index})
	return indices
}

// TopK is the k largest elements along the last axis and their positions. When
// sorted is false they come in the order of x.
func (s *Scope) TopK(x *Tensor, k int, sorted bool, index DType) (values, indices *Tensor) {
	s.checkTypes("TopKV2", x)
	if x.Rank() < 1 {
		throwRun("TopKV2", "input must be >= 1-D, got shape %s", shapeBrackets(x.Shape()))
	}
	if k < 0 {
		throwRun("TopKV2", "Need k >= 0, got %d", k)
	}
	out := s.Apply(opTopK, &sortAttr{descending: true, k: k, sorted: sorted, index: index}, x)
	return out[0], out[1]
}

// InTopK tells for each row of predictions whether the element that targets
// names is among the k largest; ties count as in.
func (s *Scope) InTopK(targets, predictions *Tensor, k int) *Tensor {
	s.checkTypes("InTopKV2", predictions, targets)
	if predictions.Rank() != 2 || targets.Rank() != 1 {
		throwList("InTopKV2", "predictions must be 2-dimensional and targets 1-dimensional")
	}
	rows := predictions.Dim(0)
	if predictions.Rank() != 2 || targets.Rank() != 1 || rows >= 0 && targets.Dim(0) >= 0 && targets.Dim(0) != rows {
		throwList("InTopKV2", "First dimension of predictions %d must match length of targets %d", rows, targets.Dim(0))
	}
	return s.Apply1(opInTopK, k, targets, predictions)
}

var opInTopK = &Op{
	Name:   "InTopKV2",
	Inputs: "targets predictions",
	Infer: func(c *Call) []Spec {
		return []Spec{{Bool, c.In[0].Shape}}
	},
	Eval: func(c *Call, in, out []*Array) {
		x, y := in[1].Cast(Float32).F32(), Data[bool](out[0])
		_, n := rowsOf(in[1])
		for r := range y {
			row, t := x[r*n:(r+1)*n], int(in[0].Int(r))
			y[r] = t >= 0 && t < n && isAmongLargest(row, t, c.Attr.(int))
		}
	},
}

func isAmongLargest(row []float32, t, k int) bool {
	larger := 0
	for _, v := range row {
		if v-v != 0 { // TensorFlow gives no rank to rows with Inf or NaN
			return false
		}
		if v > row[t] {
			larger++
		}
	}
	return larger < k
}
