package tensor

import "math"

// PSNR is the peak signal-to-noise ratio of two batches of images, in dB.
func (s *Scope) PSNR(a, b *Tensor, maxValue float64) *Tensor {
	top := s.ConvertImageDType(Full(a.DType(), maxValue), Float32, false)
	a, b = s.ConvertImageDType(a, Float32, false), s.ConvertImageDType(b, Float32, false)
	mse := s.Mean(s.SquaredDifference(a, b), []int{-3, -2, -1}, false)
	db := func(x *Tensor, by float64) *Tensor { return s.Mul(s.Log(x), Full(Float32, by/math.Ln10)) }
	return s.Sub(db(top, 20), db(mse, 10))
}

// SSIMSpec are the constants of the structural similarity.
type SSIMSpec struct {
	Max         float64 // brightest pixel
	FilterSize  int
	FilterSigma float64
	K1, K2      float64
}

// SSIM is the structural similarity of images (Wang et al., 2004), the mean of
// places and channels; byPlace keeps the places apart.
func (s *Scope) SSIM(a, b *Tensor, spec SSIMSpec, byPlace bool) *Tensor {
	spec.Max = s.ConvertImageDType(Full(a.DType(), spec.Max), Float32, false).arr.Float(0)
	a, b = s.ConvertImageDType(a, Float32, false), s.ConvertImageDType(b, Float32, false)
	full, _ := s.ssimPerChannel(a, b, spec)
	if byPlace {
		return s.Mean(full, []int{-1}, false)
	}
	return s.Mean(s.Mean(full, []int{-3, -2}, false), []int{-1}, false)
}

// ssimPerChannel is the similarity and its part of contrast and structure, for
// every place and channel.
func (s *Scope) ssimPerChannel(a, b *Tensor, spec SSIMSpec) (full, cs *Tensor) {
	for _, x := range []*Tensor{a, b} {
		if h, w := x.Dim(-3), x.Dim(-2); h >= 0 && h < spec.FilterSize || w >= 0 && w < spec.FilterSize {
			Throw(Errorf("InvalidArgumentError", "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: %s\n%d", joinInts(x.Shape(), ", "), spec.FilterSize).
				WithHint("the images are smaller than the filter, filter_size=%d", spec.FilterSize))
		}
	}
	dt := a.DType()
	num := func(v float64) *Tensor { return Full(dt, v) }
	c1, c2 := num(math.Pow(spec.K1*spec.Max, 2)), num(math.Pow(spec.K2*spec.Max, 2))
	blur := s.gaussianBlur(a.Dim(-1), dt, spec)
	ma, mb := blur(a), blur(b)
	product := s.Mul(ma, mb)
	squares := s.Add(s.Square(ma), s.Square(mb))
	luminance := s.Div(s.Add(s.Mul(product, num(2)), c1), s.Add(squares, c1))
	num1 := s.Mul(blur(s.Mul(a, b)), num(2))
	den1 := blur(s.Add(s.Square(a), s.Square(b)))
	cs = s.Div(s.Add(s.Sub(num1, s.Mul(product, num(2))), c2), s.Add(s.Sub(den1, squares), c2))
	return s.Mul(luminance, cs), cs
}

// gaussianBlur is a convolution of each channel with a Gaussian, without
// padding, over images with any number of leading axes.
func (s *Scope) gaussianBlur(channels int, dt DType, spec SSIMSpec) func(x *Tensor) *Tensor {
	n := spec.FilterSize
	w, sum := make([]float64, n*n), 0.0
	for i := range w {
		y, x := float64(i/n)-float64(n-1)/2, float64(i%n)-float64(n-1)/2
		w[i] = math.Exp(-0.5 * (x*x + y*y) / (spec.FilterSigma * spec.FilterSigma))
		sum += w[i]
	}
	for i := range w {
		w[i] /= sum
	}
	filter := s.Tile(s.Cast(Const(w, n, n, 1, 1), dt), []int{1, 1, channels, 1})
	return func(x *Tensor) *Tensor {
		shape := x.Shape()
		lead := shape[:len(shape)-3]
		y := s.DepthwiseConv(s.Reshape(x, append([]int{joinedSize(lead)}, shape[len(shape)-3:]...)), filter, nil, ConvSpec{Padding: "valid"}, ActNone)
		return s.Reshape(y, append(append([]int{}, lead...), y.Shape()[1:]...))
	}
}

// SSIMMultiscale is the structural similarity over scales that halve, each
// raised to a power (Wang et al., 2003).
func (s *Scope) SSIMMultiscale(a, b *Tensor, powers []float64, spec SSIMSpec) *Tensor {
	spec.Max = s.ConvertImageDType(Full(a.DType(), spec.Max), Float32, false).arr.Float(0)
	a, b = s.ConvertImageDType(a, Float32, false), s.ConvertImageDType(b, Float32, false)
	var product *Tensor
	for k, p := range powers {
		if k > 0 {
			a, b = s.halve(a), s.halve(b)
		}
		full, cs := s.ssimPerChannel(a, b, spec)
		if k == len(powers)-1 {
			cs = full
		}
		part := s.Pow(s.Relu(s.Mean(cs, []int{-3, -2}, false)), Full(cs.DType(), p))
		if product == nil {
			product = part
		} else {
			product = s.Mul(product, part)
		}
	}
	return s.Mean(product, []int{-1}, false)
}

// halve averages 2x2 pixels; an odd last row or column is mirrored.
func (s *Scope) halve(x *Tensor) *Tensor {
	shape := x.Shape()
	lead := shape[:len(shape)-3]
	x = s.Reshape(x, append([]int{joinedSize(lead)}, shape[len(shape)-3:]...))
	if h, w := x.Dim(1), x.Dim(2); h%2 != 0 || w%2 != 0 {
		x = s.Pad(x, [][2]int{{0, 0}, {0, h % 2}, {0, w % 2}, {0, 0}}, "SYMMETRIC", 0)
	}
	y := s.AvgPool(x, []int{2, 2}, ConvSpec{Strides: []int{2, 2}, Padding: "valid"})
	return s.Reshape(y, append(append([]int{}, lead...), y.Shape()[1:]...))
}

// TotalVariation is the sum of the differences between neighbours, for each
// image.
func (s *Scope) TotalVariation(x *Tensor) *Tensor {
	r := x.Rank()
	if r != 3 && r != 4 {
		Throwf("ValueError", "'images' must be either 3 or 4-dimensional.")
	}
	axes := []int{-3, -2, -1}
	down, across := s.difference(x, r-3), s.difference(x, r-2)
	return s.Add(s.Sum(s.Abs(down), axes, false), s.Sum(s.Abs(across), axes, false))
}

// difference is each entry along an axis minus the one before it.
func (s *Scope) difference(x *Tensor, axis int) *Tensor {
	at := func(sl Slice) *Tensor {
		index := make([]Slice, axis+1)
		for i := range index {
			index[i] = All()
		}
		index[axis] = sl
		return s.StridedSlice(x, index)
	}
	return s.Sub(at(Slice{Start: 1, Stop: NoIndex, Step: 1}), at(Slice{Start: NoIndex, Stop: -1, Step: 1}))
}

// ImageGradients is the differences to the next row and to the next column, 0
// at the border, of images (batch, height, width, channels).
func (s *Scope) ImageGradients(x *Tensor) (dy, dx *Tensor) {
	if x.Rank() != 4 {
		Throwf("ValueError", "image_gradients expects a 4D tensor [batch_size, h, w, d], not %s.", ShapeString(x.Shape()))
	}
	dy = s.Pad(s.difference(x, 1), [][2]int{{0, 0}, {0, 1}, {0, 0}, {0, 0}}, "CONSTANT", 0)
	dx = s.Pad(s.difference(x, 2), [][2]int{{0, 0}, {0, 0}, {0, 1}, {0, 0}}, "CONSTANT", 0)
	return dy, dx
}

// SobelEdges is the two Sobel derivatives along a new last axis.
func (s *Scope) SobelEdges(x *Tensor) *Tensor {
	needRank("DepthwiseConv2dNative", x, 4, 4)
	n := x.Dim(-1)
	w := []float64{-1, -1, -2, 0, -1, 1, 0, -2, 0, 0, 0, 2, 1, -1, 2, 0, 1, 1}
	if x.DType() == String {
		Throwf("ValueError", "Failed to convert a NumPy array to a Tensor (Unsupported object type int).")
	}
	s.checkTypes("DepthwiseConv2dNative", x)
	filter := s.Tile(s.Cast(Const(w, 3, 3, 1, 2), x.DType()), []int{1, 1, n, 1})
	padded := s.Pad(x, [][2]int{{0, 0}, {1, 1}, {1, 1}, {0, 0}}, "REFLECT", 0)
	y := s.DepthwiseConv(padded, filter, nil, ConvSpec{Padding: "valid"}, ActNone)
	return s.Reshape(y, append(append([]int{}, x.Shape()...), 2))
}
