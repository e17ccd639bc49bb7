package model

import (
	"slices"
	"time"
)

// run is what fit, evaluate and predict share: the callbacks and the reports
// of progress.
type run struct {
	c       *Context
	list    *CallbackList
	verbose int
	epochs  int

	epoch, steps int
	started      time.Time
	first        time.Duration
	count        int
	shown        time.Time
}

// newRun makes the callbacks of a run: the user's, then the history.
func newRun(c *Context, m Model, h *handler, verbose, epochs int, user []Callback) *run {
	var steps any
	if h.steps > 0 {
		steps = h.steps
	}
	params := NewMap().Set("verbose", verbose).Set("epochs", epochs).Set("steps", steps)
	all := append([]Callback{}, user...)
	if !slices.ContainsFunc(all, isHistory) {
		all = append(all, new(History))
	}
	return &run{c: c, verbose: verbose, epochs: epochs, list: NewCallbackList(m, params, all...)}
}

func isHistory(k Callback) bool {
	_, ok := k.(*History)
	return ok
}

// quiet is the run as validation inside of fit sees it: the same callbacks, no
// progress of its own.
func (r *run) quiet() *run { return &run{c: r.c, list: r.list} }

// Resumer is a callback that may let fit begin at a later epoch than it was
// told: BackupAndRestore.
type Resumer interface{ ResumeEpoch() (epoch int, ok bool) }

func (r *run) resumed() (int, bool) {
	for _, k := range r.list.Callbacks {
		if s, ok := k.(Resumer); ok {
			if n, ok := s.ResumeEpoch(); ok {
				return n, true
			}
		}
	}
	return 0, false
}

// Restorer is a callback with a copy of the state of training that it could not
// put back when training began, because the model had no weights yet.
type Restorer interface {
	WantsRestore() bool
	Restore(c *Context)
}

// restore builds a model for a batch, before its first step, where a callback
// waits for its weights.
func (r *run) restore(c *Context, m Model, batch Value) {
	for _, k := range r.list.Callbacks {
		s, ok := k.(Restorer)
		if !ok || !s.WantsRestore() {
			continue
		}
		if !m.Core().Built {
			x, _, _ := Unpack(batch)
			c.Infer(func() { Apply(c, m, Symbols(x)) })
		}
		s.Restore(c)
	}
}

// begin starts an epoch of so many steps (0: not known); epoch 0 stands for a
// run without epochs.
func (r *run) begin(epoch, steps int) {
	r.epoch, r.steps = epoch, steps
	r.started, r.count, r.first, r.shown = time.Now(), 0, 0, time.Time{}
	if r.verbose == 2 && epoch > 0 && r.c.State.Progress != nil {
		r.report(0, NewMap(), false) // its heading comes before what callbacks print
	}
}

// progressEvery is how often the state of a running epoch is reported.
const progressEvery = 50 * time.Millisecond

// after ends a step: hooks of the user's get the logs, and so does the
// progress from time to time. Logs are computed only when somebody wants them.
func (r *run) after(step int, logs func() *Map, hook func(c *Context, step int, logs *Map)) {
	r.count++
	if r.count == 1 {
		r.first = time.Since(r.started)
	}
	report := r.verbose == 1 && r.c.State.Progress != nil && time.Since(r.shown) >= progressEvery
	if !report && !r.list.WantsBatches() {
		return
	}
	l := logs()
	if r.list.WantsBatches() {
		hook(r.c, step, l)
	}
	if report {
		r.shown = time.Now()
		r.report(step+1, l, false)
	}
}

// end closes the epoch.
func (r *run) end(logs *Map) {
	if r.verbose != 0 && r.c.State.Progress != nil {
		r.report(max(r.steps, r.count), logs, true)
	}
}

func (r *run) report(step int, logs *Map, done bool) {
	e := Event{Epoch: r.epoch, Epochs: r.epochs, Step: step, Steps: r.steps, Metrics: logged(logs),
		Elapsed: time.Since(r.started), First: r.first, Done: done, Verbose: r.verbose}
	if r.epoch == 0 || r.epochs == 1 {
		e.Epochs = 0
	}
	r.c.State.Progress.Report(e)
}
