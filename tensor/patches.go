package tensor

// ExtractPatches puts each window of images, (batch, height, width, channels),
// along the channels: a window of kh x kw gives kh·kw·channels numbers, row by
// row.
func (s *Scope) ExtractPatches(x *Tensor, size []int, spec ConvSpec) *Tensor {
	s.checkNode("ExtractImagePatches", patchAttrs(size, spec), x)
	if x.Rank() != 4 {
		throwRun("ExtractImagePatches", "input must be 4-dimensional%s", shapeBrackets(x.Shape()))
	}
	return s.extractWindows(x, size, spec)
}

// patchAttrs are the sizes of windows as messages show them.
func patchAttrs(size []int, spec ConvSpec) nodeAttrs {
	attrs := (&poolAttr{ConvSpec: spec, size: size}).nodeAttrs()
	attrs["ksizes"] = attrs["ksize"]
	attrs["rates"] = (&poolAttr{size: size, ConvSpec: ConvSpec{Strides: spec.Dilations}}).nodeAttrs()["strides"]
	return attrs
}

// ExtractVolumePatches is [Scope.ExtractPatches] for volumes, (batch, depth,
// height, width, channels).
func (s *Scope) ExtractVolumePatches(x *Tensor, size []int, spec ConvSpec) *Tensor {
	if x.Rank() != 5 {
		throwRun("ExtractVolumePatches", "input must be 5-dimensional%s", shapeBrackets(x.Shape()))
	}
	return s.extractWindows(x, size, spec)
}

// extractWindows takes one strided slice for each place of the window.
func (s *Scope) extractWindows(x *Tensor, size []int, spec ConvSpec) *Tensor {
	r := x.Rank()
	needLength("ExtractImagePatches", "ksizes", len(size), r-2)
	spec.check("ExtractImagePatches", r-2)
	for _, k := range size {
		if k < 1 {
			throwRun("ExtractImagePatches", "ksizes must be positive, got %d", k)
		}
	}
	pads := make([][2]int, r)
	out := make([]int, len(size))
	for i, k := range size {
		n := x.Dim(1 + i)
		if n < 0 {
			Throw(&Untraceable{Op: "extracting patches of images of unknown size"})
		}
		var before int
		out[i], before = spec.window(i, n, k)
		if out[i] < 0 {
			out[i] = 0
		}
		reach := (out[i]-1)*spec.stride(i) + (k-1)*spec.dilation(i) + 1
		pads[1+i] = [2]int{before, max(0, reach-n-before)}
	}
	x = s.Pad(x, pads, "CONSTANT", 0)
	taps := NumElements(size)
	parts := make([]*Tensor, taps)
	for t := range parts {
		index := make([]Slice, r)
		for i := range index {
			index[i] = All()
		}
		for i, p := range unravel(t, size) {
			start := p * spec.dilation(i)
			index[1+i] = Slice{Start: start, Stop: start + max(0, (out[i]-1)*spec.stride(i)+b2i(out[i] > 0)), Step: spec.stride(i)}
		}
		parts[t] = s.StridedSlice(x, index)
	}
	return s.Concat(parts, -1)
}

// SpaceToDepth moves blocks of pixels of images (batch, height, width,
// channels) into the channels.
func (s *Scope) SpaceToDepth(x *Tensor, block int) *Tensor {
	const op = "SpaceToDepth"
	h, w, c := checkBlocks(op, x, block)
	for i, n := range []int{h, w} {
		if n >= 0 && n%block != 0 {
			throwRun(op, "Image %s %d should be divisible by block_size: %d", [...]string{"height", "width"}[i], n, block)
		}
	}
	batch := x.Dim(0)
	y := s.Reshape(x, []int{batch, over(h, block), block, over(w, block), block, c})
	y = s.Transpose(y, []int{0, 1, 3, 2, 4, 5})
	return s.Reshape(y, []int{batch, over(h, block), over(w, block), block * block * c})
}

// DepthToSpace is the inverse of [Scope.SpaceToDepth].
func (s *Scope) DepthToSpace(x *Tensor, block int) *Tensor {
	const op = "DepthToSpace"
	h, w, c := checkBlocks(op, x, block)
	if c%(block*block) != 0 {
		throwRun(op, "Input depth dimension %d should be divisible by: %d", c, block*block)
	}
	batch, depth := x.Dim(0), c/(block*block)
	y := s.Reshape(x, []int{batch, h, w, block, block, depth})
	y = s.Transpose(y, []int{0, 1, 3, 2, 4, 5})
	return s.Reshape(y, []int{batch, times(h, block), times(w, block), depth})
}

func checkBlocks(op string, x *Tensor, block int) (h, w, c int) {
	if block < 2 {
		throwRun(op, "Block size should be > 1, but was: %d", block)
	}
	if x.Rank() != 4 {
		if op == "SpaceToDepth" {
			throwRun(op, "Input rank should be 4 instead of %d", x.Rank())
		}
		throwRun(op, "Input rank should be: 4 instead of: %d", x.Rank())
	}
	return x.Dim(1), x.Dim(2), x.Dim(3)
}

// over and times keep -1, which is not known.
func over(n, by int) int {
	if n < 0 {
		return -1
	}
	return n / by
}

func times(n, by int) int {
	if n < 0 {
		return -1
	}
	return n * by
}

// SpaceToBatch pads the spatial axes, which follow the batch, and moves blocks
// of places into the batch.
func (s *Scope) SpaceToBatch(x *Tensor, block []int, pads [][2]int) *Tensor {
	s.checkTypes("SpaceToBatchND", x, IntTensor(Int32), IntTensor(Int32))
	checkBatchBlocks("SpaceToBatchND", x, block, len(pads))
	m, r := len(block), x.Rank()
	full := make([][2]int, r)
	copy(full[1:], pads)
	x = s.Pad(x, full, "CONSTANT", 0)
	shape, perm, tail := []int{x.Dim(0)}, []int{}, []int{0}
	outShape := []int{times(x.Dim(0), NumElements(block))}
	for i, b := range block {
		n := x.Dim(1 + i)
		if n >= 0 && n%b != 0 {
			throwList("SpaceToBatchND", "padded_shape[%d]=%d is not divisible by block_shape[%d]=%d", i, n, i, b)
		}
		shape = append(shape, over(n, b), b)
		perm, tail = append(perm, 2+2*i), append(tail, 1+2*i)
		outShape = append(outShape, over(n, b))
	}
	for ax := 1 + m; ax < r; ax++ {
		shape, tail = append(shape, x.Dim(ax)), append(tail, ax+m)
		outShape = append(outShape, x.Dim(ax))
	}
	return s.Reshape(s.Transpose(s.Reshape(x, shape), append(perm, tail...)), outShape)
}

func checkBatchBlocks(op string, x *Tensor, block []int, pairs int) {
	needRank(op, x, 1+len(block), anyRank)
	needLength(op, "paddings", pairs, len(block))
	for i, b := range block {
		if b < 1 {
			throwList(op, "block_shape[%d]=%d must be positive", i, b)
		}
	}
}

// BatchToSpace is the inverse of [Scope.SpaceToBatch]; crops are taken away
// from the result.
func (s *Scope) BatchToSpace(x *Tensor, block []int, crops [][2]int) *Tensor {
	checkBatchBlocks("BatchToSpaceND", x, block, len(crops))
	m, r := len(block), x.Rank()
	size := NumElements(block)
	if n := x.Dim(0); n >= 0 && n%size != 0 {
		throwList("BatchToSpaceND", "Input batch dimension (%d) is not divisible by product of block sizes (%d)", n, size)
	}
	shape := append(append([]int{}, block...), over(x.Dim(0), size))
	perm := []int{m}
	outShape := []int{over(x.Dim(0), size)}
	index := []Slice{All()}
	for i, b := range block {
		shape = append(shape, x.Dim(1+i))
		perm = append(perm, m+1+i, i)
		outShape = append(outShape, times(x.Dim(1+i), b))
		sl := Slice{Start: crops[i][0], Stop: NoIndex, Step: 1}
		if crops[i][1] > 0 {
			sl.Stop = -crops[i][1]
		}
		index = append(index, sl)
	}
	for ax := 1 + m; ax < r; ax++ {
		shape = append(shape, x.Dim(ax))
		perm, outShape = append(perm, ax+m), append(outShape, x.Dim(ax))
	}
	y := s.Reshape(s.Transpose(s.Reshape(x, shape), perm), outShape)
	return s.StridedSlice(y, index)
}

// LocalResponseNorm divides x by (bias + alpha·Σ x²)^beta, where the sum runs
// over the channels at a distance of at most radius.
func (s *Scope) LocalResponseNorm(x *Tensor, radius int, bias, alpha, beta float64) *Tensor {
	needRank("LRN", x, 4, 4)
	s.checkTypes("LRN", x)
	if radius < 0 {
		throwRun("LRN", "depth_radius must be non-negative, got %d", radius)
	}
	n := x.Dim(-1)
	band := s.BandPart(Full(x.DType(), 1, n, n), min(radius, n), min(radius, n))
	scaled := func(x *Tensor) *Tensor {
		sum := s.Dense(s.Square(x), band, nil, ActNone)
		return s.Add(s.Mul(sum, Full(x.DType(), alpha)), Full(x.DType(), bias))
	}
	var y *Tensor
	s.WithoutTapes(func() { y = s.StopGradient(s.Mul(x, s.Pow(scaled(x), Full(x.DType(), -beta)))) })
	s.RecordCustom([]*Tensor{x}, []*Tensor{y}, func(s *Scope, g []*Tensor) []*Tensor {
		return s.final("LRNGrad", func(in []*Tensor) []*Tensor {
			g, x, y, scale := in[0], in[1], in[2], scaled(in[1])
			near := s.Dense(s.Div(s.Mul(g, y), scale), band, nil, ActNone)
			through := s.Mul(s.Mul(x, near), Full(x.DType(), 2*alpha*beta))
			return []*Tensor{s.Sub(s.Mul(g, s.Pow(scale, Full(x.DType(), -beta))), through)}
		}, g[0], x, y)
	})
	return y
}
