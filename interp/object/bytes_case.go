package object

import "strings"

func isByteLetter(c byte) bool { return isByteUpper(c) || isByteLower(c) }
func isByteUpper(c byte) bool  { return 'A' <= c && c <= 'Z' }
func isByteLower(c byte) bool  { return 'a' <= c && c <= 'z' }
func isByteDigit(c byte) bool  { return '0' <= c && c <= '9' }

// mapBytes replaces each byte; after tells whether a letter stands before it.
func mapBytes(s string, f func(c byte, after bool) byte) string {
	out := []byte(s)
	after := false
	for i, c := range out {
		out[i] = f(c, after)
		after = isByteLetter(c)
	}
	return string(out)
}

func byteUpper(c byte) byte {
	if isByteLower(c) {
		c -= 'a' - 'A'
	}
	return c
}

func byteLower(c byte) byte {
	if isByteUpper(c) {
		c += 'a' - 'A'
	}
	return c
}

// cases are the methods for letters; only those of ASCII count.
func (m bytesMethods) cases() []Member {
	plain := func(name, doc string, f func(s string) string) Member {
		return m.method(name+"(self, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) { return m.wrap(f(s)), nil })
	}
	test := func(name, doc string, f func(s string) bool) Member {
		return m.method(name+"(self, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) { return f(s), nil })
	}
	every := func(f func(c byte) bool) func(s string) bool {
		return func(s string) bool {
			for i := range len(s) {
				if !f(s[i]) {
					return false
				}
			}
			return s != ""
		}
	}
	some := func(s string, f func(c byte) bool) bool {
		for i := range len(s) {
			if f(s[i]) {
				return true
			}
		}
		return false
	}
	upper := func(s string) string { return mapBytes(s, func(c byte, after bool) byte { return byteUpper(c) }) }
	lower := func(s string) string { return mapBytes(s, func(c byte, after bool) byte { return byteLower(c) }) }
	title := func(s string) string {
		return mapBytes(s, func(c byte, after bool) byte {
			if after {
				return byteLower(c)
			}
			return byteUpper(c)
		})
	}
	return []Member{
		plain("upper", "The bytes with letters as capitals.", upper),
		plain("lower", "The bytes with letters as small ones.", lower),
		plain("title", "The bytes with a capital at the start of each word.", title),
		plain("capitalize", "The bytes with a capital first and small letters after it.", func(s string) string {
			if s == "" {
				return s
			}
			return upper(s[:1]) + lower(s[1:])
		}),
		plain("swapcase", "The bytes with capitals and small letters exchanged.", func(s string) string {
			return mapBytes(s, func(c byte, after bool) byte {
				if isByteUpper(c) {
					return byteLower(c)
				}
				return byteUpper(c)
			})
		}),
		test("isalpha", "Whether all bytes are letters.", every(isByteLetter)),
		test("isdigit", "Whether all bytes are digits.", every(isByteDigit)),
		test("isalnum", "Whether all bytes are letters or digits.", every(func(c byte) bool { return isByteLetter(c) || isByteDigit(c) })),
		test("isspace", "Whether all bytes are white space.", every(func(c byte) bool { return strings.IndexByte(byteSpace, c) >= 0 })),
		test("islower", "Whether there are small letters and no capitals.", func(s string) bool { return some(s, isByteLower) && !some(s, isByteUpper) }),
		test("isupper", "Whether there are capitals and no small letters.", func(s string) bool { return some(s, isByteUpper) && !some(s, isByteLower) }),
		test("istitle", "Whether each word begins with a capital.", func(s string) bool { return some(s, isByteLetter) && s == title(s) }),
		test("isascii", "Whether all bytes are ASCII.", isASCII),
	}
}

func (m bytesMethods) pads() []Member {
	pad := func(name, doc string, left func(n, width int) int) Member {
		return m.method(name+"(self, width, fillchar=b' ', /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			fill, ok := AsBytes(a.At(2))
			if !ok || len(fill) != 1 {
				return nil, TypeErrorf("%s() argument 2 must be a byte string of length 1, not %s", name, TypeName(a.At(2)))
			}
			width := a.Int("width")
			n := max(width-len(s), 0)
			k := left(n, width)
			return m.wrap(strings.Repeat(fill, k) + s + strings.Repeat(fill, n-k)), nil
		})
	}
	return []Member{
		pad("ljust", "The bytes at the left of width bytes.", func(n, width int) int { return 0 }),
		pad("rjust", "The bytes at the right of width bytes.", func(n, width int) int { return n }),
		pad("center", "The bytes in the middle of width bytes.", func(n, width int) int { return n/2 + n&width&1 }),
		m.method("zfill(self, width, /)", "The bytes with zeros before them, after a sign.", func(th *Thread, s string, a *Bound) (Value, error) {
			zeros := strings.Repeat("0", max(a.Int("width")-len(s), 0))
			if s != "" && (s[0] == '+' || s[0] == '-') {
				return m.wrap(s[:1] + zeros + s[1:]), nil
			}
			return m.wrap(zeros + s), nil
		}),
		m.method("expandtabs(self, /, tabsize=8)", "The bytes with spaces for tabs.", func(th *Thread, s string, a *Bound) (Value, error) {
			return m.wrap(expandTabs(s, a.Int("tabsize"))), nil
		}),
	}
}
