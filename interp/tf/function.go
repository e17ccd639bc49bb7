package tf

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// polyFunction is what tf.function makes of a Python function: it is recorded
// once per signature of its arguments, and the recording is run from then on.
type polyFunction struct {
	fn    object.Value
	sig   *object.Signature // nil when it is not known
	specs []object.Value    // input_signature; nil for none
	relax bool              // reduce_retracing
	// autograph is set when control flow on tensors becomes a part of the
	// recording.
	autograph bool
	traces    map[string]*concrete
	count     int  // recordings made
	fixed     bool // needs lengths that its signature leaves open
	// met are the shapes of recordings that serve others too, per kind of
	// arguments; announced are the keys of signatures that
	// get_concrete_function has asked for.
	met       map[string][][][]int
	announced map[string]bool
	concretes []*concreteOf
	// starts is how the function began, for each object whose method it is: a
	// method of every object may make variables at its own first call. The key
	// of a plain function is nil.
	starts map[object.Value]*start
}

// start is what became of the first call of a function.
type start struct {
	begun bool // called before
	makes bool // variables, at the first call
	count int  // recordings made
}

// start is how the function began with these arguments.
func (p *polyFunction) start(args object.Args) *start {
	var self object.Value
	if selfShift(p.sig) > 0 && len(args.Pos) > 0 {
		if inst, ok := args.Pos[0].(*object.Instance); ok {
			self = inst
		}
	}
	s := p.starts[self]
	if s == nil {
		if p.starts == nil {
			p.starts = map[object.Value]*start{}
		}
		s = new(start)
		p.starts[self] = s
	}
	return s
}

// concrete is the function for one signature of the arguments.
type concrete struct {
	rec      *tensor.Recording // nil when the function has to be called each time
	pinned   bool              // cannot be put into another trace
	streams  *tensor.Streams
	boxes    []*argumentBox // of the datasets and iterators among the arguments
	template object.Value   // what the function returns, with places for tensors
	results  []tensor.Spec
	trace    *tensor.Trace
}

// FunctionClass is the class of what tf.function returns.
var FunctionClass = &object.Class{Name: "Function", Module: "tensorflow.python.eager.polymorphic_function.polymorphic_function",
	Doc: "A function that is recorded once per signature of its arguments.", Final: true}

// PyClass is the class of tf.function's results.
func (p *polyFunction) PyClass() *object.Class { return FunctionClass }

// BindsSelf makes decorated functions of a class its methods.
func (p *polyFunction) BindsSelf() bool { return true }

// BoundTo implements [object.MethodBinder].
func (p *polyFunction) BoundTo(self object.Value) object.Value { return &methodFunction{p, self} }

// methodFunction is the function as the method of an object.
type methodFunction struct {
	p    *polyFunction
	self object.Value
}

// PyClass is the class of tf.function's results.
func (m *methodFunction) PyClass() *object.Class { return FunctionClass }

// CallValue implements object.Callable.
func (m *methodFunction) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	return m.p.CallValue(th, object.Args{Pos: append([]object.Value{m.self}, args.Pos...), Kw: args.Kw})
}

// counted notes a recording for these arguments.
func (p *polyFunction) counted(args object.Args) {
	p.count++
	p.start(args).count++
}

// countOf is how often the function was recorded, as the method of an object if
// it is one.
func (p *polyFunction) countOf(self []object.Value) int {
	if selfShift(p.sig) == 0 {
		return p.count
	}
	if len(self) == 0 {
		return 0
	}
	if inst, ok := self[0].(*object.Instance); ok {
		if s := p.starts[inst]; s != nil {
			return s.count
		}
	}
	return p.count
}

// functionOf is the function behind a result of tf.function, and the object
// whose method it is.
func functionOf(v object.Value) (p *polyFunction, self []object.Value) {
	if m, ok := v.(*methodFunction); ok {
		return m.p, []object.Value{m.self}
	}
	return v.(*polyFunction), nil
}

// FuncName is the Python function's name.
func (p *polyFunction) FuncName() string {
	name, _ := object.FuncName(p.fn)
	return name
}

// DocString is the Python function's docstring.
func (p *polyFunction) DocString() string {
	if d, ok := p.fn.(object.Documented); ok {
		return d.DocString()
	}
	return ""
}

// Signature is the Python function's.
func (p *polyFunction) Signature() *object.Signature { return p.sig }

// sessionSettings are what tf.config says, per session.
type sessionSettings struct {
	eagerly     bool
	pyFunctions int       // Python functions that ops have called
	quiet       io.Writer // the real standard output while a call's prints are dropped
	stored      map[string]object.Value
}

func settings(th *object.Thread) *sessionSettings {
	return object.Get(th, func() *sessionSettings { return &sessionSettings{stored: map[string]object.Value{}} })
}

func init() {
	get := func(name, doc string, f func(p *polyFunction) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			p, _ := functionOf(self)
			return f(p), nil
		})
	}
	python := func(p *polyFunction) object.Value { return p.fn }
	FunctionClass.Members = func() []object.Member {
		return []object.Member{
			get("python_function", "the Python function", python),
			get("__wrapped__", "the Python function", python),
			get("__name__", "the Python function's name", func(p *polyFunction) object.Value { return p.FuncName() }),
			get("input_signature", "the signature that it was made with, or None", func(p *polyFunction) object.Value {
				if p.specs == nil {
					return nil
				}
				return object.NewTuple(p.specs...)
			}),
			object.Method("experimental_get_tracing_count(self)", "How often the function was recorded.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				p, self := functionOf(a.Self())
				return p.countOf(self), nil
			}),
			object.Method("pretty_printed_concrete_signatures(self, verbose=True)", "The signatures that it was recorded for.", printedSignatures),
			object.Method("get_concrete_function(self, *args, **kwargs)", "The function for one signature of its arguments, given by values or tf.TensorSpecs.", concreteFunction),
		}
	}
}

func functionDecls() []decl {
	return []decl{
		{names: "function", sig: "function(func=None, input_signature=None, autograph=True, jit_compile=None, reduce_retracing=False, experimental_implements=None, experimental_autograph_options=None, experimental_attributes=None, experimental_relax_shapes=None, experimental_compile=None, experimental_follow_type_hints=None)",
			doc: "Records a function and runs the recording from then on.", raw: true, plain: true, fn: func(c *call) object.Value {
				var specs []object.Value
				if c.Has("input_signature") {
					specs = inputSignature(c)
				}
				relax := c.Bool("reduce_retracing") || c.boolIfHas("experimental_relax_shapes")
				make := func(fn object.Value) object.Value {
					if !object.IsCallable(fn) {
						object.Throw(object.TypeErrorf("%s is not a callable object", object.Must(object.Str(c.th, fn))))
					}
					return &polyFunction{fn: fn, sig: object.SignatureOf(fn), specs: specs, relax: relax, autograph: c.Bool("autograph"), traces: map[string]*concrete{}}
				}
				if !c.Has("func") {
					return object.Func("decorated(inner_function)", "Makes a tf.function of a function.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
						return make(a.At(0)), nil
					})
				}
				return make(c.Value("func"))
			}},
	}
}

// inputSignature is the argument of tf.function.
func inputSignature(c *call) []object.Value {
	v := c.Value("input_signature")
	switch object.NativeOf(v).(type) {
	case *object.List, *object.Tuple:
	default:
		object.Throw(object.TypeErrorf("input_signature must be either a tuple or a list, got %s.", object.Must(object.Repr(c.th, object.TypeOf(v)))))
	}
	var bad, types []object.Value
	for _, leaf := range flatten(c.th, v) {
		switch leaf.(type) {
		case *TensorSpec, *compositeSpec:
		default:
			bad, types = append(bad, leaf), append(types, object.TypeOf(leaf))
		}
	}
	if bad != nil {
		object.Throw(object.TypeErrorf("input_signature must be a possibly nested sequence of TensorSpec objects, got invalid args %s with types %s.",
			object.Must(object.Repr(c.th, object.NewList(bad...))), object.Must(object.Repr(c.th, object.NewList(types...)))))
	}
	return c.Elems("input_signature")
}

// CallValue implements object.Callable.
func (p *polyFunction) CallValue(th *object.Thread, args object.Args) (out object.Value, err error) {
	defer object.Catch(&err)
	if binding.HasKeras(args) {
		for _, v := range args.Pos {
			if binding.KerasIn(v) {
				return nil, object.TypeErrorf("%s", notDispatched(v))
			}
		}
	}
	args, err = p.bind(th, args)
	if err != nil {
		return nil, err
	}
	if settings(th).eagerly {
		return object.Call(th, p.fn, args)
	}
	if binding.Scope(th).Tracing() {
		return p.call(th, args), nil
	}
	return p.traced(th, args)
}

// traced calls the function from outside of all traces: its exceptions say
// where in the user's code they come from.
func (p *polyFunction) traced(th *object.Thread, args object.Args) (out object.Value, err error) {
	defer func() {
		if err != nil {
			below := binding.Below(err)
			if told := tensor.ExecutionError(below, p.FuncName()); told != below {
				err = told
			}
			if p.autograph {
				err = object.InUserCode(err)
			}
		}
	}()
	defer object.Catch(&err)
	return p.call(th, args), nil
}

// bind checks the arguments against the Python function's parameters and
// converts those that input_signature names.
func (p *polyFunction) bind(th *object.Thread, args object.Args) (object.Args, error) {
	given := args
	if p.sig != nil {
		b, err := p.sig.Bind(th, args)
		if err != nil {
			return args, p.badInputs(th, args, bindingReason(object.AsRaised(err).Message()))
		}
		args = byPosition(b)
	}
	if p.specs == nil {
		return args, nil
	}
	shift := selfShift(p.sig)
	for i, sp := range p.specs {
		if i+shift < len(args.Pos) {
			v, err := p.fit(th, given, sp, args.Pos[i+shift])
			if err != nil {
				return args, err
			}
			args.Pos[i+shift] = v
		}
	}
	return args, nil
}

// byPosition are the arguments of a call in one form, however they were given:
// by position where they can be, with the defaults of those that were not.
func byPosition(b *object.Bound) object.Args {
	args := object.Args{}
	named := false // a parameter without a value came before
	for i, q := range b.Sig.Params {
		switch {
		case q.Kind == object.VarArgs:
			args.Pos = append(args.Pos, b.Rest(q.Name)...)
		case q.Kind == object.VarKw:
			kw := b.Kwargs(q.Name)
			slices.SortFunc(kw, func(a, b object.Kwarg) int { return strings.Compare(a.Name, b.Name) })
			args.Kw = append(args.Kw, kw...)
		case !b.Given(q.Name):
			named = true
		case named || q.Kind == object.KwOnly:
			args.Kw = append(args.Kw, object.Kwarg{Name: q.Name, Value: b.At(i)})
		default:
			args.Pos = append(args.Pos, b.At(i))
		}
	}
	return args
}

// selfShift is how many arguments come before those that input_signature names.
func selfShift(sig *object.Signature) int {
	if sig != nil && len(sig.Params) > 0 && sig.Params[0].Name == "self" {
		return 1
	}
	return 0
}

// fit converts an argument to what a spec of input_signature asks for.
func (p *polyFunction) fit(th *object.Thread, args object.Args, sp, v object.Value) (object.Value, error) {
	spec, ok := sp.(*TensorSpec)
	if !ok {
		return v, nil
	}
	var t *tensor.Tensor
	if binding.IsTensor(v) {
		t = binding.ToTensor(th, v, tensor.Invalid)
	} else if err := binding.Catch(func() { t = binding.ToTensor(th, v, spec.DType) }); err != nil {
		return nil, err
	}
	if have := specOf(t); have.DType != spec.DType || !spec.Shape.Compatible(have.Shape) {
		have.Name = spec.Name
		return nil, p.badInputs(th, args, fmt.Sprintf("Can not cast %s to %s", have, spec))
	}
	return t, nil
}

// bindingReason turns CPython's words about arguments into those of Python's
// inspect module.
func bindingReason(msg string) string {
	switch {
	case strings.Contains(msg, "missing"):
		if i := strings.LastIndexByte(strings.TrimSuffix(msg, "'"), '\''); i >= 0 && strings.Contains(msg, " 1 required") {
			return "missing a required argument: " + msg[i:]
		}
		if i := strings.IndexByte(msg, '\''); i >= 0 {
			end := strings.IndexByte(msg[i+1:], '\'')
			return "missing a required argument: " + msg[i:i+end+2]
		}
	case strings.Contains(msg, "unexpected keyword argument"):
		return "got an unexpected keyword argument " + msg[strings.IndexByte(msg, '\''):]
	case strings.Contains(msg, "positional argument"):
		return "too many positional arguments"
	}
	return msg
}

func (p *polyFunction) badInputs(th *object.Thread, args object.Args, why string) error {
	kwargs := object.NewDict()
	for _, k := range args.Kw {
		kwargs.SetStr(k.Name, k.Value)
	}
	var params []string
	if p.sig != nil {
		for i, q := range p.sig.Params {
			if q.Kind == object.KwOnly && (i == 0 || p.sig.Params[i-1].Kind < object.VarArgs) {
				params = append(params, "*")
			}
			s := q.Name
			if p.specs != nil && i < len(p.specs) {
				s += ": " + object.Must(object.Repr(th, p.specs[i]))
			}
			if q.HasDefault {
				s += "=<captured_default_value>"
			}
			params = append(params, s)
		}
	}
	return object.TypeErrorf("Binding inputs to tf.function failed due to `%s`. Received args: %s and kwargs: %s for signature: (%s).", why,
		object.Must(object.Repr(th, object.NewTuple(args.Pos...))), object.Must(object.Repr(th, kwargs)), strings.Join(params, ", "))
}
