package tensor

// indexNDAttr is the attribute of the ops that index with rows of positions.
type indexNDAttr struct {
	rows  bool // a tape may give the gradient of a GatherNd as [Rows]
	batch int
	shape []int // of a ScatterNd's result
	mode  scatterMode
}

// scatterMode says what happens to the element that an update meets.
type scatterMode uint8

const (
	scatterSet scatterMode = iota
	scatterAdd
	scatterSub
	scatterMin
	scatterMax
)

var scatterNames = [...]string{"TensorScatterUpdate", "TensorScatterAdd", "TensorScatterSub", "TensorScatterMin", "TensorScatterMax"}

var opGatherNd, opGatherNdGrad, opScatterNd, opTensorScatter *Op

func init() {
	opGatherNd = gatherNdOp()
	opGatherNdGrad = gatherNdGradOp()
	opScatterNd = scatterNdOp()
	opTensorScatter = tensorScatterOp()
}

func gatherNdOp() *Op {
	return &Op{
		Name: "GatherNd",
		Infer: func(c *Call) []Spec {
			p, ix, b := c.In[0], c.In[1], c.Attr.(*indexNDAttr).batch
			depth := indexDepth("GatherNd", p.Shape, ix, b)
			shape := append([]int{}, ix.Shape[:len(ix.Shape)-1]...)
			return []Spec{{p.DType, append(shape, p.Shape[b+depth:]...)}}
		},
		Eval: func(c *Call, in, out []*Array) {
			eachIndexed(c, "GatherNd", in[1], in[0].shape, func(at, i, n int) { copyRun(out[0], i*n, in[0], at, n) })
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opGatherNdGrad, c.Attr, gout[0], in[1], in[0]), nil}
		},
	}
}

// gatherNdGradOp adds a gradient into zeros of the shape of its third input,
// whose values do not matter.
func gatherNdGradOp() *Op {
	return &Op{
		Name:  "GatherNdGrad",
		Infer: func(c *Call) []Spec { return []Spec{c.In[2]} },
		Eval: func(c *Call, in, out []*Array) {
			out[0].Fill(0)
			eachIndexed(c, "GatherNd", in[1], out[0].shape, func(at, i, n int) { addRun(out[0], at, in[0], i*n, n) })
			RoundHalfArray(out[0])
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opGatherNd, c.Attr, gout[0], in[1]), nil, nil}
		},
	}
}

// scatterNdOp adds updates into zeros; inputs indices and updates.
func scatterNdOp() *Op {
	return &Op{
		Name: "ScatterNd",
		Infer: func(c *Call) []Spec {
			a := c.Attr.(*indexNDAttr)
			checkScatter("ScatterNd", a.shape, c.In[0], c.In[1])
			return []Spec{{c.In[1].DType, a.shape}}
		},
		Eval: func(c *Call, in, out []*Array) {
			out[0].Fill(0)
			eachIndexed(c, "ScatterNd", in[0], out[0].shape, func(at, i, n int) {
				if out[0].dtype == String || out[0].dtype == Bool {
					copyRun(out[0], at, in[1], i*n, n)
				} else {
					addRun(out[0], at, in[1], i*n, n)
				}
			})
			RoundHalfArray(out[0])
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{nil, s.GatherNd(gout[0], in[0], 0)}
		},
	}
}

// tensorScatterOp changes a tensor where indices say; inputs tensor, indices
// and updates.
func tensorScatterOp() *Op {
	return &Op{
		Name:   "TensorScatterUpdate",
		Inputs: "-",
		Infer: func(c *Call) []Spec {
			name := scatterNames[c.Attr.(*indexNDAttr).mode]
			c.CheckTypes(name, c.In...)
			checkScatter(name, c.In[0].Shape, c.In[1], c.In[2])
			return c.result(c.In[0])
		},
		Eval: evalTensorScatter,
		Grad: gradTensorScatter,
	}
}

// indexDepth is how many axes of shape, after the batch, a row of indices
// names.
func indexDepth(op string, shape []int, ix Spec, batch int) int {
	if len(ix.Shape) == 0 {
		throwOp(op, op, "indices must be at least a vector")
	}
	depth := ix.Shape[len(ix.Shape)-1]
	if depth < 0 {
		Throwf("ValueError", "the last axis of the indices of %s must be known", op)
	}
	if batch+depth > len(shape) {
		throwList(op, "index innermost dimension length must be <= params rank; saw: %d vs. %d", depth, len(shape)-batch)
	}
	return depth
}

func checkScatter(op string, shape []int, ix, updates Spec) {
	depth := indexDepth(op, shape, ix, 0)
	outer := ix.Shape[:len(ix.Shape)-1]
	if len(updates.Shape) >= len(outer) && fits(outer, updates.Shape[:len(outer)]) && fits(shape[depth:], updates.Shape[len(outer):]) {
		return
	}
	if op != "ScatterNd" {
		if NumElements(shape) == 0 && NumElements(updates.Shape) > 0 {
			throwList(op, "Indices and updates specified for empty output shape")
		}
		if len(updates.Shape) >= len(outer) && fits(outer, updates.Shape[:len(outer)]) {
			throwList(op, "Inner dimensions of output shape must match inner dimensions of updates shape. Output: %s updates: %s", shapeBrackets(shape), shapeBrackets(updates.Shape))
		}
		throwList(op, "Outer dimensions of indices and update must match. Indices shape: %s, updates shape:%s", shapeBrackets(ix.Shape), shapeBrackets(updates.Shape))
	}
	if len(updates.Shape) < len(outer) || !fits(outer, updates.Shape[:len(outer)]) {
		throwList("ScatterNd", "Dimensions [0,%d) of indices[shape=%s] must match dimensions [0,%d) of updates[shape=%s]", len(outer), shapeBrackets(ix.Shape), len(outer), shapeBrackets(updates.Shape))
	}
	throwList("ScatterNd", "Dimensions [%d,%d) of input[shape=%s] must match dimensions [%d,%d) of updates[shape=%s]", depth, len(shape), shapeBrackets(shape), len(outer), len(updates.Shape), shapeBrackets(updates.Shape))
}

// eachIndexed calls f for every row of indices: where the n elements that it
// names begin in an array of the given shape, and its number.
func eachIndexed(c *Call, op string, indices *Array, shape []int, f func(at, i, n int)) {
	batch := c.Attr.(*indexNDAttr).batch
	rows, depth := rowsOf(indices)
	n := NumElements(shape[batch+depth:])
	perBatch := rows / max(1, NumElements(shape[:batch]))
	if n == 0 {
		return
	}
	for i := range rows {
		at := 0
		if batch > 0 {
			at = i / perBatch
		}
		for k := range depth {
			p, d := int(indices.Int(i*depth+k)), shape[batch+k]
			if p < 0 || p >= d {
				throwBadRow(op, indices, i, depth, shape)
			}
			at = at*d + p
		}
		f(at*n, i, n)
	}
}

func throwBadRow(op string, indices *Array, i, depth int, shape []int) {
	pos := unravel(i, indices.shape[:len(indices.shape)-1])
	row := make([]int, depth)
	for k := range row {
		row[k] = int(indices.Int(i*depth + k))
	}
	at := ""
	if len(pos) > 0 {
		at = "[" + joinInts(pos, ",") + "]"
	}
	if op == "GatherNd" {
		throwList("GatherNd", "indices%s = [%s] does not index into param shape %s, node name: GatherNd", at, joinInts(row, ", "), shapeBrackets(shape))
	}
	throwList(op, "indices%s = [%s] does not index into shape %s", at, joinInts(row, ", "), shapeBrackets(shape))
}

func evalTensorScatter(c *Call, in, out []*Array) {
	mode, y, u := c.Attr.(*indexNDAttr).mode, out[0], in[2]
	y.CopyFrom(in[0])
	eachIndexed(c, scatterNames[mode], in[1], y.shape, func(at, i, n int) {
		switch mode {
		case scatterSet:
			copyRun(y, at, u, i*n, n)
		case scatterAdd:
			addRun(y, at, u, i*n, n)
		default:
			mergeRun(mode, y, at, u, i*n, n)
		}
	})
	RoundHalfArray(y)
}

// mergeRun subtracts n neighbouring elements of src from those of dst, or
// keeps the smaller or larger of both.
func mergeRun(mode scatterMode, dst *Array, at int, src *Array, from, n int) {
	switch dst.buf.(type) {
	case []float32:
		mergeT(mode, Data[float32](dst)[at:at+n], Data[float32](src)[from:from+n])
	case []float64:
		mergeT(mode, Data[float64](dst)[at:at+n], Data[float64](src)[from:from+n])
	case []int32:
		mergeT(mode, Data[int32](dst)[at:at+n], Data[int32](src)[from:from+n])
	case []int64:
		mergeT(mode, Data[int64](dst)[at:at+n], Data[int64](src)[from:from+n])
	case []uint8:
		mergeT(mode, Data[uint8](dst)[at:at+n], Data[uint8](src)[from:from+n])
	case []int8:
		mergeT(mode, Data[int8](dst)[at:at+n], Data[int8](src)[from:from+n])
	case []int16:
		mergeT(mode, Data[int16](dst)[at:at+n], Data[int16](src)[from:from+n])
	case []uint16:
		mergeT(mode, Data[uint16](dst)[at:at+n], Data[uint16](src)[from:from+n])
	case []uint32:
		mergeT(mode, Data[uint32](dst)[at:at+n], Data[uint32](src)[from:from+n])
	case []uint64:
		mergeT(mode, Data[uint64](dst)[at:at+n], Data[uint64](src)[from:from+n])
	case []complex64:
		subtractT(Data[complex64](dst)[at:at+n], Data[complex64](src)[from:from+n])
	case []complex128:
		subtractT(Data[complex128](dst)[at:at+n], Data[complex128](src)[from:from+n])
	}
}

// subtractT is the only way of merging that complex numbers have besides
// adding.
func subtractT[T ComplexFloat](d, s []T) {
	for i, v := range s {
		d[i] -= v
	}
}

func mergeT[T Number](mode scatterMode, d, s []T) {
	for i, v := range s {
		switch mode {
		case scatterSub:
			d[i] -= v
		case scatterMin:
			d[i] = min(d[i], v)
		case scatterMax:
			d[i] = max(d[i], v)
		}
	}
}

func gradTensorScatter(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	g, ix := gout[0], in[1]
	switch c.Attr.(*indexNDAttr).mode {
	case scatterAdd:
		return []*Tensor{g, nil, s.GatherNd(g, ix, 0)}
	case scatterSub:
		return []*Tensor{g, nil, s.Neg(s.GatherNd(g, ix, 0))}
	case scatterSet:
		zeros := s.ZerosLike(in[2])
		return []*Tensor{s.TensorScatterUpdate(g, ix, zeros), nil, s.GatherNd(g, ix, 0)}
	}
	// The gradient of an extreme is shared by all that are as large.
	dt := g.DType()
	keep := s.Cast(s.Equal(in[0], out[0]), dt)
	take := s.Cast(s.Equal(in[2], s.GatherNd(out[0], ix, 0)), dt)
	share := s.Div(g, s.Add(keep, s.Apply1(opGatherNdGrad, &indexNDAttr{}, take, ix, in[0])))
	return []*Tensor{s.Mul(share, keep), nil, s.Mul(s.GatherNd(share, ix, 0), take)}
}

// GatherNd picks the slices of x that the rows of indices name; the first
// batchDims axes of both are matched.
func (s *Scope) GatherNd(x, indices *Tensor, batchDims int) *Tensor {
	return s.gatherNd(x, indices, &indexNDAttr{batch: batchDims})
}

// GatherNdRows is [Scope.GatherNd] for user code: where it picks rows, a tape
// gives the gradient as [Rows].
func (s *Scope) GatherNdRows(x, indices *Tensor, batchDims int) *Tensor {
	return s.gatherNd(x, indices, &indexNDAttr{batch: batchDims, rows: true})
}

func (s *Scope) gatherNd(x, indices *Tensor, a *indexNDAttr) *Tensor {
	if a.batch < 0 {
		a.batch += indices.Rank()
	}
	batchDims := a.batch
	if batchDims < 0 || batchDims > min(x.Rank(), indices.Rank()-1) || !fits(x.Shape()[:batchDims], indices.Shape()[:batchDims]) {
		throwList("GatherNd", "batch_dims %d does not fit params of shape %s and indices of shape %s", batchDims, shapeBrackets(x.Shape()), shapeBrackets(indices.Shape()))
	}
	return s.Apply1(opGatherNd, a, x, indices)
}

// ScatterNd adds updates into zeros of the given shape at the places that the
// rows of indices name.
func (s *Scope) ScatterNd(indices, updates *Tensor, shape []int) *Tensor {
	return s.Apply1(opScatterNd, &indexNDAttr{shape: append([]int{}, shape...)}, indices, updates)
}

func (s *Scope) tensorScatter(mode scatterMode, x, indices, updates *Tensor) *Tensor {
	return s.Apply1(opTensorScatter, &indexNDAttr{mode: mode}, x, indices, updates)
}

// TensorScatterUpdate is x with the slices that the rows of indices name
// replaced.
func (s *Scope) TensorScatterUpdate(x, indices, updates *Tensor) *Tensor {
	return s.tensorScatter(scatterSet, x, indices, updates)
}

// TensorScatterAdd adds updates to slices of x.
func (s *Scope) TensorScatterAdd(x, indices, updates *Tensor) *Tensor {
	return s.tensorScatter(scatterAdd, x, indices, updates)
}

// TensorScatterSub subtracts updates from slices of x.
func (s *Scope) TensorScatterSub(x, indices, updates *Tensor) *Tensor {
	return s.tensorScatter(scatterSub, x, indices, updates)
}

// TensorScatterMin keeps the smaller of x and the updates.
func (s *Scope) TensorScatterMin(x, indices, updates *Tensor) *Tensor {
	return s.tensorScatter(scatterMin, x, indices, updates)
}

// TensorScatterMax keeps the larger of x and the updates.
func (s *Scope) TensorScatterMax(x, indices, updates *Tensor) *Tensor {
	return s.tensorScatter(scatterMax, x, indices, updates)
}
