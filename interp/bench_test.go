package interp

import (
	"context"
	"testing"

	"kerash/interp/syntax"
)

// The programs that are compared with CPython: scripts/dev/bench-lang.sh runs
// them in both.
var benchPrograms = map[string]string{
	"add":     "def f():\n    s = 0\n    for i in range(100_000): s += i\n    return s\n",
	"calls":   "def g(x): return x + 1\ndef f():\n    for i in range(100_000): g(i)\n",
	"methods": "class P:\n    def __init__(self): self.x = 0\n    def add(self, k): self.x += k\ndef f():\n    p = P()\n    for i in range(100_000): p.add(i)\n",
	"kwargs":  "def g(a, b=1, *, c=2): return a\ndef f():\n    for i in range(100_000): g(i, b=2, c=3)\n",
	"lists":   "def f():\n    l = []\n    for i in range(100_000): l.append(i)\n    t = 0\n    for i in range(len(l)): t += l[i]\n    return t\n",
	"dicts":   "def f():\n    d = {}\n    for i in range(100_000): d[i] = i\n    t = 0\n    for k in d: t += d[k]\n    return t\n",
	"strings": "def f():\n    out = []\n    for i in range(100_000): out.append('x' + str(i))\n    return ''.join(out)\n",
	"comp":    "def f(): return [i * 2 for i in range(100_000)]\n",
	"fib":     "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\ndef f(): fib(20)\n",
	"objects": "class P:\n    def __init__(self, x): self.x = x\ndef f():\n    for i in range(100_000): P(i)\n",
	"yield":   "def g():\n    for i in range(100_000): yield i\ndef f():\n    for v in g(): pass\n",
	"raise":   "def f():\n    for i in range(10_000):\n        try: raise ValueError\n        except ValueError: pass\n",
}

func BenchmarkPrograms(b *testing.B) {
	for name, text := range benchPrograms {
		b.Run(name, func(b *testing.B) {
			s := New(Options{})
			if out := s.Run(context.Background(), name, text, syntax.ModePy); out.Err != nil {
				b.Fatal(out.Err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if out := s.Run(context.Background(), "bench", "f()", syntax.ModePy); out.Err != nil {
					b.Fatal(out.Err)
				}
			}
		})
	}
}
