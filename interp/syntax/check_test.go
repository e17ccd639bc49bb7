package syntax

import "testing"

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		text   string
		status Status
		indent string
	}{
		{"", Complete, ""},
		{"x = 1", Complete, ""},
		{"x = 1\n", Complete, ""},
		{"# only a comment", Complete, ""},
		{"x = ", Invalid, ""},
		{"x = (1,", Incomplete, "     "},
		{"f(", Incomplete, "    "},
		{"f(\n  1,", Incomplete, "  "},
		{"f(1,\n  2)", Complete, ""},
		{"x = '''a", Incomplete, ""},
		{"x = '''a\nb", Incomplete, ""},
		{"x = '''a\nb'''", Complete, ""},
		{"x = 'a", Invalid, ""},
		{"x = 1 + \\", Incomplete, "    "},
		{"x = 1 + \\\n", Incomplete, "    "},
		{"if x:", Incomplete, "    "},
		{"match x:", Incomplete, "    "},
		{"match x:\n    case 1:", Incomplete, "        "},
		{"match x:\n    case 1: pass", Incomplete, "    "},
		{"match x:\n    case 1: pass\n\n", Complete, ""},
		{"match = 3", Complete, ""},
		{"match x", Invalid, ""},
		{"if x:\n", Incomplete, "    "},
		{"if x:\n    y", Incomplete, "    "},
		{"if x:\n    y\n", Incomplete, "    "},
		{"if x:\n    y\n    ", Complete, ""},
		{"if x:\n    y\n\n", Complete, ""},
		{"if x:\n    y\nz = 1", Complete, ""},
		{"if x: y", Incomplete, ""},
		{"if x: y\n\n", Complete, ""},
		{"if x:\n    y\nelse:", Incomplete, "    "},
		{"if x:\ny", Invalid, ""},
		{"def f():\n    for i in x:", Incomplete, "        "},
		{"def f():\n    return 1", Incomplete, ""},
		{"for x in y:\n    if x:\n        break", Incomplete, "    "},
		{"try:\n    x\n", Incomplete, "    "},
		{"try:\n    x\n\n", Incomplete, ""},
		{"try:\n    x\nexcept E:\n    y\n\n", Complete, ""},
		{"def f():\n    try:\n        x\n", Incomplete, "        "},
		{"@d", Incomplete, ""},
		{"class A:\n    @d\n", Incomplete, "    "},
		{"f(1 2", Invalid, ""},
		{"x = )", Invalid, ""},
		{"return 1", Invalid, ""},
		{"%time f(", Complete, ""},
		{"x?", Complete, ""},
		{"if x:\n    y # done\n    # more", Incomplete, "    "},
		{"x = [1,\n     2\n]", Complete, ""},
		{"d = {'a': 1,", Incomplete, "     "},
		{"f(a for a in", Incomplete, "  "},
		{"x = (1 if y", Incomplete, "     "},
		{"while True:\n    pass", Incomplete, ""},
	} {
		status, indent, err := Check(c.text)
		if status != c.status || indent != c.indent {
			t.Errorf("Check(%q) = %d, %q, %v; want %d, %q", c.text, status, indent, err, c.status, c.indent)
		}
	}
}
