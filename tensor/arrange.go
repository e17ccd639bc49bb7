package tensor

import "slices"

// seqAttr is the attribute of ReverseSequence.
type seqAttr struct{ seq, batch int }

// partitionAttr is the number of parts that a DynamicPartition makes.
type partitionAttr struct{ n int }

var opReverseSequence, opDynamicPartition *Op

func init() {
	opReverseSequence = &Op{
		Name: "ReverseSequence",
		Infer: func(c *Call) []Spec {
			return c.result(c.In[0])
		},
		Eval: func(c *Call, in, out []*Array) { reverseSequence(in[0], in[1], out[0], c.Attr.(*seqAttr)) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opReverseSequence, c.Attr, gout[0], in[1]), nil}
		},
	}
	opDynamicPartition = &Op{
		Name: "DynamicPartition",
		Infer: func(c *Call) []Spec {
			x, p := c.In[0], c.In[1]
			out := make([]Spec, c.Attr.(*partitionAttr).n)
			for i := range out {
				out[i] = Spec{x.DType, append([]int{-1}, x.Shape[len(p.Shape):]...)}
			}
			return out
		},
		Dynamic: func(c *Call, in []*Array) []*Array { return partition(c.Attr.(*partitionAttr).n, in[0], in[1]) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			where := s.Reshape(Range(Int32, 0, float64(in[1].Array().Size()), 1), in[1].Shape())
			places := s.Apply(opDynamicPartition, c.Attr, where, in[1])
			parts := s.fillGrads(out, gout)
			flat := s.DynamicStitch(places, parts)
			return []*Tensor{s.Reshape(flat, in[0].Shape()), nil}
		},
	}
}

func reverseSequence(x, lengths, y *Array, a *seqAttr) {
	n := x.shape[a.seq]
	y.CopyFrom(x)
	st := x.Strides()
	for i := range x.Size() {
		b := i / st[a.batch] % x.shape[a.batch]
		p := i / st[a.seq] % n
		length := int(lengths.Int(b))
		if length < 0 || length > n {
			throwList("ReverseSequence", "seq_lens(%d) %s input.dims(%d)", b, [2]string{">", "<"}[b2i(length < 0)], a.seq)
		}
		if p < length {
			copyRun(y, i+(length-1-2*p)*st[a.seq], x, i, 1)
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ReverseSequence turns the first lengths[b] elements along axis seq round,
// for each b along axis batch.
func (s *Scope) ReverseSequence(x, lengths *Tensor, seq, batch int) *Tensor {
	needRank("ReverseSequence", x, 1, anyRank)
	a := &seqAttr{normalAxis(seq, x.Rank()), normalAxis(batch, x.Rank())}
	if a.seq == a.batch {
		throwList("ReverseSequence", "batch_dim == seq_dim %d", a.seq)
	}
	needRank("ReverseSequence", lengths, 1, 1)
	if lengths.Dim(0) != x.Dim(a.batch) && lengths.Dim(0) >= 0 && x.Dim(a.batch) >= 0 {
		throwList("ReverseSequence", "Length of seq_lens != input.dims(%d), (%d vs. %d)", a.batch, lengths.Dim(-1), x.Dim(a.batch))
	}
	return s.Apply1(opReverseSequence, a, x, lengths)
}

// Repeat repeats every entry of x along an axis: counts has one number for all
// or one for each. TensorFlow does it by tiling, which has no kernel for uint16.
func (s *Scope) Repeat(x *Tensor, counts []int, axis int) *Tensor {
	checkTile(x, x.Rank()+1)
	axis = normalAxis(axis, x.Rank())
	n := x.Dim(axis)
	if n < 0 {
		if len(counts) != 1 {
			Throw(&Untraceable{Op: "tf.repeat along an axis of unknown length"})
		}
		wide := s.ExpandDims(x, axis+1)
		times := make([]int, wide.Rank())
		for i := range times {
			times[i] = 1
		}
		times[axis+1] = counts[0]
		shape := append([]int{}, x.Shape()...)
		return s.Reshape(s.Tile(wide, times), shape)
	}
	if len(counts) != 1 && len(counts) != n {
		Throwf("ValueError", "Dimensions %d and %d are not compatible", n, len(counts))
	}
	places := []int32{}
	for i := range n {
		k := counts[0]
		if len(counts) > 1 {
			k = counts[i]
		}
		if k < 0 {
			throwList("Tile", "Expected multiples[%d] >= 0, but got %d", axis+1, k)
		}
		for ; k > 0; k-- {
			places = append(places, int32(i))
		}
	}
	return s.pick(x, Const(places), axis)
}

// partition sorts the slices of x into n parts.
func partition(n int, x, parts *Array) []*Array {
	rows := make([][]int, n)
	for i := range parts.Size() {
		p := int(parts.Int(i))
		if p < 0 || p >= n {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__DynamicPartition_num_partitions_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} partitions[%s] = %d is not in [0, %d) [Op:DynamicPartition]",
				n, joinInts(unravel(i, parts.shape), ","), p, n)
		}
		rows[p] = append(rows[p], i)
	}
	inner := x.shape[parts.Rank():]
	size := NumElements(inner)
	out := make([]*Array, n)
	for p := range out {
		out[p] = NewArray(x.dtype, append([]int{len(rows[p])}, inner...)...)
		for k, i := range rows[p] {
			copyRun(out[p], k*size, x, i*size, size)
		}
	}
	return out
}

// DynamicPartition sorts the slices of x into n tensors by the numbers in
// parts, whose axes are the first of x.
func (s *Scope) DynamicPartition(x, parts *Tensor, n int) []*Tensor {
	if n < 1 {
		Throwf("InvalidArgumentError", "num_partitions must be at least 1, got %d", n)
	}
	s.checkTypes("DynamicPartition", x, parts)
	if len(parts.Shape()) > x.Rank() || !fits(parts.Shape(), x.Shape()[:parts.Rank()]) {
		throwList("DynamicPartition", "data.shape must start with partitions.shape, got data.shape = %s, partitions.shape = %s", shapeBrackets(x.Shape()), shapeBrackets(parts.Shape()))
	}
	return s.Apply(opDynamicPartition, &partitionAttr{n}, x, parts)
}

// DynamicStitch puts the slices of data[k] at the places that indices[k] name;
// later ones win.
func (s *Scope) DynamicStitch(indices, data []*Tensor) *Tensor {
	if len(indices) != len(data) || len(data) == 0 {
		throwRun("DynamicStitch", "there must be as many indices as data: %d vs. %d", len(indices), len(data))
	}
	s.checkTypes("DynamicStitch", slices.Concat(indices, data)...)
	n := 0
	var inner []int
	flatIx, flatData := make([]*Tensor, len(indices)), make([]*Tensor, len(indices))
	for k, ix := range indices {
		if !ix.DType().IsInteger() || data[k].Rank() < ix.Rank() || !fits(ix.Shape(), data[k].Shape()[:ix.Rank()]) {
			throwRun("DynamicStitch", "data[%d].shape = %s does not start with indices[%d].shape = %s", k, shapeBrackets(data[k].Shape()), k, shapeBrackets(ix.Shape()))
		}
		for _, v := range ix.Array().Ints() {
			n = max(n, v+1)
		}
		inner = data[k].Shape()[ix.Rank():]
		flatIx[k] = s.Reshape(ix, []int{-1, 1})
		flatData[k] = s.Reshape(data[k], append([]int{ix.arr.Size()}, inner...))
	}
	full := append([]int{n}, inner...)
	zero := Full(data[0].DType(), 0, full...)
	return s.TensorScatterUpdate(zero, s.Concat(flatIx, 0), s.Concat(flatData, 0))
}

// InvertPermutation is y with y[x[i]] = i.
func (s *Scope) InvertPermutation(x *Tensor) *Tensor {
	s.checkTypes("InvertPermutation", x)
	a := x.Array()
	n := a.Size()
	back, seen := make([]int, n), make([]bool, n)
	for i, v := range a.Ints() {
		if v < 0 || v >= n {
			throwList("InvertPermutation", "%d is not between 0 and %d", v, n)
		}
		if seen[v] {
			throwList("InvertPermutation", "%d is duplicated in the input.", v)
		}
		seen[v], back[v] = true, i
	}
	return IntTensor(x.DType(), back...)
}

// UnravelIndex is the position along each axis of dims, one row per axis, of
// places counted in row-major order.
func (s *Scope) UnravelIndex(indices *Tensor, dims []int) *Tensor {
	at := indices.Array().Ints()
	out := make([]int, len(dims)*len(at))
	for i, v := range at {
		if v < 0 || v >= NumElements(dims) {
			throwList("UnravelIndex", "index is out of bound as with dims")
		}
		for k, p := range unravel(v, dims) {
			out[k*len(at)+i] = p
		}
	}
	shape := append([]int{len(dims)}, indices.Shape()...)
	return s.Reshape(IntTensor(indices.DType(), out...), shape)
}
