package model

import "time"

// Progress receives what a run of fit, evaluate or predict reports.
type Progress interface {
	// Report gets the newest state; it must return at once.
	Report(e Event)
	// Print writes a line that a callback says ("Epoch 3: early stopping").
	Print(line string)
}

// Event is the state of a run of fit, evaluate or predict.
type Event struct {
	// Epoch counts from 1; Epochs is 0 when the run has none.
	Epoch, Epochs int
	// Step is how many steps of the epoch are done; Steps is 0 when unknown.
	Step, Steps int
	// Metrics is what the logs hold, in order.
	Metrics []Logged
	// Elapsed is the time since the epoch began, First what the first step
	// took of it.
	Elapsed, First time.Duration
	// Unit is what a step is called, "step" where it is empty.
	Unit string
	// Done is set once, at the end of the epoch or run.
	Done bool
	// Verbose is Keras' argument: 0 nothing, 1 a bar, 2 a line an epoch.
	Verbose int
}

// Logged is a named number of the logs.
type Logged struct {
	Name  string
	Value float64
}
