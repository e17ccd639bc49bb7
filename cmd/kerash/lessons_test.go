package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// runLesson runs a script of scripts/ in an empty folder and gives its output.
func runLesson(t *testing.T, path string) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, script)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), asCommand+"=1", "HOME="+cmd.Dir)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, out, stderr.String())
	}
	if left, _ := os.ReadDir(cmd.Dir); len(left) > 0 {
		t.Errorf("the lesson left files behind: %v", left)
	}
	return string(out)
}

// Every lesson runs to its end and cleans up after itself.
func TestLessons(t *testing.T) {
	lessons, err := filepath.Glob("../../scripts/*.ksh")
	if err != nil || len(lessons) == 0 {
		t.Fatalf("no lessons: %v", err)
	}
	for _, path := range lessons {
		name := strings.TrimSuffix(filepath.Base(path), ".ksh")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := runLesson(t, path)
			if check := lessonChecks[name]; check != nil {
				check(t, out)
			}
		})
	}
}

// lessonChecks are what lessons must have shown.
var lessonChecks = map[string]func(t *testing.T, out string){
	"mnist": func(t *testing.T, out string) {
		for _, m := range regexp.MustCompile(`test accuracy[^:]*: ([0-9.]+)%`).FindAllStringSubmatch(out, -1) {
			if acc, err := strconv.ParseFloat(m[1], 64); err != nil || acc <= 92 {
				t.Errorf("%s", m[0])
			}
		}
		has(t, out, "True", "Non-trainable params: 110,816", "test accuracy with a retrained head")
	},
	"weights": func(t *testing.T, out string) {
		has(t, out, "This layer has no weights yet", "│ dense/kernel:0 │ (4, 3) │ float32 │ yes",
			"Weights for model 'sequential' have not yet been created", "Number of weights after calling the model: 6")
	},
	"freezing": func(t *testing.T, out string) {
		has(t, out, "Non-trainable params: 27,232", "Trainable params: 330")
	},
	"loops": func(t *testing.T, out string) {
		has(t, out, "epoch 20: loss 0.0")
		if !regexp.MustCompile(`slope (2\.9|3\.0)\d, offset -0\.[45]`).MatchString(out) {
			t.Errorf("the line was not found:\n%s", out)
		}
	},
	"features":  func(t *testing.T, out string) { has(t, out, "(1, 123, 123, 32)", "(1, 119, 119, 32)") },
	"debugging": func(t *testing.T, out string) { has(t, out, "(None, 40, 40, 32)", "(None, 4, 4, 32)") },
	"building":  func(t *testing.T, out string) { has(t, out, "['layer1', 'layer2', 'layer3']") },
	"gradients": func(t *testing.T, out string) {
		has(t, out, "slope 27.0 and its slope 18.0", "the loss became smaller: True")
	},
	"callbacks": func(t *testing.T, out string) { has(t, out, "stopped after", "above 90 %, that will do") },
	"text":      func(t *testing.T, out string) { has(t, out, "1.00 on new texts in the end") },
	"transformer": func(t *testing.T, out string) {
		has(t, out, "epoch 6: 100.0% of the letters right")
	},
	"reinforcement": func(t *testing.T, out string) { has(t, out, ">>>>> 9.6") },
	"functions": func(t *testing.T, out string) {
		has(t, out, "recording for 6 and 8", `recording for Tensor("v:0", shape=(None,), dtype=float32)`, "[2.0, 3.0, 4.0, 5.0]", "height (POSITIONAL_OR_KEYWORD)")
	},
	"adversarial": moves(true, `before ([0-9.]+), after ([0-9.]+)`),
	"diffusion":   moves(false, `(?s)noise: ([0-9.]+) away.*made:  ([0-9.]+)`),
	"autoencoder": moves(false, `mean error per pixel: ([0-9.]+) before, ([0-9.]+) after`),
	"timeseries":  moves(false, `(?s)mean error of 'as today': ([0-9.]+).*mean error of the LSTM: ([0-9.]+)`),
	"gan":         moves(false, `(?s)the points are ([0-9.]+) away.*the points are ([0-9.]+) away`),
	"structured":  moves(false, `(?s)epoch  1: +([0-9.]+) off.*epoch 60: +([0-9.]+) off`),
	"transfer":    moves(true, `(?s)from scratch: +([0-9.]+)%.*after fine-tuning: +([0-9.]+)%`),
}

// moves checks that of two numbers that a pattern finds the second is greater,
// or smaller, than the first.
func moves(up bool, pattern string) func(t *testing.T, out string) {
	return func(t *testing.T, out string) {
		t.Helper()
		m := regexp.MustCompile(pattern).FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("%s was not shown in:\n%s", pattern, out)
		}
		first, err1 := strconv.ParseFloat(m[1], 64)
		second, err2 := strconv.ParseFloat(m[2], 64)
		if err1 != nil || err2 != nil || first == second || (second > first) != up {
			t.Errorf("%s: %s, then %s", pattern, m[1], m[2])
		}
	}
}

func has(t *testing.T, out string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(out, w) {
			t.Errorf("%q was not shown in:\n%s", w, out)
		}
	}
}
