package metrics

import (
	"kerash/model"
	"kerash/tensor"
)

// iou is the part of metrics of intersection over union: a confusion matrix of
// classes.
type iou struct {
	model.MetricBase
	Matrix     *tensor.Variable `weight:"total_cm"`
	Classes    int              `attr:"num_classes"`
	Targets    classes          `attr:"target_class_ids"`
	Ignore     *int             `attr:"ignore_class"`
	SparseTrue bool             `attr:"sparse_y_true"`
	SparsePred bool             `attr:"sparse_y_pred"`
	Axis       int              `attr:"axis"`
}

func (m *iou) start(st *model.State, classes int, targets []int) {
	m.MetricBase.Init(st)
	for _, t := range targets {
		if t >= classes {
			throwf("Target class id %d is out of range, which is [0, %d).", t, classes)
		}
	}
	m.Classes, m.Targets = classes, targets
	m.Matrix = m.AddWeight(st.NewContext(), "total_confusion_matrix", []int{classes, classes}, nil)
}

func allClasses(n int) []int {
	roomFor(n)
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// Update implements [model.Metric].
func (m *iou) Update(c *model.Context, yTrue, yPred, weight any) {
	t, p := model.ToTensor(c, yTrue), model.ToTensor(c, yPred)
	if !m.SparseTrue {
		t = c.ArgMax(t, m.Axis, tensor.Int64)
	}
	if !m.SparsePred {
		p = c.ArgMax(p, m.Axis, tensor.Int64)
	}
	m.count(c, t, p, weight)
}

// count adds class numbers to the matrix.
func (m *iou) count(c *model.Context, t, p *tensor.Tensor, weight any) {
	flat := func(x *tensor.Tensor) *tensor.Tensor {
		if x.Rank() > 1 {
			return c.Reshape(x, []int{-1})
		}
		return x
	}
	t, p = c.Cast(flat(t), tensor.Int64), c.Cast(flat(p), tensor.Int64)
	var w *tensor.Tensor
	if weight != nil {
		w = flat(c.Cast(model.ToTensor(c, weight), m.DType))
		requireCompatible(p, w)
	}
	if m.Ignore != nil {
		valid := c.NotEqual(t, tensor.ConstScalar(int64(*m.Ignore)))
		zero := tensor.ConstScalar(int64(0))
		t, p = c.Select(valid, t, zero), c.Select(valid, p, zero)
		keep := c.Cast(valid, m.DType)
		if w == nil {
			w = keep
		} else {
			w = c.Mul(w, keep)
		}
	}
	m.Accumulate(c, m.Matrix, c.ConfusionMatrix(t, p, w, m.Classes, m.DType))
}

// Result implements [model.Metric].
func (m *iou) Result(c *model.Context) model.Value {
	matrix := c.Read(m.Matrix)
	both := c.DiagPart(matrix, tensor.DiagSpec{})
	either := c.Sub(c.Add(c.Sum(matrix, []int{0}, false), c.Sum(matrix, []int{1}, false)), both)
	at := tensor.IntTensor(tensor.Int32, m.Targets...)
	both, either = c.Gather(both, at, 0, 0), c.Gather(either, at, 0, 0)
	met := c.Sum(c.Cast(c.NotEqual(either, full(either, 0)), m.DType), nil, false)
	return c.DivNoNan(c.Sum(c.DivNoNan(both, either), nil, false), met)
}

// IoU is the intersection over union of some classes.
type IoU struct {
	NumClasses int     `arg:"num_classes" late:"now" doc:"number of classes"`
	Targets    classes `arg:"target_class_ids" doc:"the classes of which the mean is taken"`

	_ model.Inherit `arg:"name" default:"None"`
	_ model.Inherit `arg:"dtype" default:"None"`

	IgnoreClass *int `arg:"ignore_class" late:"cast int64" default:"None" doc:"number of a class that does not count"`
	SparseTrue  bool `arg:"sparse_y_true" default:"True" doc:"whether labels are class numbers instead of one-hot"`
	SparsePred  bool `arg:"sparse_y_pred" default:"True" doc:"whether predictions are class numbers instead of probabilities"`
	Axis        int  `arg:"axis" default:"-1" doc:"axis of the classes where there is one"`
	iou
}

// IoUClass declares IoU.
var IoUClass = declare(&model.Class{
	Name: "IoU",
	Doc:  "Intersection over union, true positives / (true positives + false positives + false negatives), the mean of some classes.",
	Example: `>>> m = keras.metrics.IoU(num_classes=2, target_class_ids=[0])
>>> m.update_state([0, 0, 1, 1], [0, 1, 0, 1])
>>> m.result().numpy().round(4)
0.3333`,
	New: func() any { return new(IoU) },
}, "")

// Init implements [model.Initer].
func (m *IoU) Init(st *model.State) {
	m.iou.Ignore, m.iou.SparseTrue, m.iou.SparsePred, m.iou.Axis = m.IgnoreClass, m.SparseTrue, m.SparsePred, m.Axis
	m.start(st, m.NumClasses, m.Targets)
}

// AddConfig implements [model.ConfigAdder].
func (m *IoU) AddConfig(cfg *model.Map) {
	order(cfg, "name", "dtype")
	listTargets(cfg)
}

// classes are numbers of classes, a list as an attribute.
type classes []int

// AttrValue implements [model.AttrValuer].
func (t classes) AttrValue() any {
	items, _ := model.Sequence([]int(t))
	return items
}

// listTargets writes the classes as a list.
func listTargets(cfg *model.Map) {
	items, _ := model.Sequence(cfg.Get("target_class_ids"))
	cfg.Set("target_class_ids", append([]any{}, items...))
}

// BinaryIoU is [IoU] of the classes 0 and 1, a prediction from the threshold on
// counting as 1.
type BinaryIoU struct {
	Targets   classes `arg:"target_class_ids" default:"(0, 1)" doc:"the classes of which the mean is taken"`
	Threshold float64 `arg:"threshold" late:"cast float" default:"0.5" doc:"predictions from it on count as 1"`

	_ model.Inherit `arg:"name" default:"None"`
	_ model.Inherit `arg:"dtype" default:"None"`
	iou
}

// BinaryIoUClass declares BinaryIoU.
var BinaryIoUClass = declare(&model.Class{
	Name: "BinaryIoU",
	Doc:  "Intersection over union of the classes 0 and 1, a prediction from the threshold on counting as 1.",
	Example: `>>> m = keras.metrics.BinaryIoU(target_class_ids=[0, 1], threshold=0.3)
>>> m.update_state([0, 1, 0, 1], [0.1, 0.2, 0.4, 0.7])
>>> m.result().numpy().round(4)
0.3333`,
	New: func() any { return new(BinaryIoU) },
}, "")

// Init implements [model.Initer].
func (m *BinaryIoU) Init(st *model.State) {
	m.SparseTrue, m.SparsePred, m.Axis = true, true, -1
	m.start(st, 2, m.Targets)
}

// AddConfig implements [model.ConfigAdder].
func (m *BinaryIoU) AddConfig(cfg *model.Map) { listTargets(cfg) }

// Update implements [model.Metric].
func (m *BinaryIoU) Update(c *model.Context, yTrue, yPred, weight any) {
	p := c.Cast(model.ToTensor(c, yPred), m.DType)
	m.count(c, model.ToTensor(c, yTrue), c.Cast(c.GreaterEqual(p, full(p, m.Threshold)), m.DType), weight)
}

// MeanIoU is [IoU] of all classes.
type MeanIoU struct {
	NumClasses int `arg:"num_classes" late:"now" doc:"number of classes"`

	_ model.Inherit `arg:"name" default:"None"`
	_ model.Inherit `arg:"dtype" default:"None"`

	IgnoreClass *int `arg:"ignore_class" late:"cast int64" default:"None" doc:"number of a class that does not count"`
	SparseTrue  bool `arg:"sparse_y_true" default:"True" doc:"whether labels are class numbers instead of one-hot"`
	SparsePred  bool `arg:"sparse_y_pred" default:"True" doc:"whether predictions are class numbers instead of probabilities"`
	Axis        int  `arg:"axis" default:"-1" doc:"axis of the classes where there is one"`
	iou
}

// MeanIoUClass declares MeanIoU.
var MeanIoUClass = declare(&model.Class{
	Name: "MeanIoU",
	Doc:  "Intersection over union, the mean of all classes.",
	Example: `>>> m = keras.metrics.MeanIoU(num_classes=2)
>>> m.update_state([0, 0, 1, 1], [0, 1, 0, 1])
>>> m.result().numpy().round(4)
0.3333`,
	New: func() any { return new(MeanIoU) },
}, "")

// Init implements [model.Initer].
func (m *MeanIoU) Init(st *model.State) {
	m.iou.Ignore, m.iou.SparseTrue, m.iou.SparsePred, m.iou.Axis = m.IgnoreClass, m.SparseTrue, m.SparsePred, m.Axis
	m.start(st, m.NumClasses, allClasses(m.NumClasses))
}

// OneHotIoU is [IoU] with one-hot labels.
type OneHotIoU struct {
	NumClasses int     `arg:"num_classes" late:"now" doc:"number of classes"`
	Targets    classes `arg:"target_class_ids" doc:"the classes of which the mean is taken"`

	_ model.Inherit `arg:"name" default:"None"`
	_ model.Inherit `arg:"dtype" default:"None"`

	IgnoreClass *int `arg:"ignore_class" late:"cast int64" default:"None" doc:"number of a class that does not count"`
	SparsePred  bool `arg:"sparse_y_pred" default:"False" doc:"whether predictions are class numbers instead of probabilities"`
	Axis        int  `arg:"axis" default:"-1" doc:"axis of the classes"`
	iou
}

// OneHotIoUClass declares OneHotIoU.
var OneHotIoUClass = declare(&model.Class{
	Name: "OneHotIoU",
	Doc:  "Intersection over union of some classes, labels being one-hot.",
	Example: `>>> m = keras.metrics.OneHotIoU(num_classes=3, target_class_ids=[0, 2])
>>> m.update_state([[0, 0, 1], [1, 0, 0]], [[0.2, 0.3, 0.5], [0.1, 0.6, 0.3]])
>>> m.result().numpy()
0.5`,
	New: func() any { return new(OneHotIoU) },
}, "")

// Init implements [model.Initer].
func (m *OneHotIoU) Init(st *model.State) {
	m.iou.Ignore, m.iou.SparsePred, m.iou.Axis = m.IgnoreClass, m.SparsePred, m.Axis
	m.start(st, m.NumClasses, m.Targets)
}

// AddConfig implements [model.ConfigAdder].
func (m *OneHotIoU) AddConfig(cfg *model.Map) { listTargets(cfg) }

// OneHotMeanIoU is [MeanIoU] with one-hot labels.
type OneHotMeanIoU struct {
	NumClasses int `arg:"num_classes" late:"now" doc:"number of classes"`

	_ model.Inherit `arg:"name" default:"None"`
	_ model.Inherit `arg:"dtype" default:"None"`

	IgnoreClass *int `arg:"ignore_class" late:"cast int64" default:"None" doc:"number of a class that does not count"`
	SparsePred  bool `arg:"sparse_y_pred" default:"False" doc:"whether predictions are class numbers instead of probabilities"`
	Axis        int  `arg:"axis" default:"-1" doc:"axis of the classes"`
	iou
}

// OneHotMeanIoUClass declares OneHotMeanIoU.
var OneHotMeanIoUClass = declare(&model.Class{
	Name: "OneHotMeanIoU",
	Doc:  "Intersection over union, the mean of all classes, labels being one-hot.",
	Example: `>>> m = keras.metrics.OneHotMeanIoU(num_classes=2)
>>> m.update_state([[0, 1], [1, 0]], [[0.2, 0.8], [0.1, 0.9]])
>>> m.result().numpy()
0.25`,
	New: func() any { return new(OneHotMeanIoU) },
}, "")

// Init implements [model.Initer].
func (m *OneHotMeanIoU) Init(st *model.State) {
	m.iou.Ignore, m.iou.SparsePred, m.iou.Axis = m.IgnoreClass, m.SparsePred, m.Axis
	m.start(st, m.NumClasses, allClasses(m.NumClasses))
}
