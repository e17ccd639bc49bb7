package model

import (
	"fmt"
	"io"
	"slices"

	"kerash/tensor"
)

// State is what belongs to one session: name counters, the scope in which ops
// run, settings such as floatx. Two sessions in one process do not meet.
type State struct {
	Scope *tensor.Scope

	// FloatX is the default dtype of weights and inputs.
	FloatX tensor.DType
	// GlobalPolicy is the dtypes of layers that are given none, once
	// mixed_precision.set_global_policy has set it; nil stands for FloatX.
	GlobalPolicy *Policy
	// Epsilon is backend.epsilon().
	Epsilon float64
	// ImageDataFormat is backend.image_data_format().
	ImageDataFormat string
	// Training is the learning phase set by backend.set_learning_phase, or nil.
	Training *bool
	// Progress receives what training reports; nil for nothing.
	Progress Progress
	// Warn receives warnings for the user; nil drops them.
	Warn func(category, msg string)
	// Custom holds classes and functions registered by the user
	// (custom_object_scope, register_keras_serializable), by name.
	Custom map[string]any
	// NoFiles keeps callbacks and layers from reading and writing files.
	NoFiles bool
	// OpFunction finds a library function by its symbol, for the layers that
	// configs make of them; nil where there is no library.
	OpFunction func(symbol string) *OpFunction
	// SafeFiles refuses the functions of Lambda layers that are read.
	SafeFiles bool
	// FunctionOf makes a function of what [Portable.Portable] gave; nil where there is
	// no language.
	FunctionOf func(code string, defaults, closure any) (Callable, error)
	// NewRagged makes a [Ragged] of values and the lengths of its rows; nil where
	// there is no library.
	NewRagged func(values *tensor.Tensor, lengths ...[]int) Ragged

	// NewSparse makes a [Sparse] of what of a tensor is not zero; nil where there is
	// no library.
	NewSparse func(x *tensor.Tensor) Sparse

	// NewSpec is what is known of values of a kind, Ragged with so many ragged axes
	// or Sparse; nil where there is no library.
	NewSpec func(kind string, whole tensor.Spec, depth int) CompositeSpec

	// NewSource is a pipeline over the slices of values; nil where there is no
	// library.
	NewSource func(values Value, batch int, shuffle bool) Source

	// Prints sends what user code prints through a filter until restore is called;
	// nil where there is no language.
	Prints func(filter func(out io.Writer) io.Writer) (restore func())

	// Foreign tells the text and the class of a value that package model does not
	// know; nil where there is no language.
	Foreign func(x any) (text, class string)

	// OnCall is told of each call of a layer; nil for nobody.
	OnCall func(c *Context, l Layer, x Value)

	step     *tracedStep // that runs, if any
	waiting  []waiter    // for variables that are yet to be made
	names    map[string]int
	graphs   int             // that are being built, one in another
	observed map[string]bool // names that users gave
}

// NewState makes the state of a session.
func NewState(s *tensor.Scope) *State {
	return &State{Scope: s, FloatX: tensor.Float32, Epsilon: 1e-7, ImageDataFormat: "channels_last",
		Custom: map[string]any{}, names: map[string]int{}, observed: map[string]bool{}}
}

// UniqueName is base for the first use, then base_1, base_2, … until
// [State.ClearSession].
func (st *State) UniqueName(base string) string {
	n := st.names[base]
	st.names[base] = n + 1
	if n == 0 {
		return base
	}
	return fmt.Sprintf("%s_%d", base, n)
}

// NumberedName is base_1, base_2, …: [State.UniqueName] for names that always
// have a number.
func (st *State) NumberedName(base string) string {
	st.names[base]++
	return fmt.Sprintf("%s_%d", base, st.names[base])
}

// InGraph runs f with names as they are given within a graph: a function that
// is recorded, a step of fit, the call of a layer on symbolic inputs. Each such
// graph counts anew.
func (st *State) InGraph(f func()) {
	names := st.names
	st.names = map[string]int{}
	st.graphs++
	defer func() { st.names, st.graphs = names, st.graphs-1 }()
	f()
}

// BuildsGraph reports whether [State.InGraph] is at work, where TensorFlow has
// other words for what is no tensor.
func (st *State) BuildsGraph() bool { return st.graphs > 0 }

// waiter is called when variables were made, until it is done.
type waiter struct {
	key any
	f   func() (done bool)
}

// WhenMade calls f whenever layers or optimizers have made variables, until it
// says that it is done: for what a checkpoint holds for them. It replaces what
// was waiting under the key.
func (st *State) WhenMade(key any, f func() (done bool)) {
	st.waiting = slices.DeleteFunc(st.waiting, func(w waiter) bool { return w.key == key })
	st.waiting = append(st.waiting, waiter{key, f})
}

// VariablesMade tells those who wait for variables.
func (st *State) VariablesMade() {
	if len(st.waiting) > 0 {
		st.waiting = slices.DeleteFunc(st.waiting, func(w waiter) bool { return w.f() })
	}
}

// Observe notes a name that the user gave, which names of op layers avoid.
func (st *State) Observe(name string) { st.observed[name] = true }

// unobservedName is [State.UniqueName] without the names that users gave.
func (st *State) unobservedName(base string) string {
	for {
		if name := st.UniqueName(base); !st.observed[name] {
			return name
		}
	}
}

// ClearSession forgets the names that were given (backend.clear_session).
func (st *State) ClearSession() {
	st.waiting = nil
	clear(st.names)
	clear(st.observed)
}

// Warnf reports a warning to the user.
func (st *State) Warnf(category, format string, args ...any) {
	if st.Warn != nil {
		st.Warn(category, fmt.Sprintf(format, args...))
	}
}

// Context is what a call of a layer, loss or metric runs in: the ops (by the
// embedded scope), the session, and the call's own arguments.
type Context struct {
	*tensor.Scope
	State *State

	// Training says whether the call is part of training.
	Training bool
	// TrainingSet says that Training was given, not a default.
	TrainingSet bool
	// Mask is the mask given with, or attached to, the inputs; nil for none.
	Mask Value
	// Args holds the call's further arguments by name (initial_state,
	// attention_mask, …); further positional ones are in Pos.
	Args map[string]any
	Pos  []any
	// Order is the names of those in Args that were given by position.
	Order []string
	// Given is the inputs as errors show them, where the layer gets them in
	// another form; nil otherwise.
	Given Value

	names string // the name scope, such as "my_model/dense"
	depth int    // how many layer calls are around this one
	// symbolic says that the call adds a layer to a graph: no values are needed.
	symbolic bool
}

// NewContext is a context outside of any layer.
func (st *State) NewContext() *Context { return &Context{Scope: st.Scope, State: st} }

// Arg is the call argument with a name, or nil.
func (c *Context) Arg(name string) any { return c.Args[name] }

// TrainingOr is the training mode of a call for which a layer has a default of
// its own: def, unless the user or a layer around it has said so.
func (c *Context) TrainingOr(def bool) bool {
	if c.TrainingSet || c.State.Training != nil {
		return c.Training
	}
	return def
}

// TensorArg is the call argument with a name as a tensor, or nil.
func (c *Context) TensorArg(name string) *tensor.Tensor {
	t, _ := c.Args[name].(*tensor.Tensor)
	return t
}

// Inner is a context for calling a layer inside of this call: same training
// mode and name scope, no mask and no further arguments.
func (c *Context) Inner() *Context {
	return &Context{Scope: c.Scope, State: c.State, Training: c.Training, TrainingSet: c.TrainingSet, names: c.names, depth: c.depth, symbolic: c.symbolic}
}

// CheckFiles throws PermissionError where access to files is off.
func (st *State) CheckFiles() {
	if st.NoFiles {
		tensor.Throwf("PermissionError", "access to files is off (--safe)")
	}
}
