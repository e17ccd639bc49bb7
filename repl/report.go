package repl

import (
	"io"

	"kerash/model"
	"kerash/repl/progress"
)

// reporter hands what training reports to the progress display.
type reporter struct{ r *progress.Reporter }

// Report implements [model.Progress].
func (p reporter) Report(e model.Event) {
	out := progress.Event{Epoch: e.Epoch, Epochs: e.Epochs, Step: e.Step, Steps: e.Steps,
		Elapsed: e.Elapsed, First: e.First, Done: e.Done, Verbose: e.Verbose}
	for _, m := range e.Metrics {
		out.Metrics = append(out.Metrics, progress.Metric{Name: m.Name, Value: m.Value})
	}
	p.r.Report(out)
}

// Print implements [model.Progress].
func (p reporter) Print(line string) { io.WriteString(p.r, line+"\n") }
