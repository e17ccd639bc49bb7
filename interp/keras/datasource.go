package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// dataArg is data for fit, evaluate and predict: arrays, tensors and structures
// of them as package model takes them; pipelines, generators and Sequences as a
// model.Source.
func dataArg(th *object.Thread, v object.Value, shuffle bool) any {
	n := object.NativeOf(v)
	switch x := n.(type) {
	case model.Source:
		return x
	case *object.List, *object.Tuple, *object.Dict, *tensor.Array, *tensor.Tensor, *tensor.Variable:
		return toModel(th, x)
	}
	if inst, ok := v.(*object.Instance); ok && inst.Class.IsSubclass(dataSequenceClass()) {
		return &sequenceSource{th: th, seq: v, shuffle: shuffle}
	}
	if isIterator(v) {
		return &generatorSource{th: th, it: v}
	}
	switch v.(type) {
	case nil, bool, int, float64, string, *binding.Scalar, model.Composite:
		return toModel(th, v)
	}
	if x := toModel(th, v); x != v {
		return x
	}
	object.Throw(object.ValueErrorf("Failed to find data adapter that can handle input: %s, <class 'NoneType'>", object.Must(object.Repr(th, object.TypeOf(v)))))
	return nil
}

func isIterator(v object.Value) bool {
	if _, ok := v.(object.Iterator); ok {
		return true
	}
	inst, ok := v.(*object.Instance)
	if !ok {
		return false
	}
	_, next := inst.Overrides("__next__")
	_, iter := inst.Overrides("__iter__")
	return next && iter
}

// toData is a batch of a generator or Sequence: a tuple (x, y, weight) of
// tensors, floating point arrays in the session's float type.
func toData(th *object.Thread, v object.Value) model.Value {
	st := binding.State(th)
	t, ok := v.(*object.Tuple)
	if !ok {
		if l, isList := v.(*object.List); isList && len(l.Elems) <= 3 && len(l.Elems) > 0 {
			t, ok = object.NewTuple(l.Elems...), true
		}
	}
	if !ok {
		return model.Pack(model.DataValue(st, toModel(th, v)), nil, nil)
	}
	if len(t.Elems) > 3 {
		object.Throw(object.ValueErrorf("Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: %s", object.Must(object.Repr(th, v))))
	}
	out := make(model.Tuple, 0, len(t.Elems))
	for _, e := range t.Elems {
		if e == nil && len(out) > 0 {
			continue
		}
		out = append(out, model.DataValue(st, toModel(th, e)))
	}
	if len(out) == 1 {
		return model.Pack(out[0], nil, nil)
	}
	return out
}

// caught runs f, code of the user's, for package model.
func caught(f func() error) {
	var err error
	if e := binding.Catch(func() { err = f() }); e != nil {
		err = e
	}
	if err != nil {
		binding.Throw(err)
	}
}

// generatorSource takes batches from an iterator of the user's. One pass goes on
// over the epochs.
type generatorSource struct {
	th     *object.Thread
	it     object.Value
	peeked []model.Value // the first batch, until a run takes it
	seen   bool          // the first batch has been looked at
}

// requireSized throws AttributeError for a first batch that does not begin with
// an array or tensor, as Keras does where it asks for the number of samples.
func requireSized(v object.Value) {
	for {
		switch x := object.NativeOf(v).(type) {
		case *object.Tuple:
			if len(x.Elems) == 0 {
				return
			}
			v = x.Elems[0]
			continue
		case *object.List:
			if len(x.Elems) == 0 {
				return
			}
			v = x.Elems[0]
			continue
		case nil, int, float64, bool, string:
			object.Throw(object.AttributeErrorf("'%s' object has no attribute 'shape'", object.TypeName(v)).WithHint("a batch has arrays or tensors"))
		}
		return
	}
}

// peek takes the first batch, as Keras does to find out what it is. It throws
// StopIteration when there is none.
func (s *generatorSource) peek() {
	batch, ok := s.take(binding.Context(s.th))
	if !ok {
		object.Throw(object.NewError(object.StopIteration, "").WithHint("the generator is empty: a generator can be used once"))
	}
	s.peeked = append(s.peeked, batch)
}

// OpenWeights implements model.WeightSource.
func (s *generatorSource) OpenWeights() bool {
	if s.peeked == nil {
		return false
	}
	t, ok := s.peeked[0].(model.Tuple)
	return ok && len(t) == 3
}

// Size implements model.Source.
func (s *generatorSource) Size() int { return model.UnknownSize }

// Restarts implements model.Source.
func (s *generatorSource) Restarts(int) bool { return false }

// Unshaped implements model.Unshaped.
func (s *generatorSource) Unshaped() {}

// EpochEnd implements model.Source.
func (s *generatorSource) EpochEnd(*model.Context) {}

// Start implements model.Source.
func (s *generatorSource) Start(*model.Context) model.Batches { return s }

// Next implements model.Batches.
func (s *generatorSource) Next(c *model.Context) (batch model.Value, ok bool) {
	err := binding.Catch(func() { batch, ok = s.take(c) })
	if err != nil {
		binding.Throw(binding.DataError(s.th, err, 1))
	}
	return batch, ok
}

// take is Next with the exceptions of the generator as they are.
func (s *generatorSource) take(c *model.Context) (batch model.Value, ok bool) {
	if s.peeked != nil {
		batch, s.peeked = s.peeked[0], nil
		return batch, true
	}
	caught(func() error {
		var v object.Value
		var err error
		binding.Within(s.th, c.State.NewContext(), func() { v, ok, err = object.Next(s.th, s.it) })
		if ok && err == nil {
			if !s.seen {
				requireSized(v)
			}
			s.seen = true
			batch = toData(s.th, v)
		}
		return err
	})
	return batch, ok
}

// sequenceSource takes batches from a keras.utils.Sequence, by index.
type sequenceSource struct {
	th      *object.Thread
	seq     object.Value
	shuffle bool // the order of the batches
}

// Size implements model.Source.
func (s *sequenceSource) Size() (n int) {
	caught(func() (err error) {
		n, err = object.Len(s.th, s.seq)
		return err
	})
	return n
}

// Unshaped implements model.Unshaped.
func (s *sequenceSource) Unshaped() {}

// Restarts implements model.Source.
func (s *sequenceSource) Restarts(int) bool { return true }

// EpochEnd implements model.Source.
func (s *sequenceSource) EpochEnd(*model.Context) {
	caught(func() error {
		_, err := object.CallMethodOf(s.th, s.seq, "on_epoch_end", object.Args{})
		return err
	})
}

// Start implements model.Source.
func (s *sequenceSource) Start(*model.Context) model.Batches {
	b := &sequenceBatches{s: s}
	order := object.NewList()
	for i := range s.Size() {
		order.Elems = append(order.Elems, i)
	}
	if s.shuffle {
		caught(func() error {
			_, err := callImported(s.th, "random", "shuffle", object.Pos(order))
			return err
		})
	}
	b.order = order.Elems
	return b
}

type sequenceBatches struct {
	s     *sequenceSource
	order []object.Value
	at    int
}

// Next implements model.Batches.
func (b *sequenceBatches) Next(c *model.Context) (batch model.Value, ok bool) {
	if b.at >= len(b.order) {
		return nil, false
	}
	i := b.order[b.at]
	b.at++
	err := binding.Catch(func() {
		batch = toData(b.s.th, object.Must(object.Index(b.s.th, b.s.seq, i)))
	})
	if err != nil {
		binding.Throw(binding.DataError(b.s.th, err, 1))
	}
	return batch, true
}
