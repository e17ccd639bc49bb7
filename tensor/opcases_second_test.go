package tensor

// secondCases square the result of ops that are linear in pieces, so that the
// gradient of their gradient counts.
func secondCases() []opCase {
	x := rnd(1, 0.2, 0.9, 2, 3)
	image := rnd(2, 0.1, 0.9, 1, 4, 5, 2)
	transforms := Const([]float32{0.9, 0.1, 0.3, -0.1, 1.1, 0.2, 0.01, 0}, 1, 8)
	boxes := Const([]float32{0, 0.1, 0.8, 1.1}, 1, 4)
	squared := func(name string, x *Array, f func(s *Scope, x *Tensor) *Tensor) opCase {
		return opCase{name: "Squared" + name, in: []*Array{x}, grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor { return s.Square(f(s, x)) })}
	}
	crop := squared("Crop", image, func(s *Scope, x *Tensor) *Tensor {
		return s.CropAndResize(x, boxes, Const([]int32{0}), 3, 3, false, 0)
	})
	crop.loose = 5e-3 // its result is of float32
	all := []opCase{
		squared("Reflect", x, func(s *Scope, x *Tensor) *Tensor { return s.Pad(x, [][2]int{{1, 1}, {2, 1}}, "REFLECT", 0) }),
		squared("Symmetric", x, func(s *Scope, x *Tensor) *Tensor { return s.Pad(x, [][2]int{{1, 2}, {3, 1}}, "SYMMETRIC", 0) }),
		squared("Sort", x, func(s *Scope, x *Tensor) *Tensor { return s.Sort(x, 0, true) }),
		squared("Clip", x, func(s *Scope, x *Tensor) *Tensor { return s.Clip(x, 0.4, 0.7) }),
		squared("Min", x, func(s *Scope, x *Tensor) *Tensor { return s.Min(x, []int{1}, false) }),
		squared("Max", x, func(s *Scope, x *Tensor) *Tensor { return s.Max(x, []int{0}, true) }),
		squared("AvgPool", image, func(s *Scope, x *Tensor) *Tensor {
			return s.AvgPool(x, []int{2, 3}, ConvSpec{Padding: "same", Strides: []int{2, 1}})
		}),
		squared("MaxPool", image, func(s *Scope, x *Tensor) *Tensor {
			return s.MaxPool(x, []int{2, 2}, ConvSpec{Padding: "valid", Strides: []int{1, 2}})
		}),
		squared("FractionalAvgPool", image, func(s *Scope, x *Tensor) *Tensor {
			return s.FractionalAvgPool(x, []int{0, 1, 3, 4}, []int{0, 2, 5}, true)
		}),
		squared("Projective", image, func(s *Scope, x *Tensor) *Tensor {
			return s.ProjectiveTransform(x, transforms, 4, 5, false, "constant", 0)
		}),
		crop,
	}
	resize := squared("Resize", image, func(s *Scope, x *Tensor) *Tensor { return s.Resize(x, 3, 7, "bilinear", false) })
	resize.loose = 5e-3
	all = append(all, resize)
	for name, f := range map[string]func(s *Scope, a, b *Tensor) *Tensor{"FloorMod": (*Scope).FloorMod, "TruncateMod": (*Scope).TruncateMod,
		"BroadcastLike": func(s *Scope, a, b *Tensor) *Tensor { return s.Mul(s.Apply1(opBroadcastLike, nil, a, b), b) }} {
		all = append(all, opCase{name: "Squared" + name, in: []*Array{rnd(3, 3.1, 3.9, 2, 1), rnd(4, 0.71, 0.74, 2, 3)}, grad: true,
			run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.Square(f(s, a, b)) })})
	}
	return all
}
