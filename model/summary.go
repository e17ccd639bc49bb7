package model

import (
	"fmt"
	"regexp"

	"kerash/tensor"
)

// Summary is what model.summary() shows, as data.
type Summary struct {
	Name string
	// Stack says that the model is a plain stack of layers, or unknown inside:
	// there is no need to show what the layers are connected to.
	Stack bool
	Rows  []SummaryRow
	// Trainable and Frozen count the weights that training changes and the
	// others, and their bytes.
	Trainable, Frozen Count
}

// Count is numbers of elements and bytes.
type Count struct{ Params, Bytes int }

// SummaryRow is one layer of a summary.
type SummaryRow struct {
	// Level is how deep the layer is nested in other models.
	Level     int
	Name      string
	Class     string
	Shape     string // of the output; "multiple" when uses differ or there are none
	Params    int
	Unbuilt   bool
	Trainable bool
	Connected []string // what the layer reads: "dense[0][0]"
	// Last marks the last layer of a nested model.
	Last bool
	// Nested is the rows of a model's own layers, when they are shown.
	Nested []SummaryRow
}

// SummaryOptions are the arguments of model.summary that decide about rows.
type SummaryOptions struct {
	ExpandNested bool
	// Range, unless nil, is two patterns: the first layer that matches one, to
	// the last that matches the other.
	Range []string
}

// Summarize gathers the data of a summary. It throws ValueError for a model
// that is not built.
func Summarize(m Model, opt SummaryOptions) Summary {
	b := m.ModelCore()
	if !b.Built {
		e := tensor.Errorf("ValueError", "This model has not yet been built. Build the model first by calling `build()` or by calling the model on a batch of data.")
		tensor.Throw(e.WithHint("call the model on a batch first, or start it with keras.Input(shape=...)"))
	}
	g := m.Graph()
	s := Summary{Name: b.Label, Stack: g == nil || b.ClassName() == "Sequential" || g.IsStack()}
	from, to := layerRange(m, opt.Range)
	for _, l := range m.Layers()[from:to] {
		s.Rows = append(s.Rows, summaryRow(g, l, 0, !s.Stack, opt.ExpandNested))
	}
	s.Trainable, s.Frozen = countOf(b.TrainableWeights()), countOf(b.NonTrainableWeights())
	return s
}

func countOf(vs []*tensor.Variable) (c Count) {
	for _, v := range vs {
		c.Params += v.Params()
		c.Bytes += v.Params() * v.DType().Size()
	}
	return c
}

func summaryRow(g *Graph, l Layer, level int, connected, expand bool) SummaryRow {
	b := l.Core()
	m, isModel := l.(Model)
	r := SummaryRow{Level: level, Name: b.Label, Class: b.ClassName(), Shape: "multiple", Trainable: b.CanTrain}
	if err := tensor.Catch(func() { r.Shape = Describe(shownShape(l)) }); err != nil {
		r.Shape = "multiple"
	}
	if r.Unbuilt = !b.Built && !(isModel && m.Graph() != nil); !r.Unbuilt {
		r.Params = b.CountParams()
	}
	if connected {
		r.Connected = connections(g, b)
	}
	if isModel && expand {
		inner := m.Layers()
		for i, sub := range inner {
			row := summaryRow(g, sub, level+1, connected, true)
			row.Last = i == len(inner)-1
			r.Nested = append(r.Nested, row)
		}
	}
	return r
}

// shownShape is a layer's output shape; that of a model of a graph is the
// graph's own.
func shownShape(l Layer) any {
	if m, ok := l.(Model); ok && m.Graph() != nil {
		return shapeValue(m.Graph().Out)
	}
	return l.Core().OutputShape()
}

// connections lists what the layer's uses in a graph read.
func connections(g *Graph, b *Base) []string {
	out := []string{}
	for _, n := range b.nodes {
		if !g.Has(n) {
			continue
		}
		for _, t := range n.inputs() {
			i := InfoOf(t)
			out = append(out, fmt.Sprintf("%s[%d][%d]", i.Layer.Core().Label, i.Node.Index, i.Index))
		}
	}
	return out
}

// layerRange is the positions of the first and after the last layer that a
// range of names means.
func layerRange(m Model, names []string) (from, to int) {
	ls := m.Layers()
	if names == nil {
		return 0, len(ls)
	}
	match := func(pattern string) (first, last int) {
		re, err := regexp.Compile("^(?:" + pattern + ")")
		if err != nil {
			tensor.Throwf("ValueError", "%s is no pattern for layer names: %v", pattern, err)
		}
		first, last = -1, -1
		for i, l := range ls {
			if re.MatchString(l.Core().Label) {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		return first, last
	}
	lowFirst, lowLast := match(names[0])
	highFirst, highLast := match(names[1])
	if lowFirst < 0 || highFirst < 0 {
		tensor.Throwf("ValueError", "Passed layer_names do not match the layer names in the model. Received: %s", Describe([]any{names[0], names[1]}))
	}
	if lowFirst > highLast {
		return highFirst, lowLast + 1
	}
	return lowFirst, highLast + 1
}
