package tf

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// call runs the recording for the arguments' signature, after making it if
// there is none.
func (p *polyFunction) call(th *object.Thread, args object.Args) object.Value {
	in := newInputs(th, args, p.sig, p.generalSpecs())
	s := binding.Scope(th)
	c := p.traces[in.key()]
	if c != nil && c.rec != nil && !c.rec.Fits(s) {
		c = nil
	}
	switch {
	case c == nil:
		return p.record(th, in)
	case c.rec == nil || s.Tracing() && c.pinned:
		return p.again(th, c, in)
	case s.Tracing():
		return fillTemplate(th, c.template, c.rec.Inline(s, in.values))
	case s.Recording():
		return fillTemplate(th, c.template, c.rec.Replay(s, in.values))
	}
	return fillTemplate(th, c.template, c.run(s, in.values))
}

// run computes the recording without tapes: by a plan where there can be one.
func (c *concrete) run(s *tensor.Scope, values []*tensor.Tensor) []*tensor.Tensor {
	plan := c.planFor(s, values)
	if plan == nil {
		return c.rec.Replay(s, values)
	}
	arrays := make([]*tensor.Array, len(values))
	for i, t := range values {
		arrays[i] = t.Array()
	}
	out, err := plan.Run(s, arrays)
	if err != nil {
		tensor.Throw(err)
	}
	results := make([]*tensor.Tensor, len(out))
	for i, a := range out {
		results[i] = tensor.FromArray(a.Clone())
	}
	return results
}

// planFor is the plan for values of these shapes, nil when there is none.
func (c *concrete) planFor(s *tensor.Scope, values []*tensor.Tensor) *tensor.Plan {
	for i := range c.plans {
		p := &c.plans[i]
		if slices.EqualFunc(p.shapes, values, func(shape []int, t *tensor.Tensor) bool { return tensor.SameShape(shape, t.Shape()) }) {
			return p.plan
		}
	}
	p := functionPlan{}
	p.plan, _ = c.rec.Plan(s, values)
	for _, t := range values {
		p.shapes = append(p.shapes, t.Shape())
	}
	c.plans = append(c.plans, p)
	return p.plan
}

// record makes the recording for a new signature. Within another trace it
// becomes a part of that, unless it cannot be used again.
func (p *polyFunction) record(th *object.Thread, in *inputs) object.Value {
	c, rec := p.trace(th, in)
	p.traces[in.key()] = c
	s := binding.Scope(th)
	switch {
	case c.rec == nil || !s.Tracing():
		return fillTemplate(th, c.template, rec.Finish())
	case c.pinned:
		return p.again(th, c, in)
	}
	return fillTemplate(th, c.template, rec.Inline(s, in.values))
}

// trace calls the function with symbols in the place of tensors. When it makes
// variables, which it may at its first call only, it is called once more, as
// TensorFlow does: it is the second recording that counts.
func (p *polyFunction) trace(th *object.Thread, in *inputs) (c *concrete, rec *tensor.Recording) {
	if p.count > 0 && (p.specs != nil || p.relax && p.count > 1) {
		defer silence(th)()
	} else {
		p.count++
	}
	began := p.start(in.args)
	s, first, specs := binding.Scope(th), !began.begun, in.specs
	began.begun = true
	made := s.CountVariables(first || !began.makes, func() { c, rec = p.once(th, in) })
	switch {
	case made == 0:
		return c, rec
	case !first:
		rec.Finish()
		object.Throw(object.ValueErrorf("Creating variables on a non-first call to a function decorated with tf.function."))
	case !rec.Reusable(): // parts of it have run
		return c, rec
	}
	began.makes = true
	p.count++
	in.specs = specs
	in.renew()
	s.CountVariables(false, func() { c, rec = p.once(th, in) })
	return c, rec
}

// once calls the function and keeps what it did. Where it needs to know a length
// that its signature leaves open, it is recorded for each shape instead.
func (p *polyFunction) once(th *object.Thread, in *inputs) (c *concrete, rec *tensor.Recording) {
	if !in.general {
		return p.only(th, in)
	}
	var err error
	func() {
		defer object.Catch(&err)
		c, rec = p.only(th, in)
	}()
	if err != nil || !rec.Complete() {
		defer silence(th)()
		p.fixed = true
		in.specs = nil
		in.renew()
		return p.only(th, in)
	}
	return c, rec
}

// generalSpecs is input_signature unless the function needs whole shapes.
func (p *polyFunction) generalSpecs() []object.Value {
	if p.fixed {
		return nil
	}
	return p.specs
}

func (p *polyFunction) only(th *object.Thread, in *inputs) (*concrete, *tensor.Recording) {
	c := &concrete{}
	rec := binding.Scope(th).Record(in.symbols, in.values, func() []*tensor.Tensor {
		out := callInGraph(th, p.fn, in.subst)
		var outputs []*tensor.Tensor
		c.template = mapStructure(th, out, func(leaf object.Value) object.Value {
			v := outputLeaf(th, leaf)
			if t, ok := v.(*tensor.Tensor); ok {
				outputs = append(outputs, t)
				c.pinned = c.pinned || model.MaskOf(t) != nil
				return outputPlace{}
			}
			return v
		})
		return outputs
	})
	c.streams = rec.Streams()
	if rec.Reusable() {
		c.rec = rec
	}
	c.pinned = c.pinned || !rec.Plain()
	return c, rec
}

// outputPlace stands for a tensor in the structure that a function returns.
type outputPlace struct{}

// fillTemplate puts the tensors of one call into the structure.
func fillTemplate(th *object.Thread, structure object.Value, results []*tensor.Tensor) object.Value {
	i := 0
	return mapStructure(th, structure, func(leaf object.Value) object.Value {
		if _, ok := leaf.(outputPlace); !ok {
			return leaf
		}
		i++
		return results[i-1]
	})
}

// outputLeaf is what a function returns as its caller sees it: numbers and
// variables become tensors.
func outputLeaf(th *object.Thread, leaf object.Value) object.Value {
	switch x := object.NativeOf(leaf).(type) {
	case *tensor.Tensor:
		return x
	case *tensor.Variable, *tensor.Array, *binding.Scalar, int, float64, bool, string:
		return binding.ToTensor(th, leaf, tensor.Invalid)
	}
	return leaf
}

// callInGraph calls a function whose layers get names of their own.
func callInGraph(th *object.Thread, fn object.Value, args object.Args) (out object.Value) {
	binding.State(th).InGraph(func() { out = object.Must(object.Call(th, fn, args)) })
	return out
}

// again calls a function whose recording cannot be used. What it prints was
// printed when it was recorded.
func (p *polyFunction) again(th *object.Thread, c *concrete, in *inputs) object.Value {
	defer silence(th)()
	var out object.Value
	binding.Scope(th).WithStreams(c.streams, func() {
		out = callInGraph(th, p.fn, in.eager(th))
	})
	return mapStructure(th, out, func(leaf object.Value) object.Value { return outputLeaf(th, leaf) })
}

// silence drops what Python's print writes until the result is called.
func silence(th *object.Thread) (restore func()) {
	return filterPrints(th, func(io.Writer) io.Writer { return io.Discard })
}

// filterPrints sends what Python's print writes, but not what tf.print does,
// through a filter until the result is called.
func filterPrints(th *object.Thread, filter func(out io.Writer) io.Writer) (restore func()) {
	set := settings(th)
	out, quiet := th.Stdout, set.quiet
	if quiet == nil {
		set.quiet = out
	}
	th.Stdout = filter(out)
	return func() { th.Stdout, set.quiet = out, quiet }
}

// inputs are the arguments of one call: the tensors among them, and a key that
// is the same for calls that one recording serves.
type inputs struct {
	th      *object.Thread
	symbols []*tensor.Tensor
	values  []*tensor.Tensor
	name    string // of the argument that is being looked at
	text    strings.Builder
	subst   object.Args

	args    object.Args
	sig     *object.Signature
	specs   []object.Value
	general bool        // lengths of axes are open
	spec    *TensorSpec // of the argument that is being looked at, nil for none
}

// newInputs takes the arguments apart. Those that specs name have symbols of the
// specs' shapes, which may leave lengths of axes open.
func newInputs(th *object.Thread, args object.Args, sig *object.Signature, specs []object.Value) *inputs {
	in := &inputs{th: th, args: args, sig: sig, specs: specs}
	shift := selfShift(sig)
	for i, v := range args.Pos {
		in.spec = nil
		if k := i - shift; k >= 0 && k < len(specs) {
			in.spec, _ = specs[k].(*TensorSpec)
		}
		in.name = "args_" + strconv.Itoa(i)
		if sig != nil && i < len(sig.Params) {
			in.name = sig.Params[i].Name
		}
		in.subst.Pos = append(in.subst.Pos, mapStructure(th, in.open(v), in.leaf))
	}
	in.spec = nil
	for _, k := range args.Kw {
		in.name = k.Name
		in.text.WriteString(k.Name + "=")
		in.subst.Kw = append(in.subst.Kw, object.Kwarg{Name: k.Name, Value: mapStructure(th, in.open(k.Value), in.leaf)})
	}
	return in
}

// renew makes new symbols for the same values.
func (in *inputs) renew() { *in = *newInputs(in.th, in.args, in.sig, in.specs) }

// open notes the structure of an argument in the key.
func (in *inputs) open(v object.Value) object.Value {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		fmt.Fprintf(&in.text, "[%d ", len(x.Elems))
	case *object.Tuple:
		fmt.Fprintf(&in.text, "(%d ", len(x.Elems))
	case *object.Dict:
		in.text.WriteString("{")
		for _, k := range sortedKeys(in.th, x) {
			in.text.WriteString(object.Must(object.Repr(in.th, k)) + ":")
		}
	}
	return v
}

// leaf is one value among the arguments as the function gets it.
func (in *inputs) leaf(v object.Value) object.Value {
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor:
		return in.symbol(x)
	case *tensor.Array:
		return in.symbol(binding.ToTensor(in.th, x, tensor.Invalid))
	case *binding.Scalar:
		return in.symbol(binding.ToTensor(in.th, x, tensor.Invalid))
	case nil, bool, int, float64, string, binding.Bytes:
		fmt.Fprintf(&in.text, "%T%v;", x, x)
	default:
		fmt.Fprintf(&in.text, "#%d;", object.ID(v))
	}
	return v
}

func (in *inputs) symbol(t *tensor.Tensor) *tensor.Tensor {
	sp := t.Spec()
	if in.spec != nil && in.spec.Shape.Dims != nil && len(in.spec.Shape.Dims) == t.Rank() {
		sp.Shape = in.spec.Shape.Dims
	}
	in.general = in.general || !tensor.IsStatic(sp.Shape)
	fmt.Fprintf(&in.text, "%s%v;", sp.DType, sp.Shape)
	sym := tensor.Symbol(sp)
	sym.Meta = argumentName(in.name)
	if m := model.MaskOf(t); m != nil {
		model.SetMask(sym, m)
	}
	in.symbols, in.values = append(in.symbols, sym), append(in.values, t)
	return sym
}

func (in *inputs) key() string { return in.text.String() }

// eager are the arguments with arrays as tensors.
func (in *inputs) eager(th *object.Thread) object.Args {
	i := 0
	back := func(v object.Value) object.Value {
		return mapStructure(th, v, func(leaf object.Value) object.Value {
			if t, ok := leaf.(*tensor.Tensor); ok && i < len(in.symbols) && t == in.symbols[i] {
				i++
				return in.values[i-1]
			}
			return leaf
		})
	}
	out := object.Args{}
	for _, v := range in.subst.Pos {
		out.Pos = append(out.Pos, back(v))
	}
	for _, k := range in.subst.Kw {
		out.Kw = append(out.Kw, object.Kwarg{Name: k.Name, Value: back(k.Value)})
	}
	return out
}
