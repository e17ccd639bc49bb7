package object

// Set is a Python set or frozenset. The table is laid out as CPython's, so
// that sets of numbers show their elements in the same order.
type Set struct {
	Frozen bool
	table  []setEntry
	fill   int // used and deleted
	used   int
}

type setEntry struct {
	hash  int
	key   Value
	state uint8
}

const (
	setFree uint8 = iota
	setUsed
	setDeleted
)

const (
	setMin    = 8
	setProbes = 9
)

// NewSet makes an empty set.
func NewSet() *Set { return &Set{} }

// Len is the number of elements.
func (s *Set) Len() int { return s.used }

// lookup gives the entry of a key, or the free entry where it would go: that of
// an element that was removed, the last one met, before one never used.
func (s *Set) lookup(th *Thread, key Value, hash int) (*setEntry, error) {
	var removed *setEntry
	mask := len(s.table) - 1
	perturb := uint64(hash)
	i := hash & mask
	for {
		probes := 0
		if i+setProbes <= mask {
			probes = setProbes
		}
		for j := i; j <= i+probes; j++ {
			e := &s.table[j]
			if e.state == setFree {
				if removed != nil {
					e = removed
				}
				return e, nil
			}
			if e.state == setDeleted {
				removed = e
			}
			if e.state == setUsed && e.hash == hash {
				if eq, err := same(th, e.key, key); eq || err != nil {
					return e, err
				}
			}
		}
		perturb >>= 5
		i = int((uint64(i)*5 + 1 + perturb) & uint64(mask))
	}
}

// Has reports whether v is an element.
func (s *Set) Has(th *Thread, v Value) (bool, error) {
	h, err := Hash(th, v)
	if err != nil || s.used == 0 {
		return false, err
	}
	e, err := s.lookup(th, v, h)
	return err == nil && e.state == setUsed, err
}

// Add adds an element.
func (s *Set) Add(th *Thread, v Value) error {
	h, err := Hash(th, v)
	if err != nil {
		return err
	}
	if s.table == nil {
		s.table = make([]setEntry, setMin)
	}
	e, err := s.lookup(th, v, h)
	if err != nil || e.state == setUsed {
		return err
	}
	reused := e.state == setDeleted
	*e = setEntry{h, v, setUsed}
	s.used++
	if reused {
		return nil
	}
	s.fill++
	if s.fill*5 >= (len(s.table)-1)*3 {
		n := s.used * 4
		if s.used > 50000 {
			n = s.used * 2
		}
		s.resize(n)
	}
	return nil
}

func (s *Set) resize(atLeast int) {
	size := setMin
	for size <= atLeast {
		size *= 2
	}
	old := s.table
	s.table = make([]setEntry, size)
	s.fill = s.used
	for i := range old {
		if old[i].state == setUsed {
			s.insertClean(old[i])
		}
	}
}

// insertClean places an entry that is not yet in a table without deletions.
func (s *Set) insertClean(e setEntry) {
	mask := len(s.table) - 1
	perturb := uint64(e.hash)
	i := e.hash & mask
	for {
		probes := 0
		if i+setProbes <= mask {
			probes = setProbes
		}
		for j := i; j <= i+probes; j++ {
			if s.table[j].state == setFree {
				s.table[j] = e
				return
			}
		}
		perturb >>= 5
		i = int((uint64(i)*5 + 1 + perturb) & uint64(mask))
	}
}

// Remove removes an element and reports whether it was there.
func (s *Set) Remove(th *Thread, v Value) (bool, error) {
	h, err := Hash(th, v)
	if err != nil || s.used == 0 {
		return false, err
	}
	e, err := s.lookup(th, v, h)
	if err != nil || e.state != setUsed {
		return false, err
	}
	e.key, e.state = nil, setDeleted
	s.used--
	return true, nil
}

// Elems lists the elements in the order of the table.
func (s *Set) Elems() []Value {
	elems := make([]Value, 0, s.used)
	for i := range s.table {
		if e := &s.table[i]; e.state == setUsed {
			elems = append(elems, e.key)
		}
	}
	return elems
}

// Copy makes a copy that is no frozenset.
func (s *Set) Copy() *Set {
	c := NewSet()
	c.grow(s.used)
	c.mergeClean(s)
	return c
}

// grow makes room for n elements of another collection, by CPython's rule.
func (s *Set) grow(n int) {
	if s.table == nil {
		s.table = make([]setEntry, setMin)
	}
	if (s.fill+n)*5 >= (len(s.table)-1)*3 {
		s.resize((s.used + n) * 2)
	}
}

// mergeClean takes all elements of o into the empty set s.
func (s *Set) mergeClean(o *Set) {
	s.fill, s.used = o.used, o.used
	if len(s.table) == len(o.table) && o.fill == o.used {
		copy(s.table, o.table)
		return
	}
	for i := range o.table {
		if o.table[i].state == setUsed {
			s.insertClean(o.table[i])
		}
	}
}

// addAll adds the elements of another set.
func (s *Set) addAll(th *Thread, o *Set) error {
	if o == s || o.used == 0 {
		return nil
	}
	s.grow(o.used)
	if s.fill == 0 {
		s.mergeClean(o)
		return nil
	}
	for i := range o.table {
		if e := &o.table[i]; e.state == setUsed {
			if err := s.Add(th, e.key); err != nil {
				return err
			}
		}
	}
	return nil
}

// AddAll adds the values of an iterable.
func (s *Set) AddAll(th *Thread, v Value) error {
	switch o := NativeOf(v).(type) {
	case *Set:
		return s.addAll(th, o)
	case *Dict:
		s.grow(o.live)
	}
	return ForEach(th, v, func(x Value) error { return s.Add(th, x) })
}

// SetOf makes a set of the values of an iterable.
func SetOf(th *Thread, v Value) (*Set, error) {
	s := NewSet()
	return s, s.AddAll(th, v)
}
