package std

import (
	"errors"
	"fmt"
	"strings"

	"kerash/interp/object"
	"kerash/interp/std/regex"
)

func reModule() *object.Module {
	return &object.Module{Name: "re", Doc: "Regular expressions.", Members: reMembers}
}

var reError = object.NewExceptionClass("re", "error", object.ExceptionClass, "The pattern is not valid.")

// pattern is a compiled regular expression.
type pattern struct {
	text  string
	flags int
	re    *regex.Regex
}

var patternClass = &object.Class{Name: "Pattern", Module: "re", Doc: "A compiled regular expression.", Generic: true, Final: true}

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
	text, ok := object.NativeOf(v).(string)
	if !ok {
		return nil, object.TypeErrorf("first argument must be string or compiled pattern")
	}
	cache := object.Get(th, func() *patterns { return &patterns{map[patternKey]*pattern{}} })
	key := patternKey{text, flags}
	if p := cache.byText[key]; p != nil {
		return p, nil
	}
	re, err := regex.Compile(text, regex.Flags(flags))
	if err != nil {
		return nil, patternError(text, err)
	}
	p := &pattern{text, int(re.Flags), re}
	cache.byText[key] = p
	return p, nil
}

// patternError makes re.error of a fault in a pattern.
func patternError(text string, err error) error {
	var fault *regex.Error
	if !errors.As(err, &fault) {
		return err
	}
	msg := fault.Msg
	var pos object.Value
	if fault.Pos >= 0 {
		msg += fmt.Sprintf(" at position %d", fault.Pos)
		pos = fault.Pos
		if before := []rune(text)[:min(fault.Pos, len([]rune(text)))]; strings.Contains(text, "\n") {
			line := strings.Count(string(before), "\n") + 1
			msg += fmt.Sprintf(" (line %d, column %d)", line, fault.Pos-strings.LastIndex(string(before), "\n"))
		}
	}
	r := object.Errorf(reError, "%s", msg)
	for _, a := range []object.Member{{Name: "msg", Value: fault.Msg}, {Name: "pattern", Value: text}, {Name: "pos", Value: pos}} {
		r.Exc.Attrs.Set(a.Name, a.Value)
	}
	return r
}

// subject is a text to be searched, by characters.
type subject struct {
	text  string
	runes []rune
}

// subjectArg gives the argument string.
func subjectArg(a *object.Bound) (*subject, error) {
	v := a.Value("string")
	switch x := object.NativeOf(v).(type) {
	case string:
		return &subject{x, []rune(x)}, nil
	case object.Bytes:
		return nil, object.TypeErrorf("cannot use a string pattern on a bytes-like object")
	}
	return nil, object.TypeErrorf("expected string or bytes-like object, got '%s'", object.TypeName(v))
}

// find matches from one position to another.
func (p *pattern) find(th *object.Thread, s *subject, start, end int, how regex.How) (*match, error) {
	at, err := p.re.Match(s.runes, start, end, how, th.Cancelled)
	if err != nil {
		return nil, th.Check()
	}
	if at == nil {
		return nil, nil
	}
	return &match{p, s, at}, nil
}

// each calls f for the matches one after the other.
func (p *pattern) each(th *object.Thread, s *subject, f func(m *match) error) error {
	err := p.re.All(s.runes, 0, len(s.runes), th.Cancelled, func(at []int) error { return f(&match{p, s, at}) })
	if errors.Is(err, regex.ErrStopped) {
		return th.Check()
	}
	return err
}

// match is what a pattern found.
type match struct {
	p *pattern
	s *subject
	// at are the positions of the whole and the groups, and the group that
	// ended last.
	at []int
}

var matchClass = &object.Class{Name: "Match", Module: "re", Doc: "Where a pattern matched.", Generic: true, Final: true}

// PyClass is Match.
func (m *match) PyClass() *object.Class { return matchClass }

func (m *match) number(key object.Value) (int, error) {
	if name, ok := key.(string); ok {
		if i := m.p.re.Number(name); i >= 0 {
			return i, nil
		}
		return 0, object.IndexErrorf("no such group")
	}
	i, ok := key.(int)
	if !ok || i < 0 || 2*i+1 >= len(m.at) {
		return 0, object.IndexErrorf("no such group")
	}
	return i, nil
}

// last is the number of the group that ended last, -1 when none did.
func (m *match) last() int { return m.at[len(m.at)-1] }

// matched reports whether a group took part.
func (m *match) matched(i int) bool { return m.at[2*i] >= 0 && m.at[2*i+1] >= 0 }

// text is what a group matched, "" when it took no part.
func (m *match) text(i int) string {
	if !m.matched(i) {
		return ""
	}
	return string(m.s.runes[m.at[2*i]:m.at[2*i+1]])
}

// value is a group as a Python value, other when it took no part.
func (m *match) value(i int, other object.Value) object.Value {
	if !m.matched(i) {
		return other
	}
	return m.text(i)
}

// span is where a group is.
func (m *match) span(i int) (start, end int) {
	if !m.matched(i) {
		return -1, -1
	}
	return m.at[2*i], m.at[2*i+1]
}
