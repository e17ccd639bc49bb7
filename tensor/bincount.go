package tensor

import (
	"fmt"
	"strings"
)

// bincountAttr is the attribute of a Bincount; n is the number of bins.
type bincountAttr struct {
	n      int
	binary bool
	dtype  DType
}

// opBincount counts integers, row by row when there are two axes: inputs x
// and, optionally, a weight for each element.
var opBincount = &Op{
	Name:   "DenseBincount",
	Inputs: "input weights",
	Infer: func(c *Call) []Spec {
		a, x := c.Attr.(*bincountAttr), c.In[0]
		shape := []int{a.n}
		if len(x.Shape) == 2 {
			shape = []int{x.Shape[0], a.n}
		}
		return []Spec{{a.dtype, shape}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a, x, y := c.Attr.(*bincountAttr), in[0], out[0]
		sums := make([]float64, y.Size())
		perRow := x.Size()
		if len(x.shape) == 2 {
			perRow = x.shape[1]
		}
		for i := range x.Size() {
			k := int(x.Int(i))
			if k < 0 {
				throwRun("DenseBincount", "Input arr must be non-negative!")
			}
			if k >= a.n {
				continue
			}
			at := i/perRow*a.n + k
			switch {
			case a.binary:
				sums[at] = 1
			case len(in) > 1:
				sums[at] += in[1].Float(i)
			default:
				sums[at]++
			}
		}
		castInto(y, FromSlice(sums))
	},
}

// Bincount counts how often each integer below n occurs in x, which has at
// most two axes; two are counted row by row. weights, when not nil, are added
// up instead; binary only notes what occurs.
func (s *Scope) Bincount(x, weights *Tensor, n int, binary bool, dt DType) *Tensor {
	if !x.DType().IsInteger() {
		x = s.Cast(x, Int32)
	}
	if n < 0 {
		throwRun("DenseBincount", "size must be non-negative, got %d", n)
	}
	if weights != nil && !fits(weights.Shape(), x.Shape()) {
		throwRun("DenseBincount", "`weights` must be the same shape as `arr` or a length-0 `Tensor`, in which case it acts as all weights equal to 1.")
	}
	a := &bincountAttr{n, binary, dt}
	if weights == nil {
		return s.Apply1(opBincount, a, x)
	}
	return s.Apply1(opBincount, a, x, weights)
}

// HistogramBins is the bin, of nbins between lo and hi, that each element of x
// falls into; what lies outside falls into the first or the last.
func (s *Scope) HistogramBins(x *Tensor, lo, hi float64, nbins int, dt DType) *Tensor {
	if nbins <= 0 {
		throwRun("HistogramFixedWidth", "nbins should be a positive number, but got '%d'", nbins)
	}
	if !(lo < hi) {
		throwRun("HistogramFixedWidth", "value_range should satisfy value_range[0] < value_range[1], but got '[%v, %v]'", lo, hi)
	}
	kind := x.DType()
	if !kind.IsFloat() {
		kind = Float64
	}
	scaled := s.Mul(s.Sub(s.Cast(x, kind), Full(kind, lo)), Full(kind, float64(nbins)/(hi-lo)))
	return s.Cast(s.Clip(s.Floor(scaled), 0, float64(nbins-1)), dt)
}

// Histogram counts the elements of x by [Scope.HistogramBins].
func (s *Scope) Histogram(x *Tensor, lo, hi float64, nbins int, dt DType) *Tensor {
	s.checkTypes("HistogramFixedWidth", x)
	return s.WithoutGradient("HistogramFixedWidth", x, func(x *Tensor) *Tensor {
		bins := s.HistogramBins(s.Reshape(x, []int{-1}), lo, hi, nbins, Int32)
		return s.Bincount(bins, nil, nbins, false, dt)
	})
}

// searchAttr is the attribute of SearchSorted.
type searchAttr struct {
	right bool
	dtype DType
}

// opSearchSorted finds, row by row, where values belong in a sorted sequence.
var opSearchSorted = &Op{
	Name: "SearchSorted",
	Infer: func(c *Call) []Spec {
		c.CheckTypes("LowerBound", c.In...)
		return []Spec{{c.Attr.(*searchAttr).dtype, c.In[1].Shape}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a, sorted, values := c.Attr.(*searchAttr), in[0], in[1]
		_, n := rowsOf(sorted)
		_, m := rowsOf(values)
		for i := range values.Size() {
			base, v := i/max(m, 1)*n, values.Float(i)
			lo, hi := 0, n
			for lo < hi {
				mid := (lo + hi) / 2
				if w := sorted.Float(base + mid); w < v || a.right && w == v || v != v && w == w {
					lo = mid + 1
				} else {
					hi = mid
				}
			}
			out[0].setInt(i, int64(lo))
		}
	},
}

// SearchSorted is where each of values belongs in the sequences along the last
// axis of sorted: before (or, with right, after) elements that are equal.
func (s *Scope) SearchSorted(sorted, values *Tensor, right bool, dt DType) *Tensor {
	s.checkTypes("LowerBound", sorted, values)
	for _, t := range []*Tensor{sorted, values} {
		if t.Rank() == 0 {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} slice index -1 of dimension 0 out of bounds. [Op:StridedSlice] name: strided_slice/")
		}
	}
	rows := s.Reshape(sorted, []int{-1, sorted.Dim(-1)})
	wanted := s.Reshape(values, []int{-1, values.Dim(-1)})
	if !fits(rows.Shape()[:1], wanted.Shape()[:1]) {
		throwRun("LowerBound", "Leading dim_size of both tensors must match.")
	}
	return s.ReshapeLike(s.Apply1(opSearchSorted, &searchAttr{right, dt}, rows, wanted), values)
}

// ConfusionMatrix counts, for every label (row), how often each class was
// predicted; n is the number of classes, -1 to take it from the values.
func (s *Scope) ConfusionMatrix(labels, predictions, weights *Tensor, n int, dt DType) *Tensor {
	if n < 0 {
		for _, t := range []*Tensor{labels, predictions} {
			for _, v := range t.Array().Ints() {
				n = max(n, v+1, 1)
			}
		}
	}
	checkClasses("labels", labels, n)
	checkClasses("predictions", predictions, n)
	where := s.Stack([]*Tensor{s.Cast(labels, Int64), s.Cast(predictions, Int64)}, 1)
	if weights == nil {
		weights = s.Cast(s.OnesLike(labels), dt)
	}
	return s.ScatterNd(where, s.Cast(weights, dt), []int{n, n})
}

func checkClasses(name string, t *Tensor, n int) {
	if t.IsSymbolic() {
		return
	}
	ints := t.arr.Ints()
	first := min(3, len(ints))
	for _, v := range ints {
		switch {
		case v < 0:
			Throwf("InvalidArgumentError", "`%s` contains negative values.  \nCondition x >= 0 did not hold element-wise:\nx (shape=%s dtype=%s) = \n['%s']", name, ShapeString(t.Shape()), t.DType(), strings.Join(strings.Fields(strings.Trim(fmt.Sprint(ints[:first]), "[]")), "', '"))
		case v >= n:
			Throwf("InvalidArgumentError", "`%s` out of bound\nCondition x < y did not hold.\nFirst %d elements of x:\n%v\nFirst 1 elements of y:\n[%d]", name, first, ints[:first], n)
		}
	}
}
