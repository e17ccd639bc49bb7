package tensor

func linalgCases() []opCase {
	m := rnd(1, -1, 1, 2, 3, 3)
	for i := range 18 {
		if i%9%4 == 0 {
			Data[float64](m)[i] += 3 // well conditioned
		}
	}
	tall, wide, rhs := rnd(2, -1, 1, 2, 4, 3), rnd(3, -1, 1, 2, 3, 4), rnd(4, -1, 1, 2, 3, 2)
	definite := func(s *Scope, x *Tensor) *Tensor {
		return s.Add(s.MatMul(x, x, false, true), s.Mul(s.eyeLike(x), Full(x.DType(), 0.5)))
	}
	symmetric := func(s *Scope, x *Tensor) *Tensor { return s.Add(x, s.SwapLast(x)) }
	c := func(name string, x *Array, f func(s *Scope, x *Tensor) *Tensor) opCase {
		return opCase{name: name, in: []*Array{x}, grad: true, run: of1(f)}
	}
	all := []opCase{
		c("Inverse", m, func(s *Scope, x *Tensor) *Tensor { return s.Inverse(x, false) }),
		c("InverseAdjoint", m, func(s *Scope, x *Tensor) *Tensor { return s.Inverse(x, true) }),
		c("Det", m, (*Scope).Det),
		{name: "LogDet", in: []*Array{m}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			_, log := s.LogDet(in[0])
			return []*Tensor{log}
		}},
		{name: "Solve", in: []*Array{m, rhs}, grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.Solve(a, b, false) })},
		{name: "SolveAdjoint", in: []*Array{m, rhs}, grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.Solve(a, b, true) })},
		c("Cholesky", m, func(s *Scope, x *Tensor) *Tensor { return s.Cholesky(definite(s, x)) }),
		c("LogDetCholesky", m, func(s *Scope, x *Tensor) *Tensor { return s.LogDetCholesky(definite(s, x)) }),
		{name: "CholeskySolve", in: []*Array{m, rhs}, grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.CholeskySolve(s.Cholesky(definite(s, a)), b) })},
		{name: "QR", in: []*Array{tall}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor { q, r := s.QR(in[0], false); return []*Tensor{q, r} }},
		{name: "QRWide", in: []*Array{wide}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor { q, r := s.QR(in[0], true); return []*Tensor{q, r} }},
		{name: "SVDTall", in: []*Array{tall}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			v, u, w := s.SVD(in[0], false)
			return []*Tensor{v, s.Square(u), s.Square(w)}
		}},
		{name: "SVDWide", in: []*Array{wide}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			v, u, w := s.SVD(in[0], false)
			return []*Tensor{v, s.Square(u), s.Square(w)}
		}},
		{name: "SVDFull", in: []*Array{wide}, grad: true, flat: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			v, _, _ := s.SVD(in[0], true)
			return []*Tensor{v}
		}},
		{name: "Eigh", in: []*Array{m}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			v, u := s.Eigh(symmetric(s, in[0]))
			return []*Tensor{v, s.Square(u)}
		}},
		{name: "LU", in: []*Array{m}, run: func(s *Scope, in []*Tensor) []*Tensor {
			lu, p := s.LU(in[0])
			return []*Tensor{lu, p}
		}},
		{name: "LUSolve", in: []*Array{m, rhs}, grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.LUSolve(a, order(s, a), b) })},
		c("LUReconstruct", m, func(s *Scope, x *Tensor) *Tensor { return s.LUReconstruct(x, order(s, x)) }),
		{name: "Lstsq", in: []*Array{tall, rnd(5, -1, 1, 2, 4, 2)}, grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.Lstsq(a, b, 0.1, true) })},
		{name: "LstsqWide", in: []*Array{wide, rhs}, grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.Lstsq(a, b, 0.1, true) })},
		c("Pinv", tall, func(s *Scope, x *Tensor) *Tensor { return s.Pinv(x, -1) }),
		flatten(c("Expm", rnd(1, -1, 1, 3, 3), (*Scope).Expm)),
		flatten(c("Sqrtm", m, (*Scope).Sqrtm)),
		c("MatrixRank", m, func(s *Scope, x *Tensor) *Tensor { return s.MatrixRank(x, -1) }),
		{name: "Cross", in: []*Array{rnd(1, -1, 1, 2, 3), rnd(2, -1, 1, 2, 3)}, grad: true, run: of2((*Scope).Cross)},
		{name: "Banded", in: []*Array{rnd(1, 1, 2, 2, 3), rnd(2, -1, 1, 3, 2)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.BandedTriangularSolve(in[0], in[1], true, false), s.BandedTriangularSolve(in[0], in[1], false, true)}
		}},
		{name: "Tridiagonal", in: []*Array{rnd(1, 1, 2, 3, 3), rnd(2, -1, 1, 3, 2)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.TridiagonalSolve(in[0], in[1]), s.TridiagonalMatMul(in[0], in[1])}
		}},
	}
	for i := range all {
		switch all[i].name {
		case "MatrixRank":
			all[i].grad = false
		case "Expm": // the number of squarings depends on values
			all[i].dynamic = true
		}
	}
	for _, lower := range []bool{false, true} {
		for _, adjoint := range []bool{false, true} {
			all = append(all, opCase{name: "TriangularSolve" + map[bool]string{true: "Lower"}[lower] + map[bool]string{true: "Adjoint"}[adjoint],
				in: []*Array{m, rhs}, grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.TriangularSolve(a, b, lower, adjoint) })})
		}
	}
	return append(all, matmulCases()...)
}

func matmulCases() []opCase {
	var all []opCase
	for _, ta := range []bool{false, true} {
		for _, tb := range []bool{false, true} {
			a, b := []int{2, 3}, []int{3, 4}
			if ta {
				a = []int{3, 2}
			}
			if tb {
				b = []int{4, 3}
			}
			name := "MatMul" + map[bool]string{true: "A"}[ta] + map[bool]string{true: "B"}[tb]
			f := func(s *Scope, x, y *Tensor) *Tensor { return s.MatMul(x, y, ta, tb) }
			lead := func(shape []int, batch ...int) []int { return append(append([]int{}, batch...), shape...) }
			all = append(all,
				opCase{name: name, in: []*Array{rnd(1, -1, 1, a...), rnd(2, -1, 1, b...)}, grad: true, run: of2(f)},
				opCase{name: name + "Batch", in: []*Array{rnd(1, -1, 1, lead(a, 2)...), rnd(2, -1, 1, lead(b, 2)...)}, grad: true, batch: true, run: of2(f)},
				opCase{name: name + "Shared", in: []*Array{rnd(1, -1, 1, lead(a, 2)...), rnd(2, -1, 1, b...)}, grad: true, run: of2(f)},
				opCase{name: name + "Broadcast", in: []*Array{rnd(1, -1, 1, lead(a, 2, 1)...), rnd(2, -1, 1, lead(b, 1, 2)...)}, grad: true, run: of2(f)})
		}
	}
	return append(all, opCase{name: "MatMulInt", in: []*Array{rnd(1, -9, 9, 2, 3), rnd(2, -9, 9, 3, 2)}, run: of2(func(s *Scope, a, b *Tensor) *Tensor {
		return s.MatMul(s.Cast(a, Int32), s.Cast(b, Int32), false, false)
	})}, opCase{name: "MatMulEmpty", in: []*Array{rnd(1, -9, 9, 2, 0), rnd(2, -9, 9, 0, 2)}, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.MatMul(a, b, false, false) })})
}

func nnCases() []opCase {
	x, w, b := rnd(1, -1, 1, 2, 3), rnd(2, -1, 1, 3, 4), rnd(3, -1, 1, 4)
	var all []opCase
	for name, act := range map[string]Act{"": ActNone, "Tanh": ActTanh, "Sigmoid": ActSigmoid, "Elu": ActElu, "Selu": ActSelu} {
		all = append(all, opCase{name: "Dense" + name, in: []*Array{x, w, b}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.Dense(in[0], in[1], in[2], act), s.BiasAct(in[0], nil, act), s.BiasAct(s.MatMul(in[0], in[1], false, false), in[2], act)}
		}})
	}
	labels := Const([]int32{2, 0})
	return append(all,
		opCase{name: "DenseRank3", in: []*Array{rnd(1, -1, 1, 2, 2, 3), w}, grad: true, run: of2(func(s *Scope, x, w *Tensor) *Tensor { return s.Dense(x, w, nil, ActNone) })},
		opCase{name: "DenseRelu", in: []*Array{x, w, b}, grad: true, flat: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.Dense(in[0], in[1], in[2], ActRelu), s.Dense(in[0], in[1], in[2], ActRelu6)}
		}},
		opCase{name: "BiasAdd", in: []*Array{x, rnd(5, -1, 1, 3)}, grad: true, run: of2(func(s *Scope, x, b *Tensor) *Tensor { return s.Square(s.BiasAdd(x, b)) })},
		// TensorFlow leaves out a part of the second gradient for the labels.
		opCase{name: "SoftmaxXent", in: []*Array{rnd(4, 0, 1, 2, 3), x}, grad: true, flat: true, batch: true, run: of2(func(s *Scope, l, x *Tensor) *Tensor {
			return s.SoftmaxCrossEntropy(s.Softmax(l, -1), x, -1)
		})},
		opCase{name: "SoftmaxXentSecond", in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.SoftmaxCrossEntropy(s.Softmax(FromArray(rnd(4, 0, 1, 2, 3)), -1), x, -1)
		})},
		opCase{name: "SoftmaxXentFirst", in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.SoftmaxCrossEntropy(s.Softmax(FromArray(rnd(4, 0, 1, 2, 3)), 0), x, 0)
		})},
		opCase{name: "SparseXent", in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.SparseSoftmaxCrossEntropy(labels, x) })},
		opCase{name: "LocalResponseNorm", in: []*Array{rnd(1, -1, 1, 1, 2, 2, 5)}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.LocalResponseNorm(x, 1, 1, 0.5, 0.75) })},
		opCase{name: "Products", in: []*Array{x, w}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.product(false, false, in[0], in[1]), s.product(true, false, in[0], in[0]), s.product(false, true, in[0], in[0])}
		}},
	)
}

func convCases() []opCase {
	var all []opCase
	specs := map[string]ConvSpec{
		"Valid": {Padding: "valid"}, "Same": {Padding: "same"}, "Strides": {Padding: "same", Strides: []int{2, 2, 2}},
		"Dilated": {Padding: "valid", Dilations: []int{2, 2, 2}}, "Explicit": {Padding: "explicit", Pads: [][2]int{{1, 0}, {0, 2}, {1, 1}}},
	}
	for name, spec := range specs {
		for n, x := range []*Array{rnd(1, -1, 1, 2, 5, 2), rnd(1, -1, 1, 2, 5, 4, 2), rnd(1, -1, 1, 1, 4, 3, 3, 2)} {
			spec := spec.first(n + 1)
			filter := make([]int, 0, 5)
			for range n + 1 {
				filter = append(filter, 2)
			}
			dims := string(rune('1'+n)) + "D"
			w := rnd(2, -1, 1, append(append([]int{}, filter...), 2, 3)...)
			all = append(all, opCase{name: "Conv" + dims + name, in: []*Array{x, w, rnd(3, -1, 1, 3)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
				return []*Tensor{s.Conv(in[0], in[1], in[2], spec, ActTanh)}
			}})
			pool := ConvSpec{Padding: spec.Padding, Strides: spec.Strides}
			if name == "Valid" || name == "Same" || name == "Strides" {
				all = append(all, opCase{name: "Pool" + dims + name, in: []*Array{x}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
					y := s.Square(in[0])
					return []*Tensor{s.MaxPool(y, filter, pool), s.AvgPool(y, filter, pool)}
				}})
			}
			if name == "Dilated" || name == "Explicit" {
				continue
			}
			if n < 2 {
				dw := rnd(4, -1, 1, append(append([]int{}, filter...), 2, 2)...)
				all = append(all, opCase{name: "Depthwise" + dims + name, in: []*Array{x, dw}, grad: true, run: of2(func(s *Scope, x, w *Tensor) *Tensor {
					return s.DepthwiseConv(x, w, nil, spec, ActNone)
				})})
			}
			tw := rnd(5, -1, 1, append(append([]int{}, filter...), 3, 2)...)
			all = append(all, opCase{name: "ConvTranspose" + dims + name, in: []*Array{x, tw, rnd(3, -1, 1, 3)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
				return []*Tensor{s.ConvTranspose(in[0], in[1], in[2], spec, nil, ActSigmoid)}
			}})
		}
	}
	return append(all,
		opCase{name: "MaxPoolArg", in: []*Array{rnd(1, -1, 1, 2, 3, 3, 2)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			y, at := s.MaxPoolWithArgmax(s.Square(in[0]), []int{2, 2}, ConvSpec{Padding: "same", Strides: []int{2, 1}}, false)
			return []*Tensor{y, at}
		}},
		opCase{name: "FractionalPool", in: []*Array{rnd(1, -1, 1, 2, 5, 4, 2)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			rows, cols := []int{0, 1, 3, 5}, []int{0, 2, 3, 4}
			x := s.Square(in[0])
			return []*Tensor{s.FractionalMaxPool(x, rows, cols, true), s.FractionalAvgPool(x, rows, cols, true), s.FractionalAvgPool(x, rows, cols, false)}
		}},
		opCase{name: "Isotonic", in: []*Array{rnd(1, -1, 1, 2, 5)}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			y, segments := s.IsotonicRegression(in[0])
			return []*Tensor{s.Square(y), segments}
		}},
		opCase{name: "ConvGrads", in: []*Array{rnd(1, -1, 1, 1, 3, 3, 2), rnd(2, -1, 1, 2, 2, 2, 1)}, grad: true, run: of2(func(s *Scope, x, w *Tensor) *Tensor {
			spec := ConvSpec{Padding: "same"}
			return s.Mul(s.ConvInputGrad(x, w, x.Shape(), spec, true), s.Sum(s.ConvFilterGrad(x, s.Square(x), w.Shape(), spec, true), nil, false))
		})},
		opCase{name: "CTCLoss", in: []*Array{rnd(1, -1, 1, 5, 2, 4)}, grad: true, flat: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.CTCLoss(Const([]int32{1, 2, 0, 3, 3, 0}, 2, 3), x, Const([]int32{2, 2}), Const([]int32{5, 4}), 0)
		})},
		opCase{name: "ConvGroups", in: []*Array{rnd(1, -1, 1, 1, 4, 4, 4), rnd(2, -1, 1, 2, 2, 2, 6)}, grad: true, run: of2(func(s *Scope, x, w *Tensor) *Tensor {
			return s.Conv(x, w, nil, ConvSpec{Padding: "valid", Groups: 2}, ActNone)
		})},
		opCase{name: "ConvCausal", in: []*Array{rnd(1, -1, 1, 1, 5, 2), rnd(2, -1, 1, 3, 2, 2)}, grad: true, run: of2(func(s *Scope, x, w *Tensor) *Tensor {
			return s.Conv(x, w, nil, ConvSpec{Padding: "causal", Dilations: []int{2}}, ActNone)
		})},
		opCase{name: "Dilation2D", in: []*Array{rnd(1, -1, 1, 1, 4, 4, 2), rnd(2, -1, 1, 2, 2, 2)}, grad: true, flat: true, wide: true, run: of2(func(s *Scope, x, w *Tensor) *Tensor {
			return s.Dilation2D(x, w, ConvSpec{Padding: "same", Strides: []int{1, 2}})
		})},
		opCase{name: "Erosion2D", in: []*Array{rnd(1, -1, 1, 1, 4, 4, 2), rnd(2, -1, 1, 2, 2, 2)}, grad: true, flat: true, run: of2(func(s *Scope, x, w *Tensor) *Tensor {
			return s.Erosion2D(x, w, ConvSpec{Padding: "valid"})
		})},
		opCase{name: "ExtractPatches", in: []*Array{rnd(1, -1, 1, 1, 5, 4, 2)}, grad: true, flat: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.ExtractPatches(x, []int{2, 3}, ConvSpec{Padding: "same", Strides: []int{2, 1}, Dilations: []int{1, 1}})
		})},
	)
}

// first keeps the values of the first n spatial axes.
func (p ConvSpec) first(n int) ConvSpec {
	if p.Strides != nil {
		p.Strides = p.Strides[:n]
	}
	if p.Dilations != nil {
		p.Dilations = p.Dilations[:n]
	}
	if p.Pads != nil {
		p.Pads = p.Pads[:n]
	}
	return p
}

func normCases() []opCase {
	x, g, b := rnd(1, -1, 1, 4, 3), rnd(2, 0.5, 1, 3), rnd(3, -1, 1, 3)
	return []opCase{
		{name: "BatchNorm", in: []*Array{x, g, b}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			y, m, v := s.BatchNorm(in[0], in[1], in[2], 1e-3)
			return []*Tensor{y, m, v}
		}},
		{name: "BatchNormPlain", in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { y, _, _ := s.BatchNorm(x, nil, nil, 1e-3); return y })},
		{name: "BatchNormInference", in: []*Array{x, rnd(4, -1, 1, 3), rnd(5, 0.5, 2, 3), g, b}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.BatchNormInference(in[0], in[1], in[2], in[3], in[4], 1e-3), s.BatchNormInference(in[0], in[1], in[2], nil, in[4], 1e-3)}
		}},
		{name: "LayerNorm", in: []*Array{x, g, b}, grad: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.LayerNorm(in[0], in[1], in[2], 1e-3), s.LayerNorm(in[0], nil, nil, 1e-3)}
		}},
	}
}

// order is a permutation of the rows of square matrices, as [Scope.LU] gives one.
func order(s *Scope, x *Tensor) *Tensor {
	_, p := s.LU(s.StopGradient(x))
	return p
}

func imageCases() []opCase {
	x := rnd(1, 0.1, 0.9, 1, 4, 5, 3)
	var all []opCase
	for _, m := range []string{"bilinear", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic", "nearest"} {
		for _, antialias := range []bool{false, true} {
			for size, hw := range map[string][2]int{"Up": {7, 8}, "Down": {3, 2}} {
				all = append(all, opCase{name: "Resize" + m + size + map[bool]string{true: "Anti"}[antialias], in: []*Array{x}, grad: m != "area", flat: true, loose: 5e-3,
					run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Resize(x, hw[0], hw[1], m, antialias) })})
			}
		}
	}
	colour := func(name string, flat bool, f func(s *Scope, x *Tensor) *Tensor) opCase {
		return opCase{name: name, in: []*Array{rnd(1, 0.1, 0.9, 2, 2, 3)}, grad: true, flat: flat, run: of1(f)}
	}
	final := func(name string, f func(s *Scope, x *Tensor) *Tensor) opCase { // without a gradient
		return opCase{name: name, in: []*Array{rnd(1, 0.1, 0.9, 2, 2, 3)}, run: of1(f)}
	}
	transforms := Const([]float32{0.9, 0.1, 0.3, -0.1, 1.1, 0.2, 0.01, 0}, 1, 8)
	for _, fill := range []string{"constant", "reflect", "wrap", "nearest"} {
		all = append(all, opCase{name: "Projective" + fill, in: []*Array{x}, grad: true, flat: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.ProjectiveTransform(x, transforms, 4, 5, false, fill, 0.5)
		})})
	}
	all = append(all, opCase{name: "ProjectiveSecond", in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
		return s.ProjectiveTransform(s.Square(x), transforms, 4, 5, true, "reflect", 0)
	})}, opCase{name: "ResizeSecond", in: []*Array{x}, grad: true, loose: 5e-3, run: of1(func(s *Scope, x *Tensor) *Tensor {
		return s.Resize(s.Square(x), 3, 3, "bilinear", false)
	})}, opCase{name: "CropAndResize", in: []*Array{x}, grad: true, loose: 5e-3, run: of1(func(s *Scope, x *Tensor) *Tensor {
		return s.CropAndResize(s.Square(x), Const([]float32{0, 0.1, 0.8, 1.1}, 1, 4), Const([]int32{0}), 3, 3, false, 0.25)
	})})
	return append(all,
		colour("Grayscale", true, (*Scope).RGBToGrayscale), colour("YIQ", true, func(s *Scope, x *Tensor) *Tensor { return s.YIQToRGB(s.RGBToYIQ(x)) }),
		colour("YUV", true, func(s *Scope, x *Tensor) *Tensor { return s.YUVToRGB(s.RGBToYUV(x)) }),
		colour("RGBToHSV", false, (*Scope).RGBToHSV), colour("HSVToRGB", true, (*Scope).HSVToRGB),
		colour("Brightness", true, func(s *Scope, x *Tensor) *Tensor { return s.AdjustBrightness(x, 0.2) }),
		final("Contrast", func(s *Scope, x *Tensor) *Tensor { return s.AdjustContrast(x, 1.3) }),
		colour("Gamma", false, func(s *Scope, x *Tensor) *Tensor { return s.AdjustGamma(x, 1.3, 2) }),
		final("Saturation", func(s *Scope, x *Tensor) *Tensor { return s.AdjustSaturation(x, 0.8) }),
		final("Hue", func(s *Scope, x *Tensor) *Tensor { return s.AdjustHue(x, 0.03) }),
		colour("Standardize", false, (*Scope).StandardizeImages),
		colour("Rot90", true, func(s *Scope, x *Tensor) *Tensor { return s.Rot90(x, 3) }),
		opCase{name: "ImageGradients", in: []*Array{x}, grad: true, flat: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			dy, dx := s.ImageGradients(in[0])
			return []*Tensor{dy, dx, s.SobelEdges(in[0]), s.TotalVariation(in[0])}
		}},
		opCase{name: "Quality", in: []*Array{rnd(1, 0, 1, 1, 6, 6, 2), rnd(2, 0, 1, 1, 6, 6, 2)}, grad: true, flat: true, loose: 5e-2, run: func(s *Scope, in []*Tensor) []*Tensor {
			spec := SSIMSpec{Max: 1, FilterSize: 3, FilterSigma: 1.5, K1: 0.01, K2: 0.03}
			return []*Tensor{s.PSNR(in[0], in[1], 1), s.SSIM(in[0], in[1], spec, false), s.SSIM(in[0], in[1], spec, true)}
		}},
	)
}

// stateCases use random numbers and variables; only their first run counts.
func stateCases() []opCase {
	x := rnd(1, -1, 1, 2, 3)
	return []opCase{
		{name: "Random", in: []*Array{x}, dynamic: true, wide: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			p := NewPhilox(1, 2)
			return []*Tensor{s.Random(Normal, Float64, []int{3}, p), s.RandomLike(in[0], Uniform, p, nil), s.RandomInts(Int32, 0, 9, []int{4}, p)}
		}},
		{name: "Shuffle", in: []*Array{x}, dynamic: true, wide: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.Shuffle(x, NewPhilox(1, 2))
		})},
		{name: "Categorical", in: []*Array{x}, dynamic: true, wide: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.Categorical(x, 5, Int64, NewPhilox(1, 2))
		})},
		{name: "Gamma", in: []*Array{rnd(1, 1, 3, 2)}, dynamic: true, wide: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.Gamma(x, []int{2}, Float32, NewPhilox(1, 2))
		})},
		{name: "Dropout", in: []*Array{x}, grad: true, flat: true, dynamic: true, wide: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.Dropout(x, 0.4, nil, NewPhilox(1, 2))
		})},
		{name: "Assign", in: []*Array{x}, dynamic: true, wide: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			v := NewVariable("v", x.Array())
			s.Update(opAssign, nil, []*Variable{v}, s.Neg(x))
			s.AssignAdd(v, x)
			s.Update(opCopy, nil, []*Variable{v}, x)
			return s.Read(v)
		})},
	}
}

func stringCases() []opCase {
	return []opCase{{name: "Strings", in: []*Array{rnd(1, 1, 9, 2, 2)}, batch: true, wide: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
		words := s.StringLower(s.AsString(x, 3, true, false, -1, ""), false)
		words = s.Add(s.StringJoin([]*Tensor{words, ConstScalar(" 1")}, "|"), ConstScalar("."))
		words = s.ReduceJoin(s.Substr(words, ConstScalar(int32(0)), ConstScalar(int32(4)), false), []int{1}, false, "")
		return s.StringLength(words, true)
	})}}
}
