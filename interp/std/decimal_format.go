package std

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"kerash/interp/object"
)

// exponentText is E+5, "" for 0.
func exponentText(n int, letter string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s%+d", letter, n)
}

var decimalSpec = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(.)?([<>=^]))?([+\- ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?$`)
})

// formatDecimal formats by a spec as floats are, but exactly.
func formatDecimal(th *object.Thread, d *decimal, spec string) (string, error) {
	p := decimalSpec().FindStringSubmatch(spec)
	if p == nil {
		return "", object.ValueErrorf("invalid format string")
	}
	fill, align, sign, zero, group, kind := p[1], p[2], p[3], p[6] != "", p[8], p[10]
	width, _ := strconv.Atoi(p[7])
	body := ""
	if d.kind != finite {
		body = strings.TrimPrefix(d.String(), "-")
		zero = false
	} else {
		body = decimalDigits(contextOf(th), d, p[9], kind)
	}
	switch {
	case d.neg:
		sign = "-"
	case sign == "-":
		sign = ""
	}
	if group != "" {
		whole, rest := body, ""
		if i := strings.IndexAny(body, ".eE%"); i >= 0 {
			whole, rest = body[:i], body[i:]
		}
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + group + whole[i:]
		}
		body = whole + rest
	}
	if align == "" {
		align = ">"
		if zero {
			align, fill = "=", "0"
		}
	}
	if fill == "" {
		fill = " "
	}
	missing := max(0, width-len([]rune(sign+body)))
	pad := func(n int) string { return strings.Repeat(fill, n) }
	switch align {
	case "<":
		return sign + body + pad(missing), nil
	case "=":
		return sign + pad(missing) + body, nil
	case "^":
		return pad(missing/2) + sign + body + pad(missing-missing/2), nil
	}
	return pad(missing) + sign + body, nil
}

// decimalDigits is a finite number without its sign, in a form of formatting.
func decimalDigits(c *decimalContext, d *decimal, precision, kind string) string {
	d = d.without()
	places, given := 0, precision != ""
	if given {
		places, _ = strconv.Atoi(precision)
	}
	percent := ""
	switch kind {
	case "%":
		scaled := *d
		scaled.exp += 2
		d, percent = &scaled, "%"
		fallthrough
	case "f", "F":
		if given {
			d = rescale(d, -places, c.rounding)
		}
		if d.exp > 0 {
			d = rescale(d, 0, c.rounding)
		}
		digits := d.coef.String()
		return placedDigits(digits, d.exp+len(digits)) + percent
	case "e", "E":
		if given && !d.isZero() {
			d = rescale(d, d.adjusted()-places, c.rounding)
			if d.digits() > places+1 {
				d = rescale(d, d.exp+1, c.rounding)
			}
		}
		digits := d.coef.String()
		exp := d.adjusted()
		if d.isZero() && given {
			digits, exp = "0"+strings.Repeat("0", places), d.exp+places
		}
		return placedDigits(digits, 1) + fmt.Sprintf("%s%+d", kind, exp)
	}
	if given && d.digits() > max(places, 1) {
		d = (&decimalContext{prec: max(places, 1), rounding: c.rounding}).fix(d)
	}
	letter := "E"
	if kind == "g" || kind == "n" {
		letter = "e"
	}
	return strings.Replace(d.String(), "E", letter, 1)
}
