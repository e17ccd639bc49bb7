package tensor

import (
	"fmt"
	"strings"

	"kerash/tensor/internal/kernel"
)

// gatherAttr picks entries along axis; the first batch axes of the inputs are
// matched. sparse lets a tape give the gradient as [Rows].
type gatherAttr struct {
	axis, batch int
	sparse      bool
}

var opGather, opGatherGrad *Op

func init() {
	opGather = &Op{
		Name:  "GatherV2",
		Infer: inferGather,
		Eval:  evalGather,
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opGatherGrad, c.Attr, gout[0], in[1], in[0]), nil}
		},
		Hint: func(c *Call, in []*Tensor) []int {
			p, ix := in[0].Hint(), in[1].Hint()
			if p == nil || ix == nil || len(c.In[0].Shape) != 1 {
				return nil
			}
			out := make([]int, len(ix))
			for i, k := range ix {
				if k < 0 || k >= len(p) {
					return nil
				}
				out[i] = p[k]
			}
			return out
		},
	}
	// GatherGrad adds the rows of a gradient into zeros of the shape of its
	// third input, whose values do not matter.
	opGatherGrad = &Op{
		Name:  "GatherGrad",
		Infer: func(c *Call) []Spec { return []Spec{c.In[2]} },
		Eval: func(c *Call, in, out []*Array) {
			out[0].Fill(0)
			a := c.Attr.(*gatherAttr)
			eachGather(c, a, out[0], in[1], in[0], true)
			RoundHalfArray(out[0])
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opGather, c.Attr, gout[0], in[1]), nil, nil}
		},
	}
}

// RoundHalfArray rounds an array of float16 or bfloat16; see [RoundHalf].
func RoundHalfArray(a *Array) {
	if a.dtype == Float16 || a.dtype == BFloat16 {
		RoundHalf(a.dtype, a.F32())
	}
}

func inferGather(c *Call) []Spec {
	p, ix, a := c.In[0], c.In[1], c.Attr.(*gatherAttr)
	if !fits(p.Shape[:a.batch], ix.Shape[:a.batch]) {
		throwList("GatherV2", "params.shape[0]: %d should be equal to indices.shape[0]: %d", p.Shape[0], ix.Shape[0])
	}
	shape := append([]int{}, p.Shape[:a.axis]...)
	shape = append(shape, ix.Shape[a.batch:]...)
	shape = append(shape, p.Shape[a.axis+1:]...)
	return []Spec{{p.DType, shape}}
}

func evalGather(c *Call, in, out []*Array) {
	eachGather(c, c.Attr.(*gatherAttr), in[0], in[1], out[0], false)
}

// eachGather walks the rows that the indices pick: it copies them from params
// to picked, or adds those of picked to params.
func eachGather(c *Call, a *gatherAttr, params, indices, picked *Array, add bool) {
	batch := NumElements(params.shape[:a.batch])
	outer := NumElements(params.shape[a.batch:a.axis])
	dim := params.shape[a.axis]
	row := NumElements(params.shape[a.axis+1:])
	n := NumElements(indices.shape[a.batch:])
	if picked.Size() == 0 {
		return
	}
	if batch == 1 && outer == 1 && params.dtype == Float32 && fastGather(a, params, indices, picked, row, add) {
		return
	}
	for b := 0; b < batch; b++ {
		for o := 0; o < outer; o++ {
			base := (b*outer + o) * dim * row
			to := (b*outer + o) * n * row
			for i := 0; i < n; i++ {
				k := int(indices.Int(b*n + i))
				if k < 0 || k >= dim {
					throwBadIndex(indices, b*n+i, k, dim)
				}
				if add {
					addRun(params, base+k*row, picked, to+i*row, row)
				} else {
					copyRun(picked, to+i*row, params, base+k*row, row)
				}
			}
		}
	}
}

func fastGather(a *gatherAttr, params, indices, picked *Array, row int, add bool) bool {
	var bad int
	ok := true
	switch indices.buf.(type) {
	case []int32:
		if add {
			bad, ok = kernel.ScatterAddRows(params.F32(), picked.F32(), Data[int32](indices), row)
		} else {
			bad, ok = kernel.GatherRows(picked.F32(), params.F32(), Data[int32](indices), row)
		}
	case []int64:
		if add {
			bad, ok = kernel.ScatterAddRows(params.F32(), picked.F32(), Data[int64](indices), row)
		} else {
			bad, ok = kernel.GatherRows(picked.F32(), params.F32(), Data[int64](indices), row)
		}
	default:
		return false
	}
	if !ok {
		throwBadIndex(indices, bad, int(indices.Int(bad)), params.shape[a.axis])
	}
	return true
}

// throwBadIndex reports element at of indices, which is not in [0, dim).
func throwBadIndex(indices *Array, at, k, dim int) {
	pos := ""
	if indices.Rank() > 0 {
		pos = "[" + joinInts(unravel(at, indices.shape), ",") + "]"
	}
	Throwf("InvalidArgumentError", "{{function_node __wrapped__GatherV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} indices%s = %d is not in [0, %d) [Op:GatherV2]", pos, k, dim)
}

// unravel is the position of element i of row-major order along each axis.
func unravel(i int, shape []int) []int {
	out := make([]int, len(shape))
	for ax := len(shape) - 1; ax >= 0; ax-- {
		out[ax] = i % shape[ax]
		i /= shape[ax]
	}
	return out
}

func joinInts(v []int, sep string) string {
	parts := make([]string, len(v))
	for i, n := range v {
		parts[i] = fmt.Sprint(n)
	}
	return strings.Join(parts, sep)
}

// addRun adds n neighbouring elements of src to those of dst; both arrays are
// contiguous.
func addRun(dst *Array, at int, src *Array, from, n int) {
	at += dst.offset
	from += src.offset
	switch d := dst.buf.(type) {
	case []float32:
		addTo(d[at:at+n], src.buf.([]float32)[from:from+n])
	case []float64:
		addTo(d[at:at+n], src.buf.([]float64)[from:from+n])
	case []int32:
		addTo(d[at:at+n], src.buf.([]int32)[from:from+n])
	case []int64:
		addTo(d[at:at+n], src.buf.([]int64)[from:from+n])
	case []uint8:
		addTo(d[at:at+n], src.buf.([]uint8)[from:from+n])
	case []int8:
		addTo(d[at:at+n], src.buf.([]int8)[from:from+n])
	case []int16:
		addTo(d[at:at+n], src.buf.([]int16)[from:from+n])
	case []uint16:
		addTo(d[at:at+n], src.buf.([]uint16)[from:from+n])
	case []uint32:
		addTo(d[at:at+n], src.buf.([]uint32)[from:from+n])
	case []uint64:
		addTo(d[at:at+n], src.buf.([]uint64)[from:from+n])
	case []complex64:
		addTo(d[at:at+n], src.buf.([]complex64)[from:from+n])
	case []complex128:
		addTo(d[at:at+n], src.buf.([]complex128)[from:from+n])
	}
}

func addTo[T Number | ComplexFloat](d, s []T) {
	for i, v := range s {
		d[i] += v
	}
}

// Gather picks entries of x along an axis; the first batchDims axes of x and
// indices are matched. An index out of range throws InvalidArgumentError.
func (s *Scope) Gather(x, indices *Tensor, axis, batchDims int) *Tensor {
	return s.gather(x, indices, axis, batchDims, true)
}

// pick is [Scope.Gather] as a part of another op: its gradient is never [Rows].
func (s *Scope) pick(x, indices *Tensor, axis int) *Tensor {
	return s.gather(x, indices, axis, 0, false)
}

func (s *Scope) gather(x, indices *Tensor, axis, batchDims int, sparse bool) *Tensor {
	if batchDims < 0 {
		batchDims += indices.Rank()
	}
	if batchDims < 0 || batchDims > indices.Rank() {
		throwList("GatherV2", "batch_dims %d is out of range for indices of rank %d", batchDims, indices.Rank())
	}
	if x.Rank() == 0 {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__GatherV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} params must be at least 1 dimensional [Op:GatherV2]")
	}
	if axis >= x.Rank() {
		throwList("GatherV2", "Shape must be at least rank %d but is rank %d", axis+1, x.Rank())
	}
	a := normalAxis(axis, x.Rank())
	if batchDims > a {
		Throwf("InvalidArgumentError", "batch_dims (%d) must be less than or equal to axis (%d) [Op:GatherV2]", batchDims, a)
	}
	return s.Apply1(opGather, &gatherAttr{a, batchDims, sparse}, x, indices)
}
