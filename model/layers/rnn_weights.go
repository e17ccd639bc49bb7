package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// The arguments of recurrent layers and their cells come in groups that the
// classes put together in their own order.

// rnnInit is the initializers.
type rnnInit struct {
	KernelInitializer    model.Initializer `arg:"kernel_initializer" default:"'glorot_uniform'" doc:"makes the kernel, which the inputs are multiplied with"`
	RecurrentInitializer model.Initializer `arg:"recurrent_initializer" default:"'orthogonal'" doc:"makes the recurrent kernel, which the state is multiplied with"`
	BiasInitializer      model.Initializer `arg:"bias_initializer" default:"'zeros'" doc:"makes the bias"`
}

// rnnReg is the regularizers.
type rnnReg struct {
	KernelRegularizer    model.Regularizer `arg:"kernel_regularizer" default:"None" doc:"penalty on the kernel"`
	RecurrentRegularizer model.Regularizer `arg:"recurrent_regularizer" default:"None" doc:"penalty on the recurrent kernel"`
	BiasRegularizer      model.Regularizer `arg:"bias_regularizer" default:"None" doc:"penalty on the bias"`
}

// rnnConstr is the constraints.
type rnnConstr struct {
	KernelConstraint    model.Constraint `arg:"kernel_constraint" default:"None" doc:"projection of the kernel after each update"`
	RecurrentConstraint model.Constraint `arg:"recurrent_constraint" default:"None" doc:"projection of the recurrent kernel after each update"`
	BiasConstraint      model.Constraint `arg:"bias_constraint" default:"None" doc:"projection of the bias after each update"`
}

// rnnDrop is the dropout of inputs and state.
type rnnDrop struct {
	Dropout          share `arg:"dropout" default:"0.0" doc:"share of the inputs that is dropped while training"`
	RecurrentDropout share `arg:"recurrent_dropout" default:"0.0" doc:"share of the state that is dropped while training"`
}

// share is a number that is cut off at 0 and 1.
type share struct{ model.Number }

// SetArg implements [model.ArgSetter].
func (s *share) SetArg(st *model.State, v any) error {
	if _, number := model.AsFloat(v); !number {
		return tensor.Errorf("TypeError", "'>' not supported between instances of '%s' and 'float'", model.PythonType(v))
	}
	tensor.Check(s.Number.SetArg(st, v))
	switch f := s.Float(); {
	case f < 0:
		s.Number = model.NumberOf(0)
	case f > 1:
		s.Number = model.NumberOf(1)
	}
	return nil
}

// drops reports whether there is anything to drop.
func (s share) drops() bool { return s.Float() > 0 && s.Float() < 1 }

// checkProduct throws what the product of a sequence's steps with a kernel of
// another dtype throws, before an op over the whole sequence is run.
func checkProduct(c *model.Context, x, kernel *tensor.Tensor) {
	if x.DType() != kernel.DType() {
		c.MatMul(c.Reshape(x, []int{-1, kernel.Dim(0)}), kernel, false, false)
	}
}

func checkUnits(units int) {
	if units <= 0 {
		tensor.Throwf("ValueError", "Received an invalid value for argument `units`, expected a positive integer, got %d.", units)
	}
}

// rnnVars is the weights of a cell.
type rnnVars struct {
	Kernel    *tensor.Variable `weight:"kernel"`
	Recurrent *tensor.Variable `weight:"recurrent_kernel"`
	Bias      *tensor.Variable `weight:"bias"`
}

// add makes the weights of a cell with gates of the given total width.
func (v *rnnVars) add(c *model.Context, b *model.Base, kernel, recurrent []int, i *rnnInit, r *rnnReg, k *rnnConstr) {
	v.Kernel = b.AddWeight(c, "kernel", kernel, i.KernelInitializer, model.Regularized(r.KernelRegularizer), model.Constrained(k.KernelConstraint))
	v.Recurrent = b.AddWeight(c, "recurrent_kernel", recurrent, i.RecurrentInitializer, model.Regularized(r.RecurrentRegularizer), model.Constrained(k.RecurrentConstraint))
}

func (v *rnnVars) addBias(c *model.Context, b *model.Base, shape []int, init model.Initializer, r *rnnReg, k *rnnConstr) {
	v.Bias = b.AddWeight(c, "bias", shape, init, model.Regularized(r.BiasRegularizer), model.Constrained(k.BiasConstraint))
}

// read is the weights as tensors; the bias may be nil.
func (v *rnnVars) read(c *model.Context, b *model.Base) (kernel, recurrent, bias *tensor.Tensor) {
	return b.ReadWeight(c, v.Kernel), b.ReadWeight(c, v.Recurrent), b.ReadWeight(c, v.Bias)
}

// columnsOf is columns i·n to (i+1)·n of a matrix, or of a vector.
func columnsOf(c *model.Context, w *tensor.Tensor, i, n int) *tensor.Tensor {
	index := []tensor.Slice{tensor.Span(i*n, (i+1)*n)}
	if w.Rank() == 2 {
		index = append([]tensor.Slice{tensor.All()}, index...)
	}
	return c.StridedSlice(w, index)
}

// project is x·w + b; b may be nil.
func project(c *model.Context, x, w, b *tensor.Tensor) *tensor.Tensor {
	return c.Dense(x, w, b, tensor.ActNone)
}
