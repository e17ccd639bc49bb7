package layers

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// batchRenorm is the arguments and the state of batch renormalization, which
// corrects a batch's statistics towards the moving ones. (Ioffe, 2017)
type batchRenorm struct {
	Renorm   bool         `arg:"renorm" default:"False" kwonly:"true" config:"-" doc:"whether to correct the statistics of the batch towards their moving averages while training"`
	Clipping *model.Map   `arg:"renorm_clipping" default:"None" kwonly:"true" config:"-" doc:"dict of limits of the correction: rmax, rmin, dmax"`
	Inertia  model.Number `arg:"renorm_momentum" default:"0.99" kwonly:"true" config:"-" doc:"how much of the moving averages of the correction stays at each step"`

	MovingStddev *tensor.Variable `weight:"moving_stddev"`
	RenormMean   *tensor.Variable `weight:"renorm_mean"`
	RenormStddev *tensor.Variable `weight:"renorm_stddev"`
}

func (r *batchRenorm) check() {
	if !r.Renorm || r.Clipping == nil {
		return
	}
	for _, k := range r.Clipping.Keys {
		if k != "rmax" && k != "rmin" && k != "dmax" {
			tensor.Throwf("ValueError", "Received invalid keys for `renorm_clipping` argument: %s. Supported values: ['rmax', 'rmin', 'dmax'].", model.Describe(r.Clipping))
		}
	}
}

func (r *batchRenorm) add(c *model.Context, b *model.Base, shape []int, mean, variance model.Initializer, typed model.WeightOption) {
	stddev := rootInitializer{variance}
	r.MovingStddev = b.AddWeight(c, "moving_stddev", shape, stddev, typed, model.Frozen())
	r.RenormMean = b.AddWeight(c, "renorm_mean", shape, mean, typed, model.Frozen())
	r.RenormStddev = b.AddWeight(c, "renorm_stddev", shape, stddev, typed, model.Frozen())
}

// rootInitializer gives the square roots of another initializer's values.
type rootInitializer struct{ of model.Initializer }

// Initial implements [model.Initializer].
func (r rootInitializer) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return c.Sqrt(tensor.FromArray(r.of.Initial(c, shape, dt))).Array()
}

// correction is the factor r and the offset d that take normalised values of
// the batch to those of the moving statistics; gradients do not pass it. It
// moves the averages.
func (r *batchRenorm) correction(c *model.Context, mean, variance *tensor.Tensor, eps float64) (factor, offset *tensor.Tensor) {
	stddev := c.Sqrt(c.Add(variance, full(variance, eps)))
	known, spread := c.Read(r.RenormMean), c.Read(r.RenormStddev)
	spread = c.Maximum(spread, full(spread, math.Sqrt(eps)))
	factor, offset = c.Div(stddev, spread), c.Div(c.Sub(mean, known), spread)
	if v, ok := model.AsFloat(r.Clipping.Get("rmin")); ok {
		factor = c.Maximum(factor, full(factor, v))
	}
	if v, ok := model.AsFloat(r.Clipping.Get("rmax")); ok {
		factor = c.Minimum(factor, full(factor, v))
	}
	if v, ok := model.AsFloat(r.Clipping.Get("dmax")); ok {
		offset = c.Minimum(c.Maximum(offset, full(offset, -v)), full(offset, v))
	}
	if running(c, mean) {
		c.Average(r.RenormMean, r.Inertia.Float(), mean)
		c.Average(r.RenormStddev, r.Inertia.Float(), stddev)
	}
	return c.StopGradient(factor), c.StopGradient(offset)
}

// update moves the standard deviation and takes the moving variance from it.
func (r *batchRenorm) update(c *model.Context, moving *tensor.Variable, variance *tensor.Tensor, momentum, eps float64) {
	c.Average(r.MovingStddev, momentum, c.Sqrt(c.Add(variance, full(variance, eps))))
	s := c.Read(r.MovingStddev)
	c.Assign(moving, c.Relu(c.Sub(c.Square(s), full(s, eps))))
}

func (r *batchRenorm) addConfig(m *model.Map) {
	if !r.Renorm {
		return
	}
	clipping := r.Clipping
	if clipping == nil {
		clipping = model.NewMap()
	}
	m.Set("renorm", true).Set("renorm_clipping", clipping).Set("renorm_momentum", r.Inertia.ConfigValue())
}

// compose is the factor and the offset of scaling by factor, adding offset,
// then scaling by gamma and adding beta; gamma and beta may be nil.
func compose(c *model.Context, factor, offset, gamma, beta *tensor.Tensor) (*tensor.Tensor, *tensor.Tensor) {
	if gamma != nil {
		factor, offset = c.Mul(factor, gamma), c.Mul(offset, gamma)
	}
	if beta != nil {
		offset = c.Add(offset, beta)
	}
	return factor, offset
}

// virtualBatches is the argument that splits a batch into small ones, each
// normalised by itself.
type virtualBatches struct {
	VirtualBatchSize *int `arg:"virtual_batch_size" default:"None" kwonly:"true" config:"-" doc:"size of the small batches into which a batch is split, each normalised by itself; it has to divide the batch"`
}

func (v *virtualBatches) check(axes []int, adjusted bool) {
	if v.VirtualBatchSize == nil {
		return
	}
	if *v.VirtualBatchSize <= 0 {
		tensor.Throwf("ValueError", "`virtual_batch_size` must be a positive integer that divides the true batch size of the input tensor. Received: virtual_batch_size=%d", *v.VirtualBatchSize)
	}
	for _, a := range axes {
		if a == 0 {
			tensor.Throwf("ValueError", "When using `virtual_batch_size`, the batch dimension must be 0 and thus axis cannot include 0. Received axis=%s", model.Describe(axisList(axes).ConfigValue()))
		}
	}
	if adjusted {
		tensor.Throwf("ValueError", "When using `virtual_batch_size`, adjustment cannot be specified")
	}
}

// split gives x a second axis that counts the small batches; in inference each
// example is one.
func (v *virtualBatches) split(c *model.Context, x *tensor.Tensor, training bool) *tensor.Tensor {
	if training {
		return c.Reshape(x, append([]int{*v.VirtualBatchSize, -1}, x.Shape()[1:]...))
	}
	return c.Reshape(x, append([]int{-1, 1}, x.Shape()[1:]...))
}
