package repl

import (
	"io"

	"kerash/interp/keras"
	"kerash/interp/object"
	"kerash/model"
	"kerash/repl/display"
)

// showSummaries draws what model.summary() shows as a table, at the prompt and
// in .ksh scripts. A .py file prints Keras' text.
func (c *Console) showSummaries() {
	object.Put(c.session.Thread(), &keras.SummaryView{Show: func(s model.Summary, width int, trainable bool) bool {
		style := c.style(c.opt.Stdout)
		if width > 0 {
			style.Width = width
		}
		_, err := io.WriteString(c.reporter, summaryOf(s, trainable).Text(style)+"\n")
		return err == nil
	}})
}

// summaryOf is a summary as the display draws it.
func summaryOf(s model.Summary, trainable bool) display.Summary {
	params := func(n model.Count) display.Params {
		return display.Params{Count: int64(n.Params), Bytes: int64(n.Bytes)}
	}
	out := display.Summary{Name: s.Name, Connected: !s.Stack, ShowTrainable: trainable,
		Trainable: params(s.Trainable), Frozen: params(s.Frozen)}
	out.Total = display.Params{Count: out.Trainable.Count + out.Frozen.Count, Bytes: out.Trainable.Bytes + out.Frozen.Bytes}
	var add func(rows []model.SummaryRow)
	add = func(rows []model.SummaryRow) {
		for _, r := range rows {
			row := display.SummaryRow{Level: r.Level, Name: r.Name, Class: r.Class, Shape: r.Shape, Params: int64(r.Params),
				Unbuilt: r.Unbuilt, Trainable: r.Trainable, Connected: r.Connected}
			if r.Unbuilt {
				row.Shape = "?"
			}
			out.Rows = append(out.Rows, row)
			add(r.Nested)
		}
	}
	add(s.Rows)
	return out
}
