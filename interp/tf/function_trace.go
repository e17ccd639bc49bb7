package tf

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// call runs the recording for the arguments' signature, after making it if
// there is none.
func (p *polyFunction) call(th *object.Thread, args object.Args) object.Value {
	return p.callWith(th, p.inputs(th, args))
}

// In a graph the call is one op of it.
func (p *polyFunction) callWith(th *object.Thread, in *inputs) (out object.Value) {
	if !binding.Scope(th).Tracing() {
		return p.runWith(th, in)
	}
	out, err := nameCall(th, partitionedCall(), "", nil, func() (v object.Value, err error) {
		defer object.Catch(&err)
		return p.runWith(th, in), nil
	})
	throwIf(err)
	return out
}

// partitionedCall is a call of a recorded function in a graph.
var partitionedCall = sync.OnceValue(func() *graphCall { return parseGraphCall("PartitionedCall", "") })

func (p *polyFunction) runWith(th *object.Thread, in *inputs) object.Value {
	s := binding.Scope(th)
	c := p.traces[in.key()]
	if c != nil && c.rec != nil && !c.rec.Fits(s) {
		c = nil
	}
	if c != nil {
		for i, b := range c.boxes {
			*b = *in.boxes[i]
		}
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
	return fillTemplate(th, c.template, c.rec.Compute(s, in.values))
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
	if p.recorded(in) {
		defer silence(th)()
	} else {
		p.counted(in.args)
		defer func() {
			if c != nil {
				p.keep(th, in, c)
				if in.parts {
					p.announceKey(in.specKey.String())
				}
			}
		}()
	}
	began := p.start(in.args)
	s, first, specs, lengths := binding.Scope(th), !began.begun, in.specs, in.lengths
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
	p.counted(in.args)
	in.specs, in.lengths = specs, lengths
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
		in.specs, in.lengths = nil, nil
		in.renew()
		return p.only(th, in)
	}
	return c, rec
}

// only calls the function once: with its control flow as a part of the graph if
// that can be, else following the present values.
func (p *polyFunction) only(th *object.Thread, in *inputs) (*concrete, *tensor.Recording) {
	c, rec, needs := p.staged(th, in, false)
	if needs != nil && needs.Late {
		c, rec, _ = p.staged(th, in, true)
		if in.general && !p.fixed && rec != nil { // a recording for the lengths at hand has a plan
			tensor.Throw(needs)
		}
	}
	if rec != nil {
		return c, rec
	}
	stager := th.Stager
	th.Stager = nil
	defer func() { th.Stager = stager }()
	return p.called(th, in, false, false)
}

// staged calls the function with its control flow as a part of the graph, unless
// it was made without autograph. There is no recording, but an error that says
// why, when the function needs values: nothing has run then, and nothing of what
// it printed shows.
func (p *polyFunction) staged(th *object.Thread, in *inputs, late bool) (c *concrete, rec *tensor.Recording, needs *tensor.Untraceable) {
	var printed bytes.Buffer
	err := p.withStager(th, &printed, func() error {
		c, rec = p.called(th, in, true, late)
		return nil
	})
	switch {
	case err == nil:
	case errors.As(binding.Below(err), &needs):
		return nil, nil, needs
	case object.IsError(err, object.SystemError):
		return nil, nil, &tensor.Untraceable{}
	}
	io.Copy(th.Stdout, &printed)
	throwIf(err)
	return c, rec, nil
}

func (p *polyFunction) called(th *object.Thread, in *inputs, staged, late bool) (*concrete, *tensor.Recording) {
	c := &concrete{boxes: in.boxes}
	rec := binding.Scope(th).Record(in.symbols, in.values, staged, late, func() []*tensor.Tensor {
		in.nameInputs()
		args := in.copyOf()
		out := callInGraph(th, p.fn, in.subst)
		args.check(th, p)
		var outputs []*tensor.Tensor
		c.template = mapStructure(th, out, func(leaf object.Value) object.Value {
			v := p.result(th, leaf)
			parts := partsOf(v)
			for _, t := range parts {
				binding.Scope(th).Accessible(t)
				outputs = append(outputs, t)
				c.results = append(c.results, t.Spec())
				c.pinned = c.pinned || model.MaskOf(t) != nil
			}
			if parts == nil {
				return v
			}
			return outputPlace{v, len(parts)}
		})
		return outputs
	})
	c.streams, c.trace = rec.Streams(), rec.Trace()
	for _, t := range rec.Outputs() {
		nameResult(c.trace, t)
	}
	if rec.Reusable() {
		c.rec = rec
	}
	c.pinned = c.pinned || !rec.Plain()
	return c, rec
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
	return mapStructure(th, out, func(leaf object.Value) object.Value { return p.result(th, leaf) })
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
