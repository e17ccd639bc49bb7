package display

import (
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/olekukonko/ll"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// Table is a table of ready texts.
type Table struct {
	Head []string
	Rows [][]string
	// Numeric columns are aligned to the right and never cut.
	Numeric []bool
	// Heavy draws the head with thick lines and a line between rows: the look
	// of Keras' model.summary().
	Heavy bool
}

// floor is the width below which no column is narrowed.
const floor = 8

var ansi = displaywidth.Options{ControlSequences: true}

// Text draws the table, at most style.Width columns wide where the columns
// that may be cut allow it.
func (t Table) Text(style Style) string {
	head, rows := t.fit(style.Width)
	align := make(tw.Alignment, len(head))
	for i := range align {
		align[i] = tw.AlignLeft
		if t.isNumeric(i) {
			align[i] = tw.AlignRight
		}
	}
	var b strings.Builder
	table := tablewriter.NewTable(&b,
		tablewriter.WithRenderer(t.renderer()),
		tablewriter.WithEastAsian(tw.Off), // or frames depend on $LANG
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off), // or the indent of nested layers is lost
		tablewriter.WithTrimTab(tw.Off),
		tablewriter.WithTrimLine(tw.Off),
		tablewriter.WithAlignment(align))
	table.Header(head)
	err := table.Bulk(rows)
	if err == nil {
		err = table.Render()
	}
	if err != nil { // a builder cannot fail; a bug in drawing must not hide the data
		return plain(head, rows)
	}
	return strings.TrimRight(b.String(), "\n")
}

func (t Table) isNumeric(col int) bool { return col < len(t.Numeric) && t.Numeric[col] }

func plain(head []string, rows [][]string) string {
	lines := []string{strings.Join(head, "\t")}
	for _, r := range rows {
		lines = append(lines, strings.Join(r, "\t"))
	}
	return strings.Join(lines, "\n")
}

// fit copies the texts, on one line each, cut so that the table is at most
// width columns wide. The widest column gives way first; numbers never do.
func (t Table) fit(width int) (head []string, rows [][]string) {
	widths := make([]int, len(t.Head))
	oneLine := func(row []string) []string {
		out := make([]string, len(t.Head))
		for i := range out {
			if i < len(row) {
				out[i] = strings.ReplaceAll(row[i], "\n", " ")
			}
			widths[i] = max(widths[i], ansi.String(out[i]))
		}
		return out
	}
	head = oneLine(t.Head)
	for _, r := range t.Rows {
		rows = append(rows, oneLine(r))
	}
	if width > 0 {
		t.narrow(widths, width)
	}
	for _, row := range append(rows, head) {
		for i, cell := range row {
			if ansi.String(cell) > widths[i] {
				row[i] = ansi.TruncateString(cell, widths[i], "…")
			}
		}
	}
	return head, rows
}

func (t Table) narrow(widths []int, limit int) {
	total := 1
	for _, w := range widths {
		total += w + 3
	}
	for total > limit {
		widest := -1
		for i, w := range widths {
			if !t.isNumeric(i) && w > floor && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
		total--
	}
}

func (t Table) renderer() tw.Renderer {
	light := tw.Rendition{Symbols: tw.NewSymbols(tw.StyleLight)}
	if !t.Heavy {
		return renderer.NewBlueprint(light)
	}
	light.Settings.Separators.BetweenRows = tw.On
	head := light
	head.Symbols = headSymbols()
	return &heavyHead{light: renderer.NewBlueprint(light), heavy: renderer.NewBlueprint(head)}
}

// headSymbols are the lines above and below a heavy head: thick above, thick
// to thin below.
func headSymbols() tw.Symbols {
	return tw.NewSymbolCustom("heavy head").
		WithRow("━").WithColumn("┃").
		WithTopLeft("┏").WithTopMid("┳").WithTopRight("┓").
		WithMidLeft("┡").WithCenter("╇").WithMidRight("┩").
		WithHeaderLeft("┡").WithHeaderMid("╇").WithHeaderRight("┩").
		WithBottomLeft("┡").WithBottomMid("╇").WithBottomRight("┩")
}

// heavyHead draws the head with one set of lines and the body with another,
// which a Blueprint, having one set of symbols, cannot.
type heavyHead struct{ light, heavy *renderer.Blueprint }

// Start begins a table on both renderers.
func (h *heavyHead) Start(w io.Writer) error {
	if err := h.heavy.Start(w); err != nil {
		return err
	}
	return h.light.Start(w)
}

// Header draws the head's row.
func (h *heavyHead) Header(headers [][]string, ctx tw.Formatting) { h.heavy.Header(headers, ctx) }

// Row draws a body row.
func (h *heavyHead) Row(row []string, ctx tw.Formatting) { h.light.Row(row, ctx) }

// Footer draws a footer, of which these tables have none.
func (h *heavyHead) Footer(footers [][]string, ctx tw.Formatting) { h.light.Footer(footers, ctx) }

// Line draws a separator.
func (h *heavyHead) Line(ctx tw.Formatting) {
	if ctx.Level == tw.LevelHeader || ctx.Row.Position == tw.Header {
		h.heavy.Line(ctx)
		return
	}
	h.light.Line(ctx)
}

// Config is the body's.
func (h *heavyHead) Config() tw.Rendition { return h.light.Config() }

// Close ends the table.
func (h *heavyHead) Close() error { return h.light.Close() }

// Logger hands the table's logger on.
func (h *heavyHead) Logger(l *ll.Logger) {
	h.heavy.Logger(l)
	h.light.Logger(l)
}
