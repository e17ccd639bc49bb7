package losses

import (
	"kerash/model"
	"kerash/tensor"
)

// logitsOf is the logits of predictions: the predictions themselves when they
// are said to be logits, what a softmax or sigmoid made them of when that is
// known, nil else.
func logitsOf(c *model.Context, yPred *tensor.Tensor, fromLogits bool, op, function string) *tensor.Tensor {
	made := model.LogitsOf(c, yPred, op)
	if made != nil && fromLogits {
		c.State.Warnf("UserWarning", "\"`%s` received `from_logits=True`, but the `output` argument was produced by a %s activation and thus does not represent logits. Was this intended?", function, op)
	}
	if made == nil && fromLogits {
		return yPred
	}
	return made
}

// inside keeps probabilities away from 0 and 1, so that they have logarithms.
func inside(c *model.Context, p *tensor.Tensor) *tensor.Tensor {
	return c.Clip(p, c.State.Epsilon, 1-c.State.Epsilon)
}

// smoothBinary moves labels towards 1/2.
func smoothBinary(c *model.Context, y *tensor.Tensor, by float64) *tensor.Tensor {
	if by == 0 {
		return y
	}
	return c.Add(c.Mul(y, full(y, 1-by)), full(y, 0.5*by))
}

// smooth moves one-hot labels towards the uniform distribution over an axis.
func smooth(c *model.Context, y *tensor.Tensor, by float64, axis int) *tensor.Tensor {
	if by == 0 {
		return y
	}
	classes := c.StridedSlice(c.ShapeOf(y, tensor.Int32), []tensor.Slice{tensor.At(axis)})
	return c.Add(c.Mul(y, full(y, 1-by)), c.Div(full(y, by), c.Cast(classes, y.DType())))
}

// binary is the cross-entropy of each element.
func binary(c *model.Context, y, p *tensor.Tensor, fromLogits bool) *tensor.Tensor {
	if x := logitsOf(c, p, fromLogits, "Sigmoid", "binary_crossentropy"); x != nil {
		return c.SigmoidCrossEntropy(y, x)
	}
	p = inside(c, p)
	eps, one := full(p, c.State.Epsilon), full(p, 1)
	sum := c.Mul(y, c.Log(c.Add(p, eps)))
	sum = c.Add(sum, c.Mul(c.Sub(one, y), c.Log(c.Add(c.Sub(one, p), eps))))
	return c.Neg(sum)
}

// BinaryCrossentropy is the cross-entropy of labels 0 and 1.
type BinaryCrossentropy struct {
	FromLogits     bool    `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	LabelSmoothing float64 `arg:"label_smoothing" default:"0.0" doc:"how far labels are moved towards 1/2"`
	Axis           int     `arg:"axis" default:"-1" doc:"axis over which the mean is taken"`
	model.LossBase
}

// BinaryCrossentropyClass declares BinaryCrossentropy.
var BinaryCrossentropyClass = declare(&model.Class{
	RaggedRows: true,
	Name:       "BinaryCrossentropy",
	Doc:        "The cross-entropy of labels 0 and 1: mean(-(y_true * log(y_pred) + (1 - y_true) * log(1 - y_pred))).",
	Example: `>>> keras.losses.BinaryCrossentropy()([[0.0, 1.0]], [[0.5, 0.5]]).numpy().round(4)
0.6931`,
	Keys: []string{"bce", "BCE"},
	New:  func() any { return new(BinaryCrossentropy) },
}, "binary_crossentropy", "binary_crossentropy")

// Compute implements [model.Loss].
func (l *BinaryCrossentropy) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	y := smoothBinary(c, like(c, yTrue, yPred), l.LabelSmoothing)
	return c.Mean(binary(c, y, yPred, l.FromLogits), []int{l.Axis}, false)
}

// BinaryFocalCrossentropy is cross-entropy in which easy samples count less.
type BinaryFocalCrossentropy struct {
	Balance        bool    `arg:"apply_class_balancing" default:"False" doc:"whether the classes are weighted by alpha"`
	Alpha          float64 `arg:"alpha" default:"0.25" doc:"weight of class 1; class 0 has 1 - alpha"`
	Gamma          float64 `arg:"gamma" default:"2.0" doc:"how much less easy samples count"`
	FromLogits     bool    `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	LabelSmoothing float64 `arg:"label_smoothing" default:"0.0" doc:"how far labels are moved towards 1/2"`
	Axis           int     `arg:"axis" default:"-1" doc:"axis over which the mean is taken"`
	model.LossBase
}

// BinaryFocalCrossentropyClass declares BinaryFocalCrossentropy.
var BinaryFocalCrossentropyClass = declare(&model.Class{
	RaggedRows: true,
	Name:       "BinaryFocalCrossentropy",
	Doc:        "Cross-entropy of labels 0 and 1 times (1 - p)^gamma, p being the probability given to the right label (Lin et al. 2018).",
	Example: `>>> keras.losses.BinaryFocalCrossentropy()([[0.0, 1.0]], [[0.5, 0.5]]).numpy().round(4)
0.1733`,
	New: func() any { return new(BinaryFocalCrossentropy) },
}, "binary_focal_crossentropy", "binary_focal_crossentropy")

// Compute implements [model.Loss].
func (l *BinaryFocalCrossentropy) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	y := smoothBinary(c, like(c, yTrue, yPred), l.LabelSmoothing)
	p := yPred
	if l.FromLogits {
		p = c.Sigmoid(yPred)
	}
	one := full(p, 1)
	// mix is a where the label is 1 and b where it is 0.
	mix := func(a, b *tensor.Tensor) *tensor.Tensor { return c.Add(c.Mul(y, a), c.Mul(c.Sub(one, y), b)) }
	right := mix(p, c.Sub(one, p))
	loss := c.Mul(c.Pow(c.Sub(one, right), full(p, l.Gamma)), binary(c, y, yPred, l.FromLogits))
	if l.Balance {
		loss = c.Mul(mix(full(p, l.Alpha), full(p, 1-l.Alpha)), loss)
	}
	return c.Mean(loss, []int{l.Axis}, false)
}

// CategoricalCrossentropy is the cross-entropy of one-hot labels.
type CategoricalCrossentropy struct {
	FromLogits     bool    `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	LabelSmoothing float64 `arg:"label_smoothing" default:"0.0" doc:"how far labels are moved towards the uniform distribution"`
	Axis           int     `arg:"axis" default:"-1" doc:"axis of the classes"`
	model.LossBase
}

// CategoricalCrossentropyClass declares CategoricalCrossentropy.
var CategoricalCrossentropyClass = declare(&model.Class{
	RaggedRows: true,
	Name:       "CategoricalCrossentropy",
	Doc:        "The cross-entropy of one-hot labels: -sum(y_true * log(y_pred)).",
	Example: `>>> keras.losses.CategoricalCrossentropy()([[0.0, 1.0]], [[0.5, 0.5]]).numpy().round(4)
0.6931`,
	New: func() any { return new(CategoricalCrossentropy) },
}, "categorical_crossentropy", "categorical_crossentropy")

// Compute implements [model.Loss].
func (l *CategoricalCrossentropy) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	checkClasses(c, yPred, "categorical_crossentropy")
	y := smooth(c, like(c, yTrue, yPred), l.LabelSmoothing, l.Axis)
	requireCompatible(c.State, y, yPred)
	if x := logitsOf(c, yPred, l.FromLogits, "Softmax", "categorical_crossentropy"); x != nil {
		return c.SoftmaxCrossEntropy(y, x, l.Axis)
	}
	axes := []int{l.Axis}
	p := inside(c, c.Div(yPred, c.Sum(yPred, axes, true)))
	return c.Neg(c.Sum(c.Mul(y, c.Log(p)), axes, false))
}

// checkClasses warns of predictions with a single class.
func checkClasses(c *model.Context, p *tensor.Tensor, function string) {
	if p.Rank() > 0 && p.Dim(-1) == 1 {
		c.State.Warnf("SyntaxWarning", "In loss %s, expected y_pred.shape to be (batch_size, num_classes) with num_classes > 1. Received: y_pred.shape=%s. Consider using 'binary_crossentropy' if you only have 2 classes.", function, tensor.ShapeString(p.Shape()))
	}
}

func requireCompatible(st *model.State, y, p *tensor.Tensor) {
	a, b := y.Shape(), p.Shape()
	ok := len(a) == len(b)
	for i := 0; ok && i < len(a); i++ {
		ok = a[i] == b[i] || a[i] == -1 || b[i] == -1
	}
	if !ok {
		tensor.Throwf("ValueError", "Shapes %s and %s are incompatible", tensor.ShapeString(st.OpenShape(a)), tensor.ShapeString(st.OpenShape(b)))
	}
}

// CategoricalFocalCrossentropy is cross-entropy of one-hot labels in which easy
// samples count less.
type CategoricalFocalCrossentropy struct {
	Alpha          any     `arg:"alpha" default:"0.25" doc:"weight of the classes, a number or one a class"`
	Gamma          float64 `arg:"gamma" default:"2.0" doc:"how much less easy samples count"`
	FromLogits     bool    `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	LabelSmoothing float64 `arg:"label_smoothing" default:"0.0" doc:"how far labels are moved towards the uniform distribution"`
	Axis           int     `arg:"axis" default:"-1" doc:"axis of the classes"`
	model.LossBase
}

// CategoricalFocalCrossentropyClass declares CategoricalFocalCrossentropy.
var CategoricalFocalCrossentropyClass = declare(&model.Class{
	RaggedRows: true,
	Name:       "CategoricalFocalCrossentropy",
	Doc:        "Cross-entropy of one-hot labels times alpha * (1 - p)^gamma, p being the probability given to the right class (Lin et al. 2018).",
	Example: `>>> keras.losses.CategoricalFocalCrossentropy()([[0.0, 1.0]], [[0.5, 0.5]]).numpy().round(4)
0.0433`,
	New: func() any { return new(CategoricalFocalCrossentropy) },
}, "categorical_focal_crossentropy", "categorical_focal_crossentropy")

// Compute implements [model.Loss].
func (l *CategoricalFocalCrossentropy) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	checkClasses(c, yPred, "categorical_focal_crossentropy")
	y := smooth(c, like(c, yTrue, yPred), l.LabelSmoothing, -1)
	requireCompatible(c.State, y, yPred)
	p := yPred
	if x := logitsOf(c, yPred, l.FromLogits, "Softmax", "categorical_focal_crossentropy"); x != nil {
		p = c.Softmax(x, l.Axis)
	}
	axes := []int{l.Axis}
	p = inside(c, c.Div(p, c.Sum(p, axes, true)))
	entropy := c.Mul(c.Neg(y), c.Log(p))
	weight := c.Mul(c.Pow(c.Sub(full(p, 1), p), full(p, l.Gamma)), model.AsTensor(l.Alpha, p.DType()))
	return c.Sum(c.Mul(weight, entropy), axes, false)
}
