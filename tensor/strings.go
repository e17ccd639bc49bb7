package tensor

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode/utf8"
)

// stringMap is the attribute of an op that maps strings one by one.
type stringMap struct {
	op string
	f  func(s string) string
}

// opStringMap maps every element of a string tensor.
var opStringMap = &Op{
	Name: "StringMap",
	Infer: func(c *Call) []Spec {
		requireString(c, c.Attr.(*stringMap).op, 0)
		return c.result(c.In[0])
	},
	Eval: func(c *Call, in, out []*Array) {
		f, y := c.Attr.(*stringMap).f, Data[string](out[0])
		for i, v := range Data[string](in[0]) {
			y[i] = f(v)
		}
	},
}

func requireString(c *Call, op string, i int) {
	if d := c.In[i].DType; d != String {
		Throwf("InvalidArgumentError", "cannot compute %s as input #%d(zero-based) was expected to be a string tensor but is a %s tensor [Op:%s] name: ", op, i, d.RuntimeName(), op)
	}
}

func (s *Scope) mapStrings(op string, x *Tensor, f func(s string) string) *Tensor {
	return s.Apply1(opStringMap, &stringMap{op, f}, x)
}

// StringLower makes letters small; unicode includes those beyond ASCII.
func (s *Scope) StringLower(x *Tensor, unicode bool) *Tensor {
	if unicode {
		return s.mapStrings("StringLower", x, strings.ToLower)
	}
	return s.mapStrings("StringLower", x, func(t string) string { return mapASCII(t, 'A', 'Z', 'a'-'A') })
}

// StringUpper makes letters large; unicode includes those beyond ASCII.
func (s *Scope) StringUpper(x *Tensor, unicode bool) *Tensor {
	if unicode {
		return s.mapStrings("StringUpper", x, strings.ToUpper)
	}
	return s.mapStrings("StringUpper", x, func(t string) string { return mapASCII(t, 'a', 'z', 'A'-'a') })
}

func mapASCII(s string, lo, hi byte, by int) string {
	d := []byte(s)
	for i, b := range d {
		if b >= lo && b <= hi {
			d[i] = byte(int(b) + by)
		}
	}
	return string(d)
}

// StringStrip takes white space from both ends.
func (s *Scope) StringStrip(x *Tensor) *Tensor {
	return s.mapStrings("StringStrip", x, func(t string) string { return strings.Trim(t, " \t\n\v\f\r") })
}

// RegexReplace replaces what pattern (of RE2) matches, everywhere or only once;
// \1 in rewrite stands for a group, \0 for the whole match.
func (s *Scope) RegexReplace(x *Tensor, pattern, rewrite string, everywhere bool) *Tensor {
	re := compileRegexp("StaticRegexReplace", pattern)
	template := rewriteTemplate(rewrite)
	return s.mapStrings("RegexReplace", x, func(t string) string {
		if everywhere {
			return re.ReplaceAllString(t, template)
		}
		at := re.FindStringSubmatchIndex(t)
		if at == nil {
			return t
		}
		return t[:at[0]] + string(re.ExpandString(nil, template, t, at)) + t[at[1]:]
	})
}

func compileRegexp(op, pattern string) *regexp.Regexp {
	re, err := regexp.Compile(pattern)
	if err == nil {
		return re
	}
	reason := err.Error()
	if e, ok := err.(*syntax.Error); ok {
		code := string(e.Code)
		if re2, ok := re2Reasons[e.Code]; ok {
			code = re2
		}
		if reason = code; e.Expr != "" {
			reason += ": " + e.Expr
		}
	}
	throwList(op, "Invalid pattern: %s, error: %s", pattern, reason)
	return nil
}

// re2Reasons are the words of RE2 where Go's differ.
var re2Reasons = map[syntax.ErrorCode]string{
	syntax.ErrMissingParen:          "missing )",
	syntax.ErrMissingBracket:        "missing ]",
	syntax.ErrMissingRepeatArgument: "no argument for repetition operator",
	syntax.ErrInvalidRepeatSize:     "invalid repetition size",
	syntax.ErrTrailingBackslash:     "trailing \\",
	syntax.ErrInvalidRepeatOp:       "bad repetition operator",
	syntax.ErrInvalidNamedCapture:   "invalid named capture group",
}

// rewriteTemplate turns RE2's \1 into Go's ${1}.
func rewriteTemplate(rewrite string) string {
	var b strings.Builder
	for i := 0; i < len(rewrite); i++ {
		switch c := rewrite[i]; {
		case c == '$':
			b.WriteString("$$")
		case c == '\\' && i+1 < len(rewrite):
			i++
			if d := rewrite[i]; d >= '0' && d <= '9' {
				b.WriteString("${" + string(d) + "}")
			} else {
				b.WriteByte(d)
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// stringTo is the attribute of an op that makes a number of each string.
type stringTo struct {
	op    string
	dtype DType
	f     func(s string, y *Array, i int)
}

// opStringTo maps every element of a string tensor to another dtype.
var opStringTo = &Op{
	Name: "StringTo",
	Infer: func(c *Call) []Spec {
		a := c.Attr.(*stringTo)
		requireString(c, a.op, 0)
		return c.result(Spec{a.dtype, c.In[0].Shape})
	},
	Eval: func(c *Call, in, out []*Array) {
		f := c.Attr.(*stringTo).f
		for i, v := range Data[string](in[0]) {
			f(v, out[0], i)
		}
	},
}

func (s *Scope) intOfStrings(op string, x *Tensor, dt DType, f func(s string) int64) *Tensor {
	return s.Apply1(opStringTo, &stringTo{op, dt, func(t string, y *Array, i int) { y.setInt(i, f(t)) }}, x)
}

// StringLength is the number of bytes or, with chars, of characters.
func (s *Scope) StringLength(x *Tensor, chars bool) *Tensor {
	return s.intOfStrings("StringLength", x, Int32, func(t string) int64 {
		if chars {
			return int64(utf8.RuneCountInString(t))
		}
		return int64(len(t))
	})
}

// RegexFullMatch tells which strings pattern (of RE2) matches as a whole.
func (s *Scope) RegexFullMatch(x *Tensor, pattern string) *Tensor {
	compileRegexp("StaticRegexFullMatch", pattern)
	re := regexp.MustCompile(`^(?:` + pattern + `)$`)
	return s.Apply1(opStringTo, &stringTo{"RegexFullMatch", Bool, func(t string, y *Array, i int) {
		Data[bool](y)[i] = re.MatchString(t)
	}}, x)
}

// HashBucketFast is [Fingerprint64] of each string modulo n.
func (s *Scope) HashBucketFast(x *Tensor, n int64) *Tensor {
	return s.intOfStrings("StringToHashBucketFast", x, Int64, func(t string) int64 { return int64(Fingerprint64(t) % uint64(n)) })
}

// HashBucketStrong is [SipHash] of each string modulo n.
func (s *Scope) HashBucketStrong(x *Tensor, n int64, key [2]uint64) *Tensor {
	return s.intOfStrings("StringToHashBucketStrong", x, Int64, func(t string) int64 { return int64(SipHash(t, key[0], key[1]) % uint64(n)) })
}

// HashBucket is [Hash64] of each string modulo n.
func (s *Scope) HashBucket(x *Tensor, n int64) *Tensor {
	return s.intOfStrings("StringToHashBucket", x, Int64, func(t string) int64 { return int64(Hash64(t) % uint64(n)) })
}

// StringToNumber reads each string as a number of a dtype.
func (s *Scope) StringToNumber(x *Tensor, dt DType) *Tensor {
	if dt != Float32 && dt != Float64 && dt != Int32 && dt != Int64 {
		Throwf("TypeError", "Value passed to parameter 'out_type' has DataType %s not in list of allowed values: float32, float64, int32, int64", dt)
	}
	return s.Apply1(opStringTo, &stringTo{"StringToNumber", dt, func(t string, y *Array, i int) {
		text, ok := strings.TrimSpace(t), false
		if dt.IsFloat() {
			if v, err := strconv.ParseFloat(text, dt.Size()*8); err == nil || isRange(err) {
				y.setFloat(i, v)
				ok = !strings.ContainsAny(text, "_")
			}
		} else if v, err := strconv.ParseInt(text, 10, dt.Size()*8); err == nil {
			y.setInt(i, v)
			ok = true
		}
		if !ok {
			throwList("StringToNumber", "StringToNumberOp could not correctly convert string: %s", t)
		}
	}}, x)
}

func isRange(err error) bool {
	e, ok := err.(*strconv.NumError)
	return ok && e.Err == strconv.ErrRange
}

// asStringAttr is how numbers are written.
type asStringAttr struct{ format func(a *Array, i int) string }

// opAsString writes numbers as strings.
var opAsString = &Op{
	Name:  "AsString",
	Infer: func(c *Call) []Spec { return c.result(Spec{String, c.In[0].Shape}) },
	Eval: func(c *Call, in, out []*Array) {
		y := Data[string](out[0])
		for i := range y {
			y[i] = c.Attr.(*asStringAttr).format(in[0], i)
		}
	},
}

// AsString writes numbers: width, when positive, is the least number of
// characters, filled with fill ("", " ", "0", "-", "+"); precision, scientific
// and shortest are for floating point numbers and as in C's %f, %e and %g.
func (s *Scope) AsString(x *Tensor, precision int, scientific, shortest bool, width int, fill string) *Tensor {
	if dt := x.DType(); dt.IsInteger() || dt == Bool {
		switch {
		case scientific || shortest:
			throwRun("AsString", "scientific and shortest format not supported for datatype %s", dt)
		case precision >= 0:
			throwRun("AsString", "precision not supported for datatype %s", dt)
		}
	}
	switch {
	case len(fill) > 1:
		throwRun("AsString", "Fill string must be one or fewer characters")
	case scientific && shortest:
		throwRun("AsString", "Cannot select both scientific and shortest notation")
	}
	layout := "%" + strings.TrimSpace(fill)
	if width > 0 {
		layout += strconv.Itoa(width)
	}
	verb := "f"
	switch {
	case scientific:
		verb = "e"
	case shortest:
		verb = "g"
	}
	if precision >= 0 {
		verb = "." + strconv.Itoa(precision) + verb
	} else if verb == "g" {
		verb = ".6g"
	}
	return s.Apply1(opAsString, &asStringAttr{func(a *Array, i int) string {
		switch dt := a.DType(); {
		case dt.IsComplex():
			z := a.Complex(i)
			return cNumber(fmt.Sprintf("("+layout+verb+","+layout+verb+")", real(z), imag(z)))
		case dt == String:
			return a.Str(i)
		case dt == Bool:
			return fmt.Sprintf(layout+"s", [2]string{"false", "true"}[a.Int(i)])
		case dt == Uint64:
			return fmt.Sprintf(layout+"d", uint64(a.Int(i)))
		case dt.IsInteger():
			return fmt.Sprintf(layout+"d", a.Int(i))
		}
		return cNumber(fmt.Sprintf(layout+verb, a.Float(i)))
	}}, x)
}

// cNumber writes infinity and NaN as C does.
func cNumber(s string) string {
	return strings.NewReplacer("+Inf", "inf", "-Inf", "-inf", "NaN", "nan", "Inf", "inf").Replace(s)
}
