package model

// History is what fit records: a value an epoch for the loss and each metric.
type History struct {
	// Epoch is the epochs that ran, counted from zero.
	Epoch []int
	// Keys is the recorded names in order of appearance.
	Keys []string
	// Values is the records by name.
	Values map[string][]any
	// Params is the parameters of the run: verbose, epochs, steps.
	Params *Map
}
