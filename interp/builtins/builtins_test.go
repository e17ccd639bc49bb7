package builtins

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"kerash/interp/object"
)

// call calls a builtin by name and shows the result as its repr, or the error.
func call(th *object.Thread, name string, args object.Args) string {
	f, _ := New().Dict().Get(name)
	v, err := object.Call(th, f, args)
	if err == nil {
		if it, ok := v.(object.Iterator); ok {
			var elems []object.Value
			if elems, err = object.ToSlice(th, it); err == nil {
				v = object.NewList(elems...)
			}
		}
	}
	if err != nil {
		return "!" + err.Error()
	}
	s, err := object.Repr(th, v)
	if err != nil {
		return "!" + err.Error()
	}
	return s
}

func TestCalls(t *testing.T) {
	th := object.NewThread(io.Discard)
	nums := object.NewList(3, 1, 2)
	strict := object.Args{Pos: []object.Value{"ab", "c"}, Kw: []object.Kwarg{{Name: "strict", Value: true}}}
	for _, c := range []struct {
		name string
		args object.Args
		want string
	}{
		{"sorted", object.Pos(nums), "[1, 2, 3]"},
		{"sum", object.Pos(object.NewList(1, 2.5)), "3.5"},
		{"max", object.Pos(3, 9, 2), "9"},
		{"min", object.Pos(object.NewList()), "!ValueError: min() arg is an empty sequence"},
		{"enumerate", object.Pos("ab", 1), "[(1, 'a'), (2, 'b')]"},
		{"zip", object.Pos("ab", nums), "[('a', 3), ('b', 1)]"},
		{"zip", strict, "!ValueError: zip() argument 2 is shorter than argument 1"},
		{"reversed", object.Pos("abc"), "['c', 'b', 'a']"},
		{"divmod", object.Pos(-7, 2), "(-4, 1)"},
		{"round", object.Pos(2.5), "2"},
		{"pow", object.Pos(3, -1, 7), "5"},
		{"int", object.Pos("0x1f", 16), "31"},
		{"int", object.Pos("abc"), "!ValueError: invalid literal for int() with base 10: 'abc'"},
		{"float", object.Pos("abc"), "!ValueError: could not convert string to float: 'abc'"},
		{"getattr", object.Pos(1, "nope", "default"), "'default'"},
		{"isinstance", object.Pos(true, object.IntClass), "True"},
		{"len", object.Pos(5), "!TypeError: object of type 'int' has no len()"},
		{"hash", object.Pos(nums), "!TypeError: unhashable type: 'list'"},
		{"chr", object.Pos(8364), "'€'"},
		{"type", object.Pos(1, 2, 3), "!TypeError: type.__new__() argument 1 must be str, not int"},
	} {
		if got := call(th, c.name, c.args); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestPrint(t *testing.T) {
	var out bytes.Buffer
	th := object.NewThread(&out)
	args := object.Args{Pos: []object.Value{1, "a", nil}, Kw: []object.Kwarg{{Name: "sep", Value: "-"}, {Name: "end", Value: "!\n"}}}
	if got := call(th, "print", args); got != "None" || out.String() != "1-a-None!\n" {
		t.Errorf("print gives %s and writes %q", got, out.String())
	}
}

func TestInputReadsLines(t *testing.T) {
	var out bytes.Buffer
	th := object.NewThread(&out)
	th.Stdin = bytes.NewBufferString("one\ntwo")
	for _, want := range []string{"'one'", "'two'", "!EOFError: EOF when reading a line"} {
		if got := call(th, "input", object.Pos("> ")); got != want {
			t.Errorf("input gives %s, want %s", got, want)
		}
	}
	if out.String() != "> > > " {
		t.Errorf("the prompts are %q", out.String())
	}
}

func TestOpen(t *testing.T) {
	th := object.NewThread(io.Discard)
	path := filepath.Join(t.TempDir(), "f.txt")
	open := func(mode string) object.Value {
		t.Helper()
		v, err := object.CallFn(th, Open, path, mode)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	do := func(f object.Value, name string, args ...object.Value) object.Value {
		t.Helper()
		v, err := object.CallMethodOf(th, f, name, object.Pos(args...))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	w := open("w")
	if n := do(w, "write", "é\r\nb\n"); n != 5 {
		t.Errorf("write gives %v", n)
	}
	do(w, "close")
	if s := do(open("r"), "read"); s != "é\nb\n" {
		t.Errorf("read gives %q", s)
	}
	if lines, err := object.ToSlice(th, open("r")); err != nil || len(lines) != 2 || lines[1] != "b\n" {
		t.Errorf("lines are %v, %v", lines, err)
	}
	if _, err := object.CallFn(th, Open, path+"x"); !object.IsError(err, object.FileNotFoundError) {
		t.Errorf("a missing file gives %v", err)
	}
	th.Safe = true
	if _, err := object.CallFn(th, Open, path); !object.IsError(err, object.PermissionError) {
		t.Errorf("safe mode gives %v", err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
