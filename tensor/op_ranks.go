package tensor

import (
	"slices"
	"strconv"
	"strings"
)

// rankRule is how many axes an op wants an input to have, and what it says of
// another number: {rank} and {shape} stand for those of the input.
type rankRule struct {
	input, least, most int
	text               string
}

const (
	oneMatrix   = "Input tensor 0 must have rank >= 2, got {rank}"
	leftMatrix  = "In[0] ndims must be >= 2: {rank}"
	oneSegment  = "input must be at least rank 1"
	someLogits  = "logits must have >= 1 dimension, got {shape}"
	fourAxes    = "input must be 4-dimensional{shape}"
	onePerAxis  = "segment_ids should be a vector."
	twoAxes     = "predictions must be 2-dimensional"
	oneAxis     = "targets must be 1-dimensional"
	anyMoreAxes = anyRank
)

// ranksOfOps are the ranks that ops check before anything else but dtypes, by the
// name of the op.
var ranksOfOps = map[string][]rankRule{
	"Softmax": {{0, 1, anyMoreAxes, someLogits}}, "LogSoftmax": {{0, 1, anyMoreAxes, someLogits}},
	"SegmentSum": segmentRanks, "SegmentProd": segmentRanks, "SegmentMin": segmentRanks, "SegmentMax": segmentRanks, "SegmentMean": segmentRanks,
	"Cholesky": matrixRank, "SelfAdjointEigV2": matrixRank, "MatrixInverse": matrixRank, "MatrixDeterminant": matrixRank, "LogMatrixDeterminant": matrixRank,
	"Qr": matrixRank, "Svd": matrixRank, "Eig": matrixRank, "MatrixSquareRoot": matrixRank, "MatrixSolve": matrixRank, "MatrixLogarithm": matrixRank,
	"Lu":                    {{0, 2, anyMoreAxes, "Input tensor must have rank >= 2, got {rank}"}},
	"MatrixTriangularSolve": {{0, 2, anyMoreAxes, leftMatrix}}, "BandedTriangularSolve": {{0, 2, anyMoreAxes, leftMatrix}},
	"MatrixSetDiagV3":   {{1, 1, anyMoreAxes, "diagonal must be at least 1-dim, received shape: {shape}"}},
	"LRN":               {{0, 4, 4, "in must be 4-dimensional"}},
	"Dilation2D":        {{0, 4, 4, fourAxes}},
	"MaxPoolWithArgmax": {{0, 4, 4, "tensor_in must be 4-dimensional (2)"}},
	"GatherNd":          {{0, 1, anyMoreAxes, "params must be at least a vector"}},
	"Roll":              {{0, 1, anyMoreAxes, "input must be 1-D or higher"}},
	"Diag":              {{0, 1, anyMoreAxes, "Input must be at least rank 1, got {rank}"}},
	"InTopKV2":          {{0, 2, 2, twoAxes}, {1, 1, 1, oneAxis}},
	"InvertPermutation": {{0, 1, 1, "invert_permutation expects a 1D vector."}},
}

var (
	matrixRank   = []rankRule{{0, 2, anyMoreAxes, oneMatrix}}
	segmentRanks = []rankRule{{0, 1, anyMoreAxes, oneSegment}, {1, 1, 1, onePerAxis}}
)

// checkRanks throws as TensorFlow does for inputs that have too few or too many
// axes for the op.
func (g *signature) checkRanks(in []Spec) {
	for _, r := range ranksOfOps[g.op] {
		name := signatureOf(g.op).inputs[r.input].name
		at := slices.IndexFunc(g.inputs, func(i sigInput) bool { return i.name == name })
		if at < 0 || at >= len(in) {
			continue
		}
		shape := in[at].Shape
		if n := len(shape); n < r.least || n > r.most {
			throwRun(g.op, "%s", strings.NewReplacer("{rank}", strconv.Itoa(n), "{shape}", shapeBrackets(shape)).Replace(r.text))
		}
	}
}
