package interp

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// run runs a text and fails the test when it fails.
func run(t *testing.T, s *Session, text string) Outcome {
	t.Helper()
	out := s.Run(context.Background(), "test", text, syntax.ModePrompt)
	if out.Err != nil {
		t.Fatalf("%s\n%v", text, out.Err)
	}
	return out
}

func TestOutcome(t *testing.T) {
	s := New(Options{})
	for _, c := range []struct {
		text string
		want object.Value
		has  bool
	}{
		{"1 + 1", 2, true},
		{"1 + 1;", nil, false},
		{"x = 5", nil, false},
		{"None", nil, false},
		{"x; x + 1", 6, true},
		{"if x: x", nil, false},
	} {
		out := run(t, s, c.text)
		if out.Value != c.want || out.HasValue != c.has {
			t.Errorf("%s gives %v, %v", c.text, out.Value, out.HasValue)
		}
	}
}

func TestEval(t *testing.T) {
	s := New(Options{})
	run(t, s, "x = [1, 2]")
	v, err := s.Eval(context.Background(), "test", "len(x) * 3")
	if v != 6 || err != nil {
		t.Errorf("got %v, %v", v, err)
	}
	for _, bad := range []string{"x = 1", "1 +", "y"} {
		if _, err := s.Eval(context.Background(), "test", bad); err == nil {
			t.Errorf("%s has no error", bad)
		}
	}
}

// Two sessions share nothing that code can change.
func TestSessionsDoNotMeet(t *testing.T) {
	a, b := New(Options{}), New(Options{})
	run(t, a, "import math, random, os, keras\nmath.pi = 3\nmath.mine = 1\nrandom.seed(1)\nfirst = random.random()\nos.environ['X_KERASH'] = '1'\nx = 1")
	out := run(t, b, "import math, random, os\nrandom.seed(1)\n(math.pi > 3.1, hasattr(math, 'mine'), os.environ.get('X_KERASH'), 'x' in globals(), random.random())")
	random, _ := a.Globals().Get("first")
	got := out.Value.(*object.Tuple).Elems
	if want := []object.Value{true, false, nil, false, random}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSessionsRunAtTheSameTime(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			s := New(Options{})
			out := s.Run(context.Background(), "test", fmt.Sprintf("def f(n): return n if n < 2 else f(n-1) + f(n-2)\nimport json\nx = [json.dumps({'k': f(k)}) for k in range(12)]\nn = %d\n(n, len(x))", i), syntax.ModePrompt)
			if out.Err != nil || out.Value.(*object.Tuple).Elems[0] != i {
				t.Errorf("session %d: %v, %v", i, out.Value, out.Err)
			}
		}()
	}
	wait.Wait()
}

// cancelling is a writer that cancels the context at the first write.
type cancelling struct{ cancel func() }

func (c cancelling) Write(p []byte) (int, error) {
	c.cancel()
	return len(p), nil
}

func TestInterrupt(t *testing.T) {
	for _, program := range []string{
		"while True: pass",
		"for i in iter(int, 1): pass",
		"[i for i in iter(int, 1)]",
		"sum(1 for i in iter(int, 1))",
		"def f():\n    while True: yield 1\nfor x in f(): pass",
		"import time\ntime.sleep(3600)",
		"import itertools\nlist(itertools.count())",
		"def f():\n    try:\n        while True: pass\n    except Exception: pass\nf()",
	} {
		ctx, cancel := context.WithCancel(context.Background())
		s := New(Options{Stdout: cancelling{cancel}})
		out := s.Run(ctx, "test", "print('go')\n"+program, syntax.ModePy)
		if out.Err == nil || out.Err.Exc.Class != object.KeyboardInterrupt {
			t.Errorf("%s ends with %v", program, out.Err)
		}
		// The session goes on.
		if out := run(t, s, "1 + 1"); out.Value != 2 {
			t.Errorf("afterwards 1 + 1 is %v", out.Value)
		}
	}
}

func TestInterruptCanBeHandled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := New(Options{Stdout: cancelling{cancel}})
	out := s.Run(ctx, "test", "try:\n    print('go')\n    while True: pass\nexcept KeyboardInterrupt:\n    x = sum(i for i in range(1000))\nx", syntax.ModePrompt)
	if out.Err != nil || out.Value != 499500 {
		t.Errorf("got %v, %v", out.Value, out.Err)
	}
}

// A panic of Go code ends the cell, not the session.
func TestSessionSurvivesPanics(t *testing.T) {
	s := New(Options{})
	s.Globals().Set("broken", object.RawFunc("broken()", "", func(*object.Thread, object.Args) (object.Value, error) {
		return []int(nil)[len(s.Names())], nil
	}))
	out := s.Run(context.Background(), "test", "def f(n): return broken() if n == 0 else f(n - 1)\nf(5)", syntax.ModePy)
	if out.Err == nil || out.Err.Exc.Class != object.SystemError {
		t.Fatalf("got %v", out.Err)
	}
	if out := run(t, s, "def f(n): return n and f(n - 1)\nf(900)"); out.Value != 0 {
		t.Errorf("afterwards f(900) is %v", out.Value)
	}
}

func TestUserModules(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("shapes.py", "'''About shapes.'''\nfrom pack.deep import two\nif __name__ == '__main__': raise ValueError\ndef area(a): return a * two\n")
	write("pack/__init__.py", "from . import deep\n")
	write("pack/deep.py", "two = 2\nfrom ..shapes import nothing\n")
	write("pack/deep.py", "two = 2\n")
	write("bad.py", "1 / 0\n")
	write("wrong.py", "x = (\n")
	s := New(Options{Folder: folder})
	out := run(t, s, "import shapes, pack.deep as d\nfrom pack import deep\n(shapes.area(3), shapes.__doc__, deep is d, shapes.__name__)")
	if got := fmt.Sprint(out.Value.(*object.Tuple).Elems); got != "[6 About shapes. true shapes]" {
		t.Errorf("got %v", got)
	}
	for text, want := range map[string]string{"import bad": "ZeroDivisionError", "import wrong": "SyntaxError", "import nowhere": "ModuleNotFoundError"} {
		out := s.Run(context.Background(), "test", text, syntax.ModePy)
		if out.Err == nil || out.Err.Exc.Class.Name != want {
			t.Errorf("%s ends with %v", text, out.Err)
		}
	}
	safe := New(Options{Folder: folder, Safe: true})
	if out := safe.Run(context.Background(), "test", "import shapes", syntax.ModePy); out.Err == nil {
		t.Error("a safe session reads a file")
	}
}

func TestSafe(t *testing.T) {
	folder := t.TempDir()
	s := New(Options{Safe: true})
	s.Globals().Set("folder", folder)
	for _, text := range []string{
		"open(folder + '/x', 'w')", "import os; os.mkdir(folder + '/d')", "import os; os.remove(folder)", "import shutil; shutil.rmtree(folder)",
		"import pathlib; pathlib.Path(folder, 'x').write_text('')", "import tempfile; tempfile.mkdtemp()",
	} {
		out := s.Run(context.Background(), "test", text, syntax.ModePy)
		if out.Err == nil || out.Err.Exc.Class != object.PermissionError {
			t.Errorf("%s ends with %v", text, out.Err)
		}
	}
	if entries, _ := os.ReadDir(folder); len(entries) > 0 {
		t.Error("a safe session has written")
	}
}

// Generators that nobody holds any more end, and so do their goroutines.
func TestAbandonedGenerators(t *testing.T) {
	var out bytes.Buffer
	s := New(Options{Stdout: &out})
	before := runtime.NumGoroutine()
	run(t, s, "def g():\n    try:\n        yield 1\n        yield 2\n    finally:\n        print('closed')\nfor i in range(20): next(g())")
	for range 100 {
		runtime.GC()
		runtime.Gosched()
		run(t, s, "pass")
		if strings.Count(out.String(), "closed") == 20 {
			break
		}
	}
	if n := strings.Count(out.String(), "closed"); n != 20 {
		t.Errorf("%d of 20 generators were closed", n)
	}
	if n := runtime.NumGoroutine(); n > before+2 {
		t.Errorf("%d goroutines are left of %d", n, before)
	}
}

func TestExitStatus(t *testing.T) {
	for text, want := range map[string]string{
		"sys.exit()": "0 <nil>", "sys.exit(3)": "3 <nil>", "sys.exit('msg')": "1 msg", "raise SystemExit(None)": "0 <nil>", "sys.exit(256 + 7)": "7 <nil>", "sys.exit(True)": "1 <nil>",
	} {
		out := New(Options{}).Run(context.Background(), "test", "import sys\n"+text, syntax.ModePy)
		status, msg, ok := ExitStatus(out.Err)
		if got := fmt.Sprintf("%v %v", status, msg); !ok || got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}
