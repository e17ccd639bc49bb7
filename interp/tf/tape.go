package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// gradientTape is tf.GradientTape.
type gradientTape struct {
	tape  *tensor.Tape
	used  bool // or never entered
	asked bool // and let go of what it recorded
}

// GradientTapeClass is tf.GradientTape.
var GradientTapeClass = &object.Class{Name: "GradientTape", Module: "tensorflow.python.eager.backprop",
	Doc:       "Records what is computed, to differentiate it.",
	Signature: "GradientTape(persistent=False, watch_accessed_variables=True)"}

// PyClass is tf.GradientTape.
func (g *gradientTape) PyClass() *object.Class { return GradientTapeClass }

func init() {
	c := GradientTapeClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		t := tensor.NewTape()
		t.Persistent, t.ManualWatch = a.Bool("persistent"), !a.Bool("watch_accessed_variables")
		return &gradientTape{tape: t, used: true}, nil
	}
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		g := self.(*gradientTape)
		if binding.Scope(th).IsActive(g.tape) {
			return nil, object.ValueErrorf("Tape is still recording, This can happen if you try to re-enter an already-active tape.")
		}
		if g.asked {
			g.tape.Reset()
		}
		g.used, g.asked = false, false
		binding.Scope(th).StartTape(g.tape)
		return g, nil
	}
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		binding.Scope(th).PopTape(self.(*gradientTape).tape)
		return false, nil
	}
	c.Members = tapeMembers
}

func tapeMembers() []object.Member {
	method := func(sig, doc string, f func(g *gradientTape, th *object.Thread, a *object.Bound) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(a.Self().(*gradientTape), th, a), nil
		})
	}
	return []object.Member{
		method("watch(self, tensor)", "Makes the tape follow a tensor (or a structure of them).", func(g *gradientTape, th *object.Thread, a *object.Bound) object.Value {
			for _, v := range flatten(th, a.Value("tensor")) {
				g.watch(th, v)
			}
			return nil
		}),
		method("watched_variables(self)", "The variables that the tape follows, in the order of first use.", func(g *gradientTape, th *object.Thread, a *object.Bound) object.Value {
			out := &object.Tuple{}
			for _, v := range g.tape.Watched() {
				out.Elems = append(out.Elems, v)
			}
			return out
		}),
		method("gradient(self, target, sources, output_gradients=None, unconnected_gradients=<UnconnectedGradients.NONE>)",
			"The gradient of target (or the sum of several) with respect to each source.", (*gradientTape).gradient),
		method("jacobian(self, target, sources, unconnected_gradients=<UnconnectedGradients.NONE>, parallel_iterations=None, experimental_use_pfor=True)",
			"The derivatives of each element of target with respect to each source.", (*gradientTape).jacobian),
		method("batch_jacobian(self, target, source, unconnected_gradients=<UnconnectedGradients.NONE>, parallel_iterations=None, experimental_use_pfor=True)",
			"The jacobian of each row of target with respect to the same row of source.", (*gradientTape).batchJacobian),
		method("reset(self)", "Forgets what was recorded.", func(g *gradientTape, th *object.Thread, a *object.Bound) object.Value {
			if !binding.Scope(th).IsActive(g.tape) {
				object.Throw(object.ValueErrorf("Tape is not recording."))
			}
			g.tape.Reset()
			g.used = false
			return nil
		}),
		method("stop_recording(self)", "A context in which the tape does not record.", func(g *gradientTape, th *object.Thread, a *object.Bound) object.Value {
			return &pause{g.tape}
		}),
		object.Getter("_persistent", "whether the tape can be asked more than once", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*gradientTape).tape.Persistent, nil
		}),
	}
}

// pause is the context of tape.stop_recording().
type pause struct{ tape *tensor.Tape }

var pauseClass = &object.Class{Name: "_GeneratorContextManager", Module: "contextlib", Final: true}

// PyClass is contextlib's class of such contexts.
func (p *pause) PyClass() *object.Class { return pauseClass }

func init() {
	pauseClass.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		tape := self.(*pause).tape
		if !binding.Scope(th).IsActive(tape) {
			return nil, object.RuntimeErrorf("Trying to stop recording a tape which is not recording.")
		}
		tape.Pause(true)
		return nil, nil
	}
	pauseClass.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		self.(*pause).tape.Pause(false)
		return false, nil
	}
}

func (g *gradientTape) watch(th *object.Thread, v object.Value) {
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor:
		g.tape.Watch(x)
	case *tensor.Variable:
		g.tape.WatchVariable(x)
	case *Ragged:
		g.tape.Watch(x.flat())
	default:
		object.Throw(object.ValueErrorf("Passed in object %s of type '%s', not tf.Tensor or tf.Variable or ExtensionType.", object.Must(object.Str(th, v)), object.TypeName(v)))
	}
}

// sources are the leaves of what to differentiate with respect to: tensors
// and variables, and the place of each.
type sources struct {
	tensors []*tensor.Tensor
	vars    []*tensor.Variable
	place   []int // per leaf: index into tensors, or -1-index into vars
	leaves  []object.Value
}

func sourcesOf(th *object.Thread, v object.Value) *sources {
	s := &sources{leaves: flatten(th, v)}
	for _, leaf := range s.leaves {
		switch x := object.NativeOf(leaf).(type) {
		case *tensor.Tensor:
			s.place = append(s.place, len(s.tensors))
			s.tensors = append(s.tensors, x)
		case *tensor.Variable:
			s.place = append(s.place, -1-len(s.vars))
			s.vars = append(s.vars, x)
		case *Ragged:
			s.place = append(s.place, len(s.tensors))
			s.tensors = append(s.tensors, x.flat())
		case nil:
			object.Throw(object.TypeErrorf("Cannot convert the argument `type_value`: None to a TensorFlow DType."))
		case *tensor.Array:
			object.Throw(object.AttributeErrorf("'numpy.ndarray' object has no attribute '_id'"))
		default:
			if name, ok := leaf.(string); ok {
				binding.ToDType(th, name) // TensorFlow takes it for a dtype first
			}
			object.Throw(object.AttributeErrorf("'%s' object has no attribute 'dtype'", object.TypeName(leaf)))
		}
	}
	return s
}

// gradients differentiates the sum of targets; the gradients come in the order
// of the leaves.
func (s *sources) gradients(sc *tensor.Scope, t *tensor.Tape, targets, seeds []*tensor.Tensor) []tensor.Gradient {
	ts, vs := t.GradientsOf(sc, targets, seeds, s.tensors, s.vars)
	out := make([]tensor.Gradient, len(s.leaves))
	for i, p := range s.place {
		if p >= 0 {
			out[i] = ts[p]
		} else {
			out[i] = vs[-1-p]
		}
	}
	return out
}

// dense is gradients as whole tensors, nil for none.
func (s *sources) dense(sc *tensor.Scope, t *tensor.Tape, targets, seeds []*tensor.Tensor) []*tensor.Tensor {
	out := make([]*tensor.Tensor, len(s.leaves))
	for i, g := range s.gradients(sc, t, targets, seeds) {
		out[i] = g.Dense(sc)
	}
	return out
}

// zeros is a gradient of zeros for leaf i.
func (s *sources) zeros(i int) *tensor.Tensor {
	if p := s.place[i]; p < 0 {
		v := s.vars[-1-p]
		return tensor.Full(v.DType(), 0, v.Shape()...)
	}
	t := s.tensors[s.place[i]]
	return tensor.Full(t.DType(), 0, t.Shape()...)
}

// begin checks that the tape may be asked and says how unrelated sources are
// to be answered.
func (g *gradientTape) begin(a *object.Bound) (zero bool) {
	if g.used && !g.tape.Persistent {
		object.Throw(object.RuntimeErrorf("A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians)"))
	}
	g.used = true
	if a.Given("unconnected_gradients") {
		switch enumName(a.Value("unconnected_gradients")) {
		case "none":
		case "zero":
			return true
		default:
			object.Throw(object.ValueErrorf("Unknown value for unconnected_gradients: %s", object.Must(object.Repr(a.Thread(), a.Value("unconnected_gradients")))))
		}
	}
	return false
}

// differentiating runs f while the tape does not record any more, and lets go
// of what it recorded; a persistent one goes on, and the computation of the
// gradient is part of what it follows.
func (g *gradientTape) differentiating(sc *tensor.Scope, f func()) {
	if g.tape.Persistent {
		f()
		return
	}
	sc.PopTape(g.tape)
	f()
	g.tape.Release()
	g.asked = true
}

func (g *gradientTape) targets(th *object.Thread, v object.Value) []*tensor.Tensor {
	if v == nil {
		object.Throw(object.TypeErrorf("Argument `target` should be a list or nested structure of Tensors, Variables or CompositeTensors to be differentiated, but received None."))
	}
	var out []*tensor.Tensor
	for _, leaf := range flatten(th, v) {
		if x, ok := object.NativeOf(leaf).(*tensor.Variable); ok {
			out = append(out, g.readTarget(binding.Scope(th), x))
			continue
		}
		if r, ok := leaf.(*Ragged); ok {
			out = append(out, r.flat())
			continue
		}
		if _, ok := leaf.(*IndexedSlices); ok {
			object.Throw(object.AttributeErrorf("'IndexedSlices' object has no attribute '_id'"))
		}
		needTensor(th, leaf)
		out = append(out, binding.ToTensor(th, leaf, tensor.Invalid))
	}
	return out
}

// needTensor throws for a target that is no tensor: TensorFlow takes its dtype
// or what it names for the tensor's, and then misses an attribute.
func needTensor(th *object.Thread, v object.Value) {
	switch object.NativeOf(v).(type) {
	case *tensor.Tensor, binding.Tensorer:
		return
	}
	switch object.NativeOf(v).(type) {
	case *Sparse:
		object.Throw(object.ValueErrorf("Type %s is not supported as a gradient source or gradient target.", object.TypeName(v)))
	}
	kind := v
	if d, ok, err := object.FindAttr(th, v, "dtype"); err == nil && ok {
		kind = d
	}
	switch kind.(type) {
	case *binding.NumpyDType:
	default:
		if _, isDType := v.(*binding.DType); !isDType && v != true && v != 1 && v != 1.0 {
			object.Throw(object.TypeErrorf("Cannot convert the argument `type_value`: %s to a TensorFlow DType.", object.Must(object.Repr(th, v))))
		}
	}
	object.Throw(object.AttributeErrorf("'%s' object has no attribute '_id'", object.TypeName(v)))
}

// readTarget reads a variable so that the tape knows the tensor as a value of
// the variable.
func (g *gradientTape) readTarget(sc *tensor.Scope, v *tensor.Variable) *tensor.Tensor {
	g.tape.WatchVariable(v)
	if sc.IsActive(g.tape) {
		return sc.Read(v)
	}
	sc.PushTape(g.tape)
	defer sc.PopTape(g.tape)
	return sc.Read(v)
}

func (g *gradientTape) gradient(th *object.Thread, a *object.Bound) object.Value {
	zero := g.begin(a)
	targets := g.targets(th, a.Value("target"))
	src := sourcesOf(th, a.Value("sources"))
	var seeds []*tensor.Tensor
	if a.Has("output_gradients") {
		seeds = make([]*tensor.Tensor, len(targets))
		for i, v := range flatten(th, a.Value("output_gradients")) {
			if i < len(seeds) && v != nil {
				seeds[i] = binding.ToTensor(th, v, targets[i].DType())
			}
		}
	}
	sc := binding.Scope(th)
	var grads []tensor.Gradient
	g.differentiating(sc, func() { grads = src.gradients(sc, g.tape, targets, seeds) })
	return pack(th, a.Value("sources"), src.values(grads, zero))
}

// values are gradients as user code sees them: those that are not there are None
// or, if zero is set, zeros.
func (s *sources) values(grads []tensor.Gradient, zero bool) []object.Value {
	out := make([]object.Value, len(grads))
	for i, d := range grads {
		switch {
		case d.Tensor != nil:
			out[i] = d.Tensor
		case d.Rows != nil:
			out[i] = &IndexedSlices{d.Rows.Values, d.Rows.Indices, tensor.IntTensor(tensor.Int32, d.Rows.Shape()...)}
		case zero:
			out[i] = s.zeros(i)
		}
		if r, ok := s.leaves[i].(*Ragged); ok && d.Tensor != nil {
			out[i] = r.withFlat(d.Tensor)
		}
	}
	return out
}
