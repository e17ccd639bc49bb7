package tensor

import (
	"math"
	"sort"
)

// Box is a rectangle by two opposite corners.
type Box struct{ Y1, X1, Y2, X2 float64 }

// boxesOf reads rows of four numbers.
func boxesOf(t *Tensor) []Box {
	a := t.Array()
	if a.Rank() != 2 || a.shape[1] != 4 {
		throwList("NonMaxSuppressionV3", "boxes must have 4 columns")
	}
	out := make([]Box, a.shape[0])
	for i := range out {
		out[i] = Box{a.Float(4 * i), a.Float(4*i + 1), a.Float(4*i + 2), a.Float(4*i + 3)}
	}
	return out
}

// Overlap is the area that two boxes share by the area that they cover.
func (b Box) Overlap(c Box) float64 {
	norm := func(b Box) Box {
		return Box{min(b.Y1, b.Y2), min(b.X1, b.X2), max(b.Y1, b.Y2), max(b.X1, b.X2)}
	}
	b, c = norm(b), norm(c)
	ab, ac := (b.Y2-b.Y1)*(b.X2-b.X1), (c.Y2-c.Y1)*(c.X2-c.X1)
	if ab <= 0 || ac <= 0 {
		return 0
	}
	h, w := min(b.Y2, c.Y2)-max(b.Y1, c.Y1), min(b.X2, c.X2)-max(b.X1, c.X1)
	shared := max(h, 0) * max(w, 0)
	return shared / (ab + ac - shared)
}

// NMSSpec is how many boxes [Suppress] keeps and which.
type NMSSpec struct {
	Max            int
	Overlap, Score float64 // boxes that overlap more, or score less, are dropped
	SoftSigma      float64 // above 0: scores fall with the overlap instead
}

// Suppress goes through boxes from the best score down and keeps those that do
// not overlap one that is kept already. It returns their numbers and their
// scores, which a soft suppression has lowered. overlap gives the overlap of
// two boxes by number.
func Suppress(scores []float64, overlap func(i, j int) float64, spec NMSSpec) (kept []int, final []float64) {
	type candidate struct {
		i, begin int
		score    float64
	}
	var queue []candidate
	for i, v := range scores {
		if v > spec.Score {
			queue = append(queue, candidate{i, 0, v})
		}
	}
	before := func(a, b candidate) bool { return a.score > b.score || a.score == b.score && a.i < b.i }
	sort.SliceStable(queue, func(a, b int) bool { return before(queue[a], queue[b]) })
	for len(queue) > 0 && len(kept) < spec.Max {
		next := queue[0]
		queue = queue[1:]
		start, hard := next.score, false
		for k := len(kept) - 1; k >= next.begin; k-- {
			o := overlap(next.i, kept[k])
			if spec.SoftSigma > 0 {
				next.score *= math.Exp(-0.5 / spec.SoftSigma * o * o)
			} else if o > spec.Overlap {
				hard = true
				break
			}
			if next.score <= spec.Score {
				break
			}
		}
		next.begin = len(kept)
		switch {
		case hard:
		case next.score == start:
			kept, final = append(kept, next.i), append(final, next.score)
		case next.score > spec.Score:
			at := sort.Search(len(queue), func(k int) bool { return before(next, queue[k]) })
			queue = append(queue[:at], append([]candidate{next}, queue[at:]...)...)
		}
	}
	return kept, final
}

// NonMaxSuppression is [Suppress] for boxes, (n, 4), and their scores.
func (s *Scope) NonMaxSuppression(boxes, scores *Tensor, spec NMSSpec) (kept []int, final []float64) {
	b := boxesOf(boxes)
	if scores.Rank() != 1 || scores.Dim(0) != len(b) {
		throwList("NonMaxSuppressionV3", "scores has incompatible shape")
	}
	if !(spec.Overlap >= 0 && spec.Overlap <= 1) {
		throwList("NonMaxSuppressionV3", "iou_threshold must be in [0, 1]")
	}
	return Suppress(scores.Array().Floats(), func(i, j int) float64 { return b[i].Overlap(b[j]) }, spec)
}

// DrawBoundingBoxes draws the outlines of boxes, (batch, n, 4) in parts of the
// image, into images, (batch, height, width, channels). colors has a row of
// channels per box, used in turn; nil takes TensorFlow's.
func (s *Scope) DrawBoundingBoxes(images, boxes *Tensor, colors [][]float64) *Tensor {
	y, b := images.Array().Clone(), boxes.Array()
	if y.Rank() != 4 || b.Rank() != 3 || b.shape[2] != 4 || b.shape[0] != y.shape[0] {
		throwRun("DrawBoundingBoxesV2", "images must be 4-dimensional and boxes 3-dimensional with the same batch: %s, %s", shapeBrackets(y.shape), shapeBrackets(b.shape))
	}
	if len(colors) == 0 {
		colors = defaultBoxColors
	}
	h, w, depth := y.shape[1], y.shape[2], y.shape[3]
	for n := range y.shape[0] {
		for k := range b.shape[1] {
			at := func(i int) float64 { return b.Float((n*b.shape[1]+k)*4 + i) }
			top, left := int(at(0)*float64(h-1)), int(at(1)*float64(w-1))
			bottom, right := int(at(2)*float64(h-1)), int(at(3)*float64(w-1))
			if top > bottom || left > right || top >= h || bottom < 0 || left >= w || right < 0 {
				continue
			}
			dot := func(i, j int) {
				if i < 0 || i >= h || j < 0 || j >= w {
					return
				}
				for c := range depth {
					v := 1.0
					if color := colors[k%len(colors)]; c < len(color) {
						v = color[c]
					}
					y.setFloat(((n*h+i)*w+j)*depth+c, v)
				}
			}
			for j := max(left, 0); j <= min(right, w-1); j++ {
				dot(top, j)
				dot(bottom, j)
			}
			for i := max(top, 0); i <= min(bottom, h-1); i++ {
				dot(i, left)
				dot(i, right)
			}
		}
	}
	return FromArray(y)
}

var defaultBoxColors = [][]float64{
	{1, 1, 0, 1}, {0, 0, 1, 1}, {1, 0, 0, 1}, {0, 1, 0, 1}, {0.5, 0, 0.5, 1},
	{0.5, 0.5, 0, 1}, {0.5, 0, 0, 1}, {0, 0, 0.5, 1}, {0, 1, 1, 1}, {1, 0, 1, 1},
}
