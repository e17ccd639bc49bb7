package object

// Super is what super() gives: the attributes of the classes after Start,
// bound to Self.
type Super struct {
	// Start is the class whose method runs; the search begins at its base.
	Start *Class
	// Self is the object, or the class in a class method.
	Self Value
	// Of is the class of Self, or Self in a class method.
	Of *Class
}

func superAttr(th *Thread, s *Super, name string) (Value, bool, error) {
	if name == "__class__" {
		return SuperClass, true, nil
	}
	cls := s.Of
	ofClass := s.Self == Value(cls)
	attr, owner := cls.lookupAfter(s.Start, name)
	if owner != nil {
		if ofClass {
			switch a := attr.(type) {
			case *StaticMethod:
				return a.Fn, true, nil
			case *ClassMethod:
				return &BoundMethod{cls, a.Fn}, true, nil
			case *Builtin:
				if name == "__init_subclass__" {
					return &BoundMethod{cls, a}, true, nil
				}
			}
			return attr, true, nil
		}
		v, err := bindAttr(th, attr, s.Self, cls)
		return v, true, err
	}
	if ofClass {
		return nil, false, nil
	}
	for k := s.Start.base(); k != nil; k = k.base() {
		if k.GetAttr != nil {
			return callGetAttr(th, k, s.Self, name)
		}
	}
	return nil, false, nil
}

// NewSuper checks super(type, object).
func NewSuper(start, self Value) (*Super, error) {
	cls, ok := start.(*Class)
	if !ok {
		return nil, TypeErrorf("super() argument 1 must be a type, not %s", TypeName(start))
	}
	of, ok := self.(*Class)
	if !ok || !of.IsSubclass(cls) {
		of = TypeOf(self)
	}
	if !of.IsSubclass(cls) {
		return nil, TypeErrorf("super(type, obj): obj must be an instance or subtype of type")
	}
	return &Super{cls, self, of}, nil
}
