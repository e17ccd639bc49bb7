package kernel

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGeneratedFilesAreCurrent compares the generator and its output with what
// the generator noted when it last ran.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	text, err := os.ReadFile("gen.sum")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		known[name] = true
		data, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if fmt.Sprintf("%x", sha256.Sum256(data)) != sum {
			t.Errorf("%s has changed since the assembly was generated: run go generate", name)
		}
	}
	sources, err := filepath.Glob("gen/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		if !known[filepath.ToSlash(s)] {
			t.Errorf("%s is new since the assembly was generated: run go generate", s)
		}
	}
}
