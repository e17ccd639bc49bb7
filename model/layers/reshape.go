package layers

import (
	"fmt"
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// Reshape gives each sample another shape.
type Reshape struct {
	model.Base
	TargetShape target `arg:"target_shape" late:"elements int32" doc:"shape of one sample; one axis may be -1"`
}

// target is a shape in which -1 stands for what is left.
type target []int

// ConfigValue implements [model.ConfigValuer].
func (t target) ConfigValue() any {
	out := make(model.Tup, len(t))
	for i, n := range t {
		out[i] = n
	}
	return out
}

// AttrValue implements [model.AttrValuer].
func (t target) AttrValue() any { return t.ConfigValue() }

// ReshapeClass declares Reshape.
var ReshapeClass = declare(&model.Class{
	Name:    "Reshape",
	Doc:     "Gives each sample another shape with as many elements: (batch, ...) becomes (batch,) + target_shape.",
	Example: ">>> layers.Reshape((3, -1))(tf.ones((2, 12))).shape\nTensorShape([2, 3, 4])",
	New:     func() any { return new(Reshape) },
})

// Call implements [model.Layer].
func (r *Reshape) Call(c *model.Context, in model.Value) model.Value {
	x := model.Packed(c, in)
	r.CheckArgs(c)
	shape := x.Shape()
	target := []int(r.TargetShape)
	known := tensor.IsStatic(shape[1:])
	if known && x.IsSymbolic() {
		target = r.resolve(shape[1:])
	}
	if shape[0] >= 0 {
		return c.Reshape(x, append([]int{shape[0]}, target...))
	}
	if !slices.Contains(target, -1) && known {
		return c.Reshape(x, append([]int{-1}, target...))
	}
	return c.ReshapeTo(x, batchShape(c, x, target...))
}

// resolve replaces the -1 of the target for samples of a known shape.
func (r *Reshape) resolve(sample []int) []int {
	out := append([]int{}, r.TargetShape...)
	unknown, known := -1, 1
	for i, d := range out {
		switch {
		case d >= 0:
			known *= d
		case unknown >= 0:
			tensor.Throwf("ValueError", "There must be at most one unknown dimension in output_shape. Received: output_shape=%s.", listOf(r.TargetShape))
		default:
			unknown = i
		}
	}
	n := tensor.NumElements(sample)
	bad := n != known
	if unknown >= 0 {
		if bad = known == 0 || n%known != 0; !bad {
			out[unknown] = n / known
		}
	}
	if bad {
		tensor.Throwf("ValueError", "total size of new array must be unchanged, input_shape = %s, output_shape = %s", listOf(sample), listOf(r.TargetShape))
	}
	return out
}

// listOf writes integers as Python writes a list.
func listOf(v []int) string { return strings.ReplaceAll(fmt.Sprint(v), " ", ", ") }

// Permute reorders the axes of each sample.
type Permute struct {
	model.Base
	Dims []int `arg:"dims" doc:"the axes in their new order, counted from 1; the batch stays first"`
}

// PermuteClass declares Permute.
var PermuteClass = declare(&model.Class{
	Name:    "Permute",
	Doc:     "Puts the axes of each sample into another order.",
	Example: ">>> layers.Permute((2, 1))(tf.ones((2, 3, 4))).shape\nTensorShape([2, 4, 3])",
	New:     func() any { return new(Permute) },
})

// Init implements [model.Initer].
func (p *Permute) Init(st *model.State) {
	p.Base.Init(st)
	sorted := slices.Clone(p.Dims)
	slices.Sort(sorted)
	for i, d := range sorted {
		if d != i+1 {
			tensor.Throwf("ValueError", "Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must be consecutive and start from 1. Received dims=%s", tensor.ShapeString(p.Dims))
		}
	}
	p.Spec = []model.InputSpec{{NDim: len(p.Dims) + 1}}
}

// Call implements [model.Layer].
func (p *Permute) Call(c *model.Context, in model.Value) model.Value {
	return c.Transpose(model.One(in), append([]int{0}, p.Dims...))
}

// RepeatVector repeats each sample.
type RepeatVector struct {
	model.Base
	N count `arg:"n" doc:"how often"`
}

// count is an argument that has to be an int.
type count int

// SetArg implements [model.ArgSetter].
func (n *count) SetArg(st *model.State, v any) error {
	switch v := v.(type) {
	case int:
		*n = count(v)
		return nil
	case bool:
		if *n = 0; v {
			*n = 1
		}
		return nil
	}
	return tensor.Errorf("TypeError", "Expected an integer value for `n`, got <class '%s'>.", model.PythonType(v))
}

// ConfigValue implements [model.ConfigValuer].
func (n count) ConfigValue() any { return int(n) }

// AttrValue implements [model.AttrValuer].
func (n count) AttrValue() any { return int(n) }

// RepeatVectorClass declares RepeatVector.
var RepeatVectorClass = declare(&model.Class{
	Name:    "RepeatVector",
	Doc:     "Repeats each sample n times: (batch, features) becomes (batch, n, features).",
	Example: ">>> layers.RepeatVector(3)(tf.ones((2, 5))).shape\nTensorShape([2, 3, 5])",
	New:     func() any { return new(RepeatVector) },
})

// Init implements [model.Initer].
func (r *RepeatVector) Init(st *model.State) {
	r.Base.Init(st)
	r.Spec = []model.InputSpec{{NDim: 2}}
}

// Call implements [model.Layer].
func (r *RepeatVector) Call(c *model.Context, in model.Value) model.Value {
	return c.Tile(c.ExpandDims(model.One(in), 1), []int{1, int(r.N), 1})
}
