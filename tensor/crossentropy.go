package tensor

import (
	"fmt"
	"math"
	"strings"

	"kerash/tensor/internal/kernel"
)

var opSoftmaxXent, opSparseXent, opSigmoidXent *Op

func init() {
	opSoftmaxXent = softmaxXentOp()
	opSparseXent = sparseXentOp()
	opSigmoidXent = sigmoidXentOp()
}

// softmaxXentOp takes rows of logits and labels and gives the loss of each row
// and its derivative softmax - labels.
func softmaxXentOp() *Op {
	return &Op{
		Name: "SoftmaxCrossEntropyWithLogits",
		Infer: func(c *Call) []Spec {
			x := c.In[0]
			if !fits(x.Shape, c.In[1].Shape) {
				throwRun("SoftmaxCrossEntropyWithLogits", "logits and labels must be broadcastable: logits_size=%s labels_size=%s", shapeBrackets(x.Shape), shapeBrackets(c.In[1].Shape))
			}
			return []Spec{{x.DType, x.Shape[:len(x.Shape)-1]}, x}
		},
		Eval: func(c *Call, in, out []*Array) {
			m, n := rowsOf(in[0])
			if in[0].dtype == Float64 {
				softmaxXent64(Data[float64](in[0]), Data[float64](in[1]), Data[float64](out[0]), Data[float64](out[1]), m, n)
				return
			}
			x, labels, loss, d := in[0].F32(), in[1].F32(), out[0].F32(), out[1].F32()
			kernel.LogSoftmax(d, x, m, n)
			for r := range m {
				sum := float32(0)
				for j := r * n; j < (r+1)*n; j++ {
					if labels[j] != 0 {
						sum -= labels[j] * d[j]
					}
				}
				loss[r] = sum
			}
			kernel.Unary(kernel.OpExp, d, d)
			kernel.Sub(d, d, labels)
			RoundHalf(in[0].dtype, loss)
			RoundHalf(in[0].dtype, d)
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			gx := s.gradXent(in[0], out[1], gout)
			// TensorFlow leaves out that the second output depends on the labels.
			glabels := s.ZerosLike(in[1])
			if gout[0] != nil {
				glabels = s.Neg(s.Mul(s.ExpandDims(gout[0], -1), s.LogSoftmax(in[0], -1)))
			}
			return []*Tensor{gx, glabels}
		},
	}
}

// sparseXentOp is softmaxXentOp with the number of the right class per row.
func sparseXentOp() *Op {
	return &Op{
		Name: "SparseSoftmaxCrossEntropyWithLogits",
		Infer: func(c *Call) []Spec {
			x, op := c.In[0], "SparseSoftmaxCrossEntropyWithLogits"
			if x.Shape[len(x.Shape)-1] == 0 {
				throwRun(op, "Must have at least one class, but got logits shape %s", shapeBrackets(x.Shape))
			}
			return []Spec{{x.DType, x.Shape[:len(x.Shape)-1]}, x}
		},
		Eval: evalSparseXent,
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.gradXent(in[0], out[1], gout), nil}
		},
	}
}

func sigmoidXentOp() *Op {
	return &Op{
		Name:        "SigmoidCrossEntropyWithLogits",
		Elementwise: true,
		Infer: func(c *Call) []Spec {
			for _, op := range [...]string{"GreaterEqual", "Neg", "Exp"} {
				c.CheckTypes(op, c.In[0])
			}
			c.CheckTypes("Mul", c.In...)
			return c.result(inferBroadcast(c))
		},
		Eval: evalSigmoidXent,
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			x, z, g := in[0], in[1], gout[0]
			return []*Tensor{s.UnbroadcastLike(s.Mul(g, s.Sub(s.Sigmoid(x), z)), x), s.UnbroadcastLike(s.Neg(s.Mul(g, x)), z)}
		},
	}
}

// gradXent is the gradient for the logits. gout[1] comes from a second
// differentiation.
func (s *Scope) gradXent(x, back *Tensor, gout []*Tensor) *Tensor {
	var g *Tensor
	if gout[0] != nil {
		g = s.Mul(s.ExpandDims(gout[0], -1), back)
	}
	if h := gout[1]; h != nil {
		y := s.Softmax(x, -1)
		second := s.Mul(y, s.Sub(h, s.Sum(s.Mul(h, y), []int{-1}, true)))
		if g == nil {
			return second
		}
		g = s.Add(g, second)
	}
	return g
}

func softmaxXent64(x, labels, loss, d []float64, m, n int) {
	softmax64(d, x, m, n, true)
	for r := range m {
		loss[r] = 0
		for j := r * n; j < (r+1)*n; j++ {
			if labels[j] != 0 {
				loss[r] -= labels[j] * d[j]
			}
			d[j] = math.Exp(d[j]) - labels[j]
		}
	}
}

func evalSparseXent(c *Call, in, out []*Array) {
	m, n := rowsOf(in[0])
	labels := in[1]
	for i := range labels.Size() {
		if k := labels.Int(i); k < 0 || k >= int64(n) {
			throwRun(c.Op.Name, "Received a label value of %d which is outside the valid range of [0, %d).  Label values: %s", k, n, strings.Trim(fmt.Sprint(labels.Ints()), "[]"))
		}
	}
	if in[0].dtype != Float64 {
		err := kernel.SoftmaxCrossEntropy(out[0].F32(), out[1].F32(), in[0].F32(), c.labels32(labels), m, n)
		Check(err)
		RoundHalf(in[0].dtype, out[0].F32())
		RoundHalf(in[0].dtype, out[1].F32())
		return
	}
	loss, d := Data[float64](out[0]), Data[float64](out[1])
	softmax64(d, Data[float64](in[0]), m, n, true)
	for r := range m {
		k := r*n + int(labels.Int(r))
		loss[r] = -d[k]
		for j := r * n; j < (r+1)*n; j++ {
			d[j] = math.Exp(d[j])
		}
		d[k]--
	}
}

// labels32 is the labels as int32, without a copy where they are so already.
func (c *Call) labels32(labels *Array) []int32 {
	if labels.dtype == Int32 {
		return Data[int32](labels)
	}
	if cap(c.ints) < labels.Size() {
		c.ints = make([]int32, labels.Size())
	}
	c.ints = c.ints[:labels.Size()]
	for i, v := range Data[int64](labels) {
		c.ints[i] = int32(v)
	}
	return c.ints
}

// sigmoidXent is max(x, 0) - x·z + log(1 + e^-|x|).
func sigmoidXent(x, z float64) float64 {
	return nan(x, math.Max(x, 0)) - x*z + math.Log1p(math.Exp(-math.Abs(x)))
}

func evalSigmoidXent(c *Call, in, out []*Array) {
	x, z, y := in[0], in[1], out[0]
	if y.dtype == Float64 {
		zip(Data[float64](y), x, z, y.shape, Data[float64](x), Data[float64](z), sigmoidXent)
		return
	}
	if !SameShape(x.shape, z.shape) {
		zip(y.F32(), x, z, y.shape, x.F32(), z.F32(), func(a, b float32) float32 { return float32(sigmoidXent(float64(a), float64(b))) })
		RoundHalf(y.dtype, y.F32())
		return
	}
	n := y.Size()
	d, product, log := y.F32(), c.Work(0, n), c.Work(1, n)
	a, b := x.F32(), z.F32()
	// The parts are added in TensorFlow's order, which loses least; d may be
	// one of the inputs.
	kernel.Mul(product, a, b)
	kernel.Unary(kernel.OpAbs, log, a)
	for _, op := range [...]kernel.UnOp{kernel.OpNeg, kernel.OpExp, kernel.OpLog1p} {
		kernel.Unary(op, log, log)
	}
	kernel.Unary(kernel.OpRelu, d, a)
	kernel.Sub(d, d, product)
	kernel.Add(d, d, log)
	RoundHalf(y.dtype, d)
}

// SoftmaxCrossEntropy is -Σ labels·log(softmax(logits)) along an axis.
func (s *Scope) SoftmaxCrossEntropy(labels, logits *Tensor, axis int) *Tensor {
	if logits.Rank() == 0 {
		throwRun("SoftmaxCrossEntropyWithLogits", "logits must be 2-dimensional")
	}
	labels = s.Cast(labels, logits.DType())
	if axis = normalAxis(axis, logits.Rank()); axis != logits.Rank()-1 {
		perm := []int{}
		for i := range logits.Rank() {
			if i != axis {
				perm = append(perm, i)
			}
		}
		perm = append(perm, axis)
		logits, labels = s.Transpose(logits, perm), s.Transpose(labels, perm)
	}
	if !SameShape(labels.Shape(), logits.Shape()) {
		if shape, ok := BroadcastShapes(labels.Shape(), logits.Shape()); ok && IsStatic(shape) {
			labels, logits = s.BroadcastTo(labels, shape), s.BroadcastTo(logits, shape)
		}
	}
	return s.Apply(opSoftmaxXent, nil, logits, labels)[0]
}

// SparseSoftmaxCrossEntropy is -log(softmax(logits)) of the class that each
// label names, along the last axis.
func (s *Scope) SparseSoftmaxCrossEntropy(labels, logits *Tensor) *Tensor {
	switch {
	case labels.Rank() != logits.Rank()-1:
		Throwf("ValueError", "`labels.shape.rank` must equal `logits.shape.rank - 1`. Received: labels.shape=%s of rank %d and logits.shape=%s of rank %d",
			ShapeString(labels.Shape()), labels.Rank(), ShapeString(logits.Shape()), logits.Rank())
	case !fits(labels.Shape(), logits.Shape()[:labels.Rank()]):
		Throwf("ValueError", "`labels.shape` must equal `logits.shape` except for the last dimension. Received: labels.shape=%s and logits.shape=%s",
			ShapeString(labels.Shape()), ShapeString(logits.Shape()))
	}
	return s.Apply(opSparseXent, nil, logits, labels)[0]
}

// SigmoidCrossEntropy is the cross-entropy of labels and sigmoid(logits),
// element by element.
func (s *Scope) SigmoidCrossEntropy(labels, logits *Tensor) *Tensor {
	if !fits(labels.Shape(), logits.Shape()) {
		Throwf("ValueError", "`logits` and `labels` must have the same shape, received (%s vs %s).", ShapeString(logits.Shape()), ShapeString(labels.Shape()))
	}
	return s.Apply1(opSigmoidXent, nil, logits, labels)
}

// WeightedCrossEntropy is [Scope.SigmoidCrossEntropy] with the positive part
// multiplied by weight.
func (s *Scope) WeightedCrossEntropy(labels, logits, weight *Tensor) *Tensor {
	if !fits(labels.Shape(), logits.Shape()) {
		Throwf("ValueError", "`logits` and `labels` must have the same shape, received (%s vs %s).", ShapeString(logits.Shape()), ShapeString(labels.Shape()))
	}
	one := Full(logits.DType(), 1)
	scale := s.Add(one, s.Mul(s.Sub(weight, one), labels))
	soft := s.Add(s.Log1p(s.Exp(s.Neg(s.Abs(logits)))), s.Relu(s.Neg(logits)))
	return s.Add(s.Mul(s.Sub(one, labels), logits), s.Mul(scale, soft))
}

// LogPoissonLoss is exp(x) - x·targets for x = log of the predictions; full
// adds Stirling's approximation of the constant part.
func (s *Scope) LogPoissonLoss(targets, x *Tensor, full bool) *Tensor {
	if !fits(targets.Shape(), x.Shape()) {
		Throwf("ValueError", "`log_input` and `targets` must have the same shape, received (%s vs %s).", ShapeString(x.Shape()), ShapeString(targets.Shape()))
	}
	y := s.Sub(s.Exp(x), s.Mul(x, targets))
	if !full {
		return y
	}
	dt := x.DType()
	half := s.Mul(Full(dt, 0.5), s.Log(s.Mul(Full(dt, 2*math.Pi), targets)))
	stirling := s.Add(s.Sub(s.Mul(targets, s.Log(targets)), targets), half)
	small := s.LogicalAnd(s.GreaterEqual(targets, Full(dt, 0)), s.LessEqual(targets, Full(dt, 1)))
	return s.Add(y, s.Select(small, s.ZerosLike(targets), stirling))
}
