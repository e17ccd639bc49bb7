package tensor

import (
	"context"
	"reflect"
	"testing"
)

// The logits are np.random.seed(1); randn(5, 2, 4) in float32, the expected
// values TensorFlow's.
func ctcLogits() *Array {
	return FromSlice([]float32{
		1.6243454, -0.6117564, -0.5281718, -1.0729686, 0.86540765, -2.3015387, 1.7448118, -0.7612069,
		0.3190391, -0.24937038, 1.4621079, -2.0601406, -0.3224172, -0.38405436, 1.1337694, -1.0998913,
		-0.1724282, -0.8778584, 0.042213745, 0.58281523, -1.1006192, 1.1447237, 0.9015907, 0.50249434,
		0.90085596, -0.68372786, -0.12289023, -0.93576944, -0.26788807, 0.53035545, -0.69166076, -0.39675352,
		-0.6871727, -0.84520566, -0.6712461, -0.012664599, -1.1173104, 0.2344157, 1.6598022, 0.74204415,
	}, 5, 2, 4)
}

func TestCTCIsTensorFlows(t *testing.T) {
	s := NewScope(context.Background())
	x := FromArray(ctcLogits())
	lengths, steps := Const([]int32{2, 2}), Const([]int32{5, 4})
	labels := Const([]int32{1, 2, 0, 3, 3, 0}, 2, 3)
	near(t, "blank 0", s.CTCLoss(labels, x, lengths, steps, 0).Array(), []float64{3.788504, 6.968575})
	near(t, "blank -1", s.CTCLoss(Const([]int32{1, 2, 0, 2, 2, 0}, 2, 3), x, lengths, steps, -1).Array(), []float64{5.2266493, 3.9200857})
	g := gradients(s, []*Tensor{x}, func(in []*Tensor) *Tensor {
		return s.Sum(s.CTCLoss(labels, in[0], lengths, steps, 0), nil, false)
	})[0]
	near(t, "gradient", s.Slice(g, []int{0, 0, 0}, []int{2, -1, -1}).Array(), []float64{
		0.08507925, -0.22733778, 0.09003923, 0.05221912, 0.11196984, 0.01154876, 0.6604546, -0.78397316,
		-0.07098219, -0.4169457, 0.4686125, 0.01931558, -0.6564947, 0.14055514, 0.6412527, -0.12531331})

	decoded, scores := CTCGreedy(x.Array(), []int{5, 4}, 3, true)
	if want := [][]int{{0, 2, 0}, {2, 1}}; !reflect.DeepEqual(decoded, want) {
		t.Errorf("greedy: %v, want %v", decoded, want)
	}
	near(t, "greedy scores", FromSlice(scores).Cast(Float32), []float64{-4.55746, -4.5536604})
	beams, logs := CTCBeamSearch(x.Array(), []int{5, 4}, 10, 2)
	if want := [][][]int{{{0, 2, 0}, {0, 2, 0, 2}}, {{2, 1}, {0, 2, 1}}}; !reflect.DeepEqual(beams, want) {
		t.Errorf("beams: %v, want %v", beams, want)
	}
	near(t, "beam logs", FromSlice(append(logs[0], logs[1]...)).Cast(Float32), []float64{-1.5934701, -2.7583907, -1.2521529, -2.2802439})
}

func TestNonMaxSuppressionIsTensorFlows(t *testing.T) {
	s := NewScope(context.Background())
	boxes := Const([]float32{0, 0, 1, 1, 0, 0.1, 1, 1.1, 0, -0.1, 1, 0.9, 0, 10, 1, 11, 0, 10.1, 1, 11.1, 0, 100, 1, 101}, 6, 4)
	scores := Const([]float32{0.9, 0.75, 0.6, 0.95, 0.5, 0.3})
	kept, _ := s.NonMaxSuppression(boxes, scores, NMSSpec{Max: 3, Overlap: 0.5, Score: -1e30})
	sameInts(t, "three", kept, []int{3, 0, 5})
	kept, _ = s.NonMaxSuppression(boxes, scores, NMSSpec{Max: 10, Overlap: 0.5, Score: 0.4})
	sameInts(t, "score", kept, []int{3, 0})
	kept, final := s.NonMaxSuppression(boxes, scores, NMSSpec{Max: 6, Overlap: 1, Score: -1e30, SoftSigma: 0.5})
	sameInts(t, "soft", kept, []int{3, 0, 1, 5, 4, 2})
	near(t, "soft scores", FromSlice(final).Cast(Float32), []float64{0.95, 0.9, 0.38400355, 0.3, 0.2560026, 0.19697244})
	drawn := s.DrawBoundingBoxes(Full(Float32, 0, 1, 4, 5, 3), Const([]float32{0.1, 0.2, 0.8, 0.7}, 1, 1, 4), [][]float64{{1, 0, 0}})
	red := s.StridedSlice(drawn, []Slice{{Ellipsis: true}, At(0)})
	near(t, "drawn", red.Array(), []float64{1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0})
}
