package std

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kerash/interp/object"
)

func reModule() *object.Module {
	return &object.Module{Name: "re", Doc: "Regular expressions, matched in linear time: without back references and look-around.", Members: reMembers}
}

// The flags of patterns.
const (
	reIgnoreCase = 2
	reLocale     = 4
	reMultiline  = 8
	reDotAll     = 16
	reUnicode    = 32
	reVerbose    = 64
	reASCII      = 256
)

var reError = object.NewExceptionClass("re", "error", object.ExceptionClass, "The pattern is not valid.")

// pattern is a compiled regular expression.
type pattern struct {
	text  string
	flags int
	re    *regexp.Regexp
	// whole matches the same, but only all of a text.
	whole *regexp.Regexp
}

var patternClass = &object.Class{Name: "Pattern", Module: "re", Doc: "A compiled regular expression.", Final: true}

// PyClass is Pattern.
func (p *pattern) PyClass() *object.Class { return patternClass }

// patterns are those that a session has compiled.
type patterns struct{ byText map[patternKey]*pattern }

type patternKey struct {
	text  string
	flags int
}

// compilePattern gives the compiled form of a text, or a pattern as it is.
func compilePattern(th *object.Thread, v object.Value, flags int) (*pattern, error) {
	if p, ok := v.(*pattern); ok {
		if flags != 0 {
			return nil, object.ValueErrorf("cannot process flags argument with a compiled pattern")
		}
		return p, nil
	}
	text, ok := v.(string)
	if !ok {
		return nil, object.TypeErrorf("first argument must be string or compiled pattern")
	}
	cache := object.Get(th, func() *patterns { return &patterns{map[patternKey]*pattern{}} })
	key := patternKey{text, flags}
	if p := cache.byText[key]; p != nil {
		return p, nil
	}
	p, err := newPattern(text, flags)
	if err == nil {
		cache.byText[key] = p
	}
	return p, err
}

func newPattern(text string, flags int) (*pattern, error) {
	translated, err := translatePattern(text, flags)
	if err != nil {
		return nil, err
	}
	prefix := ""
	for _, f := range []struct {
		flag   int
		letter string
	}{{reIgnoreCase, "i"}, {reMultiline, "m"}, {reDotAll, "s"}} {
		if flags&f.flag != 0 {
			prefix += f.letter
		}
	}
	if prefix != "" {
		prefix = "(?" + prefix + ")"
	}
	re, err := regexp.Compile(prefix + translated)
	if err != nil {
		msg := err.Error()
		msg = strings.TrimPrefix(msg, "error parsing regexp: ")
		return nil, object.Errorf(reError, "%s", msg)
	}
	whole, err := regexp.Compile(prefix + `\A(?:` + translated + `)\z`)
	if err != nil {
		return nil, object.Errorf(reError, "%s", err.Error())
	}
	return &pattern{text, flags | reUnicode, re, whole}, nil
}

// translatePattern writes a pattern of Python's as Go's package wants it.
func translatePattern(text string, flags int) (string, error) {
	var b strings.Builder
	inClass := false
	for i := 0; i < len(text); {
		rest := text[i:]
		switch {
		case rest[0] == '\\' && len(rest) > 1:
			n, out, err := translateEscape(rest, inClass)
			if err != nil {
				return "", err
			}
			b.WriteString(out)
			i += n
			continue
		case inClass:
			inClass = rest[0] != ']'
		case rest[0] == '[':
			inClass = true
			b.WriteByte('[')
			i++
			// A ] that comes first belongs to the class.
			if strings.HasPrefix(text[i:], "^") {
				b.WriteByte('^')
				i++
			}
			if strings.HasPrefix(text[i:], "]") {
				b.WriteString(`\]`)
				i++
			}
			continue
		case strings.HasPrefix(rest, "(?=") || strings.HasPrefix(rest, "(?!") || strings.HasPrefix(rest, "(?<=") || strings.HasPrefix(rest, "(?<!"):
			return "", object.Errorf(reError, "look-ahead and look-behind are not part of kerash's regular expressions, at position %d", i)
		case strings.HasPrefix(rest, "(?P="):
			return "", object.Errorf(reError, "back references are not part of kerash's regular expressions, at position %d", i)
		case strings.HasPrefix(rest, "(?#"):
			end := strings.IndexByte(rest, ')')
			if end < 0 {
				return "", object.Errorf(reError, "missing ), unterminated comment at position %d", i)
			}
			i += end + 1
			continue
		case flags&reVerbose != 0 && strings.IndexByte(" \t\n\r\v\f", rest[0]) >= 0:
			i++
			continue
		case flags&reVerbose != 0 && rest[0] == '#':
			if end := strings.IndexByte(rest, '\n'); end >= 0 {
				i += end + 1
			} else {
				i = len(text)
			}
			continue
		case rest[0] == '$' && flags&reMultiline == 0:
			// Python's $ also matches before a newline at the end.
			b.WriteString(`(?:\n?\z)`)
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(rest)
		b.WriteString(rest[:size])
		i += size
	}
	return b.String(), nil
}

// translateEscape writes one escape; n is its length.
func translateEscape(s string, inClass bool) (n int, out string, err error) {
	c := s[1]
	switch {
	case c == 'Z':
		return 2, `\z`, nil
	case c >= '1' && c <= '9' && !inClass:
		return 0, "", object.Errorf(reError, "back references are not part of kerash's regular expressions: \\%c", c)
	case c == 'd' || c == 'w' || c == 's':
		class := map[byte]string{'d': `\p{Nd}`, 'w': `\p{L}\p{N}\p{M}_`, 's': `\s\v`}[c]
		if inClass {
			return 2, class, nil
		}
		return 2, "[" + class + "]", nil
	case c == 'D' || c == 'W' || c == 'S':
		if inClass {
			return 2, `\` + string(c), nil
		}
		return 2, "[^" + map[byte]string{'D': `\p{Nd}`, 'W': `\p{L}\p{N}\p{M}_`, 'S': `\s\v`}[c] + "]", nil
	case c == 'u' && len(s) >= 6:
		return 6, `\x{` + s[2:6] + "}", nil
	case c == '0':
		return 2, `\x00`, nil
	case strings.IndexByte("abBfnrtvAx", c) >= 0:
		if c == 'b' && inClass {
			return 2, `\x08`, nil
		}
		return 2, s[:2], nil
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return 0, "", object.Errorf(reError, "bad escape \\%c", c)
	}
	_, size := utf8.DecodeRuneInString(s[1:])
	return 1 + size, regexp.QuoteMeta(s[1 : 1+size]), nil
}

// find matches from a byte position on: "search" anywhere, "match" at the
// position, "fullmatch" there and up to the end.
func (p *pattern) find(s, how string, start int) []int {
	switch how {
	case "fullmatch":
		return shifted(p.whole.FindStringSubmatchIndex(s[start:]), start)
	case "match":
		m := shifted(p.re.FindStringSubmatchIndex(s[start:]), start)
		if m == nil || m[0] != start {
			return nil
		}
		return m
	}
	if start == 0 {
		return p.re.FindStringSubmatchIndex(s)
	}
	return shifted(p.re.FindStringSubmatchIndex(s[start:]), start)
}

func shifted(m []int, by int) []int {
	for i := range m {
		if m[i] >= 0 {
			m[i] += by
		}
	}
	return m
}

// match is what a pattern found.
type match struct {
	p *pattern
	s string
	// at are the byte positions of the whole and the groups.
	at []int
}

var matchClass = &object.Class{Name: "Match", Module: "re", Doc: "Where a pattern matched.", Final: true}

// PyClass is Match.
func (m *match) PyClass() *object.Class { return matchClass }

// group gives a group by number or name; ok is false when it took no part.
func (m *match) group(th *object.Thread, key object.Value) (text string, ok bool, err error) {
	i, err := m.number(key)
	if err != nil {
		return "", false, err
	}
	if m.at[2*i] < 0 {
		return "", false, nil
	}
	return m.s[m.at[2*i]:m.at[2*i+1]], true, nil
}

func (m *match) number(key object.Value) (int, error) {
	if name, ok := key.(string); ok {
		if i := m.p.re.SubexpIndex(name); i >= 0 {
			return i, nil
		}
		return 0, object.IndexErrorf("no such group")
	}
	i, ok := key.(int)
	if !ok || i < 0 || 2*i >= len(m.at) {
		return 0, object.IndexErrorf("no such group")
	}
	return i, nil
}

// value is a group as a Python value, other when it took no part.
func (m *match) value(i int, other object.Value) object.Value {
	if m.at[2*i] < 0 {
		return other
	}
	return m.s[m.at[2*i]:m.at[2*i+1]]
}

// position turns a byte position into one of characters.
func (m *match) position(i int) int {
	if i < 0 {
		return -1
	}
	return utf8.RuneCountInString(m.s[:i])
}
