package layers

import (
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// merge is what the layers share that combine several inputs element by
// element.
type merge struct {
	model.Base
	expand bool // the inputs differ in rank
}

// Init implements [model.Initer].
func (m *merge) Init(st *model.State) {
	m.Base.Init(st)
	m.SupportsMasking = true
}

// inputs is the tensors of a list of inputs; ok is false for anything else.
func inputs(in model.Value) (xs []*tensor.Tensor, ok bool) {
	switch in.(type) {
	case model.List, model.Tuple:
		return model.Leaves(in), true
	}
	return nil, false
}

// shapesText writes the shapes of inputs as Keras' errors do.
func shapesText(xs []*tensor.Tensor) string {
	parts := make([]string, len(xs))
	for i, x := range xs {
		parts[i] = tensor.ShapeString(x.Shape())
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// Build implements [model.Layer]: it checks that the inputs fit.
func (m *merge) Build(c *model.Context, in model.Value) {
	xs, ok := inputs(in)
	if !ok {
		tensor.Throwf("ValueError", "A merge layer should be called on a list of inputs. Received: input_shape=%s (not a list of shapes)", tensor.ShapeString(model.One(in).Shape()))
	}
	requireShapes(in)
	batch := -1
	for _, x := range xs {
		if x.Rank() == 0 || x.Dim(0) < 0 {
			continue
		}
		if batch >= 0 && x.Dim(0) != batch {
			tensor.Throwf("ValueError", "Cannot merge tensors with different batch sizes. Got tensors with shapes %s", shapesText(xs))
		}
		batch = x.Dim(0)
	}
	sample := xs[0].Shape()[1:]
	for _, x := range xs[1:] {
		sample = mergedShape(sample, x.Shape()[1:])
		m.expand = m.expand || x.Rank() != xs[0].Rank()
	}
}

// requireShapes throws what Keras does for a list of inputs that is empty or has
// something without a shape in it.
func requireShapes(in model.Value) {
	items := model.Items(in)
	if len(items) == 0 {
		e := tensor.Errorf("IndexError", "tuple index out of range")
		tensor.Throw(e.WithHint("the list of inputs is empty"))
	}
	for _, x := range items {
		switch x.(type) {
		case nil, string:
			e := tensor.Errorf("ValueError", "as_list() is not defined on an unknown TensorShape.")
			tensor.Throw(e.WithHint("one of the inputs is no tensor"))
		}
	}
}

// mergedShape is the shape that two samples have together.
func mergedShape(a, b []int) []int {
	if len(a) < len(b) {
		a, b = b, a
	}
	out, ok := tensor.BroadcastShapes(a, b)
	if !ok {
		tensor.Throwf("ValueError", "Inputs have incompatible shapes. Received shapes %s and %s", tensor.ShapeString(a), tensor.ShapeString(b))
	}
	return out
}

// aligned is the inputs with the same rank: axes of length one are put after
// the batch.
func (m *merge) aligned(c *model.Context, in model.Value) []*tensor.Tensor {
	xs, ok := inputs(in)
	if !ok {
		tensor.Throwf("ValueError", "A merge layer should be called on a list of inputs. Received: inputs=%s (not a list of tensors)", model.Describe(in))
	}
	if !m.expand {
		return xs
	}
	rank := 0
	for _, x := range xs {
		rank = max(rank, x.Rank())
	}
	out := make([]*tensor.Tensor, len(xs))
	for i, x := range xs {
		for x.Rank() < rank {
			x = c.ExpandDims(x, 1)
		}
		out[i] = x
	}
	return out
}

// fold combines the inputs from first to last.
func (m *merge) fold(c *model.Context, in model.Value, f func(a, b *tensor.Tensor) *tensor.Tensor) *tensor.Tensor {
	xs := m.aligned(c, in)
	y := xs[0]
	for _, x := range xs[1:] {
		y = f(y, x)
	}
	return y
}

// ComputeMask implements [model.Masker]: a step counts where it does in all
// inputs.
func (m *merge) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	masks := givenMasks(in, mask)
	var all *tensor.Tensor
	for _, k := range masks {
		switch {
		case k == nil:
		case all == nil:
			all = k
		default:
			all = c.LogicalAnd(all, k)
		}
	}
	if all == nil {
		return nil
	}
	return all
}

// givenMasks is the masks of a list of inputs, nil where there is none; nil
// when there is none at all.
func givenMasks(in, mask model.Value) []*tensor.Tensor {
	if mask == nil {
		return nil
	}
	switch mask.(type) {
	case model.List, model.Tuple:
	default:
		tensor.Throwf("ValueError", "`mask` should be a list. Received: mask=%s", model.Describe(mask))
	}
	xs, items := model.Items(in), model.Items(mask)
	if len(xs) != len(items) {
		tensor.Throwf("ValueError", "The lists `inputs` and `mask` should have the same length. Received: inputs=%s of length %d, and mask=%s of length %d", model.Describe(in), len(xs), model.Describe(mask), len(items))
	}
	out := make([]*tensor.Tensor, len(items))
	any := false
	for i, it := range items {
		out[i], _ = it.(*tensor.Tensor)
		any = any || out[i] != nil
	}
	if !any {
		return nil
	}
	return out
}

// Add is the sum of its inputs.
type Add struct{ merge }

// AddClass declares Add.
var AddClass = declare(&model.Class{
	Name: "Add", InitOf: "_Merge", Functions: []string{"add"},
	Doc:     "Adds a list of inputs of the same shape (or ones that broadcast).",
	Example: ">>> layers.Add()([tf.constant([1.0]), tf.constant([2.0])]).numpy()\narray([3.], dtype=float32)",
	New:     func() any { return new(Add) },
})

// Call implements [model.Layer].
func (l *Add) Call(c *model.Context, in model.Value) model.Value { return l.fold(c, in, c.Add) }

// Subtract is the difference of two inputs.
type Subtract struct{ merge }

// SubtractClass declares Subtract.
var SubtractClass = declare(&model.Class{
	Name: "Subtract", InitOf: "_Merge", Functions: []string{"subtract"},
	Doc:     "Subtracts the second of two inputs from the first.",
	Example: ">>> layers.Subtract()([tf.constant([5.0]), tf.constant([2.0])]).numpy()\narray([3.], dtype=float32)",
	New:     func() any { return new(Subtract) },
})

// Build implements [model.Layer].
func (l *Subtract) Build(c *model.Context, in model.Value) {
	l.merge.Build(c, in)
	if xs, _ := inputs(in); len(xs) != 2 {
		tensor.Throwf("ValueError", "A `Subtract` layer should be called on exactly 2 inputs. Received: input_shape=%s", shapesText(xs))
	}
}

// Call implements [model.Layer].
func (l *Subtract) Call(c *model.Context, in model.Value) model.Value { return l.fold(c, in, c.Sub) }

// Multiply is the product of its inputs.
type Multiply struct{ merge }

// MultiplyClass declares Multiply.
var MultiplyClass = declare(&model.Class{
	Name: "Multiply", InitOf: "_Merge", Functions: []string{"multiply"},
	Doc:     "Multiplies a list of inputs element by element.",
	Example: ">>> layers.Multiply()([tf.constant([3.0]), tf.constant([2.0])]).numpy()\narray([6.], dtype=float32)",
	New:     func() any { return new(Multiply) },
})

// Call implements [model.Layer].
func (l *Multiply) Call(c *model.Context, in model.Value) model.Value { return l.fold(c, in, c.Mul) }

// Average is the mean of its inputs.
type Average struct{ merge }

// AverageClass declares Average.
var AverageClass = declare(&model.Class{
	Name: "Average", InitOf: "_Merge", Functions: []string{"average"},
	Doc:     "Averages a list of inputs element by element.",
	Example: ">>> layers.Average()([tf.constant([1.0]), tf.constant([2.0])]).numpy()\narray([1.5], dtype=float32)",
	New:     func() any { return new(Average) },
})

// Call implements [model.Layer].
func (l *Average) Call(c *model.Context, in model.Value) model.Value {
	sum := l.fold(c, in, c.Add)
	if sum.DType() == tensor.String {
		tensor.Throwf("TypeError", "`x` and `y` must have the same dtype, got tf.string != tf.int32.")
	}
	return c.Div(sum, full(sum, float64(len(model.Items(in)))))
}

// Maximum is the largest of its inputs.
type Maximum struct{ merge }

// MaximumClass declares Maximum.
var MaximumClass = declare(&model.Class{
	Name: "Maximum", InitOf: "_Merge", Functions: []string{"maximum"},
	Doc:     "Takes the largest of a list of inputs, element by element.",
	Example: ">>> layers.Maximum()([tf.constant([1.0]), tf.constant([2.0])]).numpy()\narray([2.], dtype=float32)",
	New:     func() any { return new(Maximum) },
})

// Call implements [model.Layer].
func (l *Maximum) Call(c *model.Context, in model.Value) model.Value { return l.fold(c, in, c.Maximum) }

// Minimum is the smallest of its inputs.
type Minimum struct{ merge }

// MinimumClass declares Minimum.
var MinimumClass = declare(&model.Class{
	Name: "Minimum", InitOf: "_Merge", Functions: []string{"minimum"},
	Doc:     "Takes the smallest of a list of inputs, element by element.",
	Example: ">>> layers.Minimum()([tf.constant([1.0]), tf.constant([2.0])]).numpy()\narray([1.], dtype=float32)",
	New:     func() any { return new(Minimum) },
})

// Call implements [model.Layer].
func (l *Minimum) Call(c *model.Context, in model.Value) model.Value { return l.fold(c, in, c.Minimum) }
