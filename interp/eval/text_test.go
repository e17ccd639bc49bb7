package eval

import (
	"strings"
	"testing"
)

// Texts that share a buffer must stay as they were when one of them is
// extended in two ways.
func TestGrownTextKeepsEarlierTexts(t *testing.T) {
	var g grownText
	base := g.concat(strings.Repeat("a", minGrown), "b")
	first := g.concat(base, "first")
	second := g.concat(base, "second")
	third := g.concat(first, "!")
	want := strings.Repeat("a", minGrown) + "b"
	for _, c := range []struct{ got, want string }{
		{base, want}, {first, want + "first"}, {second, want + "second"}, {third, want + "first!"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
