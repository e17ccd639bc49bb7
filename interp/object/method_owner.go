package object

import "strings"

// Owned makes the methods among members name their class in errors, as those of
// classes written in Python do.
func Owned(class string, ms []Member) []Member { return OwnedBy(nil, class, ms) }

// OwnedBy is [Owned] with other classes for some methods. Methods that have an
// owner keep it.
func OwnedBy(others map[string]string, class string, ms []Member) []Member {
	for _, m := range ms {
		b, ok := m.Value.(*Builtin)
		if c, isClassMethod := m.Value.(*ClassMethod); isClassMethod {
			b, ok = c.Fn.(*Builtin)
		} else if ok {
			ok = b.Method
		}
		if !ok || b.Owner != "" {
			continue
		}
		b.Owner = class
		if other := others[m.Name]; other != "" {
			b.Owner = other
		}
	}
	return ms
}

// AbstractError is the TypeError of making an object of a class that lacks
// methods.
func AbstractError(cls *Class, missing []string) error {
	plural := ""
	if len(missing) > 1 {
		plural = "s"
	}
	return TypeErrorf("Can't instantiate abstract class %s with abstract method%s %s", cls.Name, plural, strings.Join(missing, ", "))
}
