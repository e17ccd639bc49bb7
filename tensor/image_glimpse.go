package tensor

import "math"

// GlimpseSpec says where [Scope.Glimpses] looks.
type GlimpseSpec struct {
	Height, Width int
	// Offsets count from the middle of the image when Centered, in shares of the
	// image (of half of it when Centered) when Normalized.
	Centered, Normalized bool
	Noise                string // "uniform", "gaussian" or "zero": what is outside of the image
}

// start is the first row, or column, of a glimpse of length size in an image of
// length n.
func (g GlimpseSpec) start(offset float32, n, size int) int {
	if g.Normalized {
		offset *= float32(n)
		if g.Centered {
			offset = offset/2 + float32(n)/2 - float32(size)/2
		}
	} else if g.Centered {
		offset += float32(n) / 2
	}
	return int(offset)
}

// Glimpses cuts a window out of each image of x at the offsets (y, x) of each.
// Places outside of the image get random numbers like those of the image. As in
// TensorFlow there is no gradient.
func (s *Scope) Glimpses(x, offsets *Tensor, spec GlimpseSpec, stream *Philox) *Tensor {
	in, at := x.Array(), offsets.Array()
	shape := x.Shape()
	depth := shape[3]
	out := NewArray(Float32, shape[0], spec.Height, spec.Width, depth)
	from, to := in.F32(), out.F32()
	for b := range shape[0] {
		image := from[b*shape[1]*shape[2]*depth : (b+1)*shape[1]*shape[2]*depth]
		glimpse := to[b*spec.Height*spec.Width*depth : (b+1)*spec.Height*spec.Width*depth]
		top, left := spec.start(float32(at.Float(2*b)), shape[1], spec.Height), spec.start(float32(at.Float(2*b+1)), shape[2], spec.Width)
		if top < 0 || left < 0 || top+spec.Height > shape[1] || left+spec.Width > shape[2] {
			spec.fill(glimpse, image, depth, stream)
		}
		for r := range spec.Height {
			for c := range spec.Width {
				if y, x := top+r, left+c; y >= 0 && y < shape[1] && x >= 0 && x < shape[2] {
					copy(glimpse[(r*spec.Width+c)*depth:][:depth], image[(y*shape[2]+x)*depth:])
				}
			}
		}
	}
	y := FromArray(out)
	s.RecordCustom([]*Tensor{x}, []*Tensor{y}, func(*Scope, []*Tensor) []*Tensor {
		throwNoGradient("ExtractGlimpseV2")
		return nil
	})
	return y
}

// fill makes the noise of a glimpse.
func (g GlimpseSpec) fill(glimpse, image []float32, depth int, stream *Philox) {
	switch g.Noise {
	case "uniform":
		lo, hi := bounds(image, 1)
		noise := stream.Take(len(glimpse)).Fill(Uniform, Float32, len(glimpse)).F32()
		for i, u := range noise {
			glimpse[i] = lo + u*(hi-lo)
		}
	case "gaussian":
		noise := stream.Take(len(glimpse)).Fill(Normal, Float32, len(glimpse)).F32()
		for d := range depth {
			lo, hi := bounds(image[d:], depth)
			mean, deviation := spread(image[d:], depth)
			for i := d; i < len(glimpse); i += depth {
				glimpse[i] = max(min(mean+noise[i]*deviation, hi), lo)
			}
		}
	}
}

// bounds is the least and the greatest of every step-th number.
func bounds(v []float32, step int) (lo, hi float32) {
	lo, hi = v[0], v[0]
	for i := 0; i < len(v); i += step {
		lo, hi = min(lo, v[i]), max(hi, v[i])
	}
	return lo, hi
}

// spread is the mean and the deviation of every step-th number.
func spread(v []float32, step int) (mean, deviation float32) {
	var n, sum, squares float64
	for i := 0; i < len(v); i += step {
		n++
		sum += float64(v[i])
		squares += float64(v[i]) * float64(v[i])
	}
	m := sum / n
	return float32(m), float32(math.Sqrt(max(squares/n-m*m, 0)))
}
