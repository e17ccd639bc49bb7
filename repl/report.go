package repl

import (
	"io"

	"kerash/interp/object"
	"kerash/model"
	"kerash/repl/progress"
)

// reporter hands what training reports to the progress display; while user
// code has redirected what is printed, the lines go there.
type reporter struct {
	r  *progress.Reporter
	th *object.Thread
}

// redirected is where prints go instead of the display, nil when they do not.
func (p reporter) redirected() io.Writer {
	if p.th.Stdout != io.Writer(p.r) {
		return p.th.Stdout
	}
	return nil
}

// Report implements [model.Progress].
func (p reporter) Report(e model.Event) {
	out := progress.Event{Epoch: e.Epoch, Epochs: e.Epochs, Step: e.Step, Steps: e.Steps, Unit: e.Unit,
		Elapsed: e.Elapsed, First: e.First, Done: e.Done, Verbose: e.Verbose}
	for _, m := range e.Metrics {
		out.Metrics = append(out.Metrics, progress.Metric{Name: m.Name, Value: m.Value})
	}
	w := p.redirected()
	if w == nil {
		p.r.Report(out)
		return
	}
	if out.Verbose == 2 && out.Epochs > 0 && out.Step == 0 && !out.Done {
		io.WriteString(w, progress.Heading(out)+"\n")
	}
	if out.Done {
		io.WriteString(w, progress.Line(out)+"\n")
	}
}

// Print implements [model.Progress].
func (p reporter) Print(line string) { io.WriteString(p.th.Stdout, line+"\n") }
