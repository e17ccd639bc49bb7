package object

import "slices"

// Bases lists the classes that the class statement names, object when it names
// none.
func (c *Class) Bases() []*Class {
	if c.bases != nil {
		return c.bases
	}
	if b := c.base(); b != nil {
		return []*Class{b}
	}
	return nil
}

// MRO lists the class and those it derives from in the order in which
// attributes are looked for.
func (c *Class) MRO() []*Class {
	if c.mro != nil {
		return c.mro
	}
	mro := []*Class{c}
	for b := c.base(); b != nil; b = b.base() {
		mro = append(mro, b)
	}
	return mro
}

// derive sets the bases of a new class. Base becomes the one whose Go part its
// objects have.
func (c *Class) derive(bases []*Class) error {
	if len(bases) == 0 {
		bases = []*Class{ObjectClass}
	}
	for i, b := range bases {
		if b.Final {
			return TypeErrorf("type '%s' is not an acceptable base type", b.Name)
		}
		if slices.Contains(bases[:i], b) {
			return TypeErrorf("duplicate base class %s", b.Name)
		}
	}
	base, err := layoutBase(bases)
	if err != nil {
		return err
	}
	c.Base = base
	if len(bases) > 1 {
		c.bases = bases
	}
	if len(bases) > 1 || base.mro != nil {
		c.mro, err = linearize(c, bases)
	}
	return err
}

// layoutBase picks the base with the most special Go part; those without any
// content and exceptions, which are all alike, go with each other.
func layoutBase(bases []*Class) (*Class, error) {
	best := bases[0]
	for _, b := range bases[1:] {
		have, other := best.NativeBase(), b.NativeBase()
		switch {
		case other.plain() || have.IsSubclass(other) || have.IsSubclass(BaseException) && other.IsSubclass(BaseException):
		case have.plain() || other.IsSubclass(have):
			best = b
		case have.Mixed != nil && have.Mixed(other) != nil:
			best = have.Mixed(other)
		case other.Mixed != nil && other.Mixed(have) != nil:
			best = other.Mixed(have)
		default:
			return nil, TypeErrorf("multiple bases have instance lay-out conflict").
				WithHint("a class has one of '%s' and '%s' as its base: keep an object of the other in an attribute", have.Name, other.Name)
		}
	}
	return best, nil
}

// plain reports whether a Go class leaves its objects without a Go part.
func (c *Class) plain() bool { return c == ObjectClass || c.Marker }

// linearize orders the class and all it derives from so that each stands
// before its bases and bases keep their order (C3).
func linearize(c *Class, bases []*Class) ([]*Class, error) {
	var lists [][]*Class
	for _, b := range bases {
		lists = append(lists, b.MRO())
	}
	if !slices.Contains(bases, c.Base) {
		lists = append(lists, c.Base.MRO())
	}
	lists = append(lists, bases)
	mro := []*Class{c}
	for {
		lists = slices.DeleteFunc(lists, func(l []*Class) bool { return len(l) == 0 })
		if len(lists) == 0 {
			return mro, nil
		}
		next := firstFree(lists)
		if next == nil {
			names := ""
			for i, b := range bases {
				if i > 0 {
					names += ", "
				}
				names += b.Name
			}
			return nil, TypeErrorf("Cannot create a consistent method resolution\norder (MRO) for bases %s", names)
		}
		mro = append(mro, next)
		for i, l := range lists {
			if l[0] == next {
				lists[i] = l[1:]
			}
		}
	}
}

// firstFree is the first head of a list that stands in no list's tail.
func firstFree(lists [][]*Class) *Class {
	for _, l := range lists {
		if !slices.ContainsFunc(lists, func(other []*Class) bool { return slices.Contains(other[1:], l[0]) }) {
			return l[0]
		}
	}
	return nil
}

// Lookup finds an attribute of the class or of those it derives from.
func (c *Class) Lookup(name string) (Value, bool) {
	v, owner := c.LookupIn(name)
	return v, owner != nil
}

// LookupIn is Lookup that also tells the class that has the attribute.
func (c *Class) LookupIn(name string) (Value, *Class) {
	dunder := isDunder(name)
	if c.mro != nil {
		return lookupAmong(c.mro, name, dunder)
	}
	for k := c; k != nil; k = k.base() {
		if v, ok := k.own(name, dunder); ok {
			return v, k
		}
	}
	return nil, nil
}

func isDunder(name string) bool { return len(name) > 4 && name[0] == '_' && name[1] == '_' }

func lookupAmong(mro []*Class, name string, dunder bool) (Value, *Class) {
	for _, k := range mro {
		if v, ok := k.own(name, dunder); ok {
			return v, k
		}
	}
	return nil, nil
}

// lookupAfter finds an attribute of the classes behind start.
func (c *Class) lookupAfter(start *Class, name string) (Value, *Class) {
	if c.mro == nil {
		if b := start.base(); b != nil {
			return b.LookupIn(name)
		}
		return nil, nil
	}
	i := slices.Index(c.mro, start)
	return lookupAmong(c.mro[i+1:], name, isDunder(name))
}

// own finds an attribute of the class itself; a Go class answers for its slots
// with methods such as __len__.
func (c *Class) own(name string, dunder bool) (Value, bool) {
	c.fill()
	if v, ok := c.dict.Get(name); ok {
		return v, true
	}
	if dunder && !c.user {
		if m := c.slotMethod(name); m != nil {
			return m, true
		}
	}
	return nil, false
}

// userMethod finds a method defined by user code, unless a Go class that
// stands before it has one of that name.
func (c *Class) userMethod(name string) (Value, bool) {
	if c.mro != nil {
		v, owner := c.LookupIn(name)
		return v, owner != nil && (owner.user || owner.Mixin)
	}
	for k := c; k != nil && (k.user || k.Mixin); k = k.base() {
		if v, ok := k.Dict().Get(name); ok {
			return v, true
		}
	}
	return nil, false
}

// IsSubclass reports whether c is base or derives from it.
func (c *Class) IsSubclass(base *Class) bool {
	if c.mro != nil {
		for _, k := range c.mro {
			if k == base || k.Also != nil && k.Also.IsSubclass(base) {
				return true
			}
		}
	} else {
		for k := c; k != nil; k = k.base() {
			if k == base || k.Also != nil && k.Also.IsSubclass(base) {
				return true
			}
		}
	}
	return base == ObjectClass || base.Includes != nil && base.Includes(c)
}

// NativeBase is the nearest class of Go that c is or derives from, the one
// that objects have their Go part of.
func (c *Class) NativeBase() *Class {
	k := c
	for k.user {
		k = k.base()
	}
	return k
}
