package tensor

func reduceCases() []opCase {
	var all []opCase
	kinds := map[string]struct {
		f    func(s *Scope, x *Tensor, axes []int, keep bool) *Tensor
		flat bool
	}{
		"Sum": {(*Scope).Sum, true}, "Mean": {(*Scope).Mean, true}, "Max": {(*Scope).Max, true}, "Min": {(*Scope).Min, true},
		"Prod": {(*Scope).Prod, false}, "LogSumExp": {(*Scope).LogSumExp, false}, "Variance": {(*Scope).Variance, false},
		"Std": {(*Scope).Std, false}, "EuclideanNorm": {(*Scope).EuclideanNorm, false},
	}
	axes := map[string][]int{"All": nil, "First": {0}, "Last": {-1}, "Middle": {1}, "Ends": {0, 2}, "None": {}}
	for name, k := range kinds {
		for which, ax := range axes {
			for _, keep := range []bool{false, true} {
				suffix := ""
				if keep {
					suffix = "Keep"
				}
				if name == "Std" && which == "None" {
					continue // the deviation of one number has no derivative
				}
				all = append(all, opCase{name: name + which + suffix, in: []*Array{rnd(7, 0.3, 2, 2, 3, 2)}, grad: true, flat: k.flat, batch: true,
					run: of1(func(s *Scope, x *Tensor) *Tensor { return k.f(s, x, ax, keep) })})
			}
		}
	}
	on := func(f func(s *Scope, x *Tensor) *Tensor) opCase {
		return opCase{in: []*Array{rnd(9, -1, 1, 2, 3)}, run: of1(f), batch: true}
	}
	named := func(name string, c opCase) opCase { c.name = name; return c }
	positive := func(s *Scope, x *Tensor) *Tensor { return s.Greater(x, Full(x.DType(), 0)) }
	return append(all,
		named("Any", on(func(s *Scope, x *Tensor) *Tensor { return s.Any(positive(s, x), []int{0}, false) })),
		named("AllTrue", on(func(s *Scope, x *Tensor) *Tensor { return s.All(positive(s, x), []int{1}, true) })),
		named("CountNonZero", on(func(s *Scope, x *Tensor) *Tensor { return s.CountNonZero(s.Relu(x), nil, false, Int64) })),
		named("SumInt", on(func(s *Scope, x *Tensor) *Tensor {
			return s.Sum(s.Cast(s.Mul(x, Full(x.DType(), 9)), Int32), []int{0}, false)
		})),
		named("MaxUint", on(func(s *Scope, x *Tensor) *Tensor {
			return s.Max(s.Cast(s.Abs(s.Mul(x, Full(x.DType(), 9))), Uint8), []int{1}, false)
		})),
		named("ArgMax", on(func(s *Scope, x *Tensor) *Tensor { return s.ArgMax(x, 1, Int64) })),
		named("ArgMin", on(func(s *Scope, x *Tensor) *Tensor { return s.ArgMin(x, 0, Int32) })),
		opCase{name: "SumEmpty", in: []*Array{rnd(1, 0, 1, 0, 3)}, grad: true, flat: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Sum(x, []int{0}, false) })},
		opCase{name: "ProdZeros", in: []*Array{FromSlice([]float64{0, 2, 3, 0, 0, 5}, 2, 3)}, grad: true, flat: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Prod(x, []int{1}, false) })},
		opCase{name: "ClipByNorm", in: []*Array{rnd(9, -3, 3, 2, 3)}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.ClipByNorm(x, Full(x.DType(), 1.5), []int{1}) })},
		opCase{name: "GlobalNorm", in: []*Array{rnd(9, -3, 3, 2, 3), rnd(2, 1, 2, 4)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor { return []*Tensor{s.GlobalNorm(in)} }},
		opCase{name: "L2Normalize", in: []*Array{rnd(9, -3, 3, 2, 3)}, grad: true, batch: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.L2Normalize(x, []int{-1}, 1e-12) })},
		opCase{name: "Norms", in: []*Array{rnd(9, 0.5, 3, 2, 3)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			x := in[0]
			return []*Tensor{s.VectorNorm(x, 2, nil, false), s.VectorNorm(x, 1, []int{0}, true), s.VectorNorm(x, 3, []int{1}, false),
				s.MatrixNorm(x, 1, [2]int{0, 1}, false), s.MatrixNorm(x, 2, [2]int{0, 1}, true)}
		}},
		// As in TensorFlow, the second derivative leaves out the mean's part.
		opCase{name: "Moments", in: []*Array{rnd(9, 0.5, 3, 2, 3, 2)}, grad: true, flat: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			m, v := s.Moments(in[0], []int{0, 1}, false)
			return []*Tensor{m, v}
		}},
	)
}

func shapeCases() []opCase {
	x23, x234 := rnd(1, -1, 1, 2, 3), rnd(2, -1, 1, 2, 3, 4)
	square := func(f func(s *Scope, x *Tensor) *Tensor) func(s *Scope, in []*Tensor) []*Tensor {
		return of1(func(s *Scope, x *Tensor) *Tensor { return f(s, s.Square(x)) })
	}
	c := func(name string, x *Array, f func(s *Scope, x *Tensor) *Tensor) opCase {
		return opCase{name: name, in: []*Array{x}, run: square(f), grad: true}
	}
	batched := func(c opCase) opCase { c.batch = true; return c }
	return []opCase{
		batched(c("Reshape", x234, func(s *Scope, x *Tensor) *Tensor { return s.Reshape(x, []int{-1, 6}) })),
		c("ReshapeTo", x23, func(s *Scope, x *Tensor) *Tensor { return s.ReshapeTo(x, IntTensor(Int32, 3, 2)) }),
		batched(c("Transpose", x234, func(s *Scope, x *Tensor) *Tensor { return s.Transpose(x, []int{2, 0, 1}) })),
		batched(c("TransposeAll", x234, func(s *Scope, x *Tensor) *Tensor { return s.Transpose(x, nil) })),
		batched(c("ExpandSqueeze", x23, func(s *Scope, x *Tensor) *Tensor {
			return s.Squeeze(s.Mul(s.ExpandDims(x, 1), s.ExpandDims(x, -3)), []int{0})
		}).onlyOneRow()),
		batched(c("Reverse", x234, func(s *Scope, x *Tensor) *Tensor { return s.Reverse(x, []int{1, -1}) })),
		c("Roll", x234, func(s *Scope, x *Tensor) *Tensor { return s.Roll(x, []int{1, -2}, []int{0, 2}) }),
		batched(c("Tile", x23, func(s *Scope, x *Tensor) *Tensor { return s.Tile(x, []int{1, 2}) })),
		c("TileFirst", x23, func(s *Scope, x *Tensor) *Tensor { return s.Tile(x, []int{3, 2}) }),
		c("BroadcastTo", rnd(1, -1, 1, 3, 1), func(s *Scope, x *Tensor) *Tensor { return s.BroadcastTo(x, []int{2, 3, 4}) }),
		batched(opCase{name: "BroadcastLike", in: []*Array{rnd(1, -1, 1, 2, 1), x23}, grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.Mul(s.BroadcastLike(a, b), b) })}),
		batched(c("Concat", x23, func(s *Scope, x *Tensor) *Tensor { return s.Concat([]*Tensor{x, s.Exp(x), x}, -1) })),
		c("ConcatFirst", x23, func(s *Scope, x *Tensor) *Tensor { return s.Concat([]*Tensor{x, s.Exp(x)}, 0) }),
		batched(c("Stack", x23, func(s *Scope, x *Tensor) *Tensor { return s.Stack([]*Tensor{x, s.Exp(x)}, 1) })),
		batched(opCase{name: "Unstack", in: []*Array{x23}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor { return s.Unstack(s.Square(in[0]), 1) }}),
		batched(opCase{name: "Split", in: []*Array{x234}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor { return s.Split(s.Square(in[0]), 2, -1) }}),
		batched(opCase{name: "SplitSizes", in: []*Array{x234}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor { return s.SplitSizes(s.Square(in[0]), []int{1, -1}, 1)[:1] }}),
		c("Slice", x234, func(s *Scope, x *Tensor) *Tensor { return s.Slice(x, []int{0, 1, 1}, []int{-1, 2, 2}) }),
		batched(c("StridedSlice", x234, func(s *Scope, x *Tensor) *Tensor {
			return s.StridedSlice(x, []Slice{All(), At(-1), {Start: NoIndex, Stop: NoIndex, Step: -2}})
		})),
		batched(c("SliceMasks", x234, func(s *Scope, x *Tensor) *Tensor {
			return s.StridedSlice(x, []Slice{{Ellipsis: true}, {NewAxis: true}, Span(1, 3)})
		})),
		batched(c("Pad", x23, func(s *Scope, x *Tensor) *Tensor { return s.Pad(x, [][2]int{{0, 0}, {2, 1}}, "CONSTANT", 1.5) })),
		c("PadReflect", x23, func(s *Scope, x *Tensor) *Tensor { return s.Pad(x, [][2]int{{1, 1}, {2, 1}}, "REFLECT", 0) }),
		c("PadSymmetric", x23, func(s *Scope, x *Tensor) *Tensor { return s.Pad(x, [][2]int{{1, 2}, {3, 1}}, "SYMMETRIC", 0) }),
		c("Repeat", x23, func(s *Scope, x *Tensor) *Tensor { return s.Repeat(x, []int{2, 0, 3}, 1) }),
		batched(c("RepeatAll", x23, func(s *Scope, x *Tensor) *Tensor { return s.Repeat(x, []int{2}, 0) })),
		c("ReverseSequence", x23, func(s *Scope, x *Tensor) *Tensor { return s.ReverseSequence(x, Const([]int32{2, 3}), 1, 0) }),
		batched(c("SpaceToDepth", rnd(1, -1, 1, 2, 4, 2, 3), func(s *Scope, x *Tensor) *Tensor { return s.SpaceToDepth(x, 2) })),
		batched(c("DepthToSpace", rnd(1, -1, 1, 2, 1, 2, 8), func(s *Scope, x *Tensor) *Tensor { return s.DepthToSpace(x, 2) })),
		c("SpaceToBatch", rnd(1, -1, 1, 2, 3, 4, 1), func(s *Scope, x *Tensor) *Tensor { return s.SpaceToBatch(x, []int{2, 2}, [][2]int{{0, 1}, {1, 1}}) }),
		c("BatchToSpace", rnd(1, -1, 1, 4, 2, 2, 1), func(s *Scope, x *Tensor) *Tensor { return s.BatchToSpace(x, []int{2, 2}, [][2]int{{0, 1}, {1, 0}}) }),
		c("Einsum", x23, func(s *Scope, x *Tensor) *Tensor { return s.Einsum("ij,kj->ik", []*Tensor{x, s.Exp(x)}) }),
		c("TensorDot", x234, func(s *Scope, x *Tensor) *Tensor { return s.TensorDot(x, x, []int{0, 2}, []int{0, 2}) }),
		batched(opCase{name: "ShapeOf", in: []*Array{x23}, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Apply1(opShapeOf, Int32, x) })}),
		batched(opCase{name: "SizeOf", in: []*Array{x23}, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Apply1(opSize, Int64, x) })}),
		batched(opCase{name: "FillLike", in: []*Array{x23}, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Apply1(opFillLike, 3.0, x) })}),
		{name: "ReshapeDynamic", in: []*Array{x23}, grad: true, dynamic: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.Apply1(opReshapeTo, &shapeAttr{[]int{3, 2}}, s.Square(x), IntTensor(Int32, 3, 2))
		})},
		{name: "TileDynamic", in: []*Array{x23}, grad: true, dynamic: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.Apply1(opTileTo, &tileAttr{[]int{2, 1}}, s.Square(x), IntTensor(Int32, 2, 1))
		})},
		{name: "BroadcastDims", in: []*Array{x23}, grad: true, dynamic: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.Apply1(opBroadcastDims, &shapeAttr{[]int{2, 2, 3}}, s.Square(x), IntTensor(Int32, 2, 2, 3))
		})},
		{name: "BroadcastLikeOp", in: []*Array{rnd(1, -1, 1, 2, 1), x23}, grad: true, flat: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.Apply1(opBroadcastLike, nil, a, b) })},
	}
}

// onlyOneRow gives the case an input of one row.
func (c opCase) onlyOneRow() opCase {
	c.in = []*Array{rnd(4, -1, 1, 1, 3)}
	c.batch = false
	return c
}

func indexCases() []opCase {
	x := rnd(3, -1, 1, 3, 4)
	ix := Const([]int32{2, 0, 2, 1})
	rows := Const([]int64{0, 2, 1, 1, 0, 2}, 3, 2)
	nd := Const([]int32{0, 1, 2, 3, 0, 1}, 3, 2)
	sq := func(f func(s *Scope, x *Tensor) *Tensor) func(s *Scope, in []*Tensor) []*Tensor {
		return of1(func(s *Scope, x *Tensor) *Tensor { return f(s, s.Square(x)) })
	}
	c := func(name string, f func(s *Scope, x *Tensor) *Tensor) opCase {
		return opCase{name: name, in: []*Array{x}, grad: true, run: sq(f)}
	}
	scatter := func(name string, f func(s *Scope, x, ix, u *Tensor) *Tensor, ix *Tensor) opCase {
		return opCase{name: name, in: []*Array{x, rnd(8, -1, 1, 3)}, grad: true, run: of2(func(s *Scope, x, u *Tensor) *Tensor { return f(s, s.Square(x), ix, s.Square(u)) })}
	}
	distinct := Const([]int32{0, 1, 2, 3, 1, 1}, 3, 2)
	return []opCase{
		c("Gather", func(s *Scope, x *Tensor) *Tensor { return s.Gather(x, ix, 0, 0) }),
		c("GatherColumns", func(s *Scope, x *Tensor) *Tensor { return s.Gather(x, ix, 1, 0) }),
		c("GatherBatch", func(s *Scope, x *Tensor) *Tensor { return s.Gather(x, rows, 1, 1) }),
		c("GatherScalar", func(s *Scope, x *Tensor) *Tensor { return s.Gather(x, ConstScalar(int32(1)), 1, 0) }),
		c("GatherNd", func(s *Scope, x *Tensor) *Tensor { return s.GatherNd(x, nd, 0) }),
		c("GatherNdRows", func(s *Scope, x *Tensor) *Tensor { return s.GatherNd(x, Const([]int32{2, 2}, 2, 1), 0) }),
		c("GatherNdBatch", func(s *Scope, x *Tensor) *Tensor { return s.GatherNd(x, Const([]int32{0, 3, 1}, 3, 1), 1) }),
		{name: "ScatterNd", in: []*Array{rnd(8, -1, 1, 3)}, grad: true, run: sq(func(s *Scope, u *Tensor) *Tensor { return s.ScatterNd(nd, u, []int{3, 4}) })},
		scatter("ScatterUpdate", (*Scope).TensorScatterUpdate, distinct), scatter("ScatterAdd", (*Scope).TensorScatterAdd, nd),
		scatter("ScatterSub", (*Scope).TensorScatterSub, nd), scatter("ScatterMin", (*Scope).TensorScatterMin, distinct),
		scatter("ScatterMax", (*Scope).TensorScatterMax, distinct),
		{name: "OneHot", in: []*Array{FromSlice([]float64{0, 2, 5, -1})}, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.OneHot(s.Cast(x, Int32), 3, 2, -1, 0, Float32) }), batch: true},
		{name: "Where", in: []*Array{x}, dynamic: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Where(s.Relu(x)) })},
		{name: "BooleanMask", in: []*Array{x}, grad: true, dynamic: true, run: sq(func(s *Scope, x *Tensor) *Tensor {
			return s.BooleanMask(x, Const([]bool{true, false, true}), 0)
		})},
		{name: "BooleanMaskAll", in: []*Array{x}, grad: true, dynamic: true, run: sq(func(s *Scope, x *Tensor) *Tensor {
			return s.BooleanMask(x, s.Greater(x, Full(x.DType(), 0.1)), 0)
		})},
		{name: "DynamicPartition", in: []*Array{x}, grad: true, dynamic: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			return s.DynamicPartition(s.Square(in[0]), Const([]int32{1, 0, 1}), 2)
		}},
		{name: "DynamicStitch", in: []*Array{rnd(1, -1, 1, 2, 2), rnd(2, -1, 1, 1, 2)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.DynamicStitch([]*Tensor{Const([]int32{0, 2}), Const([]int32{1})}, []*Tensor{s.Square(in[0]), s.Square(in[1])})}
		}},
	}
}

func createCases() []opCase {
	x := rnd(3, -1, 1, 3)
	return []opCase{
		{name: "LinSpace", in: []*Array{x, rnd(4, 2, 3, 3)}, grad: true, flat: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.LinSpace(a, b, 5, 0) })},
		{name: "LinSpaceLast", in: []*Array{x, rnd(4, 2, 3, 3)}, grad: true, flat: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.LinSpace(a, b, 2, -1) })},
		{name: "RangeOf", in: []*Array{rnd(1, 4, 9)}, dynamic: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.RangeOf(ConstScalar(int32(0)), s.Cast(x, Int32), ConstScalar(int32(2)))
		})},
		{name: "SequenceMask", in: []*Array{rnd(1, 0, 6, 2, 2)}, batch: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.SequenceMask(s.Cast(x, Int32), 5) })},
		{name: "MeshGrid", in: []*Array{x, rnd(4, 2, 3, 2)}, grad: true, flat: true, batch: true, run: func(s *Scope, in []*Tensor) []*Tensor { return s.MeshGrid([]*Tensor{in[0], in[1]}, true) }},
		{name: "Diag", in: []*Array{rnd(1, -1, 1, 2, 3)}, grad: true, flat: true, batch: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Diag(x, DiagSpec{Lo: 1, Hi: 1, Rows: -1, Cols: -1}) })},
		{name: "DiagBand", in: []*Array{rnd(1, -1, 1, 3, 4)}, grad: true, flat: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.Diag(x, DiagSpec{Lo: -1, Hi: 1, Rows: 4, Cols: 4, Padding: 2, Align: "LEFT_RIGHT"})
		})},
		{name: "DiagPart", in: []*Array{rnd(1, -1, 1, 2, 3, 4)}, grad: true, flat: true, batch: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.DiagPart(x, DiagSpec{Lo: -1, Hi: 2, Padding: 5}) })},
		{name: "SetDiag", in: []*Array{rnd(1, -1, 1, 2, 3, 4), rnd(2, -1, 1, 2, 3)}, grad: true, flat: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.SetDiag(a, b, DiagSpec{}) })},
		{name: "BandPart", in: []*Array{rnd(1, -1, 1, 2, 3, 4)}, grad: true, flat: true, batch: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.BandPart(x, 1, 0) })},
		{name: "Trace", in: []*Array{rnd(1, -1, 1, 2, 3, 4)}, grad: true, flat: true, run: of1((*Scope).MatrixTrace)},
		{name: "TensorDiag", in: []*Array{rnd(1, -1, 1, 2, 3)}, grad: true, flat: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.TensorDiagPart(s.TensorDiag(x)) })},
		{name: "Bincount", in: []*Array{rnd(1, 0, 6, 2, 5)}, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Bincount(s.Cast(x, Int32), x, 5, false, Float32) })},
		{name: "Histogram", in: []*Array{rnd(1, -1, 6, 2, 5)}, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Histogram(x, 0, 5, 5, Int32) })},
		{name: "SearchSorted", in: []*Array{rnd(1, -1, 6, 2, 5)}, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.SearchSorted(s.Sort(x, -1, false), x, true, Int32) })},
		{name: "Confusion", in: []*Array{rnd(1, 0, 4, 6)}, run: of1(func(s *Scope, x *Tensor) *Tensor {
			n := s.Cast(x, Int64)
			return s.ConfusionMatrix(n, s.Reverse(n, []int{0}), nil, 5, Int32)
		})},
	}
}

func orderCases() []opCase {
	x := rnd(5, -1, 1, 3, 4)
	return []opCase{
		{name: "Sort", in: []*Array{x}, grad: true, flat: true, batch: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Sort(x, -1, true) })},
		{name: "SortFirst", in: []*Array{x}, grad: true, flat: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Sort(s.Square(x), 0, false) })},
		{name: "ArgSort", in: []*Array{x}, batch: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.ArgSort(x, 1, false, Int32) })},
		{name: "TopK", in: []*Array{x}, grad: true, batch: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			v, i := s.TopK(s.Square(in[0]), 2, true, Int32)
			return []*Tensor{v, i}
		}},
		{name: "InTopK", in: []*Array{x}, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.InTopK(Const([]int32{0, 2, 3}), x, 2) })},
		{name: "Unique", in: []*Array{FromSlice([]float64{3, 1, 3, 2, 1})}, dynamic: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			a, b := s.Unique(in[0], Int32)
			return []*Tensor{a, b}
		}},
		{name: "UniqueWithCounts", in: []*Array{FromSlice([]float64{3, 1, 3, 2, 1})}, dynamic: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			a, b, c := s.UniqueWithCounts(in[0], Int32)
			return []*Tensor{a, b, c}
		}},
		{name: "CumSum", in: []*Array{x}, grad: true, flat: true, batch: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.CumSum(x, 1, true, false) })},
		{name: "CumSumReverse", in: []*Array{x}, grad: true, flat: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.CumSum(x, 0, false, true) })},
		{name: "CumProd", in: []*Array{x}, grad: true, batch: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.CumProd(x, 1, false, false) })},
		{name: "CumLogSumExp", in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.CumLogSumExp(x, 1, false, false) })},
		{name: "CumLogSumExpReverse", in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Exp(s.CumLogSumExp(x, 0, true, true)) })},
		{name: "CumProdExclusive", in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.CumProd(x, -1, true, true) })},
	}
}

func segmentCases() []opCase {
	x := rnd(6, 0.4, 2, 4, 2)
	ids, mixed := Const([]int32{0, 0, 2, 2}), Const([]int64{2, 0, -1, 2})
	var all []opCase
	for name, f := range map[string]func(s *Scope, x, ids *Tensor) *Tensor{"Sum": (*Scope).SegmentSum, "Prod": (*Scope).SegmentProd,
		"Min": (*Scope).SegmentMin, "Max": (*Scope).SegmentMax, "Mean": (*Scope).SegmentMean} {
		all = append(all, opCase{name: "Segment" + name, in: []*Array{x}, grad: true, dynamic: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return f(s, s.Square(x), ids) })})
	}
	for name, f := range map[string]func(s *Scope, x, ids *Tensor, n int) *Tensor{"Sum": (*Scope).UnsortedSegmentSum, "Prod": (*Scope).UnsortedSegmentProd,
		"Mean": (*Scope).UnsortedSegmentMean, "SqrtN": (*Scope).UnsortedSegmentSqrtN} {
		all = append(all, opCase{name: "Unsorted" + name, in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return f(s, s.Square(x), mixed, 3) })})
	}
	for name, f := range map[string]func(s *Scope, x, ids *Tensor, n int) *Tensor{"Min": (*Scope).UnsortedSegmentMin, "Max": (*Scope).UnsortedSegmentMax} {
		full := Const([]int64{2, 0, 1, 2})
		all = append(all, opCase{name: "Unsorted" + name, in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return f(s, s.Square(x), full, 3) })})
	}
	return all
}
