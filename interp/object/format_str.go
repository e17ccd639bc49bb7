package object

import (
	"strconv"
	"strings"
)

// template is one run of str.format.
type template struct {
	th   *Thread
	args Args
	// lookup finds named fields that args does not have; may be nil.
	mapping Value
	hasMap  bool
	// auto counts the fields without number; manual is set by the first
	// numbered one.
	auto   int
	manual bool
}

// FormatTemplate is text.format(args).
func FormatTemplate(th *Thread, text string, args Args) (string, error) {
	t := &template{th: th, args: args}
	return t.run(text, 2)
}

func (t *template) run(text string, depth int) (string, error) {
	if depth == 0 {
		return "", ValueErrorf("Max string recursion exceeded")
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		c := text[i]
		if c != '{' && c != '}' {
			j := strings.IndexAny(text[i:], "{}")
			if j < 0 {
				j = len(text) - i
			}
			b.WriteString(text[i : i+j])
			i += j
			continue
		}
		if i+1 < len(text) && text[i+1] == c {
			b.WriteByte(c)
			i += 2
			continue
		}
		if c == '}' {
			return "", ValueErrorf("Single '}' encountered in format string")
		}
		if i+1 == len(text) {
			return "", ValueErrorf("Single '{' encountered in format string")
		}
		end, err := fieldEnd(text[i+1:])
		if err != nil {
			return "", err
		}
		s, err := t.field(text[i+1:i+1+end], depth)
		if err != nil {
			return "", err
		}
		b.WriteString(s)
		i += end + 2
	}
	return b.String(), nil
}

// fieldEnd finds the } that closes a field.
func fieldEnd(text string) (int, error) {
	depth := 1
	bracket := false
	for i := range len(text) {
		switch c := text[i]; {
		case bracket:
			bracket = c != ']'
		case c == '[' && depth == 1 && !strings.ContainsAny(text[:i], ":!"):
			bracket = true
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i, nil
			}
		}
	}
	return 0, ValueErrorf("expected '}' before end of string")
}

// field formats what stands between braces: name!conversion:spec.
func (t *template) field(text string, depth int) (string, error) {
	name, conv, spec := text, "", ""
	if i := nameEnd(text); i < len(text) {
		name = text[:i]
		rest := text[i:]
		if rest[0] == '!' {
			if len(rest) == 1 {
				return "", ValueErrorf("unmatched '{' in format spec")
			}
			conv, rest = rest[1:2], rest[2:]
			if rest != "" && rest[0] != ':' {
				return "", ValueErrorf("expected ':' after conversion specifier")
			}
		}
		if rest != "" {
			spec = rest[1:]
		}
	}
	v, err := t.value(name)
	if err != nil {
		return "", err
	}
	switch conv {
	case "":
	case "s":
		v, err = Str(t.th, v)
	case "r":
		v, err = Repr(t.th, v)
	case "a":
		v, err = ASCII(t.th, v)
	default:
		err = ValueErrorf("Unknown conversion specifier %s", conv)
	}
	if err != nil {
		return "", err
	}
	if strings.ContainsAny(spec, "{}") {
		if spec, err = t.run(spec, depth-1); err != nil {
			return "", err
		}
	}
	return Format(t.th, v, spec)
}

// nameEnd finds the ! or : after a field's name.
func nameEnd(text string) int {
	bracket := false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case (c == ':' || c == '!') && !bracket:
			return i
		}
	}
	return len(text)
}

// value finds what a name such as 0.shape[1] means.
func (t *template) value(name string) (Value, error) {
	i := strings.IndexAny(name, ".[")
	if i < 0 {
		i = len(name)
	}
	v, err := t.first(name[:i])
	for rest := name[i:]; rest != "" && err == nil; {
		if rest[0] == '.' {
			n := strings.IndexAny(rest[1:], ".[")
			if n < 0 {
				n = len(rest) - 1
			}
			if n == 0 {
				return nil, ValueErrorf("Empty attribute in format string")
			}
			v, err = GetAttr(t.th, v, rest[1:1+n])
			rest = rest[1+n:]
			continue
		}
		if rest[0] != '[' {
			return nil, ValueErrorf("Only '.' or '[' may follow ']' in format field specifier")
		}
		n := strings.IndexByte(rest, ']')
		if n < 0 {
			return nil, ValueErrorf("Missing ']' in format string")
		}
		if n == 1 {
			return nil, ValueErrorf("Empty attribute in format string")
		}
		var key Value = rest[1:n]
		if k, isNum := fieldNumber(rest[1:n]); isNum {
			key = k
		}
		v, err = Index(t.th, v, key)
		rest = rest[n+1:]
	}
	return v, err
}

func fieldNumber(s string) (int, bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func (t *template) first(name string) (Value, error) {
	n, numbered := fieldNumber(name)
	switch {
	case name == "":
		if t.manual {
			return nil, ValueErrorf("cannot switch from manual field specification to automatic field numbering")
		}
		n = t.auto
		t.auto++
	case numbered:
		if t.auto > 0 {
			return nil, ValueErrorf("cannot switch from automatic field numbering to manual field specification")
		}
		t.manual = true
	default:
		if t.hasMap {
			return Index(t.th, t.mapping, name)
		}
		if v, ok := t.args.Lookup(name); ok {
			return v, nil
		}
		return nil, KeyErrorOf(name)
	}
	if t.hasMap {
		return nil, ValueErrorf("Format string contains positional fields")
	}
	if n >= len(t.args.Pos) {
		return nil, IndexErrorf("Replacement index %d out of range for positional args tuple", n)
	}
	return t.args.Pos[n], nil
}
