package tf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// concreteOf is the function for one signature: what get_concrete_function
// returns.
type concreteOf struct {
	p       *polyFunction
	args    object.Args  // by position where they can be; specs for tensors
	lengths [][]int      // of the tensors' axes
	out     object.Value // what it returns, with symbols for tensors
	uid     int          // the number in its name, once that is asked for
	key     string       // of the signature
	trace   *tensor.Trace
}

var concreteClass = &object.Class{Name: "ConcreteFunction", Module: "tensorflow.python.eager.polymorphic_function.concrete_function", Doc: "A recorded function for one signature of its arguments.", Final: true}

// PyClass is ConcreteFunction.
func (c *concreteOf) PyClass() *object.Class { return concreteClass }

// newConcrete is the function for arguments that were taken apart.
func newConcrete(th *object.Thread, p *polyFunction, in *inputs) *concreteOf {
	c := &concreteOf{p: p, lengths: in.shapes(), key: in.key()}
	name := ""
	spec := func(v object.Value) object.Value {
		return mapStructure(th, v, func(leaf object.Value) object.Value {
			t, ok := leaf.(*tensor.Tensor)
			if !ok {
				return leaf
			}
			s := specOf(t)
			if n, ok := t.Meta.(argumentName); ok && string(n) != name {
				s.Name = string(n)
			}
			return s
		})
	}
	for i, v := range in.subst.Pos {
		name = p.parameter(i)
		c.args.Pos = append(c.args.Pos, spec(v))
	}
	for _, k := range in.subst.Kw {
		name = k.Name
		c.args.Kw = append(c.args.Kw, object.Kwarg{Name: k.Name, Value: spec(k.Value)})
	}
	return c
}

// parameter is the name of the i-th argument.
func (p *polyFunction) parameter(i int) string {
	if p.sig == nil {
		return fmt.Sprintf("args_%d", i)
	}
	for k, q := range p.sig.Params {
		if q.Kind == object.VarArgs {
			return fmt.Sprintf("varargs_%d", i-k)
		}
		if k == i {
			return q.Name
		}
	}
	return fmt.Sprintf("args_%d", i)
}

// keep remembers a recording for pretty_printed_concrete_signatures.
func (p *polyFunction) keep(th *object.Thread, in *inputs, made *concrete) {
	c := newConcrete(th, p, in)
	c.trace = made.trace
	results := made.results
	c.out = namedOutputs(th, made.template, func(leaf object.Value) object.Value {
		place, ok := leaf.(outputPlace)
		if !ok {
			return leaf
		}
		sp := results[0]
		results = results[place.parts:]
		if _, ok := place.like.(*tensor.Tensor); ok {
			return tensor.Symbol(sp)
		}
		return place.like
	})
	p.concretes = append(p.concretes, c)
}

// namedOutputs is what a function returns, with symbols of the names that
// TensorFlow gives its results for the leaves that are tensors.
func namedOutputs(th *object.Thread, out object.Value, symbol func(leaf object.Value) object.Value) object.Value {
	n := 0
	return mapStructure(th, out, func(leaf object.Value) object.Value {
		v := symbol(leaf)
		t, ok := v.(*tensor.Tensor)
		if !ok {
			return v
		}
		t.Meta = argumentName("Identity")
		if n > 0 {
			t.Meta = argumentName(fmt.Sprintf("Identity_%d", n))
		}
		n++
		return t
	})
}

// concreteFunction records the function with symbols of the given specs. It
// prints nothing when there is such a recording already.
func concreteFunction(th *object.Thread, a *object.Bound) (object.Value, error) {
	p, self := functionOf(a.Self())
	args := object.Args{Pos: append(self, a.Rest("args")...), Kw: a.Kwargs("kwargs")}
	if shift := selfShift(p.sig); p.specs != nil && len(args.Pos) <= shift && len(args.Kw) == 0 {
		args.Pos = append(append([]object.Value{}, args.Pos...), p.specs...)
	}
	if p.sig != nil {
		b, err := p.sig.Bind(th, args)
		if err != nil {
			return nil, p.badInputs(th, args, bindingReason(object.AsRaised(err).Message()))
		}
		args = byPosition(b)
	}
	in := newInputs(th, args, p.sig, nil, nil)
	for _, c := range p.concretes {
		if c.key == in.key() {
			return c, nil
		}
	}
	known := p.traces[in.key()] != nil || p.announced[in.key()]
	if known {
		defer silence(th)()
	}
	c := newConcrete(th, p, in)
	err := p.traceSymbols(th, in, c)
	var un *tensor.Untraceable
	if errors.As(err, &un) { // what it returns shows with the first call
		err = nil
	}
	if err != nil || known {
		return c, err
	}
	p.counted(in.args)
	p.meet(in)
	p.announce(in)
	p.concretes = append(p.concretes, c)
	return c, nil
}

// traceSymbols calls the function with symbols to learn what it returns: with
// its control flow as a part of the graph if that can be, else as it stands.
func (p *polyFunction) traceSymbols(th *object.Thread, in *inputs, c *concreteOf) error {
	trace := func() error {
		var raised error
		tr, err := binding.Scope(th).TraceReplay(func() {
			var out object.Value
			in.nameInputs()
			if out, raised = object.Call(th, p.fn, in.subst); raised == nil {
				c.out = symbolicOutputs(th, out)
			}
		})
		c.trace = tr
		if raised != nil {
			return binding.Below(raised)
		}
		return err
	}
	var printed bytes.Buffer
	err := p.withStager(th, &printed, trace)
	if err != nil && (needsValue(err) || object.IsError(err, object.SystemError)) {
		return trace()
	}
	io.Copy(th.Stdout, &printed)
	return err
}

// withStager runs f, which calls the function, with control flow on tensors as
// a part of the graph; what is printed meanwhile goes to printed.
func (p *polyFunction) withStager(th *object.Thread, printed *bytes.Buffer, f func() error) (err error) {
	stager := th.Stager
	th.Stager = (&autograph{th: th, printed: printed}).stager(p.autograph)
	restore := filterPrints(th, func(io.Writer) io.Writer { return printed })
	defer func() {
		restore()
		th.Stager = stager
	}()
	defer object.Catch(&err)
	return f()
}

// symbolicOutputs is what a function returned with symbols for its tensors.
func symbolicOutputs(th *object.Thread, out object.Value) object.Value {
	return namedOutputs(th, out, func(leaf object.Value) object.Value {
		if t, ok := outputLeaf(th, leaf).(*tensor.Tensor); ok {
			if g := binding.Scope(th).Graph(); g != nil {
				nameResult(g, t)
			}
			return tensor.Symbol(t.Spec())
		}
		return leaf
	})
}

// nameResult adds the op to a graph by which a tensor is a result of it.
func nameResult(g *tensor.Trace, t *tensor.Tensor) {
	name := inputName(t)
	if name == "" { // a number, or a tensor of the code around
		name = g.Append("Const", "Const").Name
	}
	g.Append("Identity", "Identity", name)
}

// announce tells that arguments have been recorded with the function's side
// effects.
func (p *polyFunction) announce(in *inputs) { p.announceKey(in.key()) }

func (p *polyFunction) announceKey(key string) {
	if p.announced == nil {
		p.announced = map[string]bool{}
	}
	p.announced[key] = true
}

// CallValue implements object.Callable: it takes the arguments of the
// function, or just the tensors among them.
func (c *concreteOf) CallValue(th *object.Thread, args object.Args) (out object.Value, err error) {
	defer object.Catch(&err)
	full, err := c.arrange(th, args)
	if err != nil {
		return nil, err
	}
	in := newInputs(th, full, c.p.sig, nil, nil)
	c.checkDTypes(in)
	if covers(c.lengths, in.shapes()) && !c.p.fixed {
		in = newInputs(th, full, c.p.sig, nil, c.lengths)
	}
	c.p.announce(in)
	out = c.p.callWith(th, in)
	if c.out == nil {
		c.out = symbolicOutputs(th, out)
	}
	return out, nil
}

// checkDTypes refuses tensors of other dtypes than those of the signature.
func (c *concreteOf) checkDTypes(in *inputs) {
	i := 0
	for _, q := range c.params() {
		for _, leaf := range flatten(in.th, q.value) {
			s, ok := leaf.(*TensorSpec)
			if !ok {
				continue
			}
			if i < len(in.symbols) && in.symbols[i].DType() != s.DType {
				name := "__inference_" + c.p.FuncName()
				tensor.Throwf("InvalidArgumentError", "cannot compute %s as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor [Op:%s]",
					name, i, s.DType.RuntimeName(), in.symbols[i].DType().RuntimeName(), name)
			}
			i++
		}
	}
}

// arrange puts the arguments of a call in the order of the signature: those of
// all parameters, or the tensors alone.
func (c *concreteOf) arrange(th *object.Thread, given object.Args) (object.Args, error) {
	params := c.params()
	values, why := bindParams(params, given)
	if why == "" {
		why = castReason(th, params, values)
	}
	if why != "" {
		var flat string
		if values, flat = c.bindFlat(th, given); flat != "" {
			return given, c.badCall(th, given, why, flat)
		}
	}
	full := object.Args{Pos: append([]object.Value{}, c.args.Pos...), Kw: append([]object.Kwarg{}, c.args.Kw...)}
	for _, q := range params {
		v, ok := values[q.name]
		if !ok {
			continue
		}
		if s, ok := q.value.(*TensorSpec); ok && !binding.IsTensor(v) {
			v = binding.ToTensor(th, v, s.DType)
		}
		if q.position >= 0 {
			full.Pos[q.position] = v
		} else {
			full.Kw[-1-q.position].Value = v
		}
	}
	return full, nil
}

// castReason says which argument is none that the signature allows, "" for none.
func castReason(th *object.Thread, params []concreteParam, values map[string]object.Value) string {
	for _, q := range params {
		v, ok := values[q.name]
		if !ok {
			continue
		}
		switch want := q.value.(type) {
		case *TensorSpec:
			if binding.IsTensor(v) {
				continue
			}
			var t *tensor.Tensor
			if err := binding.Catch(func() { t = binding.ToTensor(th, v, want.DType) }); err != nil {
				return fmt.Sprintf("Can not cast %s to %s", object.Must(object.Repr(th, v)), want)
			}
			if have := specOf(t); !want.Shape.Compatible(have.Shape) {
				return fmt.Sprintf("Can not cast %s to %s", have, want)
			}
		case nil, bool, int, float64, string:
			if !object.Is(v, want) && object.TypeOf(v) == object.TypeOf(want) && object.Must(object.Repr(th, v)) != object.Must(object.Repr(th, want)) {
				return fmt.Sprintf("Can not cast %s to %s", object.Must(object.Repr(th, v)), traceType(th, want))
			}
		}
	}
	return ""
}

// bindFlat gives the parameters that are tensors the arguments of a call that has
// those alone; why says what is wrong with them.
func (c *concreteOf) bindFlat(th *object.Thread, given object.Args) (values map[string]object.Value, why string) {
	var tensors []concreteParam
	var names []string
	for _, q := range c.params() {
		if q.tensors(th) {
			tensors, names = append(tensors, q), append(names, q.name)
		}
	}
	head := fmt.Sprintf("%s(%s)", c.p.FuncName(), strings.Join(names, ", "))
	if len(given.Pos) > len(tensors) {
		return nil, fmt.Sprintf("%s takes %d positional arguments, got %d.", head, len(tensors), len(given.Pos))
	}
	values = map[string]object.Value{}
	var missing, unexpected []string
	for i, q := range tensors {
		v, ok := given.Lookup(q.name)
		if s, named := q.value.(*TensorSpec); !ok && named && s.Name != nil {
			v, ok = given.Lookup(s.Name.(string))
		}
		switch {
		case i < len(given.Pos):
			values[q.name] = given.Pos[i]
		case ok:
			values[q.name] = v
		default:
			missing = append(missing, q.name)
		}
	}
	if missing != nil {
		return nil, fmt.Sprintf("%s missing required arguments: %s.", head, strings.Join(missing, ", "))
	}
	for _, k := range given.Kw {
		if findParam(tensors, k.Name) == nil {
			unexpected = append(unexpected, k.Name)
		}
	}
	if unexpected != nil {
		return nil, fmt.Sprintf("%s got unexpected keyword arguments: %s.", head, strings.Join(unexpected, ", "))
	}
	for i, q := range tensors {
		if v := values[q.name]; !binding.IsTensor(v) && !isNested(v) {
			return nil, fmt.Sprintf("%s: expected argument #%d(zero-based) to be a Tensor; got %s (%s).", head, i, object.TypeName(v), object.Must(object.Str(th, v)))
		}
	}
	return values, ""
}

// bindParams gives each parameter its argument; why says what is wrong with
// them.
func bindParams(params []concreteParam, given object.Args) (values map[string]object.Value, why string) {
	values = map[string]object.Value{}
	next := 0
	for _, q := range params {
		if v, ok := given.Lookup(q.name); ok {
			values[q.name] = v
			continue
		}
		if s, ok := q.value.(*TensorSpec); ok && s.Name != nil {
			if v, ok := given.Lookup(s.Name.(string)); ok {
				values[q.name] = v
				continue
			}
		}
		if q.kind == keywordOnly || next == len(given.Pos) {
			continue
		}
		values[q.name] = given.Pos[next]
		next++
	}
	if next < len(given.Pos) {
		return nil, "too many positional arguments"
	}
	for _, q := range params {
		if _, ok := values[q.name]; !ok {
			return nil, fmt.Sprintf("missing a required argument: '%s'", q.name)
		}
	}
	for _, k := range given.Kw {
		if findParam(params, k.Name) == nil {
			return nil, fmt.Sprintf("got an unexpected keyword argument '%s'", k.Name)
		}
	}
	return values, ""
}

// badCall is the error of a call with other arguments than those of the signature,
// or of its tensors alone.
func (c *concreteOf) badCall(th *object.Thread, given object.Args, why, flat string) error {
	kwargs := object.NewDict()
	for _, k := range given.Kw {
		kwargs.SetStr(k.Name, k.Value)
	}
	return object.TypeErrorf("Binding inputs to tf.function failed due to `%s`. Received args: %s and kwargs: %s for signature: %s.\nFallback to flat signature also failed due to: %s", why,
		object.Must(object.Repr(th, object.NewTuple(given.Pos...))), object.Must(object.Repr(th, kwargs)), c.signature(th), flat)
}

// concreteParam is one parameter of a concrete function: its value is a
// structure of specs and constants.
type concreteParam struct {
	name, kind string
	value      object.Value
	position   int // among the arguments; -1-i for the i-th keyword
}

// keywordOnly is the kind of parameters that are given by name.
const keywordOnly = "KEYWORD_ONLY"

// tensors reports whether there are tensors in the parameter.
func (q *concreteParam) tensors(th *object.Thread) bool {
	for _, leaf := range flatten(th, q.value) {
		if _, ok := leaf.(*TensorSpec); ok {
			return true
		}
	}
	return false
}

// findParam finds a parameter by its name, or by that of its tensor.
func findParam(params []concreteParam, name string) *concreteParam {
	for i := range params {
		s, _ := params[i].value.(*TensorSpec)
		if params[i].name == name || s != nil && s.Name == object.Value(name) {
			return &params[i]
		}
	}
	return nil
}

// params are the parameters but self.
func (c *concreteOf) params() []concreteParam {
	kind := "POSITIONAL_OR_KEYWORD"
	if c.p.sig == nil || slices.ContainsFunc(c.p.sig.Params, func(q object.Param) bool { return q.Kind == object.VarArgs }) {
		kind = "POSITIONAL_ONLY"
	}
	var out []concreteParam
	for i, v := range c.args.Pos {
		if i >= selfShift(c.p.sig) {
			out = append(out, concreteParam{name: c.p.parameter(i), kind: kind, value: v, position: i})
		}
	}
	for i, k := range c.args.Kw {
		out = append(out, concreteParam{name: k.Name, kind: keywordOnly, value: k.Value, position: -1 - i})
	}
	return out
}

// signature is the function's, as in errors.
func (c *concreteOf) signature(th *object.Thread) string {
	var parts []string
	star := false
	for _, q := range c.params() {
		if q.position < 0 && !star {
			star = true
			parts = append(parts, "*")
		}
		parts = append(parts, q.name+": "+traceType(th, q.value))
	}
	return "(" + strings.Join(parts, ", ") + ") -> " + traceType(th, c.out)
}
