package tf

import (
	"fmt"
	"math"
	"sort"

	"kerash/interp/object"
	"kerash/tensor"
)

// imageBoxDecls are the functions of boxes in images.
func imageBoxDecls() []decl {
	return []decl{
		{names: "image.crop_and_resize", direct: true, sig: "crop_and_resize_v2(image, boxes, box_indices, crop_size, method='bilinear', extrapolation_value=0.0, name=None)", doc: "Cuts boxes out of images and resizes them.", fn: cropAndResize},
		{names: "image.draw_bounding_boxes", sig: "draw_bounding_boxes_v2(images, boxes, colors, name=None)", doc: "Draws the outlines of boxes into images.", fn: func(c *call) object.Value {
			var colors [][]float64
			if c.Has("colors") {
				a := c.boxArgument("colors").Array()
				for i := range a.Shape()[0] {
					n := a.Shape()[1]
					colors = append(colors, a.Floats()[i*n:(i+1)*n])
				}
			}
			return c.s.DrawBoundingBoxes(c.tensor("images"), c.boxArgument("boxes"), colors)
		}},
		{names: "image.non_max_suppression", direct: true, sig: "non_max_suppression(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=-inf, name=None)", doc: "The numbers of the best boxes that do not overlap better ones.", fn: func(c *call) object.Value {
			kept, _ := c.suppress("NonMaxSuppressionV3", "iou_threshold", 0)
			return tensor.IntTensor(tensor.Int32, kept...)
		}},
		{names: "image.non_max_suppression_with_scores", direct: true, sig: "non_max_suppression_with_scores(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=-inf, soft_nms_sigma=0.0, name=None)", doc: "The numbers of the best boxes, and scores that fall with the overlap.", fn: func(c *call) object.Value {
			kept, scores := c.suppress("NonMaxSuppressionV5", "iou_threshold", c.number("soft_nms_sigma"))
			return object.NewTuple(tensor.IntTensor(tensor.Int32, kept...), c.s.Cast(tensor.Const(scores, len(scores)), tensor.Float32))
		}},
		{names: "image.non_max_suppression_overlaps", sig: "non_max_suppression_with_overlaps(overlaps, scores, max_output_size, overlap_threshold=0.5, score_threshold=-inf, name=None)", doc: "The numbers of the best boxes that do not overlap better ones, by a table of overlaps.", fn: func(c *call) object.Value {
			a := c.boxArgument("overlaps").Array()
			n := a.Shape()[0]
			kept, _ := tensor.Suppress(c.boxArgument("scores").Array().Floats(), func(i, j int) float64 { return a.Float(i*n + j) }, c.limits("overlap_threshold"))
			return tensor.IntTensor(tensor.Int32, kept...)
		}},
		{names: "image.non_max_suppression_padded", sig: "non_max_suppression_padded(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=-inf, pad_to_max_output_size=False, name=None, sorted_input=False, canonicalized_coordinates=False, tile_size=512)", doc: "The numbers of the best boxes of each image, filled up to a fixed count.", fn: suppressPadded},
		{names: "image.combined_non_max_suppression", sig: "combined_non_max_suppression(boxes, scores, max_output_size_per_class, max_total_size, iou_threshold=0.5, score_threshold=-inf, pad_per_class=False, clip_boxes=True, name=None)", doc: "The best boxes of each image over all classes.", fn: suppressCombined},
	}
}

func cropAndResize(c *call) object.Value {
	x, boxes, which := c.tensor("image"), c.boxArgument("boxes"), c.tensorAs("box_indices", tensor.Int32)
	size := c.tensorAs("crop_size", tensor.Int32).Array().Ints()
	method := c.Str("method")
	switch {
	case method != "bilinear" && method != "nearest":
		tensor.Throwf("InvalidArgumentError", "Value for attr 'method' of %q is not in the list of allowed values: \"bilinear\", \"nearest\"\n\t; NodeDef: {{node CropAndResize}} [Op:CropAndResize]", method)
	case x.Rank() != 4:
		wrongImage("CropAndResize", "input image must be 4-D"+brackets(x.Shape()))
	case boxes.Rank() != 2 || boxes.Dim(1) != 4:
		wrongImage("CropAndResize", "boxes must have 4 columns")
	case which.Rank() != 1 || which.Dim(0) != boxes.Dim(0):
		wrongImage("CropAndResize", "box_index has incompatible shape")
	case len(size) != 2:
		wrongImage("CropAndResize", "crop_size must have two elements"+brackets([]int{len(size)}))
	}
	return c.s.CropAndResize(x, boxes, which, size[0], size[1], method == "nearest", c.number("extrapolation_value"))
}

// limits is which boxes a suppression keeps.
func (c *call) limits(overlap string) tensor.NMSSpec {
	return tensor.NMSSpec{Max: c.int("max_output_size"), Overlap: c.number(overlap), Score: c.number("score_threshold")}
}

// suppress is the suppression of the boxes of one image.
func (c *call) suppress(op, overlap string, sigma float64) (kept []int, scores []float64) {
	boxes, s := c.boxArgument("boxes"), c.boxArgument("scores")
	spec := c.limits(overlap)
	spec.SoftSigma = sigma
	switch {
	case boxes.Rank() == 2 && boxes.Dim(1) != 4:
		wrongImage(op, fmt.Sprintf("boxes must have 4 columns (Dimension must be 4 but is %d)", boxes.Dim(1)))
	case boxes.Rank() == 2 && (s.Rank() != 1 || s.Dim(0) != boxes.Dim(0)):
		wrongImage(op, fmt.Sprintf("scores has incompatible shape (Dimensions must be equal, but are %d and %d)", boxes.Dim(0), s.Dim(0)))
	case !(spec.Overlap >= 0 && spec.Overlap <= 1):
		wrongImage(op, "iou_threshold must be in [0, 1]")
	}
	return c.s.NonMaxSuppression(boxes, s, spec)
}

func suppressPadded(c *call) object.Value {
	boxes, scores := c.boxArgument("boxes"), c.boxArgument("scores")
	pad, batched := c.Bool("pad_to_max_output_size"), boxes.Rank() > 2
	if batched && !pad {
		tensor.Throwf("ValueError", "'pad_to_max_output_size' (value False) must be True for batched input")
	}
	n, spec := boxes.Dim(-2), c.limits("iou_threshold")
	lead := boxes.Shape()[:boxes.Rank()-2]
	images := tensor.NumElements(lead)
	boxes, scores = c.s.Reshape(boxes, []int{images, n, 4}), c.s.Reshape(scores, []int{images, n})
	var all, counts []int
	for i := range images {
		at := []tensor.Slice{tensor.At(i)}
		kept, _ := c.s.NonMaxSuppression(c.s.StridedSlice(boxes, at), c.s.StridedSlice(scores, at), spec)
		counts = append(counts, len(kept))
		for pad && len(kept) < spec.Max {
			kept = append(kept, 0)
		}
		all = append(all, kept...)
	}
	shape := append(append([]int{}, lead...), len(all)/max(images, 1))
	return object.NewTuple(c.s.Reshape(tensor.IntTensor(tensor.Int32, all...), shape), c.s.Reshape(tensor.IntTensor(tensor.Int32, counts...), lead))
}

var combinedClass = namedTuple("CombinedNonMaxSuppression", "nmsed_boxes", "nmsed_scores", "nmsed_classes", "valid_detections")

// detection is a box that was kept, of a class.
type detection struct {
	box   [4]float64
	score float64
	class int
}

// suppressCombined keeps the best boxes of each class, and of these the best
// of all classes.
func suppressCombined(c *call) object.Value {
	boxes, scores := c.boxArgument("boxes"), c.boxArgument("scores")
	perClass, total := c.int("max_output_size_per_class"), c.int("max_total_size")
	shape, classes := boxes.Shape(), scores.Dim(-1)
	size := total
	if c.Bool("pad_per_class") {
		size = min(total, perClass*classes)
	}
	out := []*tensor.Array{tensor.NewArray(tensor.Float32, shape[0], size, 4), tensor.NewArray(tensor.Float32, shape[0], size), tensor.NewArray(tensor.Float32, shape[0], size), tensor.NewArray(tensor.Int32, shape[0])}
	spec := tensor.NMSSpec{Max: perClass, Overlap: c.number("iou_threshold"), Score: c.number("score_threshold")}
	for i := range shape[0] {
		found := c.detections(boxes.Array(), scores.Array(), i, spec)
		found = found[:min(len(found), size)]
		for k, d := range found {
			for e, v := range d.box {
				if c.Bool("clip_boxes") {
					v = math.Min(math.Max(v, 0), 1)
				}
				tensor.Data[float32](out[0])[(i*size+k)*4+e] = float32(v)
			}
			tensor.Data[float32](out[1])[i*size+k] = float32(d.score)
			tensor.Data[float32](out[2])[i*size+k] = float32(d.class)
		}
		tensor.Data[int32](out[3])[i] = int32(len(found))
	}
	return named(combinedClass, tensor.FromArray(out[0]), tensor.FromArray(out[1]), tensor.FromArray(out[2]), tensor.FromArray(out[3]))
}

// detections are the boxes kept of image i, the best first.
func (c *call) detections(boxes, scores *tensor.Array, i int, spec tensor.NMSSpec) []detection {
	n, q, classes := boxes.Shape()[1], boxes.Shape()[2], scores.Shape()[2]
	var found []detection
	for k := range classes {
		box := func(j int) (b [4]float64) {
			at := (i*n+j)*q + min(k, q-1)
			for e := range b {
				b[e] = boxes.Float(at*4 + e)
			}
			return b
		}
		of := make([]float64, n)
		for j := range of {
			of[j] = scores.Float((i*n+j)*classes + k)
		}
		overlap := func(a, b int) float64 {
			x, y := box(a), box(b)
			return tensor.Box{Y1: x[0], X1: x[1], Y2: x[2], X2: x[3]}.Overlap(tensor.Box{Y1: y[0], X1: y[1], Y2: y[2], X2: y[3]})
		}
		kept, _ := tensor.Suppress(of, overlap, spec)
		for _, j := range kept {
			found = append(found, detection{box(j), of[j], k})
		}
	}
	sort.SliceStable(found, func(a, b int) bool { return found[a].score > found[b].score })
	return found
}
