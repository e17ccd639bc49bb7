package autograph

import (
	"slices"
	"strings"
	"testing"

	"kerash/interp/syntax"
)

// function parses the body of a function f.
func function(t *testing.T, body string) []syntax.Stmt {
	t.Helper()
	text := "def f(x, n, flag, self):\n    " + strings.ReplaceAll(strings.TrimSpace(body), "\n", "\n    ") + "\n"
	m, err := syntax.Parse("f.py", text, syntax.ModePy)
	if err == nil {
		err = syntax.Resolve(m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m.Body[0].(*syntax.FunctionDef).Body
}

func names(n Names) string {
	var list []string
	for name := range n {
		list = append(list, name)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// TestState checks which variables a statement passes on; an asterisk marks
// those that are not used afterwards.
func TestState(t *testing.T) {
	for _, c := range []struct{ body, after, want string }{
		{"if x:\n    y = 1\nelse:\n    y = 2", "y", "y"},
		{"if x:\n    y = 1\n    x = y", "x", "x"},
		{"if x:\n    y = 1\n    x = y", "", "x*"},
		{"if x:\n    self.total = self.total + 1", "", "self.total"},
		{"if x:\n    z = 1\n    d = {}\n    d['a'] = z", "", ""},
		{"if x:\n    n['a'] = 1\n    n[flag] = 2", "", "n['a'] n[flag]"},
		{"for i in n:\n    t = i * 2\n    x = x + t", "x", "x"},
		{"for i in n:\n    x = x + i", "x i", "i x"},
		{"while n > 0:\n    n -= 1\n    last = n", "last", "last n*"},
		{"while n > 0:\n    n, x = x, n", "x", "x n*"},
		{"if x:\n    y = [a for a in n]", "y", "y"},
		{"if x:\n    def y(): return x", "y", "y"},
	} {
		s := function(t, c.body)
		out := Names{}
		for _, name := range strings.Fields(c.after) {
			out[name] = nil
		}
		vars, outputs := State(Bound(s), Live(s, out), out)
		var got []string
		for i, v := range vars {
			if i >= outputs {
				v.Name += "*"
			}
			got = append(got, v.Name)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q, then %q: state %q, want %q", c.body, c.after, got, c.want)
		}
	}
}

// TestLive checks which variables are used from the start of a body on.
func TestLive(t *testing.T) {
	for _, c := range []struct{ body, out, want string }{
		{"y = x\nx = 1\nreturn x", "", "x"},
		{"for i in n:\n    flag = i", "flag", "flag n"},
		{"while x:\n    x = n", "", "n x"},
		{"try:\n    x = n\nexcept ValueError as flag:\n    pass", "x", "ValueError n x"},
		{"with x as y:\n    n = y", "n", "x"},
		{"y = lambda a: a + x", "y", "x"},
		{"x += n", "x", "n x"},
		{"x[n] = flag", "", "flag n x"},
	} {
		out := Names{}
		for _, name := range strings.Fields(c.out) {
			out[name] = nil
		}
		if got := names(Live(function(t, c.body), out)); got != c.want {
			t.Errorf("%q: live %q, want %q", c.body, got, c.want)
		}
	}
}

// outline is the shape of statements: loops and conditions with what they hold.
func outline(list []syntax.Stmt) string {
	var parts []string
	for _, s := range list {
		switch s := s.(type) {
		case *syntax.If:
			part := "if(" + outline(s.Body) + ")"
			if len(s.Orelse) > 0 {
				part += "else(" + outline(s.Orelse) + ")"
			}
			parts = append(parts, part)
		case *syntax.While:
			parts = append(parts, "while("+outline(s.Body)+")")
		case *syntax.For:
			parts = append(parts, "for("+outline(s.Body)+")")
		case *syntax.Assign:
			parts = append(parts, s.Targets[0].(*syntax.Name).Ident)
		case *syntax.ExprStmt:
			parts = append(parts, ".")
		default:
			parts = append(parts, "?")
		}
	}
	return strings.Join(parts, " ")
}

func TestWithoutJumps(t *testing.T) {
	for _, c := range []struct{ body, want, flags string }{
		{"x = 1\nreturn x", "x retval_ do_return", "do_return retval_"},
		{"if x:\n    return 1\ny = 2\nreturn y", "if(retval_ do_return)else(y retval_ do_return)", "do_return retval_"},
		{"if x:\n    y = 1\nelse:\n    return 2\ny = 3", "if(y y)else(retval_ do_return)", "do_return retval_"},
		{"for i in n:\n    if x:\n        continue\n    y = i", "for(continue_ if(continue_) if(y))", "continue_"},
		{"while n:\n    if x:\n        break\n    y = n\nelse:\n    z = 1", "break_ while(continue_ if(break_ continue_) if(y)) if(z)", "continue_ break_"},
		{"for i in n:\n    if x:\n        return i\ny = 1", "for(if(retval_ do_return)) if(y)", "do_return retval_"},
		{"for i in n:\n    for j in i:\n        break\n    y = 1", "for(break_ for(. continue_ break_ continue_) y)", "continue_ break_"},
	} {
		b := WithoutJumps(function(t, c.body))
		if got := outline(b.Stmts); got != c.want {
			t.Errorf("%q: %s, want %s", c.body, got, c.want)
		}
		if got := strings.Join(b.Flags, " "); got != c.flags {
			t.Errorf("%q: flags %s, want %s", c.body, got, c.flags)
		}
	}
	if b := WithoutJumps(function(t, "match x:\n    case 1:\n        return 2")); b != nil {
		t.Error("a jump out of match was replaced")
	}
}
