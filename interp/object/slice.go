package object

import (
	"math"
	"math/big"
)

// Indices resolves the slice for a sequence of n values: the first index, the
// bound, the step and how many values it takes.
func (s *Slice) Indices(th *Thread, n int) (start, stop, step, count int, err error) {
	step = 1
	if s.Step != nil {
		if step, err = sliceIndex(th, s.Step); err != nil {
			return
		}
		if step == 0 {
			err = ValueErrorf("slice step cannot be zero")
			return
		}
		step = max(step, -math.MaxInt)
	}
	lower, upper := 0, n
	if step < 0 {
		lower, upper = -1, n-1
	}
	bound := func(v Value, missing int) (int, error) {
		if v == nil {
			return missing, nil
		}
		i, err := sliceIndex(th, v)
		if i < 0 {
			i = max(i+n, lower)
		}
		return min(i, upper), err
	}
	first, last := lower, upper
	if step < 0 {
		first, last = upper, lower
	}
	if start, err = bound(s.Start, first); err != nil {
		return
	}
	if stop, err = bound(s.Stop, last); err != nil {
		return
	}
	count = (&Range{start, stop, step}).Len()
	return
}

func sliceIndex(th *Thread, v Value) (int, error) {
	if b, ok := v.(*big.Int); ok {
		// Slices end where the sequence does.
		return b.Sign() * math.MaxInt, nil
	}
	i, err := AsIndex(th, v)
	if err != nil && IsError(err, TypeError) {
		return 0, TypeErrorf("slice indices must be integers or None or have an __index__ method")
	}
	return i, err
}

// take gives the values that a slice takes of elems, in a slice of its own.
func (s *Slice) take(th *Thread, elems []Value) ([]Value, error) {
	start, _, step, count, err := s.Indices(th, len(elems))
	if err != nil {
		return nil, err
	}
	out := make([]Value, count)
	if step == 1 {
		copy(out, elems[start:start+count])
		return out, nil
	}
	for i := range out {
		out[i] = elems[start+i*step]
	}
	return out, nil
}

// seqIndex resolves an integer key of a sequence called kind with n values.
func seqIndex(th *Thread, kind string, n int, key Value) (int, error) {
	i, ok := key.(int)
	if !ok {
		var found bool
		var err error
		if b, isBool := key.(bool); isBool {
			i, found = b2i(b), true
		} else {
			i, found, err = findIndex(th, key)
		}
		if _, isBig := key.(*big.Int); isBig {
			return 0, IndexErrorf("cannot fit 'int' into an index-sized integer")
		}
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, badSeqKey(kind, key)
		}
	}
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return 0, IndexErrorf("%s index out of range", kind)
	}
	return i, nil
}

func badSeqKey(kind string, key Value) error {
	switch kind {
	case "string":
		return TypeErrorf("string indices must be integers, not '%s'", TypeName(key))
	case "range object":
		kind = "range"
	case "list assignment":
		kind = "list"
	}
	return TypeErrorf("%s indices must be integers or slices, not %s", kind, TypeName(key))
}

func (s *Slice) repr(th *Thread) (string, error) {
	t, err := Repr(th, NewTuple(s.Start, s.Stop, s.Step))
	return "slice" + t, err
}
