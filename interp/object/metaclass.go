package object

// ClassCell is where the methods of a class find it: the namespace of a class
// statement has it as __classcell__.
type ClassCell interface{ SetClass(c *Class) }

// MetaOf gives the metaclass of a class with the given bases: the most special
// of theirs and of meta, which may be nil.
func MetaOf(meta *Class, bases []*Class) (*Class, error) {
	if meta == nil {
		meta = TypeClass
	}
	for _, b := range bases {
		m := b.PyClass()
		switch {
		case meta.IsSubclass(m):
		case m.IsSubclass(meta):
			meta = m
		default:
			return nil, TypeErrorf("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
	}
	return meta, nil
}

// newType is type(x), type(name, bases, dict) and type.__new__ of metaclasses.
func newType(th *Thread, meta *Class, args Args) (Value, error) {
	if len(args.Pos) == 1 && len(args.Kw) == 0 && meta == TypeClass {
		return TypeOf(args.Pos[0]), nil
	}
	if len(args.Pos) != 3 {
		if meta == TypeClass {
			return nil, TypeErrorf("type() takes 1 or 3 arguments")
		}
		return nil, TypeErrorf("type.__new__() takes exactly 3 arguments (%d given)", len(args.Pos))
	}
	name, ok := NativeOf(args.Pos[0]).(string)
	if !ok {
		return nil, TypeErrorf("type.__new__() argument 1 must be str, not %s", TypeName(args.Pos[0]))
	}
	bases, ok := args.Pos[1].(*Tuple)
	if !ok {
		return nil, TypeErrorf("type.__new__() argument 2 must be tuple, not %s", TypeName(args.Pos[1]))
	}
	dict, ok := NativeOf(args.Pos[2]).(*Dict)
	if !ok {
		return nil, TypeErrorf("type.__new__() argument 3 must be dict, not %s", TypeName(args.Pos[2]))
	}
	d := ClassDef{Name: name, QualName: name, Keywords: args.Kw}
	for _, b := range bases.Elems {
		c, ok := b.(*Class)
		if !ok {
			return nil, TypeErrorf("bases must be types")
		}
		d.Bases = append(d.Bases, c)
	}
	winner, err := MetaOf(meta, d.Bases)
	if err != nil {
		return nil, err
	}
	if winner != meta && winner.user {
		if _, ok := winner.userMethod("__new__"); ok {
			return Call(th, winner, args)
		}
	}
	d.Meta = winner
	d.Module = "__main__"
	fillClassDef(&d, dict)
	return DefineClass(th, d)
}

// fillClassDef takes what a class statement's namespace says of the class
// itself out of it; the rest are the attributes.
func fillClassDef(d *ClassDef, dict *Dict) {
	for it := dict.Entries(); it.Next(); {
		key, ok := it.Key().(string)
		if !ok {
			continue
		}
		v := it.Value()
		switch key {
		case "__module__":
			if s, ok := v.(string); ok {
				d.Module = s
			}
		case "__qualname__":
			if s, ok := v.(string); ok {
				d.QualName = s
			}
		case "__doc__":
			if s, ok := v.(string); ok {
				d.Doc = s
			}
		case "__classcell__":
			if cell, ok := v.(ClassCell); ok {
				d.Ready = cell.SetClass
			}
		default:
			d.Dict.Set(key, v)
		}
	}
}

// callClass is cls(args): the metaclass' __call__, when user code has one.
func callClass(th *Thread, cls *Class, args Args) (Value, error) {
	if cls.custom {
		meta := cls.PyClass()
		if fn, ok := meta.userMethod("__call__"); ok {
			return callMethodArgs(th, fn, cls, meta, args)
		}
	}
	return Construct(th, cls, args)
}

func callMethodArgs(th *Thread, fn Value, self Value, cls *Class, args Args) (Value, error) {
	bound, err := bindAttr(th, fn, self, cls)
	if err != nil {
		return nil, err
	}
	return Call(th, bound, args)
}

// InstanceCheck is isinstance(v, cls) and, with class set, issubclass(v, cls):
// user code may decide in the metaclass.
func InstanceCheck(th *Thread, v Value, cls *Class, class bool) (bool, error) {
	name, of := "__instancecheck__", TypeOf(v)
	if class {
		name = "__subclasscheck__"
		of, _ = v.(*Class)
	}
	if cls.custom {
		meta := cls.PyClass()
		if fn, ok := meta.userMethod(name); ok {
			r, err := callMethod(th, fn, cls, meta, v)
			if err != nil {
				return false, err
			}
			return Truth(th, r)
		}
	}
	if of.IsSubclass(cls) {
		return true, nil
	}
	for k := cls.PyClass(); k != TypeClass && k != nil; k = k.base() {
		if k.Check != nil {
			return k.Check(th, cls, of)
		}
	}
	return false, nil
}
