package layers

import (
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// Embedding maps integers to vectors that are learned.
type Embedding struct {
	model.Base
	InputDim    int               `arg:"input_dim" compared:"<= int" doc:"number of different integers: the largest one plus 1"`
	OutputDim   int               `arg:"output_dim" compared:"<= int" doc:"length of the vectors"`
	Initializer model.Initializer `arg:"embeddings_initializer" default:"'uniform'" doc:"makes the vectors"`
	Regularizer model.Regularizer `arg:"embeddings_regularizer" default:"None" doc:"penalty on the vectors"`
	_           model.Inherit     `arg:"activity_regularizer" default:"None"`
	Constraint  model.Constraint  `arg:"embeddings_constraint" default:"None" doc:"projection of the vectors after each update"`
	MaskZero    bool              `arg:"mask_zero" default:"False" doc:"whether 0 marks padding, which later layers skip"`
	InputLength any               `arg:"input_length" default:"None" doc:"length of the sequences, when it is constant"`
	Sparse      bool              `arg:"sparse" default:"False" config:"-" doc:"accepted for compatibility: the output is dense"`

	Embeddings *tensor.Variable `weight:"embeddings"`
}

// EmbeddingClass declares Embedding.
var EmbeddingClass = declare(&model.Class{
	Name: "Embedding",
	Doc: "Maps integers to vectors that are learned: (batch, ...) becomes (batch, ..., output_dim). An integer outside of " +
		"[0, input_dim) raises InvalidArgumentError.",
	Example: ">>> layers.Embedding(10, 4)(tf.constant([[1, 2, 3]])).shape\nTensorShape([1, 3, 4])",
	New:     func() any { return new(Embedding) },
})

// Init implements [model.Initer].
func (e *Embedding) Init(st *model.State) {
	if e.InShape == nil {
		e.InShape = model.Tup{e.InputLength}
		if items, ok := model.Sequence(e.InputLength); ok {
			e.InShape = model.Tup(items)
		}
	}
	if e.InputDim <= 0 || e.OutputDim <= 0 {
		tensor.Throwf("ValueError", "Both `input_dim` and `output_dim` should be positive, Received input_dim = %d and output_dim = %d", e.InputDim, e.OutputDim)
	}
	e.AutoCast = false
	e.Base.Init(st)
	e.SupportsMasking = e.MaskZero
	if e.Sparse && e.MaskZero {
		tensor.Throwf("ValueError", "`mask_zero` cannot be enabled when `tf.keras.layers.Embedding` is used with `tf.SparseTensor` input.")
	}
}

// Build implements [model.Layer].
func (e *Embedding) Build(c *model.Context, in model.Value) {
	e.Embeddings = e.AddWeight(c, "embeddings", []int{e.InputDim, e.OutputDim}, e.Initializer,
		model.Regularized(e.Regularizer), model.Constrained(e.Constraint))
}

// Call implements [model.Layer].
func (e *Embedding) Call(c *model.Context, in model.Value) model.Value {
	if r, ok := in.(model.Ragged); ok {
		return r.WithInner(e.vectors(c, r.Inner()))
	}
	return e.vectors(c, model.One(in))
}

// vectors are the rows of the table that integers name.
func (e *Embedding) vectors(c *model.Context, ids *tensor.Tensor) *tensor.Tensor {
	if dt := ids.DType(); dt != tensor.Int32 && dt != tensor.Int64 {
		ids = c.Cast(ids, tensor.Int32)
	}
	var y *tensor.Tensor
	err := tensor.Catch(func() { y = c.Gather(c.Read(e.Embeddings), ids, 0, 0) })
	if bad, ok := err.(*tensor.Error); ok { // TensorFlow looks up a variable by another op
		bad.Msg = strings.ReplaceAll(strings.Replace(bad.Msg, "[Op:GatherV2]", "[Op:ResourceGather] name: ", 1), "GatherV2", "ResourceGather")
	}
	tensor.Check(err)
	return c.Cast(y, e.Policy.Compute)
}

// ComputeOutputShape implements [model.ShapeComputer]; it checks input_length.
func (e *Embedding) ComputeOutputShape(c *model.Context, shape any) any {
	in := model.ShapeOf(shape)
	if e.InputLength == nil {
		return model.Tup(axisTuple(append(in, e.OutputDim)))
	}
	lengths := model.ShapeOf(e.InputLength)
	bad := len(lengths) != len(in)-1
	for i := 0; i < len(lengths) && !bad; i++ {
		if lengths[i] < 0 {
			lengths[i] = in[i+1]
		}
		bad = in[i+1] >= 0 && in[i+1] != lengths[i]
	}
	if bad {
		tensor.Throwf("ValueError", `"input_length" is %s, but received input has shape %s`, model.Describe(e.InputLength), tensor.ShapeString(in))
	}
	return model.Tup(axisTuple(append(append([]int{in[0]}, lengths...), e.OutputDim)))
}

// ComputeMask implements [model.Masker].
func (e *Embedding) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	if !e.MaskZero {
		return nil
	}
	x := model.One(in)
	return c.NotEqual(x, full(x, 0))
}
