package object

// Value is any Python value. None is nil, bool, int, float and str are Go's
// bool, int, float64 and string.
type Value = any

// List is a Python list.
type List struct {
	Elems []Value
	// About is what a list made by Go code is about (the layer of its weights),
	// for the prompt; nil for all others.
	About any
}

// NewList makes a list that owns elems.
func NewList(elems ...Value) *List { return &List{Elems: elems} }

// Tuple is a Python tuple; nobody changes Elems after it is made.
type Tuple struct{ Elems []Value }

// NewTuple makes a tuple that owns elems.
func NewTuple(elems ...Value) *Tuple { return &Tuple{Elems: elems} }

// Slice is slice(start, stop, step), as in a[start:stop:step].
type Slice struct{ Start, Stop, Step Value }

// Range is range(start, stop, step).
type Range struct{ Start, Stop, Step int }

// Len is the number of values of the range.
func (r *Range) Len() int {
	switch {
	case r.Step > 0 && r.Stop > r.Start:
		return int((uint(r.Stop)-uint(r.Start)-1)/uint(r.Step)) + 1
	case r.Step < 0 && r.Stop < r.Start:
		return int((uint(r.Start)-uint(r.Stop)-1)/(uint(-(r.Step+1))+1)) + 1
	}
	return 0
}

// EllipsisType is the type of Ellipsis.
type EllipsisType struct{}

// NotImplementedType is the type of NotImplemented.
type NotImplementedType struct{}

// Ellipsis is the value of `...`; NotImplemented is what an operator slot
// returns when it does not know the other operand.
var (
	Ellipsis       Value = EllipsisType{}
	NotImplemented Value = NotImplementedType{}
)

// BoundMethod is a method with its object.
type BoundMethod struct {
	Self Value
	Fn   Value
}

// Iterator is what Iter gives: Next returns the next value, or ok false at the
// end. Every Iterator is a Python value as well; a Go type that implements it
// needs no class of its own.
type Iterator interface {
	Next(th *Thread) (v Value, ok bool, err error)
}

// Callable is implemented by Go types that user code may call and that have
// no Call slot in their class: functions of the evaluator.
type Callable interface {
	CallValue(th *Thread, args Args) (Value, error)
}

// Kwarg is one keyword argument of a call.
type Kwarg struct {
	Name  string
	Value Value
}

// Args are the arguments of a call.
type Args struct {
	Pos []Value
	Kw  []Kwarg
}

// Pos makes Args of positional arguments.
func Pos(v ...Value) Args { return Args{Pos: v} }

// With gives the arguments with a keyword argument more.
func (a Args) With(name string, v Value) Args {
	kw := make([]Kwarg, len(a.Kw), len(a.Kw)+1)
	copy(kw, a.Kw)
	return Args{a.Pos, append(kw, Kwarg{name, v})}
}

// Prepend gives the arguments with self before the positional ones.
func (a Args) Prepend(self Value) Args {
	pos := make([]Value, len(a.Pos)+1)
	pos[0] = self
	copy(pos[1:], a.Pos)
	return Args{pos, a.Kw}
}

// Lookup finds a keyword argument.
func (a Args) Lookup(name string) (Value, bool) {
	for _, k := range a.Kw {
		if k.Name == name {
			return k.Value, true
		}
	}
	return nil, false
}
