package model

import (
	"math"

	"kerash/tensor"
)

// Source gives the batches of a run: arrays, a tf.data pipeline, a generator
// or a Sequence of the user's.
type Source interface {
	// Size is the number of batches of one pass: [UnknownSize] where only
	// running tells, [EndlessSize] for a source that repeats for ever.
	Size() int
	// Restarts reports whether each epoch begins a new pass when the user asked
	// for this many steps an epoch (0: did not ask). Otherwise one pass goes on
	// over the epochs.
	Restarts(steps int) bool
	// Start begins a pass.
	Start(c *Context) Batches
	// EpochEnd is called after each epoch.
	EpochEnd(c *Context)
}

// Opener is a source of which Keras opens a pass before the first epoch and
// drops it when the epoch begins its own; a shuffle goes on by one.
type Opener interface{ Open(c *Context) }

// Unshaped is a source of which Keras knows the batches' numbers of axes, but no
// lengths of axes.
type Unshaped interface{ Unshaped() }

// Sizes of sources that do not tell.
const (
	UnknownSize = -1
	EndlessSize = -2
)

// Batches is one pass over a source.
type Batches interface {
	// Next is the next batch as the source gives it, such as a tuple (x, y,
	// weight) of tensors; ok is false at the end.
	Next(c *Context) (batch Value, ok bool)
}

// Unpack takes a batch apart: x alone, or a tuple of x, y and sample weight.
func Unpack(batch Value) (x, y, w Value) {
	if l, ok := batch.(List); ok {
		batch = Tuple(l)
	}
	t, ok := batch.(Tuple)
	if !ok {
		return batch, nil, nil
	}
	switch len(t) {
	case 1:
		return t[0], nil, nil
	case 2:
		return t[0], t[1], nil
	case 3:
		return t[0], t[1], t[2]
	}
	tensor.Throwf("ValueError", "Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: a tuple of %d", len(t))
	return nil, nil, nil
}

// Pack is the reverse of [Unpack].
func Pack(x, y, w Value) Value {
	switch {
	case w != nil:
		return Tuple{x, y, w}
	case y != nil:
		return Tuple{x, y}
	case IsNested(x):
		return Tuple{x}
	}
	return x
}

// packOne is [Pack] for a single batch, in which inputs alone are a tuple too.
func packOne(x, y, w Value) Value {
	if y == nil {
		return Tuple{x}
	}
	return Pack(x, y, w)
}

// arraySource slices arrays of one length into batches.
type arraySource struct {
	data    Value // a tuple of x, y, weight with arrays as tensors
	samples int
	batch   int
	passes  int // after which it ends; each is shuffled anew
	shuffle bool
	within  bool // shuffle="batch": only inside of batches
}

// OpenWeights implements [WeightSource].
func (s *arraySource) OpenWeights() bool {
	_, _, w := Unpack(s.data)
	return w != nil && !s.FixedBatches()
}

// FixedBatches implements [FixedSource]: a shorter last batch leaves it open.
func (s *arraySource) FixedBatches() bool { return s.samples%s.batch == 0 }

// newArraySource makes batches of x, y and weight, whose tensors have values.
// A batch size of 0 is 32 or, with steps, what makes so many batches.
func newArraySource(x, y, w Value, batch, steps, passes int, shuffle any) *arraySource {
	s := &arraySource{data: Pack(x, y, w), batch: batch, passes: passes}
	checkLengths(x, y, w)
	ts := Leaves(s.data)
	if len(ts) == 0 {
		e := tensor.Errorf("KeyError", "pop from an empty set")
		tensor.Throw(e.WithHint("there are no arrays in the data"))
	}
	s.samples = ts[0].Dim(0)
	if s.batch == 0 {
		s.batch = 32
		if steps > 0 {
			s.batch = max(1, (s.samples+steps-1)/steps)
		}
	}
	switch v := shuffle.(type) {
	case string:
		s.within = v == "batch"
		s.shuffle = v != ""
	default:
		f, _ := AsFloat(v)
		s.shuffle = f != 0
	}
	return s
}

func throwScalarData() {
	e := tensor.Errorf("IndexError", "tuple index out of range")
	tensor.Throw(e.WithHint("data needs an axis of samples"))
}

// checkLengths throws ValueError unless all arrays have the same number of
// samples.
func checkLengths(x, y, w Value) {
	n := -1
	differ := false
	for _, v := range []Value{x, y, w} {
		for _, t := range Leaves(v) {
			if t.Rank() == 0 {
				throwScalarData()
			}
			differ = differ || n >= 0 && t.Dim(0) != n
			n = t.Dim(0)
		}
	}
	if !differ {
		return
	}
	msg := "Data cardinality is ambiguous:\n"
	for i, v := range []Value{x, y, w} {
		if v == nil {
			continue
		}
		msg += "  " + [...]string{"x", "y", "sample_weight"}[i] + " sizes: "
		for j, t := range Leaves(v) {
			if j > 0 {
				msg += ", "
			}
			msg += itoa(t.Dim(0))
		}
		msg += "\n"
	}
	tensor.Throwf("ValueError", "%sMake sure all arrays contain the same number of samples.", msg)
}

func (s *arraySource) Size() int         { return (s.samples + s.batch - 1) / s.batch }
func (s *arraySource) Restarts(int) bool { return false }
func (s *arraySource) EpochEnd(*Context) {}

func (s *arraySource) Start(c *Context) Batches {
	return &arrayBatches{s: s, at: s.samples, stream: c.Rand.FunctionStream(0)}
}

type arrayBatches struct {
	s      *arraySource
	at     int // of the next sample in the pass
	done   int // passes begun
	order  []int
	stream *tensor.Philox
	rows   [3]map[*tensor.Tensor]*tensor.Array // gathered rows, by turns
	turn   int
	ahead  chan gathered // the next batch, while it is being gathered
}

// gathered is what [arrayBatches.advance] gives.
type gathered struct {
	batch Value
	ok    bool
}

// aheadBytes is from how many bytes on a batch is gathered while the step
// before it runs.
const aheadBytes = 128 << 10

func (b *arrayBatches) Next(*Context) (Value, bool) {
	var g gathered
	if b.ahead != nil {
		g = <-b.ahead
	} else {
		g.batch, g.ok = b.advance()
	}
	b.ahead = nil
	if g.ok && b.s.shuffle && b.s.batchBytes() >= aheadBytes {
		b.ahead = make(chan gathered, 1)
		go b.lookAhead(b.ahead)
	}
	return g.batch, g.ok
}

// lookAhead gathers the next batch. Nobody else touches b meanwhile.
func (b *arrayBatches) lookAhead(to chan<- gathered) {
	batch, ok := b.advance()
	to <- gathered{batch, ok}
}

// batchBytes is the size of a batch.
func (s *arraySource) batchBytes() int {
	n := 0
	for _, t := range Leaves(s.data) {
		n += tensor.NumElements(t.Shape()[1:]) * t.DType().Size()
	}
	return n * s.batch
}

// advance is the next batch of the passes.
func (b *arrayBatches) advance() (Value, bool) {
	s := b.s
	if b.at >= s.samples {
		if b.done == s.passes || s.samples == 0 {
			return nil, false
		}
		b.done++
		b.at = 0
		if s.shuffle && !s.within {
			b.order = b.stream.Permutation(s.samples)
		}
	}
	lo, hi := b.at, min(b.at+s.batch, s.samples)
	b.at = hi
	if !s.shuffle {
		return MapValue(s.data, func(t *tensor.Tensor) Value { return rowsOf(t, lo, hi) }), true
	}
	order := b.order
	if s.within {
		order = b.stream.Permutation(hi - lo)
		for i := range order {
			order[i] += lo
		}
		return b.gather(order), true
	}
	return b.gather(order[lo:hi]), true
}

// rowsOf is samples lo to hi of t, without copying them.
func rowsOf(t *tensor.Tensor, lo, hi int) *tensor.Tensor {
	a := t.Array()
	shape := append([]int{}, a.Shape()...)
	row := tensor.NumElements(shape[1:])
	shape[0] = hi - lo
	return tensor.FromArray(a.View(shape, contiguousStrides(shape), a.Offset()+lo*row))
}

func contiguousStrides(shape []int) []int {
	st := make([]int, len(shape))
	n := 1
	for i := len(shape) - 1; i >= 0; i-- {
		st[i] = n
		n *= shape[i]
	}
	return st
}

// gather is the samples at the positions in order. The arrays of a batch are
// used again for the third after it: one is being gathered, one is in use, and
// who uses it may still look at the one before.
func (b *arrayBatches) gather(order []int) Value {
	b.turn = (b.turn + 1) % len(b.rows)
	if b.rows[b.turn] == nil {
		b.rows[b.turn] = map[*tensor.Tensor]*tensor.Array{}
	}
	return MapValue(b.s.data, func(t *tensor.Tensor) Value {
		a := b.rows[b.turn][t]
		if a == nil || a.Shape()[0] != len(order) {
			shape := append([]int{len(order)}, t.Shape()[1:]...)
			a = tensor.NewArray(t.DType(), shape...)
			b.rows[b.turn][t] = a
		}
		tensor.TakeRows(a, t.Array(), order)
		return tensor.FromArray(a)
	})
}

// Split takes the last share of the samples off: (train, validation). It
// throws ValueError when one of them would be empty.
func Split(x, y, w Value, share float64) (train, val [3]Value) {
	ts := append(append(Leaves(x), Leaves(y)...), Leaves(w)...)
	if len(ts) == 0 {
		return train, val
	}
	n := ts[0].Dim(0)
	at := int(math.Floor(float64(n) * (1 - share)))
	if at < 0 {
		at = max(at+n, 0) // counted from the end, as slices have it
	}
	if at == 0 || at == n {
		tensor.Throwf("ValueError", "Training data contains %d samples, which is not sufficient to split it into a validation and training set as specified by `validation_split=%s`. Either provide more data, or a different value for the `validation_split` argument.", n, Describe(share))
	}
	for i, v := range []Value{x, y, w} {
		train[i] = MapValue(v, func(t *tensor.Tensor) Value { return rowsOf(t, 0, min(at, t.Dim(0))) })
		val[i] = MapValue(v, func(t *tensor.Tensor) Value { return rowsOf(t, min(at, t.Dim(0)), min(n, t.Dim(0))) })
	}
	return train, val
}
