// Package regularizers declares penalties on weights and outputs.
package regularizers

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// factor is the factor of a penalty: a finite number, rounded to floatx.
type factor float64

// SetArg implements [model.ArgSetter].
func (f *factor) SetArg(st *model.State, v any) error {
	if v == nil {
		return nil // the class's own default stays
	}
	x, ok := model.AsFloat(v)
	if !ok {
		return tensor.Errorf("ValueError", "Value %s is not a valid regularization penalty number, expected an int or float value.", model.Describe(v))
	}
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return tensor.Errorf("ValueError", "Value %s is not a valid regularization penalty number, an infinite number or NaN are not valid values.", model.Describe(v))
	}
	*f = factor(model.RoundFloatX(st, x))
	return nil
}

// ConfigValue implements [model.ConfigValuer].
func (f factor) ConfigValue() any { return float64(f) }

// AttrValue implements [model.AttrValuer].
func (f factor) AttrValue() any { return model.AsFloatX(float64(f)) }

// times is f·x.
func (f factor) times(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	return c.Mul(tensor.Full(x.DType(), float64(f)), x)
}

// absolute is f·Σ|x|.
func (f factor) absolute(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	return f.times(c, c.Sum(c.Abs(x), nil, false))
}

// square is f·Σx².
func (f factor) square(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	half := c.Mul(c.Sum(c.Square(x), nil, false), tensor.Full(x.DType(), 0.5))
	return (2 * f).times(c, half)
}

// L1 is l1 · Σ|x|.
type L1 struct {
	L1    factor `arg:"l1" default:"0.01" doc:"factor of the penalty"`
	Alias factor `arg:"l" default:"None" kwonly:"true" config:"-" doc:"another name of l1"`
}

// L1Class declares L1.
var L1Class = model.Declare(&model.Class{
	Kind: model.KindRegularizer, Name: "L1", Aliases: []string{"l1"},
	Doc:     "Penalty of l1 times the sum of the absolute values.",
	Example: ">>> float(keras.regularizers.L1(0.5)(tf.constant([1.0, -3.0])))\n2.0",
	New:     func() any { return &L1{L1: defaultFactor} },
})

// defaultFactor is what None stands for.
const defaultFactor = factor(0.009999999776482582)

// Init implements [model.Initer].
func (r *L1) Init(*model.State) {
	if r.Alias != 0 {
		r.L1 = r.Alias
	}
}

// Penalty implements [model.Regularizer].
func (r *L1) Penalty(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return r.L1.absolute(c, x) }

// UnknownArg is the error for a keyword that the class does not know.
func (r *L1) UnknownArg(_ *model.Class, a model.Named) error { return notRecognized(a) }

// L2 is l2 · Σx².
type L2 struct {
	L2    factor `arg:"l2" default:"0.01" doc:"factor of the penalty"`
	Alias factor `arg:"l" default:"None" kwonly:"true" config:"-" doc:"another name of l2"`
}

// L2Class declares L2.
var L2Class = model.Declare(&model.Class{
	Kind: model.KindRegularizer, Name: "L2", Aliases: []string{"l2"},
	Doc:     "Penalty of l2 times the sum of the squares.",
	Example: ">>> float(keras.regularizers.L2(0.5)(tf.constant([1.0, -3.0])))\n5.0",
	New:     func() any { return &L2{L2: defaultFactor} },
})

// Init implements [model.Initer].
func (r *L2) Init(*model.State) {
	if r.Alias != 0 {
		r.L2 = r.Alias
	}
}

// Penalty implements [model.Regularizer].
func (r *L2) Penalty(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return r.L2.square(c, x) }

// UnknownArg is the error for a keyword that the class does not know.
func (r *L2) UnknownArg(_ *model.Class, a model.Named) error { return notRecognized(a) }

func notRecognized(a model.Named) error {
	return tensor.Errorf("TypeError", "Argument(s) not recognized: %s", model.Describe(model.NewMap().Set(a.Name, a.Value)))
}

// L1L2 is l1 · Σ|x| + l2 · Σx².
type L1L2 struct {
	L1 factor `arg:"l1" default:"0.0" doc:"factor of the sum of absolute values"`
	L2 factor `arg:"l2" default:"0.0" doc:"factor of the sum of squares"`
}

// L1L2Class declares L1L2.
var L1L2Class = model.Declare(&model.Class{
	Kind: model.KindRegularizer, Name: "L1L2",
	Doc:     "Penalty of l1 times the sum of the absolute values plus l2 times the sum of the squares.",
	Example: ">>> float(keras.regularizers.L1L2(l1=0.5, l2=0.5)(tf.constant([1.0, -3.0])))\n7.0",
	New:     func() any { return new(L1L2) },
})

// The function l1_l2, whose defaults differ from the class's.
var _ = model.Declare(&model.Class{
	Kind: model.KindRegularizer, Name: "l1_l2", Defaults: map[string]string{"l1": "0.01", "l2": "0.01"},
	Doc:     "Makes an L1L2 regularizer.",
	Example: ">>> keras.regularizers.l1_l2(l1=0.5).get_config()\n{'l1': 0.5, 'l2': 0.009999999776482582}",
	New:     func() any { return new(L1L2) },
})

// Penalty implements [model.Regularizer].
func (r *L1L2) Penalty(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	sum := tensor.Full(x.DType(), 0)
	if r.L1 != 0 {
		sum = c.Add(sum, r.L1.absolute(c, x))
	}
	if r.L2 != 0 {
		sum = c.Add(sum, r.L2.square(c, x))
	}
	return sum
}

// OrthogonalRegularizer asks the rows or columns of a matrix to be orthogonal.
type OrthogonalRegularizer struct {
	Factor factor `arg:"factor" default:"0.01" doc:"factor of the penalty"`
	Mode   string `arg:"mode" default:"'rows'" doc:"'rows' or 'columns': which vectors are to be orthogonal"`
}

// OrthogonalRegularizerClass declares OrthogonalRegularizer.
var OrthogonalRegularizerClass = model.Declare(&model.Class{
	Kind: model.KindRegularizer, Name: "OrthogonalRegularizer", Aliases: []string{"orthogonal_regularizer"},
	Doc:     "Penalty on the cosines between the rows (or columns) of a matrix: factor times their mean absolute value.",
	Example: ">>> float(keras.regularizers.OrthogonalRegularizer(factor=0.5)(tf.eye(3)))\n0.0",
	New:     func() any { return &OrthogonalRegularizer{Factor: defaultFactor} },
})

// Init implements [model.Initer].
func (r *OrthogonalRegularizer) Init(*model.State) {
	if r.Mode != "rows" && r.Mode != "columns" {
		tensor.Throwf("ValueError", "Invalid value for argument `mode`. Expected one of {\"rows\", \"columns\"}. Received: mode=%s", r.Mode)
	}
}

// Penalty implements [model.Regularizer].
func (r *OrthogonalRegularizer) Penalty(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if x.Rank() != 2 {
		tensor.Throwf("ValueError", "Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape == %s", tensor.ShapeString(x.Shape()))
	}
	rows := r.Mode == "rows"
	axis := 0
	if rows {
		axis = 1
	}
	unit := l2Normalize(c, x, axis)
	product := c.MatMul(unit, unit, !rows, rows)
	n := product.Dim(0)
	off := c.Mul(product, offDiagonal(x.DType(), n))
	pairs := float64(n) * (float64(n) - 1) / 2
	sum := c.Sum(c.Abs(off), nil, false)
	return c.Div((r.Factor*0.5).times(c, sum), tensor.Full(x.DType(), pairs))
}

// l2Normalize is x over its length along an axis.
func l2Normalize(c *model.Context, x *tensor.Tensor, axis int) *tensor.Tensor {
	square := c.Sum(c.Square(x), []int{axis}, true)
	return c.Mul(x, c.Rsqrt(c.Maximum(square, tensor.Full(x.DType(), 1e-12))))
}

// offDiagonal is ones with zeros on the diagonal.
func offDiagonal(dt tensor.DType, n int) *tensor.Tensor {
	values := make([]float64, n*n)
	for i := range values {
		if i/n != i%n {
			values[i] = 1
		}
	}
	return tensor.FromArray(tensor.FromSlice(values, n, n).Cast(dt))
}
