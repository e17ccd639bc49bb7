package tensor

import "math"

// The functions of this file take images with the channels last, of any
// number of leading axes. They are composed of other ops, so that they can be
// differentiated.

// ConvertImageDType changes the dtype of images: floating point pixels lie in
// [0, 1], integers use the positive range of their type.
func (s *Scope) ConvertImageDType(x *Tensor, dt DType, saturate bool) *Tensor {
	from := x.DType()
	for _, d := range [...]DType{from, dt} {
		if !d.IsFloat() && !d.IsInteger() && from != dt {
			Throwf("AttributeError", "%s dtype must be either floating point or integer", map[bool]string{true: "image", false: "dtype"}[d == from])
		}
	}
	cast := s.Cast
	if saturate {
		cast = s.SaturateCast
	}
	switch {
	case from == dt:
		return x
	case from.IsInteger() && dt.IsInteger():
		in, out := maxImage(from), maxImage(dt)
		if in > out {
			return cast(s.FloorDiv(x, Full(from, math.Floor((in+1)/(out+1)))), dt)
		}
		return s.Mul(cast(x, dt), Full(dt, math.Floor((out+1)/(in+1))))
	case from.IsFloat() && dt.IsFloat():
		return s.Cast(x, dt)
	case from.IsInteger():
		return s.Mul(s.Cast(x, dt), Full(dt, 1/maxImage(from)))
	}
	return cast(s.Mul(x, Full(from, maxImage(dt)+0.5)), dt)
}

// maxImage is the value of a fully bright pixel.
func maxImage(dt DType) float64 {
	if dt.IsInteger() {
		return float64(uint64(maxInt(dt)))
	}
	return 1
}

// SaturateCast is [Scope.Cast] in which what does not fit becomes the nearest
// value that does.
func (s *Scope) SaturateCast(x *Tensor, dt DType) *Tensor {
	from := x.DType()
	if dt.IsInteger() && (from.IsFloat() || from.IsInteger()) {
		lo, hi := float64(minInt(dt)), float64(maxInt(dt))
		if dt == Uint64 {
			hi = math.MaxUint64
		}
		if from.IsInteger() {
			lo = math.Max(lo, float64(minInt(from)))
			if top := float64(maxInt(from)); from != Uint64 && top < hi {
				hi = top
			}
		} else if from == Float32 && hi >= 1<<24 { // the largest float32 below
			hi = float64(math.Nextafter32(float32(hi), 0))
		}
		s.checkTypes("ClipByValue", x)
		x = s.Clip(x, lo, hi)
	}
	return s.Cast(x, dt)
}

// asFloat runs f on images as float32 and converts back.
func (s *Scope) asFloat(x *Tensor, f func(x *Tensor) *Tensor) *Tensor {
	dt := x.DType()
	if dt == Float32 || dt == Float16 || s.AnyDType {
		return f(x)
	}
	return s.ConvertImageDType(f(s.ConvertImageDType(x, Float32, false)), dt, true)
}

// mixChannels is x·m along the last axis, for m given row by row.
func (s *Scope) mixChannels(x *Tensor, m []float64, rows, cols int) *Tensor {
	s.checkTypes("MatMul", x)
	needRank("MatMul", x, 1, anyRank)
	if n := x.Dim(-1); n >= 0 && n != rows {
		places := -1 // pixels, of which a graph may not know the number
		if IsStatic(x.Shape()) {
			places = NumElements(x.Shape()[:x.Rank()-1])
		}
		throwRun("MatMul", "Matrix size-incompatible: In[0]: %s, In[1]: %s", shapeBrackets([]int{places, n}), shapeBrackets([]int{rows, cols}))
	}
	w := s.Cast(FromArray(FromSlice(m, rows, cols)), x.DType())
	return s.Dense(x, w, nil, ActNone)
}

// needChannels throws InvalidArgumentError unless x has three channels of
// floating point numbers.
func (s *Scope) needChannels(op string, x *Tensor) {
	s.checkTypes(op, x)
	needRank(op, x, 1, anyRank)
	if n := x.Dim(-1); n != 3 {
		throwRun(op, "input must have 3 channels but input only has %d channels.", n)
	}
}

// RGBToGrayscale is the brightness of RGB images, with one channel.
func (s *Scope) RGBToGrayscale(x *Tensor) *Tensor {
	return s.asFloat(x, func(x *Tensor) *Tensor { return s.mixChannels(x, []float64{0.2989, 0.587, 0.114}, 3, 1) })
}

// RGBToYIQ converts RGB images to luma and chrominance.
func (s *Scope) RGBToYIQ(x *Tensor) *Tensor {
	return s.mixChannels(x, []float64{0.299, 0.59590059, 0.2115, 0.587, -0.27455667, -0.52273617, 0.114, -0.32134392, 0.31119955}, 3, 3)
}

// YIQToRGB is the inverse of [Scope.RGBToYIQ].
func (s *Scope) YIQToRGB(x *Tensor) *Tensor {
	return s.mixChannels(x, []float64{1, 1, 1, 0.95598634, -0.27201283, -1.10674021, 0.6208248, -0.64720424, 1.70423049}, 3, 3)
}

// RGBToYUV converts RGB images to luma and colour differences.
func (s *Scope) RGBToYUV(x *Tensor) *Tensor {
	return s.mixChannels(x, []float64{0.299, -0.14714119, 0.61497538, 0.587, -0.28886916, -0.51496512, 0.114, 0.43601035, -0.10001026}, 3, 3)
}

// YUVToRGB is the inverse of [Scope.RGBToYUV].
func (s *Scope) YUVToRGB(x *Tensor) *Tensor {
	return s.mixChannels(x, []float64{1, 1, 1, 0, -0.394642334, 2.03206185, 1.13988303, -0.58062185, 0}, 3, 3)
}

// RGBToHSV gives hue, saturation and value, all in [0, 1].
func (s *Scope) RGBToHSV(x *Tensor) *Tensor {
	s.needChannels("RGBToHSV", x)
	dt := x.DType()
	num := func(v float64) *Tensor { return Full(dt, v) }
	ch := s.Unstack(x, -1)
	r, g, b := ch[0], ch[1], ch[2]
	value := s.Maximum(s.Maximum(r, g), b)
	spread := s.Sub(value, s.Minimum(s.Minimum(r, g), b))
	saturation := s.Select(s.Greater(value, num(0)), s.DivNoNan(spread, value), s.ZerosLike(value))
	unit := s.DivNoNan(num(1), s.Mul(num(6), spread))
	hue := s.Select(s.Equal(r, value), s.Mul(unit, s.Sub(g, b)),
		s.Select(s.Equal(g, value), s.Add(s.Mul(unit, s.Sub(b, r)), num(2.0/6)),
			s.Add(s.Mul(unit, s.Sub(r, g)), num(4.0/6))))
	hue = s.Select(s.Greater(spread, num(0)), hue, s.ZerosLike(hue))
	hue = s.Select(s.Less(hue, num(0)), s.Add(hue, num(1)), hue)
	return s.Stack([]*Tensor{hue, saturation, value}, -1)
}

// HSVToRGB is the inverse of [Scope.RGBToHSV].
func (s *Scope) HSVToRGB(x *Tensor) *Tensor {
	s.needChannels("HSVToRGB", x)
	dt := x.DType()
	num := func(v float64) *Tensor { return Full(dt, v) }
	ch := s.Unstack(x, -1)
	sat, val := ch[1], ch[2]
	six := s.Mul(ch[0], num(6))
	distance := func(from float64) *Tensor { return s.Abs(s.Sub(six, num(from))) }
	part := func(d *Tensor) *Tensor {
		return s.Mul(s.Add(s.Sub(num(1), sat), s.Mul(sat, s.Clip(d, 0, 1))), val)
	}
	return s.Stack([]*Tensor{
		part(s.Sub(distance(3), num(1))),
		part(s.Sub(num(2), distance(2))),
		part(s.Sub(num(2), distance(4))),
	}, -1)
}

// AdjustBrightness adds delta, for pixels in [0, 1].
func (s *Scope) AdjustBrightness(x *Tensor, delta float64) *Tensor {
	return s.asFloat(x, func(x *Tensor) *Tensor { return s.Add(x, Full(x.DType(), delta)) })
}

// AdjustContrast scales the distance of each channel from its mean.
func (s *Scope) AdjustContrast(x *Tensor, factor float64) *Tensor {
	return s.asFloat(x, func(x *Tensor) *Tensor {
		s.checkTypes("AdjustContrastv2", x)
		return s.WithoutGradient("AdjustContrastv2", x, func(x *Tensor) *Tensor {
			mean := s.Mean(x, []int{-3, -2}, true)
			return s.Add(s.Mul(s.Sub(x, mean), Full(x.DType(), factor)), mean)
		})
	})
}

// AdjustGamma is gain·x^gamma.
func (s *Scope) AdjustGamma(x *Tensor, gamma, gain float64) *Tensor {
	if gamma < 0 {
		Throwf("ValueError", "Gamma should be a non-negative real number.")
	}
	return s.asFloat(x, func(x *Tensor) *Tensor {
		return s.Mul(Full(x.DType(), gain), s.Pow(x, Full(x.DType(), gamma)))
	})
}

// AdjustSaturation multiplies the saturation of RGB images.
func (s *Scope) AdjustSaturation(x *Tensor, factor float64) *Tensor {
	return s.asFloat(x, func(x *Tensor) *Tensor {
		s.checkTypes("AdjustSaturation", x)
		return s.WithoutGradient("AdjustSaturation", x, func(x *Tensor) *Tensor {
			hsv := s.Unstack(s.RGBToHSV(x), -1)
			saturation := s.Clip(s.Mul(hsv[1], Full(x.DType(), factor)), 0, 1)
			return s.HSVToRGB(s.Stack([]*Tensor{hsv[0], saturation, hsv[2]}, -1))
		})
	})
}

// AdjustHue turns the hue of RGB images by delta, of which 1 is a full turn.
func (s *Scope) AdjustHue(x *Tensor, delta float64) *Tensor {
	if delta < -1 || delta > 1 {
		Throwf("ValueError", "delta must be in the interval [-1, 1]")
	}
	return s.asFloat(x, func(x *Tensor) *Tensor {
		s.checkTypes("AdjustHue", x)
		return s.WithoutGradient("AdjustHue", x, func(x *Tensor) *Tensor {
			hsv := s.Unstack(s.RGBToHSV(x), -1)
			one := Full(x.DType(), 1)
			hue := s.FloorMod(s.Add(hsv[0], Full(x.DType(), delta)), one)
			return s.HSVToRGB(s.Stack([]*Tensor{hue, hsv[1], hsv[2]}, -1))
		})
	})
}

// StandardizeImages scales each image to mean 0 and variance 1; an image of
// one colour becomes 0.
func (s *Scope) StandardizeImages(x *Tensor) *Tensor {
	dt := x.DType()
	if dt != Float32 && dt != Float16 && dt != Float64 {
		x, dt = s.Cast(x, Float32), Float32
	}
	axes := []int{-3, -2, -1}
	n := s.Cast(s.Prod(s.StridedSlice(s.ShapeOf(x, Int32), []Slice{{Start: -3, Stop: NoIndex, Step: 1}}), nil, false), dt)
	deviation := s.Maximum(s.Std(x, axes, true), s.Rsqrt(n))
	return s.Div(s.Sub(x, s.Mean(x, axes, true)), deviation)
}

// Rot90 turns images, (batch, height, width, channels) or without the batch,
// counter-clockwise by k right angles.
func (s *Scope) Rot90(x *Tensor, k int) *Tensor {
	r := x.Rank()
	if r < 3 {
		Throwf("ValueError", "'image' (shape %s) must have either 3 or 4 dimensions.", ShapeString(x.Shape()))
	}
	h, w := r-3, r-2
	perm := make([]int, r)
	for i := range perm {
		perm[i] = i
	}
	perm[h], perm[w] = w, h
	switch (k%4 + 4) % 4 {
	case 1:
		return s.Transpose(s.Reverse(x, []int{w}), perm)
	case 2:
		return s.Reverse(x, []int{h, w})
	case 3:
		return s.Reverse(s.Transpose(x, perm), []int{w})
	}
	return x
}
