package display

import (
	"math"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

func check(t *testing.T, name, got, want string) {
	t.Helper()
	if want = strings.Trim(want, "\n"); got != want {
		t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
	}
}

var stack = Summary{
	Name: "sequential",
	Rows: []SummaryRow{
		{Name: "conv2d", Class: "Conv2D", Shape: "(None, 26, 26, 32)", Params: 320, Trainable: true},
		{Name: "flatten", Class: "Flatten", Shape: "(None, 5408)"},
		{Name: "dense", Class: "Dense", Shape: "(None, 128)", Params: 692352},
	},
	Total:     Params{692672, 692672 * 4},
	Trainable: Params{320, 1280},
	Frozen:    Params{692352, 692352 * 4},
}

func TestSummary(t *testing.T) {
	check(t, "stack", stack.Text(Style{}), `
Model: "sequential"
┏━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┓
┃ Layer (type)      ┃ Output Shape       ┃ Param # ┃
┡━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━┩
│ conv2d (Conv2D)   │ (None, 26, 26, 32) │     320 │
├───────────────────┼────────────────────┼─────────┤
│ flatten (Flatten) │ (None, 5408)       │       0 │
├───────────────────┼────────────────────┼─────────┤
│ dense (Dense)     │ (None, 128)        │ 692,352 │
└───────────────────┴────────────────────┴─────────┘
 Total params: 692,672 (2.64 MB)
 Trainable params: 320 (1.25 KB)
 Non-trainable params: 692,352 (2.64 MB)
`)
	narrow := Summary{
		Name: "m", Connected: true, ShowTrainable: true,
		Rows: []SummaryRow{
			{Name: "全连接层", Class: "InputLayer", Shape: "(None, 28, 28, 1)"},
			{Name: "block", Class: "Sequential", Unbuilt: true, Connected: []string{"input_1[0][0]", "input_2[0][0]"}},
			{Level: 1, Name: "dense", Class: "Dense", Shape: "(None, 10)", Params: 7850, Connected: []string{"block[0][0]"}},
		},
		Optimizer: &Params{2, 8},
	}
	check(t, "narrow", narrow.Text(Style{Width: 72}), `
Model: "m"
┏━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━━━┓
┃ Layer (type) ┃ Output Shape ┃     Param # ┃ Connected to ┃ Trainable ┃
┡━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━━━┩
│ 全连接层 (I… │ (None, 28, … │           0 │ -            │ -         │
├──────────────┼──────────────┼─────────────┼──────────────┼───────────┤
│ block (Sequ… │ ?            │ 0 (unbuilt) │ input_1[0][… │ -         │
├──────────────┼──────────────┼─────────────┼──────────────┼───────────┤
│    └ dense … │ (None, 10)   │       7,850 │ block[0][0]  │ N         │
└──────────────┴──────────────┴─────────────┴──────────────┴───────────┘
 Total params: 2 (8.00 B)
 Trainable params: 0 (0.00 B)
 Non-trainable params: 0 (0.00 B)
 Optimizer params: 2 (8.00 B)
`)
}

// TestWidth draws at many widths: nothing is ever wider than asked for, down
// to where only floors and numbers are left.
func TestWidth(t *testing.T) {
	for width := 44; width < 90; width++ {
		for _, line := range strings.Split(stack.Text(Style{Width: width}), "\n") {
			if w := displaywidth.String(line); w > width {
				t.Fatalf("width %d: %d columns in %q", width, w, line)
			}
		}
		if text := stack.Text(Style{Width: width}); !strings.Contains(text, "692,352 │") {
			t.Fatalf("width %d cut a number:\n%s", width, text)
		}
	}
}

func TestColorKeepsWidths(t *testing.T) {
	for _, line := range strings.Split(stack.Text(Style{Color: true, Width: 50}), "\n") {
		if w := ansi.String(line); w > 50 {
			t.Errorf("%d columns in %q", w, line)
		}
	}
}

func TestWeights(t *testing.T) {
	check(t, "none", Weights(nil, Style{}), NoWeights)
	check(t, "two", Weights([]Weight{
		{"dense/kernel:0", "(4, 3)", "float32", true, 0.03, 0.51, -0.9, 0.88, true},
		{"dense/bias:0", "(3,)", "float32", false, 0, 0, 0, 1e-7, true},
		{"words", "(0,)", "string", false, 0, 0, 0, 0, false},
	}, Style{}), `
┌────────────────┬────────┬─────────┬───────────┬────────┬────────┬─────────┬───────────┐
│ name           │ shape  │ dtype   │ trainable │   mean │    std │     min │       max │
├────────────────┼────────┼─────────┼───────────┼────────┼────────┼─────────┼───────────┤
│ dense/kernel:0 │ (4, 3) │ float32 │ yes       │ 0.0300 │ 0.5100 │ -0.9000 │    0.8800 │
│ dense/bias:0   │ (3,)   │ float32 │ no        │ 0.0000 │ 0.0000 │  0.0000 │ 1.000e-07 │
│ words          │ (0,)   │ string  │ no        │      - │      - │       - │         - │
└────────────────┴────────┴─────────┴───────────┴────────┴────────┴─────────┴───────────┘
`)
}

func TestHistory(t *testing.T) {
	check(t, "two epochs", History([]Column{{"loss", []float64{1.5, 0.0001}}, {"val_loss", []float64{2}}}, Style{}), `
┌───────┬────────────┬──────────┐
│ epoch │       loss │ val_loss │
├───────┼────────────┼──────────┤
│     1 │     1.5000 │   2.0000 │
│     2 │ 1.0000e-04 │        - │
└───────┴────────────┴──────────┘
`)
	long := make([]float64, 100)
	if text := History([]Column{{"loss", long}}, Style{}); strings.Count(text, "\n") != 44 || !strings.Contains(text, "…") {
		t.Errorf("long history:\n%s", text)
	}
}

func TestNumbers(t *testing.T) {
	for want, got := range map[string]string{
		"0": Count(0), "999": Count(999), "1,000": Count(1000), "-1,234,567": Count(-1234567),
		"0.00 B": Bytes(0), "2.65 MB": Bytes(693962 * 4), "1.00 KB": Bytes(1024),
		"0.5000": Metric(0.5), "5.0000e-04": Metric(5e-4), "nan": Metric(math.NaN()), "-inf": Metric(math.Inf(-1)),
		"0.0000e+00": Metric(0), "0.0000": Statistic(0), "-1.235e+07": Statistic(-12345678), "inf": Statistic(math.Inf(1)),
	} {
		if got != want {
			t.Errorf("got %s want %s", got, want)
		}
	}
}

func TestProblem(t *testing.T) {
	p := Problem{
		Class: "ValueError", Message: "bad", Hint: "be good",
		Frames: []Frame{
			{Name: "In[3]", Line: 7, Col: 1, Text: "f(1)"},
			{Name: "In[2]", Function: "f", Line: 2, Col: 8, Text: "\t全 = g(x)", Length: 4},
		},
	}
	p.Frames[1].Col = 6
	check(t, "two frames", p.Text(Style{}), `
ValueError: bad
  --> In[2]:2:6 in f
   2 │  全 = g(x)
     │       ^^^^
  called from In[3]:7:1  f(1)
  hint: be good
`)
	check(t, "at the end of the line", Problem{Class: "SyntaxError", Message: "no", Frames: []Frame{{Name: "a", Line: 1, Col: 4, Text: "f(1"}}}.Text(Style{}), `
SyntaxError: no
  --> a:1:4
   1 │ f(1
     │    ^
`)
	deep := Problem{Class: "RecursionError"}
	for range 500 {
		deep.Frames = append(deep.Frames, Frame{Name: "a", Line: 1, Text: "f()"})
	}
	if n := strings.Count(deep.Text(Style{}), "\n"); n > 15 {
		t.Errorf("%d lines for a deep recursion", n)
	}
}

func TestWantsColor(t *testing.T) {
	tests := []struct {
		no, force, term string
		mode            ColorMode
		tty, want       bool
	}{
		{"", "", "xterm", ColorAuto, true, true},
		{"", "", "xterm", ColorAuto, false, false},
		{"1", "1", "xterm", ColorAuto, true, false},
		{"", "1", "dumb", ColorAuto, false, true},
		{"", "", "dumb", ColorAuto, true, false},
		{"1", "", "dumb", ColorAlways, false, true},
		{"", "1", "xterm", ColorNever, true, false},
	}
	for _, tt := range tests {
		t.Setenv("NO_COLOR", tt.no)
		t.Setenv("FORCE_COLOR", tt.force)
		t.Setenv("CLICOLOR_FORCE", "")
		t.Setenv("TERM", tt.term)
		if got := WantsColor(tt.mode, tt.tty); got != tt.want {
			t.Errorf("%+v: %v", tt, got)
		}
	}
}
