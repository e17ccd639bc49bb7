package model

import (
	"errors"
	"math"
	"slices"
	"strconv"

	"kerash/tensor"
)

// openAxes says which lengths of axes a source of batches leaves open.
type openAxes int

const (
	noAxis openAxes = iota
	firstAxis
	allAxes
)

// allLines is a number of lines that stands for all of them.
const allLines = math.MaxInt

// stepTrace is a trace of a step as TensorFlow makes it, for batches of which
// lengths of axes may be open. The user's code runs, and is seen to run, once in
// each; plans for batches of whole shapes follow from it.
type stepTrace struct {
	shape  Value // symbols in the batch's structure
	specs  []tensor.Spec
	trace  *tensor.Trace // nil when plans cannot be made of it
	result Value
	err    error // what the step threw
}

// newTrace is the trace that batches like this one ask for: lengths are left
// open that the source leaves open, and those in which it differs from batches
// before.
func newTrace(batch Value, open openAxes, before []*stepTrace) *stepTrace {
	t := &stepTrace{}
	for _, x := range Leaves(batch) {
		sp := x.Spec()
		sp.Shape = slices.Clone(sp.Shape)
		for i := range sp.Shape {
			if open == allAxes || open == firstAxis && i == 0 {
				sp.Shape[i] = -1
			}
		}
		t.specs = append(t.specs, sp)
	}
	for _, old := range before {
		if !old.kindred(batch, t.specs) {
			continue
		}
		for i, sp := range old.specs {
			for j, n := range sp.Shape {
				if n != t.specs[i].Shape[j] {
					t.specs[i].Shape[j] = -1
				}
			}
		}
	}
	t.shape = symbols(batch, t.specs)
	return t
}

// symbols is [Symbols] of other shapes, with the names that batches have in
// TensorFlow's graphs.
func symbols(batch Value, specs []tensor.Spec) Value {
	n := -1
	return MapValue(batch, func(*tensor.Tensor) Value {
		n++
		x := tensor.Symbol(specs[n])
		x.Meta = &Info{Name: "IteratorGetNext:" + strconv.Itoa(n)}
		return x
	})
}

// otherRanks reports whether the trace is for batches that differ from such ones
// in numbers of axes.
func (t *stepTrace) otherRanks(batch Value, specs []tensor.Spec) bool {
	differ := false
	return sameStructure(t.shape, batch) && slices.EqualFunc(t.specs, specs, func(a, b tensor.Spec) bool {
		differ = differ || len(a.Shape) != len(b.Shape)
		return a.DType == b.DType
	}) && differ
}

// kindred reports whether the trace is for batches of this structure, dtypes and
// numbers of axes.
func (t *stepTrace) kindred(batch Value, specs []tensor.Spec) bool {
	return sameStructure(t.shape, batch) && slices.EqualFunc(t.specs, specs, func(a, b tensor.Spec) bool {
		return a.DType == b.DType && len(a.Shape) == len(b.Shape)
	})
}

// covers reports whether the trace serves batches for which another would be
// made.
func (t *stepTrace) covers(batch Value, specs []tensor.Spec) bool {
	return t.kindred(batch, specs) && slices.EqualFunc(t.specs, specs, func(a, b tensor.Spec) bool {
		for i, n := range a.Shape {
			if n >= 0 && n != b.Shape[i] {
				return false
			}
		}
		return true
	})
}

// static reports whether no length is open.
func (t *stepTrace) static() bool {
	return !slices.ContainsFunc(t.specs, func(sp tensor.Spec) bool { return !tensor.IsStatic(sp.Shape) })
}

// prepare makes the plan for batches of the shapes of this one, nil when the
// step has to run eagerly.
func (s *stepper) prepare(c *Context, batch Value, leaves []*tensor.Tensor, open openAxes) *plannedStep {
	if !s.userCode() {
		return s.trace(c, batch, open)
	}
	wanted := newTrace(batch, open, s.traces)
	known := slices.IndexFunc(s.traces, func(t *stepTrace) bool { return t.covers(batch, wanted.specs) })
	t := wanted
	if known >= 0 {
		t = s.traces[known]
	} else if s.record(c, t); t.err == nil || isUntraceable(t.err) {
		s.traces = append(s.traces, t)
	}
	if p := s.planOf(c, t, batch, leaves); p != nil {
		return p
	}
	if t.err != nil && t.static() {
		if !s.untraceable(t.err) {
			tensor.Throw(t.err)
		}
		return nil
	}
	var p *plannedStep
	err := tensor.Catch(func() {
		defer c.State.skipLines(allLines)()
		p = s.trace(c, batch, noAxis)
	})
	if err != nil && t.err != nil && !isUntraceable(t.err) {
		err = t.err
	}
	tensor.Check(err)
	return p
}

// record runs the step on the symbols of a trace. When it makes variables, it
// runs once more, as TensorFlow's functions do.
func (s *stepper) record(c *Context, t *stepTrace) {
	var lines int
	once := func() {
		var stop func()
		lines, stop = 0, c.State.countLines(&lines)
		defer stop()
		t.trace, t.result, t.err = s.attempt(c, t.shape)
	}
	if c.CountVariables(true, once) > 0 && t.err == nil {
		once()
	}
	s.printed = allLines
	if isUntraceable(t.err) {
		s.printed = lines
	}
}

// attempt runs the step on symbols.
func (s *stepper) attempt(c *Context, shape Value) (tr *tensor.Trace, result Value, err error) {
	in := *c
	tr, err = c.Scope.Trace(func() {
		c.Scope.NameSource("IteratorGetNext", Leaves(shape))
		s.within(c, func() { result = s.do(&in, shape) })
	})
	return tr, result, err
}

// planOf makes a plan for batches of whole shapes of a trace, nil when there can
// be none.
func (s *stepper) planOf(c *Context, t *stepTrace, batch Value, leaves []*tensor.Tensor) *plannedStep {
	if t.trace == nil {
		return nil
	}
	p := &plannedStep{shape: t.shape, result: t.result, in: make([]*tensor.Array, len(leaves))}
	for _, x := range leaves {
		p.specs = append(p.specs, x.Spec())
	}
	p.collect()
	rec := tensor.NewRecording(t.trace, Leaves(t.shape), p.outs)
	if !t.static() && !rec.Complete() {
		t.trace = nil
		return nil
	}
	var err error
	if p.plan, err = rec.Plan(c.Scope, leaves); err != nil {
		t.trace, t.err = nil, err
		return nil
	}
	s.plans = append(s.plans, p)
	return p
}

// collect finds the tensors among the results.
func (p *plannedStep) collect() {
	walkResult(p.result, func(t *tensor.Tensor) {
		if t.IsSymbolic() && !slices.Contains(p.outs, t) {
			p.outs = append(p.outs, t)
		}
	})
}

// trace makes the plan for batches like this one of a trace of its own; nil when
// the step has to run eagerly.
func (s *stepper) trace(c *Context, batch Value, open openAxes) *plannedStep {
	leaves := Leaves(batch)
	p := &plannedStep{shape: Symbols(batch), in: make([]*tensor.Array, len(leaves))}
	for _, t := range leaves {
		p.specs = append(p.specs, t.Spec())
	}
	tr, result, err := s.attempt(c, p.shape)
	if s.untraceable(err) {
		return nil
	}
	if err != nil {
		if err = s.fails(c, batch, err); err == nil {
			s.step.unshaped = true
			return nil
		}
		tensor.Throw(err)
	}
	p.result = result
	p.collect()
	p.plan, err = tensor.NewPlan(c.Scope, tr, Leaves(p.shape), p.outs)
	if s.untraceable(err) {
		return nil
	}
	tensor.Check(err)
	s.plans = append(s.plans, p)
	return p
}

// untraceable takes the eager way for good when that is what err asks for.
func (s *stepper) untraceable(err error) bool {
	if !isUntraceable(err) {
		return false
	}
	s.eager = true
	s.plans = nil
	return true
}

func isUntraceable(err error) bool {
	var u *tensor.Untraceable
	return errors.As(err, &u)
}
