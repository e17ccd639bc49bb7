package object

import (
	"math/big"
	"strings"
)

func init() {
	ListClass.Binary = sequenceOp
	TupleClass.Binary = sequenceOp
	StrClass.Binary = strBinary
	ListClass.InPlace = listInPlace
	ListClass.Len = nativeLen
	TupleClass.Len = nativeLen
	DictClass.Len = nativeLen
	SetClass.Len = nativeLen
	FrozenSetClass.Len = nativeLen
	StrClass.Len = nativeLen
	StrClass.Str = func(th *Thread, self Value) (string, error) { return self.(string), nil }
	RangeClass.Len = nativeLen
	for _, c := range []*Class{ListClass, TupleClass, DictClass, SetClass, FrozenSetClass, StrClass, RangeClass} {
		c.Iter = nativeIter
		c.Contains = nativeContains
	}
	for _, c := range []*Class{ListClass, TupleClass, DictClass, StrClass, IntClass, FloatClass} {
		c.Repr = Repr
	}
	ListClass.Index = nativeIndex
	TupleClass.Index = nativeIndex
	StrClass.Index = nativeIndex
	RangeClass.Index = nativeIndex
	DictClass.Index = dictIndex
	ListClass.SetIndex = SetIndex
	DictClass.SetIndex = SetIndex
	ListClass.DelIndex = DelIndex
	DictClass.DelIndex = DelIndex
	ListClass.Unhashable = true
	DictClass.Unhashable = true
	SetClass.Unhashable = true
	TupleClass.Hash = Hash
	FrozenSetClass.Hash = Hash
	StrClass.Hash = Hash
	IntClass.Hash = Hash
	FloatClass.Hash = Hash
}

// The slots of Python's own containers get the Go value as self and lead back
// to the protocol functions, which know the type.

func nativeLen(th *Thread, self Value) (int, error)          { return Len(th, self) }
func nativeIter(th *Thread, self Value) (Iterator, error)    { return Iter(th, self) }
func nativeContains(th *Thread, self, x Value) (bool, error) { return Contains(th, self, x) }
func nativeIndex(th *Thread, self, key Value) (Value, error) { return Index(th, self, key) }

// sequenceOp joins two sequences of a type and repeats one.
func sequenceOp(th *Thread, op Op, a, b Value) (Value, error) {
	x, y := NativeOf(a), NativeOf(b)
	switch op {
	case Add:
		return concat(x, y)
	case Mul:
		if isSequence(x) {
			return repeatBy(th, x, b)
		}
		if isSequence(y) {
			return repeatBy(th, y, a)
		}
	}
	return NotImplemented, nil
}

func isSequence(v Value) bool {
	switch v.(type) {
	case string, *List, *Tuple:
		return true
	}
	return false
}

func concat(a, b Value) (Value, error) {
	switch x := a.(type) {
	case *List:
		if y, ok := b.(*List); ok {
			return &List{Elems: joinElems(x.Elems, y.Elems)}, nil
		}
	case *Tuple:
		if y, ok := b.(*Tuple); ok {
			return &Tuple{joinElems(x.Elems, y.Elems)}, nil
		}
	case string:
		if y, ok := b.(string); ok {
			return x + y, nil
		}
		return nil, TypeErrorf(`can only concatenate str (not "%s") to str`, TypeName(b))
	default:
		return NotImplemented, nil
	}
	return nil, TypeErrorf(`can only concatenate %s (not "%s") to %[1]s`, TypeName(a), TypeName(b))
}

func joinElems(a, b []Value) []Value {
	out := make([]Value, 0, len(a)+len(b))
	return append(append(out, a...), b...)
}

const maxSequence = 1 << 31

func repeatBy(th *Thread, seq, times Value) (Value, error) {
	n, err := AsIndex(th, times)
	if err != nil {
		if _, isBig := times.(*big.Int); isBig {
			return nil, Errorf(OverflowError, "cannot fit 'int' into an index-sized integer")
		}
		if IsError(err, TypeError) {
			return nil, TypeErrorf("can't multiply sequence by non-int of type '%s'", TypeName(times))
		}
		return nil, err
	}
	n = max(n, 0)
	if size := quickSize(seq); size > 0 && n > maxSequence/size {
		return nil, NewError(MemoryError, "")
	}
	switch s := seq.(type) {
	case string:
		return strings.Repeat(s, n), nil
	case *List:
		return &List{Elems: repeatElems(s.Elems, n)}, nil
	case *Tuple:
		return &Tuple{repeatElems(s.Elems, n)}, nil
	}
	return NotImplemented, nil
}

func quickSize(seq Value) int {
	switch s := seq.(type) {
	case string:
		return len(s)
	case *List:
		return len(s.Elems)
	case *Tuple:
		return len(s.Elems)
	}
	return 0
}

func repeatElems(elems []Value, n int) []Value {
	out := make([]Value, 0, len(elems)*n)
	for range n {
		out = append(out, elems...)
	}
	return out
}

// strBinary is % formatting, and joining for str.__add__.
func strBinary(th *Thread, op Op, a, b Value) (Value, error) {
	if s, ok := a.(string); ok && op == Mod {
		return Printf(th, s, b)
	}
	return sequenceOp(th, op, a, b)
}

func listInPlace(th *Thread, op Op, a, b Value) (Value, error) {
	l := a.(*List)
	switch op {
	case Add:
		elems, err := ToSlice(th, b)
		if err != nil {
			return nil, err
		}
		l.Elems = append(l.Elems, elems...)
		return l, nil
	case Mul:
		r, err := repeatBy(th, l, b)
		if err != nil {
			return nil, err
		}
		l.Elems = r.(*List).Elems
		return l, nil
	}
	return NotImplemented, nil
}
