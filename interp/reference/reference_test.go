package reference

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kerash/interp"
	"kerash/interp/examples"
	"kerash/interp/leftout"
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// The pages in docs must say what the declarations say.
func TestReferenceIsCurrent(t *testing.T) {
	pages, err := Pages(interp.New(interp.Options{Preload: true}))
	if err != nil {
		t.Fatal(err)
	}
	dir := "../../docs/reference"
	names, err := os.ReadFile("testdata/api.tsv")
	if err != nil {
		t.Fatal(err)
	}
	api := ParseAPI(string(names))
	want := map[string]string{"README.md": Index(pages), "../left-out.md": leftout.Page(),
		"../coverage.md": Coverage(interp.New(interp.Options{Preload: true}), api)}
	scripts, err := Scripts("../..")
	if err != nil {
		t.Fatal(err)
	}
	page, without := Exercises(interp.New(interp.Options{}), api, scripts)
	want["../exercised.md"] = page
	for _, name := range without {
		t.Errorf("no script runs %s against Keras: add one to testdata/conformance", name)
	}
	for _, p := range pages {
		want[p.Path+".md"] = p.Markdown()
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.md"))
	for _, f := range files {
		if _, ok := want[filepath.Base(f)]; !ok {
			t.Errorf("%s is no page any more: go generate ./interp/reference", f)
		}
	}
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != text {
			t.Errorf("docs/reference/%s is not current: go generate ./interp/reference", name)
		}
	}
}

// Every public name of TensorFlow is there, or left out for a reason.
func TestEveryNameIsThereOrLeftOut(t *testing.T) {
	names, err := os.ReadFile("testdata/api.tsv")
	if err != nil {
		t.Fatal(err)
	}
	s := interp.New(interp.Options{})
	for _, n := range ParseAPI(string(names)) {
		switch n.StatusOf(s) {
		case Missing:
			t.Errorf("%s.%s is missing", n.Module, n.Name)
		case Works:
			if leftout.Reason(n.Module, n.Name) != "" {
				t.Errorf("%s.%s is there, but said to be left out", n.Module, n.Name)
			}
		}
	}
}

// Everything that user code can name has a line of documentation.
func TestEverythingIsDocumented(t *testing.T) {
	pages, err := Pages(interp.New(interp.Options{Preload: true}))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		for _, e := range p.Entries {
			switch v := e.Value.(type) {
			case *object.Class:
				if v.Doc == "" {
					t.Errorf("%s has no documentation", e.Path)
				}
			case *object.Builtin:
				if v.Doc == "" {
					t.Errorf("%s has no documentation", e.Path)
				}
			}
		}
	}
}

// offline are the names whose examples would need files that kerash cannot get.
var offline = regexp.MustCompile(`^keras\.datasets\.(boston_housing|cifar10|cifar100|fashion_mnist|imdb|reuters)\.`)

// tables are the modules that come from tables: the ops under their own names,
// and the functions of version 1. Conformance cases call each of them.
var tables = regexp.MustCompile(`^tf\.(raw_ops|compat\.v1)\.`)

// promptOnly are the builtins that an example cannot run.
var promptOnly = []string{"exit", "quit", "input", "help"}

// Every function and class has an example.
func TestEverythingHasAnExample(t *testing.T) {
	s := interp.New(interp.Options{Preload: true})
	pages, err := Pages(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		for _, e := range p.Entries {
			if e.Example == "" && object.IsCallable(e.Value) && !offline.MatchString(e.Path) && !tables.MatchString(e.Path) {
				t.Errorf("%s has no example", e.Path)
			}
		}
	}
	python, err := s.Thread().Import(s.Thread(), "builtins")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range python.Dict().Names() {
		v, _ := python.Dict().Get(name)
		c, isClass := v.(*object.Class)
		if object.IsCallable(v) && !(isClass && c.IsSubclass(object.BaseException)) && !strings.HasPrefix(name, "_") &&
			!slices.Contains(promptOnly, name) && examples.Of(s.Thread(), v) == "" {
			t.Errorf("%s has no example", name)
		}
	}
	for _, e := range examples.All() {
		if examples.Lookup(s.Thread(), e.Path) == nil {
			t.Errorf("there is an example for %s, which is nothing", e.Path)
		}
	}
}

// Every example runs and shows what it says it shows.
func TestExamples(t *testing.T) {
	pages, err := Pages(interp.New(interp.Options{Preload: true}))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, e := range examples.All() {
		seen[e.Text] = true
		t.Run(e.Path, func(t *testing.T) { runExample(t, e.Text) })
	}
	for _, p := range pages {
		for _, e := range p.Entries {
			if e.Example != "" && !seen[e.Example] {
				seen[e.Example] = true
				t.Run(e.Path, func(t *testing.T) { runExample(t, e.Example) })
			}
		}
	}
}

// runExample runs the lines after >>> and ... and compares what they show with
// the lines that follow them.
func runExample(t *testing.T, text string) {
	t.Chdir(t.TempDir())
	var out bytes.Buffer
	var s *interp.Session
	s = interp.New(interp.Options{Stdout: &out, Preload: true, Show: func(v object.Value) error {
		r, err := object.Repr(s.Thread(), v)
		out.WriteString(r + "\n")
		return err
	}})
	var code, want []string
	check := func() {
		if code == nil {
			return
		}
		out.Reset()
		res := s.Run(context.Background(), "example", strings.Join(code, "\n")+"\n", syntax.ModePrompt)
		got := out.String()
		if res.Err != nil {
			got += res.Err.Error()
		}
		if normal(got) != normal(strings.Join(want, "\n")) {
			t.Errorf("%s\nshows\n%s\ninstead of\n%s", strings.Join(code, "\n"), got, strings.Join(want, "\n"))
		}
		code, want = nil, nil
	}
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, ">>> "):
			check()
			code = []string{line[4:]}
		case strings.HasPrefix(line, "... ") || line == "...":
			code = append(code, strings.TrimPrefix(line[3:], " "))
		default:
			want = append(want, line)
		}
	}
	check()
}

// normal makes white space count once.
func normal(s string) string { return strings.Join(strings.Fields(s), " ") }
