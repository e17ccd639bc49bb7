package tensor

import (
	"math"
	"slices"
)

// fractionalAttr is the attribute of the ops of fractional pooling: where the
// windows of rows and columns begin, and the ends.
type fractionalAttr struct {
	rows, cols  []int
	overlapping bool // a window ends with the first row of the next
	height      int  // of what was pooled, for the gradient
	width       int
}

// PoolSequence cuts n places into out windows that differ by one in length, in
// a random order, or spread by a random phase when pseudo is set (Graham,
// "Fractional max-pooling", 2015). It gives their beginnings and the end.
func PoolSequence(stream *Philox, n, out int, pseudo bool) []int {
	at := make([]int, out+1)
	if !pseudo {
		lengths := make([]int, out)
		for i := range lengths {
			lengths[i] = n / out
			if i < n%out {
				lengths[i]++
			}
		}
		for i, k := range stream.TakeWords(out).Shuffle(out) {
			at[i+1] = at[i] + lengths[k]
		}
		return at
	}
	ratio, k := float64(n)/float64(out), n/out
	// A larger phase makes the first window too long, or the last too short.
	limit := min(float64(k+2)/ratio-1, float64(n+1-k)/ratio-float64(out-1))
	words := singles{g: stream.TakeWords(2), at: 4}
	phase := words.double() * limit
	for i := 1; i < out; i++ {
		at[i] = int(math.Ceil(ratio*(float64(i)+phase))) - 1
	}
	at[out] = n
	return at
}

// window is the rows, or columns, of window i.
func (a *fractionalAttr) window(at []int, i, n int) (lo, hi int) {
	hi = at[i+1]
	if a.overlapping {
		hi++
	}
	return at[i], min(hi, n)
}

// each calls f for every window of every image with its number and its places,
// row by row; places count pixels of the whole batch.
func (a *fractionalAttr) each(batch, height, width int, f func(window int, places []int)) {
	var places []int
	next := 0
	for b := range batch {
		for r := range len(a.rows) - 1 {
			top, bottom := a.window(a.rows, r, height)
			for c := range len(a.cols) - 1 {
				left, right := a.window(a.cols, c, width)
				places = places[:0]
				for y := top; y < bottom; y++ {
					for x := left; x < right; x++ {
						places = append(places, (b*height+y)*width+x)
					}
				}
				f(next, places)
				next++
			}
		}
	}
}

func (a *fractionalAttr) pooled(x []int) []int {
	return []int{x[0], len(a.rows) - 1, len(a.cols) - 1, x[3]}
}

var (
	// opFractionalArgMax is the position, in the flattened batch, of the first
	// largest element of each window.
	opFractionalArgMax = &Op{
		Name:  "FractionalArgMax",
		Infer: func(c *Call) []Spec { return c.result(Spec{Int64, c.Attr.(*fractionalAttr).pooled(c.In[0].Shape)}) },
		Eval: func(c *Call, in, out []*Array) {
			a, x, best := c.Attr.(*fractionalAttr), in[0], Data[int64](out[0])
			depth := x.shape[3]
			a.each(x.shape[0], x.shape[1], x.shape[2], func(window int, places []int) {
				for d := range depth {
					at := places[0]*depth + d
					for _, p := range places[1:] {
						if x.Float(p*depth+d) > x.Float(at) {
							at = p*depth + d
						}
					}
					best[window*depth+d] = int64(at)
				}
			})
		},
	}
	opFractionalAvgPool, opFractionalAvgPoolGrad *Op
)

func init() {
	opFractionalAvgPool = &Op{
		Name: "FractionalAvgPool",
		Infer: func(c *Call) []Spec {
			return c.result(Spec{c.In[0].DType, c.Attr.(*fractionalAttr).pooled(c.In[0].Shape)})
		},
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*fractionalAttr)
			switch in[0].dtype {
			case Float64:
				fractionalMeans[float64](a, in[0], out[0])
			case Int32:
				fractionalMeans[int32](a, in[0], out[0])
			case Int64:
				fractionalMeans[int64](a, in[0], out[0])
			default:
				fractionalMeans[float32](a, in[0], out[0])
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := *c.Attr.(*fractionalAttr)
			a.height, a.width = in[0].Dim(1), in[0].Dim(2)
			return s.final("FractionalAvgPoolGrad", func(in []*Tensor) []*Tensor {
				return []*Tensor{s.Apply1(opFractionalAvgPoolGrad, &a, in[0])}
			}, gout[0])
		},
	}
	opFractionalAvgPoolGrad = &Op{
		Name:   "FractionalAvgPoolGrad",
		Inputs: "out_backprop",
		Infer: func(c *Call) []Spec {
			a, g := c.Attr.(*fractionalAttr), c.In[0]
			return c.result(Spec{g.DType, []int{g.Shape[0], a.height, a.width, g.Shape[3]}})
		},
		Eval: func(c *Call, in, out []*Array) {
			a, g, shape := c.Attr.(*fractionalAttr), in[0], out[0].shape
			depth := shape[3]
			sums := make([]float64, out[0].Size())
			a.each(shape[0], shape[1], shape[2], func(window int, places []int) {
				for _, p := range places {
					for d := range depth {
						sums[p*depth+d] += g.Float(window*depth+d) / float64(len(places))
					}
				}
			})
			out[0].CopyFrom(FromSlice(sums, shape...).Cast(out[0].dtype))
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opFractionalAvgPool, c.Attr, gout[0])}
		},
	}
}

// fractionalMeans is the mean of each window, added up in the type of the
// elements.
func fractionalMeans[T int32 | int64 | float32 | float64](a *fractionalAttr, in, out *Array) {
	x, y, depth := Data[T](in), Data[T](out), in.shape[3]
	clear(y)
	a.each(in.shape[0], in.shape[1], in.shape[2], func(window int, places []int) {
		for d := range depth {
			at := window*depth + d
			for _, p := range places {
				y[at] += x[p*depth+d]
			}
			y[at] /= T(len(places))
		}
	})
}

// fractional checks the windows of a fractional pooling.
func (s *Scope) fractional(op string, x *Tensor, rows, cols []int, overlapping bool) *fractionalAttr {
	s.checkTypes(op, x)
	if x.Rank() != 4 {
		throwList(op, "tensor_in must be 4-dimensional")
	}
	for i, at := range [][]int{rows, cols} {
		if len(at) < 2 || at[0] < 0 || at[len(at)-1] != x.Dim(1+i) {
			throwList(op, "the pooling sequence must end with the size of the axis, got %v", at)
		}
		for k := 1; k < len(at); k++ {
			if at[k] <= at[k-1] {
				throwList(op, "the pooling sequence must rise, got %v", at)
			}
		}
	}
	return &fractionalAttr{rows: slices.Clone(rows), cols: slices.Clone(cols), overlapping: overlapping}
}

// FractionalMaxPool is the largest element of each window of images x; rows and
// cols are of [PoolSequence].
func (s *Scope) FractionalMaxPool(x *Tensor, rows, cols []int, overlapping bool) *Tensor {
	a := s.fractional("FractionalMaxPool", x, rows, cols, overlapping)
	var y, places *Tensor
	s.WithoutTapes(func() {
		places = s.Apply1(opFractionalArgMax, a, x)
		y = s.pick(s.Reshape(x, []int{-1}), places, 0)
	})
	s.RecordCustom([]*Tensor{x}, []*Tensor{y}, func(s *Scope, g []*Tensor) []*Tensor {
		return s.final("FractionalMaxPoolGrad", func(in []*Tensor) []*Tensor {
			flat := s.Reshape(in[0], []int{-1})
			d := s.Apply1(opGatherGrad, &gatherAttr{0, 0, false}, s.Reshape(in[2], []int{-1}), s.Reshape(places, []int{-1}), flat)
			return []*Tensor{s.ReshapeLike(d, x)}
		}, x, y, g[0])
	})
	return y
}

// FractionalAvgPool is [Scope.FractionalMaxPool] with the mean of each window.
func (s *Scope) FractionalAvgPool(x *Tensor, rows, cols []int, overlapping bool) *Tensor {
	return s.Apply1(opFractionalAvgPool, s.fractional("FractionalAvgPool", x, rows, cols, overlapping), x)
}
