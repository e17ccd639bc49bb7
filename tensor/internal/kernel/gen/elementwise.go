package main

import "math"

// elementwise makes a kernel that computes dst from slices of the same length
// and scalars, element by element.
func (b *builder) elementwise(name, slot, doc string, in, scalars []string, unroll int, f func(in, scalars []vec) vec) {
	sig := "(dst"
	for _, n := range in {
		sig += ", " + n
	}
	sig += " []float32"
	for i, n := range scalars {
		if i == 0 {
			sig += ", "
		}
		sig += n
		if i < len(scalars)-1 {
			sig += ", "
		} else {
			sig += " float32"
		}
	}
	b.fn(name, sig+")", slot, doc)
	dst, n := b.slice("dst"), b.length("dst")
	var p []gp
	for _, s := range in {
		p = append(p, b.slice(s))
	}
	var sc []vec
	for _, s := range scalars {
		sc = append(sc, b.scalar(s))
	}
	b.each(n, unroll, func(s *span) {
		var v []vec
		for _, q := range p {
			v = append(v, s.load(q))
		}
		s.store(f(v, sc), dst)
	})
	b.end()
}

const (
	light = 4 // vectors of a round of a loop that memory limits
	heavy = 1
)

func writeElementwise() error {
	b := newBuilder("elementwise")
	b.unaries()
	b.activations()
	b.params()
	b.gradients()
	b.binaries()
	return b.write()
}

func (b *builder) unary(op string, unroll int, f func(x vec) vec) {
	b.elementwise("avx"+op, "unary[Op"+op+"]", "computes "+op+" of each element of x.", []string{"x"}, nil, unroll,
		func(in, _ []vec) vec { return f(in[0]) })
}

func (b *builder) unaries() {
	b.unary("Neg", light, b.neg)
	b.unary("Abs", light, b.abs)
	b.unary("Sign", light, b.sign)
	b.unary("Square", light, func(x vec) vec { return b.mul(x, x) })
	b.unary("Sqrt", light, func(x vec) vec { return b.sqrt(x) })
	b.unary("Rsqrt", light, func(x vec) vec { return b.div(b.load(b.f(1)), b.sqrt(x)) })
	b.unary("Reciprocal", light, func(x vec) vec { return b.div(b.load(b.f(1)), x) })
	b.unary("Exp", heavy, b.exp)
	b.unary("Expm1", heavy, b.expm1)
	b.unary("Log", heavy, b.log)
	b.unary("Log1p", heavy, b.log1p)
	b.unary("Tanh", heavy, b.tanh)
	b.unary("Erf", heavy, b.erf)
	b.unary("Floor", light, func(x vec) vec { return b.round(x, roundDown) })
	b.unary("Ceil", light, func(x vec) vec { return b.round(x, roundUp) })
	b.unary("Round", light, func(x vec) vec { return b.round(x, roundEven) })
}

func (b *builder) activations() {
	b.unary("Sigmoid", heavy, b.sigmoid)
	b.unary("Gelu", heavy, b.gelu)
	b.unary("GeluTanh", heavy, b.geluTanh)
	b.unary("Relu", light, b.relu)
	b.unary("Relu6", light, func(x vec) vec { return b.atMost(b.relu(x), 6) })
	b.unary("Elu", heavy, b.elu)
	b.unary("Selu", heavy, b.selu)
	b.unary("Softplus", heavy, b.softplus)
	b.unary("Softsign", light, b.softsign)
	b.unary("Silu", heavy, func(x vec) vec { return b.timesSigmoid(x, x) })
	b.unary("HardSigmoid", light, b.hardSigmoid)
}

func (b *builder) params() {
	param := func(op string, unroll int, f func(x, p, q vec) vec) {
		b.elementwise("avx"+op, "param[Op"+op+"]", "computes "+op+" of each element of x with parameters.", []string{"x"}, []string{"p", "q"}, unroll,
			func(in, sc []vec) vec { return f(in[0], sc[0], sc[1]) })
	}
	param("Affine", light, func(x, p, q vec) vec { return b.add(b.mul(x, p), q) })
	param("LeakyRelu", light, func(x, p, _ vec) vec { return b.negativePart(x, b.mul(x, p)) })
	param("EluAlpha", heavy, func(x, p, _ vec) vec { return b.negativePart(x, b.mul(b.expm1(x), p)) })
	param("Clip", light, func(x, p, q vec) vec { return b.min(q, b.max(p, x)) })
	param("Threshold", light, func(x, p, q vec) vec { return b.choose(b.cmp(x, p, isGreater), x, q) })
}

// gradients makes dst = g·f'(v).
func (b *builder) gradients() {
	grad := func(op string, unroll int, f func(v, g vec) vec) {
		b.elementwise("avxGrad"+op, "grad[Grad"+op+"]", "computes g times the derivative of "+op+".", []string{"g", "v"}, nil, unroll,
			func(in, _ []vec) vec { return f(in[1], in[0]) })
	}
	times := func(f func(v vec) vec) func(v, g vec) vec {
		return func(v, g vec) vec { return b.mul(f(v), g) }
	}
	oneMinus := func(x op) vec { return b.sub(b.load(b.f(1)), x) }
	// Where the derivative is 0, g counts as 0 unless it is not finite.
	grad("Relu", light, times(func(v vec) vec { return b.and(b.cmp(v, b.zero(), isGreater), b.f(1)) }))
	grad("Relu6", light, times(func(v vec) vec {
		return b.and(b.and(b.cmp(v, b.zero(), isGreater), b.cmp(v, b.f(6), isLess)), b.f(1))
	}))
	grad("Tanh", light, times(func(y vec) vec { return oneMinus(b.mul(y, y)) }))
	grad("Sigmoid", light, times(func(y vec) vec { return b.mul(y, oneMinus(y)) }))
	grad("Elu", light, times(func(y vec) vec { return b.add(b.min(b.zero(), y), b.f(1)) }))
	grad("Selu", light, times(func(y vec) vec {
		return b.choose(b.cmp(y, b.zero(), isLess), b.add(y, b.f(seluScaleAlpha)), b.load(b.f(seluScale)))
	}))
	grad("Gelu", heavy, times(func(x vec) vec {
		d := b.normalCDF(x)
		e := b.exp(b.mul(b.mul(x, x), b.f(-0.5)))
		b.fma(d, b.mul(x, e), b.f(1/math.Sqrt(2*math.Pi)))
		return d
	}))
	grad("GeluTanh", heavy, times(func(x vec) vec {
		s := b.sigmoid(b.geluTanhArg(x))
		slope := b.load(b.f(6 * sqrt2OverPi * 0.044715))
		b.mulAdd(slope, b.mul(x, x), b.f(2*sqrt2OverPi))
		d := b.mul(b.mul(s, oneMinus(s)), x)
		b.mulAdd(d, slope, s)
		return d
	}))
	grad("Silu", heavy, times(func(x vec) vec {
		s := b.sigmoid(x)
		d := b.mul(x, oneMinus(s))
		b.mulAdd(d, s, s)
		return d
	}))
	grad("Softplus", heavy, times(b.sigmoid))
	grad("Softsign", light, times(func(x vec) vec {
		d := b.add(b.abs(x), b.f(1))
		return b.div(b.load(b.f(1)), b.mul(d, d))
	}))
	grad("HardSigmoid", light, times(func(x vec) vec {
		return b.and(b.and(b.cmp(x, b.f(-2.5), isGreaterEq), b.cmp(x, b.f(2.5), isLessEq)), b.f(0.2))
	}))
	grad("Sqrt", light, func(y, g vec) vec { return b.div(b.mul(g, b.f(0.5)), y) })
	grad("Rsqrt", light, times(func(y vec) vec { return b.mul(b.mul(b.mul(y, b.f(-0.5)), y), y) }))
	grad("Reciprocal", light, times(func(y vec) vec { return b.mul(b.neg(y), y) }))
	grad("Abs", light, times(func(x vec) vec {
		up := b.and(b.cmp(x, b.zero(), isGreater), b.f(1))
		return b.sub(up, b.and(b.cmp(x, b.zero(), isLess), b.f(1)))
	}))
	grad("Square", light, times(func(x vec) vec { return b.add(x, x) }))
	grad("Erf", heavy, times(func(x vec) vec {
		return b.mul(b.exp(b.mul(b.neg(x), x)), b.f(2/math.Sqrt(math.Pi)))
	}))
}

func (b *builder) binaries() {
	binary := func(op string, f func(x, y vec) vec) {
		b.elementwise("avx"+op, "binary[Op"+op+"]", "computes "+op+" of a and b.", []string{"a", "b"}, nil, light,
			func(in, _ []vec) vec { return f(in[0], in[1]) })
		b.elementwise("avx"+op+"Scalar", "scalar[Op"+op+"]", "computes "+op+" of a and s.", []string{"a"}, []string{"s"}, light,
			func(in, sc []vec) vec { return f(in[0], sc[0]) })
		b.elementwise("avx"+op+"Left", "scalarL[Op"+op+"]", "computes "+op+" of s and a.", []string{"a"}, []string{"s"}, light,
			func(in, sc []vec) vec { return f(sc[0], in[0]) })
	}
	// nanOr puts NaN where x or y is NaN: the processor's max and min keep it
	// only on one side.
	nanOr := func(v, x, y vec) vec { return b.or(v, b.cmp(x, y, isUnordered)) }
	binary("Add", func(x, y vec) vec { return b.add(x, y) })
	binary("Sub", func(x, y vec) vec { return b.sub(x, y) })
	binary("Mul", func(x, y vec) vec { return b.mul(x, y) })
	binary("Div", func(x, y vec) vec { return b.div(x, y) })
	binary("Max", func(x, y vec) vec { return nanOr(b.max(x, y), x, y) })
	binary("Min", func(x, y vec) vec { return nanOr(b.min(x, y), x, y) })
	binary("SquaredDiff", func(x, y vec) vec { d := b.sub(x, y); return b.mul(d, d) })
	b.axpy()
}

// axpy adds a multiple of x to y.
func (b *builder) axpy() {
	b.fn("avxAxpy", "(y []float32, alpha float32, x []float32)", "axpy", "computes y += alpha·x.")
	y, n, x, alpha := b.slice("y"), b.length("y"), b.slice("x"), b.scalar("alpha")
	b.each(n, light, func(s *span) {
		v := s.load(y)
		b.fma(v, alpha, s.load(x))
		s.store(v, y)
	})
	b.end()
}
