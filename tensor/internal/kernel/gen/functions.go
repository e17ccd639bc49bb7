package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
)

// The functions of the elementwise kernels, each at most 2 units in the last
// place from the exact value.

const (
	log2e = 1.4426950408889634
	// ln2Hi has few enough bits that its product with an exponent is exact.
	ln2Hi = 0.693145751953125
	ln2Lo = math.Ln2 - ln2Hi
)

// reduceExp splits x = n·ln 2 + r with whole n and |r| <= ln(2)/2.
func (b *builder) reduceExp(x vec) (n, r vec) {
	n = b.round(b.mul(x, b.f(log2e)), roundEven)
	r = b.copyOf(x)
	b.fnma(r, n, b.f(ln2Hi))
	b.fnma(r, n, b.f(ln2Lo))
	return n, r
}

// expm1Small is eʳ-1 for a reduced r.
func (b *builder) expm1Small(r vec) vec {
	z := b.mul(r, r)
	q := b.polyPairs(r, z, polyExp)
	b.mulAdd(q, z, r)
	return q
}

// power2 is 2ⁿ for whole n as integers between -126 and 127.
func (b *builder) power2(n vec) vec {
	v := b.YMM()
	b.VPADDD(b.word(127), n, v)
	b.VPSLLD(operand.Imm(23), v, v)
	return v
}

func (b *builder) toInt(x vec) vec {
	v := b.YMM()
	b.VCVTPS2DQ(x, v)
	return v
}

// exp is eˣ. 2ⁿ is multiplied in two halves, so that denormal results come out
// rounded once and overflow gives infinity.
func (b *builder) exp(x vec) vec {
	n, r := b.reduceExp(b.atMost(b.atLeast(x, -104), 89))
	y := b.expm1Small(r)
	b.VADDPS(b.f(1), y, y)
	p, q := b.halfPowers(n)
	return b.mul(b.mul(y, p), q)
}

// halfPowers gives 2ⁿ as a product of two powers of about the same size.
func (b *builder) halfPowers(n vec) (p, q vec) {
	i, half := b.toInt(n), b.YMM()
	b.VPSRAD(operand.Imm(1), i, half)
	b.VPSUBD(half, i, i)
	return b.power2(half), b.power2(i)
}

// expNegative is eˣ for x <= 0 (or NaN); below the normal numbers it is 0.
func (b *builder) expNegative(x vec) vec {
	n, r := b.reduceExp(b.atLeast(x, -87.3))
	y := b.expm1Small(r)
	b.VADDPS(b.f(1), y, y)
	return b.mul(y, b.power2(b.toInt(n)))
}

// expm1 is eˣ-1 = 2·(2ⁿ⁻¹·(eʳ-1) + (2ⁿ⁻¹-½)).
func (b *builder) expm1(x vec) vec {
	n, r := b.reduceExp(b.atMost(b.atLeast(x, -20), 89))
	y := b.expm1Small(r)
	s := b.power2(b.toInt(b.sub(n, b.f(1))))
	b.mulAdd(y, s, b.sub(s, b.f(0.5)))
	return b.add(y, y)
}

// reduceLog gives f and e with x = (1+f)·2ᵉ and 1+f between √½ and √2, for
// positive normal x.
func (b *builder) reduceLog(x vec) (f, e vec) {
	const sqrtHalf = 0x3f3504f3
	i := b.YMM()
	b.VPSUBD(b.word(sqrtHalf), x, i)
	b.VPSRAD(operand.Imm(23), i, i)
	e = b.YMM()
	b.VCVTDQ2PS(i, e)
	b.VPSLLD(operand.Imm(23), i, i)
	m := b.YMM()
	b.VPSUBD(i, x, m)
	return b.sub(m, b.f(1)), e
}

// logReduced is ln(1+f) + e·ln 2.
func (b *builder) logReduced(f, e vec) vec {
	z := b.mul(f, f)
	y := b.polyPairs(f, z, polyLog)
	y = b.mul(y, b.mul(z, f))
	b.fma(y, e, b.f(ln2Lo))
	b.fnma(y, z, b.f(0.5))
	y = b.add(y, f)
	b.fma(y, e, b.f(ln2Hi))
	return y
}

// log is ln x.
func (b *builder) log(x vec) vec {
	small := b.cmp(x, b.f(math.Float64frombits(0x3810000000000000)), isLess) // below 2⁻¹²⁶
	scaled := b.choose(small, b.mul(x, b.f(1<<23)), x)
	f, e := b.reduceLog(scaled)
	b.VSUBPS(b.and(small, b.f(23)), e, e)
	return b.logEdges(b.logReduced(f, e), x)
}

// logEdges puts in what the arithmetic does not give for ln x: infinities and
// NaN.
func (b *builder) logEdges(y, x vec) vec {
	inf := b.f(math.Inf(1))
	y = b.choose(b.cmp(x, inf, isEqual), x, y)
	y = b.choose(b.cmp(x, b.zero(), isEqual), b.f(math.Inf(-1)), y)
	bad := b.cmp(b.zero(), x, 0x16) // not 0 <= x: negative or NaN
	return b.or(y, bad)
}

// log1p is ln(1+x): ln(u) + (x-(u-1))/u with u = 1+x rounded.
func (b *builder) log1p(x vec) vec {
	u := b.add(x, b.f(1))
	c := b.div(b.sub(x, b.sub(u, b.f(1))), u)
	inside := b.and(b.cmp(u, b.zero(), isGreater), b.cmp(u, b.f(math.Inf(1)), isLess))
	f, e := b.reduceLog(u)
	y := b.add(b.logReduced(f, e), b.and(inside, c))
	y = b.logEdges(y, u)
	// Tiny x, negative zero among them, are their own result.
	return b.choose(b.cmp(b.abs(x), b.f(1e-8), isLess), x, y)
}

// sigmoid is 1/(1+e⁻ˣ).
func (b *builder) sigmoid(x vec) vec { return b.timesSigmoid(nil, x) }

// timesSigmoid is m·sigmoid(x), or sigmoid(x) for a nil m. With e^|x| = (1+p)/t
// and t a power of two, sigmoid(-|x|) is t/(1+p+t); t comes in two halves, lest
// it underflow.
func (b *builder) timesSigmoid(m, x vec) vec {
	one := b.load(b.f(1))
	factor := one
	if m != nil {
		factor = b.atLeast(b.atMost(m, math.MaxFloat32), -112)
	}
	n, r := b.reduceExp(b.atMost(b.abs(x), 112))
	p := b.expm1Small(r)
	t1, t2 := b.halfPowers(b.neg(n))
	d := b.add(b.add(b.mul(t1, t2), p), b.f(1))
	low := b.mul(b.div(b.mul(t1, factor), d), t2)
	if m == nil {
		return b.choose(x, low, b.sub(one, low))
	}
	return b.choose(x, b.nanIfInf(low, m), b.sub(m, low))
}

// nanIfInf is y, but NaN where x is infinite: there a formula has infinity
// times zero.
func (b *builder) nanIfInf(y, x vec) vec { return b.add(y, b.sub(x, x)) }

// tanh is h/(h+1) with h = ½(e²ᵃ-1) for a = |x|, with the sign of x. With
// 2a = n·ln 2 + 2u, 0 <= u <= ½·ln 2, no term of h = 2ⁿ·½(e²ᵘ-1) + ½(2ⁿ-1) is
// negative.
func (b *builder) tanh(x vec) vec {
	// Adding magic leaves n+127 in the last bits.
	const magic = 3<<22 + 127
	a := b.atMost(b.abs(x), 10)
	t := b.sub(a, b.f(math.Ln2/4))
	b.mulAdd(t, b.load(b.f(2*log2e)), b.f(magic))
	n := b.sub(t, b.f(magic))
	u := b.copyOf(a) // half of ln 2 as one float is enough: where n is large, tanh is flat
	b.fnma(u, n, b.f(math.Ln2/2))
	z := b.mul(u, u)
	h := b.polyPairs(u, z, polyExpHalf)
	b.mulAdd(h, z, u)
	s := b.YMM()
	b.VPSLLD(operand.Imm(23), t, s)
	half := b.load(b.f(0.5))
	rest := b.copyOf(half)
	b.mulSub(rest, s, half)
	b.mulAdd(h, s, rest)
	return b.withSign(b.div(h, b.add(h, b.f(1))), x)
}

// erf is the error function.
func (b *builder) erf(x vec) vec {
	a := b.atMost(b.abs(x), 3.95)
	large := b.sub(b.load(b.f(1)), b.expNegative(b.polyPairs(a, b.mul(a, a), polyErfLog)))
	large = b.withSign(large, x)
	z := b.mul(x, x)
	small := b.polyPairs(z, b.mul(z, z), polyErf)
	b.mulAdd(small, x, x)
	return b.choose(b.cmp(a, b.f(0.92), isLess), small, large)
}

// normalTail is m·Φ(-|x|), or Φ(-|x|) for a nil m: the Mills ratio times
// e^(-x²/2).
func (b *builder) normalTail(m, x vec) vec {
	a := b.atMost(b.abs(x), 14.9)
	z := b.mul(a, a)
	lost := b.copyOf(a) // what rounding took from z
	b.mulSub(lost, a, z)
	b.VMULPS(b.f(-0.5), lost, lost)
	n, r := b.reduceExp(b.mul(z, b.f(-0.5)))
	rr := b.mul(r, r)
	q := b.polyPairs(r, rr, polyExp)
	p := b.copyOf(q)
	b.mulAdd(p, rr, r)      // e^(-x²/2) = (1+p)·(1+lost)·2ⁿ
	b.mulAdd(p, lost, lost) // (1+p)·lost
	b.mulAdd(q, rr, p)
	p = b.add(r, q)
	y := b.mills(a)
	if m == nil {
		b.mulAdd(p, y, y)
	} else {
		h := b.mul(y, m)
		b.mulSub(y, m, h) // the rest of the product
		b.mulAdd(p, h, y)
		b.VADDPS(h, p, p)
	}
	s, t := b.halfPowers(n)
	return b.mul(b.mul(p, s), t)
}

// mills is Φ(-a)·e^(a²/2) by a polynomial for each of eight intervals.
func (b *builder) mills(a vec) vec {
	i := b.add(a, b.f(1))
	b.VPSRLD(operand.Imm(22), i, i)
	at := func(t []float32) vec {
		v := b.YMM()
		b.VPERMPS(b.table(t), i, v)
		return v
	}
	u := b.sub(a, at(millsMiddle))
	y := at(polyMills[len(polyMills)-1])
	for k := len(polyMills) - 2; k >= 0; k-- {
		b.mulAdd(y, u, at(polyMills[k]))
	}
	return y
}

// gelu is x·Φ(x).
func (b *builder) gelu(x vec) vec {
	t := b.normalTail(b.atLeast(b.atMost(x, 15), -15), x)
	return b.choose(x, b.nanIfInf(t, x), b.sub(x, t))
}

// normalCDF is Φ(x).
func (b *builder) normalCDF(x vec) vec {
	t := b.normalTail(nil, x)
	return b.choose(x, t, b.sub(b.load(b.f(1)), t))
}

const sqrt2OverPi = 0.7978845608028654

// geluTanhArg is 2·√(2/π)·(x + 0.044715x³).
func (b *builder) geluTanhArg(x vec) vec {
	u := b.mul(x, x)
	v := b.load(b.f(2 * sqrt2OverPi * 0.044715))
	b.mulAdd(v, u, b.f(2*sqrt2OverPi))
	return b.mul(v, x)
}

// geluTanh is ½x·(1+tanh(u)) = x·sigmoid(2u).
func (b *builder) geluTanh(x vec) vec { return b.timesSigmoid(x, b.geluTanhArg(x)) }

// relu keeps NaN.
func (b *builder) relu(x vec) vec { return b.max(b.zero(), x) }

const (
	seluScale      = 1.0507009873554805
	seluScaleAlpha = 1.7580993408473766
)

// negativePart is y where x is negative, else x.
func (b *builder) negativePart(x vec, y vec) vec { return b.choose(b.cmp(x, b.zero(), isLess), y, x) }

func (b *builder) elu(x vec) vec { return b.negativePart(x, b.expm1(x)) }

func (b *builder) selu(x vec) vec {
	neg := b.mul(b.expm1(x), b.f(seluScaleAlpha))
	return b.choose(b.cmp(x, b.zero(), isLess), neg, b.mul(x, b.f(seluScale)))
}

// softplus is max(x, 0) + ln(1+e^-|x|).
func (b *builder) softplus(x vec) vec {
	e := b.exp(b.or(x, b.word(signBit)))
	return b.add(b.relu(x), b.log1p(e))
}

func (b *builder) softsign(x vec) vec { return b.div(x, b.add(b.abs(x), b.f(1))) }

func (b *builder) hardSigmoid(x vec) vec {
	return b.atMost(b.atLeast(b.add(b.mul(x, b.f(0.2)), b.f(0.5)), 0), 1)
}

// sign is -1, 0 or 1, and NaN for NaN.
func (b *builder) sign(x vec) vec {
	up := b.and(b.cmp(x, b.zero(), isGreater), b.f(1))
	down := b.and(b.cmp(x, b.zero(), isLess), b.f(1))
	return b.or(b.sub(up, down), b.cmp(x, x, isUnordered))
}
