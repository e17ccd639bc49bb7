package object

import (
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
)

// rows reads a table of testdata, which CPython wrote.
func rows(t *testing.T, name string) [][]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for _, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") {
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

// shown is a result as the tables write it: its repr, or ! and the error.
func shown(th *Thread, v Value, err error) string {
	if err != nil {
		return "!" + err.Error()
	}
	s, err := Repr(th, v)
	if err != nil {
		return "!" + err.Error()
	}
	return s
}

func number(t *testing.T, s string) Value {
	t.Helper()
	if i, err := strconv.Atoi(s); err == nil {
		return i
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFormatSpecs(t *testing.T) {
	th := NewThread(io.Discard)
	for _, row := range rows(t, "format.tsv") {
		var v Value = row[1]
		switch row[0] {
		case "int":
			v = number(t, row[1])
		case "float":
			v, _ = strconv.ParseFloat(row[1], 64)
		}
		got, err := Format(th, v, row[2])
		if err != nil {
			got = "!" + err.Error()
		}
		if got != row[3] {
			t.Errorf("format(%s, %q) = %q, want %q", row[1], row[2], got, row[3])
		}
	}
}

func TestArithmetic(t *testing.T) {
	ops := map[string]Op{"+": Add, "-": Sub, "*": Mul, "/": Div, "//": FloorDiv, "%": Mod, "**": Pow, "<<": LShift, ">>": RShift, "&": BitAnd, "|": BitOr, "^": BitXor}
	th := NewThread(io.Discard)
	for _, row := range rows(t, "arithmetic.tsv") {
		v, err := BinaryOp(th, ops[row[1]], number(t, row[0]), number(t, row[2]))
		if got := shown(th, v, err); got != row[3] {
			t.Errorf("%s %s %s = %s, want %s", row[0], row[1], row[2], got, row[3])
		}
	}
}

func TestFloatRepr(t *testing.T) {
	for _, row := range rows(t, "float_repr.tsv") {
		f, _ := strconv.ParseFloat(row[0], 64)
		if got := FloatRepr(f); got != row[1] {
			t.Errorf("repr(%s) = %s, want %s", row[0], got, row[1])
		}
	}
}

func TestRound(t *testing.T) {
	th := NewThread(io.Discard)
	for _, row := range rows(t, "round.tsv") {
		f, _ := strconv.ParseFloat(row[0], 64)
		v, err := RoundNumber(th, f, number(t, row[1]))
		if got := shown(th, v, err); got != row[2] {
			t.Errorf("round(%s, %s) = %s, want %s", row[0], row[1], got, row[2])
		}
	}
}
