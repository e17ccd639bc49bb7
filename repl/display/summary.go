package display

import (
	"fmt"
	"strings"
)

// Summary is what model.summary() shows, as data.
type Summary struct {
	Name string
	// Connected adds the column "Connected to", for models that are no plain
	// stack.
	Connected bool
	// ShowTrainable adds a column that marks frozen layers.
	ShowTrainable bool
	Rows          []SummaryRow
	Total         Params
	Trainable     Params
	Frozen        Params
	// Optimizer counts the optimizer's variables; nil before it has any.
	Optimizer *Params
}

// SummaryRow is one layer.
type SummaryRow struct {
	// Level is how deep the layer is nested in other models.
	Level     int
	Name      string
	Class     string
	Shape     string // "?" when unknown
	Params    int64
	Unbuilt   bool
	Trainable bool
	Connected []string
}

// Params counts variables.
type Params struct{ Count, Bytes int64 }

func (p Params) String() string { return fmt.Sprintf("%s (%s)", Count(p.Count), Bytes(p.Bytes)) }

// Text draws the summary as Keras 3 does.
func (s Summary) Text(style Style) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", style.Bold(fmt.Sprintf("Model: %q", s.Name)))
	b.WriteString(s.table(style).Text(style))
	for _, line := range s.totals() {
		b.WriteString("\n " + style.Bold(line.label+":") + " " + line.value)
	}
	return b.String()
}

func (s Summary) table(style Style) Table {
	t := Table{
		Head:    []string{"Layer (type)", "Output Shape", "Param #"},
		Numeric: []bool{false, false, true},
		Heavy:   true,
	}
	if s.Connected {
		t.Head, t.Numeric = append(t.Head, "Connected to"), append(t.Numeric, false)
	}
	if s.ShowTrainable {
		t.Head, t.Numeric = append(t.Head, "Trainable"), append(t.Numeric, false)
	}
	for _, r := range s.Rows {
		t.Rows = append(t.Rows, s.row(r, style))
	}
	return t
}

func (s Summary) row(r SummaryRow, style Style) []string {
	indent := ""
	if r.Level > 0 {
		indent = strings.Repeat("   ", r.Level) + "└ "
	}
	shape, params := r.Shape, Count(r.Params)
	if shape == "" {
		shape = "?"
	}
	if r.Unbuilt {
		params = "0 (unbuilt)"
	}
	row := []string{
		indent + r.Name + " (" + style.Paint(blue, r.Class) + ")",
		style.Paint(cyan, shape),
		style.Paint(green, params),
	}
	if s.Connected {
		to := "-"
		if len(r.Connected) > 0 {
			to = strings.Join(r.Connected, ", ")
		}
		row = append(row, to)
	}
	if s.ShowTrainable {
		mark := "Y"
		switch {
		case r.Params == 0:
			mark = "-"
		case !r.Trainable:
			mark = "N"
		}
		row = append(row, mark)
	}
	return row
}

type total struct{ label, value string }

func (s Summary) totals() []total {
	all := s.Total
	if s.Optimizer != nil {
		all.Count += s.Optimizer.Count
		all.Bytes += s.Optimizer.Bytes
	}
	lines := []total{
		{"Total params", all.String()},
		{"Trainable params", s.Trainable.String()},
		{"Non-trainable params", s.Frozen.String()},
	}
	if s.Optimizer != nil {
		lines = append(lines, total{"Optimizer params", s.Optimizer.String()})
	}
	return lines
}

// Weight is a row of the table of weights.
type Weight struct {
	Name                string
	Shape               string
	Dtype               string
	Trainable           bool
	Mean, Std, Min, Max float64
	// Counted is set when the four numbers hold: not for texts and empty
	// variables.
	Counted bool
}

// NoWeights is shown in the place of an empty table of weights.
const NoWeights = "This layer has no weights yet: its first call makes them."

// Weights draws the weights of a layer or model.
func Weights(ws []Weight, style Style) string {
	if len(ws) == 0 {
		return NoWeights
	}
	t := Table{
		Head:    []string{"name", "shape", "dtype", "trainable", "mean", "std", "min", "max"},
		Numeric: []bool{false, false, false, false, true, true, true, true},
	}
	for _, w := range ws {
		trainable := "no"
		if w.Trainable {
			trainable = "yes"
		}
		row := []string{w.Name, w.Shape, w.Dtype, trainable, "-", "-", "-", "-"}
		if w.Counted {
			for i, v := range []float64{w.Mean, w.Std, w.Min, w.Max} {
				row[4+i] = Statistic(v)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t.Text(style)
}

// Column is a metric over the epochs.
type Column struct {
	Name   string
	Values []float64
}

// History draws what fit returns, a row an epoch. Of long trainings the first
// and last rows are shown, and how many are left out.
func History(columns []Column, style Style) string {
	t := Table{Head: []string{"epoch"}, Numeric: []bool{true}}
	epochs := 0
	for _, c := range columns {
		t.Head, t.Numeric = append(t.Head, c.Name), append(t.Numeric, true)
		epochs = max(epochs, len(c.Values))
	}
	if epochs == 0 {
		return "No epoch has been trained yet."
	}
	const edge = 20
	for i := range epochs {
		if epochs > 2*edge+1 && i >= edge && i < epochs-edge {
			if i == edge {
				gap := make([]string, len(t.Head))
				for j := range gap {
					gap[j] = "…"
				}
				t.Rows = append(t.Rows, gap)
			}
			continue
		}
		row := []string{Count(int64(i + 1))}
		for _, c := range columns {
			cell := "-"
			if i < len(c.Values) {
				cell = Metric(c.Values[i])
				if c.Values[i] == 0 {
					cell = Statistic(0)
				}
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t.Text(style)
}
