package syntax

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestErrors runs testdata/errors.txt: programs with --- between them, each
// ending in a line with what CPython 3.11 says: class, line:column, message. A
// ~ before the position means that ours is chosen otherwise, a second ### line
// that our error is another one.
func TestErrors(t *testing.T) {
	data, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, chunk := range strings.Split(string(data), "---\n") {
		program, want, ok := strings.Cut(chunk, "### ")
		if !ok {
			t.Fatalf("no expectation: %q", chunk)
		}
		if i := strings.LastIndex(want, "### "); i >= 0 {
			want = want[i+4:]
		}
		want = strings.TrimSpace(want)
		got := parseOutcome(program)
		class, rest, _ := strings.Cut(want, " ")
		if pos, msg, _ := strings.Cut(rest, " "); strings.HasPrefix(pos, "~") {
			gotClass, gotRest, _ := strings.Cut(got, " ")
			_, gotMsg, _ := strings.Cut(gotRest, " ")
			want, got = class+" "+msg, gotClass+" "+gotMsg
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", program, got, want)
		}
	}
}

func parseOutcome(program string) string {
	m, err := Parse("test", program, ModePy)
	if err == nil {
		err = Resolve(m)
	}
	if err == nil {
		return "ok"
	}
	e := err.(*Error)
	line, col := e.Position()
	return fmt.Sprintf("%s %d:%d %s", e.Class, line, col, e.Msg)
}
