package object

// Peek finds an attribute for completion and help. It runs no code of the
// user's: properties and __getattr__ of user classes count as missing, and so
// does everything whose getter fails.
func Peek(th *Thread, v Value, name string) (r Value, ok bool) {
	switch v := v.(type) {
	case *Module:
		r, ok, err := moduleAttr(th, v, name)
		return r, ok && err == nil
	case *Class:
		attr, owner := v.LookupIn(name)
		return attr, owner != nil
	}
	cls := TypeOf(v)
	attr, owner := cls.LookupIn(name)
	if p, isProp := attr.(*Property); isProp {
		if p.GoGet == nil {
			return nil, false
		}
		r, err := p.get(th, v)
		return r, err == nil
	}
	if inst := instanceOf(v); inst != nil {
		if r, ok := inst.Attrs.Get(name); ok {
			return r, true
		}
	}
	if owner != nil {
		r, err := bindAttr(th, attr, v, cls)
		return r, err == nil
	}
	for k := cls; k != nil; k = k.base() {
		if k.GetAttr != nil {
			r, ok, err := callGetAttr(th, k, v, name)
			return r, ok && err == nil
		}
	}
	return nil, false
}

// SignatureOf is the parameters of a callable value, without self, or nil
// when they are not known.
func SignatureOf(v Value) *Signature {
	switch v := v.(type) {
	case *Builtin:
		return v.Signature()
	case *BoundMethod:
		if s := SignatureOf(v.Fn); s != nil && len(s.Params) > 0 && s.Params[0].Kind <= Regular {
			return NewSignature(s.Name, s.Params[1:])
		}
	case *StaticMethod:
		return SignatureOf(v.Fn)
	case *ClassMethod:
		return SignatureOf(v.Fn)
	case *Class:
		if fn, ok := v.userMethod("__init__"); ok {
			if s := SignatureOf(&BoundMethod{Fn: fn}); s != nil {
				return NewSignature(v.Name, s.Params)
			}
			return nil
		}
		for k := v; k != nil; k = k.base() {
			if s := k.Constructor(); s != nil {
				return s
			}
		}
	case interface{ Signature() *Signature }:
		return v.Signature()
	}
	return nil
}
