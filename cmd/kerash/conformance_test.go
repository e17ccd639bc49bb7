package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"
)

var updatePending = flag.Bool("update-pending", false, "rewrite the list of conformance scripts that do not pass yet")

// conformanceDir has scripts NAME.py with NAME.out, what Python 3.11 with
// TensorFlow 2.15 prints for them, and pending.txt, which lists the scripts
// that do not pass yet.
const conformanceDir = "../../testdata/conformance"

// scriptLimit is how long a script may run.
const scriptLimit = time.Minute

// TestConformance runs every script in an empty folder and compares what it
// prints. A script on the list of pending ones that passes fails the test: it
// must be taken off the list, by hand or by -update-pending.
func TestConformance(t *testing.T) {
	if testing.Short() {
		t.Skip("runs all conformance scripts")
	}
	scripts, err := filepath.Glob(filepath.Join(conformanceDir, "*.py"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	pending := readPending(t)
	var mu sync.Mutex
	var failing []string
	t.Run("scripts", func(t *testing.T) {
		slots := make(chan struct{}, 2)
		for _, path := range scripts {
			name := strings.TrimSuffix(filepath.Base(path), ".py")
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				slots <- struct{}{}
				defer func() { <-slots }()
				problem := runConformance(t, path)
				if problem != "" {
					mu.Lock()
					failing = append(failing, name)
					mu.Unlock()
				}
				switch {
				case *updatePending:
				case problem != "" && !pending[name]:
					t.Error(problem)
				case problem == "" && pending[name]:
					t.Errorf("%s passes: take it off pending.txt", name)
				}
			})
		}
	})
	if *updatePending {
		sort.Strings(failing)
		writePending(t, failing)
	}
}

func readPending(t *testing.T) map[string]bool {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(conformanceDir, "pending.txt"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			names[line] = true
		}
	}
	return names
}

func writePending(t *testing.T, names []string) {
	t.Helper()
	text := "# Scripts that do not print yet what TensorFlow prints.\n# go test ./cmd/kerash -run Conformance -update-pending writes this list.\n"
	for _, n := range names {
		text += n + "\n"
	}
	if err := os.WriteFile(filepath.Join(conformanceDir, "pending.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// runConformance runs a script and tells what is wrong with its output, ""
// when nothing is.
func runConformance(t *testing.T, path string) string {
	t.Helper()
	want, err := os.ReadFile(strings.TrimSuffix(path, ".py") + ".out")
	if err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), scriptLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], script)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	cmd.Dir = t.TempDir()
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	err = cmd.Run() // a script may end in an error: what it printed counts
	_ = err
	switch {
	case ctx.Err() != nil:
		return fmt.Sprintf("still running after %v", scriptLimit)
	case strings.Contains(problems.String(), "goroutine "):
		return "panic: " + problems.String()
	case !same(out.String(), string(want)):
		return fmt.Sprintf("%s\nstderr: %.600s", firstDifference(out.String(), string(want)), problems.String())
	}
	return ""
}
