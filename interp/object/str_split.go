package object

import (
	"slices"
	"strings"
)

func strList(parts []string) *List {
	elems := make([]Value, len(parts))
	for i, p := range parts {
		elems[i] = p
	}
	return &List{Elems: elems}
}

func strSplitMembers() []Member {
	strip := func(name, doc string, space func(string) string, set func(s, chars string) string) Member {
		return strMethod(name+"(self, chars=None, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			switch chars := a.At(1).(type) {
			case nil:
				return space(s), nil
			case string:
				return set(s, chars), nil
			}
			return nil, TypeErrorf("%s arg must be None or str", name)
		})
	}
	left := func(s string) string { return strings.TrimLeftFunc(s, isSpace) }
	right := func(s string) string { return strings.TrimRightFunc(s, isSpace) }
	return []Member{
		strMethod("split(self, /, sep=None, maxsplit=-1)", "The parts between white space, or between sep.", func(th *Thread, s string, a *Bound) (Value, error) {
			return splitStr(s, a, splitLeft)
		}),
		strMethod("rsplit(self, /, sep=None, maxsplit=-1)", "split that counts maxsplit from the end.", func(th *Thread, s string, a *Bound) (Value, error) {
			return splitStr(s, a, splitRight)
		}),
		strMethod("splitlines(self, /, keepends=False)", "The lines of the text.", func(th *Thread, s string, a *Bound) (Value, error) {
			return strList(splitLines(s, a.Bool("keepends"))), nil
		}),
		strMethod("partition(self, sep, /)", "The text before sep, sep, and the text after it.", func(th *Thread, s string, a *Bound) (Value, error) {
			sep, err := partitionSep(a)
			if err != nil {
				return nil, err
			}
			if before, after, ok := strings.Cut(s, sep); ok {
				return NewTuple(before, sep, after), nil
			}
			return NewTuple(s, "", ""), nil
		}),
		strMethod("rpartition(self, sep, /)", "partition at the last sep.", func(th *Thread, s string, a *Bound) (Value, error) {
			sep, err := partitionSep(a)
			if err != nil {
				return nil, err
			}
			if i := strings.LastIndex(s, sep); i >= 0 {
				return NewTuple(s[:i], sep, s[i+len(sep):]), nil
			}
			return NewTuple("", "", s), nil
		}),
		strip("strip", "The text without white space, or chars, at both ends.", func(s string) string { return strings.TrimFunc(s, isSpace) }, strings.Trim),
		strip("lstrip", "The text without white space, or chars, at its start.", left, strings.TrimLeft),
		strip("rstrip", "The text without white space, or chars, at its end.", right, strings.TrimRight),
		strMethod("join(self, iterable, /)", "The strings of an iterable with the text between them.", joinStr),
		strMethod("removeprefix(self, prefix, /)", "The text without prefix.", func(th *Thread, s string, a *Bound) (Value, error) {
			return strings.TrimPrefix(s, strArg(a, 1)), nil
		}),
		strMethod("removesuffix(self, suffix, /)", "The text without suffix.", func(th *Thread, s string, a *Bound) (Value, error) {
			return strings.TrimSuffix(s, strArg(a, 1)), nil
		}),
	}
}

func partitionSep(a *Bound) (string, error) {
	sep, ok := NativeOf(a.At(1)).(string)
	if !ok {
		return "", TypeErrorf("must be str, not %s", TypeName(a.At(1)))
	}
	if sep == "" {
		return "", ValueErrorf("empty separator")
	}
	return sep, nil
}

func joinStr(th *Thread, s string, a *Bound) (Value, error) {
	elems, err := ToSlice(th, a.At(1))
	if err != nil {
		if IsError(err, TypeError) && !IsIterable(a.At(1)) {
			return nil, TypeErrorf("can only join an iterable")
		}
		return nil, err
	}
	parts := make([]string, len(elems))
	for i, e := range elems {
		p, ok := NativeOf(e).(string)
		if !ok {
			return nil, TypeErrorf("sequence item %d: expected str instance, %s found", i, TypeName(e))
		}
		parts[i] = p
	}
	return strings.Join(parts, s), nil
}

func splitStr(s string, a *Bound, split func(s, sep string, n int) []string) (Value, error) {
	n := a.Int("maxsplit")
	if n < 0 {
		n = len(s) + 1
	}
	switch sep := a.Value("sep").(type) {
	case nil:
		return strList(split(s, "", n)), nil
	case string:
		if sep == "" {
			return nil, ValueErrorf("empty separator")
		}
		return strList(split(s, sep, n)), nil
	}
	return nil, TypeErrorf("must be str or None, not %s", TypeName(a.Value("sep")))
}

// splitLeft splits at most n times from the left; at white space without sep.
func splitLeft(s, sep string, n int) []string {
	if sep != "" {
		return strings.SplitN(s, sep, n+1)
	}
	parts := []string{}
	s = strings.TrimLeftFunc(s, isSpace)
	for ; s != "" && n > 0; n-- {
		i := strings.IndexFunc(s, isSpace)
		if i < 0 {
			return append(parts, s)
		}
		parts = append(parts, s[:i])
		s = strings.TrimLeftFunc(s[i:], isSpace)
	}
	if s != "" {
		parts = append(parts, s)
	}
	return parts
}

// splitRight splits at most n times from the right.
func splitRight(s, sep string, n int) []string {
	parts := []string{}
	if sep == "" {
		s = strings.TrimRightFunc(s, isSpace)
	}
	for ; n > 0; n-- {
		i, width := strings.LastIndex(s, sep), len(sep)
		if sep == "" {
			i, width = lastSpace(s)
		}
		if i < 0 {
			break
		}
		parts = append(parts, s[i+width:])
		s = s[:i]
		if sep == "" {
			s = strings.TrimRightFunc(s, isSpace)
		}
	}
	if sep != "" || strings.TrimLeftFunc(s, isSpace) != "" {
		parts = append(parts, s)
	}
	slices.Reverse(parts)
	return parts
}

// lastSpace finds the last white space of s and its width.
func lastSpace(s string) (at, width int) {
	at = strings.LastIndexFunc(s, isSpace)
	for _, r := range s[max(at, 0):] {
		return at, len(string(r))
	}
	return at, 0
}

func splitLines(s string, keep bool) []string {
	lines := []string{}
	start := 0
	for i, r := range s {
		if i < start {
			continue
		}
		switch r {
		case '\n', '\r', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
			end := i + len(string(r))
			if r == '\r' && strings.HasPrefix(s[end:], "\n") {
				end++
			}
			if keep {
				lines = append(lines, s[start:end])
			} else {
				lines = append(lines, s[start:i])
			}
			start = end
		}
	}
	if start < len(s) {
		lines = append(lines, s[start:])
	}
	return lines
}
