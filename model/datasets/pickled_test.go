package datasets

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCIFARReadsBatches(t *testing.T) {
	folder := t.TempDir()
	data, err := os.ReadFile("testdata/batch")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "set"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "set", "one"), data, 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := CIFAR(folder, "set", "labels", []string{"one", "one"}, "one")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(s.XTrain.Shape(), s.YTrain.Ints(), s.XTest.Shape(), s.XTest.Int(300)); got != "[4 3 32 32] [3 7 3 7] [2 3 32 32] 44" {
		t.Error(got)
	}
	if _, err := CIFAR(folder, "other", "labels", nil, "one"); err == nil || !strings.Contains(err.Error(), "downloads nothing") {
		t.Errorf("%v", err)
	}
}

func TestSequencesAndTheirFilter(t *testing.T) {
	words, labels, err := Sequences("testdata", "words.npz", [2]string{"x", "y"})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(words, labels[0].Ints()); got != "[[[1 2 300] [70000 -5] []]] [1 0 1]" {
		t.Fatal(got)
	}
	start, unknown := 1, 2
	f := &WordFilter{NumWords: 100, Start: &start, Unknown: &unknown, IndexFrom: 3, MaxLen: 4}
	kept, rows := f.Short(f.Shift(words[0]))
	if got := fmt.Sprint(f.Limit(kept), rows); got != "[[[1 2 2] [1]]] [1 2]" {
		t.Error(got)
	}
}
