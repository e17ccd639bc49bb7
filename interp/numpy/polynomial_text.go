package numpy

import (
	"math"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
)

// text writes the polynomial in lines of the printing width, with Unicode's
// exponents and indices or in ASCII.
func (p *polynomial) text(th *object.Thread, unicode bool) string {
	opt := *binding.PrintOptions(th)
	number := func(v float64, inner bool) string { return seriesNumber(v, opt.Precision, inner) }
	out := number(p.coef[0], false)
	line := len([]rune(out))
	for i, v := range p.coef[1:] {
		sign := "+ "
		if !(v >= 0) {
			sign, v = "- ", -v
		}
		next := sign + number(v, true) + p.term(i+1, unicode)
		length := line + 1 + len([]rune(next))
		if i < len(p.coef)-2 {
			length += 2
		}
		if length >= opt.LineWidth {
			next = strings.Replace(next, " ", "\n", 1)
		}
		out += " " + next
		last := out[strings.LastIndexByte(out, '\n')+1:]
		line = len([]rune(last))
	}
	return out
}

// seriesNumber writes a coefficient with at most precision digits behind
// the point, and as a power of ten where it is large or small; inner ones get
// parentheses then.
func seriesNumber(v float64, precision int, inner bool) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strings.ToLower(strings.TrimPrefix(strconv.FormatFloat(v, 'g', -1, 64), "+"))
	}
	small := math.Pow(10, math.Floor(-float64(precision-1)/2))
	verb := byte('f')
	if a := math.Abs(v); a != 0 && (a >= 1e8 || a < min(1, small)) {
		verb = 'e'
	}
	digits, power, _ := strings.Cut(strconv.FormatFloat(v, verb, -1, 64), "e")
	if _, decimals, _ := strings.Cut(digits, "."); len(decimals) > precision {
		digits, power, _ = strings.Cut(strconv.FormatFloat(v, verb, precision, 64), "e")
		digits = strings.TrimRight(digits, "0")
	}
	if !strings.Contains(digits, ".") {
		digits += "."
	}
	if strings.HasSuffix(digits, ".") {
		digits += "0"
	}
	if power == "" {
		return digits
	}
	digits += "e" + power
	if inner {
		return "(" + digits + ")"
	}
	return digits
}

// term is polynomial n of the basis in text.
func (p *polynomial) term(n int, unicode bool) string {
	b := p.basis
	switch {
	case b.symbol == "" && unicode && n == 1:
		return "·" + p.symbol
	case b.symbol == "" && unicode:
		return "·" + p.symbol + inDigits(n, "⁰¹²³⁴⁵⁶⁷⁸⁹")
	case b.symbol == "" && n == 1:
		return " " + p.symbol
	case b.symbol == "":
		return " " + p.symbol + "**" + strconv.Itoa(n)
	case unicode:
		return "·" + b.symbol + inDigits(n, "₀₁₂₃₄₅₆₇₈₉") + "(" + p.symbol + ")"
	}
	return " " + b.symbol + "_" + strconv.Itoa(n) + "(" + p.symbol + ")"
}

// inDigits is n in other digits.
func inDigits(n int, digits string) string {
	set := []rune(digits)
	return strings.Map(func(r rune) rune { return set[r-'0'] }, strconv.Itoa(n))
}
