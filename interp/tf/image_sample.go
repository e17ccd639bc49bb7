package tf

import (
	"fmt"
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

var (
	sampledBoxClass  = namedTuple("SampleDistortedBoundingBoxV2", "begin", "size", "bboxes")
	statelessBoxKind = namedTuple("StatelessSampleDistortedBoundingBox", "begin", "size", "bboxes")
)

// imageSampleDecls are the functions that look at a part of an image.
func imageSampleDecls() []decl {
	return []decl{
		{names: "image.extract_glimpse", direct: true, sig: "extract_glimpse_v2(input, size, offsets, centered=True, normalized=True, noise='uniform', name=None)", doc: "A window of each image at an offset (y, x); what is outside of the image is noise.", fn: extractGlimpse},
		{names: "image.sample_distorted_bounding_box", direct: true, sig: "sample_distorted_bounding_box_v2(image_size, bounding_boxes, seed=0, min_object_covered=0.1, aspect_ratio_range=None, area_range=None, max_attempts=None, use_image_if_no_bounding_boxes=None, name=None)", doc: "A random part of an image that covers enough of at least one of the boxes: begin and size for tf.slice, and its box.", fn: func(c *call) object.Value {
			return c.sampleBox(sampledBoxClass, func(attempts int) *tensor.Philox {
				if c.int("seed") == 0 {
					return c.s.OpStream(sampledBoxClass.Name, tensor.Int32, nil)
				}
				return c.stream(sampledBoxClass.Name, tensor.Int32).TakeWords(4 * attempts)
			})
		}},
		{names: "image.stateless_sample_distorted_bounding_box", direct: true, sig: "stateless_sample_distorted_bounding_box(image_size, bounding_boxes, seed, min_object_covered=0.1, aspect_ratio_range=None, area_range=None, max_attempts=None, use_image_if_no_bounding_boxes=None, name=None)", doc: "A random part of an image that covers enough of at least one of the boxes, the same for the same seed of two integers.", fn: func(c *call) object.Value {
			return c.sampleBox(statelessBoxKind, func(int) *tensor.Philox {
				seed := c.tensor("seed").Array()
				if seed.Rank() != 1 || seed.Size() != 2 {
					opFailed("InvalidArgumentError", statelessBoxKind.Name, "seed must have shape [2], not %s", brackets(seed.Shape()))
				}
				return tensor.StatelessPhilox([2]int64{seed.Int(0), seed.Int(1)})
			})
		}},
	}
}

func extractGlimpse(c *call) object.Value {
	const op = "ExtractGlimpseV2"
	x, size, offsets := c.tensorAs("input", tensor.Float32), c.tensorAs("size", tensor.Int32).Array(), c.tensorAs("offsets", tensor.Float32)
	spec := tensor.GlimpseSpec{Centered: c.Bool("centered"), Normalized: c.Bool("normalized"), Noise: c.Str("noise")}
	fail := func(format string, args ...any) { opFailed("InvalidArgumentError", op, format, args...) }
	switch spec.Noise {
	case "uniform", "gaussian", "zero":
	default:
		fail("The noise could only be uniform, gaussian, or zero, got%s", spec.Noise)
	}
	switch {
	case x.Rank() != 4:
		fail("input must be 4-dimensional (batch_size, height, width, depth)%s", brackets(x.Shape()))
	case size.Rank() != 1 || size.Size() != 2:
		fail("input must be a vector of size 2 (height, width)%s", brackets(size.Shape()))
	case offsets.Rank() != 2:
		fail("input must be a matrix%s", brackets(offsets.Shape()))
	case offsets.Dim(0) != x.Dim(0):
		fail("first dimension should be batch%s", brackets(offsets.Shape()))
	case offsets.Dim(1) != 2:
		fail("second dimension should be of size 2 (y,x)%s", brackets(offsets.Shape()))
	}
	spec.Height, spec.Width = int(size.Int(0)), int(size.Int(1))
	if spec.Height < 0 || spec.Width < 0 {
		fail("Expected a non-negative size, got %d", min(spec.Height, spec.Width))
	}
	return c.s.Glimpses(x, offsets, spec, c.s.OpStream(op, tensor.Float32, nil))
}

// sampleBox draws a part of an image. The class names the op.
func (c *call) sampleBox(class *object.Class, stream func(attempts int) *tensor.Philox) object.Value {
	fail := func(format string, args ...any) { opFailed("InvalidArgumentError", class.Name, format, args...) }
	size := binding.ToTensor(c.th, c.Value("image_size"), tensor.Invalid)
	boxes := c.tensorAs("bounding_boxes", tensor.Float32).Array()
	spec := c.boxSpec(fail)
	words, a := stream(spec.Attempts), size.Array()
	switch {
	case a.Rank() != 1:
		fail("image_size must be 1-dimensional%s", brackets(a.Shape()))
	case a.Size() != 3:
		fail("image_size must contain 3 elements%s", brackets(a.Shape()))
	case boxes.Rank() != 3:
		fail("input boxes must be 3-dimensional [batch, num_boxes, coords]: %s", brackets(boxes.Shape()))
	case boxes.Shape()[2] != 4:
		fail("bounding boxes must have shape [4] or [*, 4], got %s", brackets(boxes.Shape()))
	case spec.Covered < 0:
		fail("Min object covered must be non-negative: %s", shortFloat(float64(spec.Covered)))
	}
	height, width := int(a.Int(0)), int(a.Int(1))
	objects := make([]tensor.PixelBox, boxes.Size()/4)
	for i := range objects {
		var at [4]int
		for k := range at {
			v := float32(boxes.Float(4*i + k))
			if v < 0 || v > 1 {
				fail("All bounding box coordinates must be in [0.0, 1.0]: %s", shortFloat(float64(v)))
			}
			n := height
			if k%2 == 1 {
				n = width
			}
			at[k] = int(v * float32(n))
		}
		objects[i] = tensor.PixelBox{Y1: at[0], X1: at[1], Y2: at[2], X2: at[3]}
	}
	if len(objects) == 0 {
		if !c.Has("use_image_if_no_bounding_boxes") || !c.Bool("use_image_if_no_bounding_boxes") {
			fail("No bounding boxes provided as input. One must enable use_image_if_no_bounding_boxes if you wish to not provide any bounding boxes.")
		}
		objects = []tensor.PixelBox{{Y2: height, X2: width}}
	}
	b := tensor.SampleBox(words, height, width, objects, spec)
	share := func(v, n int) float32 { return float32(v) / float32(n) }
	corners := []float32{share(b.Y1, height), share(b.X1, width), share(b.Y2, height), share(b.X2, width)}
	return named(class, tensor.IntTensor(size.DType(), b.Y1, b.X1, 0), tensor.IntTensor(size.DType(), b.Y2-b.Y1, b.X2-b.X1, -1), tensor.Const(corners, 1, 1, 4))
}

// boxSpec reads what is asked of the part of an image.
func (c *call) boxSpec(fail func(format string, args ...any)) tensor.BoxSpec {
	spec := tensor.BoxSpec{Covered: float32(c.number("min_object_covered")), Attempts: c.IntOr("max_attempts", 100)}
	pair := func(name, label string, lo, hi float32) [2]float32 {
		if !c.Has(name) {
			return [2]float32{lo, hi}
		}
		l := c.Elems(name)
		if len(l) != 2 {
			fail("%s range field must specify 2 dimensions", label)
		}
		p := [2]float32{float32(toFloat(c.th, l[0])), float32(toFloat(c.th, l[1]))}
		if p[0] <= 0 || p[1] <= 0 {
			fail("%s range must be non-negative: [%s, %s]", label, shortFloat(float64(p[0])), shortFloat(float64(p[1])))
		}
		return p
	}
	spec.Aspect = pair("aspect_ratio_range", "Aspect ratio", 0.75, 1.33)
	spec.Area = pair("area_range", "Area", 0.05, 1)
	if max(spec.Area[0], spec.Area[1]) > 1 {
		fail("Area range must be less then or equal to 1.0: [%s, %s]", shortFloat(float64(spec.Area[0])), shortFloat(float64(spec.Area[1])))
	}
	if spec.Attempts <= 0 {
		fail("Max attempts must be non-negative: %d", spec.Attempts)
	}
	return spec
}

// shortFloat is a number as C++ writes it in messages: whole ones without a
// point, others with six digits.
func shortFloat(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e6 {
		return fmt.Sprintf("%d", int(v))
	}
	return fmt.Sprintf("%.6g", v)
}
