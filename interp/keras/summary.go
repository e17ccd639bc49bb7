package keras

import (
	"fmt"
	"strings"

	"kerash/interp/object"
	"kerash/model"
)

// SummaryView draws model summaries in another way than Keras' text: the
// terminal registers one with object.Put. It reports whether it has drawn it.
type SummaryView struct {
	Show func(s model.Summary, lineLength int, showTrainable bool) bool
}

// summary is Model.summary: Keras' text, line by line to print_fn or stdout.
func summary(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	opt := model.SummaryOptions{ExpandNested: a.Bool("expand_nested"), Range: rangeArg(th, a.Value("layer_range"))}
	s := model.Summarize(m, opt)
	trainable := a.Bool("show_trainable")
	printFn := a.Value("print_fn")
	if printFn == nil {
		view := object.Get(th, func() *SummaryView { return &SummaryView{} })
		if view.Show != nil && view.Show(s, a.IntOr("line_length", 0), trainable) {
			return nil
		}
	}
	t := newSummaryText(s, a.IntOr("line_length", 0), positionsArg(th, a.Value("positions")), trainable)
	for _, line := range t.lines(s) {
		if printFn != nil {
			object.Must(object.CallFn(th, printFn, line))
		} else if _, err := fmt.Fprintln(th.Stdout, line); err != nil {
			object.Throw(object.Errorf(object.OSError, "%v", err))
		}
	}
	return nil
}

func rangeArg(th *object.Thread, v object.Value) []string {
	if v == nil {
		return nil
	}
	elems := object.Must(object.ToSlice(th, v))
	if len(elems) != 2 {
		object.Throw(object.ValueErrorf("layer_range must be a list or tuple of length 2. Received: layer_range = %s of length %d", object.Must(object.Str(th, v)), len(elems)))
	}
	names := make([]string, 2)
	for i, e := range elems {
		s, ok := e.(string)
		if !ok {
			object.Throw(object.ValueErrorf("layer_range should contain string type only. Received: %s", object.Must(object.Str(th, v))))
		}
		names[i] = s
	}
	return names
}

func positionsArg(th *object.Thread, v object.Value) []float64 {
	if v == nil {
		return nil
	}
	var out []float64
	for _, e := range object.Must(object.ToSlice(th, v)) {
		out = append(out, object.Must(object.AsFloat(th, e)))
	}
	return out
}

// summaryText is the layout of Keras' summary: columns that end at positions,
// with fields broken over lines where they do not fit.
type summaryText struct {
	width     int
	ends      []int
	head      []string
	trainable bool
	stack     bool
	out       []string
}

func newSummaryText(s model.Summary, width int, positions []float64, trainable bool) *summaryText {
	t := &summaryText{width: width, trainable: trainable, stack: s.Stack, head: []string{"Layer (type)", "Output Shape", "Param #"}}
	if t.width == 0 {
		t.width = 65
	}
	if positions == nil {
		positions = []float64{0.45, 0.85, 1}
	}
	if !s.Stack {
		t.head = append(t.head, "Connected to")
		if width == 0 {
			t.width = 98
		}
		if len(positions) == 3 {
			positions = []float64{0.3, 0.6, 0.7, 1}
		}
	}
	for _, p := range positions {
		if positions[len(positions)-1] <= 1 {
			p *= float64(t.width)
		}
		t.ends = append(t.ends, int(p))
	}
	if trainable {
		t.width += 11
		t.ends = append(t.ends, t.width)
		t.head = append(t.head, "Trainable")
	}
	if len(t.ends) < len(t.head) {
		object.Throw(object.Errorf(object.IndexError, "list index out of range"))
	}
	return t
}

func (t *summaryText) print(line string) { t.out = append(t.out, line) }

func (t *summaryText) lines(s model.Summary) []string {
	t.print(fmt.Sprintf("Model: \"%s\"", s.Name))
	t.print(strings.Repeat("_", t.width))
	t.row(t.head, 0)
	t.print(strings.Repeat("=", t.width))
	for _, r := range s.Rows {
		t.layer(r)
	}
	t.print(strings.Repeat("=", t.width))
	total := model.Count{Params: s.Trainable.Params + s.Frozen.Params, Bytes: s.Trainable.Bytes + s.Frozen.Bytes}
	t.print(fmt.Sprintf("Total params: %d (%s)", total.Params, readableSize(total.Bytes)))
	t.print(fmt.Sprintf("Trainable params: %d (%s)", s.Trainable.Params, readableSize(s.Trainable.Bytes)))
	t.print(fmt.Sprintf("Non-trainable params: %d (%s)", s.Frozen.Params, readableSize(s.Frozen.Bytes)))
	t.print(strings.Repeat("_", t.width))
	return t.out
}

func (t *summaryText) layer(r model.SummaryRow) {
	params := fmt.Sprint(r.Params)
	if r.Unbuilt {
		params = "0 (unused)"
	}
	fields := []string{r.Name + " (" + r.Class + ")", r.Shape, params}
	if !t.stack {
		fields = append(fields, quotedList(r.Connected))
	}
	if t.trainable {
		fields = append(fields, map[bool]string{true: "Y", false: "N"}[r.Trainable])
	}
	t.row(fields, r.Level)
	bar := func(level int, fill string) {
		side := strings.Repeat("|", level)
		t.print(side + strings.Repeat(fill, t.width-2*level) + side)
	}
	last := r.Last
	if len(r.Nested) > 0 {
		bar(r.Level+1, "¯")
		for _, n := range r.Nested {
			t.layer(n)
		}
		bar(r.Level, "¯")
		last = true // as in Keras, where the last nested layer decides
	}
	if !last {
		bar(r.Level, " ")
	}
}

func quotedList(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "'" + n + "'"
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// row prints fields in their columns over as many lines as they need.
func (t *summaryText) row(fields []string, level int) {
	left := make([][]rune, len(fields))
	for i, f := range fields {
		left[i] = []rune(f)
	}
	side := strings.Repeat("|", level)
	for anyLeft(left) {
		line := ""
		for col := range left {
			start := 0
			if col > 0 {
				start = t.ends[col-1]
			}
			end, lastCol := t.ends[col], col == len(t.ends)-1
			space := 2
			if lastCol {
				space = 0
			}
			cut := end - start - space
			if !lastCol {
				cut--
			}
			if col == 0 {
				cut -= level
				line += side + " "
			}
			cut = breakAt(left[col], cut)
			line += string(left[col][:min(cut, len(left[col]))]) + strings.Repeat(" ", space)
			left[col] = left[col][min(cut, len(left[col])):]
			pad := end - len([]rune(line))
			if level > 0 && lastCol {
				pad -= level
			}
			line += strings.Repeat(" ", max(pad, 0))
		}
		t.print(line + side)
	}
}

func anyLeft(fields [][]rune) bool {
	for _, f := range fields {
		if len(f) > 0 {
			return true
		}
	}
	return false
}

// breakAt is where a field is cut: at the end of the column, or after the first
// element of a tuple, list or dict before it.
func breakAt(field []rune, cut int) int {
	cut = max(cut, 0)
	text := string(field[:min(cut, len(field))])
	best := -1
	for _, stop := range []string{"),", "},", "],", "',"} {
		if i := strings.Index(text, stop); i >= 0 {
			if at := len([]rune(text[:i])) + 2; best < 0 || at < best {
				best = at
			}
		}
	}
	if best >= 0 {
		return best
	}
	return cut
}

// readableSize is a number of bytes as Keras writes it: "1.50 KB".
func readableSize(bytes int) string {
	size := float64(bytes)
	for _, unit := range []string{"Byte", "KB", "MB", "GB", "TB", "PB"} {
		if size < 1024 {
			return fmt.Sprintf("%.2f %s", size, unit)
		}
		size /= 1024
	}
	return fmt.Sprintf("%.2f PB", size)
}
