package main

import (
	"math"
	"strings"
)

// neonFile is a file of elementwise kernels with their declarations and places
// in the table of kernels.
type neonFile struct {
	asm, stubs, install out
	table               neonTable
}

// elementwise makes a kernel that computes dst from slices of the same length
// and scalars, element by element; what is left over after whole vectors goes
// through the same instructions one by one. Without a slot it is called by name.
func (nf *neonFile) elementwise(name, slot, doc string, in, scalars []string, f func(b *nblock, in, sc []nvec) nvec) {
	b := newNblock()
	var v, sc []nvec
	for i := range in {
		v = append(v, b.add(ninstr{kind: nkLoad, ptr: i + 1, acc: none, n: none, m: none}))
	}
	for range scalars {
		sc = append(sc, b.add(ninstr{kind: nkScalar, acc: none, n: none, m: none}))
	}
	result := f(b, v, sc)
	a := newNalloc(b, result, &nf.table)

	sig := "dst, " + strings.Join(in, ", ") + " []float32"
	if len(scalars) > 0 {
		sig += ", " + strings.Join(scalars, ", ") + " float32"
	}
	nf.stubs.f("// %s %s\n//\n//go:noescape\nfunc %s(%s)\n", name, doc, name, sig)
	if slot != "" {
		nf.install.f("k.%s = %s", slot, name)
	}

	o := &nf.asm
	size := 24*(1+len(in)) + 4*len(scalars)
	o.f("// func %s(%s)", name, sig)
	o.f("TEXT ·%s(SB), NOSPLIT, $0-%d", name, size)
	o.i("MOVD dst_base+0(FP), R0")
	o.i("MOVD dst_len+8(FP), R9")
	for i, n := range in {
		o.i("MOVD %s_base+%d(FP), R%d", n, 24*(i+1), i+1)
	}
	o.i("MOVD $%s<>(SB), R10", nf.table.name)
	for i, s := range scalars {
		if r := a.reg[sc[i]]; r >= 0 {
			o.i("FMOVS %s+%d(FP), F%d", s, 24*(1+len(in))+4*i, r)
			o.word(nDup, r, r, -1)
		}
	}
	for i, in := range b.code {
		if in.kind == nkConst && a.reg[i] >= 0 {
			o.i("FMOVQ %d(R10), F%d", a.offset[nvec(i)], a.reg[i])
		}
	}
	o.i("SUBS $4, R9")
	o.i("BLT rest")
	o.f("loop:")
	a.emit(o, false)
	neonMove(o, false, false, 0, a.reg[result])
	o.i("SUBS $4, R9")
	o.i("BGE loop")
	o.f("rest:")
	o.i("ADDS $4, R9")
	o.i("BEQ done")
	o.f("single:")
	a.emit(o, true)
	neonMove(o, true, false, 0, a.reg[result])
	o.i("SUBS $1, R9")
	o.i("BNE single")
	o.f("done:")
	o.i("RET")
	o.f("")
}

// writeNeonElementwise writes the elementwise kernels for arm64.
func writeNeonElementwise() {
	nf := &neonFile{table: neonTable{name: "elementwiseConst"}}
	nf.asm.f("%s#include \"textflag.h\"\n", header)
	nf.unaries()
	nf.params()
	nf.gradients()
	nf.binaries()
	nf.rows()
	nf.table.write(&nf.asm)
	nf.asm.save("elementwise_arm64.s")
	var decl out
	decl.f("%spackage kernel\n", header)
	decl.f("// installElementwise puts the kernels of this file into the table.\nfunc installElementwise(k *kernels) {\n%s}\n", nf.install.String())
	decl.Write(nf.stubs.Bytes())
	decl.saveGo("elementwise_arm64.go")
}

func (nf *neonFile) unary(op string, f func(b *nblock, x nvec) nvec) {
	nf.elementwise("neon"+op, "unary[Op"+op+"]", "computes "+op+" of each element of x.", []string{"x"}, nil,
		func(b *nblock, in, _ []nvec) nvec { return f(b, in[0]) })
}

func (nf *neonFile) unaries() {
	op := func(o neonOp) func(b *nblock, x nvec) nvec {
		return func(b *nblock, x nvec) nvec { return b.op1(o, x) }
	}
	nf.unary("Neg", op(nFneg))
	nf.unary("Abs", op(nFabs))
	nf.unary("Sign", (*nblock).sign)
	nf.unary("Square", func(b *nblock, x nvec) nvec { return b.mul(x, x) })
	nf.unary("Sqrt", op(nFsqrt))
	nf.unary("Rsqrt", func(b *nblock, x nvec) nvec { return b.div(b.f(1), b.op1(nFsqrt, x)) })
	nf.unary("Reciprocal", func(b *nblock, x nvec) nvec { return b.div(b.f(1), x) })
	nf.unary("Exp", (*nblock).exp)
	nf.unary("Expm1", (*nblock).expm1)
	nf.unary("Log", (*nblock).log)
	nf.unary("Log1p", (*nblock).log1p)
	nf.unary("Tanh", (*nblock).tanh)
	nf.unary("Erf", (*nblock).erf)
	nf.unary("Floor", op(nFrintm))
	nf.unary("Ceil", op(nFrintp))
	nf.unary("Round", op(nFrintn))
	nf.unary("Sigmoid", (*nblock).sigmoid)
	nf.unary("GeluTanh", func(b *nblock, x nvec) nvec { return b.timesSigmoid(x, b.geluTanhArg(x)) })
	nf.unary("Relu", (*nblock).relu)
	nf.unary("Relu6", func(b *nblock, x nvec) nvec { return b.min(b.relu(x), b.f(6)) })
	nf.unary("Elu", func(b *nblock, x nvec) nvec { return b.negativePart(x, b.expm1(x)) })
	nf.unary("Selu", (*nblock).selu)
	nf.unary("Softplus", (*nblock).softplus)
	nf.unary("Softsign", func(b *nblock, x nvec) nvec { return b.div(x, b.addv(b.abs(x), b.f(1))) })
	nf.unary("Silu", func(b *nblock, x nvec) nvec { return b.timesSigmoid(x, x) })
	nf.unary("HardSigmoid", func(b *nblock, x nvec) nvec {
		return b.clamp(b.addv(b.mul(x, b.f(0.2)), b.f(0.5)), 0, 1)
	})
}

func (nf *neonFile) params() {
	param := func(op string, f func(b *nblock, x, p, q nvec) nvec) {
		nf.elementwise("neon"+op, "param[Op"+op+"]", "computes "+op+" of each element of x with parameters.", []string{"x"}, []string{"p", "q"},
			func(b *nblock, in, sc []nvec) nvec { return f(b, in[0], sc[0], sc[1]) })
	}
	param("Affine", func(b *nblock, x, p, q nvec) nvec { return b.addv(b.mul(x, p), q) })
	param("LeakyRelu", func(b *nblock, x, p, _ nvec) nvec { return b.negativePart(x, b.mul(x, p)) })
	param("EluAlpha", func(b *nblock, x, p, _ nvec) nvec { return b.negativePart(x, b.mul(b.expm1(x), p)) })
	param("Clip", func(b *nblock, x, p, q nvec) nvec { return b.min(b.max(x, p), q) })
	param("Threshold", func(b *nblock, x, p, q nvec) nvec { return b.choose(b.less(p, x), x, q) })
}

// gradients makes dst = g·f'(v).
func (nf *neonFile) gradients() {
	grad := func(op string, f func(b *nblock, v nvec) nvec) {
		nf.elementwise("neonGrad"+op, "grad[Grad"+op+"]", "computes g times the derivative of "+op+".", []string{"g", "v"}, nil,
			func(b *nblock, in, _ []nvec) nvec { return b.mul(f(b, in[1]), in[0]) })
	}
	positive := func(b *nblock, v nvec) nvec { return b.less(b.zero(), v) }
	grad("Relu", func(b *nblock, v nvec) nvec { return b.and(positive(b, v), b.f(1)) })
	grad("Relu6", func(b *nblock, v nvec) nvec { return b.and(b.and(positive(b, v), b.less(v, b.f(6))), b.f(1)) })
	grad("Tanh", func(b *nblock, y nvec) nvec { return b.sub(b.f(1), b.mul(y, y)) })
	grad("Sigmoid", func(b *nblock, y nvec) nvec { return b.mul(y, b.sub(b.f(1), y)) })
	grad("Elu", func(b *nblock, y nvec) nvec { return b.addv(b.min(y, b.zero()), b.f(1)) })
	grad("Selu", func(b *nblock, y nvec) nvec {
		return b.choose(b.less(y, b.zero()), b.addv(y, b.f(seluScaleAlpha)), b.f(seluScale))
	})
	grad("GeluTanh", (*nblock).geluTanhGrad)
	grad("Silu", (*nblock).siluGrad)
	grad("Softplus", (*nblock).sigmoid)
	grad("Softsign", func(b *nblock, x nvec) nvec {
		d := b.addv(b.abs(x), b.f(1))
		return b.div(b.f(1), b.mul(d, d))
	})
	grad("HardSigmoid", func(b *nblock, x nvec) nvec {
		return b.and(b.and(b.lessEq(b.f(-2.5), x), b.lessEq(x, b.f(2.5))), b.f(0.2))
	})
	grad("Rsqrt", func(b *nblock, y nvec) nvec { return b.mul(b.mul(b.mul(y, b.f(-0.5)), y), y) })
	grad("Reciprocal", func(b *nblock, y nvec) nvec { return b.mul(b.neg(y), y) })
	grad("Abs", func(b *nblock, x nvec) nvec {
		return b.sub(b.and(positive(b, x), b.f(1)), b.and(b.less(x, b.zero()), b.f(1)))
	})
	grad("Square", func(b *nblock, x nvec) nvec { return b.addv(x, x) })
	grad("Erf", func(b *nblock, x nvec) nvec {
		return b.mul(b.exp(b.mul(b.neg(x), x)), b.f(2/math.Sqrt(math.Pi)))
	})
}

func (nf *neonFile) binaries() {
	binary := func(op string, f func(b *nblock, x, y nvec) nvec) {
		nf.elementwise("neon"+op, "binary[Op"+op+"]", "computes "+op+" of a and b.", []string{"a", "b"}, nil,
			func(b *nblock, in, _ []nvec) nvec { return f(b, in[0], in[1]) })
		nf.elementwise("neon"+op+"Scalar", "scalar[Op"+op+"]", "computes "+op+" of a and s.", []string{"a"}, []string{"s"},
			func(b *nblock, in, sc []nvec) nvec { return f(b, in[0], sc[0]) })
		nf.elementwise("neon"+op+"Left", "scalarL[Op"+op+"]", "computes "+op+" of s and a.", []string{"a"}, []string{"s"},
			func(b *nblock, in, sc []nvec) nvec { return f(b, sc[0], in[0]) })
	}
	for _, c := range []struct {
		name string
		op   neonOp
	}{{"Add", nFadd}, {"Sub", nFsub}, {"Mul", nFmul}, {"Div", nFdiv}, {"Max", nFmax}, {"Min", nFmin}} {
		binary(c.name, func(b *nblock, x, y nvec) nvec { return b.op2(c.op, x, y) })
	}
	binary("SquaredDiff", func(b *nblock, x, y nvec) nvec { d := b.sub(x, y); return b.mul(d, d) })
	nf.elementwise("neonMulAdd", "", "computes a + b·s.", []string{"a", "b"}, []string{"s"},
		func(b *nblock, in, sc []nvec) nvec { return b.fma(in[0], in[1], sc[0]) })
}

// rows makes the steps of kernels over the rows of a matrix, one row each.
func (nf *neonFile) rows() {
	nf.elementwise("neonAddSqDev", "", "computes acc + (x-mean)².", []string{"acc", "x", "mean"}, nil,
		func(b *nblock, in, _ []nvec) nvec { d := b.sub(in[1], in[2]); return b.fma(in[0], d, d) })
	nf.elementwise("neonAddDevTimes", "", "computes acc + (x-mean)·g.", []string{"acc", "x", "mean", "g"}, nil,
		func(b *nblock, in, _ []nvec) nvec { return b.fma(in[0], b.sub(in[1], in[2]), in[3]) })
	nf.elementwise("neonNormalise", "", "computes (x-mean)·inv.", []string{"x"}, []string{"mean", "inv"},
		func(b *nblock, in, sc []nvec) nvec { return b.mul(b.sub(in[0], sc[0]), sc[1]) })
	nf.elementwise("neonScaleAdd", "", "computes x·scale + bias.", []string{"x", "scale", "bias"}, nil,
		func(b *nblock, in, _ []nvec) nvec { return b.fma(in[2], in[0], in[1]) })
	nf.elementwise("neonLinear3", "", "computes a·ca + x·cx + c0.", []string{"a", "x", "ca", "cx", "c0"}, nil,
		func(b *nblock, in, _ []nvec) nvec { return b.fma(b.fma(in[4], in[1], in[3]), in[0], in[2]) })
}
