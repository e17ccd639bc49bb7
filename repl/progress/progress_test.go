package progress

import (
	"strings"
	"sync"
	"testing"
	"time"

	"kerash/repl/display"
)

var epoch = Event{
	Epoch: 1, Epochs: 3, Step: 32, Steps: 469, Verbose: 1,
	Metrics: []Metric{{"loss", 0.5}, {"lr", 0.0001}},
	Elapsed: 3100 * time.Millisecond, First: time.Second,
}

func ended() Event {
	e := epoch
	e.Step, e.Done = e.Steps, true
	return e
}

func TestFormats(t *testing.T) {
	tests := []struct{ got, want string }{
		{Bar(epoch, display.Style{}), " 32/469 ━─────────────────── 29s 68ms/step - loss: 0.5000 - lr: 1.0000e-04"},
		{Bar(ended(), display.Style{}), "469/469 ━━━━━━━━━━━━━━━━━━━━ 3s 4ms/step - loss: 0.5000 - lr: 1.0000e-04"},
		{Bar(epoch, display.Style{Width: 40}), " 32/469 ━─────────────────── 29s 68ms/…"},
		{Bar(Event{Step: 7, Elapsed: time.Second}, display.Style{}), "      7/Unknown 1s 143ms/step"},
		{PlainLine(ended()), "Epoch 1/3 - 469/469 - 3s 4ms/step - loss: 0.5000 - lr: 1.0000e-04"},
		{EpochLine(ended()), "469/469 - 3s - loss: 0.5000 - lr: 1.0000e-04 - 3s/epoch - 7ms/step"},
		{eta(2 * time.Hour), "2:00:00"}, {eta(100 * time.Second), "1:40"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got  %s\nwant %s", tt.got, tt.want)
		}
	}
}

// record is a writer that may be read while it is written to.
type record struct {
	mu sync.Mutex
	strings.Builder
	block chan struct{}
}

func (r *record) Write(p []byte) (int, error) {
	if r.block != nil {
		<-r.block
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.Builder.Write(p)
}

func plain() display.Style { return display.Style{} }

func TestPipe(t *testing.T) {
	var w record
	r := New(&w, false, plain)
	for range 100 {
		r.Report(epoch)
	}
	r.Report(ended())
	quiet := ended()
	quiet.Verbose = 0
	r.Report(quiet)
	two := ended()
	two.Verbose, two.Epoch = 2, 2
	r.Report(two)
	r.Write([]byte("after\n"))
	r.Finish()
	want := PlainLine(ended()) + "\nEpoch 2/3\n" + EpochLine(two) + "\nafter\n"
	if w.String() != want {
		t.Errorf("got\n%s\nwant\n%s", w.String(), want)
	}
}

func TestTerminal(t *testing.T) {
	var w record
	r := New(&w, true, plain)
	r.Report(epoch)
	r.Finish()
	if want := "Epoch 1/3\n" + Bar(epoch, plain()) + "\n"; w.String() != want {
		t.Errorf("interrupted: got %q", w.String())
	}
	w.Reset()
	r.Report(ended())
	r.Write([]byte("no newline"))
	next := ended()
	next.Epoch = 2
	r.Report(next)
	r.Finish()
	want := "Epoch 1/3\n" + Bar(ended(), plain()) + "\nno newline\nEpoch 2/3\n" + Bar(next, plain()) + "\n"
	if w.String() != want {
		t.Errorf("got %q", w.String())
	}
}

// TestNeverWaits reports while the terminal takes nothing.
func TestNeverWaits(t *testing.T) {
	w := record{block: make(chan struct{})}
	r := New(&w, true, plain)
	for i := range 10000 {
		e := epoch
		e.Step = i % 469
		r.Report(e)
	}
	r.Report(ended())
	close(w.block)
	r.Finish()
	if !strings.HasSuffix(w.String(), Bar(ended(), plain())+"\n") {
		t.Errorf("the end is missing: %q", w.String())
	}
}
