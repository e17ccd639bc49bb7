package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

// Act is an activation that can be fused into the product before it, because
// its derivative can be told from its result.
type Act struct {
	kind  kernel.Act
	decl  *activation
	alpha float64
}

// The fused activations. The zero Act is the identity.
var (
	ActNone    = Act{}
	ActRelu    = Act{kind: kernel.ActRelu, decl: actRelu}
	ActRelu6   = Act{kind: kernel.ActRelu6, decl: actRelu6}
	ActElu     = Act{kind: kernel.ActElu, decl: actElu1, alpha: 1}
	ActSelu    = Act{kind: kernel.ActSelu, decl: actSelu}
	ActTanh    = Act{kind: kernel.ActTanh, decl: actTanhOut}
	ActSigmoid = Act{kind: kernel.ActSigmoid, decl: actSigmoidOut}
)

// actTanhOut and actSigmoidOut serve as epilogues and in recurrent steps.
var (
	actTanhOut = &activation{name: "Tanh", math: true, fromOut: true, k: kernel.OpTanh, pk: noParam, gk: kernel.GradTanh,
		f: func(x float64, p *actParams) float64 { return math.Tanh(x) },
		d: []actFunc{
			func(y float64, p *actParams) float64 { return 1 - y*y },
			func(y float64, p *actParams) float64 { return -2 * y },
			func(y float64, p *actParams) float64 { return -2 },
		}}
	actSigmoidOut = &activation{name: "Sigmoid", math: true, fromOut: true, k: kernel.OpSigmoid, pk: noParam, gk: kernel.GradSigmoid,
		f: func(x float64, p *actParams) float64 { return logistic(x) },
		d: []actFunc{
			func(y float64, p *actParams) float64 { return y * (1 - y) },
			func(y float64, p *actParams) float64 { return 1 - 2*y },
			func(y float64, p *actParams) float64 { return -2 },
		}}
)

// epilogue is the kernel's description of bias and activation.
func (a Act) epilogue(bias []float32) kernel.Epilogue {
	return kernel.Epilogue{Bias: bias, Act: a.kind, Alpha: float32(a.alpha)}
}

// finish64 adds the bias, when given, to rows of n and applies the activation.
func (a Act) finish64(y, bias []float64, n int) {
	if bias != nil {
		for i := range y {
			y[i] += bias[i%n]
		}
	}
	if a.decl != nil {
		p := actParams{a: a.alpha}
		for i, v := range y {
			y[i] = a.decl.f(v, &p)
		}
	}
}

// back is the gradient before the activation, from result y and gradient g.
func (a Act) back(s *Scope, y, g *Tensor) *Tensor {
	if a.decl == nil {
		return g
	}
	return s.activationGrad(&actAttr{act: a.decl, p: actParams{a: a.alpha}}, 1, y, g)
}

// denseAttr describes a Dense or, with transposes, a plain product.
type denseAttr struct {
	act    Act
	ta, tb bool
}

// opDense is act(x·w + b) for x of any rank, contracted over its last axis;
// the third input is optional.
var opDense = &Op{
	Name: "Dense",
	Infer: func(c *Call) []Spec {
		x, w := c.In[0], c.In[1]
		c.CheckTypes("MatMul", x, w)
		k := x.Shape[len(x.Shape)-1]
		if k >= 0 && w.Shape[0] >= 0 && k != w.Shape[0] {
			throwOp("__MklMatMul", "MatMul", "Matrix size-incompatible: In[0]: %s, In[1]: %s", shapeBrackets(x.Shape), shapeBrackets(w.Shape))
		}
		shape := append([]int{}, x.Shape...)
		shape[len(shape)-1] = w.Shape[1]
		return []Spec{{x.DType, shape}}
	},
	Eval: func(c *Call, in, out []*Array) {
		act := c.Attr.(*denseAttr).act
		m, k := rowsOf(in[0])
		n := in[1].shape[1]
		if out[0].dtype == Float64 {
			y := Data[float64](out[0])
			kernel.GemmF64(false, false, m, n, k, 1, Data[float64](in[0]), k, Data[float64](in[1]), n, 0, y, n)
			var b []float64
			if len(in) > 2 {
				b = Data[float64](in[2])
			}
			act.finish64(y, b, n)
			return
		}
		var b []float32
		if len(in) > 2 {
			b = in[2].F32()
		}
		ep := act.epilogue(b)
		kernel.Dense(m, n, k, in[0].F32(), in[1].F32(), out[0].F32(), &ep, in[1].layouts)
		RoundHalf(out[0].dtype, out[0].F32())
	},
}

// opProduct is op(a)·op(b), in which all leading axes of either count as rows:
// the backward products of Dense.
var opProduct = &Op{
	Name: "DenseProduct",
	Infer: func(c *Call) []Spec {
		p := c.Attr.(*denseAttr)
		a, b := c.In[0].Shape, c.In[1].Shape
		n := b[len(b)-1]
		if p.tb {
			n = b[0]
		}
		if p.ta {
			return []Spec{{c.In[0].DType, []int{a[len(a)-1], n}}}
		}
		shape := append([]int{}, a...)
		shape[len(shape)-1] = n
		return []Spec{{c.In[0].DType, shape}}
	},
	Eval: func(c *Call, in, out []*Array) {
		p := c.Attr.(*denseAttr)
		ar, ac := rowsOf(in[0])
		br, bc := rowsOf(in[1])
		m, k, n := ar, ac, bc
		if p.ta {
			m, k = ac, ar
		}
		if p.tb {
			n = br
		}
		if out[0].dtype == Float64 {
			kernel.GemmF64(p.ta, p.tb, m, n, k, 1, Data[float64](in[0]), ac, Data[float64](in[1]), bc, 0, Data[float64](out[0]), n)
			return
		}
		kernel.Gemm(p.ta, p.tb, m, n, k, 1, in[0].F32(), ac, in[1].F32(), bc, 0, out[0].F32(), n, nil)
		RoundHalf(out[0].dtype, out[0].F32())
	},
}

func (s *Scope) product(ta, tb bool, a, b *Tensor) *Tensor {
	return s.Apply1(opProduct, &denseAttr{ta: ta, tb: tb}, a, b)
}

func init() {
	opDense.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		g := c.Attr.(*denseAttr).act.back(s, out[0], gout[0])
		gin := make([]*Tensor, len(in))
		if s.wants(0) {
			gin[0] = s.product(false, true, g, in[1])
		}
		if s.wants(1) {
			gin[1] = s.product(true, false, in[0], g)
		}
		if len(in) > 2 && s.wants(2) {
			gin[2] = s.BiasAddGrad(g)
		}
		return gin
	}
	opProduct.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		p, a, b, g := c.Attr.(*denseAttr), in[0], in[1], gout[0]
		if p.ta { // c = aᵀ·b
			return []*Tensor{s.product(false, true, b, g), s.product(false, false, a, g)}
		}
		if p.tb { // c = a·bᵀ
			return []*Tensor{s.product(false, false, g, b), s.product(true, false, g, a)}
		}
		return []*Tensor{s.product(false, true, g, b), s.product(true, false, a, g)}
	}
	opBiasAdd.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		g := c.Attr.(*denseAttr).act.back(s, out[0], gout[0])
		return []*Tensor{g, s.BiasAddGrad(g)}
	}
	opBiasAddGrad.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return []*Tensor{s.Add(s.ZerosLike(in[0]), gout[0])}
	}
}

// opBiasAdd is act(x + b) with b along the last axis.
var opBiasAdd = &Op{
	Name:        "BiasAdd",
	Elementwise: true,
	Infer: func(c *Call) []Spec {
		x, b := c.In[0], c.In[1]
		if len(x.Shape) < 2 {
			throwOp("BiasAdd", "BiasAdd", "Input tensor must be at least 2D: %s", shapeBrackets(x.Shape))
		}
		if len(b.Shape) != 1 {
			throwOp("BiasAdd", "BiasAdd", "Biases must be 1D: %s", shapeBrackets(b.Shape))
		}
		if n := x.Shape[len(x.Shape)-1]; n >= 0 && b.Shape[0] >= 0 && n != b.Shape[0] {
			throwOp("BiasAdd", "BiasAdd", "Must provide as many biases as the last dimension of the input tensor: %s vs. %s", shapeBrackets(b.Shape), shapeBrackets(x.Shape))
		}
		return []Spec{x}
	},
	Eval: func(c *Call, in, out []*Array) {
		act := c.Attr.(*denseAttr).act
		n := in[1].shape[0]
		if out[0].dtype == Float64 {
			copy(Data[float64](out[0]), Data[float64](in[0]))
			act.finish64(Data[float64](out[0]), Data[float64](in[1]), n)
			return
		}
		y := out[0].F32()
		if len(y) == 0 {
			return
		}
		kernel.BinaryRow(kernel.OpAdd, y, in[0].F32(), in[1].F32())
		if act.decl != nil {
			ep := act.epilogue(nil)
			kernel.BiasAct(y, n, &ep)
		}
		RoundHalf(out[0].dtype, y)
	},
}

// opBiasAddGrad sums over all axes but the last.
var opBiasAddGrad = &Op{
	Name: "BiasAddGrad",
	Infer: func(c *Call) []Spec {
		s := c.In[0].Shape
		return []Spec{{c.In[0].DType, []int{s[len(s)-1]}}}
	},
	Eval: func(c *Call, in, out []*Array) {
		m, n := rowsOf(in[0])
		if out[0].dtype != Float64 {
			kernel.ColSums(out[0].F32(), in[0].F32(), m, n)
			RoundHalf(out[0].dtype, out[0].F32())
			return
		}
		y, x := Data[float64](out[0]), Data[float64](in[0])
		clear(y)
		for i, v := range x {
			y[i%n] += v
		}
	},
}

// Dense is act(x·w + b): x of shape (..., k), w (k, n), b (n) or nil. Product,
// bias and activation are one pass.
func (s *Scope) Dense(x, w, b *Tensor, act Act) *Tensor {
	if x.Rank() > 0 && w.Rank() == 2 && !x.DType().IsFloat() {
		return s.plainDense(x, w, b, act)
	}
	if x.Rank() == 0 || w.Rank() != 2 {
		throwOp("MatMul", "MatMul", "In[0] and In[1] has different ndims: %s vs. %s", shapeBrackets(x.Shape()), shapeBrackets(w.Shape()))
	}
	if b == nil {
		return s.Apply1(opDense, &denseAttr{act: act}, x, w)
	}
	if b.Rank() != 1 || b.Dim(0) != w.Dim(1) && b.Dim(0) >= 0 && w.Dim(1) >= 0 {
		throwRun("BiasAdd", "Must provide as many biases as the last dimension of the input tensor: %s vs. %d", shapeBrackets(b.Shape()), w.Dim(1))
	}
	s.checkTypes("BiasAdd", x, b)
	return s.Apply1(opDense, &denseAttr{act: act}, x, w, b)
}

// plainDense is [Scope.Dense] for integers and complex numbers, of which there
// is no fused form.
func (s *Scope) plainDense(x, w, b *Tensor, act Act) *Tensor {
	y := s.TensorDot(x, w, []int{-1}, []int{0})
	if b != nil {
		y = s.BiasAdd(y, b)
	}
	return s.BiasAct(y, nil, act)
}

// BiasAdd adds b, one value per element of the last axis, to x.
func (s *Scope) BiasAdd(x, b *Tensor) *Tensor {
	if x.DType().IsInteger() || x.DType().IsComplex() {
		s.checkTypes("BiasAdd", x, b)
		opBiasAdd.Infer(&Call{Op: opBiasAdd, In: []Spec{x.spec, b.spec}})
		return s.Add(x, b)
	}
	return s.Apply1(opBiasAdd, &denseAttr{}, x, b)
}

// BiasAct is act(x + b) in one pass; b may be nil.
func (s *Scope) BiasAct(x, b *Tensor, act Act) *Tensor {
	if b == nil {
		if act.decl == nil {
			return x
		}
		return s.activate(act.decl, x, actParams{a: act.alpha})
	}
	if !x.DType().IsFloat() {
		return s.BiasAct(s.BiasAdd(x, b), nil, act)
	}
	return s.Apply1(opBiasAdd, &denseAttr{act: act}, x, b)
}

// BiasAddGrad sums x over all axes but the last.
func (s *Scope) BiasAddGrad(x *Tensor) *Tensor {
	needRank("BiasAddGrad", x, 1, anyRank)
	s.checkTypes("BiasAddGrad", x)
	if !x.DType().IsFloat() {
		return s.Sum(x, Axes(nil, x.Rank())[:x.Rank()-1], false)
	}
	return s.Apply1(opBiasAddGrad, nil, x)
}
