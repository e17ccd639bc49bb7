package regex

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// parser reads a pattern.
type parser struct {
	src    []rune
	i      int
	flags  Flags
	groups int
	// names are the numbers of named groups; order lists them.
	names map[string]int
	order []string
	// open are the groups that are not closed yet.
	open  []int
	depth int
}

// fail ends parsing with an error at a character.
func (p *parser) fail(pos int, format string, args ...any) {
	panic(&Error{fmt.Sprintf(format, args...), pos})
}

func (p *parser) more() bool { return p.i < len(p.src) }

func (p *parser) peek(text string) bool {
	return strings.HasPrefix(string(p.src[p.i:min(len(p.src), p.i+len(text))]), text)
}

func (p *parser) accept(text string) bool {
	if p.peek(text) {
		p.i += len(text)
		return true
	}
	return false
}

// alternatives reads a|b|c.
func (p *parser) alternatives() node {
	list := alternatives{p.sequence()}
	for p.accept("|") {
		list = append(list, p.sequence())
	}
	if len(list) == 1 {
		return list[0]
	}
	return list
}

func (p *parser) sequence() node {
	var list sequence
	for p.more() && !p.peek("|") && !p.peek(")") {
		if p.flags&Verbose != 0 && p.skipVerbose() {
			continue
		}
		at := p.i
		x := p.item()
		if x == nil {
			continue
		}
		list = append(list, p.repeats(x, at))
	}
	return list
}

// skipVerbose skips white space and comments.
func (p *parser) skipVerbose() bool {
	switch c := p.src[p.i]; {
	case strings.ContainsRune(" \t\n\r\v\f", c):
		p.i++
	case c == '#':
		for p.more() && p.src[p.i] != '\n' {
			p.i++
		}
	default:
		return false
	}
	return true
}

// repeats reads the quantifier after x, if there is one.
func (p *parser) repeats(x node, start int) node {
	if p.flags&Verbose != 0 {
		for p.more() && p.skipVerbose() {
		}
	}
	at := p.i
	min, max, ok := p.quantifier()
	if !ok {
		return x
	}
	switch x.(type) {
	case assertion:
		p.fail(start, "nothing to repeat")
	case *repeat:
		p.fail(at, "multiple repeat")
	}
	if max >= 0 && max < min {
		p.fail(at, "min repeat greater than max repeat")
	}
	r := &repeat{x: x, min: min, max: max}
	switch {
	case p.accept("?"):
		r.lazy = true
	case p.accept("+"):
		r.possessive = true
	}
	next := p.i
	if _, _, again := p.quantifier(); again {
		p.fail(next, "multiple repeat")
	}
	return r
}

func (p *parser) quantifier() (min, max int, ok bool) {
	switch {
	case p.accept("*"):
		return 0, -1, true
	case p.accept("+"):
		return 1, -1, true
	case p.accept("?"):
		return 0, 1, true
	case p.peek("{"):
		return p.braces()
	}
	return 0, 0, false
}

// maxRepeat bounds counted repetitions.
const maxRepeat = 1000

// braces reads {m}, {m,}, {,n} and {m,n}; anything else is plain text.
func (p *parser) braces() (min, max int, ok bool) {
	start := p.i
	p.i++
	lo, hasLo := p.number()
	comma := p.accept(",")
	hi, hasHi := 0, false
	if comma {
		hi, hasHi = p.number()
	}
	if !p.accept("}") || !hasLo && !comma {
		p.i = start
		return 0, 0, false
	}
	switch {
	case !comma:
		hi = lo
	case !hasHi:
		hi = -1
	}
	if lo > maxRepeat || hi > maxRepeat {
		p.fail(start, "the repetition number is too large")
	}
	return lo, hi, true
}

func (p *parser) number() (int, bool) {
	start := p.i
	for p.more() && isDigitASCII(p.src[p.i]) {
		p.i++
	}
	n, err := strconv.Atoi(string(p.src[start:p.i]))
	return n, err == nil
}

// item reads one item; nil when it matches nothing of its own.
func (p *parser) item() node {
	c := p.src[p.i]
	at := p.i
	p.i++
	switch c {
	case '.':
		return anyChar{p.flags&DotAll != 0}
	case '^':
		if p.flags&Multiline != 0 {
			return assertion{opLineStart}
		}
		return assertion{opTextStart}
	case '$':
		if p.flags&Multiline != 0 {
			return assertion{opLineEnd}
		}
		return assertion{opLastLineEnd}
	case '[':
		return class{p.set(at)}
	case '(':
		return p.group(at)
	case '\\':
		return p.escape(at)
	case '*', '+', '?':
		p.fail(at, "nothing to repeat")
	case '{':
		p.i = at
		if _, _, ok := p.braces(); ok {
			p.fail(at, "nothing to repeat")
		}
		p.i = at + 1
	}
	return p.char(c)
}

func (p *parser) char(r rune) node {
	if p.flags&IgnoreCase != 0 && unicode.IsLetter(r) {
		return char{fold(r), true}
	}
	return char{r, false}
}

// escape reads what follows a backslash outside of sets.
func (p *parser) escape(at int) node {
	if !p.more() {
		p.fail(at, "bad escape (end of pattern)")
	}
	c := p.src[p.i]
	if is := kind(c, p.flags); is != nil {
		p.i++
		return class{&set{kinds: []func(rune) bool{is}}}
	}
	ascii := p.flags&ASCII != 0
	switch c {
	case 'A':
		p.i++
		return assertion{opTextStart}
	case 'Z':
		p.i++
		return assertion{opTextEnd}
	case 'b', 'B':
		p.i++
		op := map[bool]map[rune]opcode{false: {'b': opWordEdge, 'B': opNoWordEdge}, true: {'b': opWordEdgeASCII, 'B': opNoWordEdgeASCII}}[ascii][c]
		return assertion{op}
	}
	if c >= '1' && c <= '9' {
		return p.backReference(at)
	}
	return p.char(p.literal(at))
}

// backReference reads \1 to \99.
func (p *parser) backReference(at int) node {
	end := p.i + 1
	if end < len(p.src) && isDigitASCII(p.src[end]) {
		end++
	}
	n, _ := strconv.Atoi(string(p.src[p.i:end]))
	if n > p.groups {
		p.fail(at+1, "invalid group reference %d", n)
	}
	p.i = end
	return p.reference(n, at)
}

func (p *parser) reference(n, at int) node {
	for _, o := range p.open {
		if o == n {
			p.fail(at, "cannot refer to an open group")
		}
	}
	return reference{n, p.flags&IgnoreCase != 0}
}

var simpleEscapes = map[rune]rune{'a': '\a', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

// literal reads the escape of one character; the backslash is read.
func (p *parser) literal(at int) rune {
	c := p.src[p.i]
	p.i++
	if r, ok := simpleEscapes[c]; ok {
		return r
	}
	switch c {
	case 'x':
		return p.hex(at, 2)
	case 'u':
		return p.hex(at, 4)
	case 'U':
		return p.hex(at, 8)
	case '0':
		n := rune(0)
		for k := 0; k < 2 && p.more() && p.src[p.i] >= '0' && p.src[p.i] <= '7'; k++ {
			n = n*8 + p.src[p.i] - '0'
			p.i++
		}
		return n
	}
	if c < 128 && unicode.IsLetter(c) {
		p.fail(at, "bad escape \\%c", c)
	}
	return c
}

func (p *parser) hex(at, digits int) rune {
	end := p.i + digits
	if end <= len(p.src) {
		if n, err := strconv.ParseUint(string(p.src[p.i:end]), 16, 32); err == nil {
			p.i = end
			return rune(n)
		}
	}
	p.fail(at, "incomplete escape %s", string(p.src[at:min(end, len(p.src))]))
	return 0
}

// set reads [...]; the bracket is read.
func (p *parser) set(at int) *set {
	s := &set{fold: p.flags&IgnoreCase != 0}
	s.negative = p.accept("^")
	for first := true; ; first = false {
		if !p.more() {
			p.fail(at, "unterminated character set")
		}
		if p.peek("]") && !first {
			p.i++
			return s
		}
		start := p.i
		lo, isKind := p.member(s)
		if isKind || !p.peek("-") || p.i+1 < len(p.src) && p.src[p.i+1] == ']' || p.i+1 >= len(p.src) {
			if !isKind {
				s.add(lo, lo)
			}
			continue
		}
		p.i++
		hi, isKind := p.member(s)
		if isKind || hi < lo {
			p.fail(start, "bad character range %s", string(p.src[start:p.i]))
		}
		s.add(lo, hi)
	}
}

// member reads one character of a set, or adds a set such as \d to it.
func (p *parser) member(s *set) (r rune, isKind bool) {
	at := p.i
	c := p.src[p.i]
	p.i++
	if c != '\\' {
		return c, false
	}
	if !p.more() {
		p.fail(at, "unterminated character set")
	}
	if is := kind(p.src[p.i], p.flags); is != nil {
		p.i++
		s.kinds = append(s.kinds, is)
		return 0, true
	}
	if p.src[p.i] == 'b' {
		p.i++
		return '\b', false
	}
	if d := p.src[p.i]; d >= '1' && d <= '7' {
		n := rune(0)
		for k := 0; k < 3 && p.more() && p.src[p.i] >= '0' && p.src[p.i] <= '7'; k++ {
			n = n*8 + p.src[p.i] - '0'
			p.i++
		}
		return n, false
	}
	return p.literal(at), false
}
