package object

// Stager puts the branches and loops of a traced function into its graph, where
// tensors decide about them.
type Stager interface {
	// Decides reports whether a condition is a tensor of the graph. It fails
	// where that cannot decide.
	Decides(cond Value) (bool, error)
	// Iterates reports whether a loop over the value is one of the graph. It
	// fails where there can be no such loop.
	Iterates(v Value) (bool, error)
	// If computes both branches and keeps what the condition chooses of the
	// state.
	If(cond Value, state *FlowState, yes, no func() error) error
	// While repeats body as long as test holds.
	While(state *FlowState, test func() (Value, error), body func() error) error
	// For runs body for each element, as long as extra, when it is not nil,
	// holds.
	For(over Value, state *FlowState, extra func() (Value, error), body func(elem Value) error) error
	// Choose is the conditional expression; text is its source.
	Choose(cond Value, text string, yes, no func() (Value, error)) (Value, error)
	// And and Or are the operators, of which the first operand is a tensor.
	And(a Value, b func() (Value, error)) (Value, error)
	Or(a Value, b func() (Value, error)) (Value, error)
	// Not is the operator.
	Not(v Value) (Value, error)
	// Probe runs f, what it adds to the graph being dropped.
	Probe(f func() error) error
	// Builtin is a builtin function of tensors; ok is false for what Python's
	// own function computes.
	Builtin(name string, args []Value) (v Value, ok bool, err error)
}

// FlowState is the variables that a branch or loop changes.
type FlowState struct {
	Names []string
	// Outputs is how many of them, from the first on, are used afterwards.
	Outputs int
	// Target is the loop variable of a loop over elements.
	Target string
	// Get gives the values, Unset for variables without one.
	Get func() []Value
	// Set gives the variables other values.
	Set func(values []Value) error
}

// ReturnValue is the name of the variable that stands for what a function
// returns.
const ReturnValue = "retval_"
