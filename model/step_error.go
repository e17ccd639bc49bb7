package model

import (
	"errors"
	"fmt"
	"strings"

	"kerash/tensor"
)

// Stager is an error that can tell the places in the code of a step: those
// within Keras, then its own.
type Stager interface {
	error
	// Stage is the error with its places told; around puts the user's places,
	// outermost first, between those within Keras, for errors that happened in a
	// layer's call or elsewhere.
	Stage(around func(inLayer bool, user []string) []string) error
}

// tracedStep is what fit, evaluate or predict does with batches as one traced
// function.
type tracedStep struct {
	name string // "train", "test" or "predict"
	open int    // the length of batches that their source leaves open; 0 stands for none

	unshaped  bool // the graph does not know the shape of the batch at hand
	applied   []application
	branching bool // within a branch that the batch decides on
}

// Staging reports whether a step of fit, evaluate or predict runs that
// TensorFlow would trace.
func (st *State) Staging() bool { return st.step != nil }

// unshaped reports whether a step runs in whose graph nothing is known of the
// shapes of the batch.
func (st *State) unshaped() bool { return st.step != nil && st.step.unshaped }

// inStep runs f as a traced step. Errors come out with the message that
// TensorFlow gives them: places in the code, then the message itself.
func (st *State) inStep(s *tracedStep, f func()) {
	outer := st.step
	st.step = s
	err := tensor.Catch(f)
	st.step = outer
	if err != nil {
		tensor.Throw(s.stage(err))
	}
}

func (s *tracedStep) stage(err error) error {
	var e *tensor.Error
	var u Stager
	switch {
	case errors.As(err, &e):
		switch e.Class {
		case "UnimplementedError": // a graph with it can be made, and fails when it runs
			return tensor.ExecutionError(err, s.name+"_function")
		case "ValueError", "TypeError", "RuntimeError", "AttributeError", "NotImplementedError":
			out := *e
			out.Msg = "in user code:\n\n" + indented(strings.Join(s.places(e.Layer != "", nil), "\n")) + "\n\n" + indented(e.Class+": "+e.Msg) + "\n"
			return &out
		}
	case errors.As(err, &u):
		return u.Stage(s.places)
	}
	return err
}

func indented(text string) string { return "    " + strings.ReplaceAll(text, "\n", "\n    ") }

// places are those that a step goes through within Keras 2.15, with those of
// the user's own step or loss.
func (s *tracedStep) places(inLayer bool, user []string) []string {
	const training = "keras/src/engine/training.py"
	place := func(file string, line int, name, mark, text string) string {
		return fmt.Sprintf("File \"%s\", line %d, in %s%s\n    %s", file, line, name, mark, text)
	}
	lines := map[string][4]int{"train": {1401, 1384, 1373, 1150}, "test": {2066, 2049, 2037, 1917}, "predict": {2440, 2425, 2413, 2381}}[s.name]
	ps := []string{
		place(training, lines[0], s.name+"_function", "  *", "return step_function(self, iterator)"),
		place(training, lines[1], "step_function", "  **", "outputs = model.distribute_strategy.run(run_step, args=(data,))"),
		place(training, lines[2], "run_step", "  **", "outputs = model."+s.name+"_step(data)"),
	}
	if len(user) == 0 || !strings.Contains(user[0], "in "+s.name+"_step") {
		call := map[string]string{"train": "y_pred = self(x, training=True)", "test": "y_pred = self(x, training=False)", "predict": "return self(x, training=False)"}[s.name]
		line := lines[3]
		switch {
		case inLayer || s.name == "predict":
		case s.name == "train":
			line, call = 1151, "loss = self.compute_loss(x, y, y_pred, sample_weight)"
		default:
			line, call = 1919, "self.compute_loss(x, y, y_pred, sample_weight)"
		}
		ps = append(ps, place(training, line, s.name+"_step", "", call))
	}
	ps = append(ps, user...)
	if inLayer {
		ps = append(ps, place("keras/src/utils/traceback_utils.py", 70, "error_handler", "", "raise e.with_traceback(filtered_tb) from None"))
	}
	return ps
}
