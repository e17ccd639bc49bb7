package object

// Site remembers where a Namespace keeps a name, so that code which reads the
// same name again and again need not search for it. A site belongs to one name
// and one namespace; the zero value is ready.
type Site struct {
	version uint64
	index   int
}

// GetAt is Get with a memory.
func (n *Namespace) GetAt(s *Site, name string) (Value, bool) {
	if n.live != nil {
		return n.live.GetStr(name)
	}
	if !n.locate(s, name) {
		return nil, false
	}
	return n.value(s.index), true
}

// locate finds where the namespace, which must not be live, keeps a name.
func (n *Namespace) locate(s *Site, name string) bool {
	if s.version != n.version || n.version == 0 {
		s.version, s.index = n.version, n.find(name)
	}
	return s.index >= 0
}

// SetAt is Set with a memory.
func (n *Namespace) SetAt(s *Site, name string, v Value) {
	if s.version == n.version && n.version != 0 && s.index >= 0 {
		n.let(s.index, v)
		return
	}
	n.Set(name, v)
	if n.live != nil {
		return
	}
	s.version, s.index = n.version, n.find(name)
}
