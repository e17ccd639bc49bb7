package regex

import (
	"fmt"
	"testing"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		flags         Flags
		how           How
		want          string
	}{
		{"a+b", "xaab", 0, Search, "[1 4]"},
		{"a|ab", "ab", 0, Full, "[0 2]"},
		{"(a)(b)?", "ac", 0, Search, "[0 1 0 1 -1 -1]"},
		{"(a*)*b", "aab", 0, Search, "[0 3 2 2]"},
		{"(?:a*)*$", "aaa", 0, Prefix, "[0 3]"},
		{"a{2,3}?", "aaaa", 0, Search, "[0 2]"},
		{"a{2}", "aaaa", 0, Search, "[0 2]"},
		{"x{,2}", "xxx", 0, Search, "[0 2]"},
		{"x{a}", "x{a}", 0, Search, "[0 4]"},
		{"(?<=a)b", "ab", 0, Search, "[1 2]"},
		{"(?<!a)b", "abb", 0, Search, "[2 3]"},
		{"a(?=b)", "acab", 0, Search, "[2 3]"},
		{"(?!a)[a-c]", "aab", 0, Search, "[2 3]"},
		{"(\\w)\\1", "abccd", 0, Search, "[2 4 2 3]"},
		{"(?P<q>['\"]).*?(?P=q)", `x"a'b"`, 0, Search, "[1 6 1 2]"},
		{"(?i:A)b", "aB ab", 0, Search, "[3 5]"},
		{"É", "é", IgnoreCase, Search, "[0 1]"},
		{"^b", "a\nb", Multiline, Search, "[2 3]"},
		{"a$", "a\n", 0, Search, "[0 1]"},
		{"a\\Z", "a\n", 0, Search, "[]"},
		{".", "\n", 0, Search, "[]"},
		{".", "\n", DotAll, Search, "[0 1]"},
		{"(?>a*)a", "aaa", 0, Search, "[]"},
		{"a*+a", "aaa", 0, Search, "[]"},
		{"(a)?(?(1)b|c)", "ab", 0, Full, "[0 2 0 1]"},
		{"(a)?(?(1)b|c)", "c", 0, Full, "[0 1 -1 -1]"},
		{"\\bfoo\\b", "foobar foo", 0, Search, "[7 10]"},
		{"[^\\W\\d_]+", "12é_", 0, Search, "[2 3]"},
		{"[]a]", "]", 0, Search, "[0 1]"},
		{"[a\\-z]", "-", 0, Search, "[0 1]"},
		{" a b # c\n", "ab", Verbose, Search, "[0 2]"},
		{"(?:(a)|b)*", "ab", 0, Search, "[0 2 0 1]"},
		{"((a)|b)*?c", "abc", 0, Search, "[0 3 1 2 0 1]"},
		{"\\d", "\u0663", 0, Search, "[0 1]"},
		{"\\d", "\u0663", ASCII, Search, "[]"},
		{"(?=(a+))a*b\\1", "baaabac", 0, Search, "[3 6 3 4]"},
	} {
		r, err := Compile(c.pattern, c.flags)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		text := []rune(c.text)
		at, err := r.Match(text, 0, len(text), c.how, nil)
		if at != nil {
			at = at[:len(at)-1]
		}
		if got := fmt.Sprint(at); got != c.want || err != nil {
			t.Errorf("%s on %q: %s, want %s (%v)", c.pattern, c.text, got, c.want, err)
		}
	}
}

func TestErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		"(":                "missing ), unterminated subpattern at 0",
		"a)":               "unbalanced parenthesis at 1",
		"[a":               "unterminated character set at 0",
		"*a":               "nothing to repeat at 0",
		"a**":              "multiple repeat at 2",
		"(?P<n>a)(?P<n>b)": "redefinition of group name 'n' as group 2; was group 1 at 12",
		"\\8":              "invalid group reference 8 at 1",
		"(?<n>a)":          "unknown extension ?<n at 1",
		"(?<=a*)b":         "look-behind requires fixed-width pattern at -1",
		"[b-a]":            "bad character range b-a at 1",
		"\\q":              "bad escape \\q at 0",
		"a{3,2}":           "min repeat greater than max repeat at 1",
		"(\\1)":            "cannot refer to an open group at 1",
	} {
		_, err := Compile(pattern, 0)
		e, ok := err.(*Error)
		if !ok {
			t.Errorf("%s compiles", pattern)
			continue
		}
		if got := fmt.Sprintf("%s at %d", e.Msg, e.Pos); got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
}

func TestAll(t *testing.T) {
	for _, c := range []struct{ pattern, text, want string }{
		{"x*", "axb", "[[0 0] [1 2] [2 2] [3 3]]"},
		{"", "ab", "[[0 0] [1 1] [2 2]]"},
		{"a", "banana", "[[1 2] [3 4] [5 6]]"},
		{"$", "a\n", "[[1 1] [2 2]]"},
	} {
		r, err := Compile(c.pattern, 0)
		if err != nil {
			t.Fatal(err)
		}
		var all [][]int
		text := []rune(c.text)
		if err := r.All(text, 0, len(text), nil, func(at []int) error { all = append(all, at[:2]); return nil }); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(all); got != c.want {
			t.Errorf("%s on %q: %s, want %s", c.pattern, c.text, got, c.want)
		}
	}
}

func TestStop(t *testing.T) {
	r, err := Compile("(a+)+b", 0)
	if err != nil {
		t.Fatal(err)
	}
	text := []rune("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac")
	n := 0
	if _, err := r.Match(text, 0, len(text), Search, func() bool { n++; return n > 10 }); err != ErrStopped {
		t.Errorf("got %v", err)
	}
}
