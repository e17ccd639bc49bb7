package tensor

import (
	"bufio"
	"encoding/json"
	"os"
	"strconv"
	"testing"
)

// printCase is one line of testdata/print/cases.jsonl: what NumPy printed.
type printCase struct {
	DType string
	Shape []int
	V     []string
	O     struct {
		Precision, Threshold, EdgeItems, LineWidth *int
		Suppress                                   bool
		FloatMode, Sign                            string
	}
	Str, Repr, Sci, Pos string
	Kw                  *struct {
		Unique     bool
		Trim       string
		Precision  *int
		Sign       bool
		PadLeft    int  `json:"pad_left"`
		PadRight   int  `json:"pad_right"`
		MinDigits  *int `json:"min_digits"`
		Fractional *bool
	}
}

func (c *printCase) array() *Array {
	n := NumElements(c.Shape)
	if c.DType == "str" {
		v := make([]string, n)
		for i := range v {
			v[i] = c.V[i%len(c.V)]
		}
		return FromSlice(v, c.Shape...)
	}
	dt, _ := ParseDType(c.DType)
	var a *Array
	switch {
	case dt.IsFloat():
		v := make([]float64, n)
		for i := range v {
			v[i], _ = strconv.ParseFloat(c.V[i%len(c.V)], 64)
		}
		a = FromSlice(v, c.Shape...)
	case dt == Uint64:
		v := make([]uint64, n)
		for i := range v {
			v[i], _ = strconv.ParseUint(c.V[i%len(c.V)], 10, 64)
		}
		a = FromSlice(v, c.Shape...)
	default:
		v := make([]int64, n)
		for i := range v {
			v[i], _ = strconv.ParseInt(c.V[i%len(c.V)], 10, 64)
		}
		a = FromSlice(v, c.Shape...)
	}
	return a.Cast(dt)
}

func (c *printCase) options() *PrintOptions {
	o := DefaultPrintOptions()
	for _, p := range []struct {
		from *int
		to   *int
	}{{c.O.Precision, &o.Precision}, {c.O.Threshold, &o.Threshold}, {c.O.EdgeItems, &o.EdgeItems}, {c.O.LineWidth, &o.LineWidth}} {
		if p.from != nil {
			*p.to = *p.from
		}
	}
	o.Suppress = c.O.Suppress
	if c.O.FloatMode != "" {
		o.FloatMode = c.O.FloatMode
	}
	if c.O.Sign != "" {
		o.Sign = c.O.Sign
	}
	return o
}

func TestPrintLikeNumPy(t *testing.T) {
	path := "testdata/print/cases.jsonl"
	if p := os.Getenv("PRINT_CASES"); p != "" {
		path = p
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	n := 0
	for ; in.Scan(); n++ {
		var c printCase
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if c.Kw != nil {
			checkScalar(t, &c, in.Text())
			continue
		}
		a := c.array()
		if got := c.options().Str(a); got != c.Str {
			t.Errorf("case %d %s %v %+v: str\n%s\nwant\n%s", n, c.DType, c.V, string(in.Bytes()), got, c.Str)
		}
		if got := c.options().Repr(a); got != c.Repr {
			t.Errorf("case %d %s %v: repr\n%s\nwant\n%s", n, c.DType, c.V, got, c.Repr)
		}
		if t.Failed() && n > 20 {
			break
		}
	}
	if n < 500 {
		t.Fatalf("only %d cases", n)
	}
}

func checkScalar(t *testing.T, c *printCase, line string) {
	c.Shape = []int{1}
	a := c.array()
	k := c.Kw
	f := FloatFormat{Precision: -1, Unique: k.Unique, Trim: Trim(k.Trim[0]), Sign: k.Sign, PadLeft: k.PadLeft, MinDigits: -1}
	if got := a.ScalarString(0); got != c.Str {
		t.Errorf("%s: str %q want %q", line, got, c.Str)
	}
	if k.MinDigits != nil {
		f.MinDigits = *k.MinDigits
	}
	if k.Precision != nil {
		f.Precision = *k.Precision
	}
	if got := f.Scientific(a.Float(0), a.DType()); got != c.Sci {
		t.Errorf("%s: scientific %q want %q", line, got, c.Sci)
	}
	f.PadRight = k.PadRight
	f.Whole = k.Fractional != nil && !*k.Fractional
	if got := f.Positional(a.Float(0), a.DType()); got != c.Pos {
		t.Errorf("%s: positional %q want %q", line, got, c.Pos)
	}
}
