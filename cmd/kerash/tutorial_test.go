//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The sections of the tutorial that kerash comes from, as files, as lessons
// and pasted at the prompt. The .out files are what TensorFlow printed.
var tutorial = map[string]string{ // section: what the prompt must show
	"1_stack":          "(3, 4) <dtype: 'float32'> ['layer1', 'layer2', 'layer3']",
	"2_not_sequential": "['a', 'b', 'shared', 'joined', 'branch', 'sum']",
	"3_building":       "2 ['layer1', 'layer2']",
	"4_weights":        "[('dense/kernel:0', (4, 3)), ('dense/bias:0', (3,))]",
	"5_debugging":      "(None, 10)",
	"6_features":       "[(1, 123, 123, 32), (1, 121, 121, 32), (1, 119, 119, 32)]",
	"7_freezing":       "Non-trainable params: 27,232 (106.38 KB)",
}

const tutorialDir = "../../testdata/tutorial"

func TestTutorialAsFile(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name := range tutorial {
		t.Run(name, func(t *testing.T) {
			script, err := filepath.Abs(filepath.Join(tutorialDir, name+".py"))
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(script, ".py") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(exe, script)
			cmd.Dir = t.TempDir()
			cmd.Env = append(os.Environ(), asCommand+"=1")
			got, err := cmd.Output()
			if err != nil || !same(string(got), string(want)) {
				t.Errorf("%v: got\n%s\nTensorFlow printed\n%s", err, got, want)
			}
		})
	}
}

// As a lesson the same text shows summaries as tables.
func TestTutorialAsLesson(t *testing.T) {
	for name, shown := range tutorial {
		text, err := os.ReadFile(filepath.Join(tutorialDir, name+".py"))
		if err != nil {
			t.Fatal(err)
		}
		lesson := filepath.Join(t.TempDir(), name+".ksh")
		if err := os.WriteFile(lesson, text, 0o644); err != nil {
			t.Fatal(err)
		}
		has(t, runLesson(t, lesson), shown)
	}
}

func TestTutorialPasted(t *testing.T) {
	for name, shown := range tutorial {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(tutorialDir, name+".py"))
			if err != nil {
				t.Fatal(err)
			}
			d := openDesk(t)
			d.prompt(1)
			d.keys(paste(string(text)))
			d.keys("\r\r")
			d.prompt(2)
			d.expect(shown)
		})
	}
}
