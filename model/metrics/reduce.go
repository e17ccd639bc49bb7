package metrics

import (
	"kerash/model"
	"kerash/tensor"
)

// Sum is the weighted sum of the values that it is given.
type Sum struct {
	model.MetricBase
	Total     *tensor.Variable `attr:"total"`
	Reduction model.Member     `attr:"reduction"`
}

// SumClass declares Sum.
var SumClass = declare(&model.Class{
	Name: "Sum",
	Doc:  "The weighted sum of the values given so far.",
	Example: `>>> m = keras.metrics.Sum()
>>> m.update_state([1, 3, 5, 7])
>>> m.result().numpy()
16.0`,
	New: func() any { return new(Sum) },
}, "sum")

// Init implements [model.Initer].
func (m *Sum) Init(st *model.State) {
	m.MetricBase.Init(st)
	m.Reduction = model.Member{Enum: "Reduction", Name: "SUM"}
	m.Total = m.AddWeight(st.NewContext(), "total", nil, nil)
}

// Update implements [model.Metric]: yTrue is the values.
func (m *Sum) Update(c *model.Context, yTrue, yPred, weight any) {
	model.OnlyValues("Reduce", yPred)
	var w *tensor.Tensor
	if weight != nil {
		w = model.ToTensor(c, weight)
	}
	v, w := model.Weighted(c, m.DType, model.ToTensor(c, yTrue), w, false)
	if w != nil {
		v = c.Mul(v, w)
	}
	m.Accumulate(c, m.Total, c.Sum(v, nil, false))
}

// Result implements [model.Metric].
func (m *Sum) Result(c *model.Context) model.Value { return c.Read(m.Total) }

// MeanTensor is the weighted mean of tensors, element by element.
type MeanTensor struct {
	_ model.Inherit `arg:"name" default:"'mean_tensor'"`
	_ model.Inherit `arg:"dtype" default:"None"`

	Shape any `arg:"shape" default:"None" config:"-" doc:"shape of the tensors; that of the first one if not given"`
	model.MetricBase
	Total *tensor.Variable `attr:"total"`
	Count *tensor.Variable `attr:"count"`
}

// MeanTensorClass declares MeanTensor.
var MeanTensorClass = declare(&model.Class{
	Name: "MeanTensor",
	Doc:  "The weighted mean of the tensors given so far, element by element.",
	Example: `>>> m = keras.metrics.MeanTensor()
>>> m.update_state([0, 1, 2, 3])
>>> m.update_state([4, 5, 6, 7])
>>> m.result().numpy()
array([2., 3., 4., 5.], dtype=float32)`,
	New: func() any { return new(MeanTensor) },
}, "")

// Init implements [model.Initer].
func (m *MeanTensor) Init(st *model.State) {
	m.MetricBase.Init(st)
	if m.Shape != nil {
		m.build(st.NewContext(), model.ShapeOf(m.Shape))
	}
}

func (m *MeanTensor) build(c *model.Context, shape []int) {
	m.Total, m.Count = m.AddWeight(c, "total", shape, nil), m.AddWeight(c, "count", shape, nil)
}

// Update implements [model.Metric]: yTrue is the tensor.
func (m *MeanTensor) Update(c *model.Context, yTrue, yPred, weight any) {
	model.OnlyValues("MeanTensor", yPred)
	x := c.Cast(model.ToTensor(c, yTrue), m.DType)
	if m.Total == nil {
		m.build(c, x.Shape())
	} else if !tensor.SameShape(x.Shape(), m.Total.Shape()) {
		throwf("MeanTensor input values must always have the same shape. Expected shape (set during the first call): %s. Got: %s.", tensor.ShapeString(m.Total.Shape()), tensor.ShapeString(x.Shape()))
	}
	n := c.OnesLike(x)
	if weight != nil {
		var w *tensor.Tensor
		x, w = model.Weighted(c, m.DType, x, model.ToTensor(c, weight), true)
		n, x = c.Mul(n, w), c.Mul(x, w)
	}
	m.Accumulate(c, m.Total, x)
	m.Accumulate(c, m.Count, n)
}

// Result implements [model.Metric].
func (m *MeanTensor) Result(c *model.Context) model.Value {
	if m.Total == nil {
		throwf("MeanTensor does not have any value yet. Please call the MeanTensor instance or use `.update_state(value)` before retrieving the result.")
	}
	return c.DivNoNan(c.Read(m.Total), c.Read(m.Count))
}
