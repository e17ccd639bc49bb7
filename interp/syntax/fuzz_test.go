package syntax

import (
	"os"
	"strings"
	"testing"
)

// FuzzParse checks that no text makes the parser panic or hang, that spans lie
// in the text, and that Check agrees with Parse.
func FuzzParse(f *testing.F) {
	data, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, chunk := range strings.Split(string(data), "---\n") {
		program, _, _ := strings.Cut(chunk, "### ")
		f.Add(program)
	}
	for _, s := range []string{
		"%time x\n", "!ls\n", "x?\n", "%%timeit -n 3\ny\n", "\ufeffx = 1\r\ny = 2\r", "#!/bin/sh\nx", "\t\fx\n", "x\\\n",
		"f'{x!r:>{w}} {y=} {{}}'", "def f(a, /, b=1, *c, d, **e) -> int:\n  nonlocal a\n  yield\n", strings.Repeat("(", 300), strings.Repeat("- ", 2000) + "1",
		"class A(B, k=1):\n  def __m(self): return super().m\n", "[x async for x in y]", "x = '\xff'", "a\x00b", "\\", "é = 1\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, mode := range []Mode{ModePy, ModePrompt} {
			m, err := Parse("fuzz", text, mode)
			if err == nil {
				err = Resolve(m)
			}
			if err != nil {
				e := err.(*Error)
				if e.At.Start < 0 || e.At.End < e.At.Start || e.At.Start > len(text) || e.Msg == "" {
					t.Fatalf("bad error %+v", e)
				}
				e.Position()
			}
			if mode == ModePrompt {
				status, _, checkErr := Check(text)
				if status == Complete && err != nil || status == Invalid && checkErr == nil {
					t.Fatalf("Check says %d, parse says %v", status, err)
				}
			}
		}
	})
}
