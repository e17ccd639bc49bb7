package tf

import (
	"errors"
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// flowLoop is one loop of a function in a graph.
type flowLoop struct {
	*autograph
	state *object.FlowState
	init  flowValues // the variables before the loop
	specs []tensor.Spec
	exit  []object.Value // the variables after a turn
	// started is set when variables get their first value in the first turn:
	// the loop has a variable more, which tells whether there was one.
	started bool
	missing []string // those variables, as the error names them
	limit   int      // turns, -1 for any number
	name    string   // of the loop in the graph
	each    bool     // the loop is one over a dataset
	plain   bool     // the loop is one of tf.while_loop
}

// While implements [object.Stager].
func (g *autograph) While(st *object.FlowState, test func() (object.Value, error), body func() error) (err error) {
	defer object.Catch(&err)
	l := g.loop(st, body)
	return l.run(func() *tensor.Tensor { return l.condition(object.Must(test()), "while loop") }, body)
}

// loop begins a loop: variables without a value get a first one, of the kind
// that a turn gives them.
func (g *autograph) loop(st *object.FlowState, body func() error) *flowLoop {
	l := &flowLoop{autograph: g, state: st, limit: -1, name: g.scope().NameFlow("while")}
	values := st.Get()
	if unset(values) {
		values = l.first(values, body)
	}
	l.init = g.tensors(values)
	for _, t := range l.init.leaves {
		l.specs = append(l.specs, t.Spec())
	}
	return l
}

func unset(values []object.Value) bool {
	for _, v := range values {
		if v == nil || v == object.Unset {
			return true
		}
	}
	return false
}

// first gives variables without a value one that stands in until a turn sets
// them: zeros of what one turn, made for that, gives.
func (l *flowLoop) first(values []object.Value, body func() error) []object.Value {
	var after []object.Value
	note := ""
	err := l.Probe(func() error {
		throwIf(l.state.Set(l.placeholders(values)))
		if err := body(); err != nil {
			return err
		}
		after = l.state.Get()
		return nil
	})
	throwIf(l.state.Set(values))
	if err != nil {
		e := object.AsRaised(err).Exc
		if needsValue(err) {
			object.Throw(err)
		}
		if !e.Class.IsSubclass(object.UnboundLocalError) && !e.Class.IsSubclass(object.TypeError) && !e.Class.IsSubclass(object.ValueError) && !e.Class.IsSubclass(object.KeyError) {
			object.Throw(err)
		}
		note = "\nNote: AutoGraph tried to define it automatically, but ran into a " + e.Class.Name + ": " + object.AsRaised(err).Message()
	}
	out := make([]object.Value, len(values))
	for i, v := range values {
		out[i] = v
		if v != nil && v != object.Unset || after == nil {
			continue
		}
		if like := after[i]; like != nil && like != object.Unset {
			out[i] = l.zeros(like)
			l.started = true
			if name := l.state.Names[i]; name == object.ReturnValue {
				l.missing = append(l.missing, "the function return value")
			} else {
				l.missing = append(l.missing, name)
			}
		}
	}
	l.checkDefined(out, after, note)
	return out
}

// needsValue reports whether an error says that the work has to be done with
// values.
func needsValue(err error) bool {
	var un *tensor.Untraceable
	return errors.As(binding.Below(err), &un)
}

// placeholders are values of which only the kinds are known, as a turn meets
// them.
func (l *flowLoop) placeholders(values []object.Value) []object.Value {
	out := make([]object.Value, len(values))
	for i, v := range values {
		if out[i] = v; v == nil || v == object.Unset {
			continue
		}
		out[i] = mapStructure(l.th, v, func(leaf object.Value) object.Value {
			if t, ok := outputLeaf(l.th, leaf).(*tensor.Tensor); ok && leaf != nil {
				return tensor.Symbol(t.Spec())
			}
			return leaf
		})
	}
	return out
}

// zeros are a value of the kind of another one.
func (l *flowLoop) zeros(like object.Value) object.Value {
	return mapStructure(l.th, like, func(leaf object.Value) object.Value {
		t, ok := outputLeaf(l.th, leaf).(*tensor.Tensor)
		if !ok {
			tensor.Throw(&tensor.Untraceable{Op: "an object that a loop makes"})
		}
		if !tensor.IsStatic(t.Shape()) || t.DType() == tensor.String {
			tensor.Throw(&tensor.Untraceable{Op: "a first value of unknown shape"})
		}
		return tensor.Full(t.DType(), 0, t.Shape()...)
	})
}

// checkDefined refuses variables that have no value before a loop.
func (l *flowLoop) checkDefined(values, after []object.Value, note string) {
	for i, v := range values {
		name := l.state.Names[i]
		switch {
		case v != nil && v != object.Unset:
		case name == object.ReturnValue && v == object.Unset && after != nil && after[i] != object.Unset && after[i] != nil:
			object.Throw(object.ValueErrorf("the return value from a TensorFlow loop may only be a Tensor, int, float, bool or a list, tuple or dict thereof; got %s", object.Must(object.Repr(l.th, object.TypeOf(after[i])))))
		case name == object.ReturnValue && v == object.Unset:
			object.Throw(object.Errorf(object.NotImplementedError, "a return statement cannot be placed inside this TensorFlow loop; this may happen if a return statement depends on a static Python condition such as a hyperparameter"))
		case v == nil:
			object.Throw(object.ValueErrorf("'%s' is not allowed to be None before the loop", name))
		default:
			object.Throw(object.ValueErrorf("'%s' must be defined before the loop%s", name, note))
		}
	}
}

// symbols are new symbols for the variables.
func (l *flowLoop) symbols() []*tensor.Tensor {
	out := make([]*tensor.Tensor, len(l.specs))
	for i, sp := range l.specs {
		out[i] = tensor.Symbol(sp)
		out[i].Meta = argumentName(l.argument(i))
	}
	return out
}

// argument is the name of a variable in the graph of a turn.
func (l *flowLoop) argument(i int) string {
	if l.each {
		return fmt.Sprintf("args_%d", i)
	}
	return l.name + "/" + numbered("Placeholder", i)
}

// numbered is a name as a graph has it when it is used again.
func numbered(name string, i int) string {
	if i == 0 {
		return name
	}
	return fmt.Sprintf("%s_%d", name, i)
}

// keepShape makes a shape the one that variable i has in every turn. It reports
// whether that changes anything.
func (l *flowLoop) keepShape(i int, shape *binding.TensorShape) bool {
	if shape.Unknown || len(shape.Dims) != len(l.specs[i].Shape) {
		tensor.Throw(&tensor.Untraceable{Op: "a loop variable of unknown rank"})
	}
	changed := !tensor.SameShape(shape.Dims, l.specs[i].Shape)
	l.specs[i].Shape = shape.Dims
	return changed
}

// enter gives the variables the values of a turn.
func (l *flowLoop) enter(leaves []*tensor.Tensor) {
	throwIf(l.state.Set(l.with(l.init.values, leaves)))
}

// testing is the graph of the loop's condition; elements of the symbols beside
// the variables are left out.
func (l *flowLoop) testing(test func() *tensor.Tensor) *tensor.Subgraph {
	in := l.symbols()
	return l.scope().Subgraph(l.counted(in), func() []*tensor.Tensor {
		l.enter(in)
		return []*tensor.Tensor{test()}
	})
}

// counted adds the variable that tells of a first turn, where there is one.
func (l *flowLoop) counted(vars []*tensor.Tensor) []*tensor.Tensor {
	if !l.started {
		return vars
	}
	return append([]*tensor.Tensor{tensor.Symbol(tensor.Spec{DType: tensor.Bool})}, vars...)
}

// turning is the graph of one turn, which begins with elem. It is made again when
// the body asks for other shapes of the variables.
func (l *flowLoop) turning(elem func() []*tensor.Tensor, body func() error) *tensor.Subgraph {
	printed := l.printed.Len()
	for {
		if g := l.oneTurn(elem(), body); g != nil {
			return g
		}
		l.printed.Truncate(printed)
	}
}

// oneTurn is the graph of a turn, nil when it has to be made again.
func (l *flowLoop) oneTurn(elem []*tensor.Tensor, body func() error) (g *tensor.Subgraph) {
	var err error
	n := len(l.turns)
	defer func() {
		l.turns = l.turns[:n]
		if err != nil {
			if _, ok := object.AsRaised(err).Exc.Native.(again); !ok {
				object.Throw(err)
			}
		}
	}()
	defer object.Catch(&err)
	in := l.symbols()
	return l.scope().Subgraph(append(elem, l.counted(in)...), func() []*tensor.Tensor {
		l.turns = append(l.turns, turn{l, in})
		l.enter(in)
		throwIf(body())
		out := l.tensors(l.state.Get())
		l.checkTurn(l.with(l.init.values, in), out)
		l.exit = out.values
		if l.started {
			return append([]*tensor.Tensor{tensor.ConstScalar(true)}, out.leaves...)
		}
		return out.leaves
	})
}

// checkTurn refuses variables that one turn makes another kind of thing.
func (l *flowLoop) checkTurn(entry []object.Value, exit flowValues) {
	for i, name := range l.state.Names {
		before, after := entry[i], exit.values[i]
		if err := binding.Catch(func() { sameStructure(l.th, before, after) }); err != nil {
			object.Throw(object.TypeErrorf("'%s' does not have the same nested structure after one iteration.\n\n%s", name, object.AsRaised(err).Message()))
		}
		a, b := flatten(l.th, before), flatten(l.th, after)
		for j := range a {
			l.checkVariable(name, a[j], b[j])
		}
	}
}

func (l *flowLoop) checkVariable(name string, before, after object.Value) {
	if after == nil && before != nil {
		object.Throw(object.ValueErrorf("'%s' is None at the end of the iteration.", name))
	}
	a, isTensor := before.(*tensor.Tensor)
	b, both := after.(*tensor.Tensor)
	if bothArrays(before, after) {
		return
	}
	switch {
	case isTensor != both || !both && !object.Is(before, after):
		tensor.Throw(&tensor.Untraceable{Op: "a loop that changes objects"})
	case !both:
	case a.DType() != b.DType():
		object.Throw(object.TypeErrorf("'%s' has dtype %s before the loop, but dtype %s after one iteration", name, a.DType(), b.DType()))
	case !narrower(b.Shape(), a.Shape()) && l.plain:
		object.Throw(object.ValueErrorf("Input tensor `%s` enters the loop with shape %s, but has shape %s after one iteration. To allow the shape to vary across iterations, use the `shape_invariants` argument of tf.while_loop to specify a less-specific shape.",
			name, tensor.ShapeString(a.Shape()), tensor.ShapeString(b.Shape())))
	case !narrower(b.Shape(), a.Shape()):
		object.Throw(object.ValueErrorf("'%s' has shape %s before the loop, but shape %s after one iteration. Use tf.autograph.experimental.set_loop_options to set shape invariants.",
			name, tensor.ShapeString(a.Shape()), tensor.ShapeString(b.Shape())))
	}
}

// narrower reports whether a shape is at least as well known as another one.
func narrower(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i, n := range b {
		if n >= 0 && a[i] != n {
			return false
		}
	}
	return true
}

// run makes the loop and gives the variables what it leaves. Without a test the
// loop runs as often as its limit says.
func (l *flowLoop) run(test func() *tensor.Tensor, body func() error) error {
	var t *tensor.Subgraph
	before := l.shapes()
	if test != nil {
		t = l.testing(test)
	}
	turn := l.turning(func() []*tensor.Tensor { return nil }, body)
	if test != nil && l.shapes() != before {
		t = l.testing(test)
	}
	vars, specs := l.before()
	return l.leave(l.scope().While(vars, specs, t, turn, l.limit))
}

// shapes are those of the variables, as a text.
func (l *flowLoop) shapes() string { return fmt.Sprint(l.specs) }

// before are the loop's variables at its beginning.
func (l *flowLoop) before() ([]*tensor.Tensor, []tensor.Spec) {
	if !l.started {
		return l.init.leaves, l.specs
	}
	flag := tensor.ConstScalar(false)
	return append([]*tensor.Tensor{flag}, l.init.leaves...), append([]tensor.Spec{flag.Spec()}, l.specs...)
}

// leave gives the variables their values after the loop.
func (l *flowLoop) leave(out []*tensor.Tensor) error {
	if l.started {
		assertThat(l.th, out[0], []object.Value{"loop must iterate at least once to initialize " + strings.Join(l.missing, ", ")}, 3)
		out = out[1:]
	}
	for i := range l.init.values { // which arrays of elements of known shape may have left
		a, b := flatten(l.th, l.init.values[i]), flatten(l.th, l.exit[i])
		for j := range a {
			bothArrays(a[j], b[j])
		}
	}
	return l.state.Set(l.with(l.init.values, out))
}
