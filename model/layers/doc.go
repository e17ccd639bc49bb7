// Package layers declares Keras' layers, one file per layer or family. A
// layer's Call is written with the ops of its context only, so that it runs
// eagerly, symbolically and in a traced plan alike.
package layers

import (
	"kerash/model"
	_ "kerash/model/constraints" // names in constructor arguments
	_ "kerash/model/initializers"
	_ "kerash/model/regularizers"
	"kerash/tensor"
)

// declare adds a layer class.
func declare(c *model.Class) *model.Class {
	c.Kind = model.KindLayer
	return model.Declare(c)
}

// kernelBias is the arguments of layers that have a kernel and a bias, as they
// follow each other in their constructors.
type kernelBias struct {
	KernelInitializer model.Initializer `arg:"kernel_initializer" default:"'glorot_uniform'" doc:"makes the kernel"`
	BiasInitializer   model.Initializer `arg:"bias_initializer" default:"'zeros'" doc:"makes the bias"`
	KernelRegularizer model.Regularizer `arg:"kernel_regularizer" default:"None" doc:"penalty on the kernel"`
	BiasRegularizer   model.Regularizer `arg:"bias_regularizer" default:"None" doc:"penalty on the bias"`
	_                 model.Inherit     `arg:"activity_regularizer" default:"None"`
	KernelConstraint  model.Constraint  `arg:"kernel_constraint" default:"None" doc:"projection of the kernel after each update"`
	BiasConstraint    model.Constraint  `arg:"bias_constraint" default:"None" doc:"projection of the bias after each update"`
}

func (k *kernelBias) addKernel(c *model.Context, b *model.Base, shape ...int) *tensor.Variable {
	return b.AddWeight(c, "kernel", shape, k.KernelInitializer, model.Regularized(k.KernelRegularizer), model.Constrained(k.KernelConstraint))
}

func (k *kernelBias) addBias(c *model.Context, b *model.Base, shape ...int) *tensor.Variable {
	return b.AddWeight(c, "bias", shape, k.BiasInitializer, model.Regularized(k.BiasRegularizer), model.Constrained(k.BiasConstraint))
}

// full is a constant of x's dtype.
func full(x *tensor.Tensor, v float64) *tensor.Tensor { return tensor.Full(x.DType(), v) }

// number is full for a number that TensorFlow itself converts: x may not be text.
func number(x *tensor.Tensor, v float64) *tensor.Tensor {
	if x.DType() == tensor.String {
		tensor.Throwf("TypeError", "Cannot convert %s to EagerTensor of dtype string", model.Describe(v))
	}
	return full(x, v)
}
