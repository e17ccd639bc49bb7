package object

// Dict is a Python dict: a hash table in the order of insertion. Keys are
// compared by Python's equality: 1, 1.0 and True are one key.
type Dict struct {
	entries []dictEntry
	// index maps slots of an open hash table to entries plus one; nil for
	// small dicts, which are scanned.
	index []int32
	live  int
}

type dictEntry struct {
	hash     int
	key, val Value
	dead     bool
}

const dictScan = 8

// NewDict makes an empty dict.
func NewDict() *Dict { return &Dict{} }

// DictOf makes a dict of names and values in turn.
func DictOf(pairs ...Value) *Dict {
	d := NewDict()
	for i := 0; i+1 < len(pairs); i += 2 {
		d.SetStr(pairs[i].(string), pairs[i+1])
	}
	return d
}

// Len is the number of keys.
func (d *Dict) Len() int { return d.live }

// same compares keys of equal hash; strings and ints without a call.
func same(th *Thread, a, b Value) (bool, error) {
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return x == y, nil
		}
		if _, ok := b.(*Instance); !ok {
			return false, nil
		}
	case int:
		if y, ok := b.(int); ok {
			return x == y, nil
		}
	}
	if Is(a, b) {
		return true, nil
	}
	return Equal(th, a, b)
}

func (d *Dict) find(th *Thread, key Value, hash int) (int, error) {
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash == hash && !e.dead {
				if eq, err := same(th, e.key, key); eq || err != nil {
					return i, err
				}
			}
		}
		return -1, nil
	}
	mask := len(d.index) - 1
	for slot := spread(hash) & mask; ; slot = (slot + 1) & mask {
		i := int(d.index[slot]) - 1
		if i < 0 {
			return -1, nil
		}
		e := &d.entries[i]
		if e.hash == hash && !e.dead {
			if eq, err := same(th, e.key, key); eq || err != nil {
				return i, err
			}
		}
	}
}

func spread(hash int) int {
	h := uint64(hash) * 0x9e3779b97f4a7c15
	return int(h >> 20)
}

// Get looks a key up; it fails for unhashable keys.
func (d *Dict) Get(th *Thread, key Value) (Value, bool, error) {
	h, err := Hash(th, key)
	if err != nil {
		return nil, false, err
	}
	i, err := d.find(th, key, h)
	if i < 0 || err != nil {
		return nil, false, err
	}
	return d.entries[i].val, true, nil
}

// Set binds a key.
func (d *Dict) Set(th *Thread, key, val Value) error {
	h, err := Hash(th, key)
	if err != nil {
		return err
	}
	i, err := d.find(th, key, h)
	if err != nil {
		return err
	}
	if i >= 0 {
		d.entries[i].val = val
		return nil
	}
	d.insert(h, key, val)
	return nil
}

func (d *Dict) insert(hash int, key, val Value) {
	if len(d.entries) > 2*d.live+dictScan {
		d.compact()
	}
	d.entries = append(d.entries, dictEntry{hash: hash, key: key, val: val})
	d.live++
	n := len(d.entries)
	if n <= dictScan {
		return
	}
	if d.index == nil || n*3 > len(d.index)*2 {
		d.reindex()
		return
	}
	d.place(n-1, hash)
}

func (d *Dict) place(i, hash int) {
	mask := len(d.index) - 1
	slot := spread(hash) & mask
	for d.index[slot] != 0 {
		slot = (slot + 1) & mask
	}
	d.index[slot] = int32(i + 1)
}

func (d *Dict) reindex() {
	size := 16
	for size*2 < len(d.entries)*4 {
		size *= 2
	}
	d.index = make([]int32, size)
	for i := range d.entries {
		d.place(i, d.entries[i].hash)
	}
}

func (d *Dict) compact() {
	kept := d.entries[:0]
	for _, e := range d.entries {
		if !e.dead {
			kept = append(kept, e)
		}
	}
	clear(d.entries[len(kept):])
	d.entries = kept
	d.index = nil
	if len(kept) > dictScan {
		d.reindex()
	}
}

// Delete removes a key and gives its value; ok is false when there is none.
func (d *Dict) Delete(th *Thread, key Value) (val Value, ok bool, err error) {
	h, err := Hash(th, key)
	if err != nil {
		return nil, false, err
	}
	i, err := d.find(th, key, h)
	if i < 0 || err != nil {
		return nil, false, err
	}
	e := &d.entries[i]
	val = e.val
	e.dead, e.key, e.val = true, nil, nil
	d.live--
	if d.live == 0 {
		d.Clear()
	}
	return val, true, nil
}

// Clear removes all keys.
func (d *Dict) Clear() { d.entries, d.index, d.live = nil, nil, 0 }

// GetStr looks a string key up.
func (d *Dict) GetStr(key string) (Value, bool) {
	v, ok, _ := d.Get(nil, key)
	return v, ok
}

// SetStr binds a string key.
func (d *Dict) SetStr(key string, val Value) {
	// A string key is compared with string keys only by value, with others never.
	_ = d.Set(nil, key, val)
}

// Copy makes a shallow copy.
func (d *Dict) Copy() *Dict {
	c := &Dict{entries: make([]dictEntry, 0, d.live)}
	for _, e := range d.entries {
		if !e.dead {
			c.entries = append(c.entries, e)
		}
	}
	c.live = len(c.entries)
	if c.live > dictScan {
		c.reindex()
	}
	return c
}

// Keys lists the keys in order.
func (d *Dict) Keys() []Value {
	keys := make([]Value, 0, d.live)
	for i := range d.entries {
		if e := &d.entries[i]; !e.dead {
			keys = append(keys, e.key)
		}
	}
	return keys
}

// Values lists the values in order.
func (d *Dict) Values() []Value {
	vals := make([]Value, 0, d.live)
	for i := range d.entries {
		if e := &d.entries[i]; !e.dead {
			vals = append(vals, e.val)
		}
	}
	return vals
}

// DictEntries walks over a dict: for it := d.Entries(); it.Next(); { it.Key() ... }.
type DictEntries struct {
	d *Dict
	i int
}

// Entries starts a walk.
func (d *Dict) Entries() *DictEntries { return &DictEntries{d, -1} }

// Next goes to the next entry and reports whether there is one.
func (it *DictEntries) Next() bool {
	for it.i++; it.i < len(it.d.entries); it.i++ {
		if !it.d.entries[it.i].dead {
			return true
		}
	}
	return false
}

// Key is the current key.
func (it *DictEntries) Key() Value { return it.d.entries[it.i].key }

// Value is the current value.
func (it *DictEntries) Value() Value { return it.d.entries[it.i].val }
