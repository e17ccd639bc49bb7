package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// token is a number or another run of characters of an output.
type token struct {
	text   string
	number bool
}

// The look-ahead of the rule (no letter or underscore may follow) is applied
// by tokens.
var number = regexp.MustCompile(`^[-+]?(?:\d+\.\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\d+(?:[eE][-+]?\d+)?|inf|nan)`)

// numberAt gives the length of the number at the start of s, 0 for none.
func numberAt(s string) int {
	for text := number.FindString(s); text != ""; {
		r, _ := utf8.DecodeRuneInString(s[len(text):])
		if len(text) == len(s) || r >= utf8.RuneSelf || r != '_' && !unicode.IsLetter(r) {
			return len(text)
		}
		// A shorter number may do: 1e5x has 1, followed by e, so it does not,
		// but 12 followed by a letter has 1 followed by 2.
		shorter := number.FindString(text[:len(text)-1])
		if shorter == text {
			break
		}
		text = shorter
	}
	return 0
}

// tokens splits an output into numbers and runs of other characters.
func tokens(s string) []token {
	var out []token
	words := func(part string) {
		for _, w := range strings.Fields(part) {
			out = append(out, token{w, false})
		}
	}
	start := 0
	for i := 0; i < len(s); {
		n := numberAt(s[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		if i == 0 || before != '_' && !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			words(s[start:i])
			out = append(out, token{s[i : i+n], true})
			start = i + n
		}
		i += n
	}
	words(s[start:])
	return out
}

// same is the rule by which an output counts as right: token by token, numbers
// within 1e-4 relative, 1e-5 absolute or one unit of the last printed decimal.
func same(got, want string) bool {
	g, w := tokens(got), tokens(want)
	if len(g) != len(w) {
		return false
	}
	for i := range g {
		if g[i].text == w[i].text && g[i].number == w[i].number {
			continue
		}
		if !g[i].number || !w[i].number || !nearlyEqual(g[i].text, w[i].text) {
			return false
		}
	}
	return true
}

func nearlyEqual(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	if err1 != nil || err2 != nil {
		return false
	}
	if math.IsNaN(x) && math.IsNaN(y) {
		return true
	}
	return math.Abs(x-y) <= max(1e-5, 1e-4*math.Abs(y), lastUnit(a, b))
}

// lastUnit is one unit of the last printed decimal, where there are three or more.
func lastUnit(texts ...string) float64 {
	most := 0
	for _, t := range texts {
		if _, decimals, ok := strings.Cut(t, "."); ok && !strings.ContainsAny(t, "eE") {
			most = max(most, len(decimals))
		}
	}
	if most < 3 {
		return 0
	}
	return 1.001 * math.Pow(10, -float64(most))
}

// firstDifference tells where two outputs differ.
func firstDifference(got, want string) string {
	g, w := strings.Split(strings.TrimRight(got, "\n"), "\n"), strings.Split(strings.TrimRight(want, "\n"), "\n")
	for i := range max(len(g), len(w)) {
		a, b := "<nothing>", "<nothing>"
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if !same(a, b) {
			return fmt.Sprintf("line %d:\n got %.160q\nwant %.160q", i+1, a, b)
		}
	}
	return "differs only across lines"
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"[1. 2.]", "[1.  2.]", true},
		{"loss: 0.12345", "loss: 0.12346", true},
		{"1.00", "1.01", false},
		{"0.999", "1.000", true},
		{"dense_1", "dense_2", false},
		{"nan inf", "nan inf", true},
		{"a b", "a b c", false},
		{"(3, 4)", "( 3 ,4)", true},
		{"1e-07", "1.0000001e-07", true},
		{"float32", "float64", false},
	} {
		if got := same(c.a, c.b); got != c.same {
			t.Errorf("same(%q, %q) = %v", c.a, c.b, got)
		}
	}
}
