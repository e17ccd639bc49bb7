package interp

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// FuzzRun runs any text: it may fail with any Python error, but not with one
// of kerash's own, and it must heed an interrupt.
func FuzzRun(f *testing.F) {
	files, err := filepath.Glob("testdata/lang/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, text := range strings.Split(string(data), "\n---\n") {
			f.Add(newChunk(text).program)
		}
	}
	for _, text := range []string{
		"a, *b = range(5); print(f'{a:>{b[0]}}', *b, sep='-')", "class A(list):\n  def __getitem__(s, i): return super().__getitem__(-i)\nA([1, 2])[1]",
		"def g():\n  x = yield from h()\n  return x\ndef h():\n  yield 1\n  return 2\nlist(g())", "try:\n  raise KeyError from ValueError()\nfinally:\n  del x",
		"{**{1: 2}, 'a': [*'xy']}[1:2]", "import re, json\nre.sub(r'(a)(b)?', r'\\1', 'abc'); json.loads('[1, {}]')", "'%s %d' % (1, 'x')", "with open('x') as f: pass",
		"from collections import *\nCounter('abc') + Counter('b')", "x = 1 << 70", "lambda *a, k=1, **b: (a, k, b)", "[i for i in (j for j in range(9)) if i % 2 for _ in range(i)]",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "sleep") || len(text) > 1000 {
			t.Skip()
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		s := New(Options{Safe: true, Folder: t.TempDir()})
		out := s.Run(ctx, "fuzz", text, syntax.ModeKsh)
		if out.Err != nil && out.Err.Exc.Class == object.SystemError {
			stack, _ := out.Err.Exc.Attrs.Get("__gostack__")
			t.Fatalf("%s\n%v\n%v", text, out.Err, stack)
		}
	})
}
