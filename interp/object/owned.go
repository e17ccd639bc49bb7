package object

// Owned makes the methods among members name their class in errors, as those of
// classes written in Python do.
func Owned(class string, ms []Member) []Member { return OwnedBy(nil, class, ms) }

// OwnedBy is [Owned] with other classes for some methods. Methods that have an
// owner keep it.
func OwnedBy(others map[string]string, class string, ms []Member) []Member {
	for _, m := range ms {
		b, ok := m.Value.(*Builtin)
		if !ok || !b.Method || b.Owner != "" {
			continue
		}
		b.Owner = class
		if other := others[m.Name]; other != "" {
			b.Owner = other
		}
	}
	return ms
}
