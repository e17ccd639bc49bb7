package main

import "math"

// The functions of the elementwise kernels on vectors of four, the same formulas
// as in functions.go. FMAX and FMIN give NaN when either operand is NaN.

func (b *nblock) addv(x, y nvec) nvec { return b.op2(nFadd, x, y) }
func (b *nblock) sub(x, y nvec) nvec  { return b.op2(nFsub, x, y) }
func (b *nblock) mul(x, y nvec) nvec  { return b.op2(nFmul, x, y) }
func (b *nblock) div(x, y nvec) nvec  { return b.op2(nFdiv, x, y) }
func (b *nblock) max(x, y nvec) nvec  { return b.op2(nFmax, x, y) }
func (b *nblock) min(x, y nvec) nvec  { return b.op2(nFmin, x, y) }
func (b *nblock) and(x, y nvec) nvec  { return b.op2(nAnd, x, y) }
func (b *nblock) or(x, y nvec) nvec   { return b.op2(nOrr, x, y) }
func (b *nblock) abs(x nvec) nvec     { return b.op1(nFabs, x) }
func (b *nblock) neg(x nvec) nvec     { return b.op1(nFneg, x) }

// fma is d + x·y, fnma is d - x·y.
func (b *nblock) fma(d, x, y nvec) nvec  { return b.tied(nFmla, d, x, y) }
func (b *nblock) fnma(d, x, y nvec) nvec { return b.tied(nFmls, d, x, y) }

// choose is yes where the mask has ones, else no.
func (b *nblock) choose(mask, yes, no nvec) nvec { return b.tied(nBsl, mask, yes, no) }

// less, equal and lessEq are masks, without ones for NaN.
func (b *nblock) less(x, y nvec) nvec   { return b.op2(nFcmgt, y, x) }
func (b *nblock) lessEq(x, y nvec) nvec { return b.op2(nFcmge, y, x) }
func (b *nblock) equal(x, y nvec) nvec  { return b.op2(nFcmeq, x, y) }

// negative is a mask of the lanes with a sign.
func (b *nblock) negative(x nvec) nvec { return b.op1(nSshr(31), x) }

func (b *nblock) zero() nvec { return b.word(0) }

func (b *nblock) clamp(x nvec, lo, hi float64) nvec {
	return b.min(b.max(x, b.f(lo)), b.f(hi))
}

// withSign gives |x| the sign of y.
func (b *nblock) withSign(x, y nvec) nvec { return b.or(x, b.and(y, b.word(signBit))) }

// poly evaluates a polynomial by pairs of terms, z being x².
func (b *nblock) poly(x, z nvec, c []float32) nvec {
	pair := func(i int) nvec {
		if i+1 == len(c) {
			return b.f(float64(c[i]))
		}
		return b.fma(b.f(float64(c[i])), b.f(float64(c[i+1])), x)
	}
	i := (len(c) - 1) &^ 1
	v := pair(i)
	for i -= 2; i >= 0; i -= 2 {
		v = b.fma(pair(i), v, z)
	}
	return v
}

// reduceExp splits x = n·ln 2 + r with whole n and |r| <= ln(2)/2.
func (b *nblock) reduceExp(x nvec) (n, r nvec) {
	n = b.op1(nFrintn, b.mul(x, b.f(log2e)))
	return n, b.fnma(b.fnma(x, n, b.f(ln2Hi)), n, b.f(ln2Lo))
}

// expm1Small is eʳ-1 for a reduced r.
func (b *nblock) expm1Small(r nvec) nvec {
	z := b.mul(r, r)
	return b.fma(r, b.poly(r, z, polyExp), z)
}

// power2 is 2ⁿ for whole n as integers.
func (b *nblock) power2(n nvec) nvec { return b.op1(nShl(23), b.op2(nAdd, n, b.word(127))) }

func (b *nblock) toInt(x nvec) nvec { return b.op1(nFcvtns, x) }

// halfPowers gives 2ⁿ as a product of two powers of about the same size.
func (b *nblock) halfPowers(n nvec) (p, q nvec) {
	i := b.toInt(n)
	half := b.op1(nSshr(1), i)
	return b.power2(half), b.power2(b.op2(nSub, i, half))
}

func (b *nblock) exp(x nvec) nvec {
	n, r := b.reduceExp(b.clamp(x, -104, 89))
	y := b.addv(b.expm1Small(r), b.f(1))
	p, q := b.halfPowers(n)
	return b.mul(b.mul(y, p), q)
}

// expNegative is eˣ for x <= 0 (or NaN); below the normal numbers it is 0.
func (b *nblock) expNegative(x nvec) nvec {
	n, r := b.reduceExp(b.max(x, b.f(-87.3)))
	return b.mul(b.addv(b.expm1Small(r), b.f(1)), b.power2(b.toInt(n)))
}

func (b *nblock) expm1(x nvec) nvec {
	n, r := b.reduceExp(b.clamp(x, -20, 89))
	y := b.expm1Small(r)
	s := b.power2(b.toInt(b.sub(n, b.f(1))))
	v := b.fma(b.sub(s, b.f(0.5)), y, s)
	return b.addv(v, v)
}

// reduceLog gives f and e with x = (1+f)·2ᵉ, 1+f between √½ and √2.
func (b *nblock) reduceLog(x nvec) (f, e nvec) {
	const sqrtHalf = 0x3f3504f3
	i := b.op1(nSshr(23), b.op2(nSub, x, b.word(sqrtHalf)))
	m := b.op2(nSub, x, b.op1(nShl(23), i))
	return b.sub(m, b.f(1)), b.op1(nScvtf, i)
}

// logReduced is ln(1+f) + e·ln 2.
func (b *nblock) logReduced(f, e nvec) nvec {
	z := b.mul(f, f)
	y := b.mul(b.poly(f, z, polyLog), b.mul(z, f))
	y = b.fnma(b.fma(y, e, b.f(ln2Lo)), z, b.f(0.5))
	return b.fma(b.addv(y, f), e, b.f(ln2Hi))
}

// logEdges puts in infinities and NaN.
func (b *nblock) logEdges(y, x nvec) nvec {
	y = b.choose(b.equal(x, b.f(math.Inf(1))), x, y)
	y = b.choose(b.equal(x, b.zero()), b.f(math.Inf(-1)), y)
	return b.op2(nOrn, y, b.lessEq(b.zero(), x)) // not 0 <= x: negative or NaN
}

func (b *nblock) log(x nvec) nvec {
	small := b.less(x, b.f(0x1p-126))
	f, e := b.reduceLog(b.choose(small, b.mul(x, b.f(1<<23)), x))
	return b.logEdges(b.logReduced(f, b.sub(e, b.and(small, b.f(23)))), x)
}

// log1p is ln(1+x): ln(u) + (x-(u-1))/u with u = 1+x rounded.
func (b *nblock) log1p(x nvec) nvec {
	u := b.addv(x, b.f(1))
	c := b.div(b.sub(x, b.sub(u, b.f(1))), u)
	inside := b.and(b.less(b.zero(), u), b.less(u, b.f(math.Inf(1))))
	f, e := b.reduceLog(u)
	y := b.logEdges(b.addv(b.logReduced(f, e), b.and(inside, c)), u)
	return b.choose(b.less(b.abs(x), b.f(1e-8)), x, y)
}

func (b *nblock) sigmoid(x nvec) nvec { return b.timesSigmoid(none, x) }

// timesSigmoid is m·sigmoid(x), or sigmoid(x) without m.
func (b *nblock) timesSigmoid(m, x nvec) nvec {
	one := b.f(1)
	factor := one
	if m != none {
		factor = b.clamp(m, -112, math.MaxFloat32)
	}
	n, r := b.reduceExp(b.min(b.abs(x), b.f(112)))
	p := b.expm1Small(r)
	t1, t2 := b.halfPowers(b.neg(n))
	d := b.addv(b.addv(b.mul(t1, t2), p), one)
	low := b.mul(b.div(b.mul(t1, factor), d), t2)
	if m == none {
		return b.choose(b.negative(x), low, b.sub(one, low))
	}
	// Where m is infinite the formula has infinity times zero.
	return b.choose(b.negative(x), b.addv(low, b.sub(m, m)), b.sub(m, low))
}

func (b *nblock) tanh(x nvec) nvec {
	const magic = 3<<22 + 127 // leaves n+127 in the last bits
	a := b.min(b.abs(x), b.f(10))
	t := b.fma(b.f(magic), b.sub(a, b.f(math.Ln2/4)), b.f(2*log2e))
	n := b.sub(t, b.f(magic))
	u := b.fnma(a, n, b.f(math.Ln2/2))
	z := b.mul(u, u)
	h := b.fma(u, b.poly(u, z, polyExpHalf), z)
	s := b.op1(nShl(23), t)
	rest := b.sub(b.mul(s, b.f(0.5)), b.f(0.5))
	h = b.fma(rest, h, s)
	return b.withSign(b.div(h, b.addv(h, b.f(1))), x)
}

func (b *nblock) erf(x nvec) nvec {
	a := b.min(b.abs(x), b.f(3.95))
	large := b.sub(b.f(1), b.expNegative(b.poly(a, b.mul(a, a), polyErfLog)))
	z := b.mul(x, x)
	small := b.fma(x, b.poly(z, b.mul(z, z), polyErf), x)
	return b.choose(b.less(a, b.f(0.92)), small, b.withSign(large, x))
}

// geluTanhArg is 2·√(2/π)·(x + 0.044715x³).
func (b *nblock) geluTanhArg(x nvec) nvec {
	return b.mul(b.fma(b.f(2*sqrt2OverPi), b.f(2*sqrt2OverPi*0.044715), b.mul(x, x)), x)
}

func (b *nblock) relu(x nvec) nvec { return b.max(x, b.zero()) }

// negativePart is y where x is negative, else x.
func (b *nblock) negativePart(x, y nvec) nvec { return b.choose(b.less(x, b.zero()), y, x) }

func (b *nblock) selu(x nvec) nvec {
	neg := b.mul(b.expm1(x), b.f(seluScaleAlpha))
	return b.choose(b.less(x, b.zero()), neg, b.mul(x, b.f(seluScale)))
}

func (b *nblock) softplus(x nvec) nvec {
	e := b.exp(b.or(x, b.word(signBit)))
	return b.addv(b.relu(x), b.log1p(e))
}

// sign is -1, 0 or 1, and NaN for NaN.
func (b *nblock) sign(x nvec) nvec {
	up := b.and(b.less(b.zero(), x), b.f(1))
	down := b.and(b.less(x, b.zero()), b.f(1))
	return b.op2(nOrn, b.sub(up, down), b.equal(x, x))
}

// geluTanhGrad and siluGrad are derivatives.
func (b *nblock) geluTanhGrad(x nvec) nvec {
	s := b.sigmoid(b.geluTanhArg(x))
	slope := b.fma(b.f(2*sqrt2OverPi), b.f(6*sqrt2OverPi*0.044715), b.mul(x, x))
	return b.fma(s, b.mul(b.mul(s, b.sub(b.f(1), s)), x), slope)
}

func (b *nblock) siluGrad(x nvec) nvec {
	s := b.sigmoid(x)
	return b.fma(s, b.mul(x, b.sub(b.f(1), s)), s)
}
