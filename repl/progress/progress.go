// Package progress shows how a training goes: Keras' bar on a terminal, one
// plain line an epoch elsewhere. Reporting never waits for the terminal: what
// is drawn is the newest state, at most ten times a second.
package progress

import (
	"io"
	"strings"
	"sync"
	"time"

	"github.com/clipperhouse/displaywidth"

	"kerash/repl/display"
)

// Event is the state of a run of fit, evaluate or predict.
type Event struct {
	// Epoch counts from 1; Epochs is 0 when the run has none.
	Epoch, Epochs int
	// Step is how many steps of the epoch are done; Steps is 0 when unknown.
	Step, Steps int
	Metrics     []Metric
	// Elapsed is the time since the epoch began, First what the first step
	// took of it: it compiles, so that estimates leave it out.
	Elapsed, First time.Duration
	// Unit is what a step is called, "step" where it is empty.
	Unit string
	// Done is set once, at the end of the epoch or run.
	Done bool
	// Verbose is Keras' argument: 0 nothing, 1 a bar, 2 a line an epoch.
	Verbose int
}

// Metric is a named number.
type Metric struct {
	Name  string
	Value float64
}

// Reporter draws events and passes other output through, so that neither
// damages the other.
type Reporter struct {
	// TTY allows redrawing a line; Style says how.
	TTY   bool
	Style func() display.Style

	w    io.Writer
	out  sync.Mutex // held while writing
	line bool       // a bar stands on the last row
	open string     // unfinished line of other output, before the bar

	mu      sync.Mutex // guards what follows
	queue   []string   // whole lines not yet written
	bar     *Event     // newest state not yet drawn
	heading int        // epoch whose heading is in the queue or written
	wake    chan struct{}
	stopped chan struct{}
}

// interval is the least time between two drawings.
const interval = 100 * time.Millisecond

// New makes a reporter that writes to w.
func New(w io.Writer, tty bool, style func() display.Style) *Reporter {
	return &Reporter{TTY: tty, Style: style, w: w}
}

// Report takes a new state. It returns at once.
func (r *Reporter) Report(e Event) {
	if e.Verbose == 0 {
		return
	}
	live := e.Verbose == 1 && r.TTY
	if !live && !e.Done && (e.Verbose != 2 || e.Step > 0) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Epochs > 0 && (live || e.Verbose == 2) && r.heading != e.Epoch {
		r.heading = e.Epoch
		r.queue = append(r.queue, Heading(e))
	}
	switch {
	case e.Done:
		r.bar, r.heading = nil, 0
		r.queue = append(r.queue, r.final(e))
	case live:
		r.bar = &e
	}
	if r.wake == nil {
		r.wake, r.stopped = make(chan struct{}, 1), make(chan struct{})
		go r.draw(r.wake, r.stopped)
	}
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (r *Reporter) final(e Event) string {
	switch {
	case e.Verbose != 2 && r.TTY:
		style := r.Style()
		style.Width = 0 // the last word of an epoch may wrap, nothing of it is cut
		return Bar(e, style)
	}
	return Line(e)
}

// draw writes what is new, then rests.
func (r *Reporter) draw(wake <-chan struct{}, stopped chan<- struct{}) {
	defer close(stopped)
	rest := time.NewTimer(0)
	defer rest.Stop()
	for range wake {
		<-rest.C
		r.out.Lock()
		r.flush(true)
		r.out.Unlock()
		rest.Reset(interval)
	}
}

// flush writes the queued lines, and the bar when wanted. The caller holds
// the output lock.
func (r *Reporter) flush(withBar bool) {
	r.mu.Lock()
	queue, bar := r.queue, r.bar
	r.queue = nil
	if withBar {
		r.bar = nil
	}
	r.mu.Unlock()
	var b strings.Builder
	if len(queue) > 0 {
		r.erase(&b)
		if r.open != "" {
			b.WriteByte('\n')
			r.open = ""
		}
		b.WriteString(strings.Join(queue, "\n") + "\n")
	}
	if withBar && bar != nil && r.open == "" {
		r.erase(&b)
		b.WriteString(Bar(*bar, r.Style()))
		r.line = true
	}
	if b.Len() > 0 {
		io.WriteString(r.w, b.String())
	}
}

func (r *Reporter) erase(b *strings.Builder) {
	if r.line {
		b.WriteString("\r\x1b[K")
		r.line = false
	}
}

// Write passes other output through: finished lines of the reporter come
// before it, a bar makes room for it.
func (r *Reporter) Write(p []byte) (int, error) {
	r.out.Lock()
	defer r.out.Unlock()
	r.flush(false)
	var b strings.Builder
	r.erase(&b)
	b.Write(p)
	text := r.open + string(p)
	r.open = text[strings.LastIndexByte(text, '\n')+1:]
	if len(r.open) > 200 { // only whether it is empty matters
		r.open = r.open[:1]
	}
	if _, err := io.WriteString(r.w, b.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Finish writes what is left and ends the drawing. A bar that did not come to
// its end stays on its line. The reporter can be used again.
func (r *Reporter) Finish() {
	r.mu.Lock()
	wake, stopped := r.wake, r.stopped
	r.wake = nil
	r.mu.Unlock()
	if wake != nil {
		close(wake)
		<-stopped
	}
	r.out.Lock()
	defer r.out.Unlock()
	r.flush(true)
	r.mu.Lock()
	r.heading = 0
	r.mu.Unlock()
	if r.line {
		io.WriteString(r.w, "\n")
		r.line = false
	}
}

// Column tells whether the output stands at the beginning of a line.
func (r *Reporter) Column() bool {
	r.out.Lock()
	defer r.out.Unlock()
	return r.open != ""
}

// clip cuts a line to the style's width, leaving the last column free.
func clip(line string, style display.Style) string {
	if style.Width <= 0 {
		return line
	}
	return ansi.TruncateString(line, max(style.Width-1, 1), "…")
}

var ansi = displaywidth.Options{ControlSequences: true}
