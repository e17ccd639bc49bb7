package std

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"kerash/interp/object"
	"kerash/interp/std/regex"
)

// reFunc is a function of the module and a method of Pattern.
type reFunc struct {
	name, params, doc string
	do                func(p *pattern, a *object.Bound) (object.Value, error)
}

var reFuncs = []reFunc{
	{"search", "string", "The first match anywhere, or None.", matching(regex.Search)},
	{"match", "string", "The match at the start, or None.", matching(regex.Prefix)},
	{"fullmatch", "string", "The match of the whole text, or None.", matching(regex.Full)},
	{"findall", "string", "All matches: their texts, or those of their groups.", func(p *pattern, a *object.Bound) (object.Value, error) {
		l := object.NewList()
		return l, p.search(a, func(m *match) error { l.Elems = append(l.Elems, m.found()); return nil })
	}},
	{"finditer", "string", "All matches.", func(p *pattern, a *object.Bound) (object.Value, error) {
		var out []object.Value
		err := p.search(a, func(m *match) error { out = append(out, m); return nil })
		return object.IterSlice(out), err
	}},
	{"split", "string, maxsplit=0", "The text cut where the pattern matches; groups are part of the result.", splitText},
	{"sub", "repl, string, count=0", "The text with the matches replaced, by a template or by what a function gives.", func(p *pattern, a *object.Bound) (object.Value, error) {
		s, _, err := p.sub(a)
		return s, err
	}},
	{"subn", "repl, string, count=0", "What sub gives, and how many matches were replaced.", func(p *pattern, a *object.Bound) (object.Value, error) {
		s, n, err := p.sub(a)
		return object.NewTuple(s, n), err
	}},
}

// search calls f for the matches in the argument string.
func (p *pattern) search(a *object.Bound, f func(m *match) error) error {
	s, err := subjectArg(a)
	if err != nil {
		return err
	}
	return p.each(a.Thread(), s, f)
}

// flagNames are the flags of a pattern as they are written; Unicode is a matter
// of course.
func flagNames(flags int) string {
	var names []string
	for _, f := range []struct {
		flag regex.Flags
		name string
	}{{regex.IgnoreCase, "IGNORECASE"}, {regex.Locale, "LOCALE"}, {regex.Multiline, "MULTILINE"}, {regex.DotAll, "DOTALL"}, {regex.Verbose, "VERBOSE"}, {regex.ASCII, "ASCII"}} {
		if flags&int(f.flag) != 0 {
			names = append(names, "re."+f.name)
		}
	}
	return strings.Join(names, "|")
}

func reMembers() []object.Member {
	members := []object.Member{
		object.Const("Pattern", patternClass), object.Const("Match", matchClass), object.Const("error", reError),
		object.Fun("compile(pattern, flags=0)", "A pattern ready for use.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return compilePattern(th, a.At(0), a.Int("flags"))
		}),
		object.Fun("escape(pattern)", "A pattern that matches just the text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return escapePattern(a.Str("pattern")), nil
		}),
		object.Fun("purge()", "Does nothing: compiled patterns stay.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
	}
	for _, f := range []struct {
		short, long string
		value       int
	}{{"I", "IGNORECASE", int(regex.IgnoreCase)}, {"L", "LOCALE", int(regex.Locale)}, {"M", "MULTILINE", int(regex.Multiline)}, {"S", "DOTALL", int(regex.DotAll)}, {"U", "UNICODE", int(regex.Unicode)}, {"X", "VERBOSE", int(regex.Verbose)}, {"A", "ASCII", int(regex.ASCII)}} {
		members = append(members, object.Const(f.short, f.value), object.Const(f.long, f.value))
	}
	for _, f := range reFuncs {
		members = append(members, object.Fun(f.name+"(pattern, "+f.params+", flags=0)", f.doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p, err := compilePattern(th, a.Value("pattern"), a.Int("flags"))
			if err != nil {
				return nil, err
			}
			return f.do(p, a)
		}))
	}
	return members
}

func init() {
	patternClass.Members = func() []object.Member {
		get := func(name, doc string, f func(p *pattern) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*pattern)), nil })
		}
		members := []object.Member{
			get("pattern", "the text", func(p *pattern) object.Value { return p.text }),
			get("flags", "the flags", func(p *pattern) object.Value { return p.flags }),
			get("groups", "how many groups there are", func(p *pattern) object.Value { return p.re.Groups }),
			get("groupindex", "the numbers of the named groups", func(p *pattern) object.Value { return p.names(func(i int) object.Value { return i }) }),
		}
		for _, f := range reFuncs {
			params := f.params
			if params == "string" {
				params += ", pos=0, endpos=9223372036854775807"
			}
			members = append(members, object.Method(f.name+"(self, "+params+")", f.doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return f.do(a.Self().(*pattern), a)
			}))
		}
		return members
	}
	patternClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		p := self.(*pattern)
		text := "re.compile(" + object.StrRepr(p.text)
		if names := flagNames(p.flags); names != "" {
			text += ", " + names
		}
		return text + ")", nil
	}
	matchClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		m := self.(*match)
		return fmt.Sprintf("<re.Match object; span=(%d, %d), match=%s>", m.at[0], m.at[1], object.StrRepr(m.text(0))), nil
	}
	matchClass.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		i, err := self.(*match).number(key)
		if err != nil {
			return nil, err
		}
		return self.(*match).value(i, nil), nil
	}
	matchClass.Members = matchMembers
}

// names makes a dict of the named groups.
func (p *pattern) names(f func(i int) object.Value) *object.Dict {
	d := object.NewDict()
	for _, n := range p.re.Names {
		d.SetStr(n, f(p.re.Number(n)))
	}
	return d
}

func matching(how regex.How) func(p *pattern, a *object.Bound) (object.Value, error) {
	return func(p *pattern, a *object.Bound) (object.Value, error) {
		s, err := subjectArg(a)
		if err != nil {
			return nil, err
		}
		start, end := 0, len(s.runes)
		if a.Sig.Index("pos") >= 0 {
			end = min(end, max(0, a.Int("endpos")))
			start = max(0, a.Int("pos"))
		}
		if start > end {
			return nil, nil
		}
		m, err := p.find(a.Thread(), s, start, end, how)
		if m == nil {
			return nil, err
		}
		return m, err
	}
}

// found is what findall lists for a match.
func (m *match) found() object.Value {
	switch n := m.p.re.Groups; n {
	case 0:
		return m.value(0, "")
	case 1:
		return m.value(1, "")
	default:
		t := &object.Tuple{}
		for i := 1; i <= n; i++ {
			t.Elems = append(t.Elems, m.value(i, ""))
		}
		return t
	}
}

// errEnough ends a walk over matches.
var errEnough = errors.New("enough")

// upTo walks over at most limit matches, all when it is 0.
func (p *pattern) upTo(th *object.Thread, s *subject, limit int, f func(m *match) error) error {
	n := 0
	err := p.each(th, s, func(m *match) error {
		if n++; limit > 0 && n > limit {
			return errEnough
		}
		return f(m)
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

func splitText(p *pattern, a *object.Bound) (object.Value, error) {
	s, err := subjectArg(a)
	if err != nil {
		return nil, err
	}
	l := object.NewList()
	last := 0
	err = p.upTo(a.Thread(), s, a.Int("maxsplit"), func(m *match) error {
		l.Elems = append(l.Elems, string(s.runes[last:m.at[0]]))
		for i := 1; i <= p.re.Groups; i++ {
			l.Elems = append(l.Elems, m.value(i, nil))
		}
		last = m.at[1]
		return nil
	})
	l.Elems = append(l.Elems, string(s.runes[last:]))
	return l, err
}

func (p *pattern) sub(a *object.Bound) (text string, n int, err error) {
	s, err := subjectArg(a)
	if err != nil {
		return "", 0, err
	}
	replace, err := replacement(a.Thread(), a.Value("repl"))
	if err != nil {
		return "", 0, err
	}
	var b strings.Builder
	last := 0
	err = p.upTo(a.Thread(), s, a.Int("count"), func(m *match) error {
		n++
		b.WriteString(string(s.runes[last:m.at[0]]))
		last = m.at[1]
		out, err := replace(m)
		b.WriteString(out)
		return err
	})
	b.WriteString(string(s.runes[last:]))
	return b.String(), n, err
}

// replacement gives what repl puts in the place of a match.
func replacement(th *object.Thread, repl object.Value) (func(m *match) (string, error), error) {
	if template, ok := object.NativeOf(repl).(string); ok {
		return func(m *match) (string, error) { return m.expand(th, template) }, nil
	}
	if !object.IsCallable(repl) {
		return nil, object.TypeErrorf("decoding to str: need a bytes-like object, %s found", object.TypeName(repl))
	}
	return func(m *match) (string, error) {
		v, err := object.CallFn(th, repl, m)
		if err != nil {
			return "", err
		}
		s, ok := object.NativeOf(v).(string)
		if !ok {
			return "", object.TypeErrorf("sequence item 0: expected str instance, %s found", object.TypeName(v))
		}
		return s, nil
	}, nil
}

// expand fills a template: \1, \g<1>, \g<name>, \n.
func (m *match) expand(th *object.Thread, t string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(t); i++ {
		if t[i] != '\\' || i+1 == len(t) {
			b.WriteByte(t[i])
			continue
		}
		i++
		var key object.Value
		switch c := t[i]; {
		case c >= '1' && c <= '9':
			end := i + 1
			if end < len(t) && t[end] >= '0' && t[end] <= '9' {
				end++
			}
			n, _ := strconv.Atoi(t[i:end])
			key, i = n, end-1
		case c == 'g' && strings.HasPrefix(t[i:], "g<") && strings.IndexByte(t[i:], '>') > 0:
			end := i + strings.IndexByte(t[i:], '>')
			key = t[i+2 : end]
			if n, err := strconv.Atoi(t[i+2 : end]); err == nil {
				key = n
			}
			i = end
		case strings.IndexByte("abfnrtv", c) >= 0:
			b.WriteByte(map[byte]byte{'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}[c])
			continue
		case c == '\\':
			b.WriteByte('\\')
			continue
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			return "", object.Errorf(reError, "bad escape \\%c at position %d", c, i-1)
		default:
			b.WriteString(t[i-1 : i+1])
			continue
		}
		n, err := m.number(key)
		if err != nil {
			if name, ok := key.(string); ok {
				return "", object.IndexErrorf("unknown group name '%s'", name)
			}
			return "", object.Errorf(reError, "invalid group reference %v at position %d", key, i)
		}
		b.WriteString(m.text(n))
	}
	return b.String(), nil
}

func escapePattern(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("()[]{}?*+-|^$\\.&~# \t\n\r\v\f", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func matchMembers() []object.Member {
	method := func(sig, doc string, f func(m *match, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(a.Self().(*match), a) })
	}
	edge := func(name, doc string, f func(m *match, i int) object.Value) object.Member {
		return method(name+"(self, group=0, /)", doc, func(m *match, a *object.Bound) (object.Value, error) {
			i, err := m.number(a.At(1))
			if err != nil {
				return nil, err
			}
			return f(m, i), nil
		})
	}
	return []object.Member{
		method("group(self, *groups)", "A group, or a tuple of several; the whole match without arguments.", func(m *match, a *object.Bound) (object.Value, error) {
			keys := a.Rest("groups")
			if len(keys) == 0 {
				return m.value(0, nil), nil
			}
			t := &object.Tuple{}
			for _, k := range keys {
				i, err := m.number(k)
				if err != nil {
					return nil, err
				}
				t.Elems = append(t.Elems, m.value(i, nil))
			}
			if len(keys) == 1 {
				return t.Elems[0], nil
			}
			return t, nil
		}),
		method("groups(self, default=None)", "All groups.", func(m *match, a *object.Bound) (object.Value, error) {
			t := &object.Tuple{}
			for i := 1; i <= m.p.re.Groups; i++ {
				t.Elems = append(t.Elems, m.value(i, a.At(1)))
			}
			return t, nil
		}),
		method("groupdict(self, default=None)", "The named groups.", func(m *match, a *object.Bound) (object.Value, error) {
			return m.p.names(func(i int) object.Value { return m.value(i, a.At(1)) }), nil
		}),
		edge("start", "Where a group begins.", func(m *match, i int) object.Value { start, _ := m.span(i); return start }),
		edge("end", "Where a group ends.", func(m *match, i int) object.Value { _, end := m.span(i); return end }),
		edge("span", "Where a group begins and ends.", func(m *match, i int) object.Value {
			start, end := m.span(i)
			return object.NewTuple(start, end)
		}),
		method("expand(self, template)", "A template with the groups filled in.", func(m *match, a *object.Bound) (object.Value, error) {
			return m.expand(a.Thread(), a.Str("template"))
		}),
		object.Getter("string", "the text that was searched", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*match).s.text, nil }),
		object.Getter("re", "the pattern", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*match).p, nil }),
		object.Getter("lastindex", "the number of the group that ended last", func(th *object.Thread, self object.Value) (object.Value, error) {
			if n := self.(*match).last(); n > 0 {
				return n, nil
			}
			return nil, nil
		}),
		object.Getter("lastgroup", "the name of the group that ended last", func(th *object.Thread, self object.Value) (object.Value, error) {
			m := self.(*match)
			for _, name := range m.p.re.Names {
				if n := m.last(); n > 0 && m.p.re.Number(name) == n {
					return name, nil
				}
			}
			return nil, nil
		}),
	}
}
