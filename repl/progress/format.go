package progress

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"kerash/repl/display"
)

const barWidth = 20

// Heading is the line before an epoch.
func Heading(e Event) string { return fmt.Sprintf("Epoch %d/%d", e.Epoch, e.Epochs) }

// Bar is the line of a running or finished epoch on a terminal.
func Bar(e Event, style display.Style) string {
	var b strings.Builder
	if e.Steps > 0 {
		b.WriteString(style.Bold(count(e)) + " ")
		done := min(max(barWidth*e.Step/e.Steps, 0), barWidth)
		left := strings.Repeat("━", barWidth-done)
		if !style.Color {
			left = strings.Repeat("─", barWidth-done)
		}
		b.WriteString(style.Paint("\x1b[32m", strings.Repeat("━", done)) + style.Dim(left))
	} else {
		b.WriteString(style.Bold(fmt.Sprintf("%7d/Unknown", e.Step)))
	}
	per := perStep(e)
	if e.Done || e.Steps == 0 {
		b.WriteString(" " + style.Bold(seconds(e.Elapsed)) + " " + unit(per, e.unit()))
	} else {
		b.WriteString(" " + style.Bold(eta(per*time.Duration(e.Steps-e.Step))) + " " + unit(per, e.unit()))
	}
	b.WriteString(metrics(e.Metrics))
	return clip(b.String(), style)
}

// Line is the end of an epoch where no bar is drawn.
func Line(e Event) string {
	if e.Verbose == 2 {
		return EpochLine(e)
	}
	return PlainLine(e)
}

// PlainLine is an epoch in one line, for logs.
func PlainLine(e Event) string {
	line := count(e) + " - " + seconds(e.Elapsed) + " " + unit(perStep(e), e.unit()) + metrics(e.Metrics)
	if e.Epochs > 0 {
		return Heading(e) + " - " + line
	}
	return line
}

// EpochLine is what Keras prints after an epoch with verbose=2.
func EpochLine(e Event) string {
	line := count(e) + " - " + seconds(e.Elapsed) + metrics(e.Metrics)
	line += " - " + unit(e.Elapsed, "epoch")
	if e.Step > 0 {
		line += " - " + unit(e.Elapsed/time.Duration(e.Step), e.unit())
	}
	return line
}

// count is "32/469", the first number as wide as the second.
func count(e Event) string {
	total := e.Steps
	if total == 0 {
		total = e.Step
	}
	digits := len(fmt.Sprint(total))
	return fmt.Sprintf("%*d/%d", digits, e.Step, total)
}

// perStep estimates the time of a step without the first one.
func perStep(e Event) time.Duration {
	switch {
	case e.Step <= 0:
		return 0
	case e.Step > 1 && e.First > 0 && e.Elapsed > e.First:
		return (e.Elapsed - e.First) / time.Duration(e.Step-1)
	}
	return e.Elapsed / time.Duration(e.Step)
}

func (e Event) unit() string { return cmp.Or(e.Unit, "step") }

func seconds(d time.Duration) string { return fmt.Sprintf("%.0fs", math.RoundToEven(d.Seconds())) }

func eta(d time.Duration) string {
	s := int(d.Seconds())
	switch {
	case s > 3600:
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s%3600/60, s%60)
	case s > 60:
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%ds", s)
}

func unit(d time.Duration, name string) string {
	s := d.Seconds()
	switch {
	case s >= 1 || s == 0:
		return fmt.Sprintf("%.0fs/%s", s, name)
	case s >= 1e-3:
		return fmt.Sprintf("%.0fms/%s", s*1e3, name)
	}
	return fmt.Sprintf("%.0fus/%s", s*1e6, name)
}

func metrics(ms []Metric) string {
	var b strings.Builder
	for _, m := range ms {
		b.WriteString(" - " + m.Name + ": " + display.Metric(m.Value))
	}
	return b.String()
}
