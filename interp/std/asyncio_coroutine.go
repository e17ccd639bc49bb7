package std

import (
	"kerash/interp/object"
)

// coroutineOf gives the coroutine of an awaitable.
func coroutineOf(th *object.Thread, v object.Value) (object.Value, error) {
	if _, ok := v.(object.Coroutine); ok {
		return v, nil
	}
	if x, ok := v.(object.Awaitable); ok {
		return x.Await(th)
	}
	if _, ok := object.TypeOf(v).Lookup("__await__"); ok {
		it, err := object.CallMethodOf(th, v, "__await__", object.Args{})
		if err != nil {
			return nil, err
		}
		return &iteratorSteps{it}, nil
	}
	return nil, object.TypeErrorf("An asyncio.Future, a coroutine or an awaitable is required")
}

// iteratorSteps runs what __await__ gives.
type iteratorSteps struct{ it object.Value }

// Resume implements [object.Coroutine].
func (s *iteratorSteps) Resume(th *object.Thread, sent object.Value, thrown error) (object.Value, bool, error) {
	if thrown != nil {
		v, err := object.CallMethodOf(th, s.it, "throw", object.Pos(object.AsRaised(thrown).Exc))
		if object.IsError(err, object.StopIteration) {
			return nil, false, nil
		}
		return v, err == nil, err
	}
	return object.Next(th, s.it)
}

// StopValue is what the iterator returned.
func (s *iteratorSteps) StopValue() object.Value {
	if x, ok := s.it.(interface{ StopValue() object.Value }); ok {
		return x.StopValue()
	}
	return nil
}

// goCoroutine is a coroutine that is written in Go: step is called at its
// begin and after each of the futures that it gives.
type goCoroutine struct {
	step   func(th *object.Thread, thrown error) (wait *asyncFuture, v object.Value, err error)
	result object.Value
}

var goCoroutineClass = &object.Class{Name: "coroutine", Doc: "The computation of an async function.", Final: true, Members: func() []object.Member {
	return []object.Member{
		object.Method("close(self, /)", "Ends the coroutine.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
	}
}}

// PyClass is coroutine.
func (*goCoroutine) PyClass() *object.Class { return goCoroutineClass }

// Await implements [object.Awaitable].
func (c *goCoroutine) Await(*object.Thread) (object.Coroutine, error) { return c, nil }

// Resume implements [object.Coroutine].
func (c *goCoroutine) Resume(th *object.Thread, _ object.Value, thrown error) (object.Value, bool, error) {
	f, v, err := c.step(th, thrown)
	if err != nil {
		return nil, false, err
	}
	if f != nil {
		return f, true, nil
	}
	c.result = v
	return nil, false, nil
}

// StopValue is the result.
func (c *goCoroutine) StopValue() object.Value { return c.result }

// awaiting is a coroutine that waits for the future that begin gives and ends
// with what end makes of it.
func awaiting(begin func(th *object.Thread) (*asyncFuture, error), end func(th *object.Thread, f *asyncFuture, thrown error) (object.Value, error)) *goCoroutine {
	var f *asyncFuture
	return &goCoroutine{step: func(th *object.Thread, thrown error) (*asyncFuture, object.Value, error) {
		if f == nil {
			if thrown != nil {
				return nil, nil, thrown
			}
			var err error
			if f, err = begin(th); err != nil {
				return nil, nil, err
			}
			if f != nil && !f.done() {
				return f, nil, nil
			}
		}
		if end != nil {
			v, err := end(th, f, thrown)
			return nil, v, err
		}
		if thrown != nil {
			return nil, nil, thrown
		}
		if f == nil {
			return nil, nil, nil
		}
		v, err := f.outcome()
		return nil, v, err
	}}
}
