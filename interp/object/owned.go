package object

// Sole is a value with much memory, which can be given back at once where it is
// known that nobody else holds the value.
type Sole interface {
	// Sole reports whether the value's memory is known to its holders only.
	Sole() bool
	// IsSymbolic reports whether the value stands for one to come: what is
	// computed with it keeps its operands.
	IsSymbolic() bool
	// Share tells the value that others may hold it from now on.
	Share()
	// Release gives the memory back if the value is still Sole. The value must
	// not be used afterwards.
	Release()
}

// owned is what a namespace keeps of a value that nobody else holds. Whoever
// reads the name gets the value and ends that, so the wrapper is never seen.
type owned struct{ v Sole }

// let binds the i-th name and gives back what it owned.
func (n *Namespace) let(i int, v Value) {
	old := n.vals[i]
	n.vals[i] = v
	if o, ok := old.(*owned); ok {
		o.v.Release()
	}
}

// value is the value of the i-th name, which is shared from now on.
func (n *Namespace) value(i int) Value {
	v := n.vals[i]
	if o, ok := v.(*owned); ok {
		return n.reveal(i, o)
	}
	return v
}

func (n *Namespace) reveal(i int, o *owned) Value {
	o.v.Share()
	n.vals[i] = o.v
	return o.v
}

// values is value for all names.
func (n *Namespace) values() []Value {
	for i := range n.vals {
		n.value(i)
	}
	return n.vals
}

// OwnAt is SetAt for a value that nobody else holds. Its memory is given back
// when the name gets another value before anybody has read it, but by LendAt.
func (n *Namespace) OwnAt(s *Site, name string, v Sole) {
	n.SetAt(s, name, v)
	if n.live == nil {
		n.vals[s.index] = &owned{v}
	}
}

// LendAt is GetAt for a reader that lets go of the value before it does
// anything else. owned tells that the name owns the value: a reader that keeps
// it after all has to Share it.
func (n *Namespace) LendAt(s *Site, name string) (v Value, mine Sole, ok bool) {
	if n.live != nil || !n.locate(s, name) {
		v, ok = n.GetAt(s, name)
		return v, nil, ok
	}
	v = n.vals[s.index]
	if o, ok := v.(*owned); ok {
		return o.v, o.v, true
	}
	return v, nil, true
}
