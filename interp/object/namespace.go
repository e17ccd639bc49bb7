package object

import "slices"

// Namespace is an ordered map from names to values. The zero value is empty.
type Namespace struct {
	names []string
	vals  []Value
	index map[string]int
	// version counts the names that came and went.
	version uint64
	// live holds the names instead once user code has asked for them as a dict.
	live *Dict
	// Builtins are what is found after the names, where a program says so
	// itself; nil for the usual ones.
	Builtins *Dict
}

// NamespaceOf gives a namespace whose names are those of a dict.
func NamespaceOf(d *Dict) *Namespace { return &Namespace{live: d} }

const namespaceScan = 8

func (n *Namespace) find(name string) int {
	if n.index != nil {
		if i, ok := n.index[name]; ok {
			return i
		}
		return -1
	}
	for i, s := range n.names {
		if s == name {
			return i
		}
	}
	return -1
}

// Get looks a name up.
func (n *Namespace) Get(name string) (Value, bool) {
	if n.live != nil {
		return n.live.GetStr(name)
	}
	if i := n.find(name); i >= 0 {
		return n.value(i), true
	}
	return nil, false
}

// Set binds a name.
func (n *Namespace) Set(name string, v Value) {
	if n.live != nil {
		n.live.SetStr(name, v)
		return
	}
	if i := n.find(name); i >= 0 {
		n.let(i, v)
		return
	}
	n.version++
	if n.names == nil {
		n.names, n.vals = make([]string, 0, 4), make([]Value, 0, 4)
	}
	n.names = append(n.names, name)
	n.vals = append(n.vals, v)
	if n.index != nil {
		n.index[name] = len(n.names) - 1
	} else if len(n.names) > namespaceScan {
		n.reindex()
	}
}

func (n *Namespace) reindex() {
	n.index = make(map[string]int, 2*len(n.names))
	for i, s := range n.names {
		n.index[s] = i
	}
}

// Delete unbinds a name and tells whether it was bound.
func (n *Namespace) Delete(name string) bool {
	if n.live != nil {
		// A string key never fails to compare.
		_, ok, _ := n.live.Delete(nil, name)
		return ok
	}
	i := n.find(name)
	if i < 0 {
		return false
	}
	n.version++
	n.let(i, nil)
	n.names = slices.Delete(n.names, i, i+1)
	n.vals = slices.Delete(n.vals, i, i+1)
	if n.index != nil {
		n.reindex()
	}
	return true
}

// Len is the number of names.
func (n *Namespace) Len() int {
	if n.live != nil {
		return n.live.Len()
	}
	return len(n.names)
}

// Names lists the names in the order they were first bound.
func (n *Namespace) Names() []string {
	if n.live == nil {
		return slices.Clone(n.names)
	}
	names := make([]string, 0, n.live.Len())
	for it := n.live.Entries(); it.Next(); {
		if s, ok := it.Key().(string); ok {
			names = append(names, s)
		}
	}
	return names
}

// Values lists the values in the order of Names.
func (n *Namespace) Values() []Value {
	if n.live == nil {
		return slices.Clone(n.values())
	}
	vals := make([]Value, 0, n.live.Len())
	for it := n.live.Entries(); it.Next(); {
		if _, ok := it.Key().(string); ok {
			vals = append(vals, it.Value())
		}
	}
	return vals
}

// At gives the i-th name and its value.
func (n *Namespace) At(i int) (string, Value) {
	if n.live != nil {
		return n.Names()[i], n.Values()[i]
	}
	return n.names[i], n.value(i)
}

// ToDict makes a dict of a namespace.
func (n *Namespace) ToDict() *Dict {
	if n.live != nil {
		return n.live.Copy()
	}
	d := NewDict()
	for i, name := range n.names {
		d.SetStr(name, n.value(i))
	}
	return d
}

// Live gives the names as a dict through which they can be changed: __dict__,
// globals(). From then on the namespace keeps them there.
func (n *Namespace) Live() *Dict {
	if n.live == nil {
		d := n.ToDict()
		*n = Namespace{live: d}
	}
	return n.live
}
