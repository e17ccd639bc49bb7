package tf

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kerash/interp/object"
)

// wordsOfCases is the words in the conformance cases whose files match a pattern.
func wordsOfCases(t *testing.T, pattern string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../../testdata/conformance/" + pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no conformance cases %s", pattern)
	}
	seen := map[string]bool{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range regexp.MustCompile(`\w+`).FindAllString(string(text), -1) {
			seen[w] = true
		}
	}
	return seen
}

// Each op has a call whose output TensorFlow wrote, unless it is one that is
// there only to refuse.
func TestRawOpsAreExercised(t *testing.T) {
	seen := wordsOfCases(t, "raw_ops_*")
	for _, op := range rawOps() {
		if op.value != "-" && !strings.HasPrefix(op.value, "fail(") && !seen[op.name] {
			t.Errorf("no case calls tf.raw_ops.%s", op.name)
		}
	}
}

// The definitions and the signatures of the ops say the same.
func TestRawOpDefinitions(t *testing.T) {
	for _, op := range rawOps() {
		d, sig := op.parse(), object.ParseSignature(op.sig)
		for _, p := range sig.Params[:len(sig.Params)-1] {
			if d.input(p.Name) == nil && d.attr(p.Name) == nil {
				t.Errorf("%s: the definition has no %s", op.name, p.Name)
			}
		}
		for _, in := range d.inputs {
			if sig.Index(in.name) < 0 {
				t.Errorf("%s: the signature has no %s", op.name, in.name)
			}
		}
	}
}
