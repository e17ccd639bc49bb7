package interp

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// TestLanguage runs the programs of testdata/lang. A file has many, separated
// by lines of `---`, each followed by what it does:
//
//	program
//	=> what it prints and shows
//	!! Class: message
//	@ line:column [hint]
//
// The parts after the program may be left out. Programs run as .ksh scripts,
// each in a session of its own; a first line `# py` makes it a .py file.
func TestLanguage(t *testing.T) {
	files, err := filepath.Glob("testdata/lang/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		line := 1
		for _, text := range strings.Split(string(data), "\n---\n") {
			name := fmt.Sprintf("%s:%d", strings.TrimSuffix(filepath.Base(path), ".txt"), line)
			t.Run(name, func(t *testing.T) { newChunk(text).run(t) })
			line += strings.Count(text, "\n") + 2
		}
	}
}

// chunk is one program with what it should do.
type chunk struct {
	program, shown, failure, place, hint string
	mode                                 syntax.Mode
}

func newChunk(text string) chunk {
	c := chunk{mode: syntax.ModeKsh}
	if strings.HasPrefix(text, "# py\n") {
		c.mode = syntax.ModePy
	}
	for _, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "=> ") || line == "=>":
			c.shown += strings.TrimPrefix(strings.TrimPrefix(line, "=>"), " ") + "\n"
		case strings.HasPrefix(line, "!! "):
			c.failure = line[3:]
		case strings.HasPrefix(line, "@ "):
			c.place, c.hint, _ = strings.Cut(line[2:], " ")
		default:
			c.program += line + "\n"
		}
	}
	return c
}

func (c chunk) run(t *testing.T) {
	var out bytes.Buffer
	var s *Session
	s = New(Options{Stdout: &out, Show: func(v object.Value) error {
		text, err := object.Repr(s.Thread(), v)
		out.WriteString(text + "\n")
		return err
	}})
	result := s.Run(context.Background(), "test", c.program, c.mode)
	if got := out.String(); got != c.shown {
		t.Errorf("%s\nshows\n%s\nnot\n%s", c.program, got, c.shown)
	}
	failure, place, hint := "", "", ""
	if result.Err != nil {
		failure, hint = result.Err.Error(), result.Err.Exc.Hint
		if trace := result.Err.Exc.Trace; len(trace) > 0 {
			place = fmt.Sprintf("%d:%d", trace[0].Line, trace[0].Col)
		}
	}
	if failure != c.failure {
		t.Errorf("%s\nfails with\n%s\nnot\n%s", c.program, failure, c.failure)
	}
	if c.place != "" && (place != c.place || c.hint != "" && hint != c.hint) {
		t.Errorf("%s\nfails at %s with the hint %q, not at %s with %q", c.program, place, hint, c.place, c.hint)
	}
}
